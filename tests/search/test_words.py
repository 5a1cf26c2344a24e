"""Words as people write them find the papers that write them otherwise, in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.search.query import search
from tests.search_site import answers, catalog, write

TABLE = [
    (query, papers, tried)
    for line in (Path(__file__).parent / "words.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for query, papers, tried in (line.split("\t"),)
]
PAPERS = (
    ("jose", "A Corpus", "Naming.", ("José García", "Søren Sørensen")),
    ("jos", "The jos corpus", "Slovene, by jose.", ()),
    ("uber", "Übersicht über Städte", "A naïve view.", ()),
    ("bert", "Better BERT", "Encoders.", ()),
    ("cyrillic", "Привет", "Нейронные сети.", ("Иванов",)),
    ("greek", "Ο λόγος", "Γλώσσα.", ()),
    ("arabic", "شبكة عصبية", "تعلم.", ()),
    ("cjk", "面向BERT模型", "方法。", ()),
    ("he", "Residuals", "Depth.", ("Kaiming He",)),
    ("an", "Things", "Matter.", ("You An",)),
    ("attention", "Attention Is All You Need", "Attention.", ()),
    ("zero-shot", "Zero-Shot Transfer", "Zero zero, shot shot.", ()),
    ("multimodal", "Multimodal Fusion", "Joined.", ()),
    ("gpt4", "GPT4 at Work", "Tests.", ()),
    ("four-bit", "4 bit Weights", "Small.", ()),
    ("flowar", "FlowAR", "Fast.", ()),
    ("tokenization", "Tokenization", "Cuts.", ()),
    ("behaviour", "Behaviour", "Acts.", ()),
    ("modelling", "Modelling", "Forms.", ()),
    ("labeled", "Labeled Sets", "Marks.", ()),
    ("typo", "Newtorks", "Wrong.", ()),
    *((f"net{number}", "Networks", "Networks.", ()) for number in range(9, 0, -1)),
    ("square", "On x^2 and E=mc^2", "Squares.", ()),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    many = [(f"more{number}", "Networks", "Networks.", ()) for number in range(60)]
    papers = replace(catalog([*many, *PAPERS]), topics=(), topics_of={})
    return write(tmp_path_factory.mktemp("site"), papers)


def ids(papers: list[str]) -> str:
    return " ".join(paper for paper in papers if not paper.startswith("more")) or "-"


@pytest.mark.parametrize(("query", "papers", "tried"), TABLE)
def test_the_terminal_finds_the_word(site: Path, query: str, papers: str, tried: str) -> None:
    assert ids([hit.id for hit in search(site, query, limit=None)]) == papers


def test_the_browser_finds_the_word_and_says_what_it_tried(site: Path) -> None:
    for (query, papers, tried), answer in zip(
        TABLE, answers(site, *({"query": query, "limit": 200} for query, _, _ in TABLE)), strict=True
    ):
        assert (query, ids([one["id"] for one in answer["results"]])) == (query, papers)
        scores = [(hit.id, hit.score) for hit in search(site, query, limit=None)]
        assert (query, scores) == (query, [(one["id"], one["score"]) for one in answer["results"]])
        said = " ".join(word for note in answer["notes"] for word in note["tried"]).lower()
        assert (query, said) == (query, tried)


def test_what_is_found_in_other_letters_is_marked(site: Path) -> None:
    name, word, family = answers(site, {"query": "jose garcia"}, {"query": "uber"}, {"query": "kaiming he"})
    assert name["results"][0]["marks"]["authors"] == [[0, 4, 5, 11], []]
    assert word["results"][0]["marks"]["title"] == [10, 14]
    assert family["results"][0]["marks"]["authors"] == [[0, 7, 8, 10]]


def test_lunr_order_keeps_the_words_of_lunr(site: Path) -> None:
    assert "uber" not in [hit.id for hit in search(site, "uber", "lunr")]
    assert search(site, "zeroshot", "lunr") == []


def test_papers_that_have_the_readers_form_of_a_word_go_first(tmp_path: Path) -> None:
    forms = [(f"{word}{number}", f"On {word}", "Text.", ()) for number in range(4) for word in ("network", "networks")]
    site = write(tmp_path, catalog(forms))
    for query in ("network", "networks"):
        found = [hit.id.rstrip("0123") for hit in search(site, query, limit=None)]
        own = found.count(query)
        assert found[:own] == [query] * own, query
        assert [one["id"].rstrip("0123") for one in answers(site, {"query": query, "limit": 20})[0]["results"]] == found
