"""`sitegen check` finds what a reader would stumble over, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load
from sitegen.diagnostics import Location, Report
from sitegen.fetch import Client
from sitegen.pipeline import external
from sitegen.pipeline.check import ParsedPage, check
from sitegen.pipeline.external import LIMITS, check_external
from tests.little import LittleSite
from tests.web import Answer, running


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "On the depth of networks", "Vector quantization of layers")
    little.write("pages/about.md", "# About\n\n## Who\n\nSee [us](#who) and [the day](../editions/2025-03-28.md).\n")
    return little


def findings(site: LittleSite, base_url: str = "") -> list[str]:
    """`severity[code] route:line message` of what a check finds in the site as it lies there."""
    report = Report()
    check(load(site.content, output=site.output, base_url=base_url), report)
    root = f"{site.output.as_posix()}/"
    return [f"{d.severity}[{d.code}] {str(d.at or '').removeprefix(root)}: {d.message}" for d in report.diagnostics]


def change(site: LittleSite, route: str, edit: Callable[[str], str]) -> None:
    file = site.output / route
    file.write_text(edit(file.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("urls", ["file", "clean"])
@pytest.mark.parametrize("base_url", ["", "https://example.org/papers/"])
def test_a_built_site_has_no_fault(site: LittleSite, base_url: str, urls: str) -> None:
    site.write("site.toml", f'urls = "{urls}"\n')
    site.build(base_url=base_url)
    assert findings(site, base_url=base_url) == []


def test_a_site_without_papers_has_no_fault(tmp_path: Path) -> None:
    site, address = LittleSite(tmp_path), "https://example.org/papers/"
    site.write("pages/about.md", "# About\n")
    site.build(base_url=address)
    assert findings(site, base_url=address) == []


def test_dead_links_and_anchors_are_found_with_their_line(site: LittleSite) -> None:
    site.build(jobs=1)
    (site.output / "papers/on-the-depth-of-networks.html").unlink()
    change(site, "about.html", lambda text: text.replace('href="#h-who"', 'href="#whom"'))
    found = findings(site)
    assert any(line.startswith("error[dead-link] ") and "further links lead there" in line for line in found)
    (anchor,) = [line for line in found if "dead-anchor" in line]
    assert anchor.startswith("error[dead-anchor] about.html:")
    assert anchor.endswith("no element of the page has the id of 'about.html#whom'")


def test_links_that_leave_a_site_in_a_folder_of_its_host_are_found(site: LittleSite) -> None:
    base_url = "https://example.org/lists/papers/"
    site.build(base_url=base_url)
    away = '<a href="/about.html">x</a><a href="../../index.html">x</a><a href="//[">x</a><a href="//else.org/a">x</a>'
    change(site, "papers/on-the-depth-of-networks.html", lambda text: text.replace("</main>", f"{away}</main>"))
    assert [line.rpartition(": ")[2] for line in findings(site, base_url=base_url)] == [
        "'/about.html' lies outside the site, which is all below '/lists/papers/'",
        "'/lists/index.html' lies outside the site, which is all below '/lists/papers/'",
    ]


def test_broken_files_and_pages_without_links_are_found(site: LittleSite) -> None:
    site.build(jobs=1)
    change(site, "feed.xml", lambda text: text.replace("</feed>", ""))
    change(site, "feed.json", lambda text: text[:-9])
    change(site, "about.html", lambda text: text.replace("</main>", "</section></main>"))
    (site.output / "site.webmanifest").write_text("{", "utf-8")
    # of an editor whose programs do not write UTF-8
    (site.output / "lonely.html").write_bytes(b"<!doctype html><title>x</title><p>One.<p>Tw\xf6.")
    codes = [line.partition(":")[0] for line in findings(site)]
    broken = {code for code in codes if "broken-file" in code}
    assert broken == {f"error[broken-file] {name}" for name in ("feed.xml", "feed.json", "site.webmanifest")}
    assert "warning[broken-html] about.html" in codes
    assert "warning[orphan] lonely.html" in codes


def test_a_page_that_only_leads_on_needs_no_link(site: LittleSite) -> None:
    site.build(jobs=1)
    page = '<meta http-equiv="refresh" content="0; url=about.html"><title>Moved</title><a href="about.html">Here</a>'
    (site.output / "old.html").write_text(page, "utf-8")
    assert findings(site) == []


def test_a_quoted_link_leads_to_the_file_it_means(site: LittleSite) -> None:
    site.build(jobs=1)
    (site.output / "a b ä.txt").write_text("x")
    change(site, "about.html", lambda text: text.replace('href="#h-who"', 'href="a%20b%20%C3%A4.txt?x#y"'))
    assert findings(site) == []


def test_a_quoted_anchor_leads_to_the_id_it_means(site: LittleSite) -> None:
    site.build(jobs=1)
    change(site, "about.html", lambda text: text.replace('id="h-who"', 'id="h-wér"').replace("#h-who", "#h-w%C3%A9r"))
    assert findings(site) == []


def test_what_sitemap_and_feeds_name_has_to_be_there(site: LittleSite) -> None:
    base_url = "https://example.org/papers/"
    site.build(jobs=1, base_url=base_url)
    change(site, "sitemap.xml", lambda text: text.replace("/about.html<", "/abut.html<"))
    change(site, "feed.json", lambda text: text.replace("papers/on-the-depth", "papers/on-depth"))
    found = findings(site, base_url=base_url)
    assert [line.partition(":")[0] for line in found] == ["error[dead-link] feed.json", "error[dead-link] sitemap.xml"]


def test_files_that_scripts_and_stylesheets_name_and_that_are_not_there_are_found(site: LittleSite) -> None:
    site.build(jobs=1)
    (script,) = (site.output / "assets").glob("*/js/main.js")
    (style,) = (site.output / "assets").glob("*/css/site.css")
    script.write_text("import { a } from './gone.js';\nimport('./away.js');\n" + script.read_text("utf-8"), "utf-8")
    style.write_text(style.read_text("utf-8") + "a { background: url('none.png') url(data:image/png;base64,A); }\n")
    assert [line.rpartition("/")[2] for line in findings(site) if "dead-link" in line] == [
        "none.png'",
        "gone.js'",
        "away.js'",
    ]


@pytest.mark.parametrize(
    "refused",
    [
        "<script>go()</script>",
        "<style>a { color: red }</style>",
        '<p style="color: red">x</p>',
        '<img alt="" src="https://other.example/a.png">',
        '<link rel="stylesheet" href="//other.example/a.css">',
    ],
)
def test_what_the_policy_of_a_page_refuses_is_found(site: LittleSite, refused: str) -> None:
    site.build(jobs=1)
    allowed = '<script type="application/json">{}</script><a href="https://other.example/">x</a>'
    change(site, "about.html", lambda text: text.replace("</main>", f"{allowed}{refused}</main>"))
    (found,) = findings(site)
    assert found.startswith("warning[broken-html] about.html:")
    assert f"browsers leave out {'the style of ' if 'style=' in refused else ''}this <" in found
    # a theme may have a policy of its own
    change(site, "about.html", lambda text: text.replace("default-src 'self'", "default-src *"))
    assert findings(site) == []


@pytest.mark.parametrize(
    ("routes", "others"),
    [
        (("about.html", "index.html"), "1 more place has this"),
        (("about.html", "index.html", "for-you.html"), "2 more places have this"),
    ],
)
def test_a_fault_that_a_template_repeats_is_told_once(site: LittleSite, routes: tuple[str, ...], others: str) -> None:
    site.build(jobs=1)
    for route in routes:
        change(site, route, lambda text: text.replace("</main>", '<img src="favicon.svg"></main>'))
    (found,) = [line for line in findings(site) if "broken-html" in line]
    assert found.startswith("warning[broken-html] about.html:")
    assert found.endswith(f"cannot see it: alt; {others}")


def test_a_template_that_scripts_cannot_fill_is_found(site: LittleSite) -> None:
    site.build(jobs=1)
    entry = re.compile(r'(<template id="entry-template">.*)<h2(.*)</h2>(.*</template>)', re.DOTALL)
    change(site, "saved.html", lambda text: entry.sub(r"\1<h3\2</h3>\3", text))
    (found,) = findings(site)
    assert found.startswith("warning[broken-html] saved.html:")
    assert "find no h2 in it" in found


def test_an_entry_whose_title_leads_nowhere_is_found(site: LittleSite) -> None:
    site.build(jobs=1)
    change(site, "index.html", lambda text: re.sub(r"<(/?)h2\b", r"<\1h3", text))
    found = [line for line in findings(site) if "find no h2 a in it" in line]
    assert [line.partition(":")[0] for line in found] == ["warning[broken-html] index.html"]
    assert found[0].endswith("; 1 more place has this")


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<a href="about.html"></a>', 0),
        ('<a href="about.html">\n<img src="favicon.svg" alt=""> </a>', 0),
        ("<button> </button>", 0),
        ('<a href="about.html"><img src="favicon.svg" alt="logo"></a>', 1),
        ('<button aria-label="Close"></button><a id="x"></a>', 1),
        ('<a href="about.html"><b>About</b></a>', 1),
    ],
)
def test_links_and_buttons_without_a_name_are_found(html: str, names: int) -> None:
    assert ["has no name" in fault for fault, *_ in ParsedPage(html).faults] == [True] * (1 - names)


def test_searches_for_papers_are_no_links_to_ask_for(site: LittleSite) -> None:
    site.build(jobs=1)
    assert "scholar.google.com" in site.html("papers/on-the-depth-of-networks.html")
    assert not any("?q" in url or "query=" in url for url in check(load(site.content, output=site.output), Report()))


def test_a_feed_that_gave_nothing_is_noted(site: LittleSite) -> None:
    site.write("site.toml", '[[feeds]]\nname = "arXiv"\nurl = "https://rss.example/cs?{date}"\n')
    site.build(jobs=1)
    (found,) = findings(site)
    assert found.endswith("nothing has come from the feed arXiv")
    ledger = json.loads(site.read("sources/ledger.json"))
    next(iter(ledger.values()))["origin"] = "https://rss.example/cs?2025-03-28"
    site.write("sources/ledger.json", json.dumps(ledger))
    assert findings(site) == []


def test_outside_links_are_asked_for_once_and_never_fail(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as web:
        there, gone = web.says("/there", "x" * 100_000), web.says("/gone", Answer(b"", 404))
        site.write("pages/about.md", f"# About\n\n[a]({there}) [b]({gone}#part) [c]({gone}#other)\n")
        site.build(jobs=1)

        def outside(day: str) -> list[str]:
            report = Report()
            config = load(site.content, output=site.output)
            links = {url: at for url, at in check(config, report).items() if url.startswith(web.address)}
            check_external(links, config, day, Client(LIMITS, allow_private=True), report, lambda *_: None)
            assert not report.failed(strict=True)
            return [
                f"{d.severity}[{d.code}] {d.at and d.at.path.rpartition('/')[2]}: {d.message}"
                for d in report.diagnostics
            ]

        first = outside("2025-03-28")
        assert len(first) == 1
        assert first[0].startswith("note[outside-link] about.html: ")
        assert "404" in first[0]
        assert sorted(web.paths) == ["/gone", "/there"]
        assert outside("2025-03-28") == first
        assert len(web.paths) == 2
        assert outside("2025-03-30") == first
        assert web.paths.count("/gone") == 2
        assert web.paths.count("/there") == 1
        # an answer of a day that is still to come is none
        assert outside("2025-03-27") == first
        assert web.paths.count("/there") == 2


def test_an_address_that_is_not_asked_for_is_told_with_the_flag_that_allows_it_and_asked_for_then(
    site: LittleSite,
) -> None:
    config = load(site.content, output=site.output)
    with running() as web:
        links = {web.says("/a", "x"): Location("about.html")}

        def notes(*, allow_private: bool) -> list[str]:
            report, client = Report(), Client(LIMITS, allow_private=allow_private)
            check_external(links, config, "2025-03-28", client, report, lambda *_: None)
            return [found.hint for found in report.diagnostics]

        assert notes(allow_private=False) == ["give --allow-private if you trust it"]
        assert web.paths == []
        assert notes(allow_private=True) == []
        assert web.paths == ["/a"]


def test_a_run_that_is_interrupted_keeps_the_answers_that_came(site: LittleSite) -> None:
    config = load(site.content, output=site.output)

    def interrupt(stage: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with running() as web:
        links = {web.says(f"/{name}", "x"): Location("about.html") for name in "abc"}
        client = Client(LIMITS, allow_private=True)
        with pytest.raises(KeyboardInterrupt):
            check_external(links, config, "2025-03-28", client, Report(), interrupt)
        client = Client(LIMITS, allow_private=True)
        check_external(links, config, "2025-03-28", client, Report(), lambda *_: None)
        assert web.paths == ["/a", "/b", "/c"]


def test_links_beyond_those_asked_at_once_are_left_for_the_next_run(
    site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external, "AT_ONCE", 2)
    site.build(jobs=1)
    config = load(site.content, output=site.output)
    with running() as web:
        links = {web.says(f"/{name}", "x"): Location("about.html") for name in "abc"}

        def left() -> list[str]:
            report = Report()
            check_external(links, config, "2025-03-28", Client(LIMITS, allow_private=True), report, lambda *_: None)
            return [found.message for found in report.diagnostics]

        assert left() == ["1 addresses have not been asked for yet"]
        assert left() == []
        assert left() == []
        assert sorted(web.paths) == ["/a", "/b", "/c"]
        # an answer of a day that is none is no answer
        (kept,) = config.cache.glob("*links*")
        kept.write_text(kept.read_text("utf-8").replace("2025-03-28", "2025-02-30"), "utf-8")
        assert left() == ["1 addresses have not been asked for yet"]
        assert len(web.paths) == 5


def test_a_site_of_more_files_than_the_settings_allow_is_told(site: LittleSite) -> None:
    site.write("site.toml", "max_files = 5\n")
    built = site.build(jobs=1)
    (found,) = findings(site)
    assert [(told.code, told.severity) for told in built.diagnostics] == [("host-limit", "warning")]
    assert found.startswith("warning[host-limit]")
    assert found.endswith("files, and max_files of site.toml is 5")
    assert f"the site has {built.outputs} files" in found


def test_what_a_host_does_not_take_is_named(site: LittleSite) -> None:
    site.build(jobs=1)
    with (site.output / "large.bin").open("wb") as file:
        # a hole, which takes no room
        file.truncate(30 * 2**20)
    assert findings(site) == ["note[host-limit] large.bin: Cloudflare Pages takes files of 25 MB, and this one has 30"]


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>a<p>b<ul><li>c<li>d</ul><br/>", ""),
        ("<div><b>a</div>", "1:10: </div> closes nothing that is open here"),
        ("<section>", "1:1: <section> is not closed"),
        ('<a id="x"></a><b id="x"></b>', "1:15: the id 'x' is given twice"),
        ("<svg><path/></svg>", ""),
        ('<img src="x.png" alt="">', ""),
        ('<img src="x.png">', "1:1: the picture has no text for those who cannot see it: alt"),
        ("<!-- <div> --><script>'<div>'</script>", ""),
    ],
)
def test_elements_that_are_not_closed_are_found_where_they_are(html: str, fault: str) -> None:
    faults = [f"{line}:{column}: {message}" for message, line, column in ParsedPage(html).faults]
    assert fault in faults if fault else not faults


def test_the_command_builds_checks_and_fails_on_what_it_finds(
    site: LittleSite, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> int | str | None:
        with pytest.raises(SystemExit) as end:
            main(["check", f"--content={site.content}", f"--output={site.output}", "--jobs=1", *arguments])
        return end.value.code

    assert run("--quiet") == 1
    assert "error[not-in-ledger]" in capsys.readouterr().err
    site.build(jobs=1)
    assert run("--strict", "--quiet") == 0
    (site.output / "note.html").write_text('<a href="nowhere.html">x</a>', "utf-8")
    assert run("--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(one["code"], one["line"]) for one in found] == [("orphan", None), ("dead-link", 1)]
