"""What stands inside the tables that people copy, and how programs export them."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.sources.columns import column
from sitegen.ingest.sources.tables import sniff
from sitegen.ingest.values import prose
from sitegen.model import Author, Digest, Facts, Link

DEPTH, HOPE = "The Curse of Depth, Explained", "Learning to Hope"
CSV = f'Title,Authors,Year\n"{DEPTH}","Sun, W.; Song, X.",2025\n{HOPE},Jan Berg,2024\n'


def read(text: str | bytes, path: str = "papers.csv") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode() if isinstance(text, str) else text, path, report), report


def titles(digest: Digest) -> list[str]:
    return [entry.facts.title for entry in digest.entries]


def codes(report: Report) -> list[tuple[str, str, int]]:
    return [(found.severity, found.code, found.at.line if found.at else 0) for found in report.diagnostics]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + CSV.encode(),
        b"\xff\xfe" + CSV.encode("utf-16-le"),
        b"\xfe\xff" + CSV.encode("utf-16-be"),
        CSV.encode("utf-16-le"),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace("\n", "\r").encode(),
        b"sep=,\n" + CSV.encode(),
        b'"sep=,"\n' + CSV.encode(),
        b"# exported by a program\n# query: depth\n" + CSV.encode(),
        b"Reading list,,,\nWeek 13,,,\n,,,\n" + CSV.encode(),
        b'"About the data: ""depth"" in title, and abstract",,\n' + CSV.encode(),
        b"Paper,,Meta\n" + CSV.encode(),
        CSV.replace("Title,", '"The\nTitle",', 1).encode(),
        CSV.replace("Year", "Year,,,", 1).encode(),
    ],
)
def test_what_programs_put_around_a_table_is_passed_over(data: bytes) -> None:
    digest, report = read(data)
    assert titles(digest) == [DEPTH, HOPE]
    assert [author.name for author in digest.entries[0].facts.authors] == ["W. Sun", "X. Song"]
    assert digest.entries[1].facts.published == "2024"
    assert not report.diagnostics


def test_further_tables_are_read_by_their_own_heads() -> None:
    digest, report = read(f"{CSV}\nPosters\nLink,Name,Authors\nhttps://arxiv.org/abs/2502.05795,A Third Paper,Cy Doe\n")
    assert titles(digest) == [DEPTH, HOPE, "A Third Paper"]
    assert digest.entries[2].facts.arxiv == "2502.05795"
    assert not report.diagnostics
    assert titles(read(CSV + CSV)[0]) == [DEPTH, HOPE] * 2


def test_a_bar_in_a_cell_of_a_page_parts_no_cells() -> None:
    rows = ("Title", "Authors"), ("Clocks | Maps", "Ann Lee")
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    digest, _ = read(f"<html><table>{table}</table></html>", "papers.html")
    assert titles(digest) == ["Clocks | Maps"]


def test_a_row_of_links_called_as_columns_are_is_a_paper() -> None:
    digest, report = read(f"Title,Links,More\n{HOPE},Paper,Code\nAnother Paper,Paper,Code\n")
    assert titles(digest) == [HOPE, "Another Paper"]
    assert not report.diagnostics


def test_a_row_with_too_many_cells_is_reported() -> None:
    _, report = read(f"Title,Authors,Year\n{DEPTH},Ann Lee,2025\n{HOPE},Jan Berg,2024\n")
    assert codes(report) == [("warning", "broken-table", 2)]


def test_a_quotation_that_is_not_closed_costs_no_other_row() -> None:
    digest, report = read('Title\tAuthors\tYear\n"A Broken Title\tAnn Lee\t2023\nAnother Paper\tDi Fu\t2022\n')
    assert titles(digest) == ["A Broken Title", "Another Paper"]
    assert codes(report) == [("warning", "broken-table", 2)]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_quotation_that_is_not_closed_in_the_last_cell_costs_no_other_row(quote: str) -> None:
    rows = f'A Broken Row,Ann Lee,"We open\nAnother Paper,Di Fu,{quote}We show it.{quote}\n'
    digest, report = read(f"Title,Authors,Abstract\n{rows}")
    assert titles(digest) == ["A Broken Row", "Another Paper"]
    assert codes(report) == [("warning", "broken-table", 2)]


def test_a_closed_cell_may_hold_lines_that_look_like_rows() -> None:
    abstract = "We show a, b, and c.\nWe give x, y, and z."
    digest, report = read(f'Title,Authors,Abstract\nOne Paper of Many,Ann Lee,"{abstract}"\n')
    assert (titles(digest), codes(report)) == (["One Paper of Many"], [])


@pytest.mark.parametrize("title", ['"One Paper, of Many" ', '"On a 6" Disk, One Paper"'])
def test_marks_in_another_cell_do_not_open_a_closed_one(title: str) -> None:
    row = f'{title},Ann Lee,"We show a, b, and c.\nWe give x, y, and z."\n'
    digest, _ = read(f"Title,Authors,Abstract\n{row}{row.replace('Paper', 'Book').replace('We', 'They')}")
    assert [titles(digest)[0][:2], len(titles(digest))] == ["On", 2]


def test_a_quotation_that_never_ends_is_reported() -> None:
    rows = "".join(f"A Paper Number {number} of Many,Ann\n" for number in range(2_000))
    digest, report = read('Title,Authors\n"A Broken Title,Ann\n' + rows)
    assert len(digest.entries) == 2_001
    assert codes(report) == [("warning", "broken-table", 2)]


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (("3/28/2025", "4/1/2025"), ["2025-03-28", "2025-04-01"]),
        (("28/03/2025", "01/04/2025"), ["2025-03-28", "2025-04-01"]),
        (("28.03.2025", "01.04.2025"), ["2025-03-28", "2025-04-01"]),
        (("45744", "45748"), ["2025-03-28", "2025-04-01"]),
    ],
)
def test_a_column_of_dates_is_read_in_one_way(cells: tuple[str, str], dates: list[str]) -> None:
    text = f"Date;Title;Link\n{cells[0]};{HOPE};x\n{cells[1]};Another Paper;y\n"
    assert [entry.facts.published for entry in read(text)[0].entries] == dates


def test_tables_of_pages_need_no_names_in_bold() -> None:
    table = "<table><tr><td>Title</td><td>Authors</td></tr><tr><td>Learning to Hope</td><td>Ann Lee</td></tr></table>"
    for page in (table, f"<!DOCTYPE html><html><body><h1>Accepted Papers</h1><p>Welcome.</p>{table}</body></html>"):
        digest, _ = read(page, "papers.html")
        assert [(entry.facts.title, entry.facts.authors[0].name) for entry in digest.entries] == [(HOPE, "Ann Lee")]


def test_an_abstract_by_name_goes_before_sentences_of_another_column() -> None:
    text = f"Title,Comment,Abstract\n{HOPE},{'nice ' * 14},{'We study hope. ' * 6}\n"
    assert read(text)[0].entries[0].abstract[0][0].text.startswith("We study hope.")


@pytest.mark.parametrize("title", ["Titel der Arbeit", "Titolo del contributo", "Titel (engl.)", "Vortragstitel"])
def test_columns_are_known_with_what_they_are_of_and_in_which_language(title: str) -> None:
    said = "Uhren gehen nach, und keiner weiß, warum das so ist."
    row = f'"Lee, A.; Cho, B.";{HOPE};{said};Maps'
    (entry,) = read(f"Verfasser;{title};Inhalt (kurz);Fundstelle\n{row}\n")[0].entries
    assert (entry.facts.title, entry.abstract[0][0].text, entry.facts.venue) == (HOPE, said, "Maps")
    assert len(entry.facts.authors) == 2


def facts(head: str, row: str) -> Facts:
    """The paper of a table with one row."""
    digest, report = read(f"{head}\n{row}\n")
    (entry,) = digest.entries
    assert not report.diagnostics
    return entry.facts


def test_an_attached_file_is_the_address_behind_its_name() -> None:
    row = f"{HOPE},2502.05795.pdf (https://files.example/x/2502.05795.pdf)"
    assert facts("Paper,PDF", row).links == (Link("pdf", "https://files.example/x/2502.05795.pdf"),)
    assert facts("Paper,PDF,Year", f"{HOPE},notes.pdf,2025").links == ()


def test_names_as_programs_print_lists_of_them_are_names() -> None:
    paper = facts("title,authors", f"""{HOPE},"['Ann Lee', ""Bo O'Neil""]\"""")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Bo O'Neil"]
    korean = facts("논문 제목,저자", f'{HOPE},"김철수, 이영희"')
    assert [author.name for author in korean.authors] == ["김철수", "이영희"]


def test_an_accent_of_tex_is_no_quotation_mark() -> None:
    digest, _ = read('title,authors,year\nLearning to Hope,M\\"uller,2025\n')
    assert digest.entries[0].facts.authors == (Author("Müller"),)


def test_what_savers_of_links_say_of_arxivs_page_is_no_abstract() -> None:
    head, row = "id,title,excerpt,url", f"1,[2502.05795] {HOPE},Abstract page for arXiv paper 2502.05795: {HOPE},"
    digest, _ = read(f"{head}\n{row}https://arxiv.org/abs/2502.05795\n")
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv, entry.abstract) == (HOPE, "2502.05795", ())


def test_the_full_stop_that_pubmed_ends_a_title_with_goes() -> None:
    assert facts("PMID,Title,DOI", f"1,{HOPE}.,10.1038/x").title == HOPE


def test_authors_in_several_columns_are_one_list_and_who_presents_a_paper_is_none() -> None:
    paper = facts("Title,Author 1,Author 2,Author 3,Year,Presenter", f"{HOPE},Ann Lee,Bo Cho,,2025,Jan Berg")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Bo Cho"]


def test_spaces_around_quoted_cells_are_none_of_theirs() -> None:
    assert facts('"Title" , "Authors"', f'"{DEPTH}" , "Ann Lee"') == Facts(title=DEPTH, authors=(Author("Ann Lee"),))


def test_a_quotation_mark_that_is_never_closed_costs_no_more_than_its_own_row() -> None:
    rows = "".join(f"Paper {number} of Many,Ann Lee,Words of it\n" for number in range(600))
    digest, report = read(f'Title,Authors,Abstract\n{HOPE},Bo Cho,"Words that end\n{rows}')
    assert len(digest.entries) == 601
    assert codes(report) == [("warning", "broken-table", 2)]


@pytest.mark.parametrize(
    ("encoding", "name", "head", "authors"),
    [
        ("cp1250", "Żółw i zając w głębi", "Tytuł;Autorzy;Rok", "Łukasz Żak, Święta Ćwik"),
        ("cp1250", "Příliš hluboké sítě", "Název;Autoři;Rok", "Jiří Dvořák, Šárka Nováková"),
        ("cp1254", "Derin öğrenme", "Başlık;Yazarlar;Yıl", "İsmail Şahin, Gülşen Yıldız"),
        ("cp1253", "Η κατάρα του βάθους", "Τίτλος;Συγγραφείς;Έτος", "Γιώργος Παπάς, Νίκος Ρήγας"),
        ("mac_roman", "Étude générale", "Titre;Auteurs;Année", "Élodie Bézier, Zoé Garçon"),
    ],
)
def test_a_table_that_excel_saved_in_a_windows_encoding_is_read_and_said(
    encoding: str, name: str, head: str, authors: str
) -> None:
    digest, report = read(f"{head}\r\n{name};{authors};2025\r\n".encode(encoding))
    (entry,) = digest.entries
    assert (entry.facts.title, ", ".join(author.name for author in entry.facts.authors)) == (name, authors)
    assert codes(report) == [("warning", "encoding", 1)]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Wenfang Sun en Xinyuan Song", ["Wenfang Sun", "Xinyuan Song"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Wenfang Sun u. a.", ["Wenfang Sun"]),
        ('"Sun, W.; Song, E. A."', ["W. Sun", "E. A. Song"]),
        ('"Sun, U. A."', ["U. A. Sun"]),
        ("Sun e.a.", ["Sun"]),
        ("田中 さくら", ["田中 さくら"]),
        ('"Sun, Wenfang ; Song, Xinyuan [und weitere]"', ["Wenfang Sun", "Xinyuan Song"]),
        ("Sun, Wenfang/Song, Xinyuan", ["Wenfang Sun", "Xinyuan Song"]),
    ],
)
def test_authors_are_joined_by_words_of_other_languages(cell: str, names: list[str]) -> None:
    digest, _ = read(f"Titel;Autoren\n{HOPE};{cell}\n")
    assert [author.name for author in digest.entries[0].facts.authors] == names


READER = """{"title": "cs.CL", "items": [{"title": "%s", "author": "Ann Lee", "published": 1743134400%s,
"canonical": [{"href": "https://arxiv.org/abs/2502.05795"}], "alternate": [{"href": "https://arxiv.org/abs/2502.05795"}],
"summary": {"content": "<p>arXiv:2502.05795v1 Announce Type: new Abstract: We learn.</p>", "direction": "ltr"}}]}"""


@pytest.mark.parametrize("thousandths", ["", "000"])
def test_exports_of_feed_readers_are_read_with_their_summaries_links_and_days(thousandths: str) -> None:
    digest, _ = read(READER % (HOPE, thousandths), "starred.json")
    (entry,) = digest.entries
    facts = entry.facts
    assert (facts.title, facts.arxiv, facts.published) == (HOPE, "2502.05795", "2025-03-28")
    assert [[span.text for span in paragraph] for paragraph in entry.abstract] == [["We learn."]]


def test_a_board_of_cards_is_a_list_of_their_names() -> None:
    head = "Card ID,Card Name,Card URL,Card Description,Labels,Attachment Links,Vote Count"
    digest, _ = read(
        f"{head}\n1,The Curse of Depth,https://cards.example.org/1,It helps.,nlp,https://arxiv.org/abs/2502.05795,3\n"
    )
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv, entry.votes) == ("The Curse of Depth", "2502.05795", 3)


def test_a_column_of_papers_with_their_links_is_that_of_the_titles() -> None:
    rows = f"todo\t{DEPTH} https://arxiv.org/abs/2502.05795\tAnn Lee\ndone\t{HOPE} (https://example.org/1)\tBo Cho\n"
    digest, _ = read(f"status\tpaper (link)\tfirst author\n{rows}")
    assert [entry.facts.title for entry in digest.entries] == [DEPTH, HOPE]
    assert digest.entries[0].facts.arxiv == "2502.05795"
    last, _ = read(f"title\tlast author\tyear\n{DEPTH}\tA. Lee\t2025\n{HOPE}\tB. Cho\t2024\n")
    assert [entry.facts.authors[0].name for entry in last.entries] == ["A. Lee", "B. Cho"]
    beside, _ = read(f"title\tpaper (link)\n{DEPTH}\tThe one that we read\n")
    assert [entry.facts.title for entry in beside.entries] == [DEPTH]


def test_links_of_cells_may_have_their_addresses_below_the_table() -> None:
    table = f"| Title | Authors |\n| --- | --- |\n| [{DEPTH}][one] | Ann Lee |\n| [{HOPE}][two] | Bo Cho |\n"
    for below, addresses in (("", []), ("\n[one]: https://arxiv.org/abs/2502.05795\n", ["2502.05795"])):
        digest, _ = read(table + below)
        assert [entry.facts.title for entry in digest.entries] == [DEPTH, HOPE]
        assert [entry.facts.arxiv for entry in digest.entries if entry.facts.arxiv] == addresses


@pytest.mark.parametrize("name", ["Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "タイムスタンプ"])
def test_answers_of_a_form_are_listed_on_the_days_when_they_were_given(name: str) -> None:
    rows = f'"17/10/2025 10:00:22","{DEPTH}","Ann Lee"\n"18/10/2025 10:02:22","{HOPE}","Bo Cho"\n'
    digest, _ = read(f'"{name}","Title","Authors"\n{rows}')
    assert [entry.listed for entry in digest.entries] == ["2025-10-17", "2025-10-18"]


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("Title of the paper you want to discuss", "Authors, if you know them"),
        ("Titel des Papers, das du vorschlägst", "Autoren, falls du sie kennst"),
        ("Título del artículo que propones", "Autores, si los conoces"),
    ],
)
def test_a_form_asks_for_fields_with_clauses_behind_their_names(title: str, authors: str) -> None:
    digest, _ = read(f'"Name you go by","{title}","{authors}","Date we met"\nBo,{HOPE},Ann Lee,2025-03-04\n')
    (entry,) = digest.entries
    assert (entry.facts.title, [author.name for author in entry.facts.authors]) == (HOPE, ["Ann Lee"])
    assert entry.facts.published == ""


@pytest.mark.parametrize(
    "name", ["Abstract if you need it", "Abstract you wrote", "Paper we read last time", "Author/Title"]
)
def test_what_a_form_says_of_other_papers_or_has_beside_titles_is_none_of_theirs(name: str) -> None:
    assert column(name) == ("", 0)


def test_the_first_row_may_go_over_many_lines() -> None:
    abstract = "\n".join(["We study how clocks go"] * 12)
    row = f'1,"{HOPE}\nhttps://arxiv.org/abs/2502.05795","Ann Lee\nBo Cho","{abstract}"\n'
    digest, report = read(f"Lp.,Tytuł i odnośnik,Autorzy,Streszczenie\n{row}")
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv) == (HOPE, "2502.05795")
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("name", "cells", "dates"),
    [
        ("Fecha", ("02/09/2026", "03/09/2026"), ["2026-09-02", "2026-09-03"]),
        ("Veröffentlicht", ("02/09/2026", "05/09/2026"), ["2026-09-02", "2026-09-05"]),
        ("Fecha", ("2/9/2026", "3/9/2026"), ["2026-09-02", "2026-09-03"]),
        ("Fecha", ("02/09/2026", "09/30/2026"), ["2026-02-09", "2026-09-30"]),
        ("Datum", ("2-3-2026", "9-3-2026"), ["2026-03-02", "2026-03-09"]),
        ("Date", ("02-09-2026", "09-30-2026"), ["2026-02-09", "2026-09-30"]),
    ],
)
def test_the_language_of_a_column_tells_whether_its_dates_have_the_day_first(
    name: str, cells: tuple[str, str], dates: list[str]
) -> None:
    digest, report = read(f"{name};Title;Link\n{cells[0]};{HOPE};x\n{cells[1]};Another Paper;y\n")
    assert [entry.facts.published for entry in digest.entries] == dates
    assert not codes(report)


@pytest.mark.parametrize(
    ("cells", "dates", "first"),
    [
        (("02/09/2026", "03/09/2026"), ["2026-02-09", "2026-03-09"], "month"),
        (("2/9/2026", "3/9/2026"), ["2026-02-09", "2026-03-09"], "month"),
        (("2-9-2026", "3-9-2026"), ["2026-09-02", "2026-09-03"], "day"),
    ],
)
def test_dates_that_may_have_the_day_or_the_month_first_are_told_of(
    cells: tuple[str, str], dates: list[str], first: str
) -> None:
    rows = f"2026-01-05;{DEPTH};x\n{cells[0]};{HOPE};x\n{cells[1]};Another Paper;y\n"
    digest, report = read(f"Date;Title;Link\n{rows}")
    assert [entry.facts.published for entry in digest.entries][1:] == dates
    assert codes(report) == [("warning", "doubtful-date", 3)]
    assert f"with the {first} first" in report.diagnostics[0].message


def test_the_number_of_a_row_may_be_named_by_one_letter() -> None:
    digest, _ = read(f"N.;Titolo del lavoro;Autori/autrici\n1;{HOPE};Ann Lee\n2;{DEPTH};Bo Cho\n")
    assert [(entry.facts.title, entry.facts.authors[0].name) for entry in digest.entries] == [
        (HOPE, "Ann Lee"),
        (DEPTH, "Bo Cho"),
    ]


def test_a_cell_of_html_may_go_over_several_rows() -> None:
    def table(span: str) -> str:
        rows = f"<tr><td rowspan=2>{span}<td>Slow Clocks<td>Ann Lee<tr><td>Fast Clocks<td>Bo Cho"
        return f"<table><tr><th>Date<th>Title<th>Authors{rows}<tr><td>2023<td>Old Clocks<td>Cy Roy</table>"

    entries = read(table("2024"), "papers.html")[0].entries
    assert [(entry.facts.title, entry.facts.published) for entry in entries] == [
        ("Slow Clocks", "2024"),
        ("Fast Clocks", "2024"),
        ("Old Clocks", "2023"),
    ]
    entries = read(table("2024-05-03").replace("2023", "2024-05-10"), "papers.html")[0].entries
    assert [entry.listed for entry in entries] == ["2024-05-03", "2024-05-03", "2024-05-10"]


def test_a_cell_may_go_over_a_hundred_rows_and_over_the_last() -> None:
    rows = "".join(f"<tr><td>Paper Number {number}" for number in range(2, 121))
    table = f"<table><tr><th>Title<th>Venue<tr><td>Paper Number 1<td rowspan=120>Clocks 2024{rows}</table>"
    digest, _ = read(table, "papers.html")
    assert [entry.facts.venue for entry in digest.entries] == ["Clocks 2024"] * 120


def test_raised_and_lowered_figures_in_html_stay_so_and_are_none_of_names() -> None:
    row = "<tr><td>10<SUP>5</SUP> drops of H<sub class=x>2</sub>O<td>Ann Lee<sup>1</sup>; Bo Cho<sup>1,2</sup>"
    (entry,) = read(f"<table><tr><th>Title<th>Authors{row}</table>", "papers.html")[0].entries
    assert entry.facts.title == "10⁵ drops of H₂O"
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]


def test_phrases_that_several_rows_share_are_no_titles() -> None:
    digest, _ = read(
        "Nr;Duration;Was wir lesen;Autor*innen;Adresse\n"
        "1;0 to 3 hours;The Curse of Depth;Ann Lee;https://arxiv.org/abs/2502.05795\n"
        "2;0 to 3 hours;Slow Clocks Plan Better;Bo Cho;https://arxiv.org/abs/2502.05796\n"
    )
    assert titles(digest) == ["The Curse of Depth", "Slow Clocks Plan Better"]


@pytest.mark.parametrize("below", ["", "\n\narXiv 2601.00001"])
@pytest.mark.parametrize("head", ["Nr.\tTitel und Autoren\tZusammenfassung\twer?", "No.\tPaper\tAbstract\tWho"])
def test_rows_whose_cells_go_over_lines_without_quotation_marks_are_whole_by_their_numbers(
    head: str, below: str
) -> None:
    papers = ("Slow Clocks", "Small Maps", "Old Rooms")
    rows = [
        f"{at}\t{title}\nAnn Lee, Bo Cho{below}\tWe show that clocks wait.\tCy\n" for at, title in enumerate(papers, 1)
    ]
    digest, _ = read(f"Papers\n\n{head}\n{''.join(rows)}\nSee you there.\n", "list.txt")
    assert titles(digest) == [*papers]
    assert {len(entry.facts.authors) for entry in digest.entries} == {2}
    assert [entry.line for entry in digest.entries] == [4 + at * rows[0].count("\n") for at in range(3)]


@pytest.mark.parametrize("last", ["tbd\tOld Rooms\tCy", "\tOld Rooms\tCy", "Last updated by Bo"])
def test_what_stands_below_a_row_with_all_cells_is_none_of_it(last: str) -> None:
    digest, _ = read(f"Date\tPaper\tWho\n5 Jan\tSlow Clocks\tAnn\n12 Jan\tSmall Maps\tBo\n{last}\n", "list.tsv")
    assert titles(digest)[:2] == ["Slow Clocks", "Small Maps"]
    assert len(digest.entries) == 2 + ("Rooms" in last)


def test_rows_with_fewer_cells_than_their_head_are_not_joined() -> None:
    digest, _ = read("No.\tPaper\tAuthors\n1\tSlow Clocks\n2\tSmall Maps\n3\tOld Rooms\tAnn Lee\n", "list.tsv")
    assert titles(digest) == ["Slow Clocks", "Small Maps", "Old Rooms"]


def test_cells_of_several_lines_are_one_row_wherever_it_begins_behind_a_whole_one() -> None:
    rows = (
        "09:00\tOpening\t\tAda",
        '09:15\tSlow Clocks\nAnn Lee, Bo Cho\narXiv:2601.00001\tClocks are "slow".\tBo',
        "\tbelow the line\t\t",
        "09:35\tSmall Maps\nCy Roy, Di Sun\narXiv:2601.00002\tMaps are small.\tDi",
    )
    digest, _ = read("Hour\tPaper\tAbstract\tPresenter\n" + "\n".join(rows) + "\n", "plan.txt")
    clocks, maps = (entry for entry in digest.entries if entry.facts.arxiv)
    assert (clocks.facts.title, maps.facts.title) == ("Slow Clocks", "Small Maps")
    assert [author.name for author in clocks.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert prose.text(clocks.abstract) == 'Clocks are "slow".'


def test_a_table_of_which_most_lines_have_no_cells_is_read_as_the_text_that_it_is() -> None:
    row = "Slow Clocks {0}\nAnn Lee, Bo Cho\narXiv:2601.0000{0}\t@Bo\t3\n"
    rows = "".join(map(row.format, range(1, 6)))
    assert not sniff(f"Paper\tSuggested by\tVotes\n{rows}")
    assert sniff(f"Paper\tSuggested by\tVotes\n{rows.replace('Lee, Bo Cho', 'Lee' + chr(9))}")
    # a few lines of text below a table are none of it, and a list is
    table = "Paper\tAuthors\tVotes\nSlow Clocks\tAnn Lee\t3\n"
    assert sniff(table + "We met again.\n" * 3)
    assert not sniff(table + "\n" + "Slow Bells\nBo Cho\n2024\n\n" * 3)


def test_tables_under_headings_are_read_by_their_own_heads() -> None:
    first = "| Title | Authors | Venue |\n|---|---|---|\n| Slow Clocks | Ann Lee, Bo Cho | ICC 2024 |\n"
    second = "| Paper | Venue | Authors |\n|---|---|---|\n| Fast Clocks | CLK 2025 | Cy Roy |\n"
    digest, _ = read(f"# Papers\n\n{first}\n# Other\n\n{second}", "papers.md")
    assert [(entry.facts.title, entry.facts.venue) for entry in digest.entries] == [
        ("Slow Clocks", "ICC 2024"),
        ("Fast Clocks", "CLK 2025"),
    ]


def test_names_of_columns_may_have_abbreviations_in_parentheses() -> None:
    digest, _ = read(f"Titel des Papers\tLink (arXiv o. Ä.)\n{HOPE}\thttps://arxiv.org/abs/2509.16591\n")
    assert [(entry.facts.title, entry.facts.arxiv) for entry in digest.entries] == [(HOPE, "2509.16591")]


def test_a_word_below_a_table_is_no_head_of_a_table_of_titles() -> None:
    digest, _ = read(f"Дата\tДоклад\tСтатья\n18 сентября 2025\tАнна\t{DEPTH}\n\n\nСтатья\nПравить\nИстория\n", "a.txt")
    assert titles(digest) == [DEPTH]


def test_a_table_of_names_beside_one_of_titles_is_none_of_papers() -> None:
    members = "| Name | GitHub |\n|---|---|\n| Ann Lee | [@ann](https://github.com/ann) |\n"
    papers = f"| Paper | Link |\n|---|---|\n| {DEPTH} | https://arxiv.org/abs/2502.05795 |\n"
    for text in (f"{members}\n{papers}", f"{papers}\n{members}"):
        digest, report = read(text, "a.md")
        assert titles(digest) == [DEPTH]
        assert [code for _, code, _ in codes(report)] == ["no-title-column"]
    assert titles(read(members, "a.md")[0]) == ["Ann Lee"]


def test_a_paper_beside_a_table_is_told_of() -> None:
    rows = "".join(f"| {title} | https://arxiv.org/abs/2502.0579{at} |\n" for at, title in enumerate((DEPTH, HOPE)))
    table = f"| Paper | Link |\n|---|---|\n{rows}"
    below = "- Small Maps, https://arxiv.org/abs/2502.00001\n- See https://example.org/\n"
    digest, report = read(f"# Week 32\n\n{table}\n# Week 33\n\n{below}", "a.md")
    assert titles(digest) == [DEPTH, HOPE]
    assert codes(report) == [("warning", "doubtful-paper", 10)]


def test_a_day_above_each_table_of_a_page_is_that_of_its_papers_and_a_paper_beside_them_is_told_of() -> None:
    def table(title: str) -> str:
        return f"<table><tr><th>Title</th><th>Authors</th></tr><tr><td>{title}</td><td>Ann Lee</td></tr></table>"

    menu = "".join(f"<p>Menu | {number}, Title, Authors</p>" for number in range(100))
    below = '<p>And <a href="https://arxiv.org/abs/2502.00001">Small Maps</a></p>'
    days = "<h2>12 March 2025</h2>", "<h2>19 March 2025</h2>"
    page = f"<html><body>{menu}{days[0]}{table(DEPTH)}{days[1]}{table(HOPE)}{below}</body></html>"
    for text in (page, page.replace("><", ">\n<")):
        digest, report = read(text, "a.html")
        assert [(entry.listed, entry.facts.title) for entry in digest.entries] == [
            ("2025-03-12", DEPTH),
            ("2025-03-19", HOPE),
        ]
        assert [code for _, code, _ in codes(report)] == ["doubtful-paper"]
        assert "Small Maps" in report.diagnostics[0].message
