"""All pages of a content folder, read into memory.

Parsing one file depends on nothing but that file, so files are parsed in chunks, anywhere and in any order
(`parse_papers`, `parse_editions`); what depends on several pages is resolved in one pass over all (`join`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct, structs

from sitegen import routes
from sitegen.diagnostics import Diagnostic, Location, Report, Severity
from sitegen.folders import list_files
from sitegen.model import Edition, FreePage, Paper
from sitegen.pages import edition, footnotes, formulas, paper, schema
from sitegen.pages.edition import EditionPage, Targets, UnlinkedEdition
from sitegen.pages.keys import Keys
from sitegen.pages.paper import PaperPage
from sitegen.text import comments, iso_dates, slug
from sitegen.text.characters import code_point, find_illegal, remove_illegal
from sitegen.text.decode import split_mark

INDEX = "index"
"""The free page that is the home page of a site without papers."""
T = TypeVar("T")
_ENDING, _OTHER_ENDINGS = ".md", (".MD", ".Md", ".markdown", ".mdown", ".mkd")
"""Of pages, and of what other programs and systems save as Markdown."""

PAPERS, EDITIONS, PAGES = "papers", "editions", "pages"


class PageFile(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file to parse."""

    path: str
    """Relative to the content folder."""
    stamp: tuple[int, int, int] = (0, 0, 0)
    """Size and times of the last change. Parsing ignores it; it makes a changed file a different input of a task."""
    data: bytes | None = None
    """Its content, where it is parsed on a machine that does not have it."""


class Parsed(Struct, Generic[T], frozen=True, gc=False):
    """What parsing one file gave."""

    path: str
    page: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Documents(Struct, frozen=True):
    """Every readable page, each family by path."""

    papers: tuple[PaperPage, ...] = ()
    """Ids are unique without regard to case; drafts are among them."""
    editions: tuple[EditionPage, ...] = ()
    """Dates are unique."""
    pages: tuple[FreePage, ...] = ()
    unclear: tuple[str, ...] = ()
    """Paths of pages of papers whose front matter is broken, so that nobody knows which paper they are of."""


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
    papers = parse_papers([PageFile(path) for path in page_paths(content, PAPERS, report)], root)
    editions = parse_editions([PageFile(path) for path in page_paths(content, EDITIONS, report)], root)
    return join(content, papers, editions, report)


def parse_papers(files: Sequence[PageFile], root: str) -> list[Parsed[PaperPage]]:
    """Parse papers' pages below a content folder, which diagnostics call `root`."""
    return [_parsed(paper.read, root, file) for file in files]


def parse_editions(files: Sequence[PageFile], root: str) -> list[Parsed[UnlinkedEdition]]:
    """Parse editions' pages, without following their links; the arguments are those of `parse_papers`."""
    return [_parsed(edition.parse, root, file) for file in files]


def attach(files: Sequence[PageFile], root: str) -> tuple[list[PageFile]]:
    """The first argument of a task, with the content of the files."""
    return ([structs.replace(file, data=_bytes(f"{root}/{file.path}")) for file in files],)


def _parsed(parse: Callable[[str, str, str, Report], T | None], root: str, file: PageFile) -> Parsed[T]:
    # as other findings name it, where the content folder is the one that sitegen runs in
    report, display_path = Report(), f"{root}/{file.path}".removeprefix("./")
    data = _bytes(display_path) if file.data is None else file.data
    return Parsed(
        file.path, parse(decode(data, display_path, report), file.path, display_path, report), report.diagnostics
    )


def join(
    content: Path, papers: Iterable[Parsed[PaperPage]], editions: Iterable[Parsed[UnlinkedEdition]], report: Report
) -> Documents:
    """Resolve what depends on several pages: ids and dates taken twice, links from editions to papers."""
    parsed = list(papers)
    distinct = _papers(content, parsed, report)
    not_read = (found.at.path for found in report.diagnostics if found.code == "not-read" and found.at)
    unclear = tuple([page.path for page in parsed if page.page is None])
    unreadable = {*unclear, *(path.removeprefix(f"{content.as_posix()}/") for path in not_read)}
    targets = Targets([page.paper for page in distinct], unreadable)
    dated = _editions(content, editions, targets, report)
    return Documents(distinct, dated, _free_pages(content, bool(distinct or dated), report), unclear)


def _papers(content: Path, papers: Iterable[Parsed[PaperPage]], report: Report) -> tuple[PaperPage, ...]:
    by_id: dict[str, PaperPage] = {}
    for parsed in papers:
        report.extend(parsed.diagnostics)
        if page := parsed.page:
            first = by_id.setdefault(page.paper.id.lower(), page)
            if first is not page:
                is_same = page.paper.id == first.paper.id
                other = "" if is_same else f", as '{first.paper.id}': upper and lower case make no difference"
                message = f"the id '{page.paper.id}' is taken by {first.paper.path}{other}"
                hint = "give one of the two pages another id, or delete it"
                keys_of(content / parsed.path).wrong("id", message, hint, report, "id-taken")
    drafts = {page.paper.id.lower() for page in by_id.values() if page.draft}
    _check_aliases(content, {name: page.paper for name, page in by_id.items()}, drafts, report)
    return tuple(by_id.values())


def _check_aliases(
    content: Path, pages: Mapping[str, Paper | Edition | FreePage], drafts: Container[str], report: Report
) -> None:
    """Report earlier names that lead to two pages, and warn of those that another page still has or that are no names;
    `pages` and `drafts` go by the names in their addresses, in lower case.
    """
    owners: dict[str, Paper | Edition | FreePage] = {}
    for page in pages.values():
        for alias in page.aliases:
            name = alias.lower()
            owner, other = owners.setdefault(name, page), pages.get(name, page)
            code = "id-taken"
            # other names of a free page, as Obsidian has them, may make no address
            severity: Severity = "error" if owner is not page and isinstance(page, Paper) else "warning"
            if owner is not page:
                message = f"'{alias}' leads to {owner.path} already"
                hint = "delete it from one of the two pages"
            elif other is not page and name not in drafts:
                message = f"'{alias}' is what {other.path} is called, and leads there"
                hint = "delete that page if it is the same, else take the alias out"
            elif bare := paper.name_in_address(alias):
                message, code = f"'{alias}' is an address, and only a name leads here", "lost-address"
                hint = f"write the name alone, {bare}"
            elif isinstance(page, FreePage) and name in routes.TAKEN:
                message, hint = f"'{alias}' is a page of the site itself, and leads there", "take the alias out"
            else:
                continue
            keys_of(content / page.path).wrong("aliases", message, hint, report, code, severity)


def _editions(
    content: Path, editions: Iterable[Parsed[UnlinkedEdition]], targets: Targets, report: Report
) -> tuple[EditionPage, ...]:
    by_date: dict[str, EditionPage] = {}
    for parsed in editions:
        report.extend(parsed.diagnostics)
        if parsed.page:
            page = edition.resolve(parsed.page, targets, report)
            first = by_date.setdefault(page.edition.date, page)
            if first is not page:
                message = f"the edition of {page.edition.date} stands in {first.edition.path} already"
                keys_of(content / parsed.path).wrong("date", message, "make one page of both", report, "date-taken")
    _check_aliases(content, {date: page.edition for date, page in by_date.items()}, (), report)
    return tuple(by_date[date] for date in sorted(by_date))


def page_paths(content: Path, folder: str, report: Report) -> list[str]:
    """Paths of the Markdown files below one of the content's folders, relative to `content` and sorted."""
    paths = list_files(content.as_posix(), folder, report, (_ENDING, *_OTHER_ENDINGS))
    for path in paths:
        if path.endswith(_OTHER_ENDINGS):
            hint = f"rename it to {posixpath.basename(path).rpartition('.')[0]}{_ENDING}"
            at = Location.below(content, path)
            report.warning("not-read", f"this is no page, as its name does not end in {_ENDING}", at, hint=hint)
    return [path for path in paths if path.endswith(_ENDING)]


def decode(data: bytes, display_path: str, report: Report) -> str:
    """A page's text from its bytes. What is not UTF-8 is reported and shown as replacement characters; characters that
    no page can show are reported and left out.
    """
    try:
        text = data.decode("utf-8")
        if "\0" in text and split_mark(data)[0]:
            raise UnicodeDecodeError("utf-8", data, data.index(b"\0"), len(data), "no text")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8", "replace")
        encoding, rest = split_mark(data)
        is_utf_8 = encoding in ("", "utf-8")
        message = "the page is not UTF-8 from here on" if is_utf_8 else f"the page is {encoding[:6].upper()}"
        at = Location.of(display_path, before, len(before))
        report.error("not-utf-8", message, at, hint="save the file as UTF-8")
        text = rest.decode(encoding or "utf-8", "replace")
    if illegal := find_illegal(text):
        code, nul = "illegal-character", text.find("\0")
        at = Location.of(display_path, text, illegal.start() if nul < 0 else nul)
        if nul < 0:
            message = f"the page holds a character that cannot be shown: {code_point(illegal[0])}"
            report.warning(code, message, at, hint="delete it; sitegen leaves it out")
        else:
            hint = "delete it; if there are many, the file is damaged: take it back from Git or a copy"
            report.error(code, "there is a NUL character here", at, hint=hint)
        text = remove_illegal(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_text(file: str, report: Report) -> str:
    """A page's text from its file; see `decode`."""
    return decode(_bytes(file), file, report)


def _bytes(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:
        return opened.read()


def keys_of(file: Path) -> Keys:
    """The keys of a page that was read already, to report one of them."""
    return Keys(read_text(file.as_posix(), Report()), file.as_posix(), Report())


def _free_pages(content: Path, has_home: bool, report: Report) -> tuple[FreePage, ...]:
    pages: dict[str, FreePage] = {}
    for path in page_paths(content, PAGES, report):
        if (page := _free_page(content, path, report)) is None:
            continue
        at = Location(f"{content.as_posix()}/{path}", 1)
        is_home = page.slug == INDEX and not has_home
        if slug.slug(page.slug) in routes.TAKEN and not is_home:
            message = f"the site has a page of its own called {page.slug}"
            report.error("name-taken", message, at, hint="rename the file")
            continue
        address = INDEX if is_home else slug.unique(page.slug, pages)
        if first := pages.get(slug.unique(page.slug, ())):
            message = f"the address '{first.slug}' is that of {first.path}, so this page is '{address}'"
            hint = "rename the newer of the two files, so that the older one keeps its address"
            report.warning("name-taken", message, at, hint=hint)
        pages[address] = structs.replace(page, slug=address)
    _check_aliases(content, pages, (), report)
    return tuple(pages.values())


def _free_page(content: Path, path: str, report: Report) -> FreePage | None:
    """The page of a file, called as the file is; None for a draft, and for one that cannot be read."""
    display_path = (content / path).as_posix()
    keys = Keys(read_text(display_path, report), display_path, report)
    name = posixpath.basename(path).removesuffix(".md")
    title, body = keys.text("title"), comments.without(keys.body).strip()
    if not title and body.startswith("# "):
        heading, _, rest = body.partition("\n")
        title, body = heading[2:].strip(), rest.strip()
    keys.report_slips(schema.FREE)
    if keys.switch("draft") or not keys.is_whole:
        return None
    footnotes.check(keys, display_path, report)
    formulas.check(keys, display_path, keys.body, report)
    title = title or name.replace("-", " ").capitalize()
    aliases, sessions = keys.texts("aliases"), _sessions(keys)
    return FreePage(slug=name, title=title, body=body, path=path, aliases=aliases, sessions=sessions)


def _sessions(keys: Keys) -> tuple[str, ...]:
    """When the readers of a free page meet."""
    written = keys.texts("session")
    sessions = [iso_dates.session(text) for text in written]
    for text, session in zip(written, sessions, strict=True):
        if not session:
            keys.wrong("session", f"{text!r} is no day or time", "write it as 2025-04-02 or 2025-04-02 17:00")
    return tuple(sorted(filter(None, sessions)))
