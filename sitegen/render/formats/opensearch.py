"""`opensearch.xml` (OpenSearch 1.1), by which browsers offer the site's search in their address bar."""

from __future__ import annotations

from html import escape

from sitegen import routes
from sitegen.render.theme import Theme

_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024


def opensearch(view: None, theme: Theme) -> bytes:
    site = theme.site
    search = routes.absolute(site.base_url, routes.SEARCH, site.urls)
    icon = routes.absolute(site.base_url, f"{site.assets}/favicon.svg")
    description = (site.description or site.title)[:_LONGEST_DESCRIPTION]
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(site.title[:_LONGEST_NAME].strip())}</ShortName>\n"
        f"<Description>{escape(description)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template="{escape(search)}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
    return text.encode("utf-8", "replace")
