"""Papers' pages while sources are merged: each entry finds the page that its paper has, or gets a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.model import Entry, Facts, Paper, PaperId
from sitegen.pages import paper
from sitegen.pages.documents import PAPERS
from sitegen.pages.merge import facts as best
from sitegen.pages.merge import identity
from sitegen.pages.merge.facts import Rank, Values
from sitegen.pages.merge.records import Reading, Records
from sitegen.pages.normalise import normalise, one_line
from sitegen.pages.paper import PaperPage
from sitegen.spool import Spool
from sitegen.text import markdown, slug


class Pages(MutableMapping[PaperId, PaperPage]):
    """Papers' pages by id, at first as they are on disk; new ones lie in a temporary file when they are many."""

    def __init__(self, pages: Iterable[PaperPage]) -> None:
        self.before = {page.paper.id: page for page in pages}
        self._pages: dict[PaperId, PaperPage | int] = {**self.before}
        self._new = Spool(PaperPage)

    def __getitem__(self, identifier: PaperId) -> PaperPage:
        page = self._pages[identifier]
        return self._new[page] if isinstance(page, int) else page

    def __setitem__(self, identifier: PaperId, page: PaperPage) -> None:
        if identifier in self.before:
            self._pages[identifier] = page
        else:
            self._pages[identifier] = len(self._new)
            self._new.append(page)

    def __delitem__(self, identifier: PaperId) -> None:
        del self._pages[identifier]

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._pages

    @property
    def new(self) -> frozenset[PaperId]:
        """Papers that got a page."""
        return frozenset(self._pages.keys() - self.before.keys())

    @property
    def updated(self) -> frozenset[PaperId]:
        """Papers whose pages were there and are to be written again."""
        before = self.before
        return frozenset(name for name, page in before.items() if self._pages.get(name, page) is not page)

    @property
    def retitled(self) -> frozenset[PaperId]:
        """Papers whose titles have changed."""
        return frozenset(name for name in self.updated if self[name].paper.title != self.before[name].paper.title)


class Papers:
    """Merges entries of sources into the pages of their papers."""

    def __init__(self, pages: Sequence[PaperPage], records: Records, content: Path, report: Report) -> None:
        self.pages = Pages(pages)
        self._joined: dict[PaperId, PaperId] = {}
        self._listed: set[PaperId] = set()
        self._records, self._content, self._report = records, content, report
        self._taken = {name.lower() for page in pages for name in (page.paper.id, *page.paper.aliases)}
        self._index = identity.Index[PaperId]()
        self._unedited: dict[PaperId, bool] = {}
        for page in pages:
            self._index.add(_keys(page), page.paper.id)
        for identifier, keys in records.known_keys():
            self._index.add(keys, identifier)

    def add(self, entry: Entry, reading: Reading, whole: Entry) -> PaperId | None:
        """Merge what an entry says into its paper's page; None without one. `whole` is the entry with what others of
        that paper in its source say; the paper is known by the entry's own title as well.
        """
        facts, abstract = normalise(whole.facts), markdown.escape(whole.abstract)
        if not facts.title:
            return None
        own, keys = normalise(entry.facts), identity.keys(facts, abstract)
        first = usual_id(structs.replace(facts, title=own.title or facts.title))
        if entry is not whole:
            keys += identity.keys(own, markdown.escape(entry.abstract))
        known_by = dict.fromkeys(map(self._now, self._index.find(keys)))
        matching = list(self._fitting(known_by, facts, abstract))
        if not matching and (given := self._records.given_before(reading.path, first)):
            likely = self._fitting(given, facts, abstract)
            gone = (paper for paper in given if paper not in self.pages)
            ours = (paper for paper in given if paper in self.pages and self.pages[paper].source == reading.path)
            known = next(chain(likely, gone, ours), "")
            if known and known not in self.pages:
                # the source gave this paper before and its page is gone: the editor deleted it
                self._records.add_keys(reading.path, known, [f"id:{first}"])
                return None
            matching = [known] if known else []
        cited = [f"key:{entry.key}"] * bool(entry.key)
        matching = matching or list(self._corrected(cited, reading, facts, abstract))
        if not matching and self._is_retitled(first, facts, abstract):
            matching = [first]
        for other in matching[1:]:
            self._join(matching[0], other)
        identifier = self._now(matching[0]) if matching else self._new_page(facts, abstract, first, reading, entry)
        self._listed.add(identifier)
        self._records.set_version(reading.path, identifier, facts.version)
        self._index.add(keys, identifier)
        # a new page shows what its source knows it by
        unshown = keys if matching or entry is not whole else []
        if unshown or first != identifier or cited:
            self._records.add_keys(reading.path, identifier, (*unshown, f"id:{first}", *cited))
        if matching:
            self._update(self.pages[identifier], best.values(facts, abstract), reading)
        return identifier

    def shown_keys(self, identifier: PaperId) -> set[identity.Key]:
        """The keys that the page of a paper shows, if a source listed the paper now."""
        page = self.pages.get(identifier) if identifier in self._listed else None
        return {*_keys(page), f"id:{identifier}"} if page else set()

    def edited(self) -> frozenset[PaperId]:
        """Papers whose pages the editor had changed before they were updated."""
        return frozenset(name for name in self.pages.updated if not self._is_unedited(name))

    @property
    def joined(self) -> dict[PaperId, PaperId]:
        """Papers that turned out to be others."""
        return {paper: self._now(paper) for paper in self._joined}

    def _now(self, paper: PaperId) -> PaperId:
        while paper in self._joined:
            paper = self._joined[paper]
        return paper

    def _fitting(self, papers: Iterable[PaperId], facts: Facts, abstract: str) -> Iterator[PaperId]:
        """Those of some papers that have a page, which may be that of these facts."""
        pages = self.pages
        return (paper for paper in papers if paper in pages and not _differ(pages[paper], facts, abstract))

    def _corrected(self, cited: list[str], reading: Reading, facts: Facts, abstract: str) -> Iterator[PaperId]:
        """The page that an earlier version of a source cited so, unless the title is another's or still there."""
        for known in self._fitting(self._records.known_before(reading.path, cited), facts, abstract):
            title = self.pages[known].paper.facts.title
            titles = {one_line(entry.facts.title) for entry in reading.digest.entries}
            if identity.are_alike(title, facts.title) and title not in titles:
                yield known

    def _is_retitled(self, first: PaperId, facts: Facts, abstract: str) -> bool:
        """Whether the page with the id that comes from these facts has a title of the editor's in place of theirs."""
        page = self.pages.get(first)
        if page is None or not page.generated or self._is_unedited(first):
            return False
        # two titles may make one id as well: β-VAE and γ-VAE
        return usual_id(page.paper.facts) != first and not _differ(page, facts, abstract)

    def _new_page(self, facts: Facts, abstract: str, first: PaperId, reading: Reading, entry: Entry) -> PaperId:
        self._warn_of_namesakes(facts, reading, entry)
        identifier = first if first not in self._taken else slug.unique(facts.title, self._taken)
        year = (entry.listed or reading.digest.date or facts.published)[:4] or "undated"
        path = f"{PAPERS}/{year}/{identifier}.md"
        if identifier in self._records.papers:
            what = f"'{facts.title}' was deleted, and has a page again"
            at = Location.below(self._content, reading.path, entry.line)
            hint = "this list is a new one; draft: true in the page hides a paper whatever lists it"
            self._report.note("deleted-paper", what, at, hint=hint)
        self._taken.add(identifier)
        page = Paper(id=identifier, facts=facts, abstract=abstract, plain=markdown.plain(abstract), path=path)
        self.pages[identifier] = PaperPage(paper=page, source=reading.path)
        return identifier

    def _warn_of_namesakes(self, facts: Facts, reading: Reading, entry: Entry) -> None:
        for other in self._index.find([identity.title_key(facts)]):
            page = self.pages.get(other)
            if page and not identity.differ(facts, page.paper.facts):
                message = f"this paper has the title of {page.paper.path} and an abstract about something else"
                at = Location.below(self._content, reading.path, entry.line)
                hint = "it got a page of its own; if the two are one paper, delete one of the pages"
                self._report.warning("same-title", message, at, excerpt=facts.title, hint=hint)

    def _update(self, page: PaperPage, imported: Values, reading: Reading) -> None:
        known = best.values(page.paper.facts, page.paper.abstract)
        ranks = self._records.ranks(page)
        later = [name for name, rank in ranks.items() if rank.path != reading.path]
        rank = self._records.rank(reading.path, page.paper.id)
        wanted = best.update(known, ranks, imported, rank)
        if self._is_unedited(page.paper.id):
            self._put(page, wanted, ranks)
            return
        edited = best.edited(page, imported, later)
        if edited is None and page.source == reading.path and not (later or reading.requested):
            # both have changed the same: all of these count as the editor's now, and the rest follows again
            edited = tuple(best.differing(known, imported))
        if edited is not None:
            generated = paper.digest(*best.parts(wanted | {name: imported[name] for name in edited}))
            self._put(page, wanted | {name: known[name] for name in edited}, ranks, generated)
        elif reading.requested:
            added = best.missing(known, imported)
            self._put(page, known | added, self._records.ranks(page) | dict.fromkeys(added, rank))
        edits = best.differing(known, imported) if edited is None else edited
        at = Location.below(self._content, page.paper.path)
        if edits and page.source == reading.path:
            what = f"the source differs in {' and '.join(edits)} now; your page stays as it is there"
            self._report.note("kept-edit", what, at)
        elif edited is None and not reading.requested and (lacking := best.missing(known, imported)):
            message = f"{reading.path} also knows its {', '.join(lacking)}; you have worked on this page, so it stays"
            self._report.note("kept-edit", message, at, hint="write there what you want of it")

    def _put(self, page: PaperPage, wanted: Values, ranks: Mapping[str, Rank], generated: str = "") -> None:
        facts, abstract = best.parts(wanted)
        source = ranks["title"].path if "title" in ranks else page.source
        if (facts, abstract) != (page.paper.facts, page.paper.abstract):
            self._remember_keys(page)
        self._records.set_fact_sources(page.paper.id, ranks, source)
        changed = structs.replace(
            page,
            paper=structs.replace(page.paper, facts=facts, abstract=abstract, plain=markdown.plain(abstract)),
            source=source,
            generated=generated or page.generated,
        )
        if changed != page:
            self.pages[page.paper.id] = changed

    def _remember_keys(self, page: PaperPage) -> None:
        """Record the keys that a page may no longer show with the sources that gave them."""
        ranks = self._records.ranks(page)
        for key in _keys(page):
            if rank := ranks.get(key.partition(":")[0]):
                self._records.add_keys(rank.path, page.paper.id, [key])

    def _join(self, one: PaperId, other: PaperId) -> None:
        """Make one page of two that turn out to be one paper's, unless the editor has worked on both."""
        pages = [self.pages[self._now(identifier)] for identifier in (one, other)]
        if pages[0].paper.id == pages[1].paper.id or _differ(pages[0], pages[1].paper.facts, pages[1].paper.abstract):
            return
        keep, lose = sorted(pages, key=self._claim)
        if not self._is_unedited(lose.paper.id) or lose.paper.notes or lose.own or lose.draft:
            at = Location.below(self._content, lose.paper.path)
            hint = paper.join_hint(keep.paper, lose.paper)
            self._report.warning("same-paper", f"this is the paper of {keep.paper.path}", at, hint=hint)
            return
        old, now = lose.paper.id, keep.paper.id
        self._remember_keys(lose)
        if self._is_unedited(now):
            ranks = self._records.ranks(keep)
            known, others = (best.values(page.paper.facts, page.paper.abstract) for page in (keep, lose))
            wanted = best.combine(known, ranks, others, self._records.ranks(lose))
            self._put(keep, wanted, ranks)
        self._records.join(old, now)
        self._joined[old] = now
        del self.pages[old]
        if old in self.pages.before:
            page = self.pages[now]
            aliases = tuple(dict.fromkeys((*page.paper.aliases, old, *lose.paper.aliases)))
            self.pages[now] = structs.replace(page, paper=structs.replace(page.paper, aliases=aliases))

    def _claim(self, page: PaperPage) -> tuple[bool, bool, bool, PaperId]:
        """Sort key of the page that stays of two: one that the editor changed, that was there, that arXiv names."""
        named = page.paper.id == slug.arxiv_slug(page.paper.facts.arxiv)
        return self._is_unedited(page.paper.id), page.paper.id not in self.pages.before, not named, page.paper.id

    def _is_unedited(self, identifier: PaperId) -> bool:
        """Whether a page's facts are still as sitegen wrote them before this merge."""
        if identifier not in self._unedited:
            before = self.pages.before.get(identifier)
            self._unedited[identifier] = before is None or before.is_unedited
        return self._unedited[identifier]


def _keys(page: PaperPage) -> list[identity.Key]:
    return identity.keys(page.paper.facts, page.paper.abstract)


def _differ(page: PaperPage, facts: Facts, abstract: str) -> bool:
    return identity.differ(page.paper.facts, facts, page.paper.abstract, abstract)


def usual_id(facts: Facts) -> PaperId:
    """The id that a paper gets when no other has it."""
    return slug.arxiv_slug(facts.arxiv) if facts.arxiv else slug.unique(facts.title, ())
