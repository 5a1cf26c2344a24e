"""What keepers of Hugging Face's answers wrap their papers in, taken off.

Programs that keep such files write them as they please: the list below `data` or `papers`, or deeper; a list for each
day under its date; each entry, or the whole file, as Python prints it instead of as JSON.
"""

from __future__ import annotations

import re
import warnings
from ast import literal_eval
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields, Item
from sitegen.ingest.values import dates
from sitegen.model import Date

_UNDER = ("data", "papers", "dailyPapers", "results")
_PYTHON = re.compile(r"[\[\s]*\{\s*'")
_STAMP = re.compile(r"\bdatetime\.datetime\((\d{4}), (\d{1,2}), (\d{1,2})[^()]*(?:\([^()]*\)[^()]*)?\)")
_NO_VALUE = re.compile(r"(?<=[:,\[]) ?\b(?:nan|NaN|null)\b(?=[,\]}])")
_LONGEST_LITERAL = 4_000_000
_DEEPEST = 6
_SIGNS = ("summary", "id", "authors", "upvotes")


class Listed(Struct, frozen=True):
    """A record, and the day under which its file has it; empty where it has none."""

    value: Any
    line: int
    day: Date = ""


def records(text: str, path: str, report: Report) -> Iterator[Listed]:
    """The records of a file; what is no paper comes as it stands, so that it can be told."""
    for item in _printed(text) or json_guard.items(text, path, report, _UNDER):
        value = read(item.value)
        found = list(_papers(value, "", 0))
        yield from (Listed(paper, item.line, day) for paper, day in found)
        if not found:
            yield Listed(value, item.line)


def read(value: Any) -> Any:
    """A record, also where a program wrote it as text, in JSON or as Python prints it."""
    if not isinstance(value, str) or not value.lstrip().startswith("{"):
        return value
    literal = _literal(value)
    return (
        literal if literal is not None else next((item.value for item in json_guard.items(value, "", Report())), None)
    )


def _printed(text: str) -> list[Item]:
    """The records of a file that Python printed, whole or a line each; none of any other file."""
    if not _PYTHON.match(text):
        return []
    if (whole := _literal(text)) is not None:
        return [Item(value, 1) for value in (whole if isinstance(whole, list) else [whole])]
    lines = ((number, line.strip().rstrip(",")) for number, line in enumerate(text.split("\n"), 1))
    found = [Item(_literal(line) if _PYTHON.match(line) else line, number) for number, line in lines if line]
    return found if any(item.value is not None for item in found) else []


def _literal(text: str) -> Any:
    """What Python printed; None where it is nothing of the kind."""
    if len(text) > _LONGEST_LITERAL:
        return None
    text = _STAMP.sub(lambda day: f"'{day[1]}-{day[2]:0>2}-{day[3]:0>2}'", text.strip())
    with warnings.catch_warnings():
        # an odd backslash in somebody's text is no concern of the reader of our messages
        warnings.simplefilter("ignore")
        for source in dict.fromkeys((text, _NO_VALUE.sub(" None", text))):
            try:
                return literal_eval(source)
            except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
                continue
    return None


def _papers(value: Any, day: Date, depth: int) -> Iterator[tuple[Any, Date]]:
    """The papers in a value, however deep, each with the day of the list that it stands in."""
    if _is_paper(value):
        yield value, day
    elif depth < _DEEPEST and isinstance(value, list):
        for one in value:
            yield from _papers(one, day, depth + 1)
    elif depth < _DEEPEST and isinstance(value, dict):
        day = dates.day(Fields(value).text("date")) or day
        for key, inside in value.items():
            if isinstance(inside, (list, dict)):
                yield from _papers(inside, dates.day(key) if _is_day(key) else day, depth + 1)


def _is_paper(value: Any) -> bool:
    fields = Fields(value)
    if fields.fields("paper"):
        return True
    return bool(fields.text("title")) and any(sign in value for sign in _SIGNS)


def _is_day(key: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", key))
