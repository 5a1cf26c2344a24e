"""Documents: what search knows of each paper, numbered from 0 in the catalog's order."""

from __future__ import annotations

from msgspec import Struct

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog, Paper
from sitegen.text.math import title_words

FIELDS = ("title", "abstract", "authors", "topics")


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a result shows of a paper."""

    id: str
    title: str
    url: str
    """Relative to the site's root."""
    date: str = ""
    """Day, month or year of publication, or else the day of the first listing."""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    """Slugs and labels."""
    votes: int | None = None
    """The most it had in a listing."""
    code: bool = False
    """Whether it links to code."""
    lengths: tuple[int, ...] = ()
    """Number of terms in each field; empty until they are counted."""


class IndexedText(Struct, frozen=True, array_like=True, gc=False):
    """The text of a document that is indexed, field by field."""

    title: str
    abstract: str
    authors: str
    topics: str


def describe(catalog: Catalog, config: Config) -> list[Document]:
    """The documents of all papers, in the catalog's order."""
    labels = {topic.slug: topic.label for topic in catalog.topics}
    return [_describe(paper, catalog, labels, config) for paper in catalog.papers.values()]


def _describe(paper: Paper, catalog: Catalog, labels: dict[str, str], config: Config) -> Document:
    appearances = catalog.appearances.get(paper.id, ())
    votes = [appearance.listing.votes for appearance in appearances if appearance.listing.votes is not None]
    return Document(
        id=paper.id,
        title=paper.title,
        url=routes.link(routes.HOME, routes.paper(paper.id), config.urls),
        date=paper.facts.published or (appearances[0].date if appearances else ""),
        abstract=paper.text,
        authors=tuple(author.name for author in paper.facts.authors),
        topics=tuple((slug, labels[slug]) for slug in catalog.topics_of.get(paper.id, ()) if slug in labels),
        votes=max(votes, default=None),
        code=any(link.kind == "code" for link in paper.facts.links),
    )


def text_of(document: Document) -> IndexedText:
    """The text of a document that is indexed."""
    title = document.title
    return IndexedText(
        title_words(title) if "$" in title or "\\" in title else title,
        document.abstract,
        " ".join(document.authors),
        " ".join(label for _, label in document.topics),
    )
