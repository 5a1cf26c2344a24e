"""Which forms of a term each posting has, so that a reader's own form of a word goes before others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sitegen.search.documents import EXACT_FIELDS, FIELDS
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import Postings
from sitegen.text.arrays import Array, distinct
from sitegen.text.folding import exact_words

MAX_FORMS = 3
"""Words of a term that postings tell apart."""
_FORM_BITS, _DOCUMENT_BITS = 2, 22
_NO_KEY = np.iinfo(np.int64).max


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
                forms[exact[0]] = term << _DOCUMENT_BITS + _FORM_BITS | number
    form_of = np.array([forms.get(word, -1) for word in (*sequences.words, "")], np.int64)
    held: list[list[Array]] = [[] for _ in FIELDS]
    for chunk in sequences.chunks:
        keys = form_of[chunk.sequence]
        lengths = np.diff(chunk.ends, prepend=0)
        known = np.flatnonzero(keys >= 0)
        documents, fields = np.divmod(np.repeat(np.arange(lengths.size), lengths)[known], len(EXACT_FIELDS))
        keys = keys[known] | documents + chunk.first << _FORM_BITS
        for field, held_by in enumerate(held):
            held_by.append(keys[fields == field])
    masks = []
    for here, held_by in zip(postings.fields, held, strict=True):
        own = np.repeat(np.arange(here.counts.size), here.counts) << _DOCUMENT_BITS | here.documents
        keys = distinct(np.concatenate([np.empty(0, np.int64), *held_by]))
        held_by.clear()
        at = np.searchsorted(own, keys >> _FORM_BITS)
        # a word may stand in a text that is not counted by its term there
        is_counted = np.append(own, _NO_KEY)[at] == keys >> _FORM_BITS
        bits = 1 << (keys & (1 << _FORM_BITS) - 1)
        masks.append(np.bincount(at[is_counted], bits[is_counted], own.size).astype(np.int64))
    return Forms(words, masks)


def _forms(words: Sequence[str]) -> list[str]:
    forms = list(dict.fromkeys(word.lower() for word in words))[:MAX_FORMS]
    return [words[0], *forms[1:]]
