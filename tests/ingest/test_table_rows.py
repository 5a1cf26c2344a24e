"""Which rows of a table are papers, and which are left out and told of."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Location
from sitegen.ingest.values import prose
from tests.ingest.test_table_shapes import DEPTH, HOPE, codes, read, titles


def test_rows_that_their_type_says_are_no_papers_are_left_out_and_told_of() -> None:
    rows = (
        f'webpage,"Call for Papers",,2025\njournalArticle,"{DEPTH}",A. Lee,2025\nPaper,{HOPE},B. Cho,2024\n'
        "Conference review,Proceedings of Maps 2024,,2024\nBlog,How We Wait,Our team,2024\nFolder,Old,Ann,2024\n"
    )
    digest, report = read(f"Item Type,Title,Author,Year\n{rows}")
    assert titles(digest) == titles(read(f"Doctype,Title,Author,Year\n{rows}")[0]) == [DEPTH, HOPE]
    assert codes(report) == [("warning", "doubtful-paper", line) for line in (2, 5, 6, 7)]
    assert "'Call for Papers' is of the type 'webpage' and no paper" in next(iter(report.diagnostics)).message


def test_words_for_an_address_are_none() -> None:
    rows = "".join(f"{title};https://arxiv.org/abs/2502.0579{at}\n" for at, title in enumerate((DEPTH, HOPE, "Heaps")))
    digest, report = read(f"Title;Link\n{rows}Slow Clocks of Ulm;see my mail\nA Party;https://example.org/cake\n")
    assert titles(digest) == [DEPTH, HOPE, "Heaps", "Slow Clocks of Ulm"]
    assert codes(report) == [("warning", "doubtful-paper", line) for line in (5, 6)]


def test_a_row_that_has_nothing_of_what_the_others_have_is_doubtful() -> None:
    rows = "".join(f"{day} July;{title};A. Lee\n" for day, title in enumerate((DEPTH, HOPE, "Slow Clocks"), 1))
    digest, report = read(f"Date;Title;Authors\n{rows}9 July;Summer party (bring cake);\n")
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks", "Summer party (bring cake)"]
    assert codes(report) == [("warning", "date-without-year", 2), ("warning", "doubtful-paper", 5)]
    _, found = report.diagnostics
    assert found.message == "'Summer party (bring cake)' has nothing of what the others have"
    many = rows * 22 + "".join(f"9 July;Party for {number} weeks in a row;\n" for number in range(22))
    _, *warnings = read(f"Date;Title;Authors\n{many}")[1].diagnostics
    assert len(warnings) == 21
    assert warnings[-1].message == "2 more rows from here on have nothing of what the others have"
    _, report = read(f"Date;Title;Authors\n1 July;{DEPTH};A. Lee\n2 July;{HOPE};\n3 July;Slow Clocks of the World;\n")
    assert codes(report) == [("warning", "date-without-year", 2)]


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
    ends = ["Slow Clocks, No Paper", "Attention – No Papers"]
    digest, _ = read(f"Title,Authors\n{HOPE},A. Lee\n" + "".join(f'"{title}",\n' for title in ends))
    assert titles(digest) == [HOPE, *ends]
    assert codes(report) == []


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


@pytest.mark.parametrize(
    "row",
    [
        "Average,,3.2,#DIV/0!",
        "Mean,,4,",
        "Moyenne,-,3.5,3.1",
    ],
)
def test_a_row_of_averages_is_no_paper(row: str) -> None:
    digest, report = read(f"Title,Link,Ada,Bo\n{HOPE},https://arxiv.org/abs/2502.05795,3,\n{row}\n")
    assert (titles(digest), codes(report)) == ([HOPE], [])


def test_a_withdrawn_row_is_no_paper_whatever_marks_it() -> None:
    rows = f"| A | {DEPTH} | A. Lee |\n| B | *withdrawn* | |\n| C | {HOPE} | B. Cho |\n"
    digest, report = read(f"| Board | Title | Authors |\n|---|---|---|\n{rows}")
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("note", "doubtful-paper", 4)]


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


@pytest.mark.parametrize("row", ["Moyenne des notes", "Summe der Noten", "Total of votes"])
def test_a_mean_or_sum_of_something_is_no_paper(row: str) -> None:
    digest, _ = read(f'Reader,Title,Authors,Votes\nAnn,"{DEPTH}",A. Lee,5\nBo,"{HOPE}",B. Cho,3\n,{row},,"3,8"\n')
    assert titles(digest) == [DEPTH, HOPE]


def test_a_short_title_alone_in_its_row_is_told_of_where_a_table_has_no_sections() -> None:
    papers = ["Slow Clocks,,", *(f'"{title}",A. Lee,Done' for title in (DEPTH, HOPE, "Old Words", "Maps", "Towns"))]
    for first, last, lines in (
        (papers[1], "No meeting,,", [3]),
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


def test_pauses_of_a_programme_are_no_papers_and_what_nobody_presents_is_told_of() -> None:
    digest, report = read(
        "Time\tSpeaker\tTitle\n09:00\t\tWelcome\n"
        f"09:30\tAnn Lee\t{DEPTH}\n10:00\tBo Chen\t{HOPE}\n10:30\t\tCoffee break\n"
        "11:00\tEva Diaz\tSlow Clocks in Fast Networks\n12:00\t\tPrizes for all of us\n"
    )
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks in Fast Networks", "Prizes for all of us"]
    assert codes(report)[-1] == ("warning", "doubtful-paper", 7)
    assert {severity for severity, _, _ in codes(report)[:-1]} == {"note"}


@pytest.mark.parametrize("title", ["Welcome and Opening", "Round table", "Closing remarks", "Mesa redonda"])
def test_no_paper_is_called_as_the_parts_of_a_programme_are(title: str) -> None:
    digest, report = read(f'Title,Authors,Link\n"{DEPTH}",Ann Lee,\n{title},Bo Cho,\n{HOPE},Cy Roy,\n')
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("note", "doubtful-paper", 3)]
    linked, _ = read(f'Title,Authors,Link\n"{DEPTH}",Ann Lee,\n{title},Bo Cho,https://arxiv.org/abs/2504.00001\n')
    assert titles(linked) == [DEPTH, title]


@pytest.mark.parametrize("row", ["Opening,Ann Lee,Clock Letters,", "Opening,Ann Lee,,2001"])
def test_what_was_published_is_a_paper_whatever_its_title(row: str) -> None:
    digest, _ = read(f"Title,Authors,Venue,Year\n{row}\n{HOPE},Bo Cho,Clock Letters,2002\n")
    assert titles(digest) == ["Opening", HOPE]


def test_a_row_that_leads_elsewhere_and_names_nobody_is_left_out_and_told_of() -> None:
    papers = "".join(f"Slow Clocks {part},A. Lee,https://arxiv.org/abs/2502.0579{part}\n" for part in range(3))
    digest, report = read(f"Title,Authors,Link\n{papers}Book the room,,https://rooms.example.org/7\n")
    assert titles(digest) == ["Slow Clocks 0", "Slow Clocks 1", "Slow Clocks 2"]
    assert codes(report) == [("warning", "doubtful-paper", 5)]
    for authors, venue in (("B. Cho", ""), ("", "Journal of Maps"), ("", "")):
        site = "maps.example.org" if authors or venue else "papers.ssrn.com/sol3/papers.cfm?abstract_id=12"
        row = f"{HOPE},{authors},https://{site}/7,{venue}\n"
        assert len(read(f"Title,Authors,Link,Venue\n{papers}{row}")[0].entries) == 4


def test_an_entry_without_a_title_yet_is_none() -> None:
    digest, report = read(f'Name,Authors\n"{DEPTH}",A. Lee\nSans titre,B. Cho\n{HOPE},B. Cho\n')
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("warning", "untitled-record", 3)]


def test_days_above_rows_leave_what_stands_alone_among_them_a_heading() -> None:
    days = "".join(f"{day} March 2025,,\nSlow Clocks {day},A. Lee,x\n" for day in range(3, 8))
    digest, report = read(f"Title,Authors,Note\n{days}Legend: x = read already by us,,\n")
    assert len(digest.entries) == 5
    assert codes(report) == [("warning", "doubtful-paper", 12)]
    plan = "3 March 2025,,\nWe Wait for Slow Clocks,,\nSmall Maps of the World,,\n"
    plan += f"10 March 2025,,\n{HOPE},A. Lee,x\n17 March 2025,,\n24 March 2025,,\n"
    assert len(read(f"Title,Authors,Note\n{plan}")[0].entries) == 3


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
    wordy, _ = read(f'Título,Autores,Ano\n"{DEPTH}",A. Lee,2025\n{HOPE},B. Cho,2025\nTotal de artigos,,2\n')
    assert titles(wordy) == [DEPTH, HOPE]
    named, _ = read(f"Title,Year\n{HOPE},2024\nTotal Recall,2025\nTotal Variation of Models,7\n")
    assert titles(named) == [HOPE, "Total Recall", "Total Variation of Models"]


def test_another_column_stands_in_where_a_cell_has_no_title() -> None:
    translated, _ = read(f"Title | 标题 | Authors\n--- | --- | ---\n- | {HOPE} | Cy Roy\n{DEPTH} | - | Ann Lee\n")
    assert titles(translated) == [HOPE, DEPTH]
    # the name stands in where no title is known yet
    digest, _ = read(f'Name,Title,Authors\n"{DEPTH}",,Ann Lee\nHope,{HOPE},Bo Cho\n')
    assert titles(digest) == [DEPTH, HOPE]


def test_tasks_among_papers_are_left_out() -> None:
    rows = f'"{DEPTH}",Paper,,arxiv.org/abs/2502.05795\nOrder cables,Task,,\n{HOPE},Paper,x,2503.00001v2\n'
    digest, report = read(f"Name,Type,Notes,Link\n{rows}")
    assert [entry.facts.arxiv for entry in digest.entries] == ["2502.05795", "2503.00001"]
    assert codes(report) == [("warning", "doubtful-paper", 3)]
    # where nothing is called a paper, tasks are those of reading one
    digest, report = read(f"Name,Type,Link\n{HOPE},Task,2503.00001\nAnother Paper,Task,2503.00002\n")
    assert (titles(digest), codes(report)) == ([HOPE, "Another Paper"], [])


def test_rows_that_try_a_form_out_are_left_out() -> None:
    for trial in ("PROVA, ignorare", "test", "Test – please ignore", "Testeintrag"):
        digest, report = read(f'Title,Authors,Link,Why\n"{trial}",,,I try\n{HOPE},Ann Lee,2503.00001,Good\n')
        assert (titles(digest), codes(report)) == ([HOPE], [("note", "doubtful-paper", 2)]), trial
    digest, _ = read(f"Title,Authors,Link\nTest,Bo Cho,2503.00002\n{HOPE},Ann Lee,2503.00001\n")
    assert titles(digest) == ["Test", HOPE]


def test_who_files_tasks_is_none_of_the_authors_that_their_descriptions_name() -> None:
    told = "*Auteurs :* Ann Lee, Bo Cho\n*Année :* 2018\n*Lien :* https://arxiv.org/abs/2503.0000{}\n\n*Résumé*\n\nWir."
    rows = "\n".join(f'{at};Article;{title};Ed Fox;"{told.format(at)}"' for at, title in enumerate((HOPE, DEPTH), 1))
    digest, report = read(
        f'#;Tracker;Sujet;Auteur;Description\n{rows}\n3;Tâche;Order the pens;Di Sun;"In blue\nand red"\n'
    )
    assert titles(digest) == [HOPE, DEPTH]
    assert {(entry.submitter, entry.facts.arxiv[:-1], prose.text(entry.abstract)) for entry in digest.entries} == {
        ("Ed Fox", "2503.0000", "Wir.")
    }
    assert [author.name for author in digest.entries[0].facts.authors] == ["Ann Lee", "Bo Cho"]
    assert codes(report)[1:] == [("warning", "doubtful-paper", 16)]


def test_slots_and_tasks_among_papers_are_left_out_by_their_kind_whatever_their_numbers() -> None:
    head = "paperID,contribution_type,authors,title"
    rows = f'101,Organisational slot,,Lunch for all who come\n112,Short paper,"Lee, Ann (2); Cho, Bo (1,2)",{HOPE}\n'
    digest, report = read(f"{head}\n{rows}")
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        (HOPE, ["Ann Lee", "Bo Cho"])
    ]
    assert codes(report) == [("warning", "doubtful-paper", 2)]
    board = f'7,2506.10357,Paper,{HOPE}\n8,,Orga,Book room 2.14 for the summer\n9,arXiv:2506.08002,Paper,"{DEPTH}"\n'
    digest, _ = read(f"Aufgaben-ID,Referenz,Kategorie,Titel\n{board}")
    assert [entry.facts.arxiv for entry in digest.entries] == ["2506.10357", "2506.08002"]


def test_a_row_with_a_title_alone_is_no_paper_where_most_have_authors_and_an_address() -> None:
    rows = "".join(f"{at};{title};A. Lee;2509.1659{at}\n" for at, title in enumerate((DEPTH, HOPE, "Slow Clocks"), 1))
    others = "4;Lab tour for our guests from Lund;;\n5;Only Names;B. Cho;\n"
    digest, report = read(f"No;Title;Authors;arXiv\n{rows}{others}")
    assert titles(digest) == [DEPTH, HOPE, "Slow Clocks", "Only Names"]
    (found,) = report.diagnostics
    assert found.message == "'Lab tour for our guests from Lund' has nothing of what most others have, and was left out"
    assert found.at == Location("papers.csv", 5)


def test_a_row_with_a_title_alone_is_no_paper_where_the_others_lead_to_papers() -> None:
    rows = "".join(
        f"| [{title}](https://arxiv.org/abs/2502.0579{at}) | Ann |\n"
        for at, title in enumerate((DEPTH, HOPE, "Heaps", "Stacks"))
    )
    digest, report = read(f"| Paper | Who |\n|---|---|\n{rows}| Meet the group and choose | all |\n", "a.md")
    assert titles(digest) == [DEPTH, HOPE, "Heaps", "Stacks"]
    assert ("warning", "doubtful-paper", 7) in codes(report)


@pytest.mark.parametrize("title", ["Семинар отменён (праздник)", "Встреча отменена", "свободно", "중간고사 휴강"])
def test_a_meeting_that_is_called_off_is_no_paper_in_any_language(title: str) -> None:
    assert titles(read(f'Date,Title\n2025-05-01,"{DEPTH}"\n2025-05-08,{title}\n')[0]) == [DEPTH]


@pytest.mark.parametrize("title", ["IEEE Transactions on Clocks Information for Authors", "Clock Society Information"])
def test_covers_of_journals_are_no_papers(title: str) -> None:
    told = "These instructions give guidelines. Presents information for authors publishing here."
    digest, _ = read(f'Document Title,Authors,Abstract,DOI\n"{DEPTH}",A. Lee,,10.1/2\n{title},,{told},10.1/3\n')
    assert titles(digest) == [DEPTH]
