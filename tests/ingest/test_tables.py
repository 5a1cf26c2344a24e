"""Tables as people copy and export them: any columns in any order, in the words of many programs and languages."""

from __future__ import annotations

import csv
import io

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.sources import columns
from sitegen.ingest.values import prose
from sitegen.model import Author, Digest, Link
from sitegen.text.folding import letters
from tests.ingest.test_fuzz import SOURCES

TITLE = "The Curse of Depth, Explained"
ABSTRACT = "We study depth; it helps.\nA second line."


def read(text: str, path: str = "papers.csv", **options: str) -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), path, report, **options), report  # type: ignore[arg-type]


def table(row: dict[str, str], sign: str = ",") -> str:
    """A head and a row, as the standard library writes them, twice with another title."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row), delimiter=sign)
    writer.writeheader()
    writer.writerow(row)
    writer.writerow({name: value.replace(TITLE, "Another Title of a Paper") for name, value in row.items()})
    return out.getvalue()


def test_columns_of_a_table_made_by_hand_that_are_not_read_are_named() -> None:
    row = {"Title": TITLE, "Authors": "Ann Lee", "Presenter": "Ada", "Pages": "1-9", "Rating": "5", "Left empty": ""}
    assert read(table(row))[0].unread_columns == ("Presenter", "Rating")


@pytest.mark.parametrize("cell", ["https://a.org/b", "[here](https://a.org/b)", "n/a"])
def test_a_column_of_links_and_identifiers_is_read_whatever_it_is_called(cell: str) -> None:
    assert read(table({"Title": TITLE, "Authors": "Ann Lee", "Odd Things": cell}))[0].unread_columns == ()


def test_columns_of_an_export_that_are_not_read_are_nobodys_concern() -> None:
    row = {"Title": TITLE, "Authors": "Ann Lee"} | {f"Field {letter}": "x" for letter in "abcdefghijklm"}
    for export in (row, *EXPORTS.values()):
        assert read(table(export))[0].unread_columns == ()


EXPORTS = {
    "Zotero": {
        "Key": "ABCD1234", "Item Type": "journalArticle", "Publication Year": "2024", "Author": "Lee, Ann; Cho, Bo",
        "Title": TITLE, "Publication Title": "Tests", "ISBN": "", "DOI": "10.1000/182", "Url": "https://a.org/1",
        "Abstract Note": ABSTRACT, "Date": "2024-03-28", "Date Added": "2025-01-01 10:00:00", "Pages": "1-9",
        "Manual Tags": "depth; layers", "Automatic Tags": "",
    },
    "Scopus": {
        "Authors": "Lee A.; Cho B.", "Author full names": "Lee, Ann (57190); Cho, Bo (57191)", "Author(s) ID": "57190",
        "Title": TITLE, "Year": "2024", "Source title": "Tests", "Cited by": "3", "DOI": "10.1000/182",
        "Link": "https://www.scopus.com/x", "Abstract": ABSTRACT, "Author Keywords": "depth; layers",
        "Document Type": "Article", "EID": "2-s2.0-1",
    },
    "Web of Science": {
        "Publication Type": "J", "Authors": "Lee, A; Cho, B", "Author Full Names": "Lee, Ann; Cho, Bo",
        "Article Title": TITLE, "Source Title": "Tests", "Author Keywords": "depth; layers", "Abstract": ABSTRACT,
        "Publication Date": "MAR 28", "Publication Year": "2024", "DOI": "10.1000/182",
    },
    "PubMed": {
        "PMID": "1", "Title": TITLE, "Authors": "Lee A, Cho B.", "Citation": "Tests. 2024 Mar 28",
        "First Author": "Lee A", "Journal/Book": "Tests", "Publication Year": "2024", "Create Date": "2024/03/28",
        "PMCID": "", "DOI": "10.1000/182",
    },
    "Publish or Perish": {
        "Cites": "3", "Authors": "A Lee, B Cho", "Title": TITLE, "Year": "2024", "Source": "Tests",
        "Publisher": "P", "ArticleURL": "https://a.org/1", "GSRank": "1", "DOI": "10.1000/182", "Abstract": ABSTRACT,
    },
    "OpenReview": {
        "title": TITLE, "authors": "['Ann Lee', 'Bo Cho']", "keywords": "['depth', 'layers']", "abstract": ABSTRACT,
        "venue": "Tests", "pdf": "https://openreview.net/pdf?id=abcdef1234", "forum": "abcdef1234",
    },
    "Semantic Scholar": {
        "paperId": "x", "title": TITLE, "abstract": ABSTRACT, "venue": "Tests", "year": "2024", "citationCount": "3",
        "url": "https://www.semanticscholar.org/paper/x", "authors": "Ann Lee, Bo Cho",
    },
    "IEEE": {
        "Document Title": TITLE, "Authors": "Ann Lee; Bo Cho", "Author Affiliations": "MIT; ETH",
        "Publication Title": "Tests", "Date Added To Xplore": "28 March 2024", "Publication Year": "2024",
        "Abstract": ABSTRACT, "DOI": "10.1000/182", "PDF Link": "https://ieeexplore.org/1.pdf",
        "Author Keywords": "depth; layers",
    },
    "Lens": {
        "Lens ID": "1-2", "Title": TITLE, "Date Published": "2024-03-28", "Publication Year": "2024",
        "Source Title": "Tests", "Author/s": "Ann Lee; Bo Cho", "Abstract": ABSTRACT, "DOI": "10.1000/182",
    },
    "Dimensions": {
        "Publication ID": "pub.1", "DOI": "10.1000/182", "Title": TITLE, "Abstract": ABSTRACT, "Source title": "Tests",
        "PubYear": "2024", "Publication date": "2024-03-28", "Authors": "Lee, Ann; Cho, Bo",
    },
    "OpenAlex": {
        "id": "https://openalex.org/W1", "display_name": TITLE, "publication_date": "2024-03-28",
        "doi": "https://doi.org/10.1000/182", "authorships.author.display_name": "Ann Lee|Bo Cho",
        "primary_location.source.display_name": "Tests",
    },
    "Covidence": {
        "Title": TITLE, "Authors": "Lee, Ann; Cho, Bo", "Abstract": ABSTRACT, "Published Year": "2024",
        "Journal": "Tests", "DOI": "10.1000/182", "Ref": "1",
    },
    "Paperpile": {
        "Item type": "Journal Article", "Authors": "Lee A, Cho B", "Title": TITLE, "Full journal": "Tests",
        "Publication year": "2024", "DOI": "10.1000/182", "URLs": "https://a.org/1", "Arxiv ID": "2502.05795",
    },
    "feed reader": {
        "Title": TITLE, "URL": "https://arxiv.org/abs/2502.05795", "Source": "Tests", "Published": "2024-03-28",
        "Author": "Ann Lee, Bo Cho", "Summary": ABSTRACT,
    },
    "Web of Science, by month": {
        "Authors": "Lee, A; Cho, B", "Author Full Names": "Lee, Ann; Cho, Bo", "Article Title": TITLE,
        "Source Title": "Tests", "Publication Date": "MAR", "Publication Year": "2024", "DOI": "10.1000/182",
    },
    "Rayyan": {
        "key": "rayyan-1", "title": TITLE, "year": "2024", "month": "3", "day": "28", "journal": "Tests",
        "authors": "Lee, Ann and Cho, Bo", "url": "", "abstract": ABSTRACT, "doi": "10.1000/182",
        "keywords": "depth;layers",
    },
    "SpringerLink": {
        "Item Title": TITLE, "Publication Title": "Tests", "Item DOI": "10.1000/182", "Authors": "Ann LeeBo Cho",
        "Publication Year": "2024", "URL": "https://link.springer.com/article/10.1000/182", "Content Type": "Article",
    },
    "Google Scholar": {
        "Authors": "Lee, Ann; Cho, Bo; ", "Title": TITLE, "Publication": "Tests", "Volume": "3", "Number": "1",
        "Pages": "1-9", "Year": "2024", "Publisher": "Clock Press",
    },
    "CMT": {
        "Paper ID": "12", "Created": "1/20/2025 3:02:11 PM -08:00", "Paper Title": TITLE, "Abstract": ABSTRACT,
        "Authors": "Ann Lee (MIT)*; Bo Cho (ETH)", "Author Names": "Lee, Ann*; Cho, Bo", "Track Name": "Main",
    },
    "CNKI": {
        "Title-题名": TITLE, "Author-作者": "Ann Lee;Bo Cho;", "Source-文献来源": "Tests",
        "Keyword-关键词": "depth;;layers", "Summary-摘要": ABSTRACT,
        "PubTime-发表时间": "2024-03-28", "DOI-DOI": "10.1000/182",
    },
    "form": {
        "Timestamp": "4/1/2025 10:00:00", "Title of the paper": TITLE, "Link to the paper":
        "https://arxiv.org/abs/2502.05795", "Authors of the paper": "Ann Lee & Bo Cho", "Your name": "Cy Doe",
    },
    "Notion": {
        "Name": TITLE, "Authors": "Ann Lee, Bo Cho", "Tags": "depth, layers", "Status": "Read",
        "Link": "https://arxiv.org/abs/2502.05795v2", "Published": "March 28, 2024",
    },
}  # fmt: skip


@pytest.mark.parametrize("program", list(EXPORTS))
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_an_export_is_read_by_the_names_of_its_columns(program: str, sign: str) -> None:
    export = EXPORTS[program]
    digest, report = read("\ufeff" + table(export, sign))
    assert not report.diagnostics
    first, second = digest.entries
    assert (first.facts.title, second.facts.title) == (TITLE, "Another Title of a Paper")
    assert [author.name.split()[-1].strip(".") for author in first.facts.authors] in (["Lee", "Cho"], ["A", "B"])
    assert first.facts.published[:4] in ("2024", "")
    assert first.facts.doi == ("10.1000/182" if "10.1000/182" in "".join(export.values()) else "")
    assert first.facts.arxiv == ("2502.05795" if "2502.05795" in "".join(export.values()) else "")
    assert first.facts.venue == ("Tests" if "Tests" in export.values() else "")
    assert bool(first.abstract) == (ABSTRACT in export.values())
    assert {*first.facts.keywords, *first.facts.topics} in ({"depth", "layers"}, set())
    assert second.line == first.line + (2 if ABSTRACT in export.values() else 1)


HEADS = [
    ("Titel", "Autoren", "Jahr", "Zusammenfassung"),
    ("Aufsatz", "von", "Jg.", "Kernaussage"),
    ("Beitrag", "von", "Jhrg.", "Inhalt"),
    ("Titre", "Auteur(s)", "Année", "Résumé"),
    ("Título", "Autores", "Año", "Resumen"),
    ("Título", "Autores", "Ano", "Resumo"),
    ("Titolo", "Autori", "Anno", "Sommario"),
    ("Titel", "Auteurs", "Jaar", "Samenvatting"),
    ("Tytuł", "Autorzy", "Rok", "Streszczenie"),
    ("Başlık", "Yazarlar", "Yıl", "Özet"),
    ("Название", "Авторы", "Год", "Аннотация"),
    ("标题", "作者", "年份", "摘要"),
    ("論文名", "著者", "発行年", "要旨"),
    ("제목", "저자", "연도", "초록"),
    ("Titre de l'article", "Auteurs de l'article", "Année", "Résumé (EN)"),
    ("Título do artigo", "Autores", "Ano", "Resumo"),
    ("Название статьи", "Авторы", "Год", "Аннотация"),
    ("论文标题 (Title)", "作者/Authors", "发表年份", "摘要"),
    ("**Paper Title**", "AUTHOR(S)", "Pub. Year", "Abstract (English)"),
]


@pytest.mark.parametrize("names", HEADS, ids=lambda names: names[1])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_heads_may_be_in_other_languages_and_columns_in_any_order(names: tuple[str, ...], order: tuple[int]) -> None:
    values = (TITLE, "Ann Lee; Bo Cho", "2024", ABSTRACT)
    digest, report = read(table({names[place]: values[place] for place in order}))
    assert not report.diagnostics
    entry = digest.entries[0]
    assert (entry.facts.title, entry.facts.published) == (TITLE, "2024")
    assert entry.facts.authors == (Author("Ann Lee"), Author("Bo Cho"))
    assert entry.abstract


@pytest.mark.parametrize("name", ["Auteur_e_s", "Auteur_e", "Auteur_trice", "autores_as", "Autor_innen"])
def test_names_of_both_genders_may_have_underscores(name: str) -> None:
    assert columns.column(name)[0] == "authors"
    assert read(f"Titre,{name},Année\nHorloges lentes,Ann Lee,2024\n")[0].entries[0].facts.authors == (
        Author("Ann Lee"),
    )


@pytest.mark.parametrize("count", [400, 100_000])
def test_a_name_may_end_in_very_many_types(count: int) -> None:
    assert columns.column("a" + "_s" * count) == columns.column("a" + "_s" * count + "x") == ("", 0)


def test_cells_may_hold_html() -> None:
    note = "<p>Read it.</p><p>Then again.</p>"
    rows = "".join(f'"{title}","Ann Lee","{note}"\n' for title in (TITLE, "Slow Clocks", "Small Maps"))
    digest, _ = read(f'"Title","Author","Notes"\n{rows}')
    assert [entry.facts.title for entry in digest.entries] == [TITLE, "Slow Clocks", "Small Maps"]


def test_a_table_without_a_title_is_refused_with_the_columns_that_were_seen() -> None:
    digest, report = read("Authors,Year,Journal\nAnn Lee,2024,Tests\nBo Cho,2025,Tests\n")
    assert not digest.entries
    (found,) = report.diagnostics
    assert (found.severity, found.code, found.at and found.at.line) == ("error", "no-title-column", 1)
    assert "Authors, Year, Journal" in found.message


def test_a_further_table_without_a_title_is_left_out_with_the_columns_that_were_seen() -> None:
    digest, report = read(f'Title,Authors\n"{TITLE}",Ann Lee\n\nAuthors,Year,Journal\nBo Cho,2025,Tests\n')
    assert len(digest.entries) == 1
    (found,) = report.diagnostics
    assert (found.severity, found.code, found.at and found.at.line) == ("warning", "no-title-column", 4)
    assert "Authors, Year, Journal" in found.message


def test_no_name_of_a_column_means_two_fields() -> None:
    names = [name for field, of_field in columns.names_by_field().items() for name in {*map(letters, of_field)} - {""}]
    assert len(names) == len({*names})
    assert len(names) > 400


MARKDOWN = """| Date | Title | Authors | Links |
|------|:-----:|---------|-------|
| 2025-03-28 | [The Curse of Depth](https://arxiv.org/abs/2502.05795) | Ann Lee | [code](https://github.com/a/b) |
| 2025-03-27 | **Another** \\| Title of a Paper | Bo Cho | [PDF](https://a.org/1.pdf) |
"""
HTML = """<meta charset='utf-8'><google-sheets-html-origin><table>
<thead><tr><th>Title</th><th>Authors</th><th>DOI</th></tr>
</thead><tbody><tr><td><a href="https://arxiv.org/abs/2502.05795">The Curse of Depth</a></td><td>Ann Lee<br>Bo Cho</td>
<td>10.1000/182</td></tr><tr><td colspan=3>March 28, 2025</td></tr>
<tr><td>Learning to Forget More</td><td>Yi Liu</td><td></td></tr></tbody></table>"""


def test_tables_of_markdown_and_html_are_read_with_their_links() -> None:
    first, second = read(MARKDOWN, "papers.md")[0].entries
    assert (first.facts.title, first.facts.arxiv, first.facts.published) == (
        "The Curse of Depth", "2502.05795", "2025-03-28",
    )  # fmt: skip
    assert first.facts.links == (Link("code", "https://github.com/a/b"),)
    assert second.facts.title == "Another | Title of a Paper"
    digest, _ = read(HTML, "papers.html")
    first, second = digest.entries
    assert (first.facts.arxiv, first.facts.doi) == ("2502.05795", "10.1000/182")
    assert [author.name for author in first.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert (second.facts.title, digest.date) == ("Learning to Forget More", "2025-03-28")


def days(digest: Digest) -> list[str]:
    return [entry.listed or digest.date for entry in digest.entries]


def test_a_day_stands_once_above_its_papers_or_on_a_line_of_its_own() -> None:
    merged = "Date\tTitle\n2025-03-28\tA Paper on One Thing\n\tA Paper on Two Things\n2025-03-27\tA Third One of Them\n"
    assert days(read(merged)[0]) == ["2025-03-28", "2025-03-28", "2025-03-27"]
    alone = "Title,Authors,Link\n28 March 2025,,\nA Paper on One Thing,Ann,x\nMar 27 2025,,\nA Paper on Two,Bo,y\n"
    assert days(read(alone)[0]) == ["2025-03-28", "2025-03-27"]
    above = "Paper club 2 July 2024,,\n,,\nTitle,Authors,Score\nA Paper on One Thing,Ann Lee,4\n,,\nAverage,,4\n"
    digest, _ = read(above)
    assert (days(digest), digest.entries[0].votes) == (["2024-07-02"], None)


def test_a_day_may_end_a_long_line_above_a_table() -> None:
    line = "Papers that we read in the weekly club of the group for language on 2 July 2024"
    assert days(read(f"{line}\n\n| Title | Authors |\n|---|---|\n| A Paper on One Thing | Ann Lee |\n", "a.md")[0]) == [
        "2024-07-02"
    ]


def test_days_in_a_table_are_of_the_year_that_is_given() -> None:
    text = "Title,Authors,Link\n28 March,,\nA Paper on One Thing,Ann,x\nMar 27,,\nA Paper on Two,Bo,y\n"
    assert days(read(text, date_hint="2019")[0]) == ["2019-03-28", "2019-03-27"]


def test_boards_of_tasks_have_addresses_in_notes() -> None:
    digest, _ = read(
        "Aufgabenname\tZuweisung\tBezeichnungen\tNotizen\n"
        "Slow Clocks of the World\tLee, Ann\tPaper\tAnn Lee et al., https://arxiv.org/abs/2502.05795\n"
        "Small Maps and What They Leave Out\tCho, Bo\tPaper\tBo Cho, https://arxiv.org/abs/2502.05796\n"
    )
    assert [(entry.facts.title, entry.facts.arxiv) for entry in digest.entries] == [
        ("Slow Clocks of the World", "2502.05795"),
        ("Small Maps and What They Leave Out", "2502.05796"),
    ]


def test_rows_of_tex_are_a_table_too() -> None:
    digest, report = read(
        "% the plan\n\\begin{longtable}{lp{7cm}l}\n\\toprule\n"
        "Termin & Thema & Autorinnen und Autoren \\\\\n\\midrule\n\\endhead\n"
        "21.10.2024 & Slow Clocks of the World~\\cite{lee2024} & A. Lee, B. Cho \\\\[2pt]\n"
        "28.10.2024 & Cats \\& Dogs and What\n They Are Called & C. Roy \\\\\n\\bottomrule\n\\end{longtable}\n",
        "plan.tex",
    )
    papers = [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries]
    assert papers == [
        ("Slow Clocks of the World", ["A. Lee", "B. Cho"]),
        ("Cats & Dogs and What They Are Called", ["C. Roy"]),
    ]
    assert "broken-table" not in [found.code for found in report.diagnostics]


def test_a_head_alone_is_a_table_without_papers() -> None:
    digest, report = read("Title,Authors,Year\n")
    assert not digest.entries
    assert [found.code for found in report.diagnostics] == ["no-papers"]


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in ("CSV", "table")])
def test_no_other_source_is_taken_for_a_table(name: str) -> None:
    from sitegen.ingest.formats import recognised

    assert "table" not in next(recognised(SOURCES[name])).name.split(" ")[0]


def test_what_is_called_a_title_goes_before_what_is_called_a_task() -> None:
    digest, _ = read(table({"Aufgabe": "lesen", "Titel": TITLE, "Kurzreferat": ABSTRACT}))
    assert digest.entries[0].facts.title == TITLE
    assert prose.text(digest.entries[0].abstract).startswith("We study depth")
