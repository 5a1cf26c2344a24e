"""Terms of the field, found in titles and abstracts by how they are used.

A term is a run of words between function words, common academic words and punctuation. What makes it a label that a
reader knows is shown by several papers having it, by titles (an author puts the subject there, and the trimmings
elsewhere), by an abbreviation of its own, by what its last word names, and by its standing alone: `recurrent neural`
never does, `recurrent neural network` does.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sitegen.catalog.grams import LONGEST, LongForms, Numbers, Passages, grams, letters_of
from sitegen.catalog.lexicon import FIELD, Lexicon
from sitegen.catalog.ragged import Array
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

_ENOUGH = 3.0
"""Proof that a term needs."""
USE = np.dtype(
    [(name, np.int32) for name in ("titles", "papers", "total", "opening", "ending")]
    + [("number", np.uint64), ("words", np.int32, (LONGEST,))]
)
"""How often a run of words is used: papers that have it in their title, papers, occurrences, those that no word
precedes, those that no word follows; the words by number, 0 after the last."""
_COUNTS = ("titles", "papers", "total", "opening", "ending")


class Term(Struct, frozen=True):
    """A subject and how papers use it."""

    key: str
    """Its letters without spaces: `time series` and `time-series` are one."""
    spellings: tuple[str, ...]
    """Runs of normal words, most used first."""
    papers: int
    titles: int
    worth: float


class Sought(Struct, frozen=True):
    """What could be a term: what a title holds, and in abstracts also what ends like one."""

    titles: Numbers
    """Runs of two words and more that titles hold."""
    alone: Array
    """For each word whether it could be a term all by itself."""


def in_titles(passages: Iterable[Passages], lexicon: Lexicon) -> Array:
    """How titles, and they alone, use runs of two words and more: `USE`, sorted by number."""
    every = Sought(Numbers(np.zeros(0, np.uint64)), np.zeros(len(lexicon.words), np.bool_))
    parts = []
    for passage in passages:
        words = np.where(np.append(passage.title, False), passage.words, 0)
        parts.append(_observed(replace(passage, words=words), lexicon, every, all_runs=True))
    return added(parts)


def observe(passages: Iterable[Passages], lexicon: Lexicon, sought: Sought) -> Array:
    """How texts use what could be a term: `USE`, sorted by number."""
    return added([_observed(passage, lexicon, sought) for passage in passages])


def _observed(passage: Passages, lexicon: Lexicon, sought: Sought, all_runs: bool = False) -> Array:
    words, fields = passage.words, lexicon.kinds[passage.words] & FIELD > 0
    terms = []
    for size, places, numbers in grams(words, lexicon):
        if size == 1:
            wanted = sought.alone[words[places]]
        else:
            wanted = fields[places + size - 1] | sought.titles.has(numbers) | all_runs
        terms.append((np.full(int(wanted.sum()), size), places[wanted], numbers[wanted]))
    sizes, places, numbers = map(np.concatenate, zip(*terms, strict=True))
    order = np.argsort(numbers, kind="stable")
    sizes, places, numbers = sizes[order], places[order], numbers[order]
    row = passage.row[places]
    new = np.diff(numbers, prepend=np.uint64(0)) != 0
    term = np.cumsum(new) - 1
    first = new | (np.diff(row, prepend=np.int32(-1)) != 0)
    found = np.zeros(int(new.sum()), USE)
    found["number"] = numbers[new]
    # a title stands before its abstract, so that the first occurrence tells
    for name, those in (
        ("titles", first & passage.title[places]),
        ("papers", first),
        ("total", slice(None)),
        ("opening", words[places - 1] == 0),
        ("ending", words[places + sizes] == 0),
    ):
        found[name] = np.bincount(term[those], minlength=len(found))
    for number in range(LONGEST):
        at = np.minimum(places[new] + number, len(words) - 1)
        found["words"][:, number] = np.where(sizes[new] > number, words[at], 0)
    return found


def added(parts: Sequence[Array], less: Sequence[Array] = ()) -> Array:
    """The sums of several counts, less those of others."""
    sums = _sums(parts, less)
    return sums[sums["total"] > 0]


def amended(usage: Array, more: Array, less: Array) -> Array:
    """The same as `added([usage, more], [less])`, in less time where there is much and little changes."""
    change = _sums([more], [less])
    places = np.minimum(np.searchsorted(usage["number"], change["number"]), max(len(usage) - 1, 0))
    known = usage["number"][places] == change["number"] if len(usage) else np.zeros(len(change), np.bool_)
    found = usage.copy()
    for name in _COUNTS:
        found[name][places[known]] += change[name][known]
    gone = places[known][found["total"][places[known]] <= 0]
    found = np.delete(found, gone)
    come = change[~known & (change["total"] > 0)]
    return np.insert(found, np.searchsorted(found["number"], come["number"]), come)


def _sums(parts: Sequence[Array], less: Sequence[Array]) -> Array:
    every = np.concatenate([np.zeros(0, USE), *parts, *less])
    order = np.argsort(every["number"], kind="stable")
    numbers = every["number"][order]
    first = np.flatnonzero(np.diff(numbers, prepend=np.uint64(0)) != 0)
    found = every[order[first]]
    signs = np.repeat([1, -1], [sum(map(len, parts)), sum(map(len, less))])[order]
    for name in _COUNTS:
        found[name] = np.add.reduceat(every[name][order] * signs, first) if len(first) else 0
    return found


def telling(usage: Array, lexicon: Lexicon, long_forms: LongForms, names: Collection[str], size: int) -> list[Term]:
    """The terms that a reader of the papers would know as their subjects, best first.

    Args:
        usage: from `observe`.
        lexicon: knows the words.
        long_forms: abbreviations of the papers.
        names: single words that are names, such as `bert`.
        size: number of papers.
    """
    support = max(2, round(math.log2(max(2, size)) - 5))
    defined = {"".join(words) for words in long_forms.values()}
    found: dict[str, Term] = {}
    for spellings in _worth_a_look(usage, lexicon, max(2, support - 1)):
        papers = sum(use.papers for use in spellings)
        titles = sum(use.titles for use in spellings)
        words = max((use.spelling for use in spellings), key=lambda one: (one.count(" "), one)).split(" ")
        key = "".join(words)
        proof = _proof(words, papers, titles, support, key in defined, names)
        if proof >= _ENOUGH:
            worth = math.log2(1 + papers) * (0.3 + titles / papers) * (1 + 0.2 * len(words)) * proof
            by_use = tuple(use.spelling for use in sorted(spellings, key=lambda use: (-use.papers, use.spelling)))
            found[key] = Term(key, by_use, papers, titles, round(worth, 6))
    return sorted(_whole(found), key=lambda term: (-term.worth, term.key))


class _Use(NamedTuple):
    spelling: str
    papers: int
    titles: int


def _worth_a_look(usage: Array, lexicon: Lexicon, least: int) -> Iterator[list[_Use]]:
    """All spellings of each term that several papers have and that stands alone.

    No word follows it in half of the cases, and none precedes it in one of ten.
    """
    if not len(usage):
        return
    starts = np.flatnonzero(np.diff(letters_of(usage["number"]), prepend=np.uint64(0)) != 0)
    papers, total, opening, ending = (np.add.reduceat(usage[name], starts) for name in _COUNTS[1:])
    good = np.flatnonzero((papers >= least) & (2 * ending >= total) & (10 * opening >= total))
    ends = np.append(starts[1:], len(usage))
    for start, end in zip(starts[good].tolist(), ends[good].tolist(), strict=True):
        yield [
            _Use(" ".join(map(lexicon.words.__getitem__, filter(None, words))), papers, titles)
            for titles, papers, _, _, _, _, words in usage[start:end].tolist()
        ]


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
        for key in _parts(term.spellings[0].split(" ")):
            if key != term.key:
                within[key] = max(within.get(key, 0), term.papers)
    for term in terms.values():
        first, *middle, last = term.spellings[0].split(" ") if " " in term.spellings[0] else (term.key, "")
        dressed = (last in WRAPPERS and "".join([first, *middle]) in terms and middle) or (
            first in OPENERS and "".join([*middle, last]) in terms
        )
        if not dressed and within.get(term.key, 0) < 0.75 * term.papers:
            yield term


def _parts(words: Sequence[str]) -> Iterator[str]:
    size = len(words)
    return ("".join(words[start:end]) for start in range(size) for end in range(start + 1, size + 1))
