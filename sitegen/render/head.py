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
from sitegen.render import titles
from sitegen.render.views import (
    ArchiveView,
    Card,
    EditionView,
    FreePageView,
    IndexView,
    ListView,
    PaperView,
    SearchView,
    Site,
)
from sitegen.render.wording import excerpt
from sitegen.render.words import Words

Tag: TypeAlias = tuple[str, str]
_DESCRIPTION = 300


def head(view: Any, site: Site, words: Words) -> Markup:
    """The tags for a page's `<head>`, a line each."""
    page = _page(view, site, words)
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
        if site.image:
            lines.append(f'<meta property="og:image" content="{escape(routes.absolute(site.base_url, site.image))}">')
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


def _page(view: Any, site: Site, words: Words) -> _Page:
    url = routes.absolute(site.base_url, view.route, site.urls) if site.base_url else ""
    if isinstance(view, PaperView):
        title = titles.text(view.title)
        return _Page(title, excerpt(view.text, _DESCRIPTION) or title, url, "article")
    title, description = _DESCRIBED.get(type(view), _nothing)(view, site, words)
    return _Page(title or site.title, " ".join(description.split()), url)


def _edition(view: EditionView, site: Site, words: Words) -> tuple[str, str]:
    day = words.daterange(view.start, view.date)
    title = site.title if view.home else f"{_part(day, view.part, words)} · {site.title}"
    if view.home and site.description:
        return title, site.description
    said = words.say("about_edition", n=view.total, day=day, titles=_first(view.cards))
    return title, excerpt(said, _DESCRIPTION)


def _list(view: ListView, site: Site, words: Words) -> tuple[str, str]:
    title = _part(view.title, view.part, words)
    said = words.say("about_list", n=view.total, title=title, titles=_first(view.cards))
    return f"{title} · {site.title}", excerpt(said, _DESCRIPTION)


def _index(view: IndexView, site: Site, words: Words) -> tuple[str, str]:
    shown = ", ".join(entry.label for entry in view.entries[:12])
    title = _part(words.say(view.kind), view.part, words)
    return f"{title} · {site.title}", excerpt(words.say("about_index", title=title, names=shown), _DESCRIPTION)


def _archive(view: ArchiveView, site: Site, words: Words) -> tuple[str, str]:
    papers = words.say("count_papers", n=view.papers)
    return f"{words.say('archive')} · {site.title}", words.say("about_archive", n=view.editions, papers=papers)


def _search(view: SearchView, site: Site, words: Words) -> tuple[str, str]:
    return f"{words.say('search')} · {site.title}", words.say("about_search", n=view.papers)


def _free(view: FreePageView, site: Site, words: Words) -> tuple[str, str]:
    return f"{view.title} · {site.title}", site.description


def _nothing(view: Any, site: Site, words: Words) -> tuple[str, str]:
    return site.title, site.description


def _first(cards: tuple[Card, ...]) -> str:
    return "; ".join(titles.text(card.title) for card in cards[:3])


def _part(title: str, part: int, words: Words) -> str:
    return words.say("title_part", title=title, part=part) if part > 1 else title


_DESCRIBED: dict[type, Callable[[Any, Site, Words], tuple[str, str]]] = {
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
    if view.pdf:
        yield "citation_pdf_url", view.pdf
    if page.url:
        yield "citation_abstract_html_url", page.url
    for topic in view.topics:
        yield "citation_keywords", topic.label


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
