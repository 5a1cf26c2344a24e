"""What programs and agents read: editions as Markdown, `llms.txt`, the catalog as JSON, how to search the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen import routes
from sitegen.model import Edition
from sitegen.render.formats import api, digest
from sitegen.render.formats.digest import DigestEntry, DigestView, LlmsView
from sitegen.render.formats.opensearch import OpenSearchView, opensearch
from sitegen.render.plan.base import cut
from sitegen.render.views import Ref
from sitegen.routes import Output

if TYPE_CHECKING:
    from sitegen.render.plan.base import Plan

PAPERS_A_FILE = 500
LISTED = 50
"""Editions and topics in `llms.txt`."""


def machines(plan: Plan) -> Iterator[Output]:
    catalog = plan.catalog
    if not catalog.papers:
        return
    for edition in catalog.editions:
        view = digest_view(edition, plan)
        yield Output(view.route, digest.edition, view)
    yield Output(routes.LLMS, digest.llms, LlmsView(route=routes.LLMS, sections=tuple(_sections(plan))))
    yield from _api(plan)
    if plan.config.base_url:
        yield Output(routes.OPENSEARCH, opensearch, OpenSearchView(route=routes.OPENSEARCH))


def digest_view(edition: Edition, plan: Plan) -> DigestView:
    """An edition with all its abstracts."""
    papers = plan.catalog.papers
    page = routes.edition(edition.date)
    return DigestView(
        route=routes.beside(page, "md"),
        page=page,
        date=edition.date,
        start=edition.start,
        curator=edition.curator or plan.config.curator,
        intro=edition.intro,
        page_links=plan.references.links(edition.path, edition.intro, *[it.note for it in edition.listings]),
        papers=tuple(
            [
                DigestEntry(
                    route=routes.paper(listing.paper),
                    facts=papers[listing.paper].facts,
                    abstract=papers[listing.paper].abstract,
                    votes=listing.votes,
                    note=listing.note,
                )
                for listing in edition.listings
            ]
        ),
    )


def _sections(plan: Plan) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    catalog, strings = plan.catalog, plan.strings
    newest = [
        Ref(strings.daterange(day.start, day.date), routes.beside(routes.edition(day.date), "md"), len(day.listings))
        for day in reversed(catalog.editions[-LISTED:])
    ]
    largest = sorted(catalog.topics, key=lambda topic: (-len(topic.papers), topic.slug))[:LISTED]
    topics = [Ref(topic.label, routes.topic(topic.slug), len(topic.papers)) for topic in largest]
    files = [
        Ref("API (JSON)", routes.api("index")),
        Ref("Atom", routes.ATOM),
        Ref("BibTeX", routes.beside(routes.PAPERS, "bib")),
    ]
    for heading, refs in ((strings.say("archive"), newest), (strings.say("topics"), topics), ("Optional", files)):
        if refs:
            yield heading, tuple(refs)


def _api(plan: Plan) -> Iterator[Output]:
    catalog = plan.catalog
    papers = [
        api.paper(
            paper,
            plan.keys[paper.id],
            catalog.topics_of.get(paper.id, ()),
            tuple([seen.date for seen in plan.appearances(paper.id)]),
        )
        for paper in catalog.papers.values()
    ]
    parts = {f"papers/{number}": tuple(part) for number, part in enumerate(cut(papers, PAPERS_A_FILE), 1)}
    years = {
        f"editions/{year}": tuple(map(_edition, editions))
        for year, editions in groupby(catalog.editions, lambda edition: edition.date[:4])
    }
    topics = [
        api.ApiTopic(slug=topic.slug, page=routes.topic(topic.slug), label=topic.label, papers=topic.papers)
        for topic in catalog.topics
    ]
    index = api.ApiIndex(
        title=plan.config.title,
        description=plan.config.description,
        url=plan.config.base_url,
        papers=tuple(f"{name}.json" for name in parts),
        editions=tuple(f"{name}.json" for name in years),
        topics="topics.json",
    )
    yield Output(routes.api("index"), api.as_json, index)
    yield Output(routes.api("schema"), api.schema, None)
    yield Output(routes.api("topics"), api.as_json, api.ApiTopics(topics=tuple(topics)))
    for name, some in parts.items():
        yield Output(routes.api(name), api.as_json, api.ApiPapers(papers=some))
    for name, days in years.items():
        yield Output(routes.api(name), api.as_json, api.ApiEditions(editions=days))


def _edition(edition: Edition) -> api.ApiEdition:
    return api.ApiEdition(
        date=edition.date,
        page=routes.edition(edition.date),
        start=edition.start,
        curator=edition.curator,
        papers=tuple(
            [
                api.ApiListing(paper=it.paper, votes=it.votes, comments=it.comments, note=it.note)
                for it in edition.listings
            ]
        ),
    )
