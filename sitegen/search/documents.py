"""Documents: what search knows of each paper, numbered from 0 in the catalog's order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import unquote

from msgspec import Struct, structs

from sitegen import routes
from sitegen.catalog.timeline import most_votes
from sitegen.config import Config
from sitegen.model import Catalog, Paper, Topic
from sitegen.pages.paper import aliases_of
from sitegen.text.folding import exact_words
from sitegen.text.math import title_text, to_words

FIELDS = ("title", "abstract", "authors", "topics")
EXACT_FIELDS = (*FIELDS, "venue")
"""Fields whose words are also found letter by letter."""


Target: TypeAlias = int | tuple[str, str]
"""A document, or the name and the URL of an author's page."""


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a result shows of a paper."""

    id: str
    title: str
    """Plain text; formulas are in Unicode here and in the abstract."""
    url: str = ""
    """Relative to the site's root; empty where it is the usual `papers/<id>.html`, which the id says already."""
    date: str = ""
    """Day, month or year of publication, or else the day of the first listing."""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    more_authors: bool = False
    topics: tuple[tuple[str, str], ...] = ()
    """Slugs and labels."""
    votes: int | None = None
    """The most it had in a listing."""
    code: bool = False
    """Whether it links to code."""
    venue: str = ""
    aliases: tuple[str, ...] = ()
    """Earlier ids, by which a reader may have saved it."""
    lengths: tuple[int, ...] = ()
    """Number of terms in each field; empty until they are counted."""
    topic_names: tuple[str, ...] = ()
    """Further names of its topics, by which whole ones are found."""
    indexed: tuple[str, str] | None = None
    """Title and abstract with formulas as words, where they have any."""

    @property
    def address(self) -> str:
        """Of its page, relative to the site's root."""
        return self.url or routes.paper(self.id)


class IndexedText(Struct, frozen=True, array_like=True, gc=False):
    """The text of a document that is indexed, field by field."""

    title: str
    abstract: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    venue: str
    topic_names: tuple[str, ...] = ()

    def of_paper(self) -> IndexedText:
        """What the paper itself says, which stays when its topics change."""
        return structs.replace(self, topics=(), topic_names=())

    def of_topics(self) -> IndexedText:
        """Only the names of its topics."""
        return IndexedText("", "", (), self.topics, "", self.topic_names)

    def values(self) -> tuple[tuple[str, ...], ...]:
        """What each of `EXACT_FIELDS` holds; names stand apart."""
        return (self.title,), (self.abstract,), self.authors, self.topics, (self.venue,) if self.venue else ()


def describe(catalog: Catalog, config: Config) -> list[Document]:
    """The documents of all papers, in the catalog's order."""
    topics = {topic.slug: topic for topic in catalog.topics}
    aliases = aliases_of(catalog.papers.values())
    described = (_describe(paper, catalog, topics, config) for paper in catalog.papers.values())
    return [structs.replace(it, aliases=aliases[it.id]) if it.id in aliases else it for it in described]


def _describe(paper: Paper, catalog: Catalog, topics: dict[str, Topic], config: Config) -> Document:
    appearances = catalog.appearances.get(paper.id, ())
    route = routes.paper(paper.id)
    url = routes.link(routes.HOME, route, config.urls)
    own_topics = [topics[slug] for slug in catalog.topics_of.get(paper.id, ()) if slug in topics]
    has_math = "$" in paper.title or "\\" in paper.title or bool(paper.unicode)
    return Document(
        id=paper.id,
        title=title_text(paper.title) if has_math else paper.title,
        url="" if url == route else url,
        date=paper.facts.published or (appearances[0].date if appearances else ""),
        abstract=paper.shown,
        authors=tuple(author.name for author in paper.facts.authors),
        more_authors=paper.facts.more_authors,
        topics=tuple([(topic.slug, topic.label) for topic in own_topics]),
        topic_names=tuple([name for topic in own_topics for name in topic.names]),
        votes=most_votes(appearances),
        venue=paper.facts.venue,
        code=any(link.kind == "code" for link in paper.facts.links),
        indexed=(title_text(paper.title, to_words), paper.text) if has_math else None,
    )


def text_of(document: Document) -> IndexedText:
    """The text of a document that is indexed."""
    title, abstract = document.indexed or ("", "")
    return IndexedText(
        title or document.title,
        abstract or document.abstract,
        document.authors,
        tuple(label for _, label in document.topics),
        document.venue,
        document.topic_names,
    )


def whole_name(words: Iterable[str]) -> str:
    """A name as one word of the index, given its folded words: a paper by Li Wang is told from one by Xiao Li Wang.

    >>> whole_name(["li", "wang"])
    '=li wang'
    """
    return f"={' '.join(words)}"


def targets(catalog: Catalog, config: Config) -> dict[str, Target]:
    """What a query may name outright: papers by identifiers, authors' pages by their whole names."""
    found: dict[str, Target] = {}
    names = {author.slug: author.name for author in catalog.authors}
    for name, slug in catalog.author_of.items():
        url = routes.link(routes.HOME, routes.author(slug), config.urls)
        found.setdefault(whole_name(exact_words(name)), (names[slug], url))
    for number, paper in enumerate(catalog.papers.values()):
        for identifier in filter(None, (paper.id, paper.facts.arxiv, paper.facts.doi)):
            # a DOI may have been taken from an address with its percent codes
            found.setdefault(unquote(identifier).lower(), number)
    return found
