"""Text from strangers stays text: of whatever field, nothing but its letters comes to a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from sitegen.text.characters import ILLEGAL
from tests.hostile.digests import PAYLOADS, SETTINGS, site_of
from tests.little import LittleSite

pytestmark = pytest.mark.slow
SCHEMES = re.compile(r"(?:https?://|mailto:|tag:)")
HARMLESS = ("plain words", "https://example.org/ in words", r"$x^2$ and \(\text{a}\) and $\frac{$", "מילים פשוטות")
"""Between them these make every element that a page may have."""
MATH = re.compile(r"\$.*\$|\\\(")
ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "srcset", "data", "cite", "xlink:href"})


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, its addresses, and what its scripts hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements |= {(tag, name) for name, _ in [("", None), *attributes]}
        self.addresses |= {value or "" for name, value in attributes if name in ADDRESSES}
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append((dict(attributes), ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> LittleSite:
    texts = (f"{HARMLESS[number % len(HARMLESS)]} {number}" for number in range(len(PAYLOADS)))
    return site_of(texts, tmp_path_factory.mktemp("harmless"))[0]


def structures(site: LittleSite) -> dict[str, Structure]:
    """The pages of a site, by route."""
    pages = sorted(site.output.rglob("*.html"))
    return {page.relative_to(site.output).as_posix(): Structure(page.read_text("utf-8")) for page in pages}


@pytest.fixture(scope="module")
def pages(built: tuple[LittleSite, dict[str, str]]) -> dict[str, Structure]:
    return structures(built[0])


def test_hostile_text_makes_no_element_and_no_attribute(pages: dict[str, Structure], harmless: LittleSite) -> None:
    usual = set().union(*(page.elements for page in structures(harmless).values()))
    odd = {route: page.elements - usual for route, page in pages.items()}
    assert {route: elements for route, elements in odd.items() if elements} == {}


def test_no_address_has_a_scheme_that_runs_or_names_a_file(pages: dict[str, Structure]) -> None:
    for route, page in pages.items():
        for address in page.addresses:
            scheme = re.match(r"\s*[\w+.-]*\s*:|\s*[/\\]{2}", address)
            assert not scheme or SCHEMES.match(address), (route, address)
            assert "@" not in urlsplit(address).netloc, (route, address)


def test_every_script_is_the_theme_s_or_holds_data(pages: dict[str, Structure]) -> None:
    for route, page in pages.items():
        for attributes, text in page.scripts:
            if "json" in (attributes.get("type") or ""):
                json.loads(text)
            elif text:
                assert "attacked" not in text, route
            else:
                assert "assets/" in (attributes["src"] or ""), route


def test_every_file_for_programs_is_valid(built: tuple[LittleSite, dict[str, str]]) -> None:
    for file in built[0].output.rglob("*"):
        if file.suffix in {".xml", ".opml", ".svg"}:
            ElementTree.parse(file)
        elif file.suffix in {".json", ".webmanifest"}:
            json.loads(file.read_text("utf-8"))


def test_the_api_gives_titles_letter_for_letter(built: tuple[LittleSite, dict[str, str]]) -> None:
    site, days = built
    files = sorted((site.output / "api/papers").glob("*.json"))
    titles = {paper["title"] for file in files for paper in json.loads(file.read_text("utf-8"))["papers"]}
    for day, text in days.items():
        shown = " ".join(ILLEGAL.sub("", text).split())
        assert any(shown in title for title in titles if title.endswith(f"of {day}")), text


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> tuple[LittleSite, str]:
    """A site whose title, description and curator are all of the hostile texts, and that title."""
    title = " ".join(" ".join(ILLEGAL.sub("", text).split()) for text in PAYLOADS)
    site = LittleSite(tmp_path_factory.mktemp("named"))
    said = json.dumps(title, ensure_ascii=False).replace("\x7f", "\\u007f")
    head = f"title = {said}\ndescription = {said}\ncurator = {said}\n"
    site.write("site.toml", f'{head}{SETTINGS}[[searches]]\nname = {said}\nquery = "depth"\n')
    site.paste("2025-03-28", "A study of depth")
    site.build()
    return site, title


def test_a_hostile_title_of_a_site_is_text_to_programs(named: tuple[LittleSite, str]) -> None:
    site, title = named
    opml = ElementTree.parse(site.output / "feeds.opml").getroot()
    assert opml.findtext("head/title") == title
    assert [outline.get("text") for outline in opml.iter("outline")] == [title, "Editions", "Searches", title]
    spec = "{http://a9.com/-/spec/opensearch/1.1/}"
    search = ElementTree.parse(site.output / "opensearch.xml").getroot()
    assert search.findtext(f"{spec}Description") == title[:1024]
    assert {element.tag for element in search} == {
        f"{spec}{name}" for name in ("ShortName", "Description", "InputEncoding", "Image", "Url")
    }
    assert json.loads(site.html("api/index.json"))["title"] == title
    assert json.loads(site.html("feed.json"))["title"] == title


def test_hostile_text_makes_no_markup_in_markdown_for_agents(
    built: tuple[LittleSite, dict[str, str]], named: tuple[LittleSite, str]
) -> None:
    for site in (built[0], named[0]):
        tokens = MarkdownIt().parse(site.html("llms.txt"))
        kinds = {child.type for token in tokens for child in [token, *(token.children or ())]}
        assert kinds <= {
            "heading_open", "heading_close", "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close",
            "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "inline", "text",
            "text_special", "link_open", "link_close", "math_inline",
        }  # fmt: skip
        links = [
            child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"
        ]
        assert links
        assert all(str(link).startswith("https://example.org/repo/") for link in links)


@pytest.mark.parametrize(
    "number",
    # formulas are shown as formulas
    [number for number, text in enumerate(PAYLOADS) if not MATH.search(text)],
    ids=lambda number: PAYLOADS[number][:24],
)
def test_a_page_shows_the_text_letter_for_letter(built: tuple[LittleSite, dict[str, str]], number: int) -> None:
    site, days = built
    day, text = list(days.items())[number]
    shown = " ".join(ILLEGAL.sub("", text).split())
    edition = " ".join(site.text(f"date/{day}.html").split())
    assert f"{shown} title 0 of {day}" in edition
    assert f"More of {shown} follows." in edition


def test_no_file_is_written_outside_the_site_and_the_content(built: tuple[LittleSite, dict[str, str]]) -> None:
    folder = built[0].content.parent
    assert {path.name for path in folder.iterdir()} <= {"content", "site", ".sitegen"}
    assert not list(Path.cwd().glob("attacked"))
