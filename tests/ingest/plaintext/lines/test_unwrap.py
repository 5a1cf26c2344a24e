"""A text is freed of what it was pasted in."""

from __future__ import annotations

from sitegen.ingest.plaintext.lines.unwrap import numbered_lines

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


def test_lines_of_a_mail_have_the_numbers_that_they_have_in_its_file() -> None:
    plain = MAIL[: MAIL.index("--x\nContent-Type: text/html")] + "--x--\n"
    quoted = plain.replace("text/plain\n", "text/plain\nContent-Transfer-Encoding: quoted-printable\n")
    for mail in (plain, quoted.replace("See HTML", "A long=\n line of clocks=\nSlow Clocks\nSee HTML")):
        (number,) = [number for number, line in numbered_lines(mail) if line == "See HTML"]
        assert mail.split("\n")[number - 1] == "See HTML"


def test_of_front_matter_only_the_day_is_text() -> None:
    rows = numbered_lines("---\nlayout: post\ndate: 2025-03-28\ntags: [a, b]\n---\n- Slow Clocks\n")
    assert [pair for pair in rows if pair[1]] == [(3, "2025-03-28"), (6, "- Slow Clocks")]
    assert numbered_lines("---\nSlow Clocks\n---\n")[1] == (2, "Slow Clocks")


def test_semicolons_between_names_part_no_cells() -> None:
    entries = "".join(f"Lee, Ann; Cho, Bo; Roy, Cy et al. (202{at}): Slow Clocks\n" for at in range(4))
    assert [line for _, line in numbered_lines(entries)] == entries.split("\n")


def test_a_bookmark_is_called_as_the_paper_and_not_as_the_tab_of_the_browser() -> None:
    url = "https://arxiv.org/abs/2504.00001"
    page = f'<DL><DT><A HREF="{url}">[2504.00001v2] Slow Clocks</A></DL>'
    assert [line for _, line in numbered_lines(f"<html><body>{page}</body></html>") if line] == [
        f"[Slow Clocks]({url})"
    ]
