"""Our own format: papers as JSON, one a line, below a line about the list. Nothing of a digest is lost in it.

```
{"sitegen": "papers", "version": 1, "date": "2025-03-28", "curator": "AK and the research community"}
{"title": "The Curse of Depth", "authors": ["Wenfang Sun"], "arxiv": "2502.05795", "votes": 12, "abstract": [["…"]]}
```

The first line may give `date` (of the edition), `start` (its first day, for a range) and `curator`. Where the
file holds lists of several days, a paper's line gives its own as `listed`, and `ranges` above gives the first and last
day of each that is of several. A paper's line has the fields of `Facts` and `Entry`; what is empty is left out, and
keys that are not known are reported and passed over. An author is a name, or a name with an affiliation:
`["Ann Lee", "MIT"]`; `García Márquez, José` tells where a family name ends. A link is `["code", "https://…"]`. An
abstract is a list of paragraphs, each a list of spans: a text, or `["math", "$x^2$"]` for any other kind. All text is
taken as it stands, and TeX in it is not repaired again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import suggest
from sitegen.ingest.parser import Source
from sitegen.model import Date, Digest, Entry, Facts, Link, LinkKind, Repair, Span, SpanKind
from sitegen.text.names import author

VERSION = 1


class Head(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The first line."""

    sitegen: str
    """What kind of file of ours it is: `papers`."""
    version: int
    date: Date = ""
    start: Date = ""
    ranges: tuple[tuple[Date, Date], ...] = ()
    curator: str = ""


class Form(NamedTuple):
    """How a field that holds records stands in a line: as lists."""

    type: Any
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    """Of one record."""


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "authors": Form(
            tuple[str | tuple[str, str], ...],
            lambda author: (author.written, author.affiliation) if author.affiliation else author.written,
            lambda written: author(written) if isinstance(written, str) else author(*written),
        ),
        "links": Form(tuple[tuple[LinkKind, str], ...], structs.astuple, lambda link: Link(*link)),
        "repairs": Form(tuple[tuple[str, str, str], ...], structs.astuple, lambda repair: Repair(*repair)),
        "abstract": Form(
            tuple[tuple[str | tuple[SpanKind, str], ...], ...],
            lambda spans: tuple(span.text if span.kind == "text" else structs.astuple(span) for span in spans),
            lambda spans: tuple(Span("text", span) if isinstance(span, str) else Span(*span) for span in spans),
        ),
    }
)
_FIELDS = [*structs.fields(Facts), *(field for field in structs.fields(Entry) if field.name not in ("facts", "line"))]
Row = msgspec.defstruct(
    "Row",
    [(field.name, FORMS[field.name].type if field.name in FORMS else field.type, field.default) for field in _FIELDS],
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
)
"""A paper's line: the fields of `Facts` and `Entry`, of which only the title may not be missing."""

_Line = TypeVar("_Line", bound=Struct)
_Unknown: TypeAlias = dict[tuple[type[Struct], str], int]
"""Keys that are not known in one kind of lines, each with the number of the first that has it."""
_SHOWN = 40


def parse(text: str, source: Source) -> Digest:
    """Parse our own format."""
    about = Head(sitegen="papers", version=VERSION)
    entries = []
    unknown: _Unknown = {}
    is_first = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            if is_first:
                about = _decoded(line, number, Head, unknown)
            else:
                entries.append(_entry(_decoded(line, number, Row, unknown), number))
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as problem:
            what = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
            hint = "sitegen explain sources shows what such lines look like"
            what = f"this line is no paper of ours: {what}"
            source.error("broken-record", what, number, excerpt=line[:200], hint=hint)
        is_first = False
    if about.version > VERSION:
        what = f"this file is of version {about.version} of the format, and version {VERSION} is known"
        source.warning("newer-format", what, 1, hint="a newer sitegen reads it whole")
    else:
        for (kind, key), number in unknown.items():
            hint = suggest(key, kind.__struct_fields__, "sitegen explain sources shows the keys of such lines")
            source.warning("unknown-key", f"sitegen knows no key '{key[:_SHOWN]}' in such lines", number, hint=hint)
    return Digest(
        date=about.date, start=about.start, ranges=about.ranges, curator=about.curator, entries=tuple(entries)
    )


def write(entries: Iterable[Entry], about: Digest | None = None) -> Iterator[bytes]:
    """The lines of a file, each with its end: the head, which tells of the digest `about`, then a paper each."""
    of = about or Digest()
    head = Head(sitegen="papers", version=VERSION, date=of.date, start=of.start, ranges=of.ranges, curator=of.curator)
    encoder = msgspec.json.Encoder()
    yield encoder.encode(head) + b"\n"
    for entry in entries:
        yield encoder.encode(_row(entry)) + b"\n"


def _decoded(line: str, number: int, kind: type[_Line], unknown: _Unknown) -> _Line:
    """A line without its unknown keys, of which each is noted where it is first; a `MsgspecError` if it is none."""
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.ValidationError:
        # only such a line is decoded twice
        values = msgspec.json.decode(line)
        if not isinstance(values, dict) or not (others := values.keys() - set(kind.__struct_fields__)):
            raise
        for key in sorted(others):
            unknown.setdefault((kind, key), number)
        return msgspec.convert({key: held for key, held in values.items() if key not in others}, kind)


def _entry(row: Struct, number: int) -> Entry:
    values = structs.asdict(row)
    values |= {name: tuple(map(form.read, values[name])) for name, form in FORMS.items()}
    facts = Facts(**{name: values.pop(name) for name in Facts.__struct_fields__})
    return Entry(facts=facts, line=number, **values)


def _row(entry: Entry) -> Struct:
    values = structs.asdict(entry.facts) | structs.asdict(entry)
    del values["facts"], values["line"]
    return Row(**values | {name: tuple(map(form.write, values[name])) for name, form in FORMS.items()})
