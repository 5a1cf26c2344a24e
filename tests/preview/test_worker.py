"""Builds in a process of their own, whatever happens to them."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from sitegen.config import Config
from sitegen.diagnostics import usage_error
from sitegen.preview.worker import Outcome, Worker, run_build

if TYPE_CHECKING:
    pass


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
    worker = Worker(partial(run_build, nowhere))
    for _ in range(2):
        assert [found.message for found in worker.run().diagnostics] == ["site.toml has no key 'titel'"]
    worker.close()


def test_a_build_that_raises_is_a_finding_with_its_traceback() -> None:
    (found,) = run_build(raise_anything).diagnostics
    assert "too deep" in found.message
    assert "Traceback" in found.hint
