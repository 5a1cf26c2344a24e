"""Answers as a careful static host would: both styles of address, folders, the site's own 404 page, and nothing else.

A pure function from a path to an answer, so that what a reader gets can be read here and tested without a server.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".opml": "text/x-opml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".bibtex": "application/x-bibtex; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".epub": "application/epub+zip",
    ".ris": "application/x-research-info-systems",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Told here and not by the system's registry, which on some machines calls a script plain text."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a host says to one request."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    location: str = ""
    """Where to go instead."""

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


_NOTHING = Answer(
    status=404,
    # a page, so that it is shown anew like any other
    body=b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Nothing here</title></head>'
    b"<body><p>Nothing here.</p></body></html>\n",
    content_type="text/html; charset=utf-8",
)


def answer(site: Path, base_path: str, path: str) -> Answer:
    """What the site says to a request.

    Args:
        site: the folder of the site.
        base_path: path of the base URL, with a slash at both ends; the site lives below it.
        path: the request's path, decoded, without query.
    """
    if not path.startswith(base_path):
        if path in ("/", base_path.rstrip("/")):
            return Answer(status=307, location=quote(base_path))
        return Answer(status=404, body=f"Nothing here: the site is under {base_path}\n".encode())
    inner = path.removeprefix(base_path)
    if (file := _find(site, inner)) is not None:
        return _file(file, 200)
    if not inner.endswith("/") and _find(site, inner + "/") is not None:
        return Answer(status=307, location=quote(path + "/"))
    if (page := _find(site, "404.html")) is not None:
        return _file(page, 404)
    return _NOTHING


def _find(site: Path, inner: str) -> Path | None:
    """The file that an address means: itself, the page of that name, or its folder's index."""
    names = inner.split("/")
    if any(not _is_plain(name) for name in names[:-1]) or not (_is_plain(names[-1]) or not names[-1]):
        return None
    for candidate in [inner, f"{inner}.html"] if names[-1] else [f"{inner}index.html"]:
        path = site / candidate
        try:
            # a link may lead out of the site; what is out there is nobody's business
            if path.is_file() and path.resolve().is_relative_to(site.resolve()):
                return path
        except (OSError, ValueError):
            continue
    return None


def _is_plain(name: str) -> bool:
    """Whether a part of a path names something below, on every system, that is not hidden."""
    return bool(name) and not name.startswith(".") and not any(letter in name for letter in "\\:\0")


def _file(path: Path, status: int) -> Answer:
    try:
        body = path.read_bytes()
    except OSError:
        # a build may have removed it between the look and the reading
        return _NOTHING
    kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Answer(status=status, body=body, content_type=kind)
