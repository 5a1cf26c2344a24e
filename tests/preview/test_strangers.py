"""What the preview gives to those whom it is not meant for: nothing."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.preview import HOST
from sitegen.preview.worker import Outcome

if TYPE_CHECKING:
    pass
from tests.preview.running import Scripted, Start


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


@pytest.mark.parametrize("path", ["/", "/_sitegen/events", "/_sitegen/live.js"])
def test_a_foreign_name_for_this_machine_is_refused(start: Start, site: Path, path: str) -> None:
    preview = start(Scripted(Outcome(output=site)))
    assert preview.get(path, host="evil.example").status == 421
    assert preview.get(path, host="127.0.0.1.evil.example:80").status == 421
    assert preview.get(path, host="[::1].evil.example").status == 421
    assert preview.get(path, host=f"localhost:{preview.port}").status == 200
