"""A theme: templates with their filters, and the assets beside them.

A name is looked up in the user's folders, then in the installed package, then in the checkout, so that a user's theme
may override single files. A theme is read once. What is wrong in a template is reported with its file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sitegen import routes
from sitegen.config import Config
from sitegen.diagnostics import usage_error
from sitegen.render.assets import IMAGE, Assets, AssetView, digest
from sitegen.render.environment import make_environment
from sitegen.render.folders import theme_folders
from sitegen.render.i18n.translations import load_strings
from sitegen.render.links import Links
from sitegen.render.markdown import Prose
from sitegen.render.memo import Memo, remember_calls
from sitegen.render.template_errors import locate
from sitegen.render.views import PageView, Site
from sitegen.routes import Output


class Theme:
    """What a render function is given beside its view.

    It is pickled as what it is made from, which is small. A process that unpickles it reads the files once and keeps
    the theme, so a task that renders may simply take it as an argument.
    """

    def __init__(self, folders: tuple[Path, ...], cache: Path, site: Site) -> None:
        """
        Args:
            folders: of templates, the strongest first.
            cache: folder for compiled templates.
            site: what every page shares. What it has of the theme is filled in, and its `nav` labelled.

        Raises:
            UsageError: a file of interface strings is wrong.
        """
        self._made_from = folders, cache, site
        files = _files(folders)
        self._sources = {
            name: (path.read_bytes().decode("utf-8", "replace"), path)
            for name, path in files.items()
            if name.endswith(".html")
        }
        self.strings = load_strings(folders, site.lang)
        self.assets = Assets(files, self.strings)
        nav = tuple(msgspec.structs.replace(ref, label=self.strings.say(ref.label)) for ref in site.nav)
        folder = f"assets/{self.assets.digest}"
        image = f"{folder}/{IMAGE}" if IMAGE in self.assets.names else ""
        self.site = msgspec.structs.replace(site, assets=folder, image=image, nav=nav)
        self.prose = Prose()
        self.once = remember_calls()
        self._links = Links(self.site, self.assets.names)
        environment = make_environment(self._sources, self.site, self.strings, self.prose.html, cache)
        self._templates = Memo(environment.get_template)

    def __reduce__(self) -> tuple[Callable[..., Theme], tuple[Any, ...]]:
        return _theme_from, (*self._made_from, self.digest)

    @cached_property
    def digest(self) -> str:
        """Of everything besides its view that a page depends on: templates, assets, and what all pages share."""
        sources = [(name.encode(), source.encode()) for name, (source, _) in sorted(self._sources.items())]
        return digest([*sources, (msgspec.json.encode(self.site), self.strings.digest)])

    def render(self, view: PageView) -> bytes:
        """The page that a view's template makes of it.

        Raises:
            UsageError: the template is missing or wrong; located at its line.
        """
        base, urls = self.site.base_url, self.site.urls
        links = self._links.on(view.route)
        self.prose.start_page(links.href, view.page_links)
        canonical = routes.absolute(base, view.canonical, urls) if base else ""
        try:
            html = self._templates[view.template].render(
                view=view, href=links.href, asset=links.asset, canonical=canonical
            )
        except Exception as problem:
            if finding := locate(problem, self._sources):
                raise finding from problem
            raise
        return html.encode("utf-8", "replace")

    def outputs(self) -> Iterator[Output]:
        """The theme's assets as files of the site."""
        for name in self.assets.names:
            route = f"{self.site.assets}/{name}"
            yield Output(route, render_asset, AssetView(route=route, name=name))


def render_asset(view: AssetView, theme: Theme) -> bytes:
    return theme.assets.read(view.name)


def page(view: PageView) -> Output:
    """The file in which a view is shown."""
    return Output(view.route, render_page, view)


def render_page(view: PageView, theme: Theme) -> bytes:
    """The bytes of an HTML page."""
    return theme.render(view)


def load_theme(config: Config, site: Site) -> Theme:
    """The theme of a site.

    Args:
        config: names the user's theme, and the content folder beside which `templates/` may lie.
        site: what every page shares.

    Raises:
        UsageError: the folder that the configuration names is not there, or a file of strings is wrong.
    """
    if config.theme and not config.theme.is_dir():
        raise usage_error(
            "theme", f"there is no theme folder {config.theme}", hint="--theme names a folder of templates"
        )
    return Theme(tuple(theme_folders(config)), config.cache / "templates", site)


@lru_cache(maxsize=1)
def _theme_from(folders: tuple[Path, ...], cache: Path, site: Site, digest: str) -> Theme:
    theme = Theme(folders, cache, site)
    if theme.digest != digest:
        raise usage_error("theme", "the theme was changed while the site was built", hint="build the site again")
    return theme


def _files(folders: Iterable[Path]) -> dict[str, Path]:
    """Every file of the theme by its name, `/` between folders; hidden files are none of it."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.split("/")):
                files.setdefault(name, path)
    return dict(sorted(files.items()))
