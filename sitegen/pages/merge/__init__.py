"""Merges parsed sources into the pages that are there.

The algorithm, by an example. A pasted digest of 28 March (trust 10) has "The curse of depth" without an identifier,
and arXiv's answer of the next day (trust 60) has "The Curse of Depth" as 2502.05795.

1. *Is it the same paper?* (`identity`) The page `the-curse-of-depth`, made of the digest, is known by `title:…` and
   `abstract:…`. The entry of arXiv has the same title and nothing speaks against it, so it is that paper, and no
   second page is made. If it also had the key of another page, the two pages would be joined: the one that the editor
   worked on, or the older, stays, gets the other's id as an alias, and takes its place in all editions.
2. *Which source wins?* (`facts`) Both give a title; arXiv is trusted more, so its spelling is shown and the page's
   `source` becomes arXiv's file. The abstracts differ in markup only, so the digest's stays, and the ledger
   (`records`) says that it is the digest's. What only one side has is kept: the id, the authors, a link to code.
3. *What did the editor change?* (`facts.edited`) If `generated` is the digest of what the page shows, nothing, and the
   page is updated. Had the editor written another venue, then some mixture of the page's and the source's values would
   have that digest, and it shows the venue to be the editor's: it stays, all else is updated, and the report says so.
4. *What is listed?* (`editions`) 28 March keeps its entry under the new title; votes of two sources of a day are
   combined. A list that the editor has changed only grows at its end.

The pages do not depend on whether the digest or arXiv's answer was imported first, or both at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.model import Date, Digest, Edition, Entry, Listing, PaperId, Repair
from sitegen.pages import paper
from sitegen.pages.documents import Change, Documents
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.merge.editions import Editions, listing, order
from sitegen.pages.merge.papers import Papers
from sitegen.pages.merge.records import Reading, Records
from sitegen.pages.normalise import one_line
from sitegen.pages.paper import PaperPage

__all__ = ["Merged", "Reading", "merge"]


class Merged(Struct, frozen=True):
    """What a merge changes in a content folder."""

    changes: tuple[Change, ...]
    """New papers, then editions, which link to them, then the other papers, whose new titles editions show."""
    removed: Mapping[str, bytes]
    """Pages that were joined with others, by path, with the digests of their texts."""
    ledger: dict[str, SourceRecord]
    pages: tuple[PaperPage, ...]
    """All papers' pages afterwards."""
    papers: Mapping[str, tuple[PaperId | None, ...]]
    """Which paper each entry of each reading is, by the source's path; None for one without a page."""
    new: frozenset[PaperId]
    updated: frozenset[PaperId]


def merge(documents: Documents, ledger: Ledger, readings: Sequence[Reading], content: Path, report: Report) -> Merged:
    """Merge parsed sources into pages.

    Args:
        documents: the pages that are there.
        ledger: what was imported before.
        readings: the sources, in any order.
        content: the content folder as diagnostics name it.
        report: takes what the editor should know.
    """
    records = Records(ledger, readings)
    papers = Papers(documents.papers, records, content, report)
    places = sorted(_places(readings), key=lambda pair: _priority(*pair))
    paper_of = {(reading.path, number): papers.add(entry, reading) for reading, number, entry in places}
    joined = papers.joined
    editions = Editions(documents.editions, ledger, joined, content, report)
    entries: dict[str, tuple[PaperId | None, ...]] = {}
    for reading in sorted(readings, key=lambda reading: order(reading.path)):
        ids = (paper_of[reading.path, number] for number in range(len(reading.digest.entries)))
        entries[reading.path] = tuple(joined.get(paper, paper) if paper else None for paper in ids)
        _list(reading, entries[reading.path], records, editions, joined)
    before, after = papers.before, papers.pages
    return Merged(
        changes=tuple(_changes(papers, editions)),
        removed={before[old].paper.path: before[old].text_digest for old in joined if old in before},
        ledger=records.ledger(joined, papers.shown_keys),
        pages=tuple(after.values()),
        papers=entries,
        new=frozenset(after.keys() - before.keys()),
        updated=frozenset(name for name, page in after.items() if name in before and page is not before[name]),
    )


def _list(
    reading: Reading,
    papers: Iterable[PaperId | None],
    records: Records,
    editions: Editions,
    joined: Mapping[PaperId, PaperId],
) -> None:
    """Bring the lists of a source into the editions of their days, and complete its record."""
    lists: dict[Date, dict[PaperId, Listing]] = {reading.digest.date: {}}
    repairs: dict[PaperId, tuple[Repair, ...]] = {}
    for entry, identifier in zip(reading.digest.entries, papers, strict=True):
        day = lists.setdefault(entry.listed or reading.digest.date, {})
        if identifier and identifier not in day:
            day[identifier] = listing(entry, identifier)
            if entry.repairs:
                repairs.setdefault(identifier, entry.repairs)
    previous = records.previous[reading.path]
    editions.forget(previous)
    for date, listings in lists.items():
        if date:
            seen = previous.listed_on(date) if previous else None
            now = None if seen is None else tuple(joined.get(paper, paper) for paper in seen)
            editions.add(_head(reading.digest, date), list(listings.values()), reading.path, now)
    records.finish(reading, lists, repairs)


def _changes(papers: Papers, editions: Editions) -> Iterator[Change]:
    before, after = papers.before, {name: page.paper for name, page in papers.pages.items()}
    moved = {before[old].paper.path: after[now].path for old, now in papers.joined.items() if old in before}
    pages = sorted(papers.changed(), key=lambda page: page.paper.path)
    changes = [Change.whole(page.paper.path, page.text_digest, paper.write, page) for page in pages]
    yield from (change for change in changes if not change.read)
    yield from editions.changes(after, papers.retitled, moved)
    yield from (change for change in changes if change.read)


def _places(readings: Iterable[Reading]) -> Iterator[tuple[Reading, int, Entry]]:
    for reading in readings:
        for number, entry in enumerate(reading.digest.entries):
            yield reading, number, entry


def _priority(reading: Reading, number: int, entry: Entry) -> tuple[object, ...]:
    """The papers with the surest identifiers come first, so that they give the ids and others find them."""
    facts = entry.facts
    day = entry.listed or reading.digest.date
    return not facts.arxiv, not facts.doi, -reading.digest.trust, day, order(reading.path), number


def _head(digest: Digest, day: Date) -> Edition:
    """The edition that a digest makes of its list of one day, without entries."""
    starts = {last: first for first, last in digest.ranges} | ({digest.date: digest.start} if digest.start else {})
    return Edition(date=day, start=starts.get(day, ""), curator=one_line(digest.curator))
