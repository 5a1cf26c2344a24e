"""The plan of the site: every page with the view it shows, made from the catalog.

Here it is decided what exists. Nothing empty is shown: a section without papers has no page, and what has no page has
no link.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.catalog.trends import find_trends
from sitegen.config import Config
from sitegen.model import Catalog, Date
from sitegen.render import pages
from sitegen.render.plan import archive, editions, lists, notices, papers
from sitegen.render.plan.free import ABOUT, free_pages, welcome
from sitegen.render.plan.links import PageLinks
from sitegen.render.plan.moved import moved
from sitegen.render.plan.news import News
from sitegen.render.plan.refs import Refs
from sitegen.render.theme import Theme
from sitegen.render.views import ListView, NotFoundView, Ref, SavedView, SearchView, Site
from sitegen.render.words import Words
from sitegen.routes import Output, Route

SEARCH_MANIFEST = "search/manifest.json"


def site_view(catalog: Catalog, config: Config, assets: Route = "") -> Site:
    """What every page shares. Its `nav` is labelled by the keys of words, which `load_theme` says.

    Args:
        assets: folder of the theme's assets; `load_theme` fills it in.
    """
    sections = (
        (catalog.editions, "archive", routes.ARCHIVE),
        (catalog.papers, "papers", routes.PAPERS),
        (catalog.topics, "topics", routes.TOPICS),
        (catalog.authors, "authors", routes.AUTHORS),
        (catalog.papers, "search", routes.SEARCH),
        (True, "about", routes.page(ABOUT)),
    )
    newest = catalog.editions[-1].curator if catalog.editions else ""
    return Site(
        title=config.title,
        description=config.description,
        lang=config.lang,
        base_url=config.base_url,
        base_path=config.base_path,
        urls=config.urls,
        curator=config.curator or newest,
        nav=tuple(Ref(label, route) for present, label, route in sections if present),
        assets=assets,
        newsletter_action=config.newsletter.action,
        newsletter_email_field=config.newsletter.email_field,
        newsletter_fields=tuple(config.newsletter.fields.items()),
        edit_url=config.edit_url,
        foot=_foot(catalog),
    )


def _foot(catalog: Catalog) -> tuple[Ref, ...]:
    labels = {ABOUT: "", **{page.slug: page.title for page in catalog.pages}}
    return tuple(Ref(label, routes.page(slug)) for slug, label in sorted(labels.items()))


def outputs(catalog: Catalog, config: Config, theme: Theme) -> Iterator[Output]:
    """Every file of the site but the search index, pages first.

    Args:
        catalog: what there is to show.
        config: addresses, titles and who made it.
        theme: brings the assets; a page's bytes are `output.render(output.view, theme)`.
    """
    refs = Refs(catalog)
    news = News(catalog, config, refs)
    made = list(_pages(catalog, config, refs, theme.words, news))
    yield from sorted(made, key=_time)
    yield from news.outputs(theme.words)
    yield from notices.for_crawlers(config, made)
    yield from notices.for_hosts(made)
    yield from theme.outputs()


def _time(output: Output) -> Date:
    """Of a list, when its first paper was listed: lists of one time show the same entries, which are then at hand."""
    if not isinstance(output.view, ListView):
        return ""
    first = output.view.cards[0]
    return first.listed.label if first.listed else first.published


def _pages(catalog: Catalog, config: Config, refs: Refs, words: Words, news: News) -> Iterator[Output]:
    links, trends = PageLinks(catalog), find_trends(catalog)
    if catalog.papers:
        yield from papers.papers(catalog, refs, links)
        yield from moved(catalog)
        yield from lists.papers(catalog, refs, words, home="" if catalog.editions else routes.HOME)
    elif not catalog.editions:
        yield welcome(config, words)
    yield from editions.editions(catalog, config, refs, links)
    yield from archive.archive(catalog, refs, trends)
    yield from lists.weeks(catalog, refs, words)
    yield from lists.months(catalog, refs, words)
    yield from lists.topics(catalog, refs, words, news, trends)
    yield from lists.authors(catalog, refs, words, news)
    if catalog.papers:
        yield Output(routes.SEARCH, pages.search, _search(catalog))
        yield Output(routes.SAVED, pages.saved, SavedView(route=routes.SAVED))
    yield from free_pages(catalog, config, links, words)
    yield Output(routes.NOT_FOUND, pages.not_found, NotFoundView(route=routes.NOT_FOUND))


def _search(catalog: Catalog) -> SearchView:
    telling = sorted(catalog.topics, key=lambda topic: (-len(topic.papers), topic.slug))
    return SearchView(
        route=routes.SEARCH,
        papers=len(catalog.papers),
        manifest=SEARCH_MANIFEST,
        examples=tuple(topic.label for topic in telling[:5]),
    )
