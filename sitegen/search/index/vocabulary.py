"""The words behind the terms: what a reader is shown, and what wildcards and typing errors are compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from sitegen.arrays import Array
from sitegen.calls import Run, run_here
from sitegen.search import digits
from sitegen.search.index.partition import partition
from sitegen.search.index.postings import Postings

FILE_BYTES = 24_000
SUGGESTIONS = 4000
"""Words of the type-ahead table."""
MAX_FORMS = 12
"""Words written of a term."""


def write(postings: Postings, run: Run = run_here) -> Iterator[tuple[str, bytes]]:
    """The vocabulary's files by boundary, each of which is a task: a paper more changes few of them."""
    terms, starts = postings.terms, postings.word_starts.tolist()
    # roughly, as no one reads a single term of a file
    weights = [
        6 + len(term) // 2 + 2 * min(stop - start, MAX_FORMS)
        for term, start, stop in zip(terms, starts[:-1], starts[1:], strict=True)
    ]
    frequencies = log_frequency(postings.frequencies)
    ranges = list(partition(terms, weights, FILE_BYTES))
    contents = run(
        encode_file,
        (
            (
                terms[at],
                [postings.words[first:end] for first, end in pairwise(starts[at.start : at.stop + 1])],
                frequencies[at].tolist(),
            )
            for _, at in ranges
        ),
    )
    yield from zip([bound for bound, _ in ranges], contents, strict=True)


def log_frequency(frequencies: Array) -> Array:
    """Twice the binary logarithm, rounded down: so much is written of how often a term occurs."""
    rounded: Array = np.frexp(np.square(frequencies, dtype=np.float64))[1] - 1
    return rounded


def lower_forms(words: Sequence[str]) -> list[str]:
    """The words of a term without regard to case, in their order."""
    return list(dict.fromkeys(word.lower() for word in words))


def encode_file(terms: Sequence[str], words: Sequence[Sequence[str]], frequencies: Sequence[int]) -> bytes:
    """A file of the vocabulary: terms, the words of each, and how often each occurs as `log_frequency` has it."""
    forms = [_endings(term, lower_forms(words_of)[:MAX_FORMS]) for term, words_of in zip(terms, words, strict=True)]
    counts = Counter(ending for endings_of in forms for ending in endings_of)
    endings = sorted(counts, key=lambda ending: (-counts[ending], ending))[: len(digits.ALPHABET)]
    code = {ending: digits.ALPHABET[number] for number, ending in enumerate(endings)}
    return msgspec.json.encode(
        {
            "terms": " ".join(_front_coded(terms)),
            "frequencies": digits.encode(frequencies),
            "endings": endings,
            "forms": " ".join("".join(code[ending] for ending in endings_of if ending in code) for endings_of in forms),
        }
    )


def _endings(term: str, words: Sequence[str]) -> list[str]:
    """How the words of a term are made from it: a digit for what to drop, then what to add."""
    if len(words) == 1 and words[0] == term:
        return ["0"]
    endings = []
    for word in words:
        if word.startswith(term):
            endings.append("0" + word[len(term) :])
        elif len(term) - (same := common_prefix(term, word)) < 10:
            endings.append(f"{len(term) - same}{word[same:]}")
    return endings


def common_prefix(one: str, other: str) -> int:
    """How many characters two words begin with in common; none beyond U+FFFF, as each is two to JavaScript."""
    for length, (letter, against) in enumerate(zip(one, other, strict=False)):
        if letter != against or letter > "\uffff":
            return length
    return min(len(one), len(other))


def _front_coded(terms: Sequence[str]) -> Iterator[str]:
    before = ""
    for term in terms:
        same = min(common_prefix(before, term), digits.TWO - 1)
        yield digits.ALPHABET[same] + term[same:]
        before = term


def suggest(postings: Postings) -> bytes:
    """The type-ahead table: the words that most papers have, each as most often written."""
    chosen: list[tuple[str, int]] = []
    for term in np.argsort(-postings.papers, kind="stable").tolist():
        word = postings.words[postings.word_starts[term]]
        if len(word) > 2 and any(character.isalpha() for character in word):
            chosen.append((word, int(postings.papers[term])))
            if len(chosen) == SUGGESTIONS:
                break
    chosen.sort(key=lambda row: (row[0].lower(), row[0]))
    return msgspec.json.encode(
        {"words": [word for word, _ in chosen], "counts": digits.encode(count for _, count in chosen)}
    )
