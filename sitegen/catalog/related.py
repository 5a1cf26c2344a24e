"""Papers that belong together, and the words that say so.

Every paper becomes a vector of its most telling words, phrases and topics, weighted by how often it uses them and how
few others do (tf-idf); two papers are as near as the angle between their vectors is small. Only the papers that use a
term most are compared by it, so the work grows with the number of papers and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TypeAlias

from sitegen.catalog.labels import plain_case
from sitegen.catalog.wordlists import COMMON, VAGUE
from sitegen.catalog.words import BREAK, TOKEN, Folding, Reading
from sitegen.model import Paper, PaperId, Related

MOST = 6
"""Related papers of a paper."""
MOST_TERMS = 5
"""Shared terms that are shown."""

_VECTOR = 40
"""Terms that stand for a paper."""
_COMPARED = 14
"""Of them, those by which others are found."""
_ROUNDS = (_COMPARED, 6, 2)
"""How many of the strongest terms others are met by, in rounds, so that stronger terms count for more."""
_POSTINGS = 64
"""Papers that are found by one term: those in which it weighs most."""
_CANDIDATES = 32
"""Papers that are compared in full."""
_UNIT = 250
"""Weights are whole numbers, so that sums are exact on every machine; small, so that Python shares them."""
_NEAR = 0.05
"""Cosine below which papers are not related."""
_COMMON_SHARE = 0.2
"""Share of papers above which a word says nothing."""
_TITLE_WEIGHT = 2.0
_PHRASE_WEIGHT = 1.3
_TOPIC = "\0"
"""Before the slug of a topic, so that no word can be mistaken for one."""

Vector: TypeAlias = dict[int, int]
"""A paper's terms by number with their weights, strongest first; its length is about `_UNIT`."""


def relate(
    papers: Mapping[PaperId, Paper],
    readings: Mapping[PaperId, Reading],
    topics_of: Mapping[PaperId, Sequence[str]],
    labels: Mapping[str, str],
    folding: Folding,
) -> dict[PaperId, tuple[Related, ...]]:
    """The papers related to each paper, best first; papers without any are absent.

    Args:
        papers: in canonical order.
        readings: their normal words.
        topics_of: slugs of their topics.
        labels: slug → label.
        folding: what read them.
    """
    identifiers = list(papers)
    terms, vectors = _vectors([readings[paper] for paper in papers], [topics_of.get(paper, ()) for paper in papers])
    plain = folding.plain()
    related = {}
    for place, neighbours in enumerate(_neighbours(vectors, identifiers)):
        paper = identifiers[place]
        writing = _Writing(papers[paper], readings[paper], labels, plain)
        found = tuple(
            Related(identifiers[other], writing.shown(_shared(vectors[place], vectors[other], terms)))
            for other in neighbours
        )
        if found:
            related[paper] = found
    return related


def _vectors(readings: Sequence[Reading], topics: Sequence[Sequence[str]]) -> tuple[list[str], list[Vector]]:
    """All terms that several papers have, and each paper's vector of them."""
    phrases = {pair for reading in readings for pair in _pairs(reading.title) if pair[0] != " " != pair[-1]}
    frequency: Counter[str] = Counter()
    for (title, body), slugs in zip(readings, topics, strict=True):
        frequency.update({*title, *body, *phrases.intersection(_pairs(body)), *phrases.intersection(_pairs(title))})
        frequency.update([_TOPIC + slug for slug in slugs])
    for word in (BREAK, *VAGUE, *COMMON):
        del frequency[word]
    most = max(_COMMON_SHARE * len(readings), 4)
    # a word that every fifth paper uses tells nothing, while a topic may well be common
    shared = [term for term, papers in frequency.items() if papers > 1 and (papers <= most or not term.isalnum())]
    numbers = {term: number for number, term in enumerate(shared)}
    rarity = {
        term: (math.log(len(readings) / frequency[term]) + 0.1) * (_PHRASE_WEIGHT if " " in term else 1)
        for term in shared
    }
    vectors = [
        _vector(_frequencies(reading, slugs, phrases), rarity, numbers)
        for reading, slugs in zip(readings, topics, strict=True)
    ]
    return shared, vectors


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Each word with the next; beside a break the pair has a space at an end."""
    return map(" ".join, pairwise(words))


def _frequencies(reading: Reading, topics: Iterable[str], phrases: set[str]) -> dict[str, float]:
    """How often a paper uses each term; a title counts more."""
    found: dict[str, float] = dict(Counter([*reading.body, *filter(phrases.__contains__, _pairs(reading.body))]))
    for term in {*reading.title, *phrases.intersection(_pairs(reading.title))}:
        found[term] = found.get(term, 0) + _TITLE_WEIGHT
    found.update((_TOPIC + slug, _TITLE_WEIGHT) for slug in topics)
    return found


def _vector(frequencies: Mapping[str, float], rarity: Mapping[str, float], numbers: Mapping[str, int]) -> Vector:
    weighed = [
        (-(1 + math.log(frequency)) * rarity[term], term) for term, frequency in frequencies.items() if term in rarity
    ]
    weighed.sort()
    del weighed[_VECTOR:]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in weighed)) or 1
    return {numbers[term]: round(-weight / length * _UNIT) for weight, term in weighed}


def _neighbours(vectors: Sequence[Vector], identifiers: Sequence[PaperId]) -> Iterator[list[int]]:
    """For each paper the places of the nearest others, nearest first."""
    postings = _postings(vectors)
    near = _NEAR * _UNIT * _UNIT
    for place, vector in enumerate(vectors):
        met: Counter[int] = Counter()
        for strongest in _ROUNDS:
            for term in islice(vector, strongest):
                met.update(postings[term])
        del met[place]
        close = []
        for other in _most_met(met):
            its = vectors[other]
            product = sum([vector[term] * its[term] for term in vector.keys() & its.keys()])
            if product >= near:
                close.append((-product, identifiers[other], other))
        close.sort()
        yield [other for _, _, other in close[:MOST]]


def _postings(vectors: Sequence[Vector]) -> dict[int, list[int]]:
    """Term → the papers it says most of."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term in islice(vector, _COMPARED):
            found[term].append(place)
    for term, places in found.items():
        if len(places) > _POSTINGS:
            places.sort(key=lambda place: (-vectors[place][term], place))
            del places[_POSTINGS:]
    return found


def _most_met(met: Counter[int]) -> list[int]:
    """Those met several times, or at all where they are few; the most met of them where they are many."""
    several = [other for other, count in met.items() if count > 1]
    found = several if len(several) >= MOST else list(met)
    if len(found) > _CANDIDATES:
        # of equals stay those that were met first, which is by a stronger term
        found.sort(key=met.__getitem__, reverse=True)
        del found[_CANDIDATES:]
    return found


def _shared(one: Vector, other: Vector, terms: Sequence[str]) -> list[str]:
    """Terms of both, those that bring them nearest first."""
    common = sorted((-one[term] * other[term], terms[term]) for term in one.keys() & other.keys())
    return [term for _, term in common]


class _Writing:
    """Terms as one paper writes them."""

    def __init__(self, paper: Paper, reading: Reading, labels: Mapping[str, str], plain: Collection[str]) -> None:
        self._paper = paper
        self._reading = reading
        self._labels = labels
        self._plain = plain
        self._written: dict[str, str] = {}
        self._tokens: dict[str, list[str]] = {}

    def shown(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The first few terms, without those that another says too."""
        chosen: dict[str, str] = {}
        for term in terms:
            if len(chosen) == MOST_TERMS:
                break
            if term not in self._written:
                self._written[term] = self._as_written(term)
            written = self._written[term]
            letters = written.casefold()
            if not any(letters in other for other in chosen):
                chosen = {other: shown for other, shown in chosen.items() if other not in letters}
                chosen[letters] = written
        return tuple(chosen.values())

    def _as_written(self, term: str) -> str:
        if term.startswith(_TOPIC):
            return self._labels[term[1:]]
        sought = term.split(" ")
        for words, text in ((self._reading.body, self._paper.text), (self._reading.title, self._paper.facts.title)):
            start = -1
            while (start := _index(words, sought[0], start + 1)) >= 0:
                if words[start : start + len(sought)] == sought:
                    if text not in self._tokens:
                        self._tokens[text] = TOKEN.findall(text)
                    tokens = self._tokens[text][start : start + len(sought)]
                    return " ".join(plain_case(token, self._plain) for token in tokens)
        return term


def _index(words: list[str], word: str, start: int) -> int:
    try:
        return words.index(word, start)
    except ValueError:
        return -1
