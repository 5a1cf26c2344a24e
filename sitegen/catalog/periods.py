"""Weeks and months, for readers who come less often than the digest does."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sitegen.model import Date, Edition, PaperId, Period


def weeks(editions: Iterable[Edition]) -> tuple[Period, ...]:
    """ISO 8601 weeks that join several editions, oldest first."""
    return _periods(editions, _week)


def months(editions: Iterable[Edition]) -> tuple[Period, ...]:
    """Months that join several editions, oldest first."""
    return _periods(editions, lambda date: date[:7])


def _week(date: Date) -> str:
    year, week, _ = datetime.date.fromisoformat(date).isocalendar()
    return f"{year}-W{week:02}"


def _periods(editions: Iterable[Edition], key: Callable[[Date], str]) -> tuple[Period, ...]:
    joined: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in sorted(editions, key=lambda edition: edition.date):
        joined[key(edition.date)].append(edition)
    return tuple(
        Period(key=name, editions=tuple(edition.date for edition in several), papers=_by_votes(several))
        for name, several in sorted(joined.items())
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
