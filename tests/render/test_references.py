"""Links, pictures and lists of papers in what editors write, as a reader sees them."""

from __future__ import annotations

import os
import posixpath
import re
import struct
from pathlib import Path
from urllib.parse import unquote

import pytest

from sitegen.render.markup.picture_size import picture_size
from sitegen.text import references
from tests.bounds import at_most
from tests.little import LittleSite

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
DEPTH = "papers/2025/the-curse-of-depth.md"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth", "Learning Hope")
    site.build()
    return site


def picture(site: LittleSite, path: str) -> None:
    file = site.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PNG)


def body(site: LittleSite, text: str) -> str:
    """The prose of a page with some Markdown."""
    site.write("pages/more.md", f"# More\n\n{text}\n")
    site.build()
    found = re.search(r'<div class="prose">(.*?)</div>', site.html("more.html"), re.DOTALL)
    assert found
    return found[1].strip()


def test_a_picture_beside_a_page_is_published_with_its_size(site: LittleSite) -> None:
    picture(site, "pages/a plot.png")
    picture(site, "pages/unused.png")
    html = body(site, "![A plot](<a plot.png>)")
    src = "files/pages/a%20plot.png"
    assert html == f'<p><img src="{src}" alt="A plot" width="640" height="480" loading="lazy"></p>'
    assert (site.output / "files/pages/a plot.png").read_bytes() == PNG
    assert not (site.output / "files/pages/unused.png").exists()
    assert site.findings == []


def test_a_picture_for_all_pages_is_shown_by_its_name_where_none_lies_beside_the_page(site: LittleSite) -> None:
    picture(site, "assets/plot.png")
    assert 'src="files/assets/plot.png"' in body(site, "![A plot](plot.png)")
    assert site.findings == []
    picture(site, "pages/plot.png")
    assert 'src="files/pages/plot.png"' in body(site, "![A plot](plot.png)")


def test_a_dead_link_is_reported_once_in_each_line(site: LittleSite) -> None:
    body(site, "[a](gone.md) and [b](gone.md), [c](gone.md#part)\n\n[d](gone.md)")
    places = [(found.at.line, found.at.column) for found in site.report.diagnostics if found.at]
    assert places == [(3, 5), (5, 5)]
    assert [found.excerpt for found in site.report.diagnostics][1] == "[d](gone.md)"


def test_a_link_to_a_heading_that_is_not_there_is_told_although_ids_of_footnotes_begin_so(site: LittleSite) -> None:
    body(site, "[a](#fnirs-data), [b](#fnirs)\n\n## fNIRS data")
    assert [(found.code, found.message) for found in site.report.diagnostics] == [
        ("dead-anchor", "the page has no heading 'fnirs'")
    ]


def test_a_link_to_a_page_s_own_title_leads_there_unless_another_heading_is_called_so(site: LittleSite) -> None:
    site.write("pages/group.md", "# Group\n\n[[more#More]]\n")
    body(site, "[a](#more), [[#More|b]], [[group#Group|c]]")
    assert site.findings == []
    html = site.html("more.html")
    assert '<h1 id="h-more">More</h1>' in html
    assert re.findall('href="([^"]*#h-[^"]*)"', html) == ["#h-more", "more.html#h-more", "group.html#h-group"]
    body(site, "[a](#more)\n\n## More")
    assert '<h2 id="h-more">' in site.html("more.html")
    assert '<h1 id="h-more-2">' in site.html("more.html")


def test_a_heading_in_letters_of_any_language_is_linked_to(site: LittleSite) -> None:
    text = "[[more#结果|a]], [b](#Привет-мир) and [c](<#Привет мир>)\n\n## 结果\n\n## Привет мир\n\n## …"
    html = body(site, text)
    assert site.findings == []
    assert re.findall('id="(h-[^"]*)"', html) == ["h-结果", "h-привет-мир", "h-section"]
    assert re.findall('href="[^"]*#([^"]*)"', html) == ["h-结果", "h-привет-мир", "h-привет-мир"]


def test_twenty_thousand_dead_links_are_reported_in_linear_time(site: LittleSite) -> None:
    with at_most(60):
        body(site, "[](" * 20_000)
    assert site.findings == ["warning[dead-link] pages/more.md"]


def test_a_picture_that_is_changed_or_no_longer_shown_follows(site: LittleSite) -> None:
    picture(site, "assets/plot.png")
    body(site, "![A plot](../assets/plot.png)")
    (site.content / "assets/plot.png").write_bytes(PNG + b"more")
    site.build()
    assert (site.output / "files/assets/plot.png").read_bytes() == PNG + b"more"
    body(site, "Nothing.")
    assert not (site.output / "files").exists() or not list((site.output / "files").rglob("*.png"))


def test_a_picture_in_a_note_is_shown_on_every_page_that_shows_the_note(site: LittleSite) -> None:
    picture(site, "assets/plot.png")
    edition = "editions/2025-03-28.md"
    first = site.read(edition).splitlines()[-2]
    site.edit(edition, first, f"{first}\n\n   See ![A plot](../assets/plot.png)\n")
    site.build()
    assert 'src="files/assets/plot.png"' in site.html("index.html")
    assert 'src="../files/assets/plot.png"' in site.html("date/2025-03-28.html")
    assert 'src="../files/assets/plot.png"' in site.html("papers/the-curse-of-depth.html")


@pytest.mark.parametrize("name", [".secret", "../outside.txt", "link.txt", "sub/../../../outside.txt"])
def test_nothing_hidden_or_outside_the_content_is_published(site: LittleSite, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    site.write("pages/.secret", "secret")
    (site.content / "pages/link.txt").symlink_to(tmp_path / "outside.txt")
    body(site, f"[x]({name})")
    assert not (site.output / "files").exists()
    code = "not-read" if name == "link.txt" else site.report.diagnostics[0].code
    assert site.findings == [f"warning[{code}] pages/more.md"]
    assert code in ("missing-file", "dead-link", "not-read")


@pytest.mark.parametrize(
    "text", ["![A plot](../assets/link.png)", "![[link.png]]", "![A plot](../assets/folder/x.png)"]
)
def test_a_picture_that_is_a_link_out_of_the_content_is_told_as_a_page_is(
    site: LittleSite, tmp_path: Path, text: str
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/x.png").write_bytes(PNG)
    (site.content / "assets").mkdir()
    (site.content / "assets/link.png").symlink_to(tmp_path / "outside/x.png")
    (site.content / "assets/folder").symlink_to(tmp_path / "outside")
    body(site, text)
    (found,) = site.report.diagnostics
    assert (found.code, found.at and found.at.line) == (
        "not-read",
        site.read("pages/more.md").split("\n").index(text) + 1,
    )
    assert f"is a link that leads out of {site.content.as_posix()}, and is not published" in found.message
    assert found.hint == "put the file itself there"


def test_each_of_several_links_out_of_the_content_is_told(site: LittleSite, tmp_path: Path) -> None:
    (site.content / "assets").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("secret", "utf-8")
        (site.content / "assets" / name).symlink_to(tmp_path / name)
    body(site, "[a](../assets/a.txt) and [b](../assets/b.txt)")
    assert [(found.code, found.at and found.at.column) for found in site.report.diagnostics] == [
        ("not-read", 5),
        ("not-read", 30),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["f.png", "f"])
def test_a_pipe_is_told_to_be_no_file(site: LittleSite, name: str) -> None:
    (site.content / "assets").mkdir()
    os.mkfifo(site.content / "assets" / name)
    body(site, f"![f](../assets/{name})")
    (found,) = site.report.diagnostics
    assert (found.code, found.message) == (
        "not-read",
        f"'../assets/{name}': this is not a file, and is not published",
    )


@pytest.mark.parametrize(
    ("name", "written", "problem"),
    [
        ("a:b.png", "./a:b.png", "has a name that not every system can hold"),
        ("a?b.png", "a%3Fb.png", "has a name that not every system can hold"),
        ("aux.png", "aux.png", "has a name that not every system can hold"),
        (".plot.png", ".plot.png", "is hidden"),
    ],
)
@pytest.mark.parametrize("folder", ["pages", "assets"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no files of these names")
def test_a_picture_whose_name_keeps_it_from_being_published_is_to_be_renamed(
    site: LittleSite, folder: str, name: str, written: str, problem: str
) -> None:
    picture(site, f"{folder}/{name}")
    body(site, f"![A plot]({written})")
    (found,) = site.report.diagnostics
    shown = written.replace("%3F", "?")
    assert (found.code, found.message) == ("not-read", f"'{shown}' {problem}, and is not published")
    assert found.hint == "rename it"


def test_a_name_that_is_too_long_for_a_file_leads_nowhere(site: LittleSite) -> None:
    body(site, f"[a]({'a' * 300}.md), ![b]({'b' * 300}.png)")
    assert site.findings == ["warning[dead-link] pages/more.md", "warning[missing-file] pages/more.md"]


def test_a_picture_that_may_not_be_read_is_told(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    picture(site, "assets/plot.png")
    monkeypatch.setattr("os.access", lambda path, mode: not path.endswith(".png"))
    body(site, "![A plot](../assets/plot.png)")
    (found,) = site.report.diagnostics
    assert found.message == "'../assets/plot.png': this may not be read, and is not published"


def test_a_picture_that_is_a_link_within_the_content_is_published(site: LittleSite) -> None:
    picture(site, "assets/plot.png")
    (site.content / "assets/link.png").symlink_to("plot.png")
    assert "files/assets/link.png" in body(site, "![A plot](../assets/link.png)")
    assert site.findings == []


def test_a_link_to_a_paper_leads_on_when_its_page_is_joined_with_another_or_moved(site: LittleSite) -> None:
    link = "[hope](../papers/2025/learning-hope.md)"
    html = body(site, link)
    text = site.read("papers/2025/learning-hope.md")
    site.delete("papers/2025/learning-hope.md")
    site.write("papers/best/learning-hope.md", text)
    assert body(site, link) == html
    assert site.findings == []
    site.delete("papers/best/learning-hope.md")
    site.edit(DEPTH, "generated:", 'aliases: ["learning-hope"]\ngenerated:')
    assert body(site, link) == html.replace("learning-hope", "the-curse-of-depth")
    assert "warning[dead-link] pages/more.md" not in site.findings
    assert 'href="papers/' not in body(site, "[hope](../pages/learning-hope.md)")


def test_links_as_obsidian_writes_them(site: LittleSite) -> None:
    site.write("pages/about.md", "# Who we are\n\n## In short\n\nTwo.\n")
    picture(site, "assets/plot.png")
    assert (
        body(site, "[[the-curse-of-depth]]") == '<p><a href="papers/the-curse-of-depth.html">The Curse of Depth</a></p>'
    )
    assert (
        body(site, "[[The-Curse-of-Depth|a *curse*]]")
        == '<p><a href="papers/the-curse-of-depth.html">a *curse*</a></p>'
    )
    assert body(site, "[[2025-03-28]]") == '<p><a href="date/2025-03-28.html">28 March 2025</a></p>'
    assert body(site, "[[about#In short]]") == '<p><a href="about.html#h-in-short">Who we are</a></p>'
    assert 'src="files/assets/plot.png" alt=""' in body(site, "![[plot.png|300]]")
    assert site.findings == []
    assert body(site, "[[depth]] and `[[code]]`") == "<p>[[depth]] and <code>[[code]]</code></p>"
    assert site.findings == ["warning[dead-link] pages/more.md"]


def test_an_obsidian_link_to_a_heading_of_its_own_page_leads_there_from_wherever_it_shows(site: LittleSite) -> None:
    html = body(site, "[[#In short]], [[#In%20short|below]], [[#]], [[#Nope]]\n\n## In short")
    link = '<a href="more.html#h-in-short">'
    assert f"<p>{link}In short</a>, {link}below</a>, [[#]], " in html
    assert site.findings == ["warning[dead-anchor] pages/more.md"]
    site.edit("editions/2025-03-28.md", "1. [The", "See [[#Later]].\n\n## Later\n\n1. [The")
    site.build()
    assert 'See <a href="date/2025-03-28.html#h-later">Later</a>' in site.html("index.html")


def test_the_bar_of_an_obsidian_link_may_be_escaped_as_tables_want_it(site: LittleSite) -> None:
    site.write("pages/about.md", "# Who we are\n\n## In short\n\nTwo.\n")
    picture(site, "assets/plot.png")
    table = r"| [[learning-hope\|Hope]] | [[about#In short\|we]] | ![[plot.png\|100]] |"
    html = body(site, f"No table: [[learning-hope\\|all of it]]\n\n| a | b | c |\n|---|---|---|\n{table}")
    assert '<td><a href="papers/learning-hope.html">Hope</a></td>' in html
    assert '<td><a href="about.html#h-in-short">we</a></td>' in html
    assert '<td><img src="files/assets/plot.png"' in html
    assert '<p>No table: <a href="papers/learning-hope.html">all of it</a></p>' in html
    assert site.findings == []


def test_a_topic_is_linked_by_its_slug_or_its_label(site: LittleSite) -> None:
    site.write("site.toml", "[topics]\nminimum = 1\n")
    site.write("topics.toml", '[very-deep]\nlabel = "Deep nets"\nspellings = ["depth"]\n')
    assert body(site, "[[very-deep]]") == '<p><a href="topics/very-deep.html">Deep nets</a></p>'
    assert body(site, "[[deep nets]]") == '<p><a href="topics/very-deep.html">Deep nets</a></p>'


@pytest.mark.parametrize("page", ["index.html", "date/2025-03-28.html", "papers/the-curse-of-depth.html"])
def test_links_and_pictures_of_an_abstract_lead_on_from_each_page_that_shows_it(site: LittleSite, page: str) -> None:
    site.write("pages/about.md", "# Who we are\n")
    picture(site, f"{posixpath.dirname(DEPTH)}/plot.png")
    site.edit(DEPTH, "We study how", "As [told](../../pages/about.md), ![A plot](plot.png), we study how")
    site.build()
    up = "../" * page.count("/")
    assert f'<a href="{up}about.html">told</a>' in site.html(page)
    assert f'src="{up}files/papers/2025/plot.png"' in site.html(page)
    assert site.findings == []


def test_links_of_an_abstract_lead_on_from_the_feed_of_editions(site: LittleSite) -> None:
    site.write("site.toml", 'base_url = "https://papers.example/"\n')
    site.write("pages/about.md", "# Who we are\n")
    site.edit(DEPTH, "We study how", "As [told](../../pages/about.md), we study how")
    site.build()
    assert "https://papers.example/about.html" in site.html("editions.xml")


def test_double_brackets_of_an_abstract_are_its_letters(site: LittleSite) -> None:
    site.edit(DEPTH, "We study how", "We study [[learning-hope]], and how")
    site.build()
    assert "[[learning-hope]]" in site.text("papers/the-curse-of-depth.html")


def test_double_brackets_of_an_abstract_that_name_a_page_are_told_and_others_are_not(site: LittleSite) -> None:
    site.edit(DEPTH, "We study how", "We study [[learning-hope]] and [[nothing]], and how")
    site.write(DEPTH, site.read(DEPTH) + "\n# Notes\n\nSee [[learning-hope]].\n")
    site.build()
    assert site.findings == [f"warning[dead-link] {DEPTH}"]
    assert site.report.diagnostics[0].excerpt.startswith("We study [[")


def test_a_link_to_a_page_of_the_site_is_none_to_a_file(site: LittleSite) -> None:
    assert 'href="date/index.html"' in body(site, "[archive](date/index.html)")
    assert site.findings == []
    body(site, "[archive](dates/index.html)")
    assert site.findings == ["warning[dead-link] pages/more.md"]


def test_an_address_of_the_site_is_right_wherever_the_words_show_that_have_it(site: LittleSite) -> None:
    site.write(
        "topics.toml", '[hope]\nlabel = "Hope"\nspellings = ["hope"]\ndescription = "Or [all](topics/index.html)."\n'
    )
    site.write("site.toml", "[topics]\nminimum = 1\n")
    edition = "editions/2025-03-28.md"
    first = site.read(edition).splitlines()[-2]
    site.edit(edition, first, f"[About](topics/hope.html?a#b).\n\n{first}\n\n   See [more](topics/hope.html).\n")
    site.edit(
        DEPTH, "We study how", "We [hope](topics/hope.html), [once](learning-hope.html) and [twice](about.html), how"
    )
    site.build()
    assert site.findings == []
    assert 'href="topics/hope.html?a#b">About' in site.html("index.html")
    assert 'href="topics/hope.html">more' in site.html("index.html")
    assert 'href="../topics/hope.html?a#b">About' in site.html("date/2025-03-28.html")
    assert 'href="../topics/hope.html">more' in site.html("date/2025-03-28.html")
    assert 'href="../topics/index.html">all' in site.html("topics/hope.html")
    paper = site.html("papers/the-curse-of-depth.html")
    for link in ("../topics/hope.html", "learning-hope.html", "../about.html"):
        assert f'href="{link}">' in paper
    assert 'href="../topics/hope.html">more' in paper


def test_an_address_that_leads_out_of_the_site_leads_to_the_page_of_the_site(site: LittleSite) -> None:
    html = body(site, "[a](../papers/learning-hope.html#related), [b](../blog/papers.html)")
    assert 'href="papers/learning-hope.html#related">a' in html
    assert 'href="../blog/papers.html">b' in html
    assert site.findings == ["warning[dead-link] pages/more.md"]


@pytest.mark.parametrize("base_url", ["", "https://example.org/", "https://example.org/digest/"])
def test_an_address_from_the_top_of_the_site_leads_there_from_wherever_it_shows(
    site: LittleSite, base_url: str
) -> None:
    picture(site, "assets/plot.png")
    top = "/digest/" if "digest" in base_url else "/"
    links = f"[a](/about.html#part) [b]({top}feed.xml) [c](/topics/) [d](/) [e](/editions/2025-03-28.md)"
    site.edit(DEPTH, "We study how", f"We [f](/papers/2025/learning-hope.md) {links} ![g](/assets/plot.png), how")
    site.write("topics.toml", '[hope]\nlabel = "Hope"\nspellings = ["hope"]\n')
    site.write("site.toml", f'base_url = "{base_url}"\n[topics]\nminimum = 1\n')
    site.build()
    assert site.findings == []
    paper = site.html("papers/the-curse-of-depth.html")
    for link in ("about.html#part", "feed.xml", "topics/index.html", "index.html", "date/2025-03-28.html"):
        assert f'href="../{link}">' in paper
    assert 'href="learning-hope.html">f' in paper
    assert 'src="../files/assets/plot.png"' in paper


@pytest.mark.parametrize("link", ["/nope.html", "/editions/2025-03-27.md", "/papers/2025/x.md", "http://", "mailto:"])
def test_an_address_without_a_host_that_leads_nowhere_is_dead(site: LittleSite, link: str) -> None:
    body(site, f"[a]({link}), [b](//example.org/x), [c](mailto:a@b.org), [d](https://example.org)")
    assert [found.message for found in site.report.diagnostics] == [f"no page lies at {link!r}"]


def test_an_address_of_a_file_that_is_made_stays_as_it_is(site: LittleSite) -> None:
    links = " ".join(f"[a]({link})" for link in ("/robots.txt", "/papers.csl.json", "/date/2025-03-28.md"))
    html = body(site, links)
    assert site.report.diagnostics == ()
    assert 'href="/robots.txt"' in html


def test_an_address_of_a_page_that_the_site_may_have_and_has_not_is_dead(site: LittleSite) -> None:
    body(site, "[a](searches/index.html), [b](date/2025-03-28.p2.html)")
    assert [found.message for found in site.report.diagnostics] == [
        "no page lies at 'searches/index.html'",
        "no page lies at 'date/2025-03-28.p2.html'",
    ]


def test_a_query_and_a_place_in_a_file_stay_in_a_link(site: LittleSite) -> None:
    site.write("assets/talk.pdf", "%PDF")
    html = body(site, "[a](talk.pdf#page=2), [b](../papers/2025/learning-hope.md?v=2#x-y)\n\n# X y")
    assert 'href="files/assets/talk.pdf#page=2"' in html
    assert 'href="papers/learning-hope.html?v=2#h-x-y"' in html


def test_a_file_beside_the_page_is_suggested_before_one_of_its_name_for_all_pages(site: LittleSite) -> None:
    picture(site, "assets/plot.png")
    body(site, "![A plot](plott.png)")
    assert "did you mean ../assets/plot.png?" in site.report.diagnostics[0].hint
    picture(site, "pages/plot.png")
    body(site, "![A plot](plott.png)")
    assert "did you mean plot.png?" in site.report.diagnostics[0].hint


def test_a_name_with_a_space_is_suggested_as_a_link_can_have_it(site: LittleSite) -> None:
    site.write("pages/about us.md", "# About us\n")
    picture(site, "pages/a plot.png")
    body(site, "[a](about us.md), [b](about%20uss.md), ![c](<a plott.png>)")
    hints = {found.hint for found in site.report.diagnostics}
    assert hints == {"did you mean <about us.md>?", "did you mean <a plot.png>?"}
    body(site, "[a](<about us.md>), ![c](<a plot.png>)")
    assert site.findings == []


def test_a_name_that_is_not_written_out_is_completed(site: LittleSite) -> None:
    path = "papers/2025/slow-clocks-in-the-harbours-of-northern-cities.md"
    site.write(path, "---\ntitle: Slow clocks in the harbours of northern cities\n---\n\nThey are late.\n")
    body(site, "[clocks](../papers/2025/slow-clocks.md)")
    assert [found.hint for found in site.report.diagnostics] == [f"did you mean ../{path}?"]


def test_a_paper_that_is_not_there_is_no_missing_file_although_its_arxiv_id_has_a_point(site: LittleSite) -> None:
    body(site, "[[2412.15205]]")
    assert site.findings == ["warning[dead-link] pages/more.md"]


@pytest.mark.parametrize("path", ["pages/plan.md", "papers/2025/plan.md"])
def test_of_a_link_to_a_draft_only_the_text_shows(site: LittleSite, path: str) -> None:
    site.write(path, '---\ntitle: "A plan"\ndraft: true\n---\n\nNot yet.\n')
    link = f"../{path}"
    words = f"See [[plan]], [[plan#x|our *plan*]], [the **plan**]({link}#x), ![a]({link}), [hope][1]."
    html = body(site, f"{words}\n\n[1]: {link}")
    assert html == "<p>See plan, our *plan*, the <strong>plan</strong>, a, hope.</p>"
    told = {(found.code, found.message, found.hint) for found in site.report.diagnostics}
    what = "is not published: it is a draft, or cannot be read"
    hint = "publish it, or remove the link"
    assert told == {("dead-link", f"{name!r} {what}", hint) for name in ("plan", link)}


def test_a_list_of_papers_shows_full_entries(site: LittleSite) -> None:
    site.write(
        "pages/spring.md",
        "# Spring\n\n## First weeks\n\nWe read:\n\n"
        "- [Depth](../papers/2025/the-curse-of-depth.md): start *here*\n\n  Then this.\n"
        "- [[learning-hope]]\n\n### Later\n\n- [Depth](../papers/2025/the-curse-of-depth.md)\n- a book\n",
    )
    site.build()
    assert site.titles("spring.html") == ["The Curse of Depth", "Learning Hope"]
    html = site.html("spring.html")
    assert "<p>start <em>here</em></p>\n<p>Then this.</p>" in html
    headings = ['<h1 id="h-spring">', '<h2 id="h-first-weeks">', '<h3 id="h-later">']
    assert re.findall(r"<h\d id=\"h-[\w-]+\">", html) == headings
    assert "<li>a book</li>" in html
    assert site.findings == []


def test_a_list_of_things_to_do_has_boxes(site: LittleSite) -> None:
    html = body(site, "- [x] [[learning-hope]]\n- [ ] write")
    assert html.count('type="checkbox"') == 2
    assert html.count("<label") == 2
    assert html.count('checked="checked"') == 1
    assert site.titles("more.html") == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, (640, 480)),
        (b"GIF89a\x03\x00\x02\x00", (3, 2)),
        (b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08\x00\x02\x00\x03", (3, 2)),
        (b"RIFF....WEBPVP8X" + bytes(8) + b"\x02\0\0\x01\0\0", (3, 2)),
        (b"RIFF....WEBPVP8L" + bytes(5) + ((3 - 1) | (2 - 1) << 14).to_bytes(4, "little"), (3, 2)),
        (b"RIFF....WEBPVP8 " + bytes(10) + b"\x03\0\x02\0", (3, 2)),
        (b"\x89PNG\r\n\x1a\n", (0, 0)),
        (b"<svg/>", (0, 0)),
        (b"\xff\xd8\xff", (0, 0)),
    ],
)
def test_the_size_of_a_picture(data: bytes, expected: tuple[int, int]) -> None:
    assert picture_size(data) == expected


def test_references_are_found_with_their_places() -> None:
    text = "[a](<b c.md>#x) ![d](e%20f.png) [g](https://h) ``[i](j.md)``\n\n~~~\n[[k]]\n~~~\n[[l#m n|o]]\n\n[p]: q.md\n"
    found = [(r.target, r.part, text[r.start : r.start + r.length]) for r in references.find(text)]
    assert found == [
        ("b c.md", "", "b c.md"),
        ("e f.png", "", "e%20f.png"),
        ("l", "m n", "l#m n"),
        ("q.md", "", "q.md"),
    ]
    assert [found.target for found in references.find(r"[a\](b.md) [c\\](d.md)")] == ["d.md"]
    # a query is the reader's browser's affair
    assert [(r.target, r.part) for r in references.find("[a](b.md?v=2#c)")] == [("b.md", "c")]


def test_every_page_that_lies_in_a_file_leads_to_where_it_may_be_edited(site: LittleSite) -> None:
    site.write("site.toml", 'edit_url = "https://git.example/edit/{path}"\n')
    site.write("pages/reading list.md", "# Reading\n\nWords.\n")
    site.build()
    for route, path in (
        ("papers/learning-hope.html", "papers/2025/learning-hope.md"),
        ("date/2025-03-28.html", "editions/2025-03-28.md"),
        ("index.html", "editions/2025-03-28.md"),
        ("reading-list.html", "pages/reading%20list.md"),
    ):
        assert f'href="https://git.example/edit/{path}"' in site.html(route)
    assert "git.example" not in site.html("about.html")


def test_a_sign_of_numbers_in_a_name_is_escaped_in_links(site: LittleSite) -> None:
    picture(site, "pages/a #1.png")
    site.write("pages/C# notes.md", "# On C\n")
    html = body(site, "![a](a%20%231.png) [c](C%23%20notes.md)")
    assert 'href="c-notes.html"' in html
    source = re.search(r'src="([^"#]*)"', html)
    assert source
    assert (site.output / unquote(source[1])).read_bytes() == PNG
    assert site.findings == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("![a](<a #1.png>)", "a%20%231.png"),
        ("![[a #1.png]]", "a%20%231.png"),
        ("[c](<C# notes.md>)", "C%23%20notes.md"),
        ("[[C# notes]]", "C%23%20notes.md"),
    ],
)
def test_a_sign_of_numbers_that_is_not_escaped_is_told(site: LittleSite, written: str, right: str) -> None:
    picture(site, "pages/a #1.png")
    site.write("pages/C# notes.md", "# On C\n")
    body(site, written)
    assert site.findings == ["warning[dead-link] pages/more.md"]
    assert site.report.diagnostics[0].hint == f"write [text]({right})"


@pytest.mark.parametrize(
    "written", ["![plot](../assets/my plot.png)", "[plot](../assets/my%20plot.png).", "[a](my b.md)"]
)
def test_a_space_in_an_address_that_ends_there_is_told(site: LittleSite, written: str) -> None:
    site.write("assets/my plot.png", "PNG")
    site.write("pages/my b.md", "# B\n")
    site.write("pages/a.md", f"# A\n\nSee {written}\n")
    site.build()
    told = [(found.message, found.hint) for found in site.report.diagnostics]
    right = "<my b.md>" if ".md" in written else "<../assets/my plot.png>"
    assert told == ([] if "%" in written else [("an address ends at a space", f"write [text]({right})")])


def test_signs_of_a_comment_in_a_title_hide_no_dead_link(site: LittleSite) -> None:
    site.write("pages/more.md", '---\ntitle: "On <!-- tags"\n---\n\n[x](gone.md) <!-- [y](gone-too.md) -->\n')
    site.build()
    assert site.findings == ["warning[dead-link] pages/more.md"]


def test_brackets_in_an_abstract_leave_those_of_the_notes_alone(site: LittleSite) -> None:
    site.edit(DEPTH, "\n---\n\n", "\n---\n\n[[learning-hope]] [[the-curse-of-depth]] ")
    site.write(DEPTH, (site.content / DEPTH).read_text() + "\n## Notes\n\n[[the-curse-of-depth]]\n")
    site.build()
    assert site.findings == [f"warning[dead-link] {DEPTH}"]
