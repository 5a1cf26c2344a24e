"""Looking for related papers: anew, or only where something changed.

A paper's list hangs on its vector, on whom it meets and on their vectors; vectors hang on how rare their terms are.
What changed is followed through in that order, and so what comes out is the same in both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import LONGEST, Numbers, Passages, SpeltOut, Texts, grams
from sitegen.catalog.kept import Holders, Kept, as_runs, changed_forms
from sitegen.catalog.meeting import Met, affected, carried_over
from sitegen.catalog.ragged import Array, Ragged, joined
from sitegen.catalog.readings import Readings, Usages
from sitegen.catalog.related import CANDIDATES, Space
from sitegen.catalog.shown import Writing
from sitegen.catalog.vectors import TERM, Rarity, pairs_in_titles, topic_numbers, used, vectors, with_topics
from sitegen.model import PaperId


class Relations(Struct, frozen=True):
    """What came of it, and what a later search starts from."""

    plain: Array
    """Words by number that are also written without any capital."""
    topics: list[tuple[str, ...]]
    """Slugs that each paper carries."""
    labels: Mapping[str, str]
    """Slug → label."""
    phrases: Array
    """Pairs of words that titles hold, by number."""
    held: Array
    """How many titles hold each."""
    rarity: Rarity
    vectors: Ragged
    candidates: Array
    promise: Array
    rows: Ragged
    """For each paper those related to it, in MessagePack."""


class Before(Struct, frozen=True):
    """An earlier search, and which papers stayed since."""

    relations: Relations
    texts: Texts
    spelt_out: SpeltOut
    kept: Kept
    holders: Holders


def relate(
    identifiers: Sequence[PaperId],
    readings: Readings,
    usages: Usages,
    topics: list[tuple[str, ...]],
    labels: Mapping[str, str],
    before: Before | None,
) -> Relations:
    """Looks for related papers.

    Args:
        identifiers: of all papers.
        readings: of the papers.
        usages: how they write their words.
        topics: slugs that each of them carries.
        labels: slug → label.
        before: to start from; changes nothing in what is found.
    """
    search = _Search(readings, usages, topics, labels, before)
    search.count()
    return search.relations(identifiers)


class _Search:
    def __init__(
        self,
        readings: Readings,
        usages: Usages,
        topics: list[tuple[str, ...]],
        labels: Mapping[str, str],
        before: Before | None,
    ) -> None:
        self._lexicon, self._texts, self._forms = readings.lexicon, readings.texts, usages.spelt_out
        self._usages, self._topics, self._labels = usages, topics, labels
        self._before = before
        self._every = np.arange(len(topics))

    def count(self) -> None:
        """Finds the phrases and how rare all terms are."""
        before, size = self._before, len(self._topics)
        if not before:
            self.phrases, self.held = pairs_in_titles(self._passages(self._every), self._lexicon)
            self.rarity = self._rarity(self._used(self._every), size)
            return
        kept, relations = before.kept, before.relations
        changed = changed_forms(self._forms.long_forms, before.spelt_out.long_forms)
        rows = before.holders.of_words(np.array(self._lexicon.numbers(changed), np.int64))
        mine, my = pairs_in_titles(self._passages(kept.rows_now(rows)), self._lexicon)
        theirs, their = pairs_in_titles(self._passages_before(kept.rows_before(rows)), self._lexicon)
        self.phrases, self.held = _summed((relations.phrases, relations.held), (mine, my), (theirs, -their))
        flipped = np.setxor1d(self.phrases, relations.phrases, assume_unique=True)
        texts = (*self._passages(kept.rows_now(rows)), *self._passages_before(kept.rows_before(rows)))
        rows = np.union1d(rows, before.holders.of_runs(self._runs(texts, flipped)))
        rows = np.union1d(rows, self._otherwise_labelled())
        more = self._rarity(self._used(kept.rows_now(rows)), 0)
        less = self._rarity(self._used_before(kept.rows_before(rows)), 0)
        terms, papers = _summed(
            (relations.rarity.terms, relations.rarity.papers), (more.terms, more.papers), (less.terms, -less.papers)
        )
        self.rarity = Rarity(terms, papers, size)
        self._touched = np.union1d(more.terms, less.terms)
        self._recounted = rows

    def _otherwise_labelled(self) -> Array:
        assert self._before
        kept, topics = self._before.kept, self._before.relations.topics
        rows = [row for row, was in enumerate(kept.before.tolist()) if was >= 0 and self._topics[row] != topics[was]]
        return np.array(rows, np.int64)

    def _passages(self, rows: Array) -> Iterator[Passages]:
        return (passage for _, passage in self._texts.passages(self._lexicon, self._forms, rows))

    def _passages_before(self, rows: Array) -> Iterator[Passages]:
        assert self._before
        return (found for _, found in self._before.texts.passages(self._lexicon, self._before.spelt_out, rows))

    def _used(self, rows: Array) -> Iterator[Ragged]:
        phrases = Numbers(self.phrases)
        for some, passage in self._texts.passages(self._lexicon, self._forms, rows):
            uses = used(passage, len(some), self._lexicon, phrases)
            yield with_topics(uses, [self._topics[row] for row in some.tolist()])

    def _used_before(self, rows: Array) -> Iterator[Ragged]:
        assert self._before
        relations = self._before.relations
        phrases = Numbers(relations.phrases)
        for some, passage in self._before.texts.passages(self._lexicon, self._before.spelt_out, rows):
            uses = used(passage, len(some), self._lexicon, phrases)
            yield with_topics(uses, [relations.topics[row] for row in some.tolist()])

    def _rarity(self, uses: Iterable[Ragged], size: int) -> Rarity:
        """How few of `size` papers have each term, counted batch by batch: all uses at once would fill the memory."""
        terms, papers = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        for batch in uses:
            terms, papers = _summed((terms, papers), np.unique(batch.values["term"], return_counts=True))
        return Rarity(terms, papers, size)

    def _weighed(self, rows: Array) -> Ragged:
        return joined(
            [
                Ragged(np.zeros(0, TERM), np.zeros(0, np.int64)),
                *(vectors(uses, self.rarity) for uses in self._used(rows)),
            ]
        )

    def relations(self, identifiers: Sequence[PaperId]) -> Relations:
        """Everything, once the terms are counted."""
        before = self._before
        plain = np.array(sorted(self._lexicon.numbers(self._usages.plain)), np.int64)
        found, differing = self._vectors()
        writing = Writing(self._texts.tokens, self._lexicon.tokens, found, self._usages.plain, self._labels)
        size = len(identifiers)
        candidates, promise = np.full((size, CANDIDATES), -1, np.int32), np.zeros((size, CANDIDATES), np.int32)
        rows = self._every
        if before and before.kept.in_order:
            earlier, kept = before.relations, before.kept
            candidates, promise, gone = carried_over(earlier.candidates, earlier.promise, kept)
            rows = affected(Met(found, candidates, promise), earlier.vectors, kept, differing)
            rows = np.union1d(rows, np.flatnonzero(gone))
            rows = np.union1d(rows, self._otherwise_shown(plain))
        written = bytearray()
        sizes: list[int] = []
        for near in Space(found, rows).near():
            candidates[near.papers], promise[near.papers] = near.candidates, near.promise
            encoded = list(map(msgspec.msgpack.encode, writing.related(near, identifiers)))
            written += b"".join(encoded)
            sizes += map(len, encoded)
        fresh = Ragged.of(np.frombuffer(written, np.uint8), np.array(sizes, np.int64))
        if len(rows) < size:
            assert before
            order = before.kept.before.copy()
            order[rows] = len(before.relations.rows) + np.arange(len(rows))
            fresh = joined([before.relations.rows, fresh]).take(order)
        return Relations(
            plain, self._topics, self._labels, self.phrases, self.held, self.rarity, found, candidates, promise, fresh
        )

    def _vectors(self) -> tuple[Ragged, Array]:
        """All papers' vectors, and rows of those that are not as before."""
        before = self._before
        if not before:
            return self._weighed(self._every), self._every
        kept, relations = before.kept, before.relations
        moved = self.rarity.moved(relations.rarity, self._touched)
        texts = (
            *self._passages(kept.rows_now(self._recounted)),
            *self._passages_before(kept.rows_before(self._recounted)),
        )
        rows = np.union1d(self._recounted, before.holders.of_runs(self._runs(texts, moved)))
        rows = kept.rows_now(np.union1d(rows, self._with_topics(moved)))
        fresh = self._weighed(rows)
        order = kept.before.copy()
        order[rows] = len(relations.vectors) + np.arange(len(rows))
        every = joined([relations.vectors, fresh]).take(order)
        differing = [
            row
            for place, (row, was) in enumerate(zip(rows.tolist(), kept.before[rows].tolist(), strict=True))
            if was < 0 or fresh[place].tobytes() != relations.vectors[was].tobytes()
        ]
        return every, np.array(differing, np.int64)

    def _runs(self, passages: Sequence[Passages], terms: Array) -> Array:
        """Those of some terms that stand in some texts, as runs of words."""
        wanted = Numbers(terms)
        runs = [np.zeros((0, LONGEST), np.int32)]
        for passage in passages:
            for size, places, numbers in grams(passage.words, self._lexicon, 2):
                found = places[wanted.has(numbers)]
                run = as_runs(passage.words[found])
                run[:, 1] = passage.words[found + 1] if size > 1 else 0
                runs.append(run)
        return np.concatenate(runs)

    def _with_topics(self, terms: Array) -> Array:
        """Rows of papers that carry topics which are among some terms."""
        slugs = list(self._labels)
        moved = {slugs[place] for place in np.flatnonzero(Numbers(terms).has(topic_numbers(slugs))).tolist()}
        return self._carrying(moved)

    def _carrying(self, slugs: set[str]) -> Array:
        rows = [row for row, these in enumerate(self._topics) if not slugs.isdisjoint(these)] if slugs else []
        return np.array(rows, np.int64)

    def _otherwise_shown(self, plain: Array) -> Array:
        """Rows of papers of which words or labels are written otherwise than before."""
        assert self._before
        relations = self._before.relations
        changed = np.setxor1d(plain, relations.plain, assume_unique=True).tolist()
        tokens = self._lexicon.written_with([self._lexicon.words[word] for word in changed])
        slugs = {slug for slug, label in self._labels.items() if relations.labels.get(slug, label) != label}
        return np.union1d(self._carrying(slugs), self._before.holders.of_tokens(tokens))


def _summed(*tables: tuple[Array, Array]) -> tuple[Array, Array]:
    """Sums of counts by number, without what comes to nothing."""
    numbers, which = np.unique(np.concatenate([numbers for numbers, _ in tables]), return_inverse=True)
    counts = np.concatenate([counts for _, counts in tables])
    sums = np.bincount(which, weights=counts, minlength=len(numbers)).astype(np.int64)
    return numbers[sums > 0], sums[sums > 0]
