"""The edition, week or month that a command names, with the theme that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sitegen.config import Config
from sitegen.diagnostics import ContentError, Diagnostic, Report, suggest, usage_error
from sitegen.model import Catalog, Edition
from sitegen.pages.documents import EDITIONS
from sitegen.pages.edition_list import name_of
from sitegen.pipeline import Progress, silent
from sitegen.pipeline.content.importing import import_new
from sitegen.pipeline.stages import read_catalog
from sitegen.render.plan import site_view
from sitegen.render.plan.base import Plan
from sitegen.render.plan.mails import MailView, mail, names
from sitegen.render.theme import Theme, load_theme

_FURTHEST_EAST = timedelta(hours=14)
"""Ahead of UTC, where a day begins first."""


def read_issue(
    config: Config,
    name: str,
    report: Report,
    progress: Progress = silent,
    *,
    now: datetime | None = None,
    is_sent: bool = False,
) -> tuple[MailView, Theme]:
    """Read the content folder, and find what a name stands for (`2025-03-28`, `2025-W13`, `latest`, `week`).

    Args:
        now: to tell of sources that are not imported yet, and of a day to come; None where it is only looked at.
        is_sent: whether it goes to readers, who would have its errors for good.

    Raises:
        UsageError: the site has no address, or there is no edition of this name, or none with papers.
        ContentError: what is to be sent has errors, or a source is not imported yet.
    """
    if not config.base_url:
        hint = "give base_url in site.toml, or --base-url"
        raise usage_error("mail", "the links of what is sent need the site's address", hint=hint)
    catalog = read_catalog(config, report, progress, with_searches=True)
    theme = load_theme(config, site_view(catalog, config))
    view = mail(Plan(catalog, config, theme.strings, report), name)
    if view is None:
        hint = suggest(name, names(catalog), "name a day, a week (2025-W13), latest or week")
        if _waiting(config):
            hint = "run sitegen build first: a source has no pages yet"
        elif not catalog.editions:
            raise usage_error("unknown-edition", "there is no edition yet", hint="add a digest first: sitegen add")
        raise usage_error("unknown-edition", f"there is no edition {name!r}", hint=hint)
    if now:
        editions = _editions(view, catalog)
        _check_day(editions[-1], now, config, report)
        waiting = _waiting(config)
        report.extend(waiting)
        errors = [*_errors(editions, catalog, config, report), *waiting]
        if is_sent and errors:
            message, hint = "nothing is sent before these errors are mended", "mend them, and run the command again"
            raise ContentError(*errors, Diagnostic(severity="error", code="not-ready", message=message, hint=hint))
    if not view.cards:
        raise usage_error("empty-edition", f"the edition {name!r} has no papers", hint="list papers in it first")
    return view, theme


def _waiting(config: Config) -> list[Diagnostic]:
    """Sources that the next build imports, which may hold what was meant."""
    report = Report()
    import_new(config, report, frozen=True)
    return [finding for finding in report.diagnostics if finding.code == "not-in-ledger"]


def _editions(view: MailView, catalog: Catalog) -> list[Edition]:
    """The editions that a mail joins, oldest first."""
    periods = {period.key: period.editions for period in (*catalog.weeks, *catalog.months)}
    days = periods.get(view.key, (view.key,))
    return [edition for edition in catalog.editions if edition.date in days]


def _check_day(edition: Edition, now: datetime, config: Config, report: Report) -> None:
    if edition.date > (now + _FURTHEST_EAST).date().isoformat():
        message, hint = f"{edition.date} is still to come", "correct its date, or name an edition that is out"
        report.warning("future-edition", message, config.at(edition.path), hint=hint)


def _errors(editions: Collection[Edition], catalog: Catalog, config: Config, report: Report) -> Iterator[Diagnostic]:
    """Errors in editions and the papers that they list, and in pages that may be editions but have no place."""
    listed = (catalog.papers[listing.paper].path for edition in editions for listing in edition.listings)
    own = {*(edition.path for edition in editions), *listed}
    lost = {name for edition in editions for name in edition.lost}
    placed = {edition.path for edition in catalog.editions}
    for finding in report.diagnostics:
        if finding.severity == "error" and finding.at:
            path = finding.at.path.removeprefix(f"{config.content.as_posix()}/")
            is_unplaced = path.startswith(f"{EDITIONS}/") and path not in placed
            if path in own or name_of(path) in lost or is_unplaced:
                yield finding
