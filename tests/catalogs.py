"""Small catalogs to render: made in memory, with no page on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sitegen.catalog.authors import find_authors
from sitegen.catalog.order import appearances, oldest_first
from sitegen.catalog.periods import months, weeks
from sitegen.config import Config
from sitegen.model import Author, Catalog, Edition, Facts, FreePage, Listing, Paper, Related, Topic
from sitegen.render.plan import outputs, site_view
from sitegen.render.theme import Theme, load_theme


def paper(identifier: str, title: str = "", abstract: str = "We show it.", notes: str = "", **facts: Any) -> Paper:
    authors = tuple(Author(name) for name in facts.pop("authors", ()))
    return Paper(
        id=identifier,
        facts=Facts(title=title or identifier.upper(), authors=authors, **facts),
        abstract=abstract,
        text=abstract,
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
    related: dict[str, tuple[str, ...]] | None = None,
    pages: tuple[FreePage, ...] = (),
) -> Catalog:
    seen = appearances(editions)
    known = oldest_first({paper.id: paper for paper in papers}, seen)
    shared = tuple(
        Topic(slug=label.replace(" ", "-"), label=label, papers=ids) for label, ids in (topics or {}).items()
    )
    authors, author_of = find_authors(known, seen, 2)
    return Catalog(
        papers=known,
        editions=editions,
        weeks=weeks(editions),
        months=months(editions),
        topics=shared,
        authors=authors,
        author_of=author_of,
        pages=pages,
        appearances=seen,
        topics_of={name: tuple(topic.slug for topic in shared if name in topic.papers) for name in known},
        related={
            name: tuple(Related(other, ("depth",)) for other in others) for name, others in (related or {}).items()
        },
    )


def config(folder: Path, **values: Any) -> Config:
    return Config(content=folder / "content", **values)


class Rendered:
    """The files of a site, by route."""

    def __init__(self, catalog: Catalog, config: Config) -> None:
        self.theme: Theme = load_theme(config, site_view(catalog, config))
        self.outputs = {output.route: output for output in outputs(catalog, config, self.theme)}

    @property
    def routes(self) -> set[str]:
        """All but the theme's assets."""
        return {route for route in self.outputs if not route.startswith("assets/")}

    def raw(self, route: str) -> bytes:
        output = self.outputs[route]
        return output.render(output.view, self.theme)

    def __getitem__(self, route: str) -> str:
        return self.raw(route).decode("utf-8")
