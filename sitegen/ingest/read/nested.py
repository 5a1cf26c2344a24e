"""Where records lie in JSON of anybody's shape: a list, lists under days or identifiers, deep in what wraps them.

Web services wrap what they tell: `{"result": {"hits": {"hit": [{"info": {…}}]}}}`, `{"2025-03-28": [{…}]}`,
`{"date": "2025-03-28", "papers": [{…}]}`. Each record comes with the day of the list that it stands in, where that is
written beside the list or above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sitegen.model import Date

_DEEPEST = 6
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")


def records(
    value: Any, is_record: Callable[[Mapping[str, Any], int], bool], day: Date = "", depth: int = 0
) -> Iterator[tuple[Mapping[str, Any], Date]]:
    """The records in a value, in order; below one of them nothing is looked for.

    Args:
        is_record: whether an object is one, at a depth.
        day: of the list around.
    """
    if isinstance(value, list) and depth < _DEEPEST:
        for inner in value:
            yield from records(inner, is_record, day, depth + 1)
    elif isinstance(value, dict) and is_record(value, depth):
        yield value, day
    elif isinstance(value, dict) and depth < _DEEPEST:
        day = _day(value.get("date")) or day
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                # a record may stand under its identifier
                named = {"key": key} | inner if isinstance(inner, dict) else inner
                yield from records(named, is_record, _day(key) or day, depth + 1)


def _day(value: Any) -> Date:
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found else ""
