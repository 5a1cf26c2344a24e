"""Sentences below titles are abstracts where nearly all titles have some."""

from __future__ import annotations

from sitegen.ingest.plaintext import rules
from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.abstracts import RULES
from tests.ingest.plaintext.labelled import corrected
from tests.ingest.plaintext.labelled import labelled as text_of

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"
SAID = f"{SENTENCE}, which is as slow as it is dear. " * 2 + "What they think of is of no use to most of us."
SUMMARIES = (
    "Los autores miden cien relojes de un laboratorio y ninguno va bien.",
    "Un mapa que cabe en el bolsillo y olvida todas las calles pequeñas.",
    "Sueños de trenes que no salen, contados por la gente que espera.",
)


def labelled(given: str, *rows: str) -> str:
    return corrected(text_of(given, rows), RULES)


def below(*remarks: str, said: str = SAID) -> list[str]:
    """Each title with a remark and sentences below it, the sentences with a word of their own."""
    return [
        row
        for title, remark in zip(TITLES, remarks, strict=True)
        for row in (title, remark, said.replace("agents", f"agents of {title[:5].strip()}"))
    ]


def test_long_sentences_below_titles_are_abstracts_where_nearly_all_have_some() -> None:
    read = [f"It was read by all of us in the {part} of one day." for part in ("morning", "middle", "evening")]
    assert labelled("TOOOO" * 3, *below(*read)) == "TSSSS" * 3
    assert labelled("TSSSS" + "TOOOO" * 2, *below(*read)) == "TSSSS" * 3
    assert labelled("TOOOO" * 3, *below(*["Share"] * 3)) == "TOSSS" * 3
    assert labelled("TAOOO" * 3, *below(*["Ann Lee"] * 3)) == "TASSS" * 3
    assert labelled("TASSS" * 2 + "TAOOO", *below(*["Ann Lee"] * 3, said=f"{SAID[:-1]} …")) == "TASSS" * 3


def test_what_others_say_in_a_conversation_is_no_abstract() -> None:
    said = [f"0{at}/10/2024, 9:02:44 AM - {remark}" for at, remark in enumerate(SUMMARIES, 1)]
    assert labelled("TOO" * 3, *(row for pair in zip(TITLES, said, strict=True) for row in pair)) == "TOO" * 3


def test_one_sentence_in_any_language_is_enough_where_all_have_one() -> None:
    assert labelled("TO" * 3, *(row for pair in zip(TITLES, SUMMARIES, strict=True) for row in pair)) == "TS" * 3
    chinese = ("该工作比较了实验室里的一百只钟，结果没有一只走得准。", "作者画了一张能放进口袋的地图，小街都没有了。")
    rows = [row for pair in zip(TITLES, chinese, strict=False) for row in pair]
    assert labelled("TOTO", *rows) == "TSTS"


def test_what_was_said_of_papers_at_a_meeting_is_no_abstract() -> None:
    listed = [row for pair in zip(TITLES, SUMMARIES, strict=True) for row in pair]
    assert labelled("OO" + "TO" * 3, "Present: Ann Lee", *listed) == "OO" + "TO" * 3
    assert labelled("OO" + "TO" * 3, "Room: Clocks", *listed) == "OO" + "TS" * 3
    # which has a name of its own, other than what the papers say
    named = [row for pair in zip(listed[::2], listed[1::2], strict=True) for row in (*pair, "Discussion: we wait")]
    assert labelled("OO" + "TOOO" * 3, "Present: Ann Lee", *named) == "OO" + "TSOO" * 3


def test_whose_a_page_is_ends_what_is_said_of_papers() -> None:
    *above, title, said = (row for pair in zip(TITLES, SUMMARIES, strict=True) for row in pair)
    rows = (*above, title, "All of it is © Example Labs and others.", said)
    assert labelled("TO" * 3 + "O", *rows) == "TSTSTOO"
    notice = "All materials are Copyright © 2024 Example Labs; others are of those who wrote and showed them."
    assert labelled("TO" * 3, *above, title, notice) == "TSTSTO"
    whole = f"{said} " * 4 + "© 2024 Example Labs."
    assert labelled("TOTOT" + "O" * 4, *above, title, whole) == "TSTST" + "S" * 4


def test_what_stands_below_the_title_of_a_page_says_nothing_of_the_papers() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, said)]
    assert labelled("TOD" + "TO" * 3, "Issue 64", "Ann Lee", "6 February 2026", *rows)[3:] == "TS" * 3


def test_a_wrapped_summary_is_one_text() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "", said[:50], said[50:], "")]
    assert labelled("TOO" * 3, *rows) == "TSS" * 3


def test_what_is_said_of_several_papers_is_no_abstract() -> None:
    remark = "It was read by all of us, and they liked it as much as any other of the list."
    rows = [row for title in TITLES for row in (title, remark)]
    assert labelled("TO" * 3, *rows) == "TO" * 3


def test_sentences_below_one_title_of_many_are_no_abstract() -> None:
    rows = [*(row for title in TITLES for row in (title, "Ann Lee")), TITLES[0], SAID]
    assert labelled("TATATATOOO", *rows) == "TATATATOOO"


def test_short_words_beside_the_abstracts_of_others_are_none() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee", SAID)]
    assert labelled("TASSS" * 3 + "TAO", *rows, TITLES[0], "Bo Cho", SUMMARIES[0]) == "TASSS" * 3 + "TAO"


def test_the_end_of_a_page_is_not_said_of_its_last_paper() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "Ann Lee", said)]
    end = ["Announcements", "The next meeting is in the room with the broken clock, as it always was."]
    assert labelled("TAO" * 3 + "TAOO", *rows, "Last Words of a Train", "Bo Cho", *end) == "TAS" * 3 + "TAOO"


def test_the_title_of_a_page_has_no_abstract_in_its_greeting() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "Ann Lee", said)]
    greeting = ["Five Papers of the Week", "Here is what we have read since the last time that we met."]
    assert labelled("TO" + "TAO" * 3, *greeting, *rows) == "TO" + "TAS" * 3


def test_a_question_quoted_below_a_summary_is_not_of_it() -> None:
    quoted = "> Asked by a reader: is there no clock in this room that goes right?"
    rows = [TITLES[0], "", SUMMARIES[0], "", quoted, "", TITLES[1], "", SUMMARIES[1]]
    assert labelled("TO" + "O" * len(chunks(lines([(1, quoted)]))) + "TO", *rows)[-2:] == "TS"
    assert "S" not in labelled("TO" + "O" * len(chunks(lines([(1, quoted)]))) + "TO", *rows)[2:-2]


def test_a_title_that_is_known_by_its_names_has_its_own_summary() -> None:
    titles = (*TITLES, "What Is a Good Map?")
    said = (*SUMMARIES, "Ein Plan der Stadt, in dem nur steht, was man nicht sehen kann.")
    rows = [row for pair in zip(titles, said, strict=True) for row in (pair[0], "Ann Lee, Bo Cho", pair[1])]
    assert corrected(text_of("TAOTAOOAOTAO", rows), rules.RULES) == "TAS" * 4


def test_titles_that_stand_in_contents_too_have_summaries_where_they_tell_something() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "Ann Lee, Bo Cho", said)]
    assert labelled("TTT" + "TAO" * 3, *TITLES, *rows) == "TTT" + "TAS" * 3
    # and in a list of sources below
    assert labelled("TAO" * 3 + "TLTLTL", *rows, *(row for title in TITLES for row in (title, "arxiv.org/abs/1"))) == (
        "TAS" * 3 + "TLTLTL"
    )


def test_what_the_writer_adds_to_a_summary_is_not_of_it() -> None:
    takes = (
        "I would have liked some more of it, and so would you.",
        "Read section 3.",
        "It is all that we want of it.",
    )
    rows = [
        row
        for title, said, take in zip(TITLES, SUMMARIES, takes, strict=True)
        for row in (title, "", said, "", f"My take: {take}", "")
    ]
    assert labelled("TOOO" * 3, *rows) == "TSOO" * 3


def test_an_address_behind_the_last_words_of_a_wrapped_summary_parts_nothing() -> None:
    rows = [
        row
        for title, said in zip(TITLES, SUMMARIES, strict=True)
        for row in (title, "", said[:50], f"{said[50:]} https://arxiv.org/abs/2503.00001", "")
    ]
    assert labelled("TOOL" * 3, *rows) == "TSSL" * 3


def test_korean_sentences_of_short_words_are_sentences() -> None:
    said = ("작은 모델이 답을 잘 검증할 수 있는지 본 연구예요.", "긴 글을 두 번 고칠 때 무엇이 나아지는지 따져 봤어요.")
    rows = [row for title, words in zip(TITLES, said, strict=False) for row in (title, words)]
    assert labelled("TOTO", *rows) == "TSTS"


def test_who_presents_a_paper_and_where_it_was_published_are_no_abstract() -> None:
    def told(said: str) -> str:
        rows = [row for title in TITLES for row in (title, f"{said} of all that a {title[:5].strip().lower()} may do.")]
        return labelled("TO" * 3, *rows)

    assert told("What Ann read and is going to read again with all of us") == "TS" * 3
    assert told("Presented together with what she is going to read again") == "TO" * 3
    assert told(f"Presented together with what {'she has read before and ' * 6}is going to read again") == "TS" * 3
    assert told("In a volume that nobody has read and that is full") == "TS" * 3
    assert told("In Proceedings of what nobody has read and that is full") == "TO" * 3
    assert told("2018 Proceedings of what nobody has read and that is full") == "TO" * 3


def test_where_code_is_ends_what_is_said_of_a_paper() -> None:
    rows = [
        row
        for title in TITLES
        for row in (title, SAID.replace("agents", title), "", "Our code is at https://example.org/1")
    ]
    assert labelled("TOOOOO" * 3, *rows) == "TSSSSS" * 3
    first = [
        row
        for title in TITLES
        for row in (title, "Our code is at https://example.org/1", "", SAID.replace("agents", title))
    ]
    assert labelled("TOOOOO" * 3, *first) == "TOOSSS" * 3
    others = [row.replace("Our code is at", "More is told at") for row in rows]
    assert labelled("TOOOOO" * 3, *others) == "TSSSOO" * 3


def test_a_discussion_stands_in_for_an_abstract_or_is_a_part_of_it_as_results_are() -> None:
    assert labelled("TOS", TITLES[0], "Discussion: We let clocks rest at night") == "TOS"
    parts = ("Aims: We let clocks rest", "Results: They rest", "Discussion: Others may rest as well")
    assert labelled("TOSOSOS", TITLES[0], *parts) == "TOSOSOS"


def test_names_before_the_next_title_do_not_tell_that_the_last_one_lacks_something() -> None:
    rows = [f"Ann Lee, «{title}»" for title in TITLES]
    given = "".join("ATO" for _ in TITLES)
    assert labelled(given, *(row for pair in zip(rows, SUMMARIES, strict=True) for row in pair)) == "ATS" * 3


def test_beside_short_abstracts_of_the_others_a_short_one_is_enough() -> None:
    said = "Agents that think of maps are slow, as all of us know who read of them."
    rows = (TITLES[0], f"{SENTENCE}.", TITLES[1], f"{SENTENCE} out.", TITLES[2], said)
    assert labelled("TSTSTO", *rows) == "TSTSTS"
    rows = (TITLES[0], SAID, TITLES[1], f"{SAID} Out.", TITLES[2], said)
    assert labelled("TSSSTSSSSTO", *rows) == "TSSSTSSSSTO"


def test_a_sentence_ends_before_the_name_of_where_a_model_read_it() -> None:
    rows = [row for pair in zip(TITLES, SUMMARIES, strict=True) for row in (pair[0], f"{pair[1]}arxiv+2")]
    assert labelled("TO" * 3, *rows) == "TS" * 3


def test_a_text_may_be_cut_off_amid_its_last_abstract() -> None:
    rows = [row for title in TITLES[:2] for row in (title, "Ann Lee", SAID.replace("agents", title))]
    before = "TASSS" * 2 + "TA"
    end = f"{SAID} However, it is known that they"
    assert labelled(f"{before}OOOO", *rows, TITLES[2], "Ann Lee", end) == f"{before}SSSS"
    assert labelled(f"{before}O", *rows, TITLES[2], "Ann Lee", end.rpartition(". ")[2]) == f"{before}O"


def test_a_sentence_of_an_abstract_may_have_a_link_in_it() -> None:
    linked = [f"{said} Code is [here](https://github.com/a/{at})." for at, said in enumerate(SUMMARIES)]
    rows = [row for pair in zip(TITLES, linked, strict=True) for row in pair]
    assert labelled("TOOOO" * 3, *rows) == "TSSSS" * 3


def test_what_was_said_below_titles_of_notes_of_a_meeting_is_no_abstract() -> None:
    listed = [row for pair in zip(TITLES, SUMMARIES, strict=True) for row in pair]
    assert labelled("O" + "TO" * 3, "Meeting notes", *listed) == "O" + "TO" * 3
    assert labelled("O" + "TO" * 3, "Reading notes", *listed) == "O" + "TS" * 3
