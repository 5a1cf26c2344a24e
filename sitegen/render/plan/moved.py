"""Pages at the places that papers had before, so that a paper joined with another keeps its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen import routes
from sitegen.model import Catalog
from sitegen.render.theme import page
from sitegen.render.views import PageView, Ref
from sitegen.routes import Output, Route

_IDENTIFIER = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


class MovedView(PageView, frozen=True, kw_only=True, gc=False):
    """The place where a paper used to be."""

    template = "moved.html"
    in_sitemap = False

    paper: Ref

    @property
    def canonical(self) -> Route:
        return self.paper.route


def moved(catalog: Catalog) -> Iterator[Output]:
    """A page for each alias that is an id; others, such as a title that Obsidian knows a page by, have no place."""
    # some hosts and disks do not tell cases apart
    taken = {identifier.lower() for identifier in catalog.papers} | {"index"}
    for paper in catalog.papers.values():
        for alias in paper.aliases:
            if _IDENTIFIER.fullmatch(alias) and alias.lower() not in taken:
                taken.add(alias.lower())
                yield page(MovedView(route=routes.paper(alias), paper=Ref(paper.title, routes.paper(paper.id))))
