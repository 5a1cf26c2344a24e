"""Editions while sources are merged: the lists of papers that sources make, beside what the editor made of them.

The sources of one day make one edition: their lists follow each other in the order of the sources' names, whichever
was imported first. A list that the editor has changed grows at its end and is otherwise left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Edition, Entry, Listing, PaperId
from sitegen.pages import edition
from sitegen.pages.documents import EDITIONS, Change
from sitegen.pages.edition import EditionPage, PaperOf
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.normalise import listed_name

_NUMBER = re.compile(r"(\d+)")


def order(path: str) -> tuple[str, list[str | int], str]:
    """Sort key of sources, in the order of people: `2025-03-28.txt`, `2025-03-28-2.txt`, `2025-03-28-10.txt`."""
    folder, _, name = path.rpartition("/")
    words = _NUMBER.split(name.partition(".")[0])
    # odd places hold numbers, so that a number is never compared with a word
    return folder, [int(word) if position % 2 else word for position, word in enumerate(words)], name


def listing(entry: Entry, paper: PaperId) -> Listing:
    """An entry as a line of an edition; its rank is given later."""
    return Listing(
        paper=paper,
        rank=0,
        votes=entry.votes,
        comments=entry.comments,
        submitter=listed_name(entry.submitter),
        organisation=listed_name(entry.organisation),
        announced=entry.announced,
    )


class Editions:
    """All editions by date, at first as they are on disk, with the papers that have become others in their places."""

    def __init__(
        self,
        pages: Iterable[EditionPage],
        ledger: Ledger,
        joined: Mapping[PaperId, PaperId],
        content: Path,
        report: Report,
    ) -> None:
        self._content, self._report = content, report
        self._pages = {page.edition.date: page for page in pages}
        self._before = dict(self._pages)
        self._added: dict[Date, tuple[Listing, ...]] = {}
        self._lists: dict[Date, dict[str, tuple[PaperId, ...]]] = {}
        for record in ledger.values():
            for day in record.days:
                papers = record.listed_on(day) or ()
                self._lists.setdefault(day, {})[record.path] = tuple(joined.get(paper, paper) for paper in papers)
        for page in self._before.values() if joined else ():
            self._rename(page, joined)

    def _rename(self, page: EditionPage, joined: Mapping[PaperId, PaperId]) -> None:
        """Put the papers that others have become in their places."""
        if not any(entry.paper in joined for entry in page.edition.listings):
            return
        entries: dict[PaperId, Listing] = {}
        for entry in page.edition.listings:
            paper = joined.get(entry.paper, entry.paper)
            renamed = structs.replace(entry, paper=paper)
            entries[paper] = _combined(entries[paper], renamed) if paper in entries else renamed
        if page.ours:
            self._put(page, entries.values())
        else:
            self._grow(page, (), entries.values())

    def listed(self) -> set[PaperId]:
        """The papers of all editions."""
        return {entry.paper for page in self._pages.values() for entry in page.edition.listings}

    def forget(self, previous: SourceRecord | None) -> None:
        """Drop a source's earlier lists."""
        for day in previous.days if previous else ():
            self._lists.get(day, {}).pop(previous.path if previous else "", None)

    def add(self, head: Edition, entries: Sequence[Listing], source: str, seen: Collection[PaperId] | None) -> None:
        """Merge what a source lists on one day into the edition of that day.

        Args:
            head: the edition without its entries.
            entries: of the source, each paper once.
            source: its path, relative to the content folder.
            seen: the papers that it listed on that day before; None if it did not list any.
        """
        self._lists.setdefault(head.date, {})[source] = tuple(entry.paper for entry in entries)
        page = self._pages.get(head.date)
        if page is None:
            if entries and not seen:  # else the editor deleted the page
                self._put(EditionPage(edition=structs.replace(head, path=f"{EDITIONS}/{head.date}.md")), entries)
            return
        if page.ours:
            start, curator = page.edition.start or head.start, page.edition.curator or head.curator
            page = structs.replace(page, edition=structs.replace(page.edition, start=start, curator=curator))
            self._put(page, self._ordered(page, entries, source, frozenset(seen or ())))
            return
        listed = {entry.paper: None for entry in page.edition.listings}
        if seen is not None and [entry.paper for entry in entries if entry.paper in listed] != list(listed):
            at = Location((self._content / page.edition.path).as_posix())
            self._report.note("kept-edit", "the source has other entries now; your list is kept", at)
        known = listed.keys() | set(seen or ())
        if added := [entry for entry in entries if entry.paper not in known]:
            self._grow(page, added, page.edition.listings)

    def _ordered(
        self, page: EditionPage, entries: Sequence[Listing], source: str, seen: frozenset[PaperId]
    ) -> Iterator[Listing]:
        """The entries of a list that is still ours: each source's in its own order, one source after the other."""
        lists = self._lists[page.edition.date]
        others = {paper for path, papers in lists.items() if path != source for paper in papers}
        current = {entry.paper: entry for entry in page.edition.listings}
        fresh = {entry.paper: entry for entry in entries}
        ranked = dict.fromkeys(paper for path in sorted(lists, key=order) for paper in lists[path])
        gone = {paper for paper in current if paper not in ranked and paper in seen}
        if any(current[paper].note for paper in gone):
            at = Location((self._content / page.edition.path).as_posix())
            what = "the source no longer has an entry below which you have written; it stays"
            self._report.note("kept-edit", what, at)
        rest = (paper for paper in current if paper not in ranked and (paper not in gone or current[paper].note))
        for paper in (*ranked, *rest):
            known, new = current.get(paper), fresh.get(paper)
            if known and new:
                is_alone = paper in seen and paper not in others
                yield structs.replace(new, note=known.note) if is_alone else _combined(known, new)
            elif entry := known or new:
                yield entry

    def changes(self, paper_of: PaperOf, retitled: Collection[PaperId], moved: Mapping[str, str]) -> Iterator[Change]:
        """The pages to write.

        Args:
            paper_of: gives each paper as it is now.
            retitled: papers whose titles have changed; the lists that are ours show the new ones.
            moved: pages that have become others.
        """
        for date, page in self._pages.items():
            path, read = page.edition.path, page.text_digest
            if date in self._added:
                yield Change(path, read, partial(edition.grow, page, self._added[date], paper_of, moved))
            elif page is not self._before.get(date) or (
                retitled and page.ours and any(entry.paper in retitled for entry in page.edition.listings)
            ):
                yield Change.whole(path, read, edition.write, page, paper_of)

    def _put(self, page: EditionPage, entries: Iterable[Listing]) -> None:
        changed = edition.with_entries(page, entries)
        if changed != self._pages.get(page.edition.date):
            self._pages[page.edition.date] = changed

    def _grow(self, page: EditionPage, added: Sequence[Listing], entries: Iterable[Listing]) -> None:
        date = page.edition.date
        self._added[date] = (*self._added.get(date, ()), *added)
        self._pages[date] = structs.replace(page, edition=structs.replace(page.edition, listings=(*entries, *added)))


def _combined(one: Listing, other: Listing) -> Listing:
    """What two sources of one day say of a paper's listing. Votes only grow, so the higher count is the later one."""
    return structs.replace(
        one,
        votes=_larger(one.votes, other.votes),
        comments=_larger(one.comments, other.comments),
        submitter=_longer(one.submitter, other.submitter),
        organisation=_longer(one.organisation, other.organisation),
        announced=one.announced or other.announced,
        note=one.note or other.note,
    )


def _larger(one: int | None, other: int | None) -> int | None:
    return max((count for count in (one, other) if count is not None), default=None)


def _longer(one: str, other: str) -> str:
    return max(one, other, key=lambda name: (len(name), name))
