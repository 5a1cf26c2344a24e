"""From parsed sources to pages: where a paper that was read becomes a page, or finds the one it has.

A `Shelf` holds all pages while sources are taken in, so that a paper of the second source meets that of the first. It
gives back only the files that changed. Which source a fact is from stands in the page's `source` and, for the others,
in the ledger, so that the same pages come of the same sources whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Digest, Edition, Entry, Facts, Listing, Paper, PaperId, Repair
from sitegen.pages import belief, identity, paper
from sitegen.pages.belief import Standing, Values
from sitegen.pages.documents import PAPERS, Documents
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.listings import Editions, turn
from sitegen.pages.paper import PaperPage
from sitegen.pages.provenance import Provenance
from sitegen.pages.settled import listed_name, one_line, settled
from sitegen.text import markdown, slug


class Reading(Struct, frozen=True, kw_only=True):
    """One source, read."""

    digest: Digest
    path: str
    """Of the source, relative to the content folder."""
    key: str
    """Of its record in the ledger."""
    recipe: str = ""
    """How its text was repaired."""
    origin: str = ""
    """Address that it was fetched from."""
    whole: bool = True
    """Whether all of it could be read; if not, it is read again until it can."""
    asked: bool = False
    """Whether the editor asked for what it tells, so that it completes pages that the editor has changed."""


class Shelf:
    """The pages of a content folder while sources are taken in."""

    def __init__(self, content: Path, documents: Documents, ledger: Ledger, report: Report) -> None:
        self.content, self.report = content, report
        self.papers = {page.paper.id: page for page in documents.papers}
        self._taken = {identifier.lower() for identifier in self.papers}
        self._ours: dict[PaperId, bool] = {}
        self._new: set[PaperId] = set()
        self._dirty: set[PaperId] = set()
        self._retitled: set[PaperId] = set()
        self._removed: set[str] = set()
        self._index = identity.Index()
        self._sources = Provenance(ledger)
        self._editions = Editions(content, documents.editions, ledger, self.papers, report)
        for page in documents.papers:
            self._taken.update(alias.lower() for alias in page.paper.aliases)
            self._index.learn(identity.keys(page.paper.facts, page.paper.abstract), page.paper.id)
        for identifier, keys in self._sources.further_keys():
            self._index.learn(keys, identifier)

    def take(self, readings: Sequence[Reading]) -> None:
        """Turns what sources hold into pages, in an order of its own."""
        for reading in readings:
            self._sources.begin(reading)
        places = sorted(_places(readings), key=lambda place: _priority(*place))
        found = {(reading.path, number): self._paper(entry, reading) for reading, number, entry in places}
        for reading in sorted(readings, key=lambda reading: turn(reading.path)):
            self._list(reading, [found[reading.path, number] for number in range(len(reading.digest.entries))])

    def ledger(self) -> dict[str, SourceRecord]:
        """The ledger as it is now."""
        return self._sources.ledger()

    def changed(self) -> dict[str, str | None]:
        """Text of every page that has to be written, by path relative to the content folder; None for one to remove."""
        files: dict[str, str | None] = dict.fromkeys(self._removed)
        for identifier in self._dirty:
            page = self.papers[identifier]
            if self._ours[identifier]:
                made = paper.digest(page.paper.facts, page.paper.abstract)
                page = msgspec.structs.replace(page, generated=made)
            files[page.paper.path] = paper.write(page)
        return files | self._editions.changed(self._retitled)

    def _list(self, reading: Reading, found: Sequence[PaperId | None]) -> None:
        lists: dict[Date, dict[PaperId, Listing]] = {reading.digest.date: {}}
        repairs: dict[PaperId, tuple[Repair, ...]] = {}
        for entry, identifier in zip(reading.digest.entries, found, strict=True):
            listings = lists.setdefault(entry.listed or reading.digest.date, {})
            if identifier is None or (identifier := self._index.now(identifier)) in listings:
                continue
            listings[identifier] = _listing(entry, identifier, len(listings) + 1)
            if entry.repairs:
                repairs.setdefault(identifier, entry.repairs)
        before = self._sources.before(reading.path)
        self._editions.forget(before)
        made: dict[Date, tuple[PaperId, ...]] = {}
        for day, listings in lists.items():
            known = (before.listed_on(day) if before else None) or ()
            made[day] = tuple(dict.fromkeys([*listings, *known]))
            if day:
                self._editions.take(_dated(reading.digest, day), list(listings.values()), reading.path, before)
        every = dict.fromkeys(identifier for papers in made.values() for identifier in papers)
        papers = tuple(dict.fromkeys([*every, *(before.papers if before else ())]))
        days = {day: papers for day, papers in made.items() if day}
        self._sources.finish(reading, papers, days if len(days) > 1 else {}, repairs)

    def _paper(self, entry: Entry, reading: Reading) -> PaperId | None:
        """The paper that an entry tells of, once its page knows what the entry tells; None for one without a page."""
        facts, abstract = settled(entry.facts), markdown.escape(entry.abstract)
        if not facts.title:
            return None
        keys, first = identity.keys(facts, abstract), _first_id(facts)
        found = self._matching(keys, facts)
        if not found and (known := self._sources.given_before(reading.path, first)):
            if known not in self.papers:
                return None  # the source gave this paper before and its page is gone: the editor deleted it
            found = [known]
        for other in found[1:]:
            self._join(found[0], other)
        identifier = (
            self._index.now(found[0]) if found else self._new_page(facts, abstract, first, reading, entry.listed)
        )
        self._sources.tells(reading.path, identifier, facts.version)
        if found:
            self._tell(self.papers[identifier], belief.values(facts, abstract), reading)
        self._index.learn(keys, identifier)
        page = self.papers[identifier].paper
        shown = {*identity.keys(page.facts, page.abstract), f"id:{page.id}"}
        further = [key for key in (*keys, f"id:{first}") if key not in shown]
        self._sources.knows_by(reading.path, identifier, further)
        return identifier

    def _matching(self, keys: Iterable[str], facts: Facts) -> list[PaperId]:
        known = (found for found in self._index.find(keys) if found in self.papers)
        return [found for found in known if not identity.differ(facts, self.papers[found].paper.facts)]

    def _new_page(self, facts: Facts, abstract: str, first: PaperId, reading: Reading, listed: Date) -> PaperId:
        identifier = first if first not in self._taken else slug.unique(facts.title, self._taken)
        year = (listed or reading.digest.date or facts.published)[:4] or "undated"
        path = f"{PAPERS}/{year}/{identifier}.md"
        made = Paper(id=identifier, facts=facts, abstract=abstract, path=path)
        self._taken.add(identifier)
        self._new.add(identifier)
        self._ours[identifier] = True
        self.papers[identifier] = PaperPage(paper=made, source=reading.path)
        self._dirty.add(identifier)
        return identifier

    def _tell(self, page: PaperPage, told: Values, reading: Reading) -> None:
        """Lets a page know what a source tells."""
        known = belief.values(page.paper.facts, page.paper.abstract)
        givers = self._sources.givers(page)
        later = [name for name, giver in givers.items() if giver.path != reading.path]
        teller = self._sources.standing(reading.path, page.paper.id)
        wanted = belief.believe(known, givers, told, teller)
        if self._is_ours(page):
            self._put(page, wanted, givers)
            return
        edited = paper.edits(page, told, later)
        if edited is not None:
            made = paper.digest(*belief.parts(wanted | {name: told[name] for name in edited}))
            self._put(page, wanted | {name: known[name] for name in edited}, givers, made)
        elif reading.asked:
            added = belief.missing(known, told)
            self._put(page, known | added, self._sources.givers(page) | dict.fromkeys(added, teller))
        kept = belief.differing(known, told) if edited is None else edited
        if kept and page.source == reading.path:
            at = Location((self.content / page.paper.path).as_posix())
            self.report.note("kept-edit", f"the source has another {' and '.join(kept)} now; yours is kept", at)

    def _put(self, page: PaperPage, wanted: Values, givers: Mapping[str, Standing], generated: str = "") -> None:
        facts, abstract = belief.parts(wanted)
        identifier = page.paper.id
        source = givers["title"].path if "title" in givers else page.source
        same = (facts, abstract) == (page.paper.facts, page.paper.abstract)
        if not same:
            self._forget_no_key(page, identity.keys(facts, abstract))
        self._sources.give(identifier, givers, source)
        if same and source == page.source and generated in ("", page.generated):
            return
        if facts.title != page.paper.title:
            self._retitled.add(identifier)
        changed = msgspec.structs.replace(page.paper, facts=facts, abstract=abstract)
        self.papers[identifier] = msgspec.structs.replace(
            page, paper=changed, source=source, generated=generated or page.generated
        )
        self._dirty.add(identifier)

    def _forget_no_key(self, page: PaperPage, shown: Iterable[str]) -> None:
        """What a page was known by and is to show no more, the source that told it goes on knowing."""
        lost = set(identity.keys(page.paper.facts, page.paper.abstract)).difference(shown)
        for name, giver in self._sources.givers(page).items() if lost else ():
            self._sources.knows_by(giver.path, page.paper.id, [key for key in lost if key.startswith(f"{name}:")])

    def _join(self, one: PaperId, other: PaperId) -> None:
        """Makes one page of two that turn out to be one paper's, as far as the editor has not worked on both."""
        pages = [self.papers[self._index.now(identifier)] for identifier in (one, other)]
        if pages[0] is pages[1] or identity.differ(pages[0].paper.facts, pages[1].paper.facts):
            return
        keep, lose = sorted(pages, key=lambda page: self._claim(page))
        if not self._is_ours(lose) or lose.paper.notes or lose.own or lose.draft:
            at = Location((self.content / lose.paper.path).as_posix())
            hint = f"move what you wrote to {keep.paper.path} and delete this page"
            self.report.warning("same-paper", f"this is the paper of {keep.paper.path}", at, hint=hint)
            return
        old, now = lose.paper.id, keep.paper.id
        if self._is_ours(keep):
            givers = self._sources.givers(keep)
            known, others = (belief.values(page.paper.facts, page.paper.abstract) for page in (keep, lose))
            wanted = belief.weigh(known, givers, others, self._sources.givers(lose))
            self._put(keep, wanted, givers)
        self._forget_no_key(lose, identity.keys(self.papers[now].paper.facts, self.papers[now].paper.abstract))
        self._sources.rename(old, now)
        self._index.rename(old, now)
        if old not in self._new:
            self._add_aliases(now, (old, *lose.paper.aliases))
            self._removed.add(lose.paper.path)
        del self.papers[old]
        self._dirty.discard(old)
        self._editions.join(old, now, lose.paper.path)

    def _claim(self, page: PaperPage) -> tuple[bool, bool, bool, PaperId]:
        """Which of two pages is to stay, the least: what the editor has changed, what was there, what arXiv names."""
        named = page.paper.id == slug.arxiv_slug(page.paper.facts.arxiv)
        return self._is_ours(page), page.paper.id in self._new, not named, page.paper.id

    def _add_aliases(self, identifier: PaperId, names: Iterable[PaperId]) -> None:
        page = self.papers[identifier]
        aliases = tuple(dict.fromkeys((*page.paper.aliases, *names)))
        made = msgspec.structs.replace(page.paper, aliases=aliases)
        self.papers[identifier] = msgspec.structs.replace(page, paper=made)
        self._dirty.add(identifier)

    def _is_ours(self, page: PaperPage) -> bool:
        if page.paper.id not in self._ours:
            self._ours[page.paper.id] = page.ours
        return self._ours[page.paper.id]


def _places(readings: Iterable[Reading]) -> Iterator[tuple[Reading, int, Entry]]:
    for reading in readings:
        for number, entry in enumerate(reading.digest.entries):
            yield reading, number, entry


def _priority(reading: Reading, number: int, entry: Entry) -> tuple[object, ...]:
    """The papers with the surest identifiers come first, so that they give the ids and others find them."""
    facts = entry.facts
    day = entry.listed or reading.digest.date
    return not facts.arxiv, not facts.doi, -reading.digest.trust, day, turn(reading.path), number


def _dated(digest: Digest, day: Date) -> Edition:
    """The edition that a digest makes of its list of one day."""
    starts = {last: first for first, last in digest.ranges} | ({digest.date: digest.start} if digest.start else {})
    return Edition(date=day, start=starts.get(day, ""), curator=one_line(digest.curator))


def _listing(entry: Entry, identifier: PaperId, rank: int) -> Listing:
    return Listing(
        paper=identifier,
        rank=rank,
        votes=entry.votes,
        comments=entry.comments,
        submitter=listed_name(entry.submitter),
        organisation=listed_name(entry.organisation),
        announced=entry.announced,
    )


def _first_id(facts: Facts) -> PaperId:
    """The id that a paper gets when no other has it."""
    return slug.arxiv_slug(facts.arxiv) if facts.arxiv else slug.unique(facts.title, ())
