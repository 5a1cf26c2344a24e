"""Papers of which a source tells only an identifier are looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import answers, web
from tests.desk import Desk, pasted, play_catalogues
from tests.web import Web

LINKS = """\
Mar 28, 2025

- https://arxiv.org/abs/2502.05795v2
- <https://huggingface.co/papers/2502.05796>
- doi:10.1000/curse
- https://openreview.net/forum?id=abc
"""


@pytest.fixture
def desk(tmp_path: Path, server: Web, monkeypatch: pytest.MonkeyPatch) -> Desk:
    play_catalogues(server, monkeypatch)
    server.says("/api/query", answers.arxiv("Depth", "Hope"))
    server.says("/works", answers.openalex("The Curse of Depth"))
    return Desk(tmp_path, server)


def test_links_alone_are_looked_up_by_their_identifiers(desk: Desk) -> None:
    (source,) = desk.import_all(desk.file("2025.txt", LINKS))
    assert source.path == "sources/2025-03-28.jsonl"
    assert [paper.facts.title for paper in source.digest.entries] == ["Depth", "Hope", "The Curse of Depth"]
    assert [paper.facts.arxiv for paper in source.digest.entries] == ["2502.05795", "2502.05796", ""]
    (found,) = desk.report.diagnostics
    assert (found.code, found.at and found.at.line) == ("not-found", 6)
    assert found.message == "no catalogue knows https://openreview.net/forum?id=abc"
    assert [asked.path.partition("?")[0] for asked in desk.server.asked] == ["/api/query", "/works"]


def test_a_catalogue_is_asked_for_as_many_papers_as_there_are_links(desk: Desk) -> None:
    links = [*(f"arXiv:2502.{number:05}" for number in range(12)), *(f"doi:10.1000/{number}" for number in range(30))]
    desk.import_all(desk.file("2025-03-28.txt", "".join(f"- {link}\n" for link in links)))
    assert [path.rpartition("&")[2] for path in desk.server.paths] == ["max_results=12", "per-page=30"]


def test_an_identifier_that_no_catalogue_knows_is_named(desk: Desk) -> None:
    text = "- https://arxiv.org/abs/2502.05795\n- https://arxiv.org/abs/2409.99999\n- doi:10.9999/none\n"
    desk.import_all(desk.file("2025-03-28.txt", text))
    assert [found.message for found in desk.report.diagnostics] == [
        "no catalogue knows 2409.99999",
        "no catalogue knows 10.9999/none",
    ]


def test_what_was_looked_up_is_trusted_as_before_when_its_source_is_changed(desk: Desk) -> None:
    desk.add(desk.file("2025.txt", LINKS))
    desk.edit("sources/2025-03-28.jsonl", "Hope", "Hopes")
    desk.ingest()
    desk.add(desk.file("2025-03-27.bib", "@misc{d, title = {Depth, a Draft}, eprint = {2502.05795}}\n"))
    assert desk.titles == ["Depth", "Hopes", "The Curse of Depth"]


def test_a_link_among_papers_is_looked_up_and_keeps_its_place_and_votes(desk: Desk) -> None:
    text = "title,arxiv,votes\nFirst Paper,2502.00001,5\n,2502.05795,9\nLast Paper,2502.00002,3\n"
    (source,) = desk.import_all(desk.file("2025-03-28.csv", text))
    assert [paper.facts.title for paper in source.digest.entries] == ["First Paper", "Depth", "Last Paper"]
    assert [paper.votes for paper in source.digest.entries] == [5, 9, 3]
    assert desk.findings == []
    assert desk.add(desk.file("2025-03-28.csv", text)) == []


def test_an_abstract_of_the_lists_own_is_kept(desk: Desk) -> None:
    text = "title,arxiv,abstract\nFirst Paper,2502.00001,It is first.\n,2502.05795,Our own words.\n"
    (source,) = desk.import_all(desk.file("2025-03-28.csv", text))
    abstracts = [" ".join(span.text for part in paper.abstract for span in part) for paper in source.digest.entries]
    assert abstracts == ["It is first.", "Our own words."]


def test_a_catalogue_that_cannot_be_reached_is_not_asked_for_more(desk: Desk) -> None:
    desk.server.says("/api/query", web.Answer(status=503))
    links = "".join(f"- arXiv:2502.{number:05}\n" for number in range(51))
    desk.add(desk.file("2025-03-28.txt", links))
    assert desk.findings.count("error[unreachable]") == 1


def test_the_papers_with_titles_are_added_where_no_catalogue_answers(desk: Desk) -> None:
    desk.server.says("/api/query", web.Answer(status=503))
    text = "title,arxiv\nFirst Paper,2502.00001\n,2502.05795\n"
    assert desk.add(desk.file("2025-03-28.csv", text)) == ["2025-03-28.csv"]
    assert sorted(desk.findings) == ["error[unreachable]", "warning[identifier-only]"]
    assert desk.titles == ["First Paper"]


def test_a_catalogue_that_fails_costs_only_its_own_papers(desk: Desk) -> None:
    desk.server.says("/api/query", web.Answer(status=503))
    (source,) = desk.import_all(desk.file("2025.txt", LINKS))
    assert [paper.facts.title for paper in source.digest.entries] == ["The Curse of Depth"]


def test_nothing_is_looked_up_offline_and_each_link_is_told_with_its_line(desk: Desk) -> None:
    assert desk.import_all(desk.file("2025.txt", LINKS), offline=True) == []
    assert desk.server.asked == []
    assert [(found.code, found.at and found.at.line) for found in desk.report.diagnostics] == [
        ("nothing-read", 0),
        *(("identifier-only", line) for line in (3, 4, 5, 6)),
    ]


def test_a_dry_run_looks_papers_up_and_changes_nothing(desk: Desk) -> None:
    (source,) = desk.import_all(desk.file("2025.txt", LINKS), dry_run=True)
    assert len(source.digest.entries) == 3
    assert desk.bytes == {}


def test_days_above_links_are_the_days_of_their_lists(desk: Desk) -> None:
    text = "# 2025-03-28\nhttps://arxiv.org/abs/2502.05795\n\n# 2025-03-27\nhttps://arxiv.org/abs/2502.05796\n"
    desk.import_all(desk.file("links.txt", text))
    assert "[Depth]" in desk.read("editions/2025-03-28.md")
    assert "[Hope]" in desk.read("editions/2025-03-27.md")


def test_a_paste_with_titles_is_not_looked_up(desk: Desk) -> None:
    assert desk.add(desk.file("a.txt", pasted("Learning to Hope"))) == ["2025-03-28.txt"]
    assert desk.server.asked == []


def test_links_to_openreview_alone_are_looked_up_there(desk: Desk) -> None:
    desk.server.says("/notes", answers.openreview("Forum", "xyzDEF1234"))
    (source,) = desk.import_all(desk.file("2025-03-28.txt", "https://openreview.net/forum?id=xyzDEF1234\n"))
    (paper,) = source.digest.entries
    facts = paper.facts
    assert (facts.title, facts.authors[0].name, facts.published) == ("Forum", "Ada Lovelace", "2025-03-28")
    assert (facts.venue, facts.keywords) == ("ICLR 2025 Oral", ("depth",))
    assert [(link.kind, link.url) for link in facts.links] == [
        ("project", "https://openreview.net/forum?id=xyzDEF1234"),
        ("pdf", "https://openreview.net/pdf/1.pdf"),
    ]
    assert paper.abstract
    assert [asked.path for asked in desk.server.asked] == ["/notes?id=xyzDEF1234"]


def test_links_to_the_acl_anthology_are_looked_up_by_the_dois_of_its_papers(desk: Desk) -> None:
    desk.server.says("/works", answers.openalex("The Curse of Depth", doi="10.18653/v1/2024.acl-long.1"))
    (source,) = desk.import_all(desk.file("2025-03-28.txt", "- [paper](https://aclanthology.org/2024.acl-long.1/)\n"))
    assert [paper.facts.title for paper in source.digest.entries] == ["The Curse of Depth"]
    assert "filter=doi:10.18653/v1/2024.acl-long.1&" in desk.server.asked[0].path


def test_links_that_no_catalogue_is_asked_for_are_said_not_to_be_looked_up(desk: Desk) -> None:
    text = "https://arxiv.org/abs/2502.05795\nhttps://papers.example.org/1\n"
    desk.import_all(desk.file("2025-03-28.txt", text), offline=True)
    hints = [found.hint for found in desk.report.diagnostics if found.code == "identifier-only"]
    assert ["online and without --offline" in hint for hint in hints] == [True, False]


def test_openreview_is_believed_more_than_a_table(desk: Desk) -> None:
    desk.server.says("/notes", answers.openreview("Forum", "xyzDEF1234"))
    link = "https://openreview.net/forum?id=xyzDEF1234"
    desk.add(desk.file("2025-03-27.csv", f"title,venue,url\nForum,Somewhere,{link}\n"))
    desk.add(desk.file("2025-03-28.txt", f"{link}\n"))
    assert [facts.venue for facts in desk.papers.values()] == ["ICLR 2025 Oral"]
