"""Feeds are pulled, each day once, from a server that does not always behave."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import UsageError
from tests import answers, web
from tests.desk import Desk
from tests.web import Web

TODAY = "2025-03-29"


@pytest.fixture
def desk(tmp_path: Path, server: Web) -> Desk:
    (tmp_path / "content").mkdir()
    return Desk(tmp_path, server)


def test_a_day_of_a_feed_becomes_an_edition(desk: Desk, server: Web) -> None:
    server.says("/daily", answers.hugging_face_day("The Curse of Depth", "Learning to Hope"))
    desk.feeds("/daily")
    assert desk.pull() == ["2025-03-28.json"]
    assert "[The Curse of Depth](../papers/2025/2503.00001.md) · 12 votes" in desk.read("editions/2025-03-28.md")
    assert f'"origin": "{server.address}/daily"' in desk.read("sources/ledger.json")
    assert desk.findings == []


def test_a_day_that_was_taken_is_not_taken_again_though_its_votes_have_changed(desk: Desk, server: Web) -> None:
    first, second = (answers.hugging_face_day("The Curse of Depth", votes=votes) for votes in (12, 40))
    server.says("/daily", first, second)
    desk.feeds("/daily", name="Papers")
    assert desk.pull() == ["2025-03-28.json"]
    assert desk.pull() == []
    assert desk.findings == ["note[known-day]"]
    assert "12 votes" in desk.read("editions/2025-03-28.md")


def test_the_next_day_is(desk: Desk, server: Web) -> None:
    days = (answers.hugging_face_day("The Curse of Depth", day=day) for day in ("2025-03-28", "2025-03-29"))
    server.says("/daily", *days)
    desk.feeds("/daily")
    assert desk.pull() + desk.pull("2025-03-30") == ["2025-03-28.json", "2025-03-29.json"]


def test_a_server_may_say_that_nothing_is_new(desk: Desk, server: Web) -> None:
    first = web.Answer(answers.arxiv_feed("Depth").encode(), headers={"ETag": '"1"'})
    server.says("/rss", first, web.Answer(status=304))
    desk.feeds("/rss")
    assert desk.pull() == ["2025-03-28.xml"]
    assert desk.pull() == []
    assert server.asked[0].headers["If-None-Match"] == '"1"'
    assert desk.findings == []


def test_a_server_that_marks_its_answers_no_longer_is_asked_for_them_whole(desk: Desk, server: Web) -> None:
    first = web.Answer(answers.arxiv_feed("Depth").encode(), headers={"ETag": '"1"'})
    server.says("/rss", first, answers.arxiv_feed("Depth", "Hope"))
    desk.feeds("/rss")
    for _ in range(3):
        desk.pull()
    assert "If-None-Match" not in server.asked[-1].headers


def test_what_was_fetched_is_asked_for_whole_where_its_source_is_gone(desk: Desk, server: Web) -> None:
    server.says("/rss", web.Answer(answers.arxiv_feed("Depth").encode(), headers={"ETag": '"1"'}))
    desk.feeds("/rss")
    desk.pull()
    (desk.config.content / "sources/2025-03-28.xml").unlink()
    (desk.config.content / "sources/ledger.json").unlink()
    assert desk.pull() == ["2025-03-28.xml"]
    assert "If-None-Match" not in server.asked[0].headers


def test_what_joined_a_day_and_was_discarded_comes_again(desk: Desk, server: Web) -> None:
    first, more = (answers.arxiv_feed(*titles).encode() for titles in (["Depth"], ["Depth", "Hope"]))
    server.says("/rss", first, web.Answer(more, headers={"ETag": '"2"'}))
    desk.feeds("/rss")
    desk.pull()
    before = desk.bytes
    assert desk.pull() == ["2025-03-28-2.jsonl"]
    for file in desk.bytes:
        file.write_bytes(before[file]) if file in before else file.unlink()
    assert desk.pull() == ["2025-03-28-2.jsonl"]
    assert "If-None-Match" not in server.asked[0].headers
    assert desk.pull() == []
    assert server.asked[0].headers["If-None-Match"] == '"2"'


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"\xff": {}}'])
def test_a_broken_memory_is_no_memory(desk: Desk, server: Web, data: bytes) -> None:
    server.says("/rss", answers.arxiv_feed("Depth"))
    desk.feeds("/rss")
    memory = desk.config.content.parent / ".sitegen" / "fetched.json"
    memory.parent.mkdir()
    memory.write_bytes(data)
    assert desk.pull() == ["2025-03-28.xml"]


def test_the_days_of_a_feed_that_is_asked_by_day_are_asked_for_until_they_are_taken(desk: Desk, server: Web) -> None:
    server.says("/daily", "[]")
    for day in ("2025-03-26", "2025-03-28"):
        server.says(f"/daily?date={day}", answers.hugging_face_day("The Curse of Depth", day=day))
    desk.feeds("/daily?date={date}")
    assert desk.pull() == ["2025-03-26.json", "2025-03-28.json"]
    assert server.paths == [f"/daily?date=2025-03-{day}" for day in range(22, 29)]
    assert desk.pull() == []
    assert "/daily?date=2025-03-28" not in server.paths
    assert "/daily?date=2025-03-27" in server.paths


def test_a_list_without_a_day_is_of_the_day_on_which_it_was_pulled(desk: Desk, server: Web) -> None:
    server.says("/query", answers.arxiv("The Curse of Depth"))
    desk.feeds("/query")
    assert desk.pull() == [f"{TODAY}.xml"]
    assert desk.pull() == []
    assert (desk.config.content / f"editions/{TODAY}.md").exists()


def test_a_feed_that_holds_its_last_papers_for_weeks_brings_each_once(desk: Desk, server: Web) -> None:
    first, same, more = (answers.arxiv(*titles) for titles in (["Depth"], ["Depth"], ["Depth", "Hope"]))
    server.says("/query", first, f"{same}\n", more)
    desk.feeds("/query")
    assert desk.pull("2025-03-29") == ["2025-03-29.xml"]
    assert desk.pull("2025-03-30") == []
    assert desk.findings == ["note[known-day]"]
    assert desk.pull("2025-03-31") == ["2025-03-31.jsonl"]
    assert "[Hope]" in desk.read("editions/2025-03-31.md")
    assert "[Depth]" not in desk.read("editions/2025-03-31.md")


def test_a_feed_brings_a_paper_once_though_its_page_has_an_id_of_another_source(desk: Desk, server: Web) -> None:
    desk.paste("Depth")
    server.says("/query", answers.arxiv("Depth"), answers.arxiv("Depth", "Hope"))
    desk.feeds("/query")
    desk.pull("2025-03-29")
    assert desk.papers.keys() == {"depth"}
    desk.pull("2025-03-30")
    assert desk.read("editions/2025-03-30.md").count("](../papers/") == 1


def test_a_journals_feed_that_changes_each_day_brings_each_paper_once(desk: Desk, server: Web) -> None:
    same, changed = ["Slow Clocks", "Bounds for Trees"], ["Sat, 29 Mar 2025", "Sun, 30 Mar 2025", "Mon, 31 Mar 2025"]
    titles = [same, same, [*same, "Learning to Rank"]]
    server.says("/rss", *(answers.journal(*new, changed=day) for new, day in zip(titles, changed, strict=True)))
    desk.feeds("/rss")
    assert desk.pull("2025-03-29") == ["2025-03-29.xml"]
    (desk.config.content / "papers/2025/slow-clocks.md").unlink()
    assert desk.pull("2025-03-30") == []
    assert desk.findings == ["note[known-day]"]
    assert desk.titles == ["Bounds for Trees"]
    assert desk.pull("2025-03-31") == ["2025-03-31.jsonl"]
    assert desk.titles == ["Bounds for Trees", "Learning to Rank"]
    assert desk.read("editions/2025-03-31.md").count("](../papers/") == 1


@pytest.mark.parametrize("published", ["Fri, 28 Mar 2025 10:00:00 GMT", ""])
def test_a_journals_feed_is_as_old_as_its_newest_paper(desk: Desk, server: Web, published: str) -> None:
    first, same, more = (
        answers.journal(*titles, changed=changed, published=published)
        for titles, changed in (
            (["Slow Clocks"], "Fri, 28 Mar 2025"),
            (["Slow Clocks"], "Tue, 15 Apr 2025"),
            (["Slow Clocks", "Bounds for Trees"], "Tue, 15 Apr 2025"),
        )
    )
    server.says("/rss", first, same, more.replace("28 Mar", "14 Apr"))
    desk.feeds("/rss")
    assert desk.pull("2025-03-28") == ["2025-03-28.xml"]
    assert desk.findings == []
    desk.pull("2025-04-15")
    assert desk.findings == ["note[known-day]", "warning[stale-feed]"]
    assert desk.pull("2025-04-15") == ["2025-04-15.jsonl"]
    assert desk.findings == []


def test_an_answer_without_papers_is_not_taken_for_one_without_new_ones(desk: Desk, server: Web) -> None:
    server.says("/query", answers.arxiv("Depth"), answers.arxiv())
    desk.feeds("/query")
    desk.pull("2025-03-29")
    assert desk.pull("2025-03-30") == []
    assert "note[known-day]" not in desk.findings


def test_papers_that_join_a_day_later_join_its_edition(desk: Desk, server: Web) -> None:
    server.says("/rss", answers.arxiv_feed("Depth"), answers.arxiv_feed("Depth", "Hope"))
    desk.feeds("/rss")
    assert desk.pull() == ["2025-03-28.xml"]
    assert desk.pull() == ["2025-03-28-2.jsonl"]
    assert desk.read("editions/2025-03-28.md").count("](../papers/") == 2
    assert desk.findings == []


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_day_that_a_server_has_not_keeps_no_other_from_its_turn(desk: Desk, server: Web, status: int) -> None:
    server.says("/daily", "[]")
    server.says("/daily?date=2025-03-23", web.Answer(status=status))
    server.says("/daily?date=2025-03-28", answers.hugging_face_day("The Curse of Depth"))
    desk.feeds("/daily?date={date}")
    assert desk.pull() == ["2025-03-28.json"]
    assert desk.findings == ["error[unreachable]"]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3600"}])
def test_a_server_that_wants_to_be_left_alone_is_not_asked_for_other_days(
    desk: Desk, server: Web, headers: dict[str, str]
) -> None:
    server.says("/daily", web.Answer(status=503 if headers else 429, headers=headers))
    desk.feeds("/daily?date={date}")
    assert desk.pull() == []
    assert set(server.paths) == {"/daily?date=2025-03-22"}
    assert desk.findings == ["error[unreachable]"]


def test_a_feed_that_went_stale_is_reported(desk: Desk, server: Web) -> None:
    server.says("/daily", answers.hugging_face_day("Depth"))
    desk.feeds("/daily")
    assert desk.pull("2025-04-04") == ["2025-03-28.json"]
    assert desk.findings == []
    desk.pull("2025-04-05")
    assert "warning[stale-feed]" in desk.findings
    desk.feeds("/daily", stale=0)
    desk.pull("2026-04-05")
    assert "warning[stale-feed]" not in desk.findings


def test_an_old_list_without_a_day_is_neither_stale_when_it_is_new_nor_is_anybody_asked_for_its_day(
    desk: Desk, server: Web
) -> None:
    server.says("/daily", answers.hugging_face_day("Depth").replace("submittedOnDailyAt", "taken"))
    desk.feeds("/daily")
    assert desk.pull("2025-05-05") == ["2025-05-05.json"]
    assert desk.findings == []
    desk.pull("2025-06-06")
    assert desk.findings == ["warning[stale-feed]", "note[known-source]"]


def test_a_feed_by_day_without_any_papers_for_a_week_is_stale(desk: Desk, server: Web) -> None:
    server.says("/daily", "[]")
    desk.feeds("/daily?date={date}")
    assert desk.pull() == []
    assert desk.findings == ["warning[stale-feed]"]


def test_a_feed_that_cannot_be_reached_keeps_no_other_from_its_turn(desk: Desk, server: Web) -> None:
    server.says("/busy", web.Answer(status=503))
    server.says("/silent", web.Answer(silent=True))
    server.says("/cut", web.Answer(answers.arxiv_feed("Depth").encode()[:400], cut=True))
    server.says("/daily", answers.hugging_face_day("Depth"))
    desk.feeds("/busy", "/gone", "/silent", "/cut", "/daily")
    assert desk.pull() == ["2025-03-28.json"]
    assert desk.findings == ["error[unreachable]"] * 4


@pytest.mark.parametrize(
    "wrong", [answers.ARXIV_ERROR, "<html><body><p>Please log in</p></body></html>", "{", '{"error": "no"}', "\0\1\2"]
)
def test_an_answer_that_is_no_list_of_papers_is_told_and_asked_for_again(desk: Desk, server: Web, wrong: str) -> None:
    server.says("/rss", web.Answer(wrong.encode(), headers={"ETag": '"1"'}), answers.arxiv_feed("Depth"))
    desk.feeds("/rss")
    assert desk.pull() == []
    assert desk.findings
    assert desk.pull() == ["2025-03-28.xml"]


def test_a_feed_that_suddenly_says_something_else_is_not_taken(desk: Desk, server: Web) -> None:
    page = f"<html><body><h2>Sign in to read</h2><p>{answers.SUMMARY * 3}</p></body></html>"
    server.says("/rss", answers.arxiv_feed("Depth"), page)
    desk.feeds("/rss")
    desk.pull()
    assert desk.pull() == []
    assert "error[no-feed]" in desk.findings


def test_what_is_broken_in_an_answer_costs_nothing_else_of_it(desk: Desk, server: Web) -> None:
    whole = answers.hugging_face_day("Depth", "Hope", "Width")
    broken = whole.replace('"title": "Hope"', '"title": ')
    server.says("/daily", broken)
    desk.feeds("/daily")
    assert desk.pull() == ["2025-03-28.jsonl"]
    assert "error[broken-json]" in desk.findings
    assert "Depth" in desk.read("editions/2025-03-28.md")
    # what was kept is whole, so that the next build has nothing to complain of
    assert desk.pull() == []
    assert "2025-03-28.jsonl" in desk.read("sources/ledger.json")


@pytest.mark.parametrize("path", ["/daily", "/daily?date={date}"])
def test_what_an_answer_lacked_that_came_in_part_comes_with_the_next(desk: Desk, server: Web, path: str) -> None:
    whole = answers.hugging_face_day("Depth", "Hope", "Width")
    part = whole[: whole.index("Width")]
    server.says("/daily", "[]")
    marked = (web.Answer(text.encode(), headers={"ETag": '"1"'}) for text in (part, part, whole))
    server.says(path.replace("{date}", "2025-03-28"), *marked)
    desk.feeds(path)
    assert desk.pull() == ["2025-03-28.jsonl"]
    (desk.config.content / "papers/2025/2503.00001.md").unlink()
    assert desk.pull() == []
    assert not any("If-None-Match" in asked.headers for asked in server.asked)
    assert desk.pull() == ["2025-03-28-2.jsonl"]
    assert desk.findings == []
    assert desk.titles == ["Hope", "Width"]
    assert desk.read("editions/2025-03-28.md").count("](../papers/") == 3
    assert desk.pull() == []
    assert path == "/daily" or "/daily?date=2025-03-28" not in server.paths


def test_without_feeds_there_is_nothing_to_pull(desk: Desk) -> None:
    assert desk.pull() == []
    assert desk.findings == ["note[no-feeds]"]


def test_an_address_that_is_none_is_told_at_its_line(desk: Desk) -> None:
    (desk.config.content / "site.toml").write_text('[[feeds]]\nurl = "file:///etc/passwd"\n', "utf-8")
    with pytest.raises(UsageError) as problem:
        desk.pull()
    found = problem.value.diagnostic
    assert (found.code, found.at and found.at.line) == ("config", 2)


def test_a_misspelt_key_of_a_feed_is_told_at_its_line(desk: Desk) -> None:
    (desk.config.content / "site.toml").write_text('[[feeds]]\nurl = "https://example.org/"\nnam = "x"\n', "utf-8")
    with pytest.raises(UsageError) as problem:
        desk.pull()
    found = problem.value.diagnostic
    assert (found.at and found.at.line, found.hint) == (3, "did you mean name?")


@pytest.mark.parametrize(("trusted", "other"), [("/papers/rss", "/papers"), ("/{date}.xml", "/{date}.json")])
def test_a_feed_whose_address_is_like_that_of_a_better_one_is_taken(
    desk: Desk, server: Web, trusted: str, other: str
) -> None:
    server.says(trusted.replace("{date}", "2025-03-28"), answers.arxiv_feed("Depth"))
    desk.feeds(trusted)
    assert desk.pull() == ["2025-03-28.xml"]
    server.says(other.replace("{date}", "2025-03-28"), answers.hugging_face_day("Learning to Hope"))
    desk.feeds(other)
    assert desk.pull() == ["2025-03-28-2.json"]
