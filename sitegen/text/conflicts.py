"""Files of which Git has left both sides of a merge, between lines such as `<<<<<<< HEAD`, for somebody to choose.

Two imports in two clones append to the same places of the files that sitegen keeps, and there is nothing to choose:
all of both sides counts. In what people write or receive there is: such a page, source or file of settings is an error
until somebody has chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.diagnostics import Location, Report

CODE = "both-sides"
_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_NEXT = {"<": ("",), "|": ("<",), "=": ("<", "|"), ">": ("=",)}
"""After which mark each may stand."""


def find(text: str, path: str, report: Report) -> bool:
    """Whether a file has sides, of which the report takes a note then."""
    if first := next((number for number, (_, side) in enumerate(_lines(text), 1) if side == "<"), 0):
        message = "Git has left two sides of a merge here; all of both is kept"
        hint = "look at the file, and commit it once a build has written it without Git's marks"
        report.note(CODE, message, Location(path, first), hint=hint)
    return first > 0


def refuse(text: str, path: str, report: Report) -> bool:
    """Whether what people write or receive has sides, of which the report takes an error then that names them."""
    if "<<<<<<<" not in text:
        return False
    marks = [(number, line) for number, (line, side) in enumerate(_lines(text), 1) if side in ("<", ">")]
    if marks:
        number, line = marks[0]
        names = " and ".join(filter(None, (mark[8:].strip() for _, mark in marks[:2])))
        message = f"Git has left two sides of a merge here{names and f': {names}'}"
        hint = "keep what you want of both, and delete the lines that Git has put there"
        report.error(CODE, message, Location(path, number, 1), excerpt=line, length=7, hint=hint)
    return bool(marks)


def sides(text: str, *, same_lines: bool = False) -> tuple[str, str]:
    """The texts of the two files that were merged; lines outside of conflicts are in both. With `same_lines` empty
    lines stand for what is left out, so that the numbers of all others stay.
    """
    lines = list(_lines(text))
    return _kept(lines, ("", "ours"), same_lines), _kept(lines, ("", "theirs"), same_lines)


def joined(text: str) -> str:
    """Both sides, one after the other wherever they differ; empty lines stand for Git's marks, and numbers stay."""
    return _kept(_lines(text), ("", "ours", "theirs"), same_lines=True)


def _kept(lines: Iterable[tuple[str, str]], kept: Sequence[str], same_lines: bool) -> str:
    return "\n".join(line if side in kept else "" for line, side in lines if side in kept or same_lines)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line with whose it is: empty for both; a mark has its first character, what both had before is `base`."""
    sides = {"": "", "<": "ours", "|": "base", "=": "theirs"}
    last = ""
    for line in text.split("\n"):
        mark = _MARK.fullmatch(line)
        if mark and last in _NEXT[mark[1][0]]:
            yield line, mark[1][0]
            last = "" if mark[1][0] == ">" else mark[1][0]
        else:
            yield line, sides[last]
