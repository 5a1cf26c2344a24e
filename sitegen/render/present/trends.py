"""Trends as pages show them: of all papers on the archive, of one topic on its page."""

from __future__ import annotations

from sitegen.catalog.trends import LEAST, Trends
from sitegen.model import Date
from sitegen.render.views import TrendView


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
    return TrendView(
        unit=trends.unit,
        periods=trends.periods,
        papers=papers,
        whole=trends.papers,
        partly=_partly(trends),
        since=trends.since,
        until=trends.until,
    )


def _partly(trends: Trends) -> tuple[Date, ...]:
    ends = ((trends.since, trends.periods[0]), (trends.until, trends.periods[-1]))
    return tuple(period for cut, period in ends if cut)
