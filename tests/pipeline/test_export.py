"""`sitegen export`: what leaves the content, read by those who take it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import struct
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser.entrypoint as bibtexparser
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from sitegen.cli import main
from sitegen.config import Config, load
from sitegen.diagnostics import Report, UsageError
from sitegen.ingest import ingest, jsonl
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from sitegen.pages import documents
from sitegen.pipeline.content.add import add
from sitegen.pipeline.export import FORMATS, export, export_file
from sitegen.render.formats.tables import as_csv, as_sqlite
from sitegen.text import markdown
from sitegen.text.characters import remove_illegal
from tests.catalogs import paper
from tests.little import LittleSite

EVIL = '=cmd|"/C calc"!A0 \u2028</script>]]>@comment{x} & <b>'
SORTING = Facts(
    title="Sorting in $O(n^2)$",
    authors=(Author("Ada B", "MIT"), Author("Cy von D")),
    published="2025-03-01",
    arxiv="2503.00001",
    version="2",
    categories=("cs.DS",),
    keywords=("sorting",),
    topics=("Sorting",),
    links=(Link("code", "https://code.example/x"),),
    license="CC-BY-4.0",
)
PARAGRAPHS = (
    (Span("text", "We show "), Span("math", "$x_1*y_2*$"), Span("text", " & *more*.")),
    (Span("text", "Two."),),
)
ENTRIES = [
    Entry(facts=SORTING, abstract=PARAGRAPHS, listed="2025-03-27", votes=3, comments=1, submitter="ada"),
    Entry(facts=SORTING, abstract=PARAGRAPHS, listed="2025-03-28", votes=9),
    Entry(
        facts=Facts(title=EVIL, authors=(Author(EVIL),), venue="Proceedings of ACL", doi="10.1/x"),
        abstract=((Span("text", EVIL),),),
        listed="2025-03-28",
        organisation="Lab",
        announced="cross",
    ),
]


def added(folder: Path, data: bytes) -> Config:
    """A content folder that a file of JSON lines was added to."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "papers.jsonl").write_bytes(data)
    config = Config(content=folder / "content")
    report = Report()
    add(config, [str(folder / "papers.jsonl")], "", report)
    assert not report.failed(strict=False), report.diagnostics
    return config


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return added(tmp_path, b"".join(jsonl.write(ENTRIES, Digest(date="2025-03-28", curator="AK"))))


def exported(config: Config, ending: str, part: str | None = None) -> bytes:
    return export(config, ending, part, Report())


@pytest.mark.parametrize("part", ["2", "2025-0", "2025-03-2", "2025-W1"])
def test_the_beginning_of_a_day_is_no_part_of_a_digest(tmp_path: Path, part: str) -> None:
    config = added(tmp_path, b"".join(jsonl.write(ENTRIES, Digest(date="2025-03-28"))))
    with pytest.raises(UsageError, match="no edition is of"):
        exported(config, "jsonl", part)
    assert exported(config, "jsonl", "2025-03")


def test_json_lines_are_added_again_with_nothing_lost(config: Config, tmp_path: Path) -> None:
    lines = exported(config, "jsonl")
    again = added(tmp_path / "again", lines)
    assert exported(again, "jsonl") == lines
    assert pages(again) == pages(config)
    head, *rows = [json.loads(line) for line in lines.splitlines()]
    assert head["curator"] == "AK"
    assert [(row["listed"], row.get("votes")) for row in rows] == [
        ("2025-03-27", 3),
        ("2025-03-28", 9),
        ("2025-03-28", None),
    ]


def test_json_lines_of_several_curators_are_nobodys(config: Config) -> None:
    page = config.content / "editions" / "2025-03-27.md"
    page.write_text(page.read_text("utf-8").replace('curator: "AK"', 'curator: "Ada"'), "utf-8")
    assert "Ada" in page.read_text("utf-8")
    assert not json.loads(exported(config, "jsonl").splitlines()[0]).get("curator")
    assert json.loads(exported(config, "jsonl", "2025-03-27").splitlines()[0])["curator"] == "Ada"


def test_a_paper_that_is_in_no_list_is_in_none_when_it_is_added_again(config: Config, tmp_path: Path) -> None:
    page = "---\ntitle: A Book\npublished: 2008\n---\n"
    (config.content / "papers" / "book.md").write_text(page, "utf-8")
    again = added(tmp_path / "again", exported(config, "jsonl"))
    read = documents.read(again.content, Report())
    assert "a-book" in {page.paper.id for page in read.papers}
    assert "a-book" not in {entry.paper for page in read.editions for entry in page.edition.listings}
    assert [page.edition.date for page in read.editions] == ["2025-03-27", "2025-03-28"]


def test_a_list_of_several_days_is_one_when_it_is_added_again(config: Config, tmp_path: Path) -> None:
    page = config.content / "editions" / "2025-03-28.md"
    page.write_text(page.read_text("utf-8").replace("curator:", 'start: "2025-03-24"\ncurator:'), "utf-8")
    again = added(tmp_path / "again", exported(config, "jsonl"))
    editions = [(it.edition.date, it.edition.start) for it in documents.read(again.content, Report()).editions]
    assert editions == [("2025-03-27", ""), ("2025-03-28", "2025-03-24")]


def pages(config: Config) -> list[tuple[object, ...]]:
    read = documents.read(config.content, Report())
    return [(it.paper.id, it.paper.facts, it.paper.abstract) for it in read.papers] + [
        (it.edition.date, it.edition.curator, it.edition.listings) for it in read.editions
    ]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=24).map(remove_illegal)
SPANS = st.builds(Span, st.sampled_from(["text", "emphasis", "strong", "code"]), WORDS) | st.sampled_from(
    [
        Span("math", "$x^2$"),
        Span("math", "\\(a_b\\)"),
        Span("display", "$$y$$"),
        Span("text", "1. x"),
        Span("text", "# y"),
        Span("text", "$5"),
    ]
)


@given(st.lists(st.lists(SPANS, min_size=1, max_size=5).map(tuple), max_size=3).map(tuple))
def test_an_abstract_comes_back_as_it_was_written(paragraphs: tuple[tuple[Span, ...], ...]) -> None:
    page = markdown.escape(paragraphs)
    assert markdown.normal(markdown.escape(markdown.paragraphs(page))) == markdown.normal(page)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS.filter(lambda text: any(map(str.isalnum, text))), abstract=WORDS, note=st.integers(0, 10**6))
def test_whatever_papers_say_comes_back(title: str, abstract: str, note: int, tmp_path: Path) -> None:
    folder = tmp_path / str(abs(hash((title, abstract, note))))
    entries = [Entry(facts=Facts(title=title), abstract=((Span("text", abstract),),), listed="2025-03-28", votes=note)]
    first = exported(added(folder / "a", b"".join(jsonl.write(entries, Digest(date="2025-03-28")))), "jsonl")
    assert exported(added(folder / "b", first), "jsonl") == first


def test_a_part_of_the_editions_is_exported(config: Config) -> None:
    def keys(part: str | None) -> list[str]:
        return [item["id"] for item in json.loads(exported(config, "json", part))]

    assert keys("2025-03-27") == ["b2025sorting"]
    assert len(keys("latest")) == len(keys("2025-03")) == len(keys("2025-W13")) == len(keys(None)) == 2
    with pytest.raises(UsageError, match="2024-01-01"):
        keys("2024-01-01")


def test_a_week_of_one_edition_is_exported(config: Config) -> None:
    (config.content / "editions" / "2025-03-27.md").unlink()
    assert (
        exported(config, "csv", "2025-W13") == exported(config, "csv", "2025-03") == exported(config, "csv", "latest")
    )
    with pytest.raises(UsageError, match="2025-W12"):
        exported(config, "csv", "2025-W12")


def test_others_read_bibliographies_of_all_papers(config: Config) -> None:
    assert len(bibtexparser.parse_string(exported(config, "bib").decode()).entries) == 2
    records = rispy.loads(exported(config, "ris").decode())
    items = json.loads(exported(config, "json"))
    # what people read: formulas in letters, and no Markdown
    assert records[0]["abstract"] == " ".join(items[0]["abstract"].split()) == "We show x₁*y₂* & *more*. Two."
    assert len(records) == len(items) == 2


def test_no_cell_of_a_spreadsheet_is_a_formula(config: Config) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(config, "csv").decode("utf-8-sig"), newline="")))
    assert rows[0]["key"] == "b2025sorting"
    assert rows[0]["authors"] == "Ada B; Cy von D"
    assert rows[1]["title"] == "'" + " ".join(EVIL.split())
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_whatever_begins_a_formula_in_some_spreadsheet_is_marked_as_text(first: str) -> None:
    row = as_csv([paper("heaps", f"{first}SUM(A1)")], {"heaps": "heaps"}).decode("utf-8-sig").partition("\r\n")[2]
    assert next(csv.reader(io.StringIO(row, newline="")))[2] == f"'{first}SUM(A1)"


def test_a_database_answers_questions(config: Config, tmp_path: Path) -> None:
    page = config.content / "editions" / "2025-03-27.md"
    page.write_text(page.read_text("utf-8") + "\n   Read it.\n", "utf-8")
    (tmp_path / "x.sqlite").write_bytes(exported(config, "sqlite"))
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        query = "SELECT a.name, sum(l.votes) FROM authors a JOIN listings l USING (paper) GROUP BY a.name ORDER BY 1"
        assert database.execute(query).fetchall()[1:] == [("Ada B", 12), ("Cy von D", 12)]
        (abstract,) = database.execute("SELECT abstract FROM papers WHERE key = 'b2025sorting'").fetchone()
        assert abstract.startswith("We show $x_1*y_2*$ & ")
        assert database.execute("SELECT affiliation FROM authors WHERE name = 'Ada B'").fetchone() == ("MIT",)
        assert database.execute("SELECT kind, url FROM links").fetchall() == [("code", "https://code.example/x")]
        assert database.execute("SELECT date FROM listings WHERE note = 'Read it.'").fetchall() == [("2025-03-27",)]


def test_a_book_has_the_editions_with_their_formulas(config: Config) -> None:
    data = exported(config, "epub", "2025-03")
    assert data == exported(config, "epub", "2025-03")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        for name in book.namelist()[1:]:
            if not name.endswith(".css"):
                ElementTree.fromstring(book.read(name))
        chapters = [
            book.read(name).decode() for name in book.namelist() if name.startswith("c") and name.endswith(".xhtml")
        ]
        assert len(chapters) == 2
        assert "<msup>" in chapters[0]
        assert "]]&gt;@comment{x} &amp; &lt;b&gt;" in chapters[1]
        contents = book.read("nav.xhtml").decode()
        assert contents.count("<li>") == 5
        for name, place, title in re.findall(r'<a href="([\w.]+)#(\w+)">(.*?)</a>', contents):
            _, _, behind = book.read(name).decode().partition(f'id="{place}"')
            assert f">{title}<" in behind.partition("</h2>")[0] + "<"
        assert "<dc:title>Paper digest · March 2025</dc:title>" in book.read("content.opf").decode()


def test_a_book_has_the_pictures_of_its_editions(config: Config) -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
    page = config.content / "editions" / "2025-03-28.md"
    page.with_name("a plot.png").write_bytes(png)
    shown = "See ![A plot](<a plot.png>), [it](<a plot.png>) and ![nothing](gone.png)."
    page.write_text(re.sub(r"\n1\. ", f"\n{shown}\n\n1. ", page.read_text("utf-8"), count=1), "utf-8")
    with zipfile.ZipFile(io.BytesIO(exported(config, "epub", "2025-03-28"))) as book:
        assert book.read("pictures/1.png") == png
        chapter = book.read("c1.xhtml").decode()
        assert 'See <img src="pictures/1.png" alt="A plot" width="640" height="480"' in chapter
        assert "it and nothing." in re.sub("<[^>]*>", "", chapter)
        assert '<item id="p1" href="pictures/1.png" media-type="image/png"/>' in book.read("content.opf").decode()


def test_a_book_is_by_the_curator_of_its_last_edition(config: Config) -> None:
    page = config.content / "editions" / "2025-03-28.md"
    page.write_text(page.read_text("utf-8").replace('curator: "AK"', 'curator: "Ada & Cy"'), "utf-8")
    with zipfile.ZipFile(io.BytesIO(exported(config, "epub", "2025-03"))) as book:
        assert "<dc:creator>Ada &amp; Cy</dc:creator>" in book.read("content.opf").decode()


def test_a_book_of_all_editions_has_the_name_of_the_digest_and_one_of_one_its_day(config: Config) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(config, "epub"))) as book:
        assert "<dc:title>Paper digest</dc:title>" in book.read("content.opf").decode()
    (config.content / "editions" / "2025-03-27.md").unlink()
    with zipfile.ZipFile(io.BytesIO(exported(config, "epub"))) as book:
        assert "<dc:title>Paper digest · 28 March 2025</dc:title>" in book.read("content.opf").decode()
    page = config.content / "editions" / "2025-03-28.md"
    page.write_text(page.read_text("utf-8").replace("curator:", 'start: "2025-03-24"\ncurator:'), "utf-8")
    with zipfile.ZipFile(io.BytesIO(exported(config, "epub", "latest"))) as book:
        assert "<dc:title>Paper digest · 24–28 March 2025</dc:title>" in book.read("content.opf").decode()


def test_the_book_of_the_whole_digest_is_the_same_one_when_it_grows_and_none_of_its_parts(config: Config) -> None:
    def identifier(part: str | None = None) -> str:
        with zipfile.ZipFile(io.BytesIO(exported(config, "epub", part))) as book:
            (found,) = re.findall('<dc:identifier id="id">(.*?)<', book.read("content.opf").decode())
        return str(found)

    whole, last = identifier(), identifier("latest")
    assert last == identifier("2025-03-28")
    page = config.content / "editions" / "2025-03-28.md"
    page.with_name("2025-03-29.md").write_text(page.read_text("utf-8").replace("2025-03-28", "2025-03-29"), "utf-8")
    assert identifier() == whole
    assert len({whole, last, identifier("latest"), identifier("2025-03")}) == 4


def test_a_book_leaves_out_papers_that_are_in_no_edition_and_says_so(config: Config) -> None:
    (config.content / "papers" / "slow-clocks.md").write_text('---\ntitle: "Slow Clocks"\n---\n\nWe wait.\n', "utf-8")
    for part, messages in ((None, ["papers that are in no edition are left out of the book: 1"]), ("latest", [])):
        report = Report()
        export(config, "epub", part, report)
        assert [found.message for found in report.diagnostics] == messages


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_a_book(config: Config, tmp_path: Path) -> None:
    java, jar = shutil.which("java"), Path("/usr/share/java/epubcheck.jar")
    if not java or not jar.exists():
        pytest.skip("epubcheck is not installed")
    page = next((config.content / "papers").rglob("*.md"))
    links = "[a](../../editions/2025-03-28.md) [h](#x) ![pic](x.png) ^[A *note*.] [b](https://x.example/?a&b)"
    links += "\n\n| a |\n|--|\n| b |"
    page.write_text(page.read_text("utf-8").replace("We show", f"{links}\n\nWe show"), "utf-8")
    book = tmp_path / "x.epub"
    book.write_bytes(exported(config, "epub", "latest"))
    done = subprocess.run([java, "-jar", jar, book], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "No errors or warnings" in done.stdout + done.stderr


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_an_export_replaces_an_earlier_one(ending: str, config: Config, tmp_path: Path) -> None:
    file = tmp_path / f"x.{ending}"
    empty = structs.replace(config, content=tmp_path / "empty")
    empty.content.mkdir()
    for source, part in ((empty, None), (config, "latest"), (config, None), (config, "latest"), (empty, None)):
        if source is not empty or ending != "epub":
            export_file(source, file, part, Report())
            assert file.read_bytes() == exported(source, ending, part)


KINDS = ("book", "chapter", "conference", "journal", "report", "thesis")


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_an_export_of_any_first_paper_is_known_again(ending: str, tmp_path: Path) -> None:
    kinds = [Entry(facts=Facts(title="Slow Clocks", venue="Clocks", kind=kind)) for kind in KINDS]
    for number, entry in enumerate([*ENTRIES, *kinds]):
        config = added(tmp_path / str(number), b"".join(jsonl.write([entry], Digest(date="2025-03-28"))))
        for part in (None, "latest"):
            export_file(config, tmp_path / f"x.{ending}", part, Report())


OTHERS = {
    "bib": b"@article{mine, title={Hand made}}",
    "ris": b"TY  - JOUR\nTI  - Hand made\nER  - \n",
    "json": b'[{"id": "mine", "type": "article", "title": "Hand made"}]',
    "jsonl": b'{"title": "Hand made"}',
    "csv": b"id,key,title\n1,mine,Hand made\n",
    "sqlite": b"SQLite format 3\0 CREATE TABLE mine",
    "epub": b"PK\3\4 mimetypeapplication/epub+zip",
}


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_file_that_is_no_export_is_not_replaced(ending: str, config: Config, tmp_path: Path) -> None:
    file = tmp_path / f"x.{ending}"
    file.write_bytes(OTHERS[ending])
    with pytest.raises(UsageError, match="would be lost"):
        export_file(config, file, None, Report())
    assert file.read_bytes() == OTHERS[ending]


def test_no_source_is_replaced_not_even_one_that_was_exported(config: Config) -> None:
    (source,) = (config.content / "sources").glob("*.jsonl")
    before = source.read_bytes()
    for file in (source, source.with_name("new.jsonl"), source.with_name("ledger.json")):
        with pytest.raises(UsageError, match="sources are kept"):
            export_file(config, file, "2025-03-27", Report())
    assert source.read_bytes() == before
    assert not source.with_name("new.jsonl").exists()


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {"epub"}))
def test_an_empty_content_folder_makes_an_empty_file(ending: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert exported(load(tmp_path / "content"), ending) is not None


def test_the_ending_of_the_file_is_the_format(
    config: Config, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def run(*arguments: str) -> object:
        with pytest.raises(SystemExit) as end:
            main(["export", *arguments, f"--content={config.content}"])
        return end.value.code

    assert run(str(tmp_path / "x.bib"), "latest") == 0
    assert (tmp_path / "x.bib").read_bytes() == exported(config, "bib", "latest")
    capfdbinary.readouterr()
    assert run("-") == 0
    assert capfdbinary.readouterr().out == exported(config, "jsonl")
    assert run(str(tmp_path / "x.doc")) == 2
    assert b".jsonl, .bib, .ris" in capfdbinary.readouterr().err
    assert not (tmp_path / "x.doc").exists()


@pytest.mark.parametrize(
    ("kind", "names"), [("none", []), ("editions", ["date/2025-03-28.epub"]), ("months", ["month/2025-03.epub"])]
)
def test_a_site_has_the_books_that_its_settings_name(tmp_path: Path, kind: str, names: list[str]) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", f'books = "{kind}"\n')
    site.paste("2025-03-27", "A study of depth")
    site.paste("2025-03-28", "Bounds for trees")
    for day in ("2025-05-01", "2025-05-02"):
        site.write(f"editions/{day}.md", "We rested.\n")
    site.build()
    books = sorted(route for route in site.routes if route.endswith(".epub"))
    assert books == (["date/2025-03-27.epub", *names] if kind == "editions" else names)
    pages = "".join(site.html(route) for route in sorted(site.routes) if route.endswith(".html"))
    assert {link.removeprefix("../") for link in re.findall(r'href="([^"]*\.epub)"', pages)} == set(books)
    for name in books:
        page = name.replace(".epub", ".html")
        assert f'href="../{name}"' in site.html(page)
        with zipfile.ZipFile(site.output / name) as book:
            assert book.testzip() is None
            text = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xhtml"))
        assert ("A study of depth" in text, "Bounds for trees" in text) == (
            kind == "months" or "27" in name,
            kind == "months" or "28" in name,
        )


def test_tables_say_where_authors_are_left_out() -> None:
    cut = paper("heaps", "Heaps", authors=["Ada B"], more_authors=True)
    table = as_csv([cut], {"heaps": "heaps"})
    assert b",Ada B; et al.," in table
    assert ingest(table, "x.csv", Report()).entries[0].facts.more_authors
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(as_sqlite([cut, paper("trees", "Trees")], {"heaps": "heaps", "trees": "trees"}, []))
        assert database.execute("SELECT more_authors FROM papers ORDER BY id").fetchall() == [(1,), (0,)]


@pytest.mark.parametrize("ending", ["ris", "json", "csv"])
def test_signs_that_look_like_tags_and_formulas_come_back_as_they_were(ending: str, tmp_path: Path) -> None:
    titles = ("The <s> Token and the <title> Tag", "Parsing <title> Elements Fast", "A Story of <p> and <a> Tags")
    abstract = ((Span("text", "If a<b and *c*_d_>e hold, clocks are slow."),), (Span("text", "Two."),))
    entries = [Entry(facts=Facts(title=title), abstract=abstract) for title in titles]
    config = added(tmp_path, b"".join(jsonl.write(entries, Digest(date="2025-03-28"))))
    again = ingest(exported(config, ending), f"x.{ending}", Report()).entries
    assert sorted(entry.facts.title for entry in again) == sorted(titles)
    words = {
        "".join(span.text for part in entry.abstract for span in part).replace("Two.", "").strip() for entry in again
    }
    assert words == {"If a<b and *c*_d_>e hold, clocks are slow."}


def test_a_table_comes_back_with_what_links_lead_to_and_the_version(tmp_path: Path) -> None:
    links = tuple(Link(kind, f"https://{kind}.example/x") for kind in ("code", "project", "data", "model", "demo"))
    known = Facts(title="Slow Clocks", arxiv="2503.00001", version="2", links=links)
    config = added(tmp_path, b"".join(jsonl.write([Entry(facts=known)], Digest(date="2025-03-28"))))
    (entry,) = ingest(exported(config, "csv"), "x.csv", Report()).entries
    assert (entry.facts.version, set(entry.facts.links)) == ("2", set(links))


def test_keywords_of_an_exported_paper_are_its_topics_as_the_site_shows_them(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("topics.toml", '[depth]\nlabel = "Depth"\nspellings = ["depth"]\n')
    site.paste("2025-03-28", "Depth of trees", "Depth of rivers")
    site.build()
    exports = [exported(load(site.content), "ris"), (site.output / "papers.ris").read_bytes()]
    assert [re.findall(rb"KW  - (.*)\r", data) for data in exports] == [[b"Depth", b"Depth"]] * 2
