"""Titles that were passed over or read in part are found by the rest of the list."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.missed_titles import MISSED, RULES
from tests.ingest.plaintext.labelled import corrected, labelled

UNLIKELY = MISSED / 2


def labels(given: str, *rows: str, odds: float = MISSED) -> str:
    """The labels of rows, once titles are completed; whatever has none may be one by these odds."""
    return corrected(labelled(given, rows, [odds] * len(given)), RULES)


def test_what_stands_between_the_same_as_other_titles_is_one_if_it_is_likely_enough() -> None:
    rows = [part for time, title in (("9.30", "Slow Clocks"), ("10.00", "Small Maps"), ("10.30", "Dreams of Rooms"))
            for part in (f"ore {time}", title, "Ann Lee, Bo Cho")]  # fmt: skip
    assert labels("OTAOTAOOA", *rows) == "OTAOTAOTA"
    assert labels("OTAOTAOOA", *rows, odds=UNLIKELY) == "OTAOTAOOA"
    assert labels("OTAOTAOOO", *rows[:8], "Coffee and cake for all who come early") == "OTAOTAOOO"
    for heading in ("COFFEE BREAK", "METHODS FOR SLOW TIME"):
        assert labels("OTAOTAOOA", *rows[:7], heading, rows[8]) == "OTAOTAOOA"


def test_a_title_goes_on_behind_a_colon_and_not_behind_an_address() -> None:
    people = "Ann Lee, Bo Cho"
    rows = ("Slow Clocks", people, "Small Maps", people, "Dreams: Rooms (arXiv:2510.11404): Notes", people)
    kinds = [chunk.before for chunk in chunks(lines(list(enumerate(rows, 1)))) if chunk.line == 4]
    assert kinds[:2] == ["n", ":"]
    titled = labels("TATA" + "O" * len(kinds) + "A", *rows, odds=0.6)
    assert titled.startswith("TATATt")
    assert "t" not in titled[6:]


def test_a_likely_title_needs_only_one_side_that_other_titles_have() -> None:
    rows = ("Slow Clocks of the World", "Ann Lee, Bo Cho", "Room 7", "Small Maps of Rooms", "Room 9")
    assert labels("TAOOO", *rows, odds=0.6) == "TAOOO"
    assert labels("TAOOA", *rows[:4], "Cy Roy, Di Sun", odds=0.6) == "TAOTA"
    assert labels("TAOOA", *rows[:4], "Cy Roy, Di Sun", odds=0.4) == "TAOOA"


def test_the_first_words_of_a_line_are_those_of_its_title_where_other_titles_begin_their_lines() -> None:
    rows = ("Slow Clocks: A Study of Time", "Small Maps: Leaving Things Out")
    assert labels("OTTt", *rows, odds=UNLIKELY) == "TtTt"
    # of many papers it is what they are about
    assert labels("OTOTT", *rows, "Dreams of Rooms", odds=UNLIKELY) == "OTOTT"
    assert labels("OTTt", "Authors: A Study of Time", rows[1], odds=UNLIKELY) == "OTTt"


def test_a_link_is_a_title_as_a_whole() -> None:
    row = "- [“Honey, Tell Me”, Explaining Models to Those at Home](https://arxiv.org/abs/2510.11404)"
    assert labels("ATTT", row, "- Slow Clocks of the World", "- Small Maps of Rooms") == "TtTT"


def test_all_that_stands_behind_the_name_of_titles_is_one() -> None:
    rows = ("Title: News of Slow Clocks, 1998–2020", "Authors: Ann Lee, Bo Cho")
    assert labels("OTOOA", *rows) == "OTtOA"
    assert labels("OTLOA", "Title: News of Slow Clocks arXiv:2510.11404", rows[1]) == "OTLOA"


def test_titles_in_lines_below_each_other_are_two_where_no_margin_parted_them() -> None:
    rows = ("Slow Clocks of the World at Rest", "Surveys of Maps That Leave Things Out")
    long = "Rooms of one's own, in which nobody has to think of clocks, of maps or of anything else"
    assert labels("TtT", *rows, long, odds=UNLIKELY) == "TTT"
    # these lines are as long as any
    assert labels("TtT", *rows, "Dreams of Rooms", odds=UNLIKELY) == "TtT"
    assert labels("TtT", f"{rows[0]} and", rows[1], long, odds=UNLIKELY) == "TtT"
    assert labels("TtT", rows[0], "Maps", long, odds=UNLIKELY) == "TtT"
    # where many titles go on in the next line, that is how they are set
    assert labels("TtTtT", *rows, *rows, long, odds=UNLIKELY) == "TtTtT"


def test_what_a_title_names_as_its_subject_opens_it() -> None:
    rows = ("Slow Clocks of the World", "MapNet: Leaving Things Out", "Dreams of Rooms")
    assert labels("TttT", *rows, odds=UNLIKELY) == "TTtT"
    for rest in ("Learning: Leaving Things Out", "  MapNet: Leaving Things Out"):
        assert labels("TttT", rows[0], rest, rows[2], odds=UNLIKELY) == "TttT"


def test_what_stands_below_the_line_that_is_below_titles_is_none() -> None:
    rows = [part for title in ("Slow Clocks", "Small Maps", "Dreams of Rooms", "Old Words")
            for part in (title, "Number of pages: 12", "Forthcoming, Letters", "Ann Lee, Bo Cho")]  # fmt: skip
    pieces = chunks(lines(list(enumerate(rows, 1))))
    given = "".join("TOOA"[chunk.line % 4] if chunk.before == "n" else "O" for chunk in pieces)
    wrong = given.replace("TOOO", "TOOT", 1)
    for odds, expected in ((0.9, given), (0.99, wrong)):
        each = [odds if label == "T" else 0.0 for label in wrong]
        assert corrected(labelled(wrong, rows, each), RULES) == expected


def test_between_the_same_lines_as_most_titles_above_names_even_an_unlikely_one_is_a_title() -> None:
    rows = [part for time, title in (("9:00 AM", "VEL@Maps: A Study"), ("9:30 AM", "Small Maps"), ("1:00 PM", "Dreams"))
            for part in (time, title, "Sub-session", "Ann Lee, Bo Cho")]  # fmt: skip
    assert labels("OOOOA" + "OTOA" * 2, *rows, odds=UNLIKELY) == "OTtOA" + "OTOA" * 2
    breaks = [row for time in ("10:00 AM", "11:00 AM") for row in (time, "Coffee and cake", "Sub-session")]
    assert labels("OTOA" * 2 + "OOO" * 2, *rows[4:], *breaks, odds=UNLIKELY) == "OTOA" * 2 + "OOO" * 2


def test_a_title_goes_on_below_a_colon() -> None:
    below = ("Lessons Learned While Waiting for Slow Trains", "Ann Lee, Bo Cho, Cy Roy, Di Sun, Ed Sun")
    assert labels("TtA", "Slow Clocks Say More about Time:", *below, odds=UNLIKELY) == "TtA"
    assert labels("TtA", "Slow Clocks Say More about Time", *below, odds=UNLIKELY) == "TTA"


def test_a_venue_goes_on_below_a_word_that_ends_no_name() -> None:
    rows = ("Slow Clocks", "Proceedings of the Workshop on Clocks and", "Maps of Small Rooms")
    assert labels("TVT", *rows, odds=UNLIKELY) == "TVV"
    assert labels("TVT", rows[0], "Proceedings of the Workshop on Clocks", rows[2], odds=UNLIKELY) == "TVT"


def test_a_broken_title_goes_on_with_the_rest_of_its_paragraph() -> None:
    title, names = "Collective Dreams in a Slowly Doped Quantized", "Ann Lee, Bo Cho"
    assert labels("OTOA", "Talks", "", title, "Hall of Clocks", "", names, odds=UNLIKELY) == "OTtA"
    assert labels("OTOA", "Talks", "", title, "dependent drifts", names, odds=UNLIKELY) == "OTtA"
    assert labels("OTOA", "Talks", "", title, "Hall of Clocks", names, odds=UNLIKELY) == "OTOA"
    assert labels("OTOA", "Talks", "", title, "12:30", "", names, odds=UNLIKELY) == "OTOA"


def test_paragraphs_above_names_are_titles_where_others_are() -> None:
    parts = [("Slow Clocks",), ("Small Maps of the", "Streets of Rooms"), ("Old Words",)]
    rows = [row for title in parts for row in (*title, "", "Ann Lee, Bo Cho", "", "", "")]
    assert labels("TAOOATA", *rows) == "TATtATA"
    assert labels("TAOOATA", *rows, odds=UNLIKELY) == "TAOOATA"
    assert labels("OAOOATA", *rows, odds=MISSED)[2:4] == "OO"


def test_a_sentence_between_a_button_and_names_is_a_title_as_the_others_are() -> None:
    rows = [part for title in ("Slow Clocks", "Small Maps", "Dreams of Rooms wait for no train that is late.")
            for part in ("Share", title, "Ann Lee, Bo Cho")]  # fmt: skip
    assert labels("OTAOTAOSA", *rows) == "OTAOTAOTA"
    within = ["Share", "Slow Clocks", "We study how clocks go.", "They are slow.", "They are dear."]
    assert labels("OTSSS" * 2, *within, *within) == "OTSSS" * 2


def test_a_title_in_quotation_marks_begins_with_them() -> None:
    assert labels("OTA", "New preprint! “Slow Clocks of the World”", "Ann Lee, Bo Cho", odds=UNLIKELY) == "OTA"
    assert labels("OTA", "Slow clocks? Small Maps of the World", "Ann Lee, Bo Cho", odds=UNLIKELY) == "TtA"


def test_a_broken_title_goes_on_before_its_address() -> None:
    title, names, address = "Collective Dreams in a Slowly Doped Quantized", "Ann Lee", "<https://a.example/{}>"
    whole = [row for number in (1, 2) for row in ("Slow Clocks", address.format(number), names, "")]
    rows = (*whole, title, f"Hall {address.format(3)}", names)
    assert labels("TLA" * 2 + "TOOA", *rows, odds=UNLIKELY) == "TLA" * 2 + "TtLA"
    assert labels("TOOA", *rows[-3:], odds=UNLIKELY) == "TOOA"
    below = (*whole, title, "Hall of Clocks", address.format(3), names)
    assert labels("TLA" * 2 + "TTLA", *below, odds=UNLIKELY) == "TLA" * 2 + "TtLA"


def test_where_titles_are_in_italics_so_are_others_and_what_stands_before_them_is_none() -> None:
    rows = [f"Ann Lee, *{title}*, arXiv:2503.0000{at}" for at, title in enumerate(("Slow Clocks", "Small Old Maps"))]
    known = "ATOL" * 2
    assert labels(known + "AOOL", *rows, "Bo Cho, *Dreams of One Small Room*, arXiv:2503.00002") == known + "ATOL"
    assert labels(known + "OOO", *rows, "See *Dreams of One Small Room*, on Monday") == known + "OOO"
    assert labels(known + "AOOL", *rows, "Bo Cho, *Rooms*, arXiv:2503.00002") == known + "AOOL"
    assert labels(known * 2 + "Tt", *rows, *rows, "**Bo**: *Dreams of Rooms*") == known * 2 + "OT"


def test_the_beginning_of_a_title_above_it_is_no_title() -> None:
    rows = ("## Slow Clocks of the World", "**Slow Clocks of the World: A Study**", "Ann Lee")
    assert labels("TttA", *rows) == labels("TTtA", *rows) == "OTtA"
    assert labels("TTtA", "## Slow Clocks", "**Small Maps: A Study**", "Ann Lee") == "TTtA"


def test_a_title_goes_on_behind_a_dash_where_the_others_are_whole_lines() -> None:
    rows = [
        row for title in ("Slow Clocks of the World", "Small Maps of Old Towns") for row in (title, "Ann Lee, Bo Cho")
    ]
    assert labels("TA" * 2 + "TOA", *rows, "Dreams of One Room - Look, No Door!", "Cy Roy, Di Sun") == "TA" * 2 + "TtA"
    assert labels("TA" * 2 + "TOA", *rows, "Dreams of One Room - 12:30", "Cy Roy, Di Sun") == "TA" * 2 + "TOA"
    assert labels("TO" + "TOA", "Slow Clocks - a talk", "Dreams of Rooms - Look!", "Cy Roy, Di Sun") == "TOTOA"
