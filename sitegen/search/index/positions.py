"""Positions: where each word stands in each field, for what is asked for letter by letter.

`number_words` is for a chunk of documents; `write` joins the chunks and makes the files. A whole author's name,
topic's label or venue is a word too, with `=` before it, so that a paper by Li Wang is told from one by Xiao Li Wang;
and so is a word of a name that is a stop word or has accents, with `@`: He is a family name, and José is not Jose.
Another name of a topic, such as an earlier label, is only found whole.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sitegen.arrays import Array, distinct, gaps, inverse, low_bits, numbered, numbering, ranges, runs, spread
from sitegen.search import digits
from sitegen.search.documents import EXACT_FIELDS, IndexedText, whole_name
from sitegen.search.index.partition import partition
from sitegen.search.index.pieces import BETWEEN, Pieces
from sitegen.search.index.postings import DOCUMENT_BITS, list_parts
from sitegen.text import utf16
from sitegen.text.folding import accented_words, exact_words
from sitegen.text.tokens import STOP_WORDS

SHARD_BYTES = 24_000
_TOPICS = EXACT_FIELDS.index("topics")
_POSITION_BITS, _FIELD_BITS = 14, 3
_SORTED_AT_ONCE, _ENCODED_AT_ONCE = 1 << 22, 1 << 18
"""Occurrences, so that those of a large digest are not in memory a second time."""


class WordSequences(Struct, frozen=True, eq=False):
    """The words of a chunk of documents in the order of their texts."""

    words: list[str]
    sequence: Array
    """Indexes of the words, field by field; -1 between two names."""
    ends: Array
    """Where in `sequence` each field of each document ends."""
    whole: Array
    """Indexes of the words that are whole names."""
    whole_rows: Array
    """Of each of these: index of the document times `len(EXACT_FIELDS)`, plus index of the field."""
    accented: list[str]
    """Words that some text writes with accents."""
    first: int = 0
    """Number of the first document."""

    @property
    def rows(self) -> Array:
        """Of each of `sequence`: index of the document times `len(EXACT_FIELDS)`, plus index of the field."""
        rows: Array = np.repeat(np.arange(self.ends.size), np.diff(self.ends, prepend=0))
        return rows

    def numbered(self, first: int, numbers: Mapping[str, int]) -> WordSequences:
        """The same by numbers that all chunks share, without the words; `first` is that of its first document."""
        words = np.append(numbered(self.words, numbers), -1).astype(np.int32)
        return replace(self, words=[], sequence=words[self.sequence], whole=words[self.whole], first=first)


class Sequences(Struct, frozen=True, eq=False):
    """The words of all documents, in chunks."""

    words: list[str]
    chunks: list[WordSequences]
    """Their indexes are those of `words`."""


def number_words(pieces: Pieces, documents: Sequence[IndexedText]) -> WordSequences:
    """Number the words of a chunk of documents, whose texts consist of these pieces."""
    words = numbering()
    whole, whole_rows = array("i"), array("i")
    split = list(map(_split, pieces.distinct))
    sizes = np.array(list(map(len, split)), np.int64)
    flat = np.fromiter((words[word] if word else -1 for word in chain.from_iterable(split)), np.int32)
    for at, document in enumerate(documents):
        for field, name in _names_of(document):
            whole.append(words[name])
            whole_rows.append(at * len(EXACT_FIELDS) + field)
    accents = (piece for piece in pieces.distinct if not piece.isascii())
    accented = {word for piece in accents for word in _split(piece) if word.isascii() and word not in piece.lower()}
    piece_of = pieces.sequence
    lengths = np.append(0, np.cumsum(sizes[piece_of]))
    return WordSequences(
        words=list(words),
        sequence=flat[spread((np.cumsum(sizes) - sizes)[piece_of], sizes[piece_of])],
        ends=lengths[pieces.ends].astype(np.int32),
        whole=np.array(whole, np.int32),
        whole_rows=np.array(whole_rows, np.int32),
        accented=sorted(accented),
    )


@lru_cache(maxsize=2**15)
def _split(piece: str) -> tuple[str, ...]:
    return ("",) if piece == BETWEEN else tuple(exact_words(piece))


def _names_of(document: IndexedText) -> Iterator[tuple[int, str]]:
    """The field of each whole name, and the name as a word."""
    # names begin behind title and abstract
    for field, values in enumerate(document.values()[2:], 2):
        for value in values:
            yield from ((field, word) for word in _words_of_name(value))
    for value in document.topic_names:
        yield _TOPICS, _words_of_name(value)[0]


@lru_cache(maxsize=2**15)
def _words_of_name(value: str) -> tuple[str, ...]:
    """The whole name as a word, and with `@` those of its words that are stop words or have accents."""
    words = exact_words(value)
    marked = [*(word for word in words if word in STOP_WORDS), *accented_words(value)]
    return (whole_name(words), *(f"@{word}" for word in marked))


def write(sequences: Sequences) -> Iterator[tuple[str, bytes]]:
    """The files of all words, by boundary."""
    order = np.array(utf16.argsort(sequences.words), np.int64)
    words = [sequences.words[word] for word in order.tolist()]
    texts = list(_encode(inverse(order), sequences.chunks))
    weights = [len(text) + len(word) + 6 for word, text in zip(words, texts, strict=True)]
    for bound, at in partition(words, weights, SHARD_BYTES):
        # digits need no escape
        yield bound, b'{"words":%b,"positions":["%b"]}' % (msgspec.json.encode(words[at]), b'","'.join(texts[at]))


def _encode(ranks: Array, chunks: Sequence[WordSequences]) -> Iterator[bytes]:
    """The digits of each word, by its rank. The occurrences of a large digest are sorted in several parts."""
    times = np.zeros(ranks.size, np.int64)
    for chunk in chunks:
        occurring = np.append(chunk.sequence[chunk.sequence >= 0], chunk.whole)
        times[ranks] += np.bincount(occurring, minlength=ranks.size)
    for first, stop in ranges(times, _SORTED_AT_ONCE):
        keys = _keys(ranks, chunks, first, stop)
        starts = np.searchsorted(keys, np.arange(first, stop + 1) << _FIELD_BITS + DOCUMENT_BITS + _POSITION_BITS)
        for begin, end in ranges(np.diff(starts), _ENCODED_AT_ONCE):
            yield from _encode_range(keys[starts[begin] : starts[end]])


def _keys(ranks: Array, chunks: Sequence[WordSequences], first: int, stop: int) -> Array:
    """The occurrences of a range of words as numbers of 63 bits, word · field · document · position, sorted."""
    parts = [np.empty(0, np.int64)]

    def add(words: Array, rows: Array, positions: Array | int) -> None:
        documents, fields = np.divmod(rows, len(EXACT_FIELDS))
        parts.append(((words << _FIELD_BITS | fields) << DOCUMENT_BITS | documents) << _POSITION_BITS | positions)

    for chunk in chunks:
        first_row = chunk.first * len(EXACT_FIELDS)
        words, names = ranks[chunk.sequence], ranks[chunk.whole]
        at = np.flatnonzero((words >= first) & (words < stop) & (chunk.sequence >= 0))
        rows = chunk.rows[at]
        positions = np.minimum(at - np.append(0, chunk.ends)[rows], (1 << _POSITION_BITS) - 1)
        add(words[at], first_row + rows, positions)
        at = np.flatnonzero((names >= first) & (names < stop))
        add(names[at], first_row + chunk.whole_rows[at].astype(np.int64), 0)
    keys = np.concatenate(parts)
    parts.clear()
    return distinct(keys)


def _encode_range(keys: Array) -> Iterator[bytes]:
    """The digits of some words, as `FORMAT.md` describes them."""
    postings = keys >> _POSITION_BITS
    positions = postings >> DOCUMENT_BITS, gaps(low_bits(keys, _POSITION_BITS), postings)
    first, times = runs(postings)
    # a list is a field of a word
    lists, documents = postings[first] >> DOCUMENT_BITS, low_bits(postings[first], DOCUMENT_BITS)
    starts, _ = runs(lists)
    of_all = lists[starts]
    first, _ = runs(of_all >> _FIELD_BITS)
    fields = np.bitwise_or.reduceat(1 << low_bits(of_all, _FIELD_BITS), first)
    parts = (of_all[first], fields), *list_parts(lists, documents, times), positions
    return digits.encode_lists(parts, of_all[first])
