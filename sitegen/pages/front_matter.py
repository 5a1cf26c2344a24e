"""The block of YAML keys at the head of a page.

What sitegen writes is a subset, one `key: "text"` or `key: ["text", …]` a line with the values in JSON, which a fast
path reads line by line. What editors write is any YAML that is a flat mapping: PyYAML's events are read with every
scalar kept as the text it is, so that `2503.02130` stays an arXiv id and `no` stays Norway.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from sitegen.diagnostics import Location, Report
from sitegen.text.characters import code_point, find_illegal, remove_illegal

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
FENCE = "---"

_LINE = re.compile(r'([A-Za-z][\w-]*): ("(?:[^"\\]|\\.)*"|\["(?:[^"\\]|\\.|", ")*"\]|\[\])')
# YAML 1.2, 5.1: what is not printable there, and the separators that some readers take for line ends
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DEEPEST = 6
_NEIGHBOURS = frozenset({"date"})
"""Keys of other programs that look like slips: 'data'."""
_decode = msgspec.json.Decoder(str | list[str]).decode


class Block(msgspec.Struct, frozen=True):
    """A page cut in two."""

    head: str
    """The lines between the fences; empty where there are none."""
    body: str
    """All that follows, as it is."""
    body_line: int
    """Line of the file on which the body starts, from 1."""


def digest(text: str) -> bytes:
    """Sixteen bytes that stand for a page's text, so that it is only written over what was read."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def split(text: str, path: str, report: Report) -> Block:
    """Parts the front matter from the body. A block that is opened and never closed is an error and read as body."""
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return Block("", text, 1)
    end = re.search(r"^(?:---|\.\.\.)[ \t\r]*$\n?", rest, re.MULTILINE)
    if end is None:
        report.error(
            "front-matter",
            "the front matter is opened and never closed",
            Location(path, 1, 1),
            excerpt=first,
            length=3,
            hint="put a line with --- after the last key",
        )
        return Block("", rest, 2)
    head = rest[: end.start()]
    return Block(head, rest[end.end() :], 3 + head.count("\n"))


def read(head: str, path: str, report: Report) -> dict[str, Value]:
    """The keys of a front matter. What is wrong with one key is reported and loses no other, as far as YAML allows.

    Args:
        head: without characters that no page can show, apart from those that are written as escapes.
    """
    values = _read(head, path, report)
    if "\\" not in head:
        return values
    return {key: _without_illegal(value, key, head, path, report) for key, value in values.items()}


def _without_illegal(value: Value, key: str, head: str, path: str, report: Report) -> Value:
    if isinstance(value, list):
        return [_without_illegal(item, key, head, path, report) for item in value]
    if isinstance(value, dict):
        return {inner: _without_illegal(item, key, head, path, report) for inner, item in value.items()}
    if illegal := find_illegal(value):
        lines = head.split("\n")
        line = next((number for number, text in enumerate(lines) if text.lstrip("\"' ").startswith(key)), 0)
        report.warning(
            "illegal-character",
            f"{key} holds a character that cannot be shown: {code_point(illegal[0])}",
            # the block starts on the file's second line
            Location(path, line + 2, 1),
            excerpt=lines[line],
            hint="delete it; sitegen leaves it out",
        )
    return remove_illegal(value)


def _read(head: str, path: str, report: Report) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for line in head.split("\n"):
        found = _LINE.fullmatch(line)
        if not found:
            if line:
                return _read_yaml(head, path, report)
            continue
        if found[1] in values:
            return _read_yaml(head, path, report)
        try:
            values[found[1]] = _decode(found[2])
        except (msgspec.DecodeError, UnicodeEncodeError):
            # YAML's quoted text knows more escapes than JSON's
            return _read_yaml(head, path, report)
    return values


def write(values: Mapping[str, Value]) -> str:
    """Front matter with its fences, one key a line, in the order given. Empty values are left out."""
    lines = [f"{key}: {_json(value)}" for key, value in values.items() if value]
    return "\n".join([FENCE, *lines, FENCE, ""])


def _json(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_json(item) for item in value)}]"
    return f"{{{', '.join(f'{_quoted(key)}: {_json(item)}' for key, item in value.items())}}}"


def _quoted(text: str) -> str:
    written = msgspec.json.encode(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).decode()
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


class _Refused(Exception):
    """A part of YAML that a page may not use."""

    def __init__(self, message: str, mark: Any, hint: str) -> None:
        super().__init__(message)
        self.mark, self.hint = mark, hint


def _read_yaml(head: str, path: str, report: Report) -> dict[str, Value]:
    import yaml

    values: dict[str, Value] = {}
    try:
        events = iter(yaml.parse(head, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                _mapping(events, event, values, 1)
            elif isinstance(event, yaml.ScalarEvent) and event.value == "":
                continue
            elif isinstance(event, yaml.NodeEvent):
                raise _Refused("the front matter is not a list of keys", event.start_mark, "write it as key: value")
    except _Refused as refused:
        _report(report, path, head, str(refused), refused.mark, refused.hint)
    except yaml.MarkedYAMLError as problem:
        if "end of stream" in (problem.problem or ""):
            hint = "close it with the mark that it opens with"
            _report(report, path, head, "a quoted text is opened and never closed", problem.context_mark, hint)
        else:
            hint = 'put the value in quotation marks, as in title: "A: B"'
            _report(report, path, head, problem.problem or "this is not YAML", problem.problem_mark, hint)
    except yaml.YAMLError as problem:
        _report(report, path, head, f"this is not YAML: {problem}".splitlines()[0], None, "remove the odd characters")
    return values


def _mapping(events: Iterator[Any], start: Any, values: dict[str, Value], depth: int) -> None:
    import yaml

    _check(start, depth)
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        _check(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused("a key must be a word", event.start_mark, "write it as key: value")
        if event.value in values:
            raise _Refused(f"the key '{event.value}' stands here twice", event.start_mark, "keep one of the two")
        values[event.value] = _value(events, next(events), depth + 1)


def _value(events: Iterator[Any], event: Any, depth: int) -> Value:
    import yaml

    _check(event, depth)
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.value in ("~", "null") and event.implicit[0] else str(event.value)
    if isinstance(event, yaml.MappingStartEvent):
        nested: dict[str, Value] = {}
        _mapping(events, event, nested, depth)
        return nested
    items: list[Value] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        items.append(_value(events, item, depth + 1))
    return items


def _check(event: Any, depth: int) -> None:
    import yaml

    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Refused("anchors and aliases have no meaning here", event.start_mark, "write the value out")
    if getattr(event, "tag", None) not in (None, "!"):
        raise _Refused("YAML tags have no meaning here", event.start_mark, "remove the word with the exclamation mark")
    if depth > _DEEPEST:
        raise _Refused("this is nested too deeply", event.start_mark, "keys hold a text or a list of texts")


def _report(report: Report, path: str, head: str, message: str, mark: Any, hint: str) -> None:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = head.split("\n")
    excerpt = lines[line] if line < len(lines) else ""
    # the block starts on the file's second line
    report.error("front-matter", message, Location(path, line + 2, column + 1), excerpt=excerpt, hint=hint)


def own_keys(
    values: Mapping[str, Value], known: Collection[str], head: str, path: str, report: Report
) -> dict[str, Any]:
    """The keys that sitegen does not know, with their values. One that is a slip away from a known one is reported.

    Args:
        values: of all keys.
        known: keys that sitegen reads.
        head: of the page.
        path: of the page, as a diagnostic names it.
        report: takes the warnings.
    """
    own = {key: value for key, value in values.items() if key not in known}
    for key in own.keys() - _NEIGHBOURS:
        if meant := next((name for name in sorted(known) if _is_slip(key, name)), ""):
            lines = head.split("\n")
            number = next((n for n, line in enumerate(lines) if line.lstrip('"').startswith(key)), 0)
            at, hint = Location(path, number + 2, 1), f"did you mean '{meant}'?"
            message = f"sitegen knows no key '{key}'"
            report.warning("unknown-key", message, at, excerpt=lines[number], length=len(key), hint=hint)
    return own


def _is_slip(key: str, known: str) -> bool:
    """Whether a key is a known one in another case, or with one letter more, less or other."""
    key = key.casefold()
    same = next((n for n, (one, other) in enumerate(zip(key, known, strict=False)) if one != other), None)
    if same is None:
        return abs(len(key) - len(known)) < 2
    return key[same + 1 :] in (known[same:], known[same + 1 :]) or key[same:] == known[same + 1 :]


def report_value(head: str, key: str, message: str, path: str, report: Report, hint: str = "") -> None:
    """Report what is wrong with a key's value, at its line.

    Args:
        head: of the page, as `split` gives it.
        key: that the value belongs to; one that the head does not have is reported at the page's first line.
        message: what is wrong.
        path: of the page, as a diagnostic names it.
        report: takes the error.
        hint: what to do.
    """
    lines = head.split("\n")
    number = next((n for n, line in enumerate(lines) if re.match(rf'"?{re.escape(key)}"?\s*:', line)), None)
    excerpt = lines[number] if number is not None else ""
    column = excerpt.find(":") + 1
    column += 1 + len(excerpt[column:]) - len(excerpt[column:].lstrip())
    at = Location(path, number + 2, column) if number is not None else Location(path, 1)
    report.error("front-matter", message, at, excerpt=excerpt, length=len(excerpt) - column + 1, hint=hint)
