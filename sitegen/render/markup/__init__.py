"""Texts of papers and pages → HTML: Markdown with its formulas and code (`prose`), titles, excerpts."""
