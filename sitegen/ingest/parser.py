"""What the parser of a format is: a function that turns a source's text into a digest."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from msgspec import Struct, field

from sitegen.diagnostics import Location, Report
from sitegen.model import Date, Digest


class Source(Struct, frozen=True):
    """A source that is being read: its name, how it is to be read, and what is found wrong in it, by line and column.

    >>> source = Source("papers.csv")
    >>> source.warning("broken-table", "this row has 5 cells, and its head 4", 12)
    >>> print(*source.report.diagnostics)
    papers.csv:12: warning[broken-table]: this row has 5 cells, and its head 4
    """

    path: str = ""
    """As messages show it."""
    report: Report = field(default_factory=Report)
    date_hint: str = ""
    """A day, a year, or a file's name that holds one; completes a date without a year."""
    repair: bool = True
    """Whether TeX is repaired."""
    repair_skip: Collection[str] = ()
    """Names of repair rules not to apply."""

    def error(self, code: str, message: str, line: int = 0, column: int = 0, **more: Any) -> None:
        self.report.error(code, message, Location(self.path, line, column), **more)

    def warning(self, code: str, message: str, line: int = 0, column: int = 0, **more: Any) -> None:
        self.report.warning(code, message, Location(self.path, line, column), **more)

    def note(self, code: str, message: str, line: int = 0, column: int = 0, **more: Any) -> None:
        self.report.note(code, message, Location(self.path, line, column), **more)

    @property
    def hint(self) -> str:
        """What completes a day without a year: the hint that was given, or else the name of the file."""
        return self.date_hint or PurePosixPath(self.path).name

    @property
    def day(self) -> Date:
        """The day that the hint or else the name of the file gives; empty where both tell a year at most."""
        # its patterns take long to compile, and what imports this module may read no source
        from sitegen.text.dates import read_hint

        day = read_hint(self.date_hint)[1] or read_hint(PurePosixPath(self.path).name)[1]
        return day.isoformat() if day else ""


Parser: TypeAlias = Callable[[str, Source], Digest]
"""Gives the papers of a text of one format. What cannot be read is reported and left out; never throws."""
