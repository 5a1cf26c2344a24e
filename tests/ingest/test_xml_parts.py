"""A large XML file is read in parts as if it were read whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.ingest import compression, ingest, streamed
from sitegen.ingest.parser import Source
from sitegen.ingest.streamed import Choice
from sitegen.model import Entry
from sitegen.pipeline.content import sources
from sitegen.pipeline.content.add import add
from tests.ingest import test_acl as acl

RECORD = """<record><header><identifier>oai:arXiv.org:2503.{0:05}</identifier></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2503.{0:05}</id><created>2025-03-{1:02}</created><authors><author>
<keyname>Lee</keyname><forenames>Ann</forenames></author></authors><title>Paper Number {0} &amp; Its &lt;record&gt;s
</title><categories>{2}</categories><abstract>It is about {0}.</abstract></arXiv></metadata></record>"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- <record> is what it holds -->
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2025-03-28</responseDate>
<ListRecords>"""
END = '\n<resumptionToken cursor="0"/></ListRecords></OAI-PMH>\n'


def harvest(count: int) -> str:
    records = (RECORD.format(n, n % 28 + 1, "cs.CL" if n % 3 else "hep-ph") for n in range(count))
    return HEAD + "\n".join(records) + END


def feed(kind: str) -> str:
    if kind == "rss":
        items = "".join(f"<item><title>Item {n}</title><description>On {n}.</description></item>\n" for n in range(40))
        return f'<rss version="2.0"><channel><title>News</title>\n{items}</channel></rss>'
    items = "".join(f"<entry>\n<title>Entry {n}</title><summary>On {n}.</summary></entry>" for n in range(40))
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><link rel="self" href="/"/>{items}</feed>'


FILES = {
    "OAI": harvest(30),
    "ACL": acl.XML.format("").replace("</collection>", "") + acl.XML.format("").partition("<volume")[1]
    + acl.XML.format("").partition("<volume")[2],
    "RSS": feed("rss"),
    "Atom": feed("atom"),
}  # fmt: skip


def cut(text: str, size: int) -> Iterator[Entry]:
    data, report = text.encode(), Report()
    name = streamed.xml_record(data)
    pieces = (data[place : place + 7] for place in range(0, len(data), 7))
    for first, head, part, tail in streamed.cut_xml(pieces, name, size, 100_000, Source("x.xml", report)):
        digest = ingest(head + part + tail, "x.xml", report)
        for entry in digest.entries:
            yield structs.replace(entry, line=entry.line + first - 1 - head.count(b"\n"))
    assert not [found for found in report.diagnostics if found.severity == "error"]


@pytest.mark.parametrize("size", [1, 300, 3_000, 100_000])
@pytest.mark.parametrize("name", list(FILES))
def test_the_parts_of_a_file_hold_what_the_file_holds(name: str, size: int) -> None:
    whole = ingest(FILES[name].encode(), "x.xml", Report()).entries
    assert whole
    assert list(cut(FILES[name], size)) == list(whole)


def test_what_is_no_list_of_records_is_not_cut() -> None:
    assert not streamed.xml_record(b"<html><body><record></record></body></html>")
    assert not streamed.xml_record(harvest(2).encode("utf-16"))
    assert not streamed.xml_record(b'{"record": 1}')


def test_an_endless_record_ends_the_reading() -> None:
    report = Report()
    data = HEAD.encode() + RECORD.format(1, 1, "cs.CL").encode() + b"<record>" + b"x" * 5_000
    assert len(list(streamed.cut_xml([data], b"record", 100, 1_000, Source("x.xml", report)))) == 2
    endless = [HEAD.encode() + b"<record>" + b"x" * 500] * 9
    assert not list(streamed.cut_xml(endless, b"record", 100, 1_000, Source("x", report)))[1:]
    assert [found.code for found in report.diagnostics] == ["too-large"]


def test_a_harvest_is_filtered_and_kept_as_our_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "_PART", 2_000)
    monkeypatch.setattr(compression, "_PART", 1_000)
    file = tmp_path / "harvest.xml.gz"
    file.write_bytes(gzip.compress(harvest(60).encode()))
    config, report = Config(content=tmp_path / "content"), Report()
    told: list[tuple[str, int, int]] = []
    choice = Choice(since="2025-03-11", categories=("cs",))
    (kept,) = add(config, [file.as_posix()], "", report, choice=choice, progress=lambda *step: told.append(step))
    assert kept.path == "sources/harvest.jsonl"
    entries = ingest((config.content / kept.path).read_bytes(), kept.path, Report()).entries
    assert [entry.facts.title for entry in entries] == [
        f"Paper Number {n} & Its <record>s" for n in range(60) if n % 3 and n % 28 + 1 >= 11
    ]
    assert [found.code for found in report.diagnostics] == ["chosen"]
    assert len([step for step in told if step[0] == "choose"]) > 5


def test_a_trap_in_the_head_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "_PART", 2_000)
    file, report = tmp_path / "x.xml", Report()
    bomb = '<!DOCTYPE OAI-PMH [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>\n<OAI-PMH'
    file.write_text(harvest(60).replace("<OAI-PMH", bomb, 1))
    list(streamed.digests(file, Source(file.as_posix(), report), lambda data, found: ingest(data, "x.xml", found)))
    assert [found.code for found in report.diagnostics] in (["xml-entities"], ["unknown-source"])


def test_a_harvest_cut_short_gives_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "_PART", 2_000)
    file, report = tmp_path / "x.xml", Report()
    text = harvest(60)
    file.write_text(text[: len(text) // 2])
    source = Source(file.as_posix(), report)
    digests = list(streamed.digests(file, source, lambda data, found: ingest(data, "x.xml", found)))
    assert 25 <= sum(len(digest.entries) for digest in digests) <= 30
    assert [found.code for found in report.diagnostics] == ["broken-xml"]
    (found,) = report.diagnostics
    assert found.at
    assert found.at.line in (text[: len(text) // 2].count("\n") + 1, text[: len(text) // 2].count("\n"))


def test_packed_bytes_count_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "x.gz"
    file.write_bytes(gzip.compress(b"x" * 1_000_000))
    assert compression.is_larger(file, 999_999)
    assert not compression.is_larger(file, 1_000_000)
    assert not sources.is_streamed(file)
