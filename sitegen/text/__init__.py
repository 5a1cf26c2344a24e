"""Strings: bytes decoded, TeX repaired, Markdown written and read, dates, slugs, words. It knows nothing of papers."""
