"""Looking for subjects in the papers that nobody has labelled: anew, or only where something changed.

All that is counted is a sum over papers, so a paper's share can be taken off and another put in its place. What is
counted hangs on all titles, on names and on abbreviations; where one of those changes, every paper that has it is
counted again. So what comes out is the same in both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import LONGEST, Numbers, Passages, SpeltOut, Texts
from sitegen.catalog.kept import Holders, Kept, as_runs, changed_forms
from sitegen.catalog.lexicon import SUBJECT
from sitegen.catalog.ragged import Array, Ragged, joined
from sitegen.catalog.readings import Readings, Usages
from sitegen.catalog.subjects import MARK, Spelt, mark, most_topics, spelt
from sitegen.catalog.terms import Sought, added, amended, in_titles, observe, telling
from sitegen.catalog.words import BREAK, TOKEN


class Found(Struct, frozen=True):
    """What came of it, and what a later search starts from."""

    looked: Array
    """For each paper whether it was looked at."""
    alone: Array
    """Words by number that could be a term all by themselves."""
    usage: Array
    """How all that could be a term is used."""
    runs: Mapping[str, tuple[str, ...]]
    """Key → runs of normal words, of the subjects that are told of."""
    marks: Ragged
    """The subjects of each paper."""


class Before(Struct, frozen=True):
    """An earlier search, and which papers stayed since."""

    found: Found
    texts: Texts
    spelt_out: SpeltOut
    kept: Kept
    holders: Holders


def find(
    readings: Readings, usages: Usages, looked: Array, known: Sequence[str], before: Before | None
) -> tuple[Found, Spelt]:
    """Looks for subjects.

    Args:
        readings: of all papers.
        usages: how they write their words.
        looked: for each paper whether it is to be looked at.
        known: labels that papers are given, which need no proof.
        before: to start from; changes nothing in what is found.
    """
    search = _Search(readings, usages, looked, before)
    usage = search.usage()
    lexicon, forms = readings.lexicon, usages.spelt_out.long_forms
    names = {lexicon.words[word] for word in np.flatnonzero(usages.names).tolist()}
    size = int(looked.sum())
    terms = telling(usage, lexicon, forms, names, size)[: most_topics(size)]
    runs = {term.key: term.spellings for term in terms}
    for label in known:
        words = lexicon.fold(TOKEN.findall(label))
        if BREAK not in words and 2 <= len(words) <= LONGEST:
            runs.setdefault("".join(words), (" ".join(words),))
    sought = spelt(runs, lexicon)
    return Found(looked, np.flatnonzero(search.alone), usage, runs, search.marks(sought)), sought


class _Search:
    def __init__(self, readings: Readings, usages: Usages, looked: Array, before: Before | None) -> None:
        self._lexicon, self._texts, self._forms = readings.lexicon, readings.texts, usages.spelt_out
        self._looked = looked
        self._before = before
        self.alone: Array = np.zeros(len(self._lexicon.words), np.bool_)
        self.alone[: len(usages.names)] = usages.names
        self.alone |= self._lexicon.kinds & SUBJECT > 0
        self._changed = self._differing() if before else np.zeros(0, np.int64)
        """Papers that are read otherwise than before, though they stayed."""

    def _differing(self) -> Array:
        assert self._before
        changed = changed_forms(self._forms.long_forms, self._before.spelt_out.long_forms)
        words = np.array(self._lexicon.numbers(changed), np.int64)
        return self._among(self._before.holders.of_words(words))

    def _among(self, rows: Array) -> Array:
        return rows[self._looked[rows]]

    def _passages(self, rows: Array) -> Iterator[Passages]:
        return (passage for _, passage in self._texts.passages(self._lexicon, self._forms, self._among(rows)))

    def _passages_before(self, rows: Array) -> Iterator[Passages]:
        assert self._before
        rows = rows[self._before.found.looked[rows]]
        return (found for _, found in self._before.texts.passages(self._lexicon, self._before.spelt_out, rows))

    def usage(self) -> Array:
        """How what could be a term is used."""
        lexicon, before = self._lexicon, self._before
        if not before:
            every = np.arange(len(self._looked))
            titles = in_titles(self._passages(every), lexicon)["number"]
            return observe(self._passages(every), lexicon, Sought(Numbers(titles), self.alone))
        usage, kept = before.found.usage, before.kept
        titles_before = usage["number"][(usage["titles"] > 0) & (usage["words"][:, 1] > 0)]
        mine = in_titles(self._passages(kept.rows_now(self._changed)), lexicon)
        theirs = in_titles(self._passages_before(kept.rows_before(self._changed)), lexicon)
        both = added([_only_titles(usage, mine, theirs), mine], [theirs])
        titles = both["number"][both["titles"] > 0]
        gone = np.setdiff1d(theirs["number"], titles)
        come = np.setdiff1d(titles, titles_before)
        runs = [table["words"][np.isin(table["number"], flipped)] for table, flipped in ((theirs, gone), (mine, come))]
        alone_before = np.zeros(len(self.alone), np.bool_)
        alone_before[before.found.alone] = True
        runs.append(as_runs(np.flatnonzero(self.alone != alone_before)))
        rows = np.union1d(self._changed, before.holders.of_runs(np.concatenate(runs)))
        sought = Sought(Numbers(np.union1d(np.setdiff1d(titles_before, gone), come)), self.alone)
        less = observe(
            self._passages_before(kept.rows_before(rows)), lexicon, Sought(Numbers(titles_before), alone_before)
        )
        return amended(usage, observe(self._passages(kept.rows_now(rows)), lexicon, sought), less)

    def marks(self, sought: Spelt) -> Ragged:
        """The subjects of all papers."""
        before, lexicon = self._before, self._lexicon
        if not before:
            return self._marked(np.arange(len(self._looked)), sought)
        earlier = spelt(before.found.runs, lexicon)
        runs = np.concatenate(
            [one.words[~np.isin(one.numbers, other.numbers)] for one, other in ((earlier, sought), (sought, earlier))]
        )
        rows = before.kept.rows_now(np.union1d(self._changed, before.holders.of_runs(runs)))
        fresh = self._marked(rows, sought)
        order = before.kept.before.copy()
        order[rows] = len(before.found.marks) + np.arange(len(rows))
        return joined([before.found.marks, fresh]).take(order)

    def _marked(self, rows: Array, sought: Spelt) -> Ragged:
        """A row for each of some papers, empty where it is not looked at."""
        parts = [
            mark(passage, len(some), self._lexicon, sought)
            for some, passage in self._texts.passages(self._lexicon, self._forms, self._among(rows))
        ]
        marks = joined([Ragged(np.zeros(0, MARK), np.zeros(0, np.int64)), *parts])
        sizes = np.zeros(len(rows), np.int64)
        sizes[self._looked[rows]] = marks.sizes
        return Ragged.of(marks.values, sizes)


def _only_titles(usage: Array, *tables: Array) -> Array:
    """Of what is used what one of some tables has."""
    numbers = np.unique(np.concatenate([table["number"] for table in tables]))
    return usage[Numbers(numbers).has(usage["number"])]
