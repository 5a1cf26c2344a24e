"""A theme: templates with their filters, and the assets beside them.

A name is looked up in the user's folders, then in the installed package, then in the checkout, so that a user's theme
may override single files, and a template may extend the one that it overrides (`{% extends "!paper.html" %}`). A theme
is read once. What is wrong in a template is reported with its file and line, and the page that was being rendered.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, suggest, usage_error
from sitegen.render.i18n.strings import Strings
from sitegen.render.i18n.translations import load_strings
from sitegen.render.markup.prose import Prose
from sitegen.render.theme.assets import IMAGE, Assets, digest
from sitegen.render.theme.environment import make_environment, remember_calls
from sitegen.render.theme.findings import find_odd, lineage
from sitegen.render.theme.links import Links
from sitegen.render.theme.template_errors import Sources, locate
from sitegen.render.theme_folders import is_packaged, packaged_folders, theme_folders
from sitegen.render.views import PageView, Site
from sitegen.routes import Output
from sitegen.text import math
from sitegen.text.decode import utf_8

_SERIF = ("css/serif.css", "vendor/serif/")
"""The packaged serif, which not every site has."""
_COPIES = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp", "Thumbs.db")
"""How files end that editors and systems leave behind."""
_TOOLS = ("__pycache__", "node_modules")
"""Folders of programs with which a theme may be made."""
_THREADS = 32
"""Threads of a process that render."""


class Theme:
    """What a render function is given beside its view.

    It is pickled with the text of its templates and without its assets, so that a task may take it as an argument also
    where the theme's folders are not.
    """

    def __init__(self, sources: Sources, strings: Strings, site: Site, names: tuple[str, ...], assets: Assets) -> None:
        # `names` are of all assets; their bytes are missing in another process, whose pages this one publishes
        self._sources = sources
        self.own_templates = tuple([name for name, (_, path) in sources.items() if not is_packaged(path)])
        """Names of the templates that are not sitegen's."""
        self.strings, self.site, self.assets = strings, site, assets
        self._names = names
        self.prose = Prose(strings=strings)
        self.once = remember_calls()
        self._links = Links(site, names)
        self._environment = make_environment(sources, site, strings, self.prose)
        self._known_names = (*self._environment.filters, *self._environment.globals, *sources, *names)

    def __reduce__(self) -> tuple[Callable[..., Theme], tuple[Any, ...]]:
        return _unpickled, (self._pickled,)

    @cached_property
    def _pickled(self) -> bytes:
        return pickle.dumps((self._sources, self.strings, self.site, self._names))

    @cached_property
    def digest(self) -> str:
        """Of everything besides its view that a page depends on: templates, assets, and what all pages share."""
        sources = [(name.encode(), source.encode()) for name, (source, _) in sorted(self._sources.items())]
        return digest([*sources, (msgspec.json.encode(self.site), self.strings.digest)])

    def render(self, view: PageView) -> bytes:
        """The page of a view, rendered by its template.

        Raises:
            UsageError: the template is missing or wrong; located at its line.
        """
        links = self._links.on(view.route, view.template)
        self.prose.start_page(links.href, view.page_links)
        canonical = self.site.absolute(view.canonical)
        return self._render(view, href=links.href, asset=links.asset, canonical=canonical).encode("utf-8")

    def render_mail(self, view: PageView) -> str:
        """The page as a mail shows it: every link in full, formulas in Unicode.

        Raises:
            UsageError: as `render`.
        """
        href = self.site.absolute
        prose = Prose(
            formula=lambda tex: escape(math.to_unicode(tex)),
            title=lambda title: escape(math.title_text(title)),
            base=href(view.route),
            strings=self.strings,
        )
        prose.start_page(href, view.page_links)
        return self._render(view, href=href, prose=lambda source: Markup(prose.html(source)))

    def _render(self, view: PageView, **more: Any) -> str:
        try:
            html = self._environment.get_template(view.template).render(view=view, **more)
        except Exception as problem:
            if finding := locate(problem, self._sources, self._known_names, view.route):
                raise finding from problem
            raise
        if not html or html.isspace():
            # an editor may write a file in two steps, the first of which empties it
            *_, (name, _) = lineage(self._environment, self._sources, view.template)
            message = f"what this template makes is empty, on the page {view.route}"
            at, hint = Location(self._sources[name][1].as_posix()), "write it anew, or delete it to have the one below"
            raise usage_error("template", message, at, hint=hint)
        return html

    def compile(self, name: str) -> None:
        """Compile a template. Raises UsageError where that cannot be done."""
        try:
            self._environment.get_template(name)
        except jinja2.TemplateSyntaxError as problem:
            raise locate(problem, self._sources, self._known_names) or problem from problem

    def warnings(self) -> Iterator[Diagnostic]:
        """What is odd in the editor's files and stops no build."""
        return find_odd(self._environment, self._sources, self.own_templates, self.assets)

    def outputs(self) -> Iterator[Output]:
        """The theme's assets as files of the site."""
        for name in self._names:
            yield Output(f"{self.site.assets}/{name}", render_asset, name)


def render_asset(name: str, theme: Theme) -> bytes:
    return theme.assets.read(name)


def page(view: PageView) -> Output:
    """The file in which a view is shown."""
    return Output(view.route, render_page, view)


def render_page(view: PageView, theme: Theme) -> bytes:
    """The bytes of an HTML page."""
    return theme.render(view)


def load_theme(config: Config, site: Site, *, own_words: bool = True) -> Theme:
    """The theme of a site.

    Args:
        config: names the user's theme, and the content folder beside which `templates/` may lie.
        site: what every page shares.
        own_words: use the editor's strings of the interface.

    Raises:
        UsageError: the folder that the configuration names is not there, or a template or a file of strings is wrong.
    """
    if config.theme and config.content.resolve().is_relative_to(config.theme.resolve()):
        what = f"the theme folder {config.theme} holds the content, and all of a theme is published"
        raise usage_error("theme", what, hint="put templates into a folder of their own")
    if config.theme and not config.theme.is_dir():
        folders = {path.name: str(path) for path in config.theme.parent.glob("*") if path.is_dir()}
        hint = suggest(config.theme.name, folders, "--theme names a folder of templates", folders.__getitem__)
        raise usage_error("theme", f"there is no theme folder {config.theme}", hint=hint)
    own = theme_folders(config)
    return _read(own, site, own if own_words else packaged_folders())


def load_packaged(site: Site) -> Theme:
    """The theme that comes with sitegen, without anything of the editor's."""
    return _read(packaged_folders(), site, packaged_folders())


def _read(folders: Sequence[Path], site: Site, words: Sequence[Path]) -> Theme:
    """The theme in some folders, the strongest first, and its strings in others.

    What `site` has of it is filled in, and its `nav` labelled.
    """
    files = _files(folders)
    sources = {
        # as `Environment.join_path` calls what a template overrides
        "!" * layer + name: (utf_8(path.read_bytes(), path, "template"), path)
        for name, paths in files.items()
        if name.endswith(".html")
        for layer, path in enumerate(paths)
    }
    strings = load_strings(words, site.lang)
    chosen = {name: paths[0] for name, paths in files.items() if site.serif or not name.startswith(_SERIF)}
    assets = Assets(chosen, strings)
    nav = tuple(msgspec.structs.replace(ref, label=strings.say(ref.label)) for ref in site.nav)
    folder = f"assets/{assets.digest}"
    image = f"{folder}/{IMAGE}" if IMAGE in assets.names and not assets.broken_image else ""
    site = msgspec.structs.replace(site, assets=folder, image=image, ground=assets.ground, nav=nav)
    return Theme(sources, strings, site, assets.names, assets)


def _unpickled(data: bytes) -> Theme:
    # while a theme renders a page it holds that page's links, so two threads must not share one
    return _of_thread(threading.get_ident(), data)


@lru_cache(maxsize=_THREADS)
def _of_thread(thread: int, data: bytes) -> Theme:
    sources, strings, site, names = pickle.loads(data)
    return Theme(sources, strings, site, names, Assets({}, strings))


def _files(folders: Iterable[Path]) -> dict[str, list[Path]]:
    """Every file of the theme by its name, `/` between folders, the strongest first; hidden files are none of it, nor
    what programs leave beside them.
    """
    files: dict[str, list[Path]] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            is_hidden = any(part.startswith((".", "#", *_TOOLS)) for part in name.split("/"))
            if path.is_file() and not is_hidden and not name.endswith(_COPIES):
                files.setdefault(name, []).append(path)
    return dict(sorted(files.items()))
