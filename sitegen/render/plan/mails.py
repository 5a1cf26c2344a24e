"""Editions, weeks and months as mails and announcements."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.catalog.timeline import spans_of, week_of
from sitegen.model import Catalog, Edition, PaperId, Period
from sitegen.render.i18n.strings import Strings
from sitegen.render.pagination import ListingView
from sitegen.render.plan.base import Plan
from sitegen.render.views import Ref, Site
from sitegen.text.characters import remove_illegal

NEWEST, WEEK = "latest", "week"
SECTION = 12
"""Papers of a search that a mail names."""


class Section(Struct, frozen=True, gc=False):
    """A search that the editor named, and which papers of the mail it finds."""

    search: Ref
    papers: tuple[Ref, ...]


class MailView(ListingView, frozen=True, kw_only=True, gc=False):
    """A list of papers as a mail. Its cards hold abstracts as plain text with formulas in Unicode."""

    template = "mail/edition.html"

    key: str
    """`2025-03-28`, `2025-W13` or `2025-03`."""
    title: str
    """The days, as a reader writes them."""
    total: int
    """Papers of the list; more than there are cards where a mail would get too large."""
    curator: str = ""
    intro: str = ""
    """The editor's opening words, as Markdown."""
    outro: str = ""
    """The closing words."""
    excerpt: int = 0
    """Characters of each abstract; 0 for none."""
    sections: tuple[Section, ...] = ()
    """Searches that find some of its papers."""
    unsubscribe: str = ""
    """Where a reader leaves the list: an address of the web or a `mailto:`."""

    def subject(self, site: Site, strings: Strings) -> str:
        """The line that mail programs show of it."""
        return " ".join(strings.say("mail_subject", title=site.title, day=self.title, n=self.total).split())


def mail(plan: Plan, name: str) -> MailView | None:
    """The mail of a day (`2025-03-28`), a week (`2025-W13`), a month (`2025-03`), `latest` or `week`.

    Returns:
        None where the digest has no such list. `week` is the newest edition's week; a week or a month of one edition
        is that edition.
    """
    known = plan.catalog.editions
    editions = {key: edition for edition in known for key in spans_of(edition.date)}
    periods = {period.key: period for period in (*plan.catalog.weeks, *plan.catalog.months)}
    if known:
        name = {NEWEST: known[-1].date, WEEK: week_of(known[-1].date)}.get(name, name)
    if name in periods:
        view = _of_period(plan, periods[name])
    elif name in editions:
        view = _of_edition(plan, editions[name])
    else:
        return None
    shown = {card.id: remove_illegal(plan.catalog.papers[card.id].shown) for card in view.cards}
    cards = tuple(replace(card, abstract="", text=shown[card.id]) for card in view.cards)
    return replace(view, cards=cards, sections=tuple(_sections(plan, shown.keys())))


def _sections(plan: Plan, listed: Collection[PaperId]) -> Iterator[Section]:
    for search in plan.catalog.searches:
        if papers := [plan.paper(paper) for paper in search.papers if paper in listed][:SECTION]:
            yield Section(Ref(search.name, routes.search(search.slug), len(papers)), tuple(papers))


def names(catalog: Catalog) -> list[str]:
    """The names of what can be mailed, newest edition first.

    Weeks and months of one edition, which `mail` knows too, are named by the day of that edition.
    """
    periods = (period.key for period in (*catalog.weeks, *catalog.months))
    return [NEWEST, WEEK, *(edition.date for edition in reversed(catalog.editions)), *periods]


def _of_edition(plan: Plan, edition: Edition) -> MailView:
    return MailView(
        route=routes.edition(edition.date),
        key=edition.date,
        title=plan.strings.daterange(edition.start, edition.date),
        cards=tuple(plan.listed_card(listing, edition.date) for listing in edition.listings),
        total=len(edition.listings),
        curator=edition.curator or plan.config.curator,
        intro=edition.intro,
        outro=edition.outro,
        page_links=plan.references.links(edition.path, *edition.words),
    )


def _of_period(plan: Plan, period: Period) -> MailView:
    days = frozenset(period.editions)
    return MailView(
        route=routes.period(period.key),
        key=period.key,
        title=plan.strings.longdate(period.key),
        cards=tuple(plan.card_within(days, paper) for paper in period.papers),
        total=len(period.papers),
        curator=plan.config.curator,
        page_links=plan.links_within(period.editions),
    )
