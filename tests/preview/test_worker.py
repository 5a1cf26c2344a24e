"""Processes that render and build, whatever happens to them."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from sitegen.config import Config, load
from sitegen.diagnostics import usage_error
from sitegen.preview.messages import Changed, Outcome, Page, Refreshed, Wanted
from sitegen.preview.publisher import run_build
from sitegen.preview.worker import Worker
from tests.little import LittleSite


def fall_over() -> Config:
    """A configuration that takes its process down, as a library that crashes would."""
    os._exit(9)


def raise_anything() -> Config:
    """A configuration that meets a bug."""
    raise RecursionError("too deep")


def nowhere() -> Config:
    """A configuration that cannot be read."""
    raise usage_error("config", "site.toml has no key 'titel'")


def test_a_process_that_goes_down_is_a_finding_and_the_next_change_starts_another() -> None:
    worker = Worker(fall_over)
    for _ in range(2):
        assert worker.send(Changed())
        outcome = worker.receive()
        assert isinstance(outcome, Outcome)
        assert [found.code for found in outcome.diagnostics] == ["bug"]
        assert not worker.send(Wanted("index.html"))
    worker.close()
    assert worker.receive() is None


def test_the_other_process_serves_again_and_again_and_goes_when_it_is_told() -> None:
    worker = Worker(nowhere)
    for generation in (1, 2):
        worker.send(Changed())
        refreshed = worker.receive()
        assert isinstance(refreshed, Refreshed)
        assert (refreshed.generation, refreshed.is_ready, refreshed.config) == (generation, False, None)
        assert [found.message for found in refreshed.diagnostics] == ["site.toml has no key 'titel'"]
    worker.close()


def test_a_build_that_raises_is_a_finding_with_its_traceback() -> None:
    (found,) = run_build(raise_anything, 1).diagnostics
    assert "too deep" in found.message
    assert "Traceback" in found.hint


def fill_the_disk() -> Config:
    """A configuration that is read when there is no room left."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site/index.html")


def test_a_full_disk_is_no_bug_of_a_build() -> None:
    (found,) = run_build(fill_the_disk, 1).diagnostics
    assert (found.code, str(found.at)) == ("files", "site/index.html")


@pytest.mark.parametrize("related_are_known", [True, False])
def test_pages_are_rendered_before_they_are_published(tmp_path: Path, related_are_known: bool) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Depth and its curse", "Vector quantization")
    site.build()
    if not related_are_known:
        shutil.rmtree(tmp_path / ".sitegen" / "results")
    worker = Worker(partial(load, site.content, output=site.output, jobs=1))
    worker.send(Changed(routes=("papers/vector-quantization.html",)))
    refreshed = worker.receive()
    assert isinstance(refreshed, Refreshed)
    # the site that an earlier build left is better than pages whose related papers are not known yet
    assert refreshed.is_ready == related_are_known
    (page,) = refreshed.pages
    assert page.route == "papers/vector-quantization.html"
    assert page.body
    assert b"Vector quantization" in page.body
    worker.send(Wanted("papers/none.html"))
    assert worker.receive() == Page(route="papers/none.html")
    worker.close()


def test_content_that_a_build_imported_is_read_when_it_has_ended(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Depth and its curse")
    worker = Worker(partial(load, site.content, output=site.output, jobs=1))
    worker.send(Changed())
    before = worker.receive()
    assert isinstance(before, Refreshed)
    site.build()
    worker.send(Changed(is_built=True))
    after = worker.receive()
    assert isinstance(after, Refreshed)
    assert after.generation > before.generation
    # there is nothing to say once it was read
    worker.send(Changed(is_built=True))
    worker.send(Wanted("papers/depth-and-its-curse.html"))
    page = worker.receive()
    assert isinstance(page, Page)
    assert page.body
    worker.close()


def hang() -> Config:
    """A configuration that is read for ever."""
    time.sleep(600)
    raise AssertionError


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
def test_a_process_that_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.worker._SHUTDOWN_SECONDS", 0.1)
    worker = Worker(hang)
    worker.send(Changed())
    process = worker._process
    assert process
    worker.close()
    process.join(20)
    assert process.exitcode == -signal.SIGKILL


def test_no_process_is_started_after_the_end() -> None:
    worker = Worker(nowhere)
    worker.close()
    assert not worker.send(Changed())
    assert worker._process is None
