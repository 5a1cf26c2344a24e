"""The subjects of papers that nobody has labelled, most telling first."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.catalog.terms import LONGEST, LongForms, expanded, observe, telling
from sitegen.catalog.words import BREAK, Folding, Reading, runs
from sitegen.model import PaperId

_TITLE_WEIGHT = 4.0
_REPEATS = 4
"""Occurrences in an abstract that count."""
_PART_WEIGHT = 0.3
"""What is left of a term's weight beside a longer one that holds it."""


class Subjects(Struct, frozen=True):
    """Terms found in papers."""

    spellings: Mapping[str, tuple[str, ...]]
    """Key → runs of normal words that it is spelt with."""
    ranked: Mapping[PaperId, list[str]]
    """Keys, most telling first; papers without any are absent."""


def find_subjects(
    readings: Mapping[PaperId, Reading], folding: Folding, long_forms: LongForms, known: Iterable[str]
) -> Subjects:
    """Looks for subjects in papers.

    Args:
        readings: the papers to look in, oldest first.
        folding: what read them.
        long_forms: abbreviations of the papers.
        known: labels that other papers are given, which need no proof here.
    """
    names = folding.names() - long_forms.keys()
    usage = observe(readings.values(), long_forms, names)
    terms = telling(usage, long_forms, names, len(readings))[: most_topics(len(readings))]
    spellings = {term.key: term.spellings for term in terms}
    for label in known:
        words = folding.read(label)
        if BREAK not in words and 2 <= len(words) <= LONGEST:
            spellings.setdefault("".join(words), (" ".join(words),))
    keys = {spelling: key for key, spelt in spellings.items() for spelling in spelt}
    starts = {spelling.partition(" ")[0] for spelling in keys}
    counted = {paper: _counted(reading, keys, starts, long_forms) for paper, reading in readings.items()}
    frequency = Counter(key for found in counted.values() for key in found)
    rarity = {key: math.log2(1 + len(readings) / papers) for key, papers in frequency.items()}
    ranked = {paper: _ranked(found, rarity, spellings) for paper, found in counted.items() if found}
    return Subjects(spellings, ranked)


def most_topics(papers: int) -> int:
    """How many topics a reader can overlook: some forty for a day, a few hundred for a field's literature."""
    return round(12 + 5 * math.sqrt(papers))


def _counted(
    reading: Reading, keys: Mapping[str, str], starts: Collection[str], long_forms: LongForms
) -> dict[str, float]:
    """How much each term stands out in a paper, by key."""
    weights: defaultdict[str, float] = defaultdict(float)
    for words, weight, most in ((reading.title, _TITLE_WEIGHT, _TITLE_WEIGHT), (reading.body, 1.0, float(_REPEATS))):
        found: Counter[str] = Counter()
        for run in runs(expanded(words, long_forms)):
            size = len(run)
            for start in range(size):
                if run[start] not in starts:
                    continue
                term = ""
                for end in range(start, min(size, start + LONGEST)):
                    term = f"{term} {run[end]}" if term else run[end]
                    if term in keys:
                        found[keys[term]] += 1
        for key, count in found.items():
            weights[key] += min(most, weight * count)
    return weights


def _ranked(
    found: Mapping[str, float], rarity: Mapping[str, float], spellings: Mapping[str, Sequence[str]]
) -> list[str]:
    def worth(key: str) -> float:
        part = any(key != other and key in other for other in found)
        length = 1 + 0.2 * spellings[key][0].count(" ")
        return round(found[key] * rarity[key] * length * (_PART_WEIGHT if part else 1), 6)

    return sorted(found, key=lambda key: (-worth(key), key))
