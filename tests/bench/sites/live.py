"""How long a preview takes to show an edit: seconds from saving a page to being served the change."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from tests.bench.sites.edit import change_word

_PATIENCE = 600
_REST = 2.0
"""Seconds between two edits: what a preview does after it shows one must not slow the next."""
_AGAIN = 0.005
Fetch: TypeAlias = Callable[[str], str]


def seconds_to_show(
    command: Sequence[str | Path], folder: Path, pages: Sequence[tuple[Path, Sequence[str]]]
) -> list[list[float]]:
    """Edits pages one after the other under a running preview.

    Args:
        command: starts the preview, once it is told a port.
        folder: where it runs.
        pages: files to edit, each with the addresses of pages that show its abstract.

    Returns:
        For each page, seconds until each address showed the change.
    """
    with _running(command, folder) as fetch:
        for _, addresses in pages:
            for address in addresses:
                fetch(address)
        taken = []
        for number, (page, addresses) in enumerate(pages):
            time.sleep(_REST)
            taken.append(_shown(page, number, addresses, fetch))
        return taken


def _shown(page: Path, number: int, addresses: Sequence[str], fetch: Fetch) -> list[float]:
    before = {address: fetch(address) for address in addresses}
    word = change_word(page, number)
    start = time.perf_counter()
    taken: dict[str, float] = {}
    while len(taken) < len(addresses):
        for address in addresses:
            if address not in taken and fetch(address).count(word) > before[address].count(word):
                taken[address] = time.perf_counter() - start
        if time.perf_counter() - start > _PATIENCE:
            raise TimeoutError(f"{page} was changed, and a preview does not show it")
        time.sleep(_AGAIN)
    return [taken[address] for address in addresses]


@contextlib.contextmanager
def _running(command: Sequence[str | Path], folder: Path) -> Iterator[Fetch]:
    """Runs a preview on a free port, and ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--port", str(port)], cwd=folder, stdout=quiet, stderr=quiet)

    def fetch(address: str) -> str:
        """A page; waits for one that is not there yet, as all are while a preview starts."""
        start = time.perf_counter()
        while process.poll() is None and time.perf_counter() - start < _PATIENCE:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            with contextlib.closing(connection), contextlib.suppress(ConnectionError, http.client.IncompleteRead):
                connection.request("GET", f"/{address}")
                answer = connection.getresponse()
                text = answer.read().decode("utf-8")
                if answer.status == http.HTTPStatus.OK:
                    return text
            time.sleep(_AGAIN)
        raise TimeoutError(f"{command[0]} serves no {address}")

    try:
        yield fetch
    finally:
        process.terminate()
        process.wait(30)
