"""Related papers, and the words that say what two papers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from sitegen.arrays import numbering
from sitegen.calls import Run, run_here
from sitegen.model import PaperId, Related
from sitegen.search.documents import Document
from sitegen.search.index.postings import Postings
from sitegen.search.neighbours import RELATED, SHARED_TERMS, Neighbours, Vectors, find_neighbours, make_vectors
from sitegen.topics.words import topic_word

_TASKS, _MIN_ROWS = 12, 2560
"""At most so many tasks, as each gets all vectors; with so many documents or more."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


def find_related(weighed: Weighed, documents: Sequence[Document], run: Run = run_here) -> RelatedPapers:
    """The related papers of each paper that has some, most similar first.

    Args:
        weighed: what `weigh` makes of the same documents.
        documents: tell ids.
        run: starts the task `find_neighbours` for ranges of documents; its results are taken when the first paper is
            asked for.
    """
    vectors, names = weighed
    rows = max(_MIN_ROWS, -(-len(documents) // _TASKS))
    ranges = [(start, min(start + rows, len(documents))) for start in range(0, len(documents), rows)]
    return RelatedPapers([document.id for document in documents], run(find_neighbours, ranges, vectors), names.name)


def weigh(postings: Postings, documents: Sequence[Document]) -> Weighed:
    """The vectors of all documents, and what their terms are called."""
    topics = numbering()
    numbers = [[topics[label] for _, label in document.topics] for document in documents]
    return make_vectors(postings, numbers), TermNames(postings, list(topics))


class TermNames:
    """What terms are called where readers see them. Topics are numbered after the terms of texts."""

    def __init__(self, postings: Postings, topics: Sequence[str]) -> None:
        self._terms, self._topics = postings.terms, topics
        self._words, self._word_starts = postings.words, postings.word_starts
        self.name = lru_cache(maxsize=None)(self._name)
        """A topic's label, or a word as most papers write it; empty where it says nothing of a subject, and of -1."""

    def term(self, term: int) -> str:
        """The term itself; of a topic its label after a space, which no term begins with."""
        topic = term - len(self._terms)
        return f" {self._topics[topic]}" if topic >= 0 else self._terms[term]

    def _name(self, term: int) -> str:
        topic = term - len(self._terms)
        if term < 0 or topic >= 0:
            return self._topics[topic] if topic >= 0 else ""
        word = self._words[self._word_starts[term]]
        # of a formula such as `O(n)` the bracket at its end is gone
        is_whole = all(word.count(opening) == word.count(closing) for opening, closing in _BRACKETS)
        # short words in small letters are particles ("de", "un"); those in capitals are names ("RL")
        return word if is_whole and topic_word(word) and (len(word) > 2 or not word.islower()) else ""


Weighed: TypeAlias = tuple[Vectors, TermNames]
"""The vectors of all documents, and what their terms are called."""


class RelatedRecord(Struct, frozen=True, eq=False):
    """All that is known of related papers, to be stored."""

    ids: list[PaperId]
    neighbours: Neighbours
    """Of all papers."""
    names: dict[int, str]
    """By term, as `TermNames` has them; without those that are empty."""


class RelatedPapers(Mapping[PaperId, tuple[Related, ...]]):
    """Related papers by id, kept as numbers; the records are made when they are asked for."""

    def __init__(self, ids: Sequence[PaperId], parts: Iterable[Neighbours], name: Callable[[int], str]) -> None:
        self._ids, self._parts, self._name = ids, parts, name

    @classmethod
    def restore(cls, record: RelatedRecord) -> RelatedPapers:
        """What `record` was made of."""
        return cls(record.ids, [record.neighbours], lambda term: record.names.get(term, ""))

    @property
    def record(self) -> RelatedRecord:
        terms = np.unique(self._neighbours.shared).tolist()
        return RelatedRecord([*self._ids], self._neighbours, {it: name for it in terms if (name := self._name(it))})

    @cached_property
    def _neighbours(self) -> Neighbours:
        # the task's arguments are large, and are let go with its results
        parts, self._parts = list(self._parts), ()
        none = Neighbours(np.empty((0, RELATED), np.int32), np.empty((0, RELATED, SHARED_TERMS), np.int32))
        return Neighbours(
            np.concatenate([part.related for part in (none, *parts)]),
            np.concatenate([part.shared for part in (none, *parts)]),
        )

    @cached_property
    def _rows(self) -> dict[PaperId, int]:
        has_some = self._neighbours.related[:, 0] >= 0
        return {self._ids[row]: row for row in np.flatnonzero(has_some).tolist()}

    def __getitem__(self, paper: PaperId) -> tuple[Related, ...]:
        row = self._rows[paper]
        neighbours = self._neighbours
        pairs = zip(neighbours.related[row].tolist(), neighbours.shared[row].tolist(), strict=True)
        return tuple(
            [
                Related(self._ids[other], tuple(filter(None, map(self._name, terms))))
                for other, terms in pairs
                if other >= 0
            ]
        )

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
