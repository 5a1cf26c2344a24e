"""Shared terms as the paper that shows them writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sitegen.catalog.labels import plain_case
from sitegen.catalog.ragged import Array, Ragged
from sitegen.catalog.related import Near
from sitegen.catalog.vectors import LONGEST, topic_numbers
from sitegen.model import PaperId, Related

MOST_TERMS = 5
"""Shared terms that are shown."""


class Writing:
    """How papers write their terms.

    Args:
        tokens: of all papers by number.
        written: how each token is written.
        vectors: the papers' terms.
        plain: normal words that the papers also write without capitals.
        labels: slug → label of all topics.
    """

    def __init__(
        self,
        tokens: Ragged,
        written: Sequence[str],
        vectors: Ragged,
        plain: Collection[str],
        labels: Mapping[str, str],
    ) -> None:
        self._tokens, self._written, self._vectors, self._plain = tokens, written, vectors, plain
        self._labels: dict[int, str] = dict(zip(topic_numbers(list(labels)).tolist(), labels.values(), strict=True))
        self._cased: dict[int, str] = {}

    def related(self, near: Near, identifiers: Sequence[PaperId]) -> Iterator[tuple[Related, ...]]:
        """For each paper those related to it, with the terms they share."""
        for row, others, shared in zip(near.papers.tolist(), near.related.tolist(), near.shared.tolist(), strict=True):
            terms = _Terms(self, self._tokens[row].tolist(), self._vectors[row])
            yield tuple(
                [
                    Related(identifiers[other], terms.shown(places))
                    for other, places in zip(others, shared, strict=True)
                    if other >= 0
                ]
            )

    def term(self, tokens: list[int], number: int, span: int, place: int) -> str:
        if place < 0:
            return self._labels[number]
        cased = self._cased
        for token in (run := tokens[place : place + span]):
            if token not in cased:
                cased[token] = plain_case(self._written[token], self._plain)
        return " ".join([cased[token] for token in run])


class _Terms:
    """The terms of one paper by their places in its vector."""

    def __init__(self, writing: Writing, tokens: list[int], vector: Array) -> None:
        self._writing, self._tokens = writing, tokens
        numbers, spans, places = (vector[name].tolist() for name in ("term", "span", "place"))
        self._where = list(zip(numbers, spans, places, strict=True))
        self._known: dict[int, tuple[str, str]] = {}

    def shown(self, places: Iterable[int]) -> tuple[str, ...]:
        """The first few terms, without those that another says too."""
        known = self._known
        chosen: dict[str, str] = {}
        said = ""
        for place in places:
            if place == LONGEST or len(chosen) == MOST_TERMS:
                break
            if place not in known:
                written = self._writing.term(self._tokens, *self._where[place])
                known[place] = written.casefold(), written
            letters, written = known[place]
            # most terms are in no other, and to ask for all of them at once is quicker
            if letters in said and any(letters in other for other in chosen):
                continue
            for part in [other for other in chosen if other in letters]:
                del chosen[part]
            chosen[letters] = written
            said = f"{said} {letters}"
        return tuple(chosen.values())
