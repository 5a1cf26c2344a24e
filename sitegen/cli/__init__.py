"""The command line: arguments in, calls and exit codes out; nothing is decided here.

`main` is the command `sitegen`. `commands` holds one function a command, with those that begin a digest in `start` and
those that send it out in `deliver`; `options` the flags of all of them, and `show` how results look on a terminal, as
JSON and in CI. What only one command needs is imported inside it, because the time to start is part of every build.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import click

from sitegen.cli.commands import sitegen
from sitegen.cli.options import FAILED, INTERRUPTED, OK, TERMINATED, USAGE
from sitegen.folders import is_utf_8


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that the arguments name, and end the process.

    The exit code is 0 for ok, 1 for errors in content, 2 for usage or configuration, 3 for a bug in sitegen.
    """
    # a command makes many records and hardly any garbage, and looking for it takes a twentieth of a build
    gc.set_threshold(200_000, 50, 50)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _escape_unencodable(stream)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminate)
    code = _run(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.stdout.flush()
    except OSError:
        # the reader of a pipe left, or a disk is full; what the interpreter still flushes must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED
    sys.exit(code)


def _run(arguments: Sequence[str]) -> int:
    try:
        _refuse_undecodable(arguments)
        code = sitegen.main(arguments, prog_name="sitegen", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as problem:
        # what stopped the command was to be printed where nothing can be; a reader that left knows it
        if not isinstance(problem, BrokenPipeError):
            click.echo(f"the output cannot be written: {problem.strerror}", err=True)
        return FAILED
    return int(code or OK)


def _refuse_undecodable(arguments: Sequence[str]) -> None:
    """Raise click.UsageError for what is no text, as names become addresses; a source may be called anything."""
    for word in arguments:
        if not is_utf_8(word) and not Path(word).is_file():
            encoding = sys.getfilesystemencoding().upper()
            shown = os.fsencode(word).decode("utf-8", "replace")
            raise click.UsageError(f"'{shown}' is not {encoding}: give it a name that is")


def _terminate(number: int, frame: object) -> NoReturn:
    """End the command on SIGTERM as on Ctrl+C, after cleaning up."""
    raise KeyboardInterrupt(TERMINATED)


def _open_what_is_closed() -> None:
    """Open standard streams that a shell closed (`>&-`), which are None in Python, on the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, click.open_file(os.devnull, mode, encoding="utf-8"))


def _escape_unencodable(stream: TextIO) -> None:
    """A title's letters that the terminal's encoding lacks are shown as escapes."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="backslashreplace")
