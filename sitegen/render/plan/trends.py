"""Trends as pages show them: of all papers on the archive, of one topic on its page."""

from __future__ import annotations

from sitegen.catalog.trends import LEAST, Trends
from sitegen.model import Date
from sitegen.render.views import TrendView

PERIODS = 24
"""The last periods, which are shown of every topic."""


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
    """The trend of a topic's papers; None where it was met in too few periods to have one."""
    papers = trends.topics[slug]
    if len(papers) - papers.count(0) < LEAST:
        return None
    first = next(place for place, count in enumerate(papers) if count)
    # the years before a topic came up tell little
    start = max(0, min(first, len(papers) - PERIODS))
    return TrendView(
        unit=trends.unit,
        periods=trends.periods[start:],
        papers=papers[start:],
        whole=trends.papers[start:],
        partly=_partly(trends),
        since="" if start else trends.since,
        until=trends.until,
    )


def _partly(trends: Trends) -> tuple[Date, ...]:
    ends = ((trends.since, trends.periods[0]), (trends.until, trends.periods[-1]))
    return tuple(period for cut, period in ends if cut)
