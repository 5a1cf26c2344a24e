"""Syntax of source files, read without trust: JSON, XML, YAML, tagged lines, BibTeX, HTML, LaTeX, wikis, calendars."""
