"""The preview: what a browser gets from it, and that nothing an editor does ends it."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from watchfiles import Change

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Report, UsageError, usage_error
from sitegen.preview import HOST, listen
from sitegen.preview.app import with_live_script
from sitegen.preview.hosting import answer
from sitegen.preview.session import Session
from sitegen.preview.watch import matters
from sitegen.preview.worker import Build, Outcome, Worker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = b"<!doctype html><html><head><title>x</title></head><body><h1>%s</h1></body></html>"
BROKEN = Diagnostic(
    severity="error",
    code="front-matter",
    message="a quoted text does not end",
    at=Location("content/papers/x.md", 4, 8),
    excerpt='title: "<b>Open',
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site with one paper, a section and a page for what is not there."""
    folder = tmp_path / "site"
    for name, words in [
        ("index.html", b"home"),
        ("404.html", b"lost"),
        ("papers/index.html", b"papers"),
        ("papers/var.html", b"VAR"),
    ]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PAGE % words)
    (folder / "main.js").write_bytes(b"let x")
    (folder / "feed.xml").write_bytes(b"<feed/>")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


class Scripted(Worker):
    """A worker that does no work: each run gives the outcome that the test laid ready, which changes the site once."""

    def __init__(self, first: Outcome) -> None:
        super().__init__(lambda: first)
        self.next = first

    def run(self) -> Outcome:
        outcome = self.next
        self.next = replace(outcome, changed=False)
        return outcome

    def close(self) -> None:
        pass


class Preview:
    """A running preview and a browser's view of it."""

    def __init__(self, worker: Worker, content: Path) -> None:
        self.said: Queue[str] = Queue()
        self.told: list[Report] = []
        self._listener = listen(0)
        self.port: int = self._listener.getsockname()[1]
        self._session = Session(worker, content=content, show_line=self.said.put, show_report=self.told.append)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._session.run(self._listener))

    def get(
        self, path: str, method: str = "GET", host: str = "", headers: Mapping[str, str] = {}
    ) -> http.client.HTTPResponse:
        """Asks for a path exactly as written, which a browser would tidy up first."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"{HOST}:{self.port}")
        connection.putheader("Connection", "close")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        if "event-stream" not in (response.getheader("Content-Type") or ""):
            response.body = response.read()  # type: ignore[attr-defined]
            connection.close()
        return response

    def text(self, path: str) -> str:
        body: bytes = self.get(path).body  # type: ignore[attr-defined]
        return body.decode()

    def news(self) -> Iterator[dict[str, Any]]:
        """What a browser is told, as it is told."""
        response = self.get("/_sitegen/events")
        with response:
            for summary in response:
                if summary.startswith(b"data: "):
                    yield json.loads(summary.removeprefix(b"data: "))

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._session.stopping.set)
        self._thread.join(20)
        assert not self._thread.is_alive()


Start = Callable[[Worker], Preview]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def start(content: Path) -> Iterator[Start]:
    running: list[Preview] = []

    def begin(worker: Worker) -> Preview:
        running.append(Preview(worker, content))
        return running[-1]

    yield begin
    for preview in running:
        preview.close()


def test_a_page_is_found_under_both_styles_of_address(site: Path) -> None:
    assert answer(site, "/", "/papers/var.html").body == PAGE % b"VAR"
    assert answer(site, "/", "/papers/var").body == PAGE % b"VAR"
    assert answer(site, "/", "/papers/").body == PAGE % b"papers"
    assert answer(site, "/", "/").body == PAGE % b"home"


def test_a_folder_without_its_slash_leads_to_the_folder(site: Path) -> None:
    found = answer(site, "/", "/papers")
    assert (found.status, found.location) == (307, "/papers/")


def test_what_is_not_there_gets_the_sites_own_page(site: Path) -> None:
    found = answer(site, "/", "/papers/none")
    assert (found.status, found.body) == (404, PAGE % b"lost")
    (site / "404.html").unlink()
    assert answer(site, "/", "/none").status == 404


def test_the_site_lives_under_the_path_of_its_base_url(site: Path) -> None:
    assert answer(site, "/repo/", "/repo/papers/var").body == PAGE % b"VAR"
    assert answer(site, "/repo/", "/").location == "/repo/"
    assert answer(site, "/repo/", "/repo").location == "/repo/"
    assert answer(site, "/repo/", "/papers/var").status == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/main.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/xml"),
    ],
)
def test_files_say_what_they_are(site: Path, path: str, kind: str) -> None:
    assert answer(site, "/", path).content_type == kind


def test_a_link_that_leads_out_of_the_site_is_not_followed(site: Path) -> None:
    (site / "out.txt").symlink_to(site.parent / "secret.txt")
    assert answer(site, "/", "/out.txt").status == 404


@given(parts=st.lists(st.sampled_from(["..", ".", "", "secret.txt", "papers", "\\", "..\\", "\0", "site", "C:"])))
def test_no_path_leads_out_of_the_site(parts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "traversal"
    (folder / "site" / "papers").mkdir(parents=True, exist_ok=True)
    (folder / "secret.txt").write_bytes(b"secret")
    assert b"secret" not in answer(folder / "site", "/", "/" + "/".join(parts)).body


def test_the_live_script_is_added_at_the_end_of_the_body_and_nothing_else() -> None:
    page = with_live_script(PAGE % b"VAR </body> in a title", "a-1")
    assert page.count(b"<script") == 1
    assert page.endswith(b'data-version="a-1"></script></body></html>')
    assert with_live_script(b"<p>no end tags", "a-1").startswith(b"<p>no end tags<script ")


def test_pages_are_served_fresh_with_the_live_script_and_other_files_as_they_are(start: Start, site: Path) -> None:
    preview = start(Scripted(Outcome(output=site, changed=True)))
    page = preview.get("/papers/var")
    assert page.getheader("Cache-Control") == "no-store"
    assert "/_sitegen/live.js" in preview.text("/papers/var")
    assert preview.text("/main.js") == "let x"
    assert "EventSource" in preview.text("/_sitegen/live.js")
    assert preview.get("/_sitegen/live.css").getheader("Content-Type") == "text/css; charset=utf-8"
    assert preview.get("/", "POST").status == 405


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/papers/..%5c..%5csecret.txt"),
        *("/%252e%252e/secret.txt", "//secret.txt", "/./../secret.txt", "/papers/../../secret.txt", "/..;/secret.txt"),
        *("/%c0%ae%c0%ae/secret.txt", "/%00/../secret.txt", "/secret.txt%00.html", "/C:/secret.txt", "/out.txt"),
        *("/out/secret.txt", "/fifo", "/.env", "/.git/config", "/papers/.hidden", "//evil.example/papers"),
        *("/%0d%0aLocation:%20https://evil.example/", "/\\evil.example/..", "/%2f%2fevil.example/%2e%2e"),
    ],
)
def test_the_server_gives_nothing_from_beside_the_site(start: Start, site: Path, path: str) -> None:
    (site / "out.txt").symlink_to(site.parent / "secret.txt")
    (site / "out").symlink_to(site.parent)
    os.mkfifo(site / "fifo")
    for hidden in (".env", ".git/config", "papers/.hidden"):
        (site / hidden).parent.mkdir(exist_ok=True)
        (site / hidden).write_bytes(b"secret")
    preview = start(Scripted(Outcome(output=site)))
    response = preview.get(path)
    assert response.status == 404
    assert b"secret" not in response.body  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/main.js", "/_sitegen/events", "/_sitegen/live.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_a_page_from_elsewhere_gets_nothing(start: Start, site: Path, path: str, headers: dict[str, str]) -> None:
    preview = start(Scripted(Outcome(output=site)))
    assert preview.get(path, headers=headers).status == 421
    own = {"Origin": f"http://127.0.0.1:{preview.port}", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert preview.get(path, headers=own).status == 200
    assert preview.get("/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status == 200


def test_what_no_browser_sends_is_refused_and_ends_nothing(start: Start, site: Path) -> None:
    preview = start(Scripted(Outcome(output=site)))
    here = f"Host: {HOST}:{preview.port}\r\n".encode()
    requests = [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + here + b"\r\n",
        b"GET / HTTP/1.1\r\n" + here + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + here + b"X: a\r\n" * 20_000 + b"\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET  HTTP/1.1\r\n" + here + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01",
    ]
    for request in requests:
        connection = socket.create_connection((HOST, preview.port), timeout=10)
        with connection, contextlib.suppress(ConnectionError):
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            summary = connection.makefile("rb").readline()
            assert not summary or summary.startswith(b"HTTP/1.1 4"), (request[:40], summary)
    ranges = "bytes=" + ",".join(f"{number}-{number}" for number in range(1200))
    whole = preview.get("/main.js", headers={"Range": ranges})
    assert (whole.status, whole.body) == (200, b"let x")  # type: ignore[attr-defined]
    both = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    assert preview.get("/main.js", "POST", headers=both).status < 500
    assert preview.text("/main.js") == "let x"


def test_a_reload_while_the_site_is_away_finds_it_again(start: Start, site: Path) -> None:
    """The version does not change when a folder is moved away and back, so the page looks again by itself."""
    preview = start(Scripted(Outcome(output=site)))
    assert preview.get("/papers/var").status == 200
    site.rename(site.with_name("away"))
    page = preview.text("/papers/var")
    assert "/_sitegen/live.js" in page
    assert '<meta http-equiv="refresh" content="1">' in page
    site.with_name("away").rename(site)
    assert "VAR" in preview.text("/papers/var")
    (site / "404.html").unlink()
    assert "/_sitegen/live.js" in preview.text("/papers/none")


@pytest.mark.parametrize("path", ["/", "/_sitegen/events", "/_sitegen/live.js"])
def test_a_foreign_name_for_this_machine_is_refused(start: Start, site: Path, path: str) -> None:
    preview = start(Scripted(Outcome(output=site)))
    assert preview.get(path, host="evil.example").status == 421
    assert preview.get(path, host="127.0.0.1.evil.example:80").status == 421
    assert preview.get(path, host="[::1].evil.example").status == 421
    assert preview.get(path, host=f"localhost:{preview.port}").status == 200


def test_a_saved_file_reaches_the_browser(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(Outcome(output=site, changed=True))
    news = start(worker).news()
    before = next(news)["version"]
    worker.next = Outcome(output=site, changed=True)
    (content / "page.md").write_text("new words")
    assert next(news)["version"] != before


def test_errors_are_told_over_the_last_good_page_and_go_when_they_are_mended(
    start: Start, site: Path, content: Path
) -> None:
    worker = Scripted(Outcome(output=site, changed=True))
    preview = start(worker)
    news = preview.news()
    good = next(news)
    assert good["errors"] == []
    worker.next = Outcome(output=site, diagnostics=(BROKEN,))
    (content / "page.md").write_text("broken")
    bad = next(news)
    assert "a quoted text does not end" in bad["errors"][0]
    assert bad["version"] == good["version"]
    assert "VAR" in preview.text("/papers/var")
    assert [found.code for report in preview.told for found in report.diagnostics] == ["front-matter"]
    worker.next = Outcome(output=site)
    (content / "page.md").write_text("mended")
    assert next(news)["errors"] == []


def test_before_there_is_any_site_the_findings_are_the_page(start: Start, tmp_path: Path) -> None:
    preview = start(Scripted(Outcome(diagnostics=(BROKEN,))))
    response = preview.get("/")
    assert response.status == 503
    page = preview.text("/")
    assert "a quoted text does not end" in page
    assert "&lt;b&gt;Open" in page
    assert "/_sitegen/live.js" in page


def test_a_deleted_and_restored_content_folder_is_noticed(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(Outcome(output=site, changed=True))
    preview = start(worker)
    news = preview.news()
    next(news)
    worker.next = Outcome(output=site, diagnostics=(BROKEN,))
    shutil.rmtree(content)
    assert next(news)["errors"]
    worker.next = Outcome(output=site, changed=True)
    content.mkdir()
    assert next(news)["errors"] == []
    assert preview.get("/").status == 200


def test_a_changed_base_url_moves_the_preview(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(Outcome(output=site, changed=True))
    preview = start(worker)
    news = preview.news()
    next(news)
    worker.next = Outcome(output=site, changed=True, base_path="/repo/")
    (content / "site.toml").write_text("")
    next(news)
    assert preview.get("/repo/papers/var").status == 200
    assert preview.get("/papers/var").status == 404


def test_the_end_of_the_preview_lets_go_of_the_browsers(start: Start, site: Path) -> None:
    preview = start(Scripted(Outcome(output=site)))
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


def test_no_port_beyond_the_last_is_tried() -> None:
    with listen(65535), pytest.raises(UsageError, match="no port"):
        listen(65535)


STRICT = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>strict</title><link rel=icon href=/main.js>"
    b"<meta http-equiv=Content-Security-Policy content=\"default-src 'self'; base-uri 'none'; form-action 'self'; "
    b"require-trusted-types-for 'script'; trusted-types 'none'\">"
    b"</head><body><h1>%s</h1><div><svg width=10 height=5000></svg></div></body></html>"
)


class Tab:
    """A page of the preview in a browser, and all that the browser complained of."""

    def __init__(self, chromium: Browser, preview: Preview, path: str = "/") -> None:
        self.complaints: list[str] = []
        self.page = chromium.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.goto(f"http://{HOST}:{preview.port}{path}")

    def close(self) -> None:
        assert self.complaints == []
        self.page.close()


@pytest.mark.browser
def test_a_page_under_a_strict_policy_reloads_where_the_reader_was(
    chromium: Browser, start: Start, site: Path, content: Path
) -> None:
    (site / "index.html").write_bytes(STRICT % b"before")
    worker = Scripted(Outcome(output=site, changed=True))
    tab = Tab(chromium, start(worker))
    tab.page.evaluate("scrollTo(0, 1234)")
    (site / "index.html").write_bytes(STRICT % b"after")
    worker.next = Outcome(output=site, changed=True)
    (content / "page.md").write_text("after")
    tab.page.wait_for_selector("h1:has-text('after')")
    tab.page.wait_for_function("scrollY === 1234")
    tab.close()


@pytest.mark.browser
def test_an_error_is_shown_over_the_page_and_can_be_dismissed(
    chromium: Browser, start: Start, site: Path, content: Path
) -> None:
    (site / "index.html").write_bytes(STRICT % b"good")
    worker = Scripted(Outcome(output=site, changed=True))
    tab = Tab(chromium, start(worker))
    worker.next = Outcome(output=site, diagnostics=(BROKEN,))
    (content / "page.md").write_text("broken")
    finding = tab.page.get_by_role("alert").locator("pre")
    finding.wait_for()
    assert finding.inner_text().startswith("content/papers/x.md:4:8: error[front-matter]: a quoted text does not end")
    assert '"<b>Open' in finding.inner_text()
    assert tab.page.get_by_role("heading", name="good").is_visible()
    assert tab.page.locator("sitegen-findings").evaluate("it => getComputedStyle(it).position") == "fixed"
    tab.page.get_by_role("button", name="Dismiss").click()
    tab.page.get_by_role("alert").wait_for(state="detached")
    tab.close()


@pytest.mark.browser
def test_a_mended_error_leaves_the_page(chromium: Browser, start: Start, site: Path, content: Path) -> None:
    (site / "index.html").write_bytes(STRICT % b"good")
    worker = Scripted(Outcome(output=site, changed=True, diagnostics=(BROKEN,)))
    tab = Tab(chromium, start(worker))
    tab.page.get_by_role("alert").wait_for()
    worker.next = Outcome(output=site)
    (content / "page.md").write_text("mended")
    tab.page.get_by_role("alert").wait_for(state="detached")
    tab.close()


@pytest.mark.browser
def test_the_first_good_build_replaces_the_findings(chromium: Browser, start: Start, site: Path, content: Path) -> None:
    worker = Scripted(Outcome(diagnostics=(BROKEN,)))
    preview = start(worker)
    page = chromium.new_page()
    page.goto(f"http://{HOST}:{preview.port}/")
    page.get_by_text("a quoted text does not end").first.wait_for()
    worker.next = Outcome(output=site, changed=True)
    (content / "page.md").write_text("mended")
    page.get_by_role("heading", name="home").wait_for()
    page.close()


def fall_over() -> Outcome:
    """A task that takes its process down, as a library that crashes would."""
    os._exit(9)


def raise_anything() -> Config:
    """A configuration that meets a bug."""
    raise RecursionError("too deep")


def nowhere() -> Config:
    """A configuration that cannot be read."""
    raise usage_error("config", "site.toml has no key 'titel'")


def test_a_build_that_takes_its_process_down_is_a_finding() -> None:
    worker = Worker(fall_over)
    assert [found.code for found in worker.run().diagnostics] == ["bug"]
    assert [found.code for found in worker.run().diagnostics] == ["bug"]
    worker.close()


def test_the_other_process_serves_again_and_again_and_goes_when_it_is_told() -> None:
    worker = Worker(Build(load=nowhere))
    for _ in range(2):
        assert [found.message for found in worker.run().diagnostics] == ["site.toml has no key 'titel'"]
    worker.close()


def test_a_build_that_raises_is_a_finding_with_its_traceback() -> None:
    (found,) = Build(load=raise_anything)().diagnostics
    assert "too deep" in found.message
    assert "Traceback" in found.hint


def test_what_editors_keep_for_themselves_calls_for_no_build(tmp_path: Path) -> None:
    # the checkout itself may lie below a hidden folder
    content = tmp_path / ".home" / "content"
    counts = matters([content])
    assert counts(Change.modified, str(content / "papers" / "x.md"))
    assert not counts(Change.modified, str(content / ".obsidian" / "workspace.json"))
    assert not counts(Change.modified, str(content / "papers" / ".x.md.swp"))


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
        assert process.stderr
        said = list(itertools.takewhile(lambda summary: not summary.startswith("preview at "), process.stderr))
        assert "site.toml has no key 'titel'" in said[0]
        # as a terminal does, to the server and to the process that builds
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read() == ""
        assert process.wait(20) == 0
