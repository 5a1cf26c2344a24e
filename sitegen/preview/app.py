"""The preview's server: the site as a static host would give it, with live reload added to its pages.

Requests must name this machine as their host, so that no page from elsewhere can have its own name point here and read
what is being written (DNS rebinding), and come from no page of another origin. Pages keep their strict content security
policy: what is added to them is one external script of this server.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from html import escape
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sitegen.diagnostics import Diagnostic, UsageError, as_text
from sitegen.pipeline.output.content_types import content_type
from sitegen.preview.hosting import Answer
from sitegen.preview.session import Session
from sitegen.preview.state import State

PREFIX = "/_sitegen"
"""Where the preview's own files are, whatever the base URL."""
_MAX_REQUEST = 16 * 2**10
"""Bytes of a request's URL and headers."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_HERE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost)(?::\d+)?", re.IGNORECASE)
"""A machine by its number, which no name can be made to lead to."""


def make_app(session: Session, *, is_open: bool = False) -> Starlette:
    """The application that shows a session.

    Args:
        is_open: whether other machines may ask for this one by its address.
    """

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ("live.js", "live.css"):
            return PlainTextResponse("Nothing here.\n", 404, headers=_HEADERS)
        path = Path(__file__).parent / name
        return Response(path.read_bytes(), media_type=content_type(path.name), headers=_HEADERS)

    async def mail(request: Request) -> Response:
        from sitegen.delivery.mail import preview_mail

        state, (name, _, kind) = await session.ready(), request.path_params["name"].rpartition(".")
        if state.config is None or kind not in ("html", "txt"):
            return PlainTextResponse("Nothing here.\n", 404, headers=_HEADERS)
        try:
            preview = await asyncio.to_thread(preview_mail, state.config, name)
        except UsageError as problem:
            return PlainTextResponse(f"{problem}\n", 404, headers=_HEADERS)
        if kind == "txt":
            return PlainTextResponse(preview.text, headers=_HEADERS)
        page = with_live_script(preview.html.encode(), state.version)
        return Response(page, headers=_HEADERS, media_type="text/html; charset=utf-8")

    async def events(request: Request) -> Response:
        stream = _events(session, unquote(request.query_params.get("path", "")))
        return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)

    async def site(request: Request) -> Response:
        response = await session.answer(request.scope["path"])
        return _response(response, session.state, request.url.query)

    handlers = {f"{PREFIX}/events": events, f"{PREFIX}/{{name}}": own, f"{PREFIX}/mail/{{name}}": mail}
    handlers["/{path:path}"] = site
    hosts = _ADDRESS if is_open else _HERE
    return Starlette(routes=[Route(path, guarded(respond, hosts)) for path, respond in handlers.items()])


def with_live_script(page: bytes, version: str) -> bytes:
    """The page with the script that keeps it fresh, at the end of its body."""
    script = f'<script defer src="{PREFIX}/live.js" data-version="{version}"></script>'.encode()
    position = page.lower().rfind(b"</body>")
    return page[:position] + script + page[position:] if position >= 0 else page + script


async def _events(session: Session, path: str) -> AsyncIterator[str]:
    """What the browser that shows a page needs to know: its version, all errors, and whether the site is published."""
    # how long a browser waits before it asks again, when the preview was ended and started anew
    yield "retry: 500\n\n"
    shown: tuple[State, bytes] | None = None
    with session.showing(path):
        await session.ready()
        async for state in session.states():
            if path.startswith(PREFIX):
                body, version = b"", state.version
            else:
                body = _body(await session.answer(path), state)
                version = _digest(body)
            event: dict[str, object] = {
                "page": version,
                "errors": list(map(str, state.errors)),
                "fresh": state.is_fresh,
            }
            if shown and _is_restyled(*shown, state, body):
                event["style"] = {"page": _digest(shown[1]), "from": shown[0].assets, "to": state.assets}
            shown = state, body
            yield f"data: {json.dumps(event)}\n\n"


def _is_restyled(before: State, old: bytes, state: State, new: bytes) -> bool:
    """Whether nothing but the stylesheet of a page is another."""
    return (
        old != new
        and bool(before.assets and state.assets)
        and before.scripts == state.scripts
        and new.replace(state.assets.encode(), before.assets.encode()) == old
    )


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=8).hexdigest()


def _body(response: Answer, state: State) -> bytes:
    return response.body if response.status != 503 else _stand_in(state)


def _response(response: Answer, state: State, query: str) -> Response:
    if response.location:
        location = f"{response.location}?{query}" if query else response.location
        return Response(status_code=response.status, headers={**_HEADERS, "Location": location})
    body = _body(response, state)
    if response.content_type.startswith("text/html"):
        body = with_live_script(body, _digest(body))
    headers = {**_HEADERS, "Content-Type": response.content_type}
    if state.assets and response.route.startswith(f"{state.assets}/"):
        # a page that is loaded again has its style and scripts at once; other bytes would have another name
        headers["Cache-Control"] = "max-age=31536000, immutable"
    return Response(body, response.status, headers=headers)


def _stand_in(state: State) -> bytes:
    """The page that stands in while there is no site."""
    errors = "\n".join(map(as_html, state.errors)) or "<p>Nothing is built yet.</p>"
    # a site that is moved away and back is no change of version, so the page itself has to look again
    refresh = "" if state.errors else '<meta http-equiv="refresh" content="1">'
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>No site yet</title>{refresh}'
        f'<link rel="stylesheet" href="{PREFIX}/live.css"></head>'
        f"<body><main data-stand-in><h1>There is no site to show yet</h1>\n{errors}</main></body></html>\n"
    ).encode()


Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


def guarded(respond: Handler, hosts: re.Pattern[str]) -> Handler:
    """A handler that answers to some names of this machine only, and to no page from elsewhere."""

    async def checked(request: Request) -> Response:
        url = request.scope["raw_path"], request.scope["query_string"]
        size = sum(map(len, url)) + sum(len(name) + len(value) for name, value in request.headers.raw)
        if size > _MAX_REQUEST:
            return PlainTextResponse("The request is too large.\n", 431, headers=_HEADERS)
        if not _is_ours(request, hosts):
            message = "The preview answers on localhost and 127.0.0.1 only, and to its own pages.\n"
            return PlainTextResponse(message, 421, headers=_HEADERS)
        return await respond(request)

    return checked


def _is_ours(request: Request, hosts: re.Pattern[str]) -> bool:
    """Whether the request was made to a name of this machine, and by no page from elsewhere."""
    host, headers = request.headers.get("host", ""), request.headers
    # what embeds a script or a picture sends no Origin; a person may follow a link to here
    is_foreign = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
    return (
        bool(hosts.fullmatch(host)) and not is_foreign and headers.get("origin", f"http://{host}") == f"http://{host}"
    )


def as_html(diagnostic: Diagnostic) -> str:
    """A finding as an escaped `<pre>`."""
    return f'<pre class="diagnostic {diagnostic.severity}">{escape(as_text(diagnostic))}</pre>'
