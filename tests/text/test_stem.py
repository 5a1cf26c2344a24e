"""Words are cut, trimmed and stemmed as lunr.js does it, and CJK the same here and in the browser."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from sitegen.text.stem import stem
from sitegen.text.tokens import STOP_WORDS, has_cjk, pieces, query_terms, segments, term, trim, words
from tests.search_site import node

WORDS_OF_PORTER = """
surveys survey keys way delay display employ caresses ponies ties caress cats feed agreed disabled matting mating
meeting milling messing meetings happy sky relational conditional rational valenci hesitanci digitizer conformabli
radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness
callousness
formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness revival
allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption
homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll yyy y yes yay
eed ing ed sing ss s ies sses tion ion é café naïve’s (e.g., 3.5% __init__ c++ o'brien 𝒜𝒜ing 𝒜s -- … ¿qué? e—mail
"""
PARTS = "a e y s ss ing ed eed at bl iz ational ness ful ion t ll er i b w x ment é 𝒜 ies ize ous ive ' . "


def terms(text: str) -> list[str]:
    """The terms that a text is indexed under, in its order."""
    return [found for piece in pieces(text) for word in words(piece) if (found := term(word))]


def assert_as_lunr(words: list[str]) -> None:
    for word, told in zip(words, node("stems.mjs", given=words), strict=True):
        assert (word, stem(word)) == (word, told["whole"])
        if not has_cjk(word):
            assert (word, trim(word), stem(trim(word))) == (word, told["trimmed"], told["stem"])
        assert (word, segments(word), query_terms(word)) == (word, told["segments"], told["terms"])


def test_words_are_stemmed_and_trimmed_as_lunr_does() -> None:
    dice = random.Random(7)
    made = ["".join(dice.choices(PARTS.split(), k=dice.randint(1, 6))) for _ in range(3000)]
    assert_as_lunr(WORDS_OF_PORTER.split() + made)


def test_runs_of_cjk_become_the_same_pairs_on_both_sides() -> None:
    found = ["面向大模型", "bert模型v2", "注意力は重要です。", "猫", "모델을", "𠮷野家", "ﾊﾝｶｸ", "(面向)", "大"]
    assert_as_lunr(found)
    assert terms("面向大模型 BERT模型") == ["面向", "向大", "大模", "模型", "bert", "模型"]
    for word in found:
        assert query_terms(word) == terms(word)


def test_words_put_together_with_signs_are_found_whole_and_in_parts() -> None:
    assert terms("(encoder/decoder)") == ["encoder/decod", "encod", "decod"]
    assert terms("the paper’s AT&T 3.5 e.g. v1.0 and/or") == [
        "paper’", "paper", "at&t", "3.5", "e.g", "v1.0", "v1", "and/or",
    ]  # fmt: skip
    texts = [
        "encoder/decoder",
        "paper’s",
        "https://github.com/x_y",
        "GPT.Next",
        "naïve/cafés",
        "“don’t”",
        "a—b—cd",
        "İnce (İnce)",
    ]
    for text, told in zip(texts, node("stems.mjs", given=texts), strict=True):
        assert told["located"] == terms(text)


def test_a_text_is_split_where_javascript_sees_a_space() -> None:
    assert pieces("a\u00a0b\u2028c\ufeffd\x1ce\x85f-g--h") == ["a", "b", "c", "d\x1ce\x85f", "g", "h"]


def test_stop_words_are_not_indexed_and_stay_in_queries() -> None:
    assert [term(word) for word in ("The", "(and)", "…", "Andes")] == ["", "", "", "and"]
    assert query_terms("the") == ["the"]
    assert len(STOP_WORDS) == 119


@pytest.mark.shared
@pytest.mark.slow
def test_every_word_of_real_papers_is_stemmed_as_lunr_does(shared: Path) -> None:
    words: set[str] = set()
    with gzip.open(shared / "data/acl/sample-10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words.update(pieces(" ".join([row["title"], row["abstract"], *row["authors"]]).lower()))
    assert len(words) > 50_000
    assert_as_lunr(sorted(words))
