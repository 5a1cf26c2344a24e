"""Days of Hugging Face's papers, as its API and its scrapers tell them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Link

ABSTRACT = "Deep layers of large models do little. We show why, and scale the output of each normalization down."


def listed(**more: Any) -> dict[str, Any]:
    """One entry of an answer; `more` goes into the paper, apart from what stands beside it."""
    beside = {key: more.pop(key) for key in list(more) if key in ("submittedBy", "numComments", "title_outside")}
    paper = {
        "id": "2502.05795",
        "authors": [{"name": "Wenfang Sun", "hidden": False}, {"name": "Xinyuan Song", "hidden": True}],
        "publishedAt": "2025-02-09T03:00:00.000Z",
        "submittedOnDailyAt": "2025-02-12T04:16:44.621Z",
        "title": "The Curse of\n  Depth",
        "summary": ABSTRACT,
        "upvotes": 12,
    } | more
    title = beside.pop("title_outside", "The Curse of Depth")
    return {"paper": paper, "publishedAt": "2025-02-11T22:00:00.000Z", "title": title} | beside


def read(value: Any, path: str = "2025-03-28.json", **options: Any) -> tuple[Digest, Report]:
    report = Report()
    data = value if isinstance(value, str) else json.dumps(value)
    return ingest(data.encode(), path, report, **options), report


def test_a_day_is_read_with_what_belongs_to_the_paper_and_to_the_listing() -> None:
    entry_of_day = listed(
        numComments=3,
        submittedBy={"fullname": "Ann Lee", "name": "ann"},
        githubRepo="https://github.com/lmsdss/LayerNorm-Scaling",
        projectPage=" https://curse.github.io/",
        ai_keywords=["layer normalization", "Layer Normalization", "depth"],
        organization={"name": "lab", "fullname": "The Lab"},
    )
    digest, report = read([entry_of_day])
    (entry,) = digest.entries
    assert not report.diagnostics
    assert entry.facts.title == "The Curse of Depth"
    assert [author.name for author in entry.facts.authors] == ["Wenfang Sun", "Xinyuan Song"]
    assert (entry.facts.arxiv, entry.facts.published) == ("2502.05795", "2025-02-09")
    assert [word.casefold() for word in entry.facts.keywords] == ["layer normalization", "depth"]
    assert entry.facts.links == (
        Link("code", "https://github.com/lmsdss/LayerNorm-Scaling"),
        Link("project", "https://curse.github.io/"),
    )
    assert (entry.votes, entry.comments, entry.submitter, entry.organisation) == (12, 3, "Ann Lee", "The Lab")
    assert prose.text(entry.abstract) == ABSTRACT


@pytest.mark.parametrize(
    ("path", "hint", "day"),
    [
        ("2025-03-28.json", "", "2025-03-28"),
        ("papers.json", "2025-03-28", "2025-03-28"),
        ("papers.json", "", "2025-02-12"),
    ],
)
def test_of_three_dates_the_listing_has_the_day_of_the_file(path: str, hint: str, day: str) -> None:
    digest, _ = read([listed()], path, date_hint=hint)
    assert digest.date == day


def test_a_day_that_nothing_tells_is_asked_for() -> None:
    digest, report = read([listed(submittedOnDailyAt=None)], "papers.json")
    assert (digest.date, len(digest.entries)) == ("", 1)
    assert [found.code for found in report.diagnostics] == ["no-date"]


def test_a_wrapper_around_the_day_is_taken_off() -> None:
    wrapped = {"status": "ok", "date": "2025-03-27", "count": 1, "data": [listed(submittedOnDailyAt="")]}
    digest, report = read(wrapped, "papers.json")
    assert (digest.date, len(digest.entries), report.diagnostics) == ("2025-03-27", 1, ())


def test_entries_written_as_python_prints_them_are_read() -> None:
    digest, report = read([repr(listed(title='It\'s "deep"', summary=None)), json.dumps(listed(id="2502.05796"))])
    assert [entry.facts.title for entry in digest.entries] == ['It\'s "deep"', "The Curse of Depth"]
    assert not report.diagnostics


@pytest.mark.parametrize(
    "wrap",
    [
        lambda papers: {"success": True, "data": {"papers": papers}},
        lambda papers: {"props": {"pageProps": {"dailyPapers": papers}}},
        lambda papers: {"2025-03-28": papers},
        lambda papers: [{"date": "2025-03-28", "papers": papers}],
        lambda papers: {"papers": [paper["paper"] for paper in papers]},
    ],
)
def test_papers_are_found_however_deep_they_lie(wrap: Callable[[list[Any]], Any]) -> None:
    digest, report = read(wrap([listed(), listed(id="2502.05797")]))
    assert [entry.facts.arxiv for entry in digest.entries] == ["2502.05795", "2502.05797"]
    assert (digest.date, report.diagnostics) == ("2025-03-28", ())


def test_a_file_of_several_days_keeps_each_list_under_its_day() -> None:
    digest, report = read({"2025-03-28": [listed()], "2025-03-27": [listed(id="2502.05797")]}, "papers.json")
    assert [entry.listed for entry in digest.entries] == ["2025-03-28", "2025-03-27"]
    assert (digest.date, report.diagnostics) == ("2025-03-28", ())


def test_a_day_holds_for_all_lists_below_it() -> None:
    days = {"2025-03-28": listed(), "2025-03-27": listed(id="2502.05797")}
    value = [{"date": day, "sections": [{"papers": [paper]}]} for day, paper in days.items()]
    assert [entry.listed for entry in read(value, "papers.json")[0].entries] == list(days)
    within = {"date": "2025-03-29", "days": value}
    assert [entry.listed for entry in read(within, "papers.json")[0].entries] == list(days)


@pytest.mark.parametrize(
    ("submitter", "shown"),
    [({"fullname": "", "name": "ann"}, "ann"), ({"user": "ann"}, "ann"), (None, ""), ("ann", "")],
)
def test_a_submitter_has_one_of_three_names(submitter: Any, shown: str) -> None:
    digest, _ = read([listed(submittedBy=submitter)])
    assert digest.entries[0].submitter == shown


def test_the_date_of_a_later_version_is_no_date_of_publication() -> None:
    digest, _ = read([listed(id="2311.00001", publishedAt="2025-03-26T00:00:00.000Z")])
    assert (digest.entries[0].facts.published, digest.entries[0].facts.updated) == ("2023-11", "2025-03-26")


@pytest.mark.parametrize(("upvotes", "votes"), [("1.2k", 1200), ("3K", 3000), ("1,204", 1204), ("many", None)])
def test_thousands_of_votes_are_counted_however_they_are_written(upvotes: str, votes: int | None) -> None:
    digest, _ = read([listed(upvotes=upvotes)])
    assert digest.entries[0].votes == votes


def test_wrapped_lines_are_one_paragraph_and_indented_ones_begin_another() -> None:
    digest, _ = read([listed(summary="One sentence that is\nwrapped here.\n  And another\nparagraph.")])
    assert prose.text(digest.entries[0].abstract) == "One sentence that is wrapped here.\n\nAnd another paragraph."


def test_a_broken_entry_costs_no_other() -> None:
    digest, report = read([listed(), listed(title="", title_outside=""), 7, listed(id="2502.05797")])
    assert [entry.facts.arxiv for entry in digest.entries] == ["2502.05795", "2502.05797"]
    assert [found.message for found in report.diagnostics] == ["records 2, 3 have no title, and were left out"]


def test_an_answer_cut_short_keeps_what_is_whole_and_says_where_it_ends() -> None:
    whole = json.dumps([listed(), listed(id="2502.05797"), listed(id="2502.05798")], indent=1)
    digest, report = read(whole[: whole.rindex('"summary"') + 20])
    assert [entry.facts.arxiv for entry in digest.entries] == ["2502.05795", "2502.05797"]
    (found,) = report.diagnostics
    assert (found.code, found.message) == ("broken-json", "record 3 cannot be read: it ends in the middle")


def test_a_paper_url_alone_makes_no_scrape_of_hugging_face() -> None:
    paper = {
        "title": "Slow Clocks",
        "authors": ["Ann Lee", "Bo Cho"],
        "abstract": "We let clocks run slow.",
        "paper_url": "https://arxiv.org/abs/2401.00003",
        "code_url": "https://github.com/lee/clocks",
        "date": "2024-01-03",
    }
    (entry,) = read([paper], "mine.json")[0].entries
    facts = entry.facts
    assert ([author.name for author in facts.authors], facts.published) == (["Ann Lee", "Bo Cho"], "2024-01-03")
    assert (facts.arxiv, bool(entry.abstract), len(facts.links)) == ("2401.00003", True, 1)


def scraped(**more: Any) -> dict[str, Any]:
    details = {"arxiv_page_url": "https://arxiv.org/abs/2512.02834", "github_links": ["https://github.com/a/taco"]}
    return {
        "title": "Steering Models as Anti-Exploration",
        "paper_url": "https://huggingface.co/papers/2512.02834",
        "authors": ["breezeyoung", "Xiu Li"],
        "stars": "7",
        "details": details | {"abstract": more.get("abstract", "")},
        "scraped_date": more.get("scraped_date", "2025-12-04"),
    }


def test_a_scrape_gives_title_id_and_code_but_no_handles_and_no_stars() -> None:
    digest, _ = read([scraped()], "daily.json")
    (entry,) = digest.entries
    assert (digest.date, entry.facts.arxiv, entry.facts.authors, entry.votes) == ("2025-12-04", "2512.02834", (), None)
    assert entry.facts.links == (Link("code", "https://github.com/a/taco"),)


@pytest.mark.parametrize(
    ("abstract", "kept"),
    [
        ("We study exploration. " * 30, True),
        ("Project page: https://a.github.io/", False),
        ("🚀 Excited to share our latest work! " * 20, False),
        ("This is an automated message from the Librarian Bot. " * 20, False),
    ],
)
def test_a_comment_in_place_of_the_abstract_is_left_out(abstract: str, kept: bool) -> None:
    digest, report = read([scraped(abstract=abstract)], "daily.json")
    assert bool(digest.entries[0].abstract) is kept
    assert [found.code for found in report.diagnostics] == ([] if kept else ["no-abstract"])


def test_a_scrape_of_several_days_is_a_range() -> None:
    digest, _ = read([scraped(), scraped(scraped_date="2025-12-02")], "weekly_2025-W49.json")
    assert (digest.start, digest.date) == ("2025-12-02", "2025-12-04")


def test_keepers_names_for_the_apis_fields_are_read_and_votes_beside_the_paper() -> None:
    kept = {
        "id": "2502.05795",
        "title": "The Curse of Depth",
        "summary": ABSTRACT,
        "authors": ["Wenfang Sun"],
        "published_at": "2025-02-09T00:00:00.000Z",
        "upvotes": 7,
        "num_comments": 2,
        "project_page": "https://curse.github.io/",
        "github_repo": "lmsdss/LayerNorm-Scaling",
    }
    (entry,) = read({"date": "2025-02-12", "papers": [kept]}, "papers.json")[0].entries
    assert (entry.votes, entry.comments, entry.facts.published) == (7, 2, "2025-02-09")
    assert [link.kind for link in entry.facts.links] == ["code", "project"]
    assert entry.facts.links[0].url == "https://github.com/lmsdss/LayerNorm-Scaling"
    beside = {"upvotes": 42, "paper": {"id": "2502.05795", "title": "The Curse of Depth", "summary": ABSTRACT}}
    assert read([beside])[0].entries[0].votes == 42


def test_an_address_linked_in_markdown_is_shown_once() -> None:
    told = "Code is at [x.github.io/y](x.github.io/y), [x.io](https://x.io/) and [there](z.md)."
    (entry,) = read([listed(summary=told)])[0].entries
    assert prose.text(entry.abstract) == "Code is at x.github.io/y, https://x.io/ and [there](z.md)."
