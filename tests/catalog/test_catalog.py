"""What a reader finds in a catalog: order, appearances, weeks, months, authors."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import routes
from sitegen.catalog.authors import find_authors
from sitegen.config import Config
from sitegen.config.settings import TopicSettings
from sitegen.model import Author, Catalog, Edition, Facts, FreePage, Listing, Paper
from sitegen.topics import TopicEntry, Vocabulary
from tests.catalogs import assemble, related_papers


def paper(
    identifier: str, title: str = "", *, authors: Sequence[str] = (), published: str = "", text: str = ""
) -> Paper:
    facts = Facts(title=title or identifier, authors=tuple(map(Author, authors)), published=published)
    return Paper(id=identifier, facts=facts, plain=text, abstract=text, path=f"papers/2025/{identifier}.md")


def edition(date: str, *listed: str, votes: Sequence[int | None] = ()) -> Edition:
    counts = [*votes, *[None] * len(listed)]
    listings = (Listing(paper=name, rank=rank, votes=counts[rank - 1]) for rank, name in enumerate(listed, 1))
    return Edition(date=date, listings=tuple(listings), path=f"editions/{date}.md")


def catalogue(
    papers: Sequence[Paper],
    editions: Sequence[Edition] = (),
    pages: Sequence[FreePage] = (),
    config: Config | None = None,
) -> Catalog:
    return assemble(papers, editions, pages, config or Config())


def test_papers_stand_by_first_listing_then_by_place_in_it() -> None:
    papers = [paper(name) for name in ("late", "second", "first")]
    editions = [edition("2025-03-02", "first", "late"), edition("2025-03-01", "first", "second")]
    assert list(catalogue(papers, editions).papers) == ["first", "second", "late"]


def test_papers_never_listed_stand_by_date_of_publication() -> None:
    papers = [paper("new", published="2025-04"), paper("old", published="2024"), paper("listed")]
    assert list(catalogue(papers, [edition("2025-03-01", "listed")]).papers) == ["old", "listed", "new"]


def test_a_paper_knows_each_of_its_listings() -> None:
    editions = [edition("2025-03-02", "a"), edition("2025-03-01", "b", "a")]
    found = catalogue([paper("a"), paper("b")], editions).appearances["a"]
    assert [(appearance.date, appearance.listing.rank) for appearance in found] == [
        ("2025-03-01", 2),
        ("2025-03-02", 1),
    ]


def test_a_listing_of_a_hidden_paper_leaves_no_gap() -> None:
    (only,) = catalogue([paper("a"), paper("c")], [edition("2025-03-01", "a", "hidden", "c")]).editions
    assert [(listing.rank, listing.paper) for listing in only.listings] == [(1, "a"), (2, "c")]


def test_free_pages_stand_by_slug() -> None:
    pages = [FreePage(slug="imprint", title="Imprint", body=""), FreePage(slug="about", title="About", body="")]
    assert [page.slug for page in catalogue([], pages=pages).pages] == ["about", "imprint"]


def test_weeks_and_months_exist_only_where_they_join_several_editions() -> None:
    days = ["2024-12-30", "2025-01-02", "2025-01-31", "2025-03-28"]
    catalog = catalogue([paper("a")], [edition(day, "a") for day in days])
    # the 30th of December 2024 belongs to the first ISO week of 2025
    assert [(week.key, week.editions) for week in catalog.weeks] == [("2025-W01", ("2024-12-30", "2025-01-02"))]
    assert [(month.key, month.editions) for month in catalog.months] == [("2025-01", ("2025-01-02", "2025-01-31"))]


def test_a_week_shows_each_paper_once_most_votes_first() -> None:
    monday = edition("2025-03-24", "a", "b", "c", votes=[5, 3, None])
    tuesday = edition("2025-03-25", "b", "d", votes=[9, 5])
    # a source that tells no votes takes none away
    wednesday = edition("2025-03-26", "b", votes=[None])
    (week,) = catalogue([paper(name) for name in "abcd"], [tuesday, wednesday, monday]).weeks
    assert week.papers == ("b", "a", "d", "c")


def test_a_paper_without_any_votes_comes_before_one_of_which_none_are_known() -> None:
    days = [edition("2025-03-24", "a", "b", votes=[None, 0]), edition("2025-03-25", "c", votes=[1])]
    (week,) = catalogue([paper(name) for name in "abc"], days).weeks
    assert week.papers == ("c", "b", "a")


def test_a_week_without_votes_keeps_the_order_of_listing() -> None:
    (week,) = catalogue(
        [paper(name) for name in "abc"], [edition("2025-03-25", "a", "c"), edition("2025-03-24", "b", "a")]
    ).weeks
    assert week.papers == ("b", "a", "c")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("José M. García", "Jose M Garcia"),
        ("José Díaz", "Jose Diaz"),
        ("J.-P. Serre", "J P Serre"),
        ("Ada Lovelace", "ADA LOVELACE"),
        ("Ada Lovelace", "Ada  Lovelace"),
        ("Łukasz Kaiser", "ŁUKASZ KAISER"),
        ("Łukasz Kaiser", "Lukasz Kaiser"),
        ("山田 太郎", "山田太郎"),
        ("김 철수", "김철수"),
    ],
)
def test_one_person_spelt_in_two_ways_has_one_page_under_the_name_that_keeps_more(name: str, other: str) -> None:
    (author,) = catalogue([paper("a", authors=[name]), paper("b", authors=[other])]).authors
    assert author.name == name


@pytest.mark.parametrize(
    "names", [("J. Smith", "John Smith"), ("Wei Li", "Wei Liu"), ("Anna Bo", "Ann Abo"), ("かとう", "がとう")]
)
def test_names_that_may_be_two_people_stay_two(names: tuple[str, str]) -> None:
    assert not catalogue([paper(f"p{number}", authors=[name]) for number, name in enumerate(names)]).authors


def test_an_author_lists_papers_newest_first_and_shows_the_name_as_mostly_spelt() -> None:
    papers = [paper("a", authors=["Jose Diaz"]), paper("b", authors=["José Díaz"]), paper("c", authors=["Jose Diaz"])]
    (author,) = catalogue(papers, [edition("2025-03-01", "a"), edition("2025-03-02", "b", "c")]).authors
    assert (author.name, author.slug, author.papers) == ("Jose Diaz", "jose-diaz", ("b", "c", "a"))


def test_an_author_named_twice_in_one_paper_has_one_paper() -> None:
    twice = (Author("Ada Lovelace"), Author("ada lovelace"))
    assert find_authors({"a": twice}, ["a"], 2) == ((), {})


def test_the_editor_says_how_many_papers_make_an_author_page() -> None:
    papers = [paper("a", authors=["Ada Lovelace"])]
    assert not catalogue(papers).authors
    assert catalogue(papers, config=Config(author_pages=1)).authors


def test_names_in_other_scripts_have_slugs_of_their_own() -> None:
    papers = [paper(f"p{number}", authors=["王伟", "李娜", "Index", "…"]) for number in range(2)]
    slugs = [author.slug for author in catalogue(papers).authors]
    assert len(set(slugs)) == 3
    assert all(slug.isascii() and slug not in ("", "index") for slug in slugs)


# -- laws ------------------------------------------------------------------------------------------------------------

_IDS = st.sampled_from([f"paper-{number}" for number in range(12)])
_DATES = st.dates().map(str) | st.integers(1, 28).map(lambda day: f"2025-03-{day:02}")
_VOCABULARY = ("vector", "quantization", "language", "models", "LLMs", "for", "Graph", "networks", "Index", "α", "王")
_WORDS = st.lists(st.sampled_from(_VOCABULARY), max_size=12).map(" ".join)
_NAMES = st.sampled_from(["Ada Lovelace", "ada lovelace", "A. Lovelace", "王伟", "Con", "Index", "İpek Şahin", ""])


@st.composite
def papers_of(draw: st.DrawFn) -> list[Paper]:
    identifiers = draw(st.lists(_IDS, unique=True, max_size=8))
    return [
        Paper(
            id=name,
            facts=Facts(
                title=draw(_WORDS) or name,
                authors=tuple(map(Author, draw(st.lists(_NAMES, max_size=3)))),
                topics=tuple(draw(st.lists(_WORDS, max_size=2))),
                published=draw(st.sampled_from(["", "2024", "2025-02"])),
            ),
            plain=draw(_WORDS),
            path=f"papers/{name}.md",
        )
        for name in identifiers
    ]


@st.composite
def editions_of(draw: st.DrawFn) -> list[Edition]:
    dates = draw(st.lists(_DATES, unique=True, max_size=5))
    votes = st.none() | st.integers(0, 50)
    return [
        edition(date, *draw(st.lists(_IDS, unique=True, max_size=6)), votes=draw(st.lists(votes, max_size=6)))
        for date in dates
    ]


@given(papers_of(), editions_of(), st.randoms(use_true_random=False))
def test_a_catalog_does_not_depend_on_the_order_of_what_it_is_made_from(papers, editions, random) -> None:  # type: ignore[no-untyped-def]
    shuffled_papers, shuffled_editions = papers.copy(), editions.copy()
    random.shuffle(shuffled_papers)
    random.shuffle(shuffled_editions)
    one, other = catalogue(papers, editions), catalogue(shuffled_papers, shuffled_editions)
    assert one == other
    assert list(one.papers) == list(other.papers)


@given(papers_of(), editions_of())
def test_every_relation_leads_to_papers_of_the_catalog_each_once(papers: list[Paper], editions: list[Edition]) -> None:
    catalog = catalogue(papers, editions)
    related = related_papers(catalog)
    assert catalog.papers.keys() == {paper.id for paper in papers}
    lists = [
        *(period.papers for period in (*catalog.weeks, *catalog.months)),
        *(topic.papers for topic in catalog.topics),
        *(author.papers for author in catalog.authors),
        *(tuple(listing.paper for listing in edition.listings) for edition in catalog.editions),
        *(tuple(other.paper for other in found) for found in related.values()),
    ]
    for listed in lists:
        assert len(set(listed)) == len(listed)
        assert catalog.papers.keys() >= set(listed)
    assert all(identifier not in {one.paper for one in found} for identifier, found in related.items())
    slugs = {topic.slug: set(topic.papers) for topic in catalog.topics}
    for identifier, carried in catalog.topics_of.items():
        assert carried
        assert all(identifier in slugs[slug] for slug in carried)
    assert sum(map(len, slugs.values())) == sum(map(len, catalog.topics_of.values()))


@given(papers_of(), editions_of())
def test_all_routes_are_unique_without_regard_to_case(papers: list[Paper], editions: list[Edition]) -> None:
    catalog = catalogue(papers, editions, config=Config(author_pages=1))
    found = [
        routes.TOPICS,
        routes.AUTHORS,
        routes.PAPERS,
        routes.ARCHIVE,
        *map(routes.paper, catalog.papers),
        *(routes.topic(topic.slug) for topic in catalog.topics),
        *(routes.author(author.slug) for author in catalog.authors),
        *(routes.edition(edition.date) for edition in catalog.editions),
        *(routes.period(period.key) for period in (*catalog.weeks, *catalog.months)),
    ]
    assert len({route.casefold() for route in found}) == len(found)
    assert all(route.isascii() for route in found)


@given(papers_of(), editions_of(), _IDS)
def test_a_paper_that_is_removed_leaves_no_trace(papers: list[Paper], editions: list[Edition], gone: str) -> None:
    rest = [paper for paper in papers if paper.id != gone]
    without = [
        Edition(
            date=edition.date,
            path=edition.path,
            listings=tuple(listing for listing in edition.listings if listing.paper != gone),
        )
        for edition in editions
    ]
    assert catalogue(rest, editions) == catalogue(rest, without)


@given(papers_of(), editions_of())
def test_new_papers_append(papers: list[Paper], editions: list[Edition]) -> None:
    before = [known for known in catalogue(papers, editions).papers if any(known in _listed(day) for day in editions)]
    tomorrow = edition("9999-12-31", "new", *before)
    after = list(catalogue([*papers, paper("new")], [*editions, tomorrow]).papers)
    assert after[-1] == "new"


def _listed(day: Edition) -> set[str]:
    return {listing.paper for listing in day.listings}


_ROWS = st.tuples(st.text(max_size=40), st.text(max_size=80), st.text(max_size=10), st.text(max_size=10))


@given(st.lists(_ROWS, max_size=5))
def test_any_text_whatever_can_be_a_title_an_abstract_a_label_a_name_or_a_rule(rows: list[tuple[str, ...]]) -> None:
    papers = [
        Paper(id=f"p{number}", facts=Facts(title=title, topics=(label,), authors=(Author(name),)), plain=text)
        for number, (title, text, label, name) in enumerate(rows)
    ]
    config = Config(author_pages=1, topics=TopicSettings(minimum=1))
    assert len(catalogue(papers, config=config).papers) == len(rows)
    entries = [
        TopicEntry(slug=f"t{number}", label=label, spellings=(title, name), ban=number == 2, merge="t0")
        for number, (title, _, label, name) in enumerate(rows, 1)
    ]
    vocabulary = Vocabulary((TopicEntry(slug="t0", label="bees"), *entries))
    assert len(assemble(papers, config=config, vocabulary=vocabulary).papers) == len(rows)
