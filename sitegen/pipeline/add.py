"""`sitegen add`: what an editor has, wherever it lies, becomes a source in `content/sources/` and then pages."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import FetchError, Location, Report, usage_error
from sitegen.files import list_files
from sitegen.ingest.streamed import Choice
from sitegen.model import Date
from sitegen.pipeline import Progress, lock, sources
from sitegen.pipeline.importing import Imported
from sitegen.pipeline.source_store import Given, SourceStore, is_address
from sitegen.text.iso_dates import is_day

if TYPE_CHECKING:
    from sitegen.fetch import Client


def add(
    config: Config,
    given: Sequence[str],
    date: Date,
    report: Report,
    *,
    choice: Choice | None = None,
    client: Client | None = None,
    reader: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[Imported]:
    """Copy sources into `content/sources/` and turn them into pages.

    Args:
        config: names the content folder.
        given: files, folders, web addresses, or `-` for standard input.
        date: the day of the listing, whatever the sources say; may be empty.
        report: takes every diagnostic.
        choice: which papers are wanted.
        client: fetches web addresses.
        reader: a command that turns a source on its standard input into our JSON lines.
        dry_run: change nothing.
        progress: is told how much has been read.

    Returns:
        What was added. Bytes that are there already are not copied again.

    Raises:
        UsageError: the date is none, or the reader cannot be run.
    """
    if date and not is_day(date):
        raise usage_error("date", f"{date!r} is no day of the calendar", hint="give it as in 2025-03-28")
    choice = choice or Choice()
    names = list(_names(given, report))
    with client or _client(names) or nullcontext() as http:
        # nobody should wait for the lock while a slow server answers
        received = {name: _received(name, http, report) for name in names if name == "-" or is_address(name)}
    with lock.of_content(config, progress):
        with SourceStore(config, report, date=date, dry_run=dry_run) as store:
            for number, name in enumerate(names):
                if progress:
                    progress("add", number, len(names))
                source = received[name] if name in received else _opened(name, report, whole=not choice or bool(reader))
                if source and reader:
                    source = _read_by(reader, source, report)
                if source:
                    _add(source, choice, store, progress)
        return store.import_all()


def _names(given: Sequence[str], report: Report) -> Iterator[str]:
    """The sources, those in folders one by one."""
    for name in given:
        path = Path(name)
        if name == "-" or is_address(name) or not path.is_dir():
            yield name
            continue
        files = list_files(path.as_posix(), ".", report)
        if not files:
            report.warning("no-source", "there are no files in this folder", Location(path.as_posix()))
        yield from ((path / file).as_posix() for file in files if not file.endswith("/ledger.json"))


def _client(names: Iterable[str]) -> Client | None:
    if not any(map(is_address, names)):
        return None
    from sitegen.fetch import Client

    return Client()


def _received(name: str, client: Client | None, report: Report) -> Given | None:
    if name == "-" or not client:
        return Given(name="standard input", data=sys.stdin.buffer.read())
    try:
        return Given(name=name, data=client.get(name).data, origin=name)
    except FetchError as problem:
        report.add(problem.diagnostic)
        return None


def _opened(name: str, report: Report, *, whole: bool) -> Given | None:
    path = Path(name)
    try:
        if whole and not sources.is_streamed(path):
            return Given(name=path.as_posix(), data=path.read_bytes())
        path.open("rb").close()
        return Given(name=path.as_posix(), file=path)
    except OSError as problem:
        reason, hint = f"cannot be read: {problem.strerror}", "check the path"
        report.error("no-source", reason, Location(path.as_posix()), hint=hint)
        return None


def _add(source: Given, choice: Choice, store: SourceStore, progress: Progress | None) -> None:
    if choice or source.file:
        store.choose(source, choice, progress)
    elif parsed := store.parse(source):
        if parsed.usable:
            store.add(source, parsed)
        elif parsed.complete:
            hint = "see what was reported of it; papers without a day are added with --date 2025-03-28"
            store.report.error("nothing-read", "no paper of this was added", Location(source.name), hint=hint)


def _read_by(reader: str, source: Given, report: Report) -> Given | None:
    """What a command of the editor's makes of a source: our JSON lines."""
    data = source.file.read_bytes() if source.file else source.data
    try:
        done = subprocess.run(shlex.split(reader), input=data, capture_output=True, check=False)
    except (OSError, ValueError) as problem:
        raise usage_error("reader", f"the reader {reader!r} cannot be run: {problem}") from problem
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        report.error("reader", f"the reader ended with {done.returncode}: {last}", Location(source.name))
        return None
    return structs.replace(source, file=None, data=done.stdout, suffix=".jsonl")
