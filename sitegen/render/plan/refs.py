"""Names that lead to pages, and papers as cards: what every list of the site is made of.

One of each is made and shared by all views, because a paper stands in its edition, in the list of all papers, under
its topics and its authors, in its week and its month.
"""

from __future__ import annotations

from sitegen import routes
from sitegen.model import Appearance, Catalog, Date, Listing, PaperId
from sitegen.render.memo import Memo
from sitegen.render.views import Card, Ref, with_digest


class Refs:
    """What other pages say of the catalog's papers, topics, authors and days."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.topics = {topic.slug: Ref(topic.label, routes.topic(topic.slug)) for topic in catalog.topics}
        self.days = {edition.date: Ref(edition.date, routes.edition(edition.date)) for edition in catalog.editions}
        self.papers = {
            identifier: Ref(paper.facts.title, routes.paper(identifier)) for identifier, paper in catalog.papers.items()
        }
        authors = Memo(self._author)
        self.authors_of = {
            identifier: tuple([authors[author.name] for author in paper.facts.authors])
            for identifier, paper in catalog.papers.items()
        }
        """By paper, in order; those who have no page lead nowhere."""
        self.topics_of = {
            identifier: tuple([self.topics[slug] for slug in slugs if slug in self.topics])
            for identifier, slugs in catalog.topics_of.items()
        }
        """By paper; papers without any are absent."""
        self.cards = Memo(self._listed)
        """By paper: how it stands in a list that is no edition."""

    def appearances(self, identifier: PaperId) -> tuple[Appearance, ...]:
        """Oldest first."""
        return self._catalog.appearances.get(identifier, ())

    def listing(self, listing: Listing, date: Date) -> Card:
        """The paper in the edition of `date`."""
        paper = self._catalog.papers[listing.paper]
        facts = paper.facts
        earlier = [seen.date for seen in self.appearances(paper.id) if seen.date < date]
        card = Card(
            id=paper.id,
            title=facts.title,
            route=routes.paper(paper.id),
            abstract=paper.abstract,
            rank=listing.rank,
            votes=listing.votes,
            comments=listing.comments,
            submitter=listing.submitter,
            organisation=listing.organisation,
            announced=listing.announced,
            note=listing.note,
            authors=self.authors_of[paper.id],
            topics=self.topics_of.get(paper.id, ()),
            links=facts.links,
            published=facts.published,
            new=not earlier,
            seen=tuple(self.days[day] for day in reversed(earlier)),
        )
        return with_digest(card)

    def _listed(self, identifier: PaperId) -> Card:
        """With the most votes the paper ever had, because votes only grow."""
        paper = self._catalog.papers[identifier]
        facts = paper.facts
        appearances = self.appearances(paper.id)
        votes = [seen.listing.votes for seen in appearances if seen.listing.votes is not None]
        card = Card(
            id=paper.id,
            title=facts.title,
            route=routes.paper(paper.id),
            text=paper.text,
            votes=max(votes) if votes else None,
            authors=self.authors_of[paper.id],
            topics=self.topics_of.get(paper.id, ()),
            links=facts.links,
            listed=self.days[appearances[-1].date] if appearances else None,
        )
        return with_digest(card)

    def _author(self, name: str) -> Ref:
        # a page may join several spellings of one name
        slug = self._catalog.author_of.get(name)
        return Ref(name, routes.author(slug) if slug else "")
