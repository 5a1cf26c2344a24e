"""Pages are shown as the content is now, before the build that follows has written them."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline import lock
from sitegen.preview.messages import Changed
from sitegen.preview.renderer import Renderer
from sitegen.preview.worker import Worker
from tests.little import LittleSite
from tests.preview.running import Preview, Scripted, Threaded, built

PAPER = "papers/2025/vector-quantization.md"
EDITION = "editions/2025-03-28.md"
NEWS = "It was read anew."
TITLES = ("Depth and its curse", "Vector quantization", "Quantization of layers", "Layers and vectors")


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", *TITLES)
    little.write("topics.toml", '[reader]\nlabel = "reader"\n')
    little.build()
    return little


@pytest.fixture
def load_site(site: LittleSite) -> Callable[[], Any]:
    return partial(load, site.content, output=site.output, jobs=1)


@pytest.fixture
def preview(site: LittleSite, load_site: Callable[[], Any]) -> Iterator[Preview]:
    running = Preview(Threaded(load_site), site.content, load_site)
    until(running.news(), lambda state: state["fresh"])
    yield running
    running.close()


def until(news: Iterator[dict[str, Any]], condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    return next(state for state in news if condition(state))


def rewrite(site: LittleSite, words: str = NEWS) -> None:
    """Put words at the head of a paper's title and abstract."""
    head, end, text = site.read(PAPER).rpartition("\n---\n\n")
    site.write(PAPER, f"{head}{end}{words} {text}".replace('title: "', f'title: "{words} '))


def test_an_edit_shows_on_paper_edition_topic_and_home_before_the_site_is_published(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    pages = ["papers/vector-quantization.html", "date/2025-03-28.html", "topics/reader.html", "index.html"]
    news = preview.news("/papers/vector-quantization.html")
    before = next(news)
    with lock.of_content(load_site()):
        rewrite(site)
        state = until(news, lambda state: state["page"] != before["page"])
        assert not state["fresh"]
        shown = {route: preview.text(f"/{route}") for route in pages}
        assert all(NEWS in text for text in shown.values())
        assert not any(NEWS in site.html(route) for route in pages)
    until(news, lambda state: state["fresh"])
    assert {route: preview.text(f"/{route}") for route in pages} == shown
    assert all(NEWS in site.html(route) for route in pages)


def test_a_topic_of_another_label_shows_before_the_site_is_published(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    news = preview.news("/topics/reader.html")
    before = next(news)
    with lock.of_content(load_site()):
        site.write("topics.toml", '[reader]\nlabel = "Those who read"\nspellings = ["reader"]\n')
        until(news, lambda state: state["page"] != before["page"])
        assert "<h1>Those who read</h1>" in preview.text("/topics/reader.html")
        assert "Those who read" in preview.text("/papers/vector-quantization.html")


def test_every_page_on_demand_is_the_one_that_a_build_writes(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    news = preview.news()
    next(news)
    with lock.of_content(load_site()):
        rewrite(site)
        until(news, lambda state: not state["fresh"])
        shown = {route: preview.text(f"/{route}") for route in site.routes if route.endswith(".html")}
    until(news, lambda state: state["fresh"])
    assert len(shown) > 10
    assert shown == {route: preview.text(f"/{route}") for route in shown}


@pytest.mark.slow
def test_a_reader_never_meets_half_a_build(site: LittleSite, preview: Preview) -> None:
    """Once one page has the new title, none has the old one, however far the site is published."""
    routes = [route for route in site.routes if route.endswith(".html")]
    news = preview.news()
    before = next(news)
    site.write("site.toml", 'title = "Renamed digest"')
    until(news, lambda state: state["page"] != before["page"])
    is_fresh = False
    with ThreadPoolExecutor(1) as waiting:
        end = waiting.submit(until, news, lambda state: state["fresh"])
        while not is_fresh:
            is_fresh = end.done()
            assert all("Renamed digest" in preview.text(f"/{route}") for route in routes)


@pytest.mark.slow
def test_a_burst_of_edits_ends_with_the_last_and_the_site_of_a_build_from_nothing(
    site: LittleSite, preview: Preview, tmp_path: Path
) -> None:
    news = preview.news("/papers/vector-quantization.html")
    original = site.read(PAPER)
    for number in range(30):
        site.write(PAPER, original)
        rewrite(site, f"Edit {number}.")
        time.sleep(0.01 * (number % 7))
    until(news, lambda state: "Edit 29." in preview.text("/papers/vector-quantization.html"))
    until(preview.news(), lambda state: state["fresh"])
    assert "Edit 29." in site.html("papers/vector-quantization.html")
    published = {route: site.html(route) for route in site.routes if route.endswith(".html")}
    # elsewhere, for the preview builds a site anew that is removed
    again = LittleSite(tmp_path / "again")
    shutil.copytree(site.content, again.content, dirs_exist_ok=True)
    again.build()
    assert published == {route: again.html(route) for route in published}


def test_an_edit_during_a_build_takes_its_place(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    news = preview.news("/papers/vector-quantization.html")
    first = next(news)
    with lock.of_content(load_site()):
        rewrite(site, "Superseded.")
        second = until(news, lambda state: state["page"] != first["page"])
        # the build has begun by then, and waits for the lock
        time.sleep(1.4)
        site.edit(PAPER, "Superseded.", "Final.")
        until(news, lambda state: state["page"] != second["page"])
        assert "Final." in preview.text("/papers/vector-quantization.html")
    until(news, lambda state: state["fresh"])
    assert "Final." in site.html("papers/vector-quantization.html")


def test_a_deleted_page_is_gone_at_once_and_a_moved_one_keeps_its_address(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    news = preview.news()
    next(news)
    with lock.of_content(load_site()):
        text = site.read(PAPER)
        site.delete(PAPER)
        until(news, lambda state: not state["fresh"])
        assert preview.get("/papers/vector-quantization.html").status == 404
        assert (site.output / "papers/vector-quantization.html").is_file()
        assert "Vector quantization" not in preview.text("/date/2025-03-28.html")
        site.write("papers/elsewhere/moved.md", text)
        until(news, lambda _: preview.get("/papers/vector-quantization.html").status == 200)
    until(news, lambda state: state["fresh"])
    assert preview.get("/papers/vector-quantization.html").status == 200


def test_a_renamed_folder_is_read_anew(site: LittleSite, preview: Preview) -> None:
    news = preview.news()
    next(news)
    (site.content / "papers" / "2025").rename(site.content / "papers" / "2026")
    until(news, lambda state: state["fresh"] and not state["errors"])
    site.write(PAPER.replace("2025", "2026"), site.read(PAPER.replace("2025", "2026")).replace("Vector q", "Scalar q"))
    until(news, lambda _: "Scalar quantization" in preview.text("/papers/vector-quantization.html"))


def test_other_files_of_the_site_folder_stay_served(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    (site.output / "own.html").write_text("<p>The editor's own</p>")
    news = preview.news()
    next(news)
    with lock.of_content(load_site()):
        rewrite(site)
        until(news, lambda state: not state["fresh"])
        assert "The editor's own" in preview.text("/own.html")


def test_related_papers_stay_while_they_are_computed_anew(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    for name, subject in [("one", "Diffusion"), ("two", "Diffusion"), ("three", "Parsing"), ("four", "Parsing")]:
        words = f"{subject} samplers of denoising {subject} score estimators for {subject} trajectories."
        site.write(f"papers/{name}.md", f"---\nid: {name}\ntitle: {subject} {name}\n---\n\n{words} {words}\n")
    site.build()
    load_site = partial(load, site.content, output=site.output, jobs=1)
    with closing(Preview(Threaded(load_site), site.content, load_site)) as running:
        news = running.news("/papers/one.html")
        until(news, lambda state: state["fresh"])
        count = running.text("/papers/one.html").count("two.html")
        assert count
        with lock.of_content(load_site()):
            site.edit("papers/one.md", "title: Diffusion one", "title: Diffusion first")
            until(news, lambda state: not state["fresh"])
            assert running.text("/papers/one.html").count("two.html") == count
            site.delete("papers/two.md")
            until(news, lambda _: running.get("/papers/two.html").status == 404)
            assert "two.html" not in running.text("/papers/one.html")


def test_a_template_shows_at_once_and_its_error_until_it_is_mended(
    site: LittleSite, preview: Preview, load_site: Callable[[], Any]
) -> None:
    news = preview.news("/papers/vector-quantization.html")
    before = next(news)
    template = site.content.parent / "templates" / "paper.html"
    template.parent.mkdir()
    template.write_text('{% extends "!paper.html" %}{% block title %}Mine{% endblock %}')
    until(news, lambda state: state["page"] != before["page"])
    assert "<title>Mine</title>" in preview.text("/papers/vector-quantization.html")
    with lock.of_content(load_site()):
        template.write_text('{% extends "!paper.html" %}\n{% block title %}{{ view.nothing }}{% endblock %}')
        # no build has found it yet
        state = until(news, lambda state: state["errors"])
    assert "paper.html:2" in state["errors"][0]
    assert preview.get("/papers/vector-quantization.html").status == 200
    template.write_text('{% extends "!paper.html" %}{% block title %}Mended{% endblock %}')
    until(news, lambda state: not state["errors"])
    assert "<title>Mended</title>" in preview.text("/papers/vector-quantization.html")


def test_a_theme_that_cannot_be_read_leaves_the_last_good_one(site: LittleSite, load_site: Callable[[], Any]) -> None:
    theme = site.content.parent / "templates"
    (theme / "strings").mkdir(parents=True)
    (theme / "paper.html").write_text('{% extends "!paper.html" %}{% block title %}Mine{% endblock %}')
    renderer, report = Renderer(), Report()
    renderer.refresh(load_site(), None, report)
    assert not report.failed()
    (theme / "strings" / "en.toml").write_text("and_more = ")
    renderer.refresh(load_site(), None, report)
    assert report.failed()
    assert b"<title>Mine</title>" in (renderer.page("papers/vector-quantization.html").body or b"")


def test_settings_that_cannot_be_read_leave_the_pages_where_they_are(site: LittleSite) -> None:
    site.write("site.toml", 'title = "Clocks"\nbase_url = "https://example.org/clocks/"\n')
    load_site = partial(load, site.content, output=site.output, jobs=1, lenient=True)
    with closing(Preview(Threaded(load_site), site.content, load_site)) as running:
        news = running.news("/clocks/")
        until(news, lambda state: state["fresh"])
        for broken in ("title = ", 'titel = "Clocks"'):
            site.write("site.toml", broken)
            until(news, lambda state: state["errors"])
            # what a build of it says comes after what the page says
            until(running.news("/clocks/"), lambda state: "site.toml" in state["errors"][0])
            assert "<title>Clocks</title>" in running.text("/clocks/")
        site.write("site.toml", 'title = "Tides"\nbase_url = "https://example.org/tides/"\n')
        until(news, lambda state: not state["errors"])
        assert "<title>Tides</title>" in running.text("/tides/")


def test_a_stylesheet_is_told_apart_from_other_changes(site: LittleSite, preview: Preview) -> None:
    news = preview.news("/papers/vector-quantization.html")
    before = next(news)
    old = preview.text("/papers/vector-quantization.html")
    folder = site.content.parent / "templates"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "own.css").write_text("main { outline-offset: 3px }")
    state = until(news, lambda state: state["page"] != before["page"])
    assert state["style"]["page"] == before["page"]
    assert "outline-offset: 3px" in preview.text(f"/{state['style']['to']}/css/site.css")
    assert state["style"]["from"] in old
    # a page that is still open may load a script of the theme that it was made with
    assert preview.get(f"/{state['style']['from']}/js/main.js").status == 200
    (folder / "js").mkdir()
    (folder / "js" / "own.js").write_text("let x")
    assert "style" not in until(news, lambda after: after["page"] != state["page"])


def test_the_themes_files_may_be_kept_by_browsers_and_pages_not(preview: Preview) -> None:
    page = preview.get("/index.html")
    stylesheet = page.body.decode().split('rel="stylesheet" href="')[1].split('"')[0]  # type: ignore[attr-defined]
    assert page.getheader("Cache-Control") == "no-store"
    assert preview.get(f"/{stylesheet}").getheader("Cache-Control") == "max-age=31536000, immutable"
    name = stylesheet.split("/", 2)[2]
    assert preview.get(f"/assets/0123456789/{name}").getheader("Cache-Control") == "no-store"


def test_an_existing_site_is_shown_before_anything_is_built(site: LittleSite, load_site: Callable[[], Any]) -> None:
    class Slow(Scripted):
        def send(self, message: object) -> bool:
            return isinstance(message, Changed)

    running = Preview(Slow(built(site.output)), site.content, load_site)
    assert "Vector quantization" in running.text("/")
    assert not next(running.news())["fresh"]
    running.close()


@pytest.mark.slow
def test_a_new_digest_shows_its_first_import_and_no_empty_site(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", *TITLES)
    load_site = partial(load, site.content, output=site.output, jobs=1)
    running = Preview(Threaded(load_site), site.content, load_site)
    assert "Vector quantization" in running.text("/")
    until(running.news(), lambda state: state["fresh"])
    running.close()


def test_pages_that_an_import_has_written_are_not_shown_until_it_is_done(site: LittleSite) -> None:
    """Of which the ledger is the last file; a source without one is as when the import began."""
    shutil.rmtree(site.output)
    ledger = site.read("sources/ledger.json")
    site.delete("sources/ledger.json")
    config, renderer = load(site.content, output=site.output, jobs=1), Renderer()
    renderer.refresh(config, None, Report())
    assert not renderer.is_ready
    site.write("sources/ledger.json", ledger)
    renderer.refresh(config, None, Report())
    assert renderer.is_ready


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the process is killed by a signal")
def test_a_process_that_dies_leaves_the_site_on_disk_and_the_next_edit_starts_another(
    site: LittleSite, load_site: Callable[[], Any]
) -> None:
    worker = Worker(load_site)
    running = Preview(worker, site.content, load_site)
    news = running.news()
    until(news, lambda state: state["fresh"])
    assert worker._process
    worker._process.kill()
    assert "ended before the build did" in until(news, lambda state: state["errors"])["errors"][0]
    assert "Vector quantization" in running.text("/")
    rewrite(site)
    until(news, lambda state: state["fresh"] and not state["errors"])
    assert NEWS in running.text("/papers/vector-quantization.html")
    running.close()


@pytest.mark.slow
def test_the_site_is_shown_while_its_folder_is_away_and_published_again(site: LittleSite, preview: Preview) -> None:
    news = preview.news()
    next(news)
    shutil.rmtree(site.output)
    assert "Vector quantization" in preview.text("/")
    assert preview.get("/papers/vector-quantization.html").status == 200
    until(news, lambda state: state["fresh"] and (site.output / "build.json").is_file())


def test_only_what_an_edit_names_is_looked_at_again(site: LittleSite, load_site: Callable[[], Any]) -> None:
    worker = Scripted(built(site.output))
    running = Preview(worker, site.content, load_site)
    news = running.news("/papers/vector-quantization.html")
    next(news)
    # the watch looks at everything once it has begun
    until(news, lambda _: len(worker.changes) > 1)
    rewrite(site)
    until(news, lambda _: worker.changes[-1].paths is not None)
    change = worker.changes[-1]
    assert change.paths == (str((site.content / PAPER).resolve()),)
    assert "papers/vector-quantization.html" in change.routes
    running.close()
