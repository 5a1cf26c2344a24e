"""What an editor has becomes a source: files, folders, packed and large ones, addresses, with and without a day."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError
from sitegen.fetch import Client, Limits, lookup
from sitegen.ingest import compression, streamed
from sitegen.ingest.streamed import Choice
from sitegen.model import Digest, Entry, Facts
from sitegen.pages import documents
from sitegen.pipeline import add as adding
from sitegen.pipeline import link_lists, sources
from sitegen.pipeline.importing import Imported, import_new
from tests import answers, web
from tests.little import ABSTRACT, HEADER

BIB = "@article{curse, title = {The Curse of Depth}, author = {Lovelace, Ada}, doi = {10.1000/curse}}\n"


class Desk:
    """A content folder to add to, and a folder of things an editor has."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(content=folder / "content")
        self.has = folder / "downloads"
        self.has.mkdir()
        self.report = Report()

    def add(
        self, *given: str | Path, date: str = "", choice: Choice | None = None, client: Client | None = None
    ) -> list[str]:
        """Names of the sources that are kept."""
        self.report = Report()
        names = [str(name) for name in given]
        made = adding.add(self.config, names, date, self.report, choice=choice, client=client)
        return [source.path.removeprefix("sources/") for source in made]

    def file(self, name: str, data: str | bytes) -> Path:
        path = self.has / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    @property
    def titles(self) -> list[str]:
        return sorted(page.paper.title for page in documents.read(self.config.content, Report()).papers)

    @property
    def findings(self) -> list[str]:
        return [f"{found.severity}[{found.code}]" for found in self.report.diagnostics]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def pasted(title: str, date: str = "2025-03-28") -> str:
    return f"{HEADER}{date}\n\n{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n"


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


def test_a_dated_list_is_kept_under_its_day(desk: Desk) -> None:
    assert desk.add(desk.file("papers.txt", pasted("Learning to Hope"))) == ["2025-03-28.txt"]
    assert desk.add(desk.file("more.txt", pasted("A New Day"))) == ["2025-03-28-2.txt"]
    assert desk.titles == ["A New Day", "Learning to Hope"]


def test_a_bibliography_keeps_its_name_and_gets_no_day(desk: Desk) -> None:
    assert desk.add(desk.file("My Refs.bib", BIB)) == ["my-refs.bib"]
    found = documents.read(desk.config.content, Report())
    assert [page.paper.path for page in found.papers] == ["papers/undated/the-curse-of-depth.md"]
    assert found.editions == ()
    assert desk.add(desk.file("other/my refs.bib", BIB.replace("curse", "hope"))) == ["my-refs-2.bib"]


def test_a_pasted_list_without_a_day_is_refused_until_it_has_one(desk: Desk) -> None:
    path = desk.file("papers.txt", pasted("Learning to Hope", date=""))
    assert desk.add(path) == []
    assert sorted(desk.findings) == ["error[nothing-read]", "warning[no-date]"]
    assert desk.add(path, date="2025-03-28") == ["2025-03-28.txt"]


def test_a_folder_is_taken_file_by_file_and_twice_only_once(desk: Desk) -> None:
    for day in range(1, 6):
        desk.file(
            f"days/2025-03-{day:02d}.json", answers.hugging_face_day("Depth", f"Hope {day}", day=f"2025-03-{day:02d}")
        )
    assert len(desk.add(desk.has / "days")) == 5
    before = {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()}
    assert desk.add(desk.has / "days") == []
    assert desk.findings == ["note[known-source]"]
    assert {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()} == before


def test_one_bad_file_of_a_folder_is_told_and_the_others_are_taken(desk: Desk) -> None:
    desk.file("days/a.bib", BIB)
    desk.file("days/b.pdf", b"%PDF-1.7\n%\xe2\xe3")
    assert desk.add(desk.has / "days") == ["a.bib"]
    assert desk.findings == ["error[unknown-source]"]


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


@pytest.mark.parametrize("data", [gzip.compress(bytes(10**6)), zstd.compress(bytes(10**6))])
def test_a_bomb_is_not_unpacked(data: bytes) -> None:
    report = Report()
    assert compression.unpacked(data, "bomb", report, limit=10_000) is None
    assert [found.code for found in report.diagnostics] == ["too-large"]


def test_what_is_wanted_of_a_dump_is_kept_as_lines_of_ours(desk: Desk) -> None:
    dump = desk.file("arxiv-metadata.json", "".join(lines(30)))
    assert desk.add(dump, choice=Choice(since="2025-03-10", categories=("cs.CL",))) == ["arxiv-metadata.jsonl"]
    kept = (desk.config.content / "sources/arxiv-metadata.jsonl").read_text("utf-8")
    assert kept.startswith('{"sitegen":"papers","version":1}\n')
    assert desk.titles == [f"On the Depth of Network {number}" for number in (12, 15, 18, 21, 24, 27, 9)]
    # the lines do not say how far they are to be believed; the ledger does
    assert '"trust": 60' in (desk.config.content / "sources/ledger.json").read_text("utf-8")
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


def test_large_and_packed_is_read_a_part_at_a_time_as_well(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "STREAMED", 1000)
    assert desk.add(desk.file("dump.json.gz", gzip.compress("".join(lines(40)).encode()))) == ["dump.jsonl"]
    assert len(desk.titles) == 40


def test_no_more_than_a_part_is_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "dump.json.zst"
    file.write_bytes(zstd.compress("".join(lines(30_000)).encode()))
    sizes: list[int] = []

    def read(part: bytes, report: Report) -> Digest:
        sizes.append(len(part))
        return Digest()

    list(streamed.digests(file, Report(), read))
    assert len(sizes) > 3
    assert max(sizes) < 5 * 2**20


def test_a_line_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "dump.json"
    file.write_bytes(b"short\n" + b"x" * 3_000_000 + b"\nlast")
    report = Report()
    assert list(compression.lines(file, report, 2**20)) == [b"short\n", b"last"]
    assert [str(found.at) for found in report.diagnostics] == [f"{file.as_posix()}:2"]


def test_what_is_piped_in_is_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pasted("Learning to Hope").encode())))
    assert desk.add("-") == ["2025-03-28.txt"]


def test_what_is_not_there_is_told(desk: Desk) -> None:
    (desk.has / "empty").mkdir()
    assert desk.add(desk.has / "nothing.txt", desk.has / "empty") == []
    assert sorted(desk.findings) == ["error[no-source]", "warning[no-source]"]


def fetching() -> Client:
    return Client(Limits(timeout=1.0, attempts=2), allow_private=True, sleep=lambda seconds: None)


def test_an_address_is_taken_as_a_file_is(desk: Desk) -> None:
    with web.running() as server:
        urls: Sequence[str] = [
            server.says("/api/daily_papers?date=2025-03-28", answers.hugging_face_day("Depth")),
            server.says("/lists/refs.bib", BIB),
            server.says("/gone", web.Answer(status=410)),
        ]
        assert desk.add(*urls, client=fetching()) == ["2025-03-28.json", "refs.bib"]
        assert desk.findings == ["error[unreachable]"]
        assert desk.add(*urls[:2], client=fetching()) == []
    assert f'"origin": "{urls[1]}"' in (desk.config.content / "sources/ledger.json").read_text("utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        web.Answer(status=503),
        web.Answer(status=404),
        web.Answer(silent=True),
        web.Answer(answers.hugging_face_day("Hope").encode()[:300], cut=True),
        web.Answer(b"<html><body><p>Please log in</p></body></html>"),
        web.Answer(answers.ARXIV_ERROR.encode()),
        web.Answer(b'{"error": "no such day"}'),
        web.Answer(b"[]"),
        web.Answer(b""),
    ],
)
def test_an_address_that_answers_wrongly_is_told_and_keeps_no_other_from_its_turn(
    desk: Desk, wrong: web.Answer
) -> None:
    with web.running() as server:
        urls = (server.says("/wrong", wrong), server.says("/right", answers.hugging_face_day("Depth")))
        assert desk.add(*urls, client=fetching()) == ["2025-03-28.json"]
    assert desk.findings
    assert desk.titles == ["Depth"]


def test_only_web_addresses_are_fetched(desk: Desk) -> None:
    assert desk.add("ftp://example.org/papers.txt") == []
    assert desk.findings == ["error[unreachable]"]


def test_what_was_read_is_given_back_paper_by_paper(desk: Desk) -> None:
    desk.add(desk.file("a.txt", pasted("Learning to Hope")))
    both = pasted("Learning to Hope", "2025-03-29") + f"A New Day\n\n{ABSTRACT.format(topic='days')}\n"
    (source,) = adding.add(desk.config, [desk.file("b.txt", both).as_posix()], "", desk.report)
    assert (source.path, source.digest.date) == ("sources/2025-03-29.txt", "2025-03-29")
    assert [(paper.paper, paper.is_new) for paper in source.papers] == [
        ("learning-to-hope", False),
        ("a-new-day", True),
    ]


def test_a_dry_run_tells_the_same_and_changes_nothing(desk: Desk) -> None:
    given = [desk.file("a.txt", pasted("Learning to Hope")).as_posix(), desk.file("b.bib", BIB).as_posix()]
    expected = adding.add(desk.config, given, "", Report(), dry_run=True)
    assert not desk.config.content.exists() or not list(desk.config.content.iterdir())
    assert adding.add(desk.config, given, "", Report()) == expected
    dump = desk.file("dump.json", "".join(lines(9))).as_posix()
    before = {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()}
    choice = Choice(categories=("cs.CL",))
    (source,) = adding.add(desk.config, [dump], "", Report(), choice=choice, dry_run=True)
    assert len(source.papers) == 3
    assert {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()} == before


def test_a_source_without_papers_is_an_error(desk: Desk) -> None:
    assert desk.add(desk.file("a.txt", "Only a few words.\n")) == []
    assert desk.report.failed()


def test_the_day_that_the_editor_gives_goes_before_that_of_the_source(desk: Desk) -> None:
    assert desk.add(desk.file("a.txt", pasted("Learning to Hope")), date="2025-04-01") == ["2025-04-01.txt"]
    assert desk.findings == ["note[date-given]"]
    assert [page.edition.date for page in documents.read(desk.config.content, Report()).editions] == ["2025-04-01"]


@pytest.mark.parametrize("date", ["2025-02-30", "2025", "yesterday", "../../x"])
def test_a_date_that_is_none_is_a_usage_error(desk: Desk, date: str) -> None:
    with pytest.raises(UsageError):
        desk.add(desk.file("a.txt", pasted("Learning to Hope")), date=date)
    assert not desk.config.content.exists()


READER = """
import sys
title = sys.stdin.read().strip()
print('{"sitegen": "papers", "version": 1, "date": "2025-03-28"}')
print('{"title": "%s"}' % title)
"""


def test_a_command_of_the_editors_may_read_a_source(desk: Desk) -> None:
    reader = f"{sys.executable} {desk.file('reader.py', READER)}"
    (source,) = adding.add(desk.config, [desk.file("a.odd", "Hope").as_posix()], "", desk.report, reader=reader)
    assert source.path == "sources/2025-03-28.jsonl"
    assert desk.titles == ["Hope"]


def test_a_reader_that_fails_is_told_with_its_last_words(desk: Desk) -> None:
    reader = f"{sys.executable} -c 'import sys; sys.exit(\"no luck\")'"
    assert adding.add(desk.config, [desk.file("a.odd", "Hope").as_posix()], "", desk.report, reader=reader) == []
    assert [found.message for found in desk.report.diagnostics] == ["the reader ended with 1: no luck"]
    with pytest.raises(UsageError):
        adding.add(desk.config, [desk.file("b.odd", "Hope").as_posix()], "", desk.report, reader="no-such-command")


LINKS = """\
Mar 28, 2025

- https://arxiv.org/abs/2502.05795v2
- <https://huggingface.co/papers/2502.05796>
- doi:10.1000/curse
- https://openreview.net/forum?id=abc
"""


def looked_up(desk: Desk, server: web.Web, text: str = LINKS, *, offline: bool = False) -> list[Imported]:
    desk.report = Report()
    catalogues = lookup.catalogues(*[server.address] * 3)
    given = desk.file("2025.txt", text).as_posix()
    return adding.add(desk.config, [given], "", desk.report, client=fetching(), catalogues=catalogues, offline=offline)


def test_links_alone_are_looked_up_by_their_identifiers(desk: Desk) -> None:
    with web.running() as server:
        server.says("/api/query", answers.arxiv("Depth", "Hope"))
        server.says("/works", answers.openalex("The Curse of Depth"))
        (source,) = looked_up(desk, server)
    assert source.path == "sources/2025-03-28.jsonl"
    assert [paper.entry.facts.title for paper in source.papers] == ["Depth", "Hope", "The Curse of Depth"]
    assert [paper.entry.facts.arxiv for paper in source.papers] == ["2502.05795", "2502.05796", ""]
    (found,) = desk.report.diagnostics
    assert (found.code, found.at and found.at.line) == ("not-found", 6)
    assert [asked.path.partition("?")[0] for asked in server.asked] == ["/api/query", "/works"]


def test_a_catalogue_that_fails_costs_only_its_own_papers(desk: Desk) -> None:
    with web.running() as server:
        server.says("/api/query", web.Answer(status=503))
        server.says("/works", answers.openalex("The Curse of Depth"))
        (source,) = looked_up(desk, server)
    assert [paper.entry.facts.title for paper in source.papers] == ["The Curse of Depth"]


def test_nothing_is_looked_up_offline(desk: Desk) -> None:
    with web.running() as server:
        assert looked_up(desk, server, offline=True) == []
        assert server.asked == []
    assert desk.findings == ["error[offline]"]


def test_a_paste_with_links_and_titles_is_no_list_of_links(desk: Desk) -> None:
    assert link_lists.parse(f"{LINKS}\nA Title\n".encode()) is None
    assert link_lists.parse(b"https://example.org/\n") is None
