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
        lowered = piece.lower()
        lower = trim(lowered)
        term = self._known.get(lower)
        if term is None:
            term = self._known[lower] = self._term(lower)
        number = self[piece] = len(self)
        self.term_of.append(term)
        self.word_of.append(
            NONE if term == NONE else self._word(lower if piece == lowered else trim(piece) or lower, term)
        )
        return number

    def _term(self, word: str) -> int:
        if not word or word in STOP_WORDS:
            return NONE
        return self.terms.setdefault(stem(word), len(self.terms))

    def _word(self, word: str, term: int) -> int:
        number = self.words.get(word)
        if number is None:
            number = self.words[word] = len(self.words)
            self.term_of_word.append(term)
        return number
