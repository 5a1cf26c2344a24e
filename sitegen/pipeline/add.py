"""`sitegen add`: what an editor has, wherever it lies, becomes a source in `content/sources/` and then pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.config import Config
from sitegen.diagnostics import Location, Report
from sitegen.ingest.streamed import Choice
from sitegen.pipeline import Progress, sources
from sitegen.pipeline.keep import Given, Keeper, is_address

if TYPE_CHECKING:
    from sitegen.fetch import Client


def add(
    config: Config,
    given: Sequence[str],
    date: str,
    report: Report,
    *,
    choice: Choice | None = None,
    client: Client | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Copies sources into `content/sources/` and turns them into pages.

    Args:
        given: files, folders, web addresses, or `-` for standard input.
        date: the day of the listing, or its year, where the source and its name do not tell; may be empty.
        choice: which papers are wanted.
        client: fetches web addresses.
        progress: is told how much has been read.

    Returns:
        The copies made. Bytes that are there already are not copied again.
    """
    choice = choice or Choice()
    keeper = Keeper(config, report)
    found = list(_named(given, report))
    with client or _client(found) or nullcontext() as http:
        for number, name in enumerate(found):
            if progress:
                progress("add", number, len(found))
            source = _opened(name, http, report, is_chosen=bool(choice))
            if source is None:
                continue
            if choice or source.file:
                keeper.choose(source, choice, date, progress)
            elif (read := keeper.read(source, date)) and read.usable:
                keeper.keep(source, read)
    return keeper.finish()


def _named(given: Sequence[str], report: Report) -> Iterator[str]:
    """The sources, those in folders one by one."""
    for name in given:
        path = Path(name)
        if name == "-" or is_address(name) or not path.is_dir():
            yield name
            continue
        found = sources.files(path)
        if not found:
            report.warning("no-source", "there are no files in this folder", Location(path.as_posix()))
        yield from (file.as_posix() for file in found)


def _client(given: Iterable[str]) -> Client | None:
    if not any(map(is_address, given)):
        return None
    from sitegen.fetch import Client

    return Client()


def _opened(name: str, client: Client | None, report: Report, *, is_chosen: bool) -> Given | None:
    if name == "-":
        return Given(name="standard input", data=sys.stdin.buffer.read())
    if client and is_address(name):
        return _fetched(name, client, report)
    path = Path(name)
    try:
        if is_chosen or sources.is_streamed(path):
            path.open("rb").close()
            return Given(name=path.as_posix(), file=path)
        return Given(name=path.as_posix(), data=path.read_bytes())
    except OSError as problem:
        reason, hint = f"cannot be read: {problem.strerror}", "check the path"
        report.error("no-source", reason, Location(path.as_posix()), hint=hint)
        return None


def _fetched(url: str, client: Client, report: Report) -> Given | None:
    from sitegen.diagnostics import FetchError

    try:
        return Given(name=url, data=client.get(url).data, origin=url)
    except FetchError as problem:
        report.add(problem.diagnostic)
        return None
