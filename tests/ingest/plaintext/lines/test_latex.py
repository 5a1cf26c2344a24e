r"""LaTeX is read by its braces and paragraphs, as a reader sees it."""

from __future__ import annotations

from time import process_time

import pytest

from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.read import latex


def shown(text: str) -> list[str]:
    """The lines that are left, without those that are empty."""
    rows = latex.rows(list(enumerate(text.split("\n"), 1)))
    return [row.strip() for _, row in rows if row.strip()]


def test_a_line_goes_on_until_something_begins() -> None:
    text = (
        "\\begin{itemize}\n"
        "  \\item \\textbf{Slow Clocks: Planning\n    for Machines}, Ann~Lee and\n    Bo Cho.\n"
        "  \\item {\\em Small Maps}, Cy Roy\n\n  They are small.\n\\end{itemize}\n"
    )
    assert shown(text) == [
        "\\item **Slow Clocks: Planning for Machines**, Ann Lee and Bo Cho.",
        "\\item *Small Maps*, Cy Roy",
        "They are small.",
    ]


def test_what_speakers_note_for_themselves_is_nothing_that_a_reader_sees() -> None:
    text = "\\item Slow Clocks\n\n\\note{Ask Ann {\\em soon}.}\nThey are slow. \\todo{Why?}\n"
    assert shown(text) == ["\\item Slow Clocks", "They are slow."]


def test_an_abstract_with_emphasis_of_tex_makes_no_latex_of_a_page() -> None:
    page = ["Slow Clocks", "Ann Lee", "We \\emph{wait}.", "Maps", "Bo Cho", "We \\textit{draw}.", "Share", "Save"]
    assert not latex.is_latex(list(enumerate(page)))
    assert not latex.is_latex(list(enumerate(page[:3])))


def test_a_command_with_several_arguments_gives_a_line_for_each() -> None:
    entry = "\\cventry{2025}{Slow Clocks}{Ren\\'{e}e Roy}{Proc.\\ of \\emph{Maps}}{}{\\url{https://a.example/1}}\n"
    assert shown(entry) == ["2025", "Slow Clocks", "Renée Roy", "Proc. of *Maps*", "https://a.example/1"]


def test_the_head_of_a_block_is_below_that_of_its_slide() -> None:
    slide = "\\begin{frame}\n\\frametitle{Slow Clocks}\n\\begin{block}{Summary}\nWe rest.\n\\end{block}\n\\end{frame}\n"
    assert shown(slide) == ["## Slow Clocks", "### Summary", "We rest."]


def test_comments_settings_and_commands_without_words_are_no_text() -> None:
    text = "% a note\n\\usetheme{metropolis}\n\\vfill\n50\\% of clocks % are slow\n\\section{Maps}\n\\item one\n"
    assert shown(text) == ["50% of clocks", "## Maps", "\\item one"]


def test_rows_of_a_table_stay_rows() -> None:
    assert shown("\\emph{Slow Clocks}\tAnn Lee\n\\emph{Small Maps}\tBo Cho\n") == [
        "*Slow Clocks*\tAnn Lee",
        "*Small Maps*\tBo Cho",
    ]
    table = "\\hline\nTitle & Authors \\\\\n\\hline\nSlow Clocks & Ann Lee \\\\\nSmall \\& Old & Bo Cho \\\\\n"
    assert [row for row in shown(table) if row.strip()] == [
        "Title\tAuthors",
        "Slow Clocks\tAnn Lee",
        "Small & Old\tBo Cho",
    ]


def test_rows_of_a_table_are_latex_without_its_head_and_may_have_empty_cells() -> None:
    table = "Slow Clocks & Ann Lee & & 2024 \\\\[2pt]\nSmall \\& Old & Bo Cho & maps & \\\\\n"
    assert latex.is_latex(list(enumerate(table.split("\n"))))
    assert not latex.is_latex([(1, "Slow Clocks & Ann Lee"), (2, "Small & Old & Bo Cho"), (3, "C:\\maps & more")])
    cells = [[cell.strip() for cell in row.split("\t")] for row in shown(table)]
    assert cells == [["Slow Clocks", "Ann Lee", "", "2024"], ["Small & Old", "Bo Cho", "maps"]]


def test_a_line_keeps_its_number() -> None:
    found = lines([(7, "\\section{A}"), (8, "\\item \\textbf{Slow"), (9, "Clocks}"), (10, "\\item Maps")])
    assert [(line.number, line.text) for line in found] == [(7, "A"), (8, "**Slow Clocks**"), (10, "Maps")]


@pytest.mark.parametrize(
    "piece", ["\\textbf{", "{", "\\item ", "\\cventry{a}{b}{c}", "word\n", "\\em {a}\n", "}", "\\bibitem{a} "]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        list(latex.rows(list(enumerate(("\\section{A}\n\\item B\n" + piece * times).split("\n"), 1))))
        return process_time() - start

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.02)


def test_room_in_a_reference_takes_no_time() -> None:
    start = process_time()
    assert shown("\\item A\n\\bibitem{a}Ann Lee." + " " * 40_000 + "Clocks") == ["\\item A", "\\item Ann Lee. Clocks"]
    assert process_time() - start < 1


def test_a_letter_may_have_two_accents() -> None:
    assert shown("\\item \\textbf{Slow Clocks}, Linh Nguy\\~{\\^e}n\n") == ["\\item **Slow Clocks**, Linh Nguyễn"]


def test_a_long_text_in_small_letters_is_in_no_braces() -> None:
    words = "We let agents think of clocks. " * 40
    assert shown(f"\\item \\emph{{Slow Clocks}} \\\\\n{{\\small {words}}}\n")[-1].strip() == words.strip()


def test_a_command_that_shows_its_argument_many_times_is_no_abbreviation() -> None:
    defined = "\\newcommand{\\x}[1]{" + "#1" * 400 + "}\n"
    assert len("".join(shown(f"{defined}\\item Slow Clocks \\x{{{'y' * 500}}}\n"))) < 2000
    assert len("".join(shown(f"{defined}\\item Slow Clocks \\x{{{'y' * 200}}}\n"))) < 2000
    inner = "\\newcommand{\\a}[1]{" + "#1 " * 60 + "}\n\\newcommand{\\b}[1]{" + "\\a{#1}" * 40 + "}\n"
    assert len("".join(shown(inner + "\\item Slow Clocks \\b{xxxx}\n"))) < 2000


def test_a_number_sign_in_an_argument_stands_for_no_other() -> None:
    defined = "\\newcommand{\\paper}[2]{\\item \\textbf{#1}, #2}\n"
    lines = shown(defined + "\\begin{itemize}\n\\paper{Clocks in C\\#2}{Ann Lee}\n")
    assert lines == ["\\item **Clocks in C#2**, Ann Lee"]


def test_a_quotation_has_marks() -> None:
    assert shown("\\item Ann Lee. \\enquote{Slow Clocks of \\emph{Towns}}. 2025.\n") == [
        '\\item Ann Lee. "Slow Clocks of *Towns*". 2025.'
    ]


def test_words_may_follow_the_command_that_sets_them_in_small_letters() -> None:
    text = "\\item[Slow Clocks] Ann Lee\n\\begin{small}\\textsc{Abstract}: We wait.\\end{small}\n"
    assert shown(text) == ["\\item **Slow Clocks**  Ann Lee", "Abstract: We wait."]


def test_formulas_of_several_lines_make_no_latex_of_a_text() -> None:
    formula = "$$\\begin{aligned}\\begin{cases} u = 1 \\\\ v = 2 \\end{cases}\\end{aligned}$$"
    assert not latex.is_latex([(1, "Title: Slow Clocks"), (2, f"We solve {formula}.")])


def test_the_title_of_a_reference_may_be_the_words_of_a_link_behind_a_space() -> None:
    title = "\\href {https://a.example/1} {Slow Clocks}"
    entry = f"\\bibitem[{{Lee(2025)}}]{{lee}}\nAnn Lee.\n\\newblock 2025.\n\\newblock {title}.\n"
    assert "[Slow Clocks](https://a.example/1)" in shown(f"{entry}\n{entry}")[0]


def test_a_line_may_end_with_a_command() -> None:
    assert shown("\\item Slow Clocks \\newline Ann Lee\n\\item Small Maps\n  \\newline Bo Cho") == [
        "\\item Slow Clocks", "Ann Lee", "\\item Small Maps", "Bo Cho",
    ]  # fmt: skip


def test_the_label_of_an_item_may_be_a_link() -> None:
    assert shown(r"\item[\href{https://example.org/1}{Slow Clocks}] Ann Lee\item[Small Maps] Bo Cho") == [
        "\\item **[Slow Clocks](https://example.org/1)**  Ann Lee\\item **Small Maps**  Bo Cho"
    ]


def test_a_comment_with_names_stays_one_outside_of_slides_and_above_items() -> None:
    assert shown("\\begin{itemize}\n\\item Slow Clocks\n% Lee et al.\nof the World\n") == [
        "\\item Slow Clocks of the World"
    ]
    frame = "\\begin{frame}{Papers}\n\\item Slow Clocks\n% Lee et al.\n\\item Small Maps\n\\end{frame}\n"
    assert shown(frame) == ["## Papers", "\\item Slow Clocks", "\\item Small Maps"]


def test_two_backslashes_end_a_line_and_new_blocks_of_a_reference_do_not() -> None:
    text = "\\bibitem{lee25}\nA.~Lee.\n\\newblock Slow Clocks\nof the World.\n\\newblock {\\em Maps} \\\\\nPages 1.\n"
    assert [" ".join(line.split()) for line in shown(text)] == [
        "\\item A. Lee. Slow Clocks of the World. *Maps*",
        "Pages 1.",
    ]


def test_commands_that_a_text_makes_itself_are_what_they_stand_for() -> None:
    text = (
        "\\newcommand{\\arxiv}[1]{\\href{https://arxiv.org/abs/#1}{arXiv:#1}}\n\\renewcommand*\\paper[1]{\\textbf{#1}}\n"
        "\\paper{Slow Clocks}, \\arxiv{2503.23733}. A \\papers{word} \\textbf{more}.\n"
    )
    assert shown(text) == [
        "**Slow Clocks**, [arXiv:2503.23733](https://arxiv.org/abs/2503.23733). A \\papers{word} **more**."
    ]


def test_the_arguments_of_an_environment_are_lines_of_an_entry() -> None:
    text = r"""\newcommand{\speaker}[1]{\underline{#1}}
\begin{talk}{Slow Clocks of
  the World}{%
  Ann~Lee\textsuperscript{1}, \speaker{Bo
  Cho}}
We wait.
\end{talk}"""
    lines = [line for _, line in latex.rows(list(enumerate(text.splitlines(), 1)))]
    assert [line.strip() for line in lines if line.strip()] == [
        "Slow Clocks of the World",
        "Ann Lee, Bo Cho",
        "We wait.",
    ]


def test_the_arguments_of_own_commands_may_stand_in_lines_of_their_own() -> None:
    text = r"""\newcommand{\reading}[4]{\item \textbf{#1}\\ #2.\\ {\small #3 \quad \href{#4}{[link]}}}
\section{Papers}
\reading{Slow Clocks}
  {Ann Lee, Bo Cho}
  {ACL, 2019}{https://example.org/1}
\reading{Cut off}
Words."""
    assert shown(text) == [
        "## Papers",
        r"\item **Slow Clocks**\ Ann Lee, Bo Cho.",
        "ACL, 2019   [[link]](https://example.org/1)",
        r"\reading{Cut off}",
        "Words.",
    ]


def test_room_between_lines_parts_what_is_above_from_what_is_below() -> None:
    text = "\\begin{frame}{Slow Clocks}\nWe wait for them.\n\\vfill\n{\\tiny arXiv:2502.05795}\n\\end{frame}"
    lines = [line for _, line in latex.rows(list(enumerate(text.splitlines(), 1)))]
    assert [line.strip() for line in lines] == ["## Slow Clocks", "We wait for them.", "", "arXiv:2502.05795"]


def test_titles_that_inspire_comments_out_are_read() -> None:
    entry = "\\bibitem{Lee}\nA.~Lee,\n%%``Slow Clocks of the World,''\nJHEP \\textbf{05} (2007), 034\n%%27 citations"
    assert shown(entry.replace("%%", "%")) == [r'\item  A. Lee, "Slow Clocks of the World," JHEP **05** (2007), 034']
