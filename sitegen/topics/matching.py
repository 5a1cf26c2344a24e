"""Matches the vocabulary with texts: which topics each paper has."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

from sitegen.topics.tokens import TokenisedTexts, text_numbers
from sitegen.topics.vocabulary import Slug, Vocabulary

Weights: TypeAlias = defaultdict[Slug, list[int]]
"""Of the occurrences of each topic."""
_TITLE_WEIGHT = 4
_MAX_REPEATS = 4
"""Occurrences in an abstract that count."""
_WHOLE, _PART = 10, 3
"""Weight of an occurrence, and of one within a longer spelling: "language models" in "large language models"."""


def match_topics(texts: TokenisedTexts, vocabulary: Vocabulary) -> list[tuple[Slug, ...]]:
    """Match a vocabulary with the texts of papers: the topics of each paper, best first.

    This is a task: the topics of a text depend on that text and the vocabulary only. An entry that is appended to the
    vocabulary takes no topic from any text, so that no topic's page disappears when others come.
    """
    text_of = text_numbers(texts.stream).data
    weights: list[Weights] = [defaultdict(list) for _ in range(2 * len(texts.topics))]
    reach = 0
    for start, end, slug in vocabulary.spellings.find(texts.words, texts.stream):
        weights[text_of[start]][slug].append(_PART if end <= reach else _WHOLE)
        reach = max(reach, end)
    return [_ranked(*paper, vocabulary) for paper in zip(weights[::2], weights[1::2], strict=True)]


def _ranked(title: Weights, abstract: Weights, vocabulary: Vocabulary) -> tuple[Slug, ...]:
    """The topics of a paper, best first."""
    order, sizes = vocabulary.order, vocabulary.sizes
    weights = {slug: _TITLE_WEIGHT * max(occurrences) for slug, occurrences in title.items()}
    for slug, occurrences in abstract.items():
        weights[slug] = weights.get(slug, 0) + sum(sorted(occurrences)[-_MAX_REPEATS:])
    return tuple(sorted(weights, key=lambda slug: (-weights[slug] * (8 + 2 * sizes[slug]), order[slug])))
