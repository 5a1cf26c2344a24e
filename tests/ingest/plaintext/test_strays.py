"""What looks like a part of a paper, and stands where no other paper of the list has one, belongs to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.strays import (
    without_bold_labels,
    without_lone_fields,
    without_other_entries,
    without_shared_sentences,
    without_told_days,
)

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def changed(rule: Callable[[Sequence[Chunk], Sequence[str]], list[str]], labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines."""
    found = chunks(lines(list(enumerate(rows, 1))))
    assert len(found) == len(labels), [chunk.text for chunk in found]
    return "".join(rule(found, list(labels)))


def test_days_in_sentences_and_in_the_foot_of_a_page_are_not_the_days_of_the_list() -> None:
    due = "Camera-ready versions are due on 4 May 2026."
    assert changed(without_told_days, "DT", due, TITLES[0]) == "OT"
    compiled = "This site last compiled Mon 2 Sep 2024"
    assert changed(without_told_days, "TD", TITLES[0], compiled) == "TO"
    assert changed(without_told_days, "DT", compiled.removesuffix("."), TITLES[0]) == "DT"
    assert changed(without_told_days, "TD", TITLES[0], "Ulm, 2 September 2024") == "TD"


def test_what_abstracts_end_in_alike_is_none_of_their_sentences() -> None:
    rows = [row for title in TITLES for row in (title, f"We study {title.lower()} for as long as we can. Read more…")]
    assert changed(without_shared_sentences, "TSS" * 3, *rows) == "TSO" * 3
    assert changed(without_shared_sentences, "TSS" * 2, *rows[:4]) == "TSS" * 2


def test_a_word_that_begins_sentences_at_the_ends_of_lines_is_one_of_theirs() -> None:
    rows = [row for name in ("clocks", "maps", "rooms") for row in (f"These {name} are slow. We", f"study {name} here")]
    assert changed(without_shared_sentences, "SSS" * 3, *rows) == "SSS" * 3


def test_a_sign_with_a_link_below_an_abstract_and_the_switch_that_folds_it_are_none_of_its_sentences() -> None:
    link = "📄 https://lnkd.in/eSvDKheX"
    assert changed(without_shared_sentences, "TSSS", TITLES[0], "We let agents think.", link) == "TSOL"
    assert changed(without_shared_sentences, "TSS", TITLES[0], "Our code:", "https://github.com/a/b") == "TSS"
    assert changed(without_shared_sentences, "TSS", TITLES[0], "We let agents think.", "= 3.") == "TSS"
    assert changed(without_shared_sentences, "TSS", TITLES[0], "We let agents think. △ Less") == "TSO"


def entries(*behind: str) -> list[str]:
    links = ("https://arxiv.org/abs/2502.05795", "https://arxiv.org/abs/2502.05796", "https://arxiv.org/abs/2502.05797")
    return [row for entry in zip(TITLES, behind, links, strict=True) for row in entry]


def test_comments_below_the_last_link_are_no_abstract_where_the_others_end_with_theirs() -> None:
    rows = [*entries("Ann Lee", "Bo Cho", "Cy Roy"), "Thank you for the list, Ann"]
    assert changed(without_lone_fields, "TAL" * 3 + "S", *rows) == "TAL" * 3 + "O"
    assert changed(without_lone_fields, "TSL" * 3 + "A", *rows) == "TSL" * 3 + "O"
    # one that others have there is kept, and so is one of two papers
    assert changed(without_lone_fields, "TLS" * 2 + "TALS", *rows) == "TLS" * 2 + "TALS"
    assert changed(without_lone_fields, "TAL" * 2 + "S", *rows[:6], rows[-1]) == "TAL" * 2 + "S"


def test_names_above_a_list_whose_papers_have_none_are_the_editors() -> None:
    rows = ["Ann Lee", *entries("We let agents think", "Maps leave out most", "Rooms have a door")]
    assert changed(without_lone_fields, "A" + "TSL" * 3, *rows) == "O" + "TSL" * 3
    assert changed(without_lone_fields, "A" + "TSL" * 2 + "TAL", *rows) == "A" + "TSL" * 2 + "TAL"


def kept(labels: str, *rows: str) -> str:
    found = lines(list(enumerate(rows, 1)))
    return "".join(without_other_entries(found, chunks(found), list(labels)))


def test_sessions_without_authors_are_no_papers_where_papers_have_some() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee")]
    assert kept("TA" * 3 + "T", *rows, "Session 4A of the Programme") == "TA" * 3 + "O"
    assert kept("TA" * 4, *rows, "Session Types in the Wild", "Bo Cho") == "TA" * 4
    assert kept("T" * 4, *TITLES, "Session Types in the Wild") == "T" * 4


def test_links_to_other_sites_are_no_papers_among_links_to_papers() -> None:
    rows = [f"{title} (arxiv.org)" for title in TITLES]
    assert kept("TO" * 4, *rows, "A terminal for cats (github.com)") == "TO" * 3 + "OO"
    assert kept("TO" * 4, *(row.replace("arxiv", "example") for row in rows), "A terminal (github.com)") == "TO" * 4


def test_tables_of_contents_talks_and_meals_are_no_papers_whoever_speaks() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")]
    for event, labels in (
        ("Table of Contents", "T"),
        ("Keynote 2: Language, Grounded", "Tt"),
        ("Lunch & Learn: How to Start", "Tt"),
    ):
        assert kept(f"{labels}A" + "TA" * 3, event, "Cy Roy", *rows) == "O" * (len(labels) + 1) + "TA" * 3
    assert kept("TA" * 4, *rows, "Invited Attention Is All That Talks Need", "Cy Roy") == "TA" * 4


def test_bold_words_and_a_colon_below_a_title_begin_a_sentence() -> None:
    def kept(*rows: str) -> str:
        text = lines(list(enumerate(rows, 1)))
        found = chunks(text)
        return "".join(without_bold_labels(text, found, "T" + "Tt" * (len(found) // 2)))

    assert kept("### Slow Clocks", "- **What is new**: we show why", "- **Code**: there is none") == "TOSOS"
    assert kept("Slow Clocks", "- **What is new**: we show why") == "TTt"
