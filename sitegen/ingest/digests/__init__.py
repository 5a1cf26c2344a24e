"""Digests that people and bots write in Markdown: headings, tables and lists of papers."""
