"""The sections that papers stand in."""

from __future__ import annotations

from sitegen.ingest.plaintext.papers.assembly import papers, sections
from tests.ingest.plaintext.labelled import labelled


def named(*rows: str) -> list[str]:
    """The section of each paper in rows that are headings or titles."""
    text = labelled("".join("OT"[not row.startswith("#")] for row in rows), rows)
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
