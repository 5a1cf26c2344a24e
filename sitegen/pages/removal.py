"""Takes an import back: a source, an edition or a paper.

What came only from there goes; what another source gives as well stays, and so does what the editor has touched. A
paper also leaves the lists that the editor has changed, where its own line there is still as sitegen wrote it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping, Set
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report, suggest, usage_error
from sitegen.model import Date, Paper, PaperId
from sitegen.pages import documents as all_pages
from sitegen.pages import edition, edition_entry, edition_list, front_matter
from sitegen.pages.documents import Change, Documents
from sitegen.pages.edition import EditionPage, Targets
from sitegen.pages.edition_list import Item
from sitegen.pages.ledger import FOLDER, Ledger, SourceRecord, with_present_ids
from sitegen.pages.paper import PaperPage, by_name


class Removal(Struct, frozen=True):
    """What a removal changes in a content folder."""

    changes: tuple[Change, ...]
    """Editions that get shorter."""
    pages: dict[str, bytes]
    """Pages to remove, by path, with the digests of their texts."""
    sources: tuple[str, ...]
    ledger: dict[str, SourceRecord]


def remove(documents: Documents, ledger: Ledger, target: str, content: Path, report: Report) -> Removal:
    """Take back what one import made.

    Args:
        target: a source, an edition or a paper: its path, name, date or id.
        report: takes an error for all that stays because the editor has touched it.

    Raises:
        UsageError: there is nothing of that name, or several sources are called so.
    """
    ledger = with_present_ids(ledger, documents.papers)
    run = _Removal(documents, ledger, content, report, "delete it yourself if you want to")
    name = target.replace("\\", "/").removeprefix(f"{content.as_posix()}/").removeprefix("./")
    if sources := _sources_called(name, ledger):
        return run.remove_lists([(record, day) for record in sources for day in record.days or ("",)])
    # a path names that very page, whatever else the page is called
    stem = name.removesuffix(".md") if "/" not in name else ""
    day = next((day for day, page in run.editions.items() if page.edition.path == name), stem)
    if day in run.editions:
        return run.remove_lists([(record, day) for record in ledger.values() if day in record.days], day)
    paper = next((page for page in run.papers.values() if page.paper.path == name), run.papers.get(stem.lower()))
    if paper:
        return run.remove_paper(paper)
    names = [*run.editions, *run.papers, *(posixpath.basename(record.path) for record in ledger.values())]
    otherwise = "name a file of sources/, the day of an edition, or the id of a paper"
    hint = suggest(posixpath.basename(name).removesuffix(".md"), names, otherwise)
    raise usage_error("unknown-target", f"there is no source, edition or paper {target!r}", hint=hint)


def move(documents: Documents, ledger: Ledger, moved: Ledger, to: Date, content: Path, report: Report) -> Removal:
    """Take sources off the lists of their days, as they are to be read again for others; papers keep their pages.

    Args:
        moved: records that take the places of the sources' own.
        to: the day on which all of their papers will be listed; empty where they have several.
        report: takes an error for each list that stays because the editor has touched it.
    """
    ledger, moved = (with_present_ids(some, documents.papers) for some in (ledger, moved))
    hint = "move what you wrote to the edition that lists these papers now, and delete this page"
    run = _Removal(documents, ledger, content, report, hint)
    moved = {key: structs.replace(record, unlisted=run.unlisted(ledger[key])) for key, record in moved.items()}
    before, after = [ledger[key] for key in moved], {**ledger, **moved}
    papers = {paper for record in before for paper in record.papers}
    days = {day for record in before for day in record.days}
    run.unlist(papers, days, after, to if len(days) == 1 else "")
    return run.result(after)


def _sources_called(name: str, ledger: Ledger) -> list[SourceRecord]:
    """The records of the source with a path, or of the only one with that name of a file. Raises UsageError."""
    exact = [record for record in ledger.values() if record.path in (name, f"{FOLDER}/{name}")]
    named = exact or [record for record in ledger.values() if posixpath.basename(record.path) == name]
    if len(paths := sorted({record.path for record in named})) > 1:
        message = f"{len(paths)} sources are called {name}: {', '.join(paths[:3])}"
        raise usage_error("unknown-target", message, hint="name one of them with its folder")
    return named


class _Removal:
    """One removal, with the pages as they are so far and what it changes in them.

    Args:
        hint: what to do about a page that stays.
    """

    def __init__(self, documents: Documents, ledger: Ledger, content: Path, report: Report, hint: str) -> None:
        pages = {page.paper.id: page for page in documents.papers}
        papers = [page.paper for page in documents.papers]
        self.papers = {name: pages[paper.id] for name, paper in by_name(papers).items()}
        # who deletes a page changes no list, though that has a line of it yet
        lists = (structs.replace(page, is_unedited=page.is_unedited or page.lacks_pages) for page in documents.editions)
        self.editions = {page.edition.date: page for page in lists}
        self._ledger, self._content, self._report, self._hint = ledger, content, report, hint
        self._targets = Targets(papers)
        self._changes: list[Change] = []
        self._gone: dict[str, bytes] = {}

    def result(self, ledger: Ledger, sources: Iterable[str] = ()) -> Removal:
        """All that is changed, with the ledger as it is then, and files of sources to remove."""
        return Removal(tuple(self._changes), self._gone, tuple(sources), dict(ledger))

    def remove_lists(self, lists: Collection[tuple[SourceRecord, Date]], edition: Date = "") -> Removal:
        """Take back what sources listed on some days; a source that listed nothing else goes as well."""
        papers = {paper for record, day in lists for paper in (record.listed_on(day) if day else record.papers) or ()}
        kept = {page.paper.id for page in self.papers.values()} - papers
        gone: dict[str, set[Date]] = {}
        for record, day in lists:
            # nothing may be kept of what it listed on another day either, where that was taken back before
            others = (day for day in record.days if day not in self.editions)
            back = {other for other in others if kept.isdisjoint(record.listed_on(other) or ())}
            gone.setdefault(record.path, back).add(day)
        ledger = {
            key: record.without(gone[record.path]) if record.path in gone else record
            for key, record in self._ledger.items()
            if record.path not in gone or not gone[record.path].issuperset(record.days or ("",))
        }
        remaining = {paper for record in ledger.values() for paper in record.papers}
        days = {day for _, day in lists if day} | ({edition} if edition else set())
        self.unlist(papers, days, ledger)
        self._remove_papers(papers - remaining)
        paths = {record.path for record in ledger.values()}
        self._warn_of_facts({record.path: record for record, _ in lists if record.path not in paths}, ledger)
        # a source that stays goes on listing what is taken back, so that this stays away when it is read again
        return self.result({key: self._ledger[key] for key in ledger}, (path for path in gone if path not in paths))

    def unlisted(self, record: SourceRecord) -> tuple[PaperId, ...]:
        """The papers of a source that the editor has deleted from its lists."""
        days = [day for day in record.days if day in self.editions]
        listed = {paper for day in days for paper in _listed(self.editions[day])}
        edited = (record.listed_on(day) or () for day in days if not self.editions[day].is_unedited)
        # an entry whose page cannot be read now is not known, and nobody deleted it
        known = (paper for paper in chain.from_iterable(edited) if paper.lower() in self.papers)
        return tuple(paper for paper in dict.fromkeys([*known, *record.unlisted]) if paper not in listed)

    def unlist(self, papers: set[PaperId], days: Set[Date], ledger: Ledger, to: Date = "") -> None:
        """Take papers off the lists of days, but for those that a source of a ledger lists there; what the editor has
        written goes `to` another day with all of its list, if that has none.
        """
        for day in sorted(days):
            if page := self.editions.get(day):
                listed = {paper for record in ledger.values() for paper in record.listed_on(day) or ()}
                is_ours = page.is_unedited and not (any(page.edition.words) or page.own)
                path = f"{posixpath.dirname(page.edition.path)}/{to}.md"
                if is_ours or listed or to in ("", *self.editions) or (self._content / path).exists():
                    self._shorten(page, papers - listed)
                    continue
                problems = Report()
                text = all_pages.read_text((self._content / page.edition.path).as_posix(), problems)
                self._changes.append(Change.whole(path, b"", edition.redated, text, to))
                # what is not UTF-8 is lost in the copy
                self._gone |= {} if problems.diagnostics else {page.edition.path: page.text_digest}
            else:
                self._keep_redated(day, papers, ledger)

    def _keep_redated(self, day: Date, papers: Set[PaperId], ledger: Ledger) -> None:
        """Report the list of a day to which the editor has given another one, of which no source lists anything."""
        records = (*self._ledger.values(), *ledger.values())
        known = {listed for record in records for listed in (*record.days, record.date)}
        for date, page in self.editions.items():
            is_ours = page.is_unedited or day in page.edition.path
            if date not in known and is_ours and not papers.isdisjoint(_listed(page)):
                self._keep(page.edition.path, f"you have given this list of {day} another date, so it stays")

    def _warn_of_facts(self, gone: Mapping[str, SourceRecord], ledger: Ledger) -> None:
        """Warn of pages with facts from a removed source that no other is known to give, and of lists in which it gave
        entries that others give as well. Nothing knows what these said in its place.
        """
        others: dict[PaperId, list[SourceRecord]] = {}
        for record in ledger.values():
            for paper in record.papers:
                others.setdefault(paper, []).append(record)
        for path, record in gone.items():
            for paper in sorted(others.keys() & set(record.papers)):
                page = self.papers.get(paper.lower())
                is_alone = not any(other.says_the_same(record, paper) for other in others[paper])
                if page and ((page.source == path and is_alone) or record.gave.get(paper)):
                    self._warn(page.paper.path, f"this page has facts from {path}, which stay")
            for day in record.days:
                # that an edited list stays as it is has been reported
                listing = self.editions.get(day)
                entries = listing.edition.listings if listing and listing.is_unedited else ()
                given = set(record.listed_on(day) or ())
                facts = [(entry.votes, entry.comments, entry.submitter) for entry in entries if entry.paper in given]
                if listing and any(map(any, facts)):
                    self._warn(listing.edition.path, f"votes or names in this list may be from {path}, and stay")

    def _warn(self, path: str, message: str) -> None:
        at = Location.below(self._content, path)
        self._report.warning("facts-stay", message, at, hint="correct them there if they are wrong")

    def remove_paper(self, page: PaperPage) -> Removal:
        """Take back a paper; its sources go on listing it, so that it stays deleted."""
        paper = page.paper.id
        if self._is_untouched(page):
            for listing in [edition for edition in self.editions.values() if paper in _listed(edition)]:
                if listing.is_unedited:
                    self._shorten(listing, {paper})
                else:
                    self._cut(listing, page.paper)
        self._remove_papers([paper])
        if page.paper.path not in self._gone:
            # a page that stays keeps its lines
            self._changes, self._gone = [], {}
        return self.result(self._ledger)

    def _shorten(self, page: EditionPage, papers: Collection[PaperId]) -> None:
        """Take papers off a list, where that is still as sitegen wrote it."""
        if not page.is_unedited:
            self._keep(page.edition.path, "you have changed this list, so it stays")
            return
        path, entries = page.edition.path, page.edition.listings
        if any(entry.paper in papers and entry.note for entry in entries):
            self._keep(path, "you have written below an entry of this list, which stays")
        rest = (entry for entry in entries if entry.paper not in papers or entry.note)
        self.editions[page.edition.date] = shorter = edition.with_entries(page, rest)
        if not (any(shorter.edition.words) or shorter.edition.listings or page.own):
            self._gone[path] = page.text_digest
        elif shorter != page:
            if not shorter.edition.listings:
                self._keep(path, "you have written around this list, which stays without papers")
            self._changes.append(Change.whole(path, page.text_digest, edition.write, shorter, self._paper))

    def _cut(self, page: EditionPage, paper: Paper) -> None:
        """Take a paper off a list that the editor has changed, where its line is as sitegen wrote it."""
        path = page.edition.path
        file = (self._content / path).as_posix()
        text = all_pages.read_text(file, Report())
        body_line = front_matter.split(text).body_line
        stays: list[int] = []

        def goes(item: Item) -> bool:
            line = edition_entry.read_line(item, posixpath.dirname(path), file, body_line)
            if line.listing is None or self._targets.find(line.listing.paper) != paper.id:
                return False
            # words behind the link or below it would stand there as well
            is_ours = edition_entry.write_entry(1, line.listing, paper, path) == f"1. {item.text.rstrip()}\n"
            if not is_ours:
                stays.append(line.at.line)
            return is_ours

        shorter = edition_list.without(text, goes)
        for number in stays:
            self._keep(path, "you have changed this line, so it stays", number)
        if stays:
            return
        rest = tuple(entry for entry in page.edition.listings if entry.paper != paper.id)
        self.editions[page.edition.date] = structs.replace(page, edition=structs.replace(page.edition, listings=rest))
        if not (page.own or front_matter.split(shorter).body.strip()):
            self._gone[path] = page.text_digest
        else:
            self._changes.append(Change(path, page.text_digest, lambda text: edition_list.without(text, goes)))

    def _paper(self, identifier: PaperId) -> Paper:
        return self.papers[identifier.lower()].paper

    def _remove_papers(self, papers: Iterable[PaperId]) -> None:
        """Remove the pages of papers that are unedited and in no edition."""
        editions = (page for page in self.editions.values() if page.edition.path not in self._gone)
        listed = {paper for page in editions for paper in _listed(page)}
        for paper in sorted(papers):
            page = self.papers.get(paper.lower())
            if page is None:
                continue
            if not self._is_untouched(page):
                self._keep(page.paper.path, "you have worked on this page, so it stays")
            elif paper in listed:
                self._keep(page.paper.path, "an edition lists this paper, so it stays")
            else:
                self._gone[page.paper.path] = page.text_digest

    def _is_untouched(self, page: PaperPage) -> bool:
        """Whether the editor has not worked on a page. An alias is ours where a source knew the paper by it."""
        earlier = {key for record in self._ledger.values() for key in record.also.get(page.paper.id, ())}
        is_ours = earlier.issuperset(f"id:{alias}" for alias in page.paper.aliases)
        return page.is_unedited and is_ours and not page.paper.notes and not page.own and not page.draft

    def _keep(self, path: str, message: str, line: int = 0) -> None:
        at = Location.below(self._content, path, line)
        self._report.error("not-removed", message, at, hint=self._hint)


def _listed(page: EditionPage) -> set[PaperId]:
    return {entry.paper for entry in page.edition.listings}
