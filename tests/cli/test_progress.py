"""What a person sees while a command works."""

from __future__ import annotations

import io
import re

import pytest

from sitegen.cli.progress import Progress


class Terminal(io.StringIO):
    """What was written to a terminal, and a clock that the test moves."""

    def __init__(self, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal
        self.seconds = 100.0

    def isatty(self) -> bool:
        return self._is_terminal

    def clock(self) -> float:
        return self.seconds

    @property
    def line(self) -> str:
        """What the last line shows now."""
        return re.split("\r\x1b\\[K", self.getvalue())[-1]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_shows_stages_counts_and_time_in_one_line() -> None:
    terminal = Terminal()
    with Progress(True, terminal, terminal.clock) as progress:
        progress("read")
        terminal.seconds += 0.8
        # a stage that was over at once is not shown
        progress("match")
        terminal.seconds += 0.05
        progress("write")
        assert terminal.line == "read 0.8 s · write 0.0 s"
        terminal.seconds += 1.5
        progress("write", 4321, 10_000)
        assert terminal.line == "read 0.8 s · write 4,321 of 10,000 [========            ] 1.5 s"
        assert "\n" not in terminal.getvalue()
    assert terminal.line == ""


def test_a_line_that_is_too_long_keeps_what_goes_on_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    terminal = Terminal()
    progress = Progress(True, terminal, terminal.clock)
    for stage in ("ingest", "read", "catalog", "write"):
        progress(stage)
        terminal.seconds += 1
    progress("write", 7, 0)
    assert terminal.line.endswith("write 7 1.0 s")
    assert len(terminal.line) < 30


def test_elsewhere_a_stage_is_a_line_and_a_long_one_a_few() -> None:
    log = Terminal(is_terminal=False)
    with Progress(True, log, log.clock) as progress:
        progress("read")
        log.seconds += 0.8
        progress("read", 10, 100)
        progress("read", 20, 100)
        progress("write")
        for done in range(0, 2000, 100):
            log.seconds += 1
            progress("write", done, 2000)
    assert log.getvalue() == "read …\nwrite …\nwrite 900 of 2,000, 10 s\nwrite 1,900 of 2,000, 20 s\n"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_short_command_shows_nothing(is_terminal: bool) -> None:
    stream = Terminal(is_terminal)
    with Progress(True, stream, stream.clock) as progress:
        for stage in ("read", "write"):
            stream.seconds += 0.3
            progress(stage, 1, 2)
    assert stream.getvalue() == ""


def test_what_goes_on_is_shown_at_once() -> None:
    shown = io.BytesIO()
    clock = Terminal()
    progress = Progress(True, io.TextIOWrapper(shown, "utf-8", newline=""), clock.clock)
    clock.seconds += 1
    progress("write")
    assert shown.getvalue().decode() == "write …\n"


def test_whoever_wants_quiet_has_it() -> None:
    terminal = Terminal()
    with Progress(False, terminal, terminal.clock) as progress:
        terminal.seconds += 100
        progress("write", 1, 2)
    assert terminal.getvalue() == ""


def test_a_terminal_that_draws_nothing_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal()
    progress = Progress(True, terminal, terminal.clock)
    terminal.seconds += 1
    progress("write", 1, 2)
    assert terminal.getvalue() == "write …\n"
