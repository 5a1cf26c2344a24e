"""Where papers came out, as the first words of a line say."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.rules.venues import venues
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the Moon", "Neural Maps of Large Rooms", "What Robots Forget at Night")
FIRST = "Proceedings of the 3rd Workshop on Sleep"


def test_the_proceedings_below_a_title_and_its_names_are_a_venue() -> None:
    rows = (TITLES[0], "Ann Lee", f"{FIRST} (Volume 1: Long Papers), 2024", "Download")
    assert corrected(labelled("TAOOOOO", rows), [venues]) == "TAVVVOO"


def test_proceedings_above_all_titles_or_in_a_heading_are_of_no_paper() -> None:
    assert corrected(labelled("OTATA", (FIRST, TITLES[0], "Ann Lee", TITLES[1], "Bo Cho")), [venues]) == "OTATA"
    assert corrected(labelled("TAOTA", (TITLES[0], "Ann Lee", f"# {FIRST}", TITLES[1], "Bo Cho")), [venues]) == "TAOTA"


def test_a_line_apart_is_the_venue_where_most_papers_have_one() -> None:
    one = (TITLES[0], "Ann Lee", "", FIRST, "")
    assert corrected(labelled("TAO" * 2, one * 2), [venues]) == "TAV" * 2
    assert corrected(labelled("TAO" + "TA" * 2, (*one, *(TITLES[1], "Bo Cho") * 2)), [venues]) == "TAO" + "TA" * 2


def test_a_venue_goes_on_in_the_next_line_of_a_wrapped_text() -> None:
    rows = (
        "Slow Clocks of the Moon and of All Other Places That People Know",
        "Ann Lee, Bo Cho, and Cy Roy",
        "Proceedings of the Third International Workshop on Clocks That Are",
        "Slower Than Others",
        "Discussion",
    )
    assert corrected(labelled("TAOOO", rows), [venues]) == "TAVVO"


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        (f"In {FIRST}, Dec 2023, Marseille, France. pp.12-20", FIRST),
        (f"{FIRST}, pages 12–20", FIRST),
        (f"{FIRST}, PMLR 235:19-42", f"{FIRST}, PMLR"),
        ("Transactions of the Society, 2 January", "Transactions of the Society"),
        ("In The Journal of Clocks. Band 12, Nr. 3, 2007, S. 9–14", "The Journal of Clocks"),
        ("Proceedings of the …", ""),
        ("Comments: 19 pages, 7 figures", ""),
        ("Comments: Long papers, 9 pages", ""),
    ],
)
def test_a_venue_is_its_name_without_date_and_pages(line: str, venue: str) -> None:
    text = "".join(f"{title}\nAnn Lee, Bo Cho, and Cy Roy\n{line}\n\n" for title in TITLES)
    read = ingest(text.encode(), "2025-03-01.txt", Report()).entries
    assert [entry.facts.title for entry in read] == list(TITLES)
    assert {entry.facts.venue for entry in read} == {venue}
