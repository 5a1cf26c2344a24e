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
   Had the source another venue as well, no mixture would, and all that differs would be taken for the editor's.
4. *What is listed?* (`editions`) 28 March keeps its entry under the new title; votes of two sources of a day are
   combined. A list that the editor has changed only grows at its end.

Neither the facts of pages nor their lists depend on whether the digest or arXiv's answer was imported first, or both at
once. Ids and file names do: a page keeps those that it was made with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Digest, Edition, Entry, Listing, PaperId, Repair
from sitegen.pages import paper
from sitegen.pages.documents import Change, Documents
from sitegen.pages.ledger import Ledger, SourceRecord, with_present_ids
from sitegen.pages.merge import facts as best
from sitegen.pages.merge import identity
from sitegen.pages.merge.editions import Editions, listing, order
from sitegen.pages.merge.papers import Pages, Papers
from sitegen.pages.merge.records import Reading, Records
from sitegen.pages.normalise import one_line
from sitegen.pages.paper import PaperPage
from sitegen.text import markdown

__all__ = ["Merged", "Reading", "merge"]


class Merged(Struct, frozen=True):
    """What a merge changes in a content folder."""

    changes: Iterator[Change]
    """New papers, then editions, which link to them, then the other papers, whose new titles editions show."""
    removed: Mapping[str, bytes]
    """Pages that were joined with others, by path, with the digests of their texts."""
    ledger: dict[str, SourceRecord]
    pages: Mapping[PaperId, PaperPage]
    """All papers' pages afterwards."""
    papers: Mapping[str, tuple[PaperId | None, ...]]
    """Which paper each entry of each reading is, by the source's path; None for one without a page."""
    new: frozenset[PaperId]
    updated: frozenset[PaperId]
    """Papers of which the pages say something else now."""


def merge(documents: Documents, ledger: Ledger, readings: Sequence[Reading], content: Path, report: Report) -> Merged:
    """Merge parsed sources, in any order, into pages."""
    ledger = with_present_ids(ledger, documents.papers)
    records = Records(ledger, readings)
    papers = Papers(documents.papers, records, content, report)
    given: dict[tuple[str, int], PaperId | None] = {}
    whole = {reading.path: _whole_entries(reading, content, report) for reading in readings}
    for reading, number in _places(readings):
        entry = reading.digest.entries[number]
        given[reading.path, number] = papers.add(entry, reading, whole[reading.path].get(number, entry))
    joined = papers.joined
    editions = Editions(documents.editions, ledger, joined, content, report)
    entries: dict[str, tuple[PaperId | None, ...]] = {}
    for reading in sorted(readings, key=lambda reading: order(reading.path)):
        of_entries = (given[reading.path, number] for number in range(len(reading.digest.entries)))
        entries[reading.path] = tuple(joined.get(paper, paper) if paper else None for paper in of_entries)
        _list(reading, entries[reading.path], records, editions, joined)
    pages, before = papers.pages, papers.pages.before
    for paper_id in sorted(_dropped(readings, records, entries, ledger) & before.keys() - editions.listed()):
        at = Location.below(content, before[paper_id].paper.path)
        what = "the source no longer lists this paper, nor does any edition"
        report.note("left-over", what, at, hint=f"sitegen remove {paper_id} takes it away")
    return Merged(
        changes=_changes(pages, papers.edited(), editions, joined),
        removed={before[old].paper.path: before[old].text_digest for old in joined if old in before},
        ledger=records.ledger(joined, papers.shown_keys),
        pages=pages,
        papers=entries,
        new=pages.new,
        updated=frozenset(name for name in pages.updated if pages[name].paper != pages.before[name].paper),
    )


def _whole_entries(reading: Reading, content: Path, report: Report) -> dict[int, Entry]:
    """The entries of papers that a source gives several times, by their numbers, each with all that it says of them."""
    whole: dict[int, Entry] = {}
    for numbers in _repeated(reading.digest.entries):
        first, *others = parts = [reading.digest.entries[number] for number in numbers]
        facts = best.whole([entry.facts for entry in parts])
        abstract = max(parts, key=_latest_abstract).abstract
        for number, entry in zip(numbers, parts, strict=True):
            whole[number] = structs.replace(entry, facts=facts, abstract=abstract)
        for entry in others:
            facts, where = entry.facts, Location.below(content, reading.path, entry.line)
            is_named = facts.arxiv == first.facts.arxiv != "" or facts.doi.lower() == first.facts.doi.lower() != ""
            titles, least = (first.facts.title, facts.title), identity.UNRELATED if is_named else 1
            if len({*map(identity.letters, titles)}) > 1 and (identity.similarity(*titles) or 0) < least:
                same = "identifier" if is_named else "abstract"
                what = f"'{facts.title}' has the {same} of '{first.facts.title}', and is taken for that paper"
                hint = f"look at line {first.line} as well; if these are two papers, one's {same} is wrong"
                report.warning("doubtful-paper", what, where, hint=hint)
            elif first.listed == entry.listed:
                what, hint = f"'{facts.title}' is here twice", f"it stands first in line {first.line}"
                report.note("duplicate-paper", f"{what} and was taken once", where, hint=hint)
    return whole


def _repeated(entries: Sequence[Entry]) -> list[list[int]]:
    """The numbers of the entries of each paper that has several: by any key, unless what they say together differs."""
    index, groups = identity.Index[int](), list[list[int]]()
    whole = [(entry.facts, markdown.escape(entry.abstract)) for entry in entries]
    for number, said in enumerate(whole):
        keys = identity.keys(*said)
        groups.append([number])
        for other in index.find(keys):
            ours, theirs = groups[number], groups[other]
            (facts, abstract), (their_facts, their_abstract) = whole[ours[0]], whole[theirs[0]]
            if ours is not theirs and not identity.differ(their_facts, facts, their_abstract, abstract):
                whole[theirs[0]] = best.whole([their_facts, facts]), max(their_abstract, abstract, key=len)
                theirs += ours
                for moved in ours:
                    groups[moved] = theirs
        index.add(keys, groups[number][0])
    return [sorted(group) for number, group in enumerate(groups) if number == group[0] and len(group) > 1]


def _latest_abstract(entry: Entry) -> tuple[bool, int, int]:
    """Sort key of the best abstract: one that is there, of the latest version, the longer one."""
    return bool(entry.abstract), best.version_of(entry.facts), len(markdown.escape(entry.abstract))


def _dropped(
    readings: Iterable[Reading], records: Records, entries: Mapping[str, Collection[PaperId | None]], ledger: Ledger
) -> set[PaperId]:
    """The papers that sources listed on some day and no source gives now."""
    read = {reading.path for reading in readings}
    given = {paper for papers in entries.values() for paper in papers}
    given |= {paper for record in ledger.values() if record.path not in read for paper in record.papers}
    previous = (records.previous[reading.path] for reading in readings if reading.complete)
    return {paper for record in previous if record and record.days for paper in record.papers if paper not in given}


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
    previous = records.previous[reading.path]
    unlisted = {joined.get(paper, paper) for paper in previous.unlisted} if previous else set()
    for entry, identifier in zip(reading.digest.entries, papers, strict=True):
        day = lists.setdefault(entry.listed or reading.digest.date, {})
        if identifier and identifier not in day and identifier not in unlisted:
            day[identifier] = listing(entry, identifier)
            if entry.repairs:
                repairs.setdefault(identifier, entry.repairs)
    if previous:
        editions.forget(previous, lists)
    for date, listings in lists.items():
        if date:
            seen = previous.listed_on(date) if previous else None
            now = None if seen is None else tuple(joined.get(paper, paper) for paper in seen)
            editions.add(_head(reading.digest, date), list(listings.values()), reading.path, now)
    records.finish(reading, lists, repairs)


def _changes(
    pages: Pages, edited: Collection[PaperId], editions: Editions, joined: Mapping[PaperId, PaperId]
) -> Iterator[Change]:
    def text(page: PaperPage) -> str:
        if page.paper.id not in edited:
            page = structs.replace(page, generated=paper.digest(page.paper.facts, page.paper.abstract))
        return paper.write(page)

    def changes(papers: Iterable[PaperId]) -> Iterator[Change]:
        for page in map(pages.__getitem__, sorted(papers)):
            yield Change.whole(page.paper.path, page.text_digest, text, page)

    before = pages.before
    moved = {before[old].paper.path: pages[now].paper.path for old, now in joined.items() if old in before}
    yield from changes(pages.new)
    yield from editions.changes(lambda identifier: pages[identifier].paper, pages.retitled, moved)
    yield from changes(pages.updated)


def _places(readings: Iterable[Reading]) -> list[tuple[Reading, int]]:
    """The entries of all sources by their numbers, those with the surest identifiers first, as others find them by the
    ids that these give.
    """
    places = []
    for reading in readings:
        digest, source = reading.digest, order(reading.path)
        for number, entry in enumerate(digest.entries):
            facts, day = entry.facts, entry.listed or digest.date
            priority = not facts.arxiv, not facts.doi, -digest.trust, day, source, number
            places.append((priority, reading, number))
    return [(reading, number) for _, reading, number in sorted(places, key=itemgetter(0))]


def _head(digest: Digest, day: Date) -> Edition:
    """The edition that a digest makes of its list of one day, without entries."""
    starts = {last: first for first, last in digest.ranges} | ({digest.date: digest.start} if digest.start else {})
    return Edition(date=day, start=starts.get(day, ""), curator=one_line(digest.curator))
