"""Whatever sources say, and in whatever order they come, the pages are the same."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.ingest import jsonl
from sitegen.model import Author, Digest, Entry, Facts, Link, Paper, Span
from sitegen.pages import paper
from sitegen.pages.documents import Documents
from sitegen.pages.merge import identity
from sitegen.pages.normalise import normalise
from sitegen.pages.paper import PaperPage
from tests.desk import Desk
from tests.pages.digests import ADA, ALAN, digest, entry

PAPERS = (
    {"titles": ("The Curse of Depth", "the curse of depth."), "arxiv": "2502.05795", "doi": "10.1000/curse"},
    {"titles": ("Learning to Hope", "LEARNING TO HOPE"), "arxiv": "2503.00001", "doi": ""},
    {"titles": ("Quantized Transformers", "Quantized  transformers"), "arxiv": "", "doi": "10.1000/Q"},
)


@st.composite
def entries(draw: st.DrawFn, whose: dict[str, Any], always_named: bool) -> Entry:
    """What one source tells of a paper: some of its facts, not always the same."""

    def some(*values: Any) -> Any:
        return draw(st.sampled_from(values))

    code = (Link("code", "https://github.com/a/b"), Link("code", "https://github.com/c/d"))
    facts = Facts(
        title=some(*whose["titles"]),
        arxiv=whose["arxiv"] if always_named or draw(st.booleans()) else "",
        doi=whose["doi"] if draw(st.booleans()) else "",
        authors=some((), ADA, (*ADA, *ALAN)),
        published=some("", "2025", "2025-02", "2025-02-08"),
        updated=some("", "2025-03-01", "2025-03-09"),
        version=some("", "1", "2"),
        venue=some("", "ICML", "ACL"),
        keywords=some((), ("depth",), ("layers", "depth")),
        links=some((), code, code[:1], code[::-1]),
    )
    return structs.replace(
        entry("", some("", whose["titles"][0], f"{whose['titles'][0]}, revised,")), facts=facts, votes=some(None, 3, 5)
    )


@st.composite
def collections(draw: st.DrawFn, always_named: bool = False) -> list[Digest]:
    """A few sources, of days and of none, that tell of the same papers."""
    made = []
    for _ in range(draw(st.integers(2, 4))):
        about = draw(st.lists(st.sampled_from(PAPERS), min_size=1, max_size=3, unique_by=id))
        told = [draw(entries(paper, always_named)) for paper in about]
        date = draw(st.sampled_from(("", "2025-03-28", "2025-03-29")))
        made.append(digest(*told, date=date, trust=draw(st.sampled_from((10, 30, 60)))))
    # the same bytes twice are one source
    return list({b"".join(jsonl.write(each.entries, each)): each for each in made}.values())


class Kept(Desk):
    """What is left of a desk once its folder is gone."""

    def __init__(self, desk: Desk) -> None:
        self._files, self._documents = desk.files, desk.documents

    @property
    def files(self) -> dict[str, str]:
        return self._files

    @property
    def documents(self) -> Documents:
        return self._documents

    @property
    def pages(self) -> dict[str, str]:
        """Every file but the ledger. A page stays in the folder of the year that was known when it was written."""
        return {
            path.replace("/undated/", "/2025/"): text.replace("/undated/", "/2025/")
            for path, text in self._files.items()
            if path != "sources/ledger.json"
        }

    @property
    def ledger(self) -> tuple[dict[str, Any], set[tuple[str, str]]]:
        """The records, and what papers are known by, whether their pages show it or a source tells it."""
        records = json.loads(self._files["sources/ledger.json"])
        also = {
            (paper, key)
            for record in records.values()
            for paper, keys in record.pop("also", {}).items()
            for key in keys
        }
        pages = [page.paper for page in self._documents.papers]
        shown = {(page.id, key) for page in pages for key in identity.keys(page.facts, page.abstract)}
        return records, also | shown

    @property
    def told(self) -> tuple[list[Any], list[Any]]:
        """All that stands on the pages but the ids and what they lead to."""
        assert all(page.is_unedited for page in self._documents.papers)
        titles = {page.paper.id: page.paper.title for page in self._documents.papers}
        papers = [(page.paper.facts, page.paper.abstract, page.source) for page in self._documents.papers]
        editions = [
            (
                page.edition.date,
                [structs.replace(entry, paper=titles[entry.paper]) for entry in page.edition.listings],
            )
            for page in self._documents.editions
        ]
        return sorted(papers, key=repr), editions


def taken(digests: Sequence[Digest], orders: Iterable[Sequence[int]]) -> Kept:
    """A desk at which each order's sources were put together and read."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for order in orders:
            for number in order:
                # a source has its name from the editor, whenever it comes
                desk.put(f"{digests[number].date or 'undated-2025'}-{number + 1}", digests[number])
            desk.ingest()
        return Kept(desk)


@given(collections(always_named=True), st.data())
def test_one_after_the_other_is_as_all_at_once_to_the_byte(digests: list[Digest], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(digests))))
    one_by_one, at_once = taken(digests, ([number] for number in order)), taken(digests, [range(len(digests))])
    assert one_by_one.pages == at_once.pages
    assert one_by_one.ledger == at_once.ledger


@given(collections(), st.data())
def test_papers_that_sources_name_differently_are_the_same_in_any_order(
    digests: list[Digest], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(digests))))
    cut = data.draw(st.integers(0, len(order)))
    at_once = taken(digests, [range(len(digests))])
    assert taken(digests, ([number] for number in order)).told == at_once.told
    assert taken(digests, [order[:cut], order[cut:]]).told == at_once.told


WORDS = st.text(max_size=12)


ADDRESSES = st.one_of(WORDS, WORDS.map(lambda words: f"https://example.org/{words}"))


@st.composite
def anything(draw: st.DrawFn) -> Entry:
    """An entry in which any text may stand anywhere."""
    words = st.tuples(WORDS, WORDS)
    facts = Facts(
        title=draw(WORDS),
        authors=tuple(Author(*names) for names in draw(st.lists(words, max_size=2))),
        published=draw(WORDS),
        updated=draw(WORDS),
        arxiv=draw(WORDS),
        version=draw(WORDS),
        doi=draw(WORDS),
        venue=draw(WORDS),
        license=draw(WORDS),
        categories=draw(words),
        keywords=draw(words),
        topics=draw(words),
        links=(Link("pdf", draw(ADDRESSES)), Link("code", draw(ADDRESSES)), Link("pdf", draw(ADDRESSES))),
    )
    return Entry(
        facts=facts,
        abstract=((Span("text", draw(WORDS)), Span("math", "$x$"), Span("text", draw(WORDS))),),
        votes=draw(st.none() | st.integers(0, 9)),
        submitter=draw(WORDS),
        organisation=draw(WORDS),
    )


@given(anything())
def test_facts_are_made_what_their_page_gives_back(told: Entry) -> None:
    facts = normalise(told.facts)
    if facts.title:
        text = paper.write(PaperPage(paper=Paper(id="x", facts=facts)))
        page = paper.read(text, "papers/x.md", "papers/x.md", Report())
        assert page
        assert page.paper.facts == facts


@given(st.lists(anything(), max_size=3), WORDS)
def test_whatever_a_source_tells_the_pages_read_back_as_they_were_written(entries: list[Entry], curator: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.put("2025-03-28", digest(*entries, date="2025-03-28", curator=curator))
        desk.ingest()
        assert all(page.is_unedited for page in desk.documents.papers)
        assert all(page.is_unedited for page in desk.documents.editions)
        before = desk.files
        desk.put("2025-03-28", digest(*entries, date="2025-03-28", curator=curator, trust=31))
        desk.ingest()
        changed = {path for path, text in desk.files.items() if before.get(path) != text}
        assert changed <= {"sources/2025-03-28.jsonl", "sources/ledger.json"}
