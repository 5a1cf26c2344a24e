"""Builds on executors of others, a Dask cluster among them: the same bytes, by workers that have none of the files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sitegen.diagnostics import UsageError
from sitegen.pipeline.execution import remote
from sitegen.pipeline.execution.remote import RemoteExecutor, connect
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "no", "pi")
WITHOUT_FILES = """
import sys

def refuse(event, arguments):
    if event == "open" and str(arguments[0]).startswith({folder!r}):
        raise PermissionError(f"a worker opens {{arguments[0]}}")

sys.addaudithook(refuse)
"""
"""What a worker runs first: from then on it can read nothing below a folder."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LittleSite:
    """A digest of several chunks with a theme of its own, and a build of it by one process."""
    site = LittleSite(tmp_path_factory.mktemp("digest") / "home")
    for day, syllable in enumerate(SYLLABLES, 1):
        words = ("".join(("ro", syllable, *others)) for others in product(SYLLABLES, repeat=2))
        site.paste(f"2025-03-{day:02}", *(f"A study of {word}" for word in words))
    own = site.content.parent / "templates"
    own.mkdir()
    (own / "base.html").write_text('{% extends "!base.html" %}{% block footer %}Made in Riga.{% endblock %}')
    site.build(jobs=1)
    assert "Made in Riga." in site.html("papers/a-study-of-robadino.html")
    return site


def build_elsewhere(site: LittleSite, folder: Path, executor: Executor) -> dict[str, bytes]:
    """The site that a build from nothing makes with an executor."""
    other = LittleSite(folder / "home")
    other.content.parent.joinpath("templates").symlink_to(site.content.parent / "templates")
    for path in site.content.rglob("*"):
        if path.is_file():
            other.write(path.relative_to(site.content).as_posix(), path.read_text("utf-8"))
    other.build(executor=executor)
    return tree(other.output)


def test_threads_make_the_same_bytes_and_are_left_open(site: LittleSite, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        assert build_elsewhere(site, tmp_path, threads) == tree(site.output)
        assert threads.submit(len, "abc").result() == 3


@pytest.mark.slow
def test_new_processes_make_the_same_bytes(site: LittleSite, tmp_path: Path) -> None:
    from loky import get_reusable_executor

    assert build_elsewhere(site, tmp_path, get_reusable_executor(2)) == tree(site.output)


def test_a_worker_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as threads:
        executor = RemoteExecutor(threads)
        monkeypatch.setattr(remote, "_own_versions", lambda: ("sitegen 0.0.1 (00000000)",))
        with pytest.raises(UsageError, match=r"a worker has sitegen 0\.0\.1 \(00000000\), and this machine sitegen"):
            executor.submit(len, "abc").result()


@pytest.mark.parametrize("address", ["dask://", "tcp://localhost:8786", "dask://localhost"])
def test_what_is_no_address_of_a_cluster_is_an_error(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of an executor"), connect(address):
        raise AssertionError


def test_an_address_without_a_cluster_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_SECONDS", 1)
    with pytest.raises(UsageError, match="cannot be reached"), connect("dask://localhost:1"):
        raise AssertionError


@pytest.mark.parametrize("greeting", [b"", b"220 mail.example is ready\r\n"])
def test_a_server_that_is_no_cluster_is_not_waited_for(greeting: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(remote, "_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def serve() -> None:
            line, _ = listener.accept()
            line.sendall(greeting)
            running.callback(line.close)

        with ExitStack() as running:
            thread = Thread(target=serve)
            thread.start()
            running.callback(thread.join)
            with (
                pytest.raises(UsageError, match="cannot be reached"),
                connect(f"dask://127.0.0.1:{listener.getsockname()[1]}"),
            ):
                raise AssertionError


class Cluster:
    """A Dask scheduler and three workers, processes of their own."""

    def __init__(self, folder: Path, forbidden: Path) -> None:
        self.running = ExitStack()
        first = folder / "first.py"
        first.write_text(WITHOUT_FILES.format(folder=f"{forbidden}{os.sep}"))
        address = folder / "address.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", address)
        while not address.exists():
            time.sleep(0.05)
        self.workers = [
            self._start("worker", "--scheduler-file", address, "--no-nanny", "--nthreads", "1", "--no-dashboard",
                        "--local-directory", folder, "--preload", first)
            for _ in range(3)
        ]  # fmt: skip
        import json

        self.address = json.loads(address.read_text())["address"].replace("tcp://", "dask://")

    def _start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([sys.executable, "-m", "dask", *command], stdout=quiet, stderr=quiet)
        self.running.callback(process.wait)
        self.running.callback(process.kill)
        return process


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    # the folder of every test of this module
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), tmp_path_factory.getbasetemp() / "forbidden")
    with cluster.running:
        yield cluster


@pytest.mark.slow
def test_a_cluster_whose_workers_have_other_versions_is_refused_at_once(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "versions", lambda: (f"process {os.getpid()}",))
    message = rf"a worker has process \d+, and this machine process {os.getpid()}"
    with pytest.raises(UsageError, match=message), connect(cluster.address):
        raise AssertionError


class Counting(Executor):
    """Hands tasks on, and does something when so many have been given."""

    def __init__(self, executor: Executor, number: int, act: Callable[[], Any]) -> None:
        self._executor, self._number, self._act = executor, number, act
        self.submitted = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted += 1
        if self.submitted == self._number:
            self._act()
        return self._executor.submit(fn, *args, **kwargs)


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_without_reading_a_file_and_though_a_worker_is_killed(
    site: LittleSite, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with connect(cluster.address) as executor:
        assert executor.processes >= 1
        counting = Counting(executor, 12, cluster.workers[0].kill)
        folder = tmp_path_factory.getbasetemp() / "forbidden"
        assert build_elsewhere(site, folder, counting) == tree(site.output)
    assert counting.submitted > 20
    assert [worker.poll() for worker in cluster.workers] == [-9, None, None]
