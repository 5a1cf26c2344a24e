"""The archive: every edition by year and month, as a calendar where the digest appears most days."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.catalog import trends
from sitegen.catalog.timeline import week_of
from sitegen.catalog.trends import Trends
from sitegen.model import Date, Edition
from sitegen.render.i18n.strings import Strings
from sitegen.render.pagination import PartView, placed
from sitegen.render.plan.base import Plan
from sitegen.render.theme import page
from sitegen.render.views import Ref, Site
from sitegen.routes import Output

EDITIONS_A_PART = 600
_OFTEN = 6
"""Editions a month from which on months are calendars; fewer are read faster as a list."""
_JUMPS_FROM = 3
_LEVELS = 4


class CalendarDay(Struct, frozen=True, gc=False):
    """A day that has an edition, and how many papers that has beside others: 1 for few, 4 for many."""

    edition: Ref
    level: int


class CalendarWeek(Struct, frozen=True, gc=False):
    """A row of a month: the week, where it has a page, and each of its days, where it has an edition."""

    week: Ref | None
    days: tuple[CalendarDay | None, ...]


class ArchiveMonth(Struct, frozen=True, kw_only=True, gc=False):
    month: Ref
    """`2025-03`; with a route where the month has a page, and its papers."""
    weeks: tuple[CalendarWeek, ...] = ()
    """Of a digest that appears so often that a month is a calendar."""
    editions: tuple[Ref, ...] = ()
    """Of one that does not: the label is the ISO date, newest first."""
    joined: tuple[Ref, ...] = ()
    """Its weeks that have a page, newest first."""


class ArchiveYear(Struct, frozen=True, kw_only=True, gc=False):
    year: Date
    editions: int
    months: tuple[ArchiveMonth, ...]
    """Newest first."""


class ArchiveView(PartView, frozen=True, kw_only=True, gc=False):
    """All editions, newest year first, in parts of whole years."""

    template = "archive.html"

    years: tuple[ArchiveYear, ...]
    editions: int
    papers: int
    jumps: tuple[Ref, ...] = ()
    """Every year of the archive, with its address; empty where there are few."""
    trend: Trends | None = None
    """On the first page."""

    def heading(self, strings: Strings) -> str:
        return self.part_title(strings.say("archive"), strings)

    def description(self, site: Site, strings: Strings) -> str:
        papers = strings.say("with_papers", n=self.papers)
        return strings.say("about_archive", n=self.editions, papers=papers)


def archive(plan: Plan) -> Iterator[Output]:
    """The archive in parts of whole years."""
    catalog = plan.catalog
    if not catalog.editions or not plan.wants(routes.ARCHIVE):
        return
    calendar = Calendar(plan)
    by_year = groupby(reversed(catalog.editions), key=lambda edition: edition.date[:4])
    parts = _parts([calendar.year(year, list(editions)) for year, editions in by_year])
    jumps = tuple(
        Ref(year.year, f"{routes.part(routes.ARCHIVE, number)}#year-{year.year}", year.editions)
        for number, years in enumerate(parts, 1)
        for year in years
    )
    for years, is_first, place in placed(parts, routes.ARCHIVE):
        view = ArchiveView(
            years=tuple(years),
            editions=len(catalog.editions),
            papers=len(catalog.appearances),
            jumps=jumps if len(jumps) >= _JUMPS_FROM else (),
            trend=trends.of_all(plan.trends) if plan.trends and is_first else None,
            **place,
        )
        yield page(view)


class Calendar:
    """Days, weeks and months as a calendar shows them."""

    def __init__(self, plan: Plan) -> None:
        catalog = plan.catalog
        self._days = plan.days
        self._counts = sorted(len(edition.listings) for edition in catalog.editions)
        self._months = {month.key: len(month.papers) for month in catalog.months}
        self._weeks = {week.key: week.editions[-1] for week in catalog.weeks}
        months = {edition.date[:7] for edition in catalog.editions}
        self._often = len(catalog.editions) >= _OFTEN * len(months)
        self._week_length = 7 if self._often and any(_weekday(edition) > 4 for edition in catalog.editions) else 5

    def year(self, year: str, editions: Sequence[Edition]) -> ArchiveYear:
        """A year, given its editions, newest first."""
        months = groupby(editions, key=lambda edition: edition.date[:7])
        return ArchiveYear(
            year=year, editions=len(editions), months=tuple(self._month(key, list(group)) for key, group in months)
        )

    def _month(self, key: Date, editions: Sequence[Edition]) -> ArchiveMonth:
        month = Ref(key, routes.period(key), self._months[key]) if key in self._months else Ref(key)
        if self._often:
            return ArchiveMonth(month=month, weeks=tuple(self._rows(editions)))
        ending = (week for week, last in self._weeks.items() if last.startswith(key))
        joined = tuple(Ref(week, routes.period(week)) for week in sorted(ending, reverse=True))
        return ArchiveMonth(month=month, editions=tuple(self._day(edition) for edition in editions), joined=joined)

    def _rows(self, editions: Sequence[Edition]) -> Iterator[CalendarWeek]:
        """The weeks of a month that have an edition, oldest first, as every calendar has them."""
        rows: dict[str, list[CalendarDay | None]] = {}
        for edition in reversed(editions):
            days = rows.setdefault(week_of(edition.date), [None] * self._week_length)
            # the quarter, from 1, in which an edition with so many papers is among all editions
            rank = bisect_right(self._counts, len(edition.listings)) - 1
            days[_weekday(edition)] = CalendarDay(self._day(edition), 1 + rank * _LEVELS // len(self._counts))
        for key, days in rows.items():
            page = Ref(key, routes.period(key)) if key in self._weeks else None
            yield CalendarWeek(page, tuple(days))

    def _day(self, edition: Edition) -> Ref:
        return replace(self._days[edition.date], count=len(edition.listings))


def _weekday(edition: Edition) -> int:
    """From 0 for Monday."""
    return datetime.date.fromisoformat(edition.date).weekday()


def _parts(years: Sequence[ArchiveYear]) -> list[list[ArchiveYear]]:
    parts: list[list[ArchiveYear]] = [[]]
    for year in years:
        if parts[-1] and sum(known.editions for known in parts[-1]) + year.editions > EDITIONS_A_PART:
            parts.append([])
        parts[-1].append(year)
    return parts
