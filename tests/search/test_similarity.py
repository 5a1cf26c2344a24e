"""Related papers: similar ones first, with the words that say why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sitegen.render.views import Ref, RelatedView
from sitegen.search.documents import Document, text_of
from sitegen.search.index import index_texts, merge
from sitegen.search.similarity import find_related, weigh
from tests.bench.similarity import cranfield


def document(identifier: str, title: str, abstract: str = "", topics: Iterable[str] = ()) -> Document:
    labels = tuple((topic.replace(" ", "-"), topic) for topic in topics)
    return Document(id=identifier, title=title, url="", abstract=abstract, topics=labels)


def related(*documents: Document, chunk: int = 3) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The ids of related papers with the terms shared, by id."""
    starts = range(0, len(documents), chunk)
    postings, _ = merge([index_texts(list(map(text_of, documents[start : start + chunk])))] for start in starts)
    found = find_related(weigh(postings, documents), documents)
    assert len(found) == len([*found])
    return {
        paper: [(other.paper, RelatedView(paper=Ref("", ""), relation=other).terms) for other in others]
        for paper, others in found.items()
    }


HIVE = [
    document("dance", "The Waggle Dance of Honey Bees", "Honey bees dance a waggle dance to recruit foragers."),
    document("forage", "Foragers Follow the Waggle Dance", "Foragers read the angle of the waggle dance in the hive."),
    document("wax", "Wax Comb Geometry", "Hexagonal comb cells of wax save material in the hive."),
    document("ice", "Glacier Ice Flow", "Ice creeps downhill under its own weight."),
    document("melt", "Melting of Glacier Ice", "Meltwater speeds up glacier ice in summer."),
]


def test_the_most_similar_paper_comes_first_with_the_words_shared() -> None:
    paper, terms = related(*HIVE)["dance"][0]
    assert paper == "forage"
    assert set(map(str.lower, terms)) == {"waggle", "dance", "foragers"}


def test_papers_that_share_nothing_are_not_related() -> None:
    assert [paper for paper, _ in related(*HIVE)["ice"]] == ["melt"]


def test_papers_that_share_one_word_of_many_are_not_related() -> None:
    own = {name: " ".join(f"{name}{chr(97 + number)}x" for number in range(17)) for name in ("bee", "ice")}
    papers = [document(f"{name}-{number}", name, f"{own[name]} common") for name in own for number in range(2)]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(20)]
    assert [paper for paper, _ in related(*papers, *others)["bee-0"]] == ["bee-1"]


def test_a_word_that_many_papers_have_relates_none_but_a_topic_may_be_common() -> None:
    half = [document(f"bees-{number}", f"Bees {number}") for number in range(20)]
    others = [document(f"other-{number}", f"Glacier{number}") for number in range(20)]
    assert related(*half, *others) == {}
    half = [document(f"bees-{number}", f"Comb{number}", topics=["bees"]) for number in range(20)]
    assert len(related(*half, *others)) == 20


def test_words_that_only_one_paper_has_make_it_no_less_similar() -> None:
    own = " ".join(f"word{first}{second}x" for first in "abcdefgh" for second in "abcdefgh")
    papers = [document("one", "Comb", f"A waggle {own}."), document("two", "Other", "A waggle.")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert [paper for paper, _ in related(*papers, *others)["one"]] == ["two"]


def test_at_most_five_words_are_shown() -> None:
    papers = [document(name, "Waggle forager nectar comb hive queen drone larva") for name in ("one", "two")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    ((_, terms),) = related(*papers, *others)["one"]
    assert len(terms) == 5


def test_words_are_shown_as_most_papers_write_them_and_not_as_stems() -> None:
    many = [document(f"ice-{number}", "Glacier Ice", "Studies of glaciers and of glaciers.") for number in range(2)]
    ((_, terms),) = related(*many, *HIVE[:3])["ice-0"]
    assert "glaciers" in terms
    assert "glacier" not in terms


def test_a_shared_topic_is_a_reason() -> None:
    papers = [document("one", "Honey", topics=["apiculture"]), document("two", "Wax", topics=["apiculture"])]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert related(*papers, *others)["one"] == [("two", ("apiculture",))]


def test_a_word_is_not_repeated_beside_the_topic_it_stands_in() -> None:
    papers = [document(name, "Waggle", topics=["waggle dances"]) for name in ("one", "two")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert related(*papers, *others)["one"] == [("two", ("waggle dances",))]


def test_numbers_are_no_reasons() -> None:
    papers = [document(name, "Waggle in 1984") for name in ("one", "two")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert related(*papers, *others)["one"] == [("two", ("Waggle",))]


def test_a_formula_of_which_a_bracket_is_lost_is_no_reason() -> None:
    papers = [document("one", "Waggle in O(n2)"), document("two", "Waggle (O(n2))")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert related(*papers, *others)["one"] == [("two", ("Waggle",))]


def test_particles_of_other_languages_are_no_reasons_while_short_names_and_words_of_three_letters_are() -> None:
    papers = [document("one", "Bases de RL"), document("two", "Sources de RL")]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(4)]
    assert related(*papers, *others)["one"] == [("two", ("RL",))]
    papers = [document("one", "Bases of ice"), document("two", "Sources of ice")]
    assert related(*papers, *others)["one"] == [("two", ("ice",))]


def test_a_word_of_a_title_counts_more_than_one_of_an_abstract() -> None:
    papers = [
        document("bees", "Dances", "Combs are hexagonal in most hives that were observed."),
        document("title", "Dances", "Nothing else of the other is in this text at all."),
        document("abstract", "Else", "Combs are what this other text happens to be about."),
    ]
    others = [document(f"other-{number}", f"Glacier {number}") for number in range(9)]
    assert related(*papers, *others)["bees"][0][0] == "title"


def test_at_most_six_papers_are_related_and_equals_keep_their_order() -> None:
    twins = [document(f"twin-{number}", "Waggle Dance", "Bees waggle.") for number in range(9)]
    others = [document(f"other-{number}", f"Glacier number {number}") for number in range(40)]
    papers = [paper for paper, _ in related(*twins, *others)["twin-4"]]
    assert papers == ["twin-0", "twin-1", "twin-2", "twin-3", "twin-5", "twin-6"]


def test_of_more_papers_with_a_word_than_are_compared_those_are_in_which_it_is_strongest() -> None:
    def mention(number: int) -> Document:
        words = " ".join(f"aside{chr(97 + number // 52)}{chr(97 + number // 2 % 26)}{letter}x" for letter in "abcdefgh")
        return document(f"aside-{number}", f"Asides {words}", f"They waggle. {words}")

    bees = [document("bees", "Waggle"), *map(mention, range(80)), document("dance", "Waggle")]
    others = [document(f"other-{number}", f"Glacier{number}") for number in range(260)]
    assert related(*bees, *others)["bees"][0][0] == "dance"


def test_a_digest_of_one_paper_has_no_relations() -> None:
    assert related(HIVE[0]) == {}
    assert related() == {}


def test_chunks_and_ranges_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [
        document(f"p{number}", f"Paper on comb{number % 7} and wax{number % 5}", "Waggle") for number in range(60)
    ]
    whole = related(*papers, chunk=60)
    monkeypatch.setattr("sitegen.search.neighbours._ROWS_AT_ONCE", 4)
    monkeypatch.setattr("sitegen.search.neighbours._DOCUMENTS_AT_ONCE", 13)
    monkeypatch.setattr("sitegen.search.similarity._MIN_ROWS", 7)
    assert related(*papers, chunk=2) == whole


def test_one_paper_more_leaves_most_lists_alone() -> None:
    words = ["waggle", "comb", "glacier", "meltwater", "forager", "nectar", "moraine", "ridge", "crevasse", "queen"]
    papers = [
        document(f"p{number}", f"{words[number % 10]} {words[number % 7]}", f"{words[number % 9]} {words[number % 3]}")
        for number in range(200)
    ]
    before, after = related(*papers), related(*papers, document("new", "Crevasse Queen"))
    changed = [paper for paper in before if before[paper] != after[paper]]
    assert len(changed) < 40


def test_a_word_that_a_new_paper_brings_up_again_leaves_the_relations_of_old_papers_alone() -> None:
    moths = [
        document("moth", "Moth Larvae"),
        document("zircon", "Moth Larvae and Zircon"),
        document("silk", "Moth Larvae and Silk"),
        document("spider", "Spider Silk"),
    ]
    papers = moths + [document(f"p{number}", f"Glacier {number % 40}") for number in range(196)]
    before, after = related(*papers), related(*papers, document("new", "Zircon and Quartz"))
    assert [paper for paper, _ in before["moth"]] == ["zircon", "silk"]
    assert {paper: after[paper] for paper in before} == before


def test_papers_that_are_added_together_are_related_by_words_that_no_older_one_has() -> None:
    papers = [document(f"p{number}", f"Glacier {number % 40}") for number in range(100)]
    added = document("one", "Zircon and Quartz"), document("two", "Quartz and Zircon")
    assert [paper for paper, _ in related(*papers, *added)["one"]] == ["two"]


@pytest.mark.shared
def test_papers_that_answer_the_same_question_are_related(shared: Path) -> None:
    """Of six related papers of Cranfield, at least a third are judged to answer a question that the paper answers."""
    assert cranfield(shared / "data") >= 0.36
