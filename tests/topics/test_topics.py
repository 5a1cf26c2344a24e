"""Topics as a reader sees them: whose labels win, which are found, how they are written."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from sitegen.catalog import abbreviations, assemble, words
from sitegen.catalog.lexicon import Lexicon
from sitegen.config import Config, TopicRules
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Facts, Paper


def paper(number: int, title: str, text: str = "", topics: tuple[str, ...] = ()) -> Paper:
    return Paper(id=f"p{number}", facts=Facts(title=title, topics=topics), text=text, path=f"papers/p{number}.md")


def catalogue(papers: Iterable[Paper], **rules: object) -> Catalog:
    return assemble(papers, [], [], Config(topics=TopicRules(**rules)), Report())  # type: ignore[arg-type]


def labels(catalog: Catalog) -> set[str]:
    return {topic.label for topic in catalog.topics}


def of(catalog: Catalog, identifier: str) -> list[str]:
    names = {topic.slug: topic.label for topic in catalog.topics}
    return [names[slug] for slug in catalog.topics_of.get(identifier, ())]


LLM = [
    paper(1, "Steering Large Language Models", "We steer large language models (LLMs) with a dial."),
    paper(2, "A Study of LLMs", "How LLMs are built is described. An LLM is large."),
    paper(3, "On Bees", "Bees dance to tell where the flowers are."),
]


# -- labels that are given ---------------------------------------------------------------------------------------------


def test_a_label_given_to_two_papers_is_a_topic() -> None:
    catalog = catalogue([paper(1, "One", topics=("beekeeping", "honey")), paper(2, "Two", topics=("beekeeping",))])
    (topic,) = catalog.topics
    assert (topic.slug, topic.label, topic.papers) == ("beekeeping", "beekeeping", ("p1", "p2"))
    assert catalog.topics_of == {"p1": ("beekeeping",), "p2": ("beekeeping",)}


def test_given_labels_win_over_found_ones() -> None:
    papers = [*LLM[:2], paper(4, "More Large Language Models", "Large language models.", topics=("beekeeping",))]
    papers.append(paper(5, "Bees", topics=("beekeeping",)))
    assert of(catalogue(papers), "p4") == ["beekeeping"]


def test_given_labels_keep_their_order_however_many_they_are() -> None:
    given = ("honey", "wax", "queens", "drones", "swarms", "hives", "smoke")
    catalog = catalogue([paper(1, "One", topics=given), paper(2, "Two", topics=given)])
    assert of(catalog, "p1") == list(given)


def test_labels_that_differ_in_case_plural_and_hyphens_are_one_and_written_as_most_papers_do() -> None:
    given = ["Vision-Language Models", "vision language model", "vision-language models", "vision-language models"]
    catalog = catalogue([paper(number, "A", topics=(label,)) for number, label in enumerate(given)])
    assert labels(catalog) == {"vision-language models"}
    assert len(catalog.topics[0].papers) == 4


def test_a_given_abbreviation_is_its_long_form() -> None:
    papers = [*LLM, paper(4, "A", topics=("LLM",)), paper(5, "B", topics=("large language models",))]
    (topic,) = catalogue(papers).topics
    assert {"p4", "p5"} <= set(topic.papers)


def test_a_label_given_to_others_is_found_in_the_text_of_those_without_labels() -> None:
    papers = [paper(1, "One", topics=("bee dance",)), paper(2, "Two", "The bee dance was watched for years.")]
    assert of(catalogue(papers), "p2") == ["bee dance"]


# -- the editor's rules ------------------------------------------------------------------------------------------------


def test_the_editor_names_a_topic_that_nothing_would_find() -> None:
    papers = [
        paper(1, "On papers", "The review of papers."),
        paper(2, "Paper review", topics=("honey",)),
        paper(3, "No"),
    ]
    catalog = catalogue([*papers, paper(4, "A paper-review")], names=("Paper review",))
    assert labels(catalog) == {"Paper review"}
    assert catalog.topics[0].papers == ("p2", "p4")


def test_a_name_is_found_in_any_number_and_by_its_abbreviation() -> None:
    catalog = catalogue(LLM, names=("Large language models",))
    assert labels(catalog) == {"Large language models"}
    assert catalog.topics[0].papers == ("p1", "p2")


def test_a_name_is_not_found_within_other_words() -> None:
    assert not catalogue([paper(1, "Beehives"), paper(2, "Honeybee")], names=("bee",)).topics


def test_the_editor_merges_labels() -> None:
    papers = [paper(1, "One", topics=("apiculture",)), paper(2, "Two", topics=("Beekeeping",))]
    catalog = catalogue(papers, merge={"Apiculture": "Bees"})
    assert labels(catalog) == set()
    catalog = catalogue(papers, merge={"Apiculture": "Bees", "beekeeping": "Bees"})
    assert (labels(catalog), of(catalog, "p1")) == ({"Bees"}, ["Bees"])


def test_the_editor_bans_a_label_however_it_is_written() -> None:
    assert labels(catalogue(LLM)) == {"large language models"}
    assert not catalogue(LLM, ban=("Large Language Model",)).topics
    assert not catalogue(LLM, ban=("LLMs",)).topics


def test_the_editor_says_how_many_papers_a_topic_needs() -> None:
    assert not catalogue(LLM, minimum=3).topics
    assert labels(catalogue([paper(1, "One", topics=("honey",))], minimum=1)) == {"honey"}


def test_the_editor_turns_finding_off() -> None:
    assert not catalogue(LLM, find=False).topics


# -- labels that are found ---------------------------------------------------------------------------------------------


def test_abbreviation_case_and_plural_are_one_topic_spelt_out() -> None:
    catalog = catalogue(LLM)
    assert labels(catalog) == {"large language models"}
    assert catalog.topics[0].papers == ("p1", "p2")


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
    texts = (f"We study {label} here.", f"Here {label} is seen.")
    papers = [paper(number, title, text) for number, (title, text) in enumerate(zip(titles, texts, strict=True))]
    assert labels(catalogue(papers)) == {label}


def test_phrases_of_every_abstract_are_no_topics() -> None:
    text = (
        "Extensive experiments show that the proposed method reaches state-of-the-art performance. "
        "Our code is available at https://github.com/bees/code. "
        "We introduce a novel approach and a comprehensive evaluation framework."
    )
    titles = ("A Novel Approach", "The Proposed Method: Extensive Experiments", "State-of-the-Art Performance")
    assert not catalogue([paper(number, title, text) for number, title in enumerate(titles)]).topics


def test_a_part_of_a_longer_term_is_no_topic() -> None:
    titles = ("Graph Neural Networks", "Deep Graph Neural Networks", "On Graph Neural Networks")
    found = labels(catalogue([paper(number, title, f"{title} are used.") for number, title in enumerate(titles)]))
    assert found == {"graph neural networks"}


def test_a_paper_has_a_handful_of_found_labels() -> None:
    fields = ["image", "speech", "video", "music", "motion", "story", "melody"]
    title = ", ".join(f"{field} generation" for field in fields)
    catalog = catalogue([paper(number, title) for number in range(3)])
    assert all(len(carried) <= 5 for carried in catalog.topics_of.values())


def test_texts_in_other_languages_give_no_english_fragments() -> None:
    text = (
        "Nous présentons dans cet article une méthode de génération de texte pour le français et pour la langue. " * 4
    )
    assert not catalogue([paper(number, "Génération de texte pour la langue", text) for number in range(3)]).topics


def test_one_more_paper_changes_little() -> None:
    subjects = ["image generation", "speech synthesis", "machine translation", "vector quantization", "graph matching"]
    papers = [
        paper(number, f"{subjects[number % 5].title()} in Hive {number}", f"On {subjects[number % 5]} for bees.")
        for number in range(40)
    ]
    before = labels(catalogue(papers))
    after = labels(catalogue([*papers, paper(99, "A Bee's Image Generation", "On image generation.")]))
    assert before == after == set(subjects)


def test_titles_alone_are_enough() -> None:
    papers = [paper(1, "Image Segmentation of Hives"), paper(2, "Hives by Image Segmentation")]
    assert {label.lower() for label in labels(catalogue(papers))} == {"image segmentation"}


@pytest.mark.shared
@pytest.mark.slow
def test_the_literature_of_a_field_has_the_topics_its_readers_would_name(shared: Path) -> None:
    lines = gzip.decompress((shared / "data" / "acl" / "sample-2k.jsonl.gz").read_bytes()).splitlines()
    rows = [json.loads(line) for line in lines]
    catalog = catalogue(paper(number, row["title"], row["abstract"]) for number, row in enumerate(rows))
    assert labels(catalog) >= {
        "coreference resolution",
        "large language models",
        "machine translation",
        "named entity recognition",
        "question answering",
        "relation extraction",
        "sentiment analysis",
        "word embeddings",
    }
    assert 100 < len(catalog.topics) < 300
    assert len(catalog.topics_of) > 0.75 * len(rows)


# -- words and abbreviations -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("We use large language models (LLMs) daily.", [("LLMs", "large language models")]),
        (
            "A Vector-Quantized Variational Autoencoder (VQ-VAE).",
            [("VQ-VAE", "Vector-Quantized Variational Autoencoder")],
        ),
        ("See the appendix (A) and the table (see below).", []),
        ("The bees (BBC) came.", []),
        ("(LLM) at the start", []),
    ],
)
def test_abbreviations_are_learnt_where_the_text_spells_them_out(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(abbreviations.definitions(text)) == pairs


def learnt(*texts: str, written: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    lexicon = Lexicon()
    return abbreviations.learn([abbreviations.read(text, lexicon) for text in texts], lambda word: word in written)


def test_an_abbreviation_that_means_several_things_is_not_spelt_out() -> None:
    assert not learnt("dialogue act (DA)", "domain adaptation (DA)", "data assimilation (DA)")


def test_an_abbreviation_written_like_a_word_is_not_spelt_out() -> None:
    assert learnt("Deep Audio Networks (DAN)", written={"dance"}) == {"dan": ("deep", "audio", "network")}
    assert not learnt("Deep Audio Networks (DAN)", written={"dan"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Models", "model"),
        ("LLMs", "LLM"),
        ("GUIs", "GUI"),
        ("fine-tuning", "Finetuning"),
        ("quantisation", "quantization"),
        ("theories", "theory"),
        ("classes", "class"),
        ("matrices", "matrix"),
        ("model’s", "model"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert words.key(one) == words.key(other)


@pytest.mark.parametrize("word", ["analysis", "bias", "GPS", "physics", "series", "loss", "time-series", "corpus"])
def test_words_that_end_like_plurals_stay(word: str) -> None:
    assert words.key(word) == word.lower().replace("-", "")
