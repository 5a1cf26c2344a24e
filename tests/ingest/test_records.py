"""JSON and YAML of nobody's format: what in it is a paper."""

from __future__ import annotations

import json
from textwrap import indent
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

TITLE = "Slow Clocks: Planning at the Pace of Thought"
ABSTRACT = "We let agents think at every step."
URL = "https://arxiv.org/abs/2504.00001"


def read(value: Any) -> tuple[Digest, Report]:
    report = Report()
    return ingest(json.dumps(value, indent=1, ensure_ascii=False).encode(), "2025-04-09.json", report), report


@pytest.mark.parametrize(
    "value",
    [
        {
            "user_id": 1,
            "classifiers": {"titles": {}, "authors": {}},
            "stories": [
                {
                    "story_hash": "42:0a",
                    "story_authors": "Ann Lee, Bo Cho",
                    "story_title": TITLE,
                    "story_content": f"<p>arXiv:2504.00001v1 Announce Type: new \nAbstract: {ABSTRACT}</p>",
                    "story_permalink": URL,
                    "intelligence": {"feed": 0, "title": 0},
                }
            ],
        },
        {
            "name": "Reading",
            "url": "https://board.example/1",
            "lists": [{"id": "1", "name": "To read"}],
            "cards": [{"id": "2", "name": TITLE, "desc": f"{ABSTRACT}\n\n{URL}", "idList": "1"}],
            "members": [{"id": "3", "fullName": "Cy Roy"}],
        },
        [{"标题": TITLE, "作者": ["Ann Lee", "Bo Cho"], "摘要": ABSTRACT, "链接": URL}],
        [{"Titel": TITLE, "Autoren": "Ann Lee; Bo Cho", "Kurzfassung": ABSTRACT, "Link": URL}],
        [{"score": 9.3, "paper": {"title": TITLE, "authors": ["Ann Lee"], "url": URL, "abstract": ABSTRACT}}],
        [{"score": 9.3, "paper": {"title": TITLE, "authors": ["Ann Lee"], "url": URL, "summary": ABSTRACT}}],
    ],
    ids=["stories", "cards", "chinese", "german", "wrapped", "wrapped summary"],
)
def test_a_record_is_a_paper_by_what_its_keys_mean(value: Any) -> None:
    digest, report = read(value)
    assert [found.message for found in report.diagnostics] == []
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv) == (TITLE, "2504.00001")
    assert prose.text(entry.abstract) == ABSTRACT
    assert [author.name for author in entry.facts.authors] in (["Ann Lee", "Bo Cho"], ["Ann Lee"], [])


@pytest.mark.parametrize(
    "value",
    [
        {"name": "a-package", "description": "Does things.", "author": "Ann Lee", "url": "https://example.org/a"},
        [{"name": "a-repository", "description": "Does things.", "html_url": "https://example.org/a"}],
        {"cards": [{"name": "Buy milk", "desc": "At the shop"}]},
    ],
    ids=["package", "repository", "errand"],
)
def test_what_has_a_name_is_no_paper_for_that(value: Any) -> None:
    digest, report = read(value)
    assert digest.entries == ()
    assert report.diagnostics


@pytest.mark.parametrize(
    "authors",
    [
        [{"first_name": "Ann", "last_name": "Lee"}, {"name": "Bo Cho"}],
        [{"full_name": "Lee, Ann"}, {"Full Name": "Bo Cho"}],
        [{"forename": "Ann", "surname": "Lee"}, {"author_name": "Bo Cho"}],
        [{"name": {"first": "Ann", "last": "Lee"}}, {"person": {"name": "Bo Cho"}}],
        [{"Vorname": "Ann", "Nachname": "Lee"}, {"prénom": "Bo", "nom": "Cho"}],
        [{"creator": "Lee, Ann", "ORCID": "0"}, {"creator": "Cho, Bo"}],
        {"authors": [{"full_name": "Ann Lee"}, {"full_name": "Bo Cho"}]},
        [
            {"creatorType": "author", "firstName": "Ann", "lastName": "Lee"},
            {"creatorType": "author", "name": "Bo Cho"},
            {"creatorType": "editor", "firstName": "Ed", "lastName": "Ito"},
        ],
    ],
)
def test_authors_are_read_whatever_the_parts_of_their_names_are_called(authors: Any) -> None:
    (entry,) = read([{"title": TITLE, "creators": authors, "abstract": ABSTRACT}])[0].entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]


@pytest.mark.parametrize(
    "parts",
    [
        {"attachments": [{"title": "PDF", "url": "https://example.org/a.pdf"}]},
        {"authors": [{"name": "Ann Lee", "title": "Professor"}]},
        {"similar_papers": [{"title": "Small Maps", "doi": "10.1000/maps"}]},
        {"reviews": [{"title": "A good read", "rating": 3}]},
        {"authors": [], "attachments": [{"title": "PDF"}], "notes": [{"title": "Read twice"}]},
        {"sections": [{"title": "Introduction", "text": "We begin."}]},
    ],
    ids=lambda parts: " ".join(parts),
)
@pytest.mark.parametrize("wrap", [lambda paper: paper, lambda paper: [paper], lambda paper: {"data": [paper]}])
def test_what_belongs_to_a_paper_is_no_paper_in_its_place(parts: dict[str, Any], wrap: Any) -> None:
    paper = {"title": TITLE, "authors": ["Ann Lee"], "abstract": ABSTRACT, **parts}
    digest, report = read(wrap(paper))
    assert [entry.facts.title for entry in digest.entries] == [TITLE]
    assert [author.name for author in digest.entries[0].facts.authors] == ["Ann Lee"] * bool(paper["authors"])
    assert not report.diagnostics


PAPER = {"title": TITLE, "authors": ["Ann Lee"], "url": URL}


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Weekly digest", "sections": [{"title": "Clocks", "papers": [PAPER]}]},
        {"metadata": {"title": "Weekly digest 12"}, "papers": [PAPER]},
        {"status": "ok", "feed": {"title": "News of clocks", "author": "Bo Cho"}, "items": [PAPER]},
        {"title": "News of clocks", "authors": [{"name": "Bo Cho"}], "items": [PAPER]},
        {"result": {"title": "What was found", "articles": [PAPER]}},
    ],
    ids=["sections", "metadata", "feed", "feed with authors", "deep"],
)
def test_what_a_list_of_papers_is_called_is_no_paper(value: Any) -> None:
    digest, report = read(value)
    assert [entry.facts.title for entry in digest.entries] == [TITLE]
    assert not report.diagnostics


@pytest.mark.parametrize(
    "value",
    [
        [{"key": ["x"], **PAPER}],
        [{"key": "meta", **PAPER}],
        [{"id": "1", "header": PAPER}],
        [{"id": "1", "meta": PAPER, "body": {"sections": []}}],
    ],
    ids=["a list as key", "meta as key", "header", "meta"],
)
def test_what_tells_of_a_list_elsewhere_may_hold_the_paper(value: Any) -> None:
    digest, report = read(value)
    assert [entry.facts.title for entry in digest.entries] == [TITLE]
    assert not report.diagnostics


def test_an_author_who_edits_something_else_is_an_author_and_an_editor_is_none() -> None:
    people = [{"name": "Ann Lee", "role": "Editor in Chief"}, {"name": "Bo Cho", "role": "editor"}]
    (entry,) = read([{"title": TITLE, "authors": people, "url": URL}])[0].entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee"]


def test_files_and_notes_among_records_are_left_out_and_told_of() -> None:
    kinds = {"journalArticle": TITLE, "attachment": "Full Text PDF", "note": "Read twice"}
    items = [{"key": "A", "data": {"itemType": kind, "title": title, "url": URL}} for kind, title in kinds.items()]
    digest, report = read([*items, items[-1]])
    assert [entry.facts.title for entry in digest.entries] == [TITLE]
    (found,) = report.diagnostics
    assert found.message == "3 of these records are of types that no paper has (attachment, note), and were left out"


def test_of_several_dates_the_first_that_is_one_counts() -> None:
    record = {"title": TITLE, "authors": "Lee, A.; Cho, B.", "date": "2024-01-02", "doi": "10.1101/2023.12.30.573701"}
    published = ("10.1038/s41586-024-1", "10.1016/j.cell.2024.03.002", "NA", "2024-02-03")
    digest, _ = read({"collection": [{**record, "published": value} for value in published]})
    days = [entry.facts.published for entry in digest.entries]
    assert days == ["2024-01-02", "2024-01-02", "2024-01-02", "2024-02-03"]


HAL = {
    "label_s": "Ann Lee, Bo Cho. Slow Clocks. Clock Letters, 2025",
    "title_s": ["Slow Clocks"],
    "authFullName_s": ["Ann Lee", "Bo Cho"],
    "doiId_s": "10.1000/xyz",
    "arxivId_s": "2504.00001",
    "producedDate_s": "2025-04-02",
    "journalTitle_s": "Clock Letters",
    "uri_s": "https://hal.example/hal-1",
}
INSPIRE = {
    "titles": [{"source": "arXiv", "title": "Slow Clocks"}],
    "authors": [{"full_name": "Lee, Ann", "affiliations": [{"value": "MIT"}]}, {"full_name": "Cho, Bo"}],
    "dois": [{"value": "10.1000/xyz", "material": "publication"}],
    "arxiv_eprints": [{"value": "2504.00001", "categories": ["hep-th"]}],
    "earliest_date": "2025-04-02",
    "publication_info": [{"journal_title": "Clock Letters", "year": 2025}],
}
ADS = {
    "title": ["Slow Clocks"],
    "author": ["Lee, Ann", "Cho, Bo"],
    "doi": ["10.1000/xyz"],
    "identifier": ["2025arXiv250400001L", "arXiv:2504.00001"],
    "pubdate": "2025-04-02",
    "pub": "Clock Letters",
}
EUROPE_PMC = {
    "id": "3800001",
    "source": "MED",
    "doi": "10.1000/xyz",
    "title": "Slow Clocks",
    "authorString": "Ann Lee, Bo Cho",
    "journalInfo": {"volume": "2", "journal": {"title": "Clock Letters", "issn": "1"}},
    "firstPublicationDate": "2025-04-02",
    "arxiv": "2504.00001",
}


@pytest.mark.parametrize(
    "value",
    [
        {"response": {"docs": [HAL]}},
        {"hits": {"hits": [{"id": "1", "metadata": INSPIRE}]}},
        {"response": {"docs": [ADS]}},
        {"resultList": {"result": [EUROPE_PMC]}},
    ],
    ids=["HAL", "INSPIRE", "ADS", "Europe PMC"],
)
def test_answers_of_catalogues_are_read_by_their_keys(value: Any) -> None:
    digest, report = read(value)
    assert not report.diagnostics
    (entry,) = digest.entries
    facts = entry.facts
    assert (facts.title, [author.name for author in facts.authors]) == ("Slow Clocks", ["Ann Lee", "Bo Cho"])
    assert (facts.doi, facts.arxiv, facts.published) == ("10.1000/xyz", "2504.00001", "2025-04-02")
    assert (facts.venue, facts.topics) == ("Clock Letters", ())


def test_a_title_loses_the_full_stop_that_a_catalogue_ends_it_with() -> None:
    titles = {"Slow Clocks.": "Slow Clocks", "Clocks of the U.S.": "Clocks of the U.S."}
    for title, shown in titles.items():
        digest, _ = read([{"title": title, "authors": ["Ann Lee"], "year": "2025"}])
        assert digest.entries[0].facts.title == shown


def test_a_publication_is_the_venue_beside_a_title_and_the_title_beside_a_name() -> None:
    rows = [
        {"title": "Slow Clocks", "authors": "Ann Lee", "publication": "Clock Letters"},
        {"title": "Fast Clocks", "authors": "Ann Lee", "publication": "arXiv preprint arXiv:2503.00001"},
        {"title": "New Clocks", "authors": "Ann Lee", "publication": "Preprint, arXiv:2503.00003"},
        {"title": "Old Clocks", "authors": "Ann Lee", "publication": "Comment on arXiv:2503.00002"},
        {"title": "", "publication": "Late Clocks", "doi": "10.1000/182"},
        {"name": "Cy Roe", "publication": "Small Clocks", "doi": "10.1000/183", "authors": "Bo Cho"},
    ]
    entries = ingest(json.dumps(rows).encode(), "x.json", Report()).entries
    assert [(entry.facts.title, entry.facts.venue, entry.facts.arxiv) for entry in entries] == [
        ("Slow Clocks", "Clock Letters", ""),
        ("Fast Clocks", "", "2503.00001"),
        ("New Clocks", "Preprint, arXiv:2503.00003", "2503.00003"),
        ("Old Clocks", "Comment on arXiv:2503.00002", ""),
        ("Late Clocks", "", ""),
        ("Small Clocks", "", ""),
    ]


@pytest.mark.parametrize(
    ("key", "dates", "published", "is_doubtful"),
    [
        ("date", ["03/05/2024", "03/28/2024"], ["2024-03-05", "2024-03-28"], False),
        ("date", ["03/05/2024", "28/03/2024"], ["2024-05-03", "2024-03-28"], False),
        ("date", ["03/05/2024", "1/8/24", "2024-04-01"], ["2024-03-05", "2024-01-08", "2024-04-01"], True),
    ],
)
def test_dates_in_figures_are_read_alike_in_a_file(
    key: str, dates: list[str], published: list[str], is_doubtful: bool
) -> None:
    digest, report = read([{"title": f"{TITLE} {at}", "authors": "Ann Lee", key: on} for at, on in enumerate(dates)])
    assert [entry.facts.published for entry in digest.entries] == published
    assert [found.code for found in report.diagnostics] == ["doubtful-date"] * is_doubtful


YAML = """- title: "Slow Clocks: A Test"
  authors: ["Ann Lee", "Bo Cho"]
  year: 2017
  venue: Clock Letters
  doi: null
  tags: [clocks, hands]
- title: Fast Clocks
  author:
    - Ann Lee
    - Bo Cho
  date: 2018-03-05
"""


@pytest.mark.parametrize(
    "text",
    [YAML, f"# ours\n---\n{YAML}", "papers:\n" + indent(YAML, "  ")],
    ids=["list", "document", "under a key"],
)
def test_yaml_of_anybody_is_read_by_its_keys_as_json_is(text: str) -> None:
    report = Report()
    digest = ingest(text.encode(), "own.yaml", report)
    slow, fast = digest.entries
    assert not report.diagnostics
    assert (slow.facts.title, slow.facts.venue, slow.facts.doi) == ("Slow Clocks: A Test", "Clock Letters", "")
    assert slow.facts.topics == ("clocks", "hands")
    assert (slow.facts.published, fast.facts.published) == ("2017", "2018-03-05")
    assert {tuple(author.name for author in one.facts.authors) for one in (slow, fast)} == {("Ann Lee", "Bo Cho")}


def test_each_document_of_a_yaml_file_has_its_papers() -> None:
    text = '- title: "Slow Clocks"\n  authors: Ann Lee\n---\n- title: "Small Maps"\n  authors: Bo Cho\n'
    entries = ingest(text.encode(), "2026-01-01.yaml", Report()).entries
    assert [entry.facts.title for entry in entries] == ["Slow Clocks", "Small Maps"]
    broken = ingest(f"{text}---\n{{{{ broken: [\n".encode(), "2026-01-01.yaml", Report())
    assert [entry.facts.title for entry in broken.entries] == ["Slow Clocks", "Small Maps"]


@pytest.mark.parametrize(
    "text",
    [
        "- Title: Slow Clocks of Hands # 2\n  Authors: Ann Lee, Bo Cho\n",
        "- title: Slow Clocks: A Test of Hands\n  authors: Ann Lee, Bo Cho\n",
        "---\npapers:\n- title: Slow Clocks of Hands\n  authors: Ann Lee\n---\n\nWe read it.\n",
        "- task: read\n  done: no\n",
    ],
    ids=["notes", "broken", "front matter", "tasks"],
)
def test_what_only_looks_like_yaml_with_papers_is_pasted_text(text: str) -> None:
    assert ingest(text.encode(), "2025-04-09.txt", Report()).format == "pasted text or HTML"


@pytest.mark.parametrize(
    ("address", "said", "version"),
    [(f"{URL}v2", "17", "2"), (URL, "v3", "3"), (URL, "2024", "")],
)
def test_a_field_tells_the_version_that_the_identifier_lacks(address: str, said: str, version: str) -> None:
    (entry,) = read([{"title": TITLE, "authors": ["Ann Lee"], "version": said, "url": address}])[0].entries
    assert (entry.facts.arxiv, entry.facts.version) == ("2504.00001", version)


def test_what_a_demo_leads_to_may_be_the_paper() -> None:
    known_by = ((f"{URL}v2", ("2504.00001", "2", "")), ("https://doi.org/10.1234/x", ("", "", "10.1234/x")))
    for address, known in known_by:
        (entry,) = read([{"title": TITLE, "authors": ["Ann Lee"], "demo": address}])[0].entries
        facts = entry.facts
        assert (facts.arxiv, facts.version, facts.doi, facts.links) == (*known, ())


def test_posts_among_starred_papers_are_left_out_and_told_of() -> None:
    said = f"<p>{ABSTRACT} {'It lasts. ' * 30}</p><p><a href='{URL}'>Read on</a></p>"
    papers = [
        {"title": f"{TITLE} {part}", "author": "Ann Lee", "url": f"{URL[:-1]}{part}", "content": said}
        for part in range(4)
    ]
    post = {"title": "New in 2.0", "author": "a-bot", "url": "https://forge.example.org/2", "content": "<p>Fixes.</p>"}
    digest, report = read([*papers, post])
    assert [entry.facts.title for entry in digest.entries] == [paper["title"] for paper in papers]
    assert prose.text(digest.entries[0].abstract).endswith("It lasts.")
    assert [(found.severity, found.code) for found in report.diagnostics] == [("warning", "doubtful-paper")]
    shown = {"content": said.replace("Read on", "View on Hub of Papers"), "direction": "ltr"}
    starred, _ = read([*(paper | {"content": shown} for paper in papers), post | {"content": {"content": "Fixes."}}])
    assert [entry.abstract for entry in starred.entries] == [entry.abstract for entry in digest.entries]
    elsewhere = post | {"content": said}
    assert len(read([*papers, elsewhere])[0].entries) == len(papers) + 1


@pytest.mark.parametrize(
    "other",
    [
        {"abstract": ABSTRACT, "authors": ["Ann Lee", "Bo Cho"]},
    ],
)
def test_a_paper_of_a_site_that_nobody_knows_is_one_among_others(other: dict[str, Any]) -> None:
    said = ABSTRACT * 9 if other else ""
    papers = [{"title": f"{TITLE} {part}", "url": f"{URL[:-1]}{part}", "abstract": said} for part in range(4)]
    digest, report = read([*papers, {"title": TITLE, "url": "https://clocks.example.org/1"} | other])
    assert len(digest.entries) == len(papers) + 1
    assert not report.count("warning")


def test_who_posts_a_link_that_others_vote_for_has_not_written_it() -> None:
    post = {"title": f"[R] {TITLE}", "url": URL, "author": "slow_reader", "points": 12, "num_comments": 3}
    entry = read({"hits": [post]})[0].entries[0]
    assert (entry.facts.title, entry.facts.authors, entry.submitter, entry.votes, entry.comments) == (
        TITLE, (), "slow_reader", 12, 3
    )  # fmt: skip
    whole = read({"hits": [post | {"author": "Ann Lee"}]})[0].entries[0]
    assert [author.name for author in whole.facts.authors] == ["Ann Lee"]


def test_what_an_issue_says_of_a_paper_is_read_line_by_line() -> None:
    body = f"Authors: Ann Lee, Bo Cho\nLink: {URL}\n\nAbstract: {ABSTRACT}"
    issue = {"number": 7, "title": TITLE, "html_url": "https://github.com/x/y/issues/7", "body": body}
    entry = read([issue])[0].entries[0]
    assert ([author.name for author in entry.facts.authors], entry.facts.arxiv) == (["Ann Lee", "Bo Cho"], URL[-10:])
    assert prose.text(entry.abstract) == ABSTRACT
