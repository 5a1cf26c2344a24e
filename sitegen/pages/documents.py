"""All pages of a content folder, read into memory."""

from __future__ import annotations

import difflib
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen import routes
from sitegen.diagnostics import Location, Report
from sitegen.model import FreePage, PaperId
from sitegen.pages import edition, front_matter, paper
from sitegen.pages.edition import EditionPage
from sitegen.pages.paper import PaperPage
from sitegen.text import slug

PAPERS, EDITIONS, PAGES = "papers", "editions", "pages"


class Documents(Struct, frozen=True):
    """Every readable page, each family by path."""

    papers: tuple[PaperPage, ...] = ()
    """Ids are unique without regard to case; drafts are among them."""
    editions: tuple[EditionPage, ...] = ()
    """Dates are unique."""
    pages: tuple[FreePage, ...] = ()


def read(content: Path, report: Report) -> Documents:
    """Reads the pages below a content folder. What is wrong with one page is reported and loses no other."""
    papers = _papers(content, report)
    paths = {page.paper.path: page.paper.id for page in papers}
    ids = {page.paper.id.lower(): page.paper.id for page in papers}

    def find(target: str) -> PaperId | None:
        # the id is what counts, so a page that was moved is still found under the link's last part
        return paths.get(target) or ids.get(posixpath.basename(target).removesuffix(".md").lower())

    def hint(target: str) -> str:
        name = posixpath.basename(target).removesuffix(".md").lower()
        close = difflib.get_close_matches(name, ids, 1, 0.5)
        return f"did you mean ../{_path_of(papers, ids[close[0]])}?" if close else "link to a page below papers/"

    return Documents(papers, _editions(content, find, hint, report), _free_pages(content, report))


def _path_of(papers: tuple[PaperPage, ...], identifier: PaperId) -> str:
    return next(page.paper.path for page in papers if page.paper.id == identifier)


def files(content: Path, folder: str) -> Iterator[tuple[str, Path]]:
    """The Markdown files below one of the content's folders: path relative to `content`, and file, sorted."""
    found: list[str] = []
    root = str(content / folder)
    for directory, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = directory[len(root) :].replace(os.sep, "/").strip("/")
        prefix = f"{folder}/{inner}/" if inner else f"{folder}/"
        found += [prefix + name for name in names if name.endswith(".md") and not name.startswith(".")]
    for path in sorted(found):
        yield path, content / path


def text_of(file: Path, report: Report) -> str:
    """A page's text. Bytes that are not UTF-8 are reported and shown as replacement characters."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        at = Location(file.as_posix(), line, column)
        report.error("not-utf-8", "the page is not UTF-8 from here on", at, hint="save the file as UTF-8")
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _papers(content: Path, report: Report) -> tuple[PaperPage, ...]:
    found: dict[str, PaperPage] = {}
    for path, file in files(content, PAPERS):
        page = paper.read(text_of(file, report), path, file.as_posix(), report)
        if page is None:
            continue
        first = found.setdefault(page.paper.id.lower(), page)
        if first is not page:
            report.error(
                "id-taken",
                f"the id '{page.paper.id}' is taken by {first.paper.path}",
                Location(file.as_posix(), 1),
                hint="give one of the two pages another id, or delete it",
            )
    return tuple(found.values())


def _editions(content: Path, find: edition.Finder, hint: edition.Hinter, report: Report) -> tuple[EditionPage, ...]:
    found: dict[str, EditionPage] = {}
    for path, file in files(content, EDITIONS):
        page = edition.read(text_of(file, report), path, file.as_posix(), find, hint, report)
        if page is None:
            continue
        first = found.setdefault(page.edition.date, page)
        if first is not page:
            report.error(
                "date-taken",
                f"the edition of {page.edition.date} stands in {first.edition.path} already",
                Location(file.as_posix(), 1),
                hint="move the entries into one page",
            )
    return tuple(found[date] for date in sorted(found))


def _free_pages(content: Path, report: Report) -> tuple[FreePage, ...]:
    found: dict[str, FreePage] = {}
    for path, file in files(content, PAGES):
        block = front_matter.split(text_of(file, report), file.as_posix(), report)
        values = front_matter.read(block.head, file.as_posix(), report)
        name = posixpath.basename(path).removesuffix(".md")
        title = values.get("title")
        body = block.body.strip()
        if not isinstance(title, str) or not title:
            heading, _, rest = body.partition("\n")
            title = heading[2:].strip() if heading.startswith("# ") else name.replace("-", " ").capitalize()
            body = rest.strip() if heading.startswith("# ") else body
        if slug.slug(name) in routes.TAKEN:
            at = Location(file.as_posix())
            report.error("name-taken", f"the site has a page of its own called {name}", at, hint="rename the file")
            continue
        page = FreePage(slug=slug.unique(name, found), title=title, body=body, path=path)
        found[page.slug] = page
    return tuple(found.values())
