"""Searching a built site: Lunr's order to the last digit, and a default order that readers can live with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index
from lunr.pipeline import Pipeline
from lunr.token import Token

from sitegen.diagnostics import UsageError
from sitegen.search.query import search
from sitegen.text.tokens import STOP_WORDS, query_terms
from tests.search_site import PAPERS, answers, catalog, node, real_papers, write

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "queries.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ANYTHING = [
    "a:b", "^", "~~", '"', "title:", "foo:bar", "C++ -", "- - -", "*", "**", "+", "~", "x" * 3000, "word " * 300,
    "😀", "面向大模型", "大", "<script>", "attention~", "attention^3~1", "\\", "\\ ", "title:title:x", "+the", "the of",
    "", "   ", "\u2028", "surv*y", "*ttention", "attention^" + "9" * 400, "attention^0", "a~99", "\ud800", "a\ud800b",
    "constructor __proto__ hasOwnProperty", "surveys:", "state-of-the-art", "GPT-4", "e.g.", "café", "O'Brien",
    "k-means", "Title:survey", "注意~1", "大模~ attention", "surweyxy~3", "vectors/attention",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("site"), catalog())


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    return write(tmp_path_factory.mktemp("real"), real_papers(shared / "data/acl/sample-2k.jsonl.gz"))


def ids(site: Path, query: str, rank: str = "default") -> list[str]:
    return [hit.id for hit in search(site, query, rank).hits]


def test_the_browser_ranks_as_lunr_js_does(site: Path) -> None:
    report = node("exact.mjs", site, "8")
    assert report["differences"] == 0, report["first"]
    assert report["kinds"] >= 20
    assert report["found"] > 300


@pytest.mark.shared
@pytest.mark.slow
def test_the_browser_ranks_two_thousand_papers_as_lunr_js_does(real_site: Path) -> None:
    report = node("exact.mjs", real_site, "50")
    assert report["differences"] == 0, report["first"]
    assert report["queries"] >= 2000
    assert report["kinds"] >= 20


def lunr_py(site: Path) -> Index:
    """The standard index in lunr.py, with the pipeline that its names stand for in lunr.js."""
    index = Index.load((site / "search/lunr.json").read_text("utf-8"))

    def as_terms(token: Token, place: int | None = None, tokens: Any = None) -> list[Token]:
        return [Token(found) for found in query_terms(str(token))]

    Pipeline.register_function(as_terms, "as-terms")
    index.pipeline.reset()
    index.pipeline.add(as_terms)
    return index


def assert_terminal_ranks_as_lunr_py(site: Path, queries: list[str]) -> None:
    index = lunr_py(site)
    for query in queries:
        expected = [(found["ref"], found["score"]) for found in index.search(query)]
        assert (query, [(hit.id, hit.score) for hit in search(site, query, "lunr", None).hits]) == (query, expected)


QUERIES = [
    "survey", "attention translation", "title:survey", "+attention translation", "attention -translation", "key^3 way",
    "authors:ada topics:attention", "quantiz*", "survey~1", "+title:survey +abstract:key", "unknown", "+unknown survey",
    "vector quantization state-of-the-art", "attention attention way", "+attention~1 -title:s*",
]  # fmt: skip


def test_the_terminal_ranks_as_lunr_py_does(tmp_path: Path) -> None:
    # lunr.py has no integers first among an object's keys, so it has no say on ties between such ids
    named = [(f"p{identifier}", *rest) for identifier, *rest in PAPERS]
    assert_terminal_ranks_as_lunr_py(write(tmp_path, catalog(named)), QUERIES)  # type: ignore[arg-type]


@pytest.mark.shared
@pytest.mark.slow
def test_the_terminal_ranks_real_papers_as_lunr_py_does(real_site: Path) -> None:
    assert_terminal_ranks_as_lunr_py(real_site, [query for query in QUERIES if "~" not in query])


def test_any_text_is_answered_and_the_same_in_browser_and_terminal(site: Path) -> None:
    texts = ANYTHING + QUERIES
    requests: list[dict[str, object]] = [
        {"query": text, "rank": rank} for text in texts for rank in ("default", "lunr")
    ]
    for request, answer in zip(requests, answers(site, *requests), strict=True):
        assert answer["kind"] == "results", request
        found = [(hit.id, hit.score) for hit in search(site, str(request["query"]), str(request["rank"])).hits]
        assert (request, found) == (request, [(one["id"], one["score"]) for one in answer["results"]])
        if not answer["total"] and str(request["query"]).strip() and request["rank"] == "default":
            assert answer["notes"] or str(request["query"]).startswith(("+", "-")), request


@pytest.mark.shared
@pytest.mark.slow
def test_browser_and_terminal_agree_on_real_papers(real_site: Path) -> None:
    requests: list[dict[str, object]] = [
        {"query": query, "rank": rank}
        for query in [*QUERIES, "neural machine translaton", "languge modl", "pars* -neural", "title:bert^2 attention"]
        for rank in ("default", "lunr")
    ]
    for request, answer in zip(requests, answers(real_site, *requests), strict=True):
        found = [(hit.id, hit.score) for hit in search(real_site, str(request["query"]), str(request["rank"])).hits]
        assert (request, found) == (request, [(one["id"], one["score"]) for one in answer["results"]])


@pytest.mark.shared
@pytest.mark.slow
def test_every_word_as_written_is_found(real_site: Path) -> None:
    """A sample of words, each asked for as it stands in its paper."""
    shown = json.loads((real_site / "search/documents/7.json").read_text("utf-8"))
    for document in shown:
        for word in dict.fromkeys(f"{document['title']} {document['abstract']}".split()):
            if len(word) >= 3 and word.isalpha() and word.isascii():
                found = search(real_site, f"+{word} {document['title']}", "default", None).hits
                assert word.lower() in STOP_WORDS or document["id"] in [hit.id for hit in found], word


@pytest.mark.parametrize(("query", "expected"), TABLE)
def test_the_terminal_takes_words_for_what_the_table_says(site: Path, query: str, expected: str) -> None:
    assert (" ".join(ids(site, query)) or "-") == expected


def test_the_browser_takes_words_for_what_the_table_says(site: Path) -> None:
    found = answers(site, *({"query": query} for query, _ in TABLE))
    papers = [" ".join(one["id"] for one in answer["results"]) or "-" for answer in found]
    assert list(zip((query for query, _ in TABLE), papers, strict=True)) == TABLE


def test_papers_with_all_of_the_words_come_first(site: Path) -> None:
    assert ids(site, "attention translation")[0] == "7"
    assert ids(site, "attention is all you need")[0] == "attention"
    assert set(ids(site, "key")) == set(ids(site, "way")) == {"survey"}


def test_a_typing_error_is_mended_when_no_paper_has_the_word(site: Path) -> None:
    answer = answers(site, {"query": "quantizaton"}, {"query": "zzzzzz"}, {"query": "the"})
    assert [one["id"] for one in answer[0]["results"]] == ["vq"]
    assert [(note["code"], note["word"], note["tried"]) for note in answer[0]["notes"]] == [
        ("replaced", "quantizaton", ["Quantization"])
    ]
    assert answer[1]["notes"][0]["code"] == "unknown"
    assert answer[2]["notes"][0]["code"] == "common"


def test_papers_in_chinese_and_japanese_are_found(site: Path) -> None:
    for query in ("大模型", "注意力", "注意力机制", "BERT模型", "王小明", "重要"):
        for rank in ("default", "lunr"):
            assert ids(site, query, rank) == ["cjk"], (query, rank)


def test_a_colon_or_dash_of_a_title_is_no_operator(site: Path) -> None:
    assert ids(site, "Survey: of - surveys")[0] == "survey"
    assert ids(site, "<script>alert(1)</script> considered")[0] == "script"


def test_terms_are_searched_in_their_fields(site: Path) -> None:
    assert set(ids(site, "authors:ada")) == {"attention", "survey"}
    assert ids(site, "title:attention") == ["attention"]
    assert "attention" not in ids(site, "attention -authors:lovelace")


def test_without_a_query_all_papers_stand_newest_first(site: Path) -> None:
    assert ids(site, "") == [paper[0] for paper in reversed(PAPERS)]


def test_a_folder_without_an_index_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no search index"):
        search(tmp_path, "anything")


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_missing_or_damaged_file_of_the_index_is_a_usage_error(tmp_path: Path, damage: str) -> None:
    site = write(tmp_path, catalog())
    for path in (site / "search/terms").iterdir():
        path.unlink() if damage == "missing" else path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(UsageError, match="missing or damaged"):
        search(site, "attention")


def test_an_index_of_another_version_is_to_be_built_anew(tmp_path: Path) -> None:
    site = write(tmp_path, catalog())
    manifest = site / "search/manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format":4', b'"format":3'))
    with pytest.raises(UsageError, match="build the site first"):
        search(site, "attention")


def test_scores_are_rounded_as_python_rounds_of_two_neighbours_to_the_even() -> None:
    halves = [number / 16 for number in range(1, 400)]
    near = [number / 2000 for number in range(1, 4001, 2)]
    numbers = [*halves, *near, *(number + 1e-9 for number in near), *(number - 1e-9 for number in near)]
    assert node("rounding.mjs", given=numbers) == [round(number, 3) for number in numbers]
