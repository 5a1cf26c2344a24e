"""What stands beside papers is none of them."""

from __future__ import annotations

from sitegen.ingest.plaintext.asides import RULES
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def named(labels: str, *rows: str) -> str:
    return corrected(labelled(labels, rows), RULES)


def test_what_word_prints_beside_a_text_is_no_part_of_it() -> None:
    rows = (TITLES[0], "Commented [AL1]: Which ones?", "Formatted: Font: Bold", "Deleted: lengthy", "We show that.")
    assert named("T" + "TS" + "OOA" + "OS" + "S", *rows) == "TS"
    assert named("T" + "OOA" + "S", rows[0], *rows[2:3], rows[4]) == "T" + "OOA" + "S"


def test_drawers_queries_and_references_of_notes_are_no_titles() -> None:
    for mark in (
        ":END:",
        "((65e2f0aa-7606-4c1d-9b3a-5a0d0c11e2f3))",
        "{{query (task LATER)}}",
        "- {{query (task NOW)}}",
    ):
        assert named("TT", TITLES[0], mark) == "T", mark


def test_fields_of_study_are_no_names_and_no_title() -> None:
    for label in "TAK":
        assert named(f"T{label}", TITLES[0], "Computer Science, Linguistics") == "T"
    assert named("TA", TITLES[0], "Computer Science Group") == "TA"


def test_what_a_picture_of_an_author_is_called_is_no_name() -> None:
    assert named("TAAS", TITLES[0], "Ann Lee Profile Picture", "Ann Lee", "We show that.") == "TAS"


def test_the_feed_that_a_title_came_from_is_no_part_of_it() -> None:
    assert named("Tt", TITLES[0], "cs.DB updates on arXiv.org") == "T"


def test_the_edges_of_pages_part_no_sentence_of_an_abstract() -> None:
    text = labelled("TSOTS", (TITLES[0], "We show that clocks", "3", "Spring School on Clocks", "wait for no train."))
    assert corrected(text, RULES) == "TSS"
    assert [chunk.text for chunk in text.chunks[1:]] == ["We show that clocks", "wait for no train."]
    for labels in ("TSOO", "TSNS"):
        assert named(labels, TITLES[0], "We show that clocks wait", "3", "good figures") == labels
    for above, below in (("We show that.", "wait for no train."), ("We show that clocks", "Maps are small.")):
        assert named("TSOS", TITLES[0], above, "3", below) == "TSOS"


def test_no_paper_is_lost_between_remarks_that_are_no_sentences() -> None:
    rows = (TITLES[0], "cool clocks that wait", TITLES[1], "Ann Lee", "neat maps for the road")
    text = labelled("TSTAS", rows, [0.9] * 5)
    assert corrected(text, RULES) == "TSTAS"
    assert corrected(labelled("TSTS", (*rows[:3], rows[4]), [0.9] * 4), RULES) == "TSTS"


def test_what_a_publisher_calls_the_file_of_a_paper_is_no_title() -> None:
    assert named("TOT", TITLES[0], f"PDF\tPDF for {TITLES[0]}") == "T"
    assert named("TOT", TITLES[0], f"Abstract View article titled, {TITLES[0]}") == "T"
    assert named("TT", TITLES[0], f"View article titled, {TITLES[0]}") == "T"
    assert named("TT", TITLES[0], "PDFs and What They Leave Out") == "TT"


def test_buttons_of_an_alert_are_no_names() -> None:
    for button in ("Salva su Twitter LinkedIn Facebook", "Save", "Guardar en Twitter LinkedIn Facebook"):
        assert named("TA", TITLES[0], button) == "T"
    assert named("TA", TITLES[0], "Salva Twitterson") == "TA"


def test_a_page_ends_within_a_sentence_of_which_the_last_words_are_known_as_nothing() -> None:
    rows = (TITLES[0], "We show that clocks are slow. It was", "41", "", "Report of 2025", "found that nobody knew.")
    odds = (1.0, 0.0, 0.0, 0.0, 0.9)
    assert corrected(labelled("TSOOTS", rows, odds), RULES) == "TSSS"
    linked = (rows[0], "We show that clocks are slow https://example.org/1", *rows[2:])
    assert corrected(labelled("TSLOTS", linked, (1.0, 0.0, 0.0, 0.0, 0.9)), RULES) == "TSLOTS"
    without_number = [row for row in rows if row != "41"]
    assert corrected(labelled("TSOTS", without_number, (1.0, 0.0, 0.0, 0.9)), RULES) == "TSOTS"
    late = [*rows[:2], "Report of 2025", "Maps", "41", rows[-1]]
    assert corrected(labelled("TSOTOOS", late, (1.0, 0.0, 0.0, 0.9)), RULES) == "TSOTOOS"


def test_who_sent_a_mail_is_nothing_of_a_paper() -> None:
    assert named("TAT", "De : Alertes <alertes@example.org>", TITLES[0]) == "T"


def test_who_writes_in_a_chat_is_no_part_of_a_title() -> None:
    messages = [f"[27/11/2026, 09:12:40] {name}: {title}" for name, title in zip(("Ada", "Bo"), TITLES, strict=False)]
    assert named("OTtOTt", *messages) == "OOTOOT"
    assert named("OTtOTt", *(message.replace("27/11/2026, ", "") for message in messages)) == "OTtOTt"
    assert named("OTtOT", messages[0], f"[27/11/2026, 09:14:10] {TITLES[1]}") == "OTtOT"


def test_an_identifier_before_titles_is_no_time_of_a_message() -> None:
    messages = [
        f"[2412.0106{at}] {name}: {title}"
        for at, (name, title) in enumerate(zip(("FLOAT", "VISTA"), TITLES, strict=False))
    ]
    assert named("OTtOTt", *messages) == "OTtOTt"


def test_an_award_behind_a_title_is_no_part_of_it() -> None:
    for honour in ("🏆 Best Paper Award", "Honorable mention", "(Outstanding paper runner-up)", "Test of time award"):
        assert named("TtA", f"**{TITLES[0]}** {honour}", "Ann Lee") == "TOA", honour
    assert named("TtA", f"**{TITLES[0]}** Best of All", "Ann Lee") == "TtA"


def test_who_presents_a_paper_is_none_of_its_authors() -> None:
    assert named("TOOA", TITLES[0], "(Lee et al.), vorgestellt | von Frau Cho") == "TOOO"
    assert named("TOT", TITLES[0], "présenté | par Inès") == "TOO"
    assert named("TOA", TITLES[0], "(Oral) | Ann Lee") == "TOA"
    assert named("TAA", TITLES[0], "Ann Lee presented | Bo Cho") == "TAA"
    assert named("TOA", TITLES[0], "What we presented | Bo Cho") == "TOA"


def test_what_stands_behind_a_title_in_quotation_marks_is_no_more_of_it() -> None:
    for title, labels in (
        ('"Slow Clocks,"', "ATOO"),
        ("“Slow Clocks.”", "ATOO"),
        ("“Who Waits?”", "ATtO"),
        ("“Wait...”", "ATtO"),
        ("Slow Clocks,", "ATtO"),
    ):
        assert named("ATtO", f"A. Lee, | {title} | Letters of Clocks, | 2011.") == labels, title
    assert named("TtTt", '"Slow | Clocks," | Small | Maps of It') == "TtTt"
    assert named("TttO", '"Slow Clocks: | Waiting," | Letters of Clocks, | 2011.') == "TtOO"


def test_the_name_of_a_venue_above_a_title_is_no_part_of_it() -> None:
    rows = ("NeurIPS", "Slow Clocks of the World", "Ann Lee", "LT4X 2024", "Small Maps", "Bo Cho", "EACL", "New Rooms")
    assert corrected(labelled("TtATtAOTA", (*rows, "Cy Roy")), RULES) == "OTAOTAOTA"


def test_the_first_word_of_one_title_of_many_is_a_part_of_it() -> None:
    rows = ("BERT", "and Slow Clocks", "Ann Lee", "Small Maps", "Bo Cho", "New Rooms", "Cy Roy")
    assert corrected(labelled("TtATATA", rows), RULES) == "TtATATA"


def test_what_a_post_says_above_an_address_with_a_card_is_no_title() -> None:
    address = "arxiv.org/abs/2503.00001"
    rows = ("2/3 a small map for all of us", address, "arxiv.org", TITLES[1])
    assert corrected(labelled("TLOT", rows), RULES) == "OLOT"
    assert corrected(labelled("TLOT", (TITLES[0], address, "example.org", TITLES[1])), RULES) == "TLOT"


def test_the_word_before_a_quoted_one_begins_the_title_that_goes_on_behind_it() -> None:
    assert corrected(labelled("OTt", ("Pay “attention” to slow clocks",)), RULES) == "Ttt"
    assert corrected(labelled("OT", ("Pay “attention to slow clocks”",)), RULES) == "OT"
