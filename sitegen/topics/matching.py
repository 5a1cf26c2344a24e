"""Matches the vocabulary with texts: which topics each paper has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sitegen.topics.vocabulary import Slug, Spellings, Vocabulary
from sitegen.topics.words import normal_words

_TITLE_WEIGHT = 4
_MAX_REPEATS = 4
"""Occurrences in an abstract that count."""
_WHOLE, _PART = 10, 3
"""Weight of an occurrence, and of one within a longer spelling: "language models" in "large language models"."""


class Text(Struct, frozen=True, gc=False, array_like=True):
    """The text of a paper that topics are found in."""

    title: str
    abstract: str
    """Plain text."""
    topics: tuple[str, ...] = ()
    """Labels that the source or the editor gives the paper."""


def match_topics(texts: Sequence[Text], vocabulary: Vocabulary) -> list[tuple[Slug, ...]]:
    """Match a vocabulary with texts: the topics of each, best first.

    This is a task: the topics of a text depend on that text and the vocabulary only. An entry that is appended to the
    vocabulary takes no topic from any text, so that no topic's page disappears when others come.
    """
    spellings, order, sizes = vocabulary.spellings, vocabulary.order, vocabulary.sizes
    matches = []
    for text in texts:
        title, abstract = (_weights(spellings, normal_words(words)) for words in (text.title, text.abstract))
        weights = {slug: _TITLE_WEIGHT * max(occurrences) for slug, occurrences in title.items()}
        for slug, occurrences in abstract.items():
            weights[slug] = weights.get(slug, 0) + sum(sorted(occurrences)[-_MAX_REPEATS:])
        matches.append(tuple(sorted(weights, key=lambda slug: (-weights[slug] * (8 + 2 * sizes[slug]), order[slug]))))
    return matches


def _weights(spellings: Spellings, words: Sequence[str]) -> Mapping[Slug, list[int]]:
    """Weights of the occurrences of each topic."""
    weights: defaultdict[Slug, list[int]] = defaultdict(list)
    reach = 0
    for _, end, slug in spellings.find(words):
        weights[slug].append(_PART if end <= reach else _WHOLE)
        reach = max(reach, end)
    return weights
