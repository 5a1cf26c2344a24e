"""Labels that the text tells by what a list has alike, and entries that are no papers."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.corrections import (
    with_identifiers,
    with_last_lines,
    with_titles_of_addresses,
    with_whole_lines,
    without_bold_labels,
    without_far_ends,
)
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.named_fields import with_named_fields
from sitegen.ingest.plaintext.other_entries import without_other_entries
from sitegen.ingest.plaintext.regular_lists import with_regular_names, with_regular_titles

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


SENTENCE = "We let agents think at every step of the way"


def kept(labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by what is no paper."""
    text = lines(list(enumerate(rows, 1)))
    return "".join(without_other_entries(text, chunks(text), list(labels)))


def test_sessions_without_authors_are_no_papers_where_papers_have_some() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee")]
    assert kept("TA" * 3 + "T", *rows, "Session 4A of the Programme") == "TA" * 3 + "O"
    assert kept("TA" * 4, *rows, "Session Types in the Wild", "Bo Cho") == "TA" * 4
    assert kept("T" * 4, *TITLES, "Session Types in the Wild") == "T" * 4
    assert kept("TA" * 3 + "T", *rows, "Session-Based Recommendation") == "TA" * 3 + "T"
    assert kept("TA" * 3 + "T", *rows, "Technical Track on Clocks") == "TA" * 3 + "O"


def test_links_to_other_sites_are_no_papers_among_links_to_papers() -> None:
    rows = [f"{title} (arxiv.org)" for title in TITLES]
    assert kept("TO" * 4, *rows, "A terminal for cats (github.com)") == "TO" * 3 + "OO"
    assert kept("TO" * 4, *(row.replace("arxiv", "example") for row in rows), "A terminal (github.com)") == "TO" * 4


def test_tables_of_contents_talks_and_meals_are_no_papers_whoever_speaks() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")]
    for event, labels in (
        ("Table of Contents", "T"),
        ("© 2001–2024", "T"),
        ("par Nadia", "T"),
        ("Profa. Dra. Ana Lima", "Ttt"),
        ("Want to advertise with us?", "T"),
        ("Action: everybody reads", "Tt"),
        ("Panel: Do We Need Maps?", "Tt"),
        ("Computer Science > Artificial Intelligence", "Tt"),
        ("View a PDF of the paper titled Slow Clocks", "T"),
        ("👁 1.2K 12:00", "T"),
        ("Preface to the Proceedings", "T"),
        ("Correction to: Slow Clocks", "Tt"),
        ("[lee/clocks: Slow clocks](https://github.com/lee/clocks)", "Tt"),
        ("Keynote 2: Language, Grounded", "Tt"),
        ("Lunch & Learn: How to Start", "Tt"),
    ):
        assert kept(f"{labels}A" + "TA" * 3, event, "Cy Roy", *rows) == "O" * (len(labels) + 1) + "TA" * 3
    assert kept("TA" * 4, *rows, "Invited Attention Is All That Talks Need", "Cy Roy") == "TA" * 4


def test_what_somebody_says_who_is_named_elsewhere_is_no_paper() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")]
    assert kept("OO" + "Tt" + "TA" * 3, "Present: Ann, Bo", "Ann: we tried this", *rows) == "OOOO" + "TA" * 3
    assert kept("TtTt" + "TA" * 3, "Ann: we tried this", "Ann: and this", *rows) == "OOOO" + "TA" * 3
    assert kept("Tt" + "TA" * 3, "Ann: we tried this", *rows) == "Tt" + "TA" * 3
    assert kept("OO" + "Tt" + "TA" * 3, "Present: Ann, Bo", "Ann: Maps of Rooms", *rows) == "OOTt" + "TA" * 3


def test_furniture_of_pages_is_no_paper() -> None:
    rows = [row for title in TITLES for row in (title, "Ann Lee, Bo Cho")]
    for line in ("Select All on Page", "Favoris (12)", "3. Any other business", "Nächste Sitzung"):
        assert kept("TA" + "TA" * 3, line, "Cy Roy", *rows) == "OO" + "TA" * 3


def test_bold_words_and_a_colon_below_a_title_begin_a_sentence() -> None:
    def labels(*rows: str) -> str:
        text = lines(list(enumerate(rows, 1)))
        found = chunks(text)
        return "".join(without_bold_labels(text, found, "T" + "Tt" * (len(found) // 2)))

    assert labels("### Slow Clocks", "- **What is new**: we show why", "- **Code**: there is none") == "TOSOS"
    assert labels("Slow Clocks", "- **What is new**: we show why") == "TTt"


def test_remarks_below_titles_are_no_part_of_them() -> None:
    def labels(given: str, *rows: str) -> str:
        text = lines(list(enumerate(rows, 1)))
        return "".join(with_last_lines(text, chunks(text), given))

    often = ("Small Maps", "(Student Paper)", "Long Walks", "(Student Paper)")
    assert labels("TtTt", *often) == "TOTO"
    assert labels("TtTt", *often[:3], "(VCT)") == "TtTt"
    below = [row for title in TITLES for row in (title, "Paper presentation")]
    assert labels("Tt" * 3, *below) == "TO" * 3
    assert labels("TtTtTt", *below[:5], "and Other Rooms") == "TtTtTt"
    assert labels("TtA", "Small Maps", "(Student Paper)", "Ann Lee, Bo Cho and Cy Roy") == "TOA"


def test_a_title_does_not_go_on_below_a_blank_line() -> None:
    def labels(*rows: str) -> str:
        text = lines(list(enumerate(rows, 1)))
        return "".join(without_far_ends(text, chunks(text), "TtS"))

    assert labels("Slow Clocks", "", "from Example Labs", "", SENTENCE) == "TOS"
    assert labels("Slow Clocks of", "the World", "", SENTENCE) == "TtS"


def test_nothing_stands_beside_a_title_where_nearly_all_stand_alone() -> None:
    def labels(given: str, *rows: str) -> str:
        found = chunks(lines(list(enumerate([*rows, *TITLES, *TITLES], 1))))
        return "".join(with_whole_lines(found, given + "T" * 6))[: len(given)]

    assert labels("TO", "Clocks (VCT, 2025)") == "Tt"
    assert labels("TSS", f"Agents. {SENTENCE}. They dream.") == "SSS"
    assert labels("TO" * 3, *("Clocks (VCT, 2025)",) * 3) == "TO" * 3


def named(labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by the names of fields."""
    text = lines(list(enumerate(rows, 1)))
    return "".join(with_named_fields(text, chunks(text), labels))


def test_a_day_that_is_called_so_is_when_a_paper_came_out_and_no_day_of_a_list() -> None:
    assert named("TODOD", "Slow Clocks", "Published Time: 13 Nov 2025", "Start: 13 Nov 2025") == "TOPOD"


def test_what_its_name_says_to_be_something_else_is_no_title_beside_the_name_or_below_it() -> None:
    assert named("TtOTT", "Present: Ann (chair)", *TITLES[:2]) == "OOOTT"
    assert named("OTTT", "Publisher:", "    Example Society for Maps", *TITLES[:2]) == "OOTT"
    assert named("OTTT", "Publisher:", *TITLES) == "OTTT"
    assert named("Ttt", TITLES[0], "Authors: Ann Lee") == "TOA"
    assert named("Ttt", TITLES[0], "Learning: Ann Lee") == "Ttt"
    assert named("OTTT", "Subjects: Symplectic Geometry", *TITLES[:2]) == "OKTT"
    assert named("TTL", TITLES[0], "DOI：10.1000/x") == "TOL"
    assert named("TTt", TITLES[0], "Data: A History") == "TTt"
    assert named("OT", "Session:", f"    {TITLES[0]}") == "OT"
    assert named("TtTT", "[Time: A History](https://arxiv.org/abs/2512.14645)", *TITLES[:2]) == "TtTT"


def test_behind_the_word_authors_stand_authors_if_they_are_people() -> None:
    assert named("TOO", TITLES[0], "Authors: Ann Lee, Bo Cho") == "TOA"
    assert named("TOO", TITLES[0], "Authors: see the proceedings") == "TOO"
    assert named("TOO", TITLES[0], "Author:", "Lee, Ann; Cho, Bo; et al.") == "TOA"
    assert named("TOO", TITLES[0], "Author:", "see the proceedings") == "TOO"
    assert named("TOOO", TITLES[0], "Editor: Author:", "Lee, Ann; Cho, Bo") == "TOOO"
    place = "Centre for Everything That Is Not Known Yet, University of Springfield, Italy"
    assert named("TOSSSS", TITLES[0], f"Authors: Ann Lee ({place}), Bo Cho ({place})") == "TOAAAA"
    assert named("TOAOS", TITLES[0], f"Authors: Ann Lee | Abstract: {SENTENCE}") == "TOAOS"
    assert named("TOOO", TITLES[0], "By: Lee, Ann (Example University); Cho, Bo") == "TOAA"
    assert named("TOOO", TITLES[0], "By: Ann Lee / slow clocks") == "TOAO"


def test_a_line_with_sentences_below_the_word_abstract_has_no_title() -> None:
    rows = lines(
        list(enumerate((TITLES[0], "Abstract (Original)", '"Slow clocks" and "small maps" are old ideas.'), 1))
    )
    assert [chunk.line for chunk in chunks(rows)] == [0, 1, 1, 2, 2, 2, 2]
    assert "".join(with_named_fields(rows, chunks(rows), list("TOOTOTS"))) == "TOOSSSS"


def test_behind_the_word_abstract_stand_sentences() -> None:
    said = "We train clocks that think slowly at every step. They are better than others. https://example.org/clocks"
    rows = lines([(1, TITLES[0]), (2, f"Abstract: {said}")])
    assert "".join(with_named_fields(rows, chunks(rows), list("TOOOO"))) == "TOSSO"
    rows = lines([(1, TITLES[0]), (2, "Abstract: see the page below")])
    assert "".join(with_named_fields(rows, chunks(rows), list("TOO"))) == "TOO"


def test_right_behind_titles_stand_names_where_they_do_behind_most() -> None:
    def labels(given: str, last: str) -> str:
        rows = lines(
            list(enumerate((*(row for title in TITLES for row in (title, "Ann Lee, Bo Cho")), "Last Words", last), 1))
        )
        return "".join(with_regular_names(chunks(rows), list(given)))

    assert labels("TATATATO", "M. Roy") == "TATATATA"
    assert labels("TATATATO", "Roy, M.") == "TATATATA"
    assert labels("TATATATO", "M. Roy (Example Labs)") == "TATATATA"
    assert labels("TATATATO", "clocks at rest") == "TATATATO"
    assert labels("TOTOTATO", "M. Roy") == "TOTOTATO"


def test_when_a_paper_was_submitted_is_when_it_came_out() -> None:
    assert named("TO", TITLES[0], "Submitted 5 April, 2007; originally announced April 2007.") == "TP"


def test_where_all_else_is_titles_and_abstracts_a_line_between_them_is_a_title_without_one() -> None:
    long = " ".join([SENTENCE] * 3)
    rows = [part for title in TITLES for part in (title, "", long, "")]
    text = lines(list(enumerate([*rows[:4], "What Is a Good Map?", "", *rows[4:]], 1)))
    assert "".join(with_regular_titles(text, chunks(text), list("TSOTSTS"))) == "TSTTSTS"


def test_pages_and_buttons_between_titles_and_names_do_not_part_them() -> None:
    titles = (*TITLES, "What Is a Good Map?")
    pages = [part for at, title in enumerate(titles) for part in (f"{title}\t{at}1-{at}9", "Ann Lee, Bo Cho")]
    buttons = [part for title in titles for part in (title, "PDF", "Ann Lee, Bo Cho")]
    for rows in (pages, buttons):
        text = lines(list(enumerate(rows, 1)))
        assert "".join(with_regular_titles(text, chunks(text), list("TOA" * 3 + "OOA"))) == "TOA" * 4


def test_behind_the_identifier_that_a_tab_begins_with_stands_a_title() -> None:
    rows = ("[[2502.05795] Slow Clocks of the World](https://arxiv.org/abs/2502.05795)", "arXiv:2502.05795 [cs.CL]")
    assert identified("LL", *rows) == "TL"


def identified(labels: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by identifiers."""
    text = lines(list(enumerate(rows, 1)))
    return "".join(with_identifiers(text, chunks(text), labels))


def test_an_identifier_right_above_a_title_is_one() -> None:
    assert identified("OT", "arXiv:2502.05795", TITLES[0]) == "LT"
    assert identified("OT", "arXiv:2502.05795", "", TITLES[0]) == "OT"
    assert identified("OT", "https://example.org/clocks", TITLES[0]) == "OT"


def test_the_address_of_a_paper_beside_its_title_is_one() -> None:
    assert identified("TOO", f"{TITLES[0]} (https://arxiv.org/abs/2502.05795)") == "TOL"
    assert identified("TO", f"{TITLES[0]} https://example.org/clocks") == "TO"
    assert identified("OT", f"https://arxiv.org/abs/2502.05795 {TITLES[0]}") == "OT"


def test_a_title_ends_before_a_quotation() -> None:
    def labels(given: str, *rows: str) -> str:
        text = lines(list(enumerate(rows, 1)))
        return "".join(without_far_ends(text, chunks(text), list(given)))

    assert labels("Tt" * 3, *(row for title in TITLES for row in (title, "> Worth two evenings."))) == "TO" * 3
    assert labels("Tt", TITLES[0], "and More") == "Tt"


def test_a_number_below_the_word_votes_counts_them() -> None:
    text = lines(list(enumerate([TITLES[0], "Upvote", "54", "Reply", "12"], 1)))
    assert "".join(with_named_fields(text, chunks(text), "TOOOO")) == "TONOO"


def test_names_behind_the_word_authors_are_no_title() -> None:
    text = lines([(1, TITLES[0]), (2, "Authors: Ann Lee (Centre for Clocks), Bo Cho (Centre for Maps)")])
    pieces = chunks(text)
    given = "TO" + "T" + "t" * (len(pieces) - 3)
    assert "".join(with_named_fields(text, pieces, given)) == "TO" + "A" * (len(pieces) - 2)
    other = lines([(1, "Authors: Why We Sleep in Small Rooms")])
    assert "".join(with_named_fields(other, chunks(other), "OT"))[1] == "T"


def test_titles_beside_their_addresses_begin_in_their_own_line() -> None:
    rows = [f"{TITLES[0]} https://arxiv.org/abs/2501.00001", TITLES[1], f"{TITLES[2]} https://arxiv.org/abs/2501.00002"]
    text = chunks(lines(list(enumerate([*rows, f"{TITLES[0]}, Again https://arxiv.org/abs/2501.00003"], 1))))
    assert "".join(with_titles_of_addresses(text, list("TLTtLTL"))) == "TLTTLTL"
    assert "".join(with_titles_of_addresses(text[:5], list("TLTtL"))) == "TLTtL"


def test_what_is_called_a_title_goes_on_in_the_next_lines_where_these_had_no_room() -> None:
    rows = [
        "Title: Strained single crystals and how they are grown",
        "Nb (110) films of the World and of Its Small Quiet Warm",
        "Rooms",
    ]
    text = lines(list(enumerate([*rows, "Comments: 4 pages"], 1)))
    pieces = chunks(text)
    assert [piece.text for piece in pieces][:5] == [
        "Title:",
        rows[0][7:],
        "Nb",
        "(110)",
        "films of the World and of Its Small Quiet Warm",
    ]
    assert "".join(with_last_lines(text, pieces, list("OTOOOOOO"))) == "OTttttOO"
    short = lines(list(enumerate(["Title: Slow Clocks", "Nb films", "x" * 60], 1)))
    assert "".join(with_last_lines(short, chunks(short), list("OTOO"))) == "OTOO"
