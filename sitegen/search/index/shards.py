"""Term shards: the postings of terms as `FORMAT.md` describes them, and the leaves that say which shard a term is in.

With its postings stands in which of a term's forms each document has it, so that a reader's own form of a word goes
before others.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import chain, repeat
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, distinct, low_bits, ranges, ranks_within, runs
from sitegen.search import digits
from sitegen.search.documents import EXACT_FIELDS
from sitegen.search.index.partition import Entry, partition
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import DOCUMENT_BITS, FieldPostings, Postings, list_parts
from sitegen.search.index.vocabulary import lower_forms
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
        documents, fields = np.divmod(chunk.rows[known], len(EXACT_FIELDS))
        keys = keys[known] | documents + chunk.first << _FORM_BITS
        for field, (pairs, masks_of) in enumerate(zip(own, masks, strict=True)):
            here = distinct(keys[fields == field])
            first, _ = runs(here >> _FORM_BITS)
            at = np.searchsorted(pairs, here[first] >> _FORM_BITS)
            # a word may stand in a text that is not counted by its term there
            is_counted = pairs[at] == here[first] >> _FORM_BITS
            bits = np.bitwise_or.reduceat(1 << low_bits(here, _FORM_BITS), first)
            masks_of[at[is_counted]] |= bits[is_counted].astype(np.uint8)
    return Forms(words, masks)


def _forms(words: Sequence[str]) -> list[str]:
    return [words[0], *lower_forms(words)[1:MAX_FORMS]]


def write(postings: Postings, sequences: Sequences) -> Iterator[tuple[str, bytes]]:
    """The shards of all terms, by boundary."""
    terms, forms = postings.terms, find_forms(postings, sequences)
    accented = {stem(word) for chunk in sequences.chunks for word in chunk.accented}
    words = [
        " ".join([_suffix(term, word) for word in words_of]) for term, words_of in zip(terms, forms.words, strict=True)
    ]
    texts = list(_encode(postings, forms))
    weights = [len(text) + len(term) + len(word) + 9 for term, word, text in zip(terms, words, texts, strict=True)]
    for bound, at in partition(terms, weights, SHARD_BYTES):
        yield bound, _shard(terms[at], words[at], texts[at], accented)


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
        terms = np.arange(start, stop)
        has = sum((np.diff(field.starts[start : stop + 1]) > 0) << bit for bit, field in enumerate(postings.fields))
        parts = [(terms, postings.first_place[start:stop]), (terms, has + _SEVERAL * several[start:stop])]
        for field, masks in zip(postings.fields, forms.masks, strict=True):
            parts += _field_parts(field, masks, several, start, stop)
        yield from digits.encode_lists(parts, terms)


def _field_parts(
    field: FieldPostings, masks: Array, several: Array, start: int, stop: int
) -> Iterator[tuple[Array, Array]]:
    """The numbers of one field of some terms, each with the index of its term."""
    these = slice(int(field.starts[start]), int(field.starts[stop]))
    terms = np.repeat(np.arange(start, stop), np.diff(field.starts[start : stop + 1]))
    yield from list_parts(terms, field.documents[these], field.times[these])
    yield terms, field.lengths[field.documents[these]]
    places = ranks_within(terms) % _MASKS
    first = np.flatnonzero(places == 0)
    joined = np.add.reduceat(masks[these].astype(np.int64) << MAX_FORMS * places, first)
    has_forms = several[terms[first]]
    yield terms[first][has_forms], joined[has_forms]


def leaves(shards: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The leaves, each with the text that it begins at."""
    start = 0
    for stop, (bound, _) in enumerate(shards, 1):
        size = stop - start
        full = size >= _MAX_LEAF or (size >= _MIN_LEAF and crc32(bound.encode("utf-8", "replace")) % 24 == 0)
        if full or stop == len(shards):
            yield shards[start][0], msgspec.json.encode(shards[start:stop])
            start = stop
