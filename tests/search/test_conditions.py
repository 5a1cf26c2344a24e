"""Phrases, fields and signs: what a query demands, in the terminal and in the browser."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest

from sitegen.model import Appearance, Author, AuthorEntry, Catalog, Facts, Link, Listing, Paper, Topic
from sitegen.search.query import Note, search
from tests.search_site import answers, catalog, real_papers, write

PAPERS = {
    "2503.02130": Facts(
        title="The Curse of Depth",
        authors=(Author("Li Wang"), Author("Ada Lovelace")),
        published="2025-03-04",
        arxiv="2503.02130",
        doi="10.18653/v1/2025.iclr-main.7",
        venue="ICLR 2025",
        links=(Link("code", "https://example.org"),),
    ),
    "transport": Facts(
        title="Optimal Transport — a Survey",
        authors=(Author("Xiao Li Wang"), Author("José García")),
        published="2024-12",
        doi="10.1145/3292500.3330701",
        venue="Proceedings of ICLR",
    ),
    "math-0309136": Facts(
        title="On Transport of Optimal Mass",
        authors=(Author("Ada Li"),),
        published="2003",
        arxiv="math/0309136",
        doi="10.1000/Mass.3",
    ),
    "undated": Facts(
        title="面向大模型的注意力机制", authors=(Author("王小明"), Author("An He")), doi="10.1000/Men%3C3"
    ),
}
TEXTS = {
    "2503.02130": "Depth is a curse, and the curse of depth is not all you need.",
    "transport": "We survey optimal transport. The naïve café’s state-of-the-art.",
    "math-0309136": "Transport that is optimal, of mass; all you may need.",
    "undated": "注意力は重要です。",
}
QUERIES = {
    # phrases
    '"optimal transport"': "transport",
    '"transport optimal"': "-",
    '"transport is optimal"': "-",
    '"curse of depth"': "2503.02130",
    '"The Curse of Depth" survey': "2503.02130",
    '"all you need"': "2503.02130",
    '"depth is a curse and the"': "2503.02130",
    # no phrase runs from one field, or one name, into the next
    '"a survey we survey"': "-",
    '"wang ada"': "-",
    # signs and accents do not matter, words do
    '"Naive Cafe\'s state of the art"': "transport",
    '"optimal transports"': "-",
    '"注意力机制"': "undated",
    '"力机"': "undated",
    '"机力"': "-",
    '"the"': "transport 2503.02130",
    '"to be or not to be"': "-",
    '-"optimal transport" transport': "math-0309136",
    '-"optimal transport"': "undated math-0309136 2503.02130",
    "transport -state-of-the-art": "math-0309136",
    # fields
    "title:survey": "transport",
    "title:depth": "2503.02130",
    "title:optimal/mass": "math-0309136",
    'title:"of depth"': "2503.02130",
    'abstract:"curse of depth"': "2503.02130",
    "title:state-of-the-art": "-",
    "abstract:state-of-the-art": "transport",
    "author:wang": "2503.02130 transport",
    'author:"li wang"': "2503.02130",
    'author:"Xiao Li"': "transport",
    # a family name may stand before a comma, as indexes have it
    'author:"Wang, Li"': "2503.02130",
    'author:"Li Wang, Xiao"': "transport",
    'author:"Ada, Li"': "math-0309136",
    'title:"Transport, Optimal"': "-",
    'author:"王小明"': "undated",
    'author:"jose garcia"': "transport",
    'topic:"mass transport"': "math-0309136 transport",
    'topic:"earth moving"': "math-0309136 transport",
    'topic:"earth"': "-",
    "topic:moving": "-",
    'topic:"mass"': "math-0309136 transport",
    "topic:mass": "math-0309136 transport",
    # a word may be an earlier name of a topic, which no label has
    "topic:haulage": "math-0309136 transport",
    "topic:Curse": "math-0309136 transport",
    "survey topic:haulage": "transport math-0309136",
    # also one that is too common to be searched for
    "topic:it": "math-0309136 transport",
    "+survey topic:it": "transport",
    "+survey topic:haulage": "transport",
    "-topic:haulage": "undated 2503.02130",
    "transport -topic:haulage": "-",
    'topic:"other"': "-",
    "venue:iclr": "transport 2503.02130",
    'venue:"ICLR 2025"': "2503.02130",
    "venue:ACL": "-",
    # alternatives, and what each value is needed of
    'author:"li wang" author:"ada li"': "math-0309136 2503.02130",
    "author:wang author:lovelace": "2503.02130 transport",
    "+author:wang +author:lovelace": "2503.02130",
    "author:wang title:optimal": "transport",
    "author:wang -author:lovelace": "transport",
    "transport +survey": "transport",
    # numbers
    "year:2024": "transport",
    "year:2024..2025": "transport 2503.02130",
    "year:2024 year:2003": "math-0309136 transport",
    "year:..2024": "math-0309136 transport",
    "year:<2024": "math-0309136",
    "year:>2003": "transport 2503.02130",
    "date:2025-03": "2503.02130",
    "date:>2025-02": "2503.02130",
    "date:>2025": "-",
    "date:<2025-03": "math-0309136 transport",
    "date:2024-12..2025-03-04": "transport 2503.02130",
    "date:>=2025-03-05": "-",
    "-year:2025": "undated math-0309136 transport",
    "votes:>10": "transport",
    "votes:7": "2503.02130",
    "votes:..11": "transport 2503.02130",
    "votes:>11": "-",
    "votes:<11": "2503.02130",
    "has:code": "2503.02130",
    "-has:code year:2024": "transport",
    "transport year:2003": "math-0309136",
    # a word that all papers have divides them no further, one that none has leaves none
    "the year:2024": "transport",
    "zeppelin year:2024": "-",
    # identifiers
    "id:2503.02130": "2503.02130",
    "id:transport": "transport",
    "id:10.1145/3292500.3330701": "transport",
    "id:Transport": "transport",
    "id:10.1000/MASS.3": "math-0309136",
    "id:nothing": "-",
    # an id that may be the ACL's is no longer one where no paper has its DOI
    "aclanthology.org/2025.iclr-main.7/": "2503.02130",
    "survey 2025.iclr-main.8": "transport",
    "2503.02130": "2503.02130",
    "arXiv:2503.02130v2": "2503.02130",
    "https://arxiv.org/pdf/2503.02130": "2503.02130",
    "math.GT/0309136": "math-0309136",
    "https://doi.org/10.1145/3292500.3330701": "transport",
    "10.1000/mass.3": "math-0309136",
    # whether its percent codes were kept or not
    "https://doi.org/10.1000/Men%3C3": "undated",
    "10.1000/men<3": "undated",
    "id:10.1000/men<3": "undated",
    "9912.99999": "-",
    "https://arxiv.org/abs/2502.99999": "-",
    "curse 2502.99999": "2503.02130",
    "curse arXiv:2503.02130v2 [cs.LG] 4 Mar 2025": "2503.02130",
    "(10.1145/3292500.3330701), 2503.02130; 2502.99999": "transport 2503.02130",
}
"""Queries, and the papers they find, best first, or newest first where nothing is scored."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = {paper: Paper(id=paper, facts=facts, plain=TEXTS[paper]) for paper, facts in PAPERS.items()}
    votes = {"2503.02130": 7, "transport": 11}
    made = Catalog(
        papers=papers,
        appearances={
            paper: (Appearance("", Listing(paper=paper, rank=1, votes=number)),) for paper, number in votes.items()
        },
        topics=(
            Topic(
                slug="mass-transport",
                label="mass transport",
                papers=("transport", "math-0309136"),
                names=("Earth Moving", "Haulage", "Curse", "It"),
            ),
        ),
        topics_of={"transport": ("mass-transport",), "math-0309136": ("mass-transport",)},
        authors=(
            AuthorEntry(slug="li-wang", name="Li Wang", papers=("2503.02130",)),
            AuthorEntry(slug="plato", name="Plato", papers=()),
        ),
        author_of={"Li Wang": "li-wang", "Plato": "plato"},
    )
    return write(tmp_path_factory.mktemp("site"), made)


def found(site: Path, query: str, rank: str = "default") -> list[tuple[str, float]]:
    return [(hit.id, hit.score) for hit in search(site, query, rank, None).hits]


@pytest.mark.parametrize(("query", "expected"), QUERIES.items())
def test_the_terminal_finds_what_the_table_says(site: Path, query: str, expected: str) -> None:
    papers = [paper for paper, _ in found(site, query)]
    scored = any(score for _, score in found(site, query))
    assert (" ".join(sorted(papers) if scored else papers) or "-") == (
        " ".join(sorted(expected.split())) if scored else expected
    )


@pytest.mark.parametrize("rank", ["default", "lunr"])
def test_the_browser_finds_the_same(site: Path, rank: str) -> None:
    for query, answer in zip(
        QUERIES, answers(site, *({"query": query, "rank": rank} for query in QUERIES)), strict=True
    ):
        ours = found(site, query, rank)
        assert (query, ours) == (query, [(one["id"], one["score"]) for one in answer["results"]])


def test_what_no_paper_has_is_said(site: Path) -> None:
    phrase, unknown = answers(site, {"query": '"transport optimal"'}, {"query": "qzxqzx year:2024"})
    assert [(note["code"], note["word"]) for note in phrase["notes"]] == [("no_phrase", "transport optimal")]
    assert [(note["code"], note["word"]) for note in unknown["notes"]] == [("unknown", "qzxqzx")]


def test_lunr_order_takes_the_fields_that_lunr_does_not_know(site: Path) -> None:
    assert [paper for paper, _ in found(site, "transpor* year:2003", "lunr")] == ["math-0309136"]
    assert [paper for paper, _ in found(site, 'transport^2 author:"jose garcia"', "lunr")] == ["transport"]
    assert [paper for paper, _ in found(site, "year:2024..", "lunr")] == ["transport", "2503.02130"]


def test_an_identifier_leads_to_its_paper(site: Path) -> None:
    queries = ["arxiv.org/abs/2503.02130", "id:2503.02130", "2503.02130 math.GT/0309136", "2503.02130 2502.99999"]
    assert [answer["direct"] for answer in answers(site, *({"query": query} for query in queries))] == [
        True, False, False, False
    ]  # fmt: skip


def test_that_no_paper_has_an_identifier_is_said(site: Path) -> None:
    query = "2503.02130 https://arxiv.org/abs/2502.99999"
    (answer,) = answers(site, {"query": query})
    assert answer["notes"] == [{"code": "not_here", "word": "2502.99999", "tried": []}]
    assert search(site, query).notes == [Note("not_here", "2502.99999")]


def test_a_full_name_offers_the_authors_page(site: Path) -> None:
    own = ["li wang", "Li  WANG", 'author:"Li Wang"', 'author:"Wang, Li"']
    names = [*own, "wang li", "xiao li wang", "wang", "-li wang", "plato"]
    expected = [("Li Wang", "authors/li-wang.html")] * 4 + [None] * 5
    assert [search(site, name).author for name in names] == expected
    offered = [answer["author"] for answer in answers(site, *({"query": name} for name in names))]
    assert [one and one["url"].removeprefix("http://site.test/") for one in offered] == [
        one and one[1] for one in expected
    ]


def plain(text: str) -> str:
    """A text as a reader compares it: words in lower case without accents, a space around each and each ideograph."""
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    text = re.sub("([\u3005-\u9fff])", r" \1 ", text)
    return " ".join(["", *re.findall(r"\w+", text.lower()), ""])


def assert_phrases_are_exact(papers: Catalog, folder: Path, count: int) -> None:
    """Ask for stretches of the papers' texts, as they are and with a word missing, and scan all texts for them."""
    site = write(folder, papers)
    labels = {topic.slug: topic.label for topic in papers.topics}
    texts = {
        paper.id: [
            *map(plain, (paper.title, paper.text)),
            *(plain(author.name) for author in paper.facts.authors),
            *(plain(labels[slug]) for slug in papers.topics_of.get(paper.id, ())),
        ]
        for paper in papers.papers.values()
    }
    dice = random.Random(7)
    queries = []
    for paper in dice.choices(list(papers.papers.values()), k=count):
        words = plain(dice.choice([paper.title, paper.text])).split() or ["nothing"]
        start = dice.randrange(len(words))
        phrase = words[start : start + dice.randint(1, 5)]
        queries.append(" ".join(phrase))
        queries.append(" ".join(phrase[:1] + phrase[2:]))
    scans = [
        {paper for paper, fields in texts.items() if any(f" {query} " in text for text in fields)} for query in queries
    ]
    for query, scan in zip(queries, scans, strict=True):
        assert (query, {paper for paper, _ in found(site, f'"{query}"')} ^ scan) == (query, set())
    totals = [answer["total"] for answer in answers(site, *({"query": f'"{query}"'} for query in queries))]
    assert totals == [len(scan) for scan in scans]


def test_a_phrase_finds_what_a_scan_of_the_texts_finds(tmp_path: Path) -> None:
    plain_papers = catalog()
    ascii_only = {
        key: paper
        for key, paper in plain_papers.papers.items()
        if f"{paper.title}{paper.text}".isascii() and "$" not in paper.title
    }
    assert_phrases_are_exact(Catalog(papers=ascii_only), tmp_path, 60)


@pytest.mark.shared
@pytest.mark.slow
def test_a_phrase_of_real_papers_finds_what_a_scan_of_the_texts_finds(tmp_path: Path, shared: Path) -> None:
    assert_phrases_are_exact(real_papers(shared / "data/acl/sample-2k.jsonl.gz"), tmp_path, 150)


def test_where_no_paper_has_votes_code_or_a_date_a_query_for_them_finds_none(tmp_path: Path) -> None:
    site = write(tmp_path, Catalog(papers={"bare": Paper(id="bare", facts=Facts(title="Bare"), plain="")}))
    queries = ["votes:>1", "has:code", "year:2025", "-has:code bare"]
    found = [[hit.id for hit in search(site, query).hits] for query in queries]
    assert found == [[], [], [], ["bare"]]
    asked = answers(site, *({"query": query} for query in queries))
    assert [[one["id"] for one in answer["results"]] for answer in asked] == found


def test_a_word_far_down_a_very_long_text_is_found_in_its_own_paper(tmp_path: Path) -> None:
    papers = [("book", "A Book of Heaps", f"{'sand ' * 2**14}behind", ()), ("note", "A Note", "Short.", ())]
    site = write(tmp_path, catalog(papers))
    assert [hit.id for hit in search(site, '"behind"').hits] == ["book"]
    (answer,) = answers(site, {"query": '"behind"'})
    assert [one["id"] for one in answer["results"]] == ["book"]
