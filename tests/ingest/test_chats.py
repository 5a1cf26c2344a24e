"""Chats: exports as JSON, and messages with who wrote them and when before them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

CLOCKS, MAPS = "Slow Clocks: Planning at the Pace of Thought", "Small Maps for Robots That Forget Where They Were"
ABSTRACT = (
    "In this paper, we study how language models plan when they may wait before they answer. We show on five tasks of "
    "planning that models with slow clocks find shorter ways than those that are asked at once."
)
URLS = ("https://arxiv.org/abs/2504.00001", "https://arxiv.org/abs/2504.00002")


def telegram(day: int, sender: str, text: Any) -> dict[str, Any]:
    return {"type": "message", "date": f"2025-04-{day:02}T09:30:00", "from": sender, "text": text, "text_entities": []}


def of_telegram() -> Any:
    parts = [
        {"type": "bold", "text": CLOCKS}, "\n", {"type": "italic", "text": "Ann Lee, Bo Cho et al."},
        f"\n\n{ABSTRACT}\n\n", {"type": "text_link", "text": "arXiv", "href": URLS[0]},
    ]  # fmt: skip
    joined = {"type": "service", "date": "2025-04-01T08:00:00", "actor": "Dee", "text": "", "text_entities": []}
    said = [telegram(1, "Dee Fox", "who brings cake on Friday"), telegram(1, "Dee Fox", parts)]
    later = telegram(2, "Ed", [{"type": "bold", "text": MAPS}, f"\n{ABSTRACT}\n", {"type": "link", "text": URLS[1]}])
    return {"name": "Reading", "messages": [joined, *said, later]}


def of_slack() -> Any:
    shown = (
        {"title": title, "title_link": url, "text": ABSTRACT} for title, url in zip((CLOCKS, MAPS), URLS, strict=True)
    )
    days = ("1743500000.000100", "1743600000.000200")
    posts = zip(days, URLS, shown, strict=True)
    return [{"type": "message", "user": "U1", "ts": "1743499000.0001", "text": "<@U2> good morning :wave:"}] + [
        {
            "type": "message",
            "user_profile": {"real_name": "Dee Fox"},
            "ts": day,
            "text": f"<{url}>",
            "attachments": [post],
        }
        for day, url, post in posts
    ]


def of_discord() -> Any:
    posts = zip((1, 2), (CLOCKS, MAPS), URLS, strict=True)
    return {
        "channel": {"name": "papers"},
        "messages": [
            {
                "id": str(day), "timestamp": f"2025-04-0{day}T10:00:00.123+00:00", "content": url,
                "author": {"name": "dee", "nickname": "Dee Fox"},
                "embeds": [{"title": title, "url": url, "description": ABSTRACT}],
            }
            for day, title, url in posts
        ],
    }  # fmt: skip


def read(text: str, name: str = "result.json") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), name, report), report


@pytest.mark.parametrize("export", [of_telegram(), of_slack(), of_discord()], ids=["telegram", "slack", "discord"])
def test_papers_of_an_exported_chat_are_listed_on_the_days_of_their_messages(export: Any) -> None:
    digest, _ = read(json.dumps(export, indent=1))
    assert [(entry.facts.title, entry.facts.arxiv, entry.listed) for entry in digest.entries] == [
        (CLOCKS, "2504.00001", "2025-04-01"), (MAPS, "2504.00002", "2025-04-02")
    ]  # fmt: skip
    assert [prose.text(entry.abstract) for entry in digest.entries] == [ABSTRACT, ABSTRACT]
    assert "Dee Fox" not in {author.name for entry in digest.entries for author in entry.facts.authors}


def test_findings_about_an_exported_chat_name_the_line_of_the_message() -> None:
    text = json.dumps(of_telegram(), indent=1)
    digest, _ = read(text)
    lines = text.split("\n")
    assert ['"date": "2025-04-01T09:30:00"' in lines[entry.line - 1] for entry in digest.entries] == [True, False]
    assert '"date": "2025-04-02T09:30:00"' in lines[digest.entries[1].line - 1]


def test_an_exported_chat_that_is_cut_off_is_told_of() -> None:
    text = json.dumps(of_slack(), indent=1)
    _, report = read(text[: text.rindex(ABSTRACT)])
    assert "broken-json" in {found.code for found in report.diagnostics}


def test_messages_with_name_and_time_in_brackets_are_papers_without_them() -> None:
    digest, _ = read(
        f"--------------- 2025년 4월 1일 화요일 ---------------\n[김서연] [오전 9:40] {CLOCKS}\nAnn Lee, Bo Cho\n"
        f"{URLS[0]}\n\n{ABSTRACT}\n[Minji] [오전 9:43] 좋아요\n--------------- 2025년 4월 2일 수요일 ---------------\n"
        f"[Minji] [오후 2:23] {MAPS}\nCy Roy, Dee Fox\n{URLS[1]}\n\n{ABSTRACT}\n",
        "talk.txt",
    )
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        (CLOCKS, ["Ann Lee", "Bo Cho"]), (MAPS, ["Cy Roy", "Dee Fox"])
    ]  # fmt: skip
