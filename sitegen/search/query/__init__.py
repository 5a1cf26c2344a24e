"""Queries to a built site: the reference that the browser's engine in `templates/search/engine/` is compared with."""

from sitegen.search.query.engine import Hit, find_all, find_author, search
from sitegen.search.query.notes import Note, notes_of
from sitegen.search.query.reader import SiteIndex

__all__ = ["Hit", "Note", "SiteIndex", "find_all", "find_author", "notes_of", "search"]
