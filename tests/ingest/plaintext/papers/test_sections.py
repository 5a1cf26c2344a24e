"""The sections that papers stand in."""

from __future__ import annotations

from sitegen.ingest.plaintext.papers.assembly import papers
from sitegen.ingest.plaintext.papers.sections import sections
from tests.ingest.plaintext.labelled import labelled


def named(*rows: str) -> list[str]:
    """The section of each paper in rows that are headings or titles."""
    labels = ("O" if row.startswith("#") else "S" if row.endswith(".") else "T" for row in rows)
    text = labelled("".join(labels), rows)
    return sections(text, papers(text)[0])


def test_papers_are_in_a_section_where_a_text_has_several() -> None:
    rows = ("## Time", "Slow Clocks", "Long Walks", "## Space", "Small Maps")
    assert named(*rows) == ["Time", "Time", "Space"]
    assert named(*rows[:3]) == ["", ""]


def test_headings_that_say_how_good_papers_are_give_no_topics() -> None:
    rows = (
        "## 🏆 Top pick",
        "Slow Clocks",
        "## 📝 Also noteworthy:",
        "Small Maps",
        "## Honorable mentions",
        "Far Maps",
    )
    assert named(*rows) == ["", "", ""]
    mixed = named("## Top pick", "Slow Clocks", "## Space", "Small Maps", "## Best Practices", "Far Maps")
    assert mixed == ["", "Space", "Best Practices"]


def test_a_table_of_contents_is_no_section() -> None:
    rows = ("## Time", "Slow Clocks", "## Space", "Small Maps")
    assert named("## Table of Contents", "Long Walks", *rows) == ["", "Time", "Space"]


def test_a_section_is_a_topic_where_most_of_its_papers_speak_of_it() -> None:
    clocks = ("Slow Clocks", "We wind robotic clocks.", "Long Walks", "A robot walks for us.")
    maps = ("Small Maps", "We draw maps of rooms.", "Far Maps", "These maps are large.")
    assert named("## Robotics", *clocks, "## Maps & rooms", *maps) == ["Robotics"] * 2 + ["Maps & rooms"] * 2
    assert (
        named("## Robotics", *clocks, "## Maps", *maps, "## Coffee", *maps)
        == ["Robotics"] * 2 + ["Maps"] * 2 + [""] * 2
    )
    assert named("## More of it", *clocks, "## Carried over", *maps) == [""] * 4


def test_years_and_the_word_abstract_are_no_topics() -> None:
    rows = ("## 2024", "Slow Clocks", "## Abstract", "Far Maps")
    assert named(*rows, "## Time", "Long Walks", "## Space", "Wide Rooms") == ["", "", "Time", "Space"]


def test_an_address_is_no_topic() -> None:
    lines = ("## Code (https://example.org)", "1. Slow Clocks", "## Time", "1. Long Walks", "## Space", "1. Wide Rooms")
    text = labelled("OOOTOTOT", lines)
    assert sections(text, papers(text)[0]) == ["", "Time", "Space"]
