"""Where abstracts begin and end."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.abstracts import RULES, told_again
from tests.ingest.plaintext.labelled import corrected
from tests.ingest.plaintext.labelled import labelled as text_of
from tests.ingest.plaintext.rules.test_summaries import SENTENCE, SUMMARIES, TITLES, labelled


def test_a_brief_sentence_before_an_abstract_in_its_line_is_the_first_of_it() -> None:
    assert labelled("TOS", TITLES[0], f"The slow ones are back. {SUMMARIES[0]}") == "TSS"
    assert labelled("TOS", TITLES[0], f"Read this. {SUMMARIES[0]}") == "TOS"
    assert labelled("TOS", TITLES[0], f"We build a ‘slow approach’ to clocks, {SENTENCE}.") == "TSS"
    assert labelled("TOS", TITLES[0], f"Slow clock agents (SC) {SENTENCE[3:]}, 'which is slow'.") == "TSS"
    assert labelled("TOS", TITLES[0], f"Why we liked it: {SENTENCE}.") == "TOS"
    assert labelled("TOS", TITLES[0], "The slow ones are back.", SUMMARIES[0]) == "TOS"


def test_the_end_of_a_sentence_of_an_abstract_is_its_own() -> None:
    row = 'Clocks are slow for one, that is, "frozen" in the time of all.'
    assert labelled("TSOO", TITLES[0], row) == "TSSS"
    assert labelled("TSOO", TITLES[0], row.removesuffix(".")) == "TSOO"


def test_the_first_sentence_of_an_abstract_is_no_title_where_titles_are_called_so() -> None:
    said = "Clocks are slow in most towns of the north. We show why they are."
    assert labelled("OTOATS", f"Title: {TITLES[0]}", "Authors: Ann Lee", "", said) == "OTOASS"
    assert labelled("TATS", TITLES[0], "Ann Lee", "", said) == "TATS"
    others = [row for title in TITLES for row in (f"{title}?", said, "")]
    one = ("Title: Clocks of the Moon", "Authors: Ann Lee", "")
    assert labelled("OTOA" + "TTS" * 3, *one, *others) == "OTOA" + "TTS" * 3


def test_a_year_and_words_of_pages_are_no_part_of_the_abstract_behind_them() -> None:
    assert labelled("TSS", TITLES[0], "Free PMC article.", SENTENCE) == "TOS"
    assert labelled("TSS", TITLES[0], "(2024): We let agents think.") == "TOS"
    assert labelled("TOSS", TITLES[0], "Abstract: Discussion. We let agents think.") == "TOSS"
    assert labelled("TSSS", TITLES[0], "We wait.", "Free PMC article.", SENTENCE) == "TSSS"


def test_a_sentence_that_is_cut_off_ends_the_abstract_in_its_line() -> None:
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for… Expand") == "TSS"
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for… Read more") == "TSS"
    assert labelled("TSO", TITLES[0], "We let agents think. They wait for it") == "TSO"


def test_the_last_sentence_of_an_abstract_may_be_cut_off() -> None:
    assert labelled("TASO", TITLES[0], "Ann Lee", f"{SENTENCE}. They do so for… Expand") == "TASS"
    assert labelled("TASO", TITLES[0], "Ann Lee", f"{SENTENCE}. Full text") == "TASO"


def test_a_paragraph_that_is_an_abstract_in_one_place_is_one_in_another() -> None:
    told = " ".join([SENTENCE] * 5)
    rows = ("Slow Clocks", told, "Small Maps", told, "Dreams", told[:-5])
    assert corrected(text_of("TSTOTO", rows), [told_again]) == "TSTSTO"


def test_the_last_words_of_a_sentence_may_stand_in_the_next_line() -> None:
    above = "We let agents think of clocks at every step of the way, and how well it"
    assert labelled("TSO", TITLES[0], above, "holds up.") == "TSS"
    assert labelled("TSO", TITLES[0], above, "Seen in May.") == "TSO"
    assert (
        labelled("TSO", TITLES[0], "We let agents think of clocks", "accepted at a meeting in Ulm, as we hear.")
        == "TSO"
    )
    assert labelled("TSO", TITLES[0], f"{above} holds.", "all of us go there.") == "TSO"


def test_where_a_paper_came_out_begins_no_abstract() -> None:
    for issued, label in (
        ("(Clock Letters 2024).", "O"),
        ("(2024):", "O"),
        ("(In the clocks of 2024 they wait).", "S"),
    ):
        assert labelled("TASSS", TITLES[0], f"by Ann Lee {issued} {SENTENCE}. They wait.") == f"TA{label}SS"


def test_a_text_that_ends_amid_a_sentence_ends_amid_the_abstract_before_it() -> None:
    said = f"{SENTENCE}, which is as slow as it is dear."
    assert labelled("TSO", TITLES[0], f"{said} However, agents of") == "TSS"
    assert labelled("TSO", TITLES[0], f"{said} Read all of it") == "TSO"
    assert labelled("TSOT", TITLES[0], f"{said} However, agents of", TITLES[1]) == "TSOT"


def test_names_and_figures_amid_a_sentence_of_an_abstract_are_its_own() -> None:
    rows = ("Slow Clocks", "on benchmarks: GSM (+4.9%), Eval (+4.3%), and they", "show that it is slow.")
    pieces = chunks(lines(list(enumerate(rows, 1))))
    labels = "TS" + "O" * (len(pieces) - 4) + "SS"
    assert corrected(text_of(labels, rows), RULES) == "T" + "S" * (len(pieces) - 1)
