"""What hosts are told, and what a reader meets where a paper used to be."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.config import Newsletter
from sitegen.routes import is_named_by_content
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.little import LittleSite

BASE = "https://example.org/digest/"


def moved(folder: Path, *aliases: str, **values: Any) -> Rendered:
    joined = msgspec.structs.replace(paper("new", "On <Moving>"), aliases=aliases)
    return Rendered(
        catalog([joined, paper("other")], edition("2025-03-28", "new", "other")),
        config(folder, base_url=BASE, **values),
    )


def rules(site: Rendered) -> dict[str, dict[str, str]]:
    """The headers of `_headers` by the paths that they are for."""
    found: dict[str, dict[str, str]] = {}
    for line in site["_headers"].splitlines():
        if line.startswith("/"):
            headers = found[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return found


def test_the_header_says_what_the_page_says_and_forbids_frames(tmp_path: Path) -> None:
    site = moved(tmp_path, newsletter=Newsletter(action='https://mail.example.net/"/subscribe'))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', site["index.html"])
    assert policy is not None
    header = rules(site)["/*"]["Content-Security-Policy"]
    assert header == f"{unescape(policy[1])}; frame-ancestors 'none'"
    assert "form-action 'self' https://mail.example.net;" in header
    assert "require-trusted-types-for 'script'" in header


@pytest.mark.parametrize(
    "action",
    [
        "https://mail.example; script-src *",
        "https://mail.example;script-src/*",
        "https://mail.example *",
        "https://mail.example,x",
        "https://a'b",
        "https://*",
        "javascript:alert(1)",
        "https:",
        "data://x",
    ],
)
def test_a_newsletter_adds_no_words_to_the_policy(tmp_path: Path, action: str) -> None:
    site = moved(tmp_path, newsletter=Newsletter(action=action))
    header = rules(site)["/*"]["Content-Security-Policy"]
    assert "; form-action 'self'; require-trusted-types-for 'script'; trusted-types sitegen;" in header


def test_what_is_named_by_its_content_is_kept_for_ever_and_nothing_else(tmp_path: Path) -> None:
    site = moved(tmp_path)
    kept = [path for path, headers in rules(site).items() if "immutable" in headers.get("Cache-Control", "")]
    assert {path.split("/")[1] for path in kept} == {"assets", "search"}
    assert site.theme.site.assets.startswith("assets/")
    assert all(is_named_by_content(path.removeprefix("/")) for path in kept)
    assert "/search/terms/*" in kept


@pytest.mark.parametrize(("urls", "end"), [("file", ".html"), ("clean", "")])
def test_a_reader_of_an_old_place_is_led_on(tmp_path: Path, urls: Any, end: str) -> None:
    site = moved(tmp_path, "old", urls=urls)
    page = site["papers/old.html"]
    assert f'<link rel="canonical" href="{BASE}papers/new{end}">' in page
    assert f'<meta http-equiv="refresh" content="0; url=../papers/new{end}">' in page
    assert f'<a href="../papers/new{end}">On &lt;Moving&gt;</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page
    assert site["_redirects"] == f"/digest/papers/old{end} /digest/papers/new{end} 301\n"
    assert "papers/old" not in site["sitemap.xml"]


@pytest.mark.parametrize(
    "alias",
    [
        "other",
        "OTHER",
        "new",
        "index",
        "The Curse of Depth",
        "../x",
        "a/b",
        "",
        "x\n",
        "index.p2",
        "INDEX.p2",
        "CON",
        "aux",
        "com1.x",
    ],
)
def test_an_alias_that_is_no_place_or_another_page_s_makes_none(tmp_path: Path, alias: str) -> None:
    site = moved(tmp_path, alias)
    assert "_redirects" not in site.routes
    assert site.outputs["papers/other.html"].view.id == "other"


def test_two_papers_that_were_one_lead_on_from_it_once(tmp_path: Path) -> None:
    papers = [msgspec.structs.replace(paper(name), aliases=("old", "Old")) for name in "ab"]
    site = Rendered(catalog(papers), config(tmp_path))
    assert site["_redirects"] == "/papers/old.html /papers/a.html 301\n"


def test_a_shared_link_brings_the_theme_s_picture_along_where_the_site_has_an_address(tmp_path: Path) -> None:
    site = moved(tmp_path)
    picture = re.search(r'<meta property="og:image" content="([^"]*)">', site["papers/new.html"])
    assert picture is not None
    data = site.raw(picture[1].removeprefix(BASE))
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1200, 630)
    assert "og:image" not in Rendered(catalog([paper("a")]), config(tmp_path))["papers/a.html"]


def test_a_topic_that_was_merged_leads_on_with_its_feed(tmp_path: Path) -> None:
    papers = [paper("a"), paper("b")]
    known = catalog(papers, edition("2025-03-28", "a", "b"), topics={"deep nets": ("a", "b")})
    topic = msgspec.structs.replace(known.topics[0], aliases=("old", "deep-nets", "index"), description="On *depth*.")
    site = Rendered(msgspec.structs.replace(known, topics=(topic,)), config(tmp_path, topic_feeds=2))
    assert 'content="0; url=../topics/deep-nets.html"' in site["topics/old.html"]
    assert "/topics/old.html /topics/deep-nets.html 301" in site["_redirects"]
    assert site["topics/old.xml"] == site["topics/deep-nets.xml"]
    assert "<p>On <em>depth</em>.</p>" in site["topics/deep-nets.html"]
    assert "0; url=" not in site["topics/deep-nets.html"] + site["topics/index.html"]


def test_a_free_page_that_was_renamed_leads_on(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("pages/circle.md", '---\naliases: ["group", "about", "papers", "Our group"]\n---\n\n# Reading circle\n')
    site.write("pages/talks.md", "# Talks\n\n[the circle](../group.html)\n")
    site.build()
    assert 'content="0; url=circle.html"' in site.html("group.html")
    assert site.html("_redirects") == "/group.html /circle.html 301\n"
    assert not {"papers.html", "Our group.html"} & site.routes
    assert "0; url=" not in site.html("about.html")
    assert site.findings == ["warning[id-taken] pages/circle.md"]


def test_an_edition_whose_day_was_corrected_leads_on_and_stays_one_entry_in_feeds(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope")
    site.paste("2025-03-30", "Songs of Rain")
    site.build(base_url="https://papers.example/")
    site.edit("editions/2025-03-28.md", "2025-03-28", "2025-03-27")
    site.edit("editions/2025-03-28.md", "curator:", 'aliases: ["Spring", "2025-03-30", "2025-03-28"]\ncurator:')
    site.write("pages/talks.md", "# Talks\n\n[that list](../date/2025-03-28.html)\n")
    (site.content / "editions/2025-03-28.md").rename(site.content / "editions/2025-03-27.md")
    result = site.build(base_url="https://papers.example/")
    assert result.gone == ()
    assert site.findings == ["warning[id-taken] editions/2025-03-27.md"]
    assert 'content="0; url=../date/2025-03-27.html"' in site.html("date/2025-03-28.html")
    assert '">27 March 2025</a>' in site.html("date/2025-03-28.html")
    assert site.titles("date/2025-03-30.html") == ["Songs of Rain"]
    assert "date/2025-03-28</id>" in site.html("editions.xml")
    # the next list of that day keeps it
    site.paste("2025-03-27", "Maps of Rooms")
    site.build(base_url="https://papers.example/")
    assert 'aliases: ["Spring", "2025-03-30", "2025-03-28"]' in site.read("editions/2025-03-27.md")
    assert "Maps of Rooms" in site.titles("date/2025-03-27.html")


def test_an_alias_written_as_an_address_makes_no_page_with_two_endings(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("pages/circle.md", '---\naliases: ["x.html", "feed.xml", "TCP/IP"]\n---\n\n# Reading circle\n')
    site.build()
    assert not {"x.html.html", "feed.xml.html", "_redirects"} & site.routes
    assert site.findings == ["warning[lost-address] pages/circle.md"] * 2


def test_headers_and_redirects_stay_within_what_hosts_read(tmp_path: Path) -> None:
    """Cloudflare reads 2,000 redirects of 1,000 characters, and 100 rules of headers with lines of 2,000."""
    site = moved(tmp_path, *[f"old-{number}" for number in range(2100)])
    redirects = site["_redirects"].splitlines()
    assert len(redirects) == 2000
    assert max(map(len, redirects)) < 1000
    assert len(rules(site)) < 100
    assert max(map(len, site["_headers"].splitlines())) < 2000
    # the pages that lead on are there for all of them
    assert "papers/old-2099.html" in site.routes


def test_an_address_with_other_letters_is_escaped_in_the_sitemap(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.build(base_url="https://example.org/été")
    assert "<loc>https://example.org/%C3%A9t%C3%A9/</loc>" in site.html("sitemap.xml")
