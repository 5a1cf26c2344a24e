"""BibTeX's syntax: entries with their fields as text, whatever the program that wrote the file.

`@article{key, title = {…}, month = 10 # "~jan"}` with braces or parentheses around it; `@string` macros are filled in,
`@preamble` and `@comment` skipped, all text between entries is a comment. An entry that is not closed ends where the
next one starts in the first column; its whole fields are kept. Every character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, zip_longest

from msgspec import Struct

from sitegen.ingest.parser import Source

_START = re.compile(r"@(?:\s|%[^\n]{0,200}\n)*+(?P<type>[A-Za-z]\w*+)(?:\s|%[^\n]{0,200}\n)*+(?P<open>[{(])")
_LINE_START = re.compile(r"^[ \t]*+(?=@[A-Za-z]\w*+\s*+[{(])", re.MULTILINE)
_COMMENTED = re.compile(r"[ \t]*+%[% \t]*+")
_FIRST_COLUMN = re.compile(
    r"^@[A-Za-z]\w*\s*(?:[{(]\s*[^\s,={}()\"#%]*\s*(?:,|$)|(?<=string)[{(]|(?<=comment)[{(])", re.MULTILINE | re.I
)
_KEYS = {"{": re.compile(r"\s*+([^,={}\"\n]*+)"), "(": re.compile(r"\s*+([^,={}()\"\n]*+)")}
_BLANK = re.compile(r"(?:[\s,;]|%[^\n]*(?:\n|\Z))*+")
_NAME = re.compile(r"([^\s=,{}()\"#%][^\s=,{}()\"#]*+)\s*+=\s*+")
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_JOIN = re.compile(r"\s*+#\s*+")
_ENDS = {"{": re.compile(r"[{}]"), "(": re.compile(r"[{})]"), '"': re.compile(r"[{}\"]")}
"""What may end what such a sign opens, or stand in the way."""
_MACRO = 10_000
"""Longest text that an `@string` may stand for."""
_FILLED = 20_000_000
"""Characters that all uses of macros in one file may fill in: `a # a # a …` grows without end."""
_MOST_FAULTS = 100
_SHOWN_NAME = r"(?P<name>[A-Za-z][\w-]{0,30})"
_SHOWN_FIELD = re.compile(
    rf"(?:^|(?<=[,\}}\"]))[ \t]*+,?[ \t]*+{_SHOWN_NAME}[ \t]*+=[ \t]*+(?=[{{\"\d]|\w++[ \t]*+,?[ \t]*+$)",
    re.MULTILINE,
)
_LONGEST_BROKEN = 200_000


class Record(Struct, frozen=True):
    """One entry."""

    type: str
    """In lower case: `article`."""
    key: str
    fields: dict[str, str]
    """By name in lower case; values without their delimiters, macros filled in."""
    line: int


class _BrokenEntry(Exception):
    """Why an entry cannot be read on, and where."""


def records(text: str, source: Source) -> list[Record]:
    """The entries of a file in its order; what is broken is reported."""
    return _File(text, source).records()


class _File:
    """A file being read."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.macros: dict[str, str] = {}
        self.filled = 0
        self.faults = 0
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.starts = [match.start() for match in _FIRST_COLUMN.finditer(text)]

    def records(self) -> list[Record]:
        return [record for block in self._blocks() if (record := self._record(block))]

    def _blocks(self) -> Iterator[re.Match[str]]:
        self.place = 0
        while match := _START.search(self.text, self.place):
            self.place = match.end()
            start = self.lines[self._line(match.start()) - 1]
            commented = _COMMENTED.match(self.text, start, min(match.start(), start + 80))
            # an @ right behind the % that begins its line has been commented out
            if not commented or commented.end() != match.start():
                yield match

    def _record(self, match: re.Match[str]) -> Record | None:
        """The entry that begins there; leaves `place` behind it."""
        kind = match["type"].lower()
        self.start = match.start()
        number = bisect_right(self.starts, match.start())
        self.limit = self.starts[number] if number < len(self.starts) else len(self.text)
        fields: dict[str, str] = {}
        key = ""
        try:
            if kind in ("comment", "preamble"):
                self.place = self._closing(match.end(), match["open"])
                return None
            if kind != "string":
                key = self._key(match["open"])
            self._fields(fields, match["open"])
        except _BrokenEntry as problem:
            self._fault(problem, kind, key, match)
            if kind not in ("comment", "preamble", "string"):
                shown = _shown_fields(self.text[match.end() : min(self.limit, self.place)])
                # what it took for a value may have swallowed the fields behind it, or have ended too soon
                fields |= {
                    name: value
                    for name, value in shown.items()
                    if name not in fields or "=" in fields[name] or value.startswith(fields[name])
                }
        if kind == "string":
            self.macros |= {name: value for name, value in fields.items() if len(value) <= _MACRO}
            return None
        return Record(kind, key, fields, self._line(match.start())) if fields or key else None

    def _key(self, opening: str) -> str:
        match = _KEYS[opening].match(self.text, self.place, self.limit)
        if not match or self.text[match.end() : match.end() + 1] in ("=", "{", '"'):
            return ""  # fields follow at once: the key was forgotten
        self.place = match.end()
        return match[1].strip()

    def _fields(self, fields: dict[str, str], opening: str) -> None:
        closing = "}" if opening == "{" else ")"
        while match := _NAME.match(self.text, self._skip(), self.limit):
            self.place = match.end()
            value = self._value()
            if not fields.get(match[1].lower()):
                fields[match[1].lower()] = value
        place = self._skip()
        if place >= self.limit:
            raise _BrokenEntry("it is not closed", self.start)
        if self.text[place] != closing:
            raise _BrokenEntry("a field, as in title = {…}, or the end of the entry was expected here", place)
        self.place = place + 1

    def _skip(self) -> int:
        """The place of what follows white space, commas and comments."""
        match = _BLANK.match(self.text, self.place, self.limit)
        return match.end() if match else self.place

    def _value(self) -> str:
        parts = [self._piece()]
        while join := _JOIN.match(self.text, self.place, self.limit):
            self.place = join.end()
            parts.append(self._piece())
        return "".join(parts)

    def _piece(self) -> str:
        start = self.place
        sign = self.text[start : start + 1] if start < self.limit else ""
        if sign in ("{", '"'):
            self.place = self._closing(start + 1, sign)
            return self.text[start + 1 : self.place - 1]
        match = _BARE.match(self.text, start, self.limit)
        if not match:
            if sign in (",", "}", ")"):
                return ""  # `month = ,`
            raise _BrokenEntry("a value was expected here", start)
        self.place = match.end()
        # a number, or a word that is no macro, stands for itself, like `jan`
        value = self.macros.get(match[0].lower(), match[0])
        self.filled += len(value)
        return value if self.filled <= _FILLED else match[0]

    def _closing(self, place: int, opening: str) -> int:
        """The place behind the delimiter that closes what was opened before `place`.

        As in BibTeX, a brace behind a backslash counts like any other.
        """
        depth = 0
        for match in _ENDS[opening].finditer(self.text, place, self.limit):
            if match[0] == "{":
                depth += 1
            elif depth:
                depth -= match[0] == "}"
            elif opening == '"' and match[0] == "}":
                raise _BrokenEntry("a brace is closed here that was not opened", match.start())
            else:
                return match.end()
        sign = "quotation mark" if opening == '"' else "brace"
        raise _BrokenEntry(f"a {sign} that is opened here is not closed", place - 1)

    def _line(self, place: int) -> int:
        return bisect_right(self.lines, place)

    def _fault(self, problem: _BrokenEntry, kind: str, key: str, match: re.Match[str]) -> None:
        """Reports a broken block and goes on where the next one may begin."""
        self.faults += 1
        if self.faults > _MOST_FAULTS:
            self.place = max(match.end(), self.limit)
            return
        following = _LINE_START.search(self.text, match.end())
        self.place = following.end() if following else len(self.text)
        what, place = problem.args
        place = min(place, len(self.text))
        line = self._line(place)
        start = self.lines[line - 1]
        self.source.error(
            "broken-bibtex",
            f"{f'@{kind} {key}'.strip()} in line {self._line(match.start())} is broken: {what}",
            line,
            place - start + 1,
            excerpt=self.text[start : place + 200].split("\n", 1)[0],
            hint="the fields that its lines show are kept, and all other entries are read",
        )


def _shown_fields(text: str) -> dict[str, str]:
    """The fields of an entry whose braces or quotation marks do not match, as its lines show them; the first of a name.

    BibTeX itself gives such an entry up. But nearly everybody writes a field a line, or parts fields by a closed value
    and a comma, so what its author meant is plain: a value ends where the next field begins.

    >>> _shown_fields('title = {A {broken one}, author = {X Y},\\n year = 2000\\n}')
    {'title': 'A broken one', 'author': 'X Y', 'year': '2000'}
    """
    text = text[:_LONGEST_BROKEN]
    starts = list(_SHOWN_FIELD.finditer(text))
    fields: dict[str, str] = {}
    for start, following in zip_longest(starts, starts[1:]):
        value = text[start.end() : following.start() if following else len(text)]
        fields.setdefault(start["name"].lower(), _shown_value(value, is_last=following is None))
    return fields


def _shown_value(text: str, *, is_last: bool) -> str:
    """A value without its delimiters and without braces that have no partner."""
    text = text.strip(", \t\n")
    if is_last and text.count("}") > text.count("{"):
        # the brace that ends the entry
        text = text[: text.rindex("}")].rstrip(", \t\n")
    if text[:1] == '"':
        text = text[1:].removesuffix('"')
    elif text[:1] == "{":
        text = text[1:].removesuffix("}")
    open_braces = depths(text)
    return text if min(open_braces) == open_braces[-1] == 0 else re.sub(r"[{}]", "", text)


def depths(text: str) -> list[int]:
    """How many braces are open at the beginning of a text, and behind each brace.

    >>> depths("a {b {c}} d}")
    [0, 1, 2, 1, 0, -1]
    """
    return list(accumulate((1 if brace == "{" else -1 for brace in re.findall("[{}]", text)), initial=0))
