"""Where lines are cut into chunks, and the style, the address and the place of each."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines


def cut(text: str) -> list[Chunk]:
    return chunks(lines(numbered_lines(text)))


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("Slow Clocks\tAnn Lee", [("n", "Slow Clocks"), ("t", "Ann Lee")]),
        ("Ann Lee·le Roux", [("n", "Ann Lee"), ("d", "le Roux")]),
        ("Slow Clocks·maps of them", [("n", "Slow Clocks"), ("d", "maps of them")]),
        ("09:20 Am I a Clock", [("n", "09:20"), ("s", "Am I a Clock")]),
        ("Submitted 13 March, 2025", [("n", "Submitted 13 March, 2025")]),
        ("Seen on 13 March, arXiv", [("n", "Seen on 13 March,"), (".", "arXiv")]),
        ("Clocks Locked In: Maps of Cases", [("n", "Clocks Locked In:"), (":", "Maps of Cases")]),
        ("Maps (Lee et al., Letters 2025)", [("n", "Maps"), ("(", "(Lee et al.,"), (".", "Letters 2025)")]),
        ("Lee et al., 01-2025", [("n", "Lee et al., 01-2025")]),
        ("Letters of Clocks, 2025", [("n", "Letters of Clocks,"), (".", "2025")]),
        ("Slow Clocks | Ann Lee", [("n", "Slow Clocks"), ("t", "Ann Lee")]),
        ("Slow Clocks  Ann Lee", [("n", "Slow Clocks"), ("w", "Ann Lee")]),
        ("Slow Clocks — Ann Lee", [("n", "Slow Clocks"), ("d", "Ann Lee")]),
        ("Slow-Clocks and state-of-the-art", [("n", "Slow-Clocks and state-of-the-art")]),
        ("Ann Lee (NITS), Bo Cho (KIT) and Cy Roy", [("n", "Ann Lee (NITS), Bo Cho (KIT) and Cy Roy")]),
        ("Clocks tick. They are slow!", [("n", "Clocks tick."), (".", "They are slow!")]),
        ("Clocks tick: They are slow", [("n", "Clocks tick:"), (":", "They are slow")]),
        ("Clocks of J. Lee tick", [("n", "Clocks of J. Lee tick")]),
        ("Slow Clocks. V. Petrov, A. Cho", [("n", "Slow Clocks."), (".", "V. Petrov, A. Cho")]),
        ("A. B. C. Lee\tslow clocks tick", [("n", "A. B. C. Lee"), ("t", "slow clocks tick")]),
        ("摘要:We think", [("n", "摘要:"), (":", "We think")]),
        ("13:05- Slow Clocks", [("n", "13:05-"), ("s", "Slow Clocks")]),
        ("A Lee, B Cho, C Roy - Letters, 2007", [("n", "A Lee, B Cho, C Roy"), ("d", "Letters,"), (".", "2007")]),
        ("Ann Lee, Bo Cho, Cy Roy et al.", [("n", "Ann Lee, Bo Cho, Cy Roy et al.")]),
        ("Clocks by Lee et al. tick", [("n", "Clocks"), ("b", "by Lee et al."), (".", "tick")]),
        (
            "My Mapsby Ann Lee, Bo Cho / 5h",
            [("n", "My Maps"), ("b", "by Ann Lee, Bo Cho"), ("d", "5h")],
        ),
        ("Standby Ann Lee", [("n", "Standby Ann Lee")]),
        ("Clocks by Will Adams and Bo Cho", [("n", "Clocks"), ("b", "by Will Adams and Bo Cho")]),
        ("Thinking Faster by Writing Less", [("n", "Thinking Faster by Writing Less")]),
        ("Slow Clocks (Spotlight)", [("n", "Slow Clocks"), ("(", "(Spotlight)")]),
        ("Slow (spotlit) Clocks", [("n", "Slow (spotlit)"), ("(", "Clocks")]),
        ("Slow Clocks (ICML 2025) Ann Lee", [("n", "Slow Clocks"), ("(", "(ICML 2025)"), ("(", "Ann Lee")]),
        (
            "Slow Clocks (Ann Lee et al., arXiv:2505.12345)",
            [("n", "Slow Clocks"), ("(", "(Ann Lee et al.,"), ("u", "arXiv:2505.12345"), ("u", ")")],
        ),
        ("« Slow Clocks », Ann Lee", [("n", "« Slow Clocks »,"), ("q", "Ann Lee")]),
        ("Slow Clocks（Ann Lee、Bo Cho）2025", [("n", "Slow Clocks"), ("(", "（Ann Lee、Bo Cho）2025")]),
        ("He said “Slow Clocks” once", [("n", "He said"), ("q", "“Slow Clocks”"), ("q", "once")]),
        ("See https://example.org/1. More", [("n", "See"), ("u", "https://example.org/1"), ("u", "More")]),
        ("[10:15] Slow Clocks", [("n", "[10:15]"), ("s", "Slow Clocks")]),
        ("ore 10.30 Slow Clocks", [("n", "ore 10.30"), ("s", "Slow Clocks")]),
        ("1:02:25 Slow Clocks", [("n", "1:02:25"), ("s", "Slow Clocks")]),
        ("10:30 Uhr Slow Clocks", [("n", "10:30 Uhr"), ("s", "Slow Clocks")]),
        ("„Slow Clocks“ (EMNLP (Findings) 2023)", [("n", "„Slow Clocks“"), ("q", "(EMNLP (Findings)"), ("(", "2023)")]),
        ("10 h 45 Ann Lee et Bo Cho", [("n", "10 h 45"), ("s", "Ann Lee et Bo Cho")]),
        ("Ann Lee, Planning with Small Maps", [("n", "Ann Lee, Planning with Small Maps")]),
        ("Ann Lee, Bo Cho, all the others", [("n", "Ann Lee, Bo Cho, all the others")]),
        ("Slow Clocks, Small Maps, Planning with Them", [("n", "Slow Clocks, Small Maps, Planning with Them")]),
        ("[CL]《Slow Clocks》A Lee [Labs]", [("n", "[CL]"), ("q", "《Slow Clocks》"), ("q", "A Lee [Labs]")]),
        ("2026-04-16 Clocks++: Slow and Small", [("n", "2026-04-16"), ("w", "Clocks++:"), (":", "Slow and Small")]),
        ("2026-04-16 Release 15.3 of Slow Clocks", [("n", "2026-04-16"), ("w", "Release 15.3 of Slow Clocks")]),
        ("⟨10.18653/v1/2019.ex-1⟩", [("n", "⟨"), ("u", "10.18653/v1/2019.ex-1"), ("u", "⟩")]),
        ('Ann Lee, Bo "Boo" Cho, Cy Roy', [("n", 'Ann Lee, Bo "Boo" Cho, Cy Roy')]),
        ("Ann Lee, Bo L. Cho: “Slow Clocks”", [("n", "Ann Lee, Bo L. Cho:"), (":", "“Slow Clocks”")]),
        ("Ann Lee, Bo L. Cho:", [("n", "Ann Lee, Bo L. Cho:")]),
        ("See node.Js and more", [("n", "See node.Js and more")]),
        ("J.X. Zheng-Lee, Berlin", [("n", "J.X. Zheng-Lee, Berlin")]),
        ("Ann Lee, 2024, Berlin", [("n", "Ann Lee,"), (".", "2024, Berlin")]),
        ("Clocks, 21-27 July 2024, Example City in Ulm", [("n", "Clocks, 21-27 July 2024, Example City in Ulm")]),
        ("[2024-05-17] Slow Clocks of Ulm", [("n", "[2024-05-17]"), ("w", "Slow Clocks of Ulm")]),
        ("17.5.2024: Slow Clocks of Ulm", [("n", "17.5.2024:"), ("w", "Slow Clocks of Ulm")]),
        ("[17.5.2024, 09:30] Ann: Slow Clocks", [("n", "[17.5.2024, 09:30]"), ("s", "Ann:"), (":", "Slow Clocks")]),
        ("Slow Clocks, 2024-05-17", [("n", "Slow Clocks,"), (".", "2024-05-17")]),
        ("Slow Clocks, 2003–2024: A Map", [("n", "Slow Clocks, 2003–2024:"), (":", "A Map")]),
        ("Slow Clocks, 1990-2021", [("n", "Slow Clocks, 1990-2021")]),
        ("Slow Clocks, 2003–24", [("n", "Slow Clocks, 2003–24")]),
    ],
)
def test_a_line_is_cut_where_fields_may_part(line: str, pieces: list[tuple[str, str]]) -> None:
    assert [(chunk.before, chunk.text) for chunk in cut(line)] == pieces


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("**Slow Clocks** by", [("b", "Slow Clocks"), ("", "by")]),
        ("*Slow Clocks* by", [("i", "Slow Clocks"), ("", "by")]),
        ("***Slow Clocks*** by", [("bi", "Slow Clocks"), ("", "by")]),
        ("_Slow Clocks_ by", [("i", "Slow Clocks"), ("", "by")]),
        ("**Slow Clocks** _(Ann Lee)_", [("b", "Slow Clocks"), ("i", "(Ann Lee)")]),
        ("Clocks in SrTiO$_3$ and LaH$_{10}$ melt", [("", "Clocks in SrTiO$_3$ and LaH$_{10}$ melt")]),
        ("`Slow Clocks` by", [("c", "Slow Clocks"), ("", "by")]),
        ("<b>Slow Clocks</b> by", [("b", "Slow Clocks"), ("", "by")]),
        ("<em>Slow Clocks</em> by", [("i", "Slow Clocks"), ("", "by")]),
        ("<u>Slow Clocks</u> by", [("", "Slow Clocks"), ("", "by")]),
        ("**[Slow Clocks](https://example.org/1)** by", [("ba", "Slow Clocks"), ("", "by")]),
        ("[**Slow Clocks**](https://example.org/1) by", [("ba", "Slow Clocks"), ("", "by")]),
    ],
)
def test_the_markup_around_words_is_their_style(line: str, pieces: list[tuple[str, str]]) -> None:
    assert [(chunk.style, chunk.text) for chunk in cut(line)] == pieces


def test_chunks_know_where_they_stand_in_their_line() -> None:
    line = "**Slow Clocks** — [Ann Lee](https://example.org/lee), arXiv:2503.00001. Clocks"
    found = cut(line)
    assert [line[chunk.start : chunk.end] for chunk in found] == [chunk.text for chunk in found]
    assert [chunk.url for chunk in found if chunk.url] == ["https://example.org/lee", "arXiv:2503.00001"]


@pytest.mark.parametrize("sign", [" — Ann Lee of Ulm", " (Ann Lee, Ulm)"])
def test_a_long_line_is_cut_near_its_ends_and_not_in_its_middle(sign: str) -> None:
    words = ("agents think at every step " * 12).strip()
    assert len(cut(f"{words} {words}")) == 1
    assert len(cut(f"Clocks{sign} {words} {words}")) > 1
    assert len(cut(f"{words} {words}{sign}")) == 2
    assert len(cut(f"{words}{sign} {words}")) == 1


def test_initials_behind_the_word_before_the_last_name_go_on_to_it() -> None:
    assert [chunk.text for chunk in cut("A. Lee & B. C. Cho: Slow Clocks")] == ["A. Lee & B. C. Cho:", "Slow Clocks"]
    assert [chunk.text for chunk in cut("Lee, A., & Cho, B. Clocks: small maps")][-2:] == ["Clocks:", "small maps"]
    assert [chunk.text for chunk in cut("Plants of Mt. Ulm after 30 years")] == ["Plants of Mt. Ulm after 30 years"]


def texts(text: str) -> list[str]:
    return [chunk.text for chunk in cut(text)]


@pytest.mark.parametrize(
    "names",
    [
        "Ann C. Lee, Bo Cho",
        "Ann Lee, Bo D. Cho:",
        "by A. Lee, N. Cho on 13 Mar 2025",
        "Ann Lee and Bo Cho von Roy",
        "Ann Lee, Walther von Roy",
    ],
)
def test_names_with_initials_and_particles_are_whole(names: str) -> None:
    assert texts(names) == [names]


def test_dots_in_brackets_stay_with_the_names_before_them() -> None:
    assert texts("Lee, Ann; Cho, Bo; (...); Roy, Cy") == ["Lee, Ann; Cho, Bo; (...);", "Roy, Cy"]


def test_a_title_behind_an_initial_or_a_short_name_begins_there() -> None:
    assert texts("Ann Lee, Bo D. Cho: Slow Clocks") == ["Ann Lee, Bo D. Cho:", "Slow Clocks"]
    assert texts("Ann Lee, Bo Yu. Slow Clocks of Ulm") == ["Ann Lee, Bo Yu.", "Slow Clocks of Ulm"]
    assert texts("Slow Clocks von Ann Lee") == ["Slow Clocks", "von Ann Lee"]


def test_names_in_brackets_that_stand_for_others_are_parted_from_the_title() -> None:
    assert texts("Slow Clocks [Lee et al.]") == ["Slow Clocks", "[Lee et al.]"]
    assert texts("Slow Clocks [Second Part]") == ["Slow Clocks [Second Part]"]


@pytest.mark.parametrize("bar", "|┃│")
def test_bars_part_what_stands_beside_them(bar: str) -> None:
    assert texts(f"Mon {bar} Slow Clocks {bar} Ann Lee") == ["Mon", "Slow Clocks", "Ann Lee"]


def test_names_begin_right_behind_the_name_of_a_feed() -> None:
    assert texts("cs.CL updates on arXiv.orgby Ann Lee / 4h") == ["cs.CL updates on arXiv.org", "by Ann Lee", "4h"]


def test_an_apostrophe_before_a_stop_ends_a_sentence_too() -> None:
    assert texts("Clocks of K’iche’. Maps 2020") == ["Clocks of K’iche’.", "Maps 2020"]
