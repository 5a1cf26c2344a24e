"""What changed among the documents since an index was made, and what it does to the numbers that are counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.search import documents, postings
from sitegen.search.cuts import utf16_order
from sitegen.search.documents import Document
from sitegen.search.made import BATCH, Index
from sitegen.search.postings import FIELDS, FieldPostings, Ints

MOST = 100
"""Changed documents, or groups of them that a changed one is in, beyond which an index is made anew."""


class Counted(Struct, frozen=True):
    """One text of each field, counted."""

    fields: list[dict[str, int]]
    """How often each term occurs."""
    lengths: list[int]
    words: list[tuple[str, str, int]]
    """Terms with a word they are written as, and how often."""


class Change(Struct, frozen=True):
    """A document before and after; nothing before if it is new, nothing after if it is gone."""

    place: int
    old: Document | None
    new: Document | None
    before: Counted
    after: Counted


def changes(index: Index, described: Sequence[Document], digests: Sequence[bytes]) -> list[Change] | None:
    """The documents that differ from those of the index; None when they are too many."""
    pairs = enumerate(zip_longest(index.batches, digests))
    differing = [number for number, (old, new) in pairs if old != new]
    if len(differing) > MOST:
        return None
    found: list[Change] = []
    for number in differing:
        for place, (old, new) in enumerate(_pairs(index, described, number), number * BATCH):
            if old != new:
                found.append(Change(place, old, new, _count(old), _count(new)))
                if len(found) > MOST:
                    return None
    return found


def _pairs(
    index: Index, described: Sequence[Document], batch: int
) -> Iterator[tuple[Document | None, Document | None]]:
    start, per = batch * BATCH, BATCH // documents.BLOCK
    blocks = index.blocks[batch * per : (batch + 1) * per]
    decode = msgspec.json.Decoder(list[Document]).decode
    old = [msgspec.structs.replace(one, lengths=()) for block in blocks for one in decode(block)]
    return zip_longest(old, described[start : start + BATCH])


def _count(document: Document | None) -> Counted:
    if document is None:
        return Counted([{} for _ in FIELDS], [0] * len(FIELDS), [])
    counted = postings.count([documents.texts(document)])
    names, lexicon = list(counted.lexicon.terms), counted.lexicon
    fields = [
        dict(zip((counted.terms[rank] for rank in np.flatnonzero(field.counts)), field.times.tolist(), strict=True))
        for field in counted.fields
    ]
    words = [
        (names[term], word, times)
        for term, word, times in zip(lexicon.term_of_word, lexicon.words, counted.word_counts.tolist(), strict=True)
    ]
    return Counted(fields, [int(field.lengths[0]) for field in counted.fields], words)


class Terms:
    """The terms before and after: first those that are new are put in, then those that nobody has are taken out."""

    def __init__(self, old: list[str], found: Sequence[Change]) -> None:
        names = sorted(
            {term for one in found for side in (one.before, one.after) for field in side.fields for term in field},
            key=utf16_order,
        )
        self.all: list[str] = []
        """Those before, and the new ones."""
        self.places: dict[str, int] = {}
        """Where in `all` the terms of changed documents are."""
        self._put: list[int] = []
        copied = 0
        for name in names:
            place = bisect_left(old, utf16_order(name), key=utf16_order)
            self.places[name] = place + len(self._put)
            if place == len(old) or old[place] != name:
                self.all += [*old[copied:place], name]
                copied = place
                self._put.append(place)
        self.all += old[copied:]
        self.gone: Ints = np.empty(0, np.int64)

    def with_new(self, values: Any, new: int = 0) -> Any:
        """An array of one value a term, made as long as `all`; a copy."""
        return np.insert(values, self._put, new)

    def without_gone(self, values: Any) -> Any:
        """An array as long as `all`, without the terms that are gone."""
        return np.delete(values, self.gone)

    def left(self) -> list[str]:
        """The terms in the end."""
        left = self.all.copy()
        for place in reversed(self.gone.tolist()):
            del left[place]
        return left

    def moved(self, rank: int) -> int:
        """Where a term from before is in the end; of one that is gone, where the one behind it is."""
        return self.after(rank + bisect_right(self._put, rank))

    def after(self, place: int) -> int:
        """Where a term of `all` is in the end; of one that is gone, where the one behind it is."""
        return place - int(np.searchsorted(self.gone, place))


def field_after(
    field: FieldPostings, number: int, found: Sequence[Change], terms: Terms, size: int
) -> tuple[FieldPostings, set[int]]:
    """A field's postings by the terms in `terms.all`, and which of those changed."""
    counts = terms.with_new(field.counts)
    starts = np.concatenate(([0], np.cumsum(counts)))
    lengths = np.zeros(size, np.int32)
    lengths[: min(size, field.lengths.size)] = field.lengths[:size]
    touched: set[int] = set()
    out: list[int] = []
    put: list[tuple[int, int, int]] = []
    for one in found:
        if one.new:
            lengths[one.place] = one.after.lengths[number]
        old, new = one.before.fields[number], one.after.fields[number]
        # lengths stand beside postings
        if old != new or one.before.lengths[number] != one.after.lengths[number]:
            out += [_at(field, starts, terms.places[term], one.place) for term in old]
            put += [(terms.places[term], one.place, times) for term, times in new.items()]
            counts[[terms.places[term] for term in old]] -= 1
            counts[[terms.places[term] for term in new]] += 1
            touched |= {terms.places[term] for term in (*old, *new)}
    return FieldPostings(*_moved(field, starts, out, put), counts, lengths), touched


def _at(field: FieldPostings, starts: Ints, term: int, document: int) -> int:
    """Where a posting is, or would be."""
    start, stop = int(starts[term]), int(starts[term + 1])
    return start + int(np.searchsorted(field.documents[start:stop], document))


def _moved(field: FieldPostings, starts: Ints, out: list[int], put: list[tuple[int, int, int]]) -> tuple[Any, Any]:
    out.sort()
    put.sort()
    places = np.array([_at(field, starts, term, document) for term, document, _ in put], np.int64)
    places -= np.searchsorted(np.array(out, np.int64), places)
    documents_after = np.insert(np.delete(field.documents, out), places, [document for _, document, _ in put])
    times_after = np.insert(np.delete(field.times, out), places, [times for _, _, times in put])
    return documents_after, times_after


class Words:
    """The words of all terms before and after, flat."""

    def __init__(self, index: Index, found: Sequence[Change], terms: Terms) -> None:
        counts = terms.with_new(np.diff(index.ends, prepend=0))
        starts = np.concatenate(([0], np.cumsum(counts))).tolist()
        self.rewritten: dict[int, tuple[list[str], list[str]]] = {}
        """Places in `terms.all` of terms whose words occur more or less often; their words before and after."""
        self.words: list[str] = []
        times: list[Ints] = []
        copied = 0
        for place, more in sorted(_differences(found, terms).items()):
            start, stop = starts[place], starts[place + 1]
            before = index.words[start:stop]
            sums = Counter(dict(zip(before, index.times[start:stop].tolist(), strict=True)))
            sums.update(more)
            order = sorted((-count, word) for word, count in sums.items() if count)
            after = [word for _, word in order]
            self.rewritten[place] = before, after
            self.words += index.words[copied:start] + after
            times += (index.times[copied:start], np.array([-count for count, _ in order], np.int64))
            counts[place] = len(order)
            copied = stop
        self.words += index.words[copied:]
        self.times: Ints = np.concatenate((*times, index.times[copied:]))
        self.counts: Ints = counts
        """How many words each term of `terms.all` has."""


def _differences(found: Sequence[Change], terms: Terms) -> dict[int, Counter[str]]:
    sums: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for one in found:
        for sign, side in ((-1, one.before), (1, one.after)):
            for term, word, times in side.words:
                sums[terms.places[term]][word] += sign * times
    return {place: these for place, these in sums.items() if any(these.values())}


def papers_after(papers: Ints, found: Sequence[Change], terms: Terms) -> Ints:
    """How many documents have each term of `terms.all`."""
    after: Ints = terms.with_new(papers)
    for one in found:
        for sign, side in ((-1, one.before), (1, one.after)):
            after[[terms.places[term] for term in set().union(*side.fields)]] += sign
    return after
