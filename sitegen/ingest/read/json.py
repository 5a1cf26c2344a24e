"""JSON from outside, read record by record, so that a broken one costs no other.

Nesting without end, `NaN`, numbers of a thousand digits, line ends inside strings and files cut short are what the
world calls JSON too. Numbers with a point stay text, because `2503.02130` is an identifier.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sitegen.ingest.parser import Source
from sitegen.model import Date

_DIGITS = 18
_DECODER = json.JSONDecoder(
    strict=False,
    parse_float=str,
    parse_int=lambda digits: int(digits) if len(digits) <= _DIGITS else digits,
    parse_constant=lambda _: None,
)
_BLANK = re.compile(r"[\s,]*")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.){1,60}")')
_LIST, _TITLE = re.compile(r"\[\s*(?=\{)"), re.compile(r'title"\s*:', re.IGNORECASE)
_MOST_FAULTS = 50
"""Broken records that are reported one by one; behind them the rest of a list is not searched for whole ones."""
_DEEPEST = 6
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")


def items(text: str, source: Source, under: tuple[str, ...] = ()) -> Iterator[tuple[Any, int]]:
    """The records of a file, each with the line it starts in: of a list, of JSON Lines, or of the list that a wrapping
    object holds under one of some keys, or under several on the way to it, `result.hits.hit`.
    """
    place = _skip(text, 0)
    first = text[place : text.find("\n", place) + 1 or len(text)].strip()
    is_by_line = first.startswith("{") and first.endswith("}") and len(first) + place < len(text.rstrip())
    for value, line in _by_line(text, source) if is_by_line else _one_after_another(text, place, source):
        lists = (_inside(value, keys.split(".")) for keys in under)
        yield from ((record, line) for record in next(filter(None, lists), [value]))


def _inside(value: Any, keys: list[str]) -> list[Any]:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def nested(
    value: Any, is_record: Callable[[Mapping[str, Any]], bool], day: Date = "", depth: int = 0
) -> Iterator[tuple[Mapping[str, Any], Date]]:
    """The records in a value of anybody's shape, in order; below one of them nothing is looked for.

    Web services wrap what they tell: `{"result": {"hits": {"hit": [{"info": {…}}]}}}`, `{"2025-03-28": [{…}]}`,
    `{"date": "2025-03-28", "papers": [{…}]}`. Each record comes with the day of the list that it stands in, where that
    is written beside the list or above it.

    Args:
        is_record: whether an object is one; what it stands under is its `key` where it has no other.
        day: of the list around.
    """
    if isinstance(value, list) and depth < _DEEPEST:
        for inner in value:
            yield from nested(inner, is_record, day, depth + 1)
    elif isinstance(value, dict) and is_record(value):
        yield value, day
    elif isinstance(value, dict) and depth < _DEEPEST:
        day = _day(value.get("date")) or day
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                # a record may stand under its identifier
                named = {"key": key} | inner if isinstance(inner, dict) else inner
                yield from nested(named, is_record, _day(key) or day, depth + 1)


def _day(value: Any) -> Date:
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else ""


def _by_line(text: str, source: Source) -> Iterator[tuple[Any, int]]:
    start = faults = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip(" \t\r,")
        if bare:
            try:
                yield _DECODER.decode(bare), number
            except (ValueError, RecursionError) as problem:
                faults += 1
                if faults <= _MOST_FAULTS:
                    at = start + line.index(bare)
                    _report(problem, text, at, at, number, f"line {number}", source)
        start += len(line) + 1
    if faults > _MOST_FAULTS:
        source.error("broken-json", f"{faults - _MOST_FAULTS:,} more lines cannot be read")


def _one_after_another(text: str, place: int, source: Source) -> Iterator[tuple[Any, int]]:
    line, counted, faults, number, mark = 1, 0, 0, 0, ""
    is_list, fault = text.startswith("[", place), -1
    place = _skip(text, place + 1) if is_list else place
    while place < len(text):
        if text[place] == "]":
            if is_list or not faults:
                break
            # the list within an object that is broken; another may follow
            place = _next_record(text, place, mark)
            continue
        line, counted, number = line + text.count("\n", counted, place), place, number + 1
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as problem:
            faults, before = faults + 1, fault
            fault = problem.pos if isinstance(problem, json.JSONDecodeError) else -1
            if fault < 0 or fault != before:
                # of a broken record in an object the object told already
                _report(problem, text, place, 0, line, f"record {number}", source)
            place = _next_record(text, place, mark) if faults < _MOST_FAULTS else len(text)
            continue
        if not mark and isinstance(value, dict):
            mark = _first_key(text, place)
        yield value, line
        place = _skip(text, end)
    if text[place + 1 :].strip():
        line = text.count("\n", 0, place) + 1
        source.error("broken-json", "the list ends here, and what stands behind it is not read", line)


def _skip(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _next_record(text: str, place: int, mark: str) -> int:
    """Where the next record like the first one starts, after a broken one; or the first in what is broken around it."""
    key = mark or _first_key(text, place)
    match = re.compile(rf"\{{\s*{re.escape(key)}").search(text, place + 1) if key else None
    if match or mark:
        return match.start() if match else len(text)
    inner = _LIST.search(text, place)
    # what has a title before its list is a paper with its authors
    return inner.end() if inner and not _TITLE.search(text, place, inner.start()) else len(text)


def _first_key(text: str, place: int) -> str:
    match = _FIRST_KEY.match(text, place)
    return match[1] if match else ""


def _report(problem: Exception, text: str, place: int, offset: int, line: int, name: str, source: Source) -> None:
    """Report what is wrong with the record at `place`, in `line`; `offset` is where the decoder's text begins."""
    if isinstance(problem, json.JSONDecodeError):
        what, at = problem.msg[:1].lower() + problem.msg[1:], offset + problem.pos
        if problem.pos >= len(problem.doc) or what.startswith("unterminated"):
            what = "it ends in the middle"
    else:
        what, at = "it is nested too deeply" if isinstance(problem, RecursionError) else "a number is too long", place
    start = text.rfind("\n", 0, at) + 1
    source.error(
        "broken-json",
        f"{name} cannot be read: {what}",
        line + text.count("\n", place, at),
        at - start + 1,
        excerpt=text[start : at + 200].split("\n", 1)[0],
        hint="get the file again from where it came; whole records around it are read",
    )
