"""The edition, week or month that a command names, with the theme that shows it."""

from __future__ import annotations

from sitegen.config import Config
from sitegen.diagnostics import Report, suggest, usage_error
from sitegen.pipeline import Progress, silent
from sitegen.pipeline.stages import read_catalog
from sitegen.render.plan import site_view
from sitegen.render.plan.base import Plan
from sitegen.render.plan.mails import MailView, mail, names
from sitegen.render.theme import Theme, load_theme


def read_issue(config: Config, name: str, report: Report, progress: Progress = silent) -> tuple[MailView, Theme]:
    """Read the content folder, and find what a name stands for (`2025-03-28`, `2025-W13`, `latest`, `week`).

    Raises:
        UsageError: the site has no address, or there is no edition of this name, or none with papers.
    """
    if not config.base_url:
        hint = "give base_url in site.toml, or --base-url"
        raise usage_error("mail", "the links of what is sent need the site's address", hint=hint)
    catalog = read_catalog(config, report, progress, with_searches=True)
    theme = load_theme(config, site_view(catalog, config))
    view = mail(Plan(catalog, config, theme.strings, report), name)
    if view is None:
        if not catalog.editions:
            raise usage_error("unknown-edition", "there is no edition yet", hint="add a digest first: sitegen add")
        hint = suggest(name, names(catalog), "name a day, a week (2025-W13), latest or week")
        raise usage_error("unknown-edition", f"there is no edition {name!r}", hint=hint)
    if not view.cards:
        raise usage_error("empty-edition", f"the edition {name!r} has no papers", hint="list papers in it first")
    return view, theme
