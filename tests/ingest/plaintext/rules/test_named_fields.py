"""What a name, a word, a sign or an address beside a chunk says it is."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.named_fields import RULES
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def named(labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by the names of fields."""
    return corrected(labelled(labels, rows), RULES)


def test_a_day_that_is_called_so_is_when_a_paper_came_out_and_no_day_of_a_list() -> None:
    assert named("TODOD", "Slow Clocks", "Published Time: 13 Nov 2025", "Start: 13 Nov 2025") == "TOPOD"


def test_an_address_that_ends_with_a_hyphen_goes_on_in_the_next_line() -> None:
    def address(*rows: str) -> str:
        text = labelled("TLO", [TITLES[0], *rows])
        corrected(text, RULES)
        return text.chunks[1].url

    assert address("10.1000/clocks-", "main.2.") == "10.1000/clocks-main.2"
    assert address("10.1000/clocks-", "", "main.2.") == address("10.1000/clocks-", "- of ulm") == "10.1000/clocks-"
    assert address("10.1000/clocks-", "Of Ulm.") == address("10.1000/clocks-", "by Ann Lee.") == "10.1000/clocks-"


def test_the_name_of_a_field_is_no_title_and_what_is_a_title_as_a_whole_stays_one() -> None:
    assert named("TTL", TITLES[0], "DOI：10.1000/x") == "TOL"
    assert named("Ttt", TITLES[0], "Learning: Ann Lee") == "Ttt"
    assert named("TTt", TITLES[0], "Data: A History") == "TTt"
    assert named("TtA", f"Title: {TITLES[0]}", "Ann Lee") == "OTA"
    assert named("TtA", f"Titel     {TITLES[0]}", "Ann Lee") == "OTA"


def test_a_link_to_a_paper_behind_its_entry_is_no_name_of_the_next_title() -> None:
    assert named("TSOT", f"{TITLES[0]} - {SENTENCE}. (paper)", TITLES[1]) == "TSOT"
    assert named("TOT", "小さな地図とその余白", "Title:", TITLES[1]) == "OOT"


def test_behind_the_word_authors_stand_authors_if_they_are_people() -> None:
    assert named("TOO", TITLES[0], "Authors: Ann Lee, Bo Cho") == "TOA"
    assert named("TOO", TITLES[0], "Authors: see the proceedings") == "TOO"
    assert named("TOO", TITLES[0], "Autorzy: Ann Lee, Bo Cho") == "TOA"
    assert named("TOO", TITLES[0], "Ιδέες: Ann Lee, Bo Cho") == "TOO"
    place = "Centre for Everything That Is Not Known Yet, University of Springfield, Italy"
    assert named("TOSSSS", TITLES[0], f"Authors: Ann Lee ({place}), Bo Cho ({place})") == "TOAAAA"
    assert named("TOAOS", TITLES[0], f"Authors: Ann Lee | Abstract: {SENTENCE}") == "TOAOS"
    assert named("TOOO", TITLES[0], "By: Lee, Ann (Example University); Cho, Bo") == "TOAA"
    assert named("TOOO", TITLES[0], "By: Ann Lee / slow clocks") == "TOAO"


def test_what_is_called_a_journal_is_no_title() -> None:
    assert named("TOT", TITLES[0], "Journal: Annals of Clocks") == "TOV"
    assert named("TTt", TITLES[0], "Journal: A History") == "TTt"


def test_the_number_of_a_row_is_no_identifier_of_a_paper() -> None:
    assert named("OLTOL", "id: 4410", TITLES[0], "id: 2503.01234") == "OOTOL"
    assert named("TOO", TITLES[0], "id: 4410") == "TOO"


def test_behind_the_word_abstract_stand_sentences() -> None:
    said = "We train clocks that think slowly at every step. They are better than others. https://example.org/clocks"
    assert named("TOOOO", TITLES[0], f"Abstract: {said}") == "TOSSO"
    assert named("TOO", TITLES[0], f"Abstract: https://example.org/clocks/{'-'.join(SENTENCE.split())}") == "TOO"
    assert named("TOO", TITLES[0], "Abstract: see the page below") == "TOO"


def test_the_name_of_a_field_is_no_abstract_of_another() -> None:
    assert named("TOOO", TITLES[0], "Description: Authors: Ann Lee, Bo Cho, Cy Roy, Di Sun, Eva Gall") == "TOOA"


def test_when_a_paper_was_submitted_is_when_it_came_out() -> None:
    assert named("TO", TITLES[0], "Submitted on 5 April 2007; originally announced April 2007.") == "TP"


def test_a_sentence_of_few_signs_may_be_an_abstract_in_chinese() -> None:
    words = "作者系统地分析了现有方法失效的原因，并给出了一个不需要额外训练的改进方案。"
    assert named("TOO", TITLES[0], f"摘要：{words}") == "TOS"
    assert named("TOO", TITLES[0], "摘要：见链接") == "TOO"


def test_an_abstract_begins_behind_a_word_of_a_feed() -> None:
    rows = (TITLES[0], f"Announce Type: new Abstract: {SENTENCE}")
    assert named("TOOO", *rows) == "TOOS"


def test_when_a_note_was_written_is_no_day_of_its_paper() -> None:
    assert named("TOD", TITLES[0], "ADDED: 13 Nov 2025") == "TOO"


def test_a_short_sentence_begins_what_is_called_an_abstract() -> None:
    assert named("TOOO", TITLES[0], f"Summary: Ada spoke. {SENTENCE}, which is dear.") == "TOSS"


def test_what_is_called_an_abstract_is_one_though_it_looks_like_names_or_a_day() -> None:
    for label in "AD":
        assert named(f"TO{label}", TITLES[0], "Kernaussage: Prüft, ob Uhren etwas über Klänge wissen") == "TOS"
    assert named("TOL", TITLES[0], "Kernaussage: Prüft, ob Uhren etwas über Klänge wissen") == "TOL"


def test_a_number_below_the_word_votes_counts_them() -> None:
    assert named("TOOOO", TITLES[0], "Upvote", "54", "Reply", "12") == "TONOO"


def test_a_number_counts_votes_as_the_word_behind_it_says_in_any_language() -> None:
    for votes in ("--> 5 Stimmen", "1 Stimme", "(7 voix)", "5 głosów", "3 голоса", "4票"):
        assert named("TO", TITLES[0], votes) == "TN", votes
    assert named("TO", TITLES[0], "5 Stimmungen") == "TO"


def test_the_day_on_which_somebody_presents_a_paper_is_not_its_own() -> None:
    for presenter in ("Presenter", "**Referentin", "Présenté par"):
        assert named("TOOOP", TITLES[0], f"{presenter}: Ann | Date: 21 October") == "TOOOO", presenter
    assert named("TOOOP", TITLES[0], "Editor: Ann | Date: 21 October") == "TOOOP"


def test_code_beside_a_title_is_one_of_its_links() -> None:
    code = "[code](https://github.com/a/clocks)"
    assert named("TO", f"{TITLES[0]} {code}") == "TL"
    assert named("TO", TITLES[0], code) == "TO"
    assert named("TO", f"{TITLES[0]} [talk](https://example.org/clocks)") == "TO"


def test_when_arxiv_says_that_a_paper_was_submitted_it_came_out() -> None:
    assert named("TD", TITLES[0], "Submitted 13 March, 2025; originally announced March 2025.") == "TP"
    assert named("TD", TITLES[0], "Submitted 13 March, 2025") == "TD"


AIM, FOUND = "Aim: To wind slow clocks.", "Results: It took hours. Conclusions: We wait."


def test_the_labels_of_sections_are_a_part_of_an_abstract() -> None:
    assert named("TOOOSOO", TITLES[0], f"{AIM} {FOUND}") == "TSSSSSS"
    assert named("TOO", TITLES[0], "【目的】我们研究慢时钟。", "【结果】一半的时钟变慢。") == "TSS"
    assert named("TAOOOSOO", TITLES[0], "Ann Lee", AIM, FOUND) == "TASSSSSS"
    assert named("TOOOOSOO", TITLES[0], f"Abstract: {AIM} {FOUND}") == "TOSSSSSS"


def test_an_abstract_in_sections_goes_on_in_lines_that_a_program_broke() -> None:
    rows = ("Aim: To wind the slow clocks", "of the world. Results: It took hours.", "PMID: 12345")
    assert named("TOOOOOOO", TITLES[0], *rows) == "TSSSSSOO"


def test_labels_alone_make_no_abstract() -> None:
    # minutes, notes of a reader, notes below an abstract, a field behind one
    assert named("TOOOO", TITLES[0], "Purpose: To choose papers.", "Participants: Ann Lee") == "TOOOO"
    assert named("TOOOO", TITLES[0], "Method: a table of clocks", "Results: nice") == "TOOOO"
    assert named("TSOOOO", TITLES[0], SENTENCE, "Method: A table of clocks.", "Results: Nice.") == "TSOOOO"
    assert named("TOOOOOO", TITLES[0], "Aim: To wait.", "Results: We do.", "Keywords: clocks")[-2] == "O"


def test_a_count_of_votes_is_no_title_and_what_was_its_rest_is_one() -> None:
    assert named("TtA", "12 votes", TITLES[0], "Ann Lee") == "NTA"
    assert named("TtA", "Votes and Clocks of", TITLES[0], "Ann Lee") == "TtA"


def test_below_a_heading_that_is_called_the_abstract_stands_one() -> None:
    rows = (f"## {TITLES[0]}", "### Abstract (Original)", f"{SENTENCE}, and lines", "go on.", "", "We rest.")
    again = ("", "### Abstract (Korean)", f"{SENTENCE} again.")
    assert named("TOOOOO" + "OOO", *rows, *again) == "TOOSSO" + "OOO"
    link = f"See https://example.org/{'-'.join(SENTENCE.split())}"
    assert named("TOOOO", *rows[:2], "", link) == "TOOOO"
    assert named("TOOO", rows[0], "Abstract (Original)", "", SENTENCE) == "TOOO"
    assert named("TOO", rows[0], "## Summary", SENTENCE) == "TOO"


def test_essays_end_with_the_titles_of_what_they_are_about() -> None:
    rows = (
        "We wait.",
        "Read more: Slow Clocks (arXiv).",
        "We read.",
        "Find out more: Maps: A Study (arXiv, PDF).",
    )
    assert named("SOOSOOOO", *rows) == "SOTSOTtO"
    other = ("Read more: our programme (PDF)", "Find out more: how to come to us (PDF)")
    assert named("SOOOSOOO", "We wait.", other[0], "We read.", other[1]) == "SOOOSOOO"
    assert named("SOOSOOO", *rows[:3], "Find out more: Maps: the news (Example).") == "SOOSOOO"
    text = labelled("SOOSOOOO", rows)
    for chunk in text.chunks:
        chunk.odds = 0.2
    corrected(text, RULES)
    assert [chunk.odds for chunk in text.chunks if chunk.label in "Tt"] == [0.9] * 3


def test_an_address_that_is_called_the_repository_is_the_one_of_the_paper() -> None:
    assert corrected(labelled("TOO", ["Slow Clocks", "Repo: https://github.com/a/b"]), RULES) == "TOL"
    assert corrected(labelled("TOO", ["Slow Clocks", "Repo: not yet"]), RULES) == "TOO"
