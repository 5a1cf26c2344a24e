"""A site that several machines build, each a part of the files, and the site that is put together from the parts.

    sitegen build --shard 1/3 --output part-1     # and 2/3 and 3/3 elsewhere
    sitegen merge part-1 part-2 part-3

Each reads all content and computes the relations between all papers, but renders only its own files, which a checksum
of their routes selects. The manifest of a part records what it was made from, so that parts of two sites are not mixed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import msgspec

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError, usage_error
from sitegen.files import is_path
from sitegen.model import Catalog
from sitegen.pipeline import Progress, Result, Stopwatch, silent
from sitegen.pipeline.execution.remote import check_versions
from sitegen.pipeline.output import manifest
from sitegen.pipeline.output.manifest import MANIFEST, Manifest, Part
from sitegen.pipeline.output.publish import Publication
from sitegen.pipeline.versions import versions
from sitegen.routes import Output, Route

Shard: TypeAlias = tuple[int, int]
"""Number of a part, from 1, and how many there are."""
_OWN = ("content", "output", "theme", "jobs", "faults", "shard")
"""Settings that may differ between the machines."""


def parse_shard(text: str) -> Shard:
    """`2/3` as a shard. Raises UsageError."""
    if match := re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text):
        number, count = int(match[1]), int(match[2])
        if number <= count:
            return number, count
    raise usage_error("shard", f"{text!r} is no shard", hint="give its number and how many there are, as in 1/3")


class PartOf:
    """Which files of a site a run renders, and what all of its files are made of."""

    def __init__(self, shard: Shard | None, theme: str) -> None:
        self._shard, self._theme = shard, theme
        self._content = hashlib.blake2b(digest_size=16)

    def plan(self, outputs: Iterable[Output]) -> None:
        """Take the plan of the whole site."""
        for output in outputs if self._shard else ():
            self._content.update(output.route.encode() + b"\0" + output.digest(self._theme.encode()))

    def has(self, route: Route) -> bool:
        """Whether a file is rendered."""
        number, count = self._shard or (1, 1)
        return crc32(route.encode()) % count == number - 1

    def files(self, index: Iterable[tuple[Route, bytes]]) -> Iterator[tuple[Route, bytes]]:
        """Those of the files of the search index, on which related papers depend too."""
        for route, data in index:
            if self._shard:
                self._content.update(route.encode() + b"\0" + hashlib.blake2b(data).digest())
            if self.has(route):
                yield route, data

    def describe(self, config: Config, catalog: Catalog) -> Part | None:
        """What the manifest of a shard says of it, once it has the plan and all files of the index were asked for."""
        if not self._shard:
            return None
        settings = {key: value for key, value in msgspec.structs.asdict(config).items() if key not in _OWN}
        return Part(
            number=self._shard[0],
            count=self._shard[1],
            versions=versions(),
            settings=hashlib.blake2b(msgspec.json.encode(settings), digest_size=16).hexdigest(),
            theme=self._theme,
            content=self._content.hexdigest(),
            papers=len(catalog.papers),
            editions=len(catalog.editions),
            topics=len(catalog.topics),
        )


def merge(folders: Sequence[Path], output: Path, report: Report, progress: Progress = silent) -> Result:
    """Put a site together.

    Args:
        folders: a shard in each, in any order.
        report: takes what is in the way of a file.

    Raises:
        UsageError: a shard is missing, twice there, incomplete or not of the same site; nothing has been written then.
    """
    places = [folder.resolve() for folder in folders]
    for number, place in enumerate(places):
        if place in places[:number] or place == output.resolve():
            what = "is given twice" if place in places[:number] else "cannot become the site that it is a part of"
            raise usage_error("shard", f"{folders[number]} {what}", hint="name each part once, and another --output")
    parts = {folder: _read(folder) for folder in folders}
    first = _check_same(parts)
    folder_of = {route: folder for folder, (files, _) in parts.items() for route in files.files if route != MANIFEST}
    sizes: Counter[Path] = Counter()
    for route, folder in folder_of.items():
        if not is_path(route) or not (folder / route).is_file():
            raise usage_error("shard", f"{folder} lacks {route}, which it should have", hint="copy all of its files")
        sizes[folder] += (folder / route).stat().st_size
    for folder, (_, part) in parts.items():
        if sizes[folder] != part.size:
            message = f"{folder} has {sizes[folder]:,} bytes of the {part.size:,} that were written there"
            raise usage_error("shard", message, hint="copy its files anew, or build it again")
    manifest.check_place(Config(output=output))
    clock = Stopwatch(progress)
    with clock.stage("merge"), Publication(output, report, progress) as publication:
        publication.announce(folder_of)
        done = 0
        for turn in publication.in_turn(folder_of):
            for route in turn:
                publication.put(route, (folder_of[route] / route).read_bytes())
            done += len(turn)
            clock.tell(done, len(folder_of))
    return publication.result(
        [size for size, *_ in publication.stamps.values()],
        seconds=clock.seconds,
        papers=first.papers,
        editions=first.editions,
        topics=first.topics,
    )


def _read(folder: Path) -> tuple[Manifest, Part]:
    files = manifest.read(folder)
    if files.part is None:
        hint = "name the folders that sitegen build --shard has written to the end"
        raise usage_error("shard", f"{folder} is no shard of a site", hint=hint)
    return files, files.part


def _check_same(parts: dict[Path, tuple[Manifest, Part]]) -> Part:
    """Raise a UsageError unless the parts make a whole."""
    (first_folder, (_, first)), *others = parts.items()
    for folder, (_, part) in others:
        check_versions(part.versions, first.versions, f"{folder} was built with {{}}, and {first_folder} with {{}}")
        for differs, what in (
            (part.count != first.count, f"{part.number}/{part.count} and {first.number}/{first.count}"),
            (part.settings != first.settings, "shards of different settings"),
            (part.theme != first.theme, "shards of different themes"),
            (part.content != first.content, "shards of different content"),
        ):
            if differs:
                raise _mismatch(f"{folder} and {first_folder} are {what}")
    by_number: dict[int, Path] = {}
    for folder, (_, part) in parts.items():
        if part.number in by_number:
            raise _mismatch(f"{folder} and {by_number[part.number]} are the same shard, {part.number}/{part.count}")
        by_number[part.number] = folder
    if missing := [f"{number}/{first.count}" for number in range(1, first.count + 1) if number not in by_number]:
        raise _mismatch(f"{', '.join(missing)} of the shards {'is' if len(missing) == 1 else 'are'} missing")
    return first


def _mismatch(message: str) -> UsageError:
    return usage_error("shard", message, hint="build all shards of one checkout, with the same flags")
