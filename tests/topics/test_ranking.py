"""Which candidates name a topic."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sitegen.topics.candidates import Candidate
from sitegen.topics.corpus import Corpus
from sitegen.topics.ranking import best_candidates, enough_papers, most_topics


def candidate(words: str, papers: int, titles: int) -> Candidate:
    return Candidate(tuple(words.split()), papers, titles)


def chosen(
    *candidates: Candidate, size: int = 100, names: Iterable[str] = (), defined: Iterable[str] = ()
) -> list[str]:
    """The words of the candidates that name a topic, best first, in some papers.

    Args:
        names: words that are names.
        defined: long forms of abbreviations.
    """
    abbreviations = {f"x{number}": tuple(words.split()) for number, words in enumerate(defined)}
    corpus = Corpus(size, (), (), (), frozenset(names), abbreviations)
    return [" ".join(topic.words) for topic in best_candidates(candidates, corpus)]


@pytest.mark.parametrize(
    ("words", "papers", "titles"),
    [
        ("honey pot", 3, 2),
        ("image generation", 3, 0),
        ("bee agent", 3, 1),
        ("bee journal", 3, 2),
        ("honey model", 11, 2),
        ("honey model", 20, 3),
        ("accurate retrieval", 3, 2),
        ("pruning", 3, 2),
    ],
)
def test_a_topic_is_shown_by_its_papers_titles_and_last_word(words: str, papers: int, titles: int) -> None:
    assert chosen(candidate(words, papers, titles)) == [words]


@pytest.mark.parametrize(
    ("words", "papers", "titles"),
    [
        ("honey pot", 3, 0),
        ("honey pot", 2, 2),
        ("honey track", 3, 2),
        ("honey neural", 3, 2),
        ("accurate pot", 3, 2),
        ("bee agent", 20, 1),
        ("bee agent", 40, 2),
        ("honey generation model", 11, 2),
        ("pruning", 3, 1),
        ("honey", 9, 9),
    ],
)
def test_what_shows_too_little_is_no_topic(words: str, papers: int, titles: int) -> None:
    assert not chosen(candidate(words, papers, titles))


def test_titles_alone_make_no_topic_of_many_papers() -> None:
    assert chosen(candidate("honey pot", 4, 4), size=100)
    assert not chosen(candidate("honey pot", 4, 4), size=2000)


def test_an_abbreviation_of_its_own_speaks_for_a_topic() -> None:
    assert not chosen(candidate("accurate pot", 3, 1))
    assert chosen(candidate("accurate pot", 3, 1), defined=["accurate pot"]) == ["accurate pot"]


def test_a_name_is_a_topic_by_itself() -> None:
    assert chosen(candidate("lora", 3, 2), names=["lora"]) == ["lora"]


def test_a_part_of_a_topic_is_none_unless_many_more_papers_have_it() -> None:
    whole = candidate("monte carlo tree search", 9, 5)
    assert chosen(whole, candidate("carlo tree search", 12, 5)) == ["monte carlo tree search"]
    assert set(chosen(whole, candidate("tree search", 13, 5))) == {"monte carlo tree search", "tree search"}


@pytest.mark.parametrize("dressed", ["scaling language model", "machine translation system"])
def test_a_word_that_adds_nothing_makes_no_topic(dressed: str) -> None:
    first, *middle, last = dressed.split()
    plain = " ".join([first, *middle] if last == "system" else [*middle, last])
    assert chosen(candidate(dressed, 5, 5), candidate(plain, 50, 30)) == [plain]
    assert chosen(candidate(dressed, 5, 5)) == [dressed]


def test_a_single_word_with_another_behind_it_is_a_topic_of_its_own() -> None:
    assert chosen(candidate("pruning", 50, 30), candidate("pruning system", 5, 5)) == ["pruning", "pruning system"]


def test_the_best_come_first_and_no_more_than_a_reader_can_overlook() -> None:
    topics = [candidate(f"x{number} retrieval", number, number) for number in range(3, 60)]
    best = chosen(*topics, size=1)
    assert best == [" ".join(topic.words) for topic in reversed(topics)][: most_topics(1)]
    assert len(best) == 17


def test_more_papers_have_more_topics_which_more_of_them_have() -> None:
    assert [most_topics(size) for size in (1, 30, 100, 10_000)] == [17, 39, 62, 512]
    assert [enough_papers(size) for size in (1, 99, 100, 1000, 10_000)] == [2, 2, 3, 5, 8]
