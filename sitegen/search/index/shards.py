"""Term shards: the postings of terms as `FORMAT.md` describes them, and the leaves that say which shard a term is in.

With its postings stands in which of a term's forms each document has it, so that a reader's own form of a word goes
before others.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import chain, repeat, starmap
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.search import digits
from sitegen.search.documents import EXACT_FIELDS
from sitegen.search.index.partition import Entry, IndexFile, partition
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import DOCUMENT_BITS, FieldPostings, Postings
from sitegen.text.arrays import Array, changes, distinct, ranges
from sitegen.text.folding import exact_words
from sitegen.text.stem import stem

SHARD_BYTES = 12_000
_MIN_LEAF, _MAX_LEAF = 24, 96
"""Shards of a leaf."""
MAX_FORMS = 3
"""Words of a term that postings tell apart."""
_FORM_BITS = 2
_NO_PAIR = np.iinfo(np.int64).max
_POSTINGS_AT_ONCE = 1 << 17
"""So that a large digest is not in memory twice."""
_SEVERAL, _MASKS = 16, 2
"""The bit that says that a term has several words, and how many postings' masks are one number."""


class Forms(Struct, frozen=True, eq=False):
    """The forms of words in which postings have their terms."""

    words: list[list[str]]
    """The most frequent words of each term; all but the first in lower case."""
    masks: list[Array]
    """By field, for each posting: a bit for each of these words that the field has."""

    @property
    def several(self) -> Array:
        """Whether a term has more than one word, by term."""
        return np.array([len(words) > 1 for words in self.words], bool)


def find_forms(postings: Postings, sequences: Sequences) -> Forms:
    """Look the most frequent words of each term up in the documents' words."""
    words = [[postings.words[start]] for start in postings.word_starts[:-1].tolist()]
    forms: dict[str, int] = {}
    for term in np.flatnonzero(np.diff(postings.word_starts) > 1).tolist():
        words[term] = _forms(postings.words_of(term))
        for number, word in enumerate(words[term] if len(words[term]) > 1 else ()):
            if len(exact := exact_words(word)) == 1:
                forms[exact[0]] = term << DOCUMENT_BITS + _FORM_BITS | number
    form_of = np.fromiter(map(forms.get, chain(sequences.words, [""]), repeat(-1)), np.int64)
    own = [np.append(field.pairs, _NO_PAIR) for field in postings.fields]
    masks = [np.zeros(field.documents.size, np.uint8) for field in postings.fields]
    for chunk in sequences.chunks:
        keys = form_of[chunk.sequence]
        known = np.flatnonzero(keys >= 0)
        rows = np.repeat(np.arange(chunk.ends.size), np.diff(chunk.ends, prepend=0))[known]
        documents, fields = np.divmod(rows, len(EXACT_FIELDS))
        keys = keys[known] | documents + chunk.first << _FORM_BITS
        for field, (pairs, masks_of) in enumerate(zip(own, masks, strict=True)):
            here = distinct(keys[fields == field])
            first = np.flatnonzero(changes(here >> _FORM_BITS))
            at = np.searchsorted(pairs, here[first] >> _FORM_BITS)
            # a word may stand in a text that is not counted by its term there
            is_counted = pairs[at] == here[first] >> _FORM_BITS
            bits = np.bitwise_or.reduceat(1 << (here & (1 << _FORM_BITS) - 1), first) if first.size else first
            masks_of[at[is_counted]] |= bits[is_counted].astype(np.uint8)
    return Forms(words, masks)


def _forms(words: Sequence[str]) -> list[str]:
    forms = list(dict.fromkeys(word.lower() for word in words))[:MAX_FORMS]
    return [words[0], *forms[1:]]


def write(postings: Postings, sequences: Sequences) -> tuple[list[str], Iterator[IndexFile]]:
    """All terms, and their shards."""
    terms, forms = postings.terms, find_forms(postings, sequences)
    accented = {stem(word) for chunk in sequences.chunks for word in chunk.accented}
    words = [
        " ".join([_suffix(term, word) for word in words_of]) for term, words_of in zip(terms, forms.words, strict=True)
    ]
    texts = list(_encode(postings, forms))
    weights = [len(text) + len(term) + len(word) + 9 for term, word, text in zip(terms, words, texts, strict=True)]
    slices = starmap(slice, partition(terms, weights, SHARD_BYTES))
    return terms, (IndexFile(at.start, _shard(terms[at], words[at], texts[at], accented)) for at in slices)


def _suffix(term: str, word: str) -> str:
    """How a word is written beside its term."""
    return "" if word == term else f"+{word[len(term) :]}" if word.startswith(term) else word


def _shard(terms: Sequence[str], words: Sequence[str], texts: Sequence[bytes], accented: Container[str]) -> bytes:
    encode = msgspec.json.encode
    # digits need no escape
    postings = b'","'.join(texts)
    also = encode([at for at, term in enumerate(terms) if term in accented])
    return b'{"terms":%b,"words":%b,"accented":%b,"postings":["%b"]}' % (encode(terms), encode(words), also, postings)


def _encode(postings: Postings, forms: Forms) -> Iterator[bytes]:
    """The digits of each term's postings."""
    several = forms.several
    for start, stop in ranges(postings.frequencies, _POSTINGS_AT_ONCE):
        yield from _encode_terms(postings, forms.masks, several[start:stop], start, stop)


def _encode_terms(postings: Postings, masks: Sequence[Array], several: Array, start: int, stop: int) -> Iterator[bytes]:
    parts = [
        _FieldPart(field, masks_of, several, start, stop)
        for field, masks_of in zip(postings.fields, masks, strict=True)
    ]
    sizes = 2 + np.sum([part.sizes for part in parts], axis=0)
    starts = np.append(0, np.cumsum(sizes))
    numbers = np.empty(int(starts[-1]), np.int64)
    numbers[starts[:-1]] = postings.first_place[start:stop]
    numbers[starts[:-1] + 1] = sum((part.counts > 0) << bit for bit, part in enumerate(parts)) + _SEVERAL * several
    at = starts[:-1] + 2
    for part in parts:
        part.write(numbers, at)
        at = at + part.sizes
    return digits.encode_runs(numbers, starts[:-1])


class _FieldPart:
    """The numbers of one field of some terms."""

    def __init__(self, field: FieldPostings, masks: Array, several: Array, start: int, stop: int) -> None:
        starts = field.starts[start : stop + 1] - field.starts[start]
        these = slice(int(field.starts[start]), int(field.starts[stop]))
        self.counts = np.diff(starts)
        documents = field.documents[these].astype(np.int64)
        self._times = field.times[these].astype(np.int64)
        self._lengths = field.lengths[documents]
        before = np.concatenate(([-1], documents[:-1]))[: documents.size]
        before[starts[:-1][self.counts > 0]] = -1
        self._gaps = documents - before
        self._repeated = self._times > 1
        repeated_before = np.append(0, np.cumsum(self._repeated))
        self._repeated_counts = np.diff(repeated_before[starts])
        self._nth = np.arange(documents.size) - np.repeat(starts[:-1], self.counts)
        """Position of each posting within its term."""
        self._nth_repeated = repeated_before[:-1] - np.repeat(repeated_before[starts[:-1]], self.counts)
        self._with_forms = np.repeat(several, self.counts)
        self._masks = masks[these]
        form_digits = np.where(several, -(-self.counts // _MASKS), 0)
        self.sizes = np.where(self.counts > 0, 1 + 2 * self.counts + self._repeated_counts + form_digits, 0)

    def write(self, numbers: Array, at: Array) -> None:
        """Put the numbers where those of each term start."""
        present = self.counts > 0
        numbers[at[present]] = self.counts[present]
        begin = np.repeat(at + 1, self.counts)
        numbers[begin + self._nth] = 2 * (self._gaps - 1) + self._repeated
        begin += np.repeat(self.counts, self.counts)
        numbers[(begin + self._nth_repeated)[self._repeated]] = self._times[self._repeated] - 2
        begin += np.repeat(self._repeated_counts, self.counts)
        numbers[begin + self._nth] = self._lengths
        begin += np.repeat(self.counts, self.counts)
        digit, nth = np.divmod(self._nth, _MASKS)
        at_digits = (begin + digit)[self._with_forms]
        numbers[at_digits] = 0
        np.add.at(numbers, at_digits, (self._masks << MAX_FORMS * nth)[self._with_forms])


def leaves(shards: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The leaves, each with the text that it begins at."""
    start = 0
    for stop, (bound, _) in enumerate(shards, 1):
        size = stop - start
        full = size >= _MAX_LEAF or (size >= _MIN_LEAF and crc32(bound.encode("utf-8", "replace")) % 24 == 0)
        if full or stop == len(shards):
            yield shards[start][0], msgspec.json.encode(shards[start:stop])
            start = stop
