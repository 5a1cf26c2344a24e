"""The parser of pasted text and Markdown digests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import structs

from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.items import Text, unmarked
from sitegen.ingest.plaintext.labels import labeller
from sitegen.ingest.plaintext.labels.cited_lines import cited_lines
from sitegen.ingest.plaintext.labels.features import describe
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from sitegen.ingest.plaintext.papers import doubts, facts
from sitegen.ingest.plaintext.papers.assembly import papers
from sitegen.ingest.plaintext.papers.listed_days import listed_days
from sitegen.ingest.plaintext.papers.sections import sections
from sitegen.ingest.plaintext.rules import RULES
from sitegen.ingest.read import Numbered
from sitegen.ingest.values import prose
from sitegen.model import Digest, Entry, Facts
from sitegen.text import dates
from sitegen.text.folding import letters

_SEED_CURATOR = re.compile(r"by\s?(\S.* and the research community)")
_CURATOR = re.compile(rf"{_SEED_CURATOR.pattern}|by (?P<name>[A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}})?)")
_HEAD, _SEED_HEAD = 100, 40
_MARK = re.compile(r"#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\*\*|title\s*:", re.IGNORECASE)
_BOOK = re.compile(r"10\.\d{4,9}/97[89][\d-]{10,14}")
"""A DOI made of an ISBN; those of chapters go on behind it."""
_MOST_LINES = 100_000
"""Each line is labelled beside its neighbours, some thousands a second; nobody pastes so many."""


def parse(text: str, source: Source) -> Digest:
    """Parse whatever no other parser claims."""
    if text.count("\n") > _MOST_LINES:
        what = f"this is longer than {_MOST_LINES:,} lines, and of no format that is read in such lengths"
        source.error("too-large", what, hint="take the part of it that lists papers")
        return Digest()
    numbered = numbered_lines(text, source)
    if text_of_seed := seed_page(numbered):
        return digest(text_of_seed, source)
    return digest(labelled(numbered), source)


def seed_page(numbered: Sequence[Numbered]) -> Text | None:
    """The labelled lines of the page that the first digest was saved from; None for any other text.

    Who keeps it and the day stand above title, abstract, title, … In it any line is a title by its place, `1984`, `---`
    or `# of Parameters`, and nothing in it is markup.
    """
    rows = [(number, row) for number, raw in numbered if (row := raw.strip())]
    keeper = next((at for at, (_, row) in enumerate(rows[:_SEED_HEAD]) if _SEED_CURATOR.fullmatch(row)), -1)
    listed = rows[keeper + 2 :]
    pairs = list(zip(listed[::2], listed[1::2], strict=False))
    if keeper < 0 or not pairs or len(listed) % 2 or any(len(row) <= len(title) for (_, title), (_, row) in pairs):
        return None
    if sum(bool(_MARK.match(title)) for (_, title), _ in pairs) > 0.5 * len(pairs):
        # a mark that all titles have is none of them's
        return None
    body = rows[keeper:]
    text_lines = [Line(row, number, gap=1) for number, row in body]
    labels = "UD" + "TS" * len(pairs)
    pieces = [Chunk(row, at, end=len(row), label=labels[at]) for at, (_, row) in enumerate(body)]
    return Text(text_lines, pieces, has_markup=False)


def labelled(numbered: Sequence[Numbered]) -> Text:
    """The lines of a text, cut and labelled."""
    text_lines = lines(numbered)
    text = Text(text_lines, chunks(text_lines))
    labeller.label(describe(text.lines, text.chunks), labeller.models())
    for correct in (cited_lines, *RULES):
        correct(text)
    return text


def digest(text: Text, source: Source) -> Digest:
    """Labelled text → digest."""
    listed, free = papers(text)
    listed = doubts.without_refused(listed, text, source)
    doubts.report_doubts(listed, text, source)
    days = listed_days(text, listed, free, source.hint)
    if not listed:
        doubts.report_nothing(text, source)
    elif not days.date:
        doubts.report_undated(days.undated, text, source)
    elif not dates.read_hint(source.hint)[1]:
        doubts.report_day_or_month(text, source)
    titles = facts.titles(listed) if text.has_markup else [paper.title.text for paper in listed]
    entries = [
        facts.entry(paper, title, text, days.date or source.hint, day, topic, source)
        for paper, title, day, topic in zip(listed, titles, days.by_paper, sections(text, listed), strict=True)
    ]
    if len(entries) > 1 and [entry.votes for entry in entries] == list(range(1, len(entries) + 1)):
        # the numbers of the papers
        entries = [structs.replace(entry, votes=None) for entry in entries]
    entries = _without_dois_of_books(entries, source)
    first = listed[0].title.first if listed else 0
    head = [unmarked(line.text) for line in text.lines[: min(first, _HEAD)]]
    curator = next((mark[1] or mark["name"] for line in head if (mark := _CURATOR.fullmatch(line))), "")
    papers_once = tuple(merged(entries, source))
    return Digest(date=days.date, start=days.start, ranges=days.ranges, curator=curator, entries=papers_once)


def _without_dois_of_books(entries: list[Entry], source: Source) -> list[Entry]:
    """The papers; one with a DOI of a whole book, which no other has, got that of the volume that all are in."""
    books = [entry for entry in entries if _BOOK.fullmatch(entry.facts.doi)]
    if len(books) != 1 or len(entries) == 1:
        return entries
    doi, line = books[0].facts.doi, books[0].line
    what = f"{doi} is the DOI of a whole book, and was not taken for that of '{books[0].facts.title[:40]}'"
    source.note("doubtful-paper", what, line, hint="write it on the paper's page, if it is the paper's own")
    bare = structs.replace(books[0], facts=structs.replace(books[0].facts, doi=""))
    return [bare if entry is books[0] else entry for entry in entries]


def merged(entries: Sequence[Entry], source: Source) -> Iterable[Entry]:
    """Each paper once, at its first place, with what any of its mentions tells."""
    places: dict[str, Entry] = {}
    for entry in entries:
        facts = entry.facts
        title = letters(facts.title)
        # a paper of two days is listed on both
        key = entry.listed + (title or facts.title or facts.arxiv or facts.doi or str(facts.links[:1]))
        first = places.get(key)
        places[key] = _joined(first, entry) if first else entry
        if first:
            message = f"'{first.facts.title}' is here twice and was taken once"
            hint = f"it stands first in line {first.line}"
            source.note("duplicate-paper", message, entry.line, hint=hint)
    return places.values()


def _joined(first: Entry, second: Entry) -> Entry:
    facts = {name: getattr(first.facts, name) or getattr(second.facts, name) for name in first.facts.__struct_fields__}
    fuller = max(first, second, key=lambda entry: len(prose.text(entry.abstract)))
    facts["more_authors"] = (first if first.facts.authors else second).facts.more_authors
    return structs.replace(
        first,
        facts=Facts(**facts),
        abstract=fuller.abstract,
        votes=first.votes if first.votes is not None else second.votes,
        comments=first.comments if first.comments is not None else second.comments,
        submitter=first.submitter or second.submitter,
        repairs=first.repairs + second.repairs * (fuller is second),
    )
