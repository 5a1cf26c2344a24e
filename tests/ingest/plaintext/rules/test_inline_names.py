"""Names and journals that a comma or a word parts from the title or from others in their line."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.rules.inline_names import (
    continued_names,
    inline_names,
    joined_quotations,
    journals_behind,
    names_in_journals,
    quoted_titles,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = (
    "Sparks of Intelligence: Early experiments with GPT-4",
    "Emergent Abilities of Large Language Models",
    "Denoising Diffusion Probabilistic Models",
    "Are Emergent Abilities of Models a Mirage?",
)
ARXIV = ("2303.12712", "2206.07682", "2006.11239", "2304.15004")


def read(*lines: str) -> list[tuple[str, list[str], str]]:
    """Title, authors and arXiv id of each paper of a list."""
    rows = "".join(f"- {line}, https://arxiv.org/abs/{arxiv}\n" for line, arxiv in zip(lines, ARXIV, strict=False))
    digest = ingest(f"Papers for 14 March 2025\n\n{rows}".encode(), "list.txt", Report())
    return [
        (entry.facts.title, [author.name for author in entry.facts.authors], entry.facts.arxiv)
        for entry in digest.entries
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (("Lee et al.", "Cho et al.", "Roy et al.", "Sun et al."), (["Lee"], ["Cho"], ["Roy"], ["Sun"])),
        (
            ("Ann Lee and Bo Cho", "Cy Roy", "Dee Sun, Ed Fir", "Flo Hart"),
            (["Ann Lee", "Bo Cho"], ["Cy Roy"], ["Dee Sun", "Ed Fir"], ["Flo Hart"]),
        ),
    ],
)
def test_names_before_or_behind_titles_and_a_comma_are_their_authors(
    written: tuple[str, ...], names: tuple[list[str], ...]
) -> None:
    expected = list(zip(TITLES, names, ARXIV, strict=True))
    assert read(*(f"{title}, {people}" for title, people in zip(TITLES, written, strict=True))) == expected
    assert read(*(f"{people}, {title}" for title, people in zip(TITLES, written, strict=True))) == expected


def test_titles_with_commas_keep_what_stands_behind_these() -> None:
    titles = ("Slow Clocks, Small Maps, and Dreams of Rooms", "Graphs, Maps and Other Things", "Rooms, Doors and Walls")
    assert [title for title, *_ in read(*titles)] == list(titles)


def test_names_below_titles_are_not_cut() -> None:
    blocks = "".join(
        f"**{title}**\n*Ann Lee, Bo Cho and {count} others* · [preprint](https://arxiv.org/abs/{arxiv})\n\n"
        for count, title, arxiv in zip((2, 3, 4, 6), TITLES, ARXIV, strict=True)
    )
    entries = ingest(blocks.encode(), "list.md", Report()).entries
    assert [entry.facts.title for entry in entries] == list(TITLES)
    assert {tuple(author.name for author in entry.facts.authors) for entry in entries} == {("Ann Lee", "Bo Cho")}


def test_what_looks_like_a_title_and_names_is_none_where_titles_stand_elsewhere() -> None:
    titles = (*TITLES[1:], "Slow Clocks of the World")
    items = [f"- {title}, Ann Lee, Bo Cho | https://example.org/{at}" for at, title in enumerate(titles)]
    assert corrected(labelled("TL" * 4, items), [inline_names]) == "TAL" * 4
    rows = [part for title, item in zip(titles, items, strict=True) for part in (title, item)]
    assert corrected(labelled("TOL" * 4, rows), [inline_names]) == "TOL" * 4


def test_lines_that_are_parted_already_show_how_the_others_are_to_be() -> None:
    items = ["- Slow Clocks | Ann Lee, Bo Cho.", "- Small Maps | Cy Roy.", "- Dreams of Rooms and Doors, Dee Sun"]
    assert corrected(labelled("TATAT", items), [inline_names]) == "TATATA"
    assert corrected(labelled("TOTOT", items), [inline_names]) == "TOTOT"


def test_names_behind_a_mark_go_on_where_and_joins_them() -> None:
    given = labelled("TAOAOOOO", ["Slow Clocks", "Ann Lee (2), Bo Cho (3) et Cy Roy (1)", "et Dee Sun"])
    assert corrected(given, [continued_names]) == "TAOAOAOO"
    given = labelled("TAOO", ["Slow Clocks", "Ann Lee (2) et Small Maps of the World"])
    assert corrected(given, [continued_names]) == "TAOO"


def test_the_last_name_may_stand_behind_its_sign_in_the_next_line() -> None:
    for last, labels in (
        ("& Cy Roy", "TAA"),
        ("& poster", "TAO"),
        ("& Old Houses", "TAO"),
        ("\n& Cy Roy", "TAO"),
        ("Cy Roy", "TAO"),
    ):
        rows = ["Slow Clocks", "Ann Lee, Bo Cho", *last.split("\n")]
        assert corrected(labelled("TAO", rows), [continued_names]) == labels


def test_whoever_something_is_by_before_a_year_has_written_it() -> None:
    assert corrected(labelled("OOO", ["by A Lee · 2025 · Cited by 19"]), [continued_names]) == "AOO"
    assert corrected(labelled("OOO", ["by the way · 2025 · Cited by 19"]), [continued_names]) == "OOO"
    assert corrected(labelled("OO", ["by A Lee · 19 votes"]), [continued_names]) == "OO"


def test_a_name_among_others_is_an_author_as_well() -> None:
    rows = ["Slow Clocks", "Ann Lee | Bo Cho | Cy Roy"]
    assert corrected(labelled("TOAA", rows), [continued_names]) == "TAAA"
    assert corrected(labelled("TOAO", rows), [continued_names]) == "TOAO"


def test_initials_at_the_end_of_a_line_are_no_title() -> None:
    rows = ["A. Lee, D. Sun, | and B.", "Cho. Slow Clocks of the World"]
    assert corrected(labelled("ATAT", rows), [continued_names]) == "AAAT"
    assert corrected(labelled("ATTt", rows), [continued_names]) == "ATTt"


def test_names_that_are_links_go_on_in_the_next_line() -> None:
    links = [f"[{name}](https://example.org/{at})" for at, name in enumerate(("Ann Lee", "Bo Cho", "Cy Roy", "A/PDF"))]
    given = labelled("TAALL", ["Slow Clocks", f"{links[0]} | {links[1]} |", links[2], links[3]])
    assert corrected(given, [continued_names]) == "TAAAL"
    assert corrected(labelled("TAO", ["Slow Clocks", links[0], "Cy Roy"]), [continued_names]) == "TAO"


def test_names_end_where_the_journal_begins_that_in_parts_from_them() -> None:
    rows = [row for title in TITLES[1:3] for row in (title, "Ann Lee, Bo Cho in Clock Letters")]
    third = "Ann Lee... Cy Roy in Proceedings of Clocks: Small Maps"
    text = labelled("TOTOTOOO", [*rows, TITLES[1], third])
    assert corrected(text, [names_in_journals]) == "TAOTAOTAOO"
    assert [chunk.text for chunk in text.chunks[-3:]] == [
        "Ann Lee... Cy Roy",
        "in Proceedings of Clocks:",
        "Small Maps",
    ]
    assert corrected(labelled("TOTO", rows), [names_in_journals]) == "TOTO"
    bold = [row for title in TITLES for row in (title, "**Ann Lee, Bo Cho** in Clock Letters")]
    assert corrected(labelled("TtAO" + "TAO" * 3, bold), [names_in_journals]) == "TtAO" + "TAO" * 3


def test_names_of_which_some_are_links_are_no_title() -> None:
    def labels(row: str) -> str:
        return corrected(labelled("TA", [row]), [continued_names])

    assert labels("Ann Lee and [Bo Cho](https://bo.example)") == "AA"
    assert labels("Ann Lee, [Bo Cho](https://bo.example)") == "AA"
    assert labels("Slow Clocks and, [Bo Cho](https://bo.example)") == "TA"
    assert labels("Vision Mamba [Bo Cho](https://bo.example)") == "TA"


def test_a_journal_is_neither_a_title_nor_the_end_of_one() -> None:
    bold = ["- **Slow Clocks of the World**. Ann Lee, Bo Cho. *Clock Letters*, vol. 2"]
    assert corrected(labelled("TOATOO", bold), [journals_behind]) == "TOAVOO"
    plain = ["- Slow Clocks of the World. Ann Lee, Bo Cho. *Clock Letters*, vol. 2"]
    assert corrected(labelled("TATOO", plain), [journals_behind]) == "TATOO"
    cited = ["Lee, A. 1985. Slow Clocks of the World. Clock Letters, 125:1-15. https://a.example/1"]
    assert corrected(labelled("AOTtL", cited), [journals_behind]) == "AOTVL"
    assert corrected(labelled("AOTtL", [cited[0].replace(", 125:1-15", "")]), [journals_behind]) == "AOTtL"


def test_a_name_in_bold_before_others_is_the_first_author() -> None:
    def labels(given: str, row: str) -> str:
        return corrected(labelled(given, [f"{row}: Slow Clocks"]), [continued_names])

    assert labels("OAT", "[Ann Lee](https://a.example), Bo Cho, and Cy Roy") == "AAT"
    assert labels("TAT", "[Ann Lee](https://a.example) and Bo Cho") == "AAT"
    assert labels("OAT", "[Clocks at rest](https://a.example), Bo Cho") == "OAT"
    assert labels("OAT", "[Ann Lee](https://a.example) Bo Cho, Cy Roy") == "OAT"


def test_a_journal_that_begins_a_line_before_its_day_is_no_name() -> None:
    rows = [TITLES[1], "Lee A, Cho B.", "Clock Artif Lett. 2023 Jun;21:48-53."]
    assert corrected(labelled("TAAO", rows), [journals_behind]) == "TAVO"
    assert corrected(labelled("TAAO", [*rows[:2], "Clock Artif Lett. 2023."]), [journals_behind]) == "TAAO"


def test_before_a_title_in_quotation_marks_stand_names_and_behind_it_in_italics_is_no_other_one() -> None:
    def labels(given: str, row: str) -> str:
        return corrected(labelled(given, [row]), [quoted_titles])

    row = "**LEE Ann** & **CHO Bo** (2025), « Clocks in « old » towns », *Clock Letters*, éd. C. Roy"
    assert labels("OOOTttAOA", row) == "AAOTttVOV"
    assert labels("OOAO", "LEE Ann (2025), „Slow Clocks“, Clock Letters 8") == "AOTO"
    # neither what begins a title nor who says something
    assert labels("AOTttO", "Ann Lee. 2022. The “Slow Clocks” Project, *Letters*") == "AOTttO"
    assert labels("OOO", "Ann Lee: “Clocks are slow”, they say") == "OOO"


def test_a_title_may_begin_with_a_quotation() -> None:
    for title in ('"Fast and Slow": Maps of Cities', '"Slow" Rooms in Old Houses', "“Slow” in the Wild"):
        row = f"Ann Lee (2024). {title}, *Room Letters*"
        assert corrected(labelled("AOTtV", [row]), [quoted_titles]) == "AOTtV"
    for title in ('"Learning" by Doing', '"Slow Clocks" by Ito Novak'):
        row = f"{title}. Ann Lee, Bo Cho. 2023."
        assert corrected(labelled("TtAO", [row]), [quoted_titles]) == "TtAO"
    assert corrected(labelled("OOOO", ["Ann Lee (2024). “Slow Clocks,” Clock Letters 8"]), [quoted_titles]) == "AOTO"


def test_before_names_a_title_goes_from_one_quotation_mark_to_the_other() -> None:
    def labels(given: str, row: str) -> str:
        return corrected(labelled(given, [row]), [quoted_titles])

    row = "“Clocks@2018 – Old Clocks (Clocks – Towns)” by Ann Lee, Bo Cho (2018)."
    assert labels("ODOTAO", f"New to me: {row}") == "OTttAO"
    assert labels("DOTAO", row) == labels("TtttO", row) == "TttAO"
    assert labels("DOOOO", row) == "DOOOO"


def test_names_and_how_many_others_behind_by_at_the_beginning_of_a_line_are_authors() -> None:
    def labels(row: str) -> str:
        return corrected(labelled("TSO", ["Slow Clocks", "We wait.", row]), [continued_names])

    assert labels("By Ann Lee and 5 others.") == labels("by Ann Lee et al.") == "TSA"
    assert labels("By Ann Lee.") == labels("By popular demand and others.") == "TSO"


def test_a_quoted_title_ends_before_a_family_name_and_a_year() -> None:
    for row in ("“Slow Clocks” — Lee, 2025, arXiv:2501.00001", '"Slow Clocks" -- Lee et al., 2025'):
        for given in ("TtO", "TOO"):
            link = "L" * ("arXiv" in row)
            assert corrected(labelled(given + link, [row]), [quoted_titles]) == "TAO" + link
    for source in ("– Old Maps, 2025", "by Google, 2025", "- Ulm, 2025"):
        assert corrected(labelled("TtO", [f"“Slow Clocks” {source}"]), [quoted_titles]) == "TtO", source
    for source in ("- July 2025", "- Springer 2025"):
        assert corrected(labelled("Tt", [f"“Slow Clocks” {source}"]), [quoted_titles]) == "Tt", source


def test_a_year_in_parentheses_before_names_is_no_part_of_a_title() -> None:
    assert corrected(labelled("TtA", ["Slow Clocks (2024), Ann Lee"]), [journals_behind]) == "TOA"
    assert corrected(labelled("Tt", ["Slow Clocks (2024)"]), [journals_behind]) == "Tt"


def test_who_a_title_is_by_with_others_is_named_whatever_is_said_of_it_behind() -> None:
    title = "[Slow Clocks](https://arxiv.org/abs/2303.12712)"
    for label in "OS":
        rows = [f"I read {title} by Ann Lee, Bo ben Cho and colleagues, who let them wait"]
        assert corrected(labelled(f"OT{label}", rows), [continued_names]) == "OTA"
        rows = [f"I read {title} by Night, as clocks wait"]
        assert corrected(labelled(f"OT{label}", rows), [continued_names]) == f"OT{label}"


def test_a_title_that_is_joined_to_a_sure_one_in_quotation_marks_is_sure() -> None:
    def odds(row: str, labels: str) -> list[float]:
        text = labelled(labels, [row])
        for chunk in text.chunks[2:]:
            chunk.odds = 0.4
        joined_quotations(text)
        return [chunk.odds for chunk in text.chunks if chunk.label in "Tt"]

    assert odds("We read “Slow Clocks” and “Maps: A Study”, and wait", "OTOTtO") == [1.0, 1.0, 1.0]
    assert odds("We read “Slow Clocks” beside “Maps: A Study”, and wait", "OTOTtO") == [1.0, 0.4, 0.4]


def test_others_behind_names_in_italics_are_no_abstract() -> None:
    for behind, label in (("et al.", "A"), ("and others", "A"), ("wait for others", "S")):
        text = labelled("TAS", ["Slow Clocks of the World", f"*Ann Lee, Bo Cho* {behind}"])
        assert corrected(text, [continued_names]) == f"TA{label}", behind
