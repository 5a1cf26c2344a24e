"""Pages at the places that papers had before, so that a paper joined with another keeps its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen import routes
from sitegen.model import Catalog
from sitegen.render import pages
from sitegen.render.views import MovedView, Ref
from sitegen.routes import Output

_IDENTIFIER = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


def moved(catalog: Catalog) -> Iterator[Output]:
    """A page for each alias that is an id; others, such as a title that Obsidian knows a page by, have no place."""
    # some hosts and disks do not tell cases apart
    taken = {identifier.lower() for identifier in catalog.papers} | {"index"}
    for paper in catalog.papers.values():
        for alias in paper.aliases:
            if _IDENTIFIER.fullmatch(alias) and alias.lower() not in taken:
                taken.add(alias.lower())
                view = MovedView(route=routes.paper(alias), paper=Ref(paper.title, routes.paper(paper.id)))
                yield Output(view.route, pages.moved, view)
