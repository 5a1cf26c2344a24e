"""What programs and agents read: JSON by its schema, Markdown, llms.txt, opensearch.xml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from markdown_it import MarkdownIt

from sitegen.catalog import budget
from tests.catalogs import Rendered, catalog, config, edition, paper

BASE = "https://example.org/digest/"


@pytest.fixture
def site(tmp_path: Path) -> Rendered:
    papers = [
        paper("a", "Sorting [in] $O(n)$", "We *sort*.", authors=["Ada B"], arxiv="2503.00001", published="2025-03-01"),
        paper("b", "Second # thing"),
    ]
    days = edition("2024-12-31", "a", votes=[3]), edition("2025-03-28", "b", "a", curator="AK", note="Read it.")
    settings = config(tmp_path, base_url=BASE, title="News & more <b>", description="Worth a look")
    return Rendered(catalog(papers, *days, topics={"deep sorting": ("a", "b")}), settings)


def test_every_file_of_the_api_is_valid_and_named_by_the_index(site: Rendered) -> None:
    schema = read(site, "schema")
    jsonschema.Draft202012Validator.check_schema(schema)
    index = read(site, "index")
    names = ["index.json", *index["papers"], *index["editions"], index["topics"]]
    assert {f"api/{name}" for name in names} | {"api/schema.json"} == {
        route for route in site.routes if route.startswith("api/")
    }
    for name in names:
        jsonschema.validate(json.loads(site[f"api/{name}"]), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"papers": [{"id": "x"}]}, schema)


def test_the_api_has_papers_editions_and_topics(site: Rendered) -> None:
    first, second = read(site, "papers/1")["papers"]
    assert first == {
        "id": "a", "page": "papers/a.html", "key": "b2025sorting", "title": "Sorting [in] $O(n)$",
        "authors": [{"name": "Ada B"}], "published": "2025-03-01", "arxiv": "2503.00001",
        "topics": ["deep-sorting"], "editions": ["2024-12-31", "2025-03-28"], "abstract": "We *sort*.",
    }  # fmt: skip
    assert second["editions"] == ["2025-03-28"]
    assert [day["date"] for day in read(site, "editions/2024")["editions"]] == ["2024-12-31"]
    (day,) = read(site, "editions/2025")["editions"]
    assert [(entry["paper"], entry["note"]) for entry in day["papers"]] == [("b", "Read it."), ("a", "Read it.")]
    assert read(site, "topics")["topics"][0]["papers"] == ["a", "b"]


def test_new_papers_change_the_last_file_of_papers_only(tmp_path: Path) -> None:
    def files(count: int) -> dict[str, str]:
        papers = [paper(f"p{n:04}") for n in range(count)]
        days = [edition(f"2025-03-{n + 1:02}", *(it.id for it in papers[n * 300 : n * 300 + 300])) for n in range(5)]
        made = Rendered(catalog(papers, *[day for day in days if day.listings]), config(tmp_path))
        return {route: made[route] for route in made.routes if route.startswith("api/papers/")}

    before, after = files(1100), files(1200)
    assert len(before) == 3
    assert [route for route in sorted(after) if after[route] != before.get(route)] == ["api/papers/3.json"]


def test_an_edition_is_there_as_markdown(site: Rendered) -> None:
    text = site["date/2025-03-28.md"]
    tokens = MarkdownIt("commonmark").parse(text)
    headings = [tokens[place + 1].children for place, token in enumerate(tokens) if token.type == "heading_open"]
    assert [part.content for part in headings[0] or ()] == ["28 March 2025"]
    links = [next(it for it in parts or () if it.type == "link_open") for parts in headings[1:]]
    assert [link.attrs["href"] for link in links] == [f"{BASE}papers/b.html", f"{BASE}papers/a.html"]
    assert "## 1. [Second # thing](" in text
    assert "Ada B · 2025-03-01 · [arXiv:2503.00001](https://arxiv.org/abs/2503.00001)" in text
    assert "We *sort*." in text
    assert "▲ 3" in site["date/2024-12-31.md"]


def test_votes_stand_there_where_they_are_known_though_they_are_none(tmp_path: Path) -> None:
    days = edition("2025-03-28", "heaps", "piles", votes=[0])
    made = Rendered(catalog([paper("heaps"), paper("piles")], days), config(tmp_path))
    assert made["date/2025-03-28.md"].count("▲") == made["date/2025-03-28.md"].count("▲ 0") == 1


def test_a_bracket_in_a_title_does_not_end_its_link(tmp_path: Path) -> None:
    made = Rendered(catalog([paper("a", "From (0, 1]")], edition("2025-03-28", "a")), config(tmp_path, base_url=BASE))
    html = MarkdownIt("commonmark").render(made["date/2025-03-28.md"])
    assert f'<a href="{BASE}papers/a.html">From (0, 1]</a>' in html


def test_of_more_than_ten_authors_the_first_ten_are_named(tmp_path: Path) -> None:
    names = [f"Ada {letter}" for letter in "BCDEFGHIJKL"]
    papers = [paper("ten", authors=names[:10]), paper("eleven", authors=names)]
    text = Rendered(catalog(papers, edition("2025-03-28", "ten", "eleven")), config(tmp_path))["date/2025-03-28.md"]
    assert [line for line in text.splitlines() if line.startswith("Ada")] == [
        ", ".join(names[:10]), f"{', '.join(names[:10])} et al."
    ]  # fmt: skip


def test_where_there_is_no_room_for_each_edition_those_of_a_month_are_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "_BESIDE_LISTS", 2)
    papers = [paper("a", "Sorting"), paper("b", "Searching")]
    days = edition("2025-02-27", "a"), edition("2025-03-27", "a"), edition("2025-03-28", "b")
    made = Rendered(catalog(papers, *days), config(tmp_path))
    assert {route for route in made.routes if route.endswith(".md")} == {"month/2025-02.md", "month/2025-03.md"}
    text = made["month/2025-03.md"]
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# 27 March 2025", "## 1. [Sorting](../papers/a.html)", "# 28 March 2025", "## 1. [Searching](../papers/b.html)"
    ]  # fmt: skip
    assert "<../date/2025-03-28.html>" in text
    assert (
        "## Archive\n\n- [March 2025](month/2025-03.md): 2\n- [February 2025](month/2025-02.md): 1\n"
        in made["llms.txt"]
    )


def test_papers_are_there_as_markdown_where_asked_for(site: Rendered, tmp_path: Path) -> None:
    assert "papers/a.md" not in site.routes
    papers = [paper("a", "Sorting [in] $O(n)$", "We *sort*.", authors=["Ada B"]), paper("b", abstract="")]
    made = Rendered(catalog(papers), config(tmp_path, base_url=BASE, markdown="papers"))
    assert made["papers/a.md"] == f"# Sorting [in] $O(n)$\n\n<{BASE}papers/a.html>\n\nAda B\n\nWe *sort*.\n"
    assert made["papers/b.md"] == f"# B\n\n<{BASE}papers/b.html>\n"


def test_llms_txt_leads_to_what_is_there(site: Rendered) -> None:
    text = site["llms.txt"]
    assert text.startswith("# News & more \\<b>\n\n> Worth a look\n\n## Archive\n\n- [28 March 2025](")
    for address in re.findall(r"\]\(([^)]*)\)", text):
        assert address.removeprefix(BASE) in site.routes


def test_llms_txt_names_no_bibliography_of_more_papers_than_one_can_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "_MOST_IN_ONE_FILE", 1)
    made = Rendered(catalog([paper("a"), paper("b")]), config(tmp_path, base_url=BASE))
    assert "papers.bib" not in made.routes
    assert "BibTeX" not in made["llms.txt"]
    assert "BibTeX" in Rendered(catalog([paper("a")]), config(tmp_path, base_url=BASE))["llms.txt"]


def test_browsers_can_search_the_site_from_their_address_bar(site: Rendered) -> None:
    root = ElementTree.fromstring(site.raw("opensearch.xml"))
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{name}ShortName") == "News & more <b>"
    url = root.find(f"{name}Url")
    assert url is not None
    assert url.get("template") == f"{BASE}search/?q={{searchTerms}}"
    assert 'rel="search"' in site["papers/a.html"]


def test_every_page_names_the_atom_feed_and_the_home_page_the_json_feed_too(site: Rendered) -> None:
    for page in ("index.html", "papers/a.html", "papers/index.html"):
        assert 'type="application/atom+xml"' in site[page]
        assert ('type="application/feed+json"' in site[page]) == (page == "index.html")


def test_a_site_without_papers_has_none_of_it(tmp_path: Path) -> None:
    made = Rendered(catalog([]), config(tmp_path, base_url=BASE))
    assert not {route for route in made.routes if route.startswith(("api/", "llms"))}


def read(site: Rendered, name: str) -> Any:
    return json.loads(site[f"api/{name}.json"])
