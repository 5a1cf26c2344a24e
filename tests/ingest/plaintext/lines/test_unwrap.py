"""A text is freed of what it was pasted in."""

from __future__ import annotations

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


MAIL = """Subject: Papers
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain

See HTML

--x
Content-Type: text/html

<html><body><p><a href="https://clocks.example/1">Slow Clocks</a></p><p>Ann Lee, Bo Cho</p></body></html>

--x--
"""


def test_a_mail_is_read_in_html_if_it_has_any() -> None:
    lines = [line for _, line in numbered_lines(MAIL) if line]
    assert lines == ["Subject: Papers", "[Slow Clocks](https://clocks.example/1)", "Ann Lee, Bo Cho"]


def test_a_cell_of_a_table_with_tabs_may_have_several_lines() -> None:
    rows = [f'{at}\t"Slow Clocks\nof Room {at}"\tAnn' for at in range(3)]
    assert numbered_lines("\n".join(rows))[0][1] == "0\tSlow Clocks of Room 0\tAnn"


def test_of_front_matter_only_the_day_is_text() -> None:
    rows = numbered_lines("---\nlayout: post\ndate: 2025-03-28\ntags: [a, b]\n---\n- Slow Clocks\n")
    assert [pair for pair in rows if pair[1]] == [(3, "2025-03-28"), (6, "- Slow Clocks")]
    assert numbered_lines("---\nSlow Clocks\n---\n")[1] == (2, "Slow Clocks")


def test_semicolons_between_names_part_no_cells() -> None:
    entries = "".join(f"Lee, Ann; Cho, Bo; Roy, Cy et al. (202{at}): Slow Clocks\n" for at in range(4))
    assert [line for _, line in numbered_lines(entries)] == entries.split("\n")


def test_time_for_a_cell_of_empty_lines_grows_with_its_length() -> None:
    rows = [f'{at}\t"Slow Clocks {at}"\tAnn' for at in range(3)]
    with at_most(2):
        numbered_lines("\n".join([*rows, '3\t"Small Maps' + "\n" * 30_000 + '."\tBo']))
