"""Typing errors: the words a reader may have meant. The counterpart is `templates/search/engine/spelling.js`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sitegen.search.query.reader import Posting, SiteIndex, VocabularyEntry
from sitegen.text.folding import fold
from sitegen.text.stem import stem
from sitegen.text.tokens import query_terms, trim
from sitegen.text.utf16 import sort_key

_MIN_LETTERS, _LONG = 3, 7
"""A shorter word is not corrected; one of so many letters may hold two edits."""
_MAX_CORRECTIONS = 3
_SAME_FIRST_LETTER = 6
"""What it adds to a frequency when the first letter is right: typists seldom miss it."""
_MAX_LETTERS = 70
_RARE_PAIRS, _RARE_LETTERS, _RARER_BY = 3, 5, 12
"""A word that so few have may be an error of theirs if it is so long and its neighbour 64 times as frequent."""

_MIN_BEGINNING, _CLEARER_BY = 5, 6
"""Letters of a word that may be a misspelt beginning; by how much what begins so scores more than the nearest words."""


class Correction(Struct, frozen=True):
    """A term that a reader may have meant."""

    term: str
    word: str
    """In the form that is nearest."""
    edits: int
    is_inflection: bool
    """Whether the reader's word is near to no word that papers have, but to an inflection of this one."""
    score: int


def correct(word: str, index: SiteIndex) -> list[Correction]:
    """The terms that a word which no paper has may be a typing error for, or else that word without accents.

    Lunr trims letters that are not ASCII from the ends, and what is left may be near to another word.
    """
    written = [word] if trim(word) == word else []
    return next(filter(None, (_correct(each, index) for each in dict.fromkeys([*written, fold(word)]))), [])


def _correct(word: str, index: SiteIndex) -> list[Correction]:
    trimmed = trim(word)
    # another number is another fact
    if not trimmed or re.fullmatch("[0-9]+", trimmed) or len(query_terms(word)) != 1:
        return []
    # most errors leave the first letter as it is, and its part of the vocabulary is small; frequent words are at hand
    frequent = _suggested(index)
    corrections = find_corrections(trimmed, [*index.vocabulary(trimmed[0]), *frequent])
    if not corrections or corrections[0].edits > 1:
        corrections = find_corrections(trimmed, [*index.vocabulary(), *frequent])
    return corrections


def _suggested(index: SiteIndex, least: int = 0) -> list[VocabularyEntry]:
    """The words of the type-ahead table that are at least so frequent, as entries of the vocabulary."""
    rows = [(word.lower(), 2 * (count.bit_length() - 1)) for word, count in index.suggestions()]
    return [(stem(word), frequency, [word]) for word, frequency in rows if frequency >= least]


def correct_rare(word: str, own: Posting, index: SiteIndex) -> list[Correction]:
    """The much more frequent term that a word may be an error for, although some paper has it."""
    if own.pairs > _RARE_PAIRS or len(word) < _RARE_LETTERS or not (word.isalpha() and word.isascii()):
        return []
    return correct_frequent(word, index, 2 * (own.pairs.bit_length() - 1) + _RARER_BY)


def correct_frequent(word: str, index: SiteIndex, least: int = 0) -> list[Correction]:
    """The word of the type-ahead table that is one edit away, and at least so frequent."""
    nearest = find_corrections(word, _suggested(index, least))
    return [correction for correction in nearest if correction.edits == 1 and not correction.is_inflection][:1]


def correct_beginning(word: str, nearest: Sequence[Correction], index: SiteIndex) -> list[Correction]:
    """What an unfinished word becomes if it is misspelt, or the nearest words where what begins so is not as frequent.

    Its first and last letters are right: `difus` may become diffusion.
    """
    word = trim(word)
    if len(word) < _MIN_BEGINNING or not (word.isalpha() and word.isascii()):
        return list(nearest)
    begun = [
        Correction(term, form, 1, False, frequency + _SAME_FIRST_LETTER)
        for term, frequency, (form,) in _suggested(index)
        if _may_begin(word, form)
    ]
    best = _best(begun)
    return best if best and (not nearest or best[0].score > nearest[0].score + _CLEARER_BY) else list(nearest)


def _best(corrections: Iterable[Correction]) -> list[Correction]:
    """The best few, each term once."""
    distinct: dict[str, Correction] = {}
    for correction in sorted(corrections, key=lambda correction: (-correction.score, sort_key(correction.term))):
        distinct.setdefault(correction.term, correction)
    return list(distinct.values())[:_MAX_CORRECTIONS]


def _may_begin(word: str, form: str) -> bool:
    """Whether a longer word begins with one that is an edit away."""
    if form[:1] != word[0] or not form.isascii():
        return False
    ends = range(len(word) - 1, min(len(word) + 2, len(form)))
    return any(form[end - 1] == word[-1] and distance(word, form[:end], 1) == 1 for end in ends)


def find_corrections(word: str, vocabulary: Iterable[VocabularyEntry]) -> list[Correction]:
    """The nearest words of the vocabulary: all have as few edits as the first, and the most frequent come first."""
    if len(word) < _MIN_LETTERS:
        return []
    best = (2 if len(word) >= _LONG else 1, True)
    own = stem(word)
    nearest: list[Correction] = []
    for term, frequency, forms in vocabulary:
        edits, is_inflection, form = _nearest_form(term, forms, word, own, best[0])
        if (edits, is_inflection) > best:
            continue
        if (edits, is_inflection) < best:
            nearest, best = [], (edits, is_inflection)
        bonus = _SAME_FIRST_LETTER if form[:1] == word[:1] else 0
        if not any(correction.term == term for correction in nearest):
            nearest.append(Correction(term, form, edits, is_inflection, frequency + bonus))
    return _best(nearest)


def _nearest_form(term: str, forms: Sequence[str], word: str, own: str, max_edits: int) -> tuple[int, bool, str]:
    """Edits from the nearest word of a term, whether that is an inflection no paper has, and a word that some have.

    More than `max_edits` is just more. Of as few edits, a word that papers have goes before one that they may have.
    """
    best = (max_edits + 1, False, "")
    limit = max_edits
    for form in forms:
        edits = distance(word, form, limit)
        if edits <= limit:
            best, limit = (edits, False, form), edits
            if edits <= 1:
                return best
    limit = min(1, limit)
    edits = distance(own, term, limit)
    return (edits, True, _inflect(term, forms, word, own)) if edits <= limit else best


def _inflect(term: str, forms: Sequence[str], word: str, own: str) -> str:
    """The word of a term that ends as the reader's does, or the most frequent if the reader's has another stem."""
    return term + word.removeprefix(own) if word.startswith(own) else forms[0] if forms else term


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words; above `most` just more.

    >>> distance("recieve", "receive", 2), distance("kitten", "sitting", 2)
    (1, 3)
    """
    more = most + 1
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > _MAX_LETTERS:
        return more
    if one == other:
        return 0
    letters, others = set(one), set(other)
    if len(letters - others) > most or len(others - letters) > most:
        return more
    before: list[int] = []
    above = list(range(len(other) + 1))
    for y, letter in enumerate(one, 1):
        row = [y]
        for x, against in enumerate(other, 1):
            edits = min(above[x] + 1, row[x - 1] + 1, above[x - 1] + (letter != against))
            if y > 1 and x > 1 and letter == other[x - 2] and one[y - 2] == against:
                edits = min(edits, before[x - 2] + 1)
            row.append(edits)
        if min(row) > most:
            return more
        before, above = above, row
    return min(above[-1], more)
