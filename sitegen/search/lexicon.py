"""Every distinct piece of text that was met, with the terms and the words that it stands for.

A corpus of ten million pieces has some hundred thousand distinct ones, and only those are trimmed and stemmed.
"""

from __future__ import annotations

from array import array

from sitegen.text.stem import stem
from sitegen.text.tokens import STOP_WORDS, trim, words

NONE = -1


class Lexicon(dict[str, int]):
    """Numbers of pieces, given as they are met. Terms are numbered in the order in which Lunr would meet them."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.words: dict[str, int] = {}
        """Words without the signs at their ends, in the case they were written in."""
        self.ends = array("i", [0])
        """Where the terms of each piece end in the next two, and those of the next piece begin."""
        self.term_of = array("i")
        self.word_of = array("i")
        self.term_of_word = array("i")
        self._known: dict[str, int] = {}

    def __missing__(self, piece: str) -> int:
        # called once a distinct piece, which is often enough to count every call in here
        for word in words(piece):
            lowered = word.lower()
            lower = lowered if lowered.isalnum() and lowered.isascii() else trim(lowered)
            term = self._known.get(lower)
            if term is None:
                terms = self.terms
                known = lower and lower not in STOP_WORDS
                term = self._known[lower] = terms.setdefault(stem(lower), len(terms)) if known else NONE
            if term != NONE:
                self.term_of.append(term)
                # putting in lower case first may save a letter from being trimmed
                shown = lower if word == lowered else trim(word)
                self.word_of.append(self._word(shown if len(shown) == len(lower) else lower, term))
        number = self[piece] = len(self.ends) - 1
        self.ends.append(len(self.term_of))
        return number

    def _word(self, word: str, term: int) -> int:
        place = self.words.setdefault(word, len(self.words))
        if place == len(self.term_of_word):
            self.term_of_word.append(term)
        return place
