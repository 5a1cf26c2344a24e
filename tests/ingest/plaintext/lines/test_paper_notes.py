"""Front matter says the day of a list, or who wrote the paper that a note is about."""

from __future__ import annotations

from sitegen.ingest.plaintext.lines.paper_notes import numbered

NOTE = """---
aliases:
  - Slow
authors:
  - "[[Ann Lee]]"
  - [[Bo Cho]]
arxiv: "2502.05795"
status: reading
---
# Slow Clocks of the World

Own words
"""


def test_a_note_has_what_its_front_matter_says_below_its_heading() -> None:
    lines = numbered(NOTE)
    assert [line for _, line in lines if line] == [
        "# Slow Clocks of the World",
        "Authors: Ann Lee, Bo Cho",
        "arXiv:2502.05795",
        "Own words",
    ]
    assert [number for number, line in lines if line == "Own words"] == [12]


def test_a_note_without_a_heading_is_called_as_its_front_matter_says() -> None:
    lines = numbered("---\ntitle: Slow Clocks\nauthor: Ann Lee\ndoi: 10.1000/1\n---\nOwn words\n")
    assert [line for _, line in lines if line] == ["# Slow Clocks", "Authors: Ann Lee", "DOI: 10.1000/1", "Own words"]


def test_a_list_has_its_day_in_front_matter_and_nothing_else() -> None:
    lines = numbered("---\nlayout: post\ndate: 2025-03-28\ntags: [a, b]\n---\n- Slow Clocks\n")
    assert [pair for pair in lines if pair[1]] == [(3, "2025-03-28"), (6, "- Slow Clocks")]


def test_a_list_in_front_matter_is_text_as_it_stands() -> None:
    text = (
        "---\nlayout: semester\nsessions:\n  - title: Slow Clocks\n    authors: Ann Lee\n  - title: Small Maps\n---\n"
    )
    assert [line for _, line in numbered(text)] == text.split("\n")
    # a title in a single table is one of the page's keys
    assert "  title: Slow Clocks" not in [line for _, line in numbered("---\npaper:\n  title: Slow Clocks\n---\nOwn\n")]


def test_who_has_written_a_list_is_no_author_of_a_paper() -> None:
    lines = numbered(
        "---\ntitle: Weekly papers\nauthor: Ada\ndate: 2025-03-28\n---\n# Papers of this week\n- Slow Clocks\n"
    )
    assert [line for _, line in lines if line] == ["2025-03-28", "# Papers of this week", "- Slow Clocks"]


def test_a_rule_is_no_front_matter_and_broken_front_matter_says_nothing() -> None:
    assert numbered("---\nSlow Clocks\n---\n")[1] == (2, "Slow Clocks")
    assert [line for _, line in numbered("---\nauthors: [Ann\n---\n# Slow Clocks\n") if line] == ["# Slow Clocks"]
