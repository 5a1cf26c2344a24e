"""What the editor's links and pictures lead to: pages, their parts, and files of the content folder.

A file is published where a page refers to it. What leads nowhere is reported at its place.
"""

from __future__ import annotations

import hashlib
import posixpath
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Report, suggest
from sitegen.folders import is_file, reading_problem
from sitegen.model import Catalog, Paper
from sitegen.pages import front_matter
from sitegen.pages.documents import EDITIONS, PAGES, PAPERS, page_paths
from sitegen.pages.edition_list import name_of
from sitegen.pages.paper import by_name
from sitegen.render.i18n.strings import Strings
from sitegen.render.link_targets import (
    ASSETS,
    MAX_FILE,
    FileView,
    as_address,
    files_of,
    find_route,
    may_be_made,
    name_problem,
    names_with_sign,
    page_routes,
    path_of,
    render_file,
)
from sitegen.render.markup.picture_size import picture_size
from sitegen.render.markup.prose import Prose
from sitegen.render.views import PageLink
from sitegen.routes import Output, Route
from sitegen.text import comments, references
from sitegen.text.references import Reference
from sitegen.text.slug import heading_slug
from sitegen.text.wording import first_few

_IN_ABSTRACT = "double brackets are no link in an abstract, which may be a source's text"


class Target(Struct, frozen=True):
    """Something that a reference may lead to."""

    route: Route
    label: str
    texts: tuple[str, ...] = ()
    """Its Markdown, which has the headings."""


class References:
    """Resolves the references of one page after another, and knows then which files are published."""

    def __init__(self, catalog: Catalog, config: Config, strings: Strings, report: Report) -> None:
        self._catalog, self._config, self._strings, self._report = catalog, config, strings, report
        self._content = config.content
        self._files: dict[str, PageLink] = {}
        self._published: dict[Route, FileView] = {}
        self._unchecked: dict[tuple[str, str, str], tuple[Reference, Route]] = {}
        """References to nothing of the content folder, each with the page of the site that it may lead to."""
        self._problems: dict[str, dict[tuple[str, str], Diagnostic]] = {}
        self._headings: dict[Route, frozenset[str]] = {}
        self._prose = Prose()

    def links(self, path: str, *texts: str, wiki: bool = True) -> tuple[PageLink, ...]:
        """What the references of a page lead to, each once.

        Args:
            path: of the page that the texts are on, relative to the content folder.
            texts: Markdown.
            wiki: whether double brackets are references; in what papers say they are none.
        """
        links: dict[str, PageLink] = {}
        for text in texts:
            for reference in references.find(text):
                if reference.is_wiki and not wiki:
                    self._note_brackets(path, reference)
                elif link := self._link(reference, path):
                    links[link.written] = link
        return tuple(links.values())

    def files(self, links: Iterable[PageLink]) -> Iterator[FileView]:
        """The files that some links lead to."""
        return (self._published[link.route] for link in links if link.route in self._published)

    def outputs(self) -> Iterator[Output]:
        """The files that pages refer to."""
        for view in self._published.values():
            yield Output(view.route, render_file, view)

    def report_problems(self, known: Container[Route]) -> None:
        """Report what leads to nothing of the content folder and, given the routes of all pages, of the site."""
        for (path, _, _), (reference, route) in self._unchecked.items():
            if route not in known:
                self._note(path, reference, *self._dead(path, reference))
        for path, problems in self._problems.items():
            self._report_in(path, problems)

    def _link(self, reference: Reference, path: str) -> PageLink | None:
        if not reference.target:
            page = self._pages.get(path)
            self._check_part(reference, path, page)
            is_link = reference.is_wiki and reference.part
            return PageLink(reference.key, page.route, reference.part) if page and is_link else None
        target = path_of(reference.target, path)
        page = self._pages.get(target) or (
            self._names.get(_name(reference.target)) if reference.is_wiki else self._earlier(target)
        )
        if page:
            self._check_part(reference, path, page)
            return PageLink(reference.key, page.route, page.label)
        if file := next(filter(self._is_file, files_of(reference, path)), ""):
            return self._file(file, path, reference)
        if self._is_unpublished(reference, target):
            what = f"{reference.target!r} is not published: it is a draft, or cannot be read"
            self._note(path, reference, "dead-link", what, "publish it, or remove the link")
            return PageLink(reference.key, "", reference.target)
        # what an editor writes shows on several pages, so that as it stands no address would be right on all of them
        own = self._pages[path].route if path in self._pages else routes.TOPICS
        base, address = self._config.base_path, reference.target
        address = f"/{address.removeprefix(base)}" if address.startswith(base) else address
        route = "" if reference.is_wiki else find_route(address, own, self._routes)
        if not route and may_be_made(address):
            return None
        self._unchecked[path, reference.key, reference.part] = reference, route
        return PageLink(reference.key, route) if route else None

    def _earlier(self, target: str) -> Target | None:
        """The page of a paper that has no page at a path any more, as it was joined with another or moved."""
        is_paper = target.startswith(f"{PAPERS}/") and target.endswith(".md")
        paper = self._papers.get(name_of(target)) if is_paper else None
        return self._pages[paper.path] if paper else None

    @cached_property
    def _papers(self) -> Mapping[str, Paper]:
        return by_name(self._catalog.papers.values())

    @cached_property
    def _routes(self) -> Container[Route]:
        return page_routes(self._catalog)

    @cached_property
    def _pages(self) -> Mapping[str, Target]:
        """Pages by their paths in the content folder."""
        pages = {
            paper.path: Target(routes.paper(paper.id), paper.title, (paper.abstract, paper.notes))
            for paper in self._catalog.papers.values()
        }
        for edition in self._catalog.editions:
            label = self._strings.longdate(edition.date)
            pages[edition.path] = Target(routes.edition(edition.date), label, (edition.intro, edition.outro))
        for page in self._catalog.pages:
            pages[page.path] = Target(routes.page(page.slug), page.title, (page.body, f"# {page.title}"))
        return pages

    @cached_property
    def _names(self) -> Mapping[str, Target]:
        """Topics, pages, editions and papers by the names that Obsidian's links give them, in lower case."""
        names = {
            slug: Target(routes.topic(topic.slug), topic.label)
            for topic in self._catalog.topics
            for slug in (topic.slug, topic.label.lower(), *topic.aliases)
        }
        names |= {name: self._pages[path] for name, path in self._paths.items()}
        return names | {name: self._pages[paper.path] for name, paper in self._papers.items()}

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """Paths of pages in the content folder by the names of the files, in lower case."""
        return {_name(posixpath.basename(path)): path for path in self._pages}

    def _is_unpublished(self, reference: Reference, target: str) -> bool:
        """Whether a reference leads to a page that is there, and is a draft or cannot be read."""
        if reference.is_wiki:
            return _name(reference.target) in self._unpublished
        return target.endswith(".md") and is_file(self._content.as_posix(), target)

    @cached_property
    def _unpublished(self) -> Container[str]:
        """Names of the files of pages that are not published, in lower case."""
        paths = (path for folder in (PAPERS, EDITIONS, PAGES) for path in page_paths(self._content, folder, Report()))
        return {_name(posixpath.basename(path)) for path in paths if path not in self._pages}

    def _is_file(self, path: str) -> bool:
        """Whether a file of the content folder may be published under its name."""
        # a page that is not known is a draft, or one that cannot be read
        is_page = path.partition("/")[0] in (PAPERS, EDITIONS, PAGES) and path.endswith(".md")
        if is_page or name_problem(path):
            return False
        root = self._content.as_posix()
        return is_file(root, path) and not reading_problem(root, path)

    def _file(self, file: str, path: str, reference: Reference) -> PageLink | None:
        whole = self._content / file
        size = whole.stat().st_size
        if size > MAX_FILE:
            message = f"{file} has {size >> 20} MB, and is not published"
            hint = f"give it a smaller size, at most {MAX_FILE >> 20} MB, or link to where it lies on the web"
            self._note(path, reference, "large-file", message, hint)
            return None
        if file not in self._files:
            data = whole.read_bytes()
            route = routes.file(file)
            self._published[route] = FileView(route=route, path=whole.as_posix(), sha256=hashlib.sha256(data).digest())
            width, height = picture_size(data)
            self._files[file] = PageLink("", route, posixpath.basename(file), width, height)
        return replace(self._files[file], written=reference.key)

    def _check_part(self, reference: Reference, path: str, page: Target | None) -> None:
        if not page or not reference.part:
            return
        if page.route not in self._headings:
            self._headings[page.route] = self._prose.heading_ids(*page.texts)
        part, headings = heading_slug(reference.part), self._headings[page.route]
        if part not in headings:
            some = first_few([f"#{name}" for name in sorted(headings)], 5)
            hint = suggest(part, headings, f"it has {some or 'no headings'}", "#{}".format)
            self._note(path, reference, "dead-anchor", f"the page has no heading '{reference.part}'", hint)

    def _dead(self, path: str, reference: Reference) -> tuple[str, str, str]:
        """Code, message and hint for a reference that leads to nothing."""
        target, name = reference.target, posixpath.basename(reference.target)
        root = self._content.as_posix()
        if whole := next((name for name in names_with_sign(reference) if is_file(root, path_of(name, path))), ""):
            why = "an address ends at a space" if reference.rest else "in a link '#' begins a part of a page"
            return "dead-link", why, f"write [text]({as_address(whole)})"
        for file in files_of(reference, path):
            if name.endswith(".md") or ".." in file.split("/"):
                continue
            if problem := reading_problem(root, file):
                return "not-read", f"{target!r}: {problem}, and is not published", "put the file itself there"
            if (problem := name_problem(file)) and is_file(root, file):
                return "not-read", f"{target!r} {problem}, and is not published", "rename it"
        ending = posixpath.splitext(name)[1]
        # an arXiv id has a point too
        if ending in ("", ".md", ".html") or ending[1:].isdecimal():
            paths, folder = self._paths, posixpath.dirname(path)
            known = self._names if reference.is_wiki else paths
            show = str if reference.is_wiki else lambda near: as_address(posixpath.relpath(paths[near], folder))
            hint = suggest(_name(name), known, "correct the link, or remove it", show)
            return "dead-link", f"no page lies at {target!r}", hint
        files = self._files_near(path)
        hint = suggest(name, files, f"put it beside the page or into {ASSETS}/", lambda near: as_address(files[near]))
        return "missing-file", f"there is no file {target!r}", hint

    def _files_near(self, path: str) -> dict[str, str]:
        """Links from a page to the files beside it and those of no page, by their names."""
        beside, folder = (self._content / path).parent, posixpath.dirname(path)
        links = {
            file.name: posixpath.relpath(f"{ASSETS}/{file.name}", folder) for file in (self._content / ASSETS).glob("*")
        }
        return links | {file.name: file.name for file in beside.glob("*")}

    def _note_brackets(self, path: str, reference: Reference) -> None:
        if (name := _name(reference.target)) in self._papers or name in self._paths:
            hint = "write it as [text](page.md), or below a heading"
            self._note(path, reference, "dead-link", _IN_ABSTRACT, hint)

    def _note(self, path: str, reference: Reference, code: str, message: str, hint: str) -> None:
        problem = Diagnostic(severity="warning", code=code, message=message, hint=hint)
        self._problems.setdefault(path, {})[reference.key, reference.part] = problem

    def _report_in(self, path: str, problems: dict[tuple[str, str], Diagnostic]) -> None:
        """Report the problems of a page at their places, each once in a line.

        The file is read only now that it has to be shown.
        """
        file = self._content / path
        text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        lines = text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        reported: set[tuple[int, Diagnostic]] = set()
        head = front_matter.split(text).before
        for reference in references.find(head + comments.blanked(text[len(head) :])):
            problem = problems.get((reference.key, reference.part))
            line = bisect_right(starts, reference.start)
            if problem and problem.message == _IN_ABSTRACT:
                # below the first heading the same brackets are a link
                del problems[reference.key, reference.part]
            if problem is None or (line, problem) in reported:
                continue
            reported.add((line, problem))
            at = Location(file.as_posix(), line, reference.start - starts[line - 1] + 1)
            self._report.add(replace(problem, at=at, excerpt=lines[line - 1], length=reference.length))


def _name(target: str) -> str:
    return target.lower().removesuffix(".md")
