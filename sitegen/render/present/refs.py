"""Names that lead to pages, and papers as cards: what every list of the site is made of.

One of each is made and shared by all views, because a paper stands in its edition, in the list of all papers, under
its topics and its authors, in its week and its month.
"""

from __future__ import annotations

from sitegen import routes
from sitegen.model import Appearance, Catalog, Date, Listing, Paper, PaperId
from sitegen.render.views import Card, Ref, sealed


class Refs:
    """What other pages say of the catalog's papers, topics, authors and days."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.topics = {topic.slug: Ref(topic.label, routes.topic(topic.slug)) for topic in catalog.topics}
        self._authors: dict[str, Ref] = {}
        self._authors_of: dict[PaperId, tuple[Ref, ...]] = {}
        self._topics_of: dict[PaperId, tuple[Ref, ...]] = {}
        self._papers: dict[PaperId, Ref] = {}
        self._cards: dict[PaperId, Card] = {}
        self.days = {edition.date: Ref(edition.date, routes.edition(edition.date)) for edition in catalog.editions}

    def paper(self, identifier: PaperId) -> Ref:
        ref = self._papers.get(identifier)
        if ref is None:
            title = self._catalog.papers[identifier].title
            ref = self._papers[identifier] = Ref(title, routes.paper(identifier))
        return ref

    def topics_of(self, identifier: PaperId) -> tuple[Ref, ...]:
        refs = self._topics_of.get(identifier)
        if refs is None:
            slugs = self._catalog.topics_of.get(identifier, ())
            refs = self._topics_of[identifier] = tuple(self.topics[slug] for slug in slugs if slug in self.topics)
        return refs

    def authors_of(self, paper: Paper) -> tuple[Ref, ...]:
        refs = self._authors_of.get(paper.id)
        if refs is None:
            refs = self._authors_of[paper.id] = tuple(self._author(author.name) for author in paper.facts.authors)
        return refs

    def appearances(self, identifier: PaperId) -> tuple[Appearance, ...]:
        """Oldest first."""
        return self._catalog.appearances.get(identifier, ())

    def card(self, identifier: PaperId) -> Card:
        """The paper in a list that is no edition; with the most votes it ever had, because votes only grow."""
        card = self._cards.get(identifier)
        if card is None:
            card = self._cards[identifier] = self._listed(self._catalog.papers[identifier])
        return card

    def listing(self, listing: Listing, date: Date) -> Card:
        """The paper in the edition of `date`."""
        paper = self._catalog.papers[listing.paper]
        earlier = [seen.date for seen in self.appearances(paper.id) if seen.date < date]
        card = Card(
            id=paper.id,
            title=paper.title,
            route=routes.paper(paper.id),
            abstract=paper.abstract,
            rank=listing.rank,
            votes=listing.votes,
            comments=listing.comments,
            submitter=listing.submitter,
            organisation=listing.organisation,
            announced=listing.announced,
            note=listing.note,
            authors=self.authors_of(paper),
            topics=self.topics_of(paper.id),
            links=paper.facts.links,
            published=paper.facts.published,
            new=not earlier,
            seen=tuple(self.days[day] for day in reversed(earlier)),
        )
        return sealed(card)

    def _listed(self, paper: Paper) -> Card:
        appearances = self.appearances(paper.id)
        votes = [seen.listing.votes for seen in appearances if seen.listing.votes is not None]
        card = Card(
            id=paper.id,
            title=paper.title,
            route=routes.paper(paper.id),
            text=paper.text,
            votes=max(votes) if votes else None,
            authors=self.authors_of(paper),
            topics=self.topics_of(paper.id),
            links=paper.facts.links,
            listed=self.days[appearances[-1].date] if appearances else None,
        )
        return sealed(card)

    def _author(self, name: str) -> Ref:
        ref = self._authors.get(name)
        if ref is None:
            # a page may join several spellings of one name
            slug = self._catalog.author_of.get(name)
            ref = self._authors[name] = Ref(name, routes.author(slug) if slug else "")
        return ref
