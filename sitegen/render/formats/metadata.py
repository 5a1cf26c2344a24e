"""What machines read of a page: description, Open Graph, Google Scholar's tags, JSON-LD, and what it may load.

Only known facts are given. Absolute addresses need a base URL and are left out without one. Title, canonical link and
feeds are the template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from sitegen import routes
from sitegen.model import Author
from sitegen.render.formats.citations import VENUE_TERMS, identifying_addresses, inverted_name, keywords, venue_kind
from sitegen.render.i18n.strings import Strings
from sitegen.render.pagination import PartView
from sitegen.render.views import PageView, PaperView, Site
from sitegen.text.iso_dates import first_day
from sitegen.text.names import split_name

Tag: TypeAlias = tuple[str, str]
"""Name and content."""
_BREAKING = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
"""Characters that could end a script element, or a line of a script, with their escapes in JSON."""
_SECTIONS = {"week": routes.ARCHIVE, "month": routes.ARCHIVE}
"""Sections of pages that lie in another folder."""
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")


def content_policy(site: Site) -> str:
    """The Content Security Policy: a page loads nothing but the site's own, and sends a form to the newsletter only."""
    service = urlsplit(site.newsletter_action)
    origin = f"{service.scheme}://{service.netloc}"
    # nothing but an origin gets into the policy, whatever the setting says
    forms = f" {origin}" if _ORIGIN.fullmatch(origin) else ""
    return (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        # the one policy that the search makes, for the address of its worker
        f"form-action 'self'{forms}; require-trusted-types-for 'script'; trusted-types sitegen"
    )


def page_title(view: PageView, site: Site, strings: Strings) -> str:
    """What the window and bookmarks call a page."""
    heading = view.heading(strings)
    return site.title if heading in ("", site.title) else f"{heading} · {site.title}"


def head(view: PageView, site: Site, strings: Strings) -> Markup:
    """The tags for a page's `<head>`, a line each."""
    title, description = view.heading(strings), " ".join(view.description(site, strings).split())
    url = site.absolute(view.route)
    tags = [
        ("og:title", title or site.title),
        *([("og:type", "article")] if isinstance(view, PaperView) else []),
        ("og:site_name", site.title),
    ]
    if description:
        tags += [("description", description), ("og:description", description)]
    if url:
        tags.append(("og:url", url))
        if image := view.image or site.image:
            tags.append(("og:image", site.absolute(image)))
            tags.append(("twitter:card", "summary_large_image"))
    if isinstance(view, PaperView) and site.scholar:
        tags += _scholar_tags(view, title, url)
    # a tag for each vocabulary: many programs read no `property` where there is a `name`
    lines = [
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{escape(content)}">'
        for name, content in tags
    ]
    if records := list(_records(view, title, url, site)):
        record = {"@context": "https://schema.org", **(records[0] if len(records) == 1 else {"@graph": records})}
        lines.append(f'<script type="application/ld+json">{_json(record)}</script>')
    return Markup("\n".join(lines))


def _scholar_tags(view: PaperView, title: str, url: str) -> Iterator[Tag]:
    """Google Scholar's tags (scholar.google.com/intl/en/scholar/inclusion.html), which Zotero reads as well."""
    facts = view.facts
    yield "citation_title", title
    for author in facts.authors:
        yield "citation_author", inverted_name(author)
        if author.affiliation:
            yield "citation_author_institution", author.affiliation
    if facts.published:
        yield "citation_publication_date", facts.published.replace("-", "/")
    if facts.venue:
        yield f"citation_{VENUE_TERMS[venue_kind(facts)].scholar_venue}", facts.venue
    pages = zip(("firstpage", "lastpage"), facts.pages.split("–"), strict=False)
    for tag, text in (("volume", facts.volume), ("issue", facts.issue), *pages, ("publisher", facts.publisher)):
        if text:
            yield f"citation_{tag}", text
    if facts.arxiv:
        yield "citation_arxiv_id", facts.arxiv
    if facts.doi:
        yield "citation_doi", facts.doi
    if view.pdf:
        yield "citation_pdf_url", view.pdf
    if url:
        yield "citation_abstract_html_url", url
    if view.text:
        # Zotero would take the description, which is cut
        yield "citation_abstract", " ".join(view.text.split())
    if words := _keywords(view):
        # one tag, as Zotero divides it where a semicolon is
        yield "citation_keywords", "; ".join(words)


def _records(view: PageView, title: str, url: str, site: Site) -> Iterator[dict[str, Any]]:
    """What the page is, as schema.org has it, and the way to it."""
    if isinstance(view, PaperView):
        yield _article(view, title, url)
    elif url and view.route == routes.HOME:
        yield {"@type": "WebSite", "name": site.title, "url": url}
    elif url and isinstance(view, PartView):
        yield {"@type": "CollectionPage", "name": title, "url": url}
    if url and isinstance(view, PartView) and view.route != routes.HOME:
        yield _breadcrumbs(view, title, site)


def _article(view: PaperView, title: str, url: str) -> dict[str, Any]:
    facts = view.facts
    record: dict[str, Any] = {
        "@type": "ScholarlyArticle",
        "headline": title,
        "author": [person(author) for author in facts.authors],
        # search engines take whole days; what is known stands in the page and in Scholar's tags
        "datePublished": first_day(facts.published),
        "dateModified": first_day(facts.updated),
        "url": url,
        "sameAs": list(identifying_addresses(facts)),
        "encoding": {"@type": "MediaObject", "contentUrl": view.pdf} if view.pdf else None,
        "keywords": _keywords(view),
    }
    return {key: value for key, value in record.items() if value}


def person(author: Author) -> dict[str, str]:
    """An author, with the parts of the name where `cite.js` would part it otherwise."""
    record = {"@type": "Person", "name": author.name}
    if not author.inverted:
        return record
    parts = split_name(author.inverted)
    if not parts.given:
        return record | {"@type": "Organization"}
    suffix = {"honorificSuffix": parts.suffix} if parts.suffix else {}
    return record | {"familyName": parts.family, "givenName": parts.given} | suffix


def _keywords(view: PaperView) -> tuple[str, ...]:
    return keywords(view.facts, [topic.label for topic in view.topics])


def _breadcrumbs(view: PageView, title: str, site: Site) -> dict[str, Any]:
    section = _SECTIONS.get(view.section, f"{view.section}/index.html")
    steps = [(site.title, routes.HOME), *[(ref.label, ref.route) for ref in site.nav if ref.route == section]]
    if steps[-1][1] != view.route:
        steps.append((title, view.route))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": site.absolute(route)}
        for position, (name, route) in enumerate(steps, 1)
    ]
    # the last one is the page itself, and needs no address
    del items[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _json(record: dict[str, Any]) -> str:
    """JSON in which nothing can end the script element or be taken for markup."""
    text = msgspec.json.encode(record).decode("utf-8")
    for character, code in _BREAKING:
        text = text.replace(character, code)
    return text
