"""`sitegen check` finds what a reader would stumble over, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline.check import check, parse
from tests.little import LittleSite


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "On the depth of networks", "Vector quantization of networks")
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


def test_dead_links_and_anchors_are_found_with_their_line(site: LittleSite) -> None:
    site.build(jobs=1)
    (site.output / "papers/on-the-depth-of-networks.html").unlink()
    change(site, "about.html", lambda text: text.replace('href="#h-who"', 'href="#whom"'))
    found = findings(site)
    assert any(line.startswith("error[dead-link] ") and "further links lead there" in line for line in found)
    (anchor,) = [line for line in found if "dead-anchor" in line]
    assert anchor.startswith("error[dead-anchor] about.html:")
    assert anchor.endswith("no element of the page has the id of 'about.html#whom'")


def test_broken_files_and_pages_without_links_are_found(site: LittleSite) -> None:
    site.build(jobs=1)
    change(site, "feed.xml", lambda text: text.replace("</feed>", ""))
    change(site, "feed.json", lambda text: text[:-9])
    change(site, "about.html", lambda text: text.replace("</main>", "</section></main>"))
    (site.output / "lonely.html").write_text("<!doctype html><title>x</title><p>One.<p>Two.", "utf-8")
    codes = [line.partition(":")[0] for line in findings(site)]
    assert {"error[broken-file] feed.xml", "error[broken-file] feed.json"} <= set(codes)
    assert "warning[broken-html] about.html" in codes
    assert "warning[orphan] lonely.html" in codes


def test_a_page_that_only_leads_on_needs_no_link(site: LittleSite) -> None:
    site.build(jobs=1)
    (site.output / "old.html").write_text('<meta http-equiv="refresh" content="0; url=about.html">', "utf-8")
    assert findings(site) == []


def test_a_quoted_link_leads_to_the_file_it_means(site: LittleSite) -> None:
    site.build(jobs=1)
    (site.output / "a b ä.txt").write_text("x")
    change(site, "about.html", lambda text: text.replace('href="#h-who"', 'href="a%20b%20%C3%A4.txt?x#y"'))
    assert findings(site) == []


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
        ("<div><b>a</div>", "</div> closes nothing that is open here"),
        ("<section>", "<section> is not closed"),
        ('<a id="x"></a><b id="x"></b>', "the id 'x' is given twice"),
        ("<svg><path/></svg>", ""),
        ("<!-- <div> --><script>'<div>'</script>", ""),
    ],
)
def test_elements_that_are_not_closed_are_found(html: str, fault: str) -> None:
    faults = [message for message, _, _ in parse(html).faults]
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
