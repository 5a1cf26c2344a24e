"""Editions while sources are merged: the lists of papers that sources make, beside what the editor made of them.

The sources of one day make one edition: their lists follow each other in the order of the sources' names, whichever
was imported first. A list that the editor has changed grows at its end and is otherwise left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Edition, Entry, Listing, PaperId
from sitegen.pages import edition
from sitegen.pages.documents import EDITIONS, Change
from sitegen.pages.edition import EditionPage, PaperOf
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.normalise import listed_name
from sitegen.text.wording import quantity

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
    """All editions by date, at first as they are on disk but for papers that were joined with others."""

    def __init__(
        self,
        pages: Iterable[EditionPage],
        ledger: Ledger,
        joined: Mapping[PaperId, PaperId],
        content: Path,
        report: Report,
    ) -> None:
        self._content, self._report = content, report
        self._days = {page.edition.date: _Day(page) for page in pages}
        self._taken = {day.page.edition.path for day in self._days.values() if day.page}
        for record in ledger.values():
            for day in record.days:
                papers = record.listed_on(day) or ()
                self._day(day).put_list(record.path, [joined.get(paper, paper) for paper in papers])
        for edited in self._days.values() if joined else ():
            edited.rename(joined)

    def _day(self, date: Date) -> _Day:
        return self._days.setdefault(date, _Day())

    def _free_path(self, date: Date) -> str:
        """Where a new edition goes; the page of another day may have the name of this one."""
        path, number = f"{EDITIONS}/{date}.md", 1
        while path in self._taken:
            number += 1
            path = f"{EDITIONS}/{date}-{number}.md"
        return path

    def listed(self) -> set[PaperId]:
        """The papers of all editions."""
        return {paper for day in self._days.values() for paper in day.papers()}

    def forget(self, previous: SourceRecord, days: Collection[Date]) -> None:
        """Drop a source's earlier lists of other days than these."""
        for day in previous.days:
            if day not in days:
                # what was listed keeps the place that it has among the lists so far
                self._day(day).rank()
                self._day(day).put_list(previous.path, ())

    def add(self, head: Edition, entries: Sequence[Listing], source: str, seen: Collection[PaperId] | None) -> None:
        """Merge what a source lists on one day into the edition of that day.

        Args:
            entries: of the source, each paper once.
            seen: the papers that it listed on that day before; None if it did not list any.
        """
        day, before = self._day(head.date), frozenset(seen or ())
        new = sum(entry.paper not in before for entry in entries)
        if new and day.page is None and day.is_listed:
            self._report_missing(head, source, new, is_same=bool(before))
        day.put_list(source, [entry.paper for entry in entries])
        if day.page is None:
            if entries and not before:  # else the editor deleted the page
                day.start(structs.replace(head, path=self._free_path(head.date)), entries)
            return
        at = Location.below(self._content, day.page.edition.path)
        if day.is_unedited:
            now = day.page.edition
            now = structs.replace(now, start=now.start or head.start, curator=now.curator or head.curator)
            day.page = structs.replace(day.page, edition=now)
            if day.merge(entries, before):
                what = "the source no longer has an entry below which you have written; it stays"
                self._report.note("kept-edit", what, at)
            return
        is_other = [entry.paper for entry in entries if entry.paper in day.entries] != list(day.entries)
        # a line of which the page was deleted leads to it again
        lost = day.page.edition.lost
        known = {*day.entries, *before, *(entry.paper for entry in entries if entry.paper.lower() in lost)}
        added = [entry for entry in entries if entry.paper not in known]
        if added:
            day.grow(added)
        if seen is not None and is_other:
            what = "the source has other entries now; your list is kept" + ", and grew at its end" * bool(added)
            self._report.note("kept-edit", what, at)

    def _report_missing(self, head: Edition, source: str, new: int, *, is_same: bool) -> None:
        """Report what a source would list on a day of which the editor deleted the edition, or changed its date."""
        what = f"the edition of {head.date} was deleted or has another date now"
        if is_same:
            what += f"; it would have got {quantity(new, 'new paper')} from this source"
            hint = "write the lines into the edition that should have them"
        else:
            what, hint = f"{what}, and is made again with this source", "delete it if another edition lists its papers"
        self._report.note("kept-edit", what, Location.below(self._content, source), hint=hint)

    def changes(self, paper_of: PaperOf, retitled: Set[PaperId], moved: Mapping[str, str]) -> Iterator[Change]:
        """The pages to write.

        Args:
            retitled: papers whose titles have changed; the lists that are ours show the new ones.
            moved: pages that have become others.
        """
        for day in self._days.values():
            if (page := day.finished()) is None:
                continue
            path, read = page.edition.path, page.text_digest
            if day.added is not None:
                yield Change(path, read, partial(edition.grow, page, day.added, paper_of, moved))
            elif page != day.before or (retitled and not retitled.isdisjoint(day.papers()) and day.is_unedited):
                yield Change.whole(path, read, edition.write, page, paper_of)


class _Day:
    """The edition of a day while sources are merged: each is taken in by itself; their order is made at the end."""

    def __init__(self, page: EditionPage | None = None) -> None:
        self.before = self.page = page
        self.added: list[Listing] | None = None
        """Entries at the end of a list of the editor's; None where that stays as it is."""
        self._lists: dict[str, Sequence[PaperId]] = {}
        self._sources: Counter[PaperId] | None = None
        """How many sources list each paper, where something is merged."""
        self._is_changed = self._is_unordered = False

    @cached_property
    def entries(self) -> dict[PaperId, Listing]:
        """The entries as they are now, by their papers."""
        return {entry.paper: entry for entry in self.before.edition.listings} if self.before else {}

    def papers(self) -> Iterable[PaperId]:
        """The papers of all entries."""
        # most days of a digest stay as they are
        listings = self.before.edition.listings if self.before else ()
        return self.entries if self._is_changed else (entry.paper for entry in listings)

    @property
    def is_unedited(self) -> bool:
        """Whether the entries are still as sitegen wrote them."""
        return self.before is None or self.before.is_unedited

    @property
    def is_listed(self) -> bool:
        """Whether any source lists papers on this day."""
        return any(self._lists.values())

    def put_list(self, source: str, papers: Sequence[PaperId]) -> None:
        """Set the list of a source."""
        if self._sources is not None:
            self._sources.subtract(set(self._lists.get(source, ())))
            self._sources.update(set(papers))
        self._lists[source] = papers

    def rename(self, joined: Mapping[PaperId, PaperId]) -> None:
        """Replace papers that were joined with others."""
        if joined.keys().isdisjoint(self.papers()):
            return
        entries, self.entries = self.entries, {}
        for entry in entries.values():
            renamed = structs.replace(entry, paper=joined.get(entry.paper, entry.paper))
            known = self.entries.get(renamed.paper)
            self.entries[renamed.paper] = _combined(known, renamed) if known else renamed
        self._is_changed = True
        if not self.is_unedited:
            self.grow(())

    def start(self, head: Edition, entries: Iterable[Listing]) -> None:
        """Make a page of the first list."""
        self._is_changed = True
        self.page = EditionPage(edition=head)
        self.entries = {entry.paper: entry for entry in entries}

    def grow(self, added: Collection[Listing]) -> None:
        """Add entries at the end of a list of the editor's."""
        self._is_changed = True
        self.added = [*(self.added or ()), *added]
        self.entries |= {entry.paper: entry for entry in added}

    def merge(self, entries: Iterable[Listing], seen: Set[PaperId]) -> bool:
        """Merge a source's list into an unedited one, without the papers that only its earlier list had.

        Returns:
            Whether entries stay only for the words below them.
        """
        self._is_changed = self._is_unordered = True
        if self._sources is None:
            self._sources = Counter(paper for papers in self._lists.values() for paper in set(papers))
        for new in entries:
            paper, known = new.paper, self.entries.get(new.paper)
            is_alone = paper in seen and self._sources[paper] == 1
            if known:
                new = structs.replace(new, note=known.note) if is_alone else _combined(known, new)
            self.entries[paper] = new
        gone = [entry for paper in seen if not self._sources[paper] and (entry := self.entries.get(paper))]
        for entry in gone:
            if not entry.note:
                del self.entries[entry.paper]
        return any(entry.note for entry in gone)

    def finished(self) -> EditionPage | None:
        """The page with its entries; in an unedited list they stand source by source, in each source's order."""
        if self.page is None or not self._is_changed or not self.is_unedited:
            return self.page
        self.rank()
        return edition.with_entries(self.page, self.entries.values())

    def rank(self) -> None:
        """Bring the entries of a list into which something was merged into the order of the sources' lists."""
        if self._is_unordered:
            self._is_unordered = False
            ranked = dict.fromkeys(paper for path in sorted(self._lists, key=order) for paper in self._lists[path])
            rest = self.entries.keys() - ranked.keys()
            papers = (*ranked, *filter(rest.__contains__, self.entries))
            self.entries = {paper: self.entries[paper] for paper in papers if paper in self.entries}


def _combined(one: Listing, other: Listing) -> Listing:
    """Combine the listings of a paper by two sources of one day; votes only grow, so the higher count is the later."""

    def best(fact: str, quality: Callable[[Any], Any]) -> Any:
        return max(getattr(one, fact), getattr(other, fact), key=quality)

    counts = {fact: best(fact, lambda count: -1 if count is None else count) for fact in ("votes", "comments")}
    names = {fact: best(fact, lambda name: (len(name), name)) for fact in ("submitter", "organisation")}
    note = one.note or other.note
    return structs.replace(one, **counts, **names, announced=one.announced or other.announced, note=note)
