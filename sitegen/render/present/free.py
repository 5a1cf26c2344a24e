"""Pages about no paper: the editor's own, an about page where the editor has none, and a welcome to an empty site."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.render import pages
from sitegen.render.present.links import PageLinks
from sitegen.render.views import FreePageView
from sitegen.render.wording import daterange, longdate
from sitegen.routes import Output

ABOUT = "about"

_WELCOME = """\
There is nothing here yet. Copy a digest, a page of trending papers say, into a text file and run

```sh
sitegen add digest.txt --date 2025-03-28
sitegen build
```

Each paper gets a page in `content/papers/`, and the digest one in `content/editions/`. Edit them as you like: what you
write stays. A text in `content/pages/about.md` becomes the page that says who makes this digest.
"""


def free_pages(catalog: Catalog, config: Config, links: PageLinks) -> Iterator[Output]:
    for page in catalog.pages:
        found = links.found(page.path, (page.body,))
        view = FreePageView(route=routes.page(page.slug), title=page.title, body=page.body, pages=found)
        yield Output(view.route, pages.free, view)
    if not any(page.slug == ABOUT for page in catalog.pages):
        yield Output(routes.page(ABOUT), pages.free, _about(catalog, config))


def welcome(config: Config) -> Output:
    """The home page of a site without papers: how to get some."""
    view = FreePageView(route=routes.HOME, title=config.title, body=_WELCOME)
    return Output(routes.HOME, pages.free, view)


def _about(catalog: Catalog, config: Config) -> FreePageView:
    return FreePageView(
        route=routes.page(ABOUT),
        title="About",
        body="\n\n".join(_facts(catalog, config)),
        papers=len(catalog.papers),
        editions=len(catalog.editions),
        generated=True,
    )


def _facts(catalog: Catalog, config: Config) -> Iterator[str]:
    """What can be said without asking anybody, as Markdown paragraphs."""
    if config.description:
        yield _plain(config.description)
    curators = list(dict.fromkeys(edition.curator or config.curator for edition in reversed(catalog.editions)))
    named = [curator for curator in curators if curator] or ([config.curator] if config.curator else [])
    if named:
        yield f"{_plain(config.title)} is a digest of research papers by {_plain(named[0])}."
    else:
        yield f"{_plain(config.title)} is a digest of research papers."
    if len(catalog.editions) > 1:
        yield f"It has appeared from {longdate(catalog.editions[0].date)} to {longdate(catalog.editions[-1].date)}."
    elif catalog.editions:
        only = catalog.editions[0]
        yield f"Its only edition so far is that of {daterange(only.start, only.date)}."


def _plain(text: str) -> str:
    from sitegen.model import Span
    from sitegen.text.markdown import escape

    return escape([(Span("text", text),)])
