"""The files of a folder that may be read: plain ones, and links to plain ones below the same root."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sitegen.diagnostics import Location, Report

_MISNAMED, _LOCKED = "the name of this is not UTF-8", "this may not be read"
_HINTS = {_MISNAMED: "rename it", _LOCKED: "give yourself the right to read it"}


def is_utf_8(name: str) -> bool:
    """Whether the name of a file is text; Python shows other bytes as halves of characters."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def list_files(root: str, folder: str, report: Report, suffix: str | tuple[str, ...] = "") -> list[str]:
    """Paths of the files below a folder of a root, relative to the root and sorted; hidden ones are left out.

    A link that leads out of the root, to a folder or nowhere, and what is no file (a pipe would be waited for) are
    reported and left out, and so is what may not be read or has a name that is not UTF-8.
    """
    paths: list[str] = []
    for path, problem in _walk(root, folder, suffix):
        if problem:
            message, at = f"{problem}, and was left out", Location(f"{root}/{path}")
            report.error("not-read", message, at, hint=_HINTS.get(problem, "put the file itself there"))
        else:
            paths.append(path)
    return sorted(paths)


def _walk(root: str, folder: str, suffix: str | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Files below a folder of a root, each with what keeps it from being read."""
    waiting = [folder]
    if os.path.islink(f"{root}/{folder}"):
        yield folder, _problem(root, waiting.pop())
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(f"{root}/{inner}") as scan:
                entries = [entry for entry in scan if not entry.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            path = f"{inner}/{entry.name}"
            if not is_utf_8(entry.name):
                yield os.fsencode(path).decode("utf-8", "replace"), _MISNAMED
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.name.endswith(suffix) or entry.is_dir():
                problem = "" if entry.is_file(follow_symlinks=False) else _problem(root, path)
                yield path, problem or ("" if os.access(entry.path, os.R_OK) else _LOCKED)


def is_file(root: str, path: str) -> bool:
    """Whether there is a file below a root; of a name that is too long for one there is none."""
    return os.path.isfile(f"{root}/{path}")


def reading_problem(root: str, path: str) -> str:
    """What keeps something that is below a root from being read; empty for nothing, and where there is nothing."""
    whole = f"{root}/{path}"
    if os.path.islink(whole):
        return _problem(root, path)
    if os.path.exists(whole) and not is_below(os.path.dirname(whole), root):
        return f"its folder is a link that leads out of {root}"
    if is_file(root, path):
        return "" if os.access(whole, os.R_OK) else _LOCKED
    # the name of a folder may be meant for that of a page
    return _problem(root, path) if os.path.exists(whole) and not os.path.isdir(whole) else ""


def is_below(path: str, root: str) -> bool:
    """Whether a path leads to a folder or to something in it, once links are followed."""
    top = os.path.realpath(root)
    return (os.path.realpath(path) + os.sep).startswith(top.rstrip(os.sep) + os.sep)


def _problem(root: str, path: str) -> str:
    """What keeps something that is no plain file from being read; empty for a link to a file below the root."""
    path = f"{root}/{path}"
    if not os.path.islink(path):
        return "this is not a file"
    if not os.path.exists(path):
        return "this is a link that leads nowhere"
    if not is_below(path, root):
        return f"this is a link that leads out of {root}"
    return "" if os.path.isfile(path) else "this is a link to what is not a file"
