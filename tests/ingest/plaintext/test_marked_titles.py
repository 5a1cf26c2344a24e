"""Titles by what marks them in the items of a list."""

from __future__ import annotations

from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.marked_titles import (
    families_before_titles,
    joined_titles,
    linked_items,
    linked_titles,
    listed_titles,
    lone_bold_titles,
    marked_titles,
    titles_above_buttons,
    titles_behind_names,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
PUBLISHER = "https://www.sciencedirect.com/science/article/pii"


def unsure(labels: str, rows: list[str]) -> Text:
    """The text of rows of which nothing is sure."""
    text = labelled(labels, rows)
    for chunk in text.chunks:
        chunk.odds = 0.5
    return text


def links(*last: str) -> list[str]:
    return [*(f"- [{title}]({PUBLISHER}/{at})" for at, title in enumerate(TITLES)), *last]


def test_links_that_begin_items_are_titles_where_most_that_lead_to_papers_are() -> None:
    def labels(given: str, *last: str) -> str:
        return corrected(labelled(given, links(*last)), [marked_titles])

    assert labels("TOT") == "TTT"
    assert labels("TTTOO", "- [Fast Clocks: A Survey](https://journals.aps.org/prb/abstract/10.1103/B.1)") == "TTTTt"
    assert labels("TTTO", "- [What we did last summer](https://blog.example.org/summer)") == "TTTO"
    assert labels("TTTO", "- [All Rooms by Day](#rooms)") == "TTTO"
    assert labels("TTTO", f"- [Ann Lee, Bo Cho]({PUBLISHER}/9)") == "TTTO"
    assert labels("TTTO", f"[Fast Clocks and Others]({PUBLISHER}/9)") == "TTTO"
    assert labels("TTTO", "- [Fast Clocks and Others](http://[x/y)") == "TTTO"
    assert labels("TOOO", f"- [Fast Clocks and Others]({PUBLISHER}/9)") == "TOOO"


def test_a_name_of_a_field_that_nobody_knows_is_no_title() -> None:
    def labels(*names: str) -> str:
        rows = [f"- **{words}** clocks wait" for words in (*TITLES[:2], *names)]
        return corrected(labelled("TOTO" + "OO" * len(names), rows), [marked_titles])

    assert labels("Core claim:", "Core claim:") == "TOTOOOOO"
    assert labels("Core clocks:", "Core claim:") == "TOTOTOTO"


def test_a_title_ends_with_its_link_where_most_do() -> None:
    rows = links(f"- [A Room]({PUBLISHER}/9) :: we wait for clocks")
    assert corrected(labelled("TTTTt", rows), [linked_titles]) == "TTTTO"
    told = [f"{row} :: we wait at every step" for row in rows[:2]]
    assert corrected(labelled("TSTSTt", [*told, rows[-1]]), [linked_titles]) == "TSTSTS"
    assert corrected(labelled("TtTSTt", [*told, rows[-1]]), [linked_titles]) == "TtTSTt"


def test_journals_behind_names_are_no_titles_where_titles_are_bold() -> None:
    rows = [row for title in TITLES for row in (f"- **{title}**", "Ann Lee. *Clock Letters* (2025)")]
    assert corrected(labelled("TAOOTATO" + "TATO", rows), [lone_bold_titles]) == "TAOOTAOOTAOO"
    plain = [row.replace("**", "") for row in rows]
    assert corrected(labelled("TAOOTATO" + "TATO", plain), [lone_bold_titles]) == "TAOOTATOTATO"
    below_heading = labelled("TTTOOTO", [rows[0], rows[2], rows[4], "## More", rows[1]])
    assert corrected(below_heading, [lone_bold_titles]) == "TTTOOTO"


def test_a_link_to_a_file_is_a_title_where_most_such_items_are() -> None:
    def labels(given: str, *endings: str) -> str:
        rows = [f"- [{title}](clocks/{at}{end})" for at, (title, end) in enumerate(zip(TITLES, endings, strict=True))]
        return corrected(labelled(given, rows), [marked_titles])

    assert labels("TTO", ".pdf", ".pdf", ".docx") == "TTT"
    assert labels("TTO", ".pdf", ".pdf", "") == "TTO"
    assert labels("TOO", ".pdf", ".pdf", ".pdf") == "TOO"


def test_bold_words_of_items_are_titles_where_most_are() -> None:
    rows = [f"- Ann Lee. **{title}**. 2024" for title in TITLES]
    assert corrected(labelled("AT" + "O" * 2 + "AO" + "O" * 2 + "AT" + "O" * 2, rows), [marked_titles]) == "ATOO" * 3
    rows[1] = "- Ann Lee. **Date:** 2024"
    text = labelled("ATOO" + "AOO" + "ATOO", rows)
    assert corrected(text, [marked_titles]) == "ATOO" + "AOO" + "ATOO"


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


def test_above_the_buttons_and_the_names_that_stand_below_titles_is_a_title() -> None:
    page = (TITLES[0], "pdf icon", "Ann Lee, Bo Cho", "Read", "", "Slow Rain", "pdf icon", "Cy Roy, Dee Fox")
    assert corrected(labelled("TOAOOOA", page), [titles_above_buttons]) == "TOAOTOA"
    other = (*page[:6], "Session 2", "Cy Roy, Dee Fox")
    assert corrected(labelled("TOAOOOA", other), [titles_above_buttons]) == "TOAOOOA"
    # the line above, which belongs to something else
    assert corrected(labelled("TOAOOOA", [row for row in page if row]), [titles_above_buttons]) == "TOAOOOA"


def test_a_title_holds_its_quotations_a_question_before_it_and_the_name_of_a_species() -> None:
    def labels(line: str, given: str) -> str:
        return corrected(labelled(given, [line]), [joined_titles])

    assert labels("Slow clocks: supply “by the hour”", "TtT") == "Ttt"
    assert labels("How slow are clocks? Forty years of maps", "OT") == "Tt"
    assert labels("**Clocks: data for “what if” questions** 2019", "TtOOO") == "TtttO"
    assert labels("**Slow clocks of the world (2015)**", "TO") == "TO"
    assert labels("**Slow clocks of the world (NeurIPS 2024)**", "TO") == "TO"
    assert labels("**Slow clocks of the world. Must read!**", "TO") == "TO"
    assert labels("**Lee, A. (2016). Slow clocks. Clock Letters**", "ATO") == "ATO"
    assert labels("Interested? Forty years of maps", "OT") == "OT"
    assert labels("We have clocks now. Forty years of maps", "OT") == "OT"
    assert labels("How slow are clocks? **Forty years of maps**", "OT") == "OT"
    assert labels("How do they wait? Clocks of jackdaws (Corvus monedula)", "TtA") == "Ttt"
    assert labels("How do they wait? Clocks of jackdaws (Ann Lee)", "TtA") == "TtA"


def test_a_title_goes_on_behind_a_word_that_ends_none() -> None:
    def labels(given: str, row: str) -> str:
        return corrected(labelled(given, [row]), [joined_titles])

    assert labels("TO", 'Slow Clocks after "Small Maps"') == "Tt"
    assert labels("TOO", "Clocks of the Moon and (3200) Phaethon") == "Ttt"
    assert labels("TO", 'Slow Clocks "Small Maps"') == "TO"
    assert labels("TO", "Slow Clocks of\tBern") == "TO"


def test_items_that_count_have_titles_where_most_do() -> None:
    rows = [f"{at}. {title}" for at, title in enumerate((*TITLES, "What Is a Good Map?"), 1)]
    assert corrected(unsure("TTOT", rows), [listed_titles]) == "TTTT"
    assert corrected(unsure("TOOO", rows), [listed_titles]) == "TOOO"
    assert corrected(labelled("TTOT", rows), [listed_titles]) == "TTOT"
    assert corrected(unsure("TTOT", [*rows[:2], "7. Dreams about Rooms of Old", rows[3]]), [listed_titles]) == "TTOT"
    assert corrected(unsure("TTTO", [*rows[:3], "4. Coffee"]), [listed_titles]) == "TTTO"
    again = [*rows[:2], "1. Dreams about Rooms of Old", "2. Slow Trains of the Moon"]
    assert corrected(unsure("TTOO", again), [listed_titles]) == "TTOO"


def test_items_of_a_line_each_have_titles_where_most_do() -> None:
    rows = [f"- [ ] {title}" for title in (*TITLES, "What Is a Good Map?")]
    assert corrected(unsure("TTOT", rows), [listed_titles]) == "TTTT"
    assert corrected(labelled("TtOt", rows), [listed_titles]) == "TTOT"
    assert corrected(unsure("TTOT", [*rows[:2], "", *rows[2:]]), [listed_titles]) == "TTOT"
    assert corrected(unsure("TTOT", [*rows[:2], "- [ ] lunch in the canteen", rows[3]]), [listed_titles]) == "TTOT"
    assert corrected(unsure("TTOT", [*rows[:2], "* Dreams about Rooms", rows[3]]), [listed_titles]) == "TTOT"


def test_behind_names_stand_titles_where_most_do() -> None:
    rows = [f"Ann Lee, Bo Cho - {title}" for title in (*TITLES, "What Is a Good Map?")]
    assert corrected(unsure("ATATATAO", rows), [titles_behind_names]) == "ATATATAT"
    assert corrected(unsure("ATATAOAO", rows), [titles_behind_names]) == "ATATAOAO"
    assert corrected(unsure("ATATATAO", [*rows[:3], "Cy Roy (all day long)"]), [titles_behind_names]) == "ATATATAO"
    assert corrected(unsure("ATATATAO", [*rows[:3], "Cy Roy - 12 May"]), [titles_behind_names]) == "ATATATAO"


def test_family_names_and_a_colon_before_most_titles_are_authors() -> None:
    families = ("Lee, Cho, Roy", "Nguyen & Diaz", "Gil, Ito et al.", "Novak")
    rows = [f"{names}: {title}" for names, title in zip(families, (*TITLES, "What Is a Good Map?"), strict=True)]
    assert corrected(unsure("OTTtATOT", rows), [families_before_titles]) == "ATATATAT"
    others = [f"Clocks: {title}" for title in TITLES]
    assert corrected(labelled("TtTtTt", others), [families_before_titles]) == "TtTtTt"
    told = [row for title in TITLES for row in (title, "Authors and Editors: of note")]
    assert corrected(labelled("TOO" * 3, told), [families_before_titles]) == "TOO" * 3
    assert corrected(labelled("OTTtTTT", [*rows[:2], *TITLES]), [families_before_titles]) == "OTTtTTT"
    themes = ("Trust and Safety", "Vision and Language", "Speed, Memory & Energy", "Noise and Signal")
    halves = [f"{theme}: {title}" for theme, title in zip(themes, (*TITLES, "What Is a Good Map?"), strict=True)]
    assert corrected(labelled("OTOTOTOT", halves), [families_before_titles]) == "OTOTOTOT"
    above = [row for line in rows for row in (line, "Ann Lee, Bo Cho")]
    assert corrected(labelled("OTA" * 4, above), [families_before_titles]) == "OTA" * 4
