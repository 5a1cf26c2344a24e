"""Large and packed sources: read a part at a time, within bounds, and only what is asked for."""

from __future__ import annotations

import gc
import gzip
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from sitegen import spool
from sitegen.diagnostics import Report
from sitegen.ingest import compression, ingest, streamed
from sitegen.ingest.parser import Source
from sitegen.ingest.streamed import Choice
from sitegen.model import Digest, Entry, Facts
from sitegen.pipeline.content import sources
from sitegen.pipeline.content.importing import import_new
from tests import answers
from tests.desk import BIB, Desk


def lines(count: int) -> list[str]:
    """A dump of arXiv: a JSON object a line."""
    return [
        json.dumps(
            {
                "id": f"2503.{number:05d}",
                "submitter": "Ada Lovelace",
                "authors": "Ada Lovelace",
                "title": f"On the Depth of Network {number}",
                "comments": "",
                "journal-ref": None,
                "doi": None,
                "report-no": None,
                "categories": ["cs.CL cs.LG", "hep-ex", "stat.ML"][number % 3],
                "license": None,
                "abstract": f"  We study network {number} and find that it is deep.\n",
                "versions": [{"version": "v1", "created": f"Sat, {1 + number % 28} Mar 2025 00:00:00 GMT"}],
                "update_date": "2025-04-01",
                "authors_parsed": [["Lovelace", "Ada", ""]],
            }
        )
        + "\n"
        for number in range(count)
    ]


def test_sources_of_one_name_that_are_added_at_once_are_all_kept(desk: Desk) -> None:
    given = [
        desk.file(f"{name}/papers.bib", BIB.replace("Depth", name.upper()).replace("/curse", f"/{name}"))
        for name in "abc"
    ]
    assert desk.add(*given, date="2025-03-28") == ["2025-03-28-2.bib", "2025-03-28-3.bib", "2025-03-28.bib"]
    assert sorted(desk.titles) == ["The Curse of A", "The Curse of B", "The Curse of C"]


def test_what_is_wanted_of_a_dump_is_kept_as_lines_of_ours(desk: Desk) -> None:
    dump = desk.file("arxiv-metadata.json", "".join(lines(30)))
    assert desk.add(dump, choice=Choice(since="2025-03-10", categories=("cs.CL",))) == ["arxiv-metadata.jsonl"]
    kept = desk.read("sources/arxiv-metadata.jsonl")
    assert kept.startswith('{"sitegen":"papers","version":1}\n')
    assert desk.titles == [f"On the Depth of Network {number}" for number in (12, 15, 18, 21, 24, 27, 9)]
    # the lines do not say how far they are to be believed; the ledger does
    assert '"trust": 60' in desk.read("sources/ledger.json")
    assert desk.findings == ["note[chosen]"]
    assert desk.add(dump, choice=Choice(since="2025-03-10", categories=("cs.CL",))) == []
    assert desk.findings == ["note[known-source]"]


def test_nothing_chosen_is_nothing_kept(desk: Desk) -> None:
    dump = desk.file("arxiv-metadata.json", "".join(lines(30)))
    assert desk.add(dump, choice=Choice(since="2026-01-01")) == []
    assert desk.findings == ["warning[none-chosen]"]
    assert list(desk.config.content.iterdir()) == []


def test_a_days_list_may_be_chosen_from_too(desk: Desk) -> None:
    feed = desk.file("cs.xml", answers.arxiv_feed("Depth", "Hope"))
    assert desk.add(feed, choice=Choice(categories=("cs",))) == ["2025-03-28.jsonl"]
    assert desk.add(feed, choice=Choice(categories=("math",))) == []


@pytest.mark.parametrize("category", ["cs.CL", "hep-ex", "q-fin"])
def test_a_dry_run_says_of_what_is_chosen_what_the_run_says(desk: Desk, category: str) -> None:
    dump, choice = desk.file("dump.json", "".join(lines(20))), Choice(categories=(category,))
    desk.import_all(dump, choice=Choice(categories=("cs.CL",)))
    shown = [source.path for source in desk.import_all(dump, choice=choice, dry_run=True)]
    said = desk.report.diagnostics
    assert [source.path for source in desk.import_all(dump, choice=choice)] == shown
    assert desk.report.diagnostics == said


def test_a_dry_run_chooses_and_changes_nothing(desk: Desk) -> None:
    dump = desk.file("dump.json", "".join(lines(9)))
    (source,) = desk.import_all(dump, choice=Choice(categories=("cs.CL",)), dry_run=True)
    assert len(source.papers) == 3
    assert desk.bytes == {}


def facts(**known: object) -> Entry:
    return Entry(facts=Facts(title="x", **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choice", "entry", "wanted"),
    [
        (Choice(), facts(), True),
        (Choice(since="2025-03-10"), facts(published="2025-03-10"), True),
        (Choice(since="2025-03-10"), facts(published="2025-03-09", updated="2025-04-01"), False),
        (Choice(since="2025-03-10"), facts(published="2025-03"), True),
        (Choice(since="2025-03-10"), facts(published="2025-02"), False),
        (Choice(since="2025-03-10"), facts(published="2025"), True),
        (Choice(since="2025-03-10"), facts(), False),
        (Choice(categories=("CS.cl",)), facts(categories=("cs.CL",)), True),
        (Choice(categories=("hep-ex",)), facts(categories=("hep-ex",)), True),
        (Choice(categories=("cs.C",)), facts(categories=("cs.CL",)), False),
        (Choice(categories=("cs", "math")), facts(categories=("math.CO",)), True),
        (Choice(categories=("cs",)), facts(), False),
    ],
)
def test_which_papers_are_wanted(choice: Choice, entry: Entry, wanted: bool) -> None:
    assert choice.wants(entry) is wanted


def test_a_large_file_is_read_a_part_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "STREAMED", 1000)
    monkeypatch.setattr(sources, "LARGE", 1000)
    monkeypatch.setattr(streamed, "_PART", 3000)
    made = lines(40)
    made[20] = made[20][:50] + "\n"
    dump = desk.file("arxiv-metadata.json", "".join(made))
    assert desk.add(dump) == ["arxiv-metadata.jsonl"]
    assert len(desk.titles) == 39
    (found,) = desk.report.diagnostics
    assert str(found.at).startswith(f"{dump.as_posix()}:21")
    # the lines of ours are large as well, and each part of them needs the head
    (desk.config.content / "sources/ledger.json").unlink()
    import_new(desk.config, desk.report)
    assert len(desk.titles) == 39


def test_an_unknown_key_of_a_large_file_is_reported_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "STREAMED", 1000)
    monkeypatch.setattr(streamed, "_PART", 600)
    rows = "".join(f'{{"title": "Clocks of {number}", "mood": "good"}}\n' for number in range(100))
    dump = desk.file("papers.jsonl", '{"sitegen":"papers","version":1,"curatr":"Ann"}\n' + rows)
    desk.add(dump)
    assert len(desk.titles) == 100
    found = [found for found in desk.report.diagnostics if found.code == "unknown-key"]
    assert [str(one.at) for one in found] == [f"{dump.as_posix()}:{line}" for line in (1, 2)]


def test_large_and_packed_is_read_a_part_at_a_time_as_well(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "STREAMED", 1000)
    assert desk.add(desk.file("dump.json.gz", gzip.compress("".join(lines(40)).encode()))) == ["dump.jsonl"]
    assert len(desk.titles) == 40


def table(days: Sequence[str] = (), count: int = 40) -> str:
    rows = [f'"Paper ""{number}"" of\nmany",Ann Lee,Words of {number}.' for number in range(count)]
    for place, day in enumerate(days):
        rows.insert(place * count // len(days), f"{day},,")
    return "title,authors,abstract\n" + "\n".join(rows) + "\n"


def test_a_large_table_is_read_a_part_at_a_time_and_kept_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[bytes] = []

    def read(data: bytes, *arguments: Any, **options: Any) -> Digest:
        reads.append(data)
        return ingest(data, *arguments, **options)

    monkeypatch.setattr(sources, "LARGE", 1000)
    monkeypatch.setattr(streamed, "_PART", 30)
    monkeypatch.setattr("sitegen.ingest.ingest", read)
    (source,) = desk.import_all(desk.file("2025-03-28.csv", table()))
    assert (desk.config.content / source.path).read_text() == table()
    assert len(reads) > 30
    assert [entry.line for entry in source.digest.entries] == list(range(2, 82, 2))
    assert [entry.facts.title for entry in source.digest.entries][::20] == ['Paper "0" of many', 'Paper "20" of many']


def test_the_days_of_a_large_table_make_editions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGE", 1000)
    monkeypatch.setattr(streamed, "_PART", 600)
    desk.add(desk.file("papers.csv", table(["2025-03-28", "2025-03-31"])))
    editions = {path.name for path in desk.bytes if path.parent.name == "editions"}
    assert editions == {"2025-03-28.md", "2025-03-31.md"}


def test_what_lies_in_temporary_files_makes_no_difference(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    given = [desk.file("a.json", "".join(lines(30))), desk.file("b.csv", table(["2025-03-28", "2025-03-31"]))]
    # the same papers twice, so that pages are updated as well
    given.append(desk.file("c.json", "".join(lines(40)[20:])))
    monkeypatch.setattr(sources, "LARGE", 1000)
    monkeypatch.setattr(streamed, "_PART", 600)
    (first, *_) = other.import_all(*given)
    monkeypatch.setattr(spool, "FEW", 4)
    (spooled, *_) = desk.import_all(*given)
    assert isinstance(spooled.digest.entries, spool.Spool)
    assert {path.relative_to(desk.config.content): data for path, data in desk.bytes.items()} == {
        path.relative_to(other.config.content): data for path, data in other.bytes.items()
    }
    assert list(spooled.papers) == list(first.papers)


def test_records_that_were_read_leave_memory_without_the_garbage_collector() -> None:
    data = "".join(lines(200)).encode()
    ingest(data, "dump.json", Report())
    gc.collect()
    gc.disable()
    try:
        ingest(data, "dump.json", Report())
        assert gc.collect() < 200
    finally:
        gc.enable()


def test_a_file_that_is_too_large_is_refused_without_being_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "LIMIT", 1000)
    notes, read = desk.file("notes.txt", "A word and another.\n" * 100), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read") if path == notes else read(path))
    assert desk.add(notes) == []
    assert desk.findings == ["error[too-large]"]


def test_no_more_is_taken_from_standard_input_than_memory_should_hold(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "LIMIT", 1000)
    endless = io.BytesIO(b"A word and another.\n" * 100)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
    assert desk.add("-") == []
    assert (desk.findings, endless.tell()) == (["error[too-large]"], 1001)


@pytest.mark.skipif(sys.platform != "linux", reason="open pipes have no names elsewhere")
@pytest.mark.parametrize("choice", [None, Choice(since="2025-03-28")])
def test_a_pipe_with_a_name_is_read_once_and_no_further_than_standard_input(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, choice: Choice | None
) -> None:
    monkeypatch.setattr(compression, "LIMIT", 1000)
    for data, papers, findings in (
        ('{"title": "The Curse", "abstract": "We ask.", "published": "2025-03-28"}', ["the-curse"], []),
        ("A word and another.\n" * 100, [], ["error[too-large]"]),
    ):
        reading, writing = os.pipe()
        os.write(writing, data.encode())
        os.close(writing)
        added = desk.import_all(f"/dev/fd/{reading}", choice=choice)
        assert [paper.paper for source in added for paper in source.papers] == papers
        assert [found for found in desk.findings if "error" in found] == findings
        os.close(reading)


def test_no_more_than_a_part_is_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "dump.json.zst"
    file.write_bytes(zstd.compress("".join(lines(30_000)).encode()))
    sizes: list[int] = []

    def read(part: bytes, report: Report) -> Digest:
        sizes.append(len(part))
        return Digest()

    list(streamed.digests(file, Source(file.as_posix()), read))
    assert len(sizes) > 3
    assert max(sizes) < 5 * 2**20


def test_a_line_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "dump.json"
    file.write_bytes(b"short\n" + b"x" * 3_000_000 + b"\nlast")
    report = Report()
    assert list(compression.lines(file, Source(file.as_posix(), report), 2**20)) == [b"short\n", b"last"]
    assert [str(found.at) for found in report.diagnostics] == [f"{file.as_posix()}:2"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
def test_a_packed_source_is_kept_as_it_came_and_read(desk: Desk, suffix: str, pack: object) -> None:
    data = gzip.compress(BIB.encode()) if suffix == ".gz" else zstd.compress(BIB.encode())
    assert desk.add(desk.file(f"refs.bib{suffix}", data)) == [f"refs.bib{suffix}"]
    assert desk.titles == ["The Curse of Depth"]
    # a fresh clone, or a change of repair, reads it from where it lies
    (desk.config.content / "sources/ledger.json").unlink()
    import_new(desk.config, desk.report)
    assert desk.findings == []


def test_a_packed_source_that_is_cut_short_is_told_and_what_is_there_is_read(desk: Desk) -> None:
    data = gzip.compress(
        "".join(BIB.replace("Depth", f"Depth {n}").replace("curse", f"c{n}") for n in range(999)).encode()
    )
    desk.add(desk.file("refs.bib.gz", data[: len(data) // 2]))
    assert "error[broken-archive]" in desk.findings
    assert len(desk.titles) > 100


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b\x08", zstd.compress(b"x" * 999)[:-5], gzip.compress(b"x" * 99)[:-20] + b"y" * 20]
)
def test_a_broken_archive_is_no_bug(desk: Desk, data: bytes) -> None:
    assert desk.add(desk.file("refs.gz", data)) == []
    assert "error[broken-archive]" in desk.findings


def test_an_empty_file_is_no_broken_one_whatever_was_wrong_with_others() -> None:
    report = Report()
    assert compression.unpacked(b"\x1f\x8b\x08", Source("broken.gz", report)) is None
    assert compression.unpacked(b"", Source("empty.txt", report)) == b""
    assert [found.code for found in report.diagnostics] == ["broken-archive"]


@pytest.mark.parametrize("data", [gzip.compress(bytes(10**6)), zstd.compress(bytes(10**6))])
def test_a_bomb_is_not_unpacked(data: bytes) -> None:
    report = Report()
    assert compression.unpacked(data, Source("bomb", report), limit=10_000) is None
    assert [found.code for found in report.diagnostics] == ["too-large"]
