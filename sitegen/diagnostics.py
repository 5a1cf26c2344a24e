"""Findings for people: what is wrong, where, and what to do about it.

Stages collect diagnostics in a `Report` and go on, so one run shows all errors; only the command line turns a report
into an exit code. A diagnostic can be shown as terminal text, JSON, a CI annotation, or HTML over a preview.
"""

from __future__ import annotations

import contextlib
import difflib
import errno
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

from msgspec import Struct

Severity: TypeAlias = Literal["error", "warning", "note"]


class Location(Struct, frozen=True, order=True):
    """A position in a file."""

    path: str
    """As the person would type it, with `/`."""
    line: int = 0
    """From 1; 0 when the whole file is meant."""
    column: int = 0
    """In characters, from 1; 0 when the whole line is meant."""

    @classmethod
    def of(cls, path: str, text: str, position: int) -> Location:
        """Where a character of a file's text stands."""
        return cls(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))

    @classmethod
    def below(cls, folder: Path, path: str, line: int = 0, column: int = 0) -> Location:
        """A place in a file below a folder, as of a page below the content folder."""
        return cls((folder / path).as_posix(), line, column)

    def __str__(self) -> str:
        return ":".join([self.path, *[str(number) for number in (self.line, self.column) if number]])


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One finding."""

    severity: Severity
    code: str
    """Stable name in kebab case, for searching the documentation and for tests."""
    message: str
    """What is wrong, in a sentence without a full stop."""
    at: Location | None = None
    excerpt: str = ""
    """The line of the file that it is about, without its line end."""
    length: int = 1
    """How many characters of the excerpt, from the column on, it is about."""
    hint: str = ""
    """What to do, in a sentence."""

    def __str__(self) -> str:
        return as_text(self)


class Report:
    """Collects diagnostics. Every stage takes one as an argument and adds to it."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        # a dictionary keeps each once, in order
        self._diagnostics: dict[Diagnostic, None] = {}
        self._counts: Counter[Severity] = Counter()
        self.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Each finding once, by place in the files, then in order of finding."""
        return tuple(sorted(self._diagnostics, key=lambda diagnostic: diagnostic.at or Location("")))

    def add(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self._diagnostics:
            self._diagnostics[diagnostic] = None
            self._counts[diagnostic.severity] += 1

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def error(self, code: str, message: str, at: Location | None = None, **more: Any) -> None:
        """Content is wrong and something had to be left out. `more`: `excerpt`, `length`, `hint`."""
        self.add(Diagnostic(severity="error", code=code, message=message, at=at, **more))

    def warning(self, code: str, message: str, at: Location | None = None, **more: Any) -> None:
        """Content is odd, and was read as well as it could be."""
        self.add(Diagnostic(severity="warning", code=code, message=message, at=at, **more))

    def note(self, code: str, message: str, at: Location | None = None, **more: Any) -> None:
        """Something the editor will want to know, and need not mend."""
        self.add(Diagnostic(severity="note", code=code, message=message, at=at, **more))

    @contextlib.contextmanager
    def collecting(self) -> Iterator[None]:
        """Take the findings of a `SitegenError` that is raised within, and go on."""
        try:
            yield
        except SitegenError as problem:
            self.extend(problem.diagnostics)

    def count(self, severity: Severity) -> int:
        return self._counts[severity]

    def failed(self, strict: bool = False) -> bool:
        """Whether the content needs mending: any error, and with `strict` any warning."""
        return bool(self.count("error") or (strict and self.count("warning")))


class SitegenError(Exception):
    """The error that ends a call, with the diagnostics that explain it.

    SitegenError
    ├── UsageError     the command or the configuration cannot be acted on at all; exit code 2
    ├── ContentError   the content is to be mended before the command can do anything; exit code 1
    ├── FetchError     a URL could not be fetched, or did not accept what was sent to it
    │   ├── RefusedError     there is a server, and it does not give what was asked for
    │   ├── UntrustedError   it was not asked, as nobody allowed sitegen to go there
    │   └── UncertainError   it may have accepted it
    └── PathRefused    no file can be written or read under this path (in `files`)
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        # as arguments of the exception, so that a worker process can hand it back
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    @property
    def diagnostic(self) -> Diagnostic:
        """The first of them."""
        return self.diagnostics[0]

    def __str__(self) -> str:
        return "\n".join(map(as_text, self.diagnostics))


class UsageError(SitegenError):
    """The command or the configuration cannot be acted on at all; the command line exits with 2."""


class ContentError(SitegenError):
    """The content is to be mended before the command can do anything; the command line exits with 1."""


class FetchError(SitegenError):
    """A URL could not be fetched, or answered with something that cannot be used."""


class RefusedError(FetchError):
    """The server answered that it does not give what was asked for."""


class UntrustedError(FetchError):
    """A URL was not asked, as it leads where nobody allowed sitegen to go."""


class UncertainError(FetchError):
    """It is unknown whether what was sent to a URL was accepted: the connection ended before the answer."""


def usage_error(code: str, message: str, at: Location | None = None, **more: Any) -> UsageError:
    """A `UsageError` with its diagnostic, for `raise usage_error(…)`."""
    return UsageError(Diagnostic(severity="error", code=code, message=message, at=at, **more))


@contextlib.contextmanager
def as_usage_error(
    kinds: tuple[type[Exception], ...], code: str, message: Callable[[Exception], str], hint: str
) -> Iterator[None]:
    """Raise a `UsageError` in place of exceptions of other libraries."""
    try:
        yield
    except SitegenError:
        raise
    except kinds as problem:
        raise usage_error(code, message(problem), hint=hint) from problem


_MANY = 1000
"""Names from which on only those that begin or end as the unknown one are compared: each costs some microseconds."""

_BEGINNING = 4
"""Letters that a name must have to be taken for the beginning of another one."""


def suggest(
    name: str, known: Iterable[str], otherwise: str, show: Callable[[str], str] = str, likeness: float = 0.6
) -> str:
    """A hint for a name that is unknown: the known one that it begins or that is nearest to it, else what to do.

    >>> suggest("titel", ["lang", "title"], "see the manual")
    'did you mean title?'
    >>> suggest("slow-clocks", ["slow-clerks", "slow-clocks-of-the-world"], "see the manual")
    'did you mean slow-clocks-of-the-world?'

    Args:
        show: writes a known name as the person should.
        likeness: how much the names must share, from 0 to 1 (`difflib.get_close_matches`).
    """
    names = list(known)
    if begun := [other for other in names if len(name) >= _BEGINNING and other.startswith(name)]:
        return f"did you mean {show(min(begun, key=len))}?"
    if name.replace(".", "").isdecimal():
        # the numbers of two papers may be close to each other, and mean nothing by it
        return otherwise
    if len(names) > _MANY:
        names = [other for other in names if other[:2] == name[:2] or other[-3:] == name[-3:]]
    close = difflib.get_close_matches(name, names, 1, likeness)
    return f"did you mean {show(close[0])}?" if close else otherwise


_FULL = "free some space and try again; the files that are there are complete"
_CLOSED = "see who may read and write it, and try again; the files that are there are complete"
_IN_THE_WAY = "a file lies where a folder should be, or a folder where a file should be; move it away"
_REMEDIES: dict[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _CLOSED,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EIO: "the disk or the network has a fault",
    errno.ESTALE: "see who else works in the folder, and try again",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "its links lead in a circle",
    errno.EMFILE: "let a process open more files",
    errno.ENFILE: "close other programs",
}
"""What to do about failures of the machine, which are no bugs of sitegen."""


def from_os_error(problem: OSError) -> Diagnostic | None:
    """The finding for a full disk, a folder that is closed and the like; None for a bug of ours."""
    if problem.errno not in _REMEDIES:
        return None
    at = Location(problem.filename.replace("\\", "/")) if isinstance(problem.filename, str) else None
    message = problem.strerror or str(problem)
    return Diagnostic(severity="error", code="files", message=message, at=at, hint=_REMEDIES[problem.errno])


def as_text(diagnostic: Diagnostic) -> str:
    """The finding with its line and a marker under the part that it is about:

    content/papers/2025/x.md:4:8: error[front-matter]: a quoted text does not end
        4 | title: "Open
          |        ^^^^^
       hint: close the text with a quotation mark
    """
    location = f"{diagnostic.at}: " if diagnostic.at else ""
    lines = [f"{location}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"]
    if diagnostic.at and diagnostic.at.line and diagnostic.excerpt:
        # one long line of a pasted abstract would fill the screen, so only the stretch around the column is shown
        start = max(0, diagnostic.at.column - 40)
        shown = diagnostic.excerpt[start : start + 120].expandtabs(1)
        lines.append(f"{diagnostic.at.line:>5} | {shown}")
        if diagnostic.at.column:
            marker = "^" * max(1, min(diagnostic.length, len(shown) - (diagnostic.at.column - 1 - start)))
            lines.append(f"      | {' ' * (diagnostic.at.column - 1 - start)}{marker}")
    if diagnostic.hint:
        lines.append(f"   hint: {diagnostic.hint}")
    return "\n".join(lines)


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as plain JSON values: severity, code, message, file, line, column, hint."""
    at = diagnostic.at or Location("")
    return {
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": at.path or None,
        "line": at.line or None,
        "column": at.column or None,
        "hint": diagnostic.hint or None,
    }


def as_annotation(diagnostic: Diagnostic) -> str:
    """The finding as a GitHub workflow command (docs.github.com, 'Workflow commands for GitHub Actions')."""
    at = diagnostic.at or Location("")
    properties = {"title": diagnostic.code, "file": at.path, "line": at.line, "col": at.column}
    words = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in properties.items() if value)
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    kind = "notice" if diagnostic.severity == "note" else diagnostic.severity
    return f"::{kind} {words}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return text.translate({ord(character): f"%{ord(character):02X}" for character in "%\r\n" + more})
