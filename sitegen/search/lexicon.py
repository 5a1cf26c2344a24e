"""Every distinct piece of text that was met, and the term and the word it stands for.

A corpus of ten million pieces has some hundred thousand distinct ones, and only those are trimmed and stemmed.
"""

from __future__ import annotations

from array import array

from sitegen.text.stem import stem
from sitegen.text.tokens import STOP_WORDS, trim

NONE = -1


class Lexicon(dict[str, int]):
    """Numbers of pieces, given as they are met. Terms are numbered in the order in which Lunr would meet them."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.words: dict[str, int] = {}
        """Pieces without the signs at their ends, in the case they were written in."""
        self.term_of = array("i")
        """Of each piece, or NONE."""
        self.word_of = array("i")
        """Of each piece, or NONE."""
        self.term_of_word = array("i")
        self._known: dict[str, int] = {}

    def __missing__(self, piece: str) -> int:
        # called once a distinct piece, which is often enough to count every call in here
        lowered = piece.lower()
        lower = lowered if lowered.isalnum() and lowered.isascii() else trim(lowered)
        term = self._known.get(lower)
        if term is None:
            terms = self.terms
            known = lower and lower not in STOP_WORDS
            term = self._known[lower] = terms.setdefault(stem(lower), len(terms)) if known else NONE
        number = self[piece] = len(self.term_of)
        self.term_of.append(term)
        if term == NONE:
            self.word_of.append(NONE)
            return number
        word = lower if piece == lowered else trim(piece) or lower
        words = self.words
        place = words.setdefault(word, len(words))
        if place == len(self.term_of_word):
            self.term_of_word.append(term)
        self.word_of.append(place)
        return number
