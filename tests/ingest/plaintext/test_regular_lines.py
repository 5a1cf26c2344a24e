"""Lines are read as most others of their kind are."""

from __future__ import annotations

from sitegen.ingest.plaintext.regular_lines import (
    explained_titles,
    likely_titles,
    linked_items,
    lone_addresses,
    names_before_talks,
    open_titles,
    regular_headings,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def test_names_between_the_time_and_the_title_of_talks_are_their_speakers() -> None:
    names = ("Ann Lee.", "Bo Cho and Cy Roy.", "Cy Roy.")
    rows = [f"{at}:00  {name} {title}" for at, name, title in zip((9, 10, 11), names, TITLES, strict=True)]
    assert corrected(labelled("OTtOATOOO", rows), [names_before_talks]) == "OATOATOAT"
    assert corrected(labelled("OTtOOOOOO", rows), [names_before_talks]) == "OTtOOOOOO"
    assert corrected(labelled("OTtOAT", rows[:2]), [names_before_talks]) == "OTtOAT"


def test_what_is_likelier_a_title_than_not_is_one_alone_or_above_people() -> None:
    def labels(odds: float, *rows: str) -> str:
        text = labelled("TA" + "O" * sum(map(bool, rows)), (TITLES[0], "Ann Lee", *rows), [1.0, 0.0, odds])
        return corrected(text, [likely_titles])

    assert labels(0.6, "", TITLES[1], "Bo Cho, Cy Roy") == "TATA"
    assert labels(0.6, "", TITLES[1], "", "We meet on Monday.") == "TATO"
    assert labels(0.6, "", TITLES[1]) == "TAT"
    assert labels(0.6, "", f"## {TITLES[1]}") == "TAO"
    assert labels(0.4, "", TITLES[1], "Bo Cho, Cy Roy") == "TAOO"
    assert labels(0.6, "", TITLES[1], "We meet on Monday.") == "TAOO"
    assert labels(0.6, TITLES[1], "Bo Cho, Cy Roy") == "TAOO"


def test_a_name_and_a_colon_before_a_title_in_a_heading_are_its_own() -> None:
    assert corrected(labelled("OT", (f"## TIDE: {TITLES[0]}",)), [likely_titles]) == "Tt"
    assert corrected(labelled("OT", (f"TIDE: {TITLES[0]}",)), [likely_titles]) == "OT"


def test_what_is_likelier_a_title_than_not_is_one_between_people_and_a_title() -> None:
    def labels(names: str, odds: float) -> str:
        text = labelled("OOT", (f"{names}: Slow Clocks: Planning with Small Memories",), [0.0, odds])
        return corrected(text, [likely_titles])

    assert labels("Ann Lee, Bo Cho", 0.6) == "ATt"
    assert labels("Ann Lee, Bo Cho", 0.4) == "OOT"
    assert labels("Second weekend of May", 0.6) == "OOT"


def test_the_only_address_of_a_paper_beside_a_title_is_its_own() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, (TITLES[0], *rows)), [lone_addresses])

    doi, arxiv = "https://pub.example.org/doi/full/10.1000/1", "https://arxiv.org/abs/2503.00001"
    assert labels("TAO", "Ann Lee", doi) == "TAL"
    assert labels("TOOO", doi, "https://example.org", doi) == "TLOL"
    assert labels("TOO", doi, arxiv) == "TOO"
    assert labels("TLO", arxiv, doi) == "TLO"
    assert corrected(labelled("OT", (arxiv, TITLES[0])), [lone_addresses]) == "OT"


def test_headings_with_names_below_are_titles_where_another_is_one() -> None:
    def labels(given: str, *names: str) -> str:
        rows = (
            "# Reading List",
            *(row for title, name in zip(TITLES, names, strict=True) for row in (f"## {title}", *name.split("\n"))),
        )
        return corrected(labelled(given, rows), [regular_headings])

    assert labels("OOATAOA", "Ann Lee", "Bo Cho", "Cy Roy") == "OTATATA"
    assert labels("OOATAOO", "Ann Lee", "Bo Cho", "We meet on Monday.") == "OTATAOO"
    # what has a title below is the name of a section
    assert labels("OOATAOAT", "Ann Lee", "Bo Cho", "Cy Roy\nDreams") == "OTATAOAT"
    # none is known as one
    assert labels("OOAOAOA", "Ann Lee", "Bo Cho", "Cy Roy") == "OOAOAOA"
    # most have none
    assert labels("OOATOOO", "Ann Lee", "We meet", "on Monday.") == "OOATOOO"


def test_before_the_address_of_an_item_stands_its_title_where_it_does_in_most() -> None:
    def labels(given: str, last: str) -> str:
        rows = [f"- {title} [arXiv](https://arxiv.org/abs/2503.0000{at})" for at, title in enumerate(TITLES[:2])]
        return corrected(labelled(given, [*rows, last]), [linked_items])

    assert labels("TLTLOOL", "- (ICML) Small Rooms [arXiv](https://arxiv.org/abs/2503.00009)") == "TLTLOTL"
    assert labels("TLTLOOL", "(ICML) Small Rooms [arXiv](https://arxiv.org/abs/2503.00009)") == "TLTLOOL"
    assert labels("TLTLOOL", "- (ICML) in rooms [arXiv](https://arxiv.org/abs/2503.00009)") == "TLTLOOL"
    assert labels("TLTLAOL", "- Ann Lee | Small Rooms [arXiv](https://arxiv.org/abs/2503.00009)") == "TLTLAOL"
    assert labels("TLTLOOL", "- (ICML) Ann Lee, Bo Cho [arXiv](https://arxiv.org/abs/2503.00009)") == "TLTLOOL"
    assert labels("TLOLOOL", "- (ICML) Small Rooms [arXiv](https://arxiv.org/abs/2503.00009)") == "TLOLOOL"


def test_what_is_said_behind_a_dash_is_no_part_of_titles() -> None:
    said = "shows that nobody knows what time it is"
    rows = [f"{title} — {said}" for title in TITLES]
    assert corrected(labelled("Tt" * 3, rows), [explained_titles]) == "TS" * 3
    assert corrected(labelled("Tt" * 2 + "T", [*rows[:2], TITLES[2]]), [explained_titles]) == "TSTST"
    assert corrected(labelled("Tt" + "T" * 2, [rows[0], *TITLES[1:]]), [explained_titles]) == "TtTT"
    for other in (said.capitalize(), "shows that nobody knows"):
        others = [f"{title} — {other}" for title in TITLES]
        assert corrected(labelled("Tt" * 3, others), [explained_titles]) == "Tt" * 3


def test_a_title_that_ends_its_line_with_a_small_word_goes_on_in_the_next() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [open_titles])

    assert labels("TSSS", "Slow Clocks of the World and", "Small Maps", "of Old Towns", "We wait") == "TttS"
    assert labels("TSS", "Slow Clocks of the World", "Small Maps", "of Old Towns") == "TSS"
    assert labels("TSS", "Slow Clocks of the World and", "We wait for them.", "of old") == "TSS"
    assert labels("TAS", "Slow Clocks of the World and", "Ann Lee", "of old") == "TAS"
    assert labels("TS", "Slow Clocks of the World and", "- Small Maps") == "TS"
    assert labels("TS", "Slow Clocks of the World,", "Small Maps") == "TS"
    text = labelled("TS", ["Slow Clocks of the World and", "Small Maps"])
    text.chunks[0].odds, text.chunks[1].odds = 0.9, 0.1
    open_titles(text)
    assert text.chunks[1].odds == 0.9
