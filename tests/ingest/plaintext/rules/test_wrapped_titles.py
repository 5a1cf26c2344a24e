"""Titles that go on in the line below."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.wrapped_titles import (
    dated_lines,
    open_titles,
    quoted_titles,
    sources,
    told_titles,
    wrapped_titles,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def test_a_wide_title_goes_on_up_to_its_stop_where_most_titles_have_one() -> None:
    def labels(given: str, last: str, rest: str) -> str:
        rows = [row for title in TITLES for row in (f"- {title}.", "In Maps of Rooms, 2025")]
        return corrected(labelled(f"TOOTOOTOO{given}", [*rows, f"- {last}", rest]), [wrapped_titles])[9:]

    assert labels("TO", "Slow Clocks and What They Leave Out in their", "Towns.") == "Tt"
    assert labels("TO", "Slow Clocks and What They Leave Out in their", "Towns in May") == "TO"
    assert labels("TO", "Slow Clocks!", "Towns.") == "TO"
    assert labels("TOO", "Slow Clocks and What They Leave Out in their", "Maps, pp. 3.") == "TOO"
    assert labels("TO", "Slow Clocks", "Towns.") == "TO"
    bare = [row.rstrip(".") for title in TITLES for row in (f"- {title}", "Towns.")]
    assert corrected(labelled("TOTOTO", bare), [wrapped_titles]) == "TOTOTO"


def test_lines_below_titles_are_the_rest_of_these_where_none_had_room_above() -> None:
    def labels(*rows: str) -> str:
        return corrected(labelled("TOSTOS", rows), [wrapped_titles])

    above, below = "Slow Clocks of the World and of", "Everything that They Keep"
    other, rest = "Small Maps and What They Leave", "Unsaid"
    assert labels(above, below, "We wait.", other, rest, "We read.") == "TtSTtS"
    assert labels(above, "Oral", "We wait.", f"{other} Out", "Oral", "We read.") == "TOSTOS"
    assert labels("Slow Clocks and of", below, "We wait.", other, rest, "We read.") == "TOSTOS"
    assert (
        labels(above.removesuffix(" and of"), below, "We wait.", "Small Maps Left Unread", rest, "We read.") == "TOSTOS"
    )
    assert labels(above, "Ann Lee", "We wait.", other, rest, "We read.") == "TOSTOS"
    rows = (above, below, "We wait.", other, "Unsaid (9)", "We read.")
    assert corrected(labelled("TOSTtOS", rows), [wrapped_titles]) == "TtSTtOS"


def test_lines_that_titles_must_go_on_in_are_as_sure_as_their_beginnings() -> None:
    rows = ("Slow Clocks of the World and of", "Everything that They Keep", "We wait.")
    others = ("Small Maps and What They Leave", "Unsaid and Unread", "We read.")
    text = labelled("TtSTtS", (*rows, *others))
    text.chunks[1].odds, text.chunks[4].odds = 0.1, 0.2
    assert corrected(text, [wrapped_titles]) == "TtSTtS"
    assert [text.chunks[1].odds, text.chunks[4].odds] == [1.0, 1.0]


def test_a_title_goes_on_below_a_word_that_ends_none() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [open_titles])

    assert labels("TOA", "Slow Clocks with", "Small Hands", "Ann Lee") == "TtA"
    assert labels("TtAA", "Clocks: Slow Ones in", "Example Towns", "Ann Lee, Bo Cho") == "TttA"
    assert labels("TOA", "Slow Clocks", "Small Hands", "Ann Lee") == "TOA"
    assert labels("TO", "Slow Clocks with", "", "Small Hands") == "TO"
    assert labels("TO", "Slow Clocks with", "- Small Hands") == "TO"
    assert labels("TVtO", "Slow Clocks  in", "Example Towns. ICML 2025.") == "TttO"
    assert labels("TVO", "Slow Clocks  in", "Clock Letters") == "TVO"
    assert labels("TOA", "Slow Clocks with", "Authors:", "Ann Lee") == "TOA"
    # and up to the kind of publication that stands behind another title
    other = ("Small Maps[J]. Rooms",)
    assert labels("TOOTOOO", *other, "Slow Clocks of Small", "Towns[C]//Proceedings of Clocks") == "TOOTtOO"
    assert labels("TOOTOOO", *other, "Slow Clocks.", "Clock Letters [Internet]. 2024") == "TOOTOOO"
    assert labels("TOOO", "Slow Clocks", "Clock Letters[J]. 2024") == "TOOO"
    # what stands amid a title is its own
    assert labels("TOtA", "Slow Clocks", "small hands and", "Tall Towers", "Ann Lee") == "TttA"
    assert labels("TOtA", "Slow Clocks", "12", "Tall Towers", "Ann Lee") == "TOtA"
    assert labels("TOtA", "Slow Clocks", "small hands and", "", "Tall Towers", "Ann Lee") == "TOtA"


def test_a_title_goes_on_up_to_its_quotation_mark() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, rows), [open_titles])

    assert labels("TO", "« Slow Clocks of Small", "Towns »") == "Tt"
    assert labels("TtOOO", "“Slow Clocks: Small", "Towns” (Lee)", "We wait.") == "TttOO"
    assert labels("TtO", "“Slow Clocks” of Small", "Towns") == "TtO"
    assert labels("TA", "“Slow Clocks", "Ann Lee”") == "TA"
    assert labels("TSSS", "“Slow Clocks and", "Small Maps of the World and", "Their Towns”.", "We wait.") == "TttS"
    assert labels("TSSS", "“Slow Clocks and", "Small Maps of the World and", "", "Their Towns”.", "We wait.") == "TSSS"
    assert labels("TSSSS", "“Slow Clocks and", "Small Maps", "We wait for “towns”", "and read.") == "TSSSS"


def test_a_title_in_capitals_goes_on_behind_words_that_end_none() -> None:
    rows = ("1. SLOW CLOCKS FOR", "ROOMS AGAINST", "THE WORLD", "Oral")
    assert corrected(labelled("TOOO", rows), [open_titles]) == "TttO"
    assert corrected(labelled("TO", ("1. SLOW CLOCKS", "THE WORLD")), [open_titles]) == "TO"


def test_names_below_a_word_that_ends_no_title_are_no_part_of_one() -> None:
    assert corrected(labelled("TA", ["What clocks are made of", "Ann Lee, Bo Cho"]), [open_titles]) == "TA"
    assert corrected(labelled("TO", ["What clocks are made of", "Wood and Sand"]), [open_titles]) == "Tt"
    assert corrected(labelled("TTA", ["Slow Clocks of", "the World", "Ann Lee"]), [open_titles]) == "TtA"
    assert corrected(labelled("TTA", ["Slow Clocks of", "", "the World", "Ann Lee"]), [open_titles]) == "TTA"


def test_a_quotation_that_nothing_ends_is_a_title_up_to_the_end_of_its_line() -> None:
    rows = ['"Slow Clocks of the World', "Ann Lee, Bo Cho https://arxiv.org/abs/2501.00001 ."]
    assert corrected(labelled("TALO", rows), [open_titles]) == "TALO"


def test_a_line_with_a_day_below_most_titles_is_the_rest_of_none() -> None:
    for when in (
        *("12 May 2025", "Available online 3 May 2025", "Volume 12, May 2025, 102577", "1 May 2025, Article 102577"),
        "1 May 2025, Pages 1-19",
    ):
        rows = [row for title in TITLES for row in (title, f"Clock Letters, {when}", "Ann Lee")]
        assert corrected(labelled("TtA" * 3, rows), [dated_lines]) == "TPA" * 3
    rows = [row for title in TITLES for row in (title, "Clock Letters, Volume 12, Part A, 2025, 102577", "Ann Lee")]
    assert corrected(labelled("TttA" * 3, rows), [dated_lines]) == "TPPA" * 3
    rows = [row for title in TITLES for row in (title, "of Clock Letters, Volume 12", "Ann Lee")]
    rows[1] = "and Other Bodies, May 2025"
    assert corrected(labelled("TtA" * 3, rows), [dated_lines]) == "TtA" * 3
    rows = [row for title in TITLES for row in (f"{title} in the", "Elections, May 2025", "Ann Lee")]
    assert corrected(labelled("TtA" * 3, rows), [dated_lines]) == "TtA" * 3


def test_a_name_in_brackets_below_a_title_is_no_part_of_it() -> None:
    above, other = "Slow Clocks of the World and of", "Small Maps and What They Leave"
    rows = (above, "(Ann Lee)", "We wait.", other, "Unsaid", "We read.")
    assert corrected(labelled("TASTOS", rows), [wrapped_titles]) == "TASTOS"


def test_where_a_paper_came_out_is_no_part_of_its_title_or_of_what_is_said_of_it() -> None:
    said = "It shows that clocks are slow in all towns of the world."
    for source in ("ICML 2016.", "Clock Letters, 12, 1-9.", "University of Ulm.", "Lee & Cho."):
        row = [f'Lee, A., & Cho, B. (2016). "{TITLES[0]}." {source} {said}']
        for given in ("AOTSS", "AOTtS", "AOTtt", "AOTAt"):
            assert corrected(labelled(given, row), [sources]) == "AOTVS"
    row = [f'Lee, A., & Cho, B. (2016). "{TITLES[0]}." We wait. {said}']
    assert corrected(labelled("AOTSS", row), [sources]) == "AOTSS"
    assert corrected(labelled("AAT", ["Lee A., Cho B.", "Roy C., Sun D.", TITLES[0]]), [sources]) == "AAT"


def test_a_title_in_capitals_goes_on_in_no_remark() -> None:
    def labels(*rows: str) -> str:
        return corrected(labelled("Tt", rows), [wrapped_titles])

    assert labels("Small Maps and What They Leave Out", "  clashes with my own talk, ask Bo") == "TO"
    assert labels("Small Maps and What They Leave", "  out in Clocks of Their Own") == "Tt"
    assert labels("Small maps and what they leave", "  out of their clocks since then") == "Tt"
    assert labels("Training Slow Clocks for Towns", "  with and without labels that move") == "Tt"
    assert labels("Training Slow Clocks for Towns and", "  language understanding of most kinds") == "Tt"
    assert labels("Training Slow Clocks, Maps and Towns:", "  language understanding of most kinds") == "Tt"
    assert labels("Small Maps and What They Leave", "out of clocks used there") == "Tt"

    rows = ("Small Maps and What They Leave Out: A Case", "  clashes with my own talk", "Ann Lee")
    assert corrected(labelled("TttA", rows), [wrapped_titles]) == "TtOA"
    rows = ("Small Maps and What They Leave Out: A Case", "study of clocks for the many", "Ann Lee")
    assert corrected(labelled("TttA", rows), [wrapped_titles]) == "TttA"


def test_a_title_in_bold_ends_before_words_that_tell_of_it_as_in_most_items() -> None:
    heads = [f"- **{title}**" for title in TITLES]
    rows = [f"{head} - why some of them wait" for head in heads]
    assert corrected(labelled("TtTOTA", rows), [told_titles]) == "TSTSTS"
    journals = [f"{head} - Small Letters on Old Clocks" for head in heads]
    assert corrected(labelled("TOTOTA", journals), [told_titles]) == "TOTOTA"
    systems = [f"- **Clock{at}** - {title} and how we draw them" for at, title in enumerate(TITLES)]
    assert corrected(labelled("Tt" * 3, systems), [told_titles]) == "Tt" * 3
    dated = [f"{head} - why some of them wait (May 2025)" for head in heads]
    assert corrected(labelled("TtD" * 3, dated), [told_titles]) == "TSD" * 3
    # subtitles, names and their asides, and titles below topics
    for other, labels in (
        (" - a long study of how they wait. Ann Lee", "TtA"),
        (" - a long study of how they wait. Lee et al.", "TtA"),
        (" - why some of them wait in the cold, Ann Lee", "Tt"),
        (" - by Ann Lee and Bo van der Cho, on how clocks wait", "Tt"),
        (" (Ann Lee, Bo Cho and others from the lab in the north)", "Tt"),
        (" - Slow clocks of the tower and what they tell [PDF](https://arxiv.org/abs/2503.00001)", "TtL"),
        (" - why some of them wait in the cold [arXiv:2503.00001]", "TtLO"),
        (" - why some of them wait in the cold (Lee et al., 2023)", "TtAA"),
        (" - why some of them wait in the cold, ICML 2023", "TtV"),
    ):
        rows = [f"{head}{other}" for head in heads]
        given = labelled(labels * 3, rows)
        assert corrected(given, [told_titles]) == labels * 3, other


def test_words_above_names_do_not_tell_of_a_title_in_bold() -> None:
    rows = [row for title in TITLES for row in (f"- **{title}** - why some of them wait", "Ann Lee, Bo Cho")]
    assert corrected(labelled("TtA" * 3, rows), [told_titles]) == "TtA" * 3


def test_words_beside_names_or_before_an_address_do_not_tell_of_a_title_in_bold() -> None:
    heads = [f"- **{title}**" for title in TITLES]
    for labels, behind in (
        ("TA", " - by Ann Lee and Bo Cho, on why clocks wait"),
        ("TtA", " - from slow clocks in the towers of Ulm. Ann Lee, Bo Cho."),
        ("TA", " (by Ann Lee, who works on slow clocks)"),
        ("TtL", " - Slow clocks of the tower and what they tell - https://arxiv.org/abs/2503.00001"),
    ):
        rows = [f"{head}{behind}" for head in heads]
        assert corrected(labelled(labels * 3, rows), [told_titles]) == labels * 3
    linked = [f"{head} - [PDF](https://a.example/1). It is on why some of them wait." for head in heads]
    assert corrected(labelled("TLOO" * 3, linked), [told_titles]) == "TLOS" * 3


def test_titles_that_are_quoted_end_with_their_quotations_before_names_below() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(f"T{given}", [f"„{TITLES[0]}“", *rows]), [quoted_titles])[1:]

    authors = "Ann Lee, Bo Cho"
    assert labels("Tt", f"„{TITLES[1]}“", authors) == "TA"
    assert labels("Ttt", f"„{TITLES[1]}:", "A Survey“", authors) == "TtA"
    cited = [part for title in TITLES for part in (f"『{title}』", authors)]
    assert corrected(labelled("Tt" * 3, cited), [quoted_titles]) == "TA" * 3
    assert labels("Ttt", "„Slow“ Is Not „Small“") == "Ttt"
    assert labels("TTTt", TITLES[1], TITLES[2], "A Room", authors) == "TTTt"
    assert labels("Tt", f"„{TITLES[1]}“", "How Some of Them Wait") == "Tt"
    assert labels("Tt", f"„{TITLES[1]}“ (and What They Leave Out)") == "Tt"
