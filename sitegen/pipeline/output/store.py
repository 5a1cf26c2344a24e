"""A site in object storage: the folder that a build wrote, uploaded so that a reader never meets a dead link.

    store = open_store("s3://bucket/digest")
    result = build(config, report=report)
    result = store.upload(config.output, result, report)

The store is any that `fsspec` knows by its URL. The site is built into a folder beside the cache first, so that the
local commands work on it. Then what is new or different is uploaded in the order in which a build publishes files, what
the site no longer has is removed, and the manifest comes last. A build that fails uploads nothing: other hosts do not
publish it either.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report, as_usage_error, usage_error
from sitegen.files import is_path
from sitegen.pipeline import Progress, Result, Stopwatch, silent
from sitegen.pipeline.output import manifest
from sitegen.pipeline.output.content_types import content_type
from sitegen.pipeline.output.manifest import MANIFEST
from sitegen.pipeline.output.publish import group_by_turn
from sitegen.routes import Route, lasts
from sitegen.text.addresses import is_url
from sitegen.text.json import indented
from sitegen.text.wording import first_few

_FEW = 10
"""Pages that an edit may take away, even if they are most of a small site."""
_LACKS_SLASHES = re.compile(r"(?:s3|gs|gcs|abfs|az|file):").match


def folder_of(content: Path, output: str) -> Path:
    """The folder of a site on this machine: the output itself, or for the URL of a store the copy that is uploaded."""
    if not is_url(output):
        return Path(output)
    digest = hashlib.blake2b(output.encode(), digest_size=8).hexdigest()
    return Config(content=content).cache / "stores" / digest


def open_store(output: str) -> Store | None:
    """The store that an output's URL names; None for a folder.

    Raises:
        UsageError: the URL names no place, or `fsspec`, or what it needs for such a store, is not installed.
    """
    if is_url(output):
        return Store(output)
    if _LACKS_SLASHES(output):
        scheme, _, rest = output.partition(":")
        hint = f"did you mean {scheme}://{rest.lstrip('/')}?"
        raise usage_error("output", f"{output} is neither a folder nor the address of a store", hint=hint)
    return None


class Store:
    """A part of a bucket, from the URL on where the site begins, `s3://bucket/digest`."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        if self._url.endswith(":"):
            raise usage_error("output", f"{url} names no place", hint="name one, as in s3://bucket/site")
        hint = "install it with pip install 'sitegen-digest[storage]', or the package that fsspec names"
        with as_usage_error((ImportError, ValueError), "output", lambda problem: f"{url}: {problem}", hint):
            from fsspec.core import url_to_fs

            # other stores have no folders that must be there first
            local = {"auto_mkdir": True} if self._url.startswith(("file:", "local:")) else {}
            self._fs, self._root = url_to_fs(self._url, use_listings_cache=False, **local)

    def upload(
        self, site: Path, result: Result, report: Report, progress: Progress = silent, *, strict: bool = False
    ) -> Result:
        """Make the store hold a site.

        Args:
            report: of that build; with an error in it nothing is uploaded, and it says so.
            strict: warnings count as errors.

        Returns:
            The result, with the files that were written and removed in the store, and the pages that are gone there.

        Raises:
            UsageError: the store holds another digest or what sitegen did not put there, or it cannot be written. What
                it has by then works.
        """
        if report.failed(strict):
            hint = "mend what is reported, and build again"
            report.error("store", f"the build failed, so {self._url} stays as it was", hint=hint)
            return structs.replace(result, written=0, unchanged=0, removed=0, diagnostics=report.diagnostics)
        hint = "see that the place exists and that you may write there, and build again to complete it"
        # the library of a store may raise anything
        failed = as_usage_error(
            (Exception,), "store", lambda problem: f"{self._url} cannot be written: {problem}", hint
        )
        clock = Stopwatch(progress)
        with failed, clock.stage("upload"):
            stored = self._checksums()
            old = self._old_files(stored)
            new = frozenset(manifest.read(site).files) - {MANIFEST}
            self._check_free((new - old) & stored.keys())
            gone = sorted((old - new) & stored.keys())
            lost = tuple(filter(lasts, gone))
            self._check_same_digest(len(lost), len([*filter(lasts, old & stored.keys())]))
            changed = {route for route in new if stored.get(route, "") != _md5(site / route)}
            if changed:
                self._claim(old | new)
            done = 0
            for turn in group_by_turn(sorted(changed), old):
                self._put(site, turn)
                done += len(turn)
                clock.tell(done, len(changed))
            if gone:
                self._fs.rm([f"{self._root}/{route}" for route in gone])
            if changed or old != new:
                self._claim(new)
        return structs.replace(
            result,
            written=len(changed),
            unchanged=len(new) - len(changed),
            removed=len(gone),
            gone=lost,
            seconds=result.seconds | clock.seconds,
        )

    def _put(self, site: Path, routes: Iterable[Route]) -> None:
        for served, alike in groupby(sorted(routes, key=_served), _served):
            named = {route: f"{self._root}/{route}" for route in alike}
            self._fs.put([os.fspath(site / route) for route in named], [*named.values()], **self._describe(*served))

    def _describe(self, kind: str, cache: str) -> dict[str, Any]:
        """How the store's library is told the media type of files, and how long they may be kept; others guess it."""
        protocols = {self._fs.protocol} if isinstance(self._fs.protocol, str) else {*self._fs.protocol}
        if "s3" in protocols:
            return {"ContentType": kind, "CacheControl": cache}
        if "gs" in protocols:
            return {"content_type": kind, "fixed_key_metadata": {"cache_control": cache}}
        return {}

    def _checksums(self) -> dict[Route, str]:
        """The MD5 of every object, empty where the store does not give it."""
        try:
            objects: dict[str, dict[str, Any]] = self._fs.find(self._root, detail=True)
        except FileNotFoundError:
            return {}
        return {path[len(self._root) + 1 :]: str(about.get("ETag", "")).strip('"') for path, about in objects.items()}

    def _old_files(self, stored: dict[Route, str]) -> frozenset[Route]:
        if MANIFEST in stored:
            files = manifest.decode(self._fs.cat_file(f"{self._root}/{MANIFEST}"), f"{self._url}/{MANIFEST}").files
            return frozenset(filter(is_path, files)) - {MANIFEST}
        self._check_free(stored)
        return frozenset()

    def _check_free(self, foreign: Collection[Route]) -> None:
        if foreign:
            message = f"{self._url} has files that sitegen did not put there ({first_few(sorted(foreign), 3)})"
            raise usage_error("output", message, hint="move them away, or name another place with --output")

    def _check_same_digest(self, lost: int, pages: int) -> None:
        # on a machine that has not built the site before, an empty or foreign digest shows only here
        if lost > _FEW and lost * 2 > pages:
            message = f"this build lacks {lost:,} of the {pages:,} pages of {self._url}, which may be another digest's"
            hint = "name another place with --output, or empty this one if it is meant"
            raise usage_error("output", message, hint=hint)

    def _claim(self, routes: frozenset[Route]) -> None:
        data = indented(manifest.of({*routes, MANIFEST}))
        self._fs.pipe_file(f"{self._root}/{MANIFEST}", data, **self._describe(*_served(MANIFEST)))


def _served(route: Route) -> tuple[str, str]:
    """The media type of a file, and how long it may be kept."""
    # every build loads this module, also one that renders nothing
    from sitegen.render.formats.hosting import cache_control

    return content_type(route), cache_control(route)


def _md5(file: Path) -> str:
    # S3's tag of an object that was uploaded whole
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
