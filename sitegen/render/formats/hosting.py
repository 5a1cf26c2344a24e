"""Files for hosts: `_headers` and `_redirects`, which Netlify and Cloudflare read and other hosts ignore."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen import routes
from sitegen.render.formats.policy import content_policy
from sitegen.render.theme import Theme
from sitegen.render.views import PageView
from sitegen.routes import Output, Route

_FOR_EVER = "public, max-age=31536000, immutable"
_INDEX = ("leaves", "terms", "words", "suggest", "positions", "lookup", "columns")
_NAMED_BY_CONTENT = ("assets", *(f"search/{folder}" for folder in _INDEX))
"""Folders of files that change their name when they change."""
_LIMIT = 2000
"""Redirects that Cloudflare reads. Each has a page as well, for hosts that read none."""


class RedirectsView(Struct, frozen=True, kw_only=True, gc=False):
    moved: tuple[tuple[Route, Route], ...]
    """Where a page was, and where it is."""


def for_hosts(outputs: Iterable[Output]) -> Iterator[Output]:
    """Headers for all of the site, and redirects from where pages were."""
    yield Output(routes.HEADERS, headers, None)
    moved = [(out.route, out.view.canonical) for out in outputs if isinstance(out.view, PageView)]
    if redirected := tuple((old, new) for old, new in moved if old != new):
        yield Output(routes.REDIRECTS, redirects, RedirectsView(moved=redirected))


def headers(view: None, theme: Theme) -> bytes:
    lines = [
        "/*",
        # a page may not be framed, which only a header can say
        f"  Content-Security-Policy: {content_policy(theme.site)}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    for folder in _NAMED_BY_CONTENT:
        lines += [f"/{folder}/*", f"  Cache-Control: {_FOR_EVER}"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def redirects(view: RedirectsView, theme: Theme) -> bytes:
    site = theme.site
    lines = [
        f"{routes.absolute(site.base_path, old, site.urls)} {routes.absolute(site.base_path, new, site.urls)} 301\n"
        for old, new in view.moved[:_LIMIT]
    ]
    return "".join(lines).encode("utf-8")
