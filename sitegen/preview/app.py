"""The preview's server: the site as a static host would give it, with live reload added to its pages.

Requests must name this machine as their host, so that no page from elsewhere can have its own name point here and read
what is being written (DNS rebinding), and come from no page of another origin. Pages keep their strict content security
policy: what is added to them is one external script of this server.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sitegen.config import Config
from sitegen.delivery.mail import preview_mail
from sitegen.diagnostics import UsageError, as_html
from sitegen.preview.hosting import TYPES, Answer, answer
from sitegen.preview.session import Session, State

PREFIX = "/_sitegen"
"""Where the preview's own files are, whatever the base URL."""
_MAX_REQUEST = 16 * 2**10
"""Bytes of a request's URL and headers."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_HERE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)


def make_app(session: Session, load: Callable[[], Config] | None = None) -> Starlette:
    """The application that shows a session.

    Args:
        load: reads the configuration, for mails; without it none are shown.
    """

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ("live.js", "live.css"):
            return PlainTextResponse("Nothing here.\n", 404, headers=_HEADERS)
        path = Path(__file__).parent / name
        return Response(path.read_bytes(), media_type=TYPES[path.suffix], headers=_HEADERS)

    async def mail(request: Request) -> Response:
        state, (name, _, kind) = await session.ready(), request.path_params["name"].rpartition(".")
        if load is None or kind not in ("html", "txt"):
            return PlainTextResponse("Nothing here.\n", 404, headers=_HEADERS)
        try:
            preview = await asyncio.to_thread(preview_mail, load(), name)
        except UsageError as problem:
            return PlainTextResponse(f"{problem}\n", 404, headers=_HEADERS)
        if kind == "txt":
            return PlainTextResponse(preview.text, headers=_HEADERS)
        page = with_live_script(preview.html.encode(), state.version)
        return Response(page, headers=_HEADERS, media_type="text/html; charset=utf-8")

    async def events(request: Request) -> Response:
        return StreamingResponse(_events(session), media_type="text/event-stream", headers=_HEADERS)

    async def site(request: Request) -> Response:
        state = await session.ready()
        return _response(_answer(state, request.scope["path"]), state, request.url.query)

    return Starlette(
        routes=[
            Route(f"{PREFIX}/events", _guarded(events)),
            Route(f"{PREFIX}/{{name}}", _guarded(own)),
            Route(f"{PREFIX}/mail/{{name}}", _guarded(mail)),
            Route("/{path:path}", _guarded(site)),
        ]
    )


def with_live_script(page: bytes, version: str) -> bytes:
    """The page with the script that keeps it fresh, at the end of its body."""
    script = f'<script defer src="{PREFIX}/live.js" data-version="{version}"></script>'.encode()
    position = page.lower().rfind(b"</body>")
    return page[:position] + script + page[position:] if position >= 0 else page + script


async def _events(session: Session) -> AsyncIterator[str]:
    # how long a browser waits before it asks again, when the preview was ended and started anew
    yield "retry: 500\n\n"
    async for state in session.states():
        yield f"data: {json.dumps(state.event)}\n\n"


def _answer(state: State, path: str) -> Answer:
    if state.site is None or not (state.site / "index.html").is_file():
        return Answer(status=503, body=_stand_in(state), content_type="text/html; charset=utf-8")
    return answer(state.site, state.base_path, path)


def _response(response: Answer, state: State, query: str) -> Response:
    if response.location:
        location = f"{response.location}?{query}" if query else response.location
        return Response(status_code=response.status, headers={**_HEADERS, "Location": location})
    body = with_live_script(response.body, state.version) if response.is_page else response.body
    return Response(body, response.status, headers={**_HEADERS, "Content-Type": response.content_type})


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


def _guarded(respond: Handler) -> Handler:
    """A handler that answers browsers on this machine only."""

    async def guarded(request: Request) -> Response:
        url = request.scope["raw_path"], request.scope["query_string"]
        size = sum(map(len, url)) + sum(len(name) + len(value) for name, value in request.headers.raw)
        if size > _MAX_REQUEST:
            return PlainTextResponse("The request is too large.\n", 431, headers=_HEADERS)
        if not _is_ours(request):
            message = "The preview answers on localhost and 127.0.0.1 only, and to its own pages.\n"
            return PlainTextResponse(message, 421, headers=_HEADERS)
        return await respond(request)

    return guarded


def _is_ours(request: Request) -> bool:
    """Whether the request was made to a name of this machine, and by no page from elsewhere."""
    host, headers = request.headers.get("host", ""), request.headers
    # what embeds a script or a picture sends no Origin; a person may follow a link to here
    is_foreign = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
    return (
        bool(_HERE.fullmatch(host)) and not is_foreign and headers.get("origin", f"http://{host}") == f"http://{host}"
    )
