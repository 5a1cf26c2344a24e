"""Which topics are found in papers, and how they are written."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.topics import Text, TopicEntry, Vocabulary, tokenise
from sitegen.topics.corpus import make_corpus
from sitegen.topics.finding import find_topics
from tests.topics.papers import LLM, found


def test_abbreviation_case_and_plural_are_one_topic_spelt_out() -> None:
    assert found(LLM) == {"large language models": ("LLMs",)}


@pytest.mark.parametrize(
    ("titles", "label"),
    [
        (("Vector Quantization for Bees", "Fast vector quantisation"), "vector quantization"),
        (("3D Gaussian Splatting", "More 3D Gaussian splatting"), "3D Gaussian splatting"),
        (("Text-to-Image Generation", "Better Text-to-Image Generation"), "text-to-image generation"),
        (("Time-Series Forecasting", "Time Series Forecasting with Bees"), "time-series forecasting"),
        (("Reinforcement Learning for Bees", "Bees and Reinforcement Learning"), "reinforcement learning"),
    ],
)
def test_a_label_is_written_as_the_field_does(titles: tuple[str, str], label: str) -> None:
    abstracts = (f"We study {label} here.", f"Here {label} is seen.")
    assert list(found([*map(Text, titles, abstracts)])) == [label]


def test_a_name_keeps_its_capitals_and_a_kind_of_thing_is_in_the_plural() -> None:
    titles = ("Kalman Networks", "A Kalman Network for Bees", "Kalman networks again")
    assert list(found([Text(title, "We train kalman networks.") for title in titles])) == ["Kalman networks"]


def test_a_word_has_a_capital_if_most_papers_write_one_within_a_sentence() -> None:
    sloppy = Text("On Bees", "Some hebbian rules.")
    texts = [Text("Of Hebbian Learning", "We study Hebbian learning."), Text("More Hebbian Learning", "")]
    assert list(found([*texts, sloppy])) == ["Hebbian learning"]
    texts = [Text("Of Waggle Learning", "We study waggle learning.")]
    texts += [Text(f"Waggle Learning {number}", "Why? Waggle learning works.") for number in range(3)]
    assert list(found(texts)) == ["waggle learning"]


def test_a_hyphenated_word_has_no_capital_where_one_of_its_parts_has_none() -> None:
    texts = [Text("On Waggle-Dance recognition", "Bees dance."), Text("More Waggle-Dance recognition", "")]
    assert list(found(texts)) == ["waggle-dance recognition"]


def test_a_shouted_title_is_written_in_lower_case() -> None:
    texts = [Text("WAGGLE RECOGNITION", "The waggle."), Text("WAGGLE RECOGNITION AT NIGHT", "")]
    assert list(found(texts)) == ["waggle recognition"]


def test_an_acronym_that_is_a_word_too_keeps_its_capitals() -> None:
    texts = [Text("On CLIP recognition", "We clip pictures."), Text("More CLIP recognition", "")]
    assert list(found(texts)) == ["CLIP recognition"]


def test_things_of_a_kind_are_called_by_their_plural_where_any_paper_does() -> None:
    titles = ("A reward model", "The reward model", "Reward models")
    assert [label.lower() for label in found([Text(title, "") for title in titles])] == ["reward models"]
    titles = ("An image generation", "The image generation", "Image generations")
    assert [label.lower() for label in found([Text(title, "") for title in titles])] == ["image generation"]


def test_phrases_of_every_abstract_are_no_topics() -> None:
    abstract = (
        "Extensive experiments show that the proposed method reaches state-of-the-art performance. "
        "Our code is available at https://github.com/bees/code. "
        "We introduce a novel approach and a comprehensive evaluation framework."
    )
    titles = ("A Novel Approach", "The Proposed Method: Extensive Experiments", "State-of-the-Art Performance")
    assert not found([Text(title, abstract) for title in titles])


def test_a_part_of_a_longer_term_is_no_topic() -> None:
    titles = ("Graph Neural Networks", "Deep Graph Neural Networks", "On Graph Neural Networks")
    assert list(found([Text(title, f"{title} are used.") for title in titles])) == ["graph neural networks"]


def test_a_name_is_a_topic_by_itself_unless_it_is_also_a_word() -> None:
    texts = [Text("LoRA for Bees", "We use LoRA."), Text("Faster LoRA", "LoRA again.")]
    assert list(found(texts)) == ["LoRA"]
    assert not found([*texts, Text("A Parrot", "The lora is a parrot.")])


@pytest.mark.parametrize(("words", "is_name"), [("GPT-4", True), ("LoRA-BERT", False)])
def test_two_names_with_a_hyphen_are_no_name(words: str, is_name: bool) -> None:
    assert list(found([Text(f"{words} for Bees", ""), Text(f"Faster {words}", "")])) == [words] * is_name


def test_some_words_are_a_topic_by_themselves() -> None:
    assert [label.lower() for label in found([Text("Pruning Hives", ""), Text("More Pruning", "")])] == ["pruning"]
    assert not found([Text("Queens", ""), Text("More Queens", "")])


@pytest.mark.parametrize(
    "title", ["The Model's Reasoning", "The Model’s Reasoning", "7B Classification", "1st Retrieval", "40% Compression"]
)
def test_owners_and_numbers_are_no_part_of_a_topic(title: str) -> None:
    assert not found([Text(title, title)] * 2)


def test_words_that_others_always_follow_are_no_topic() -> None:
    titles = ("Speech Recognition Error Correction", "Speech Recognition Error Detection")
    labels = found([Text(f"{title} {more}", "") for title in titles for more in ("in Hives", "at Night")])
    assert [label.lower() for label in labels] == [title.lower() for title in titles]
    assert found([Text("Speech Recognition Error", "")] * 4)


def test_words_that_others_follow_in_half_of_all_places_are_a_topic() -> None:
    trees = ("Oak", "Elm", "Fir", "Ash")
    for others, is_topic in ((trees[1:], True), (trees, False)):
        papers = [*[Text("Bee Dance", "")] * 3, *(Text(f"Bee Dance {tree}", "") for tree in others)]
        assert bool(found(papers)) == is_topic


def test_a_field_is_found_in_abstracts_alone() -> None:
    abstract = "This is about sentiment classification."
    assert list(found([Text("On Bees", abstract), Text("On Wax", abstract)])) == ["sentiment classification"]


def test_words_that_others_always_precede_are_no_topic() -> None:
    assert not found([Text(f"{colour} Bee Dance", "") for colour in ("Blue", "Red", "Green", "Grey")])
    assert found([Text("Bee Dance", "")] * 2)
    trees = ("Oak", "Elm", "Fir", "Ash", "Yew", "Fig", "Tea", "Pea", "Rye", "Oat")
    for others, is_topic in ((trees[1:], True), (trees, False)):
        papers = [Text("Bee Dance", ""), *(Text(f"{tree} Bee Dance", "") for tree in others)]
        assert bool(found(papers)) == is_topic


def test_a_term_that_only_dresses_up_another_is_no_topic() -> None:
    titles = ("Machine Translation Systems", "A Machine Translation System", *["Machine Translation"] * 2)
    assert list(found([Text(title, "") for title in titles])) == ["machine translation"]


def test_titles_alone_are_enough() -> None:
    titles = ("Image Segmentation of Hives", "Hives by Image Segmentation")
    assert [label.lower() for label in found([Text(title, "") for title in titles])] == ["image segmentation"]


def test_one_paper_alone_makes_no_topic() -> None:
    assert not found([Text("Image Segmentation", "Image segmentation and image segmentation.")])


def test_a_topic_needs_as_many_papers_as_the_editor_says() -> None:
    assert not found(LLM, minimum=3)


def test_texts_in_other_languages_give_no_english_fragments() -> None:
    text = (
        "Nous présentons dans cet article une méthode de génération de texte pour le français et pour la langue. " * 4
    )
    assert not found([Text("Génération de texte pour la langue", text)] * 3)


def test_one_more_paper_changes_little() -> None:
    subjects = ["image generation", "speech synthesis", "machine translation", "vector quantization", "graph matching"]
    papers = [
        Text(f"{subjects[number % 5].title()} in Hive {number}", f"On {subjects[number % 5]} for bees.")
        for number in range(40)
    ]
    assert found(papers).keys() == set(subjects)
    assert found([*papers, Text("A Bee's Image Generation", "On image generation.")]).keys() == set(subjects)


def test_a_label_with_many_hyphens_takes_no_time() -> None:
    word = "A" + "-b" * 60 + "1"
    assert found([Text(f"{word} Retrieval", f"On {word} retrieval.")] * 2)


def test_topics_do_not_depend_on_how_papers_are_cut_into_chunks_or_ordered() -> None:
    titles = ("Dance of Large Language Models", "A Time-Series Dance", "Time series forecasting", "Timeseries models")
    texts = [Text(title, f"{title}: the large language models (LLMs) dance. An LLM.") for title in titles]
    whole = find_topics(make_corpus([tokenise(texts)]), Vocabulary(), minimum=2)
    assert whole
    assert find_topics(make_corpus(tokenise([text]) for text in reversed(texts)), Vocabulary(), minimum=2) == whole


# -- topics that are given ---------------------------------------------------------------------------------------------


def test_a_label_given_to_papers_is_written_as_most_do() -> None:
    given = ["Vision-Language Models", "vision language model", "vision-language models", "vision-language models"]
    assert list(found([Text("A", "", (label,)) for label in given])) == ["vision-language models"]


def test_a_given_label_needs_no_evidence_in_titles() -> None:
    assert list(found([Text("One", "", ("paper review",)), Text("Two", "", ("Paper review",))])) == ["Paper review"]


def test_a_label_given_to_one_paper_counts_with_the_texts_that_have_it() -> None:
    papers = [Text("One", "", ("bee dance",)), Text("Two", "The bee dance was watched for years.")]
    assert list(found(papers)) == ["bee dance"]
    assert not found(papers[:1])


def test_a_paper_counts_once_for_a_given_label_however_often_it_has_it() -> None:
    papers = [Text("One", "", ("bee dance",)), Text("The bee dance", "The bee dance was watched for years.")]
    assert not found(papers, minimum=3)


def test_a_given_abbreviation_is_its_long_form() -> None:
    papers = [*LLM, Text("A", "", ("LLM",)), Text("B", "", ("LLM",))]
    assert found(papers) == {"LLM": ("large language models",)}


def test_papers_that_are_given_topics_are_not_searched_for_others() -> None:
    assert list(found([Text(text.title, text.abstract, ("steering",)) for text in LLM])) == ["steering"]


# -- what is known already ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known",
    [
        TopicEntry(slug="llm", label="LLM"),
        TopicEntry(slug="llm", label="Large Language Model"),
        TopicEntry(slug="llm", label="giants", spellings=("LLMs",)),
        TopicEntry(slug="llm", label="LLM", ban=True),
        TopicEntry(slug="llm", label="LLM", merge="bees"),
    ],
)
def test_a_known_topic_is_not_found_again(known: TopicEntry) -> None:
    assert not found(LLM, Vocabulary((TopicEntry(slug="bees", label="bees"), known)))


def test_a_new_topic_gets_a_slug_of_its_own() -> None:
    known = TopicEntry(slug="large-language-models", label="giants", spellings=("giant models",))
    (topic,) = find_topics(make_corpus([tokenise(LLM)]), Vocabulary((known,)), minimum=2)
    assert topic.slug.startswith("large-language-models-")


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80), st.text(max_size=10)), max_size=5))
def test_any_text_can_be_searched_and_what_is_found_is_found_once(rows: list[tuple[str, str, str]]) -> None:
    texts = [Text(title, text, (label,) if label else ()) for title, text, label in rows] * 2
    topics = find_topics(make_corpus([tokenise(texts)]), Vocabulary(), minimum=2)
    assert not find_topics(make_corpus([tokenise(texts)]), Vocabulary(topics), minimum=2)


@pytest.mark.shared
@pytest.mark.slow
def test_the_literature_of_a_field_has_the_topics_its_readers_would_name(shared: Path) -> None:
    lines = gzip.decompress((shared / "data" / "acl" / "sample-2k.jsonl.gz").read_bytes()).splitlines()
    rows = [json.loads(line) for line in lines]
    labels = found([Text(row["title"], row["abstract"]) for row in rows]).keys()
    assert labels >= {
        "coreference resolution",
        "large language models",
        "machine translation",
        "named entity recognition",
        "question answering",
        "relation extraction",
        "sentiment analysis",
        "word embeddings",
    }
    assert 100 < len(labels) < 300
