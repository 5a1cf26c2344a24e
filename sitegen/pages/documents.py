"""All pages of a content folder, read into memory.

Reading starts from what the last reading found, where there was one: a page whose bytes are the same is not parsed
again. What comes out, findings included, does not depend on it.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen import routes
from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.model import FreePage, PaperId
from sitegen.pages import edition, front_matter, paper
from sitegen.pages.edition import EditionPage
from sitegen.pages.paper import PaperPage
from sitegen.text import slug

PAPERS, EDITIONS, PAGES = "papers", "editions", "pages"
_SHARED = 400
"""Pages to parse from which on half of them is given to another process."""


class KeptPaper(Struct, frozen=True, gc=False):
    """What came of one paper's page."""

    digest: bytes
    """Of the file's bytes."""
    page: PaperPage | None
    findings: tuple[Diagnostic, ...] = ()


class KeptEdition(Struct, frozen=True, gc=False):
    """What came of one edition's page, on which nothing was found wrong."""

    digest: bytes
    page: EditionPage
    links: dict[str, PaperId]
    """Where its links lead: another page may have taken a paper's place."""


class Memory(Struct, frozen=True):
    """What came of each page, by path."""

    content: str = ""
    """The folder as findings name it."""
    papers: dict[str, KeptPaper] = {}
    editions: dict[str, KeptEdition] = {}


class Documents(Struct, frozen=True):
    """Every readable page, each family by path."""

    papers: tuple[PaperPage, ...] = ()
    """Ids are unique without regard to case; drafts are among them."""
    editions: tuple[EditionPage, ...] = ()
    """Dates are unique."""
    pages: tuple[FreePage, ...] = ()
    memory: Memory = Memory()
    """For the next reading."""


def read(
    content: Path,
    report: Report,
    before: Memory | None = None,
    unchanged: frozenset[str] = frozenset(),
    pool: Executor | None = None,
) -> Documents:
    """Reads the pages below a content folder. What is wrong with one page is reported and loses no other.

    Args:
        before: what the last reading left.
        unchanged: paths of files that are known to be as they were then, so that they need not even be opened.
        pool: takes a share where there is much to parse.
    """
    if before is None or before.content != content.as_posix():
        before, unchanged = Memory(), frozenset()
    kept = _kept_papers(content, before.papers, unchanged, pool)
    papers = _papers(content, kept, report)
    targets = _Targets(papers)
    editions = _kept_editions(content, before.editions, unchanged, targets, report)
    return Documents(
        papers=papers,
        editions=_dated(content, (page for page, _ in editions.values()), report),
        pages=_free_pages(content, report),
        memory=Memory(content.as_posix(), kept, {path: one for path, (_, one) in editions.items() if one}),
    )


class _Targets:
    """The papers that links of editions may lead to."""

    def __init__(self, papers: tuple[PaperPage, ...]) -> None:
        self._papers = papers
        self._paths = {page.paper.path: page.paper.id for page in papers}
        self._ids = {page.paper.id.lower(): page.paper.id for page in papers}

    def find(self, target: str) -> PaperId | None:
        # the id is what counts, so a page that was moved is still found under the link's last part
        return self._paths.get(target) or self._ids.get(posixpath.basename(target).removesuffix(".md").lower())

    def hint(self, target: str) -> str:
        name = posixpath.basename(target).removesuffix(".md").lower()
        close = difflib.get_close_matches(name, self._ids, 1, 0.5)
        if not close:
            return "link to a page below papers/"
        meant = self._ids[close[0]]
        return f"did you mean ../{next(page.paper.path for page in self._papers if page.paper.id == meant)}?"


def files(content: Path, folder: str) -> Iterator[tuple[str, Path]]:
    """The Markdown files below one of the content's folders: path relative to `content`, and file, sorted."""
    for path in _names(content, folder):
        yield path, content / path


def _names(content: Path, folder: str) -> list[str]:
    found: list[str] = []
    root = str(content / folder)
    for directory, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = directory[len(root) :].replace(os.sep, "/").strip("/")
        prefix = f"{folder}/{inner}/" if inner else f"{folder}/"
        found += [prefix + name for name in names if name.endswith(".md") and not name.startswith(".")]
    return sorted(found)


def text_of(file: Path, report: Report) -> str:
    """A page's text. Bytes that are not UTF-8 are reported and shown as replacement characters."""
    return _text(file.read_bytes(), file.as_posix(), report)


def _text(data: bytes, shown: str, report: Report) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        at = Location(shown, line, column)
        report.error("not-utf-8", "the page is not UTF-8 from here on", at, hint="save the file as UTF-8")
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _kept_papers(
    content: Path, before: Mapping[str, KeptPaper], unchanged: frozenset[str], pool: Executor | None
) -> dict[str, KeptPaper]:
    """What comes of every paper's page, by path in order."""
    paths = _names(content, PAPERS)
    known: dict[str, KeptPaper] = {}
    for path in paths:
        old = before.get(path)
        if old and (path in unchanged or old.digest == _digest((content / path).read_bytes())):
            known[path] = old
    left = [path for path in paths if path not in known]
    if pool and len(left) > _SHARED:
        theirs = pool.submit(_parsed_there, content, left[len(left) // 2 :])
        known |= _parsed(content, left[: len(left) // 2])
        known |= msgspec.msgpack.decode(theirs.result(), type=dict[str, KeptPaper])
    else:
        known |= _parsed(content, left)
    return {path: known[path] for path in paths}


def _parsed_there(content: Path, paths: Iterable[str]) -> bytes:
    """A task: what `_parsed` gives, in a form that travels fast."""
    return msgspec.msgpack.encode(_parsed(content, paths))


def _parsed(content: Path, paths: Iterable[str]) -> dict[str, KeptPaper]:
    parsed = {}
    root = content.as_posix()
    for path in paths:
        shown = f"{root}/{path}"
        with open(shown, "rb", buffering=0) as file:
            data = file.read()
        found = Report()
        page = paper.read(_text(data, shown, found), path, shown, found)
        parsed[path] = KeptPaper(_digest(data), page, found.diagnostics)
    return parsed


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _papers(content: Path, kept: Mapping[str, KeptPaper], report: Report) -> tuple[PaperPage, ...]:
    found: dict[str, PaperPage] = {}
    for path, one in kept.items():
        report.extend(one.findings)
        if one.page is None:
            continue
        first = found.setdefault(one.page.paper.id.lower(), one.page)
        if first is not one.page:
            report.error(
                "id-taken",
                f"the id '{one.page.paper.id}' is taken by {first.paper.path}",
                Location((content / path).as_posix(), 1),
                hint="give one of the two pages another id, or delete it",
            )
    return tuple(found.values())


def _kept_editions(
    content: Path,
    before: Mapping[str, KeptEdition],
    unchanged: frozenset[str],
    targets: _Targets,
    report: Report,
) -> dict[str, tuple[EditionPage, KeptEdition | None]]:
    """Every edition's page, and what to keep of it, by path in order."""
    found: dict[str, tuple[EditionPage, KeptEdition | None]] = {}
    for path, file in files(content, EDITIONS):
        old = before.get(path)
        if old and path in unchanged and _lead_there(old, targets):
            found[path] = old.page, old
            continue
        data = file.read_bytes()
        digest = _digest(data)
        if old and old.digest == digest and _lead_there(old, targets):
            found[path] = old.page, old
            continue
        own, links = Report(), dict[str, PaperId]()

        def find(target: str, links: dict[str, PaperId] = links) -> PaperId | None:
            if paper := targets.find(target):
                links[target] = paper
            return paper

        shown = file.as_posix()
        page = edition.read(_text(data, shown, own), path, shown, find, targets.hint, own)
        report.extend(own.diagnostics)
        if page:
            found[path] = page, None if own.diagnostics else KeptEdition(digest, page, links)
    return found


def _lead_there(kept: KeptEdition, targets: _Targets) -> bool:
    return all(targets.find(target) == paper for target, paper in kept.links.items())


def _dated(content: Path, pages: Iterable[EditionPage], report: Report) -> tuple[EditionPage, ...]:
    found: dict[str, EditionPage] = {}
    for page in pages:
        first = found.setdefault(page.edition.date, page)
        if first is not page:
            report.error(
                "date-taken",
                f"the edition of {page.edition.date} stands in {first.edition.path} already",
                Location((content / page.edition.path).as_posix(), 1),
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
