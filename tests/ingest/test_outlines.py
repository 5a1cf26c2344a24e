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


WAITING = "We study clocks that wait for their owners, and find that most of them wait longer than they say. " * 4
LINK = '<outline type="link" text="{}" url="https://arxiv.org/abs/2504.0000{}">{}</outline>'


def test_authors_and_the_abstract_of_a_paper_are_below_it_and_its_day_above() -> None:
    below = "".join(f'<outline text="{said}"/>' for said in ("Ann Lee, Bo Cho", WAITING.strip(), "ask Cy who pays"))
    days = ("Monday, March 3, 2025", "Tuesday, March 4, 2025")
    links = (LINK.format("Slow Clocks of the World", 1, below), LINK.format("Small Maps of Rooms", 2, ""))
    digest, report = read(*(f'<outline text="{day}">{link}</outline>' for day, link in zip(days, links, strict=True)))
    assert not report.diagnostics
    first, second = digest.entries
    assert [author.name for author in first.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert (prose.text(first.abstract), second.abstract) == (WAITING.strip(), ())
    assert (first.listed, second.listed) == ("2025-03-03", "2025-03-04")


def test_a_day_is_that_of_all_papers_below_it_however_deep() -> None:
    within = f'<outline text="Clocks">{LINK.format("Slow Clocks of the World", 1, "")}</outline>'
    beside = LINK.format("Small Maps of Rooms", 2, "")
    lists = (f'<outline text="{day}">{{}}</outline>' for day in ("Monday, March 3, 2025", "Tuesday, March 4, 2025"))
    digest, _ = read(*(above.format(below) for above, below in zip(lists, (within, beside), strict=True)))
    assert [entry.listed for entry in digest.entries] == ["2025-03-03", "2025-03-04"]


def test_other_pages_among_papers_are_left_out_and_told_of() -> None:
    papers = [LINK.format(title, number, "") for number, title in enumerate(("Slow Clocks", "Small Maps", "Old Towns"))]
    post = '<outline text="A teapot in ten pictures" url="https://tea.example.org/ten"/>'
    named = papers[0].replace("></outline>", '><outline text="Ann Lee, Bo Cho"/></outline>')
    for first in (papers[0], named):
        digest, report = read(first, post, *papers[1:])
        assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks", "Small Maps", "Old Towns"]
        assert [found.code for found in report.diagnostics] == ["doubtful-paper"]


def test_a_page_above_links_is_none_of_them() -> None:
    above = '<outline text="My links" url="https://links.example.org/">{}</outline>'
    digest, _ = read(above.format(LINK.format("Slow Clocks", 1, "")))
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks"]


def test_papers_below_a_paper_are_papers_of_their_own() -> None:
    note = '<outline text="Ann Lee, Bo Cho"/>'
    digest, _ = read(
        LINK.format("Slow Clocks", 1, LINK.format("Small Maps", 2, note) + LINK.format("Old Towns", 3, ""))
    )
    assert [(entry.facts.title, len(entry.facts.authors)) for entry in digest.entries] == [
        ("Slow Clocks", 0),
        ("Small Maps", 2),
        ("Old Towns", 0),
    ]


def test_what_an_outliner_wrote_without_links_is_read_as_text() -> None:
    notes = "Ann Lee, Bo Cho et al.&#10;&lt;a href=&quot;https://arxiv.org/abs/2504.0000{}&quot;&gt;arXiv&lt;/a&gt;"
    paper = '<outline text="{}" _note="' + notes + '"><outline text="Abstract"><outline text="{}"/></outline></outline>'
    papers = [
        paper.format(title, at, WAITING) for at, title in enumerate(("Slow Clocks #later", "Small Maps of Rooms"))
    ]
    digest, report = read(f'<outline text="Fri, Apr 4, 2025">{"".join(papers)}<outline text="Pizza"/></outline>')
    assert not report.diagnostics
    assert [(entry.facts.title, entry.facts.arxiv, len(entry.facts.authors)) for entry in digest.entries] == [
        ("Slow Clocks", "2504.00000", 2), ("Small Maps of Rooms", "2504.00001", 2)
    ]  # fmt: skip
    assert [prose.text(entry.abstract) for entry in digest.entries] == [WAITING.strip()] * 2


NOTES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export export-date="20260217T174502Z" application="Evernote">
<note><title>Groceries</title><content><![CDATA[<en-note><div>coffee filters</div></en-note>]]></content></note>
<note><title>[2504.00001] Slow Clocks: Planning at the Pace of Thought</title><note-attributes>
<source-url>https://arxiv.org/abs/2504.00001</source-url></note-attributes>
<content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x"><en-note>
<div><h1>Slow Clocks: Planning at the Pace of Thought</h1></div>
<div><a href="https://arxiv.org/search/cs?searchtype=author&amp;query=Lee">Ann Lee</a>, <a
href="https://arxiv.org/search/cs?searchtype=author&amp;query=Cho">Bo Cho</a></div>
<blockquote>In this paper, we study how language models plan when they may wait before they answer. We show on five
tasks of planning that models with slow clocks find shorter ways.</blockquote></en-note>]]></content></note>
</en-export>
"""


def test_clipped_pages_among_notes_of_evernote_are_papers() -> None:
    report = Report()
    (entry,) = ingest(NOTES.encode(), "notes.enex", report).entries
    assert (entry.facts.title, entry.facts.arxiv, entry.line) == (
        "Slow Clocks: Planning at the Pace of Thought", "2504.00001", 5
    )  # fmt: skip
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert prose.text(entry.abstract).startswith("In this paper, we study")


def test_notes_and_outlines_that_are_cut_off_are_told_of() -> None:
    outline = '<opml version="2.0"><body><outline text="Slow Clocks by Ann Lee and Bo Cho"/><outline text='
    for text in (NOTES[: NOTES.index("We show")], outline):
        report = Report()
        ingest(text.encode(), "notes.xml", report)
        assert "broken-xml" in {found.code for found in report.diagnostics}
