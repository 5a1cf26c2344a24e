"""The public API, `build` and `add`, which the package `sitegen` offers under its own name."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from sitegen.config import load
from sitegen.diagnostics import Diagnostic, FetchError, Report, SitegenError, UsageError
from sitegen.model import Date, PaperId
from sitegen.pipeline import Result
from sitegen.text.iso_dates import given_day

__all__ = ["Added", "Diagnostic", "FetchError", "Result", "SitegenError", "UsageError", "add", "build"]

PathLike: TypeAlias = str | os.PathLike[str]


class Added(Struct, frozen=True, kw_only=True):
    """What `add` did."""

    sources: tuple[Path, ...]
    """Files that are new in `content/sources/`, or newer than what was there."""
    papers: tuple[PaperId, ...]
    """Papers that these list, new ones and known ones."""
    diagnostics: tuple[Diagnostic, ...]


def build(
    content: PathLike = "content",
    output: PathLike = "site",
    *,
    base_url: str | None = None,
    theme: PathLike | None = None,
    jobs: int | None = None,
    frozen: bool = False,
    strict: bool = False,
    executor: Executor | None = None,
) -> Result:
    """Turn sources into pages and pages into the site.

    Args:
        content: the folder of sources, pages and site.toml.
        output: the folder of the site, made if it is not there, or its place in object storage, "s3://bucket/site", to
            which a build with errors uploads nothing.
        base_url: where the site will be read, as in "https://example.org/digest/"; by default as site.toml says.
        theme: a folder of templates that are used instead of the packaged ones.
        jobs: processes; 0 for one per processor. There is one where other threads run, as they do in a notebook, or
            where the content is small.
        frozen: import nothing, and report sources without pages as errors.
        strict: upload nothing where there are warnings, either.
        executor: runs the tasks in place of processes of this machine, for instance a Dask client's; it is not closed.

    Returns:
        Counts of papers, editions, topics and files, and every diagnostic.

    Raises:
        UsageError: a folder or a setting cannot be used; the site is as it was.
        OSError: the disk is full or closed.
    """
    from sitegen.pipeline.build import build as run
    from sitegen.pipeline.output.store import folder_of, open_store

    output_path = os.fspath(output)
    theme, store, site = Path(theme) if theme else None, open_store(output_path), folder_of(Path(content), output_path)
    config = load(Path(content), output=site, base_url=base_url, theme=theme, jobs=jobs)
    report = Report()
    result = run(config, report=report, today=today, frozen=frozen, executor=executor)
    return store.upload(site, result, report, strict=strict) if store else result


def add(
    *sources: PathLike,
    content: PathLike = "content",
    date: Date | datetime.date = "",
    since: Date | datetime.date = "",
    categories: str | Sequence[str] = (),
    allow_private: bool = False,
) -> Added:
    """Copy sources into the content folder and turn them into pages.

    Args:
        sources: files, folders, web addresses, or "-" for standard input.
        content: the content folder; made if it is not there.
        date: day of the digest, "2025-03-28" or a `datetime.date`, whatever the sources say.
        since: only papers of that day or later, given like `date`.
        categories: only papers of them, as in ["cs.CL", "cs"]; a single one may stand alone.
        allow_private: fetch from private networks as well.

    Raises:
        UsageError: a date is not a day of the calendar, or site.toml has errors.
        OSError: the disk is full or closed.
    """
    from sitegen.fetch import Client
    from sitegen.ingest.streamed import Choice
    from sitegen.pipeline.content.add import add as run

    report = Report()
    config = load(Path(content), is_new=True)
    names = (categories,) if isinstance(categories, str) else tuple(categories)
    # the text of a `datetime.date` is the day as it is given in a text
    day, first = str(date or ""), str(since or "")
    choice = Choice(since=given_day(first), categories=names)
    client = Client(allow_private=allow_private)
    paths = [os.fspath(source) for source in sources]
    imported = run(config, paths, day, report, today=today, choice=choice, client=client)
    papers = dict.fromkeys(paper.paper for source in imported for paper in source.papers if paper.paper)
    return Added(
        sources=tuple(config.content / source.path for source in imported),
        papers=tuple(papers),
        diagnostics=report.diagnostics,
    )


def today() -> Date:
    """The day it is, in UTC."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
