"""The build: content folder → site folder.

A warm build runs the same stages as a cold one. It is fast because tasks over chunks of papers are looked up by their
inputs, and because a file of the site whose inputs are the last build's, and that lies as the last build left it, is
not rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.diagnostics import Report, UsageError
from sitegen.pipeline import Context, Progress, RepairMade, Result, Stopwatch, Today, lock, silent
from sitegen.pipeline.numerics import load_numpy, release_memory
from sitegen.pipeline.output import manifest

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.pages.ledger import Ledger
    from sitegen.pipeline.inputs import Inputs
    from sitegen.pipeline.output.site_folder import SiteFolder
    from sitegen.routes import Output


def build(
    config: Config,
    *,
    report: Report,
    today: Today | None = None,
    progress: Progress = silent,
    frozen: bool = False,
    executor: Executor | None = None,
) -> Result:
    """Build the site.

    Args:
        config: what to build, and where to.
        report: takes every diagnostic.
        progress: gets how far the build is.
        frozen: import nothing, and report new sources as errors.
        executor: runs the tasks; by default processes on this machine, as many as `config.jobs` says.

    Raises:
        UsageError: settings, the output folder or the theme cannot be used; nothing has been written then. What is
            wrong with the content is among its diagnostics, so that one run shows everything.
    """
    manifest.check_overlap(config)
    problems = Report(config.faults)
    with problems.collecting():
        manifest.check_place(config)
    if config.searches:
        # the language of queries is a part of the index, which is of arrays
        load_numpy()
        from sitegen.pipeline.searches import check_searches

        with problems.collecting():
            check_searches(config)
    with lock.of_content(config, progress):
        from sitegen.pipeline.execution.cache import Cache
        from sitegen.pipeline.inputs import find_inputs
        from sitegen.pipeline.output.site_folder import SiteFolder

        clock = Stopwatch(progress)
        with clock.stage("look"):
            inputs = find_inputs(config, frozen)
            cache = Cache.of(config)
            # a folder that is refused may be the root of a whole disk
            site = None if problems.diagnostics else SiteFolder(config.output, cache)
            last = site.last_result(inputs) if site else None
        if last:
            report.extend(last.diagnostics)
            return structs.replace(last, written=0, unchanged=last.outputs, removed=0, gone=(), seconds=clock.seconds)
        load_numpy()
        from sitegen.pipeline.execution.executor import make_executor
        from sitegen.pipeline.execution.remote import adapt
        from sitegen.pipeline.execution.tasks import Tasks

        with adapt(executor) if executor else make_executor(config.jobs, inputs.size) as workers:
            context = Context(config, report, Tasks(workers, cache), clock, today)
            return _build(context, inputs, site, problems, frozen)


def _build(context: Context, inputs: Inputs, site: SiteFolder | None, problems: Report, frozen: bool) -> Result:
    """The stages in their order, as far as `problems` allow: what keeps the site from being written."""
    from sitegen.pipeline import stages
    from sitegen.pipeline.output.hosts import check_file_count
    from sitegen.pipeline.output.publish import Publication
    from sitegen.pipeline.output.shards import PartOf
    from sitegen.pipeline.output.writer import SiteWriter
    from sitegen.pipeline.profile import make_profile
    from sitegen.pipeline.searches import add_searches
    from sitegen.render.plan import outputs as plan
    from sitegen.render.plan.papers import with_related

    config, report, clock = context.config, context.report, context.clock
    catalog, ledger = stages.read_content(context, inputs, frozen=frozen, dry_run=not site)
    with clock.stage("analyse"):
        related, index = stages.analyse(context, catalog)
        release_memory()
        if not problems.diagnostics:
            catalog, index = add_searches(catalog, index, config, report)
        theme = stages.load_theme(catalog, config, report, problems)
        outputs: list[Output] = []
        # pages are planned early only for what is to be reported before anything is written
        if problems.diagnostics or not site or (theme.own_templates and not site.has_templates(inputs)):
            outputs = list(plan(catalog, config, theme, report))
            stages.try_templates(outputs, theme, problems)
    if problems.diagnostics or site is None:
        raise UsageError(*Report([*problems.diagnostics, *report.diagnostics]).diagnostics)
    site.check_feed_ids(config, report)
    with Publication(config.output, report, clock.progress) as publication:
        part = PartOf(config.shard, theme.digest)
        writer = SiteWriter(context, publication, site, part)
        with clock.stage("index"):
            index = writer.write_named_by_content(index)
        with clock.stage("plan"):
            outputs = outputs or list(plan(catalog, config, theme, report))
        with clock.stage("write"):
            times = writer.write(outputs, index, theme, partial(with_related, catalog=catalog, related=related))
        publication.part = part.describe(config, catalog)
    if not config.shard:
        check_file_count(publication.count, config, report)
    counts = {"papers": len(catalog.papers), "editions": len(catalog.editions), "topics": len(catalog.topics)}
    sizes = site.sizes(publication.stamps)
    result = publication.result(sizes, site.untold, seconds=clock.seconds, repairs=tuple(_repairs(ledger)), **counts)
    if publication.whole:
        # if it has changed the content itself, the next build looks again: what an import says it says once
        site.remember(publication.stamps, inputs, result, related)
        context.tasks.cache.drop_unused()
    # not remembered: the next build has a profile of its own
    return structs.replace(result, profile=make_profile(times, context.tasks.times))


def _repairs(ledger: Ledger) -> Iterator[RepairMade]:
    for record in ledger.values():
        for paper, repairs in record.repairs.items():
            for repair in repairs:
                yield RepairMade(record.path, paper, repair.rule, repair.before, repair.after)
