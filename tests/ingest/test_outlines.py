"""Outlines: which entries are papers."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

OUTLINE = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><dateCreated>Fri, 28 Mar 2025 09:00:00 GMT</dateCreated></head><body>
<outline text="Reading">{}</outline></body></opml>
"""
FEED = '<outline type="rss" text="arXiv" xmlUrl="https://feeds.example/1" htmlUrl="https://feeds.example/"/>'


def read(*outlines: str) -> tuple[Digest, Report]:
    report = Report()
    return ingest(OUTLINE.format("".join(outlines)).encode(), "list.opml", report), report


def test_links_and_entries_with_notes_are_papers_and_feeds_are_none() -> None:
    starred = '<outline type="link" text="Slow Clocks &amp; Maps" url="https://arxiv.org/abs/2504.00001"/>'
    noted = '<outline text="Small Maps" _note="Robots forget.&#10;https://arxiv.org/abs/2504.00002"/>'
    digest, report = read(starred, FEED, noted)
    assert not report.diagnostics
    assert digest.date == "2025-03-28"
    assert [(entry.facts.title, entry.facts.arxiv, prose.text(entry.abstract)) for entry in digest.entries] == [
        ("Slow Clocks & Maps", "2504.00001", ""),
        ("Small Maps", "2504.00002", "Robots forget."),
    ]


def test_a_list_of_feeds_is_told_to_be_one() -> None:
    digest, report = read(FEED)
    assert digest.entries == ()
    assert [(found.severity, found.code) for found in report.diagnostics] == [("error", "no-papers")]
    assert "site.toml" in report.diagnostics[0].hint


@pytest.mark.parametrize("date", ["May 2025", "Version 2019"])
def test_a_month_or_a_year_is_no_day_of_a_list(date: str) -> None:
    papers = '<outline text="Slow Clocks of the World" url="https://arxiv.org/abs/2503.00001"/>'
    report = Report()
    text = OUTLINE.format(papers).replace("Fri, 28 Mar 2025 09:00:00 GMT", date)
    assert ingest(text.encode(), "list.opml", report).date == ""
    assert [diagnostic.code for diagnostic in report.diagnostics if diagnostic.code == "bad-date"] == []
