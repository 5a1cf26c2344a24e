"""Which parser a source gets, and that nothing is imported for the others."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sitegen.ingest
from sitegen.diagnostics import Report
from sitegen.ingest import formats, ingest
from sitegen.ingest.formats import PASTED, Format
from tests.ingest.plaintext.test_styles import listed
from tests.ingest.test_fuzz import SOURCES

ROOM = Path(sitegen.ingest.__file__).parent
FOLDERS = ["read", "values", "sources", "plaintext"]
"""Each may import from those before it, and from the modules beside them."""


def folder(module: Path) -> str:
    return next(iter(module.relative_to(ROOM).parts[:-1]), "")


@pytest.mark.parametrize("module", [m for m in sorted(ROOM.rglob("*.py")) if folder(m)], ids=lambda m: m.stem)
def test_a_folder_imports_only_from_those_before_it(module: Path) -> None:
    known = FOLDERS[: FOLDERS.index(folder(module)) + 1]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sitegen.ingest."):
            parts = (node.module or "").split(".")
            if (ROOM / parts[2]).is_dir():
                assert parts[2] in known, f"{module} imports {node.module}"


def test_pasted_text_imports_no_other_format() -> None:
    """In a process of its own, for this one has imported them all."""
    code = """
import sys
from sitegen.diagnostics import Report
from sitegen.ingest import ingest
text = "Title: The Curse of Depth\\nAuthors: Ann Lee, Bo Cho\\nAbstract: We study the depth of large language models."
assert ingest(text.encode(), "2025-03-28.txt", Report()).entries
print(*(name for name in sys.modules if name.startswith("sitegen.ingest.sources.")))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # text may hold a table
    assert set(run.stdout.split()) <= {
        f"sitegen.ingest.sources.{name}"
        for name in (
            *("tables", "rows", "row_dates", "doubtful_rows", "records", "columns", "table_heads"),
            *("cells", "columns_by_cells", "descriptions"),
        )
    }


def test_every_format_has_a_name_and_a_sentence_of_its_own() -> None:
    assert len({known.name for known in formats.known_formats()}) == len(formats.known_formats())
    for known in formats.known_formats():
        assert re.fullmatch(r"\S.{10,110}[^.]", known.description), known
        assert callable(known.load())


def test_only_pasted_text_is_believed_as_little() -> None:
    *others, last = formats.known_formats()
    assert last.trust == PASTED
    assert all(known.trust > PASTED for known in others)


def test_a_source_that_begins_with_nothing_is_read() -> None:
    text = listed("{number}. {title}\n{names}\n{abstract}").encode()
    assert ingest(b" " * 30_000 + b"\n\n" + text, "2025-03-28.txt", Report()).entries


@pytest.mark.parametrize("name", list(SOURCES))
@pytest.mark.parametrize("before", ["\n\n", "\ufeff", "<!-- made by a bot -->\n"])
def test_what_stands_above_hides_no_format(name: str, before: str) -> None:
    def first(text: str) -> Format:
        return next(formats.recognised(text))

    is_markup = SOURCES[name].lstrip()[:1] in ("<", "#", "|") or not before.startswith("<")
    assert not is_markup or first(before + SOURCES[name]) == first(SOURCES[name])


CONVERT = {
    "MARC": "<?xml version='1.0'?><collection xmlns='http://www.loc.gov/MARC21/slim'><record/></collection>",
    "MODS": "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods><titleInfo/></mods></modsCollection>",
    "Word": "<b:Sources xmlns:b='http://schemas.openxmlformats.org/officeDocument/2006/bibliography'/>",
    "BibTeXML": "<?xml version='1.0'?><bibtex:file xmlns:bibtex='http://bibtexml.sf.net/'><bibtex:entry/></bibtex:file>",
    "Zotero's RDF": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description><z:itemType>conferencePaper</z:itemType><dc:title>Slow Clocks</dc:title></rdf:Description>
</rdf:RDF>""",
    "RefWorks": "RT Journal\nT1 A Title\nA1 Lee, Ann\n",
    "CITATION.cff": "cff-version: 1.2.0\ntitle: Tool\n",
    "Hayagriva": "lee:\n  type: article\n  title: A test\n",
    "Copac": "TI- A Title\nAU- Lee, Ann\n",
    "cassette": "interactions:\n- request:\n    body: null\n",
    "Python": "[{'paper': {'id': '2502.05795', 'title': 'A Title'}}]",
}


@pytest.mark.parametrize("name", list(CONVERT))
def test_a_format_that_others_convert_is_named_with_who_does(name: str) -> None:
    report = Report()
    assert not ingest(CONVERT[name].encode(), "2025-03-28.x", report).entries
    (found,) = report.diagnostics
    assert (found.severity, found.code) == ("error", "unknown-source")
    assert name in found.message
    assert "pandoc" in found.hint
