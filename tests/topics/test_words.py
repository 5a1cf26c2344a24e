"""Words in their normal form, and abbreviations."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

import pytest

from sitegen.topics.abbreviations import definitions, learn_abbreviations, read_definitions
from sitegen.topics.words import beginnings, key, normal


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
        ("A hidden unit (Hu) rests.", []),
        ("Some deep network (DNs) rests.", [("DNs", "deep network")]),
        ("(LLM) at the start", []),
    ],
)
def test_abbreviations_are_learnt_where_the_text_spells_them_out(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == pairs


@pytest.mark.parametrize("before", ["bees (see below)", "bees (Apis)", "the BBC (BBC)", "(", "bees (apiary"])
def test_a_bracket_that_defines_nothing_does_not_end_the_search(before: str) -> None:
    pairs = list(definitions(f"We watch {before}, and we use large language models (LLMs) and a part of speech (POS)."))
    assert pairs == [("LLMs", "large language models"), ("POS", "part of speech")]


def learnt(*texts: str, written: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    return learn_abbreviations(chain.from_iterable(map(read_definitions, texts)), written)


def test_an_abbreviation_that_means_several_things_is_not_spelt_out() -> None:
    assert not learnt("dialogue act (DA)", "domain adaptation (DA)", "data assimilation (DA)")


def test_a_long_form_with_function_words_is_not_spelt_out() -> None:
    assert not learnt("part of speech (POS)")


def test_an_abbreviation_that_nearly_all_define_alike_is_spelt_out() -> None:
    alike = ["domain adaptation (DA)"] * 4
    assert learnt(*alike, "dialogue act (DA)") == {"da": ("domain", "adaptation")}


def test_hyphens_do_not_part_meanings() -> None:
    defined = learnt("time series (TS)", "time series (TS)", "time-series (TS)")
    assert defined == {"ts": ("time", "series")}


def test_an_abbreviation_written_like_a_word_is_not_spelt_out() -> None:
    assert learnt("Deep Audio Networks (DAN)", written={"dance"}) == {"dan": ("deep", "audio", "network")}
    assert not learnt("Deep Audio Networks (DAN)", written={"dan"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Models", "model"),
        ("LLMs", "LLM"),
        ("GUIs", "GUI"),
        ("AIs", "AI"),
        ("fine-tuning", "Finetuning"),
        ("quantisation", "quantization"),
        ("world modelling", "world modeling"),
        ("labelling", "labeling"),
        ("theories", "theory"),
        ("classes", "class"),
        ("matrices", "matrix"),
        ("model’s", "model"),
        ("AI’s", "AI"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize("word", ["analysis", "bias", "BIOS", "physics", "series", "loss", "time-series", "corpus"])
def test_words_that_end_like_plurals_stay(word: str) -> None:
    assert key(word) == word.lower().replace("-", "")


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("A/B testing", "AB testing"), ("pass@k", "pass k")])
def test_signs_part_labels(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("metrics topics heuristics", "metric topic heuristic"),
        ("analyses bases hypotheses corpora criteria", "analysis basis hypothesis corpus criterion"),
        ("matrices vertices indices lenses data", "matrix vertex index lens data"),
        ("studies skies ties classes boxes searches", "study sky tie class box search"),
        ("LLMs GPS GANs", "llm gps gan"),
        ("bias series physics status loss gas", "bias series physics status loss gas"),
        ("! $x$ http://a.org/Bees https://a.org/Bees", "! $x$ http://a.org/Bees https://a.org/Bees"),
        ("optimisation modelling labelled labelling", "optimization modeling labelled labeling"),
    ],
)
def test_words_are_compared_in_the_singular_and_with_american_endings(words: str, expected: str) -> None:
    assert " ".join(map(normal, words.split())) == expected


def test_a_label_in_capitals_begins_as_one_without_does() -> None:
    assert beginnings("Text-to-Image models") == beginnings("text-to-image models")
