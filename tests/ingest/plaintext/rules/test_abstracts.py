"""Where abstracts begin and end."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.abstracts import RULES, told_again
from tests.ingest.plaintext.labelled import corrected
from tests.ingest.plaintext.labelled import labelled as text_of
from tests.ingest.plaintext.rules.test_summaries import SAID, SENTENCE, SUMMARIES, TITLES, labelled


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


def test_a_link_amid_a_sentence_of_an_abstract_is_its_own_up_to_the_stop() -> None:
    code, site = "[https://github.com/a/b](https://github.com/a/b)", "[our site](https://d.example/x)"
    said = "Clocks are slow for one and all."
    row = f"{said} Code is at {code} and data at {site}, under a free licence. [PDF](https://arxiv.org/pdf/2503.00001)"
    assert labelled("TSSLOOOL", TITLES[0], row) == "TSSSSSSL"
    assert labelled("TSSL", TITLES[0], f"{said} Code is at {code}") == "TSSS"
    assert labelled("TSL", TITLES[0], f"{said} {code}") == "TSL"
    button = "[read more](https://d.example/x)"
    assert labelled("TSSL", TITLES[0], f"{said} They wait and run for hours, {button}") == "TSSL"
    assert labelled("TSSLL", TITLES[0], f"{said} We wait {code} {code}") == "TSSLL"


def test_a_brief_paragraph_below_the_last_abstract_is_the_end_of_the_page() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, said, "")]
    end = "Die Poster hängen bis um sechs."
    assert labelled("TS" * 3 + "S", *rows, end) == "TS" * 3 + "O"
    assert labelled("TS" * 3 + "S", *rows[:-1], end) == "TS" * 3 + "S"
    assert labelled("TS" * 3 + "SSS", *rows, SAID) == "TS" * 3 + "SSS"
    assert labelled("TSS" + "TS" * 2 + "S", *rows[:3], end, *rows[3:], end)[-1] == "S"


def test_a_brief_sentence_below_an_abstract_is_a_remark_where_others_stand_below_most() -> None:
    remarks = ("Members asked about maps.", "We agreed.", "No code was found.")
    rows = [
        row for title, said, *end in zip(TITLES, SUMMARIES, remarks, strict=True) for row in (title, said, *end, "")
    ]
    assert labelled("TSO" * 2 + "TSS", *rows) == "TSO" * 3
    assert labelled("TSO" + "TSS" * 2, *rows) == "TSO" + "TSS" * 2


def test_what_people_said_of_papers_is_no_part_of_the_abstracts_before_it() -> None:
    said = ("The group then asked for maps.", "Mr Cho found it hard.", "No discussion for lack of time.")
    rows = [row for title, words, end in zip(TITLES, SUMMARIES, said, strict=True) for row in (title, f"{words} {end}")]
    for head in ("Minutes of the Clock Club", "Meeting summary for Clocks"):
        assert labelled("O" + "TSS" * 3, head, *rows) == "O" + "TSO" * 3, head
    few = [*rows[:2], *(row for at in (1, 2) for row in (TITLES[at], SUMMARIES[at]))]
    assert labelled("OTSSTSTS", "Minutes of the Clock Club", *few) == "OTSSTSTS"


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


def test_where_the_authors_work_is_no_part_of_the_abstract_below_it() -> None:
    place = "1Ulm University, Germany; 2Bern Labs, Switzerland"
    assert labelled("TASSSS", TITLES[0], "Ann Lee", place, "", SAID) == "TAOSSS"
    assert labelled("TASSSS", TITLES[0], "Ann Lee", "Clock Letters 12, 1-19, 2023", SAID) == "TAOSSS"
    assert labelled("TASSSS", TITLES[0], "Ann Lee", "We let agents think at every step and", SAID) == "TASSSS"
    assert labelled("TASSSS", TITLES[0], "Ann Lee", "Agents think.", "", SAID) == "TASSSS"


def test_a_journal_behind_a_title_is_no_part_of_the_abstract_below_it() -> None:
    cited = f"{TITLES[0]}. Clock. 2025;3(6):487-497. doi:10.1001/clock.2025.1"
    assert labelled("TSSSSSSS", cited, "", SAID) == "TOOOLSSS"


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


def test_names_and_figures_amid_a_sentence_of_an_abstract_are_its_own() -> None:
    rows = ("Slow Clocks", "on benchmarks: GSM (+4.9%), Eval (+4.3%), and they", "show that it is slow.")
    pieces = chunks(lines(list(enumerate(rows, 1))))
    labels = "TS" + "O" * (len(pieces) - 4) + "SS"
    assert corrected(text_of(labels, rows), RULES) == "T" + "S" * (len(pieces) - 1)


def test_a_paragraph_that_is_an_abstract_in_one_place_is_one_in_another() -> None:
    told = " ".join([SENTENCE] * 5)
    rows = ("Slow Clocks", told, "Small Maps", told, "Dreams", told[:-5])
    assert corrected(text_of("TSTOTO", rows), [told_again]) == "TSTSTO"


def test_one_word_with_a_stop_behind_a_title_is_where_it_came_out() -> None:
    rows = [row for title in TITLES for row in (f"Ann Lee (2024). {title}. NeurIPS.", f"{SENTENCE}.", "")]
    pieces = chunks(lines(list(enumerate(rows, 1))))
    known = "".join(
        "T" if piece.text.rstrip(".") in TITLES else "A" if "Lee" in piece.text else "S" for piece in pieces
    )
    said = text_of(known.replace("AS", "AO"), rows)
    corrected(said, RULES)
    assert [chunk.text for chunk in said.labelled("V")] == ["NeurIPS."] * 3


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


def test_an_aside_between_the_name_of_an_abstract_and_its_colon_is_none_of_it() -> None:
    assert labelled("TOSS", TITLES[0], f"Abstract (first half, thanks to Bo): {SUMMARIES[0]}") == "TOOS"
    assert labelled("TOSS", TITLES[0], f"Abstract (first half, thanks to Bo) {SUMMARIES[0]}") == "TOSS"


def test_a_few_words_where_abstracts_are_long_are_a_remark_unless_the_title_has_one_of_them() -> None:
    long = [" ".join([SUMMARIES[0]] * 5) for _ in TITLES]
    rows = [part for title, said in zip(TITLES, long, strict=True) for part in (title, said)]
    last = ["A Room", "No time yet; who takes it?"]
    given = "".join(f"T{'S' * (len(chunks(lines([(1, said)]))))}" for said in long)
    assert corrected(text_of(f"{given}TS", [*rows, *last]), RULES)[-2:] == "TO"
    assert corrected(text_of(f"{given}TSS", [*rows, "A Room", "See arXiv:2501.00001"]), RULES)[-2:] == "OL"
    assert corrected(text_of(f"{given}TS", [*rows, "A Room", "Rooms need no doors at all."]), RULES)[-1] == "S"
    assert corrected(text_of(f"{given}TOS", [*rows, "A Room", "TL;DR: No doors at all."]), RULES)[-1] == "S"
    brief = " ".join([SENTENCE] * 4)
    assert corrected(text_of(f"{given}TS", [*rows, "A Room", f"{brief}."]), RULES)[-1] == "S"


def test_an_address_with_the_name_of_its_field_begins_no_abstract() -> None:
    code = "code: https://github.com/a/b"
    assert labelled("TSSS", TITLES[0], code, SUMMARIES[0]) == "TOLS"
    assert labelled("TSSS", TITLES[0], SUMMARIES[0], code) == "TSSS"
    row = [f"Lee, A., & Cho, B. (2016). {TITLES[0]}. Available at: https://a.example/1. We wait at every step."]
    assert corrected(text_of("AOTOSS", row), RULES) == "AOTOLS"


def test_no_abstract_begins_with_an_address_unless_it_is_the_subject_of_a_sentence() -> None:
    site = "https://clocks.example/1"
    assert labelled("TSS", TITLES[0], site, SUMMARIES[0]) == "TLS"
    assert labelled("TSO", TITLES[0], site, "seen in Ulm") == "TLO"
    assert labelled("TSS", TITLES[0], f"{site} is where clocks wait for all who read them at night.") == "TSS"


def test_a_few_words_in_a_cell_behind_an_abstract_are_none_of_it() -> None:
    long = [" ".join([SUMMARIES[0]] * 5) for _ in TITLES]
    rows = [part for title, said in zip(TITLES, long, strict=True) for part in (title, said)]
    given = "".join(f"T{'S' * (len(chunks(lines([(1, said)]))))}" for said in long)
    for behind, label in (("\tAL, BC", "O"), (" AL, BC", "S"), (f"\t{TITLES[-1]}", "S"), ("\tGo on.", "S")):
        text = text_of(f"{given}S", [*rows[:-1], rows[-1] + behind])
        assert corrected(text, RULES)[-1] == label, behind
    assert corrected(text_of(f"{given}SS", [*rows[:-1], f"{rows[-1]}\tAL, BC", "", "We wait."]), RULES)[-2] == "O"


def test_a_heading_below_an_abstract_is_no_rest_of_it() -> None:
    above = f"{SUMMARIES[0]} Code is at https://example.org/clocks-of-the-world"
    for mark, label in (("", "S"), ("## ", "O")):
        text = text_of("TSSSO", [TITLES[0], above, f"{mark}book the room!"])
        assert corrected(text, RULES)[-1] == label
