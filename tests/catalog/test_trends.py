"""Papers, votes and topics over time: what is counted, and what is drawn of it."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from sitegen.catalog.trends import Trends, find_trends, rising
from sitegen.model import Catalog, Edition
from sitegen.render.charts import bars, scale, spark
from tests.catalogs import catalog, edition, paper

START = datetime.date(2024, 1, 1)


def day(number: int) -> str:
    """A day by its number, from Monday, the first of January 2024."""
    return (START + datetime.timedelta(days=number)).isoformat()


def listed(days: dict[int, int], votes: int = 0, **more: tuple[str, ...]) -> Catalog:
    """A digest with so many papers, `p0`, `p1` …, on each of some days."""
    editions: list[Edition] = []
    names: list[str] = []
    for number, count in sorted(days.items()):
        new = [f"p{len(names) + place}" for place in range(count)]
        names += new
        editions.append(edition(day(number), *new, votes=[votes] * count if votes else ()))
    return catalog([paper(name) for name in names], *editions, topics=more or None)


def trends_of(made: Catalog) -> Trends:
    found = find_trends(made)
    assert found
    return found


def test_a_few_weeks_are_told_by_week_a_few_years_by_month_and_a_life_by_year() -> None:
    assert trends_of(listed({0: 1, 7: 2, 14: 1, 21: 3})).periods == ("2024-W01", "2024-W02", "2024-W03", "2024-W04")
    assert trends_of(listed({0: 1, 40: 2, 300: 1, 400: 1})).periods[-2:] == ("2025-01", "2025-02")
    assert trends_of(listed({0: 1, 1000: 1, 2000: 1, 3000: 1})).periods[:2] == ("2024", "2025")


def test_a_period_without_papers_keeps_its_place() -> None:
    assert trends_of(listed({0: 1, 7: 2, 21: 1, 35: 3})).papers == (1, 2, 0, 1, 0, 3)


def test_too_few_periods_have_no_trend() -> None:
    assert find_trends(listed({})) is None
    assert find_trends(listed({0: 68})) is None
    assert find_trends(listed({0: 5, 7: 5, 14: 5})) is None


def test_a_paper_counts_once_with_the_most_votes_it_had() -> None:
    papers = [paper(name) for name in "abcd"]
    days = [edition(day(7 * number), *"abcd"[: number + 1], votes=[5 + number % 3, 1, 1, 1]) for number in range(4)]
    found = trends_of(catalog(papers, *days))
    assert found.papers == (1, 1, 1, 1)
    assert found.votes == (7, 1, 1, 1)


def test_where_no_votes_are_known_none_are_shown() -> None:
    assert trends_of(listed({0: 1, 7: 1, 14: 1, 21: 1})).votes == ()


def test_papers_that_no_edition_lists_count_by_publication() -> None:
    years = ["2019", "2020-03", "2021", "2021-05-04", "2022", ""]
    made = catalog([paper(f"p{number}", published=year) for number, year in enumerate(years)])
    found = trends_of(made)
    assert (found.periods, found.papers) == (("2019", "2020", "2021", "2022"), (1, 1, 2, 1))


def test_a_month_that_the_digest_does_not_fill_is_known_as_such() -> None:
    daily = trends_of(listed(dict.fromkeys(range(20, 260, 2), 1)))
    assert (daily.unit, daily.since, daily.until) == ("month", "2024-01-21", "2024-09-15")
    monthly = trends_of(listed(dict.fromkeys(range(14, 400, 31), 1)))
    assert (monthly.unit, monthly.since, monthly.until) == ("month", "", "")


def test_a_week_is_over_on_its_friday() -> None:
    weekdays = [7 * week + day for week in range(5) for day in range(5)]
    whole = trends_of(listed(dict.fromkeys(weekdays, 1)))
    assert (whole.unit, whole.since, whole.until) == ("week", "", "")
    partial = trends_of(listed(dict.fromkeys(weekdays[2:-2], 1)))
    assert (partial.unit, partial.since, partial.until) == ("week", day(2), day(30))


def test_a_year_is_whole_with_three_quarters_of_it() -> None:
    april, september, october = 101, 2092, 2112
    partial = trends_of(listed(dict.fromkeys(range(april, september + 1, 181), 1)))
    assert (partial.unit, partial.since, partial.until) == ("year", "2024-04-11", "2029-09-23")
    whole = trends_of(listed(dict.fromkeys(range(20, october + 1, 123), 1)))
    assert (whole.unit, whole.since, whole.until) == ("year", "", "")


def test_a_topic_rises_when_its_share_does() -> None:
    days = {30 * number: 40 for number in range(12)}
    late = tuple(f"p{number}" for number in range(9 * 40, 12 * 40, 4))
    always = tuple(f"p{number}" for number in range(0, 12 * 40, 4))
    found = rising(trends_of(listed(days, late=late, always=always)))
    assert [(rise.slug, rise.share, rise.before) for rise in found] == [("late", 250, 0)]


def test_the_topic_that_rises_most_surely_comes_first() -> None:
    days = {30 * number: 40 for number in range(12)}
    late = [f"p{number}" for number in range(9 * 40, 12 * 40)]
    found = rising(trends_of(listed(days, least=tuple(late[::4]), most=tuple(late[::2]), more=tuple(late[::3]))))
    assert [rise.slug for rise in found] == ["most", "more", "least"]


def test_what_was_listed_long_ago_does_not_hide_that_a_topic_rises_again() -> None:
    days = {30 * number: 40 for number in range(30)}
    again = (*range(9 * 40), *range(27 * 40, 30 * 40, 4))
    found = rising(trends_of(listed(days, again=tuple(f"p{number}" for number in again))))
    assert [(rise.slug, rise.share, rise.before) for rise in found] == [("again", 250, 0)]


def test_a_topic_is_compared_with_the_twelve_periods_before_the_last_three() -> None:
    days = {7 * number: 40 for number in range(16)}
    # every paper of the first of the twelve, and of the period before it
    early = (*range(2 * 40), *range(13 * 40, 16 * 40, 2))
    found = rising(trends_of(listed(days, again=tuple(f"p{number}" for number in early))))
    assert [(rise.share, rise.before) for rise in found] == [(500, 83)]


def test_more_papers_of_everything_are_no_rise() -> None:
    days = {30 * number: 200 if number > 8 else 10 for number in range(12)}
    count = sum(days.values())
    assert rising(trends_of(listed(days, half=tuple(f"p{number}" for number in range(0, count, 2))))) == ()


@given(st.dictionaries(st.integers(0, 4000), st.integers(1, 4), min_size=1, max_size=30))
def test_the_numbers_of_all_periods_add_up(days: dict[int, int]) -> None:
    made = listed(days, votes=2, first=("p0",))
    found = find_trends(made)
    if found is None:
        return
    assert sum(found.papers) == len(made.papers)
    assert sum(found.votes) == 2 * len(made.papers)
    assert sum(found.topics["first"]) == 1
    assert len(found.periods) == len(found.papers) == len(set(found.periods))
    assert list(found.periods) == sorted(found.periods)


@given(st.integers(0, 10**9))
def test_a_scale_ends_at_a_round_number_not_far_above(most: int) -> None:
    top = scale(most)
    assert top >= most
    assert top % 2 == 0
    assert top <= max(2, 2 * most)


def drawn(values: list[int], periods: list[str], partly: tuple[str, ...] = ()) -> ElementTree.Element:
    chart = bars(
        periods, values, 'Papers "a" month', partly=partly, date_text=lambda date: f"<{date}>", number_text=str
    )
    return ElementTree.fromstring(chart)


def test_bars_are_as_tall_as_their_values_and_say_them() -> None:
    chart = drawn([0, 5, 10], ["2024", "2025", "2026"], partly=("2026",))
    found = [bar for bar in chart.iter("rect") if bar.get("class", "").startswith("bar")]
    assert [bar.get("height") for bar in found] == ["60", "120"]
    assert [bar.get("class") for bar in found] == ["bar", "bar partly"]
    assert [title.text for title in chart.iter("title")] == ["<2025>: 5", "<2026>: 10"]
    assert chart.get("aria-label") == 'Papers "a" month'


def test_the_smallest_value_can_still_be_seen() -> None:
    chart = drawn([1, 10_000], ["2025", "2026"])
    assert [bar.get("height") for bar in chart.iter("rect") if bar.get("class") == "bar"] == ["1", "120"]


def test_a_chart_has_no_style_of_its_own() -> None:
    chart = drawn([1, 2, 3], ["2024-11", "2024-12", "2025-01"])
    assert not [part for part in chart.iter() if part.get("style") is not None or part.tag == "style"]


def test_years_are_named_where_they_begin_and_ends_where_no_year_does() -> None:
    months = [f"{2024 + number // 12}-{number % 12 + 1:02}" for number in range(4, 28)]
    assert [text.text for text in drawn([1] * 24, months).iter("text")][2:] == ["2024", "2025", "2026"]
    assert [text.text for text in drawn([1] * 4, months[:4]).iter("text")][2:] == ["<2024-05>", "<2024-08>"]


def test_a_year_that_has_hardly_begun_is_not_named_beyond_the_chart_s_end() -> None:
    months = [f"{2023 + number // 12}-{number % 12 + 1:02}" for number in range(25)]
    assert [text.text for text in drawn([1] * 25, months).iter("text")][2:] == ["2023", "2024"]


def test_a_shape_of_nothing_is_flat() -> None:
    assert 'd="M0 16V16h1V16h1V16z"' in spark([0, 0])
    assert 'd="M0 16V8h1V0h1V16z"' in spark([1, 2])


def test_a_shape_has_the_nearest_of_its_heights() -> None:
    assert 'd="M0 16V11h1V5h1V0h1V16z"' in spark([1, 2, 3])
