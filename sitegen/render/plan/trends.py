"""Trends as pages show them: of all papers in the archive, of a topic on its page."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.catalog.trends import MIN_PERIODS, Trends
from sitegen.model import Date

PERIODS = 24
"""The last periods, which are shown of every topic."""


def trend_of_all(trends: Trends) -> Trends:
    return replace(trends, topics={}, partly=_partly(trends))


def trend_of_topic(slug: str, trends: Trends) -> Trends | None:
    """The trend of a topic's papers; None where too few periods have any."""
    papers = trends.topics[slug]
    if len(papers) - papers.count(0) < MIN_PERIODS:
        return None
    first = next(position for position, count in enumerate(papers) if count)
    # a chart need not show the years before a topic came up
    start = max(0, min(first, len(papers) - PERIODS))
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
