"""When and where a paper came out, as a reference beside its title says."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.items import Item, Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.imprints import Imprint, imprint

TITLE = "Slow Clocks in Small Rooms"


def read(line: str, venue: str = "", names: str = "Lee, A.") -> Imprint:
    fields = {"A": [Item("A", names, 0, 0, 1.0)]} | ({"V": [Item("V", venue, 0, 0, 1.0)]} if venue else {})
    return imprint(Paper(Item("T", TITLE, 0, 0, 1.0), fields), Text([Line(line, 1)], []))


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        (f"Lee, A. (2016). {TITLE}. Journal of Rivers, 12(3), 44–58.", "Journal of Rivers, 12(3"),
        (
            f"Lee, A. (2016a). {TITLE}. *Journal of Rivers*, *12*(3), 44-58. https://example.org/2020",
            "*Journal of Rivers*",
        ),
        (f"Lee, A. (2016): {TITLE}. In: Journal of Rivers 12 (3), S. 44–58.", "Journal of Rivers 12"),
        (f"Lee, A. (2016). {TITLE}. Journal of Rivers, 12(3), 44–58.", ""),
    ],
)
def test_a_reference_has_a_year_a_venue_and_pages(line: str, venue: str) -> None:
    assert read(line, venue) == Imprint("2016", "Journal of Rivers", "12", "3", "44–58")


def test_a_year_of_a_venue_is_no_volume() -> None:
    assert read(f"{TITLE}. Lee, A. ACL 2019.", "ACL 2019") == Imprint("2019")
    assert read(f"{TITLE}. Lee, A. In: Proceedings of ACL, 2019.", "Proceedings of ACL") == Imprint("2019")


def test_a_year_counts_only_where_a_line_has_no_other_and_no_day() -> None:
    assert read(f"Lee, A. (2016). {TITLE}. Reprinted 2019.") == Imprint()
    assert read(f"3 March 2025: {TITLE}, Lee, A.") == Imprint()
    assert read(f"{TITLE.replace('Small', '2019')}, Lee, A.") == Imprint("2019")
    alone = Paper(Item("T", TITLE, 0, 0, 1.0), {})
    assert imprint(alone, Text([Line(f"{TITLE} (2016)", 1)], [])) == Imprint()
