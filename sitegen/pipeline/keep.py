"""Sources come to lie in `content/sources/`, each once, under a name that says what it is.

A source is kept as it was received, under the day of its list, or under its own name where it has no day. What was
chosen from a large file is kept as our JSON lines, for nobody wants the other two million papers in their repository.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.diagnostics import Location, Report
from sitegen.ingest import compression, jsonl, streamed
from sitegen.ingest.streamed import Choice
from sitegen.model import Date, Digest
from sitegen.pages import ledger
from sitegen.pipeline import Progress, lock, sources
from sitegen.pipeline.sources import Taken
from sitegen.text import slug

_FEW = 3
_UNDATED = frozenset({"no-date", "date-without-year"})
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


class Given(Struct, frozen=True, kw_only=True):
    """One source as the editor names it."""

    name: str
    data: bytes | None = None
    file: Path | None = None
    origin: str = ""
    suffix: str = ""
    """Of the kept file; by default the name's own."""


class Read(Struct, frozen=True, kw_only=True):
    """What a source holds."""

    key: str
    """Of its bytes, for the ledger."""
    digest: Digest
    whole: bool
    """Whether all of it could be read."""
    usable: bool
    """Whether it holds papers, and it is known of which day where that matters."""


class Keeper:
    """Puts sources into `content/sources/`, each once."""

    def __init__(self, config: Config, report: Report) -> None:
        self.config, self.report = config, report
        self.folder = config.content / sources.FOLDER
        self.added: list[Path] = []
        self.taken: dict[str, Taken] = {}
        self.known: list[tuple[str, Path]] = []
        found = sources.files(self.folder)
        self._have = sources.digests(found)
        self._stems = {_stem(file.name) for file in found}

    def read(self, given: Given, hint: str = "") -> Read | None:
        """Reads a source; None for one that is here already.

        Args:
            given: with its bytes.
            hint: the day of the listing, or its year, where the source and its name do not tell.
        """
        data = given.data or b""
        key = ledger.digest(data)
        if key in self._have:
            self.known.append((given.name, self._have[key]))
            return None
        found = Report()
        digest = sources.read(self.config, data, given.name, hint or sources.date_in(given.name), found)
        self.report.extend(found.diagnostics)
        undated = not digest.date and any(known.code in _UNDATED for known in found.diagnostics)
        return Read(key=key, digest=digest, whole=not found.count("error"), usable=bool(digest.entries) and not undated)

    def keep(self, given: Given, read: Read, *, named: str = "", asked: bool = False) -> Path:
        """Keeps a source that was read.

        Args:
            named: what to call a source without a day.
            asked: whether the editor asked for what it tells.
        """
        data = given.data or b""
        target = self.place(
            read.digest.date or named or _own_name(given.name), given.suffix or _suffix(given.name, data)
        )
        sources.write(target, data)
        self._keep(read.key, target, Taken(digest=read.digest, whole=read.whole, origin=given.origin, asked=asked))
        return target

    def mended(self, given: Given, read: Read) -> tuple[Given, Read]:
        """A source that could not be read whole, as our JSON lines of what could be."""
        data = b"".join(jsonl.write(read.digest.entries, read.digest))
        given = structs.replace(given, data=data, suffix=".jsonl")
        return given, structs.replace(read, key=ledger.digest(data), whole=True)

    def choose(self, given: Given, choice: Choice, date: str, progress: Progress | None) -> None:
        """Keeps what is chosen of a source, however large, as our JSON lines."""
        found = Report()
        chosen = _Chosen(choice, self._parts(given, date or sources.date_in(given.name), found, progress))
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", suffix=".new", delete=False) as kept:
            beside = Path(kept.name)
            try:
                kept.writelines(chosen)
            except BaseException:
                beside.unlink()
                raise
        self.report.extend(found.diagnostics)
        (key,) = sources.digests([beside])
        if not chosen.kept or key in self._have:
            beside.unlink()
            if chosen.kept:
                self.known.append((given.name, self._have[key]))
            elif chosen.seen:
                self.report.warning(
                    "none-chosen", f"none of its {chosen.seen:,} papers is asked for", Location(given.name)
                )
            return
        target = self.place(chosen.date or _own_name(given.name), ".jsonl")
        beside.chmod(0o644)
        beside.replace(target)
        if choice:
            told = f"{chosen.kept:,} of {chosen.seen:,} papers were asked for and kept"
            self.report.note("chosen", told, Location(target.as_posix()))
        self._keep(key, target, Taken(origin=given.origin, trust=chosen.trust))

    def _parts(self, given: Given, hint: str, found: Report, progress: Progress | None) -> Iterator[Digest]:
        if given.file is None or not streamed.has_parts(given.file):
            data = given.data if given.file is None else given.file.read_bytes()
            yield sources.read(self.config, data or b"", given.name, hint, found)
            return

        def read(part: bytes, report: Report) -> Digest:
            return sources.read(self.config, part, given.name, hint, report)

        size = given.file.stat().st_size
        total = 0 if given.file.suffix.lower() in compression.SUFFIXES else size // 2**20

        def tell(done: int) -> None:
            if progress:
                progress("choose", done // 2**20, total)

        yield from streamed.digests(given.file, found, read, tell)

    def place(self, name: str, suffix: str) -> Path:
        """A free name in `content/sources/`."""
        number = 1
        while True:
            stem = name if number == 1 else f"{name}-{number}"
            if stem.casefold() not in self._stems:
                self._stems.add(stem.casefold())
                return self.folder / f"{stem}{suffix}"
            number += 1

    def finish(self) -> list[Path]:
        """Makes pages of what was kept, and gives back where that lies."""
        if len(self.known) > _FEW:
            folder = Location(self.folder.as_posix())
            self.report.note("known-source", f"{len(self.known):,} sources are here already", folder)
        else:
            for name, path in self.known:
                self.report.note("known-source", f"{name} is here already", Location(path.as_posix()))
        # a preview may be about to make pages of the same sources
        with lock.of_content(self.config):
            sources.ingest_new(self.config, self.report, taken=self.taken)
        return self.added

    def _keep(self, key: str, target: Path, taken: Taken) -> None:
        self._have[key] = target
        self.taken[key] = taken
        self.added.append(target)


class _Chosen:
    """The lines of what is chosen; how many papers those are is known once they are written."""

    def __init__(self, choice: Choice, digests: Iterable[Digest]) -> None:
        self.seen = self.kept = 0
        self.date: Date = ""
        self.trust = 0
        self._choice, self._digests = choice, digests

    def __iter__(self) -> Iterator[bytes]:
        for digest in self._digests:
            chosen = [entry for entry in digest.entries if self._choice.wants(entry, digest.date)]
            lines = jsonl.write(chosen, digest)
            head = next(lines)
            if not self.seen:
                # what the first part says of the list goes for all of it
                self.date, self.trust = digest.date, digest.trust
                yield head
            self.seen += len(digest.entries)
            self.kept += len(chosen)
            yield from lines


def _stem(name: str) -> str:
    return name.partition(".")[0].casefold()


def _own_name(name: str) -> str:
    """What to call a source that has no day: its file's name, or its server's."""
    parts = urlsplit(name) if is_address(name) else None
    path = unquote(parts.path) if parts else name
    found = slug.slug(path.rstrip("/").rpartition("/")[2].partition(".")[0])
    return found[: slug.LIMIT].strip("-") or (slug.slug(parts.netloc) if parts else "") or "source"


def _suffix(name: str, data: bytes) -> str:
    """The name's own suffix where it has one, else one by what the data look like."""
    path = Path(unquote(urlsplit(name).path) if is_address(name) else name)
    known = [suffix for suffix in path.suffixes if _SUFFIX.fullmatch(suffix)][-2:]
    if known and known[-1] == path.suffix:
        is_packed = path.suffix.lower() in compression.SUFFIXES
        return "".join(known) if is_packed else path.suffix
    start = data.lstrip()[:1]
    return (
        ".json" if start in (b"{", b"[") else ".xml" if data.lstrip()[:5] in (b"<?xml", b"<feed", b"<rss ") else ".txt"
    )


def is_address(name: str) -> bool:
    """Whether a source is named by an address rather than a path."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name))
