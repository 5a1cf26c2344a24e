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
    ("graph", "And/Or Graphs", "Logic.", ()),
    ("joined", "System Description of UVX_NLP", "Shared.", ()),
    ("letters", "Straße Ærø œuvre łódź đa ðe þorn ılık ħobż giŋ Κόσμος", "Spelt.", ()),
    ("square", "On x^2 and E=mc^2", "Squares.", ()),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    many = [(f"more{number}", "Networks", "Networks.", ()) for number in range(60)]
    papers = replace(catalog([*many, *PAPERS]), topics=(), topics_of={})
    return write(tmp_path_factory.mktemp("site"), papers)


def notes(site: Path, query: str, rank: str = "default") -> list[dict[str, object]]:
    """What the terminal says of a query, as the browser's engine would."""
    changes = search(site, query, rank).notes
    return [{"code": note.code, "word": note.word, "tried": list(note.tried)} for note in changes]


def ids(papers: list[str]) -> str:
    return " ".join(paper for paper in papers if not paper.startswith("more")) or "-"


@pytest.mark.parametrize(("query", "papers", "tried"), TABLE)
def test_the_terminal_finds_the_word(site: Path, query: str, papers: str, tried: str) -> None:
    assert ids([hit.id for hit in search(site, query, limit=None).hits]) == papers


def test_the_browser_finds_the_word_and_says_what_it_tried(site: Path) -> None:
    for (query, papers, tried), answer in zip(
        TABLE, answers(site, *({"query": query, "limit": 200} for query, _, _ in TABLE)), strict=True
    ):
        assert (query, ids([one["id"] for one in answer["results"]])) == (query, papers)
        scores = [(hit.id, hit.score) for hit in search(site, query, limit=None).hits]
        assert (query, scores) == (query, [(one["id"], one["score"]) for one in answer["results"]])
        said = " ".join(word for note in answer["notes"] for word in note["tried"]).lower()
        assert (query, said) == (query, tried)
        assert (query, answer["notes"]) == (query, notes(site, query))


def test_both_engines_say_the_same_of_a_query(site: Path) -> None:
    queries = [
        *(
            "the of",
            "+the",
            "the year:2020",
            "netwroks -zzzq",
            "zzzq",
            '"no such phrase"',
            '-"no such phrase"',
            "!!",
            "",
        ),
        *("title:netwroks", "author:zzzq", "newtorks", "x " * 70, "x " * 300, f"{'zq' * 60}", "zeroshot zzzq"),
    ]
    for rank in ("default", "lunr"):
        asked = [{"query": query, "rank": rank} for query in queries]
        for query, answer in zip(queries, answers(site, *asked), strict=True):
            assert (rank, query, answer["notes"]) == (rank, query, notes(site, query, rank))


def test_a_value_that_a_field_does_not_take_is_told_as_searched_for_its_words(site: Path) -> None:
    queries = ["date:2025-13", "graph date:2025-02-30", "year:soon has:cheese", "votes:many"]
    for query, answer in zip(queries, answers(site, *({"query": query} for query in queries)), strict=True):
        unread = [note["word"] for note in answer["notes"] if note["code"] == "syntax"]
        assert unread == [part for part in query.split() if ":" in part]
        assert (query, answer["notes"]) == (query, notes(site, query))
    for query in ("date:", "date:2025-12", "time:now", "graph"):
        assert not [note for note in notes(site, query) if note["code"] == "syntax"]


def test_a_field_that_waits_for_its_value_is_no_word(site: Path) -> None:
    whole = {
        "graph author:": "graph ",
        "graph -title: ": "graph ",
        "graph topics：": "graph ",
        'Graph author:"kaim': "Graph kaim",
        "author:He title:": "author:He ",
        "votes:": "",
        'author:"': "",
    }
    found = answers(site, *({"query": query, "limit": 200} for query in [*whole, *whole.values()]))
    for query, begun, same in zip(whole, found, found[len(whole) :], strict=False):
        assert begun["notes"] == same["notes"] == notes(site, query) == []
        papers = [one["id"] for one in begun["results"]]
        assert (query, papers) == (query, [one["id"] for one in same["results"]])
        assert (query, papers) == (query, [hit.id for hit in search(site, query, limit=None).hits])
    assert [hit.id for hit in search(site, "title: x^2").hits] == ["square"]


def test_a_word_that_other_search_engines_take_for_a_sign_is_told(site: Path) -> None:
    told = {
        "graph NOT logic": ["logic"],
        "graph NOT -logic": [],
        'NOT "and or"': ['"and or"'],
        "graph not logic": [],
        "graph NOT": [],
    }
    for (query, words), answer in zip(told.items(), answers(site, *({"query": query} for query in told)), strict=True):
        assert (query, [note["word"] for note in answer["notes"] if note["code"] == "negation"]) == (query, words)
        assert (query, answer["notes"]) == (query, notes(site, query))


def test_what_cannot_be_read_in_the_order_of_lunr_is_told_once(site: Path) -> None:
    for query in ("~", "topic:graph ~", "x:^"):
        (answer,) = answers(site, {"query": query, "rank": "lunr"})
        assert [note["code"] for note in answer["notes"]] == ["syntax"]
        assert answer["notes"] == notes(site, query, "lunr")


def test_a_common_word_that_is_asked_for_or_unwanted_is_told(site: Path) -> None:
    told = {
        "-of graphs": ["of"],
        "-the": ["the"],
        "+the": ["the"],
        "+graphs +the": ["the"],
        "graphs title:the": ["the"],
        "the of": ["the", "of"],
        # but not within what else is searched, nor a family name
        "the graphs": [],
        "+out-of-graphs": [],
        "author:an": [],
    }
    for (query, words), answer in zip(told.items(), answers(site, *({"query": query} for query in told)), strict=True):
        assert (query, [note["word"] for note in answer["notes"] if note["code"] == "common"]) == (query, words)
        assert (query, answer["notes"]) == (query, notes(site, query))
        assert not any(note["code"] == "syntax" for note in answer["notes"])


def test_a_greek_letter_of_a_formula_is_found_and_marked_as_it_is_shown(tmp_path: Path) -> None:
    papers = [
        ("formula", r"Bounds of $\alpha$-divergence", "Text.", ()),
        ("letter", "On α-divergence", "Text.", ()),
        ("name", "Alpha divergence", "Text.", ()),
        ("other", "Divergence", "Text of $\\beta$.", ()),
    ]
    site = write(tmp_path, catalog(papers))
    own = {"formula", "letter", "name"}
    for query, found in (("α", own), ("Α", own), ('"α-divergence"', own), ("+α +divergence", own), ("β", {"other"})):
        assert (query, {hit.id for hit in search(site, query).hits}) == (query, found)
        (answer,) = answers(site, {"query": query})
        assert [one["id"] for one in answer["results"]] == [hit.id for hit in search(site, query).hits], query
    shown = {one["id"]: one for one in answers(site, {"query": "alpha"})[0]["results"]}
    marks = {name: [one["title"][start:end] for start, end in [one["marks"]["title"]]] for name, one in shown.items()}
    assert marks == {"formula": ["α"], "letter": ["α"], "name": ["Alpha"]}


def test_papers_with_an_accent_as_it_is_typed_go_first(tmp_path: Path) -> None:
    names = ("José García", "Jose Garcia", "Jose García", "José Garcia")
    papers = [(f"{name}{number}", "Paper", "Text.", (name,)) for number in range(3) for name in names]
    site = write(tmp_path, catalog(papers))
    for query in ("José", "jose\u0301"):
        found = [hit.id for hit in search(site, query, limit=None).hits]
        assert len(found) == 12
        assert all(paper.startswith("José") for paper in found[:6]), found
        assert [one["id"] for one in answers(site, {"query": query, "limit": 20})[0]["results"]] == found


def test_papers_that_have_two_words_together_go_before_those_that_have_them_apart(tmp_path: Path) -> None:
    papers = [
        ("own", "A Long Title of Many Words", "Text.", ("Bo Cho", "Li Wang", "Cy Twombly")),
        ("longer", "Text", "Text.", ("Xiao Li Wang",)),
        ("apart", "Text", "Text.", ("Li Li", "Wei Wang")),
        ("three", "A Long Title of Many Words", "Text.", ("Bo Cho", "Eva Ray Mill", "Cy Twombly")),
        ("two", "Text", "Text.", ("Eva Ray", "Mill Cy")),
        ("words", "Li and Wang", "Li, Wang.", ()),
        ("version", "On Models", "With GPT-4.1 and more words, all in all.", ()),
        ("joined", "On Models", "With GPT4 and more words, all in all.", ()),
        ("bits", "4 Bits", "GPT of 4 bits, and 4 more, by GPT.", ()),
        ("of he", "Depth", "Text.", ("Bo Cho", "Kai He")),
        ("a he", "Depth", "Text.", ("Kai Wu", "An He")),
    ]
    site = write(tmp_path, catalog(papers))
    first = {
        "Li Wang": {"own"},
        "wang li wang": {"own"},
        "kai he": {"of he"},
        "Eva Ray Mill": {"three"},
        "GPT-4": {"version", "joined"},
    }
    for query, expected in first.items():
        found = [(hit.id, hit.score) for hit in search(site, query).hits]
        assert (query, {paper for paper, _ in found[: len(expected)]}) == (query, expected)
        assert len(found) > len(expected)
        (answer,) = answers(site, {"query": query})
        assert (query, [(one["id"], one["score"]) for one in answer["results"]]) == (query, found)
    # a demand is for both together
    assert {hit.id for hit in search(site, "+GPT-4").hits} == {"version", "joined"}


def test_a_year_is_that_of_publication_too_and_no_number_is_corrected(tmp_path: Path) -> None:
    # published in 2020, 2021, 2022, 2023
    papers = [
        ("twenty", "Text", "Text.", ("Ada Lovelace",)),
        ("lovelace", "Text", "Text.", ("Bo Cho", "Ada Lovelace")),
        ("word", "Text of 2023", "From 2021 and of 2020.", ("Ada Lovelace",)),
        ("task", "Task 2021", "A task of 2021.", ("Cy Twombly",)),
    ]
    site = write(tmp_path, catalog(papers))
    found = {
        "2022": "word",
        "2021": "task lovelace word",
        "Lovelace 2021": "lovelace word task twenty",
        "(2022)": "word",
        "+2022": "word",
        "-2022": "task word lovelace twenty",
        "title:2022": "-",
        "task-2022": "task",
        "2024": "-",
        "20231": "-",
    }
    for (query, papers_of), answer in zip(found.items(), answers(site, *({"query": it} for it in found)), strict=True):
        hits = search(site, query).hits
        assert (query, [hit.id for hit in hits]) == (query, papers_of.replace("-", "").split())
        assert [(one["id"], one["score"]) for one in answer["results"]] == [(hit.id, hit.score) for hit in hits]
    assert [(note["code"], note["word"]) for note in notes(site, "2024")] == [("unknown", "2024")]


def test_a_form_that_few_papers_have_goes_before_the_usual_one(tmp_path: Path) -> None:
    forms = ("evaluation", "evaluation", "evaluation", "evaluating", "evaluating", "evaluate")
    papers = [(f"{form}{number}", f"On {form}", "Text.", ()) for number, form in enumerate(forms)]
    site = write(tmp_path, catalog(papers))
    # a typing error is taken for the form that is nearest
    for query in ("evaluate", "evaluating", "evalxuating"):
        found = [hit.id.rstrip("0123456789") for hit in search(site, query, limit=None).hits]
        assert found[0] == query.replace("x", ""), query
        assert sorted(found) == sorted(forms)
        results = answers(site, {"query": query, "limit": 20})[0]["results"]
        assert [one["id"].rstrip("0123456789") for one in results] == found


def test_a_word_that_some_papers_have_is_not_taken_for_a_more_frequent_one(tmp_path: Path) -> None:
    papers = [(f"p{number}", "Newtorks" if number < 4 else "Networks", "Text.", ()) for number in range(304)]
    site = write(tmp_path, catalog(papers))
    assert {hit.id for hit in search(site, "newtorks", limit=None).hits} == {"p0", "p1", "p2", "p3"}
    assert answers(site, {"query": "newtorks"})[0]["total"] == 4


def test_a_rare_name_is_not_taken_for_another_with_nearly_its_stem(tmp_path: Path) -> None:
    names = ["Kaiming He", *["Kai Wang"] * 80]
    site = write(tmp_path, catalog([(f"p{number}", "Paper", "Text.", (name,)) for number, name in enumerate(names)]))
    assert [hit.id for hit in search(site, "kaiming", limit=None).hits] == ["p0"]
    assert [one["id"] for one in answers(site, {"query": "kaiming"})[0]["results"]] == ["p0"]


def test_what_is_found_in_other_letters_is_marked(site: Path) -> None:
    name, word, family = answers(site, {"query": "jose garcia"}, {"query": "uber"}, {"query": "kaiming he"})
    assert name["results"][0]["marks"]["authors"] == [[0, 4, 5, 11], []]
    assert word["results"][0]["marks"]["title"] == [10, 14]
    assert family["results"][0]["marks"]["authors"] == [[0, 7, 8, 10]]


def test_lunr_order_keeps_the_words_of_lunr(site: Path) -> None:
    assert "uber" not in [hit.id for hit in search(site, "uber", "lunr").hits]
    assert search(site, "zeroshot", "lunr").hits == []


def test_papers_that_have_the_readers_form_of_a_word_go_first(tmp_path: Path) -> None:
    forms = [(f"{word}{number}", f"On {word}", "Text.", ()) for number in range(4) for word in ("network", "networks")]
    site = write(tmp_path, catalog(forms))
    for query in ("network", "networks"):
        hits = search(site, query, limit=None).hits
        found = [hit.id.rstrip("0123") for hit in hits]
        own = found.count(query)
        assert found[:own] == [query] * own, query
        (answer,) = answers(site, {"query": query})
        assert [(one["id"], one["score"]) for one in answer["results"]] == [(hit.id, hit.score) for hit in hits]


def test_the_first_sixty_four_words_of_a_compound_are_searched(site: Path) -> None:
    for many, found in ((63, ["bert"]), (64, [])):
        query = "-".join(["zzqq"] * many + ["encoders"])
        assert [hit.id for hit in search(site, query).hits] == found
        assert [one["id"] for one in answers(site, {"query": query})[0]["results"]] == found
        assert [one["id"].rstrip("0123") for one in answers(site, {"query": query, "limit": 20})[0]["results"]] == found


def test_a_paper_that_has_all_words_as_written_goes_before_a_title_with_another_form(tmp_path: Path) -> None:
    papers = [(f"p{number}", "A Model of Noise", "We generated it.", ()) for number in range(9)]
    site = write(
        tmp_path,
        catalog(
            [
                *papers,
                ("forms", "Modelling Noises Robustly", "Robust generation.", ()),
                ("written", "On Scale", "A robust model of noise.", ()),
            ]
        ),
    )
    hits = [hit.id for hit in search(site, "robust noise model").hits]
    assert hits[0] == "written"
    (answer,) = answers(site, {"query": "robust noise model"})
    assert [one["id"] for one in answer["results"]] == hits[:10]


SPELLINGS = """
realisation realization, realisations realizations, advertise advertize, revised revized, surprises surprizes,
comprising comprizing, organiser organizer, organisers organizers, analyse analyze, analysed analyzed,
analysing analyzing, behaviour behavior, neighbours neighbors, favoured favored, behavioural behavioral,
epicentre epicenter, microfibre microfiber, modelling modeling, labelled labeled, dialogue dialog, analogues analogs,
defence defense
"""


def test_british_and_american_spellings_find_each_other(tmp_path: Path) -> None:
    pairs = [pair.split() for pair in SPELLINGS.replace("\n", " ").split(",")]
    papers = [(f"{number}-{word}", word, "Text.", ()) for number, pair in enumerate(pairs) for word in pair]
    site = write(tmp_path, catalog(papers))
    queries = [word for pair in pairs for word in pair]
    asked = [{"query": query, "limit": 50} for query in queries]
    for query, answer in zip(queries, answers(site, *asked), strict=True):
        found = [hit.id for hit in search(site, query, limit=None).hits]
        pair = next(pair for pair in pairs if query in pair)
        assert {f"{pairs.index(pair)}-{word}" for word in pair} <= set(found), query
        assert [one["id"] for one in answer["results"]] == found
