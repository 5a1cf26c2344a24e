"""Queries to a built site: the reference that the browser's engine in `templates/search/engine/` is compared with."""

from sitegen.search.query.engine import Hit, find_author, search
from sitegen.search.query.notes import Note, notes_of

__all__ = ["Hit", "Note", "find_author", "notes_of", "search"]
