"""Feeds and JSON of no format in particular, read as well as their names allow."""
