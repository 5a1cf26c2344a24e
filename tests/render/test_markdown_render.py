"""Markdown of pages as HTML."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sitegen.model import Span
from sitegen.render.markup.prose import Prose
from sitegen.render.views import PageLink
from sitegen.text import math
from sitegen.text.characters import ILLEGAL
from sitegen.text.markdown import escape

SIGNS = st.sampled_from(
    [*"*_`[]()<>&$\\!#~|-+=:.^\"' \n", "[^1]", "^[", "**", "a", "B", "é", "中", "1", "&amp;", "http://a.b", "$x$", "  "]
)
TEXT = st.lists(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=30).map("".join)


@given(TEXT)
@example("a  ")
@example("\u00a0a")
@example("a\x00b")
@example("Hello\\")
@example("Title\n===")
@example("a | b\n--|--")
@example("a[^1]")
@example("a^[b]")
@example("\x1f")
@example("]\x1f")
def test_the_short_ways_give_what_the_long_way_gives(source: str) -> None:
    assert Prose().html(source) == Prose().blocks(source)


@given(st.lists(TEXT, max_size=3))
def test_a_plain_text_is_shown_letter_for_letter(paragraphs: list[str]) -> None:
    shown = [paragraph for paragraph in paragraphs if not ILLEGAL.search(paragraph)]
    html = Prose().html(escape([(Span("text", paragraph),) for paragraph in shown]))
    assert _words(_text_content(html)) == _words(" ".join(shown))


@given(TEXT)
def test_a_text_with_math_is_shown_letter_for_letter(source: str) -> None:
    assume(not ILLEGAL.search(source))
    html = Prose().html(escape([math.split(source)]))
    assert _words(_text_content(html)) == _words(source)


def _text_content(html: str) -> str:
    """What a reader reads, a formula by its source."""
    html = re.sub(r'<math[^>]*? alttext="([^"]*)">.*?</math>', r"\1", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " " if "</p>" in html[:-5] else "", html))


def _words(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", "", text)


def test_raw_html_is_shown_not_obeyed() -> None:
    assert Prose().html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "vbscript:x", "data:text/html,x", "JAVASCRIPT:x", "file:///etc", "//x.example/y"),
        *("https://arxiv.org@x.example/", "HTTPS:/a:b@x.example", "https:a@x.example", "https:\\\\a@x.example"),
    ],
)
def test_links_lead_only_to_the_web_and_to_mailboxes(address: str) -> None:
    assert "href" not in Prose().html(f"[x]({address})")
    assert "href" not in Prose().html(f"- [x](<{address}>)")
    assert "href" not in Prose().html(f"See {address}")


def test_links_to_pages_of_the_content_lead_to_pages_of_the_site() -> None:
    prose = Prose()
    prose.start_page(lambda route: f"../{route}", [PageLink("../papers/2025/x.md", "papers/x.html")])
    assert '<a href="../papers/x.html">x</a>' in prose.html("See [x](../papers/2025/x.md).")
    assert '<a href="../papers/x.html#h-results">x</a>' in prose.html("See [x](../papers/2025/x.md#results).")
    assert '<a href="other.md">' in prose.html("See [x](other.md).")


@pytest.mark.parametrize("source", ["See [[heaps]].", "See [heaps](heaps.md)."])
def test_a_link_in_the_same_words_on_two_pages_leads_on_from_each(source: str) -> None:
    prose = Prose()
    links = [PageLink(written, "papers/heaps.html", "Heaps") for written in ("[[heaps]]", "heaps.md")]
    for root in ("", "../", "../../"):
        prose.start_page(root.__add__, links)
        assert f'<a href="{root}papers/heaps.html">' in prose.html(source)
    prose.start_page(str)
    assert "papers/heaps.html" not in prose.html(source)


def test_a_heading_may_begin_as_ids_of_footnotes_do() -> None:
    html = Prose().html("## fNIRS data\n\nSee [there](#fnirs-data).[^1]\n\n[^1]: Said.")
    targets = set(re.findall(r' href="#([^"]*)"', html))
    assert "h-fnirs-data" in targets
    assert targets <= set(re.findall(r' id="([^"]*)"', html))


def test_headings_start_below_the_page_s_own_and_leave_no_gap() -> None:
    html = Prose().html("## A\n\n#### B\n\n## A")
    assert re.findall(r"<(h\d) id=\"([^\"]*)\"", html) == [("h3", "h-a"), ("h4", "h-b"), ("h3", "h-a-2")]
    assert Prose().html("# A", top=2) == '<h2 id="h-a">A</h2>\n'


def test_ids_are_single_on_a_page_and_start_anew_on_the_next() -> None:
    prose = Prose()
    prose.start_page(str)
    source = "## Notes\n\nA[^1] and B[^1].\n\n[^1]: Said."
    ids = re.findall(r' id="([^"]*)"', prose.html(source) + prose.html(source))
    assert len(ids) == len(set(ids)) == 8
    prose.start_page(str)
    assert prose.html(source) == Prose().html(source)
    assert re.findall(r' id="([^"]*)"', Prose().html("## A 2\n\n## A\n\n## A")) == ["h-a-2", "h-a", "h-a-2-2"]


def test_code_is_coloured_by_classes_and_can_be_scrolled_by_keyboard() -> None:
    html = Prose().html("```python\ndef f(): pass\n```")
    assert '<span class="k">def</span>' in html
    assert 'tabindex="0"' in html
    assert "style=" not in html


def test_words_behind_the_language_do_not_change_the_code() -> None:
    assert Prose().html("```python {1,3} a=b\npass\n```") == Prose().html("```python\npass\n```")


def test_code_keeps_its_blank_lines() -> None:
    assert _text_content(Prose().html("```python\n\npass\n\n```")) == "\npass\n\n\n"


@pytest.mark.parametrize("language", ["nonsense", "", "a b", "<script>", "../x"])
def test_code_of_no_known_language_is_plain(language: str) -> None:
    html = Prose().html(f"```{language}\na < b\n```")
    assert "a &lt; b" in html
    assert "<span" not in html


def test_pictures_of_other_hosts_are_links() -> None:
    assert Prose().html("![A cat](https://a.org/cat.png)") == '<p><a href="https://a.org/cat.png">A cat</a></p>\n'
    assert '<img src="cat.png" alt="A cat"' in Prose().html("![A cat](cat.png)")


def test_tables_and_displayed_formulas() -> None:
    assert "<table>" in Prose().html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<math display="block"' in Prose().html("$$\nx^2\n$$")


@pytest.mark.shared
def test_real_abstracts_are_shown_letter_for_letter_by_short_ways_and_long(shared: Path) -> None:
    with gzip.open(shared / "data" / "acl" / "sample-2k.jsonl.gz", "rt", encoding="utf-8") as lines:
        abstracts = [json.loads(line).get("abstract") or "" for line in lines]
    prose = Prose()
    for abstract in abstracts:
        source = escape([math.split(abstract)])
        html = prose.html(source)
        assert html == prose.blocks(source)
        assert _words(_text_content(html)) == _words(abstract)


def test_a_web_address_is_a_link_and_the_stop_behind_it_is_not() -> None:
    html = Prose().html("Code is at https://github.com/a/b_c/%41. Really.")
    assert html == (
        '<p>Code is at <a href="https://github.com/a/b_c/%41">https://github.com/a/b_c/%41</a>. Really.</p>\n'
    )


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("[https://a.org/b\\](https://a.org/b)", ["https://a.org/b", "https://a.org/b"]),
        ("代码见https://a.org/b。谢谢", ["https://a.org/b"]),
        ("(see https://a.org/b_(c)_d)", ["https://a.org/b_(c)_d"]),
        ("It begins with https://, or (http://).", []),
    ],
)
def test_a_web_address_ends_where_a_reader_sees_its_end(source: str, linked: list[str]) -> None:
    assert re.findall('href="(.*?)"', Prose().html(source)) == linked


def test_an_aligned_cell_has_a_class_and_no_style() -> None:
    html = Prose().html("| a | b |\n|--:|:-:|\n| 1 | 2 |")
    assert '<td class="align-right">1</td>' in html
    assert "style=" not in html
