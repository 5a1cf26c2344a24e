"""Documents of structured formats are found amid a text."""

from __future__ import annotations

import json

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import documents, ingest

FEED = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Answers to all:clocks</title>
<entry><id>http://arxiv.org/abs/2503.00001v1</id><title>Slow Clocks</title>
<author><name>Ann Lee</name></author><summary>We wait for clocks.</summary></entry>
</feed>
"""
RECORDS = json.dumps([{"paperId": "1a", "title": "Small Maps", "authors": [{"name": "Bo Cho"}]}], indent=1)
SESSION = f"""ann@home:~$ curl https://example.org/clocks
{FEED}ann@home:~$ curl https://example.org/maps
{{"message": "Too many requests were sent. Please wait.", "code": "429"}}
ann@home:~$ !!
{RECORDS}
ann@home:~$ exit
"""


def test_what_commands_printed_is_read_by_the_formats_that_it_has() -> None:
    report = Report()
    entries = ingest(SESSION.encode(), "log.txt", report).entries
    shown = [(paper.facts.title, paper.facts.authors[0].name, paper.line) for paper in entries]
    lines = SESSION.split("\n")
    assert shown == [
        ("Slow Clocks", "Ann Lee", next(at for at, line in enumerate(lines, 1) if "<entry>" in line)),
        ("Small Maps", "Bo Cho", lines.index(" {") + 1),
    ]


def test_papers_around_a_document_are_read_as_well() -> None:
    text = f"# Papers\n\n- **Long Rivers of the World**, Cy Roy, Di Sun. arXiv:2503.00009\n\n{RECORDS}\n"
    entries = ingest(text.encode(), "log.txt", Report()).entries
    assert [paper.facts.title for paper in entries] == ["Long Rivers of the World", "Small Maps"]


def test_objects_in_lines_are_one_document() -> None:
    text = 'Clocks\n{"a": 1}\n{"a": 2}\n\nMaps\n{"a": 3}\n'
    assert [text[start:end] for start, end in documents.places(text)] == ['{"a": 1}\n{"a": 2}', '{"a": 3}']


@pytest.mark.parametrize("piece", ["<?xml <a>\n", '{"\n', "[[\n", '{"a": [\n', '{"a": 1}\n', '["a"]\n'])
def test_what_only_looks_like_many_documents_is_soon_passed_over(piece: str) -> None:
    assert len(documents.places(piece * 20_000)) <= 100


PAPER = "# Slow Clocks of the World\nAnn Lee, Cy Roy\n\nWe wait for clocks that are slow, and for others.\n\n"
SETTINGS = '{"title": "Bot settings", "url": "https://bot.example/settings"}'


@pytest.mark.parametrize(
    "text",
    [
        f"{PAPER}{SETTINGS}\n",
        f"<html><script>\n{RECORDS}\n</script><h2>Slow Clocks of the World</h2><p>Ann Lee, Cy Roy</p></html>",
    ],
)
def test_what_names_nobody_and_leads_nowhere_and_what_scripts_hold_are_no_papers(text: str) -> None:
    entries = ingest(text.encode(), "log.txt", Report()).entries
    assert [paper.facts.title for paper in entries] == ["Slow Clocks of the World"]


def test_the_day_is_that_of_the_text_around() -> None:
    item = "<item><title>Small Maps</title><link>https://arxiv.org/abs/2503.00002</link></item>"
    day = "<pubDate>Sun, 09 Mar 2025 10:00:00 GMT</pubDate>"
    feed = f'<rss version="2.0"><channel><title>Maps</title>{day}{item}</channel></rss>'
    digest = ingest(f"Papers of March 3, 2025\n\n{PAPER}{feed}\n".encode(), "log.txt", Report())
    assert (digest.date, len(digest.entries)) == ("2025-03-03", 2)


def test_a_paper_that_a_document_repeats_is_taken_once_with_what_both_tell() -> None:
    known = json.dumps({"title": "Slow Clocks of the World", "url": "https://arxiv.org/abs/2503.00001"})
    (entry,) = ingest(f"{PAPER}{known}\n".encode(), "log.txt", Report()).entries
    assert (entry.facts.arxiv, len(entry.facts.authors), bool(entry.abstract)) == ("2503.00001", 2, True)
