"""The site as a build would make it now, with pages rendered when they are asked for.

The stages are those of a build (`pipeline.stages`), up to the plan. What they gave for the content before an edit stays
in memory, so that a changed page costs a fraction of a second. Search index, feeds and related papers are left to the
build that follows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report, UsageError
from sitegen.model import Catalog, PaperId, Related
from sitegen.pages import ledger
from sitegen.pipeline import Context, stages
from sitegen.pipeline.content import sources
from sitegen.pipeline.content.reading import read_pages
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import SerialExecutor, make_executor
from sitegen.pipeline.execution.tasks import Memory, Tasks
from sitegen.pipeline.inputs import Inputs, find_inputs, update_inputs
from sitegen.pipeline.output import manifest
from sitegen.pipeline.output.site_folder import last_related
from sitegen.pipeline.stamps import scan
from sitegen.pipeline.versions import program_digest
from sitegen.preview.messages import Page
from sitegen.preview.publisher import unexpected_error
from sitegen.render.plan import find_page, site_view
from sitegen.render.plan.base import Plan
from sitegen.render.plan.papers import with_related
from sitegen.render.theme import Theme, assets
from sitegen.render.theme_folders import theme_folders
from sitegen.render.views import PaperView
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.search.similarity import RelatedPapers


class Renderer:
    """Pages of the site as the content is now."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._related: RelatedPapers | None = None
        # what runs here is the program as it was when this process began
        self._program = program_digest()
        self._seen: Inputs | None = None
        self._config = Config()
        self._findings: tuple[Diagnostic, ...] = ()
        self._theme: Theme | None = None
        self._theme_inputs: object = None
        self._theme_findings: tuple[Diagnostic, ...] = ()
        self._plan: Plan | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to show; sources that were never imported are left to the first build.

        An import writes the ledger after all pages, some of which may have been read before it did.
        """
        files = self._seen.files["content"] if self._seen else {}
        has_sources = any(path.startswith(f"{sources.FOLDER}/") for path in files)
        return self._plan is not None and (ledger.PATH in files or not has_sources)

    @property
    def is_complete(self) -> bool:
        """Whether related papers are known too, so that pages are what a build writes."""
        return self._last_related() is not None

    @property
    def assets(self) -> Route:
        """Folder of the theme's assets."""
        return self._theme.site.assets if self._theme else ""

    @property
    def scripts(self) -> str:
        """Digest of the theme's assets other than its stylesheet, which browsers can exchange without a reload."""
        theme = self._theme
        names = [name for name in theme.assets.names if name != assets.STYLESHEET] if theme else []
        return assets.digest((name.encode(), theme.assets.read(name)) for name in names) if theme else ""

    def refresh(self, config: Config, paths: Iterable[str] | None, report: Report) -> bool:
        """Read what has changed.

        Args:
            config: as it is now.
            paths: files that changed since the last time, in full; None where that is not known.
            report: gets what is wrong with the content and the theme.

        Returns:
            Whether anything had changed.
        """
        is_first = self._seen is None or config.content != self._config.content
        seen = None if is_first or paths is None or self._seen is None else update_inputs(self._seen, config, paths)
        seen = seen or find_inputs(config, frozen=False)
        if (config, seen) == (self._config, self._seen):
            report.extend(self._findings)
            return False
        report.extend(config.faults)
        # later there are threads, beside which no process is forked
        with make_executor(config.jobs, seen.size) if is_first else SerialExecutor() as executor:
            context = Context(config, report, Tasks(executor, self._cache(config), self._memory))
            catalog = stages.make_catalog(context, read_pages(context, seen), seen)
        theme = self._load_theme(config, catalog, report)
        self._plan = Plan(catalog, config, theme.strings, Report())
        self._config, self._seen, self._findings = config, seen, report.diagnostics
        if is_first:
            gc.collect()
            # what is read now stays, and is not looked through again and again
            gc.freeze()
        return True

    def is_current(self) -> bool:
        """Whether the content folder has the files that were read; a build may have imported some."""
        return self._seen is None or self._seen.files["content"].keys() == scan(self._config.content).keys()

    def page(self, route: Route) -> Page:
        """A page or an asset of the theme.

        Returns:
            A page with diagnostics where a template is wrong.
        """
        plan, theme = self._plan, self._theme
        if plan is None or theme is None:
            return Page(route=route)
        if route.startswith("assets/"):
            # of an earlier theme too, which a page that is open may still load from
            name = route.split("/", 2)[-1]
            return Page(route=route, body=theme.assets.read(name) if name in theme.assets.names else None)
        try:
            if output := find_page(route, plan):
                output = self._with_related(output, plan.catalog)
                return Page(route=route, body=output.render(output.view, theme))
            return Page(route=route, is_gone=route in manifest.read(self._config.output).files)
        except UsageError as problem:
            return Page(route=route, diagnostics=problem.diagnostics)
        except Exception as problem:
            return Page(route=route, diagnostics=(unexpected_error(problem),))

    def forget_related(self) -> None:
        """Look up anew which papers are related, after a build."""
        self._related = None

    def _last_related(self) -> RelatedPapers | None:
        if self._related is None:
            self._related = last_related(self._config.output, self._cache(self._config))
        return self._related

    def _cache(self, config: Config) -> Cache:
        return Cache(config.cache / "results", self._program)

    def _load_theme(self, config: Config, catalog: Catalog, report: Report) -> Theme:
        """The theme, read anew if its files or what all pages share have changed."""
        inputs = site_view(catalog, config), {folder: scan(folder) for folder in theme_folders(config)}
        if self._theme is None or inputs != self._theme_inputs:
            findings = Report()
            theme = stages.load_theme(catalog, config, findings, findings)
            self._theme_inputs, self._theme_findings = inputs, findings.diagnostics
            # one that cannot be read leaves the last good one
            if self._theme is None or not findings.count("error"):
                self._theme = theme
        report.extend(self._theme_findings)
        return self._theme

    def _with_related(self, output: Output, catalog: Catalog) -> Output:
        """A paper's page with the related papers that the last build found."""
        view, known = output.view, self._last_related()
        if known is None or not isinstance(view, PaperView):
            return output
        still = tuple(other for other in known.get(view.id, ()) if other.paper in catalog.papers)
        related: dict[PaperId, tuple[Related, ...]] = {view.id: still}
        return next(with_related([output], catalog, related))
