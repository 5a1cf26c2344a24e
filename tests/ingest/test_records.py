"""JSON of nobody's format: what in it is a paper."""

from __future__ import annotations

import json
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


def test_of_an_abstract_and_its_beginning_the_whole_is_taken() -> None:
    record = {"title": TITLE, "author": "Ann Lee", "url": URL, "summary": "We let agents <b>think</b> at..."}
    digest, _ = read([{**record, "content": f"<p>{ABSTRACT}</p>"}, {**record, "title": "Maps", "content": "Else."}])
    assert [prose.text(entry.abstract) for entry in digest.entries] == [ABSTRACT, "We let agents think at..."]
