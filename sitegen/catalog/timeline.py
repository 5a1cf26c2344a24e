"""The one order of everything: which paper came first, where each was listed, and weeks and months.

Documents of the search index, lists and feeds all follow this order, so that a new edition appends and what is there
keeps its place.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Literal, TypeAlias

from msgspec.structs import replace

from sitegen.model import Appearance, Date, Edition, PaperId, Period

Unit: TypeAlias = Literal["week", "month", "year"]
Appearances: TypeAlias = Mapping[PaperId, tuple[Appearance, ...]]


def dated_editions(editions: Iterable[Edition], papers: Container[PaperId]) -> tuple[Edition, ...]:
    """Editions oldest first, listing only papers that are there; ranks are counted anew, so that none is missing."""
    dated = []
    for edition in sorted(editions, key=attrgetter("date")):
        shown = enumerate([listing for listing in edition.listings if listing.paper in papers], 1)
        listings = [listing if listing.rank == rank else replace(listing, rank=rank) for rank, listing in shown]
        dated.append(replace(edition, listings=tuple(listings)))
    return tuple(dated)


def appearances(editions: Iterable[Edition]) -> dict[PaperId, tuple[Appearance, ...]]:
    """Where each paper was listed, oldest first, given editions oldest first."""
    by_paper: defaultdict[PaperId, list[Appearance]] = defaultdict(list)
    for edition in editions:
        for listing in edition.listings:
            by_paper[listing.paper].append(Appearance(edition.date, listing))
    return {paper: tuple(listed) for paper, listed in by_paper.items()}


def oldest_first(published: Mapping[PaperId, Date], appearances: Appearances) -> tuple[PaperId, ...]:
    """Papers by first listing, then place in it, then id; one never listed stands by its date of publication."""
    places = sorted(_places(published, appearances, 0))
    return tuple([paper for *_, paper in places])


def newest_first(published: Mapping[PaperId, Date], appearances: Appearances) -> tuple[PaperId, ...]:
    """Papers by last listing, newest first, in the order of that listing."""
    places = sorted(_places(published, appearances, -1), key=itemgetter(1, 2))
    # a stable sort by date leaves papers of one edition in its order
    places.sort(key=itemgetter(0), reverse=True)
    return tuple([paper for *_, paper in places])


def _places(
    published: Mapping[PaperId, Date], appearances: Appearances, which: int
) -> Iterator[tuple[Date, int, PaperId]]:
    """The day, rank and id of each paper in one of its listings; without one, by its date of publication."""
    for paper, date in published.items():
        listed = appearances.get(paper)
        yield (listed[which].date, listed[which].listing.rank, paper) if listed else (date, 0, paper)


def periods(editions: Iterable[Edition], unit: Unit) -> tuple[Period, ...]:
    """Weeks, months or years that join several editions, oldest first, given editions oldest first."""
    joined: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        joined[period_of(edition.date, unit)].append(edition)
    return tuple(
        Period(key=name, editions=tuple(edition.date for edition in several), papers=_by_votes(several))
        for name, several in joined.items()
        if len(several) > 1
    )


def period_of(date: Date, unit: Unit) -> Date:
    """The week, month or year of a day: `2025-W13`, `2025-03` or `2025`."""
    return week_of(date) if unit == "week" else date[: 7 if unit == "month" else 4]


def week_of(date: Date) -> str:
    """The ISO 8601 week of a day.

    >>> week_of("2025-03-28")
    '2025-W13'
    """
    year, week, _ = datetime.date.fromisoformat(date).isocalendar()
    return f"{year}-W{week:02}"


def spans_of(date: Date) -> tuple[str, ...]:
    """What a day is part of, by which editions are named: itself, its week and its month.

    >>> spans_of("2025-03-28")
    ('2025-03-28', '2025-W13', '2025-03')
    """
    return date, week_of(date), date[:7]


def most_votes(appearances: Iterable[Appearance]) -> int | None:
    """The most votes in any of the listings; None where none are known."""
    votes = (appearance.listing.votes for appearance in appearances)
    return max((known for known in votes if known is not None), default=None)


def _by_votes(editions: Sequence[Edition]) -> tuple[PaperId, ...]:
    """Each paper once: most votes first, and those of which no votes are known last, in order of listing."""
    votes: dict[PaperId, int] = {}
    for edition in editions:
        for listing in edition.listings:
            # votes only grow, so the later of two listings of one paper usually knows more
            if (known := -1 if listing.votes is None else listing.votes) >= votes.get(listing.paper, -1):
                votes[listing.paper] = known
    return tuple(sorted(votes, key=votes.__getitem__, reverse=True))
