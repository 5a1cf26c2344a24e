"""The preview: what a browser gets from it, and that nothing an editor does ends it."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from watchfiles import Change

from sitegen.config import load
from sitegen.diagnostics import UsageError
from sitegen.preview import HOST, listen, serve
from sitegen.preview.app import make_app, with_live_script
from sitegen.preview.messages import Outcome, Page
from sitegen.preview.session import Session
from sitegen.preview.watch import matters
from tests.preview.running import BROKEN, PAGE, PATIENCE, Scripted, Start, built

if TYPE_CHECKING:
    pass


def test_the_live_script_is_added_at_the_end_of_the_body_and_nothing_else() -> None:
    page = with_live_script(PAGE % b"VAR </body> in a title", "a-1")
    assert page.count(b"<script") == 1
    assert page.endswith(b'data-version="a-1"></script></body></html>')
    assert with_live_script(b"<p>no end tags", "a-1").startswith(b"<p>no end tags<script ")


def test_pages_are_served_fresh_with_the_live_script_and_other_files_as_they_are(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site, changed=True)))
    page = preview.get("/papers/var")
    assert page.getheader("Cache-Control") == "no-store"
    assert "/_sitegen/live.js" in preview.text("/papers/var")
    assert preview.text("/main.js") == "let x"
    assert "EventSource" in preview.text("/_sitegen/live.js")
    assert preview.get("/_sitegen/live.css").getheader("Content-Type") == "text/css; charset=utf-8"
    assert preview.get("/", "POST").status == 405


def test_a_reload_while_the_site_is_away_finds_it_again(start: Start, site: Path) -> None:
    """The version does not change when a folder is moved away and back, so the page looks again by itself."""
    preview = start(Scripted(built(site)))
    assert preview.get("/papers/var").status == 200
    site.rename(site.with_name("away"))
    page = preview.text("/papers/var")
    assert "/_sitegen/live.js" in page
    assert '<meta http-equiv="refresh" content="1">' in page
    site.with_name("away").rename(site)
    assert "VAR" in preview.text("/papers/var")
    (site / "404.html").unlink()
    assert "/_sitegen/live.js" in preview.text("/papers/none")


def test_a_saved_file_reaches_the_browser(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site, changed=True))
    news = start(worker).news()
    before = next(news)["page"]
    (site / "index.html").write_bytes(PAGE % b"new words")
    worker.next = built(site, changed=True)
    (content / "page.md").write_text("new words")
    assert next(news)["page"] != before


def test_errors_are_told_over_the_last_good_page_and_go_when_they_are_mended(
    start: Start, site: Path, content: Path
) -> None:
    worker = Scripted(built(site, changed=True))
    preview = start(worker)
    news = preview.news()
    good = next(news)
    assert good["errors"] == []
    worker.next = built(site, diagnostics=(BROKEN,))
    (content / "page.md").write_text("broken")
    bad = next(news)
    assert "a quoted text does not end" in bad["errors"][0]
    assert bad["page"] == good["page"]
    assert "VAR" in preview.text("/papers/var")
    assert [found.code for report in preview.told for found in report.diagnostics] == ["front-matter"]
    worker.next = built(site)
    (content / "page.md").write_text("mended")
    assert next(news)["errors"] == []


def test_an_error_is_reported_once_and_its_end_as_well(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site, diagnostics=(BROKEN, BROKEN), summary="2 papers", changed=True))
    preview = start(worker)
    news = preview.news()
    assert len(next(news)["errors"]) == 1
    (content / "page.md").write_text("still broken")
    next(news)
    assert len(preview.told) == 1
    worker.next = built(site, summary="2 papers")
    (content / "page.md").write_text("mended")
    assert next(news)["errors"] == []
    said = list(preview.said.queue)
    assert said.count("2 papers") == 1
    assert said[-1] == "all is well again"
    assert said.count("all is well again") == 1


def test_the_first_build_is_told_even_where_it_changes_nothing(start: Start, site: Path, content: Path) -> None:
    preview = start(Scripted(built(site, summary="2 papers")))
    news = preview.news()
    next(news)
    (content / "page.md").write_text("the same")
    next(news)
    assert list(preview.said.queue).count("2 papers") == 1


@pytest.mark.parametrize("path", ["/", "/papers/var", "/papers/é.html", "/none"])
def test_a_browser_is_told_the_version_of_the_page_that_it_shows(start: Start, site: Path, path: str) -> None:
    (site / "papers" / "é.html").write_bytes(PAGE % b"accent")
    preview = start(Scripted(built(site)))
    version = next(preview.news(quote(quote(path))))["page"]
    assert f'data-version="{version}"' in preview.text(quote(path))


def test_a_page_of_an_earlier_preview_is_not_taken_for_one_of_this(start: Start, site: Path) -> None:
    previews = [start(Scripted(built(site))) for _ in range(2)]
    assert len({next(preview.news("/_sitegen/mail/latest.html"))["page"] for preview in previews}) == 2


def test_a_browser_soon_asks_again_when_the_preview_is_started_anew(start: Start, site: Path) -> None:
    with start(Scripted(built(site))).get("/_sitegen/events") as stream:
        assert stream.readline() == b"retry: 500\n"


def test_before_there_is_any_site_the_findings_are_the_page(start: Start, tmp_path: Path) -> None:
    preview = start(Scripted(Outcome(diagnostics=(BROKEN,))))
    response = preview.get("/")
    assert response.status == 503
    page = preview.text("/")
    assert "a quoted text does not end" in page
    assert "&lt;b&gt;Open" in page
    # what is wrong is read in peace
    assert "http-equiv" not in page
    assert "/_sitegen/live.js" in page


def test_a_deleted_and_restored_content_folder_is_noticed(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site, changed=True))
    preview = start(worker)
    news = preview.news()
    next(news)
    worker.next = built(site, diagnostics=(BROKEN,))
    shutil.rmtree(content)
    assert next(news)["errors"]
    worker.next = built(site, changed=True)
    content.mkdir()
    # a removal that takes its time is noticed twice
    assert any(not item["errors"] for item in news)
    assert preview.get("/").status == 200


def test_a_deleted_site_is_noticed(start: Start, site: Path) -> None:
    worker = Scripted(built(site))
    news = start(worker).news()
    # the watch looks at everything once it has begun
    while len(worker.changes) < 2:
        next(news)
    shutil.rmtree(site)
    next(news)
    assert len(worker.changes) > 2


def test_a_content_folder_that_is_exchanged_for_another_is_watched_on(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site))
    news = start(worker).news()
    # the watch looks at everything once it has begun
    while len(worker.changes) < 2:
        next(news)
    other, page = content.with_name("other"), content / "page.md"
    other.mkdir()
    content.rename(content.with_name("old"))
    other.rename(content)
    deadline = time.monotonic() + 20
    while not any(str(page) in (change.paths or ()) for change in worker.changes):
        assert time.monotonic() < deadline
        page.write_text(f"{len(worker.changes)}")
        time.sleep(0.1)


def test_a_changed_base_url_moves_the_preview(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site, changed=True))
    preview = start(worker)
    news = preview.news()
    next(news)
    worker.next = built(site, changed=True, base_url="https://digest.example/repo/")
    (content / "site.toml").write_text("")
    next(news)
    assert preview.get("/repo/papers/var").status == 200
    assert preview.get("/papers/var").status == 404


def test_the_end_of_the_preview_lets_go_of_the_browsers(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site)))
    news = preview.news()
    next(news)
    preview.close()
    assert list(news) == []


def test_a_taken_port_gives_way_to_the_next() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with listen(port) as other:
            assert other.getsockname()[1] > port
            assert other.getsockname()[0] == HOST


def test_other_machines_are_let_in_with_a_warning_only(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ports: list[int] = []

    async def run(self: Session, app: object, listener: socket.socket, show: object) -> None:
        ports.append(listener.getsockname()[1])
        listener.close()

    def lines(**more: Any) -> list[str]:
        said: list[str] = []
        serve(partial(load, content), content=content, show_line=said.append, show_report=lambda _: None, **more)
        return said

    monkeypatch.setattr(Session, "run", run)
    # not every machine has all these addresses
    monkeypatch.setattr("sitegen.preview.listen", lambda port, host: listen(port))
    assert lines(port=0) == lines(port=0, host="localhost") == lines(port=0, host="::1") == []
    (warning,) = lines(port=0, host="0.0.0.0")
    assert warning.startswith("warning: whoever can reach 0.0.0.0 can read the preview")
    with listen(0) as taken:
        port = taken.getsockname()[1]
        assert lines(port=port) == [f"port {port} is in use, so the preview takes {ports[-1]}"]


def test_an_address_with_colons_is_told_in_brackets(start: Start, site: Path) -> None:
    try:
        listen(0, "::1").close()
    except UsageError:
        pytest.skip("this machine has no IPv6")
    preview = start(Scripted(built(site)), host="::1")
    said = iter(partial(preview.said.get, timeout=PATIENCE), "")
    assert next(line for line in said if "http" in line).startswith(f"preview at http://[::1]:{preview.port}/ ")


def test_no_port_beyond_the_last_is_tried() -> None:
    with listen(65535), pytest.raises(UsageError, match="no port"):
        listen(65535)


def test_what_editors_keep_for_themselves_calls_for_no_build(tmp_path: Path) -> None:
    # the checkout itself may lie below a hidden folder
    content = tmp_path / ".home" / "content"
    counts = matters([content])
    assert counts(Change.modified, str(content / "papers" / "x.md"))
    assert not counts(Change.modified, str(content / ".obsidian" / "workspace.json"))
    assert not counts(Change.modified, str(content / "papers" / ".x.md.swp"))


def test_the_process_that_builds_ends_even_if_ctrl_c_cancels_the_wait_for_it(site: Path, content: Path) -> None:
    class Ended(Scripted):
        is_closed = False

        def close(self) -> None:
            self.is_closed = True
            super().close()

    worker, busy = Ended(built(site)), threading.Event()
    session = Session(worker, content=content, show_line=lambda _: None, show_report=lambda _: None)

    async def cancel_twice(listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(2))
        running = asyncio.create_task(session.run(make_app(session), listener))
        await session.ready()
        # one thread waits for the worker, and the other is not free yet
        loop.run_in_executor(None, busy.wait)
        for _ in range(2):
            running.cancel()
            await asyncio.wait([running], timeout=0.2)
        # so that the worker's thread ends in any case
        threading.Timer(2, worker.say, [Page(route="index.html")]).start()
        busy.set()

    with listen(0) as listener:
        asyncio.run(cancel_twice(listener))
    assert worker.is_closed


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as a signal")
def test_ctrl_c_ends_the_command_cleanly(content: Path) -> None:
    (content / "site.toml").write_text('titel = "a broken configuration must not keep the preview from starting"')
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
    process = subprocess.Popen(
        command,
        cwd=content.parent,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # the tests may run in the background, where SIGINT is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with process:
        try:
            assert process.stderr
            said = list(itertools.takewhile(lambda summary: not summary.startswith("preview at "), process.stderr))
            assert "site.toml has no key 'titel'" in said[0]
            # as a terminal does, to the server and to the process that builds
            os.killpg(process.pid, signal.SIGINT)
            # that line comes before or after the address
            assert process.stderr.read() in ("", "nothing could be built yet; it will be when the above is mended\n")
            assert process.wait(20) == 0
        finally:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="the end is sent as a signal")
def test_a_manager_of_services_ends_all_processes_of_the_preview_without_an_error(content: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=content.parent, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stderr
            assert next(process.stderr).startswith("preview at ")
            # the first pages are rendered, or the first build is running
            time.sleep(1)
            os.killpg(process.pid, signal.SIGTERM)
            assert "error" not in process.stderr.read()
            assert process.wait(20) in (0, 130)
        finally:
            process.kill()
