"""Syntax of source files, read without trust: JSON, XML, YAML, tagged lines, BibTeX, HTML, LaTeX, wikis, calendars."""

from __future__ import annotations

from typing import TypeAlias

Numbered: TypeAlias = tuple[int, str]
"""A line and its number in the source."""
