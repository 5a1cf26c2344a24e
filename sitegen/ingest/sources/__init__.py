"""Formats of sources, each a table of fields, or a small module where a table does not do."""
