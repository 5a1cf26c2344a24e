"""The one order of everything: which paper came first, where each was listed, and weeks and months.

Documents of the search index, lists and feeds all follow this order, so that a new edition appends and what is there
keeps its place.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TypeAlias

from msgspec.structs import replace

from sitegen.model import Appearance, Date, Edition, Listing, PaperId, Period

Appearances: TypeAlias = Mapping[PaperId, tuple[Appearance, ...]]


def dated_editions(editions: Iterable[Edition], papers: Container[PaperId]) -> tuple[Edition, ...]:
    """Editions oldest first, listing only papers that are there; ranks are counted anew, so that none is missing."""
    return tuple(
        replace(edition, listings=_listings(edition.listings, papers))
        for edition in sorted(editions, key=attrgetter("date"))
    )


def _listings(listings: Iterable[Listing], papers: Container[PaperId]) -> tuple[Listing, ...]:
    shown = [listing for listing in listings if listing.paper in papers]
    return tuple(
        [listing if listing.rank == rank else replace(listing, rank=rank) for rank, listing in enumerate(shown, 1)]
    )


def appearances(editions: Iterable[Edition]) -> dict[PaperId, tuple[Appearance, ...]]:
    """Where each paper was listed, oldest first, given editions oldest first."""
    by_paper: defaultdict[PaperId, list[Appearance]] = defaultdict(list)
    for edition in editions:
        for listing in edition.listings:
            by_paper[listing.paper].append(Appearance(edition.date, listing))
    return {paper: tuple(listed) for paper, listed in by_paper.items()}


def oldest_first(published: Mapping[PaperId, Date], appearances: Appearances) -> tuple[PaperId, ...]:
    """Papers by first listing, then place in it, then id; one never listed stands by its date of publication."""

    def place(paper: PaperId) -> tuple[Date, int, PaperId]:
        listed = appearances.get(paper)
        return (listed[0].date, listed[0].listing.rank, paper) if listed else (published[paper], 0, paper)

    return tuple(sorted(published, key=place))


def newest_first(published: Mapping[PaperId, Date], appearances: Appearances) -> tuple[PaperId, ...]:
    """Papers by last listing, newest first, in the order of that listing."""
    order = []
    for paper, date in published.items():
        if listed := appearances.get(paper):
            order.append((listed[-1].listing.rank, paper, listed[-1].date))
        else:
            order.append((0, paper, date))
    # a stable sort by date leaves papers of one edition in its order
    order.sort()
    order.sort(key=itemgetter(2), reverse=True)
    return tuple([paper for _, paper, _ in order])


def weeks(editions: Iterable[Edition]) -> tuple[Period, ...]:
    """ISO 8601 weeks that join several editions, oldest first, given editions oldest first."""
    return _periods(editions, week_of)


def months(editions: Iterable[Edition]) -> tuple[Period, ...]:
    """Months that join several editions, oldest first, given editions oldest first."""
    return _periods(editions, lambda date: date[:7])


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


def _periods(editions: Iterable[Edition], key: Callable[[Date], str]) -> tuple[Period, ...]:
    joined: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        joined[key(edition.date)].append(edition)
    return tuple(
        Period(key=name, editions=tuple(edition.date for edition in several), papers=_by_votes(several))
        for name, several in joined.items()
        if len(several) > 1
    )


def _by_votes(editions: Sequence[Edition]) -> tuple[PaperId, ...]:
    """Each paper once: most votes first, and those of which no votes are known last, in order of listing."""
    votes: dict[PaperId, int] = {}
    for edition in editions:
        for listing in edition.listings:
            # votes only grow, so the later of two listings of one paper usually knows more
            if (known := -1 if listing.votes is None else listing.votes) >= votes.get(listing.paper, -1):
                votes[listing.paper] = known
    return tuple(sorted(votes, key=votes.__getitem__, reverse=True))
