"""A theme: templates with their filters, and the assets beside them.

A name is looked up in the user's folders, then in the installed package, then in the checkout, so that a user's theme
may override single files. A theme is read once and then only asked; what is wrong in a template is told with its file
and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import msgspec
from markupsafe import Markup

from sitegen import routes
from sitegen.config import Config
from sitegen.diagnostics import Location, UsageError, usage_error
from sitegen.render import citation, elsewhere, highlight, titles, wording
from sitegen.render.assets import STYLESHEET, Assets, AssetView, digest
from sitegen.render.bytecode import CompiledTemplates
from sitegen.render.head import head
from sitegen.render.markdown import Prose
from sitegen.render.views import Site
from sitegen.routes import Output, Route

FOLDER = "templates"


class Theme:
    """What a render function is given beside its view."""

    def __init__(self, files: dict[str, Path], site: Site, cache: Path | None = None) -> None:
        self.assets = Assets(files)
        self.site = msgspec.structs.replace(site, assets=f"assets/{self.assets.digest}")
        self.prose = Prose()
        self._templates = {name: path for name, path in files.items() if name.endswith(".html")}
        self._sources = {name: path.read_bytes().decode("utf-8", "replace") for name, path in self._templates.items()}
        self._environment = self._make_environment(cache)
        self._loaded: dict[str, jinja2.Template] = {}
        self._places: dict[int, _Place] = {}

    @property
    def digest(self) -> str:
        """Of everything but the view that a page's bytes hang on: templates, assets, and what all pages share."""
        sources = ((name.encode(), source.encode()) for name, source in sorted(self._sources.items()))
        return digest([*sources, (msgspec.json.encode(self.site),)])

    def render(self, name: str, view: Any) -> bytes:
        """The page that a template makes of a view.

        Raises:
            UsageError: the template is missing or wrong; located at its line.
        """
        route: Route = view.route
        place = self._place(route)
        self.prose.turn_to(place.href, getattr(view, "pages", ()))
        canonical = routes.absolute(self.site.base_url, route, self.site.urls) if self.site.base_url else ""  # type: ignore[arg-type]
        try:
            template = self._loaded.get(name) or self._load(name)
            html = template.render(view=view, href=place.href, asset=place.asset, canonical=canonical)
        except Exception as problem:
            if found := self._located(problem):
                raise found from problem
            raise
        return html.encode("utf-8", "replace")

    def outputs(self) -> Iterator[Output]:
        """The theme's assets as files of the site."""
        for name in self.assets.names:
            route = f"{self.site.assets}/{name}"
            yield Output(route, render_asset, AssetView(route=route, name=name))

    def _load(self, name: str) -> jinja2.Template:
        template = self._loaded[name] = self._environment.get_template(name)
        return template

    def _place(self, route: Route) -> _Place:
        # the page that a host shows for any address cannot use links relative to its own
        depth = -1 if route == routes.NOT_FOUND else route.count("/")
        place = self._places.get(depth)
        if place is None:
            href = _from_root(self.site) if depth < 0 else _from_depth(depth, self.site)
            place = self._places[depth] = _Place(href, self._asset_links(href))
        return place

    def _asset_links(self, href: Callable[[Route], str]) -> Callable[[str], str]:
        known = {name: href(f"{self.site.assets}/{name}") for name in self.assets.names}

        def asset(name: str) -> str:
            try:
                return known[name]
            except KeyError:
                raise jinja2.TemplateRuntimeError(f"the theme has no file {name}") from None

        return asset

    def _make_environment(self, cache: Path | None) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=CompiledTemplates(cache) if cache else None,
        )
        environment.context_class = _Context
        environment.filters.update(
            markdown=self._markdown,
            inline=titles.html,
            title_text=titles.text,
            iso=wording.iso,
            longdate=wording.longdate,
            number=wording.number,
            excerpt=wording.excerpt,
        )
        environment.globals.update(
            site=self.site,
            once=_Once(),
            daterange=wording.daterange,
            title_searches=elsewhere.title_searches,
            bibtex=citation.bibtex,
            ris=citation.ris,
            highlight_bibtex=highlight.bibtex,
            head=lambda view: head(view, self.site),
        )
        return environment

    def _markdown(self, source: str, top: int = 3) -> Markup:
        return Markup(self.prose.html(source, top))

    def _source(self, name: str) -> tuple[str, str, None] | None:
        source = self._sources.get(name)
        return (source, str(self._templates[name]), None) if source is not None else None

    def _located(self, problem: BaseException) -> UsageError | None:
        """The finding that a template's author can act on; None where the fault is not the template's."""
        if isinstance(problem, jinja2.TemplateSyntaxError):
            return self._finding(
                problem.message or "syntax error", problem.filename or problem.name or "", problem.lineno
            )
        if isinstance(problem, jinja2.TemplatesNotFound | jinja2.TemplateNotFound) and not _frames(
            problem, self._paths()
        ):
            return usage_error(
                "template", f"no theme has the template {problem.message}", hint="is sitegen installed whole?"
            )
        frames = _frames(problem, self._paths())
        innermost_is_template = bool(frames) and frames[-1][2]
        if frames and (innermost_is_template or isinstance(problem, jinja2.TemplateError)):
            path, line, _ = frames[-1]
            return self._finding(str(problem) or type(problem).__name__, path, line)
        if frames:
            problem.add_note(f"while a template was rendered: {frames[-1][0]}:{frames[-1][1]}")
        return None

    def _paths(self) -> set[str]:
        return {str(path) for path in self._templates.values()}

    def _finding(self, message: str, path: str, line: int) -> UsageError:
        name = next((name for name, known in self._templates.items() if str(known) == path), "")
        lines = self._sources.get(name, "").splitlines()
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        return usage_error("template", message, Location(Path(path).as_posix(), line), excerpt=excerpt)


class _Once:
    """For templates: `once(macro, …)` is `macro(…)`, remembered by its arguments.

    A paper's entry stands under each of its topics and authors, and the head of the site on every page. The macro
    has to be an imported one, so that it sees nothing but its arguments and what all pages share.
    """

    MOST = 50_000

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], str] = {}

    def __call__(self, macro: Callable[..., str], *arguments: Any) -> str:
        key = (macro, *arguments)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= self.MOST:
                # memory is bounded, and a large site's lists come in order, so old entries are seldom asked for
                self._made.clear()
            made = self._made[key] = macro(*arguments)
        return made


class _Context(jinja2.runtime.Context):
    """Calls what a template calls. None of our functions asks for the context, so none is asked whether it does."""

    def call(
        self, function: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **words: Any
    ) -> Any:
        return function(*args, **words)


class _Place(msgspec.Struct, frozen=True):
    """What pages of one depth share: how links from there read."""

    href: Callable[[Route], str]
    asset: Callable[[str], str]


class _Hrefs(dict[str, str]):
    """Links by route, made when first asked for; as a mapping its look-up costs no Python call."""

    MOST = 200_000

    def __init__(self, make: Callable[[Route], str]) -> None:
        self._make = make

    def __missing__(self, route: Route) -> str:
        if len(self) >= self.MOST:
            self.clear()
        href = self[route] = self._make(route)
        return href


def _from_depth(depth: int, site: Site) -> Callable[[Route], str]:
    """Links from any folder so deep. They all climb to the root, so that one list shows the very bytes of the next."""
    page = "-/" * depth + "-"
    return _Hrefs(lambda route: routes.link(page, route, site.urls)).__getitem__  # type: ignore[arg-type]


def _from_root(site: Site) -> Callable[[Route], str]:
    def href(route: Route) -> str:
        return routes.absolute(quote(site.base_path, safe="/~%"), route, site.urls)  # type: ignore[arg-type]

    return href


def _frames(problem: BaseException, paths: set[str]) -> list[tuple[str, int, bool]]:
    """Lines of templates that the traceback goes through, and whether each is where it ends."""
    found = []
    trace = problem.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path in paths:
            found.append((path, trace.tb_lineno, trace.tb_next is None))
        trace = trace.tb_next
    return found


def render_asset(view: AssetView, theme: Theme) -> bytes:
    return theme.assets.read(view.name)


def load_theme(config: Config, site: Site) -> Theme:
    """The theme of a site.

    Args:
        config: names the user's theme, and the content folder beside which `templates/` may lie.
        site: what every page shares; its `assets` is filled in from the theme's own digest.

    Raises:
        UsageError: the folder that the configuration names is not there.
    """
    if config.theme and not config.theme.is_dir():
        raise usage_error(
            "theme", f"there is no theme folder {config.theme}", hint="--theme names a folder of templates"
        )
    return Theme(_files(_folders(config)), site, config.cache / FOLDER)


def _folders(config: Config) -> list[Path]:
    """Folders of templates, the strongest first."""
    package = Path(__file__).resolve().parents[1]
    folders = [config.content.parent / FOLDER, package / FOLDER]
    if config.theme:
        folders.insert(0, config.theme)
    if (package.parent / "pyproject.toml").is_file():
        # a checkout; beside an installed package some other project's folder could lie
        folders.append(package.parent / FOLDER)
    return [folder for folder in folders if folder.is_dir()]


def _files(folders: Iterable[Path]) -> dict[str, Path]:
    """Every file of the theme by its name, `/` between folders; hidden files are none of it."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                files.setdefault(name, path)
    return dict(sorted(files.items()))


__all__ = ["STYLESHEET", "Theme", "load_theme", "render_asset"]
