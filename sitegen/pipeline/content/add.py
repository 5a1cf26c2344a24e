"""`sitegen add`: files, folders, web addresses and pipes become sources in `content/sources/`, and then pages."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import FetchError, Location, Report, usage_error
from sitegen.folders import list_files
from sitegen.ingest import Source, compression, jsonl
from sitegen.ingest.streamed import Choice
from sitegen.ingest.values import identifiers, links
from sitegen.model import Date, Digest, Entry
from sitegen.pipeline import Progress, Today, lock, silent
from sitegen.pipeline.content.imported import Imported
from sitegen.pipeline.content.source_store import ParsedSource, SourceInput, SourceStore
from sitegen.pipeline.content.sources import is_streamed
from sitegen.text.addresses import is_url
from sitegen.text.iso_dates import given_day

if TYPE_CHECKING:
    from sitegen.fetch import Client


def add(
    config: Config,
    arguments: Sequence[str],
    date: Date,
    report: Report,
    *,
    today: Today | None = None,
    choice: Choice | None = None,
    client: Client | None = None,
    reader: str = "",
    offline: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> list[Imported]:
    """Copy sources into `content/sources/` and turn them into pages.

    Args:
        arguments: files, folders, web addresses, or `-` for standard input.
        date: the day of the listing, whatever the sources say; may be empty.
        choice: which papers are wanted.
        client: fetches web addresses, and asks catalogues for papers of which only links are given.
        offline: look nothing up.
        reader: a command that turns a source on its standard input into our JSON lines.
        dry_run: change nothing.

    Returns:
        What was added. Bytes that are there already are not copied again.

    Raises:
        UsageError: the date is not a day of the calendar, or the reader cannot be run.
    """
    date = given_day(date)
    from sitegen.fetch import Client

    # the pipe can be read once
    names = list(dict.fromkeys(_names(arguments, config, report)))
    choice = choice or Choice()
    run = _Run(config, date, report, choice, progress, dry_run=dry_run)
    # nobody should wait for the lock while a slow server or reader answers
    with client or Client() as http:
        received = {
            name: _received(name, reader, http, report) for name in names if reader or name == "-" or is_url(name)
        }
        sources = (received[name] if name in received else _opened(name, report, whole=not choice) for name in names)
        imported = run.import_all(sources, len(names), today, looks_up=not offline)
        completed = [_completed(parsed, http, report) for parsed in run.untitled]
    return imported + (run.import_all(completed, len(completed), today, looks_up=False) if completed else [])


class _Run:
    """Puts sources into the content folder."""

    def __init__(
        self, config: Config, date: Date, report: Report, choice: Choice, progress: Progress, *, dry_run: bool
    ) -> None:
        self.untitled: list[ParsedSource] = []
        """Sources that are not stored yet, because some of their papers have to be looked up."""
        self._config, self._date, self._report, self._dry_run = config, date, report, dry_run
        self._choice, self._progress = choice, progress
        self._undated: dict[str, str] = {}
        """Names of sources that only a dry run looks at, as they want a day, by the paths that they would have."""

    def import_all(
        self, sources: Iterable[SourceInput | None], count: int, today: Today | None, *, looks_up: bool
    ) -> list[Imported]:
        """Store sources and make pages of them; those with papers to be looked up are collected in `untitled`."""
        with lock.of_content(self._config, self._progress):
            with SourceStore(self._config, self._report, date=self._date, dry_run=self._dry_run) as store:
                for number, source in enumerate(sources):
                    self._progress("add", number, count)
                    if source:
                        self._keep(source, store, looks_up=looks_up)
            # the bytes of no source are in memory now
            imported = store.import_all(today)
        names = self._undated
        return [
            structs.replace(one, path=names[one.path], wants_day=True) if one.path in names else one for one in imported
        ]

    def _keep(self, source: SourceInput, store: SourceStore, *, looks_up: bool) -> None:
        if self._choice or source.file:
            store.choose(source, self._choice, self._progress)
        elif parsed := store.parse(source):
            if looks_up and parsed.dated and parsed.digest.untitled:
                self.untitled.append(parsed)
            elif parsed.usable:
                store.add(parsed)
                self._report_unread(parsed)
            elif parsed.complete:
                if self._dry_run and parsed.digest.entries:
                    store.add(parsed)
                    self._undated[store.received[parsed.key].path] = source.name
                else:
                    self._report.extend(parsed.unresolved)
                self._report_nothing_added(parsed)

    def _report_nothing_added(self, parsed: ParsedSource) -> None:
        verb, hint = "would be" if self._dry_run else "was", "see what was reported of it"
        message = f"no paper of this {verb} added"
        if not parsed.dated and parsed.digest.entries:
            message += f" without a day; {len(parsed.digest.entries)} would be with one"
            hint = "give the day, as in --date 2025-03-28"
        self._report.error("nothing-read", message, Location(parsed.source.name), hint=hint)

    def _report_unread(self, parsed: ParsedSource) -> None:
        if parsed.digest.unread_columns:
            *most, last = parsed.digest.unread_columns
            what = f"the columns {', '.join(most)} and {last} are" if most else f"the column {last} is"
            hint = "write on the pages what readers should see of that"
            self._report.note("unread-columns", f"{what} not read", Location(parsed.source.name), hint=hint)


def _names(arguments: Sequence[str], config: Config, report: Report) -> Iterator[str]:
    """The sources, those in folders one by one."""
    for name in arguments:
        path = Path(name)
        if not name:
            # as a path it would be the folder that the editor is in
            hint = "name a file, a folder or an address, or - for what is piped in"
            report.error("no-source", "the name of a source is empty", hint=hint)
            continue
        if name == "-" or is_url(name) or not path.is_dir():
            yield name
            continue
        files = _files(path, config, report)
        if not files:
            report.warning("no-source", "there are no files in this folder", Location(path.as_posix()))
        yield from files


def _files(folder: Path, config: Config, report: Report) -> list[str]:
    """The files of a folder, but for those of the digest and of its site in it."""
    top = folder.resolve()
    own = [part for part in (config.content.resolve(), config.output.resolve()) if part.is_relative_to(top)]
    return [
        (folder / file).as_posix()
        for file in list_files(folder.as_posix(), ".", report)
        if not file.endswith("/ledger.json") and not any((top / file).is_relative_to(part) for part in own)
    ]


def _received(name: str, reader: str, client: Client, report: Report) -> SourceInput | None:
    """A source with its bytes, or what the editor's command makes of them; None if it cannot be read or fetched."""
    if name == "-":
        source = _piped(sys.stdin.buffer, "standard input", report)
    elif is_url(name):
        try:
            source = SourceInput(name=name, data=client.get(name).data, origin=name)
        except FetchError as problem:
            report.add(problem.diagnostic)
            return None
    else:
        source = _opened(name, report, whole=True)
    return _read_by(reader, source, report) if source and reader else source


def _opened(name: str, report: Report, *, whole: bool) -> SourceInput | None:
    path = Path(name)
    try:
        # of a pipe or a device only reading it says how much it holds, and it can be read once
        if not path.is_file():
            with path.open("rb") as file:
                return _piped(file, path.as_posix(), report)
        if whole and not is_streamed(path):
            if path.stat().st_size > compression.LIMIT:
                # says that it is too large, without reading it
                compression.unpacked(path, Source(path.as_posix(), report), compression.LIMIT)
                return None
            return SourceInput(name=path.as_posix(), data=path.read_bytes())
        path.open("rb").close()
        return SourceInput(name=path.as_posix(), file=path)
    except OSError as problem:
        reason, hint = f"cannot be read: {problem.strerror}", "check the path"
        report.error("no-source", reason, Location(path.as_posix()), hint=hint)
        return None


def _piped(file: IO[bytes], name: str, report: Report) -> SourceInput | None:
    data = file.read(compression.LIMIT + 1)
    if len(data) > compression.LIMIT:
        message = f"this is more than {compression.LIMIT // 2**20} MB, which is too much for a pipe"
        report.error("too-large", message, Location(name), hint="save it as a file, and add that")
        return None
    return SourceInput(name=name, data=data)


def _read_by(reader: str, source: SourceInput, report: Report) -> SourceInput | None:
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


def _completed(parsed: ParsedSource, client: Client, report: Report) -> SourceInput:
    """The source with the papers of which it gives only identifiers; unchanged where no catalogue knows one of them.

    They are stored with the rest of the source as sitegen's JSON lines, so that they are asked for once.
    """
    from sitegen.fetch import lookup

    source, digest = parsed.source, parsed.digest
    untitled = {entry: identifiers.names(entry.facts) for entry in digest.untitled}
    known = [{kind: name for kind, name in names._asdict().items() if name} for names in untitled.values()]
    surest = [next(iter(names.items())) for names in known if names]
    answers: list[Digest] = []
    for catalogue in lookup.CATALOGUES:
        wanted = dict.fromkeys(name for kind, name in surest if kind == catalogue.identifier)
        try:
            answers.extend(lookup.find(catalogue, list(wanted), client))
        except FetchError as problem:
            report.add(problem.diagnostic)
    papers: dict[str, Entry] = {}
    for entry in (entry for answer in answers for entry in answer.entries):
        papers |= dict.fromkeys(filter(None, identifiers.names(entry.facts)), entry)
    resolved = {
        entry: next((papers[name] for name in names if name in papers), None) for entry, names in untitled.items()
    }
    if not any(resolved.values()):
        return source
    for entry in (entry for entry, paper in resolved.items() if not paper):
        name = entry.facts.arxiv or entry.facts.doi or entry.facts.links[0].url
        hint = "add the paper with its title, or try again later"
        report.warning("not-found", f"no catalogue knows {name}", Location(source.name, entry.line), hint=hint)
    completed = [
        structs.replace(
            entry,
            facts=structs.replace(paper.facts, links=links.distinct([*entry.facts.links, *paper.facts.links])),
            abstract=entry.abstract or paper.abstract,
            repairs=paper.repairs,
        )
        for entry, paper in resolved.items()
        if paper
    ]
    entries = sorted([*digest.entries, *completed], key=lambda entry: entry.line)
    trust = digest.trust if digest.entries else max(answer.trust for answer in answers)
    data = b"".join(jsonl.write(entries, digest))
    return structs.replace(source, data=data, file=None, suffix=".jsonl", trust=trust)
