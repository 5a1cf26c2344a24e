"""The site's folder as the last build left it: which files are still what their inputs say."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.diagnostics import Report
from sitegen.files import Folder
from sitegen.pipeline import Result
from sitegen.pipeline.execution.cache import Cache, Key, decode, encode
from sitegen.pipeline.inputs import Inputs
from sitegen.pipeline.output import manifest
from sitegen.pipeline.stamps import Stamp, Stamps, scan
from sitegen.routes import Route
from sitegen.text.addresses import tag_of
from sitegen.text.json import quoted

if TYPE_CHECKING:
    from sitegen.search.similarity import RelatedPapers

T = TypeVar("T")


class _Record(Struct, frozen=True):
    """What a build read, wrote and reported."""

    inputs: Inputs
    files: dict[Route, tuple[bytes, Stamp]]
    """Each file of the site: a digest of everything that its bytes depend on but the program, and its stamp."""
    result: Result
    feed_id: str = ""
    """What ids in the last feeds began with that had an address."""


class SiteFolder:
    """A site's folder, and what is known of the files in it."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self._key = cache.key("site", os.fsencode(folder.resolve()))
        self._stamps: Stamps = scan(folder)
        self._record = _look_up(cache, self._key, _Record)
        files = self._record.files if self._record else {}
        self._intact = {route: digest for route, (digest, stamp) in files.items() if self._stamps.get(route) == stamp}
        self._digests: dict[Route, bytes] = {manifest.MANIFEST: b""}
        self._feed_id = self._record.feed_id if self._record else ""

    def last_result(self, inputs: Inputs) -> Result | None:
        """The last build's result, if a build from these inputs would come to the very same site."""
        record = self._record
        if record and record.inputs == inputs and len(self._intact) == len(record.files):
            return None if Folder(self._folder).has_leftovers() else record.result
        return None

    @property
    def untold(self) -> tuple[Route, ...]:
        """Pages that the last build found gone and nobody was told of, as it had errors."""
        record = self._record
        return record.result.gone if record and Report(record.result.diagnostics).failed() else ()

    def has_templates(self, inputs: Inputs) -> bool:
        """Whether the last build used the same templates in the same way, and so found no errors in them."""
        return self._record is not None and self._record.inputs.without_content == inputs.without_content

    def is_intact(self, route: Route, digest: bytes) -> bool:
        """Whether a file is in place and would come out the same; its digest is noted for the next build."""
        self._digests[route] = digest
        return self._intact.get(route) == digest

    def check_feed_ids(self, config: Config, report: Report) -> None:
        """Warn where ids in feeds begin in another way than in the last build, for an address that nobody settled."""
        before, self._feed_id = self._feed_id, config.feed_id or tag_of(config.base_url) or self._feed_id
        if before not in ("", self._feed_id) and not config.feed_id:
            message = f"ids in feeds began with {before}, and now with {self._feed_id}; readers see all papers again"
            report.warning("feed-ids", message, config.at(SITE_FILE), hint=f"write feed_id = {quoted(before)} into it")

    def sizes(self, written: Stamps) -> list[int]:
        """Bytes of each file of the site, after a build put some in their place."""
        stamps = self._stamps | written
        return [stamps.get(route, (0, 0, 0))[0] for route in self._digests]

    def remember(self, stamps: Stamps, inputs: Inputs, result: Result, related: RelatedPapers) -> None:
        """Record what a build did for the next one, and for a preview; `stamps` are of files written or compared."""
        self._cache.put(_related_key(self._folder, self._cache), encode(related.record))
        files = {route: (digest, stamps.get(route) or self._stamps[route]) for route, digest in self._digests.items()}
        self._cache.put(self._key, encode(_Record(inputs, files, result, self._feed_id)))


def last_related(folder: Path, cache: Cache) -> RelatedPapers | None:
    """Related papers as the last build of the site in a folder found them, if that is known."""
    from sitegen.search.similarity import RelatedPapers, RelatedRecord

    record = _look_up(cache, _related_key(folder, cache), RelatedRecord)
    return RelatedPapers.restore(record) if record else None


def _related_key(folder: Path, cache: Cache) -> Key:
    return cache.key("related", os.fsencode(folder.resolve()))


def _look_up(cache: Cache, key: Key, kind: type[T]) -> T | None:
    data = cache.get(key)
    with suppress(msgspec.MsgspecError):
        return decode(data, kind) if data else None
    return None
