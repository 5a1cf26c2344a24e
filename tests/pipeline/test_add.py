"""What an editor has becomes a source: files, folders, addresses, what is piped in; with and without a day."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report, UsageError
from sitegen.pages import documents
from sitegen.pipeline.content import add as adding
from sitegen.pipeline.content import source_store
from tests import answers, web
from tests.desk import BIB, Desk, pasted
from tests.little import ABSTRACT, LittleSite


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


def test_an_export_that_is_added_again_finds_the_page_whose_title_the_editor_has_changed(desk: Desk) -> None:
    export = "@article{a, title = {Diffusion Without Noise}, author = {Lee, Ann}, year = 2024}\n"
    page = "papers/2024/diffusion-without-noise.md"
    desk.add(desk.file("refs.bib", export))
    desk.edit(page, '"Diffusion Without Noise"', '"Diffusion With No Noise"')
    for journal in ("Nature", "Science"):
        again = export.replace("year", f"journal = {{{journal}}}, year")
        assert len(desk.add(desk.file("refs.bib", again))) == 1
        assert desk.titles == ["Diffusion With No Noise"]
    assert 'venue: "' in desk.read(page)


TABLE = "title,authors,year\n" + "".join(f"Slow Clock {sign},Ann Lee,2024\n" for sign in "ABCDE")


@pytest.mark.parametrize("day", ["", "2025-04-04"])
def test_a_newer_version_of_a_source_takes_its_place(desk: Desk, day: str) -> None:
    name = f"{day or 'clocks'}.csv"
    desk.add(desk.file("clocks.csv", TABLE), date=day)
    (page,) = desk.config.content.rglob("slow-clock-d.md")
    page.unlink()
    if day:
        desk.edit(f"editions/{day}.md", "3. [Slow Clock C](../papers/2025/slow-clock-c.md)\n", "")
    again = desk.file("clocks.csv", TABLE.replace("A,Ann Lee,2024", "A,Ann B. Lee,2023").replace("Clock E", "Rose"))
    expected = desk.import_all(again, date=day, dry_run=True)
    (source,) = desk.import_all(again, date=day)
    assert [source] == expected
    assert (source.path, source.earlier) == (f"sources/{name}", f"sources/{name}")
    assert [(paper.is_new, paper.is_updated) for paper in source.papers][::4] == [(False, True), (True, False)]
    assert sorted(file.name for file in (desk.config.content / "sources").iterdir()) == [name, "ledger.json"]
    assert desk.read(f"sources/{name}") == again.read_text()
    (changed,) = desk.config.content.rglob("slow-clock-a.md")
    assert '\npublished: "2023"\n' in changed.read_text()
    assert desk.titles == ["Slow Clock A", "Slow Clock B", "Slow Clock C", "Slow Clock E", "Slow Rose"]
    assert [entry["path"] for entry in json.loads(desk.read("sources/ledger.json")).values()] == [f"sources/{name}"]
    if day:
        assert "Slow Clock C" not in desk.read(f"editions/{day}.md")


def test_a_paper_of_which_only_the_source_is_another_counts_as_known(desk: Desk) -> None:
    desk.add(desk.file("clocks.csv", TABLE), date="2025-03-28")
    before = desk.papers
    (source,) = desk.import_all(desk.file("clocks.tsv", TABLE.replace(",", "\t")), date="2025-03-28")
    assert desk.papers == before
    assert any('source: "sources/2025-03-28-2.tsv"' in page.read_text() for page in desk.config.content.rglob("*.md"))
    assert not any(paper.is_new or paper.is_updated for paper in source.papers)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clocks.csv", TABLE.replace("Clock D", "Rose").replace("Clock E", "Map")),
        ("clocks.tsv", TABLE.replace(",", "\t")),
        ("clocks.csv", "".join(f"@misc{{x, title = {{Slow Clock {sign}}}}}\n" for sign in "ABCDE")),
        ("others.csv", TABLE.replace("2024", "2023")),
    ],
    ids=["other papers", "another ending", "another format", "another name"],
)
def test_a_source_that_is_no_newer_version_lies_beside_the_earlier_one(desk: Desk, name: str, text: str) -> None:
    desk.add(desk.file("clocks.csv", TABLE))
    (source,) = desk.import_all(desk.file(name, text))
    assert (source.earlier, desk.read("sources/clocks.csv")) == ("", TABLE)


def test_a_source_of_the_same_name_that_holds_most_of_the_earlier_papers_is_told_to_lie_beside_it(desk: Desk) -> None:
    desk.add(desk.file("clocks.csv", TABLE))
    desk.add(desk.file("clocks.csv", TABLE.replace("Clock D", "Rose").replace("Clock E", "Map")))
    assert desk.findings == ["note[known-source]"]
    assert desk.add(desk.file("clocks.csv", TABLE.replace("Clock", "Rose"))) == ["clocks-3.csv"]


@pytest.mark.parametrize("beside", [2, 9])
def test_a_title_corrected_in_a_bib_leaves_one_paper(desk: Desk, beside: int) -> None:
    papers = [f"@misc{{k{n}, title = {{Slow Clock Number {n}}}, author = {{Lee, Ann}}}}" for n in range(beside)]
    for title in ("After the Strom", "After the Storm"):
        entries = [*papers, f"@misc{{last, title = {{{title}}}, author = {{Next, Bob}}}}"]
        assert desk.add(desk.file("refs.bib", "\n".join(entries))) == ["refs.bib"]
    assert len(desk.titles) == beside + 1
    assert "After the Storm" in desk.titles


def test_keys_of_a_bib_that_change_places_leave_the_papers_what_they_are(desk: Desk) -> None:
    entry = "@misc{{{}, title = {{{} of Slow Clocks}}, author = {{Lee, Ann}}}}\n".format
    for first in ("", entry("lee24a", "Maps")):
        keys = ("lee24b", "lee24c") if first else ("lee24a", "lee24b")
        desk.add(desk.file("refs.bib", first + entry(keys[0], "Art") + entry(keys[1], "Use")))
    assert desk.titles == ["Art of Slow Clocks", "Maps of Slow Clocks", "Use of Slow Clocks"]


def test_of_two_sources_of_a_name_the_one_with_most_of_the_same_papers_is_replaced(desk: Desk) -> None:
    head, *rows = TABLE.splitlines(keepends=True)
    short = head + "".join(rows[:2])
    desk.add(desk.file("clocks.csv", TABLE))
    assert "clocks-2.csv" in desk.add(desk.file("clocks.csv", short))
    for text, path in [(TABLE, "clocks.csv"), (short, "clocks-2.csv")]:
        (source,) = desk.import_all(desk.file("clocks.csv", text.replace("2024", "2023")))
        assert source.earlier == f"sources/{path}"


def test_each_source_is_replaced_once_in_a_run_and_none_that_nobody_has_imported(desk: Desk) -> None:
    desk.add(desk.file("clocks.csv", TABLE))
    versions = [desk.file(f"{year}/clocks.csv", TABLE.replace("2024", year)) for year in ("2022", "2023")]
    assert desk.add(*versions) == ["clocks-2.csv", "clocks.csv"]
    (desk.config.content / "sources" / "mine.csv").write_text(TABLE.replace("Clock", "Map"), "utf-8")
    assert "mine-2.csv" in desk.add(desk.file("mine.csv", TABLE.replace("Clock", "Map").replace("2024", "2023")))


def test_a_replacement_that_is_stopped_is_finished_by_the_next_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add(desk.file("clocks.csv", TABLE), date="2025-04-04")
    desk.edit("editions/2025-04-04.md", "3. [Slow Clock C](../papers/2025/slow-clock-c.md)\n", "")
    again = desk.file("clocks.csv", TABLE.replace("2024", "2023"))
    with monkeypatch.context() as patch:
        patch.setattr(source_store, "import_new", lambda *_, **__: ({}, []))
        desk.add(again, date="2025-04-04")
    desk.add(again, date="2025-04-04")
    assert {facts.published for facts in desk.papers.values()} == {"2023"}
    assert "Slow Clock C" not in desk.read("editions/2025-04-04.md")


def test_what_is_wrong_with_one_source_is_not_told_again_when_another_is_added(desk: Desk) -> None:
    broken = "@misc{a, title = {Slow Clocks},\n@misc{b, title = {Small Maps}}\n"
    desk.add(desk.file("broken.bib", broken))
    assert [found.code for found in desk.report.diagnostics] == ["broken-bibtex"]
    desk.add(desk.file("refs.bib", BIB))
    assert desk.report.diagnostics == ()
    assert desk.titles == ["Slow Clocks", "Small Maps", "The Curse of Depth"]


def test_a_paper_that_speaks_against_a_page_with_its_id_is_another_one(desk: Desk) -> None:
    export = "@article{a, title = {Diffusion Without Noise}, author = {Lee, Ann}, year = 2024}\n"
    desk.add(desk.file("refs.bib", export))
    desk.edit("papers/2024/diffusion-without-noise.md", '"Diffusion Without Noise"', '"Slow Clocks"')
    desk.add(desk.file("refs.bib", export.replace("Lee, Ann", "Cho, Bo")))
    assert desk.titles == ["Diffusion Without Noise", "Slow Clocks"]


def test_titles_of_one_id_stay_two_papers_when_the_editor_works_on_one(desk: Desk) -> None:
    desk.add(desk.file("one.csv", "title\nβ-Diffusion Without Noise\n"))
    desk.edit("papers/undated/diffusion-without-noise.md", "title:", 'venue: "ICML"\ntitle:')
    desk.add(desk.file("two.csv", "title\nγ-Diffusion Without Noise\n"))
    assert desk.titles == ["β-Diffusion Without Noise", "γ-Diffusion Without Noise"]


def test_a_pasted_list_without_a_day_is_refused_until_it_has_one(desk: Desk) -> None:
    path = desk.file("papers.txt", pasted("Learning to Hope", date=""))
    assert desk.add(path) == []
    assert sorted(desk.findings) == ["error[nothing-read]", "warning[no-date]"]
    (refused,) = (found for found in desk.report.diagnostics if found.code == "nothing-read")
    assert refused.message.endswith("without a day; 1 would be with one")
    assert desk.add(path, date="2025-03-28") == ["2025-03-28.txt"]


def test_a_dry_run_lists_the_papers_of_a_list_without_a_day(desk: Desk) -> None:
    path = desk.file("papers.txt", pasted("Learning to Hope", date="")).as_posix()
    report = Report()
    (shown,) = adding.add(desk.config, [path], "", report, dry_run=True)
    assert (shown.path, shown.wants_day) == (path, True)
    assert [entry.facts.title for entry in shown.digest.entries] == ["Learning to Hope"]
    assert [paper.is_new for paper in shown.papers] == [True]
    # as adding it would be
    (refused,) = (found for found in report.diagnostics if found.severity == "error")
    assert refused.message == "no paper of this would be added without a day; 1 would be with one"
    assert not desk.config.content.exists() or not list(desk.config.content.rglob("*.txt"))
    (dated,) = adding.add(desk.config, [path], "2025-03-28", Report(), dry_run=True)
    assert (dated.path, dated.wants_day) == ("sources/2025-03-28.txt", False)


def test_a_folder_is_taken_file_by_file_and_twice_only_once(desk: Desk) -> None:
    for day in range(1, 6):
        desk.file(
            f"days/2025-03-{day:02d}.json", answers.hugging_face_day("Depth", f"Hope {day}", day=f"2025-03-{day:02d}")
        )
    assert len(desk.add(desk.has / "days")) == 5
    before = desk.bytes
    assert desk.add(desk.has / "days") == []
    assert desk.findings == ["note[known-source]"]
    assert desk.bytes == before


def test_one_bad_file_of_a_folder_is_told_and_the_others_are_taken(desk: Desk) -> None:
    desk.file("days/a.bib", BIB)
    desk.file("days/b.pdf", b"%PDF-1.7\n%\xe2\xe3")
    assert desk.add(desk.has / "days") == ["a.bib"]
    assert desk.findings == ["error[unknown-source]"]


def test_the_sources_of_another_digest_are_taken_without_its_ledger(desk: Desk) -> None:
    desk.file("theirs/2025-03-28.txt", pasted("Learning to Hope"))
    desk.file("theirs/ledger.json", "{}\n")
    assert desk.add(desk.has / "theirs") == ["2025-03-28.txt"]
    assert desk.findings == []


def test_what_is_piped_in_is_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pasted("Learning to Hope").encode())))
    assert desk.add("-") == ["2025-03-28.txt"]


def test_the_pipe_is_read_once_however_often_it_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pasted("Learning to Hope").encode())))
    assert desk.add("-", "-") == ["2025-03-28.txt"]
    assert desk.findings == []


def test_an_empty_name_is_an_error_and_not_the_folder_that_the_editor_is_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file("refs.bib", BIB)
    monkeypatch.chdir(desk.has)
    assert desk.add("") == []
    assert desk.findings == ["error[no-source]"]


def test_a_folder_is_taken_without_the_digest_and_the_site_in_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.file("refs.bib", BIB)
    (desk.has.parent / "site").mkdir()
    (desk.has.parent / "site" / "papers.bib").write_text(BIB.replace("Curse", "Cure"), "utf-8")
    desk.add(path)
    monkeypatch.chdir(desk.has.parent)
    desk.config = load(desk.config.content, output=desk.has.parent / "site")
    before = desk.bytes
    assert desk.add(".") == []
    assert desk.findings == ["note[known-source]"]
    assert desk.bytes == before


def test_what_is_not_there_is_told(desk: Desk) -> None:
    (desk.has / "empty").mkdir()
    assert desk.add(desk.has / "nothing.txt", desk.has / "empty") == []
    assert sorted(desk.findings) == ["error[no-source]", "warning[no-source]"]


def test_an_address_is_taken_as_a_file_is(desk: Desk) -> None:
    with web.running() as server:
        urls: Sequence[str] = [
            server.says("/api/daily_papers?date=2025-03-28", answers.hugging_face_day("Depth")),
            server.says("/lists/refs.bib", BIB),
            server.says("/gone", web.Answer(status=410)),
        ]
        assert desk.add(*urls) == ["2025-03-28.json", "refs.bib"]
        assert desk.findings == ["error[unreachable]"]
        assert desk.add(*urls[:2]) == []
    assert f'"origin": "{urls[1]}"' in desk.read("sources/ledger.json")


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
        assert desk.add(*urls) == ["2025-03-28.json"]
    assert desk.findings
    assert desk.titles == ["Depth"]


def test_only_web_addresses_are_fetched(desk: Desk) -> None:
    assert desk.add("ftp://example.org/papers.txt") == []
    assert desk.findings == ["error[unreachable]"]


def test_of_the_sources_of_one_paper_only_the_first_brings_a_new_page(desk: Desk) -> None:
    files = [desk.file(f"{name}.bib", BIB.replace("{Ada", f"{{{name} Ada", 1)) for name in ("a", "b", "c")]
    files[1:] = [desk.file(f"{name}.csv", f"title,doi\n{name} title,10.1000/hope\n") for name in ("b", "c")]
    files[0] = desk.file("a.csv", "title,doi\na title,10.1000/hope\n")
    sources = adding.add(desk.config, [file.as_posix() for file in files], "", desk.report)
    assert [[(paper.is_new, paper.is_updated) for paper in source.papers] for source in sources] == [
        [(True, False)],
        [(False, False)],
        [(False, False)],
    ]


def test_what_was_read_is_given_back_paper_by_paper(desk: Desk) -> None:
    desk.add(desk.file("a.txt", pasted("Learning to Hope")))
    both = pasted("Learning to Hope", "2025-03-29") + f"A New Day\n\n{ABSTRACT.format(topic='days')}\n"
    (source,) = adding.add(desk.config, [desk.file("b.txt", both).as_posix()], "", desk.report)
    assert (source.path, source.digest.date) == ("sources/2025-03-29.txt", "2025-03-29")
    assert [(paper.paper, paper.is_new) for paper in source.papers] == [
        ("learning-to-hope", False),
        ("a-new-day", True),
    ]


def test_a_dry_run_beside_pages_stores_no_results(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth")
    site.build()
    shutil.rmtree(tmp_path / ".sitegen")
    adding.add(load(site.content), [str(site.content / "sources" / "2025-03-28.txt")], "", Report(), dry_run=True)
    assert [file.name for file in (tmp_path / ".sitegen").iterdir()] == ["lock"]


def test_a_dry_run_tells_the_same_and_changes_nothing(desk: Desk) -> None:
    given = [desk.file("a.txt", pasted("Learning to Hope")).as_posix(), desk.file("b.bib", BIB).as_posix()]
    expected = adding.add(desk.config, given, "", Report(), dry_run=True)
    assert not desk.config.content.exists() or not list(desk.config.content.iterdir())
    assert adding.add(desk.config, given, "", Report()) == expected


def test_a_dry_run_of_nothing_new_tells_of_no_source_that_was_not_given(desk: Desk) -> None:
    given = desk.file("a.txt", pasted("The Curse of Depth"))
    desk.add(given)
    (desk.config.content / "sources" / "b.txt").write_text(pasted("Learning to Hope"), "utf-8")
    assert desk.import_all(given, dry_run=True) == []


def test_a_dry_run_says_what_is_here_already_and_what_would_move(desk: Desk) -> None:
    given = [desk.file("a.txt", pasted("Learning to Hope")).as_posix()]
    adding.add(desk.config, given, "", Report())
    report = Report()
    assert adding.add(desk.config, given, "", report, dry_run=True) == []
    assert [known.code for known in report.diagnostics] == ["known-source"]
    (moved,) = adding.add(desk.config, given, "2025-03-30", Report(), dry_run=True)
    assert (moved.path, [paper.is_new for paper in moved.papers]) == ("sources/2025-03-30.txt", [False])
    assert (desk.config.content / "sources" / "2025-03-28.txt").exists()


def test_a_source_without_papers_is_an_error(desk: Desk) -> None:
    assert desk.add(desk.file("a.txt", "Only a few words.\n")) == []
    assert desk.report.failed()


def test_the_day_that_the_editor_gives_goes_before_that_of_the_source(desk: Desk) -> None:
    assert desk.add(desk.file("a.txt", pasted("Learning to Hope")), date="2025-04-01") == ["2025-04-01.txt"]
    assert desk.findings == ["note[date-given]"]
    assert [page.edition.date for page in documents.read(desk.config.content, Report()).editions] == ["2025-04-01"]


def test_a_day_more_than_a_year_ahead_is_doubted(desk: Desk) -> None:
    for day, is_doubtful in (("2026-04-02", False), ("2026-04-03", True)):
        desk.add(desk.file("a.txt", pasted(f"Learning to Hope {day}")), date=day)
        assert ("warning[doubtful-date]" in desk.findings) == is_doubtful


DAYS = "# Papers\n\n" + "\n".join(
    f"## {day}\n\n- **{title}** – Ada Lovelace, [arXiv](https://arxiv.org/abs/{arxiv})\n"
    for day, title, arxiv in (
        ("2025-03-07", "Learning to Hope", "2503.01234"),
        ("2025-03-14", "A Curse of Depth", "2503.01235"),
    )
)


def days(desk: Desk) -> dict[str, int]:
    """How many papers each edition lists."""
    editions = documents.read(desk.config.content, Report()).editions
    return {page.edition.date: len(page.edition.listings) for page in editions}


def test_a_day_that_a_source_of_several_does_not_name_goes_before_all_of_them(desk: Desk) -> None:
    path = desk.file("days.md", DAYS)
    (shown,) = adding.add(desk.config, [path.as_posix()], "2025-04-01", Report(), dry_run=True)
    assert {entry.listed or shown.digest.date for entry in shown.digest.entries} == {"2025-04-01"}
    assert desk.add(path, date="2025-04-01") == ["2025-04-01.md"]
    assert days(desk) == {"2025-04-01": 2}
    (told,) = (found.message for found in desk.report.diagnostics if found.code == "date-given")
    assert told == "the papers are listed on 2025-04-01, as you asked; the source says 2025-03-07 to 2025-03-14"


@pytest.mark.parametrize("day", ["2025-03-07", "2025-03-14"])
def test_a_source_of_several_days_stays_on_them_where_one_is_given_and_says_so(desk: Desk, day: str) -> None:
    path = desk.file("days.md", DAYS)
    desk.add(path, date=day)
    assert days(desk) == {"2025-03-07": 1, "2025-03-14": 1}
    (told,) = (found.message for found in desk.report.diagnostics if found.code == "date-given")
    assert told == f"the papers stay on the days that the source says, 2025-03-07 to 2025-03-14, of which {day} is one"
    # the same again changes nothing, with whichever of the days
    desk.add(path, date="2025-03-14")
    assert desk.findings == ["note[known-source]"]
    assert days(desk) == {"2025-03-07": 1, "2025-03-14": 1}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "title\tauthors\tdate\nWarm Lakes\tCara Bell\t2025-03-14\nHot Rivers\tDan Poe\t2025-03-14\n"),
        ("a.json", answers.hugging_face_day("Warm Lakes", day="2025-03-14")),
    ],
)
def test_the_day_that_the_editor_gives_is_told_where_a_table_or_hugging_face_names_another(
    desk: Desk, name: str, text: str
) -> None:
    desk.import_all(desk.file(name, text), date="2025-03-14", dry_run=True)
    assert desk.findings == []
    desk.import_all(desk.file(name, text), date="2025-04-01", dry_run=True)
    assert desk.findings == ["note[date-given]"]
    assert desk.report.diagnostics[0].message.endswith("as you asked; the source says 2025-03-14")


@pytest.mark.parametrize(
    ("columns", "told"), [("Rating", "the column Rating is"), ("Rating,Meeting", "the columns Rating and Meeting are")]
)
def test_columns_that_are_not_read_are_told(desk: Desk, columns: str, told: str) -> None:
    source = desk.file("a.csv", f"title,authors,{columns}\nWarm Lakes,Cara Bell{',5' * len(columns.split(','))}\n")
    desk.add(source)
    assert [(found.code, found.message) for found in desk.report.diagnostics] == [
        ("unread-columns", f"{told} not read")
    ]


def test_the_day_that_the_editor_gives_contradicts_no_source_without_one(desk: Desk) -> None:
    source = desk.file("a.jsonl", '{"sitegen": "papers", "version": 1}\n{"title": "Learning to Hope"}\n')
    assert desk.add(source, date="2025-04-01") == ["2025-04-01.jsonl"]
    assert desk.findings == []


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
    program = desk.file("reader.py", 'raise SystemExit("a first word\\nno luck")\n')
    reader = f"{sys.executable} {program}"
    assert adding.add(desk.config, [desk.file("a.odd", "Hope").as_posix()], "", desk.report, reader=reader) == []
    assert [found.message for found in desk.report.diagnostics] == ["the reader ended with 1: no luck"]
    with pytest.raises(UsageError):
        adding.add(desk.config, [desk.file("b.odd", "Hope").as_posix()], "", desk.report, reader="no-such-command")
