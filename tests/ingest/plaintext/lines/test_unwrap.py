"""A text is freed of what it was pasted in."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from tests.bounds import at_most

TABLE = """# Papers

<table>
<tr><th>Title</th><th>Authors</th></tr>
<tr>
  <td>Slow Clocks</td>
  <td>Ann Lee</td>
</tr>
</table>

## More of them
"""


def test_tables_in_html_amid_markdown_are_tables_of_markdown() -> None:
    rows = [(number, line) for number, line in numbered_lines(TABLE) if line]
    assert rows == [
        (1, "# Papers"),
        (4, "| Title | Authors |"),
        (4, "|---|---|"),
        (5, "| Slow Clocks | Ann Lee |"),
        (11, "## More of them"),
    ]


def test_a_second_table_begins_anew_and_one_that_never_ends_is_text() -> None:
    lines = [line for _, line in numbered_lines(TABLE + TABLE.replace("Slow Clocks", "Small Maps"))]
    assert sum("Slow Clocks" in line for line in lines) == sum("Small Maps" in line for line in lines) == 1
    text = TABLE.replace("</table>", "")
    assert [line for _, line in numbered_lines(text)] == text.split("\n")


def test_words_beside_a_table_in_html_are_kept() -> None:
    text = "# Papers\n\n## Ours\n\nNew: <table><tr><td>Slow Clocks</td><td>Ann Lee</td></tr></table> and more\n"
    assert [line for _, line in numbered_lines(text) if line][2:] == ["New: ", "| Slow Clocks | Ann Lee |", " and more"]
    assert [line for _, line in numbered_lines("# A\n\n## B\n\nNo <table> and </table> here\n") if line][2:] == [
        "No ",
        "<table> and </table>",
        " here",
    ]


def test_a_mailbox_is_the_texts_of_its_mails() -> None:
    head = "From ann@example.org Fri May 22 12:03:11 2026\nSubject: {}\nContent-Type: text/plain\n\n{}\n\n"
    mails = head.format("First", "Slow Clocks\nFrom here on it is slow.") + head.format("Second", "Small Maps")
    rows = [(number, line) for number, line in numbered_lines(mails) if line]
    assert rows == [
        (1, "Subject: First"),
        (5, "Slow Clocks"),
        (6, "From here on it is slow."),
        (8, "Subject: Second"),
        (12, "Small Maps"),
    ]


TWO_PARTS = """Subject: Papers
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain

{}

--x
Content-Type: text/html

<html><body><p><a href="https://clocks.example/1">Slow Clocks</a></p><p>Ann Lee, Bo Cho</p></body></html>

--x--
"""


def test_a_mail_is_read_in_html_where_its_text_is_a_stub_or_has_no_links() -> None:
    def read(plain: str) -> list[str]:
        return [line for _, line in numbered_lines(TWO_PARTS.format(plain)) if line]

    shown = ["Subject: Papers", "[Slow Clocks](https://clocks.example/1)", "Ann Lee, Bo Cho"]
    assert read("See HTML") == read("Slow Clocks\nAnn Lee") == read("Look: https://news.example/42/of/march") == shown
    plain = ["Slow Clocks <https://clocks.example/1>", "Ann Lee, Bo Cho"]
    assert read("\n".join(plain))[1:] == plain


def test_semicolons_within_the_cells_of_a_table_with_tabs_part_no_cells() -> None:
    rows = (
        "Ann Lee; Bo Cho; Cy Roy\tSlow Clocks\t2024",
        "Di Sun; Ed Fox; Flo Gil\tSmall Maps\t2023",
        "Gus Ha; Ida Jo; Kai Li\tOld Rooms\t2022",
    )
    assert [text for _, text in numbered_lines("\n".join(rows))] == list(rows)
    indented = "\n".join(f"\t{title}; Ann Lee; 2024" for title in ("Slow Clocks", "Small Maps", "Old Rooms"))
    assert [text.strip().count("\t") for _, text in numbered_lines(indented)] == [2, 2, 2]


def test_names_of_a_cell_may_stand_a_line_each() -> None:
    rows = (
        '"Slow Clocks","Ann Lee\nBo Cho",2025',
        '"Small Maps","Cy Roy\nDi Sun\nEd Fox",2024',
        '"Long Walks","We wait\nfor trains",2023',
    )
    assert [text.split("\t")[1] for _, text in numbered_lines("\n".join(rows))] == [
        "Ann Lee, Bo Cho",
        "Cy Roy, Di Sun, Ed Fox",
        "We wait for trains",
    ]


def test_semicolons_between_names_part_no_cells() -> None:
    entries = "".join(f"Lee, Ann; Cho, Bo; Roy, Cy et al. (202{at}): Slow Clocks\n" for at in range(4))
    assert [line for _, line in numbered_lines(entries)] == entries.split("\n")


def test_who_introduced_a_paper_is_left_out_behind_its_authors() -> None:
    text = "Slow Clocks\n  (Ann Lee and Bo Cho; introduced\n  by C. Roy)\nWe wait (as in May; told by Di).\n"
    assert [line for _, line in numbered_lines(text)] == [
        "Slow Clocks",
        "  (Ann Lee and Bo Cho)",
        "",
        "We wait (as in May; told by Di).",
        "",
    ]


def test_a_remark_in_the_last_line_of_a_cell_is_no_part_of_it() -> None:
    rows = [f'{at}\t"Slow Clocks {at}"\tAnn' for at in range(3)]
    text = "\n".join([*rows, '3\t"Small Maps\n(+ appendix!)"\tBo', '4\t"Rooms\n(Extended Abstract)"\tBo'])
    assert [line for _, line in numbered_lines(text)][3:] == ["3\tSmall Maps\tBo", "4\tRooms (Extended Abstract)\tBo"]


@pytest.mark.parametrize(
    "last",
    [
        "(arXiv:2401.00001)",
        "(doi:10.1000/abc)",
        "(https://example.org/1)",
        "(by Ann Lee, Bo Cho)",
        "(code: a/b)",
        "(arXiv 2401.00001)",
    ],
)
def test_what_tells_of_a_paper_in_the_last_line_of_a_cell_stays(last: str) -> None:
    text = "\n".join(f'{at}\t"Slow Clocks {at}\n{last}"\tAnn' for at in range(3))
    assert numbered_lines(text)[0][1] == f"0\tSlow Clocks 0 {last}\tAnn"


def test_time_for_a_cell_of_empty_lines_grows_with_its_length() -> None:
    rows = [f'{at}\t"Slow Clocks {at}"\tAnn' for at in range(3)]
    with at_most(2):
        numbered_lines("\n".join([*rows, '3\t"Small Maps' + "\n" * 30_000 + '."\tBo']))


@pytest.mark.parametrize("by", ["ICML 2024; presented by Ann Lee", "Ann Lee, Bo Cho; written by Cy Roy"])
def test_who_stands_behind_what_are_no_authors_or_wrote_a_paper_is_kept(by: str) -> None:
    assert numbered_lines(f"Slow Clocks\n({by})")[1] == (2, f"({by})")
