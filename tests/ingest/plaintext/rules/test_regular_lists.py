"""What nearly all entries of a list have is looked for in the others."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.regular_lists import (
    headed_titles,
    likely_titles,
    lone_addresses,
    regular_titles,
    regular_votes,
    titles_beside_kinds,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def test_where_all_else_is_titles_and_abstracts_a_line_between_them_is_a_title_without_one() -> None:
    long = " ".join([SENTENCE] * 3)
    rows = [part for title in TITLES for part in (title, "", long, "")]
    rows[4:4] = ["What Is a Good Map?", ""]
    assert corrected(labelled("TSOTSTS", rows), [regular_titles]) == "TSTTSTS"
    rows[:0] = ["CLOCKS & MAPS", ""]
    assert corrected(labelled("OTSTSTS", [*rows[:6], *rows[8:]]), [regular_titles]) == "OTSTSTS"
    del rows[:2]
    rows[4:6] = []
    rows[6:6] = ["What Is a Good Map?\tWe ask.", ""]
    assert corrected(labelled("TSTOSSTS", rows), [regular_titles]) == "TSTTtSTS"


def test_the_number_of_its_section_is_no_part_of_a_title() -> None:
    rows = [part for title in (*TITLES[:2], f"2.3\t{TITLES[2]}") for part in (title, "Ann Lee, Bo Cho")]
    assert corrected(labelled("TATAOOA", rows), [regular_titles]) == "TATAOTA"
    rows[4] = f"P3\t{TITLES[2]}"
    assert corrected(labelled("TATAOOA", rows), [regular_titles]) == "TATAOTA"


def test_a_volume_above_its_editors_is_no_title_and_hides_none() -> None:
    titles = ("Proceedings of Clocks", *TITLES, "What Is a Good Map?")
    rows = [part for title in titles for part in (title, "Ann Lee, Bo Cho")]
    assert corrected(labelled("OATATATAOA", rows), [regular_titles]) == "OATATATATA"


def test_a_title_in_capitals_at_the_head_of_a_list_is_one() -> None:
    rows = [part for title in ("CLIP", *TITLES) for part in (title, "Ann Lee, Bo Cho")]
    assert corrected(labelled("OATATATA", rows), [regular_titles]) == "TATATATA"


def test_commands_of_tex_above_names_are_no_titles() -> None:
    rows = [
        part for title in ("\\widest{9}", *TITLES[:2], "What Is a Good Map?") for part in (title, "Ann Lee, Bo Cho")
    ]
    assert corrected(labelled("OATATATA", rows), [regular_titles]) == "OATATATA"


def test_pages_and_buttons_between_titles_and_names_do_not_part_them() -> None:
    titles = (*TITLES, "What Is a Good Map?")
    pages = [part for at, title in enumerate(titles) for part in (f"{title}\t{at}1-{at}9", "Ann Lee, Bo Cho")]
    buttons = [part for title in titles for part in (title, "PDF", "Ann Lee, Bo Cho")]
    for rows in (pages, buttons):
        assert corrected(labelled("TOA" * 3 + "OOA", rows), [regular_titles]) == "TOA" * 4


def test_numbers_above_titles_are_votes_unless_all_are_years() -> None:
    def labels(*numbers: str) -> str:
        rows = [row for number, title in zip(numbers, TITLES, strict=True) for row in (number, title)]
        return corrected(labelled("OT" * len(numbers), rows), [regular_votes])

    assert labels("12", "7", "2019") == "NTNTNT"
    assert labels("2024", "2019", "2021") == "OTOTOT"


def test_days_and_times_above_titles_are_no_votes() -> None:
    def labels(given: str, *above: str) -> str:
        rows = [row for number, title in zip(above, TITLES, strict=True) for row in (number, title)]
        return corrected(labelled(given * len(above), rows), [regular_votes])

    assert labels("OT", "10.10", "10.40", "11.30") == "OT" * 3
    assert labels("OOT", "Nov. 9", "Nov. 16", "Dec. 7") == "OOT" * 3
    assert labels("OT", "1.2k", "10", "1.125") == "NT" * 3
    # a day in the line above changes nothing
    page = [row for number, title in zip(("36", "19", "8"), TITLES, strict=True) for row in (number, title)]
    assert corrected(labelled("D" + "OT" * 3, ["Jan 2", *page]), [regular_votes]) == "D" + "NT" * 3


def test_a_number_beside_the_rest_of_a_title_counts_nothing_where_no_title_begins() -> None:
    assert corrected(labelled("tO", ("What goes on", "4")), [regular_votes]) == "tO"


def test_numbers_of_papers_with_a_nought_before_them_are_no_votes() -> None:
    rows = [row for number, title in zip(("01", "02", "03"), TITLES, strict=True) for row in (number, title)]
    assert corrected(labelled("OT" * 3, rows), [regular_votes]) == "OT" * 3
    rows = [row for number, title in zip(("041", "042", "043"), TITLES, strict=True) for row in (number, title)]
    assert corrected(labelled("OT" * 3, rows), [regular_votes]) == "OT" * 3


def test_buttons_and_numbers_above_names_are_no_titles() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")]
    for above in ("bib", "15", "Show more"):
        assert corrected(labelled("OATATATA", [above, "Cy Roy, Di Sun", *rows]), [regular_titles]) == "OATATATA"
    assert corrected(labelled("OATATATA", ["A Room", "Cy Roy, Di Sun", *rows]), [regular_titles]) == "TATATATA"


def test_that_there_are_more_names_is_no_title_before_the_last_one() -> None:
    rows = [part for title in TITLES for part in (title, "Ann Lee")]
    assert corrected(labelled("TATATAOA", [*rows, "+1 more", "Cy Roy"]), [regular_titles]) == "TATATAOA"
    assert corrected(labelled("TATATAOA", [*rows, "A Room", "Cy Roy"]), [regular_titles]) == "TATATATA"


def test_the_only_address_of_a_paper_beside_a_title_is_its_own() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, (TITLES[0], *rows)), [lone_addresses])

    doi, arxiv = "https://pub.example.org/doi/full/10.1000/1", "https://arxiv.org/abs/2503.00001"
    assert labels("TAO", "Ann Lee", doi) == "TAL"
    assert labels("TOOO", doi, "https://example.org", doi) == "TLOL"
    assert labels("TOO", doi, arxiv) == "TOO"
    assert labels("TLO", arxiv, doi) == "TLO"
    assert corrected(labelled("OT", (arxiv, TITLES[0])), [lone_addresses]) == "OT"


def test_an_address_of_any_kind_is_a_papers_own_where_most_have_one_that_no_other_has() -> None:
    def labels(*addresses: str) -> str:
        rows = [part for title, url in zip(TITLES, addresses, strict=True) for part in (title, *url.split())]
        return corrected(labelled("".join("T" + "O" * len(url.split()) for url in addresses), rows), [lone_addresses])

    one, two, three = (f"https://hal.example.org/{number}" for number in (1, 2, 3))
    assert labels(one, two, three) == "TL" * 3
    assert labels(one, two, f"{three} {one}") == "TLTLTOO"
    assert labels(one, one, one) == "TO" * 3
    assert labels(one, f"{two} {one}", f"{three} {one}") == "TOTOOTOO"


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


def test_what_is_likelier_a_title_than_not_is_one_between_people_and_a_title() -> None:
    def labels(names: str, odds: float) -> str:
        text = labelled("OOT", (f"{names}: Slow Clocks: Planning with Small Memories",), [0.0, odds])
        return corrected(text, [likely_titles])

    assert labels("Ann Lee, Bo Cho", 0.6) == "ATt"
    assert labels("Ann Lee, Bo Cho", 0.4) == "OOT"
    assert labels("Second weekend of May", 0.6) == "OOT"


def test_what_is_likelier_a_title_than_not_begins_one_before_what_is_less_likely_one() -> None:
    def labels(first: float, second: float, sign: str = "?") -> str:
        return corrected(labelled("OT", [f"Small Maps{sign} What They Leave Out"], [first, second]), [likely_titles])

    assert labels(0.7, 0.2) == "Tt"
    assert labels(0.7, 0.9) == labels(0.4, 0.2) == labels(0.7, 0.2, ":") == "OT"


def test_no_title_is_what_papers_are_called_or_have_won_but_what_stands_beside_that() -> None:
    def labels(given: str, *rows: str) -> str:
        odds = [0.4 if row in TITLES else 0.9 for row in rows if row]
        return corrected(labelled(given, rows, odds), [titles_beside_kinds])

    assert labels("OTA", TITLES[0], "Best Paper Award Winner", "Ann Lee") == "TA"
    assert labels("TOA", "Short Paper", TITLES[0], "Ann Lee") == "TA"
    assert labels("TOA", "Short Papers", "", TITLES[0], "Ann Lee") == "TOA"
    assert labels("TOO", "Short Paper", TITLES[0], "Room 12") == "TOO"
    assert labels("TTA", TITLES[0], "Best Paper Award Winner", "Ann Lee") == "TTA"


def test_a_name_and_a_colon_before_a_title_in_a_heading_are_its_own() -> None:
    assert corrected(labelled("OT", (f"## TIDE: {TITLES[0]}",)), [headed_titles]) == "Tt"
    assert corrected(labelled("OT", (f"TIDE: {TITLES[0]}",)), [headed_titles]) == "OT"


def test_a_title_may_begin_in_an_item_and_go_on_below_its_colon() -> None:
    def labels(odds: float, *rows: str) -> str:
        listed = labelled("TTOT", (f"- {TITLES[0]}", f"- {TITLES[1]}", *rows), [1.0, 1.0, odds])
        return corrected(listed, [headed_titles])[2:]

    assert labels(0.3, "- TIDE:", TITLES[2]) == "Tt"
    assert labels(0.1, "- Monday:", TITLES[2]) == "OT"
    assert labels(0.3, "- TIDE:", f"- {TITLES[2]}") == "OT"
    assert labels(0.3, "- TIDE:", "", TITLES[2]) == "OT"
    assert labels(0.3, "- Authors:", TITLES[2]) == "OT"


def test_a_line_in_brackets_is_no_title_above_names() -> None:
    rows = [part for title in TITLES for part in (title, "Ann Lee, Bo Cho")]
    assert corrected(labelled("TATAOA", rows), [regular_titles]) == "TATATA"
    rows[4] = "(Clocks and Maps; Example Hall)"
    assert corrected(labelled("TATAOA", rows), [regular_titles]) == "TATAOA"


def test_what_somebody_is_called_on_a_network_is_no_title_above_names() -> None:
    rows = [part for title in TITLES for part in (title, "Ann Lee, Bo Cho")]
    for handle in ("@ann", "@ann@clocks.example"):
        assert corrected(labelled("TATAOA", [*rows[:4], handle, rows[5]]), [regular_titles]) == "TATAOA"


def test_a_year_between_names_and_a_title_begins_no_title_however_likely() -> None:
    for before, label in (("2024.", "AOT"), ("Of Old Rooms:", "ATt")):
        text = labelled("AOT", [f"Lee et al. - {before} {TITLES[0]}"], [0, 0.9, 0])
        assert corrected(text, [likely_titles]) == label


def test_a_remark_behind_a_likely_title_is_no_part_of_it() -> None:
    def labels(said: str) -> str:
        return corrected(labelled("OO", ["", f"{TITLES[0]}. {said}"], [0.9, 0]), [likely_titles])

    assert labels("Nobody reads it, still true.") == "TO"
    assert labels("A Tale of Old Clocks.") == "Tt"


def test_what_is_likelier_a_title_than_not_is_one_above_the_address_of_a_paper() -> None:
    def labels(address: str) -> str:
        return corrected(labelled("OOO", ["the last one", TITLES[0], address], [0.0, 0.6, 0.0]), [likely_titles])

    assert labels("https://arxiv.org/abs/2501.00001") == "OTL"
    assert labels("https://a.example/2501") == "OOO"


def test_the_address_below_a_likely_title_is_that_of_a_paper_above_which_has_none() -> None:
    rows = [TITLES[1], "Ann Lee, Bo Cho", TITLES[0], "https://arxiv.org/abs/2501.00001"]
    for labels in ("TAOO", "TOOO"):
        assert corrected(labelled(labels, rows, [0.9, 0.0, 0.6, 0.0]), [likely_titles]) == labels
    rows[1] = "https://arxiv.org/abs/2501.00002"
    assert corrected(labelled("TLOO", rows, [0.9, 0.0, 0.6, 0.0]), [likely_titles]) == "TLTL"
