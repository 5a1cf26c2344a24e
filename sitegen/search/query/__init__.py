"""Queries to a built site: the reference that the browser's engine in `templates/search/engine/` is compared with."""

from sitegen.search.query.engine import Hit, find_author, search

__all__ = ["Hit", "find_author", "search"]
