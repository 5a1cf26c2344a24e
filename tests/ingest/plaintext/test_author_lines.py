"""Names are known by the lines they stand in."""

from __future__ import annotations

from sitegen.ingest.plaintext.author_lines import names_below_field, names_in_lines, names_over_lines
from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines import lines
from tests.ingest.plaintext.labelled import corrected, label, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def test_names_go_on_behind_where_somebody_works() -> None:
    words = ("Ann Lee", "(Example U., INP)", ", Kai Liu", "(Apr 2, 2007)", ", in a word")
    found = [Chunk(TITLES[0], 0), *(Chunk(text, 1) for text in words)]
    label(found, "TAOOOO")
    assert corrected(Text([], found), [names_in_lines]) == "TAOAOO"


def test_pages_are_no_names() -> None:
    assert corrected(labelled("TAA", (TITLES[0], "Nr. 7, S. 12–20", "Ann Lee")), [names_in_lines]) == "TOA"


def test_names_in_lines_below_the_word_authors_are_those_of_the_paper() -> None:
    rows = (TITLES[0], "Speakers", "Ann Lee", "Bo Cho", "Research Track")
    assert corrected(labelled("TOOOO", rows), [names_below_field]) == "TOAAO"


def test_a_name_that_stands_out_before_others_is_one_of_them() -> None:
    rows = ("**Ann Lee**, Bo Cho, Cy Roy.", f"“{TITLES[0]}”")
    assert corrected(labelled("TAT", rows), [names_in_lines]) == "AAT"


def test_names_go_on_behind_an_initial() -> None:
    rows = (TITLES[0], "Ann Lee, B. Cho, C. D. Roy and Ed Sun")
    parts = [chunk.text for chunk in chunks(lines([(1, rows[1])]))]
    assert len(parts) > 1
    assert corrected(labelled("TA" + "O" * (len(parts) - 1), rows), [names_in_lines]) == "T" + "A" * len(parts)


def test_what_stands_before_a_year_below_names_is_where_it_appeared() -> None:
    rows = (TITLES[0], "Lee A, Cho B.", "Phys Rev E. 2007 Apr 3.")
    assert [chunk.text for chunk in labelled("TAAOO", rows).chunks[2:4]] == ["Phys Rev E.", "2007"]
    assert corrected(labelled("TAAOO", rows), [names_in_lines]) == "TAVOO"


def test_names_go_on_in_the_line_below() -> None:
    assert corrected(labelled("TAO", (TITLES[0], "Ann Lee, Bo Cho", "and Cy van Roy")), [names_in_lines]) == "TAA"
    found = [Chunk(TITLES[0], 0), *(Chunk(name, 1) for name in ("Ann Lee", "Bo Cho", "Cy")), Chunk("Roy", 2)]
    label(found, "TAAOO")
    assert corrected(Text([], found), [names_in_lines]) == "TAAAA"
    assert corrected(labelled("TAO", (TITLES[0], "Ann Lee, Bo Cho", "and maps of it")), [names_in_lines]) == "TAO"


def test_names_in_a_bracket_over_two_lines_are_one() -> None:
    for names in (("(Lee et", "al.)"), ("(Ann", "Lee)")):
        text = labelled("TOO", (TITLES[0], *names))
        assert corrected(text, [names_over_lines]) == "TAO"
        assert text.chunks[1].text == " ".join(names)
    assert corrected(labelled("TOO", (TITLES[0], "(in the", "hall)")), [names_over_lines]) == "TOO"
