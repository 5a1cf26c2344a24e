"""An index after a few papers changed, made from the one before: the same bytes as if it were made anew.

Whatever has a term of a changed paper is made again, and everything else is passed along. A paper's lengths stand
beside each of its postings, so even a small change reaches all terms of its field.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np

from sitegen.search import cuts, delta, documents, postings, shards, vocabulary
from sitegen.search.cuts import Piece
from sitegen.search.delta import Change, Terms, Words
from sitegen.search.documents import BLOCK, Described, Document
from sitegen.search.lexicon import Lexicon
from sitegen.search.made import Index
from sitegen.search.postings import FieldPostings, Ints
from sitegen.text.tokens import pieces


def patched(before: Index, described: Described, batches: list[bytes]) -> Index | None:
    """The index of the documents; None when too much changed since the one before.

    Args:
        batches: the documents' digests.
    """
    if batches == before.batches:
        return before
    changes = delta.changes(before, described, batches)
    if changes is None:
        return None
    terms = Terms(before.terms, changes)
    fields, touched = _fields(before, changes, terms, len(described))
    words = Words(before, changes, terms)
    touched |= words.rewritten.keys()
    terms.gone = np.flatnonzero(np.sum([field.counts for field in fields], axis=0) == 0)
    after = msgspec.structs.replace(
        before,
        numeric=documents.numeric(described.ids),
        batches=batches,
        blocks=_blocks(before, described, changes, fields),
        columns=_columns(before, described, changes),
        terms=terms.left(),
        fields=[FieldPostings(one.documents, one.times, terms.without_gone(one.counts), one.lengths) for one in fields],
        papers=terms.without_gone(delta.papers_after(before.papers, changes, terms)),
        words=words.words,
        times=words.times,
        ends=np.cumsum(terms.without_gone(words.counts)),
    )
    changed = {terms.after(place) for place in touched.difference(terms.gone.tolist())}
    changed |= _place(before, after, described, changes, terms)
    origin = terms.without_gone(terms.with_new(np.arange(len(before.terms)), -1))
    _cut_shards(before, after, origin, changed, terms)
    _cut_vocabulary(before, after, origin, words, terms)
    return after


def _fields(before: Index, changes: Sequence[Change], terms: Terms, size: int) -> tuple[list[FieldPostings], set[int]]:
    found = [delta.field_after(field, number, changes, terms, size) for number, field in enumerate(before.fields)]
    return [field for field, _ in found], set().union(*(touched for _, touched in found))


def _blocks(
    before: Index, described: Described, changes: Sequence[Change], fields: Sequence[FieldPostings]
) -> list[bytes]:
    blocks = before.blocks[: -(-len(described) // BLOCK)]
    for number in sorted({change.place // BLOCK for change in changes}):
        these = slice(number * BLOCK, (number + 1) * BLOCK)
        if documents_here := described[these]:
            lengths = np.stack([field.lengths[these] for field in fields], axis=1).tolist()
            blocks[number : number + 1] = [documents.block(documents_here, lengths)]
    return blocks


def _columns(before: Index, described: Described, changes: Sequence[Change]) -> dict[str, list[Piece]]:
    same = all(one.old and one.new and documents.facets(one.old) == documents.facets(one.new) for one in changes)
    return before.columns if same else documents.columns(list(described))


def _place(before: Index, after: Index, described: Described, changes: Sequence[Change], terms: Terms) -> set[int]:
    """Numbers again the new terms of each document that has others than before; gives the terms it numbered."""
    old = terms.without_gone(terms.with_new(postings.first_documents(before.fields), -1))
    new = postings.first_documents(after.fields)
    moved = old != new
    placed = terms.without_gone(terms.with_new(before.placed, -1))
    kept = placed.copy()
    for number in {*old[moved].tolist(), *new[moved].tolist(), *(one.place for one in changes)}:
        if 0 <= number < len(described):
            ranks = {after.terms[rank]: rank for rank in np.flatnonzero(new == number).tolist()}
            for place, term in enumerate(filter(ranks.__contains__, _terms(described[number]))):
                placed[ranks[term]] = place
    after.placed = placed
    return set(np.flatnonzero(placed != kept).tolist())


def _terms(document: Document) -> Iterable[str]:
    """In the order in which they are met."""
    lexicon = Lexicon()
    for text in documents.texts(document):
        for piece in pieces(text):
            lexicon[piece]
    return lexicon.terms


def _cut_shards(before: Index, after: Index, origin: Ints, changed: set[int], terms: Terms) -> None:
    ranks = sorted(changed)
    texts = dict(zip(ranks, shards.texts(after.fields, np.array(ranks, np.int64), after.placed), strict=True))
    starts = after.starts.tolist()

    def shown(rank: int) -> str:
        return shards.beside(after.terms[rank], after.words[starts[rank]])

    weights = terms.without_gone(terms.with_new(before.weights))
    for rank, text in texts.items():
        weights[rank] = shards.weight(after.terms[rank], shown(rank), text)
    after.weights = weights
    old = _OldTexts(before.shards)

    def make(start: int, stop: int) -> Piece:
        these = [
            texts[rank] if rank in texts else old[place]
            for rank, place in enumerate(origin[start:stop].tolist(), start)
        ]
        return shards.piece(start, after.terms[start:stop], [shown(rank) for rank in range(start, stop)], these)

    after.shards = list(
        _recut(
            before.shards, terms.moved, origin.size, _dirty(origin, changed, terms), after.terms, make,
            lambda start, stop: weights[start:stop].tolist(), shards.SHARD_BYTES,
        )
    )  # fmt: skip


class _OldTexts:
    """The digits of the terms before, by their place."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._read: dict[int, list[bytes]] = {}

    def __getitem__(self, place: int) -> bytes:
        number = bisect_right(self._starts, place) - 1
        if number not in self._read:
            content = self._pieces[number].content
            # digits hold no quotation marks, and are the last in the file
            self._read[number] = content[content.rindex(b'"postings":["') + 13 : -3].split(b'","')
        return self._read[number][place - self._starts[number]]


def _cut_vocabulary(before: Index, after: Index, origin: Ints, words: Words, terms: Terms) -> None:
    starts, ends = after.starts.tolist(), after.ends.tolist()
    frequencies = after.frequencies
    loud = vocabulary.loudness(frequencies)
    was = terms.without_gone(terms.with_new(vocabulary.loudness(before.frequencies), -1))
    changed = set(np.flatnonzero(loud != was).tolist())
    for place, (old, new) in words.rewritten.items():
        if new and old[: vocabulary.FORMS] != new[: vocabulary.FORMS]:
            changed.add(terms.after(place))

    def weigh(start: int, stop: int) -> list[int]:
        ranks = range(start, stop)
        return [vocabulary.weight(after.terms[rank], ends[rank] - starts[rank]) for rank in ranks]

    def make(start: int, stop: int) -> Piece:
        forms = [after.words[starts[rank] : ends[rank]] for rank in range(start, stop)]
        return vocabulary.piece(start, after.terms[start:stop], forms, frequencies[start:stop])

    dirty = _dirty(origin, changed, terms)
    after.vocabulary = list(
        _recut(before.vocabulary, terms.moved, origin.size, dirty, after.terms, make, weigh, vocabulary.WORDS_BYTES)
    )


def _dirty(origin: Ints, changed: set[int], terms: Terms) -> Ints:
    """How many terms before each are not as they were, or stand where one is gone; of one term more than there are."""
    dirty = np.zeros(origin.size + 1, np.int64)
    dirty[sorted(changed)] = 1
    dirty[[terms.after(place) for place in terms.gone.tolist()]] = 1
    return np.concatenate(([0], np.cumsum(dirty)))


def _recut(
    old: Sequence[Piece],
    moved: Callable[[int], int],
    size: int,
    dirty: Ints,
    terms: Sequence[str],
    make: Callable[[int, int], Piece],
    weigh: Callable[[int, int], Sequence[int]],
    target: int,
) -> Iterator[Piece]:
    """The pieces of all terms; the old one wherever none of its terms changed, nor the one behind."""
    ranks = [*(moved(piece.start) for piece in old), size]
    kept: dict[int, int] = {}
    known: dict[int, Piece] = {}
    for piece, start, stop in zip(old, ranks, ranks[1:], strict=False):
        if dirty[min(stop, size) + 1] == dirty[start]:
            kept[start], known[start] = stop, msgspec.structs.replace(piece, start=start)
    for start, stop in cuts.recut(terms, weigh, target, kept):
        yield known.get(start) or make(start, stop)
