"""What machines read of a page: description, Open Graph, Google Scholar's tags and JSON-LD.

Only known facts are given. Absolute addresses need a base URL and are left out without one. Title, canonical link and
feeds are the template's.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias

import msgspec
from markupsafe import Markup

from sitegen import routes
from sitegen.render.i18n.strings import Strings
from sitegen.render.views import PageView, PaperView, Site

Tag: TypeAlias = tuple[str, str]
_BREAKING = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
"""Characters that could end a script element, or a line of a script, with their escapes in JSON."""


def head(view: PageView, site: Site, strings: Strings) -> Markup:
    """The tags for a page's `<head>`, a line each."""
    title, description = view.describe(site, strings)
    url = routes.absolute(site.base_url, view.route, site.urls) if site.base_url else ""
    is_paper = isinstance(view, PaperView)
    tags = [
        ("property", "og:title", title or site.title),
        ("property", "og:type", "article" if is_paper else "website"),
        ("property", "og:site_name", site.title),
    ]
    if description := " ".join(description.split()):
        tags += [("name", "description", description), ("property", "og:description", description)]
    if url:
        tags.append(("property", "og:url", url))
        if site.image:
            tags.append(("property", "og:image", routes.absolute(site.base_url, site.image)))
    record: dict[str, Any] = {}
    if isinstance(view, PaperView):
        tags += [("name", *tag) for tag in _scholar_tags(view, title, url)]
        record = _article(view, title, url)
    elif view.route == routes.HOME and url:
        record = {"@context": "https://schema.org", "@type": "WebSite", "name": site.title, "url": url}
    lines = [f'<meta {kind}="{name}" content="{escape(content)}">' for kind, name, content in tags]
    if record:
        lines.append(f'<script type="application/ld+json">{_json(record)}</script>')
    return Markup("\n".join(lines))


def _scholar_tags(view: PaperView, title: str, url: str) -> Iterator[Tag]:
    """Google Scholar's tags (scholar.google.com/intl/en/scholar/inclusion.html), which Zotero reads as well."""
    yield "citation_title", title
    for author in view.authors:
        yield "citation_author", author.label
    if view.facts.published:
        yield "citation_publication_date", view.facts.published.replace("-", "/")
    if view.facts.arxiv:
        yield "citation_arxiv_id", view.facts.arxiv
    if view.facts.doi:
        yield "citation_doi", view.facts.doi
    if view.pdf:
        yield "citation_pdf_url", view.pdf
    if url:
        yield "citation_abstract_html_url", url
    for topic in view.topics:
        yield "citation_keywords", topic.label


def _article(view: PaperView, title: str, url: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": author.label} for author in view.authors],
        "datePublished": view.facts.published,
        "dateModified": view.facts.updated,
        "url": url,
        "sameAs": [
            *([f"https://arxiv.org/abs/{view.facts.arxiv}"] if view.facts.arxiv else []),
            *([f"https://doi.org/{view.facts.doi}"] if view.facts.doi else []),
        ],
        "keywords": [topic.label for topic in view.topics],
    }
    return {key: value for key, value in record.items() if value}


def _json(record: dict[str, Any]) -> str:
    """JSON in which nothing can end the script element or be taken for markup."""
    text = msgspec.json.encode(record).decode("utf-8")
    for character, code in _BREAKING:
        text = text.replace(character, code)
    return text
