"""Pictures that go with shared links."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.render.plan import outputs
from sitegen.render.plan.pictures import check_extra
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.little import LittleSite

pytest.importorskip("PIL", reason="the extra cards is not installed")
BASE = "https://example.org/digest/"


def site(folder: Path, **settings: Any) -> Rendered:
    papers = [paper("a", "Sorting in $O(n)$ " * 20, authors=["Ada B"]), paper("b", "\u6ce8\u610f\u529b")]
    return Rendered(catalog(papers, edition("2025-03-28", "a", "b")), config(folder, base_url=BASE, **settings))


def test_an_edition_has_a_picture_that_services_show_with_a_link_to_it(tmp_path: Path) -> None:
    from PIL import Image

    made = site(tmp_path, cards="editions")
    assert {route for route in made.routes if route.endswith(".png")} == {"date/2025-03-28.png"}
    for page in ("date/2025-03-28.html", "index.html"):
        assert f'<meta property="og:image" content="{BASE}date/2025-03-28.png">' in made[page]
    data = made.raw("date/2025-03-28.png")
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert len(data) < 60_000
    assert data == made.raw("date/2025-03-28.png")


def test_a_picture_is_drawn_once_although_the_home_page_has_it_too(tmp_path: Path) -> None:
    known = catalog([paper("heaps")], edition("2025-03-28", "heaps"))
    settings = config(tmp_path, base_url=BASE, cards="editions")
    planned = [output.route for output in outputs(known, settings, Rendered(known, settings).theme)]
    assert planned.count("date/2025-03-28.png") == 1


def test_papers_have_pictures_when_asked_and_when_their_letters_can_be_drawn(tmp_path: Path) -> None:
    made = site(tmp_path, cards="papers")
    assert {route for route in made.routes if route.startswith("papers/") and route.endswith(".png")} == {
        "papers/a.png"
    }
    assert f'content="{BASE}papers/a.png"' in made["papers/a.html"]
    assert "card.png" in made["papers/b.html"]


def test_who_can_draw_pictures_is_not_told_to_install_anything(tmp_path: Path) -> None:
    report = Report()
    check_extra(config(tmp_path, cards="papers"), report)
    assert not report.diagnostics


def test_no_edition_has_a_picture_where_the_site_s_name_cannot_be_drawn(tmp_path: Path) -> None:
    made = site(tmp_path, cards="editions", title="\u6ce8\u610f\u529b")
    assert not {route for route in made.routes if route.endswith(".png")}
    assert "card.png" in made["date/2025-03-28.html"]


def test_letters_with_accents_can_be_drawn(tmp_path: Path) -> None:
    known = catalog([paper("a", "Über Größe")], edition("2025-03-28", "a"))
    settings = config(tmp_path, base_url=BASE, cards="papers", lang="de", title="Lesekreis Flüsse")
    made = Rendered(known, settings)
    assert {"date/2025-03-28.png", "papers/a.png"} <= set(made.routes)
    plain = Rendered(catalog([paper("a", "Uber Große")]), settings)
    assert made.raw("papers/a.png") != plain.raw("papers/a.png")


def test_a_long_title_takes_four_lines_of_a_picture(tmp_path: Path) -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(site(tmp_path, cards="papers").raw("papers/a.png"))).convert("L")
    # only the title is written in full ink
    inked = [any(image.crop((0, row, image.width, row + 1)).histogram()[:60]) for row in range(image.height)]
    assert sum(now and not before for before, now in pairwise(inked)) == 4


def test_a_paper_s_picture_counts_the_authors_that_it_does_not_name(tmp_path: Path) -> None:
    names = ["Ada B", "Cy D", "Eve F", "Gus H", "Ida J"]
    made = Rendered(catalog([paper("a", authors=names)]), config(tmp_path, base_url=BASE, cards="papers"))
    assert made.outputs["papers/a.png"].view.lines == ("Ada B, Cy D, Eve F and 2 more",)


def test_without_pictures_all_pages_have_the_theme_s(tmp_path: Path) -> None:
    made = site(tmp_path, cards="none")
    assert not {route for route in made.routes if route.endswith(".png")}
    assert "card.png" in made["date/2025-03-28.html"]


def test_a_new_template_draws_no_picture_again_and_a_new_title_does(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", f'base_url = "{BASE}"\ncards = "papers"\n')
    site.write("plot.svg", "<svg/>")
    site.write("pages/about.md", "# About\n\n![plot](../plot.svg)\n")
    site.paste("2025-03-28", "Bounds for trees", "Learning to rank")

    def rendered() -> dict[str, int]:
        return {kind.name: kind.files for kind in site.build().profile.kinds}

    first = rendered()
    assert (first["png"], first["render file"]) == (3, 1)
    template = tmp_path / "templates/page.html"
    template.parent.mkdir()
    template.write_text('{% extends "!page.html" %}', "utf-8")
    kinds = rendered()
    assert kinds["paper"] == 2
    assert not kinds.keys() & {"png", "render file"}
    site.edit("papers/2025/bounds-for-trees.md", '"Bounds for trees"', '"Bounds for graphs"')
    assert rendered()["png"] == 2
