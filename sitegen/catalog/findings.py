"""What comes of a study of the papers, in a form that travels well between processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.catalog.order import newest_first
from sitegen.model import Catalog, PaperId, Related, Topic


class Relations(Mapping[PaperId, tuple[Related, ...]]):
    """The papers related to each paper, best first; papers without any are absent.

    Args:
        rows: those of each paper in MessagePack, read when they are asked for.
    """

    def __init__(self, rows: Mapping[PaperId, bytes]) -> None:
        self._rows = rows

    def __getitem__(self, paper: PaperId) -> tuple[Related, ...]:
        return msgspec.msgpack.decode(self._rows[paper], type=tuple[Related, ...])

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return self._rows == other._rows if isinstance(other, Relations) else dict(self) == other

    def __repr__(self) -> str:
        return f"Relations of {len(self)} papers"

    def raw(self, paper: PaperId) -> bytes:
        """The same in MessagePack: equal bytes are equal relations. Empty for a paper that has none."""
        return self._rows.get(paper, b"")


class Findings(Struct, frozen=True):
    """The topics that are found in papers' texts."""

    labels: Mapping[str, str] = {}
    """Slug → label."""
    topics_of: Mapping[PaperId, tuple[str, ...]] = {}
    """Slugs that a paper carries, most telling first; papers without any are absent."""

    def complete(self, catalog: Catalog) -> Catalog:
        """The catalog with its topics."""
        topics = topics_in(catalog, self.labels, self.topics_of)
        return replace(catalog, topics=topics, topics_of=self.topics_of)


def topics_in(
    catalog: Catalog, labels: Mapping[str, str], topics_of: Mapping[PaperId, Iterable[str]]
) -> tuple[Topic, ...]:
    """The topics of a catalog's papers, by slug."""
    members: defaultdict[str, list[PaperId]] = defaultdict(list)
    for paper in newest_first(topics_of, catalog.papers, catalog.appearances):
        for slug in topics_of[paper]:
            members[slug].append(paper)
    return tuple(Topic(slug=slug, label=labels[slug], papers=tuple(members[slug])) for slug in sorted(labels))
