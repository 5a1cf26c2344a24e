"""What hosts are told: `_headers` and `_redirects`, which Netlify and Cloudflare read and other hosts ignore."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from sitegen import routes
from sitegen.render.views import HeadersView, RedirectsView, Site

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

_FOR_EVER = "public, max-age=31536000, immutable"
_NAMED_BY_CONTENT = ("assets", "search/leaves", "search/terms", "search/words", "search/columns", "search/suggest")
"""Folders of files that change their name when they change."""
_LIMIT = 2000
"""Redirects that Cloudflare reads. There is a page in the place of each, for hosts that read none."""


def content_policy(site: Site) -> str:
    """What a page may load and send: nothing but the site's own, and a form to the newsletter's service."""
    service = urlsplit(site.newsletter_action)
    forms = f" {service.scheme}://{service.netloc}" if service.netloc else ""
    return (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        f"form-action 'self'{forms}; require-trusted-types-for 'script'"
    )


def policy_attribute(site: Site) -> Markup:
    """The policy as an attribute between double quotes."""
    return Markup(escape(content_policy(site), quote=False).replace('"', "&quot;"))


def headers(view: HeadersView, theme: Theme) -> bytes:
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
