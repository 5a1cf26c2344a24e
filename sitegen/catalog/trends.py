"""Papers, votes and topics over time: what a digest's charts are drawn from.

A paper counts once, in the period in which it was first listed, with the most votes it ever had, because votes only
grow. So the numbers of all periods add up to those of the digest. Where there are no editions, the date of publication
stands for that of the listing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from math import sqrt

from msgspec import Struct
from msgspec.structs import replace

from sitegen.catalog.timeline import Unit, most_votes, period_of
from sitegen.model import Catalog, Date
from sitegen.text.iso_dates import first_day

MIN_PERIODS = 4
"""Periods with papers that a chart needs."""
OF_TOPICS = 24
"""The last periods, which are shown of every topic."""
_MAX_PERIODS: Mapping[Unit, int] = {"week": 26, "month": 60}
"""Periods of a kind that a chart has room for; a longer span is drawn in larger ones."""
RECENT, _EARLIER = 3, 12
"""Periods whose shares of papers are compared: the last ones, and those before them."""
_MOST_RISING = 5
_MIN_ERRORS = 3.0
"""Standard errors that a share must have grown by: of a few hundred topics hardly any does so by chance."""


class Trends(Struct, frozen=True, kw_only=True):
    """What was listed in each period, from the first to the last without a gap."""

    unit: Unit
    periods: tuple[Date, ...]
    """`2025-W13`, `2025-03` or `2025`."""
    papers: tuple[int, ...]
    votes: tuple[int, ...]
    """Empty where no votes are known."""
    topics: Mapping[str, tuple[int, ...]]
    """Papers of each topic, by slug."""
    since: Date = ""
    """First day, where the first period had begun well before it."""
    until: Date = ""
    """Last day, where the last period goes on well after it: numbers of such a period are not those of a whole one."""
    partly: tuple[Date, ...] = ()
    """The first and the last period, where the digest does not fill them, of a trend that pages show."""
    whole: tuple[int, ...] = ()
    """All papers of each period that is over, where `papers` are those of one topic."""


class Rise(Struct, frozen=True, gc=False):
    """A topic that a larger share of papers has than before."""

    slug: str
    share: int
    """Of a thousand recent papers."""
    before: int
    """Of a thousand papers before them."""


def find_trends(catalog: Catalog) -> Trends | None:
    """The trends of a digest; None where there are too few periods for any."""
    dates = _dates(catalog)
    if not dates:
        return None
    unit = _unit(dates.values(), weekly=bool(catalog.editions))
    first, last = min(dates.values()), max(dates.values())
    periods = _periods(first, last, unit)
    places = {period: position for position, period in enumerate(periods)}
    of_date = {date: places[period_of(date, unit)] for date in set(dates.values())}
    filled = len(set(of_date.values()))
    if filled < MIN_PERIODS:
        return None
    papers, votes = [0] * len(periods), [0] * len(periods)
    topics = {topic.slug: [0] * len(periods) for topic in catalog.topics}
    # a period with one edition is complete, whatever its day
    several = len(catalog.editions) >= 2 * filled
    for identifier, date in dates.items():
        position = of_date[date]
        papers[position] += 1
        votes[position] += most_votes(catalog.appearances.get(identifier, ())) or 0
        for slug in catalog.topics_of.get(identifier, ()):
            topics[slug][position] += 1
    return Trends(
        unit=unit,
        periods=periods,
        papers=tuple(papers),
        votes=tuple(votes) if any(votes) else (),
        topics={slug: tuple(counts) for slug, counts in topics.items()},
        since=first if several and _elapsed(first, unit) > 0.25 else "",
        until=last if several and _elapsed(last, unit) < 0.75 else "",
    )


def of_all(trends: Trends) -> Trends:
    """The trend of all papers, as the archive shows it."""
    return replace(trends, topics={}, partly=_partly(trends))


def of_topic(slug: str, trends: Trends) -> Trends | None:
    """The trend of a topic's papers, as its page shows it; None where too few periods have any."""
    papers = trends.topics[slug]
    if len(papers) - papers.count(0) < MIN_PERIODS:
        return None
    first = next(position for position, count in enumerate(papers) if count)
    # a chart need not show the years before a topic came up
    start = max(0, min(first, len(papers) - OF_TOPICS))
    return replace(
        trends,
        periods=trends.periods[start:],
        papers=papers[start:],
        votes=(),
        topics={},
        # what still grows would change the pages of all topics with every edition
        whole=(*trends.papers[start:-1], 0),
        since="" if start else trends.since,
        until="",
        partly=_partly(trends),
    )


def _partly(trends: Trends) -> tuple[Date, ...]:
    ends = ((trends.since, trends.periods[0]), (trends.until, trends.periods[-1]))
    return tuple(period for cut, period in ends if cut)


def rising(trends: Trends) -> tuple[Rise, ...]:
    """Topics whose share of the papers has grown by more than chance, the surest first."""
    split = max(0, len(trends.periods) - RECENT)
    start = max(0, split - _EARLIER)
    recent, before = sum(trends.papers[split:]), sum(trends.papers[start:split])
    if split - start < RECENT or not recent or not before:
        return ()
    rises = []
    for slug, counts in trends.topics.items():
        now, then = sum(counts[split:]), sum(counts[start:split])
        # how many standard errors lie between the two shares, if both were one and the same
        share = (now + then) / (recent + before)
        error = sqrt(share * (1 - share) * (1 / recent + 1 / before))
        errors = (now / recent - then / before) / error if error else 0.0
        if errors >= _MIN_ERRORS:
            rises.append((-round(errors, 3), slug, Rise(slug, _thousandth(now, recent), _thousandth(then, before))))
    return tuple(rise for _, _, rise in sorted(rises)[:_MOST_RISING])


def _thousandth(part: int, whole: int) -> int:
    return (2000 * part + whole) // (2 * whole)


def _dates(catalog: Catalog) -> dict[str, Date]:
    """The day by which each paper counts; papers that have none are left out."""
    if catalog.editions:
        return {identifier: listed[0].date for identifier, listed in catalog.appearances.items()}
    published = {identifier: paper.facts.published for identifier, paper in catalog.papers.items()}
    return {identifier: date for identifier, date in published.items() if date}


def _unit(dates: Collection[Date], weekly: bool) -> Unit:
    """The finest unit that all dates have and a chart has room for.

    Args:
        dates: some at least.
        weekly: whether they are days of listings; those of publication are too vague for weeks.
    """
    units: tuple[tuple[Unit, bool], ...] = ("week", weekly), ("month", all(date[5:7] for date in dates))
    for unit, is_known in units:
        if is_known and len(_periods(min(dates), max(dates), unit)) <= _MAX_PERIODS[unit]:
            return unit
    return "year"


def _periods(first: Date, last: Date, unit: Unit) -> tuple[Date, ...]:
    """All periods from that of one date to that of another."""
    start, end = (datetime.date.fromisoformat(first_day(date)).toordinal() for date in (first, last))
    # no period is shorter than a week
    days = map(datetime.date.fromordinal, (*range(start, end, 7), end))
    return tuple(dict.fromkeys(period_of(day.isoformat(), unit) for day in days))


def _elapsed(date: Date, unit: Unit) -> float:
    """How much of its period is over on a day, from 0 to 1."""
    if unit == "year":
        return ((int(date[5:7]) - 1) * 30.5 + int(date[8:]) - 1) / 366
    if unit == "month":
        return (int(date[8:]) - 1) / 31
    # a digest that rests at the weekend ends its week on Friday
    return min(datetime.date.fromisoformat(date).weekday() / 4, 1.0)
