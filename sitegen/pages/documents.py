"""All pages of a content folder, read into memory.

Parsing one file depends on nothing but that file, so files are parsed in chunks, anywhere and in any order
(`parse_papers`, `parse_editions`); what one page has to do with another is settled in one pass over all (`join`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen import routes
from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.files import list_files
from sitegen.model import FreePage
from sitegen.pages import edition, paper
from sitegen.pages.edition import EditionPage, Targets, UnlinkedEdition
from sitegen.pages.keys import Keys
from sitegen.pages.paper import PaperPage
from sitegen.text import slug
from sitegen.text.characters import code_point, find_illegal, remove_illegal

PAPERS, EDITIONS, PAGES = "papers", "editions", "pages"


class PageFile(Struct, frozen=True, gc=False):
    """A file to parse."""

    path: str
    """Relative to the content folder."""
    stamp: tuple[int, int, int] = (0, 0, 0)
    """Size and times of the last change. Parsing ignores it; it makes a changed file a different input of a task."""


class ParsedPaper(Struct, frozen=True, gc=False):
    """What parsing one paper's page gave."""

    path: str
    page: PaperPage | None
    diagnostics: tuple[Diagnostic, ...] = ()


class ParsedEdition(Struct, frozen=True, gc=False):
    """What parsing one edition's page gave."""

    page: UnlinkedEdition | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Documents(Struct, frozen=True):
    """Every readable page, each family by path."""

    papers: tuple[PaperPage, ...] = ()
    """Ids are unique without regard to case; drafts are among them."""
    editions: tuple[EditionPage, ...] = ()
    """Dates are unique."""
    pages: tuple[FreePage, ...] = ()


class Change(Struct, frozen=True):
    """A page to write."""

    path: str
    """Relative to the content folder."""
    read: bytes
    """Digest of the text that the page was parsed from; empty for a new page."""
    text: Callable[[str], str]
    """From the text on disk to the new one."""

    @classmethod
    def whole(cls, path: str, read: bytes, write: Callable[..., str], *arguments: Any) -> Change:
        """A page of which the new text does not depend on that on disk."""
        return cls(path, read, lambda _: write(*arguments))


def read(content: Path, report: Report) -> Documents:
    """Read the pages below a content folder. What is wrong with one page is reported and loses no other."""
    root = content.as_posix()
    papers = parse_papers(root, [PageFile(path) for path in names(content, PAPERS, report)])
    editions = parse_editions(root, [PageFile(path) for path in names(content, EDITIONS, report)])
    return join(content, papers, editions, report)


def parse_papers(root: str, files: Sequence[PageFile]) -> list[ParsedPaper]:
    """Parse papers' pages.

    Args:
        root: the content folder as diagnostics name it.
        files: pages below it.
    """
    parsed = []
    for file in files:
        report, shown = Report(), f"{root}/{file.path}"
        page = paper.read(decode(_bytes(shown), shown, report), file.path, shown, report)
        parsed.append(ParsedPaper(file.path, page, report.diagnostics))
    return parsed


def parse_editions(root: str, files: Sequence[PageFile]) -> list[ParsedEdition]:
    """Parse editions' pages, without following their links; the arguments are those of `parse_papers`."""
    parsed = []
    for file in files:
        report, shown = Report(), f"{root}/{file.path}"
        page = edition.parse(decode(_bytes(shown), shown, report), file.path, shown, report)
        parsed.append(ParsedEdition(page, report.diagnostics))
    return parsed


def join(content: Path, papers: Iterable[ParsedPaper], editions: Iterable[ParsedEdition], report: Report) -> Documents:
    """Resolve what pages have to do with one another: ids and dates taken twice, links from editions to papers."""
    distinct = _papers(content, papers, report)
    targets = Targets([page.paper for page in distinct])
    linked = []
    for parsed in editions:
        report.extend(parsed.diagnostics)
        if parsed.page:
            linked.append(edition.resolve(parsed.page, targets, report))
    return Documents(distinct, _dated(content, linked, report), _free_pages(content, report))


def names(content: Path, folder: str, report: Report) -> list[str]:
    """Paths of the Markdown files below one of the content's folders, relative to `content` and sorted."""
    return list_files(content.as_posix(), folder, report, ".md")


def decode(data: bytes, shown: str, report: Report) -> str:
    """A page's text from its bytes. What is not UTF-8 is reported and shown as replacement characters; characters that
    no page can show are reported and left out.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        at = Location(shown, line, column)
        report.error("not-utf-8", "the page is not UTF-8 from here on", at, hint="save the file as UTF-8")
        text = data.decode("utf-8", "replace")
    if illegal := find_illegal(text):
        start = illegal.start()
        at = Location(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        message = f"the page holds a character that cannot be shown: {code_point(illegal[0])}"
        report.warning("illegal-character", message, at, hint="delete it; sitegen leaves it out")
        text = remove_illegal(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _bytes(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:
        return opened.read()


def _papers(content: Path, parsed: Iterable[ParsedPaper], report: Report) -> tuple[PaperPage, ...]:
    distinct: dict[str, PaperPage] = {}
    for item in parsed:
        report.extend(item.diagnostics)
        if item.page is None:
            continue
        first = distinct.setdefault(item.page.paper.id.lower(), item.page)
        if first is not item.page:
            report.error(
                "id-taken",
                f"the id '{item.page.paper.id}' is taken by {first.paper.path}",
                Location((content / item.path).as_posix(), 1),
                hint="give one of the two pages another id, or delete it",
            )
    return tuple(distinct.values())


def _dated(content: Path, pages: Iterable[EditionPage], report: Report) -> tuple[EditionPage, ...]:
    dated: dict[str, EditionPage] = {}
    for page in pages:
        first = dated.setdefault(page.edition.date, page)
        if first is not page:
            report.error(
                "date-taken",
                f"the edition of {page.edition.date} stands in {first.edition.path} already",
                Location((content / page.edition.path).as_posix(), 1),
                hint="move the entries into one page",
            )
    return tuple(dated[date] for date in sorted(dated))


def _free_pages(content: Path, report: Report) -> tuple[FreePage, ...]:
    pages: dict[str, FreePage] = {}
    for path in names(content, PAGES, report):
        shown = f"{content.as_posix()}/{path}"
        keys = Keys(decode(_bytes(shown), shown, report), shown, report)
        name = posixpath.basename(path).removesuffix(".md")
        title, body = keys.text("title"), keys.body.strip()
        if not title:
            heading, _, rest = body.partition("\n")
            title = heading[2:].strip() if heading.startswith("# ") else name.replace("-", " ").capitalize()
            body = rest.strip() if heading.startswith("# ") else body
        if slug.slug(name) in routes.TAKEN:
            message = f"the site has a page of its own called {name}"
            report.error("name-taken", message, Location(shown), hint="rename the file")
            continue
        page = FreePage(slug=slug.unique(name, pages), title=title, body=body, path=path)
        pages[page.slug] = page
    return tuple(pages.values())
