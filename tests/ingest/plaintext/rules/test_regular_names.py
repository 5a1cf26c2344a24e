"""Names stand where nearly all titles of a list have theirs."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.people import are_names
from sitegen.ingest.plaintext.rules.regular_names import (
    last_names,
    names_above_places,
    names_one_a_line,
    regular_names,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def test_right_behind_titles_stand_names_where_they_do_behind_most() -> None:
    def labels(given: str, last: str) -> str:
        listed = (row for title in TITLES for row in (title, "Ann Lee, Bo Cho"))
        return corrected(labelled(given, (*listed, "Last Words", *last.split("\n"))), [regular_names])

    assert labels("TATATATO", "M. Roy") == "TATATATA"
    assert labels("TATATATO", "Roy, M.") == "TATATATA"
    assert labels("TATATATO", "M. Roy (Example Labs)") == "TATATATA"
    assert labels("TATATATO", "clocks at rest") == "TATATATO"
    named = [row for title in TITLES for row in (title, "de Ann Lee y colaboradores")]
    assert corrected(labelled("TO" * 3, named), [regular_names]) == "TA" * 3
    assert labels("TATATATOO", "#4\nM. Roy") == "TATATATOA"
    assert labels("TATATATOO", "(short)\nM. Roy") == "TATATATOA"
    assert labels("TOTOTATO", "M. Roy") == "TOTOTATO"
    assert labels("TOTATATO", "M. Roy") == "TATATATA"
    assert labels("TOTATOTO", "M. Roy") == "TOTATOTO"
    assert labels("TATATATO", "(M. Roy et al.).") == "TATATATA"
    people = ("Ann Lee", "Bo Cho + 6 others", "Cy Roy", "Dee Fox")
    listed = [f"{name}: {title}" for name, title in zip(people, (*TITLES, "Last Words"), strict=True)]
    assert corrected(labelled("ATATOTOT", listed), [regular_names]) == "ATATATAT"


def test_right_before_titles_stand_names_where_they_do_before_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [f"{listed} 2025. “{title}”" for listed, title in zip(names, TITLES, strict=True)]
        return corrected(labelled(given, rows), [regular_names])

    assert labels("AOTAOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTAOTAOT"
    assert labels("OOTOOTOOT", "Lee, A., and B. Cho.", "Cho, B., and C. Roy.", "Roy, C., and A. Lee.") == "AOT" * 3
    assert labels("AOTOOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTOOTOOT"


def test_a_family_name_an_initial_and_a_year_before_a_title_name_its_author() -> None:
    cited = [f"{name}. (202{at}) *{TITLES[at]}*" for at, name in enumerate(("Lee, A", "Cho, B. C", "Roy, D.-E"))]
    assert corrected(labelled("OT" * 3, cited), [regular_names]) == "AT" * 3
    ordered = [f"{name} (202{at}) *{TITLES[at]}*" for at, name in enumerate(("Ulm", "Paris, France", "Small Maps"))]
    assert corrected(labelled("OOT" * 3, ordered), [regular_names]) == "OOT" * 3


def test_a_name_alone_in_the_line_above_a_title_is_its_author_where_names_stand_above_most() -> None:
    def labels(given: str, *above: str) -> str:
        rows = [row for listed, title in zip(above, TITLES, strict=True) for row in (listed, title)]
        return corrected(labelled(given, rows), [regular_names])

    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Flo Berg:") == "ATATAT"
    assert labels("ATATOOT", "Ann Lee, Bo Cho", "Cy Roy, Ed Sun", "Chair: Flo Berg") == "ATATOOT"
    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Clocks and maps") == "ATATOT"


def test_names_with_others_behind_them_show_where_names_stand() -> None:
    rows = [row for title in TITLES[:2] for row in (title, "(Ann Lee et al.; 2020, read by Bo)")]
    width = len(chunks(lines([(1, rows[1])])))
    assert corrected(labelled(("T" + "O" * width) * 2, rows), [regular_names]) == ("TA" + "O" * (width - 1)) * 2

    for others in ("+", " +3", " & al.", " e.a.", ", +", " y cols."):
        listed = [f"{title}\tLee{others}" for title in TITLES]
        assert corrected(labelled("TO" * 3, listed), [regular_names]) == "TA" * 3, others
    listed = [f"{title} (Lee+ 2025)" for title in TITLES]
    assert corrected(labelled("TO" * 3, listed), [regular_names]) == "TA" * 3
    listed = [f"{title}\tShow 3 more" for title in TITLES]
    assert corrected(labelled("TO" * 3, listed), [regular_names]) == "TO" * 3


def test_a_name_with_a_place_shows_where_names_stand() -> None:
    rows = [part for title in TITLES for part in (title, "S. V. Cho (Example University)")]
    assert corrected(labelled("TO" * 3, rows), [regular_names]) == "TA" * 3
    rows = [row.replace("Example University", "late") for row in rows]
    assert corrected(labelled("TOO" * 3, rows), [regular_names]) == "TOO" * 3


def test_family_names_before_a_year_and_a_title_are_names() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [f"{listed} (2019). {title}" for listed, title in zip(names, TITLES, strict=True)]
        return corrected(labelled(given, rows), [regular_names])

    assert labels("OOT" * 3, "Lee & Cho", "Roy et al.", "Cho und Berg") == "AOT" * 3
    assert labels("OOT" * 3, "Slow clocks & Cho", "Small maps and rooms", "Lee & Cho") == "OOT" * 3
    rows = [row for title in TITLES for row in ("Maps & Clocks", title)]
    assert corrected(labelled("OT" * 3, rows), [regular_names]) == "OT" * 3


def test_names_where_each_title_has_its_own_in_one_piece_are_not_doubted() -> None:
    def odds(labels: str, last: str) -> float:
        text = labelled(labels, [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")] + [last])
        text.chunks[5].odds = 0.5
        regular_names(text)
        return text.chunks[5].odds

    assert odds("TATATAO", "Share") == 0.7
    assert odds("TATATAA", "Cy Roy") == 0.5


def test_above_an_author_with_a_place_stand_the_others_a_line_each() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, [*rows, TITLES[0]]), [names_one_a_line])

    last = "Cy Roy (Example University)"
    assert labels("OOOOOAT", "9:20 Ann Lee (Rome, Italy)", "Bo Cho (KIT, Germany)", last) == "OAOAOAT"
    assert labels("OOOAT", "Chair: Ann Lee (KIT)", last) == "OOOAT"
    assert labels("OAT", "Ann Lee", last) == "OAT"
    assert labels("OOAT", "Ann Lee (KIT)", "", last) == "OOAT"
    assert labels("OOOAT", "Ann Lee (KIT)", f"9:20 {last}") == "OOOAT"
    # a word of a name may be used elsewhere, beside a place of work
    assert labels("OOOOAT", "Ann Lee (Ulm)", "See See (Ulm University, Germany)", last) == "AOAOAT"
    assert labels("OOOOAT", "Ann Lee (Ulm)", "Short Paper (Session 5, Rome)", last) == "OOOOAT"


def test_right_above_titles_stand_people_with_places_where_most_such_are_authors() -> None:
    names = [f"{name} (Ulm University, Germany)" for name in ("Ann Lee", "Bo Cho", "Cy Roy")]
    listed = (names[0], TITLES[0], names[0], TITLES[1], "", *names[1:], TITLES[2])
    assert corrected(labelled("ATATOOT", listed), [names_one_a_line]) == "ATATAAT"
    assert corrected(labelled("ATOTOOT", listed), [names_one_a_line]) == "ATOTOOT"
    assert corrected(labelled("ATATOOT", [*listed[:-1], "", TITLES[2]]), [names_one_a_line]) == "ATATOOT"


def test_above_two_authors_without_a_place_stand_the_others_a_line_each() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [names_one_a_line])

    assert labels("OOAAT", "Ann Lee", "Bo Cho", "Cy Roy", "Ed Sun", TITLES[0]) == "AAAAT"
    assert labels("OAT", "Ann Lee", "Bo Cho", TITLES[0]) == "OAT"
    assert labels("OAAT", "Open Questions", "Ann Lee", "Bo Cho", TITLES[0]) == "OAAT"
    assert labels("TAAO", TITLES[0], "Ann Lee", "Bo Cho", "San Diego") == "TAAO"


def test_the_last_of_several_names_may_begin_a_line() -> None:
    def labels(last: str) -> str:
        return corrected(labelled("TAO", [TITLES[0], "Ann Lee, Bo Cho", last]), [last_names])

    assert labels("and Cy Roy") == labels("& Cy Roy") == "TAA"
    assert labels("and others who wait") == "TAO"


def test_below_an_author_and_a_place_stand_the_others_and_theirs() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, [TITLES[0], "Ann Lee", *rows]), [names_above_places])

    assert labels("TAOOOOO", "KIT, Germany,", "Bo Cho", "NITS, Norway,", "Cy Roy", "KIT, Germany") == "TAOAOAO"
    assert labels("TAOOO", "Ulm University", "Bo Cho", "Example Institute of Clocks") == "TAOAO"
    assert labels("TAOOO", "KIT, Germany,", "slow clocks", "NITS, Norway") == "TAOOO"
    assert labels("TAOOO", "Rome, Italy", "Abs Bib", "PDF") == "TAOOO"
    assert labels("TAOOO", "KIT, Germany", "", "Bo Cho", "NITS, Norway") == "TAOOO"


def test_a_heading_that_begins_the_next_section_names_nobody() -> None:
    def labels(heading: str) -> str:
        rows = [row for title in TITLES for row in (f"### {title}", "Ann Lee, Bo Cho")]
        return corrected(labelled("TATAOTA", [*rows[:4], heading, *rows[4:]]), [regular_names])

    assert labels("## Poster Papers") == "TATAOTA"
    below = [row for title in TITLES for row in (f"### {title}", "#### Ann Lee, Bo Cho")]
    assert corrected(labelled("TATATO", below), [regular_names]) == "TATATA"


def test_below_an_author_with_a_place_others_have_a_line_each() -> None:
    rows = ("_Ann Lee (Example Labs)_;", "_Bo Cho (Example Labs)_;", "_Slow Clocks (Example Labs) Wait_;")
    assert corrected(labelled("AOOOOO", rows), [names_one_a_line]) == "AOAOOO"


def test_a_name_alone_behind_a_title_is_one_where_others_are_cited() -> None:
    def labels(*behind: str) -> str:
        rows = [f"- {title} - {names}" for title, names in zip(TITLES, behind, strict=True)]
        return corrected(labelled("TATATO", rows), [regular_names])

    assert labels("Lee+", "Cho et al.", "Roy") == "TATATA"
    assert labels("Lee+", "Cho et al.", "for Bo") == "TATATO"
    assert labels("Lee+", "Cho et al.", "Ann Lee et al.") == "TATATA"
    below = [
        row for title, names in zip(TITLES, ("Lee+", "Cho et al.", "Download"), strict=True) for row in (title, names)
    ]
    assert corrected(labelled("TATATO", below), [regular_names]) == "TATATO"
    assert labels("Ann Lee", "Bo Cho", "Roy") == "TATATO"
    assert labels("Monday", "Tuesday", "Sunday") == "TATATO"


def test_a_family_name_without_a_capital_is_one_where_others_are_cited_so() -> None:
    def labels(*behind: str) -> str:
        rows = [f"- {title} - {names}" for title, names in zip(TITLES, behind, strict=True)]
        return corrected(labelled("TATATO", rows), [regular_names])

    assert labels("lee et al", "cho et al", "roy") == "TATATA"
    assert labels("lee et al", "cho et al", "for bo") == labels("Lee et al", "Cho et al", "roy") == "TATATO"
    assert labels("lee et al", "cho et al", "video") == "TATATO"


def test_words_that_end_with_others_are_no_names_by_that() -> None:
    assert not any(
        map(are_names, ("Adam and co", "Slow Oxygen and co", "Clocks and co", "CLK and co", "Sensing Clouds and CO"))
    )


def test_what_stands_before_et_al_is_a_name_whatever_it_looks_like() -> None:
    listed = (row for title in TITLES[:2] for row in (title, "Ann Lee, Bo Cho"))
    assert corrected(labelled("TATATO", (*listed, TITLES[2], "Di Roy et al.")), [regular_names]) == "TATATA"
