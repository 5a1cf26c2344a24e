"""The content folder as a catalog, for what shows papers without being a build: mails and announcements."""

from __future__ import annotations

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog
from sitegen.pipeline import Progress, silent, stages
from sitegen.pipeline.content.reading import read_pages
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import make_executor
from sitegen.pipeline.execution.tasks import Tasks
from sitegen.pipeline.inputs import look, program_digest
from sitegen.pipeline.searches import add_searches, check_searches


def read_catalog(
    config: Config, report: Report, progress: Progress = silent, *, with_searches: bool = False
) -> Catalog:
    """Content folder → catalog. Nothing is imported or written, but for the cache; related papers are not computed.

    Args:
        report: takes what is wrong in the pages.
        with_searches: answer the searches that `site.toml` names, which takes an index of all papers.
    """
    progress("read", 0, 0)
    with make_executor(config.jobs) as workers:
        tasks = Tasks(workers, Cache(config.cache / "results", program_digest()))
        seen = look(config, frozen=True)
        pages = read_pages(config, seen, tasks, report)
        catalog = stages.make_catalog(pages, seen, config, tasks, report, tasks.call)
        if with_searches and config.searches:
            check_searches(config)
            catalog, _ = add_searches(catalog, stages.make_index(catalog, config, tasks), config, report)
        return catalog
