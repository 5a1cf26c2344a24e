"""Sentences below titles are abstracts where nearly all titles have some."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.abstracts import RULES, summaries
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


def test_what_stands_below_the_title_of_a_page_says_nothing_of_the_papers() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, said)]
    assert labelled("TOD" + "TO" * 3, "Issue 64", "Ann Lee", "6 February 2026", *rows)[3:] == "TS" * 3


def test_a_wrapped_summary_is_one_text() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "", said[:50], said[50:], "")]
    assert labelled("TOO" * 3, *rows) == "TSS" * 3


def test_sentences_below_one_title_of_many_are_no_abstract() -> None:
    rows = [*(row for title in TITLES for row in (title, "Ann Lee")), TITLES[0], SAID]
    assert labelled("TATATATOOO", *rows) == "TATATATOOO"


def test_the_title_of_a_page_has_no_abstract_in_its_greeting() -> None:
    rows = [row for title, said in zip(TITLES, SUMMARIES, strict=True) for row in (title, "Ann Lee", said)]
    greeting = ["Five Papers of the Week", "Here is what we have read since the last time that we met."]
    assert labelled("TO" + "TAO" * 3, *greeting, *rows) == "TO" + "TAS" * 3


def test_a_question_quoted_below_a_summary_is_not_of_it() -> None:
    quoted = "> Asked by a reader: is there no clock in this room that goes right?"
    rows = [TITLES[0], "", SUMMARIES[0], "", quoted, "", TITLES[1], "", SUMMARIES[1]]
    assert labelled("TO" + "O" * len(chunks(lines([(1, quoted)]))) + "TO", *rows)[-2:] == "TS"
    assert "S" not in labelled("TO" + "O" * len(chunks(lines([(1, quoted)]))) + "TO", *rows)[2:-2]


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


def test_a_discussion_stands_in_for_an_abstract_or_is_a_part_of_it_as_results_are() -> None:
    assert labelled("TOS", TITLES[0], "Discussion: We let clocks rest at night") == "TOS"
    parts = ("Aims: We let clocks rest", "Results: They rest", "Discussion: Others may rest as well")
    assert labelled("TOSOSOS", TITLES[0], *parts) == "TOSOSOS"


def test_names_before_the_next_title_do_not_tell_that_the_last_one_lacks_something() -> None:
    rows = [f"Ann Lee, «{title}»" for title in TITLES]
    given = "".join("ATO" for _ in TITLES)
    assert labelled(given, *(row for pair in zip(rows, SUMMARIES, strict=True) for row in pair)) == "ATS" * 3


def test_where_a_reference_was_published_is_no_summary() -> None:
    for where in (
        "Proceedings of the Example Meeting of Those Who Wait for Clocks.",
        "[C] Clocks of the Rooms We Wait in, Again.",
    ):
        rows = [row for title in TITLES for row in (title, where)]
        text = Text(found := lines(list(enumerate(rows, 1))), chunks(found))
        for chunk in text.chunks:
            chunk.label = "T" if chunk.text in TITLES else "O"
        assert "S" not in corrected(text, [summaries]), where
