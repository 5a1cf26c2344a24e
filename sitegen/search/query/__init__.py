"""Queries to a built site: the reference that the browser's engine in `templates/search/engine/` is compared with."""

from sitegen.search.query.engine import Hit, Note, find_all, find_author, search
from sitegen.search.query.reader import SiteIndex

__all__ = ["Hit", "Note", "SiteIndex", "find_all", "find_author", "search"]
