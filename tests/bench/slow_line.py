"""A folder served as a host does over a slow line: TLS with HTTP/1.1 or HTTP/2, behind a shaper of bandwidth and delay.

The shaper passes bytes of TCP connections on as a line of 150 ms there and back and 1.6 Mbit/s down, which all
connections share, would. A browser's own emulation leaves out requests of workers, and the round trip that opening a
connection takes; the shaper delays whatever the browser sends, its handshakes too.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gzip
import hashlib
import mimetypes
import ssl
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

Protocol = Literal["http/1.1", "h2"]
ROUND_TRIP = 0.150
DOWN, UP = 1_600_000 / 8, 750_000 / 8
"""Bytes a second."""
_TEXT = ("text/", "application/json", "application/javascript", "application/xml", "image/svg")
_BLOCK = 4096


class Sent(Struct, frozen=True):
    """A request that was answered."""

    at: float
    path: str
    bytes: int


class Line:
    """One direction of the line, which all connections share."""

    def __init__(self, rate: float) -> None:
        self._rate, self._free = rate, 0.0

    def arrival(self, size: int) -> float:
        """When bytes that are sent now are at the other end."""
        self._free = max(time.monotonic(), self._free) + size / self._rate
        return self._free + ROUND_TRIP / 2


class Host:
    """An ASGI application that answers with the files of a folder, texts compressed, kept for ten minutes and then
    revalidated.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sent: list[Sent] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await _live(receive, send)
            return
        path = scope["path"].lstrip("/") or "index.html"
        file = self._folder / path
        status, body, headers = (200, *_answer(file)) if file.is_file() else (404, b"", [])
        if (b"if-none-match", dict(headers).get(b"etag")) in scope["headers"]:
            status, body = 304, b""
        self.sent.append(Sent(time.monotonic(), path, len(body)))
        headers = [*headers, (b"cache-control", b"max-age=600")]
        if status != 304:
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _live(receive: Any, send: Any) -> None:
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


@lru_cache(maxsize=4096)
def _answer(file: Path) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    data = file.read_bytes()
    tag = hashlib.sha256(data).hexdigest()[:16]
    headers = [(b"content-type", kind.encode()), (b"etag", f'"{tag}"'.encode())]
    if kind.startswith(_TEXT):
        return gzip.compress(data, 6), [*headers, (b"content-encoding", b"gzip")]
    return data, headers


@contextmanager
def slow_host(folder: Path, protocol: Protocol, scratch: Path) -> Iterator[tuple[str, Host]]:
    """The address of a folder over the slow line, and what serves it."""
    host, ready, stop = Host(folder), threading.Event(), asyncio.Event()
    address: list[str] = []
    loop = asyncio.new_event_loop()

    async def run() -> None:
        async with _serving(host, protocol, scratch) as server, _shaped(server) as port:
            address.append(f"https://127.0.0.1:{port}/")
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    ready.wait(30)
    try:
        yield address[0], host
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(30)


@asynccontextmanager
async def _serving(host: Host, protocol: Protocol, scratch: Path) -> AsyncIterator[int]:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config, port = Config(), await _free_port()
    config.bind, config.alpn_protocols, config.errorlog = [f"127.0.0.1:{port}"], [protocol], None
    config.certfile, config.keyfile = map(str, _certificate(scratch))
    config.ssl_handshake_timeout = 60
    ended = asyncio.Event()
    serving = asyncio.create_task(serve(host, config, shutdown_trigger=ended.wait))
    await asyncio.sleep(0.5)
    yield port
    ended.set()
    with contextlib.suppress(ssl.SSLError, ConnectionError):
        await serving


async def _free_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


def trust(folder: Path) -> str:
    """The flag with which Chromium trusts the host; it keeps nothing of one whose certificate it only overlooks."""
    certificate, _ = _certificate(folder)
    public = subprocess.run(
        ["openssl", "x509", "-in", certificate, "-noout", "-pubkey"], check=True, capture_output=True
    )
    key = ["openssl", "pkey", "-pubin", "-outform", "der"]
    encoded = subprocess.run(key, input=public.stdout, check=True, capture_output=True).stdout
    digest = base64.b64encode(hashlib.sha256(encoded).digest()).decode()
    return f"--ignore-certificate-errors-spki-list={digest}"


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not certificate.exists():
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                   "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@asynccontextmanager
async def _shaped(target: int) -> AsyncIterator[int]:
    """The port of a shaper in front of another port."""
    down, up = Line(DOWN), Line(UP)
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # the handshake of TCP, which is over at once here
        await asyncio.sleep(ROUND_TRIP)
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", target)
        for source, sink, line in ((reader, server_writer, up), (server_reader, writer, down)):
            task = asyncio.create_task(_pass_on(source, sink, line))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in list(tasks):
        task.cancel()


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter, line: Line) -> None:
    """Passes blocks on when they would arrive."""
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def read() -> None:
        data = b"-"
        while data:
            try:
                data = await source.read(_BLOCK)
            except ConnectionError:
                data = b""
            await under_way.put((line.arrival(len(data)), data))

    reading = asyncio.create_task(read())
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while True:
            arrival, data = await under_way.get()
            await asyncio.sleep(arrival - time.monotonic())
            if not data:
                break
            sink.write(data)
            await sink.drain()
        sink.close()
    reading.cancel()
