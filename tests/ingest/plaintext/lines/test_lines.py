"""What programs put around lines is taken off, and what they mark is kept as a property of a line."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from sitegen.ingest.read.html import closed, marked_lines


def read(text: str) -> list[Line]:
    return lines(numbered_lines(text))


def texts(text: str) -> list[str]:
    return [line.text for line in read(text)]


def test_what_only_programs_see_is_no_text() -> None:
    assert texts("View ORCID ProfileAnn Lee, Author PictureBo Cho\n") == ["Ann Lee, Bo Cho"]


def test_a_line_with_a_rule_of_its_length_below_is_a_heading() -> None:
    found = read(
        "** Slow Clocks (https://example.org/1)\n-----------------------------\nby Ann Lee\n\nSee below\n---\nEnd"
    )
    assert [(line.text, line.level) for line in found if line.marker != "rule"] == [
        ("Slow Clocks (https://example.org/1)", 2),
        ("by Ann Lee", 0),
        ("See below", 0),
        ("End", 0),
    ]


def test_titles_are_underlined_in_plain_text() -> None:
    found = read("Slow Clocks\n===========\nAnn Lee\n\nSmall Maps\n----------\nBo Cho")
    assert [(line.text, line.level) for line in found] == [
        ("Slow Clocks", 2),
        ("Ann Lee", 0),
        ("Small Maps", 2),
        ("Bo Cho", 0),
    ]
    wide = f"** Slow Clocks (https://a.example/{'x' * 200})"
    assert lines([(1, wide), (2, "-" * 60), (3, "By Ann Lee")])[0].level == 2


def test_titles_are_underlined_with_drawn_lines() -> None:
    found = read("1 Slow Clocks\n═════════════\n\nAnn Lee\n\nSmall Maps\n──────────\n\nBo Cho")
    assert [(line.text, line.level) for line in found if line.level] == [("1 Slow Clocks", 2), ("Small Maps", 2)]


def test_latex_gives_the_words_of_frames_and_the_cells_of_tables() -> None:
    frame = "\\begin{frame}\n\\frametitle{Slow Clocks}\n\\framesubtitle{Ann Lee}\n{\\tiny \\url{https://example.org/1}}\n\\end{frame}"
    assert texts(frame) == ["Slow Clocks", "Ann Lee", "https://example.org/1"]
    frame = "\\begin{frame}[allowframebreaks]{Slow Clocks}\n\\hfill{\\tiny\\url{https://example.org/1}}\n\\end{frame}"
    assert texts(frame) == ["Slow Clocks", "https://example.org/1"]
    section = "\\subsection{Slow Clocks}\n\\textit{Ann Lee} \\hfill \\url{https://example.org/1}\n"
    paragraph = "\\paragraph{Abstract.} We let agents think."
    assert [line.split() for line in texts(section + paragraph)] == [
        ["Slow", "Clocks"],
        ["*Ann", "Lee*", "https://example.org/1"],
        ["Abstract."],
        ["We", "let", "agents", "think."],
    ]
    table = "\\begin{tabular}{ll}\n\\toprule\nSlow Clocks & Ann Lee \\\\\nCats \\& Dogs & Bo Cho \\\\\n\\end{tabular}"
    assert texts(table) == ["Slow Clocks\tAnn Lee", "Cats & Dogs\tBo Cho"]


def test_brackets_around_the_words_of_a_link_on_a_page_are_none_of_its_own() -> None:
    page = '<p>Slow Clocks <a href="https://example.org/1">[PDF]</a></p>'
    assert [line for _, line in marked_lines(page) if line] == ["Slow Clocks [PDF](https://example.org/1)"]


@pytest.mark.parametrize("address", ["#", "#!", "javascript:void(0)"])
def test_links_that_lead_nowhere_are_none(address: str) -> None:
    page = f'<ul><li><a href="{address}">Lee A. Slow Clocks // Letters. 2020.</a></li></ul>'
    assert [line for _, line in marked_lines(page) if line] == ["- Lee A. Slow Clocks // Letters. 2020."]


def test_words_in_bold_or_italics_on_a_page_have_marks_around_them() -> None:
    def shown(page: str) -> list[str]:
        return [line for _, line in marked_lines(page) if line]

    item = '<li><i class="icon"></i> <b>Slow Clocks</b>, <em>Maps</em></li><li><b> </b>Ann<b><br></b></li>'
    assert shown(f"<ul>{item}</ul>") == ["- **Slow Clocks**, *Maps*", "- Ann"]
    link = '<b><a href="https://example.org/1"><i>Slow</i> Clocks</a></b>'
    assert shown(f"<p>{link}, <b>Ann<br>Lee</b></p>") == ["**[*Slow* Clocks](https://example.org/1)**, Ann", "Lee"]


@pytest.mark.parametrize("words", ["Slow Clocks", "*Slow Clocks*", "**Slow Clocks**", "`Slow Clocks`", "* Slow Clocks"])
def test_the_words_of_a_link_have_no_marks(words: str) -> None:
    found = chunks(read(f"See [{words}](https://example.org/1) there"))
    assert [chunk.text for chunk in found if chunk.url] == ["Slow Clocks"]


def test_latex_that_is_italic_over_a_line_s_end_leaves_no_marks() -> None:
    latex = "\\subsection{Slow Clocks}\n\\textit{Ann Lee,\nBo Cho} \\\\\n\\paragraph{Abstract.} We rest.\n"
    assert texts(latex) == ["Slow Clocks", "*Ann Lee, Bo Cho*", "Abstract.", "We rest."]


def test_older_commands_of_latex_mark_words_as_the_newer_ones_do() -> None:
    items = texts(
        "\\begin{itemize}\n\\item {\\bf Slow Clocks}, {\\em Letters}\n\\item {\\small Small Maps}\n\\end{itemize}\n"
    )
    assert items == ["**Slow Clocks**, *Letters*", "Small Maps"]


def test_marks_of_affiliations_are_no_words_in_latex() -> None:
    assert (
        texts("\\section{Maps}\n\\textbf{Ann Lee}\\textsuperscript{1}, Bo Cho\\inst{2}\n\\item\n")[1]
        == "Ann Lee, Bo Cho"
    )


def test_addresses_in_footnotes_stand_where_their_marks_do() -> None:
    note = "- Slow Clocks[fn:1]\n- Small Maps[fn:2]\n\n* Footnotes\n[fn:1] https://arxiv.org/abs/1\n[fn:2] <https://arxiv.org/abs/2>\n"
    assert texts(note)[:2] == ["Slow Clocks https://arxiv.org/abs/1", "Small Maps https://arxiv.org/abs/2"]


def test_a_tag_within_a_line_parts_as_a_blank_line_does() -> None:
    found = read("<p>Slow Clocks</p><p>Small Maps</p>\n<p>New Rooms</p>\n")
    assert [(line.text, line.gap > 0) for line in found] == [
        ("Slow Clocks", True),
        ("Small Maps", True),
        ("New Rooms", True),
    ]
    assert [line.gap > 0 for line in read("Slow Clocks<hr>Small Maps\nNew Rooms\n")] == [False, True, False]


def test_comments_below_a_document_and_their_marks_are_no_text() -> None:
    assert texts("Slow Clocks[a]\nWe rest.[b]\n[a]Whose?\n[b]Ours.\n") == ["Slow Clocks", "We rest."]
    assert texts("Slow Clocks[a][b]\nWe rest.\n[a]Whose?\n[b]Ours.\n") == ["Slow Clocks", "We rest."]
    assert texts("Slow Clocks[AL1][BC2]\nWe rest.[AL3]\n [AL1]Whose?\n[BC2]Ours.\n") == ["Slow Clocks", "We rest."]
    assert len(texts("We use clocks[AL1].\n[AL1]Ann Lee. Slow Clocks. 2024.\n[BC2]Bo Cho. Maps.\n")) == 3
    assert len(texts("We use clocks[A1].\n[A1]Ann Lee. Slow Clocks.\n")) == 2
    assert texts("[A1] Slow Clocks\n[A2] Small Maps[A1]\n")[1:] == ["[A2] Small Maps[A1]"]
    assert texts("Slow Clocks\n[a] First\n[b] Second\n")[1:] == ["[a] First", "[b] Second"]
    assert len(texts("We follow others[a] here.\n[a] Slow Clocks https://a.example/1\n[b] Small Maps\n")) == 3


def test_a_headline_is_one_line_without_how_long_it_takes_to_read() -> None:
    text = "SLOW CLOCKS OF THE WORLD AND OF ITS\nMAPS (16 MINUTE\nREAD) [5]\n\nWe look.\n\nSMALL MAPS (2 MINUTE READ)\n"
    assert texts(text) == ["SLOW CLOCKS OF THE WORLD AND OF ITS MAPS [5]", "We look.", "SMALL MAPS"]
    assert texts("Slow Clocks (3 minute read)\nAnn Lee\n") == ["Slow Clocks", "Ann Lee"]
    below = "NEWS & MAPS\nSlow Clocks (3 minute read)\nWe look.\nSmall Maps (2 minute read)\n"
    assert texts(below) == ["NEWS & MAPS", "Slow Clocks", "We look.", "Small Maps"]


def test_events_of_a_calendar_are_their_day_name_and_words() -> None:
    event = (
        "BEGIN:VEVENT\nDTSTART;TZID=Europe/Rome:20250522T090000\nORGANIZER;CN=Ann:mailto:ann@example.org\n"
        "SUMMARY:Slow Clocks\\,\n"
        "  Small Maps\nDESCRIPTION:By Bo Cho\\n\\nWe learn\\; they do\n not.\nEND:VEVENT\n"
    )
    found = read(f"BEGIN:VCALENDAR\nX-WR-CALNAME:Talks\n{event}{event.replace('22T', '23T')}END:VCALENDAR\n")
    assert [line.text for line in found[:4]] == [
        "2025-05-22",
        "Slow Clocks, Small Maps",
        "By Bo Cho",
        "We learn; they donot.",
    ]
    assert [line.number for line in found[:4]] == [4, 6, 8, 8]
    assert (found[4].text, found[4].gap) == ("2025-05-23", 1)
    bare = "BEGIN:VEVENT\nDTSTART:20250524T140000Z\nSUMMARY:Long Walks\nEND:VEVENT\n"
    rows = read(f"BEGIN:VCALENDAR\n{event}{bare}END:VCALENDAR\n")
    assert [line.text for line in rows[4:]] == ["2025-05-24", "Long Walks"]


def test_italics_do_not_part_others_from_the_names_before_them() -> None:
    assert texts("A. Lee *et al.*, *Slow Clocks*, 2025") == ["A. Lee et al., *Slow Clocks*, 2025"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = ["1\tSlow Clocks\t2", "2\tSmall Maps\t12", "3 Dreams ........ 14"]
    below = ["1\tSlow\u00a0Clocks", "We rest.", "2\tSmall Maps", "3 Dreams", "Room   7", "", "   9"]
    rows = list(enumerate([*contents, *below], 1))
    assert [line.number for line in lines(rows)] == [4, 5, 6, 7, 8, 10]
    # neither one entry nor numbers that count something else
    assert len(lines([rows[0], *rows[3:]])) == 7
    votes = [(1, "Slow Clocks\t9"), (2, "Small Maps\t2"), (3, "Slow Clocks"), (4, "Small Maps")]
    assert [line.number for line in lines(votes)] == [1, 2, 3, 4]


def test_headings_of_markdown_that_a_button_copies_make_no_markdown_of_a_page() -> None:
    page = '<div><h2>Slow Clocks</h2><p>We rest.</p><i data-a="# Clocks\n\n## Maps, rooms\n"></i></div>'
    assert texts(page) == ["Slow Clocks", "We rest."]


def test_what_never_ends_in_a_page_is_text() -> None:
    assert closed("<!-- Slow Clocks") == " Slow Clocks"
    assert closed("Clocks < Maps") == "Clocks &lt; Maps"
    assert closed("<p>Clocks</p> <![ Maps") == "<p>Clocks</p> &lt;![ Maps"
    assert closed("<p>Clocks</p><!-- Maps -->") == "<p>Clocks</p><!-- Maps -->"


@pytest.mark.parametrize("page", ['<p style="display:none">Hi</p>', "<nav><a>a</a></nav></li></ul></a>", ""])
def test_a_page_on_which_nobody_sees_anything_has_no_lines(page: str) -> None:
    assert lines(numbered_lines(page)) == []


def test_rows_of_csv_without_a_head_are_cells_if_they_hold_addresses() -> None:
    rows = "Slow Clocks,Ann Lee; Bo Cho,https://example.org/1\n" * 3
    assert texts(rows) == ["Slow Clocks\tAnn Lee; Bo Cho\thttps://example.org/1"] * 3
    prose = "First, we think, then we act.\nThen, we rest, and we sleep.\nLast, we dream, and we wake.\n"
    assert texts(prose) == prose.splitlines()


def test_entries_of_bibtex_among_lines_are_left_out() -> None:
    entry = "@article{lee2024,\n  title = {Slow Clocks},\n  year = {2024}\n}\n"
    assert texts(f"Slow Clocks\n{entry}Small Maps\n") == ["Slow Clocks", "Small Maps"]
    # but not all that follows one that never ends
    assert texts(f"Slow Clocks\n{entry[:-2]}\nSmall Maps\n")[-1] == "Small Maps"


def test_what_a_page_of_arxiv_says_of_itself_is_no_line() -> None:
    assert texts("Slow Clocks\nAbstract page for arXiv paper 2504.00001v2: Slow Clocks\nAnn Lee\n") == [
        "Slow Clocks",
        "Ann Lee",
    ]


def test_what_a_page_says_to_those_who_hear_it_is_no_line() -> None:
    page = "Slow Clocks\nView articletitled, Slow Clocks\nOpen thePDFfor Slow Clocks in another window\nWe wait."
    assert [line.text for line in lines(list(enumerate(page.split("\n"), 1)))] == ["Slow Clocks", "We wait."]


def test_what_a_style_sheet_sets_apart_is_parted_from_the_words_before() -> None:
    page = '<p><span class="card-author">arXiv.org</span><span class="card-publisher">Ann Lee</span></p>'
    assert [line for _, line in marked_lines(page) if line] == ["arXiv.org", "Ann Lee"]
    glued = (
        '<p>Slow<span class="c3">er</span> <span class="author">Ann Lee</span>, <span class="author">Bo Cho</span></p>'
    )
    assert [line for _, line in marked_lines(glued) if line] == ["Slower Ann Lee, Bo Cho"]


def test_buttons_before_titles_of_the_acl_anthology_are_no_words() -> None:
    assert texts("pdf bib abs Slow Clocks\npdf bib Small Maps") == ["Slow Clocks", "Small Maps"]
    assert texts("pdf files of clocks\nbib abs") == ["pdf files of clocks", "bib abs"]


def test_an_entry_of_a_table_of_contents_may_go_over_two_lines() -> None:
    contents = ["Slow Clocks of the World and", "What They Tell . . . . . 2", "Small Maps . . . . . . . 3"]
    below = ["Slow Clocks of the World and", "What They Tell", "We wait.", "Small Maps"]
    assert [line.number for line in lines(list(enumerate([*contents, *below], 1)))] == [4, 5, 6, 7]
    # a line above that is no heading stays
    assert lines(list(enumerate(["Contents", *contents, *below], 1)))[0].text == "Contents"
