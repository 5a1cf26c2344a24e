"""Titles by what marks them in the items of a list."""

from __future__ import annotations

from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.rules.marked_titles import (
    linked_items,
    linked_journals,
    linked_titles,
    listed_titles,
    titles_above_paths,
    titles_before_buttons,
    titles_below_buttons,
    titles_below_names,
    titles_between,
)
from sitegen.ingest.plaintext.rules.regular_names import families_before_titles
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
PAIRS = (("Springfield", "Ulm"), ("Torino", "Bern"), ("Oslo", "Bergen"))
NAMES = ("Ann Lee, Bo Cho:", "Cy Roy, Di Sun:", "Ed Fox:")


def unsure(labels: str, rows: list[str]) -> Text:
    """The text of rows of which nothing is sure."""
    text = labelled(labels, rows)
    for chunk in text.chunks:
        chunk.odds = 0.5
    return text


def test_a_title_ends_with_its_link_where_most_do() -> None:
    links = [f"- [{title}](https://a.example/{at})" for at, title in enumerate((*TITLES, "A Room"))]
    rows = [*links[:3], f"{links[3]} :: we wait"]
    assert corrected(labelled("TTTTt", rows), [linked_titles]) == "TTTTO"
    told = [f"{row} :: we wait at every step" for row in rows[:2]]
    assert corrected(labelled("TSTSTt", [*told, rows[-1]]), [linked_titles]) == "TSTSTS"
    assert corrected(labelled("TtTSTt", [*told, rows[-1]]), [linked_titles]) == "TtTSTt"


def test_a_title_in_bold_ends_with_its_line_where_most_do_unless_the_next_line_goes_on() -> None:
    bold = [row for title in TITLES for row in (f"**{title}**", "Ann Lee")]
    for below, label in (("Clock Letters", "O"), ("and other bodies", "t")):
        rows = [*bold, "**Slow Clocks of the Moon**", below]
        assert corrected(labelled("TA" * 3 + "Tt", rows), [linked_titles]) == "TA" * 3 + "T" + label


def counted(page: list[str]) -> list[str]:
    """A page with another number in each of its buttons."""
    return [f"{at} citations" if row == "Share" else row for at, row in enumerate(page)]


def test_below_the_last_button_of_most_papers_is_the_title_of_the_next() -> None:
    page = [row for title in TITLES for row in (title, "Article", "Ann Lee", "Share")]
    assert corrected(labelled("TOAOTOAOOOAO", page), [titles_below_buttons]) == "TOAOTOAOOOAO"
    page = ["Share", *page]
    assert corrected(labelled("OTOAOTOAOOOAO", page), [titles_below_buttons]) == "OTOAOTOAOTOAO"
    assert corrected(labelled("OTOAOTOAOOOAO", counted(page)), [titles_below_buttons]) == "OTOAOTOAOTOAO"
    page[-4:] = ["Follow us on clocks", "Imprint"]
    assert corrected(labelled("OTOAOTOAOOO", page), [titles_below_buttons]) == "OTOAOTOAOOO"


def test_above_the_path_of_a_page_and_names_stands_its_title() -> None:
    page = ("Slow Clocks of ...", "", "Letters", "https://a.example › clocks", "by A Lee")
    assert corrected(labelled("OOOOA", page), [titles_above_paths]) == "TOOOA"
    assert corrected(labelled("OOOOO", page), [titles_above_paths]) == "OOOOO"
    # with site and path twice, as Google's pages have them, a line needs no room above it
    twice = ("From 5 coins.", *page[:1], *page[2:4], *page[2:])
    for label in "OT":
        given = labelled(f"{label}{label.lower().replace('o', 'O')}OOOOOOA", twice)
        assert corrected(given, [titles_above_paths]) == "OTOOOOOOA"
    assert corrected(labelled("OOOOOA", twice[:4] + page[-1:]), [titles_above_paths]) == "OOOOOA"


def test_a_title_in_bold_ends_with_its_line_where_most_do() -> None:
    rows = [row for title in TITLES for row in (f"**{title}**", "Read")]
    assert corrected(labelled("TOTOTt", rows), [linked_titles]) == "TOTOTO"
    assert corrected(labelled("TtTtTO", rows), [linked_titles]) == "TtTtTO"
    rows[-1] = "**Read**"
    assert corrected(labelled("TOTOTt", rows), [linked_titles]) == "TOTOTt"


def test_between_an_abstract_and_the_next_names_stands_a_title_as_far_above_them_as_others() -> None:
    def labels(given: str, *between: str) -> str:
        entry = ("Article", "Ann Lee", "We wait for a long time.", "Share")
        rows = [row for title in TITLES[:2] for row in (title, *entry)]
        return corrected(labelled("TOASO" * 2 + given, [*rows, *between]), [titles_between])[10:]

    below = ("Article", "Cy Roy", "We dream for a long time.")
    assert labels("OOAS", TITLES[2], *below) == "TOAS"
    assert labels("OOOAS", "Apply for a seat", TITLES[2], *below) == "OTOAS"
    assert labels("OOAS", "Dreams", *below) == "OOAS"
    assert labels("OOAO", TITLES[2], *below) == "OOAO"


def test_below_names_that_stand_above_other_titles_is_a_title() -> None:
    rows = [row for title in TITLES for row in ("Ann Lee", title, "PRESENTER", "We wait for a long time.")]
    assert corrected(labelled("ATOSATOSAOOS", rows), [titles_between]) == "ATOSATOSATOS"


def test_behind_names_and_a_year_a_link_says_where_the_title_came_out() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [linked_journals])

    rows = (
        "- Lee et al. (2024) Slow clocks. [Letters.](https://example.org/1)",
        "- Cho et al. (2023) Maps. [Notes](https://example.org/2)",
    )
    assert labels("AOSTAOST", *rows) == "AOTVAOTV"
    assert labels("AOST", rows[0]) == "AOST"
    assert labels("AOSTAOST", *(row.replace(" (20", " (v20") for row in rows)) == "AOSTAOST"


def test_what_is_set_as_code_is_no_part_of_titles_in_bold_where_it_is_none_of_most() -> None:
    rows = [f"**{title}** `Letters 202{at}`" for at, title in enumerate(TITLES)]
    assert corrected(labelled("TtTOTO", rows), [linked_titles]) == "TOTOTO"
    assert corrected(labelled("TtTtTO", rows), [linked_titles]) == "TtTtTO"
    rows[0] = "`Slow Clocks` **of the World**"
    assert corrected(labelled("TtTOTO", rows), [linked_titles]) == "TtTOTO"


def test_below_a_name_with_a_colon_stands_a_title_as_below_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [row for name, title in zip(names, TITLES, strict=True) for row in (name, f"{title}. 1-8")]
        return corrected(labelled(f"ATOATO{given}", rows), [titles_below_names])

    assert labels("OOO", *NAMES) == labels("ASO", *NAMES) == "ATOATOATO"
    assert labels("OTO", *NAMES) == "ATOATOATO"
    assert labels("OOO", *NAMES[:2], "Questions and answers:") == "ATOATOOOO"
    assert labels("OOOO", *NAMES[:2], "Ed Fox: 2025") == "ATOATOOOOO"
    assert labels("OOO", "Ed Fox:", "Ed Fox:", "Ed Fox:") == "ATOATOOOO"


def test_a_talk_begins_before_the_names_above_its_title() -> None:
    rows = [row for name, title in zip(NAMES, TITLES, strict=True) for row in (f"10.15   {name}", title)]
    text = labelled("OATOATOOO", rows)
    text.chunks[-1].odds = 0.1
    assert corrected(text, [titles_below_names]) == "OATOATOAT"
    assert text.chunks[-1].odds > 0.5


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


def test_paragraphs_that_lead_to_papers_begin_with_titles_where_most_do() -> None:
    def labels(last: str) -> str:
        listed = [f"{title} - I liked it. arXiv:2503.0000{at}" for at, title in enumerate(TITLES[:2])]
        rows = [part for row in ("I read this", *listed, last) for part in (row, "")]
        return corrected(labelled("OTOLTOLOOL", rows), [linked_items])[-3:]

    assert labels("Clocks' Sleep at Home - read it. arXiv:2503.00009") == "TOL"
    assert labels("clocks' sleep at home - Read it. arXiv:2503.00009") == "OOL"
    assert labels("Our code - it is new. https://example.org/code") == "OOL"


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


def test_a_word_that_leads_to_a_paper_is_a_title_where_most_items_have_one_unless_it_is_a_button() -> None:
    for word, label in (("Reflexion", "T"), ("PDF", "A"), ("here", "A"), ("Ann Lee", "A")):
        rows = [f"- [{name}](https://arxiv.org/abs/2503.0000{at})" for at, name in enumerate((*TITLES, word))]
        assert corrected(unsure("TTTA", rows), [listed_titles]) == f"TTT{label}"


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
    for sign, labels in (("/", "OT"), (" / ", "OOT")):
        topics = [f"{sign.join(pair)}: {title}, Ann Lee" for pair, title in zip(PAIRS, TITLES, strict=True)]
        assert corrected(unsure(labels * 3, topics), [families_before_titles]) == labels * 3
    talks = [f"10.{at}0  {row}" for at, row in enumerate((f"Lee / Cho / Roy: {TITLES[0]}", *rows[1:3]))]
    assert corrected(unsure("OOOOO" + "OOO" * 2, talks), [families_before_titles]) == "OAAAT" + "OAT" * 2
    above = [row for line in rows for row in (line, "Ann Lee, Bo Cho")]
    assert corrected(labelled("OTA" * 4, above), [families_before_titles]) == "OTA" * 4


def test_who_has_written_an_item_and_when_is_no_part_of_its_title() -> None:
    rows = [f"{at}. {title}" for at, title in enumerate(TITLES, 1)]
    others = ["4. Small Maps of 1929 by Ann Lee", "5. Rooms of the Night (2015.06)"]
    assert corrected(unsure("TTTOOOO", [*rows, *others]), [listed_titles]) == "TTTTATO"


def test_where_something_came_out_is_no_part_of_the_title_below_names() -> None:
    def labels(source: str, given: str) -> str:
        rows = [row for name, title in zip(NAMES, TITLES, strict=True) for row in (name, f"{title}. 1-8")]
        rows[-1] = f"{TITLES[-1]}. {source}"
        return corrected(labelled(f"ATOATOO{given}", rows), [titles_below_names])

    assert labels("CLOCKS 2021: 1-8", "OOO") == "ATOATOATOO"
    assert labels("Clock Lett. 12: 1-8", "OOOO") == "ATOATOATOOO"
    assert labels("J. Mach. 12: 1-8", "TAOO") == "ATOATOATVOO"
    assert labels("What Is a Map? 1-8", "OOO") == "ATOATOATtO"


def test_parentheses_with_a_colon_end_no_title_that_goes_on_in_bold() -> None:
    def labels(*rows: str) -> str:
        return corrected(labelled("TOO" * len(rows), rows), [linked_titles])

    report = "Report of a Workshop"
    assert labels(f"**Slow Clocks (CLK 2021): {report}**") == "Ttt"
    assert labels(f"**Slow Clocks** (CLK 2021): {report}") == "TOO"
    assert labels(f"**Slow Clocks (CLK 2021) {report}**") == "TOO"
    for row in ("**Slow Clocks (CLK 2021): Ulm**", f"[Slow Clocks (CLK 2021): {report}](https://example.org/a)"):
        assert labels(row) == "TOO", row
    assert labels("**Slow Clocks (CLK 2021): Ann Lee, Bo Cho**") == "TOO"
    assert labels(*(f"**{title} (CLK 2021): University of Ulm, Germany**" for title in TITLES[:1] * 2)) == "TOOTOO"


def test_what_stands_before_the_button_behind_most_titles_is_one() -> None:
    rows = [row for title in (*TITLES, "Why Do We Wait?") for row in (f"{title} (abstract)", "Ann Lee")]
    assert corrected(labelled("TOATOATOAOOA", rows), [titles_before_buttons]) == "TOATOATOATOA"
    assert corrected(labelled("TOATOAOOAOOA", rows), [titles_before_buttons]) == "TOATOAOOAOOA"
    told = [*rows[:-1], "Abstract: We wait."]
    assert corrected(labelled("TOATOATOAOOOS", told), [titles_before_buttons]) == "TOATOATOATOOS"
    # with nothing of a paper
    assert corrected(labelled("TOATOATOAOO", rows[:-1]), [titles_before_buttons]) == "TOATOATOAOO"


def test_a_word_that_says_where_a_paper_is_from_is_no_title() -> None:
    links = [f"https://arxiv.org/abs/2503.0000{at}" for at in range(3)]
    listed = [f"{title} {link}" for title, link in zip(TITLES, links[:2], strict=False)]
    for word, label in (("Aus", "O"), ("ClockNet", "T")):
        rows = [part for row in ("I read this", *listed, f"{word} <{links[2]}>") for part in (row, "")]
        assert corrected(labelled("OTLTLOL", rows), [linked_items]) == f"OTLTL{label}L"


def test_all_words_of_a_link_before_names_are_those_of_its_title() -> None:
    row = f"- [{TITLES[0]} | LLMs](https://a.example/1) | Ann Lee, Bo Cho"
    assert corrected(labelled("TAA", [row]), [linked_titles]) == "TtA"
    assert corrected(labelled("TAA", [row.replace("LLMs", "Cy Roy, Ed Fox")]), [linked_titles]) == "TAA"
    alone = f"- [{TITLES[0]} | Lee et al.](https://a.example/1)"
    assert corrected(labelled("TA", [alone]), [linked_titles]) == "TA"
