"""The plan of the site: every file with the view it shows, made from the catalog.

Here it is decided what exists. Nothing empty is shown: a section without papers has no page, and what has no page has
no link. A kind of page is a module of this package with its view and the function that plans its pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import routes
from sitegen.catalog.trends import find_trends
from sitegen.config import Config
from sitegen.model import Catalog, Date
from sitegen.render.formats.hosting import for_hosts
from sitegen.render.formats.sitemap import for_crawlers
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan import archive, editions, lists, names, papers
from sitegen.render.plan.free_pages import ABOUT, free_pages, welcome
from sitegen.render.plan.links import PageLinks
from sitegen.render.plan.lists import ListView
from sitegen.render.plan.moved import moved
from sitegen.render.plan.news import News
from sitegen.render.plan.refs import Refs
from sitegen.render.plan.tools import not_found, saved, search
from sitegen.render.theme import Theme
from sitegen.render.views import Ref, Site
from sitegen.routes import Output, Route


def site_view(catalog: Catalog, config: Config, assets: Route = "") -> Site:
    """What every page shares. Its `nav` is labelled by keys of interface strings, which `Theme` looks up.

    Args:
        assets: folder of the theme's assets; `Theme` fills it in.
    """
    sections = (
        (catalog.editions, "archive", routes.ARCHIVE),
        (catalog.papers, "papers", routes.PAPERS),
        (catalog.topics, "topics", routes.TOPICS),
        (catalog.authors, "authors", routes.AUTHORS),
        (catalog.papers, "search", routes.SEARCH),
        (True, "about", routes.page(ABOUT)),
    )
    newest_curator = catalog.editions[-1].curator if catalog.editions else ""
    labels = {ABOUT: "", **{page.slug: page.title for page in catalog.pages}}
    return Site(
        title=config.title,
        description=config.description,
        lang=config.lang,
        base_url=config.base_url,
        base_path=config.base_path,
        urls=config.urls,
        curator=config.curator or newest_curator,
        nav=tuple(Ref(label, route) for present, label, route in sections if present),
        assets=assets,
        newsletter_action=config.newsletter.action,
        newsletter_email_field=config.newsletter.email_field,
        newsletter_fields=tuple(config.newsletter.fields.items()),
        edit_url=config.edit_url,
        foot=tuple(Ref(label, routes.page(slug)) for slug, label in sorted(labels.items())),
    )


def outputs(catalog: Catalog, config: Config, theme: Theme) -> Iterator[Output]:
    """Every file of the site but the search index, pages first.

    Args:
        catalog: what there is to show.
        config: addresses, titles and who made it.
        theme: brings the assets; a file's bytes are `output.render(output.view, theme)`.
    """
    refs = Refs(catalog)
    news = News(catalog, config, refs)
    pages = list(_pages(catalog, config, refs, theme.strings, news))
    pages += moved(catalog, {page.route.lower() for page in pages})
    yield from sorted(pages, key=_first_listed)
    yield from news.outputs(theme.strings)
    yield from for_crawlers(config.base_url, pages)
    yield from for_hosts(pages)
    yield from theme.outputs()


def _first_listed(output: Output) -> Date:
    """When the first paper of a list was listed: lists of one time show the same entries, which are then at hand."""
    if not isinstance(output.view, ListView):
        return ""
    first = output.view.cards[0]
    return first.listed.label if first.listed else first.published


def _pages(catalog: Catalog, config: Config, refs: Refs, strings: Strings, news: News) -> Iterator[Output]:
    links, trends = PageLinks(catalog), find_trends(catalog)
    if catalog.papers:
        yield from papers.papers(catalog, refs, links)
        yield from lists.papers(catalog, refs, strings, home="" if catalog.editions else routes.HOME)
    elif not catalog.editions:
        yield welcome(config, strings)
    yield from editions.editions(catalog, config, refs, links)
    yield from archive.archive(catalog, refs, trends)
    yield from lists.weeks(catalog, refs, strings)
    yield from lists.months(catalog, refs, strings)
    yield from lists.topics(catalog, refs, links, strings, news, trends)
    yield from names.topics(catalog, trends)
    yield from lists.authors(catalog, refs, strings, news)
    yield from names.authors(catalog)
    if catalog.papers:
        yield search(catalog)
        yield saved()
    yield from free_pages(catalog, config, links, strings)
    yield not_found()
