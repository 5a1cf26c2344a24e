"""Pages about no paper: the editor's own, an about page where the editor has none, and a welcome to an empty site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.render import pages
from sitegen.render.plan.links import PageLinks
from sitegen.render.views import FreePageView
from sitegen.render.words import Words
from sitegen.routes import Output

ABOUT = "about"

_COMMANDS = """\
```sh
sitegen add digest.txt --date 2025-03-28
sitegen build
```"""


def free_pages(catalog: Catalog, config: Config, links: PageLinks, words: Words) -> Iterator[Output]:
    for page in catalog.pages:
        found = links.found(page.path, page.body)
        view = FreePageView(route=routes.page(page.slug), title=page.title, body=page.body, pages=found)
        yield Output(view.route, pages.free, view)
    if not any(page.slug == ABOUT for page in catalog.pages):
        yield Output(routes.page(ABOUT), pages.free, _about(catalog, config, words))


def welcome(config: Config, words: Words) -> Output:
    """The home page of a site without papers: how to get some."""
    view = FreePageView(route=routes.HOME, title=config.title, body=words.say("welcome", commands=_COMMANDS))
    return Output(routes.HOME, pages.free, view)


def _about(catalog: Catalog, config: Config, words: Words) -> FreePageView:
    return FreePageView(
        route=routes.page(ABOUT),
        title=words.say("about"),
        body="\n\n".join(_facts(catalog, config, words)),
        papers=len(catalog.papers),
        editions=len(catalog.editions),
        generated=True,
    )


def _facts(catalog: Catalog, config: Config, words: Words) -> Iterator[str]:
    """What can be said without asking anybody, as Markdown paragraphs."""
    if config.description:
        yield _plain(config.description)
    curators = list(dict.fromkeys(edition.curator or config.curator for edition in reversed(catalog.editions)))
    named = [curator for curator in curators if curator] or ([config.curator] if config.curator else [])
    if named:
        yield words.say("digest_by", title=_plain(config.title), curator=_plain(named[0]))
    else:
        yield words.say("digest_of_papers", title=_plain(config.title))
    if len(catalog.editions) > 1:
        first, last = (words.longdate(edition.date) for edition in (catalog.editions[0], catalog.editions[-1]))
        yield words.say("appeared", first=first, last=last)
    elif catalog.editions:
        only = catalog.editions[0]
        yield words.say("only_edition", day=words.daterange(only.start, only.date))


def _plain(text: str) -> str:
    from sitegen.model import Span
    from sitegen.text.markdown import escape

    return escape([(Span("text", text),)])
