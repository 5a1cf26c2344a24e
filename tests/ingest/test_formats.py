"""Which parser a source gets, and that nothing is imported for the others."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sitegen.ingest
from sitegen.diagnostics import Report
from sitegen.ingest import formats, ingest
from sitegen.ingest.trust import PASTED, trust
from sitegen.text import decode
from tests.ingest.test_fuzz import SOURCES

ROOM = Path(sitegen.ingest.__file__).parent
SHARED = ["values", "read"]
FAMILIES = [
    "pasted", "digests", "huggingface", "arxiv", "acl", "bibliography", "catalogs", "general", "sources",
]  # fmt: skip
MAY_KNOW = {"digests": ["pasted"], "catalogs": ["bibliography"]}
"""Families that build on others."""


def folder(module: Path) -> str:
    return module.parent.name if module.parent != ROOM else ""


@pytest.mark.parametrize("module", [m for m in sorted(ROOM.rglob("*.py")) if folder(m)], ids=lambda m: m.stem)
def test_a_family_knows_what_is_shared_and_no_other_family(module: Path) -> None:
    own = folder(module)
    known = SHARED[: SHARED.index(own) + 1] if own in SHARED else [*SHARED, own, *MAY_KNOW.get(own, [])]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sitegen.ingest."):
            parts = (node.module or "").split(".")
            if (ROOM / parts[2]).is_dir():
                assert parts[2] in known, f"{own}/{module.name} imports {node.module}"


def test_every_folder_is_shared_or_a_family() -> None:
    assert {path.parent.name for path in ROOM.glob("*/__init__.py")} == {*SHARED, *FAMILIES}


def test_pasted_text_imports_no_other_format() -> None:
    """In a process of its own, for this one has imported them all."""
    code = """
import sys
from sitegen.diagnostics import Report
from sitegen.ingest import ingest
text = "Trending papers\\nMar 28\\nA Title of a Paper\\n" + "An abstract that goes on, at https://github.com/a/b. " * 9
assert ingest(text.encode(), "2025-03-28.txt", Report()).entries
print(*(name.split(".")[2] for name in sys.modules if name.startswith("sitegen.ingest.")))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & {*FAMILIES} - {"pasted", "read", "values"}


def test_only_pasted_text_is_believed_as_little() -> None:
    known = formats.parsers()
    assert [parser.name for parser in known if trust(parser.name) == PASTED] == [known[-1].name]


def test_a_source_that_begins_with_nothing_is_read() -> None:
    assert ingest(b" " * 30_000 + b"\n\nA Title\n\n" + b"An abstract of it. " * 20, "2025-03-28.txt", Report()).entries


def plainly(head: str) -> str:
    """The format that all parsers, asked one by one, settle on."""
    return next(parser.name for parser in formats.parsers() if parser.sniff(head))


@pytest.mark.parametrize("name", list(SOURCES))
@pytest.mark.parametrize("before", ["", "\n\n", "\ufeff", "<!-- made by a bot -->\n"])
def test_a_glance_hides_no_format_from_a_source(name: str, before: str) -> None:
    head = before + SOURCES[name]
    assert next(formats.recognised(head)).name == plainly(head)


@pytest.mark.shared
@pytest.mark.parametrize("family", ["arxiv", "bib", "pasted", "hf/scraped-json", "hf/weekly-text", "hf/newsletter-zh"])
def test_a_glance_hides_no_format_from_real_sources(family: str, shared: Path) -> None:
    for file in sorted((shared / "data" / family).rglob("*")):
        if file.is_file():
            with file.open("rb") as source:
                head = decode.normalise(decode.characters(source.read(20_000), file.name, Report()))
            assert next(formats.recognised(head)).name == plainly(head), file
