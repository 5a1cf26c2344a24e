"""The same paper from several sources is one paper, and it makes no difference which source came first."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.files import Folder
from sitegen.ingest import jsonl
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from sitegen.pages import documents, ledger
from sitegen.pages.documents import Documents
from sitegen.pages.merge import identity
from sitegen.pipeline.importing import Received, import_new

ABSTRACT = "We study how {0} behaves when a reader looks at it closely, and find that it behaves well. " * 2


class Desk:
    """A content folder that sources are put into."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(content=folder / "content")
        self.report = Report()
        self.received: dict[str, Received] = {}

    def put(self, name: str, digest: Digest) -> None:
        file = self.config.content / "sources" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = b"".join(jsonl.write(digest.entries, digest))
        file.write_bytes(data)
        self.received[ledger.digest(data)] = Received(trust=digest.trust)

    def ingest(self) -> None:
        import_new(self.config, self.report, self.received)

    def take(self, *digests: Digest) -> None:
        for digest in digests:
            self.put(f"{digest.date or 'undated'}-{len(self.files) + 1}", digest)
            self.ingest()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.config.content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    @property
    def files(self) -> dict[str, str]:
        found = (file for file in self.config.content.rglob("*") if file.is_file())
        return {file.relative_to(self.config.content).as_posix(): file.read_text("utf-8") for file in sorted(found)}

    @property
    def documents(self) -> Documents:
        report = Report()
        found = documents.read(self.config.content, report)
        assert not report.diagnostics
        return found

    @property
    def papers(self) -> dict[str, Facts]:
        return {page.paper.id: page.paper.facts for page in self.documents.papers}

    @property
    def findings(self) -> list[str]:
        return [f"{found.severity}[{found.code}]" for found in self.report.diagnostics]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def entry(title: str = "The Curse of Depth", about: str = "", votes: int | None = None, **facts: Any) -> Entry:
    paragraph = (Span("text", ABSTRACT.format(about).strip()),)
    return Entry(facts=Facts(title=title, **facts), abstract=(paragraph,) if about else (), votes=votes)


def digest(*entries: Entry, trust: int = 30, date: str = "", **more: Any) -> Digest:
    return Digest(entries=entries, trust=trust, date=date, **more)


ADA = (Author("Ada Lovelace"),)
ALAN = (Author("Alan Turing"),)


def test_a_paper_is_known_again_by_its_arxiv_id_its_doi_or_its_title(desk: Desk) -> None:
    desk.take(
        digest(entry("The Curse of Depth", arxiv="2502.05795")),
        digest(entry("The curse of depth in large language models", arxiv="2502.05795", doi="10.1000/curse")),
        digest(entry("Depth, a Curse", doi="10.1000/CURSE")),
        digest(entry("the Curse of Depth!", authors=ADA)),
    )
    assert list(desk.papers) == ["2502.05795"]


def test_titles_alike_are_two_papers_where_ids_or_authors_say_so(desk: Desk) -> None:
    desk.take(
        digest(entry(authors=ADA, arxiv="2502.05795")),
        digest(entry(authors=ALAN)),
        digest(entry(arxiv="1901.00001", authors=ADA)),
    )
    assert len(desk.papers) == 3


def test_two_papers_of_one_title_are_each_known_again(desk: Desk) -> None:
    for trust in (30, 31):
        desk.put("a", digest(entry(authors=ADA), entry(authors=ALAN), trust=trust))
        desk.ingest()
    assert {facts.authors for facts in desk.papers.values()} == {ADA, ALAN}
    assert len(desk.papers) == 2


def test_an_author_is_the_same_with_the_surname_first_and_initials(desk: Desk) -> None:
    desk.take(digest(entry(authors=(Author("Jürgen Müller"),))), digest(entry(authors=(Author("Muller, J."),))))
    assert len(desk.papers) == 1


def test_prefaces_of_many_years_are_many_papers(desk: Desk) -> None:
    desk.take(*(digest(entry("Preface", published=year)) for year in ("2003", "2011", "2020")))
    assert len(desk.papers) == 3


def test_each_fact_is_from_the_source_that_knows_best(desk: Desk) -> None:
    desk.take(
        digest(entry("the curse of depth", "pasting", keywords=("layers",), venue="Mail"), trust=10),
        digest(entry("The Curse of Depth", "depth", authors=ADA, arxiv="2502.05795"), trust=60),
        digest(
            entry("Curse of depth", "bib", arxiv="2502.05795", authors=ALAN, venue="ICML", doi="10.1000/x"), trust=30
        ),
    )
    (page,) = desk.documents.papers
    assert page.paper.facts == Facts(
        title="The Curse of Depth",
        authors=ADA,
        arxiv="2502.05795",
        doi="10.1000/x",
        venue="ICML",
        keywords=("layers",),
    )
    assert "depth behaves" in page.paper.abstract
    source = ledger.digest(desk.files[page.source].encode())
    assert (ledger.read(Folder(desk.config.content), Report())[1] or {})[source].trust == 60
    assert page.ours


def test_an_id_never_changes(desk: Desk) -> None:
    desk.take(digest(entry(), trust=10), digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60))
    assert {name: facts.arxiv for name, facts in desk.papers.items()} == {"the-curse-of-depth": "2502.05795"}


def test_a_later_version_of_a_paper_is_believed(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth, Revised", arxiv="2502.05795", version="3"), trust=60),
        digest(entry("Depth", arxiv="2502.05795", version="1"), trust=60),
        digest(entry("Depth, Twice", arxiv="2502.05795", version="2"), trust=60),
    )
    assert desk.papers["2502.05795"].title == "Depth, Revised"


def test_a_source_that_is_read_only_in_part_keeps_what_it_knew(desk: Desk) -> None:
    desk.put("a", digest(entry("Depth", arxiv="2502.05795", version="3"), entry("Hope", arxiv="2502.00001"), trust=60))
    desk.put("b", digest(entry("The Curse of Depth", arxiv="2502.05795", version="4"), trust=60))
    desk.ingest()
    before = json.loads(desk.files["sources/ledger.json"])
    desk.put("a", digest(entry("Hope", arxiv="2502.00001"), trust=60))
    desk.received = {key: structs.replace(known, complete=False) for key, known in desk.received.items()}
    desk.ingest()
    assert json.loads(desk.files["sources/ledger.json"]) == before
    # so it is read again, and known again by the title that no page shows
    desk.take(digest(entry("Depth", venue="ICML"), trust=10))
    assert len(desk.papers) == 2


def test_the_class_in_an_old_arxiv_id_makes_no_other_paper(desk: Desk) -> None:
    desk.take(digest(entry("Knots", arxiv="math.GT/0309136")), digest(entry("On Knots", arxiv="math/0309136")))
    assert [facts.arxiv for facts in desk.papers.values()] == ["math/0309136"]


ABOUT_DEPTH = "Layers of language models are deep, and the deeper ones contribute less than anybody would expect. " * 2
ABOUT_RIVERS = (
    "Water runs downhill through valleys whose shapes follow from erosion, sediment and vegetation alike. " * 2
)


def test_a_second_paper_of_a_title_with_another_abstract_is_reported_and_kept(desk: Desk) -> None:
    told = [
        Entry(facts=Facts(title="Deep Currents"), abstract=((Span("text", words),),), line=line)
        for line, words in enumerate((ABOUT_DEPTH, ABOUT_RIVERS), 3)
    ]
    desk.take(digest(*told))
    assert len(desk.papers) == 2
    (found,) = desk.report.diagnostics
    assert (found.code, found.at and found.at.path.endswith("undated-1.jsonl"), found.severity) == (
        "same-title",
        True,
        "warning",
    )
    desk.put("undated-1", digest(*told, entry("Hope")))
    desk.ingest()
    assert len(desk.papers) == 3
    assert len(desk.report.diagnostics) == 1


def test_versions_of_one_paper_are_one_and_the_later_updates(desk: Desk) -> None:
    for version in ("1", "2"):
        desk.put(
            f"v{version}", digest(entry("Depth", arxiv="2502.05795", version=version, updated=f"2025-03-0{version}"))
        )
        (source,) = import_new(desk.config, desk.report, desk.received)[1]
        assert [(paper.is_new, paper.is_updated) for paper in source.papers] == [(version == "1", version == "2")]
    assert len(desk.papers) == 1


def test_links_of_all_sources_are_kept(desk: Desk) -> None:
    code, site = Link("code", "https://github.com/a/b"), Link("project", "https://a.github.io/")
    desk.take(
        digest(entry(links=(code,)), trust=10),
        digest(entry(links=(Link("code", "https://GitHub.com/a/b/"), site)), trust=60),
    )
    (facts,) = desk.papers.values()
    assert [link.kind for link in facts.links] == ["code", "project"]


def test_a_source_that_changes_takes_back_only_what_it_gave(desk: Desk) -> None:
    desk.put("a", digest(entry(authors=ADA, venue="ICML"), trust=60))
    desk.put("b", digest(entry(arxiv="2502.05795", keywords=("layers",)), trust=50))
    desk.ingest()
    desk.put("a", digest(entry(authors=ALAN), trust=60))
    desk.ingest()
    assert list(desk.papers.values()) == [
        Facts(title="The Curse of Depth", authors=ALAN, arxiv="2502.05795", keywords=("layers",))
    ]


def test_a_title_that_a_page_no_longer_shows_still_leads_to_it(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth"), trust=10),
        digest(entry("Depth", arxiv="2502.05795"), trust=30),
        digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60),
        digest(entry("Depth", authors=ADA), trust=10),
    )
    assert list(desk.papers.values()) == [Facts(title="The Curse of Depth", authors=ADA, arxiv="2502.05795")]


def test_an_editions_list_shows_the_better_title_that_came_later(desk: Desk) -> None:
    desk.take(digest(entry("curse of depth", arxiv="2502.05795"), trust=10, date="2025-03-28"))
    desk.take(digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60))
    assert "[The Curse of Depth]" in desk.files["editions/2025-03-28.md"]


def test_editions_keep_their_own_listings(desk: Desk) -> None:
    for day, votes in (("2025-03-28", 12), ("2025-04-02", 40)):
        desk.take(digest(entry(votes=votes), date=day))
    listed = {page.edition.date: page.edition.listings[0].votes for page in desk.documents.editions}
    assert listed == {"2025-03-28": 12, "2025-04-02": 40}
    assert len(desk.papers) == 1


def test_two_sources_of_a_day_are_one_list_with_what_both_know_of_it(desk: Desk) -> None:
    told = structs.replace(entry(votes=12), submitter="ada")
    desk.put("2025-03-28", digest(entry(votes=40), entry("Hope"), date="2025-03-28"))
    desk.put("2025-03-28-2", digest(entry("Quantized"), told, date="2025-03-28"))
    desk.ingest()
    (page,) = desk.documents.editions
    listed = [(listing.paper, listing.votes, listing.submitter) for listing in page.edition.listings]
    assert listed == [("the-curse-of-depth", 40, "ada"), ("hope", None, ""), ("quantized", None, "")]


def test_what_an_editor_added_does_not_keep_other_facts_from_coming(desk: Desk) -> None:
    desk.take(digest(entry("The curse of depth"), trust=10))
    desk.edit("papers/undated/the-curse-of-depth.md", "source:", 'topics: ["depth"]\nsource:')
    desk.take(digest(entry("The Curse of Depth", authors=ADA, arxiv="2502.05795"), trust=60))
    (facts,) = desk.papers.values()
    assert (facts.topics, facts.authors, facts.title) == (("depth",), ADA, "The Curse of Depth")
    desk.take(digest(entry("The Curse of Depth", venue="ICML", arxiv="2502.05795"), trust=30))
    (facts,) = desk.papers.values()
    assert (facts.topics, facts.venue) == (("depth",), "ICML")


def test_what_an_editor_wrote_otherwise_stays(desk: Desk) -> None:
    desk.take(digest(entry("The curse of depth", authors=ADA), trust=10))
    desk.edit("papers/undated/the-curse-of-depth.md", "Ada Lovelace", "Ada King, Countess of Lovelace")
    desk.take(digest(entry("The Curse of Depth", authors=(Author("A. Lovelace"), *ALAN), doi="10.1000/x"), trust=60))
    (facts,) = desk.papers.values()
    assert facts == Facts(title="The curse of depth", authors=(Author("Ada King, Countess of Lovelace"),))


def test_two_pages_that_turn_out_to_be_one_paper_are_joined(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth", authors=ADA), date="2025-03-28"),
        digest(entry("The Curse of Depth", arxiv="2502.05795"), date="2025-03-29"),
        digest(entry("Depth", arxiv="2502.05795"), trust=10),
    )
    (page,) = desk.documents.papers
    assert page.paper.facts.authors == ADA
    assert {page.paper.id, *page.paper.aliases} == {"depth", "2502.05795"}
    assert [len(edition.edition.listings) for edition in desk.documents.editions] == [1, 1]
    before = desk.files
    desk.ingest()
    assert desk.files == before


def test_pages_are_not_joined_over_what_an_editor_wrote(desk: Desk) -> None:
    desk.take(digest(entry("Depth")), digest(entry("The Curse of Depth", arxiv="2502.05795")))
    for name in ("depth", "2502.05795"):
        desk.edit(f"papers/undated/{name}.md", 'generated: "', 'rating: "5"\ngenerated: "')
    desk.take(digest(entry("Depth", arxiv="2502.05795"), trust=10))
    assert len(desk.documents.papers) == 2
    assert desk.findings == ["warning[same-paper]"]


def test_a_deleted_paper_stays_deleted_though_its_source_calls_it_otherwise(desk: Desk) -> None:
    desk.put("a", digest(entry(arxiv="2502.05795"), trust=60))
    desk.put("b", digest(entry(venue="Mail"), trust=10))
    desk.ingest()
    (desk.config.content / "papers/undated/2502.05795.md").unlink()
    for name, trust in (("a", 60), ("b", 10)):
        desk.put(name, digest(entry(arxiv="2502.05795" if trust == 60 else "", venue="ICML"), trust=trust))
    desk.ingest()
    assert desk.papers == {}


def test_facts_that_no_page_can_hold_are_left_out(desk: Desk) -> None:
    odd = entry(
        "A  title\u2028on two\nlines",
        authors=(Author(" "), Author("Ada\tLovelace")),
        published="March",
        doi="none",
        arxiv="x",
        links=(Link("code", "javascript:alert(1)"),),
    )
    desk.take(digest(odd))
    (page,) = desk.documents.papers
    assert page.paper.facts == Facts(title="A title on two lines", authors=ADA)
    assert page.ours


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
        assert all(page.ours for page in self._documents.papers)
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
@settings(max_examples=50, deadline=None)
def test_one_after_the_other_is_as_all_at_once_to_the_byte(digests: list[Digest], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(digests))))
    one_by_one, at_once = taken(digests, ([number] for number in order)), taken(digests, [range(len(digests))])
    assert one_by_one.pages == at_once.pages
    assert one_by_one.ledger == at_once.ledger


@given(collections(), st.data())
@settings(max_examples=80, deadline=None)
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


@given(st.lists(anything(), max_size=3), WORDS)
@settings(max_examples=100, deadline=None)
def test_whatever_a_source_tells_the_pages_read_back_as_they_were_written(entries: list[Entry], curator: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.put("2025-03-28", digest(*entries, date="2025-03-28", curator=curator))
        desk.ingest()
        assert all(page.ours for page in desk.documents.papers)
        assert all(page.ours for page in desk.documents.editions)
        before = desk.files
        desk.put("2025-03-28", digest(*entries, date="2025-03-28", curator=curator, trust=31))
        desk.ingest()
        changed = {path for path, text in desk.files.items() if before.get(path) != text}
        assert changed <= {"sources/2025-03-28.jsonl", "sources/ledger.json"}
