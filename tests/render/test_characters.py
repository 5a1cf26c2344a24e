"""Characters that neither HTML nor XML may hold reach no file of the site, however they come into the content."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sitegen.diagnostics import UsageError
from sitegen.text.characters import ILLEGAL
from tests.little import LittleSite

PAPER = """---
id: "odd"
title: "A\\u0001 title\\ufffe"
authors: ["Ada\\u0007 Lovelace", "Bob\\u0085 B"]
venue: "V\\u001b"
topics: ["depth\\uffff", "width"]
generated: ""
---

An abstract\x02 with \ufffe, \uffff and \x7f, and &#1; &#xfffe; &#12; as entities; $x\x03$ and `code\x04`.

## Notes\x05

Words\x06.
"""
EDITION = """---
date: "2025-03-28"
curator: "C\\u000e"
---

Opening\x08 words.

1. [Odd](../papers/2025/odd.md) · by some\x0ebody

   A note\ufdd0.
"""


@pytest.fixture
def odd(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.write("site.toml", 'base_url = "https://example.org/"\ntopics.minimum = 1\n')
    site.write("papers/2025/odd.md", PAPER)
    site.write("editions/2025-03-28.md", EDITION)
    site.write("pages/more.md", "---\ntitle: M\x0fore\n---\n\nB\x10ody ```\x11``` <!-- \x12 -->\n")
    site.build()
    return site


def texts(value: object) -> str:
    """All that a JSON file says once it is read."""
    if isinstance(value, dict):
        return "".join(texts(item) for pair in value.items() for item in pair)
    return "".join(map(texts, value)) if isinstance(value, list) else str(value)


def test_no_file_of_the_site_holds_an_illegal_character(odd: LittleSite) -> None:
    checked = set()
    for file in odd.output.rglob("*"):
        if file.suffix in (".html", ".xml", ".json", ".opml", ".txt") or file.name.startswith("_"):
            text = file.read_text("utf-8")
            text = texts(msgspec.json.decode(text)) if file.suffix == ".json" else text
            # HTML may hold a form feed, written as an entity
            found = ILLEGAL.search(text.replace("\f", "") if file.suffix == ".html" else text)
            assert not found, (file, found)
            checked.add(file.name)
    assert {"odd.html", "feed.xml", "feed.json", "feeds.opml", "sitemap.xml", "more.html", "manifest.json"} <= checked


def test_each_page_with_one_is_reported_with_its_line(odd: LittleSite) -> None:
    found = {
        (str(found.at).removeprefix(f"{odd.content.as_posix()}/"), found.message.rpartition(" ")[2])
        for found in odd.report.diagnostics
        if found.code == "illegal-character"
    }
    assert {
        ("papers/2025/odd.md:3:1", "U+0001"),
        ("papers/2025/odd.md:10:12", "U+0002"),
        ("editions/2025-03-28.md:3:1", "U+000E"),
        ("editions/2025-03-28.md:6:8", "U+0008"),
        ("pages/more.md:2:9", "U+000F"),
    } <= found


def test_a_setting_with_one_is_refused_with_its_line(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", 'lang = "en"\ntitle = "A\\u0001"\n')
    with pytest.raises(UsageError, match="title holds a character that cannot be shown") as caught:
        site.build()
    assert caught.value.diagnostic.at
    assert caught.value.diagnostic.at.line == 2


def test_a_nul_character_is_told_once_with_its_place(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("pages/clocks.md", "# Clocks\n\nSlow\x01 \0clocks, é.\n")
    site.build()
    (found,) = site.report.diagnostics
    assert (found.severity, found.code, found.message) == (
        "error",
        "illegal-character",
        "there is a NUL character here",
    )
    assert str(found.at).endswith("pages/clocks.md:3:7")
    assert "Slow clocks, é." in site.text("clocks.html")
