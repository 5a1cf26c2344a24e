"""References that a narrow page parted are whole lines, and fields on lines of their own stay there."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.wrapped_references import with_whole_references

PAGE = """Limits

We have one clock, and can-
not wait.

References

Ann Lee, Bo Cho, and Cy
Roy. 2023. Slow Clocks of
the Old World. In Proceed-
ings of Clocks 2023, pages
1–9. Clock Society.

Kenji Mori. 2024. Small Maps
for Long Journeys. arXiv
preprint arXiv:2403.00001.

Example Labs. 2024. We show
our map. Blog post.

Eva Mann and Fay Poe. 2025.
What Rivers Know about Towns:
A Survey. Preprint,
arXiv:2503.00002.
"""


def test_references_of_a_narrow_page_are_whole() -> None:
    lines = with_whole_references(list(enumerate(PAGE.split("\n"), 1)))
    assert dict(lines)[8] == (
        "Ann Lee, Bo Cho, and Cy Roy. 2023. Slow Clocks of the Old World. In Proceedings of Clocks 2023, pages 1–9. "
        "Clock Society."
    )
    facts = [entry.facts for entry in ingest(PAGE.encode(), "list.txt", Report()).entries]
    assert [(paper.title, len(paper.authors)) for paper in facts] == [
        ("Slow Clocks of the Old World", 3),
        ("Small Maps for Long Journeys", 1),
        ("What Rivers Know about Towns: A Survey", 2),
    ]


@pytest.mark.parametrize(
    "below",
    [
        ". 2024.\nSlow Clocks of the World.\nClock Letters.",
        ". 2024. Slow Clocks\nAbstract: We wait for clocks that\nare slow, and for others.",
        ". 2024. Slow Clocks of the\nAbstract: We wait for clocks\nthat are slow.",
        ". 2024. Slow Clocks. ACL\n12 upvotes",
        "\n2024. Slow Clocks of the World\nWe wait for clocks that are slow.",
        ". 2024. Slow Clocks. ACL\nCarl Diaz. 2024. Small Maps. ACL\nDora Evans. 2025. Doors. ACL",
    ],
)
def test_fields_and_references_on_lines_of_their_own_are_none_of_a_narrow_page(below: str) -> None:
    names = ("Ann Lee and Bo Cho", "Carl Diaz and Dora Evans", "Emil Frank and Fay Green")
    lines = [row for name in names for row in f"{name}{below}\n".split("\n")]
    numbered = list(enumerate(lines, 1))
    assert with_whole_references(numbered) == numbered
