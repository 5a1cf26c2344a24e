"""Which topics of a vocabulary a text has."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.topics import Text, TopicEntry, Vocabulary, match_topics, tokenise
from sitegen.topics.vocabulary import Spellings
from tests.topics.papers import labels_of


def vocabulary(*labels: str) -> Vocabulary:
    return Vocabulary(tuple(TopicEntry(slug=f"t{number}", label=label) for number, label in enumerate(labels)))


@pytest.mark.parametrize(
    "text",
    [
        "A vision-language model sees.",
        "Vision-Language Models see.",
        "Of vision language models.",
        "(vision‐language models)",
        "The Vision-Language-Model.",
    ],
)
def test_a_topic_is_found_in_any_case_and_number_and_with_any_hyphens(text: str) -> None:
    assert labels_of(Text("", text), vocabulary("vision-language models")) == ["vision-language models"]


@pytest.mark.parametrize("label", ["Vision-Language Models", "VISION-language model", "Vision Language Models"])
def test_a_topic_is_found_however_its_label_is_written(label: str) -> None:
    assert labels_of(Text("", "Of vision language models."), vocabulary(label)) == [label]


@pytest.mark.parametrize("text", ["Beehives", "Honeybee", "be e", "b, ee", "bee-keeping"])
def test_a_topic_is_not_found_within_other_words(text: str) -> None:
    assert not labels_of(Text(text, text), vocabulary("bee"))


@pytest.mark.parametrize("text", ["world. Models", "world (models)", "world, models", "a world of models"])
def test_nothing_may_stand_between_the_words(text: str) -> None:
    assert not labels_of(Text(text, text), vocabulary("world models"))


@pytest.mark.parametrize(
    ("label", "text"),
    [("C++", "in C++, fast"), ("A/B testing", "With A/B testing."), ("pass@k", "the pass@k of")],
)
def test_signs_in_a_label_count(label: str, text: str) -> None:
    assert labels_of(Text("", text), vocabulary(label)) == [label]
    assert not labels_of(Text("", "C and A B testing pass k"), vocabulary(label))


def test_a_single_letter_is_not_looked_for_in_texts() -> None:
    text = Text("Plan C", "We a) sort, b) merge and c) compare $a < c$ in the language C.")
    assert labels_of(text, vocabulary("C", "c")) == []
    topic = TopicEntry(slug="c", label="C", spellings=("C", "language C"))
    assert match_topics(tokenise([text]), Vocabulary((topic,))) == [("c",)]


def test_a_topic_with_spellings_is_found_by_them_whatever_it_is_called() -> None:
    topic = TopicEntry(slug="llm", label="Giants", spellings=("large language models", "LLM"))
    texts = [Text("", "We ask LLMs."), Text("", "A large language model."), Text("", "Giants sleep.")]
    assert match_topics(tokenise(texts), Vocabulary((topic,))) == [("llm",), ("llm",), ()]


def test_a_banned_topic_is_not_found_and_a_merged_one_leads_on() -> None:
    topics = (
        TopicEntry(slug="bees", label="bees"),
        TopicEntry(slug="wasps", label="wasps", merge="insects"),
        TopicEntry(slug="insects", label="insects", merge="bees"),
        TopicEntry(slug="hornets", label="hornets", ban=True),
        TopicEntry(slug="flies", label="flies", merge="hornets"),
    )
    texts = [Text("", "A wasp."), Text("", "A hornet."), Text("", "A fly."), Text("", "Wasps, bees and insects")]
    assert match_topics(tokenise(texts), Vocabulary(topics)) == [("bees",), (), (), ("bees",)]


def test_the_title_counts_more_than_the_abstract_and_often_more_than_once() -> None:
    text = Text("Of honey", "Wax and wax and wax. Queens, and honey.")
    assert labels_of(text, vocabulary("queen", "wax", "honey")) == ["honey", "wax", "queen"]


def test_a_word_repeated_without_end_counts_no_more_than_a_title() -> None:
    assert labels_of(Text("Of honey", "Wax. " * 9), vocabulary("honey", "wax")) == ["honey", "wax"]
    assert labels_of(Text("Of honey", "Wax. " * 4), vocabulary("wax", "honey")) == ["wax", "honey"]


def test_of_two_topics_the_longer_says_more() -> None:
    labels = ["image generation", "wax"]
    assert labels_of(Text("", "Wax and image generation."), vocabulary("wax", "image generation")) == labels


def test_a_topic_within_a_longer_one_comes_after_it() -> None:
    text = Text("", "Large language models. Large language models. And honey.")
    labels = labels_of(text, vocabulary("language models", "honey", "large language models"))
    assert labels == ["large language models", "honey", "language models"]


def test_a_topic_counts_where_it_stands_alone_however_often_it_is_within_a_longer_one() -> None:
    text = Text("", "Large language models. " * 4 + "Wax. " * 3 + "Language models. " * 4)
    labels = labels_of(text, vocabulary("wax", "language models", "large language models"))
    assert labels == ["large language models", "language models", "wax"]


def test_the_longest_spelling_is_found_first() -> None:
    spellings = Spellings.of({"time series": "T", "time series forecasting": "F"})
    assert list(spellings.find(["timeseries", "forecasting"], np.arange(2))) == [(0, 2, "F"), (0, 1, "T")]


_WORDS = st.sampled_from(["world", "models", "world-models", "LLM", "language", "bees.", "the", "C++"])
_TEXTS = st.lists(st.builds(Text, *[st.lists(_WORDS, max_size=6).map(" ".join)] * 2), max_size=8)
_VOCABULARIES = st.lists(st.lists(_WORDS, min_size=1, max_size=3).map(" ".join), max_size=6).map(
    lambda labels: vocabulary(*labels)
)


@given(_TEXTS, _VOCABULARIES, st.integers(0, 8))
def test_a_text_has_the_same_topics_whatever_stands_beside_it(
    texts: list[Text], vocabulary: Vocabulary, cut: int
) -> None:
    parts = match_topics(tokenise(texts[:cut]), vocabulary) + match_topics(tokenise(texts[cut:]), vocabulary)
    assert parts == match_topics(tokenise(texts), vocabulary)


@given(_TEXTS, _VOCABULARIES, st.integers(0, 6))
def test_a_longer_vocabulary_takes_no_topic_from_a_text(texts: list[Text], longer: Vocabulary, size: int) -> None:
    before = match_topics(tokenise(texts), Vocabulary(longer.topics[:size]))
    after = match_topics(tokenise(texts), longer)
    assert all(set(first) <= set(second) for first, second in zip(before, after, strict=True))


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_can_be_matched_with_any_label(title: str, abstract: str, labels: list[str]) -> None:
    assert len(match_topics(tokenise([Text(title, abstract)]), vocabulary(*labels))) == 1
