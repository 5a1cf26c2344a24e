"""Formats of sources: which of their fields tell what of a paper."""
