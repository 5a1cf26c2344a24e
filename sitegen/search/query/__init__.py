"""Queries to a built site: the reference that the browser's engine in `templates/search/engine/` is compared with."""

from sitegen.search.query.engine import Answer, Hit, Note, find_all, search
from sitegen.search.query.reader import SiteIndex

__all__ = ["Answer", "Hit", "Note", "SiteIndex", "find_all", "search"]
