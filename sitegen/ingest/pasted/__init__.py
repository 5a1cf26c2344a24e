"""Pasted text and HTML, in which nothing but the looks of a line tells what it is."""
