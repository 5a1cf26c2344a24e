"""The plan of the site: every file with the view it shows, from the catalog.

Here it is decided what exists. Nothing empty is shown: a section without papers has no page, and what has no page has
no link. A kind of page is a module of this package with its view and the function that plans its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from sitegen import routes
from sitegen.config import Config, Newsletter
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Date
from sitegen.render.formats.hosting import site_files
from sitegen.render.plan import archive, editions, free_pages, interactive, lists, names, papers
from sitegen.render.plan.base import SECTIONS, Plan, curator_of
from sitegen.render.plan.downloads import bibliographies, books
from sitegen.render.plan.feeds import feeds
from sitegen.render.plan.lists import ListView
from sitegen.render.plan.machines import machines
from sitegen.render.plan.moved import moved
from sitegen.render.plan.pictures import check_extra, with_pictures
from sitegen.render.theme import Theme
from sitegen.render.views import Ref, Site
from sitegen.routes import Output, Route
from sitegen.text.addresses import tag_of

KINDS: tuple[Callable[[Plan], Iterator[Output]], ...] = (
    papers.papers,
    lists.papers,
    editions.editions,
    archive.archive,
    lists.periods,
    *[partial(plan_pages, kind) for kind in SECTIONS for plan_pages in (lists.groups, names.index)],
    interactive.interactive,
    free_pages.free_pages,
)
"""A function for each kind of page; it yields nothing where there is nothing to show."""


def site_view(catalog: Catalog, config: Config) -> Site:
    """What every page shares, but for the assets and the labels of `nav`, which `load_theme` fills in."""
    sections = (
        (catalog.editions, "archive", routes.ARCHIVE),
        (catalog.papers, "papers", routes.PAPERS),
        (catalog.topics, "topics", routes.TOPICS),
        (catalog.authors, "authors", routes.AUTHORS),
        (catalog.searches, "searches", routes.SEARCHES),
        (catalog.papers, "search", routes.SEARCH),
        (True, "about", routes.ABOUT),
    )
    email_field, honeypot = form_fields(config.newsletter)
    labels = {"about": "", **{page.slug: page.title for page in catalog.pages}}
    return Site(
        title=config.title,
        description=config.description,
        lang=config.lang,
        base_url=config.base_url,
        base_path=config.base_path,
        urls=config.urls,
        curator=curator_of(catalog, config),
        nav=tuple(Ref(label, route) for present, label, route in sections if present),
        assets="",
        newsletter_action=config.newsletter.action,
        newsletter_email_field=email_field,
        newsletter_honeypot=honeypot,
        newsletter_fields=tuple(config.newsletter.fields.items()),
        feed_id=config.feed_id or tag_of(config.base_url),
        hub=config.hub,
        serif=config.serif,
        scholar=config.scholar,
        edit_url=config.edit_url,
        paper_lang=config.languages[0] if len(config.languages) == 1 else "",
        foot=tuple(Ref(label, routes.page(slug)) for slug, label in sorted(labels.items())),
    )


def form_fields(newsletter: Newsletter) -> tuple[str, str]:
    """Names of a form's fields for the address and for what people leave empty: those set, else those of the service.

    >>> form_fields(Newsletter(action="https://x.us1.list-manage.com/subscribe/post?u=12ab&id=34cd"))
    ('EMAIL', 'b_12ab_34cd')
    """
    address = urlsplit(newsletter.action)
    host, email, honeypot = address.hostname or "", "email", ""
    if host.endswith(".list-manage.com"):
        # Mailchimp names it by the account and the list
        query = parse_qs(address.query)
        email, honeypot = "EMAIL", f"b_{query['u'][0]}_{query['id'][0]}" if query.keys() >= {"u", "id"} else ""
    elif host in ("app.kit.com", "app.convertkit.com"):
        email = "email_address"
    elif address.path.endswith("/subscription/form"):
        # listmonk, wherever it runs
        honeypot = "nonce"
    return newsletter.email_field or email, newsletter.honeypot or honeypot


def outputs(catalog: Catalog, config: Config, theme: Theme, report: Report | None = None) -> Iterator[Output]:
    """Every file of the site but the search index, pages first.

    Args:
        catalog: what there is to show.
        config: addresses, titles and who made it.
        theme: brings the assets; a file's bytes are `output.render(output.view, theme)`.
        report: takes what is wrong with the editor's links.
    """
    report = report or Report()
    check_extra(config, report)
    plan = Plan(catalog, config, theme.strings, report)
    pages = [output for kind in KINDS for output in kind(plan)]
    pages += moved(plan, {page.route.lower() for page in pages})
    pages = list(with_pictures(pages, plan))
    news = list(feeds(plan))
    plan.references.report_problems({page.route for page in chain(pages, news)})
    yield from sorted(pages, key=_first_listed)
    yield from plan.references.outputs()
    yield from news
    yield from bibliographies(plan)
    yield from books(plan)
    yield from machines(plan)
    yield from site_files(config.base_url, pages)
    yield from theme.outputs()


def find_page(route: Route, plan: Plan) -> Output | None:
    """One page of the site, planned without the others, or None where the site has none.

    Args:
        plan: may serve for many pages of one catalog.
    """
    plan.only = routes.first_part(route)
    pages = (output for kind in KINDS for output in kind(plan))
    candidates = chain(with_pictures(pages, plan), moved(plan, frozenset()))
    return next((output for output in candidates if output.route == route), None)


def _first_listed(output: Output) -> Date:
    """When the first paper of a list was listed: lists of one time share entries, which are then still remembered."""
    if not isinstance(output.view, ListView):
        return ""
    first = output.view.cards[0]
    return first.listed.label if first.listed else first.published
