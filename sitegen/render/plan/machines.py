"""What programs and agents read: editions as Markdown, `llms.txt`, the catalog as JSON, how to search the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, islice

import msgspec
from msgspec.structs import asdict, replace

from sitegen import routes
from sitegen.model import Edition, Paper
from sitegen.render.formats import api, digest
from sitegen.render.formats.digest import DigestView
from sitegen.render.formats.hosting import opensearch
from sitegen.render.pagination import cut
from sitegen.render.plan.base import Plan, largest
from sitegen.render.views import Ref
from sitegen.routes import Output, Route

PAPERS_A_FILE = 500
LISTED = 50
"""Editions and topics in `llms.txt`."""


def machines(plan: Plan) -> Iterator[Output]:
    if plan.config.base_url:
        yield Output(routes.OPENSEARCH, opensearch, None)
    if not plan.catalog.papers:
        return
    for route, editions in _documents(plan).items():
        yield Output(route, digest.editions, tuple([digest_view(edition, plan) for edition in editions]))
    for paper in plan.catalog.papers.values() if plan.config.markdown == "papers" else ():
        yield Output(routes.beside(routes.paper(paper.id), "md"), digest.paper, paper)
    yield Output(routes.LLMS, digest.llms, tuple(_sections(plan)))
    yield from _api(plan)


def _documents(plan: Plan) -> dict[Route, list[Edition]]:
    """The editions as Markdown, oldest first: each by itself, or those of a month together."""
    documents: defaultdict[Route, list[Edition]] = defaultdict(list)
    for edition in plan.catalog.editions:
        page = routes.edition(edition.date) if plan.has_markdown_of_each else routes.period(edition.date[:7])
        documents[routes.beside(page, "md")].append(edition)
    return documents


def digest_view(edition: Edition, plan: Plan) -> DigestView:
    """An edition with its papers, and a curator where the settings name one."""
    return DigestView(
        replace(edition, curator=edition.curator or plan.config.curator),
        tuple([plan.catalog.papers[listing.paper] for listing in edition.listings]),
        plan.links_of(edition),
    )


def _sections(plan: Plan) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    catalog, strings = plan.catalog, plan.strings
    newest = [
        Ref(_days(editions[-1], plan), route, sum(len(edition.listings) for edition in editions))
        for route, editions in islice(reversed(_documents(plan).items()), LISTED)
    ]
    known = largest(catalog.topics, LISTED)
    topics = [Ref(topic.label, routes.topic(topic.slug), len(topic.papers)) for topic in known]
    files = [Ref("API (JSON)", routes.api("index")), Ref("Atom", routes.ATOM)]
    if "bib" in plan.bibliographies["papers"]:
        files.append(Ref("BibTeX", routes.beside(routes.PAPERS, "bib")))
    for heading, refs in ((strings.say("archive"), newest), (strings.say("topics"), topics), ("Optional", files)):
        if refs:
            yield heading, tuple(refs)


def _days(last: Edition, plan: Plan) -> str:
    """What a document is called, given the last of its editions."""
    is_day = plan.has_markdown_of_each
    return plan.strings.daterange(last.start, last.date) if is_day else plan.strings.longdate(last.date[:7])


def _api(plan: Plan) -> Iterator[Output]:
    catalog = plan.catalog
    papers = [_paper(paper, plan) for paper in catalog.papers.values()]
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


def _paper(paper: Paper, plan: Plan) -> api.ApiPaper:
    facts = asdict(paper.facts) | {"topics": plan.catalog.topics_of.get(paper.id, ())}
    return api.ApiPaper(
        **facts,
        id=paper.id,
        page=plan.paper(paper.id).route,
        key=plan.keys[paper.id],
        editions=tuple([seen.date for seen in plan.appearances(paper.id)]),
        abstract=paper.abstract,
    )


def _edition(edition: Edition) -> api.ApiEdition:
    return api.ApiEdition(
        date=edition.date,
        page=routes.edition(edition.date),
        start=edition.start,
        curator=edition.curator,
        papers=msgspec.convert(edition.listings, tuple[api.ApiListing, ...], from_attributes=True),
    )
