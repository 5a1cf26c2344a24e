"""What the search worker tells the page besides the order of papers: marks, snippets, facets, suggestions, problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.search.index.files import MOST_NAMED
from sitegen.search.query import search
from tests.search_site import PAPERS, answers, catalog, node, write


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("site"), catalog())


def marked(text: str, marks: list[int]) -> list[str]:
    return [text[start:end] for start, end in zip(marks[::2], marks[1::2], strict=True)]


def test_words_are_marked_as_they_stand_in_the_text(site: Path) -> None:
    (answer,) = answers(site, {"query": "surveyed codebook quantize"})
    by_id = {one["id"]: one for one in answer["results"]}
    assert marked(by_id["survey"]["title"], by_id["survey"]["marks"]["title"]) == ["Survey", "Surveys"]
    vq = by_id["vq"]
    assert marked(vq["abstract"], vq["marks"]["abstract"]) == ["Quantization", "codebooks"]


def test_overlapping_pairs_are_one_mark(site: Path) -> None:
    (answer,) = answers(site, {"query": "大模型"})
    one = answer["results"][0]
    assert marked(one["title"], one["marks"]["title"]) == ["大模型", "模型"]


def test_a_result_has_all_that_the_page_shows(site: Path) -> None:
    (answer,) = answers(site, {"query": "naïve cafés"})
    one = answer["results"][0]
    assert (one["id"], one["url"], one["authors"]) == ("cafe", "http://site.test/papers/cafe.html", ["José García"])
    assert one["code"] is True
    assert one["topics"] == [{"slug": "attention-models", "label": "attention models"}]
    assert one["snippet"] == [0, len(one["abstract"])]


def test_a_snippet_shows_the_match_of_a_long_abstract(tmp_path: Path) -> None:
    abstract = "Nothing here. " * 60 + "The needle lies here. " + "Nothing there. " * 60
    site = write(tmp_path, catalog([("x", "Hay", abstract, ())]))
    (answer,) = answers(site, {"query": "needle"})
    one = answer["results"][0]
    start, end = one["snippet"]
    assert "The needle lies here." in abstract[start:end]
    assert abstract[start:end].startswith("Nothing here.")
    assert 200 < end - start <= 320


def test_a_snippet_has_most_of_the_words_and_of_as_many_the_first(tmp_path: Path) -> None:
    hay = "Nothing here. " * 40
    both = f"{hay}Needle, needle, needle. {hay}A needle and a thread. {hay}A needle and a thread. {hay}"
    short = "Nothing is here at all. " * 4 + "A needle and a thread."
    site = write(tmp_path, catalog([("both", "Hay", both, ()), ("short", "Straw", short, ())]))
    (answer,) = answers(site, {"query": "needle thread"})
    snippets = {one["id"]: one["snippet"] for one in answer["results"]}
    start, end = snippets["both"]
    assert start <= both.index("A needle and") < end < both.rindex("A needle and")
    assert snippets["short"] == [0, len(short)]


def test_a_snippet_begins_within_a_sentence_that_is_too_long(tmp_path: Path) -> None:
    abstract = f"{'and so on ' * 40}to the needle {'and so on ' * 10}to its end. {'Nothing there. ' * 40}"
    (answer,) = answers(write(tmp_path, catalog([("x", "Hay", abstract, ())])), {"query": "needle"})
    start, end = answer["results"][0]["snippet"]
    assert "to the needle" in abstract[start:end]
    assert abstract[start - 1] == " "


def test_facets_count_what_the_same_query_finds_with_their_value(site: Path) -> None:
    facets = ["topic", "year", "author", "code"]
    everything, years, words = answers(
        site,
        {"query": "", "counts": facets},
        {"query": "year:2020 year:2021", "counts": ["year", "code"]},
        {"query": "attention -surveys", "counts": facets},
    )
    assert everything["available"] == facets
    assert everything["total"] == len(PAPERS)
    assert [(one["value"], one["count"]) for one in everything["facets"]["year"]["values"]] == [
        ("2023", 2), ("2022", 2), ("2021", 2), ("2020", 2),
    ]  # fmt: skip
    assert everything["facets"]["author"]["values"][0] == {"value": "Ada Lovelace", "count": 2}
    # the values of a facet are alternatives, so the others are still on offer
    assert (years["total"], len(years["facets"]["year"]["values"])) == (4, 4)
    assert sum(one["count"] for one in years["facets"]["code"]["values"]) == 1
    written = {"topic": 'topic:"{}"', "year": "year:{}", "author": 'author:"{}"', "code": "has:{}"}
    counts = [
        (f"attention -surveys {written[facet].format(one['value'])}", one["count"])
        for facet in facets
        for one in words["facets"][facet]["values"]
    ]
    assert len(counts) > 7
    assert [answer["total"] for answer in answers(site, *({"query": query} for query, _ in counts))] == [
        count for _, count in counts
    ]


def test_an_author_whose_name_is_written_in_several_ways_is_counted_once(tmp_path: Path) -> None:
    papers = [
        ("a", "A Hay", "Hay.", ("山田 太郎", "Bo Cho")),
        ("b", "B Hay", "Hay.", ("山田太郎", "José García")),
        ("c", "C Hay", "Hay.", ("Jose Garcia", "José García")),
    ]
    site = write(tmp_path, catalog(papers))
    offered, chosen = answers(
        site, {"query": "hay", "counts": ["author"]}, {"query": 'author:"山田太郎"', "counts": ["author"]}
    )
    counts = {one["value"]: one["count"] for one in offered["facets"]["author"]["values"]}
    assert counts == {"山田 太郎": 2, "José García": 2, "Bo Cho": 1}
    assert chosen["total"] == 2
    # a box is ticked by the words of the query
    assert {"value": "山田太郎", "count": 2} in chosen["facets"]["author"]["values"]


def test_a_part_of_a_name_that_was_chosen_is_counted_by_what_it_finds(tmp_path: Path) -> None:
    papers = [("a", "A Hay", "Hay.", ("Ann van der Berg",)), ("b", "B Hay", "Hay.", ("Bo van der Berg",))]
    site = write(tmp_path, catalog([*papers, ("c", "C Hay", "Hay.", ("Cy Berg",))]))
    query = 'author:"van der Berg" year:1999 topic:"models"'
    found, none = answers(
        site,
        {"query": 'author:"van der Berg"', "counts": ["author"]},
        {"query": query, "counts": ["author", "year", "topic"]},
    )
    assert found["facets"]["author"]["values"][-1] == {"value": "van der Berg", "count": found["total"]}
    assert (found["total"], found["facets"]["author"]["total"]) == (2, 4)
    # what no paper has beside the other filters is still there to be taken back
    assert [none["facets"][facet]["values"][-1] for facet in ("author", "year", "topic")] == [
        {"value": "van der Berg", "count": 0},
        {"value": "1999", "count": 0},
        {"value": "models", "count": 0},
    ]


def test_papers_are_sorted_by_date_and_by_votes(site: Path) -> None:
    by_date, by_votes = answers(site, {"query": "", "sort": "date"}, {"query": "", "sort": "votes"})
    dates = [one["date"] for one in by_date["results"]]
    assert dates == sorted(dates, reverse=True)
    votes = [-1 if one["votes"] is None else one["votes"] for one in by_votes["results"]]
    assert votes == sorted(votes, reverse=True)


def test_results_come_in_parts(site: Path) -> None:
    whole, first, rest = answers(
        site,
        {"query": "attention", "limit": 20},
        {"query": "attention", "limit": 2},
        {"query": "attention", "offset": 2},
    )
    assert whole["results"] == first["results"] + rest["results"]
    assert whole["total"] == first["total"] == rest["total"]


def test_an_unfinished_word_finds_what_it_may_become(site: Path) -> None:
    frequent, rare = answers(site, {"query": "quantiza"}, {"query": "langua"})
    assert [one["id"] for one in frequent["results"]] == ["vq"]
    assert frequent["notes"] == []
    assert [one["id"] for one in rare["results"]] == ["1984"]


def test_suggestions_are_words_as_the_papers_write_them(site: Path) -> None:
    (answer,) = answers(site, {"kind": "suggest", "query": "deep BER"})
    assert answer["suggestions"] == [{"word": "BERT", "query": "deep BERT", "count": 1}]


NO_WORDS = [
    "venue:jo",
    "topic:c",
    "topics:c",
    'topic:"world c',
    "year:20",
    "date:20",
    "votes:2",
    "has:c",
    "-id:c",
    "venue:c",
    # in an open quotation
    'author:"BER',
    '"deep BER',
    '-"BER',
    '"a b" “BER',
]


def test_nothing_is_suggested_behind_a_field_of_which_texts_have_no_words_or_in_a_quotation(site: Path) -> None:
    for query, answer in zip(
        NO_WORDS, answers(site, *({"kind": "suggest", "query": query} for query in NO_WORDS)), strict=True
    ):
        assert (query, answer["suggestions"]) == (query, [])
    others = ["title:BER", "+BER", "year:2024 BER", 'venue:"ICLR" BER', "foo:BER", '5" BER']
    for query, answer in zip(
        others, answers(site, *({"kind": "suggest", "query": query} for query in others)), strict=True
    ):
        assert (query, [one["word"] for one in answer["suggestions"]]) == (query, ["BERT"])


def test_a_query_as_long_as_a_book_is_answered(site: Path) -> None:
    # a pattern that begins anew at each letter would take minutes
    long = "x" * 400_000 + " "
    assert answers(site, {"kind": "suggest", "query": long, "limit": 5}, {"query": f"surveys {long}"})[0] is not None


def test_a_query_fetches_only_what_it_needs(site: Path) -> None:
    first, second = node(
        "answers.mjs", site, given=[{"query": "attention", "limit": 1}, {"query": "attention", "limit": 1}]
    )
    kinds = sorted(path.split("/")[1] for path in first["fetched"])
    assert kinds == ["documents", "manifest.json", "terms"]
    assert second["fetched"] == []


def test_leaves_in_files_answer_as_leaves_in_the_manifest_do(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in MOST_NAMED:
        monkeypatch.setitem(MOST_NAMED, folder, 0)
    large = write(tmp_path, catalog())
    queries = ["attention", '"language models"', "title:surveys -key"]
    first, *_ = node("answers.mjs", large, given=[{"query": query} for query in queries])
    assert any(path.startswith("search/leaves/") for path in first["fetched"])
    for query, here, there in zip(
        queries, *(answers(one, *({"query": q} for q in queries)) for one in (site, large)), strict=True
    ):
        assert here["results"] == there["results"]
        assert [hit.id for hit in search(large, query).hits] == [result["id"] for result in here["results"]]


def test_a_site_built_anew_is_noticed_once(tmp_path: Path) -> None:
    old = write(tmp_path / "old", catalog())
    new = write(tmp_path / "new", catalog([*PAPERS, ("newer", "A Newer Paper", "Novelty.", ())][1:]))
    told = node("replaced.mjs", old, new, "surveys", "quantization")
    assert told["before"]["results"][0]["id"] == "survey"
    assert told["after"]["results"][0]["id"] == "vq"
    assert told["manifests"] == 1
    assert (told["gone"]["kind"], told["gone"]["code"]) == ("problem", "missing")
