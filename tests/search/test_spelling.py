"""Words that no paper has: both engines take them for the same others, and for those a reader would have meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.search.query import search
from sitegen.search.query.spelling import distance, find_corrections
from tests.search_site import answers, catalog, write

WORDS = (
    *("network", "networks", "networking", "newton", "newtons", "carton", "cartoon", "cart", "carts", "card", "cards"),
    *("care", "cared", "core", "cored", "chord", "attention", "retention", "detention", "intention", "translation"),
    *("translations", "transition", "transistor", "transformer", "transformers", "quantization", "quantize", "quantum"),
    *("form", "forms", "format", "formats", "inform", "BERT", "berth", "birth", "earth", "hearth", "heart"),
    *("cable", "cabin", "cache", "cactus", "cadence", "cage", "cake", "call", "calm", "camp", "canal"),
)
"""Words that are easily taken for one another."""


def confusable(folder: Path) -> Path:
    """A site on which some words are more frequent than others, and most are near to some."""
    size = len(WORDS)
    papers = [
        (f"p{number}", f"Paper {WORDS[number % size]}", f"{WORDS[number * number % size]} {WORDS[number * 7 % 11]}", ())
        for number in range(2 * size)
    ]
    return write(folder, catalog(papers))


def errors(word: str) -> Iterator[str]:
    """The word with one typing error in each place, and with two."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + "x" + word[at + 1 :]
        yield word[:at] + "e" + word[at:]
    for at in range(1, len(word) - 4, 2):
        yield word[:at] + word[at + 1 : at + 3] + "z" + word[at + 3 :]


def assert_both_engines_agree(site: Path, queries: list[str]) -> None:
    for query, answer in zip(queries, answers(site, *({"query": query} for query in queries)), strict=True):
        hits = [(hit.id, hit.score) for hit in search(site, query).hits]
        assert (query, hits) == (query, [(one["id"], one["score"]) for one in answer["results"]])


@pytest.mark.parametrize("file_bytes", [24_000, 100])
def test_both_engines_correct_a_word_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_bytes: int) -> None:
    monkeypatch.setattr("sitegen.search.index.vocabulary.FILE_BYTES", file_bytes)
    site = confusable(tmp_path)
    # the last word is known, as it would else be completed
    assert_both_engines_agree(site, [f"{error} paper" for word in WORDS[::2] for error in errors(word)])


@pytest.mark.parametrize("suggested", [4000, 3])
def test_both_engines_complete_a_word_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suggested: int) -> None:
    monkeypatch.setattr("sitegen.search.index.vocabulary.SUGGESTIONS", suggested)
    site = confusable(tmp_path)
    assert_both_engines_agree(site, sorted({word[:length] for word in WORDS for length in range(1, len(word) + 1)}))


VOCABULARY = [
    ("cart", 9, ["cart", "carts"]),
    ("carton", 3, ["carton"]),
    ("heart", 3, ["heart"]),
    ("network", 20, ["network", "networks"]),
    ("newton", 2, ["newton"]),
    ("survey", 8, ["survey", "surveys"]),
    ("the", 4, ["the"]),
    ("xyz", 1, ["xyz"]),
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("newtork", ["network"]),  # two letters changed places
        ("etwork", ["network"]),
        ("networkss", ["network"]),
        ("netwroxs", ["network"]),  # two errors in a long word
        ("cratx", []),  # but not in a short one
        ("xy", []),  # nor any in one of two letters
        ("xyy", ["xyz"]),
        ("survyes", ["survey"]),
        ("zeart", ["heart"]),
        ("heartt", ["heart"]),
        ("qqqqqqqq", []),
    ],
)
def test_a_word_is_taken_for_the_nearest(word: str, meant: list[str]) -> None:
    assert [correction.term for correction in find_corrections(word, VOCABULARY)] == meant


def test_a_word_that_no_paper_writes_so_is_offered_as_written_where_its_stem_is_known() -> None:
    (found,) = find_corrections("surveyed", VOCABULARY)
    assert (found.term, found.word, found.edits, found.is_inflection) == ("survey", "surveyed", 0, True)


def test_of_words_that_are_as_near_the_frequent_come_first_but_for_the_first_letter() -> None:
    counts = {"bard": 3, "bark": 9, "card": 3, "hard": 8, "ward": 3}
    vocabulary = [(word, count, [word]) for word, count in counts.items()]
    # three at most; "bark" is two errors away
    assert [correction.term for correction in find_corrections("cxrd", vocabulary)] == ["card"]
    assert [correction.term for correction in find_corrections("xard", vocabulary)] == ["hard", "bard", "card"]
    close = [("card", 3, ["card"]), ("hard", 8, ["hard"])]
    assert [correction.term for correction in find_corrections("cark", close)] == ["card"]
    even = [("cord", 3, ["cord"]), ("curd", 4, ["curd"]), ("word", 9, ["word"])]
    assert [correction.term for correction in find_corrections("cxrd", even)] == ["curd", "cord"]
    first = [("cord", 3, ["cord"]), ("ford", 8, ["ford"])]
    assert [correction.term for correction in find_corrections("cford", first)] == ["cord", "ford"]


def test_edits_are_counted_up_to_a_limit() -> None:
    assert distance("kitten", "kitten", 2) == 0
    assert distance("recieve", "receive", 2) == 1
    assert distance("kitten", "sitting", 2) > 2
    assert distance("x" * 71, "x" * 72, 2) > 2


def test_a_word_that_papers_have_goes_before_an_inflection_that_none_has() -> None:
    vocabulary = [("context", 40, ["context", "contexts"]), ("contextu", 10, ["contextualized"])]
    assert [correction.word for correction in find_corrections("contexualized", vocabulary)] == ["contextualized"]
    assert [correction.term for correction in find_corrections("contexualizes", vocabulary)] == ["context", "contextu"]


def test_an_inflection_that_is_mistyped_is_meant_as_that_inflection(tmp_path: Path) -> None:
    vocabulary = [("gener", 40, ["generation", "generate"])]
    assert [correction.word for correction in find_corrections("xeneratively", vocabulary)] == ["generatively"]
    words = [*("generation",) * 3, *("generate",) * 3, *("generates",) * 3, "generative"]
    site = write(tmp_path, catalog([(f"p{number}", word, "Text.", ()) for number, word in enumerate(words)]))
    (answer,) = answers(site, {"query": "xenerative text"})
    assert answer["results"][0]["title"] == "generative"
    assert_both_engines_agree(site, ["xenerative text", "xeneratively text", "xenerations text"])


def test_an_inflection_whose_stem_is_no_part_of_it_is_named_as_papers_write_the_word(tmp_path: Path) -> None:
    site = write(tmp_path, catalog([("p", "Rescaled and scaled", "Text.", ())]))
    (answer,) = answers(site, {"query": "skaling text"})
    notes = search(site, "skaling text").notes
    assert [note["tried"] for note in answer["notes"]] == [list(note.tried) for note in notes] == [["scaled"]]


def test_both_engines_complete_a_word_by_the_most_frequent_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.search.index.vocabulary.SUGGESTIONS", 1)
    words = [f"qua{one}{other}{one}" for one, other in zip("bdfgklmnprst", "ioiiiiiiiiii", strict=True)]
    papers = [
        (f"{word}{number}", word, "Text.", ()) for at, word in enumerate(words) for number in range(2 ** (at // 3))
    ]
    site = write(tmp_path, catalog(papers))
    hits = [hit.id for hit in search(site, "text qua", limit=None).hits]
    assert {"quatit0", "quagig0"} <= set(hits)
    assert_both_engines_agree(site, ["qua", "text qua"])


def test_an_unfinished_word_that_is_misspelt_becomes_a_frequent_one_before_a_rare_name(tmp_path: Path) -> None:
    words = [*["diffusion"] * 40, *["diffuse"] * 9, *["yifus"] * 2, *["berry"] * 2, *["best"] * 4, *["bertram"] * 9]
    papers = [(f"{word}{number}", f"On {word}", "Text.", ()) for number, word in enumerate(words)]
    site = write(tmp_path, catalog(papers))
    # a finished word is taken for the nearest, and so is one whose last letter would be wrong
    queries = ["difus", "dffusi", "difus text", "yfus", "bery", "xiffu", "difuz", "diffuzi", "betram", "text brtr"]
    said = {}
    for query, answer in zip(queries, answers(site, *({"query": query} for query in queries)), strict=True):
        said[query] = [word for note in search(site, query).notes for word in note.tried]
        assert (query, said[query]) == (query, [word for note in answer["notes"] for word in note["tried"]])
    assert said["difus"] == said["dffusi"] == ["diffusion"]
    assert said["difus text"] == ["yifus"]
    assert said["yfus"] == ["yifus"]
    assert said["bery"] == ["berry"]
    assert_both_engines_agree(site, queries)


def test_rare_words_written_together_are_found_where_a_paper_has_them_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.search.index.vocabulary.SUGGESTIONS", 2)
    frequent = [(f"p{number}", "Frequent paper", "Text.", ()) for number in range(9)]
    rare = [
        ("shepherd", "Web-Shepherd", "Web agents.", ()),
        ("frspec", "FR-Spec", "Speculation.", ()),
        ("pets", "A pet in a car", "Text.", ()),
    ]
    site = write(tmp_path, catalog([*frequent, *rare]))
    found = {"webshepherd": ["shepherd"], "frspec": ["frspec"], "webshepherd text paper": None, "carpet": []}
    asked = answers(site, *({"query": query} for query in found))
    for (query, papers), answer in zip(found.items(), asked, strict=True):
        here = search(site, query)
        assert papers is None or (query, [hit.id for hit in here.hits]) == (query, papers)
        assert [note.tried for note in here.notes] == [tuple(note["tried"]) for note in answer["notes"]]
    assert_both_engines_agree(
        site, [*found, "title:webshepherd paper", "author:webshepherd", "webshepherd", "ab", "abcd"]
    )


def test_frequent_words_of_three_letters_written_together_are_found_though_they_stand_apart(tmp_path: Path) -> None:
    site = write(tmp_path, catalog([("heap", "Graph of a heap", "Dry sand.", ()), ("net", "Net", "Dry sand.", ())]))
    queries = ["graphnet", "netgraph"]
    for query in queries:
        assert {hit.id for hit in search(site, query).hits} == {"heap", "net"}
    assert_both_engines_agree(site, queries)


def test_one_letter_less_in_a_frequent_word_goes_before_two_words_that_seldom_stand_together(tmp_path: Path) -> None:
    titles = [*["A transformer"] * 5, *["The former"] * 3, *["Zero noise, one shot"] * 3, *["The zero shot"] * 2]
    papers = [(f"p{number}", title, "Text.", ()) for number, title in enumerate([*titles, *["Zerobshot"] * 4])]
    site = write(tmp_path, catalog([*papers, ("tran", "Translation", "Text.", ("Ada Tran", "Bo Tran"))]))
    queries = {"tranformer": ("transformer",), "tranformer text": ("transformer",), "zeroshot text": ("zero shot",)}
    for (query, tried), answer in zip(
        queries.items(), answers(site, *({"query": query} for query in queries)), strict=True
    ):
        assert [note.tried for note in search(site, query).notes] == [tried]
        assert [tuple(note["tried"]) for note in answer["notes"]] == [tried]
    assert_both_engines_agree(site, list(queries))


def test_a_misspelt_name_is_corrected_with_accents_and_without(tmp_path: Path) -> None:
    site = write(tmp_path, catalog([("p", "Paper", "Text.", ("Ada Nunes", "Eva Cech"))]))
    queries = ["author:Nunez", "author:Núñez", "Núñez text", "čecx"]
    for query, answer in zip(queries, answers(site, *({"query": query} for query in queries)), strict=True):
        assert [len(note.tried) for note in search(site, query).notes] == [1], query
        assert len(answer["results"]) == 1, query
    assert_both_engines_agree(site, queries)


def test_both_engines_name_first_what_begins_as_the_readers_word(tmp_path: Path) -> None:
    papers = [(f"p{number}", "cord" if number < 2 else "ford", "Text.", ()) for number in range(8)]
    site = write(tmp_path, catalog([*papers, ("paper", "Paper", "Text.", ())]))
    (answer,) = answers(site, {"query": "cford paper"})
    assert [note["tried"] for note in answer["notes"]] == [["cord", "ford"]]
    assert [note.tried for note in search(site, "cford paper").notes] == [("cord", "ford")]
