"""Looks for many spellings in a text at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.topics.words import beginnings, key, parts


class Spellings(Struct, frozen=True):
    """Spellings, each with what it stands for.

    >>> spellings = Spellings.of({"time series": "T", "time series forecasting": "F"})
    >>> list(spellings.find(["timeseries", "forecasting"]))
    [(0, 2, 'F'), (0, 1, 'T')]
    """

    meanings: Mapping[str, str]
    """By `key` of the spelling."""
    first_words: frozenset[str]
    max_words: int

    @classmethod
    def of(cls, meanings: Mapping[str, str]) -> Spellings:
        """Prepare to look for spellings as people write them."""
        return cls(
            meanings={key(spelling): meaning for spelling, meaning in meanings.items()},
            first_words=frozenset(word for spelling in meanings for word in beginnings(spelling)),
            max_words=max((len(parts(spelling)) for spelling in meanings), default=0),
        )

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Find start, end and meaning of each spelling in normal words, by start and the longest first."""
        first_words, meanings, max_words = self.first_words, self.meanings, self.max_words
        for start in [number for number, word in enumerate(words) if word in first_words]:
            letters = ""
            matches = []
            for end, word in enumerate(words[start : start + max_words], start + 1):
                letters += word
                if letters in meanings:
                    matches.append((start, end, meanings[letters]))
            yield from reversed(matches)
