"""What servers call the files of a site.

>>> content_type("papers/2502.05795.bib"), content_type("search/index.bin")
('application/x-bibtex; charset=utf-8', 'application/octet-stream')
"""

from __future__ import annotations

import mimetypes
import posixpath

from sitegen.routes import Route

_TYPES = {
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
"""Not left to the system's registry, which on some machines calls a script plain text."""


def content_type(route: Route) -> str:
    """The media type of a file, with its character set where browsers would guess another."""
    kind = _TYPES.get(posixpath.splitext(route)[1].lower())
    return kind or mimetypes.guess_type(posixpath.basename(route))[0] or "application/octet-stream"
