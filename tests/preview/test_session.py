"""What the server makes of the other process's messages."""

from __future__ import annotations

from pathlib import Path

from sitegen.preview.messages import Outcome, Refreshed, Settings
from tests.preview.running import PAGE, Live, Scripted, Start, built


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


def test_content_that_a_build_imported_is_read_at_once(start: Start, site: Path) -> None:
    worker = Scripted(built(site))
    news = start(worker).news()
    next(news)
    # the watch looks at everything once it has begun
    while len(worker.changes) < 2:
        next(news)
    count = len(worker.changes)
    worker.say(Outcome(generation=8, is_published=True, is_current=False))
    next(news)
    next(news)
    assert len(worker.changes) > count


def test_a_newer_state_shows_none_of_the_pages_of_the_last(start: Start, site: Path) -> None:
    worker = Live(built(site, is_published=False))
    worker.pages = {"index.html": PAGE % b"first", "papers/var.html": PAGE % b"first paper"}
    preview = start(worker)
    news = preview.news("/papers/")
    next(news)
    assert "first paper" in preview.text("/papers/var.html")
    worker.pages = {"index.html": PAGE % b"second", "papers/var.html": PAGE % b"second paper"}
    worker.say(Refreshed(generation=8, is_ready=True))
    next(news)
    assert "second paper" in preview.text("/papers/var.html")
    assert "second" in preview.text("/")
    # it is asked for once in each state
    assert worker.wanted.count("papers/var.html") == 2


def test_what_is_watched_follows_the_configuration(start: Start, site: Path, content: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    worker = Scripted(built(site))
    news = start(worker).news()
    next(news)
    settings = Settings(output=site, watched=(content, theme))
    worker.say(Outcome(generation=8, is_published=True, settings=settings))
    next(news)
    while not any(str(theme) in path for change in worker.changes for path in change.paths or ()):
        (theme / "paper.html").write_text(f"{len(worker.changes)}")
        next(news)


def test_a_broken_configuration_leaves_the_last_settings(start: Start, site: Path) -> None:
    worker = Scripted(built(site, base_path="/repo/"))
    preview = start(worker)
    news = preview.news("/repo/")
    next(news)
    worker.say(Outcome(generation=8))
    next(news)
    assert preview.get("/repo/papers/var").status == 200
