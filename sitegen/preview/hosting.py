"""Responds as a static host does: both styles of address, folders, the site's own 404 page, and nothing else.

A function from a path to an answer, so that what a reader gets can be read here and tested without a server.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from msgspec import Struct

from sitegen.pipeline.output.content_types import content_type
from sitegen.routes import NOT_FOUND, Route, served_at


class Answer(Struct, frozen=True, kw_only=True):
    """The response to one request."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    location: str = ""
    """Where to go instead."""
    route: Route = ""
    """Of the site's file; empty where it is none."""


def _nothing(where: str = "") -> Answer:
    """A page that says that there is none, so that it is shown anew like any other when there is."""
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Nothing here</title></head>'
        f"<body><p>Nothing here{where}.</p></body></html>\n"
    )
    return Answer(status=404, body=page.encode(), content_type=content_type(NOT_FOUND))


Read: TypeAlias = Callable[[Route], Awaitable[bytes | None]]
"""Gives the bytes of a file of the site, and None where there is none."""


async def answer(read: Read, base_path: str, path: str) -> Answer:
    """The response of the site to a request.

    Args:
        read: reads a file of the site.
        base_path: path of the base URL, with a slash at both ends; the site lives below it.
        path: the request's path, decoded, without query.
    """
    if not path.startswith(base_path):
        if path in ("/", base_path.rstrip("/")):
            return Answer(status=307, location=quote(base_path))
        return _nothing(f": the site is under {html.escape(base_path)}")
    inner = path.removeprefix(base_path)
    for route in served_at(inner):
        if (body := await read(route)) is not None:
            return Answer(status=200, body=body, content_type=content_type(route), route=route)
    if not inner.endswith("/") and await read(f"{inner}/index.html") is not None:
        return Answer(status=307, location=quote(path + "/"))
    if (body := await read(NOT_FOUND)) is not None:
        return Answer(status=404, body=body, content_type=content_type(NOT_FOUND), route=NOT_FOUND)
    return _nothing()


def is_plain(route: Route) -> bool:
    """Whether a route names a file below the site, on every system, that is not hidden."""
    return all(name and name[0] != "." and not any(letter in name for letter in "\\:\0") for name in route.split("/"))


def read_file(site: Path, route: Route) -> bytes | None:
    """The bytes of a file of the site, and None for everything else."""
    path = site / route
    try:
        # a link may lead out of the site, and what is there is not to be served
        if is_plain(route) and path.is_file() and path.resolve().is_relative_to(site.resolve()):
            return path.read_bytes()
    except (OSError, ValueError):
        # also of a file that a build removed between the look and the reading
        return None
    return None
