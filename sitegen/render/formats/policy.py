"""The Content Security Policy of the site's pages."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from sitegen.render.views import Site

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")


def content_policy(site: Site) -> str:
    """What a page may load and send: nothing but the site's own, and a form to the newsletter's service."""
    service = urlsplit(site.newsletter_action)
    origin = f"{service.scheme}://{service.netloc}"
    # nothing but an origin gets into the policy, whatever the setting says
    forms = f" {origin}" if _ORIGIN.fullmatch(origin) else ""
    return (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        # the one policy that the search makes, for the address of its worker
        f"form-action 'self'{forms}; require-trusted-types-for 'script'; trusted-types sitegen"
    )


def policy_attribute(site: Site) -> Markup:
    """The policy as an attribute between double quotes."""
    return Markup(escape(content_policy(site), quote=False).replace('"', "&quot;"))
