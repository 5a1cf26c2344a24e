"""Editions as a book for e-readers: EPUB 3.3 (w3.org/TR/epub-33), with MathML, a chapter for each edition.

Nothing in it depends on a clock: the same editions give the same bytes.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

from msgspec import Struct

from sitegen import routes
from sitegen.render.formats.digest import DigestView, facts_line
from sitegen.render.formats.feeds import XHTML, identifier, xhtml
from sitegen.render.link_targets import FileView
from sitegen.render.markup import titles
from sitegen.render.markup.direction import Direction
from sitegen.render.theme import Theme
from sitegen.routes import Route

_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Media types of the pictures that every e-reader shows, by the endings of their names."""
_ANCHOR = re.compile(r'<a [^>]*?href="(?!https?:|mailto:|#fn)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_STYLE = (
    "body{line-height:1.5;margin:5%}h1{text-align:center}h2{page-break-before:always;font-size:1.3em}"
    ".facts{font-size:.85em;font-style:italic}nav ol ol{font-size:.9em}"
)
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class BookView(Struct, frozen=True, kw_only=True, gc=False):
    """An edition, or the editions of a week or a month."""

    page: Route
    """Of the site, which identifies the book."""
    title: str
    lang: str
    editions: tuple[DigestView, ...]
    """Oldest first; at least one."""
    pictures: tuple[FileView, ...] = ()
    """Those of their words."""


def epub(view: BookView, theme: Theme) -> bytes:
    """The book as a file."""
    pictures = {
        picture.route: f"pictures/{number}{_ending(picture.route)}" for number, picture in enumerate(view.pictures, 1)
    }
    chapters = {
        f"c{number}.xhtml": _chapter(edition, view.lang, pictures, theme)
        for number, edition in enumerate(view.editions, 1)
    }
    contents = _contents(view, chapters, theme)
    package = _package(view, contents, chapters, pictures.values(), theme)
    files = {"META-INF/container.xml": _CONTAINER, "content.opf": package, "nav.xhtml": contents, "style.css": _STYLE}
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        # first and not packed, so that the type stands at a known place (OCF 4.3)
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in (files | chapters).items():
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
        for picture in view.pictures:
            place = zipfile.ZipInfo(pictures[picture.route])
            archive.writestr(place, Path(picture.path).read_bytes(), zipfile.ZIP_STORED)
    return book.getvalue()


def is_picture(file: FileView) -> bool:
    """Whether a file is a picture that books may hold."""
    return _ending(file.route) in _TYPES


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _package(view: BookView, contents: str, chapters: dict[str, str], pictures: Collection[str], theme: Theme) -> str:
    pages = {"nav.xhtml": "nav mathml" if "<math" in contents else "nav"}
    pages |= {name: "mathml" if "<math" in text else "" for name, text in chapters.items()}
    items = "".join(
        f'<item id="{name.removesuffix(".xhtml")}" href="{name}" media-type="application/xhtml+xml"'
        + (f' properties="{marks}"/>\n' if marks else "/>\n")
        for name, marks in pages.items()
    )
    items += "".join(
        f'<item id="p{number}" href="{name}" media-type="{_TYPES[_ending(name)]}"/>\n'
        for number, name in enumerate(pictures, 1)
    )
    spine = "".join(f'<itemref idref="{name.removesuffix(".xhtml")}"/>' for name in chapters)
    editions = [chapter.edition for chapter in view.editions]
    creator = next((edition.curator for edition in reversed(editions) if edition.curator), "")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(view.lang)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{escape(identifier(view.page, theme.site))}</dc:identifier>\n'
        f"<dc:title>{escape(view.title)}</dc:title>\n<dc:language>{escape(view.lang)}</dc:language>\n"
        + (f"<dc:creator>{escape(creator)}</dc:creator>\n" if creator else "")
        + f"<dc:date>{editions[-1].date}</dc:date>\n"
        f'<meta property="dcterms:modified">{editions[-1].date}T00:00:00Z</meta>\n</metadata>\n'
        f'<manifest>\n<item id="css" href="style.css" media-type="text/css"/>\n{items}</manifest>\n'
        f"<spine>{spine}</spine>\n</package>\n"
    )


def _contents(view: BookView, chapters: dict[str, str], theme: Theme) -> str:
    lines = []
    for name, chapter in zip(chapters, view.editions, strict=True):
        papers = "".join(
            f'<li><a href="{name}#p{number}">{xhtml(titles.html(paper.title))}</a></li>'
            for number, paper in enumerate(chapter.papers, 1)
        )
        day = escape(theme.strings.daterange(chapter.edition.start, chapter.edition.date))
        lines.append(f'<li><a href="{name}">{day}</a>{f"<ol>{papers}</ol>" if papers else ""}</li>\n')
    heading = f"<h1>{escape(view.title)}</h1>"
    nav = f'<nav epub:type="toc" id="toc">{heading}<ol>\n{"".join(lines)}</ol></nav>'
    return _document(view.title, view.lang, nav, 'xmlns:epub="http://www.idpf.org/2007/ops" ')


def _chapter(view: DigestView, lang: str, pictures: Mapping[Route, str], theme: Theme) -> str:
    edition = view.edition
    day = theme.strings.daterange(edition.start, edition.date)

    def link(route: Route) -> str:
        # to the site, where that has an address
        return pictures.get(route) or theme.site.address(view.route, route)

    theme.prose.start_page(link, view.page_links)
    prose = theme.prose.html
    parts = [f"<h1>{escape(day)}</h1>", f"<p>{escape(edition.curator)}</p>" if edition.curator else ""]
    parts.append(prose(edition.intro))
    for number, (paper, listing) in enumerate(view.entries, 1):
        address = escape(link(routes.paper(paper.id)))
        parts.append(f'<h2 id="p{number}"><a href="{address}">{titles.html(paper.title)}</a></h2>')
        facts = facts_line(paper.facts, listing.votes)
        parts.append(f'<div class="facts">{prose(facts)}</div>' if facts else "")
        parts += [f"<blockquote>{prose(listing.note)}</blockquote>" if listing.note else "", prose(paper.abstract)]
    parts.append(prose(edition.outro))
    held = set(pictures.values())
    body = _PICTURE.sub(lambda mark: mark[0] if mark[1] in held else mark[2], "\n".join(filter(None, parts)))
    return _document(day, lang, xhtml(_ANCHOR.sub(r"\1", body)))


def _document(title: str, lang: str, body: str, namespaces: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" {namespaces}lang="{escape(lang)}" xml:lang="{escape(lang)}">\n'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body>\n{Direction(lang).directed(body)}\n</body>\n</html>\n"
    )
