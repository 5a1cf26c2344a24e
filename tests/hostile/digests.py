"""Digests in which each field of a paper in turn holds a hostile text."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.little import LittleSite

PAYLOADS: tuple[str, ...] = tuple(json.loads(Path(__file__).with_name("payloads.json").read_text("utf-8")))
SETTINGS = """
base_url = "https://example.org/repo/"
repair = false
author_pages = 1
author_feeds = 1
topic_feeds = 1
[topics]
minimum = 1
"""
LINK_KINDS = ("code", "project", "data", "model", "pdf", "demo")


def fields(text: str) -> Mapping[str, Mapping[str, Any]]:
    """What a line of our own format says where one of its fields holds `text`, by the field's name."""
    return {
        "title": {"title": text},
        "abstract": {"abstract": [[text], [f"More of {text} follows."]]},
        "emphasis": {"abstract": [["An ", ["emphasis", text], " and ", ["code", text]]]},
        "authors": {"authors": [text, "Ada Lovelace"]},
        "affiliations": {"authors": [["Ada Lovelace", text]]},
        "venue": {"venue": text},
        "license": {"license": text},
        "categories": {"categories": [text]},
        "keywords": {"keywords": [text]},
        "topics": {"topics": [text]},
        "doi": {"doi": text},
        "arxiv": {"arxiv": text},
        "submitter": {"submitter": text, "votes": 3},
        "organisation": {"organisation": text},
        **{f"{kind} link": {"links": [[kind, text]]} for kind in LINK_KINDS},
    }


def lines(text: str, day: str) -> Iterator[str]:
    """A digest of one day in our own format, with a paper per field."""
    yield json.dumps({"sitegen": "papers", "version": 1, "date": day, "curator": text})
    for number, (name, values) in enumerate(fields(text).items()):
        # papers of one title would be one paper
        title = f"{values.get('title', 'A paper')} {name} {number} of {day}"
        yield json.dumps({"abstract": [["An abstract of a few words."]], **values, "title": title})


def site_of(texts: Iterable[str], folder: Path) -> tuple[LittleSite, dict[str, str]]:
    """A built site with a day per text, and the texts by their days."""
    site = LittleSite(folder)
    site.write("site.toml", SETTINGS)
    first = datetime.date(2025, 1, 1)
    days = {(first + datetime.timedelta(number)).isoformat(): text for number, text in enumerate(texts)}
    for day, text in days.items():
        site.write(f"sources/{day}.jsonl", "\n".join(lines(text, day)) + "\n")
    site.build()
    return site, days
