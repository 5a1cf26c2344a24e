"""Trends as pages show them: of all papers in the archive, of a topic on its page."""

from __future__ import annotations

from msgspec import Struct

from sitegen.catalog.trends import MIN_PERIODS, Trends
from sitegen.model import Date

PERIODS = 24
"""The last periods, which are shown of every topic."""


class TrendView(Struct, frozen=True, kw_only=True, gc=False):
    """Papers over time, for a chart and the table beside it."""

    unit: str
    """`week`, `month` or `year`."""
    periods: tuple[Date, ...]
    """Oldest first, without a gap; labels as `longdate` reads them."""
    papers: tuple[int, ...]
    votes: tuple[int, ...] = ()
    """Empty where none are known."""
    whole: tuple[int, ...] = ()
    """All papers of each period that is over, where `papers` are some of them."""
    partly: tuple[Date, ...] = ()
    """The first and the last period, where the digest does not fill them."""
    since: Date = ""
    until: Date = ""
    """The days with which they begin and end, where they do not fill them."""


def trend_of_all(trends: Trends) -> TrendView:
    return TrendView(
        unit=trends.unit,
        periods=trends.periods,
        papers=trends.papers,
        votes=trends.votes,
        partly=_partly(trends),
        since=trends.since,
        until=trends.until,
    )


def trend_of_topic(slug: str, trends: Trends) -> TrendView | None:
    """The trend of a topic's papers; None where too few periods have any."""
    papers = trends.topics[slug]
    if len(papers) - papers.count(0) < MIN_PERIODS:
        return None
    first = next(position for position, count in enumerate(papers) if count)
    # a chart need not show the years before a topic came up
    start = max(0, min(first, len(papers) - PERIODS))
    return TrendView(
        unit=trends.unit,
        periods=trends.periods[start:],
        papers=papers[start:],
        # what still grows would change the pages of all topics with every edition
        whole=(*trends.papers[start:-1], 0),
        partly=_partly(trends),
        since="" if start else trends.since,
    )


def _partly(trends: Trends) -> tuple[Date, ...]:
    ends = ((trends.since, trends.periods[0]), (trends.until, trends.periods[-1]))
    return tuple(period for cut, period in ends if cut)
