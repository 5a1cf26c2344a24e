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


def test_two_backslashes_end_a_line_and_new_blocks_of_a_reference_do_not() -> None:
    text = "\\bibitem{lee25}\nA.~Lee.\n\\newblock Slow Clocks\nof the World.\n\\newblock {\\em Maps} \\\\\nPages 1.\n"
    assert [" ".join(line.split()) for line in shown(text)] == [
        "\\item A. Lee. **Slow Clocks of the World**. *Maps*",
        "Pages 1.",
    ]


def test_an_abstract_with_emphasis_of_tex_makes_no_latex_of_a_page() -> None:
    page = ["Slow Clocks", "Ann Lee", "We \\emph{wait}.", "Maps", "Bo Cho", "We \\textit{draw}.", "Share", "Save"]
    assert not latex.is_latex(list(enumerate(page)))
    assert not latex.is_latex(list(enumerate(page[:3])))
    assert latex.is_latex([(1, "\\textbf{Slow Clocks}, Ann Lee"), (2, "\\textbf{Maps}, Bo Cho")])


def test_a_quotation_may_begin_in_the_line_of_its_command() -> None:
    quotation = "\\begin{quote}\\small We let agents\nthink.\n\\end{quote}\n"
    assert shown(quotation) == ["We let agents think."]
    assert shown("\\begin{quote}\\small\nWe let agents\nthink.\n\\end{quote}\n") == ["We let agents think."]


def test_words_that_are_emphasised_as_a_whole_stand_alone() -> None:
    assert shown("\\textbf{Slow Clocks}\n\\textit{Ann Lee,\n  Bo Cho}\nWe rest.\n") == [
        "**Slow Clocks**",
        "*Ann Lee, Bo Cho*",
        "We rest.",
    ]


def test_a_command_with_several_arguments_gives_a_line_for_each() -> None:
    entry = "\\cventry{2025}{Slow Clocks}{Ren\\'{e}e Roy}{Proc.\\ of \\emph{Maps}}{}{\\url{https://a.example/1}}\n"
    assert shown(entry) == ["2025", "Slow Clocks", "Renée Roy", "Proc. of *Maps*", "https://a.example/1"]


def test_an_entry_of_a_curriculum_gives_a_line_for_each_argument_however_few() -> None:
    entry = "\\cvitem{2022}{Ann Lee, \\textbf{Bo Cho}. \\emph{Slow Clocks}. 2022.}\n\\setlength{\\a}{2pt}\n"
    assert shown(entry) == ["2022", "Ann Lee, **Bo Cho**. *Slow Clocks*. 2022."]


def test_the_head_of_a_block_is_below_that_of_its_slide() -> None:
    slide = "\\begin{frame}\n\\frametitle{Slow Clocks}\n\\begin{block}{Summary}\nWe rest.\n\\end{block}\n\\end{frame}\n"
    assert shown(slide) == ["## Slow Clocks", "### Summary", "We rest."]


def test_what_stands_below_a_block_is_none_of_its_text() -> None:
    slide = "\\begin{block}{Abstract}\nWe rest.\n\\end{block}\n\\pause\n\\alert{Why do we?}\n"
    found = list(latex.rows(list(enumerate(slide.split("\n"), 1))))
    assert [line.strip() for _, line in found] == ["### Abstract", "We rest.", "", "Why do we?", ""]


def test_the_line_below_the_head_of_a_slide_may_have_letters_of_its_own_and_notes_are_not_shown() -> None:
    slide = (
        "\\institute{\\textsc{Atlantis} College}\n"
        "\\framesubtitle{Ann Lee \\hfill \\texttt{arXiv:2502.05795}}\n\\note{ask \\emph{Bo} for it}\n"
    )
    assert [" ".join(line.split()) for line in shown(slide)] == ["Atlantis College", "Ann Lee arXiv:2502.05795"]


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


def test_colours_and_the_steps_of_slides_are_not_shown() -> None:
    slide = (
        "\\begin{itemize}\n\\item<2-> \\textbf{Slow Clocks}\\\\\n"
        "{\\footnotesize\\color{gray} Ann Lee \\emph{et al.}}\n\\item \\textcolor[rgb]{1,0,0}{Small Maps}\n"
    )
    assert [line.split() for line in shown(slide)] == [
        ["\\item", "**Slow", "Clocks**"],
        ["Ann", "Lee", "*et", "al.*"],
        ["\\item", "Small", "Maps"],
    ]


def test_a_letter_may_have_two_accents() -> None:
    assert shown("\\item \\textbf{Slow Clocks}, Linh Nguy\\~{\\^e}n\n") == ["\\item **Slow Clocks**, Linh Nguyễn"]


def test_two_backslashes_part_a_line_of_a_list_and_and_parts_authors() -> None:
    item = r"\item<1-> \alert{Slow Clocks}\\ {\footnotesize Ann Lee \and Bo Cho}"
    assert [" ".join(line.split()) for line in shown(item)] == ["\\item Slow Clocks", "Ann Lee, Bo Cho"]


def test_a_long_text_in_small_letters_is_in_no_braces() -> None:
    words = "We let agents think of clocks. " * 40
    assert shown(f"\\item \\emph{{Slow Clocks}} \\\\\n{{\\small {words}}}\n")[-1].strip() == words.strip()


def test_a_command_that_shows_its_argument_many_times_is_no_abbreviation() -> None:
    defined = "\\newcommand{\\x}[1]{" + "#1" * 400 + "}\n"
    assert len("".join(shown(f"{defined}\\item Slow Clocks \\x{{{'y' * 500}}}\n"))) < 2000


def test_a_quotation_has_marks() -> None:
    assert shown("\\item Ann Lee. \\enquote{Slow Clocks of \\emph{Towns}}. 2025.\n") == [
        '\\item Ann Lee. "Slow Clocks of *Towns*". 2025.'
    ]


def test_a_command_of_the_text_itself_shows_what_it_stands_for() -> None:
    defined = "\\newcommand{\\me}[1]{\\underline{#1}}\n\\newcommand\\of[1]{in #1}\n"
    item = "\\item \\me{Ann Lee}, Bo Cho. \\emph{Slow Clocks}. \\of{Maps}\n"
    assert shown(defined + item) == ["\\item Ann Lee, Bo Cho. *Slow Clocks*. in Maps"]
    assert "\\me" in shown(item)[0]
    linked = "\\newcommand{\\arx}[1]{\\href{https://arxiv.org/abs/#1}{\\texttt{arXiv:#1}}}\n"
    assert shown(f"{linked}\\item Slow Clocks. \\arx{{2502.05795}}\n") == [
        "\\item Slow Clocks. [arXiv:2502.05795](https://arxiv.org/abs/2502.05795)"
    ]


def test_a_command_of_the_text_itself_may_have_several_arguments_in_lines_of_their_own() -> None:
    defined = "\\newcommand{\\paper}[3]{\\textbf{#1} \\hfill \\url{https://a.example/#3}\\\\ \\emph{#2}\\par}\n"
    item = "\\item \\paper{Slow Clocks}\n  {Ann Lee \\and Bo Cho}\n  {17}\n  We wait.\n"
    rows = ["\\item **Slow Clocks** https://a.example/17", "*Ann Lee, Bo Cho*", "We wait."]
    assert [" ".join(row.split()) for row in shown(defined + item)] == rows
    # one that names an argument which it does not have is left alone
    assert "\\paper" in shown(f"{defined.replace('#2', '#4')}{item}")[0]


def test_what_a_command_of_the_text_itself_stands_for_says_what_its_arguments_are() -> None:
    text = (
        "\\newcommand{\\talk}[4]{\\section*{#1}\\textbf{#2} (\\emph{#3})\\par #4}\n\\begin{document}\n"
        "\\talk{Slow Clocks}\n{Ann Lee}{Example University}\n{Clocks are slow.}\n"
    )
    assert shown(text) == ["## Slow Clocks", "**Ann Lee** (*Example University*)", "Clocks are slow."]


def test_french_quotation_marks_are_signs() -> None:
    assert shown("\\item Ann Lee, \\og Les horloges \\fg{}, \\emph{Revue} 3") == [
        "\\item Ann Lee, «Les horloges», *Revue* 3"
    ]


def test_an_argument_of_a_command_of_the_text_itself_may_be_as_long_as_an_abstract() -> None:
    words = " ".join(["We wait for clocks."] * 80)
    defined = "\\newcommand{\\talk}[2]{\\textbf{#1}\\par\\medskip #2\\bigskip}\n"
    rows = shown(f"{defined}\\begin{{document}}\n\\section{{Talks}}\n\\talk{{Slow Clocks}}\n  {{{words}}}\n")
    assert [row.strip() for row in rows][-2:] == ["**Slow Clocks**", words]


def test_a_text_of_nothing_but_commands_of_its_own_is_latex_and_arguments_may_be_empty() -> None:
    text = (
        "\\newcommand{\\talk}[3]{\\textbf{#1}\\\\{\\itshape #2}\\\\#3\\par}\n\n"
        "\\talk{Slow Clocks}{Ann Lee}{Clocks are slow.}\n\n\\talk{Small Maps}{}{}\n"
    )
    assert [row for row in shown(text) if row] == [
        "**Slow Clocks**",
        "*Ann Lee*",
        "Clocks are slow.",
        "**Small Maps**",
    ]


def test_a_command_of_which_the_last_of_three_arguments_is_an_abstract_is_an_entry() -> None:
    words = " ".join(["We wait for clocks."] * 80)
    heading = "\\begin{document}\n\\section{Talks}\n\n"
    rows = shown(f"{heading}\\pp{{Slow Clocks}}\n   {{Ann Lee \\& Bo Cho}}\n   {{{words}}}\n")
    assert rows[-3:] == ["Slow Clocks", "Ann Lee & Bo Cho", words]
    assert shown(f"{heading}\\pp{{Slow Clocks}}{{12}}{{red}}\n")[-1] == "\\pp{Slow Clocks}{12}{red}"


def test_words_may_follow_the_command_that_sets_them_in_small_letters() -> None:
    text = "\\item[Slow Clocks] Ann Lee\n\\begin{small}\\textsc{Abstract}: We wait.\\end{small}\n"
    assert shown(text) == ["\\item **Slow Clocks**  Ann Lee", "Abstract: We wait."]


def test_a_paper_that_a_file_defines_is_text() -> None:
    words = "Slow Clocks of the World, and All That They Leave Out of Small Maps in the Books of the Old Towns of Ulm"
    defined = "\\newcommand{\\pubClocks}{%%\n  \\cvpub{\n  Lee, A., \\textbf{Cho, B.}\n  %s.\n  }{2026}\n}\n"
    rows = shown(f"{defined % words}\n\n\\newcommand{{\\ours}}{{brief}}\n\\begin{{a}}\n\\item Small Maps\n")
    assert [row.removeprefix("\\item ") for row in rows if row] == [
        f"Lee, A., **Cho, B.** {words}.",
        "2026",
        "Small Maps",
    ]


def test_the_second_block_of_a_reference_is_its_title_and_braces_that_keep_capitals_are_none() -> None:
    def reference(names: str, title: str) -> list[str]:
        last = (
            "\\newblock {\\em Clock Letters}, 5\\penalty0 (1):\\penalty0 1--4, 2019.\n\\newblock \\doi{10.1000/c.7}.\n"
        )
        head = "\\begin{thebibliography}{9}\n\\bibitem[{Lee and Cho}(2019)]{lee}\n"
        return [" ".join(row.split()) for row in shown(f"{head}{names}\n\\newblock {title}\n{last}")]

    behind = "*Clock Letters*, 5(1):1--4, 2019. doi:10.1000/c.7."
    assert reference("Ann {van Lee}.", "Can we wait? {C}locks, slow\n  {\\&} small.") == [
        f"\\item Ann van Lee. **Can we wait? Clocks, slow & small**. {behind}"
    ]
    assert reference("A.~Lee, editor.", "{\\em Slow {C}locks of the World}.") == [
        f"\\item A. Lee ***Slow Clocks of the World***. {behind}"
    ]
    assert reference("A.~Lee.", "On $x^{2}$ and \\mathbb{Z} in Clocks.") == [
        f"\\item A. Lee. On $x^{{2}}$ and \\mathbb{{Z}} in Clocks. {behind}"
    ]
    assert shown("\\begin{enumerate}[label=(\\arabic*)]\n\\item Slow Clocks\n") == ["\\item Slow Clocks"]


def test_formulas_of_several_lines_make_no_latex_of_a_text() -> None:
    formula = "$$\\begin{aligned}\\begin{cases} u = 1 \\\\ v = 2 \\end{cases}\\end{aligned}$$"
    assert not latex.is_latex([(1, "Title: Slow Clocks"), (2, f"We solve {formula}.")])


def test_the_title_of_a_reference_may_be_the_words_of_a_link_behind_a_space() -> None:
    title = "\\href {https://a.example/1} {Slow Clocks}"
    entry = f"\\bibitem[{{Lee(2025)}}]{{lee}}\nAnn Lee.\n\\newblock 2025.\n\\newblock {title}.\n"
    assert "[Slow Clocks](https://a.example/1)" in shown(f"{entry}\n{entry}")[0]


def test_a_space_behind_a_backslash_is_one_and_notes_to_oneself_are_not_shown() -> None:
    assert shown(r"\item[Lee et al.\ (2024)] Slow Clocks\todo[inline]{who?}") == [
        r"\item **Lee et al. (2024)**  Slow Clocks"
    ]


def test_a_line_may_end_with_a_command() -> None:
    assert shown("\\item Slow Clocks \\newline Ann Lee\n\\item Small Maps\n  \\newline Bo Cho") == [
        "\\item Slow Clocks", "Ann Lee", "\\item Small Maps", "Bo Cho",
    ]  # fmt: skip


def test_a_comment_of_nothing_but_names_says_whose_paper_a_slide_shows() -> None:
    frame = "\\begin{frame}{Slow Clocks}\n% Lee et al\n% as in Lee et al\n\\item They wait. % Cho et al.\n"
    assert shown(frame) == ["## Slow Clocks", "Lee et al", "\\item They wait."]


def test_room_and_the_marks_of_those_who_did_as_much_are_no_words() -> None:
    text = "\\item A. Lee$^\\star$, \\underline{B. Cho}$^*$.\\hspace{0.1cm}\\emph{Slow C$^*$-Algebras.}\n"
    assert shown(text) == ["\\item A. Lee, B. Cho. *Slow C$^*$-Algebras.*"]


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


@pytest.mark.parametrize("title", ["On Weak$^*$ Topologies", "A$^*$ Search", "Finite p$^\\ast$ Groups and Heaps$^*$"])
def test_stars_in_titles_and_behind_symbols_are_no_marks_of_authors(title: str) -> None:
    assert shown(f"\\item \\textbf{{{title}}}. Ann Lee$^*$, Bo van Cho$^*$\n") == [
        f"\\item **{title}**. Ann Lee, Bo van Cho"
    ]


def test_the_end_of_a_key_is_no_name_where_a_copy_begins_within_an_entry() -> None:
    assert shown("lee2025}\nA.~Lee.\n\n\\bibitem{cho24} B.~Cho.\n")[0] == "A. Lee."
