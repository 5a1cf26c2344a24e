"""The newest papers as vectors, and their ranking in the browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from sitegen.search import newest
from sitegen.search.digits import decode
from sitegen.search.documents import Document, text_of
from sitegen.search.index import index_texts, merge
from sitegen.search.neighbours import LENGTH
from sitegen.search.similarity import Weighed, weigh
from tests.search.test_similarity import HIVE, document
from tests.search_site import node


def weighed(documents: Sequence[Document], chunk: int = 3) -> Weighed:
    starts = range(0, len(documents), chunk)
    postings, _ = merge([index_texts(list(map(text_of, documents[start : start + chunk])))] for start in starts)
    return weigh(postings, documents)


def vectors(file: dict[str, Any]) -> list[dict[str, int]]:
    """The weights of each vector by the terms themselves."""
    decoded = []
    for text in file["vectors"]:
        numbers, weights, term = list(decode(text)), {}, 0
        for step, weight in zip(numbers[::2], numbers[1::2], strict=True):
            term += step
            weights[file["terms"][term]] = weight
        decoded.append(weights)
    return decoded


def text(paper: Document) -> dict[str, Any]:
    """A paper as a reader's browser knows it."""
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "topics": [label for _, label in paper.topics],
    }


def ranked(
    documents: Sequence[Document], liked: Sequence[Document], unwanted: Sequence[Document] = ()
) -> list[dict[str, Any]]:
    file = newest.write(weighed(documents)).decode()
    given = {"file": file, "liked": list(map(text, liked)), "unwanted": list(map(text, unwanted))}
    found: list[dict[str, Any]] = node("newest.mjs", given=given)
    return found


def test_a_vector_holds_the_strongest_terms_with_their_weights() -> None:
    made, names = weighed(HIVE)
    file = json.loads(newest.write((made, names)))
    terms, weights = made.terms.reshape(-1, LENGTH), made.weights.reshape(-1, LENGTH)
    for row, vector in enumerate(vectors(file)):
        strongest = [at for at in range(newest.TERMS) if weights[row, at]]
        assert vector == {names.term(int(terms[row, at])): int(weights[row, at]) for at in strongest}
    assert file["names"][file["terms"].index("waggl")].lower() == "waggle"


def test_a_long_paper_has_twenty_terms_and_an_old_one_none() -> None:
    long = " ".join(f"w{chr(97 + number // 26)}{chr(97 + number % 26)}x" for number in range(60))
    papers = [document(f"p-{number}", f"Paper {number}", long if number < 2 else "") for number in range(2)]
    assert [len(vector) for vector in vectors(json.loads(newest.write(weighed(papers))))] == [newest.TERMS] * 2
    many = [document(f"p-{number}", f"Bees {number % 7} ice {number % 5}") for number in range(newest.PAPERS + 3)]
    file = json.loads(newest.write(weighed(many, chunk=500)))
    assert (file["first"], len(file["vectors"])) == (3, newest.PAPERS)


def test_the_same_papers_give_the_same_bytes_however_they_are_cut() -> None:
    assert newest.write(weighed(HIVE, chunk=1)) == newest.write(weighed(HIVE, chunk=5))


def test_a_site_without_papers_has_no_vectors() -> None:
    assert json.loads(newest.write(weighed([])))["vectors"] == []


def test_the_browser_weighs_a_text_as_the_build_does() -> None:
    # what resembles itself as much as can be has the very same weights
    scores = {HIVE[one["document"]].id: one["score"] for one in ranked(HIVE, [HIVE[0]])}
    assert scores["dance"] == pytest.approx(1, abs=0.02)


def test_the_newest_are_ranked_by_what_they_share_with_liked_papers() -> None:
    found = ranked(HIVE, [HIVE[0]])
    assert [HIVE[one["document"]].id for one in found][:2] == ["dance", "forage"]
    assert found[1]["because"] == "dance"
    assert {"waggle", "dance"} <= set(map(str.lower, found[1]["shared"]))
    assert not {"ice", "melt"} & {HIVE[one["document"]].id for one in found}


def test_a_liked_paper_need_not_be_among_the_newest_and_topics_count() -> None:
    old = document("old", "Unheard of", topics=["apiary"])
    papers = [*HIVE, *[document(f"a-{number}", f"Comb{number}", topics=["apiary"]) for number in range(3)]]
    found = ranked(papers, [old])
    assert {papers[one["document"]].id for one in found} == {"a-0", "a-1", "a-2"}
    assert found[0]["shared"] == ["apiary"]


def test_papers_like_an_unwanted_one_are_left_out() -> None:
    liked = [HIVE[0], HIVE[3]]
    assert "melt" in {HIVE[one["document"]].id for one in ranked(HIVE, liked)}
    assert "melt" not in {HIVE[one["document"]].id for one in ranked(HIVE, liked, [HIVE[4]])}


def test_without_liked_papers_nothing_is_ranked() -> None:
    assert ranked(HIVE, []) == []


def test_papers_that_share_no_word_with_a_name_are_not_recommended() -> None:
    liked, other = document("liked", "Addition", "Current choice."), document("other", "Benefits", "Current choice.")
    assert ranked([*HIVE, liked, other], [liked]) == []
