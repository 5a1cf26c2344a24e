"""Where titles and names begin and end."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.edges import (
    acronyms,
    addresses,
    citations_behind,
    initials,
    open_titles,
    quoted_titles,
    titles_above_names,
    titles_below_names,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
NAMES = ("Ann Lee, Bo Cho:", "Cy Roy, Di Sun:", "Ed Fox:")


def test_a_title_goes_on_below_a_word_that_ends_none() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [open_titles])

    assert labels("TOA", "Slow Clocks with", "Small Hands", "Ann Lee") == "TtA"
    assert labels("TtAA", "Clocks: Slow Ones in", "Example Towns", "Ann Lee, Bo Cho") == "TttA"
    assert labels("TOA", "Slow Clocks", "Small Hands", "Ann Lee") == "TOA"
    assert labels("TO", "Slow Clocks with", "", "Small Hands") == "TO"
    assert labels("TO", "Slow Clocks with", "- Small Hands") == "TO"
    assert labels("TOA", "Slow Clocks with", "Authors:", "Ann Lee") == "TOA"


def test_a_title_in_capitals_goes_on_behind_words_that_end_none() -> None:
    rows = ("1. SLOW CLOCKS FOR", "ROOMS AGAINST", "THE WORLD", "Oral")
    assert corrected(labelled("TOOO", rows), [open_titles]) == "TttO"
    assert corrected(labelled("TO", ("1. SLOW CLOCKS", "THE WORLD")), [open_titles]) == "TO"


def test_names_below_a_word_that_ends_no_title_are_no_part_of_one() -> None:
    assert corrected(labelled("TA", ["What clocks are made of", "Ann Lee, Bo Cho"]), [open_titles]) == "TA"
    assert corrected(labelled("TO", ["What clocks are made of", "Wood and Sand"]), [open_titles]) == "Tt"
    assert corrected(labelled("TTA", ["Slow Clocks of", "the World", "Ann Lee"]), [open_titles]) == "TtA"
    assert corrected(labelled("TTA", ["Slow Clocks of", "", "the World", "Ann Lee"]), [open_titles]) == "TTA"


def test_below_a_name_with_a_colon_stands_a_title_as_below_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [row for name, title in zip(names, TITLES, strict=True) for row in (name, f"{title}. 1-8")]
        return corrected(labelled(f"ATOATO{given}", rows), [titles_below_names])

    assert labels("OOO", *NAMES) == labels("ASO", *NAMES) == "ATOATOATO"
    assert labels("OTO", *NAMES) == "ATOATOATO"
    assert labels("OOO", *NAMES[:2], "Questions and answers:") == "ATOATOOOO"
    assert labels("OOOO", *NAMES[:2], "Ed Fox: 2025") == "ATOATOOOOO"


def test_initials_at_the_end_of_a_line_are_no_title() -> None:
    rows = ["A. Lee, D. Sun, | and B.", "Cho. Slow Clocks of the World"]
    assert corrected(labelled("ATAT", rows), [initials]) == "AAAT"
    assert corrected(labelled("ATTt", rows), [initials]) == "ATTt"


def test_family_names_and_a_year_in_parentheses_are_authors_and_a_venue_is_none() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [citations_behind])

    assert labels("TAO", f"{TITLES[0]} (Lee, Cho, Roy 2024)") == "TAA"
    assert labels("TOO", f"{TITLES[0]} (Lee, Cho, Roy 2024)") == "TAA"
    assert labels("TOO" * 2, f"{TITLES[0]} (Lee, Cho 2024)", f"{TITLES[1]} (Roy, Sun 2023)") == "TAA" * 2
    assert labels("TOO", f"{TITLES[0]} (Ulm, Austria 2024)") == "TOO"
    assert labels("TAO", f"{TITLES[0]} (Lee et al., NeurIPS 2024)") == "TAO"
    assert labels("Tt", f'"{TITLES[0]}" (Annals of Clocks 2024)') == "TV"


def test_an_acronym_of_a_title_is_its_end() -> None:
    assert corrected(labelled("TO", ["Slow Clocks of the World (SCW)"]), [acronyms]) == "Tt"
    assert corrected(labelled("TO", ["Slow Clocks of the World (KIT)"]), [acronyms]) == "TO"
    assert corrected(labelled("TO", ["Slow Clocks of the World", "(SCW)"]), [acronyms]) == "TO"


def test_an_address_behind_a_title_is_no_part_of_it() -> None:
    assert corrected(labelled("Tt", ["Slow Clocks<https://example.org/clocks>"]), [addresses]) == "TL"


def test_what_is_said_before_a_title_in_quotation_marks_is_no_part_of_it() -> None:
    def labels(given: str, lead: str) -> str:
        row = f'{lead} "Slow Clocks of the World" https://arxiv.org/abs/2503.00001'
        return corrected(labelled(given, [row]), [quoted_titles])

    assert labels("TtL", "+1 for") == "OTL"
    assert labels("TtL", "and also this one:") == "OTL"
    assert labels("TtL", "And another:") == "OTL"
    for title in ("Beyond", "Understanding Optimization:"):
        assert labels("TtL", title) == "TtL"
    assert labels("TtL", "Tempora:") == "TtL"
    assert labels("TtO", "and also this one:") == "TtO"


def test_a_title_goes_on_in_a_line_that_begins_with_a_word_that_joins() -> None:
    def labels(below: str) -> str:
        return corrected(labelled("TO", ["Slow Clocks and What They Are Wound Up for by Those", below]), [open_titles])

    assert labels("in Small Rooms") == "Tt"
    for other in ("in Proceedings of Rooms", "of KDD 2024", "by Ann Lee"):
        assert labels(other) == "TO", other


def test_what_stands_above_authors_is_a_title_where_most_have_theirs_there() -> None:
    def labels(given: str, *rows: str) -> str:
        listed = [row for title in TITLES for row in ("", title, "", "Author: Ann Lee")]
        return corrected(labelled("TOA" * 3 + given, [*listed, *rows]), [titles_above_names]).removeprefix("TOA" * 3)

    assert labels("OOOA", "", "Rooms of One's Own", "and of Others", "", "Author: Bo Cho") == "TtOA"
    assert labels("TOA", "", "Rooms", "", "Author: Bo Cho") == "TOA"
    # neither the name of a field nor front matter
    assert labels("OTOA", "", "Title: Rooms", "", "Author: Bo Cho") == "OTOA"
    assert labels("OOA", "", "Front Matter", "", "Author: Bo Cho") == "OOA"
    # a name below a title without a space has another layout
    assert labels("OOA", "", "Rooms", "Author: Bo Cho") == "OOA"


def test_what_is_likely_no_title_is_none_where_all_have_authors_below() -> None:
    rows = [row for title in TITLES for row in ("", title, "", "Author: Ann Lee")]
    text = labelled("TOA" * 3 + "Tt", [*rows, "", "1 Example Labs", "2 KIT"])
    text.chunks[-2].odds = 0.5
    assert corrected(text, [titles_above_names]) == "TOA" * 3 + "OO"
