"""Inputs that are made to take for ever, or all memory: the time to read one grows with its length and no faster.

Each input is so large that a reader whose time grows with the square of it takes a minute, and one that reads it
once a second or two.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator

import pytest

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from sitegen.diagnostics import Report
from sitegen.ingest import compression, ingest
from sitegen.ingest.parser import Source
from sitegen.ingest.read import html
from sitegen.model import Digest
from tests.bounds import at_most

MANY = 120_000


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    with at_most(15):
        yield


def bibtex(**fields: str) -> Digest:
    text = "@article{k,\n" + ",\n".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "\n}\n"
    return ingest(text.encode(), "refs.bib", Report())


@pytest.mark.parametrize("white", [" ", "\t", "\n", " and ", "~"])
def test_white_space_for_authors(white: str) -> None:
    (entry,) = bibtex(title="A Title", author="Ann Lee" + white * MANY).entries
    assert [author.name for author in entry.facts.authors][:1] in ([], ["Ann Lee"])


@pytest.mark.slow
@pytest.mark.parametrize("sign", [r"\(", r"\\(", r"\[", "$", "$$ ", "``", "~", "[", "--", r"\begin{equation}"])
@pytest.mark.parametrize("field", ["title", "abstract", "keywords", "journal"])
def test_signs_of_tex_in_a_field_of_bibtex(field: str, sign: str) -> None:
    (entry,) = bibtex(**{"title": "A Title", field: "Of Words " + sign * (MANY // len(sign))}).entries
    assert entry.facts.title.startswith(("A Title", "Of Words"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "sign", ["[", "[(", "(", "<i ", "https://a.b/", "&", "* ", "$^{1", "github.com/", " ", "\u00a0"]
)
@pytest.mark.parametrize("field", ["title", "abstract", "authors", "keywords", "url"])
def test_signs_in_a_field_of_json(field: str, sign: str) -> None:
    record = {"title": "A Title", "abstract": "We do.", "authors": "Ann Lee"}
    hostile = record | {field: "A Title" + sign * MANY}
    _, entry = ingest(json.dumps([record, hostile]).encode(), "kept.json", Report()).entries
    assert entry.facts.title.startswith("A Title")


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["[", "[a](", "=HYPERLINK(", '"', ",", " (1", "a and ", "1 ", "['a", "|", "<br>"])
def test_signs_in_a_cell_of_a_table(sign: str) -> None:
    rows = f"Title,Authors,Date\nA Title of a Paper,Ann Lee,2025\n{sign * MANY},{sign * MANY},{sign * MANY}\n"
    entry, *_ = ingest(rows.encode(), "papers.csv", Report()).entries
    assert entry.facts.title == "A Title of a Paper"


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["_", "a", "-", "1.", "&lt;!--", "&lt;![CDATA[", "&lt;a ", "&amp;", "&lt;/"])
@pytest.mark.parametrize("field", ["title", "description", "author", "link"])
def test_signs_in_a_field_of_a_feed(field: str, sign: str) -> None:
    item = f"<item><title>A Title</title><{field}>{sign * MANY}</{field}></item>"
    report = Report()
    ingest(f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode(), "a.xml", report)
    assert [found.code for found in report.diagnostics] in ([], ["too-large"])


BEGINNINGS = {
    "BibTeX": "@article{a, title={A Title}}\n@article{",
    "JSON": '[{"title": "A Title", "abstract": "x"}, ',
    "JSON lines": '{"title": "A Title", "abstract": "x"}\n{"title": "',
    "RIS": "TY  - JOUR\nTI  - A Title\nAU  - ",
    "MEDLINE": "PMID- 1\nTI  - A Title\nFAU - ",
    "arXiv's Atom": "<feed><id>http://arxiv.org/api/x</id><entry><id>http://arxiv.org/abs/2503.00001</id>"
    "<title>A Title</title></entry>",
    "arXiv's mails": "\\\\\narXiv:2503.00001\nTitle: A Title\nAuthors: A\n\\\\\n  x\n\\\\\n",
    "YAML": "- title: A Title\n  type: article\n  author:\n  - family: X\n- title: ",
    "anybody's YAML": "- title: A Title\n  authors: [X]\n- title: ",
    "CSV": "Title,Authors\nA Title of a Paper,Ann Lee\n",
    "HTML": "<table><tr><th>Title</th><th>Authors</th></tr><tr><td>A Title</td><td>",
    "feed": "<rss version='2.0'><channel><title>x</title><item><title>A Title</title></item>",
    "links": "https://arxiv.org/abs/2502.05795\n",
    "titles": "Title\nA Title of a Paper\n",
    "OpenReview": '{"notes": [{"forum": "xyzDEF1234", "invitations": [], "content": {"title": {"value": "A Title"}}}, ',
}


@pytest.mark.parametrize("name", list(BEGINNINGS))
@pytest.mark.parametrize("sign", ["\t", "\n", "{", "[(", "<", "<![CDATA[", '"', "@article{", "a,", "\\"])
def test_a_file_that_goes_on_with_the_same_signs(name: str, sign: str) -> None:
    ingest((BEGINNINGS[name] + sign * MANY + "]]>").encode(), "a.txt", Report())


def test_a_file_of_pandocs_whose_first_key_never_ends() -> None:
    ingest(("nocite: |\n" + "  @*\n" * MANY).encode(), "a.yaml", Report())


@pytest.mark.parametrize("span", ["0", "9999"])
def test_cells_of_html_that_go_over_very_many_rows(span: str) -> None:
    cells = f"<td rowspan={span}>" + "a<br>" * 40
    rows = html.table_rows(f"<table><tr><td rowspan={span}>{'a<br>' * MANY}{cells * 49}" + "<tr><td>b" * 50_000)
    assert 50_000 < sum(len(row) for _, row in rows) < 50_000_000


def test_an_element_with_very_many_attributes() -> None:
    attributes = " ".join(f"a{number}='x'" for number in range(100_000))
    for root in ("feed", "rss", "PubmedArticleSet", "collection id='x'"):
        report = Report()
        ingest(f"<{root} {attributes}><entry><title>A</title></entry>".encode(), "a.xml", report)
        assert report.diagnostics


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", data)
    return out.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "zstd": zstd.compress, "xz": lzma.compress, "bzip2": bz2.compress, "zip": zipped,
}  # fmt: skip


@pytest.mark.parametrize("inner", list(PACKERS))
@pytest.mark.parametrize("outer", ["gzip", "zstd"])
def test_a_packed_file_in_a_packed_file_is_not_unpacked(outer: str, inner: str) -> None:
    report = Report()
    plain = compression.unpacked(PACKERS[outer](PACKERS[inner](bytes(10**7))), Source("a.gz", report))
    assert plain
    assert len(plain) < 10**6
    assert not ingest(plain, "a.gz", report).entries
    assert [found.code for found in report.diagnostics] == ["unknown-source"]


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_bomb_takes_no_more_memory_than_its_limit(name: str) -> None:
    bomb = PACKERS[name](bytes(200 * 2**20))
    tracemalloc.start()
    try:
        report = Report()
        assert compression.unpacked(bomb, Source("bomb", report), limit=8 * 2**20) is None
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()
    assert [found.code for found in report.diagnostics] == ["too-large"]
