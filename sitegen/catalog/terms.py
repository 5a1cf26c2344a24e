"""Terms of the field, found in titles and abstracts by how they are used.

A term is a run of words between function words, common academic words and punctuation. What makes it a label that a
reader knows is shown by several papers having it, by titles (an author puts the subject there, and the trimmings
elsewhere), by an abbreviation of its own, by what its last word names, and by its standing alone: `recurrent neural`
never does, `recurrent neural network` does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.catalog.wordlists import (
    ADJECTIVE_ENDINGS,
    FIELDS,
    KINDS,
    NOT_HEADS,
    NOUNS_LIKE_ADJECTIVES,
    OPENERS,
    SUBJECTS,
    VAGUE,
    WRAPPERS,
)
from sitegen.catalog.words import Reading, runs

LONGEST = 4
"""Words of the longest term."""
_ENOUGH = 3.0
"""Proof that a term needs."""

LongForms = Mapping[str, tuple[str, ...]]
"""Abbreviation → normal words of what it stands for."""


class Term(Struct, frozen=True):
    """A subject and how papers use it."""

    key: str
    """Its letters without spaces: `time series` and `time-series` are one."""
    spellings: tuple[str, ...]
    """Runs of normal words, most used first."""
    papers: int
    titles: int
    worth: float


class Usage(Struct, frozen=True):
    """How often runs of words are used."""

    papers: Counter[str]
    titles: Counter[str]
    """Papers that have it in their title."""
    total: Counter[str]
    opening: Counter[str]
    """Occurrences that no word precedes."""
    ending: Counter[str]
    """Occurrences that no word follows."""


def expanded(words: list[str], long_forms: LongForms) -> list[str]:
    """The words with abbreviations spelt out."""
    if long_forms.keys().isdisjoint(words):
        return words
    return [part for word in words for part in long_forms.get(word, (word,))]


def grams(run: Sequence[str]) -> list[str]:
    """All terms that a run may hold."""
    size = len(run)
    return [
        " ".join(run[start:end]) for start in range(size) for end in range(start + 1, min(size, start + LONGEST) + 1)
    ]


def observe(readings: Collection[Reading], long_forms: LongForms, names: Collection[str]) -> Usage:
    """Counts what could be a term: what a title holds, and in abstracts also what ends like one.

    Args:
        readings: of all papers.
        long_forms: abbreviations to spell out.
        names: single words that are names, such as `bert`.
    """
    titles = Counter[str]()
    for reading in readings:
        titles.update({term for run in runs(expanded(reading.title, long_forms)) for term in grams(run)})
    alone = titles.keys() & {*names, *SUBJECTS}
    usage = Usage(Counter(), titles, Counter(), Counter(), Counter())
    for reading in readings:
        seen: list[str] = []
        opening: list[str] = []
        ending: list[str] = []
        for words in reading:
            for run in runs(expanded(words, long_forms)):
                size = len(run)
                for start in range(size):
                    term = ""
                    for end in range(start, min(size, start + LONGEST)):
                        term = f"{term} {run[end]}" if term else run[end]
                        if (run[end] in FIELDS or term in titles) if end > start else (term in alone):
                            seen.append(term)
                            if start == 0:
                                opening.append(term)
                            if end + 1 == size:
                                ending.append(term)
        usage.papers.update(set(seen))
        usage.total.update(seen)
        usage.opening.update(opening)
        usage.ending.update(ending)
    return usage


def telling(usage: Usage, long_forms: LongForms, names: Collection[str], size: int) -> list[Term]:
    """The terms that a reader of the papers would know as their subjects, best first.

    Args:
        usage: from `observe`.
        long_forms: abbreviations of the papers.
        names: single words that are names, such as `bert`.
        size: number of papers.
    """
    support = max(2, round(math.log2(max(2, size)) - 5))
    defined = {"".join(words) for words in long_forms.values()}
    spelt: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in usage.papers:
        spelt[spelling.replace(" ", "")].append(spelling)
    found: dict[str, Term] = {}
    for key, spellings in spelt.items():
        papers = sum(usage.papers[spelling] for spelling in spellings)
        if papers < max(2, support - 1) or not _stands_alone(spellings, usage):
            continue
        titles = sum(usage.titles[spelling] for spelling in spellings)
        words = max(spellings, key=lambda spelling: (spelling.count(" "), spelling)).split(" ")
        proof = _proof(words, papers, titles, support, key in defined, names)
        if proof >= _ENOUGH:
            worth = math.log2(1 + papers) * (0.3 + titles / papers) * (1 + 0.2 * len(words)) * proof
            by_use = sorted(spellings, key=lambda spelling: (-usage.papers[spelling], spelling))
            found[key] = Term(key, tuple(by_use), papers, titles, round(worth, 6))
    return sorted(_whole(found), key=lambda term: (-term.worth, term.key))


def _stands_alone(spellings: Iterable[str], usage: Usage) -> bool:
    """Whether no word follows in half of the cases, and none precedes in one of ten."""
    total = sum(usage.total[spelling] for spelling in spellings)
    ending = sum(usage.ending[spelling] for spelling in spellings)
    opening = sum(usage.opening[spelling] for spelling in spellings)
    return ending >= 0.5 * total and opening >= 0.1 * total


def _proof(words: list[str], papers: int, titles: int, support: int, defined: bool, names: Collection[str]) -> float:
    """How surely the words name a subject; `_ENOUGH` is enough."""
    head, share = words[-1], titles / papers
    proof = (papers >= support) + min(titles, 2) + 0.5 * (share >= 0.2) - 1.5 * (papers >= 20 and share < 0.08)
    if head in NOT_HEADS:
        return 0
    if len(words) == 1:
        return proof if titles > 1 and papers >= support and (head in names or head in SUBJECTS) else 0
    if head.endswith(ADJECTIVE_ENDINGS) and head not in NOUNS_LIKE_ADJECTIVES | FIELDS:
        return 0
    proof += 2 * (head in FIELDS) or head in KINDS
    if defined:
        proof += 2
    elif words[0] in VAGUE:
        proof -= 2
    if head == "model" and (words[-2].endswith(("ing", "tion", "sis")) or (papers >= 20 and share < 0.15)):
        proof -= 1.5
    return proof


def _whole(terms: Mapping[str, Term]) -> Iterator[Term]:
    """Terms without those that are a part of another (`carlo tree search`) or only dress one up (`~ system`)."""
    within: dict[str, int] = {}
    for term in terms.values():
        for part in grams(term.spellings[0].split(" ")):
            if (key := part.replace(" ", "")) != term.key:
                within[key] = max(within.get(key, 0), term.papers)
    for term in terms.values():
        first, *middle, last = term.spellings[0].split(" ") if " " in term.spellings[0] else (term.key, "")
        dressed = (last in WRAPPERS and "".join([first, *middle]) in terms and middle) or (
            first in OPENERS and "".join([*middle, last]) in terms
        )
        if not dressed and within.get(term.key, 0) < 0.75 * term.papers:
            yield term
