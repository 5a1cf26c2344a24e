"""Terms and headings tell what days are."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.terms import days_below_terms, days_in_headings
from tests.ingest.plaintext.labelled import corrected, labelled


def test_figures_above_papers_are_days_below_a_term() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [days_below_terms])

    rows = ("4/11", "Slow Clocks", "", "4/18", "Small Maps")
    assert labels("DOTOT", "Spring 2019 Schedule", "", *rows) == "DDTDT"
    assert labels("OOTOT", "## Fall 2019", "", *rows) == "ODTDT"
    # parts and ratings, but days before months
    for first, second, label in (("1/2", "2/2", "O"), ("5/5", "4/5", "O"), ("11/4", "18/4", "D")):
        figures = (first, "Slow Clocks", "", second, "Small Maps")
        assert labels("DOTOT", "Fall 2023", "", *figures) == f"D{label}T{label}T"
    # one alone is rather a score
    assert labels("DOT", "Spring 2019 Schedule", "", *rows[:2]) == "DOT"
    for first, second in (("1/2", "2/2"), ("4/5", "5/5")):
        assert labels("DOTOT", "Fall 2019", "", first, "Slow Clocks", "", second, "Small Maps") == "DOTOT"
    assert labels("DOTOT", "Fall 2019", "", "4/9", "Slow Clocks", "", "11/9", "Small Maps") == "DDTDT"
    assert labels("DOTOT", "Clocks since 2019", "", *rows) == "DOTOT"
    assert labels("OTOTO", *rows, "", "Spring 2019") == "OTOTO"


def test_headings_of_the_level_of_days_of_lists_are_such_days_too() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [days_in_headings])

    rows = ("# 12 January 2026", "Slow Clocks", "# 9 January", "Small Maps", "# 5-6 January (Monday)", "Rooms")
    assert labels("DTPTOOT", *rows) == "DTDTDDT"
    # of another level, or one that has titles, and words
    assert labels("DTPT", rows[0], rows[1], "## 9 January", rows[3]) == "DTPT"
    assert labels("DTPT", rows[0], "# Slow Clocks", "# 9 January", rows[3]) == "DTPT"
    assert labels("DTOT", rows[0], rows[1], "# Clocks of 9 January", rows[3]) == "DTOT"
