"""The command line run in the process of a test, and what stands where the build is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.cli import main
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.pipeline import RepairMade, Result
from sitegen.text.iso_dates import is_day

SUMMARY = Result(
    papers=68,
    editions=1,
    topics=0,
    outputs=92,
    size=1_210_000,
    hosts="any host",
    written=3,
    unchanged=88,
    removed=1,
    seconds={"read": 0.01, "write": 0.2},
    repairs=(RepairMade("sources/a.txt", "var", "times", "256times256", "256×256"),),
)


_PROGRESS = re.compile(r"(?m)^[a-z ]+ …\n")
"""A line of progress, which only a busy machine shows."""


class Console:
    """Runs the command line in this process. Its errors are given without progress."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str) -> int:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        self.out, errors = self._capsys.readouterr()
        self.err = _PROGRESS.sub("", errors)
        assert isinstance(end.value.code, int)
        return end.value.code


class Asked:
    """Stands where the build is: keeps what it was asked, and answers as it is told."""

    def __init__(self) -> None:
        self.config = Config()
        self.frozen = False
        self.answer: Callable[[Report], None] = lambda report: None

    def __call__(
        self,
        config: Config,
        *,
        report: Report,
        today: Callable[[], str],
        progress: Any,
        frozen: bool,
        executor: Any = None,
    ) -> Result:
        assert is_day(today())
        self.config, self.frozen = config, frozen
        progress("write", 1, 2)
        self.answer(report)
        return SUMMARY

    def raises(self, problem: BaseException) -> None:
        def answer(report: Report) -> None:
            raise problem

        self.answer = answer
