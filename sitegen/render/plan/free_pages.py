"""Pages about no paper: the editor's own, an about page where the editor has none, and a welcome to an empty site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.render.formats.calendar import ics
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.base import Plan, curator_of
from sitegen.render.plan.curated import curated_lists
from sitegen.render.theme import page
from sitegen.render.views import CuratedList, PageView
from sitegen.routes import Output, Route
from sitegen.text.markdown import escape_text

_COMMANDS = """\
```sh
sitegen add digest.txt --date 2025-03-28
sitegen build
```"""


class FreePageView(PageView, frozen=True, kw_only=True, gc=False):
    """An editor's page, or an about page made from the facts when there is none."""

    template = "page.html"

    title: str
    body: str
    """Markdown."""
    lists: tuple[CuratedList, ...] = ()
    """Lists of papers in the body, which show full entries."""
    path: str = ""
    """Of its page in the content folder."""
    calendar: Route = ""
    """Its sessions, for calendars to follow."""
    papers: int = 0
    editions: int = 0
    generated: bool = False
    """Whether sitegen wrote it, and shows the facts of the site."""

    def heading(self, strings: Strings) -> str:
        return self.title


def free_pages(plan: Plan) -> Iterator[Output]:
    """The editor's own pages, and those that sitegen writes where there are none."""
    catalog, strings = plan.catalog, plan.strings
    taken = {routes.page(own.slug) for own in catalog.pages}
    for own in catalog.pages:
        links = plan.references.links(own.path, own.body)
        route = routes.page(own.slug)
        calendar = routes.beside(route, "ics") if own.sessions else ""
        view = FreePageView(
            route=route,
            title=own.title,
            body=own.body,
            lists=tuple(curated_lists(own.body, links, plan)),
            page_links=links,
            path=own.path,
            calendar=calendar,
        )
        yield page(view)
        if calendar:
            yield Output(calendar, ics, own)
    if routes.ABOUT not in taken:
        view = FreePageView(
            route=routes.ABOUT,
            title=strings.say("about"),
            body="\n\n".join(_facts(plan)),
            papers=len(catalog.papers),
            editions=len(catalog.editions),
            generated=True,
        )
        yield page(view)
    if not catalog.papers and not catalog.editions and routes.HOME not in taken:
        body = strings.say("welcome", commands=_COMMANDS)
        yield page(FreePageView(route=routes.HOME, title=plan.config.title, body=body))


def _facts(plan: Plan) -> Iterator[str]:
    """What is known of the digest, as Markdown paragraphs."""
    config, strings, editions = plan.config, plan.strings, plan.catalog.editions
    if config.description:
        yield escape_text(config.description)
    if curator := curator_of(plan.catalog, config):
        yield strings.say("digest_by", title=escape_text(config.title), curator=escape_text(curator))
    else:
        yield strings.say("digest_of_papers", title=escape_text(config.title))
    if len(editions) > 1:
        first, last = strings.longdate(editions[0].date), strings.longdate(editions[-1].date)
        yield strings.say("appeared", first=first, last=last)
    elif editions:
        yield strings.say("only_edition", day=strings.daterange(editions[0].start, editions[0].date))
