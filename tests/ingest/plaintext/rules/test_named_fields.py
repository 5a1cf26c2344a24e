"""What a name, a word, a sign or an address beside a chunk says it is."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.named_fields import RULES
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def named(labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by the names of fields."""
    return corrected(labelled(labels, rows), RULES)


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


def test_votes_have_a_name_in_several_languages() -> None:
    for name in ("Votes", "Stemmen", "Röster", "Voti", "Голоса"):
        assert named("TOO", TITLES[0], f"{name}: 12") == "TON", name


def test_what_is_called_an_institution_is_no_author() -> None:
    assert named("TOAOA", TITLES[0], "作者：Ann Lee，Bo Cho", "机构：示例大学、样例研究院") == "TOAOG"


def test_what_is_called_a_journal_is_no_title() -> None:
    assert named("TOT", TITLES[0], "Journal: Annals of Clocks") == "TOV"
    assert named("TTt", TITLES[0], "Journal: A History") == "TTt"


def test_behind_the_word_abstract_stand_sentences() -> None:
    said = "We train clocks that think slowly at every step. They are better than others. https://example.org/clocks"
    assert named("TOOOO", TITLES[0], f"Abstract: {said}") == "TOSSO"
    assert named("TOO", TITLES[0], f"Abstract: https://example.org/clocks/{'-'.join(SENTENCE.split())}") == "TOO"


def test_the_name_of_a_field_is_no_abstract_of_another() -> None:
    assert named("TOOO", TITLES[0], "Description: Authors: Ann Lee, Bo Cho, Cy Roy, Di Sun, Eva Gall") == "TOOA"


def test_when_a_paper_was_submitted_is_when_it_came_out() -> None:
    assert named("TO", TITLES[0], "Submitted on 5 April 2007; originally announced April 2007.") == "TP"


def test_a_sentence_of_few_signs_may_be_an_abstract_in_chinese() -> None:
    words = "作者系统地分析了现有方法失效的原因，并给出了一个不需要额外训练的改进方案。"
    assert named("TOO", TITLES[0], f"摘要：{words}") == "TOS"


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


def test_labels_alone_make_no_abstract() -> None:
    # minutes, notes of a reader, notes below an abstract, a field behind one
    assert named("TOOOO", TITLES[0], "Purpose: To choose papers.", "Participants: Ann Lee") == "TOOOO"
    assert named("TOOOO", TITLES[0], "Method: a table of clocks", "Results: nice") == "TOOOO"
    assert named("TSOOOO", TITLES[0], SENTENCE, "Method: A table of clocks.", "Results: Nice.") == "TSOOOO"
    assert named("TOOOOOO", TITLES[0], "Aim: To wait.", "Results: We do.", "Keywords: clocks")[-2] == "O"


def test_code_beside_a_title_is_one_of_its_links() -> None:
    code = "[code](https://github.com/a/clocks)"
    assert named("TO", f"{TITLES[0]} {code}") == "TL"
    assert named("TO", TITLES[0], code) == "TO"
    assert named("TO", f"{TITLES[0]} [talk](https://example.org/clocks)") == "TO"


def test_names_below_the_word_institution_are_told_of_already() -> None:
    rows = (TITLES[0], "Authors", "Lee, Ann; Cho, Bo", "Institution", "Lee, Ann. Department of Clocks.")
    assert named("TOAOAA", *rows) == "TOAOOO"


def test_primary_authors_and_co_authors_are_named_so() -> None:
    assert named("TOOOO", TITLES[0], "Primary author: Ann Lee", "Co-author: Bo Cho") == "TOAOA"


def test_names_among_the_references_of_a_paper_are_not_its_authors() -> None:
    assert named("TAOA", TITLES[0], "Ann Lee", "REFERENCES: Lee, B. Maps") == "TAOO"


def test_when_a_paper_was_submitted_is_no_day_of_a_list() -> None:
    assert named("DT", "[Submitted on 8 Nov 2024]", TITLES[0]) == "PT"
    assert named("DOT", "[Submitted on 8 Nov 2024 (v1)]", TITLES[0]) == "POT"


def test_keywords_are_no_title() -> None:
    assert named("TOT", TITLES[0], "Keywords: Reinforcement Learning, Slow Clocks") == "TOW"


def test_a_speaker_may_have_a_place_behind_the_name() -> None:
    assert named("TOO", TITLES[0], "Speaker: Ann Lee, Academy of Sciences of Springfield") == "TOA"


def test_what_stands_behind_the_name_of_a_role_is_no_title() -> None:
    assert named("Tt", "Chairs: Ann Lee and Bo Cho") == "OO"
    assert named("Tt", "Transformers: Ann Lee and Bo Cho") == "Tt"
    assert named("Tt", "TiME: Tiny Clocks for Slow Models") == "Tt"


def test_a_button_with_a_number_of_arxiv_leads_to_the_paper() -> None:
    assert named("TOO", TITLES[0], "[arXiv:2410.05167] [Poster]") == "TLO"
    assert named("TOL", TITLES[0], "[arXiv:2410.05167] <https://arxiv.org/abs/2410.05167>") == "TOL"


def test_behind_the_name_of_a_role_stands_no_title() -> None:
    assert named("TOT", TITLES[0], "担当：佐藤") == "TOO"
    assert named("TOT", TITLES[0], "Presenter: Sato") == "TOO"
    assert named("TOT", TITLES[0], "Song: Sato") == "TOT"


def test_who_says_plus_one_has_written_nothing() -> None:
    assert named("TA", TITLES[0], "+1 Ann, Bo") == "TO"
    assert named("TA", TITLES[0], "+1 author Bo Cho") == "TA"


def test_an_address_of_code_beside_another_address_of_a_paper_is_the_papers() -> None:
    line = "[PDF](https://arxiv.org/pdf/2503.00001) | [Code](https://github.com/lab/clocks)"
    assert corrected(labelled("TLO", ["Slow Clocks", line]), RULES) == "TLL"
    assert corrected(labelled("TOO", ["Slow Clocks", line]), RULES) == "TOO"
