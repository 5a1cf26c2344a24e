"""A page that is planned by itself is the page that a build plans among all others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sitegen.diagnostics import Report
from sitegen.model import FreePage
from sitegen.render.plan import find_page, outputs, site_view
from sitegen.render.plan.base import Plan
from sitegen.render.theme import load_packaged
from tests.catalogs import assemble, config, edition, paper


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A site with a page of each kind, lists of several parts, and an address that moved."""
    names = [f"depth-{number}" for number in range(230)]
    papers = [
        paper(name, f"Depth {number}", authors=("Ada Lovelace",), topics=("depth",))
        for number, name in enumerate(names)
    ]
    papers[0] = replace(papers[0], aliases=("shallow",))
    days = {"2025-03-24": names[:210], "2025-03-26": names[205:225], "2025-04-02": names[:3]}
    editions = [edition(date, *listed) for date, listed in days.items()]
    pages = [
        FreePage(
            slug="talks",
            title="Talks",
            body="We meet.",
            path="pages/talks.md",
            sessions=("2025-04-02",),
            aliases=("chats",),
        )
    ]
    settings = config(tmp_path_factory.mktemp("plan"))
    catalog = assemble(papers, editions, pages, settings)
    return Plan(catalog, settings, load_packaged(site_view(catalog, settings)).strings, Report())


def test_every_page_is_found_by_itself(plan: Plan) -> None:
    theme = load_packaged(site_view(plan.catalog, plan.config))
    pages = [output for output in outputs(plan.catalog, plan.config, theme) if hasattr(output.view, "template")]
    kinds = {output.route.partition("/")[0] for output in pages}
    assert kinds >= {"papers", "date", "week", "month", "topics", "authors", "index.html", "talks.html", "404.html"}
    assert {"papers/shallow.html", "date/2025-03-24.p2.html", "papers/index.p1.html"} <= {it.route for it in pages}
    for page in pages:
        assert find_page(page.route, plan) == page, page.route


@pytest.mark.parametrize("route", ["papers/none.html", "topics/none.html", "date/2025-01-01.html", "none.html", ""])
def test_what_the_site_has_not_is_not_found(plan: Plan, route: str) -> None:
    assert find_page(route, plan) is None
