"""From the texts of the papers to postings: which documents have a term, in which field, how often.

Postings are integers in arrays from the first to the last; there is no object for any of them. One posting is a
number of 63 bits, term · document · times, so that sorting the numbers groups them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from sitegen.search import digits
from sitegen.search.cuts import in_utf16_order
from sitegen.search.lexicon import Lexicon
from sitegen.text.tokens import pieces

FIELDS = ("title", "abstract", "authors", "topics")
BOOSTS = (4, 1, 2, 2)
K1, B = 1.2, 0.75

_TIMES_BITS, _DOCUMENT_BITS = 14, 22
_BLOCK = 4096
"""Documents whose postings are gathered at once: few enough for their pieces to take little memory."""

Ints = NDArray[np.int64]


class FieldPostings:
    """One field's postings, by term in the order of terms, then by document."""

    def __init__(
        self, documents: NDArray[np.int32], times: NDArray[np.uint16], counts: Ints, lengths: NDArray[np.int32]
    ) -> None:
        self.documents = documents
        self.times = times
        self.counts = counts
        """Documents of each term."""
        self.starts: Ints = np.concatenate(([0], np.cumsum(counts)))
        self.lengths = lengths
        """Terms in each document's field, one for each time it occurs."""

    def terms(self) -> Ints:
        """The term of each posting."""
        return np.repeat(np.arange(self.counts.size), self.counts)


class Postings:
    """All that is counted in the papers' texts."""

    def __init__(self, lexicon: Lexicon, order: Ints, fields: Sequence[FieldPostings], met: Ints) -> None:
        self.lexicon = lexicon
        names = list(lexicon.terms)
        self.terms: list[str] = [names[term] for term in order]
        """In UTF-16 order."""
        self.met: Ints = order
        """The place of each in the order in which Lunr meets them."""
        self.fields = fields
        self.word_counts = met
        """How often each word of the lexicon occurs."""
        self.frequencies: Ints = np.sum([field.counts for field in fields], axis=0)
        """(document, field) pairs of each term, which is what Lunr's idf counts."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self.fields[0].lengths.size)

    def placed(self) -> Ints:
        """The place of each term among the terms new in its first document."""
        first = first_documents(self.fields)
        by_meeting = np.argsort(self.met)
        met_in = first[by_meeting]
        begins = np.flatnonzero(np.concatenate(([True], met_in[1:] != met_in[:-1])))
        lengths = np.diff(np.concatenate((begins, [met_in.size])))
        places = np.empty_like(first)
        places[by_meeting] = np.arange(met_in.size) - np.repeat(begins, lengths)
        return places


def first_documents(fields: Sequence[FieldPostings]) -> Ints:
    """The first document of each term; one past the last for a term that none has."""
    first = np.full(fields[0].counts.size, fields[0].lengths.size, np.int64)
    for field in fields:
        those = np.flatnonzero(field.counts)
        first[those] = np.minimum(first[those], field.documents[field.starts[those]])
    return first


class _Gathering:
    """One field while the texts are read."""

    def __init__(self) -> None:
        self.pieces = array("i")
        self.lengths = array("i")
        self.keys: list[Ints] = []
        self.terms_in: list[NDArray[np.int32]] = []

    def add(self, found: Iterable[int]) -> None:
        before = len(self.pieces)
        self.pieces.extend(found)
        self.lengths.append(len(self.pieces) - before)

    def flush(self, first: int, terms_of: _TermsOf) -> None:
        """Turns the pieces gathered into postings."""
        found = np.frombuffer(self.pieces, np.int32) if self.pieces else np.empty(0, np.int32)
        numbers = np.repeat(np.arange(len(self.lengths)), np.frombuffer(self.lengths, np.int32))
        terms, counts = terms_of(found)
        documents = np.repeat(numbers, counts)
        self.terms_in.append(np.bincount(documents, minlength=len(self.lengths)).astype(np.int32))
        keys = (terms << _DOCUMENT_BITS) | (documents + first)
        keys.sort()
        begins = np.flatnonzero(np.concatenate((keys[:1] >= 0, keys[1:] != keys[:-1])))
        times = np.diff(np.concatenate((begins, [keys.size])))
        self.keys.append((keys[begins] << _TIMES_BITS) | np.minimum(times, (1 << _TIMES_BITS) - 1))
        self.pieces, self.lengths = array("i"), array("i")

    def postings(self, rank_of: Ints) -> FieldPostings:
        keys = np.concatenate(self.keys) if self.keys else np.empty(0, np.int64)
        self.keys.clear()
        rest = _TIMES_BITS + _DOCUMENT_BITS
        # in place as far as may be: these are the largest arrays of all
        low = keys & ((1 << rest) - 1)
        keys >>= rest
        keys = rank_of[keys]
        keys <<= rest
        keys |= low
        del low
        keys.sort()
        lengths = np.concatenate(self.terms_in) if self.terms_in else np.empty(0, np.int32)
        documents = ((keys >> _TIMES_BITS) & ((1 << _DOCUMENT_BITS) - 1)).astype(np.int32)
        times = (keys & ((1 << _TIMES_BITS) - 1)).astype(np.uint16)
        return FieldPostings(documents, times, np.bincount(keys >> rest, minlength=rank_of.size), lengths)


def count(texts: Iterable[tuple[str, ...]]) -> Postings:
    """Reads the papers' texts, one for each field, and counts their terms."""
    lexicon = Lexicon()
    gathering = [_Gathering() for _ in FIELDS]
    number_of = lexicon.__getitem__
    met: Ints = np.empty(0, np.int64)
    first = 0
    rows = iter(texts)
    while block := list(islice(rows, _BLOCK)):
        for fields in block:
            for field, text in zip(gathering, fields, strict=True):
                field.add(map(number_of, pieces(text)))
        terms_of = _TermsOf(lexicon, met)
        for field in gathering:
            field.flush(first, terms_of)
        met = terms_of.met
        first += len(block)
    order = np.array(in_utf16_order(list(lexicon.terms)), np.int64)
    rank_of = np.empty_like(order)
    rank_of[order] = np.arange(order.size)
    return Postings(lexicon, order, [field.postings(rank_of) for field in gathering], met)


class _TermsOf:
    """The terms of pieces, as the lexicon knows them by now; counts on the way how often each of its words is met."""

    def __init__(self, lexicon: Lexicon, met: Ints) -> None:
        self._ends = np.array(lexicon.ends, np.int64)
        self._terms = np.array(lexicon.term_of, np.int64)
        self._words = np.array(lexicon.word_of, np.int64)
        self.met = np.concatenate((met, np.zeros(len(lexicon.words) - met.size, np.int64)))

    def __call__(self, found: NDArray[np.int32]) -> tuple[Ints, Ints]:
        """The terms one after the other, and how many of them each piece has."""
        starts = self._ends[found]
        counts = self._ends[found + 1] - starts
        before = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(starts - before, counts)
        self.met += np.bincount(self._words[places], minlength=self.met.size)
        return self._terms[places], counts


def encoded(fields: Sequence[FieldPostings], terms: Ints, placed: Ints) -> tuple[bytes, Ints]:
    """The digits of the given terms' postings one after the other, and where each term's begin and the last ends."""
    parts = [_Layout(field, terms) for field in fields]
    sizes = 2 + np.sum([part.sizes for part in parts], axis=0)
    ends = np.cumsum(sizes)
    begins = ends - sizes
    numbers = np.empty(int(ends[-1]) if ends.size else 0, np.int64)
    numbers[begins] = placed[terms]
    numbers[begins + 1] = sum((part.counts > 0) << bit for bit, part in enumerate(parts))
    at = begins + 2
    for part in parts:
        part.write(numbers, at)
        at = at + part.sizes
    text, starts = digits.encode_all(numbers)
    return text, starts[np.concatenate((begins, [numbers.size]))]


class _Layout:
    """The part of some terms' digits that is one field's."""

    def __init__(self, field: FieldPostings, terms: Ints) -> None:
        self.counts = field.counts[terms]
        within = np.repeat(np.cumsum(self.counts) - self.counts, self.counts)
        self._nth = np.arange(within.size) - within
        """The place of each posting within its term."""
        chosen = np.repeat(field.starts[terms], self.counts) + self._nth
        documents = field.documents[chosen].astype(np.int64)
        self._times = field.times[chosen].astype(np.int64)
        self._lengths = field.lengths[documents]
        before = np.concatenate(([-1], documents[:-1]))
        before[self._nth == 0] = -1
        self._gaps = documents - before
        self._often = self._times > 1
        often_before = np.concatenate(([0], np.cumsum(self._often)))
        cuts = np.concatenate(([0], np.cumsum(self.counts)))
        self._often_counts = np.diff(often_before[cuts])
        self._nth_often = often_before[:-1] - np.repeat(often_before[cuts[:-1]], self.counts)
        self.sizes = np.where(self.counts > 0, 1 + 2 * self.counts + self._often_counts, 0)

    def write(self, numbers: Ints, at: Ints) -> None:
        """Puts the numbers where each term's part begins."""
        those = self.counts > 0
        numbers[at[those]] = self.counts[those]
        begin = np.repeat(at + 1, self.counts)
        numbers[begin + self._nth] = 2 * (self._gaps - 1) + self._often
        begin += np.repeat(self.counts, self.counts)
        often = self._often
        numbers[(begin + self._nth_often)[often]] = self._times[often] - 2
        begin += np.repeat(self._often_counts, self.counts)
        numbers[begin + self._nth] = self._lengths
