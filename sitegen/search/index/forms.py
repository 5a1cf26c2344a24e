"""Which postings have a term as most papers write it, so that a reader's own form of a word goes before others."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from sitegen.search.documents import EXACT_FIELDS, FIELDS
from sitegen.search.index.pieces import Array
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import Postings
from sitegen.text.folding import exact_words

_DOCUMENT_BITS = 22
_NO_KEY = np.iinfo(np.int64).max


class Forms(Struct, frozen=True, eq=False):
    """The forms of words in which postings have their terms."""

    several: Array
    """Whether a term has more than one word, by term."""
    usual: list[Array]
    """By field, for each posting: whether the field has the term's most frequent word."""


def find_forms(postings: Postings, sequences: Sequences) -> Forms:
    """Look the most frequent word of each term up in the documents' words."""
    several = np.zeros(len(postings.terms), bool)
    usual_words: dict[str, int] = {}
    for term in range(len(postings.terms)):
        forms = [word.lower() for word in postings.words_of(term)]
        several[term] = any(form != forms[0] for form in forms)
        if several[term] and len(exact := exact_words(forms[0])) == 1:
            usual_words[exact[0]] = term
    term_of = np.array([usual_words.get(word, -1) for word in (*sequences.words, "")], np.int64)
    held: list[list[Array]] = [[np.empty(0, np.int64)] for _ in FIELDS]
    first = 0
    for chunk in sequences.chunks:
        terms = term_of[chunk.sequence]
        lengths = np.diff(chunk.ends, prepend=0)
        documents, fields = np.divmod(np.repeat(np.arange(lengths.size), lengths), len(EXACT_FIELDS))
        for field, keys in enumerate(held):
            these = (fields == field) & (terms >= 0)
            keys.append(np.unique(terms[these] << _DOCUMENT_BITS | documents[these] + first))
        first += lengths.size // len(EXACT_FIELDS)
    usual = []
    for here, keys in zip(postings.fields, held, strict=True):
        own = np.repeat(np.arange(here.counts.size), here.counts) << _DOCUMENT_BITS | here.documents
        usual.append(_are_among(own, np.concatenate([*keys, [_NO_KEY]])))
        keys.clear()
    return Forms(several, usual)


def _are_among(numbers: Array, others: Array) -> Array:
    """Whether each number is one of the others, which are sorted in their place and end with a larger one."""
    others.sort()
    are: Array = others[np.searchsorted(others, numbers)] == numbers
    return are
