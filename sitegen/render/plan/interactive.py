"""Pages that a reader uses rather than reads: search, saved and watched papers, the answer to an unknown address."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.model import Facts
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.base import Plan, largest
from sitegen.render.theme import page
from sitegen.render.views import PageView, Site
from sitegen.routes import Output

_EXAMPLES = 5


class SearchView(PageView, frozen=True, kw_only=True, gc=False):
    """The search page, which a script fills."""

    template = "search.html"
    called = "search"

    papers: int
    examples: tuple[str, ...] = ()
    """A few topics to try."""
    author: str = ""
    """Somebody to look for."""
    arxiv: str = ""
    """The id of a paper that is here."""

    def description(self, site: Site, strings: Strings) -> str:
        return strings.say("about_search", n=self.papers)


class SavedView(PageView, frozen=True, kw_only=True, gc=False):
    """Papers that a reader saved; only the reader's browser knows which."""

    template = "saved.html"
    called = "saved_papers"
    in_sitemap = False


class ForYouView(PageView, frozen=True, kw_only=True, gc=False):
    """What a reader watches, and the newest papers ranked by those that were saved; worked out in the browser."""

    template = "for_you.html"
    called = "for_you"
    in_sitemap = False


class NotFoundView(PageView, frozen=True, kw_only=True, gc=False):
    """The page that a host shows for an address that the site does not have."""

    template = "404.html"
    called = "not_found"
    in_sitemap = False


def interactive(plan: Plan) -> Iterator[Output]:
    catalog = plan.catalog
    if catalog.papers:
        examples = tuple(topic.label for topic in largest(catalog.topics, _EXAMPLES))
        newest = (catalog.papers[paper].facts for paper in catalog.newest)
        known = next((facts for facts in newest if facts.arxiv and facts.authors), Facts(title=""))
        author = known.authors[0].name.replace('"', "") if known.authors else ""
        yield page(
            SearchView(
                route=routes.SEARCH, papers=len(catalog.papers), examples=examples, author=author, arxiv=known.arxiv
            )
        )
        yield page(SavedView(route=routes.SAVED))
        yield page(ForYouView(route=routes.FOR_YOU))
    yield page(NotFoundView(route=routes.NOT_FOUND))
