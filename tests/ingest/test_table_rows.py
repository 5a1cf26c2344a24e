"""Which rows of a table are papers, and what their cells tell where columns are alike or empty."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from tests.ingest.test_table_shapes import DEPTH, HOPE, codes, read, titles


def test_a_short_title_is_no_title_where_there_is_a_whole_one() -> None:
    digest, _ = read(f'Title,Authors,Short Title\n"{DEPTH}",A. Lee,Curse\n{HOPE},B. Cho,\n')
    assert titles(digest) == [DEPTH, HOPE]


def test_rows_that_their_type_says_are_no_papers_are_left_out_and_told_of() -> None:
    rows = (
        f'webpage,"Call for Papers",,2025\njournalArticle,"{DEPTH}",A. Lee,2025\nPaper,{HOPE},B. Cho,2024\n'
        "Conference review,Proceedings of Maps 2024,,2024\n"
    )
    digest, report = read(f"Item Type,Title,Author,Year\n{rows}")
    assert titles(digest) == titles(read(f"Doctype,Title,Author,Year\n{rows}")[0]) == [DEPTH, HOPE]
    assert codes(report) == [("warning", "doubtful-paper", 2), ("warning", "doubtful-paper", 5)]
    assert "'Call for Papers' is of the type 'webpage' and no paper" in next(iter(report.diagnostics)).message


def test_an_identifier_with_brackets_is_read_whole() -> None:
    rows = (f'"{title}",https://doi.org/10.1016/S0140-6736({n})30183-5' for n, title in ((20, DEPTH), (21, HOPE)))
    digest, _ = read("Title,URL\n" + "\n".join(rows))
    dois = [entry.facts.doi for entry in digest.entries]
    assert dois == ["10.1016/S0140-6736(20)30183-5", "10.1016/S0140-6736(21)30183-5"]


def test_what_an_address_has_behind_a_doi_is_no_part_of_it() -> None:
    urls = ("https://dl.example.org/doi/abs/10.1145/3292500?casa_token=x1", "https://doi.org/10.1145/3292500#abstract")
    digest, _ = read(f'Title,URL\n"{DEPTH}",{urls[0]}\n{HOPE},{urls[1]}\n')
    assert {entry.facts.doi for entry in digest.entries} == {"10.1145/3292500"}
    digest, _ = read(f'Title,DOI\n"{DEPTH}",10.1145/3292500?a\n{HOPE},{urls[1]}\n')
    assert [entry.facts.doi for entry in digest.entries] == ["10.1145/3292500?a", "10.1145/3292500"]


def test_a_few_papers_without_a_date_are_not_in_merged_cells() -> None:
    days = ("2025-06-09", "2025-06-06", "", "2025-06-05", "2025-06-02")
    digest, _ = read(
        "Title,Authors,Date\n" + "".join(f"Paper {n} of Five,A. Lee,{day}\n" for n, day in enumerate(days))
    )
    assert [entry.facts.published for entry in digest.entries] == [*days]


@pytest.mark.parametrize(
    "days",
    [
        ("2024-01-15", "TBD", "in press"),
        ("2024-01-15", "TBD", "2024-01-22", "in press"),
        ("2024-01-15", "", ""),
        ("2024-01-22", "", "2024-01-15", "", "2024-01-29"),
    ],
    ids=["words", "words between", "one day", "in no order"],
)
def test_dates_with_gaps_are_those_of_papers_unless_they_are_like_merged_cells(days: tuple[str, ...]) -> None:
    digest, _ = read("Title,Date\n" + "".join(f"Paper {n} of All,{day}\n" for n, day in enumerate(days)))
    assert [entry.facts.published for entry in digest.entries] == [day if day[0:1] == "2" else "" for day in days]
    assert (digest.date, {entry.listed for entry in digest.entries}) == ("", {""})


def test_dates_with_gaps_beside_dois_are_those_of_papers_and_doubtful() -> None:
    days = ("2024-01-15", "", "2024-01-22", "")
    rows = "".join(f"Paper {n} of Four,{day},10.1000/p{n}\n" for n, day in enumerate(days))
    digest, report = read(f"Title,Date,DOI\n{rows}")
    assert [entry.facts.published for entry in digest.entries] == [*days]
    assert codes(report) == [("warning", "doubtful-date", 2)]


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        (("1/15/24", "3/2/24"), ["2024-01-15", "2024-03-02"]),
        (("15/1/24", "3/2/98"), ["2024-01-15", "1998-02-03"]),
        (("15.01.24", "03.02.24"), ["2024-01-15", "2024-02-03"]),
        (("Mar-25", "Jan-24"), ["2025-03", "2024-01"]),
        (("Mar-25", "Mar-24"), ["2025-03", "2024-03"]),
        (("Mai-25", "déc.-24"), ["2025-05", "2024-12"]),
        (("2023年5月", "2023년 6월"), ["2023-05", "2023-06"]),
        (("2023年5月9日", "2023年"), ["2023-05-09", "2023"]),
    ],
)
def test_dates_are_read_as_spreadsheets_show_them(cells: tuple[str, str], published: list[str]) -> None:
    digest, report = read(f'Title,Date\n{HOPE},{cells[0]}\n"{DEPTH}",{cells[1]}\n')
    assert [entry.facts.published for entry in digest.entries] == published
    assert codes(report) == []


@pytest.mark.parametrize(
    ("path", "cells"),
    [
        ("2025-03-28.csv", ("Mar-25", "Apr-26")),
        ("papers.csv", ("Mar-25", "Mar-26", "Mar-27")),
        ("papers.csv", ("Mar-03", "mar-10", "Mar-17")),
    ],
)
def test_a_month_with_a_number_that_may_be_a_day_is_doubtful(path: str, cells: tuple[str, ...]) -> None:
    rows = "".join(f"{HOPE} {number},{cell}\n" for number, cell in enumerate(cells))
    digest, report = read(f"Title,Date\n{rows}", path)
    assert {entry.facts.published for entry in digest.entries} == {""}
    assert codes(report) == [("warning", "doubtful-date", 2)]
    assert f"nor were {len(cells) - 1} more" in report.diagnostics[0].message


def test_a_column_of_venues_may_hold_dates() -> None:
    digest, _ = read(f'Title,Authors,Pub\n{HOPE},Ann Lee,2024-05-01\n"{DEPTH}",Bo Cho,Clocks 2024\n')
    facts = [entry.facts for entry in digest.entries]
    assert [(paper.published, paper.venue) for paper in facts] == [("2024-05-01", ""), ("", "Clocks 2024")]


def test_a_date_of_two_digits_that_may_have_its_day_first_is_doubtful() -> None:
    digest, report = read(f'Title,Date\n{HOPE},3/2/24\n"{DEPTH}",4/2/24\n')
    assert [entry.facts.published for entry in digest.entries] == ["2024-03-02", "2024-04-02"]
    assert codes(report) == [("warning", "doubtful-date", 2)]


def test_dates_that_are_not_read_are_told_of_once_and_words_in_their_place_are_not() -> None:
    rows = f'{HOPE},in press\n"{DEPTH}",24-01-15\nSlow Clocks of the World,week 7\n'
    digest, report = read(f"Title,Date\n{rows}")
    assert [entry.facts.published for entry in digest.entries] == ["", "", ""]
    (found,) = report.diagnostics
    assert (found.code, found.message) == ("doubtful-date", "'24-01-15' was not read as a date, nor were 1 more")


def test_several_people_are_authors_in_a_column_of_any_name() -> None:
    digest, _ = read(f'Paper,Who,Year\n{HOPE},Ann Lee & Bo Cho,2024\n"{DEPTH}","Cy Roy, Di Sun",2025\n')
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho"], ["Cy Roy", "Di Sun"]
    ]  # fmt: skip
    alone, _ = read(f'Paper,Who,Year\n{HOPE},Ann,2024\n"{DEPTH}",Bo and Cy,2025\n')
    assert not any(entry.facts.authors for entry in alone.entries)
    first, _ = read(f'Paper,Who,Year\n{HOPE},Lee+,2024\n"{DEPTH}",Roy & al.,2025\n')
    assert [[author.name for author in entry.facts.authors] for entry in first.entries] == [["Lee"], ["Roy"]]
    for cell in ("Read…", "Ann"):
        read_on, _ = read(f'Paper,Who,Year\n{HOPE},{cell},2024\n"{DEPTH}",{cell},2025\n')
        assert not any(entry.facts.authors for entry in read_on.entries)
    half, _ = read(f'Paper,Who,Year\n{HOPE},Ann Lee & Bo Cho,2024\n"{DEPTH}",the whole group,2025\n')
    assert not any(entry.facts.authors for entry in half.entries)


def test_links_of_org_in_cells_are_links() -> None:
    digest, _ = read(
        f"| # | Paper | Authors |\n|---+---|\n| 1 | [[https://arxiv.org/abs/2502.05795][{DEPTH}]] | A. Lee |\n"
    )
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv) == (DEPTH, "2502.05795")


def test_authors_may_stand_in_a_column_with_their_year() -> None:
    digest, _ = read(f"No.\tAuthors (year)\tTitle\n1\tA. Lee & B. Cho (2020)\t{HOPE}\n")
    assert [author.name for author in digest.entries[0].facts.authors] == ["A. Lee", "B. Cho"]


def test_beside_votes_a_date_is_the_day_of_a_list_where_papers_share_some() -> None:
    rows = [(DEPTH, "2026-06-15", "3"), (HOPE, "2026-06-15", "1"), ("Small Maps of Rivers", "2026-06-11", "2")]

    def listed(rows: list[tuple[str, str, str]], votes: str) -> list[tuple[str, str]]:
        digest, _ = read(
            "\n".join([f"title,date,{votes}", *(f'"{title}",{day},{count}' for title, day, count in rows)])
        )
        return [(entry.listed, entry.facts.published) for entry in digest.entries]

    assert listed(rows, "upvotes") == [("2026-06-15", "")] * 2 + [("2026-06-11", "")]
    assert {day for day, _ in listed(rows, "pages")} == {""}
    assert {day for day, _ in listed(rows[1:], "upvotes")} == {""}


def test_a_sum_below_a_table_is_no_paper() -> None:
    digest, _ = read(f'N°,Titre,Auteurs\n1,"{DEPTH}",A. Lee\n2,{HOPE},B. Cho\nTotal,5 articles,\n')
    assert titles(digest) == [DEPTH, HOPE]
    counted, _ = read(f'Nº,Título,Autores\n1,"{DEPTH}",A. Lee\n2,{HOPE},B. Cho\n,Total leídos,2\n')
    assert titles(counted) == [DEPTH, HOPE]
    phrase, _ = read(f'Nr.;Verf.;Titel;Jahr\n1;A. Lee;"{DEPTH}";2025\n2;B. Cho;{HOPE};2025\n;Summe;2 Einträge;\n')
    assert titles(phrase) == [DEPTH, HOPE]
    assert [entry.facts.authors[0].name for entry in phrase.entries] == ["A. Lee", "B. Cho"]
    unspaced, _ = read(f'番号,著者,題名\n1,A. Lee,"{DEPTH}"\n2,B. Cho,{HOPE}\n,合計,2件\n')
    assert titles(unspaced) == [DEPTH, HOPE]
    whole, _ = read(f'序号,论文题目,作者\n1,"{DEPTH}",A. Lee\n2,{HOPE},B. Cho\n,合计：2 篇,更新于 2024年11月29日\n')
    assert titles(whole) == titles(counted)
    several, _ = read(f'Titel;Jahr;Stand\n"{DEPTH}";2025;\n{HOPE};2025;\nSumme Arbeiten:;2;davon vergeben: 1\n')
    assert titles(several) == [DEPTH, HOPE]
    wordy, _ = read(f'Título,Autores,Ano\n"{DEPTH}",A. Lee,2025\n{HOPE},B. Cho,2025\nTotal de artigos,,2\n')
    assert titles(wordy) == [DEPTH, HOPE]
    named, _ = read(f"Title,Year\n{HOPE},2024\nTotal Recall,2025\nTotal Variation of Models,7\n")
    assert titles(named) == [HOPE, "Total Recall", "Total Variation of Models"]
    number, _ = read(f"Title,Authors\n{HOPE},B. Cho\n1984,Ann Lee\n42,\n")
    assert titles(number) == [HOPE, "1984"]


def test_a_row_that_has_nothing_of_what_the_others_have_is_doubtful() -> None:
    rows = "".join(f"{day} July;{title};A. Lee\n" for day, title in enumerate((DEPTH, HOPE, "Slow Clocks"), 1))
    digest, report = read(f"Date;Title;Authors\n{rows}9 July;Summer party (bring cake);\n")
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks", "Summer party (bring cake)"]
    assert codes(report) == [("warning", "doubtful-paper", 5)]
    (found,) = report.diagnostics
    assert found.message == "'Summer party (bring cake)' has nothing of what the others have"
    many = rows * 22 + "".join(f"9 July;Party for {number} weeks in a row;\n" for number in range(22))
    warnings = [*read(f"Date;Title;Authors\n{many}")[1].diagnostics]
    assert len(warnings) == 21
    assert warnings[-1].message == "2 more rows from here on have nothing of what the others have"
    _, report = read(f"Date;Title;Authors\n1 July;{DEPTH};A. Lee\n2 July;{HOPE};\n3 July;Slow Clocks of the World;\n")
    assert codes(report) == []


def test_the_number_of_a_sheet_before_a_month_is_no_day() -> None:
    rows = f'02/09/2026,{HOPE},Joana\n09/09/2026,"{DEPTH}",Caio\n30/09/2026,Slow Clocks of the World,Rui\n'
    digest, _ = read(f"-------- 2 - Setembro 2026\nData,Título,Quem apresenta\n{rows}")
    assert [entry.listed for entry in digest.entries] == ["2026-09-02", "2026-09-09", "2026-09-30"]


def test_what_a_column_says_of_its_cells_is_no_part_of_its_name() -> None:
    digest, _ = read(f"Title,Authors,Abstract (optional)\n{HOPE},B. Cho,We hope that clocks go right.\n")
    assert digest.entries[0].abstract


@pytest.mark.parametrize("head", ["👍", "▲", "❤️", "+1", "Preferenze"])
def test_a_sign_may_stand_for_votes(head: str) -> None:
    digest, report = read(f'Title,Authors,{head}\n{HOPE},B. Cho,12\n"{DEPTH}",A. Lee,0\n')
    assert [entry.votes for entry in digest.entries] == [12, 0]
    assert codes(report) == []


def test_what_stands_in_parentheses_alone_is_a_note() -> None:
    rows = f"M1,{HOPE},A. Lee,4\nM2,(town walk – Labor Day),,\nM3,[Snacks],,\n"
    digest, report = read(f"Number,Title,Authors,Votes\n{rows}")
    assert titles(digest) == [HOPE]
    assert codes(report) == [("note", "doubtful-paper", 3), ("note", "doubtful-paper", 4)]


def test_days_without_a_paper_are_left_out_of_a_schedule_and_told_of() -> None:
    for pause in (
        "no meeting",
        "휴강 (추석 연휴)",
        "to be announced",
        "Spring break",
        "kein Treffen (Feiertag)",
        "FERIADO - não há",
    ):
        digest, report = read(f"Date,Title,Authors\n2026-11-06,{HOPE},A. Lee\n2026-11-13,{pause},\n")
        assert titles(digest) == [HOPE]
        assert codes(report) == [("note", "doubtful-paper", 3)]
    digest, report = read(f"Title,Authors\n{HOPE},A. Lee\nNo Meeting of Minds,B. Cho\nBreaking Points of Models,\n")
    assert titles(digest) == [HOPE, "No Meeting of Minds", "Breaking Points of Models"]
    assert codes(report) == []


def test_the_dates_of_a_schedule_with_presenters_are_the_days_of_its_lists() -> None:
    digest, _ = read(f"Date,Title,Speaker\n2026-11-06,{HOPE},Ada\n2026-11-27,Slow Clocks of the World,Bo Cho\n")
    assert [(entry.listed, entry.facts.published) for entry in digest.entries] == [
        ("2026-11-06", ""),
        ("2026-11-27", ""),
    ]
    assert [entry.facts.authors for entry in digest.entries] == [(), ()]
    digest, report = read(f"Date,Title,Speaker\n2026-11-06,{HOPE},Ada\n2026-11,Slow Clocks of the World,Bo Cho\n")
    assert [entry.facts.published for entry in digest.entries] == ["2026-11-06", "2026-11"]
    assert codes(report) == []
    digest, _ = read(f"Date,Title,Venue\n2026-11-06,{HOPE},ICML\n2026-11-27,Slow Clocks of the World,ACL\n")
    assert [(entry.listed, entry.facts.published) for entry in digest.entries] == [
        ("", "2026-11-06"),
        ("", "2026-11-27"),
    ]


def test_an_address_in_a_title_s_cell_is_the_paper_s() -> None:
    address = "https://arxiv.org/abs/1706.03762"
    for cell in (f"{HOPE} ({address})", f"{HOPE} {address}", f"{HOPE} <{address}>", f"{address} {HOPE}"):
        digest, _ = read(f"Paper\tPresenter\n{cell}\tAda\n")
        assert titles(digest) == [HOPE]
        assert digest.entries[0].facts.arxiv == "1706.03762"


def test_a_line_end_of_old_machines_in_a_table_whose_first_cell_looks_like_a_tag_is_one() -> None:
    digest, _ = read(f"<id>\ttitle\tauthors\n1\t{HOPE}\tB. Cho\r2\t{DEPTH}\tA. Lee\n")
    assert titles(digest) == [HOPE, DEPTH]


def test_bookmarks_of_other_pages_among_those_of_papers_are_left_out_and_told_of() -> None:
    rows = (
        f"[2502.05795] {HOPE},https://arxiv.org/abs/2502.05795\n"
        "Slow Clocks of the World,https://openreview.net/forum?id=abc\n"
        "A grinder for coffee,https://shop.example/grinder\n"
    )
    digest, report = read(f"title,url\n{rows}")
    assert titles(digest) == [HOPE, "Slow Clocks of the World"]
    assert codes(report) == [("warning", "doubtful-paper", 4)]
    digest, _ = read(f"title,url\n{rows}Small Maps,2502.05796\n")
    assert titles(digest)[2:] == ["Small Maps"]
    digest, _ = read("title,authors,url\n" + rows.replace(",https", ",A. Lee,https"))
    assert len(digest.entries) == 3


def test_what_a_site_says_of_each_of_its_pages_is_no_abstract() -> None:
    same = ("Join the discussion on this paper page", f"Abstract page for arXiv paper 2502.05795: {HOPE}")
    rows = (f"Small Maps,A. Lee,{same[0]}", f"{HOPE},B. Cho,{same[1]}", "Slow Clocks,C. Roy,We look at clocks.")
    digest, _ = read("\n".join(("title,authors,abstract", *rows)))
    assert [bool(entry.abstract) for entry in digest.entries] == [False, False, True]


@pytest.mark.parametrize("row", ["Average,,3.2,#DIV/0!", "Mean,,4,", "Moyenne,-,3.5,3.1", "Summe / Mittelwert,,7,2.4"])
def test_a_row_of_averages_is_no_paper(row: str) -> None:
    digest, report = read(f"Title,Link,Ada,Bo\n{HOPE},https://arxiv.org/abs/2502.05795,3,\n{row}\n")
    assert (titles(digest), codes(report)) == ([HOPE], [])


def test_the_author_to_write_to_is_one_of_the_authors() -> None:
    digest, _ = read(f"#,Name,Contact author,arXiv\nA-1,{HOPE},Ann Lee,2502.05795\nA-2,Slow Clocks,Bo Cho,2502.05796\n")
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [["Ann Lee"], ["Bo Cho"]]


def test_tasks_among_papers_are_left_out_and_an_identifier_is_one_in_any_column() -> None:
    rows = f'"{DEPTH}",Paper,,arxiv.org/abs/2502.05795\nOrder cables,Task,,\n{HOPE},Paper,x,2503.00001v2\n'
    digest, report = read(f"Name,Type,Notes,Where\n{rows}")
    assert [entry.facts.arxiv for entry in digest.entries] == ["2502.05795", "2503.00001"]
    assert codes(report) == [("warning", "doubtful-paper", 3)]
    assert [entry.facts.venue for entry in digest.entries] == ["", ""]
    # where nothing is called a paper, tasks are those of reading one
    digest, report = read(f"Name,Type,Where\n{HOPE},Task,2503.00001\nAnother Paper,Task,2503.00002\n")
    assert (titles(digest), codes(report)) == ([HOPE, "Another Paper"], [])


def test_a_column_of_either_identifier_holds_both() -> None:
    digest, _ = read(f'论文名,著者,ID / DOI\n"{DEPTH}",A. Lee,10.1000/182\n{HOPE},B. Cho,2503.00001\n')
    assert [(entry.facts.doi, entry.facts.arxiv) for entry in digest.entries] == [
        ("10.1000/182", ""),
        ("", "2503.00001"),
    ]


def test_a_withdrawn_row_is_no_paper_whatever_marks_it() -> None:
    rows = f"| A | {DEPTH} | A. Lee |\n| B | *withdrawn* | |\n| C | {HOPE} | B. Cho |\n"
    digest, report = read(f"| Board | Title | Authors |\n|---|---|---|\n{rows}")
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("note", "doubtful-paper", 4)]


def test_a_note_and_a_count_below_a_table_are_no_papers() -> None:
    papers = f';"{DEPTH}";A. Lee\n;{HOPE};B. Cho y cols.\n'
    digest, report = read(
        f"Nº;Título;Autores\n{papers};Artículos;2\n;;\nPróxima reunión:;16 de diciembre (trae turrón);\n"
    )
    assert titles(digest) == [DEPTH, HOPE]
    assert [author.name for author in digest.entries[1].facts.authors] == ["B. Cho"]
    assert codes(report) == [("note", "doubtful-paper", 4), ("note", "doubtful-paper", 6)]


def test_a_short_title_with_votes_is_a_paper() -> None:
    assert titles(read(f"Title,Votes\nBERT,45\n{HOPE},12\nToolformer,9\n")[0]) == ["BERT", HOPE, "Toolformer"]
    rows = f"BERT,,45\n{HOPE},A. Lee,12\nOn Depth:,B. Cho,1\n"
    assert len(read(f"Title,Authors,Votes\n{rows}")[0].entries) == 3


def test_a_row_of_another_kind_that_nobody_wrote_and_nothing_leads_to_is_told_and_left_out() -> None:
    digest, report = read(
        f'Name,Kind,Link\n"{DEPTH}",Paper,https://arxiv.org/abs/2502.05795\nRenew the quota,Chore,\n'
        f'Wrapper for figures,Tool,https://code.example.org/wrapper\n"{HOPE}",Survey,https://arxiv.org/abs/2502.05796\n'
        "Slow Clocks of the World,Journal article,\nSmall Maps of Old Towns,Oral,\n"
    )
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks of the World", "Small Maps of Old Towns"]
    assert codes(report) == [("warning", "doubtful-paper", 3), ("warning", "doubtful-paper", 4)]


def test_rows_of_two_cells_below_notes_are_notes() -> None:
    digest, _ = read(
        f'Theme,Summary,Title,Reader\nDepth,Deep.,"{DEPTH}",Ann\nHope,Bright.,"{HOPE}",Bo\n,,,\nAll read,,2,\n'
        "Next meeting,,Thursday in the old library,\n"
    )
    assert titles(digest) == [DEPTH, HOPE]
    paper = "https://arxiv.org/abs/2502.05797"
    digest, _ = read(f'Title,Authors,Link\n"{DEPTH}",A. Lee,{paper[:-1]}5\nTotal,1,\nSlow Clocks of Towns,,{paper}\n')
    assert titles(digest) == [DEPTH, "Slow Clocks of Towns"]


@pytest.mark.parametrize("row", ["Moyenne des notes", "Summe der Noten", "Total of votes"])
def test_a_mean_or_sum_of_something_is_no_paper(row: str) -> None:
    digest, _ = read(f'Reader,Title,Authors,Votes\nAnn,"{DEPTH}",A. Lee,5\nBo,"{HOPE}",B. Cho,3\n,{row},,"3,8"\n')
    assert titles(digest) == [DEPTH, HOPE]


@pytest.mark.parametrize(
    "head", ["First authors", "First author et al.", "Premiers auteurs", "Primera autora / primer autor"]
)
def test_first_authors_are_authors(head: str) -> None:
    digest, _ = read(f"Paper;{head};Link\n{DEPTH};Ann Lee et al.;\n{HOPE};Bo Cho et al.;\n")
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [["Ann Lee"], ["Bo Cho"]]


FORM = """Timestamp,Your name,{title},"{link}",{authors},Why this one?,Can you bring tea?
28/3/2025 9:00:10,Mia,Slow Clocks: Planning at the Pace of Thought,arxiv.org/abs/2504.00001,Ann Lee et al.,wise,Yes
28/3/2025 9:01:20,Jo,"sorry, I have no wish this time",,,,No
28/3/2025 9:02:30,Kim,Small Maps for Robots That Forget Where They Were,2504.00002,"Cy Roy, Dee Fox",it has code,No
28/3/2025 9:03:40,Lou,slow clocks: planning at the pace of thought,,,as Mia,Yes
"""


@pytest.mark.parametrize(
    ("title", "link", "authors"),
    [
        ("Which paper should we read next?", "Link (arXiv, if there is one)", "Who wrote it? (first author is enough)"),
        ("Welches Paper sollen wir als nächstes lesen?", "Link (falls es einen gibt)", "Wer hat es geschrieben?"),
        ("Quel article voulez-vous proposer ?", "Lien (vers arXiv, si possible)", "Qui l'a écrit ?"),
        ("¿Qué artículo leemos?", "Enlace (si lo hay)", "¿Quién lo escribió?"),
        ("What is the title of the paper?", "What is its link?", "Who are the authors?"),
    ],
)
def test_answers_of_a_form_are_papers_by_its_questions(title: str, link: str, authors: str) -> None:
    digest, report = read(FORM.format(title=title, link=link, authors=authors))
    assert titles(digest) == [
        "Slow Clocks: Planning at the Pace of Thought",
        "Small Maps for Robots That Forget Where They Were",
    ]
    assert [entry.facts.arxiv for entry in digest.entries] == ["2504.00001", "2504.00002"]
    assert [entry.facts.authors[0].name for entry in digest.entries] == ["Ann Lee", "Cy Roy"]
    assert codes(report) == [("warning", "doubtful-paper", 3), ("warning", "doubtful-paper", 5)]


def test_a_short_title_alone_in_its_row_is_told_of_where_a_table_has_no_sections() -> None:
    papers = ["Slow Clocks,,", *(f'"{title}",A. Lee,Done' for title in (DEPTH, HOPE, "Old Words", "Maps", "Towns"))]
    for first, last, lines in (
        (papers[1], "No meeting,,", [3]),
        (papers[1], "Total: 6,,", [3]),
        ("Vision,,", papers[1], []),
    ):
        digest, report = read("\n".join(["Name,Authors,Status", first, *papers, last]))
        assert "Slow Clocks" not in titles(digest)
        assert [code for code in codes(report) if code[0] == "warning"] == [
            ("warning", "doubtful-paper", n) for n in lines
        ]


def test_titles_in_small_letters_stay_where_most_have_nothing_else() -> None:
    digest, _ = read("Title,Authors\nslow clocks wait,\nsmall maps,\nOld Words,Ann Lee\n")
    assert titles(digest) == ["slow clocks wait", "small maps", "Old Words"]


def test_names_behind_a_title_in_its_cell_are_its_authors() -> None:
    rows = "".join(
        f"May {n} | Ana | {title}. A Lee, B Chen. https://arxiv.org/abs/2504.0000{n}\n"
        for n, title in ((1, DEPTH), (2, HOPE))
    )
    digest, _ = read(f"Date | Presenter | Paper\n{rows}")
    assert titles(digest) == [DEPTH, HOPE]
    assert [author.name for author in digest.entries[0].facts.authors] == ["A Lee", "B Chen"]


def test_pauses_of_a_programme_are_no_papers_and_what_nobody_presents_is_told_of() -> None:
    digest, report = read(
        "Time\tSpeaker\tTitle\n09:00\t\tWelcome\n"
        f"09:30\tAnn Lee\t{DEPTH}\n10:00\tBo Chen\t{HOPE}\n10:30\t\tCoffee break\n"
        "11:00\tEva Diaz\tSlow Clocks in Fast Networks\n12:00\t\tPrizes for all of us\n"
    )
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks in Fast Networks", "Prizes for all of us"]
    assert codes(report)[-1] == ("warning", "doubtful-paper", 7)
    assert {severity for severity, _, _ in codes(report)[:-1]} == {"note"}


def test_a_page_of_results_below_a_button_is_no_column_of_titles() -> None:
    results = "\n\n".join(
        f"{title}\n{names}" for title, names in ((DEPTH, "Dan Tug, Margot Mies, Jan Deriu"), (HOPE, "Ann Lee, Bo Cho"))
    )
    for head in ("Artikel", "Title"):
        assert titles(read(f"{head}\n{results}\n")[0]) == [DEPTH, HOPE]


def test_the_first_of_several_authors_is_known_in_a_column_of_any_name() -> None:
    digest, _ = read(
        "| # | wie | titel | waar |\n|---+---+---+---|\n| <r> | <l> | <40> | |\n"
        f"| 1 | Lee e.a. | {DEPTH} | Klok |\n| 2 | Cho et al. | {HOPE} | Klok |\n| | totaal | | 2 |\n"
    )
    assert titles(digest) == [DEPTH, HOPE]
    names = [[author.name for author in entry.facts.authors] for entry in digest.entries]
    assert names == [["Lee"], ["Cho"]]


def test_who_does_something_makes_no_table_of_a_plan_whose_cells_go_over_lines() -> None:
    rows = "".join(
        f"{at}\t{title}\nAnn Lee, Bo Cho et al.\narXiv 2511.0000{at}\tWe wait at every step of the way.\tCy\n"
        for at, title in enumerate((DEPTH, HOPE), 1)
    )
    plan = f"Nr.\tAufsatz\tDarum geht es\tWer?\n{rows}\tPause / Kaffee\t\tFalk\n3\tnoch offen\t\t\n"
    assert ingest(plan.encode(), "plan.txt", Report()).format == "pasted text or HTML"


def test_a_sentence_is_no_first_author_of_more() -> None:
    rows = f"{DEPTH}\tClocks\tTrust matters more.\n{HOPE}\tClocks\tSpeed matters less.\n"
    digest, _ = read(f"Title\tVenue\tRemark\n{rows}")
    assert [entry.facts.authors for entry in digest.entries] == [(), ()]


def test_an_abstract_of_two_paragraphs_does_not_break_its_row() -> None:
    head = "Study\tTitle\tAbstract\tCountry\n"
    rows = f"Ann Lee; Bo Cho (2021)\t{DEPTH}\tDepth is cursed.\nWe say why.\tPeru\n"
    rows += f"Cy Roy; Di Sun (2022)\t{HOPE}\tWe hope.\tChad\n"
    digest, _ = read(head + rows, "papers.tsv")
    assert titles(digest) == [DEPTH, HOPE]
    assert prose.text(digest.entries[0].abstract).split("\n\n") == ["Depth is cursed.", "We say why."]
    short, _ = read(head + f"Ann Lee; Bo Cho\t{DEPTH}\tDepth is cursed.\nCy Roy; Di Sun\t{HOPE}\n", "papers.tsv")
    assert titles(short) == [DEPTH, HOPE]
    lacking, _ = read(f"title\tabstract\turl\n{DEPTH}.\tIt is cursed.\n{HOPE}.\tWe hope.\n", "papers.tsv")
    assert titles(lacking) == [DEPTH, HOPE]


def test_topics_and_languages_in_a_column_of_any_name_are_no_authors() -> None:
    for cells in (("Vision, Language and Speech", "Robots, Graphs and Maps"), ("C++", "C++")):
        digest, _ = read(f'title,remarks,link\n{DEPTH},"{cells[0]}",\n{HOPE},"{cells[1]}",\n')
        assert [entry.facts.authors for entry in digest.entries] == [(), ()]
    digest, _ = read(f'title,remarks,link\n{DEPTH},"Ann Lee, Bo Cho",\n{HOPE},Fox+,\n')
    assert all(entry.facts.authors for entry in digest.entries)


def test_who_stands_beside_a_paper_has_written_it_or_presents_it() -> None:
    papers = ("Slow Clocks of the World", "Small Maps of Rooms", "Dreams about Long Rivers")
    rows = "".join(f"2025-05-0{day},{title},{{}}\n" for day, title in enumerate(papers, 1))
    written = read("Date,Paper,Who\n" + rows.format("Lee et al", "Cho", "Roy et al"))[0].entries
    assert [entry.facts.authors[0].name for entry in written] == ["Lee", "Cho", "Roy"]
    shown = read("Date,Paper,Who\n" + rows.format("ada", "bo + ada", ""))[0].entries
    assert [(entry.listed, entry.facts.authors) for entry in shown] == [(f"2025-05-0{day}", ()) for day in (1, 2, 3)]
    assert read("wk\twho\tpaper\nw1\tada\tSlow Clocks of the World\n")[0].entries[0].facts.title == papers[0]


def test_what_a_programme_has_besides_papers_is_left_out_whoever_speaks() -> None:
    digest, report = read(
        "Item Name | Start | Title | Authors\n--- | --- | --- | ---\nWelcome | 9:00 | -- | Cy Roy\n"
        f"Paper | 9:10 | {DEPTH} | Ann Lee, Bo Cho\nKeynote | 10:00 | What Clocks Have Told Us | Di Sun\n"
        f"Paper | 11:00 | {HOPE} | Eva Diaz\n"
    )
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("warning", "untitled-record", 3), ("warning", "doubtful-paper", 5)]
    translated, _ = read(f"Title | 标题 | Authors\n--- | --- | ---\n- | {HOPE} | Cy Roy\n{DEPTH} | - | Ann Lee\n")
    assert titles(translated) == [HOPE, DEPTH]
    # the name stands in where no title is known yet
    digest, _ = read(f'Name,Title,Authors\n"{DEPTH}",,Ann Lee\nHope,{HOPE},Bo Cho\n')
    assert titles(digest) == [DEPTH, HOPE]


@pytest.mark.parametrize("title", ["Welcome and Opening", "Round table", "Closing remarks", "Mesa redonda"])
def test_no_paper_is_called_as_the_parts_of_a_programme_are(title: str) -> None:
    digest, report = read(f'Title,Authors,Link\n"{DEPTH}",Ann Lee,\n{title},Bo Cho,\n{HOPE},Cy Roy,\n')
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("note", "doubtful-paper", 3)]
    linked, _ = read(f'Title,Authors,Link\n"{DEPTH}",Ann Lee,\n{title},Bo Cho,https://arxiv.org/abs/2504.00001\n')
    assert titles(linked) == [DEPTH, title]


def test_who_answers_a_form_is_no_title_beside_that_of_a_paper() -> None:
    digest, _ = read(f"Timestamp,Name,Title of paper\n1/2/2026,Ann,{HOPE}\n1/3/2026,Bo,Slow Clocks\n")
    assert titles(digest) == [HOPE, "Slow Clocks"]


@pytest.mark.parametrize("row", ["Keynote,Ann Lee,10.1000/1,,", "Slow Clocks,Ann Lee,,We look at depth.,Keynote"])
def test_what_has_an_identifier_or_an_abstract_is_a_paper_whatever_the_talk_is_called(row: str) -> None:
    digest, report = read(f"Title,Authors,DOI,Abstract,Session\n{row}\n{HOPE},Bo Cho,10.1000/2,,Oral\n")
    assert len(digest.entries) == 2
    assert ("warning", "doubtful-paper", 2) not in codes(report)
    _, report = read(f"Title,Authors,Session\nSlow Clocks,Ann Lee,Keynote\n{HOPE},Bo Cho,Oral\n")
    assert "is called 'Keynote' and no paper" in next(iter(report.diagnostics)).message


@pytest.mark.parametrize("row", ["Opening,Ann Lee,Clock Letters,", "Opening,Ann Lee,,2001"])
def test_what_was_published_is_a_paper_whatever_its_title(row: str) -> None:
    digest, _ = read(f"Title,Authors,Venue,Year\n{row}\n{HOPE},Bo Cho,Clock Letters,2002\n")
    assert titles(digest) == ["Opening", HOPE]
