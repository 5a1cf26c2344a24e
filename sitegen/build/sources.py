"""The first stage of a build: sources that are not in the ledger yet become pages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.config import Config
from sitegen.diagnostics import Location, Report
from sitegen.pages import documents, intake, ledger
from sitegen.pages.ledger import SourceRecord

FOLDER = "sources"

_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


def ingest_new(config: Config, report: Report, *, frozen: bool = False) -> dict[str, SourceRecord]:
    """Turns every source that the ledger does not know into pages, and writes the pages and the ledger.

    Args:
        frozen: write nothing, and report each new source as an error.

    Returns:
        The ledger as it is now.
    """
    known = ledger.read(config.content, report)
    if known is None:
        return {}
    new = _unread(config, known)
    if frozen:
        for path, _, _ in new:
            at = Location((config.content / path).as_posix())
            report.error(
                "not-in-ledger", "this source has no pages yet", at, hint="run sitegen build and commit content/"
            )
        return known
    if not new:
        return known
    from sitegen.ingest import ingest

    shelf = intake.Shelf(config.content, documents.read(config.content, Report()), report)
    for path, key, data in new:
        before = known.get(key) or next((old for old in known.values() if old.path == path), None)
        errors = report.count("error")
        digest = ingest(
            data,
            (config.content / path).as_posix(),
            report,
            date_hint=date_in(path),
            repair=config.repair,
            repair_skip=config.repair_skip,
        )
        record = shelf.take(digest, path, recipe(config), before)
        if report.count("error") == errors:
            # a source that could not be read whole is read again until it can
            known = {key: old for key, old in known.items() if old is not before} | {key: record}
    for path, text in shelf.changed.items():
        _write(config.content / path, text.encode())
    _write(config.content / ledger.PATH, ledger.written(known))
    return known


def recipe(config: Config) -> str:
    """How the configuration has sources repaired, as the ledger remembers it; empty for the default."""
    if not config.repair:
        return "no repair"
    return f"without {', '.join(sorted(config.repair_skip))}" if config.repair_skip else ""


def add(config: Config, sources: Sequence[str], date: str, report: Report) -> list[Path]:
    """Copies sources into `content/sources/` and turns them into pages.

    Args:
        sources: files, folders, or `-` for standard input.
        date: the day of the listing, or its year, where the source and its name do not tell; may be empty.

    Returns:
        The copies made. Bytes that are there already are not copied again.
    """
    from sitegen.ingest import ingest

    folder = config.content / FOLDER
    have = {ledger.digest(file.read_bytes()): file for file in _files(folder)}
    added = []
    for name, data in _given(sources, report):
        key = ledger.digest(data)
        if key in have:
            report.note("known-source", f"{name} is here already", Location(have[key].as_posix()))
            continue
        found = Report()
        digest = ingest(data, name, found, date_hint=date or date_in(name))
        if not digest.date or not digest.entries:
            report.extend(found.diagnostics)
            continue
        target = _free(folder, digest.date, Path(name).suffix or ".txt")
        _write(target, data)
        have[key] = target
        added.append(target)
    ingest_new(config, report)
    return added


def date_in(name: str) -> str:
    """The date that a file's name carries, or at least its year; else empty.

    >>> date_in("sources/2025-03-28-2.txt")
    '2025-03-28'
    """
    stem = name.replace("\\", "/").rpartition("/")[2]
    if found := _DATE.search(stem):
        return found[0]
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", stem)
    return year[0] if year else ""


def _unread(config: Config, known: ledger.Ledger) -> list[tuple[str, str, bytes]]:
    """Path, digest and bytes of each source that is new, changed, or was repaired in another way."""
    found = []
    seen = set()
    wanted = recipe(config)
    for file in _files(config.content / FOLDER):
        data = file.read_bytes()
        key = ledger.digest(data)
        if key in seen or (key in known and known[key].recipe == wanted):
            continue
        seen.add(key)
        found.append((file.relative_to(config.content).as_posix(), key, data))
    return found


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in files if file.name != "ledger.json" and not file.name.startswith("."))


def _given(sources: Sequence[str], report: Report) -> Iterator[tuple[str, bytes]]:
    for source in sources:
        if source == "-":
            yield "standard input", sys.stdin.buffer.read()
            continue
        if re.match(r"[a-z]+://", source):
            report.error("no-network", f"{source} is not a file", hint="save the page as a file and add that")
            continue
        path = Path(source)
        try:
            for file in _files(path) if path.is_dir() else [path]:
                yield file.as_posix(), file.read_bytes()
        except OSError as problem:
            hint = "check the path"
            report.error("no-source", f"cannot be read: {problem.strerror}", Location(path.as_posix()), hint=hint)


def _free(folder: Path, date: str, suffix: str) -> Path:
    number = 1
    while True:
        stem = date if number == 1 else f"{date}-{number}"
        if not any(folder.glob(f"{stem}.*")):
            return folder / f"{stem}{suffix}"
        number += 1


def _write(file: Path, data: bytes) -> None:
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(data)
    beside.replace(file)
