"""What the server makes of the other process's messages."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Location
from sitegen.preview.messages import Changed, Outcome, Page, Refreshed, Wanted
from sitegen.preview.pages import Pages
from sitegen.preview.session import QUIET
from sitegen.preview.watch import watched
from tests.preview.running import BROKEN, PAGE, PATIENCE, Live, Scripted, Start, built


def test_a_build_of_an_older_state_is_not_fresh(start: Start, site: Path) -> None:
    worker = Live(built(site))
    news = start(worker).news()
    next(state for state in news if state["fresh"])
    worker.say(Refreshed(generation=8, is_ready=True))
    assert not next(news)["fresh"]
    worker.say(Outcome(generation=7, is_published=True))
    assert not next(news)["fresh"]
    worker.say(Outcome(generation=8, is_published=True))
    assert next(news)["fresh"]


def test_a_newer_state_is_built_in_place_of_an_older_one(start: Start, site: Path) -> None:
    worker = Live(built(site))
    preview = start(worker)
    news = preview.news()
    next(state for state in news if state["fresh"])
    first = worker.builds[0]
    worker.say(Refreshed(generation=8, is_ready=True))
    next(state for state in news if not state["fresh"])
    worker.say(Refreshed(generation=8, is_ready=True))
    next(news)
    # the first is not kept waiting; the others may be followed by another edit
    assert first == (1, 0)
    assert worker.builds[-1] == (8, QUIET)
    assert 8 not in worker.given_up
    preview.close()
    assert worker.given_up == [generation for generation, _ in worker.builds]


def test_the_content_is_looked_at_again_when_a_build_has_ended(
    start: Start, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, outcomes = Live(built(site)), [Outcome(generation=1, is_published=True)]

    async def build(generation: int, delay: float) -> Outcome | None:
        return outcomes.pop() if outcomes else None

    monkeypatch.setattr(worker, "build", build)
    news = start(worker).news()
    while not any(change.is_built for change in worker.changes):
        next(news)


def test_a_newer_state_shows_none_of_the_pages_of_the_last(start: Start, site: Path) -> None:
    worker = Live(built(site, is_published=False))
    worker.pages = {"index.html": PAGE % b"first", "papers/var.html": PAGE % b"first paper"}
    preview = start(worker)
    news = preview.news("/papers/")
    # the watch has news of its own once it has begun
    while "first paper" not in preview.text("/papers/var.html"):
        next(news)
    worker.pages = {"index.html": PAGE % b"second", "papers/var.html": PAGE % b"second paper"}
    worker.say(Refreshed(generation=8, is_ready=True))
    while "second paper" not in preview.text("/papers/var.html"):
        next(news)
    assert "second" in preview.text("/")
    # it is asked for once in each state
    assert worker.wanted.count("papers/var.html") == 2


def test_what_is_watched_follows_the_configuration(start: Start, site: Path, content: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    worker = Scripted(built(site))
    news = start(worker).news()
    next(news)
    config = Config(content=content, output=site, theme=theme)
    worker.next = Outcome(is_published=True, config=config)
    worker.say(replace(worker.next, generation=8))
    next(news)
    while not any(str(theme) in path for change in worker.changes for path in change.paths or ()):
        (theme / "paper.html").write_text(f"{len(worker.changes)}")
        next(news)


def test_the_theme_that_is_used_is_watched(content: Path, tmp_path: Path) -> None:
    own, theme = content.parent / "templates", tmp_path / "theme"
    assert watched(Config(content=content), content).trees == (content, own)
    assert watched(Config(content=content, theme=theme), content).trees == (content, theme)


@pytest.mark.parametrize(("kind", "line"), [(Scripted, "nothing could be built yet"), (Live, "2 papers")])
def test_nothing_is_said_to_be_built_only_while_nothing_can_be_shown(
    start: Start, kind: type[Scripted], line: str
) -> None:
    worker = kind(Outcome(changed=True))
    preview = start(worker)
    while worker.next.changed:
        time.sleep(0.01)
    worker.say(Outcome(generation=1, is_published=True, changed=True, summary="2 papers"))
    said = iter(lambda: preview.said.get(timeout=PATIENCE), None)
    assert next(words for words in said if not words.startswith("preview at")).startswith(line)


def test_errors_that_have_no_place_are_told_one_by_one_and_nothing_less(start: Start, site: Path) -> None:
    errors = [replace(BROKEN, at=None, message=message) for message in ("no room", "no folder")]
    odd = replace(BROKEN, severity="warning", message="an odd title"), replace(BROKEN, severity="note", message="news")
    news = start(Scripted(built(site, diagnostics=(*odd, *errors)))).news()
    assert next(state for state in news if state["errors"])["errors"] == list(map(str, errors))


def test_a_broken_configuration_leaves_the_last_settings(start: Start, site: Path) -> None:
    worker = Scripted(built(site, base_url="https://digest.example/repo/"))
    preview = start(worker)
    news = preview.news("/repo/")
    next(news)
    worker.say(Outcome(generation=8))
    next(news)
    assert preview.get("/repo/papers/var").status == 200


def test_a_page_that_is_waited_for_when_the_process_dies_comes_from_the_disk(start: Start, site: Path) -> None:
    class Dying(Live):
        def send(self, message: Changed | Wanted) -> bool:
            if isinstance(message, Wanted):
                self.say(Outcome())
                return True
            return super().send(message)

    preview = start(Dying(built(site, is_published=False)))
    news = preview.news()
    while "VAR" not in preview.text("/papers/var.html"):
        next(news)


def test_a_page_that_is_waited_for_when_the_preview_ends_comes_from_the_disk(start: Start, site: Path) -> None:
    class Mute(Live):
        def send(self, message: Changed | Wanted) -> bool:
            if isinstance(message, Wanted):
                self.wanted.append(message.route)
                return True
            return super().send(message)

    worker = Mute(built(site, is_published=False))
    preview = start(worker)
    with ThreadPoolExecutor(1) as reader:
        # until the worker is ready for it, the page comes from the disk as well
        while not worker.wanted:
            text = reader.submit(preview.text, "/papers/var.html")
            wait([text], timeout=0.5)
        preview.close()
        assert "VAR" in text.result()


def test_an_error_of_a_file_that_was_edited_since_is_not_shown_while_the_site_is_built_anew(
    start: Start, site: Path, content: Path
) -> None:
    class Silent(Scripted):
        def send(self, message: Changed | Wanted) -> bool:
            if isinstance(message, Changed):
                self.changes.append(message)
            return isinstance(message, Changed)

    page = content / "page.md"
    errors = tuple(replace(BROKEN, at=Location(str(place), 4, 8)) for place in (page, content / "other.md"))
    worker = Silent(built(site))
    worker.say(built(site, generation=1, diagnostics=errors))
    news = start(worker).news()
    assert len(next(state for state in news if state["errors"])["errors"]) == 2
    while not any(str(page) in (change.paths or ()) for change in worker.changes):
        page.write_text(f"{len(worker.changes)}")
        time.sleep(0.05)
    worker.say(Refreshed(generation=2, is_ready=True))
    (error,) = next(news)["errors"]
    assert "other.md" in error


def test_pages_are_asked_for_once_and_those_who_leave_take_nothing_from_those_who_wait() -> None:
    worker = Live(Outcome())

    async def two_clients() -> Page:
        pages = Pages(worker)
        first, second = (asyncio.create_task(pages.get("x.html")) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        pages.put(Page(route="x.html", body=b"x"))
        return await second

    assert asyncio.run(two_clients()).body == b"x"
    assert worker.wanted == ["x.html"]


def test_who_waits_for_a_page_gets_it_though_there_is_a_newer_state_meanwhile() -> None:
    async def client() -> Page:
        pages = Pages(Live(Outcome()))
        waiting = asyncio.create_task(pages.get("x.html"))
        await asyncio.sleep(0)
        pages.clear()
        pages.put(Page(route="x.html", body=b"x"))
        return await asyncio.wait_for(waiting, 20)

    assert asyncio.run(client()).body == b"x"


def test_only_so_many_pages_are_kept_in_memory() -> None:
    worker = Live(Outcome())

    async def many_pages() -> None:
        pages = Pages(worker)
        for number in range(1000):
            pages.put(Page(route=f"{number}.html", body=b"x"))
        waiting = asyncio.create_task(pages.get("0.html"))
        await asyncio.sleep(0)
        assert worker.wanted == ["0.html"]
        pages.give_up()
        assert (await waiting).body is None

    asyncio.run(many_pages())
