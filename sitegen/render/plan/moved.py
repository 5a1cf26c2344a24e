"""Pages at earlier addresses of papers, editions, topics and free pages, which lead to the present ones."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from sitegen import routes
from sitegen.files import is_path
from sitegen.pages.paper import name_in_address
from sitegen.render.plan.base import Plan
from sitegen.render.theme import page
from sitegen.render.views import PageView, Ref
from sitegen.routes import Output, Route

# a list of papers may grow, and then have pages of these names
_IDENTIFIER = re.compile(r"(?!index(?:\.p\d+)?$)[a-z0-9][\w.-]*", re.ASCII | re.IGNORECASE)


class MovedView(PageView, frozen=True, kw_only=True, gc=False):
    """An earlier address of a page."""

    template = "moved.html"
    in_sitemap = False

    target: Ref

    @property
    def canonical(self) -> Route:
        return self.target.route


def moved(plan: Plan, taken: Container[Route]) -> Iterator[Output]:
    """A page for each alias that is an id; others, such as a title that Obsidian knows a page by, have no address.

    Args:
        taken: routes of all other pages, in lower case: some hosts and disks ignore case.
    """
    seen: set[Route] = set()
    for alias, route, target in _aliases(plan):
        lowered = route.lower()
        is_name = _IDENTIFIER.fullmatch(alias) and not name_in_address(alias)
        if is_name and is_path(route) and lowered not in taken and lowered not in seen:
            seen.add(lowered)
            yield page(MovedView(route=route, target=target))


def _aliases(plan: Plan) -> Iterator[tuple[str, Route, Ref]]:
    for paper, aliases in plan.aliases.items():
        for alias in aliases:
            yield alias, routes.paper(alias), plan.paper(paper)
    for edition in plan.catalog.editions:
        for alias in edition.aliases:
            label = plan.strings.daterange(edition.start, edition.date)
            yield alias, routes.edition(alias), Ref(label, routes.edition(edition.date))
    for topic in plan.catalog.topics:
        for alias in topic.aliases:
            yield alias, routes.topic(alias), plan.topics[topic.slug]
    for own in plan.catalog.pages:
        for alias in own.aliases:
            # no page x.html stands beside a folder x/
            if alias.lower() not in routes.TAKEN:
                yield alias, routes.page(alias), Ref(own.title, routes.page(own.slug))
