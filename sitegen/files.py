"""Writes files: whole or not at all, only below one folder, and never over what somebody else wrote.

    content = Folder("content")
    before = content.read("editions/2025-03-28.md")
    if not content.replace("editions/2025-03-28.md", after, before):
        ...  # an editor has saved the file meanwhile: read it again

A site is deployed, and a page edited, while sitegen runs, so a file is written aside and renamed into its place. Paths
come from sources (a day, an id, the name of a feed), so each is checked here, where the file is opened.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
from glob import escape, glob
from typing import Final

from sitegen.diagnostics import Diagnostic, Location, SitegenError
from sitegen.folders import is_below

_DEVICES = r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])"
_PART = rf'(?!{_DEVICES}(?:[./]|$))[^\0-\x1f\x7f<>:"|?*\\/]*[^\0-\x1f\x7f<>:"|?*\\/ .]'
_PATH = re.compile(rf"(?:{_PART}/)*{_PART}", re.I)
"""Names that every file system accepts; none ends with a dot, as `..` does, or with a space."""
_MAX_NAME = 255
_TEMPORARY = re.compile(r"\.sitegen-\d+-[0-9a-f]{8}\.new")
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# a FIFO must not be waited for
_READ: Final = os.O_RDONLY | _FLAGS | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final = os.O_WRONLY | _FLAGS | os.O_CREAT | os.O_EXCL


class PathRefused(SitegenError):
    """A file cannot be written or read under this path: the name is none, or leads elsewhere."""


def is_path(path: str) -> bool:
    """Whether every file system can hold a file of this relative path.

    >>> is_path("papers/2025/x.md"), is_path("../x.md"), is_path("papers/aux.md"), is_path("/etc/passwd")
    (True, False, False, False)
    """
    if _PATH.fullmatch(path) is None:
        return False
    return len(path) * 4 <= _MAX_NAME or all(len(os.fsencode(part)) <= _MAX_NAME for part in path.split("/"))


class Folder:
    """A folder that files are written into. Every path is relative to it, with `/`."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.fspath(root)
        self._inside: set[str] = set()
        """Folders that are known to be there, and below the root when links are followed."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where no regular file is. A link is none."""
        try:
            with open(f"{self.root}/{path}", "rb", 0, opener=lambda name, flags: os.open(name, flags | _READ)) as file:
                return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
        except OSError as problem:
            if problem.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.EMLINK, errno.ENXIO):
                return None
            raise

    def read_named(self, path: str) -> bytes | None:
        """The bytes of a file that has a meaning of its own, such as the ledger; None where there is nothing.

        Raises:
            PathRefused: it is a link, a folder or a device, which must neither be followed nor taken for nothing.
        """
        data = self.read(path)
        if data is None and os.path.lexists(f"{self.root}/{path}"):
            message, hint = "this is a link or no file", "put the file itself there"
            raise _refused(f"{self.root}/{path}", message, hint, "not-read")
        return data

    def write(self, path: str, data: bytes) -> None:
        """Write a file, whatever is there. A link is replaced, and what it leads to is left alone.

        Raises:
            PathRefused: the path is no name for a file below the folder.
            OSError: the file cannot be written; the error names it, and what was there is as it was.
        """
        with self.draft(path) as draft:
            draft.write(data)
            draft.rename(path)

    def adopt(self, other: Folder, path: str) -> None:
        """Move a file or folder here from another folder: at once, if nothing has its name. Raises as `write`."""
        self._enter(path)
        source, target = f"{other.root}/{path}", f"{self.root}/{path}"
        if os.path.isdir(source) and os.path.isdir(target):
            for name in os.listdir(source):
                self.adopt(other, f"{path}/{name}")
            return
        with ErrorsAbout(target):
            try:
                os.replace(source, target)
            except OSError as problem:
                if problem.errno != errno.EXDEV:
                    raise
                self.write(path, other.read(path) or b"")

    def replace(self, path: str, data: bytes, expected: bytes | None) -> bool:
        """Write a file only if it still is what was read.

        Args:
            path: of the file.
            data: its new content. Nothing is written where it is that already.
            expected: what was read; None if there was no file.

        Returns:
            Whether the file now has the content. If not, somebody has changed it: it must be read again.
        """
        if data == expected:
            return not self._differs(path, expected)
        with self.draft(path) as draft:
            draft.write(data)
            # as late as possible: an editor may save while this is written
            if self._differs(path, expected):
                return self.read(path) == data
            draft.rename(path)
            return True

    def remove(self, path: str, expected: bytes) -> bool:
        """Remove a file only if it still is what was read; whether it is gone."""
        self._enter(path)
        if not self._differs(path, expected):
            os.unlink(f"{self.root}/{path}")
        return not os.path.lexists(f"{self.root}/{path}")

    def discard(self, path: str) -> None:
        """Remove a file, whatever is in it."""
        self._enter(path)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{self.root}/{path}")

    def draft(self, path: str = "draft") -> Draft:
        """A file without a name yet, for what memory cannot hold or its content names. Errors call it `path`."""
        return Draft(self, path)

    def draft_folder(self) -> Folder:
        """A folder without a name yet, for files that `adopt` gives theirs; `clear` removes it."""
        return _DraftFolder(self)

    def clear(self) -> None:
        """Remove what killed runs left half written. Only for the one process that writes into the folder now."""
        with contextlib.suppress(OSError):
            _clear(self.root)

    def has_leftovers(self) -> bool:
        """Whether a run was killed while it wrote a file here, or another one writes now."""
        return bool(_leftovers(self.root))

    def _differs(self, path: str, expected: bytes | None) -> bool:
        return os.path.lexists(f"{self.root}/{path}") if expected is None else self.read(path) != expected

    def _enter(self, path: str) -> str:
        """Make sure of a path and its folder, and give the folder."""
        if not is_path(path):
            raise _refused(path, "this is no name for a file", "use letters, digits, '.', '_' and '-'")
        folder = f"{self.root}/{path}".rpartition("/")[0]
        if folder not in self._inside:
            if not is_below(folder, self.root):
                problem = f"its folder is a link that leads out of {self.root}"
                raise _refused(f"{self.root}/{path}", problem, "replace the link")
            os.makedirs(folder, exist_ok=True)
            self._inside.add(folder)
        return folder


class _DraftFolder(Folder):
    """A folder that nobody reads from yet: files are written straight under their names, which is quicker."""

    def __init__(self, final: Folder) -> None:
        super().__init__(_temporary(final.root))
        self._final = final

    def write(self, path: str, data: bytes) -> None:
        with ErrorsAbout(f"{self._final.root}/{path}"):
            self._enter(path)
            with open(f"{self.root}/{path}", "wb", buffering=0) as file:
                _write_all(file.fileno(), data)


def _refused(path: str, message: str, hint: str, code: str = "path") -> PathRefused:
    return PathRefused(Diagnostic(severity="error", code=code, message=message, at=Location(path), hint=hint))


class Draft:
    """A file that is being written; it is gone at the end of `with` unless it was given a name."""

    def __init__(self, folder: Folder, path: str) -> None:
        self._folder, self._path = folder, path
        self.temporary = ""
        self._file = -1

    def __enter__(self) -> Draft:
        with self._named():
            self._folder._enter(self._path)
            self._open(self._folder.root)
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()
        if self.temporary:
            with contextlib.suppress(OSError):
                os.unlink(self.temporary)

    def write(self, data: bytes) -> None:
        with self._named():
            _write_all(self._file, data)

    def rename(self, path: str) -> None:
        """Give the file its name."""
        self._path = path
        with self._named():
            folder = self._folder._enter(path)
            self.close()
            target = f"{self._folder.root}/{path}"
            try:
                os.replace(self.temporary, target)
            except OSError as problem:
                if problem.errno != errno.EXDEV:
                    raise
                self._move(folder, target)
            self.temporary = ""

    def _move(self, folder: str, target: str) -> None:
        """Rename where a part of the folder lies on another disk: only what lies there can be renamed there."""
        _clear(folder)
        first = self.temporary
        self._open(folder)
        try:
            with open(first, "rb") as file:
                while data := file.read(1 << 20):
                    self.write(data)
        finally:
            os.unlink(first)
        self.close()
        os.replace(self.temporary, target)

    def _open(self, folder: str) -> None:
        self.temporary = _temporary(folder)
        self._file = os.open(self.temporary, _CREATE, 0o666)

    def close(self) -> None:
        """Write no more; the file may still be given its name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _named(self) -> ErrorsAbout:
        return ErrorsAbout(f"{self._folder.root}/{self._path}")


class ErrorsAbout:
    """Raises errors about a file, which may be a temporary one, under the name that a person knows."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, FileNotFoundError):
            raise OSError(errno.ESTALE, "its folder went away while it was written", self._path) from problem
        if isinstance(problem, OSError):
            raise OSError(problem.errno, problem.strerror, self._path) from problem


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    # a disk that is nearly full takes a part, and complains about the rest
    while left:
        left = left[os.write(file, left) :]


def _temporary(folder: str) -> str:
    return f"{folder}/.sitegen-{os.getpid()}-{os.urandom(4).hex()}.new"


def is_temporary(name: str) -> bool:
    """Whether a file's name is that of a draft."""
    return _TEMPORARY.fullmatch(name) is not None


def _leftovers(folder: str) -> list[str]:
    return [path for path in glob(f"{escape(folder)}/.sitegen-*.new") if is_temporary(os.path.basename(path))]


def _clear(folder: str) -> None:
    for path in _leftovers(folder):
        (shutil.rmtree if os.path.isdir(path) and not os.path.islink(path) else os.unlink)(path)
