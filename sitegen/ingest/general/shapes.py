"""Where the papers are in JSON of anybody's shape: under what keys their list lies, and how deep their fields.

Web services wrap what they tell: `{"result": {"hits": {"hit": [{"info": {…}}]}}}`, `{"data": [{"attributes": {…}}]}`,
`{"notes": [{"content": {"title": {"value": …}}}]}`. Here a record becomes one flat object, whatever is around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.ingest.values import dates, identifiers
from sitegen.model import Date

_DEEPEST = 6
_INNER = ("data", "attributes", "info", "row", "content", "record", "fields", "_source", "paper", "work", "metadata")
"""Keys of an object that holds the fields of the record around it."""
_WITHIN = frozenset({"titles", "references", "citations", "related", "links", "files"})
"""Lists of what belongs to one paper."""
_VALUE = frozenset({"value", "format", "lang"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TITLES = ("title", "Title", "titles")


def records(value: Any, depth: int = 0, day: Date = "") -> Iterator[tuple[Mapping[str, Any], Date]]:
    """The objects with a title, flat, in the order of the file; below one of them nothing is looked for.

    Each comes with the day of the list that it stands in, where that is written beside the list or above it.
    """
    if isinstance(value, list):
        for inner in value:
            yield from records(inner, depth + 1, day) if depth < _DEEPEST else ()
        return
    if not isinstance(value, dict):
        return
    made = flat(value)
    if any(key in made for key in _TITLES) and not _holds_list(value, depth):
        yield made, day
    elif depth < _DEEPEST:
        day = dates.day(str(value.get("date") or "")) or day
        for key, inner in value.items():
            if isinstance(inner, dict) and identifiers.arxiv(key)[0]:
                yield from records({"arxiv_id": key} | inner, depth + 1, day)
            elif isinstance(inner, (dict, list)):
                yield from records(inner, depth + 1, dates.day(key) if _DAY.fullmatch(key) else day)


def flat(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object with the fields of what it wraps among its own."""
    made = {key: _unwrapped(inner) for key, inner in value.items()}
    # tables that became JSON have their headings for keys
    made = {key.lower(): inner for key, inner in made.items() if key[:1].isupper()} | made
    for key in _INNER:
        if isinstance(inner := made.get(key), dict):
            made = made | {name: _unwrapped(field) for name, field in inner.items()}
    return made


def _unwrapped(value: Any) -> Any:
    """`{"value": x, "format": "html"}` is x."""
    return value["value"] if isinstance(value, dict) and "value" in value and set(value) <= _VALUE else value


def _holds_list(value: Mapping[str, Any], depth: int) -> bool:
    """Whether an object that has a title has it for a list of papers in it, such as a feed."""
    lists = (inner for key, inner in value.items() if isinstance(inner, list) and key not in _WITHIN)
    titled = (one for inner in lists for one in inner if isinstance(one, dict) and any(map(flat(one).get, _TITLES)))
    return depth < 2 and next(titled, None) is not None
