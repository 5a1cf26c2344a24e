"""What the preview gives to those whom it is not meant for: nothing."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from sitegen.diagnostics import UsageError
from sitegen.preview import HOST, listen
from tests.preview.running import PATIENCE, Live, Preview, Scripted, Start, built


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
    preview = start(Scripted(built(site)))
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
    preview = start(Scripted(built(site)))
    assert preview.get(path, headers=headers).status == 421
    own = {"Origin": f"http://127.0.0.1:{preview.port}", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert preview.get(path, headers=own).status == 200
    assert preview.get("/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status == 200


def test_what_no_browser_sends_is_refused_and_ends_nothing(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site)))
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
    assert preview.get("/?" + "a" * 20_000).status == 431
    assert preview.get("/", headers={"X": "a" * 20_000}).status == 431
    assert preview.get("/?" + "a" * 10_000, headers={"X": "a" * 5_000}).status == 200
    assert preview.get("/" + "a" * 300).status == 404
    for request in requests:
        connection = socket.create_connection((HOST, preview.port), timeout=PATIENCE)
        with connection, contextlib.suppress(ConnectionError):
            connection.sendall(request)
            # who has refused may be gone by now
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            summary = connection.makefile("rb").readline()
            assert not summary or summary.startswith(b"HTTP/1.1 4"), (request[:40], summary)
    ranges = "bytes=" + ",".join(f"{number}-{number}" for number in range(1200))
    whole = preview.get("/main.js", headers={"Range": ranges})
    assert (whole.status, whole.body) == (200, b"let x")  # type: ignore[attr-defined]
    both = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    assert preview.get("/main.js", "POST", headers=both).status < 500
    assert preview.text("/main.js") == "let x"


@pytest.mark.parametrize("path", ["/", "/_sitegen/events", "/_sitegen/live.js"])
def test_a_foreign_name_for_this_machine_is_refused(start: Start, site: Path, path: str) -> None:
    preview = start(Scripted(built(site)))
    assert preview.get(path, host="evil.example").status == 421
    assert preview.get(path, host="127.0.0.1.evil.example:80").status == 421
    assert preview.get(path, host="[::1].evil.example").status == 421
    assert preview.get(path, host=f"localhost:{preview.port}").status == 200


def test_mails_are_as_guarded_as_pages(start: Start, site: Path) -> None:
    preview, path = start(Scripted(built(site))), "/_sitegen/mail/latest.html"
    assert preview.get(path).status == 404
    assert preview.get(path, host="evil.example").status == 421
    assert preview.get(path, headers={"Origin": "https://evil.example"}).status == 421


@pytest.mark.parametrize(
    "path", ["/", "/papers", "/none", "/main.js", "/_sitegen/live.js", "/_sitegen/none", "/_sitegen/events"]
)
def test_nothing_is_kept_or_taken_for_what_it_is_not(start: Start, site: Path, path: str) -> None:
    preview = start(Scripted(built(site)))
    for host in ("", "evil.example"):
        response = preview.get(path, host=host)
        assert response.getheader("Cache-Control") == "no-store"
        assert response.getheader("X-Content-Type-Options") == "nosniff"


def ask(preview: Preview, request: bytes) -> bytes:
    """What the server says to bytes, until it closes the connection."""
    connection = socket.create_connection((HOST, preview.port), timeout=PATIENCE)
    with connection, contextlib.suppress(ConnectionError):
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
    return b""


def request(preview: Preview, path: str, method: str = "GET") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{preview.port}\r\nConnection: close\r\n\r\n"
    return ask(preview, head.encode("latin-1"))


@pytest.mark.parametrize("is_fresh", [True, False])
def test_no_way_up_leads_out_of_the_site(start: Start, site: Path, is_fresh: bool) -> None:
    ups = ["..", "%2e%2e", "%2e.", ".%2e", "..%2f", "%2e%2e%2f", "..%5c", "%5c..", "%252e%252e", "..;", "....", "\\.."]
    ups += ["%c0%ae%c0%ae", "..\\", "%00..", "//..", "/./..", "..%00", "%ef%bc%8e%ef%bc%8e", "..%c0%af", "..%255c"]
    preview = start(Live(built(site, is_published=is_fresh)))
    news = preview.news()
    # there may be states before the first in which it is known where the site lies
    while next(news)["fresh"] != is_fresh or preview.get("/").status == 503:
        pass
    forms = [
        f"{top}{'/'.join([up] * depth)}/secret.txt" for up in ups for depth in (1, 2, 5) for top in ("/", "/papers/")
    ]
    forms += ["//etc/passwd", "/%2fetc/passwd", "file:///etc/passwd", "*", "/%", "/%zz", "/\x01", "/?" + "a" * 9_000]
    forms += [form.replace(".txt", ".html") for form in forms]
    (site.parent / "secret.html").write_bytes(b"secret")
    for form in forms:
        answer = request(preview, form)
        assert b"secret" not in answer.partition(b"\r\n\r\n")[2], form
        assert b"root:" not in answer, form
        assert answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 4")), (form, answer[:60])


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/papers", "/%2f%2fevil.example/papers", "/\\evil.example", "/papers%0d%0aX:y"],
)
def test_no_redirect_leads_away_or_carries_a_header(start: Start, site: Path, path: str) -> None:
    (site / "evil.example" / "papers").mkdir(parents=True)
    (site / "evil.example" / "papers" / "index.html").write_bytes(b"x")
    preview = start(Scripted(built(site)))
    head = request(preview, path).partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nlocation:" not in head
    assert b"\r\nx:" not in head


@pytest.mark.parametrize("name", ["日本", "a b", "a%2fb"])
def test_a_redirect_to_a_folder_of_any_name_is_one_line_of_ascii(start: Start, site: Path, name: str) -> None:
    (site / name).mkdir()
    (site / name / "index.html").write_bytes(b"x")
    response = start(Scripted(built(site))).get(f"/{quote(name)}")
    assert (response.status, response.getheader("Location")) == (307, f"/{quote(name)}/")


def test_a_redirect_keeps_the_query_within_one_line(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site)))
    head = request(preview, "/papers?q=a%0d%0aX-Evil:%20b").partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nlocation: /papers/?q=a%0d%0ax-evil:%20b" in head
    assert b"\r\nx-evil" not in head


@pytest.mark.parametrize(
    "path", ["/", "/papers", "/main.js", "/_sitegen/events", "/_sitegen/live.js", "/_sitegen/mail/x.txt"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS", "PATCH", "PROPFIND"])
def test_nothing_but_reading_is_possible(start: Start, site: Path, path: str, method: str) -> None:
    preview = start(Scripted(built(site)))
    assert request(preview, path, method).startswith(b"HTTP/1.1 4")


def test_the_head_of_a_page_has_no_body(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site)))
    head, _, body = request(preview, "/", "HEAD").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert body == b""


def test_a_request_with_two_lengths_is_one_request(start: Start, site: Path) -> None:
    """A second request smuggled into the body of the first gets no answer."""
    preview = start(Scripted(built(site)))
    here = f"Host: {HOST}:{preview.port}\r\n".encode()
    smuggled = b"0\r\n\r\nGET /main.js HTTP/1.1\r\n" + here + b"Connection: close\r\n\r\n"
    both = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n" % len(smuggled)
    answer = ask(preview, b"POST / HTTP/1.1\r\n" + here + both + b"Connection: close\r\n\r\n" + smuggled)
    assert answer.startswith(b"HTTP/1.1 4")
    assert b"let x" not in answer


def test_clients_that_never_finish_a_request_keep_nobody_waiting(start: Start, site: Path) -> None:
    preview = start(Scripted(built(site)))
    with contextlib.ExitStack() as connections:
        for _ in range(150):
            connection = connections.enter_context(socket.create_connection((HOST, preview.port), timeout=PATIENCE))
            connection.sendall(b"GET / HTTP/1.1\r\nHo")
        assert preview.get("/").status == 200


@pytest.mark.parametrize(("clients", "times"), [(16, 20), pytest.param(64, 600, marks=pytest.mark.slow)])
def test_many_clients_are_all_answered_and_leave_nothing_open(
    start: Start, site: Path, clients: int, times: int
) -> None:
    preview = start(Scripted(built(site)))
    preview.get("/")
    paths = ["/", "/papers/", "/papers/var", "/main.js", "/feed.xml", "/none", "/_sitegen/live.js"]

    def client(number: int) -> list[int]:
        connection = http.client.HTTPConnection(HOST, preview.port, timeout=PATIENCE)
        statuses = []
        for turn in range(times):
            connection.request("GET", paths[(number + turn) % len(paths)])
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
        connection.close()
        return statuses

    before = open_files()
    with ThreadPoolExecutor(clients) as pool:
        statuses = [status for every in pool.map(client, range(clients)) for status in every]
    assert len(statuses) == clients * times
    assert set(statuses) == {200, 404}
    deadline = time.monotonic() + PATIENCE
    while open_files() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert open_files() <= before


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_a_browser_that_leaves_is_forgotten(start: Start, site: Path, content: Path) -> None:
    worker = Scripted(built(site))
    preview = start(worker)
    for _ in range(20):
        with contextlib.closing(preview.news("/papers/var")) as news:
            next(news)
    news = preview.news("/")
    next(news)
    # the server notices at its next word to each
    for number in range(3):
        (content / "page.md").write_text(f"{number}")
        next(news)
    assert "papers/var.html" not in worker.changes[-1].routes


def test_other_machines_ask_by_address_only(start: Start, site: Path) -> None:
    hosts = {"192.0.2.7:8000": 200, "[2001:db8::7]:8000": 200, "localhost:8000": 200}
    hosts |= {"evil.example": 421, "127.0.0.1.evil.example": 421}
    preview = start(Scripted(built(site)), is_open=True)
    for host, status in hosts.items():
        assert preview.get("/", host=host).status == status
    assert start(Scripted(built(site))).get("/", host="192.0.2.7:8000").status == 421


def test_an_address_of_another_machine_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.7 is no address of this machine"):
        listen(0, "192.0.2.7")
    with pytest.raises(UsageError, match="there is no host"):
        listen(0, "no such host")
