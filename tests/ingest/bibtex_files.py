"""Reads BibTeX in tests."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Digest, Facts


def read(text: str | bytes, report: Report | None = None) -> Digest:
    data = text.encode() if isinstance(text, str) else text
    return ingest(data, "library.bib", report or Report())


def only(text: str | bytes) -> Facts:
    report = Report()
    (entry,) = read(text, report).entries
    assert not report.failed(strict=True), report.diagnostics
    return entry.facts


def names(facts: Facts) -> list[str]:
    return [author.name for author in facts.authors]
