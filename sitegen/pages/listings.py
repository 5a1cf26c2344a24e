"""Editions while sources are taken in: the lists of papers that sources make, beside what the editor made of them.

The sources of one day make one edition: their lists follow each other in the order of the sources' names, whichever
was taken in first. A list that the editor has changed is added to at its end and otherwise left alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Edition, Listing, PaperId
from sitegen.pages import edition
from sitegen.pages.documents import EDITIONS, text_of
from sitegen.pages.edition import EditionPage
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.paper import PaperPage

_NUMBER = re.compile(r"(\d+)")


def turn(path: str) -> tuple[str, list[str | int], str]:
    """Sorts sources as people do: `2025-03-28.txt`, `2025-03-28-2.txt`, `2025-03-28-10.txt`."""
    folder, _, name = path.rpartition("/")
    words = _NUMBER.split(name.partition(".")[0])
    # odd places hold numbers, so that a number is never compared with a word
    return folder, [int(word) if place % 2 else word for place, word in enumerate(words)], name


class Editions:
    """The editions of a content folder while sources are taken in."""

    def __init__(
        self,
        content: Path,
        pages: Iterable[EditionPage],
        ledger: Ledger,
        papers: Mapping[PaperId, PaperPage],
        report: Report,
    ) -> None:
        self._content, self._papers, self._report = content, papers, report
        self._pages = {page.edition.date: page for page in pages}
        self._lists: dict[Date, dict[str, tuple[PaperId, ...]]] = {}
        self._appended: dict[Date, list[Listing]] = {}
        self._written: set[Date] = set()
        self._relinked: dict[PaperId, str] = {}
        for record in ledger.values():
            for day in record.days:
                self._lists.setdefault(day, {})[record.path] = record.listed_on(day) or ()

    def forget(self, before: SourceRecord | None) -> None:
        """Takes off the lists what a source listed when it was read before, if it was."""
        if before:
            for day in before.days:
                self._lists.get(day, {}).pop(before.path, None)

    def take(self, told: Edition, listings: Sequence[Listing], source: str, before: SourceRecord | None) -> None:
        """Brings what a source lists on one day into the edition of that day.

        Args:
            told: the edition as the source tells it, without its listings.
            listings: its papers, each once.
            source: its path, relative to the content folder.
            before: the record of its earlier reading, if there was one.
        """
        known = before.listed_on(told.date) if before else None
        self._lists.setdefault(told.date, {})[source] = tuple(listing.paper for listing in listings)
        page = self._pages.get(told.date)
        if page is None:
            if known is not None:
                return  # the editor deleted it
            path = f"{EDITIONS}/{told.date}.md"
            self._put(EditionPage(edition=structs.replace(told, path=path)), listings)
            return
        seen = set(known or ())
        if page.ours:
            self._put(_introduced(page, told), self._ordered(page, listings, source, seen))
            return
        listed = [listing.paper for listing in page.edition.listings]
        if known is not None and [entry.paper for entry in listings if entry.paper in set(listed)] != listed:
            at = Location((self._content / page.edition.path).as_posix())
            self._report.note("kept-edit", "the source has other entries now; your list is kept", at)
        if added := [entry for entry in listings if entry.paper not in seen and entry.paper not in set(listed)]:
            self._appended.setdefault(told.date, []).extend(added)
            grown = structs.replace(page.edition, listings=(*page.edition.listings, *added))
            self._pages[told.date] = structs.replace(page, edition=grown)

    def _ordered(
        self, page: EditionPage, listings: Sequence[Listing], source: str, seen: Collection[PaperId]
    ) -> list[Listing]:
        """The entries of a day whose list is still ours: each source's in its own order, one source after the other."""
        lists = self._lists[page.edition.date]
        others = {paper for path, papers in lists.items() if path != source for paper in papers}
        current = {listing.paper: listing for listing in page.edition.listings}
        fresh = {listing.paper: listing for listing in listings}
        ranked = dict.fromkeys(paper for path in sorted(lists, key=turn) for paper in lists[path])
        rest = (paper for paper in current if paper not in ranked and paper not in seen)
        made: list[Listing] = []
        for paper in (*ranked, *rest):
            known, new = current.get(paper), fresh.get(paper)
            if known and new:
                alone = paper in seen and paper not in others
                made.append(structs.replace(new, note=known.note) if alone else _joined(known, new))
            elif listing := known or new:
                made.append(listing)
        return made

    def join(self, paper: PaperId, now: PaperId, path: str) -> None:
        """Puts one paper in the place of another, whose page at `path` is no more."""
        self._relinked[now] = path
        for lists in self._lists.values():
            for source, papers in lists.items():
                if paper in papers:
                    lists[source] = tuple(dict.fromkeys(now if each == paper else each for each in papers))
        for date, page in list(self._pages.items()):
            listings = page.edition.listings
            if all(listing.paper != paper for listing in listings):
                continue
            ours = page.ours
            merged: dict[PaperId, Listing] = {}
            for listing in listings:
                renamed = structs.replace(listing, paper=now) if listing.paper == paper else listing
                first = merged.get(renamed.paper)
                merged[renamed.paper] = _joined(first, renamed) if first else renamed
            if ours:
                self._put(page, list(merged.values()))
            else:
                changed = structs.replace(page.edition, listings=tuple(merged.values()))
                self._pages[date] = structs.replace(page, edition=changed)
                self._appended.setdefault(date, [])

    def changed(self, retitled: Collection[PaperId]) -> dict[str, str | None]:
        """Text of every page that has to be written, by path.

        Args:
            retitled: papers whose titles have changed; the lists that are ours show the new ones.
        """
        files: dict[str, str | None] = {}
        for date, page in self._pages.items():
            if date in self._appended:
                files[page.edition.path] = self._grown(page, self._appended[date])
            elif date in self._written or (
                retitled and page.ours and any(listing.paper in retitled for listing in page.edition.listings)
            ):
                files[page.edition.path] = edition.write(page, self._title, self._path)
        return files

    def _put(self, page: EditionPage, listings: Iterable[Listing]) -> None:
        ranked = tuple(structs.replace(entry, rank=rank) for rank, entry in enumerate(listings, 1))
        dated = structs.replace(page.edition, listings=ranked)
        if page.generated == edition.digest(ranked) and dated == page.edition:
            return
        self._pages[dated.date] = structs.replace(page, edition=dated, generated=edition.digest(ranked))
        self._written.add(dated.date)

    def _grown(self, page: EditionPage, added: Sequence[Listing]) -> str:
        """A page that the editor has changed, with lines at its end and nothing else of it touched."""
        path, folder = page.edition.path, posixpath.dirname(page.edition.path)
        text = text_of(self._content / path, Report())
        for now, old in self._relinked.items():
            text = text.replace(f"]({posixpath.relpath(old, folder)})", f"]({self._target(now, folder)})")
        start = len(page.edition.listings) - len(added) + 1
        lines = [
            edition.entry(number, listing, self._title(listing.paper), self._target(listing.paper, folder))
            for number, listing in enumerate(added, start)
        ]
        return edition.append(text, lines) if lines else text

    def _title(self, identifier: PaperId) -> str:
        return self._papers[identifier].paper.title

    def _path(self, identifier: PaperId) -> str:
        return self._papers[identifier].paper.path

    def _target(self, identifier: PaperId, folder: str) -> str:
        return posixpath.relpath(self._path(identifier), folder)


def _introduced(page: EditionPage, told: Edition) -> EditionPage:
    dated = page.edition
    dated = structs.replace(dated, start=dated.start or told.start, curator=dated.curator or told.curator)
    return structs.replace(page, edition=dated)


def _joined(one: Listing, other: Listing) -> Listing:
    """What two sources of one day tell of a paper's listing. Votes only grow, so the higher count is the later one."""
    return structs.replace(
        one,
        votes=_most(one.votes, other.votes),
        comments=_most(one.comments, other.comments),
        submitter=_telling(one.submitter, other.submitter),
        organisation=_telling(one.organisation, other.organisation),
        announced=one.announced or other.announced,
        note=one.note or other.note,
    )


def _most(one: int | None, other: int | None) -> int | None:
    return max((count for count in (one, other) if count is not None), default=None)


def _telling(one: str, other: str) -> str:
    return max(one, other, key=lambda name: (len(name), name))
