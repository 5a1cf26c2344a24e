"""The words behind the terms: what a reader is shown, what wildcards and typing errors are compared with.

A reader knows words, not stems. So each term carries the words it was met as, the most frequent first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from sitegen.search import cuts, digits
from sitegen.search.cuts import Piece
from sitegen.search.postings import FieldPostings, Ints, Postings

WORDS_BYTES = 24_000
SUGGESTED = 4000
"""Words of the type-ahead table."""
FORMS = 6
"""Words kept of a term."""
_COUNTED = 1 << 20
"""Postings that are looked at at once, or a large index would need as much memory again."""


def words_of(postings: Postings) -> list[list[tuple[int, str]]]:
    """The words of each term as they are written in the papers, with how often, below 0; most frequent first."""
    lexicon = postings.lexicon
    rank_of = np.empty_like(postings.met)
    rank_of[postings.met] = np.arange(rank_of.size)
    ranks = rank_of[np.array(lexicon.term_of_word, np.int32)]
    by_term: list[list[tuple[int, str]]] = [[] for _ in postings.terms]
    for rank, count, word in zip(ranks.tolist(), postings.word_counts.tolist(), lexicon.words, strict=True):
        if count:
            by_term[rank].append((-count, word))
    for group in by_term:
        if len(group) > 1:
            group.sort()
    return by_term


def write(terms: Sequence[str], words: Sequence[Sequence[str]], frequencies: Ints) -> list[Piece]:
    """The vocabulary's files."""
    weights = [weight(term, len(forms)) for term, forms in zip(terms, words, strict=True)]
    ranges = cuts.cut(terms, weights, WORDS_BYTES)
    return [piece(start, terms[start:stop], words[start:stop], frequencies[start:stop]) for start, stop in ranges]


def weight(term: str, words: int) -> int:
    """What a term with so many words adds to its file: roughly, as no one reads a single term of it."""
    return 6 + len(term) // 2 + 2 * min(words, FORMS)


def loudness(frequencies: Ints) -> Ints:
    """Twice the binary logarithm, which is all that is told of how often a term occurs."""
    return np.floor(2 * np.log2(frequencies) + 1e-9).astype(np.int64)


def piece(start: int, terms: Sequence[str], words: Sequence[Sequence[str]], frequencies: Ints) -> Piece:
    """One of the files."""
    forms = [_endings(term, these) for term, these in zip(terms, words, strict=True)]
    often = Counter(ending for these in forms for ending in these)
    endings = sorted(often, key=lambda ending: (-often[ending], ending))[: digits.TWO]
    code = {ending: digits.ALPHABET[place] for place, ending in enumerate(endings)}
    content = msgspec.json.encode(
        {
            "terms": " ".join(_front_coded(terms)),
            "frequencies": digits.encode(loudness(frequencies).tolist()),
            "endings": endings,
            "forms": " ".join("".join(code[ending] for ending in these if ending in code) for these in forms),
        }
    )
    return Piece.of(start, content)


def _endings(term: str, words: Sequence[str]) -> list[str]:
    """How the words of a term are made of it: a digit for what to drop, then what to add."""
    if len(words) == 1 and words[0] == term:
        return ["0"]
    length = len(term)
    found = []
    for word in dict.fromkeys([word.lower() for word in words[:FORMS]]):
        if word.startswith(term):
            found.append("0" + word[length:])
        elif length - (same := _shared(term, word)) < 10:
            found.append(f"{length - same}{word[same:]}")
    return found


def _shared(one: str, other: str) -> int:
    """How many characters two words begin with in common; none beyond U+FFFF, as each is two to JavaScript."""
    for place, (letter, against) in enumerate(zip(one, other, strict=False)):
        if letter != against or letter > "\uffff":
            return place
    return min(len(one), len(other))


def _front_coded(terms: Sequence[str]) -> Iterator[str]:
    before = ""
    for term in terms:
        same = min(_shared(before, term), digits.TWO - 1)
        yield digits.ALPHABET[same] + term[same:]
        before = term


def suggest(papers: Ints, shown: Callable[[int], str]) -> bytes:
    """The type-ahead table: the words most papers have, each as most often written.

    Args:
        papers: how many have each term.
        shown: gives the word of a term.
    """
    order = np.argsort(-papers, kind="stable").tolist()
    useful = (rank for rank in order if _is_suggestion(shown(rank)))
    chosen = [(shown(rank), int(papers[rank])) for rank, _ in zip(useful, range(SUGGESTED), strict=False)]
    chosen.sort(key=lambda row: (row[0].lower(), row[0]))
    return msgspec.json.encode(
        {"words": [word for word, _ in chosen], "counts": digits.encode(count for _, count in chosen)}
    )


def _is_suggestion(word: str) -> bool:
    return len(word) > 2 and any(character.isalpha() for character in word)


def papers(postings: Postings) -> Ints:
    """Documents that have each term in whatever field."""
    counts = np.zeros(len(postings.terms), np.int64)
    ends = np.cumsum(postings.frequencies)
    steps = np.searchsorted(ends, np.arange(_COUNTED, int(ends[-1]) if ends.size else 0, _COUNTED))
    for first, last in pairwise(np.unique((0, *steps, counts.size)).tolist()):
        each = [_keys(field, postings.size, first, last) for field in postings.fields]
        # those of one field are in order, which a stable sort makes use of
        keys = np.sort(np.concatenate(each), kind="stable")
        new = np.concatenate(([True], keys[1:] != keys[:-1]))[: keys.size]
        counts[first:last] = np.bincount(keys[new] // postings.size, minlength=last - first)
    return counts


def _keys(field: FieldPostings, size: int, first: int, last: int) -> Ints:
    """A number for each posting of some terms, which is the same in each field."""
    documents = field.documents[field.starts[first] : field.starts[last]]
    terms = np.repeat(np.arange(last - first), field.counts[first:last])
    return terms * size + documents
