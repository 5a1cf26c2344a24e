"""A theme: templates with their filters, and the assets beside them.

A name is looked up in the user's folders, then in the installed package, then in the checkout, so that a user's theme
may override single files. A theme is read once and then only asked; what is wrong in a template is told with its file
and line.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import jinja2
import msgspec
from markupsafe import Markup

from sitegen import routes
from sitegen.config import Config
from sitegen.diagnostics import usage_error
from sitegen.render.assets import IMAGE, Assets, AssetView, digest
from sitegen.render.environment import make_environment
from sitegen.render.folders import theme_folders
from sitegen.render.i18n.translations import load_strings
from sitegen.render.links import Links
from sitegen.render.markdown import Prose
from sitegen.render.memo import remember_calls
from sitegen.render.template_errors import locate
from sitegen.render.views import PageView, Site
from sitegen.routes import Output


class ThemeFiles:
    """The files of a theme: read, and not yet bound to a site.

    Args:
        folders: of templates, the strongest first.
        lang: of the site.
        cache: folder for compiled templates.

    Raises:
        UsageError: a file of words is wrong.
    """

    def __init__(self, folders: Sequence[Path], lang: str, cache: Path) -> None:
        self.folders, self.lang, self.cache = tuple(folders), lang, cache
        files = _files(folders)
        self.strings = load_strings(folders, lang)
        self.assets = Assets(files, self.strings)
        self.digest = self.assets.digest
        """Of the assets."""
        self.templates = {
            name: (path.read_bytes().decode("utf-8", "replace"), path)
            for name, path in files.items()
            if name.endswith(".html")
        }


class ThemeSpec(msgspec.Struct, frozen=True):
    """What a theme is built from: small and picklable, so that another process builds the theme for itself."""

    folders: tuple[Path, ...]
    lang: str
    cache: Path
    site: Site
    digest: str
    """Of the theme, which must not have changed meanwhile."""


class Theme:
    """What a render function is given beside its view.

    It is pickled as its `ThemeSpec`. A process that unpickles it reads the files once and keeps the theme, so a task
    that renders may simply take the theme as an argument.
    """

    def __init__(self, files: ThemeFiles, site: Site) -> None:
        self._files, self._given = files, site
        self.strings, self.assets = files.strings, files.assets
        nav = tuple(msgspec.structs.replace(ref, label=self.strings.say(ref.label)) for ref in site.nav)
        folder = f"assets/{files.digest}"
        image = f"{folder}/{IMAGE}" if IMAGE in self.assets.names else ""
        self.site = msgspec.structs.replace(site, assets=folder, image=image, nav=nav)
        self.prose = Prose()
        self.once = remember_calls()
        self._sources = files.templates
        self._environment = make_environment(self._sources, self.site, self.strings, self._markdown, files.cache)
        self._loaded: dict[str, jinja2.Template] = {}
        self._links = Links(self.site, self.assets.names)

    def __reduce__(self) -> tuple[Callable[[ThemeSpec], Theme], tuple[ThemeSpec]]:
        return theme_from, (self.spec,)

    @property
    def spec(self) -> ThemeSpec:
        """What the same theme can be built from, in another process as well."""
        files = self._files
        return ThemeSpec(files.folders, files.lang, files.cache, self._given, self.digest)

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
        self.prose.turn_to(links.href, getattr(view, "pages", ()))
        canonical = routes.absolute(base, view.canonical, urls) if base else ""
        try:
            template = self._loaded.get(view.template) or self._load(view.template)
            html = template.render(view=view, href=links.href, asset=links.asset, canonical=canonical)
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

    def warm(self) -> None:
        """Gets ready to render, for a caller that has to wait anyway. Faults are told when a page needs them."""
        for name in self._sources:
            with contextlib.suppress(jinja2.TemplateError):
                self._load(name)
        self.prose.warm()

    def _load(self, name: str) -> jinja2.Template:
        template = self._loaded[name] = self._environment.get_template(name)
        return template

    def _markdown(self, source: str, top: int = 3) -> Markup:
        return Markup(self.prose.html(source, top))


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
        config: as `read_theme` wants it.
        site: what every page shares; what it has of the theme is filled in, and its `nav` labelled.

    Raises:
        UsageError: as `read_theme` raises it.
    """
    return Theme(read_theme(config), site)


def read_theme(config: Config) -> ThemeFiles:
    """Read the files of the theme that a configuration names.

    Args:
        config: names the user's theme, and the content folder beside which `templates/` may lie.

    Raises:
        UsageError: the folder that the configuration names is not there, or a file of words is wrong.
    """
    if config.theme and not config.theme.is_dir():
        raise usage_error(
            "theme", f"there is no theme folder {config.theme}", hint="--theme names a folder of templates"
        )
    return ThemeFiles(theme_folders(config), config.lang, config.cache / "templates")


@lru_cache(maxsize=1)
def theme_from(spec: ThemeSpec) -> Theme:
    """The theme that a spec stands for; a process that is asked again has it at hand.

    Raises:
        UsageError: the files are not those that the spec was made for.
    """
    theme = Theme(ThemeFiles(spec.folders, spec.lang, spec.cache), spec.site)
    if theme.digest != spec.digest:
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
