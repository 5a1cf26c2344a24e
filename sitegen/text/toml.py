"""TOML files whose findings name the line of the key they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Location, Report, Severity, UsageError
from sitegen.files import Folder, PathRefused
from sitegen.text import conflicts
from sitegen.text.characters import code_point, find_illegal
from sitegen.text.decode import utf_8


class TomlFile:
    """The values of a TOML file, and what is wrong with them; that they can be shown is looked at here.

    >>> file = TomlFile("site.toml", "lang = 3")
    >>> file.fault("lang", "lang: expected text", "as in en")
    >>> file.faults[0].at
    Location(path='site.toml', line=1, column=1)

    Raises:
        UsageError: the text is no TOML.
    """

    def __init__(self, path: str, text: str, code: str = "config") -> None:
        self._path, self._text, self._code = path, text, code
        self.faults: list[Diagnostic] = []
        self.values = self._parse()
        self._positions = dict(reversed([*_positions(text)]))
        for key, value in _texts(self.values):
            if illegal := find_illegal(value):
                message = f"{key} holds a character that cannot be shown: {code_point(illegal[0])}"
                self.fault(key, message, "delete it")

    @staticmethod
    def read(path: Path) -> TomlFile:
        """Read a file; one that is missing has no values. Raises UsageError."""
        return TomlFile(path.as_posix(), read_text(path, "config"))

    def fault(self, key: str, message: str, hint: str, severity: Severity = "error") -> None:
        """Add a finding at the line that gives a key, as in "newsletter.action" or "feeds.0.stale"."""
        line, column = self._positions.get(key, (0, 0))
        self.faults.append(self._finding(message, line, column, hint, len(key.rpartition(".")[2]), severity))

    def _parse(self) -> dict[str, Any]:
        import tomllib

        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as problem:
            report = Report()
            if conflicts.refuse(self._text, self._path, report):
                raise UsageError(*report.diagnostics) from problem
            message, _, where = str(problem).partition(" (at ")
            numbers = [int(number) for number in re.findall(r"\d+", where)]
            line, column = numbers if len(numbers) == 2 else (self._text.count("\n") + 1, 0)
        except ValueError:
            # Python turns no text of thousands of digits into a number
            message = "a number is too large"
            longest = max(re.finditer(r"\d+", self._text), key=lambda number: len(number[0]))
            at = Location.of(self._path, self._text, longest.start())
            line, column = at.line, at.column
        except RecursionError:
            message, line, column = "brackets are nested too deeply", 0, 0
        hint = "this is TOML: text stands in quotation marks, lists in square brackets"
        if "overwrite" in message:
            hint = "this key stands above already; keep one of the two"
        raise UsageError(self._finding(message[:1].lower() + message[1:], line, column, hint))

    def _finding(
        self, message: str, line: int, column: int, hint: str, length: int = 1, severity: Severity = "error"
    ) -> Diagnostic:
        lines = self._text.split("\n") if line else []
        return Diagnostic(
            severity=severity,
            code=self._code,
            message=message,
            at=Location(self._path, line, column),
            excerpt=lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else "",
            length=length,
            hint=hint,
        )


def read_text(path: Path, code: str) -> str:
    """The text of a file in UTF-8; empty where there is none. Raises UsageError with a code."""
    try:
        data = Folder(path.parent).read_named(path.name) or b""
    except PathRefused as problem:
        raise UsageError(problem.diagnostic) from problem
    return utf_8(data, path, code)


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text among the values, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, f"{key}.{number}" if isinstance(item, dict) else key)


def _positions(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The line and column of each key: `feeds`, `feeds.0`, `feeds.0.stale`."""
    table, counts = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]", line):
            table = re.sub(r"[\"']", "", header[2])
            parts = table.split(".")
            for end in range(1, len(parts) + 1):
                yield ".".join(parts[:end]), (number, header.start(2) + 1)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}.{counts[table]}"
                yield table, (number, header.start(2) + 1)
        elif key := re.match(r"\s*([\w.-]+|\"[^\"]*\"|'[^']*')\s*=", line):
            name = key[1].strip("\"'")
            yield f"{table}.{name}" if table else name, (number, key.start(1) + 1)
