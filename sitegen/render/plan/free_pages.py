"""Pages about no paper: the editor's own, an about page where the editor has none, and a welcome to an empty site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.links import PageLinks
from sitegen.render.theme import page
from sitegen.render.views import PageView, Site
from sitegen.routes import Output

ABOUT = "about"

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
    papers: int = 0
    editions: int = 0
    generated: bool = False
    """Whether sitegen wrote it, and shows the facts of the site."""

    def describe(self, site: Site, strings: Strings) -> tuple[str, str]:
        return f"{self.title} · {site.title}", site.description


def free_pages(catalog: Catalog, config: Config, links: PageLinks, strings: Strings) -> Iterator[Output]:
    for own in catalog.pages:
        found = links.found(own.path, own.body)
        yield page(FreePageView(route=routes.page(own.slug), title=own.title, body=own.body, page_links=found))
    if not any(own.slug == ABOUT for own in catalog.pages):
        yield page(_about(catalog, config, strings))


def welcome(config: Config, strings: Strings) -> Output:
    """The home page of a site without papers: how to get some."""
    return page(FreePageView(route=routes.HOME, title=config.title, body=strings.say("welcome", commands=_COMMANDS)))


def _about(catalog: Catalog, config: Config, strings: Strings) -> FreePageView:
    return FreePageView(
        route=routes.page(ABOUT),
        title=strings.say("about"),
        body="\n\n".join(_facts(catalog, config, strings)),
        papers=len(catalog.papers),
        editions=len(catalog.editions),
        generated=True,
    )


def _facts(catalog: Catalog, config: Config, strings: Strings) -> Iterator[str]:
    """What can be said without asking anybody, as Markdown paragraphs."""
    if config.description:
        yield _plain(config.description)
    curators = list(dict.fromkeys(edition.curator or config.curator for edition in reversed(catalog.editions)))
    named = [curator for curator in curators if curator] or ([config.curator] if config.curator else [])
    if named:
        yield strings.say("digest_by", title=_plain(config.title), curator=_plain(named[0]))
    else:
        yield strings.say("digest_of_papers", title=_plain(config.title))
    if len(catalog.editions) > 1:
        first, last = (strings.longdate(edition.date) for edition in (catalog.editions[0], catalog.editions[-1]))
        yield strings.say("appeared", first=first, last=last)
    elif catalog.editions:
        only = catalog.editions[0]
        yield strings.say("only_edition", day=strings.daterange(only.start, only.date))


def _plain(text: str) -> str:
    from sitegen.model import Span
    from sitegen.text.markdown import escape

    return escape([(Span("text", text),)])
