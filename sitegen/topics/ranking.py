"""Which candidates readers of the papers would know as topics, best first.

What speaks for a candidate: several papers have it, titles have it (an author puts the topic there, and details
elsewhere), it has an abbreviation of its own, and its last word names a field.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from sitegen.topics.candidates import Candidate
from sitegen.topics.corpus import Corpus
from sitegen.topics.words import read_english

_ENOUGH = 3.0
"""Evidence that a topic needs."""
_ADJECTIVE_ENDINGS = ("al", "able", "ed", "ful", "ible", "ic", "ive", "less", "ous")


def best_candidates(candidates: Iterable[Candidate], corpus: Corpus) -> list[Candidate]:
    """Choose the candidates that name a topic, best first, and as many as a reader can take in."""
    size = corpus.size
    defined = {"".join(words) for words in corpus.abbreviations.values()}
    scores: dict[str, float] = {}
    topics: dict[str, Candidate] = {}
    for candidate in candidates:
        evidence = _evidence(candidate, enough_papers(size), candidate.key in defined, corpus.names)
        if evidence >= _ENOUGH:
            topics[candidate.key] = candidate
            share = candidate.titles / candidate.papers
            weight = math.log2(1 + candidate.papers) * (0.3 + share) * (1 + 0.2 * len(candidate.words))
            scores[candidate.key] = round(evidence * weight, 6)
    whole = sorted(_whole(topics), key=lambda topic: (-scores[topic.key], topic.key))
    return whole[: most_topics(size)]


def enough_papers(size: int) -> int:
    """How many of `size` papers are several: two on the first days, three of a hundred, eight of ten thousand."""
    return max(2 + (size >= 100), round(math.log2(max(2, size)) - 5))


def most_topics(size: int) -> int:
    """How many topics a reader can take in: some forty for a day, a few hundred for a field's literature."""
    return round(12 + 5 * math.sqrt(size))


def _evidence(candidate: Candidate, support: int, defined: bool, names: Collection[str]) -> float:
    """How surely a candidate names a topic."""
    english, words, papers, titles = read_english(), candidate.words, candidate.papers, candidate.titles
    head, share = words[-1], titles / papers
    evidence = (papers >= support) + min(titles, 2) + 0.5 * (share >= 0.2) - 1.5 * (papers >= 20 and share < 0.08)
    if head in english.not_heads:
        return 0
    if len(words) == 1:
        return evidence if head in names or head in english.subjects else 0
    if head.endswith(_ADJECTIVE_ENDINGS) and head not in english.nouns_like_adjectives | english.fields:
        return 0
    evidence += 2 * (head in english.fields) or head in english.kinds
    if defined:
        evidence += 2
    elif words[0] in english.vague:
        evidence -= 2
    if head == "model" and (words[-2].endswith(("ing", "tion", "sis")) or (papers >= 20 and share < 0.15)):
        evidence -= 1.5
    return evidence


def _whole(topics: Mapping[str, Candidate]) -> Iterator[Candidate]:
    """Topics that are no part of another (`carlo tree search`) and no padding of one (`machine translation system`)."""
    within: dict[str, int] = {}
    for topic in topics.values():
        for start, end in combinations(range(len(topic.words) + 1), 2):
            part = "".join(topic.words[start:end])
            if part != topic.key:
                within[part] = max(within.get(part, 0), topic.papers)
    for topic in topics.values():
        if within.get(topic.key, 0) < 0.75 * topic.papers and not _is_padded(topic, topics):
            yield topic


def _is_padded(topic: Candidate, topics: Mapping[str, Candidate]) -> bool:
    """Whether a topic is another one with a word before or behind it that adds nothing."""
    english = read_english()
    first, *rest = topic.words
    *start, last = topic.words
    wrapped = len(start) > 1 and last in english.wrappers and "".join(start) in topics
    return wrapped or (first in english.openers and "".join(rest) in topics)
