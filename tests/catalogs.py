"""Small catalogs to render: made in memory, with no page on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sitegen.catalog import arrange, with_authors, with_topics
from sitegen.catalog.authors import find_authors
from sitegen.catalog.timeline import appearances, newest_first, oldest_first, periods
from sitegen.config import Config
from sitegen.model import Author, Catalog, Edition, Facts, FreePage, Listing, Paper, Related, Topic
from sitegen.render.plan import outputs, site_view
from sitegen.render.plan.papers import with_related
from sitegen.render.theme import Theme, load_theme
from sitegen.search.documents import describe, text_of
from sitegen.search.index import index_texts, merge
from sitegen.search.similarity import RelatedPapers, find_related, weigh
from sitegen.topics import Text, Vocabulary, match_topics, tokenise
from sitegen.topics.corpus import make_corpus
from sitegen.topics.finding import find_topics


def paper(identifier: str, title: str = "", abstract: str = "We show it.", notes: str = "", **facts: Any) -> Paper:
    authors = tuple(Author(name) for name in facts.pop("authors", ()))
    return Paper(
        id=identifier,
        facts=Facts(title=title or identifier.upper(), authors=authors, **facts),
        abstract=abstract,
        plain=abstract,
        notes=notes,
        path=f"papers/2025/{identifier}.md",
    )


def edition(date: str, *papers: str, votes: Iterable[int] = (), note: str = "", **more: Any) -> Edition:
    counted = [*votes, *[None] * len(papers)]
    listings = tuple(
        Listing(paper=name, rank=rank, votes=counted[rank - 1], note=note) for rank, name in enumerate(papers, 1)
    )
    return Edition(date=date, listings=listings, path=f"editions/{date}.md", **more)


def catalog(
    papers: Iterable[Paper],
    *editions: Edition,
    topics: dict[str, tuple[str, ...]] | None = None,
    pages: tuple[FreePage, ...] = (),
) -> Catalog:
    seen = appearances(editions)
    by_id = {paper.id: paper for paper in papers}
    published = {paper.id: paper.facts.published for paper in papers}
    known = {identifier: by_id[identifier] for identifier in oldest_first(published, seen)}
    shared = tuple(
        Topic(slug=label.replace(" ", "-"), label=label, papers=ids) for label, ids in (topics or {}).items()
    )
    authors_of = {paper.id: paper.facts.authors for paper in known.values()}
    newest = newest_first(published, seen)
    authors, author_of = find_authors(authors_of, newest, 2)
    return Catalog(
        papers=known,
        newest=newest,
        editions=editions,
        weeks=periods(editions, "week"),
        months=periods(editions, "month"),
        topics=shared,
        authors=authors,
        author_of=author_of,
        pages=pages,
        appearances=seen,
        topics_of={name: tuple(topic.slug for topic in shared if name in topic.papers) for name in known},
    )


def assemble(
    papers: Iterable[Paper],
    editions: Iterable[Edition] = (),
    pages: Iterable[FreePage] = (),
    config: Config | None = None,
    vocabulary: Vocabulary | None = None,
) -> Catalog:
    """The catalog of papers, with topics of a vocabulary or else with those that are found in the papers."""
    config = config or Config()
    arranged = arrange(papers, editions, pages)
    texts = [Text(paper.title, paper.text, paper.facts.topics) for paper in arranged.papers.values()]
    if vocabulary is None:
        vocabulary = Vocabulary(find_topics(make_corpus([tokenise(texts)]), Vocabulary(), config.topics.minimum))
    slugs_by_paper = dict(zip(arranged.papers, match_topics(tokenise(texts), vocabulary), strict=True))
    return with_authors(with_topics(arranged, slugs_by_paper, vocabulary, config.topics.minimum), config)


def related_papers(catalog: Catalog) -> RelatedPapers:
    documents = describe(catalog, Config())
    postings, _ = merge([[index_texts([text_of(document) for document in documents])]])
    return find_related(weigh(postings, documents), documents)


def config(folder: Path, **values: Any) -> Config:
    # no pictures, which take long to draw, unless a test asks for them
    return Config(**{"content": folder / "content", "cards": "none", **values})


class Rendered:
    """The files of a site, by route."""

    def __init__(
        self, catalog: Catalog, config: Config, related: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ) -> None:
        self.theme: Theme = load_theme(config, site_view(catalog, config))
        relations = {name: tuple(Related(other, ("depth",)) for other in others) for name, others in related.items()}
        planned = with_related(outputs(catalog, config, self.theme), catalog, relations)
        self.outputs = {output.route: output for output in planned}

    @property
    def routes(self) -> set[str]:
        """All but the theme's assets."""
        return {route for route in self.outputs if not route.startswith("assets/")}

    def raw(self, route: str) -> bytes:
        output = self.outputs[route]
        return output.render(output.view, self.theme)

    def __getitem__(self, route: str) -> str:
        return self.raw(route).decode("utf-8")
