"""Titles and names that are written in another direction than the page."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.model import FreePage
from sitegen.render.markup.direction import Direction
from tests.catalogs import Rendered, catalog, config, edition, paper

PEACE = "שלום לכולם"


@pytest.mark.parametrize(
    ("lang", "text", "is_marked"),
    [
        ("en", "Depth", False),
        ("de", "Über Ökonomie: 深度, Ψ", False),
        ("en", "של BERT", True),
        ("en", "نماذج", True),
        ("en-GB", "A rule \u200fof direction", True),
        ("en", "A title\u202e that turns the rest of its line around", True),
        ("en", "Half an isolate\u2066", True),
        ("en", "zero\u200bwidth", False),
        ("ar", "Depth", True),
        ("he-IL", "של", True),
    ],
)
def test_text_that_may_run_against_the_page_is_marked(lang: str, text: str, is_marked: bool) -> None:
    page = Direction(lang)
    assert page.attribute(text) == (' dir="auto"' if is_marked else "")
    assert page.isolated(text) == (f"<bdi>{text}</bdi>" if is_marked else text)


def test_an_isolated_text_is_escaped() -> None:
    assert Direction("en").isolated("<b>") == "&lt;b&gt;"
    assert Direction("ar").isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_feeds_and_books_mark_what_runs_against_them_and_nothing_else(tmp_path: Path) -> None:
    def rendered(title: str) -> tuple[str, ...]:
        known = catalog([paper("a", title, title), paper("b", "Depth", "Deep.")], edition("2025-03-28", "a", "b"))
        site = Rendered(known, config(tmp_path, base_url="https://example.org/", books="editions"))
        with zipfile.ZipFile(io.BytesIO(site.raw("date/2025-03-28.epub"))) as book:
            parts = [book.read(name).decode() for name in ("c1.xhtml", "nav.xhtml")]
        return (*parts, *(site.raw(feed).decode() for feed in ("feed.xml", "editions.xml", "feed.json")))

    book, contents, atom, editions, json_feed = rendered(PEACE)
    assert re.search(rf'<h2 dir="auto" [^>]*><a [^>]*>{PEACE}</a></h2>\n<p dir="auto">{PEACE}</p>', book)
    assert re.search(rf'<li dir="auto"><a [^>]*>{PEACE}', contents)
    assert f'<p dir="auto">{PEACE}</p>' in atom
    assert "<p>Deep.</p>" in atom
    assert re.search(rf' dir="auto"[^>]*>(?:<[^>]*>)*{PEACE}', editions)
    assert f'<p dir=\\"auto\\">{PEACE}</p>' in json_feed
    assert not any("dir=" in text for text in rendered("Peace"))


def test_every_title_and_text_of_a_page_in_english_is_marked_where_it_is_hebrew(tmp_path: Path) -> None:
    papers = [paper(name, PEACE, PEACE, notes=PEACE) for name in "ab"]
    day = edition("2025-03-28", "a", "b", note=PEACE, intro=PEACE, outro=PEACE)
    pages = (FreePage(slug="free", title=PEACE, body=PEACE, path="pages/free.md"),)
    known = catalog(papers, day, topics={"peace": ("a", "b")}, pages=pages)
    topic = replace(known.topics[0], label=PEACE, description=PEACE)
    site = Rendered(replace(known, topics=(topic,)), config(tmp_path))
    for route in ("index.html", "papers/a.html", "topics/peace.html", "free.html"):
        found = re.findall(rf"<(?:h1|h2|div)([^>]*)>\s*(?:<(?:a|p)[^>]*>)*{PEACE}", site[route])
        assert len(found) > 1
        assert [attributes for attributes in found if 'dir="auto"' not in attributes] == []
    # else the number behind it would stand before it
    assert f' dir="auto">{PEACE}</a> <span class="count">2</span>' in site["index.html"]
