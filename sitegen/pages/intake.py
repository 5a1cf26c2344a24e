"""From a parsed source to pages: where a paper that was read becomes a page, or finds the one it has.

A `Shelf` holds all pages while sources are taken in, so that a paper of the second source meets that of the first. It
gives back only the files that changed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sitegen.diagnostics import Location, Report
from sitegen.model import Digest, Edition, Entry, Facts, Listing, Paper, PaperId
from sitegen.pages import edition, paper
from sitegen.pages.documents import EDITIONS, PAPERS, Documents, text_of
from sitegen.pages.edition import EditionPage
from sitegen.pages.ledger import SourceRecord
from sitegen.pages.paper import PaperPage
from sitegen.text import markdown, slug

_LETTERS = re.compile(r"[\W_]+")


class Shelf:
    """The pages of a content folder while sources are taken in."""

    def __init__(self, content: Path, documents: Documents, report: Report) -> None:
        self.content, self.report = content, report
        self.papers = {page.paper.id: page for page in documents.papers}
        self.editions = {page.edition.date: page for page in documents.editions}
        self.taken = {identifier.lower() for identifier in self.papers}
        self.changed: dict[str, str] = {}
        """Text of every page that has to be written, by path relative to the content folder."""
        self._known: dict[str, PaperId] = {}
        for page in documents.papers:
            self._learn(page.paper)

    def take(self, digest: Digest, source: str, recipe: str, before: SourceRecord | None) -> SourceRecord:
        """Turns what a source holds into pages.

        Args:
            digest: what was read.
            source: path of the source, relative to the content folder.
            recipe: how its text was repaired.
            before: the record of the same source's earlier reading, if there was one.

        Returns:
            The ledger's new record.
        """
        listings: list[Listing] = []
        repairs = {}
        for entry in digest.entries:
            identifier = self._paper(entry, digest, source, before)
            if identifier is None or any(listing.paper == identifier for listing in listings):
                continue
            listings.append(_listing(entry, identifier, len(listings) + 1))
            if entry.repairs:
                repairs[identifier] = entry.repairs
        if digest.date:
            self._edition(digest, listings, before)
        made = tuple(dict.fromkeys([listing.paper for listing in listings] + list(before.papers if before else ())))
        return SourceRecord(path=source, edition=digest.date, recipe=recipe, papers=made, repairs=repairs)

    def _paper(self, entry: Entry, digest: Digest, source: str, before: SourceRecord | None) -> PaperId | None:
        abstract = markdown.escape(entry.abstract)
        known = self._find(entry.facts, abstract)
        if known is None and before and (first := _first_id(entry.facts)) in before.papers:
            if first not in self.papers:
                return None  # the source gave this paper before and its page is gone: the editor deleted it
            known = first
        if known is None:
            return self._new_paper(entry.facts, abstract, digest.date, source)
        page = self.papers[known]
        if before and page.source == source:
            facts, abstract, kept = paper.merge(page, entry.facts, abstract)
            if kept:
                self._kept(page.paper.path, f"the source has another {' and '.join(kept)} now; yours is kept")
            self._update(page, facts, abstract)
        elif page.ours:
            self._update(page, _filled(page.paper.facts, entry.facts), page.paper.abstract or abstract)
        return known

    def _new_paper(self, facts: Facts, abstract: str, date: str, source: str) -> PaperId:
        wanted = _first_id(facts)
        identifier = wanted if wanted not in self.taken else slug.unique(facts.title, self.taken)
        year = (date or facts.published)[:4] or "undated"
        path = f"{PAPERS}/{year}/{identifier}.md"
        generated = paper.digest(facts, abstract)
        page = PaperPage(
            paper=Paper(id=identifier, facts=facts, abstract=abstract, path=path), source=source, generated=generated
        )
        self.taken.add(identifier)
        self._shelve(page)
        return identifier

    def _update(self, page: PaperPage, facts: Facts, abstract: str) -> None:
        if (facts, abstract) == (page.paper.facts, page.paper.abstract):
            return
        changed = msgspec.structs.replace(page.paper, facts=facts, abstract=abstract)
        # what the editor changed must go on counting as changed
        generated = paper.digest(facts, abstract) if page.ours else page.generated
        self._shelve(msgspec.structs.replace(page, paper=changed, generated=generated))

    def _shelve(self, page: PaperPage) -> None:
        self.papers[page.paper.id] = page
        self.changed[page.paper.path] = paper.write(page)
        self._learn(page.paper)

    def _learn(self, known: Paper) -> None:
        for key in _keys(known.facts, known.abstract):
            self._known.setdefault(key, known.id)

    def _find(self, facts: Facts, abstract: str) -> PaperId | None:
        for key in _keys(facts, abstract):
            known = self._known.get(key)
            if known is not None and not _differ(facts, self.papers[known].paper.facts):
                return known
        return None

    def _edition(self, digest: Digest, listings: list[Listing], before: SourceRecord | None) -> None:
        page = self.editions.get(digest.date)
        if page is None:
            if before and before.edition == digest.date:
                return  # the editor deleted it
            path = f"{EDITIONS}/{digest.date}.md"
            dated = Edition(date=digest.date, start=digest.start, curator=digest.curator, path=path)
            self._shelve_edition(EditionPage(edition=dated), listings)
            return
        listed = {listing.paper: listing for listing in page.edition.listings}
        seen = set(before.papers) if before else set()
        added = [entry for entry in listings if entry.paper not in listed and entry.paper not in seen]
        if page.ours:
            others = [entry for entry in page.edition.listings if entry.paper not in seen]
            fresh = {entry.paper for entry in listings}
            current = (
                listings + [entry for entry in others if entry.paper not in fresh] if before else [*others, *added]
            )
            noted = {identifier: entry.note for identifier, entry in listed.items()}
            kept = [msgspec.structs.replace(entry, note=noted.get(entry.paper, "")) for entry in current]
            if edition.digest(kept) != page.generated:
                self._shelve_edition(page, kept)
            return
        if before and [entry.paper for entry in listings if entry.paper in listed] != list(listed):
            self._kept(page.edition.path, "the source has other entries now; your list is kept")
        if added:
            self._append(page, added)

    def _shelve_edition(self, page: EditionPage, listings: Iterable[Listing]) -> None:
        ranked = tuple(msgspec.structs.replace(entry, rank=rank) for rank, entry in enumerate(listings, 1))
        dated = msgspec.structs.replace(page.edition, listings=ranked)
        page = msgspec.structs.replace(page, edition=dated, generated=edition.digest(ranked))
        self.editions[dated.date] = page
        self.changed[dated.path] = edition.write(page, self._title, self._path)

    def _append(self, page: EditionPage, added: list[Listing]) -> None:
        path = page.edition.path
        text = self.changed.get(path) or text_of(self.content / path, Report())
        start = len(page.edition.listings) + 1
        folder = posixpath.dirname(path)
        lines = [
            edition.entry(
                number, listing, self._title(listing.paper), posixpath.relpath(self._path(listing.paper), folder)
            )
            for number, listing in enumerate(added, start)
        ]
        self.changed[path] = edition.append(text, lines)
        grown = msgspec.structs.replace(page.edition, listings=(*page.edition.listings, *added))
        self.editions[grown.date] = msgspec.structs.replace(page, edition=grown)

    def _title(self, identifier: PaperId) -> str:
        return self.papers[identifier].paper.title

    def _path(self, identifier: PaperId) -> str:
        return self.papers[identifier].paper.path

    def _kept(self, path: str, message: str) -> None:
        self.report.note("kept-edit", message, Location((self.content / path).as_posix()))


def _listing(entry: Entry, identifier: PaperId, rank: int) -> Listing:
    return Listing(
        paper=identifier,
        rank=rank,
        votes=entry.votes,
        comments=entry.comments,
        submitter=entry.submitter,
        organisation=entry.organisation,
    )


def _first_id(facts: Facts) -> PaperId:
    """The id that a paper gets when no other has it."""
    return slug.arxiv_slug(facts.arxiv) if facts.arxiv else slug.unique(facts.title, ())


def _keys(facts: Facts, abstract: str) -> list[str]:
    """What a paper can be known again by, the surest first."""
    keys = []
    if facts.arxiv:
        keys.append(f"arxiv:{facts.arxiv.lower()}")
    if facts.doi:
        keys.append(f"doi:{facts.doi.lower()}")
    keys.append(f"title:{_LETTERS.sub('', facts.title.casefold()) or facts.title}")
    if len(abstract) > _TELLING:
        keys.append(f"abstract:{_LETTERS.sub('', abstract.casefold())}")
    return keys


# a shorter abstract may be nobody's in particular: 'Withdrawn.'
_TELLING = 120


def _differ(one: Facts, other: Facts) -> bool:
    """Whether two papers known by the same key cannot be one: other identifiers, or no author in common."""
    if one.arxiv and other.arxiv:
        return one.arxiv.lower() != other.arxiv.lower()
    if one.doi and other.doi:
        return one.doi.lower() != other.doi.lower()
    names, others = ({a.name.casefold().split()[-1] for a in f.authors if a.name.strip()} for f in (one, other))
    return bool(names and others and not names & others)


def _filled(facts: Facts, more: Facts) -> Facts:
    """The facts with what only the other source knows added."""
    known = msgspec.structs.asdict(facts)
    return msgspec.structs.replace(
        facts, **{name: value for name, value in msgspec.structs.asdict(more).items() if value and not known[name]}
    )
