"""Runs the commands of a story."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from sitegen.cli import main
from tests.paths import ROOT

FOLDER = Path(__file__).parent
CORPUS = ROOT / "tests" / "corpus" / "files"
_ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "COLUMNS": "120", "SOURCE_DATE_EPOCH": "1743465600"}
_VARIES = (
    (re.compile(r"(?m)^Date: .*"), "Date: …"),  # of a mail
    (re.compile(r'("(?:seconds|size)": )[^{},]+'), r"\1…"),
    (re.compile(r'("(?:look|import|read|catalog|plan|write)": )[\d.]+'), r"\1…"),
    (re.compile(r"(?m)^((?:started|would start) a new digest in ).*/"), r"\1…/"),
    (re.compile(r"(?m)^[a-z ]+ …\n"), ""),  # progress, which only a busy machine shows
    (re.compile(r"\d+\.\d+ s\b"), "… s"),
    (re.compile(r"\d+\.\d [kM]B, for"), "… MB, for"),  # with every change of the theme
)


def tell(text: str, folder: Path) -> str:
    """Runs a story's commands in a folder, and writes it down with the answers they give.

    Args:
        text: the story, with the answers of an earlier run or without.
        folder: empty.
    """
    opening, *steps = re.split(r"(?m)^\$ ", text)
    with contextlib.chdir(folder), mock.patch.dict(os.environ, _ENVIRONMENT, clear=True):
        return opening + "".join(f"$ {_step(step)}" for step in steps)


def _step(step: str) -> str:
    line, _, below = step.partition("\n")
    command, *arguments = shlex.split(line)
    if command == "#":
        answer = ""
    elif command == "write":
        lines = [each for each in below.splitlines() if each.startswith("|")]
        _write(Path(arguments[0]), "".join(f"{each[2:]}\n" for each in lines))
        answer = "".join(f"{each}\n" for each in lines)
    else:
        answer = _COMMANDS[command](*arguments)
        for pattern, instead in _VARIES:
            answer = pattern.sub(instead, answer)
    return "\n".join([line, *([answer.rstrip("\n")] if answer else []), "", ""])


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")


def _copy(name: str) -> str:
    shutil.copy(CORPUS / name, name)
    return ""


def _show(path: str) -> str:
    file = Path(path)
    return file.read_text("utf-8") if file.is_file() else "there is no such file\n"


def _list(folder: str = ".") -> str:
    return "".join(f"{path}\n" for path in sorted(_files(Path(folder))))


def _files(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and ".sitegen" not in file.parts:
            yield file.relative_to(folder).as_posix()


def _delete(path: str) -> str:
    Path(path).unlink()
    return ""


def _sitegen(*arguments: str) -> str:
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    status: object = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code
    answer = said.buffer.getvalue().decode("utf-8")
    return answer.rstrip() + "\n" * bool(answer.strip()) + (f"[{status}]\n" if status else "")


_COMMANDS = {"copy": _copy, "show": _show, "list": _list, "delete": _delete, "sitegen": _sitegen}
