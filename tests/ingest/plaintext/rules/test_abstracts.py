"""Where abstracts begin and end."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.abstracts import RULES, affiliations, indented, last_addresses, last_words, repeated
from tests.ingest.plaintext.labelled import corrected
from tests.ingest.plaintext.labelled import labelled as text_of
from tests.ingest.plaintext.rules.test_summaries import SENTENCE, SUMMARIES, TITLES, labelled

AIM, FOUND = "Aim: To wind slow clocks.", "Results: It took hours. Conclusions: We wait."


def test_what_a_team_found_belongs_to_abstracts_that_are_no_minutes() -> None:
    said = ("The team found that few slept.", "The group decided by vote.", "No discussion of clocks is whole.")
    rows = [row for title, words, end in zip(TITLES, SUMMARIES, said, strict=True) for row in (title, f"{words} {end}")]
    for first in (TITLES[0], "Minutes Matter to Clocks"):
        assert labelled("TSS" * 3, first, *rows[1:]) == "TSS" * 3


def test_the_first_sentence_of_an_abstract_is_no_title_where_titles_are_called_so() -> None:
    said = "Clocks are slow in most towns of the north. We show why they are."
    assert labelled("OTOATS", f"Title: {TITLES[0]}", "Authors: Ann Lee", "", said) == "OTOASS"
    assert labelled("TATS", TITLES[0], "Ann Lee", "", said) == "TATS"
    others = [row for title in TITLES for row in (f"{title}?", said, "")]
    one = ("Title: Clocks of the Moon", "Authors: Ann Lee", "")
    assert labelled("OTOA" + "TTS" * 3, *one, *others) == "OTOA" + "TTS" * 3


def test_a_sentence_that_is_cut_off_ends_the_abstract_in_its_line() -> None:
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for… Expand") == "TSS"
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for… Read more") == "TSS"
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for it") == "TSO"


def test_the_last_sentence_of_an_abstract_may_be_cut_off() -> None:
    assert labelled("TASO", TITLES[0], "Ann Lee", f"{SENTENCE}. They do so for… Expand") == "TASS"
    assert labelled("TASO", TITLES[0], "Ann Lee", f"{SENTENCE}. Full text") == "TASO"


def test_names_and_figures_amid_a_sentence_of_an_abstract_are_its_own() -> None:
    rows = ("Slow Clocks", "on benchmarks: GSM (+4.9%), Eval (+4.3%), and they", "show that it is slow.")
    pieces = chunks(lines(list(enumerate(rows, 1))))
    labels = "TS" + "O" * (len(pieces) - 4) + "SS"
    assert corrected(text_of(labels, rows), RULES) == "T" + "S" * (len(pieces) - 1)


def test_the_labels_of_sections_are_a_part_of_an_abstract() -> None:
    assert labelled("TOOOSOO", TITLES[0], f"{AIM} {FOUND}") == "TSSSSSS"
    assert labelled("TOO", TITLES[0], "【目的】我们研究慢时钟。", "【结果】一半的时钟变慢。") == "TSS"
    assert labelled("TAOOOSOO", TITLES[0], "Ann Lee", AIM, FOUND) == "TASSSSSS"
    assert labelled("TOOOOSOO", TITLES[0], f"Abstract: {AIM} {FOUND}") == "TOSSSSSS"


def test_below_a_heading_that_is_called_the_abstract_stands_one() -> None:
    rows = (f"## {TITLES[0]}", "### Abstract (Original)", f"{SENTENCE}, and lines", "go on.", "", "We rest.")
    again = ("", "### Abstract (Korean)", f"{SENTENCE} again.")
    assert labelled("TOOOOO" + "OOO", *rows, *again) == "TOOSSO" + "OOO"
    assert labelled("TOOO", rows[0], "Abstract (Original)", "", SENTENCE) == "TOOO"
    assert labelled("TOO", rows[0], "## Summary", SENTENCE) == "TOO"


def test_a_paragraph_that_is_an_abstract_in_one_place_is_one_in_another() -> None:
    told = " ".join([SENTENCE] * 5)
    rows = ("Slow Clocks", told, "Small Maps", told, "Dreams", told[:-5])
    assert corrected(text_of("TSTOTO", rows), [repeated]) == "TSTSTO"


def test_an_address_alone_in_a_line_ends_the_sentence_above() -> None:
    wrapped = "and show that clocks are slow in all towns; our code lies at"
    rows = (TITLES[0], f"{SENTENCE},", wrapped, "https://example.org/clocks")
    assert labelled("TSSO", *rows) == "TSSS"
    assert labelled("TSSL", *rows[:2], f"{wrapped} home.", rows[3]) == "TSSL"
    assert labelled("TSSL", *rows[:3], f"* {rows[3]}") == "TSSL"
    assert labelled("TSSL", *rows[:3], "", rows[3]) == "TSSL"


def test_a_word_parted_at_the_end_of_a_line_of_an_abstract_ends_in_it() -> None:
    rows = (TITLES[0], f"{SENTENCE}, as we show on three well-known dep-", "ression corpora.", "Room 12")
    assert labelled("TSOO", *rows) == "TSSO"
    assert labelled("TSOO", *rows[:2], "", *rows[2:]) == "TSOO"
    assert labelled("TSOO", rows[0], f"{SENTENCE}.", *rows[2:]) == "TSOO"


def test_an_abstract_goes_on_behind_the_foot_of_a_page() -> None:
    above = "We measure the rivers of wide valleys over ten years and find that they"
    rows = (TITLES[0], above, "18  Bulletin of Rivers", "are slow in all of them, which we", "show.", "Sum up")
    assert labelled("TS" + "OO" + "OOO", *rows) == "TS" + "OO" + "SSO"
    assert labelled("TS" + "OO" + "OO", rows[0], f"{above}.", *rows[2:5]) == "TS" + "OO" + "OO"
    assert labelled("TS" + "O" + "OO", *rows[:2], "Bulletin of Rivers", *rows[3:5]) == "TS" + "O" + "OO"


def test_lines_above_one_within_a_sentence_of_an_abstract_are_its_own() -> None:
    first = "The clocks of most towns are slow, and nobody has ever said why they are so"
    rows = (first, "in a way that would convince the keepers of the", "time that we all go by.")
    assert labelled("TOOS", TITLES[0], "", *rows) == "TSSS"
    # another paragraph, a whole sentence, a field
    assert labelled("TOOS", TITLES[0], "", first, "", *rows[1:]) == "TOSS"
    assert labelled("TOOS", TITLES[0], "", f"{first}.", "They were asked for it.", rows[2])[1] == "O"
    assert labelled("TOOOS", TITLES[0], "", f"Comments: {first}", *rows[1:])[1:3] == "OO"


def test_where_authors_work_is_no_part_of_an_abstract() -> None:
    rows = (TITLES[0], "", "Ann Lee1, Bo Cho2", "", "1Example University, Chile, 2KIT", "", f"{SENTENCE}.")
    assert labelled("TASS", *rows) == "TAOS"
    assert labelled("TASS", *rows[:4], "We ask a university", f"{SENTENCE}.")[-2:] == "SS"
    assert labelled("TASS", *rows[:4], "We ask a university why it is so slow.", "", f"{SENTENCE}.")[-2:] == "SS"


def test_an_indented_abstract_ends_where_its_indentation_does() -> None:
    quoted = ("Slow Clocks", "", f"    {SENTENCE}", "    and for long.", "", "Worth a look.", "Really.")
    assert corrected(text_of("TSSSS", quoted), [indented]) == "TSSOO"
    flat = [row.strip() for row in quoted]
    assert corrected(text_of("TSSSS", flat), [indented]) == "TSSSS"
    first = ("Slow Clocks", "", f"    {SENTENCE}", "and for long.", "", "Worth a look.", "Really.")
    assert corrected(text_of("TSSSS", first), [indented]) == "TSSSS"


def test_an_address_with_its_name_below_an_abstract_is_no_sentence_of_it() -> None:
    rows = (TITLES[0], f"{SENTENCE}.", "Code: https://example.org/x", "https://arxiv.org/abs/2502.05795")
    assert corrected(text_of("TSSSL", rows), RULES) == "TSOLL"
    assert corrected(text_of("TSSS", (TITLES[0], f"{SENTENCE}. Code: https://example.org/x")), RULES) == "TSSS"


def test_numbered_places_below_names_are_no_title() -> None:
    rows = ("Slow Clocks", "Ann Lee1, Bo Cho2", "", "1: Example University, Ulm; 2: University of Lund", "", SENTENCE)
    assert corrected(text_of("TATtS", rows), [affiliations]) == "TAOOS"


def test_the_first_line_of_a_wrapped_summary_is_no_second_title() -> None:
    rows = (TITLES[0], "", "The authors treat long clocks of towns as those that", "wait for people while these read.")
    assert labelled("TTS", *rows) == "TSS"
    assert labelled("OTS", TITLES[0], *rows[1:]) == "OTS"


def test_a_doubtful_title_amid_sentences_of_a_line_is_one_of_them() -> None:
    row = 'We wait for the task, "Slow Clocks of the World". We go on for long.'
    for odds, labels in ((0.5, "SSS"), (0.8, "STS")):
        text = text_of("STS", [row])
        text.chunks[1].odds = odds
        assert corrected(text, [last_words]) == labels


def test_the_address_of_a_paper_below_a_sentence_that_is_cut_off_is_no_word_of_it() -> None:
    rows = [TITLES[0], f"{SENTENCE}, which are at", "https://example.org/x"]
    assert corrected(text_of("TSL", rows), [last_addresses]) == "TSS"
    assert corrected(text_of("TSL", [*rows[:2], "https://arxiv.org/abs/2502.05795"]), [last_addresses]) == "TSL"
