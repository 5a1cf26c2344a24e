"""Strings: bytes decoded, TeX repaired, Markdown written and read, dates, slugs, words. Nothing here knows of papers."""
