"""The first stage of a build: sources that are not in the ledger yet become pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.diagnostics import Location, Report
from sitegen.model import Digest, Paper
from sitegen.pages import documents, ledger
from sitegen.pages.ledger import SourceRecord

if TYPE_CHECKING:
    from sitegen.pages.intake import Reading

FOLDER = "sources"
STREAMED = 64 * 2**20
"""Bytes, unpacked, from which a file of lines or records is read a part at a time."""

_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


class Taken(Struct, frozen=True, kw_only=True):
    """What is known of a file in `content/sources/` by whoever has put it there just now."""

    digest: Digest | None = None
    """What it holds, if it has been read."""
    whole: bool = True
    """Whether all of it could be read."""
    origin: str = ""
    """Address that it was fetched from."""
    asked: bool = False
    """Whether the editor asked for what it tells."""
    trust: int = 0
    """Of the source that it was made from; 0 for what its own format has."""


def ingest_new(
    config: Config, report: Report, *, frozen: bool = False, taken: Mapping[str, Taken] | None = None
) -> dict[str, SourceRecord]:
    """Turns every source that the ledger does not know into pages, and writes the pages and the ledger.

    Args:
        frozen: write nothing, and report each new source as an error.
        taken: what is known of sources already, by the digests of their bytes.

    Returns:
        The ledger as it is now.
    """
    known = ledger.read(config.content, report)
    if known is None:
        return {}
    new = _unread(config, known)
    if frozen:
        for path, _ in new:
            at = Location((config.content / path).as_posix())
            report.error(
                "not-in-ledger", "this source has no pages yet", at, hint="run sitegen build and commit content/"
            )
        return known
    if not new:
        return known
    from sitegen.pages import intake

    readings = [
        _reading(config, path, key, (taken or {}).get(key) or _taken_before(known.get(key)), report)
        for path, key in new
    ]
    shelf = intake.Shelf(config.content, documents.read(config.content, Report()), known, report)
    shelf.take(readings)
    for path, text in shelf.changed().items():
        if text is None:
            (config.content / path).unlink(missing_ok=True)
        else:
            write(config.content / path, text.encode())
    update_topics(config, [page.paper for page in shelf.papers.values() if not page.draft], report)
    known = shelf.ledger()
    write(config.content / ledger.PATH, ledger.written(known))
    return known


def update_topics(config: Config, papers: Iterable[Paper], report: Report) -> bool:
    """Append the topics of all papers of a digest to its vocabulary; whether there are new ones."""
    from sitegen.text.markdown import plain
    from sitegen.topics import Text, update_vocabulary

    texts = [Text(paper.title, plain(paper.abstract), paper.facts.topics) for paper in papers]
    return update_vocabulary(config.content, texts, config.topics, report)


def recipe(config: Config) -> str:
    """How the configuration has sources repaired, as the ledger remembers it; empty for the default."""
    if not config.repair:
        return "no repair"
    return f"without {', '.join(sorted(config.repair_skip))}" if config.repair_skip else ""


def read(config: Config, data: bytes, path: str, hint: str, report: Report) -> Digest:
    """Reads one source, packed or not, as the configuration has it."""
    from sitegen.ingest import ingest
    from sitegen.ingest.compression import unpacked

    plain = unpacked(data, path, report)
    if plain is None:
        return Digest()
    return ingest(plain, path, report, date_hint=hint, repair=config.repair, repair_skip=config.repair_skip)


def read_file(config: Config, file: Path, hint: str, report: Report) -> Digest:
    """Reads one source where it lies, a part at a time where it is large."""
    if not is_streamed(file):
        return read(config, file.read_bytes(), file.as_posix(), hint, report)
    from sitegen.ingest import streamed

    def part(data: bytes, found: Report) -> Digest:
        return read(config, data, file.as_posix(), hint, found)

    first, *rest = streamed.digests(file, report, part)
    return structs.replace(first, entries=tuple(entry for digest in (first, *rest) for entry in digest.entries))


def is_streamed(file: Path) -> bool:
    """Whether a file is so large that it is read a part at a time, and can be."""
    if file.stat().st_size < STREAMED // 64:
        return False
    from sitegen.ingest import compression, streamed

    return compression.is_larger(file, STREAMED) and streamed.has_parts(file)


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


def files(folder: Path) -> list[Path]:
    """The sources below a folder, sorted."""
    if not folder.is_dir():
        return []
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in found if file.name != "ledger.json" and not file.name.startswith("."))


def digests(paths: Iterable[Path]) -> dict[str, Path]:
    """Each source once, by the digest of its bytes."""
    found: dict[str, Path] = {}
    for path in paths:
        with path.open("rb") as file:
            found.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), path)
    return found


def write(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all, and not when it is as it should be."""
    try:
        if file.exists() and file.read_bytes() == data:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new")
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as problem:
        # by the name that a person knows
        raise OSError(problem.errno, problem.strerror, str(file)) from problem


def _unread(config: Config, known: ledger.Ledger) -> list[tuple[str, str]]:
    """Path and digest of each source that is new, changed, or was repaired in another way."""
    wanted = recipe(config)
    found = digests(files(config.content / FOLDER))
    return [
        (file.relative_to(config.content).as_posix(), key)
        for key, file in found.items()
        if key not in known or known[key].recipe != wanted
    ]


def _taken_before(record: SourceRecord | None) -> Taken:
    """What the ledger remembers of a source that is read again."""
    return Taken(trust=record.trust) if record else Taken()


def _reading(config: Config, path: str, key: str, taken: Taken, report: Report) -> Reading:
    errors = report.count("error")
    digest = taken.digest
    if digest is None:
        file = config.content / path
        digest = read_file(config, file, date_in(path), report)
        # no file says of itself how far it is to be believed; whoever made it does, and then the ledger
        digest = structs.replace(digest, trust=taken.trust or digest.trust)
    from sitegen.pages.intake import Reading

    return Reading(
        digest=digest,
        path=path,
        key=key,
        recipe=recipe(config),
        origin=taken.origin,
        whole=taken.whole and report.count("error") == errors,
        asked=taken.asked,
    )
