"""`sitegen add`: what an editor has, wherever it lies, becomes a source in `content/sources/` and then pages."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import FetchError, Location, Report, usage_error
from sitegen.files import list_files
from sitegen.ingest.streamed import Choice
from sitegen.model import Date
from sitegen.pipeline import Progress, link_lists, lock, sources
from sitegen.pipeline.importing import Imported
from sitegen.pipeline.source_names import is_address
from sitegen.pipeline.source_store import Given, SourceStore
from sitegen.text.iso_dates import is_day

if TYPE_CHECKING:
    from sitegen.fetch import Client
    from sitegen.fetch.lookup import Catalogue


def add(
    config: Config,
    given: Sequence[str],
    date: Date,
    report: Report,
    *,
    choice: Choice | None = None,
    client: Client | None = None,
    reader: str = "",
    offline: bool = False,
    catalogues: Sequence[Catalogue] | None = None,
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
        client: fetches web addresses, and asks catalogues for papers of which only links are given.
        offline: look nothing up.
        catalogues: whom to ask.
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
    # nobody should wait for the lock while a slow server or reader answers
    with _Preparation(client, reader, report, catalogues, offline=offline) as preparation:
        prepared = {name: preparation.of(name) for name in names if preparation.needs(name)}
    with lock.of_content(config, progress):
        with SourceStore(config, report, date=date, dry_run=dry_run) as store:
            for number, name in enumerate(names):
                if progress:
                    progress("add", number, len(names))
                source = prepared[name] if name in prepared else _opened(name, report, whole=not choice)
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


class _Preparation:
    """What has to be done outside: sources are fetched, read by a command, or looked up by their links."""

    def __init__(
        self,
        client: Client | None,
        reader: str,
        report: Report,
        catalogues: Sequence[Catalogue] | None,
        *,
        offline: bool,
    ) -> None:
        self._client, self._reader, self._report = client, reader, report
        self._catalogues, self._offline = catalogues, offline

    def __enter__(self) -> _Preparation:
        return self

    def __exit__(self, kind: object, problem: object, trace: object) -> None:
        if self._client:
            self._client.__exit__()

    def needs(self, name: str) -> bool:
        """Whether a source is more than a file to be read as it is."""
        if self._reader or name == "-" or is_address(name):
            return True
        path = Path(name)
        if not path.is_file() or path.stat().st_size > link_lists.MAX_BYTES:
            return False
        try:
            return link_lists.parse(path.read_bytes()) is not None
        except OSError:
            return False

    def of(self, name: str) -> Given | None:
        """A source with its bytes; None for one that could not be had, which is reported."""
        if name == "-":
            source: Given | None = Given(name="standard input", data=sys.stdin.buffer.read())
        else:
            source = self._fetched(name) if is_address(name) else _opened(name, self._report, whole=True)
        if source and self._reader:
            return _read_by(self._reader, source, self._report)
        links = link_lists.parse(source.data) if source and source.data else None
        if source is None or links is None:
            return source
        if self._offline:
            hint = "add it without --offline"
            message = "these are links only, and have to be looked up"
            self._report.error("offline", message, Location(source.name), hint=hint)
            return None
        return link_lists.resolve(source, links, self._network, self._report, self._catalogues)

    @property
    def _network(self) -> Client:
        if self._client is None:
            from sitegen.fetch import Client

            self._client = Client()
        return self._client

    def _fetched(self, url: str) -> Given | None:
        try:
            return Given(name=url, data=self._network.get(url).data, origin=url)
        except FetchError as problem:
            self._report.add(problem.diagnostic)
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
