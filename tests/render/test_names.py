"""The archive and the indexes of topics and authors: what is found there, and that all of it is."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from posixpath import join, normpath

import pytest

from sitegen.model import Catalog
from sitegen.render.plan.alphabet import person_sort_key, sort_key
from tests.catalogs import Rendered, catalog, config, edition, paper


def digest(days: Iterable[str], topics: Mapping[str, tuple[str, ...]] | None = None) -> Catalog:
    """A paper a day."""
    days = list(days)
    editions = [edition(date, f"p{number}", votes=[number]) for number, date in enumerate(days)]
    return catalog([paper(f"p{number}") for number in range(len(days))], *editions, topics=dict(topics or {}))


def daily(count: int, start: str = "2025-01-01", step: int = 1) -> list[str]:
    first = datetime.date.fromisoformat(start)
    return [(first + datetime.timedelta(days=step * number)).isoformat() for number in range(count)]


def links(made: Rendered, route: str) -> list[str]:
    """Routes that a page's own part leads to, with fragments."""
    main = made[route].partition("<main")[2].partition("</main>")[0]
    return [normpath(join("x/..", "date", link)) for link in map(unescape, re.findall(r'href="([^"]+)"', main))]


def test_one_edition_is_a_line_without_calendar_chart_or_years(tmp_path: Path) -> None:
    page = Rendered(digest(["2025-03-28"]), config(tmp_path))["date/index.html"]
    assert "28 March" in page
    for absent in ("<svg class", "<table", "jumps", "1 edition</span>"):
        assert absent not in page.partition("<main")[2]


def test_a_daily_digest_is_a_calendar_with_its_weeks_and_months(tmp_path: Path) -> None:
    days = daily(20, "2025-03-03")
    made = Rendered(digest(days), config(tmp_path))
    found = links(made, "date/index.html")
    assert sorted(link for link in found if link.startswith("date/2")) == [f"date/{date}.html" for date in days]
    assert [link for link in found if link.startswith("week")] == [f"week/2025-W{week}.html" for week in (10, 11, 12)]
    assert [link for link in found if link.startswith("month")] == ["month/2025-03.html"]
    assert made["date/index.html"].count('<th scope="col">') == 1 + 7
    weeks = re.findall(r'<th scope="row"><a [^>]*aria-label="([^"]*)">', made["date/index.html"])
    assert weeks == ["Week 10, 2025", "Week 11, 2025", "Week 12, 2025"]


def test_a_digest_that_rests_at_the_weekend_has_no_columns_for_it(tmp_path: Path) -> None:
    days = [date for date in daily(30, "2025-03-03") if datetime.date.fromisoformat(date).weekday() < 5]
    page = Rendered(digest(days), config(tmp_path))["date/index.html"]
    assert "Fri" in page
    assert "Sat" not in page


def test_a_digest_that_rests_on_sundays_has_its_saturdays(tmp_path: Path) -> None:
    days = [date for date in daily(30, "2025-03-03") if datetime.date.fromisoformat(date).weekday() < 6]
    found = links(Rendered(digest(days), config(tmp_path)), "date/index.html")
    assert sorted(link for link in found if link.startswith("date/2")) == [f"date/{date}.html" for date in days]


def test_a_month_that_is_a_list_leads_to_its_weeks_newest_first(tmp_path: Path) -> None:
    days = ["2025-03-04", "2025-03-05", "2025-03-11", "2025-03-12"]
    found = links(Rendered(digest(days), config(tmp_path)), "date/index.html")
    assert [link for link in found if link.startswith("week")] == ["week/2025-W11.html", "week/2025-W10.html"]


def test_the_first_weeks_of_a_year_have_numbers_without_a_nought(tmp_path: Path) -> None:
    days = ["2025-01-02", "2025-01-03", "2025-01-07", "2025-01-08"]
    page = Rendered(digest(days), config(tmp_path))["date/index.html"]
    assert re.findall(r">(Week \d+)</a>", page) == ["Week 2", "Week 1"]


def test_a_weekly_digest_is_a_list(tmp_path: Path) -> None:
    days = daily(12, "2025-03-07", step=7)
    made = Rendered(digest(days), config(tmp_path))
    assert 'class="calendar"' not in made["date/index.html"]
    found = [link for link in links(made, "date/index.html") if link.startswith("date/2")]
    assert found == [f"date/{date}.html" for date in reversed(days)]


def test_an_archive_of_many_years_comes_in_parts_of_whole_years(tmp_path: Path) -> None:
    days = daily(1500, "2021-01-01")
    made = Rendered(digest(days), config(tmp_path))
    parts = sorted(route for route in made.routes if route.startswith("date/index"))
    assert len(parts) > 1
    found = [link for part in parts for link in links(made, part) if link.startswith("date/2")]
    assert sorted(found) == [f"date/{date}.html" for date in days]
    for link in links(made, parts[-1]):
        route, mark, fragment = link.partition("#")
        assert not mark or f'id="{fragment}"' in made[route]


def test_the_archive_tells_its_trends_once_in_bars_and_in_numbers(tmp_path: Path) -> None:
    made = Rendered(digest(daily(200, "2025-01-01")), config(tmp_path))
    page = made["date/index.html"]
    assert page.count('role="img"') == 2
    assert "<title>March 2025: 31</title>" in page
    rows = re.findall(r'<tr><th scope="row">(\w+ 2025).*?</th><td>(\d+)</td><td>([\d,]+)</td></tr>', page)
    assert rows[:2] == [("January 2025", "31", "465"), ("February 2025", "28", "1,246")]
    assert "until 19 July 2025" in page


def test_a_topic_s_page_tells_its_trend_where_it_has_one(tmp_path: Path) -> None:
    often, seldom = tuple(f"p{number}" for number in range(0, 200, 10)), ("p0", "p199")
    made = Rendered(digest(daily(200), {"often": often, "seldom": seldom}), config(tmp_path))
    assert "<title>January 2025: 4</title>" in made["topics/often.html"]
    assert "<td>4</td><td>12.9%</td>" in made["topics/often.html"]
    assert '<svg class="bars' not in made["topics/seldom.html"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """A digest with 620 topics, of which the 31st has most papers."""
    days = daily(100)
    topics: dict[str, tuple[str, ...]] = {
        f"{'abcdefghijklmnopqrst'[number % 20]} topic {number:03}": ("p0", "p1") for number in range(620)
    }
    topics["b topic 001"] = tuple(f"p{number}" for number in range(50, 100))
    return Rendered(digest(days, topics), config(tmp_path_factory.mktemp("large")))


def test_a_small_index_is_one_list(tmp_path: Path) -> None:
    topics = {f"topic {number}": ("p0", "p1") for number in range(19)}
    page = Rendered(digest(daily(2), topics), config(tmp_path))["topics/index.html"]
    for absent in ("jumps", "finder", "Most papers", "<h2"):
        assert absent not in page


def test_names_without_letters_stand_behind_those_with_some(tmp_path: Path) -> None:
    topics = dict.fromkeys(("+++", "heaps", "注意力", "3d sorting"), ("p0", "p1"))
    page = Rendered(digest(daily(2), topics), config(tmp_path))["topics/index.html"]
    assert re.findall(r">(\+\+\+|heaps|注意力|3d sorting)</a>", page) == ["3d sorting", "heaps", "注意力", "+++"]


def test_a_large_index_has_letters_that_lead_into_its_parts(large: Rendered) -> None:
    page = large["topics/index.html"]
    jumps = re.findall(r'<a href="\.\./(topics/index[^"#]*)#([^"]+)">(\w)</a>', page)
    assert [letter for _, _, letter in jumps] == list("ABCDEFGHIJKLMNOPQRST")
    assert {route for route, _, _ in jumps} == {"topics/index.html", "topics/index.p2.html"}
    for route, anchor, letter in jumps:
        assert f'<h2 id="{anchor}">{letter}</h2>' in large[route]
    # a letter that goes on in the second part is led to in the first
    last = re.findall(r'<h2 id="[^"]+">(\w)</h2>', page)[-1]
    assert f">{last}</h2>" in large["topics/index.p2.html"]
    assert [route for route, _, letter in jumps if letter == last] == ["topics/index.html"]


def test_every_name_stands_in_a_part_once(large: Rendered) -> None:
    listed = []
    for route in ("topics/index.html", "topics/index.p2.html"):
        names = large[route].partition('id="names"')[2]
        listed += re.findall(r'<li data-count="\d+"><a href="\.\./([^"]+)"', names)
    assert len(listed) == len(set(listed)) == 620
    rows = json.loads(large["topics/names.json"])
    assert [f"topics/{slug}.html" for _, _, slug in rows] == listed


def test_the_first_part_begins_with_those_that_have_most_papers(large: Rendered) -> None:
    assert re.search(r'class="ranking">\s*<li><a [^>]*>b topic 001</a>', large["topics/index.html"])
    rising = large["topics/index.html"].partition("Rising")[2]
    shares = re.findall(r">([\d.]+)% from ([\d.]+)%<", rising)
    assert shares
    assert all(float(now) > float(before) for now, before in shares)
    assert "ranking" not in large["topics/index.p2.html"]


def test_names_are_looked_up_by_the_family_s() -> None:
    names = ["Bo Li", "Ada Lovelace", "王小明", "Éva Ábel", "김철수", "Иван Петров", "Łukasz Łuczak Jr.", "…"]
    places = [person_sort_key(name) for name in names]
    assert [one.letter for one in places] == ["L", "L", "漢", "A", "ㄱ", "П", "L", "#"]
    assert [name[one.given :] for name, one in zip(names, places, strict=True)][:7] == [
        "Li", "Lovelace", "王小明", "Ábel", "김철수", "Петров", "Łuczak Jr.",
    ]  # fmt: skip
    assert places[0] < places[1] < places[6]
    assert person_sort_key("Ana de la Vallée Poussin", "de la Vallée Poussin").letter == "V"
    # as they are cited
    assert [person_sort_key(name).letter for name in ("Guy Van den Broeck", "Qwen Team", "Ada Bo, PhD")] == [
        "V",
        "Q",
        "B",
    ]
    # 井伊, and no second of her name
    assert person_sort_key("Naoko Ii").letter == "I"


def test_topics_are_looked_up_as_they_are_written() -> None:
    assert [sort_key(label).letter for label in ("3D vision", "égalité", "نماذج", "ναί")] == ["0–9", "E", "ن", "Ν"]
