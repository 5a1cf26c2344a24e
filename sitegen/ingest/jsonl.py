"""Our own format: papers as JSON, one a line, below a line about the list. Nothing of a digest is lost in it.

```
{"sitegen": "papers", "version": 1, "date": "2025-03-28", "curator": "AK and the research community"}
{"title": "The Curse of Depth", "authors": ["Wenfang Sun"], "arxiv": "2502.05795", "votes": 12, "abstract": [["…"]]}
```

The first line may give `date` (of the edition), `start` (its first day, for a range) and `curator`. Where the
file holds lists of several days, a paper's line gives its own as `listed`, and `ranges` above gives the first and last
day of each that is of several. A paper's line has the fields of `Row` below; what is empty is left out, and what this
version does not know is passed over. An author is a name, or a name with an affiliation: `["Ann Lee", "MIT"]`. A link
is `["code", "https://…"]`. An abstract is a list of paragraphs, each a list of spans: a text, or `["math", "$x^2$"]`
for any other kind. All text is taken as it stands, and TeX in it is not repaired again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest.parser import Options
from sitegen.model import Author, Date, Digest, Entry, Facts, Link, LinkKind, Repair, Span, SpanKind

VERSION = 1


class Head(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first line."""

    sitegen: str
    """What kind of file of ours it is: `papers`."""
    version: int
    date: Date = ""
    start: Date = ""
    ranges: tuple[tuple[Date, Date], ...] = ()
    curator: str = ""


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper's line. What a field means is said at `Facts` and `Entry`."""

    title: str
    authors: tuple[str | tuple[str, str], ...] = ()
    published: Date = ""
    updated: Date = ""
    arxiv: str = ""
    version: str = ""
    doi: str = ""
    venue: str = ""
    license: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    links: tuple[tuple[LinkKind, str], ...] = ()
    abstract: tuple[tuple[str | tuple[SpanKind, str], ...], ...] = ()
    votes: int | None = None
    comments: int | None = None
    submitter: str = ""
    organisation: str = ""
    announced: str = ""
    listed: Date = ""
    repairs: tuple[tuple[str, str, str], ...] = ()


class OwnLines(Struct, frozen=True):
    """The parser of our own format."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        about = Head(sitegen="papers", version=VERSION)
        entries = []
        is_first = True
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                if is_first:
                    about = msgspec.json.decode(line, type=Head)
                else:
                    entries.append(structs.replace(read(line), line=number))
            except (msgspec.MsgspecError, RecursionError, UnicodeError) as problem:
                what = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
                at = Location(path, number)
                report.error("broken-record", f"this line is no paper of ours: {what}", at, excerpt=line[:200])
            is_first = False
        if about.version > VERSION:
            report.warning(
                "newer-format",
                f"this file is of version {about.version} of the format, and version {VERSION} is known",
                Location(path, 1),
                hint="a newer sitegen reads it whole",
            )
        return Digest(
            date=about.date,
            start=about.start,
            ranges=about.ranges,
            curator=about.curator,
            entries=tuple(entries),
        )


def write(entries: Iterable[Entry], about: Digest | None = None) -> Iterator[bytes]:
    """The lines of a file, each with its end: the head, then a paper each.

    Args:
        entries: the papers.
        about: the digest they are of; its own entries are not looked at.
    """
    of = about or Digest()
    head = Head(
        sitegen="papers",
        version=VERSION,
        date=of.date,
        start=of.start,
        ranges=of.ranges,
        curator=of.curator,
    )
    encoder = msgspec.json.Encoder()
    yield encoder.encode(head) + b"\n"
    for entry in entries:
        yield encoder.encode(_row(entry)) + b"\n"


def read(line: str | bytes) -> Entry:
    """The paper of one line, its own `line` left at 1.

    Raises:
        msgspec.MsgspecError: the line is no paper of ours.
    """
    row = msgspec.json.decode(line, type=Row)
    return Entry(
        facts=Facts(
            title=row.title,
            authors=tuple(Author(author) if isinstance(author, str) else Author(*author) for author in row.authors),
            published=row.published,
            updated=row.updated,
            arxiv=row.arxiv,
            version=row.version,
            doi=row.doi,
            venue=row.venue,
            license=row.license,
            categories=row.categories,
            keywords=row.keywords,
            topics=row.topics,
            links=tuple(Link(*link) for link in row.links),
        ),
        abstract=tuple(
            tuple(Span("text", span) if isinstance(span, str) else Span(*span) for span in paragraph)
            for paragraph in row.abstract
        ),
        votes=row.votes,
        comments=row.comments,
        submitter=row.submitter,
        organisation=row.organisation,
        announced=row.announced,
        listed=row.listed,
        repairs=tuple(Repair(*repair) for repair in row.repairs),
    )


def _row(entry: Entry) -> Row:
    facts = structs.asdict(entry.facts)
    facts["authors"] = tuple(
        (author.name, author.affiliation) if author.affiliation else author.name for author in entry.facts.authors
    )
    facts["links"] = tuple((link.kind, link.url) for link in entry.facts.links)
    return Row(
        **facts,
        abstract=tuple(
            tuple(span.text if span.kind == "text" else (span.kind, span.text) for span in paragraph)
            for paragraph in entry.abstract
        ),
        votes=entry.votes,
        comments=entry.comments,
        submitter=entry.submitter,
        organisation=entry.organisation,
        announced=entry.announced,
        listed=entry.listed,
        repairs=tuple((repair.rule, repair.before, repair.after) for repair in entry.repairs),
    )
