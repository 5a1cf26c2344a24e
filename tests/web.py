"""A little web on this machine: says what a test wants it to say, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import pytest


class Answer(NamedTuple):
    """One answer of the server."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    cut: bool = False
    """Whether the connection ends before the body does."""
    silent: bool = False
    """Whether no answer comes at all."""
    last: bool = False
    """Whether the server ends the connection after it, and does not say so."""


class Asked(NamedTuple):
    """One request that the server got."""

    path: str
    """As a person would write it, with the query."""
    headers: Mapping[str, str]
    body: bytes = b""


class Web:
    """The server. A path answers with the last of its answers once the others are used up."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.address = ""
        self.closing = threading.Event()
        self.has_ended = threading.Event()
        """Whether the server has ended a connection."""
        self._answers: dict[str, list[Answer]] = {}

    def says(self, path: str, *answers: Answer | bytes | str) -> str:
        """Sets the answers of a path, without its query or with it, and gives its address."""
        made = (answer.encode() if isinstance(answer, str) else answer for answer in answers)
        self._answers[path] = [Answer(answer) if isinstance(answer, bytes) else answer for answer in made]
        return self.address + path

    def answer(self, path: str) -> Answer:
        for known in (path, path.partition("?")[0]):
            if answers := self._answers.get(known):
                return answers.pop(0) if len(answers) > 1 else answers[0]
        return Answer(b"nothing here", 404)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Web]:
    """A server on a free port, for as long as it is needed; with a certificate, one that speaks TLS."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            web.asked.append(Asked(unquote_plus(self.path), dict(self.headers), body))
            answer = web.answer(self.path)
            if answer.silent:
                web.closing.wait()
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body) + 100 * answer.cut))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = self.close_connection or answer.cut or answer.last

        def log_message(self, format: str, *values: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        def close_request(self, request: Any) -> None:
            super().close_request(request)
            web.has_ended.set()

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what some tests want."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path, host: str) -> Path:
    """Key and certificate of a host, signed by itself; the certificate alone beside it, with `.crt` at its end."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl makes the certificate")
    file = folder / "host.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"]
    names = ["-addext", f"subjectAltName=DNS:{host}", "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run([*command, *names], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + Path(f"{file}.crt").read_bytes())
    return file


@contextmanager
def dripping(before: bytes, drip: bytes) -> Iterator[tuple[str, Callable[[], int]]]:
    """A server that says something and then a little every 20 ms; its URL, and how often it did."""
    listener = socket.create_server(("127.0.0.1", 0))
    count = 0

    def serve() -> None:
        nonlocal count
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, contextlib.suppress(OSError):
                    connection.recv(65536)
                    connection.sendall(before)
                    for _ in range(1000):
                        connection.sendall(drip)
                        count += 1
                        time.sleep(0.02)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", lambda: count
    finally:
        # a blocked accept is not woken by closing
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._step = step

    def __call__(self) -> float:
        self.now += self._step
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds
