"""Stores sources in `content/sources/`, each once, under a name that says what it is.

A source is stored as it was received, under the day of its list, or under its own name where it has no day. What was
chosen from a large file is stored as sitegen's JSON lines: the other two million papers belong into no repository.
A newer version of a source takes its place.

The caller holds the lock on the content folder: two processes would choose the same name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.files import Draft, Folder, is_path
from sitegen.ingest import Source, compression, jsonl, streamed
from sitegen.ingest.streamed import Choice, Chosen
from sitegen.model import Date, Digest, Entry
from sitegen.pages import ledger
from sitegen.pages.paper import by_name
from sitegen.pipeline import Progress, Today
from sitegen.pipeline.content import sources
from sitegen.pipeline.content.earlier_versions import EarlierVersions
from sitegen.pipeline.content.imported import Imported, Received
from sitegen.pipeline.content.importing import comes_back, import_new, register
from sitegen.pipeline.content.reading import ContentReader
from sitegen.pipeline.content.remove import move
from sitegen.pipeline.content.sources import dated, own_name, stem, suffix
from sitegen.spool import spooled

_FEW = 3
_UNDATED = frozenset({"no-date", "date-without-year"})


class SourceInput(Struct, frozen=True, kw_only=True):
    """One source as the editor names it."""

    name: str
    data: bytes = b""
    file: Path | None = None
    """Where the bytes are, of a source that is not read yet."""
    origin: str = ""
    trust: int = 0
    """Of the source that it was made from; 0 for that of its own format."""
    suffix: str = ""
    """Of the kept file; by default the name's own."""


class ParsedSource(Struct, frozen=True, kw_only=True):
    """A source, and what it holds."""

    source: SourceInput
    key: str
    """Of its bytes, for the ledger."""
    digest: Digest
    complete: bool
    """Whether all of it could be read."""
    dated: bool
    """Whether it is known of which day it is, where that matters."""
    unresolved: tuple[Diagnostic, ...] = ()
    """Papers of which it gives only an identifier; they are reported when it is stored as it is."""

    @property
    def usable(self) -> bool:
        """Whether papers of it can be added."""
        return self.dated and bool(self.digest.entries)

    def as_lines(self) -> ParsedSource:
        """The source of which not all is kept, as our JSON lines of what is."""
        data = b"".join(jsonl.write(self.digest.entries, self.digest))
        source = structs.replace(self.source, data=data, suffix=".jsonl")
        return structs.replace(self, source=source, key=ledger.digest(data), complete=True)


class SourceStore:
    """Puts sources into `content/sources/` at the end of a `with`, unless that ends with an error.

    Args:
        date: day that the editor gave, whatever the sources say; may be empty.
    """

    def __init__(self, config: Config, report: Report, *, date: Date = "", dry_run: bool = False) -> None:
        self.config, self.report, self.date, self.dry_run = config, report, date, dry_run
        self.received: dict[str, Received] = {}
        self.known: list[tuple[str, str]] = []
        """Names of sources that are here already, and their paths."""
        self._moved: dict[str, str] = {}
        """Paths of sources that get another day, by the digests of their bytes."""
        self._emptied: dict[Date, str] = {}
        """Paths of editions whose only sources move, by day."""
        self._folder, self._drafts = Folder(config.content), ExitStack()
        self._pending: dict[str, Draft] = {}
        self._ledger = ledger.read(self._folder, Report())[1] or {}
        paths = sources.files(config.content, Report())
        self._reader = ContentReader(config, read_only=dry_run)
        self._paths = self._reader.by_digest(paths)
        self._versions = EarlierVersions(config, self._ledger, self._paths)
        self._stems = {stem(path) for path in (*paths, ledger.PATH)}
        self._numbers: dict[tuple[str, str], int] = {}
        """Up to which number the stems of a name and an ending are taken."""

    def __enter__(self) -> SourceStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._drafts:
            if kind is None:
                self._report_known()
                self._write()

    def parse(self, source: SourceInput, hint: str = "", *, may_lack_day: bool = False) -> ParsedSource | None:
        """Parse a source; None for one that is here already.

        Args:
            hint: the day of the listing, or its year, where the source and its name do not say.
            may_lack_day: nobody is asked for the day.
        """
        if self._is_known(key := ledger.digest(source.data), source.name):
            return None
        report, hint = Report(), hint or self.date or sources.date_in(source.name)
        digest = sources.read(self.config, source.data, source.name, hint, report)
        digest = structs.replace(digest, trust=source.trust or digest.trust)
        unresolved = tuple(known for known in report.diagnostics if known.code == "identifier-only")
        handled = {"identifier-only"} | (_UNDATED if may_lack_day else set())
        self.report.extend(known for known in report.diagnostics if known.code not in handled)
        dated = bool(digest.date) or all(known.code not in _UNDATED for known in report.diagnostics)
        whole = not report.count("error")
        return ParsedSource(source=source, key=key, digest=digest, complete=whole, dated=dated, unresolved=unresolved)

    def add(self, parsed: ParsedSource, *, named: str = "", partly: bool = False, requested: bool = False) -> None:
        """Keep a source that was parsed.

        Args:
            named: what to call a source without a day.
            partly: whether its origin gave more than could be read.
            requested: whether the editor asked for what it says.
        """
        self.report.extend(parsed.unresolved)
        source, digest = parsed.source, self._dated(parsed)
        name, ending = digest.date or named or own_name(source.name), source.suffix or suffix(source.name, source.data)
        wanted = f"{sources.FOLDER}/{name}{ending}"
        earlier = self._versions.find(wanted, digest, source.origin, self.report) if parsed.complete else ""
        path = self._give_path(parsed.key, name, ending, earlier)
        received = self.received[parsed.key] = Received(
            path=path,
            earlier=earlier or self._moved.get(parsed.key, ""),
            digest=digest,
            complete=parsed.complete,
            origin=source.origin,
            partly=partly,
            requested=requested,
            trust=source.trust,
            date=self.date,
        )
        if self.dry_run:
            return
        # a folder of thousands would not fit into memory
        if received.needs_record:
            self._pending[path] = self._drafts.enter_context(self._folder.draft())
            self._pending[path].write(source.data)
            self._pending[path].close()
        else:
            self._folder.write(path, source.data)

    def choose(self, source: SourceInput, choice: Choice, progress: Progress) -> None:
        """Keep what is chosen of a source, however large, as our JSON lines."""
        report, hint = Report(), self.date or sources.date_in(source.name)
        chosen = Chosen(choice, self._parts(source, hint, report, progress))
        # a dry run shows the papers, and no file holds them
        entries = spooled(Entry, chosen) if self.dry_run else chosen
        draft = None if self.dry_run else self._drafts.enter_context(self._folder.draft())
        digest = hashlib.sha256()
        for line in jsonl.write(entries, chosen.about):
            digest.update(line)
            if draft:
                draft.write(line)
        if draft:
            draft.close()
        self.report.extend(report.diagnostics)
        key = digest.hexdigest()
        if chosen.seen and not chosen.kept:
            message = f"none of its {chosen.seen:,} papers is asked for"
            self.report.warning("none-chosen", message, Location(source.name))
        if not chosen.kept or self._is_known(key, source.name):
            return
        name = self.date or chosen.about.date or own_name(source.name)
        path = self._give_path(key, name, ".jsonl")
        if choice:
            self.report.note("chosen", f"{chosen.kept:,} of {chosen.seen:,} papers are asked for", self.config.at(path))
        if draft:
            self._pending[path] = draft
        self.received[key] = Received(
            path=path,
            earlier=self._moved.get(key, ""),
            digest=structs.replace(chosen.about, entries=entries) if self.dry_run else None,
            origin=source.origin,
            trust=chosen.about.trust,
            date=self.date,
        )

    def _is_known(self, key: str, name: str) -> bool:
        if not (path := self._paths.get(key, "")):
            return False
        record = self._ledger.get(key)
        if self.date and record and self.date not in record.days and key not in self.received:
            # the same source with another day moves there, once all is received
            self._moved[key] = path
            return False
        self.known.append((name, path))
        return True

    def _dated(self, parsed: ParsedSource) -> Digest:
        digest, at = parsed.digest, Location(parsed.source.name)
        moved = dated(digest, self.date)
        days = sorted({digest.own_date or digest.date, *(entry.listed for entry in digest.entries)} - {""})
        if self.date and days not in ([], [self.date]):
            says = " to ".join(dict.fromkeys([days[0], days[-1]]))
            message = f"the papers are listed on {self.date}, as you asked; the source says {says}"
            if digest is moved:
                message = f"the papers stay on the days that the source says, {says}, of which {self.date} is one"
            if digest is moved or len(days) == 1:
                self.report.note("date-given", message, at)
            else:
                hint = f"add it with --date {days[0]}, which is one of its days, to have each list on its own"
                self.report.warning("date-given", message, at, hint=hint)
        return moved

    def _parts(self, source: SourceInput, hint: str, report: Report, progress: Progress) -> Iterator[Digest]:
        def read(part: Path | bytes, report: Report) -> Digest:
            return sources.read(self.config, part, source.name, hint, report)

        if source.file is None or not streamed.has_parts(source.file):
            yield read(source.file or source.data, report)
            return
        size = source.file.stat().st_size
        total = 0 if source.file.suffix.lower() in compression.SUFFIXES else size // 2**20
        yield from streamed.digests(
            source.file, Source(source.name, report), read, lambda done: progress("choose", done // 2**20, total)
        )

    def _give_path(self, key: str, name: str, ending: str, earlier: str = "") -> str:
        """Give a source a path that no other has, on any file system, but for its earlier version; one may stay."""
        if earlier:
            self._paths[key] = earlier
            return earlier
        own, number = self._moved.get(key, ""), self._numbers.get((name, ending), 0)
        while True:
            number += 1
            numbered = name if number == 1 else f"{name}-{number}"
            path = f"{sources.FOLDER}/{numbered}{ending}"
            if path == own or (numbered.casefold() not in self._stems and is_path(path)):
                self._stems.add(numbered.casefold())
                self._numbers[name, ending] = number
                self._paths[key] = path
                return path

    def _report_known(self) -> None:
        if len(self.known) > _FEW:
            message = f"{len(self.known):,} sources are here already"
            self.report.note("known-source", message, self.config.at(sources.FOLDER))
        elif self.known:
            pages = self._reader.documents()
            there = {*by_name([page.paper for page in pages.papers]), *(page.edition.date for page in pages.editions)}
            written = {record.path: {*map(str.lower, record.papers), *record.days} for record in self._ledger.values()}
            for name, path in self.known:
                hint = "" if written.get(path, set()) <= there else comes_back(self.config, path)
                self.report.note("known-source", f"{name} is here already", self.config.at(path), hint=hint)

    def _write(self) -> None:
        moved = {key: path for key, path in self._moved.items() if key in self.received}
        to = self.date if all(self.received[key].has_one_day for key in moved) else ""
        self._emptied = move(self.config, dict.fromkeys(moved, self.date), to, self.report, dry_run=self.dry_run)
        if self.dry_run:
            return
        register(self._folder, self.received, self.report)
        for path, draft in self._pending.items():
            draft.rename(path)
        # last, so that the bytes are somewhere at every moment
        for key, path in moved.items():
            if path != self.received[key].path:
                self._folder.discard(path)

    def import_all(self, today: Today | None) -> list[Imported]:
        """Make pages of what was kept."""
        kept = self.config, self.report, self.received
        _, imported = import_new(*kept, today=today, dry_run=self.dry_run, reader=self._reader)
        listed = {day for source in imported for day in source.days} if self._emptied else set()
        days = {path: self._ledger[key].days for key, path in self._moved.items()}

        def removed(source: Imported) -> tuple[str, ...]:
            left = (day for day in days.get(source.earlier, ()) if day not in listed)
            return tuple(self._emptied[day] for day in left if day in self._emptied)

        return [structs.replace(source, removed=removed(source)) for source in imported]
