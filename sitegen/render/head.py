"""What machines read of a page: description, Open Graph, Google Scholar's tags and JSON-LD.

Only known facts are told. Absolute addresses need a base URL and are left out without one. Title, canonical link and
feeds are the template's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any, TypeAlias

import msgspec
from markupsafe import Markup

from sitegen import routes
from sitegen.render import titles, wording
from sitegen.render.views import (
    ArchiveView,
    EditionView,
    FreePageView,
    IndexView,
    ListView,
    PaperView,
    SearchView,
    Site,
)

Tag: TypeAlias = tuple[str, str]
_DESCRIPTION = 300


def head(view: Any, site: Site) -> Markup:
    """The tags for a page's `<head>`, a line each."""
    page = _page(view, site)
    lines = [
        f'<meta property="og:title" content="{escape(page.title)}">',
        f'<meta property="og:type" content="{page.kind}">',
        f'<meta property="og:site_name" content="{escape(site.title)}">',
    ]
    if page.description:
        description = escape(page.description)
        lines.append(f'<meta name="description" content="{description}">')
        lines.append(f'<meta property="og:description" content="{description}">')
    if page.url:
        lines.append(f'<meta property="og:url" content="{escape(page.url)}">')
    if isinstance(view, PaperView):
        lines += [f'<meta name="{name}" content="{escape(value)}">' for name, value in _scholar(view, page)]
    if record := _record(view, site, page):
        lines.append(f'<script type="application/ld+json">{_json(record)}</script>')
    return Markup("\n".join(lines))


class _Page(msgspec.Struct, frozen=True, gc=False):
    title: str
    description: str
    url: str
    kind: str = "website"


def _page(view: Any, site: Site) -> _Page:
    url = routes.absolute(site.base_url, view.route, site.urls) if site.base_url else ""
    if isinstance(view, PaperView):
        title = titles.text(view.title)
        return _Page(title, wording.excerpt(view.text, _DESCRIPTION) or title, url, "article")
    title, description = _DESCRIBED.get(type(view), _nothing)(view, site)
    return _Page(title or site.title, " ".join(description.split()), url)


def _edition(view: EditionView, site: Site) -> tuple[str, str]:
    day = wording.daterange(view.start, view.date)
    count = f"{wording.number(len(view.cards))} {'paper' if len(view.cards) == 1 else 'papers'}"
    shown = "; ".join(titles.text(card.title) for card in view.cards[:3])
    title = site.title if view.home else f"{day} · {site.title}"
    if view.home and site.description:
        return title, site.description
    return title, wording.excerpt(f"{count} of {day}: {shown}", _DESCRIPTION)


def _list(view: ListView, site: Site) -> tuple[str, str]:
    shown = "; ".join(titles.text(card.title) for card in view.cards[:3])
    part = f", page {view.part}" if view.part > 1 else ""
    counted = f"{wording.number(view.total)} {'paper' if view.total == 1 else 'papers'}"
    return f"{view.title}{part} · {site.title}", wording.excerpt(
        f"{view.title}{part}, {counted}: {shown}", _DESCRIPTION
    )


def _index(view: IndexView, site: Site) -> tuple[str, str]:
    shown = ", ".join(entry.label for entry in view.entries[:12])
    part = f", page {view.part}" if view.part > 1 else ""
    return f"{view.kind.capitalize()}{part} · {site.title}", wording.excerpt(
        f"{view.kind.capitalize()} of the papers{part}: {shown}", _DESCRIPTION
    )


def _archive(view: ArchiveView, site: Site) -> tuple[str, str]:
    return (
        f"Archive · {site.title}",
        f"All {wording.number(view.editions)} editions with {wording.number(view.papers)} papers, by month",
    )


def _search(view: SearchView, site: Site) -> tuple[str, str]:
    return f"Search · {site.title}", f"Search {wording.number(view.papers)} papers by title, abstract, author and topic"


def _free(view: FreePageView, site: Site) -> tuple[str, str]:
    return f"{view.title} · {site.title}", site.description


def _nothing(view: Any, site: Site) -> tuple[str, str]:
    return site.title, site.description


_DESCRIBED: dict[type, Callable[[Any, Site], tuple[str, str]]] = {
    EditionView: _edition,
    ListView: _list,
    IndexView: _index,
    ArchiveView: _archive,
    SearchView: _search,
    FreePageView: _free,
}


def _scholar(view: PaperView, page: _Page) -> Iterator[Tag]:
    """Google Scholar's tags (scholar.google.com/intl/en/scholar/inclusion.html), which Zotero reads as well."""
    yield "citation_title", page.title
    for author in view.authors:
        yield "citation_author", author.label
    if view.published:
        yield "citation_publication_date", view.published.replace("-", "/")
    if view.arxiv:
        yield "citation_arxiv_id", view.arxiv
    if view.doi:
        yield "citation_doi", view.doi
    if address := pdf(view):
        yield "citation_pdf_url", address
    if page.url:
        yield "citation_abstract_html_url", page.url
    for topic in view.topics:
        yield "citation_keywords", topic.label


def pdf(view: PaperView) -> str:
    """Address of the paper's PDF, or empty."""
    given = next((link.url for link in view.links if link.kind == "pdf"), "")
    return given or (f"https://arxiv.org/pdf/{view.arxiv}" if view.arxiv else "")


def _record(view: Any, site: Site, page: _Page) -> dict[str, Any]:
    """The page in schema.org's words; empty where it has nothing to say."""
    if isinstance(view, PaperView):
        return _article(view, page)
    if view.route == routes.HOME and page.url:
        return {"@context": "https://schema.org", "@type": "WebSite", "name": site.title, "url": page.url}
    return {}


def _article(view: PaperView, page: _Page) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": page.title,
        "author": [{"@type": "Person", "name": author.label} for author in view.authors],
        "datePublished": view.published,
        "dateModified": view.updated,
        "url": page.url,
        "sameAs": [
            *([f"https://arxiv.org/abs/{view.arxiv}"] if view.arxiv else []),
            *([f"https://doi.org/{view.doi}"] if view.doi else []),
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


_BREAKING = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
