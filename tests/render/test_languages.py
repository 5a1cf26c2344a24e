"""Whole sites in other languages than English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.little import LittleSite
from tests.render.interface import about_page, digest_of, table, theirs

NAMES = re.compile(
    r"\bdepth\b|arXiv|Google Scholar|Hugging Face|BibTeX|RIS|CSL-JSON|APA|MLA|Chicago|PDF|DOI|JSON|OPML|Markdown|Ctrl"
    r"|\.(?:bib|ris)\b|ctx_ver=\S*"
    # the language of queries is the same in every language
    r"|(?:title|year|has|votes|id):\S*|author:\"[^\"]*\"|-image|large \S+|index\b|@\w+\{.*\}$|^\s*\w+ = \{.*\},?$",
    re.MULTILINE | re.DOTALL,
)
"""What has one name in every language."""


def test_every_word_of_every_page_can_be_translated(tmp_path: Path) -> None:
    theirs(tmp_path, _marked(), "xx")
    settings = config(tmp_path, lang="xx", title="Σύνοψη", base_url="https://example.org/")
    site = Rendered(digest_of(), settings, {"1": ("2",)})
    for route in sorted(site.routes):
        if route.endswith(".html"):
            for said in _Said(site[route]).texts:
                bare = NAMES.sub("", re.sub(r"⟦[^⟦⟧]*⟧", "", _innermost_first(said)))
                assert not re.search(r"[A-Za-z]{2}", bare), (route, said)


def test_a_german_site_speaks_german(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", 'lang = "de"\ntitle = "Heft"')
    site.paste("2025-03-27", "On Apples")
    site.paste("2025-03-28", "On Pears", "On Plums")
    site.build()
    home = site.text("index.html")
    assert "28. März 2025" in home
    assert "2 Artikel" in home
    assert '<html lang="de">' in site.html("index.html")
    german = {value for value in table("de").values() if isinstance(value, str)}
    english = {value for value in table("en").values() if isinstance(value, str) and len(value) > 3} - german
    for route in ("index.html", "date/index.html", "papers/index.html", "papers/on-pears.html", "search/index.html",
                  "about.html", "404.html", "saved.html", "for-you.html"):  # fmt: skip
        said = {" ".join(text.split()) for text in _Said(site.html(route)).texts}
        assert not said & english, route


def test_titles_and_abstracts_say_their_language_where_it_is_not_the_interface_s(tmp_path: Path) -> None:
    papers = (paper("a", "On apples", "They fall."), paper("b", "On pears", "They fall. " * 30))
    known = catalog(papers, edition("2025-03-28", "a", "b"))
    site = Rendered(known, config(tmp_path, lang="de", languages=("en",)), {"a": ("b",)})
    assert '<html lang="de">' in site["papers/a.html"]
    assert '<h1 lang="en">On apples</h1>' in site["papers/a.html"]
    assert '<div class="prose" lang="en"><p>They fall.' in site["papers/a.html"]
    assert ' lang="en">On pears</a>' in site["papers/a.html"]
    assert site["date/2025-03-28.html"].count('<h2 lang="en">') == 2
    assert site["date/2025-03-28.html"].count('prose" lang="en"><p>They fall.') == 2
    assert '<h2 dir="auto" lang="en">' in site["search/index.html"]
    for languages in ((), ("de",), ("en", "de")):
        plain = Rendered(known, config(tmp_path, lang="de", languages=languages))
        assert plain["papers/a.html"].count(" lang=") == 1


def test_an_arabic_site_reads_from_right_to_left_with_what_words_there_are(tmp_path: Path) -> None:
    theirs(tmp_path, 'archive = "الأرشيف"', "ar")
    page = about_page(tmp_path, lang="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "الأرشيف" in page
    assert "About" in page


def test_without_words_in_its_language_a_page_is_english_and_reads_as_english(tmp_path: Path) -> None:
    known = catalog([paper("a", "في العمق")], edition("2025-03-28", "a"))
    page = Rendered(known, config(tmp_path, lang="ar", languages=("ar",)))["papers/a.html"]
    assert '<html lang="en">' in page
    assert '<h1 dir="auto" lang="ar">' in page
    assert "\u2066" not in page


def test_what_is_said_in_english_keeps_its_order_on_a_page_from_right_to_left(tmp_path: Path) -> None:
    theirs(tmp_path, 'archive = "الأرشيف"\ncount_editions = "{n} عدد"\n[script]\nexpand_all = "(الكل)"', "ar")
    site = Rendered(digest_of(), config(tmp_path, lang="ar", title="ملخص"))
    home, scripts = site["index.html"], site.theme.strings.for_scripts("script").decode()
    assert ">\u206628 March 2025\u2069</time>" in home
    assert "\u2066130 papers\u2069" in home
    assert 'aria-label="\u2066Colours: as the system has them\u2069"' in home
    assert "\u2066{n} papers\u2069" in scripts
    # in the language of the page, and words alone, stand as they are
    assert "\u2066(الكل)" not in scripts
    assert "عدد\u2069" not in site["date/index.html"]
    assert ">Topics</a>" in home
    assert site.theme.strings.longdate("2025-03-28") == "28 March 2025"
    for lang in ("en", "fr"):
        assert "\u2066" not in Rendered(digest_of(), config(tmp_path, lang=lang))["index.html"]


def _marked() -> str:
    """A language in which every sentence stands between brackets that nothing else uses."""

    def marked(value: Any) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(marked(name) for name in value) + "]"
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{form} = {marked(text)}" for form, text in value.items()) + " }"
        return f'"""⟦{value}⟧"""'

    lines = [f"{key} = {marked(value)}" for key, value in table("en").items() if key not in ("thousands", "decimal")]
    return "\n".join(lines)


def _innermost_first(text: str) -> str:
    """The text with all brackets of one depth: sentences may stand within sentences."""
    while found := re.search(r"⟦([^⟦⟧]*)⟦[^⟦⟧]*⟧", text):
        text = text[: found.start()] + "⟦" + found[1] + text[found.end() :]
    return text


class _Said(HTMLParser):
    """Everything that a page says: a block's text whole, and attributes that are shown or read out."""

    INLINE = frozenset({"a", "bdi", "span", "time", "kbd", "strong", "em", "b", "i", "abbr", "code"})
    ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "content", "label")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style", "math")
        given = dict(attributes)
        if tag not in self.INLINE:
            self.texts.append("")
        technical = tag == "meta" and (given.get("name") or given.get("property") or "") not in (
            "description", "og:title", "og:description",
        )  # fmt: skip
        if not technical:
            self.texts[-1:-1] = [value for name in self.ATTRIBUTES if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "math")
        if tag not in self.INLINE:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts[-1] += data
