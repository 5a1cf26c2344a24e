"""No bibliography, however broken, makes anything but papers and diagnostics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report
from sitegen.ingest import formats, ingest
from sitegen.ingest.formats import Format
from sitegen.ingest.parser import Source

PIECES = [
    "@article{a,", "@string(x = ", "@preamble{", "@comment{", "title = {", "author = ", "}", "{", ")", '"', "#",
    ",", " and ", "others", "month = jan", "\\'", "\\\"{", "\\href{", "$x$", "~", "--", "%", "\n", "\n\n",
    "crossref = {a}", "=", "TY  - JOUR\n", "TI  - A\n", "AU  - Lee, Ann, Jr.\n", "ER  -\n", "PY  - 2001/00/00/\n",
    "DO  - 10.1/x\n", "PMID- 1\n", "DP  - 2010 Sep-Oct\n", "FAU - Lee, A\n", "%0 Book\n", "%T A\n", "PT J\n",
    "RT Book\n", "T1 A\n", "A1 Lee,A\n", "references:\n", "- id: a\n", "  author:\n", "  - family: Lee\n", "&a ",
    "*a", "!!binary |\n", "interactions:\n- request:\n", "<article>", "<front>", "<article-meta>",
    "<article-title>", "</article-title>", "<abstract>", "<p>", "<sup>", "</sup>", "<mods>", "<titleInfo>",
    "<title>A</title>", "<record>", "<xml>\n<records>", "<mml:math>", "<crossref>", "&lt;", "&x;",
    "<PubmedArticleSet><PubmedArticle><Article>", "<ArticleTitle>A", "<resource>", "<creator>", "\x00", "\ud800",
    "é", "1999",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
KEYS = st.sampled_from([
    "paperId", "title", "authors", "author", "data", "results", "message", "items", "abstract", "issued",
    "date-parts", "abstract_inverted_index", "authorships", "DOI", "type", "id", "container-title", "externalIds",
    "message-type", "status", "locations", "link", "keywords", "references", "name", "family", "given",
    "affiliation", "institutions", "year",
])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.floats() | st.text(max_size=8) | st.just("10.1/x"),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=6),
    max_leaves=25,
)
BIBLIOGRAPHIC = tuple(known for known in formats.known_formats() if known.parser.startswith("sources."))
ids = [known.name for known in BIBLIOGRAPHIC]


@pytest.mark.parametrize("known", BIBLIOGRAPHIC, ids=ids)
@given(text=TEXT)
def test_no_text_breaks_a_parser(known: Format, text: str) -> None:
    known.accepts(text)
    digest = known.load()(text, Source("x"))
    assert all(entry.facts.title for entry in digest.entries)


@pytest.mark.parametrize(
    "known", [known for known in BIBLIOGRAPHIC if "JSON" in known.name], ids=lambda known: known.name
)
@given(value=JSON)
def test_no_json_breaks_a_parser(known: Format, value: Any) -> None:
    known.load()(json.dumps(value), Source("x"))


@given(text=TEXT)
def test_no_text_breaks_the_whole(text: str) -> None:
    ingest(text.encode("utf-8", "surrogatepass"), "x", Report())


@pytest.mark.slow
@pytest.mark.parametrize("known", BIBLIOGRAPHIC, ids=ids)
def test_what_is_said_ten_thousand_times_is_soon_read(known: Format) -> None:
    """Any of these would take minutes if a parser scanned on over what it can start at."""
    for piece in [*PIECES, "TI  - A\nTY  - JOUR\n", "</p>", "<math>", "[", "- ", "- a:\n"]:
        known.accepts(piece * 5_000)
        known.load()(piece * 10_000, Source("x"))


@pytest.mark.shared
@given(data=st.data())
def test_real_files_that_are_cut_and_spliced_break_nothing(shared: Path, data: st.DataObject) -> None:
    files = [
        file for file in sorted((shared / "data/bib").rglob("*")) if file.is_file() and file.stat().st_size < 20_000
    ]
    one, other = (data.draw(st.sampled_from(files)).read_bytes() for _ in range(2))
    cut, place = data.draw(st.integers(0, len(one))), data.draw(st.integers(0, len(other)))
    ingest(one[:cut] + other[place:], "spliced", Report())
