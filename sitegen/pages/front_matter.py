"""The block of YAML keys at the head of a page.

What sitegen writes is a subset, one `key: "text"` or `key: ["text", …]` a line with the values in JSON, which a fast
path reads line by line. What editors write is any YAML that is a flat mapping: PyYAML's events are read with every
scalar kept as the text it is, so that `2503.02130` stays an arXiv id and `no` stays Norway.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import msgspec

from sitegen.diagnostics import Location, Report
from sitegen.text.json import quoted

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
FENCE = "---"

_LINE = re.compile(r'([A-Za-z][\w-]*): ("(?:[^"\\]|\\.)*"|\["(?:[^"\\]|\\.|", ")*"\]|\[\])')
_NEXT_KEY = r"\n(?:[\w-]+:|\Z)"
_END = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$\n?", re.MULTILINE)
_AFTER_ITEM = re.compile(r"^ *-.*\n *\Z", re.MULTILINE)
_DEEPEST = 6
_decode: Callable[[str], str | list[Any]] = msgspec.json.Decoder(str | list[str]).decode


class Block(msgspec.Struct, frozen=True):
    """A page cut in two."""

    before: str
    """All that stands before the body, fences included."""
    head: str
    """The lines between the fences; empty where there are none."""
    body: str
    """All that follows, as it is."""
    is_closed: bool = True
    """Whether a front matter that is opened is closed; else all of it is body."""

    @property
    def body_line(self) -> int:
        """Line of the file on which the body starts, from 1."""
        return self.before.count("\n") + 1


def digest(text: str) -> bytes:
    """Sixteen bytes that stand for a page's text, so that it is only written over what was read."""
    return hashlib.sha256(text.encode()).digest()[:16]


def split(text: str) -> Block:
    """Split the front matter from the body."""
    head, body, is_closed = "", text.removeprefix("\ufeff"), True
    first, _, rest = body.partition("\n")
    if first.rstrip() == FENCE:
        end = _END.search(rest)
        head, body, is_closed = (rest[: end.start()], rest[end.end() :], True) if end else ("", rest, False)
    return Block(text[: len(text) - len(body)], head, body, is_closed)


def read(head: str, path: str, report: Report) -> dict[str, Value]:
    """The keys of a front matter. What is wrong with one key is reported and loses no other, as far as YAML allows."""
    values: dict[str, Value] = {}
    for line in filter(None, head.split("\n")):
        match = _LINE.fullmatch(line)
        if not match or match[1] in values:
            return _read_yaml(head, path, report)
        try:
            values[match[1]] = _decode(match[2])
        except (msgspec.DecodeError, UnicodeEncodeError):
            # YAML's quoted text knows more escapes than JSON's
            return _read_yaml(head, path, report)
    return values


def others(head: str, values: Mapping[str, Value], known: Collection[str]) -> str:
    """The lines of a front matter that belong to other keys than the known ones, and its comments, as they stand.

    A comment behind the value of a known key becomes a line, as values are written anew.
    """
    own = values.keys() - known
    starts, texts = _layout(head)
    comments = list(_comments(head, texts))
    if starts and starts[0].in_braces:
        return "\n".join(f"{quoted(key)}: {_json(value)}" for key, value in values.items() if key in own)
    lines: list[str] = []
    for start, end in pairwise([_Start(None, 0), *starts, _Start(None, len(head))]):
        if start.key in own:
            for line in head[start.at : end.at].removesuffix("\n").split("\n"):
                # all keys begin where ours do, in the first column
                lines.append(line[min(start.indent, len(line) - len(line.lstrip(" "))) :])
        else:
            lines += [comment for at, comment in comments if start.at <= at < end.at]
    return "\n".join(lines)


def _comments(head: str, texts: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The comments of a front matter with their places: what looks like one and is no part of a text."""
    end = 0
    for sign in re.finditer(r"(?<!\S)#", head):
        at = sign.start()
        if at >= max(end, texts[bisect_right(texts, (at, len(head))) - 1][1]):
            stop = head.find("\n", at)
            end = stop if stop >= 0 else len(head)
            yield at, head[at:end].rstrip()


class _Start(NamedTuple):
    """Where a key of the front matter begins."""

    key: str | None
    at: int
    """Start of its line."""
    indent: int = 0
    in_braces: bool = False


def _layout(head: str) -> tuple[list[_Start], list[tuple[int, int]]]:
    """The keys in their order, and where each text begins and ends, as far as this is YAML: only its parser knows a key
    or a comment from a line of a text.
    """
    import yaml

    starts, texts = list[_Start](), [(-1, -1)]
    depth, is_key, indent, in_braces = 0, False, 0, False
    last: Any
    with suppress(yaml.YAMLError):
        for event in _events(head):
            mark, last = event.start_mark, event.end_mark
            if depth == 1 and isinstance(event, yaml.NodeEvent):
                is_key = not is_key
                if is_key:
                    starts.append(_Start(getattr(event, "value", None), mark.index - mark.column, indent, in_braces))
            elif depth == 0 and isinstance(event, yaml.MappingStartEvent):
                indent, in_braces = mark.column, bool(event.flow_style)
            if isinstance(event, yaml.ScalarEvent):
                texts.append((mark.index, last.index))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    return starts, texts


def _events(head: str) -> Iterator[Any]:
    """The front matter as events of YAML."""
    import yaml

    return iter(yaml.parse(head, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


def write(values: Mapping[str, Value], own: str, generated: Mapping[str, Value], *blocks: str) -> str:
    """A page: front matter, one key a line, in the order given, and blocks with empty lines between. What is empty is
    left out.

    Args:
        own: lines of the editor's, which stay as they are.
    """
    first, last = ([f"{key}: {_json(value)}" for key, value in keys.items() if value] for keys in (values, generated))
    head = "\n".join([FENCE, *first, *filter(None, [own]), *last, FENCE, ""])
    return "\n".join([head, *(block.removesuffix("\n") + "\n" for block in blocks if block)])


def _json(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    return f"{{{', '.join(f'{quoted(key)}: {_json(item)}' for key, item in value.items())}}}"


class _Refused(Exception):
    """A part of YAML that a page may not use."""

    def __init__(self, message: str, mark: Any, hint: str) -> None:
        super().__init__(message)
        self.mark, self.hint = mark, hint


def _read_yaml(head: str, path: str, report: Report) -> dict[str, Value]:
    import yaml

    values: dict[str, Value] = {}
    mark: Any
    try:
        events = _events(head)
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                _mapping(events, event, values, 1)
            elif isinstance(event, yaml.NodeEvent):
                raise _Refused("the front matter is not a list of keys", event.start_mark, "write it as key: value")
        return values
    except _Refused as refused:
        message, mark, hint = str(refused), refused.mark, refused.hint
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line, message = _line_at(head, mark), problem.problem or "this is not YAML"
        hint = 'put the value in quotation marks, as in title: "A: B"'
        if opened := _unclosed(head, problem):
            what, mark = opened
            message, hint = f"a {what} is opened and never closed", "close it with the mark that it opens with"
        elif line.startswith("\t", mark.column):
            message, hint = "a tab stands where YAML takes spaces only", "put spaces in place of the tab"
        elif line.startswith("- ", mark.column) and _AFTER_ITEM.search(head[: mark.index]):
            message, hint = "this item is not indented as those above it", "indent the items of a list alike"
        elif re.match(r'[\w-]+:\s*"', line):
            hint = 'write \\" for a quotation mark within quotation marks'
        elif message.startswith("mapping values"):
            message = "a value without quotation marks has a colon in it"
    except yaml.YAMLError as problem:
        message, mark, hint = f"this is not YAML: {problem}".splitlines()[0], None, "remove the odd characters"
    # the block starts on the file's second line
    at = Location(path, mark.line + 2, mark.column + 1) if mark else Location(path, 2, 1)
    report.error("front-matter", message, at, excerpt=_line_at(head, mark), hint=hint)
    return values


def _unclosed(head: str, problem: Any) -> tuple[str, Any] | None:
    """What is closed nowhere, so that YAML finds fault only at a later key or at the end, and where it opens."""
    import yaml

    opened, context = problem.context_mark, problem.context or ""
    if "end of stream" in (problem.problem or ""):
        return "quoted text", opened
    with suppress(yaml.YAMLError):
        for event in _events(head):
            start, end = event.start_mark, event.end_mark
            if getattr(event, "style", None) in ("'", '"') and re.search(_NEXT_KEY, head[start.index : end.index]):
                return "quoted text", start
    is_over = re.match(_NEXT_KEY, "\n" + _line_at(head, problem.problem_mark))
    return ("list", opened) if "flow" in context and is_over else None


def _line_at(head: str, mark: Any) -> str:
    """The line that a mark of YAML points at."""
    lines = head.split("\n")
    return lines[mark.line] if mark is not None and mark.line < len(lines) else ""


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
    while not isinstance(item := next(events), yaml.SequenceEndEvent):
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
