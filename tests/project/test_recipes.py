"""The recipes of the architecture tour do what they say."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

import sitegen
from sitegen import routes
from sitegen.render import plan
from tests.little import LittleSite

TOUR = Path(sitegen.__file__).parent / "README.md"


def test_the_recipe_for_a_new_kind_of_page_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = TOUR.read_text("utf-8").partition("**A new kind of page**")[2]
    address, source, template = (dedent(block) for block in re.findall(r"```\w+\n(.*?)```", recipe, re.DOTALL)[:3])
    made: dict[str, object] = {}
    exec(f"from sitegen.routes import Route\n{address}", made)
    monkeypatch.setattr(routes, "venue", made["venue"], raising=False)
    module = ModuleType("sitegen.render.plan.venues")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(source, module.__dict__)
    monkeypatch.setattr(plan, "KINDS", (*plan.KINDS, module.venues))
    site = LittleSite(tmp_path)
    site.write("site.toml", 'title = "Digest"\nbase_url = "https://example.org/"\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/venue.html").write_text(template, "utf-8")
    for name, venue in (("depth", "ICML 2025"), ("hope", "ICML 2025"), ("stars", "")):
        site.write(f"papers/{name}.md", f'---\ntitle: "On {name}"\nvenue: "{venue}"\n---\n\nWe study {name}.\n')
    site.build(theme=tmp_path / "templates")
    assert sorted(site.titles("venues/icml-2025.html")) == ["On depth", "On hope"]
    html = site.html("venues/icml-2025.html")
    assert "<title>ICML 2025 · Digest</title>" in html
    assert '<meta property="og:title" content="ICML 2025">' in html
    assert '<meta name="description" content="ICML 2025: On ' in html
    assert "<loc>https://example.org/venues/icml-2025.html</loc>" in site.html("sitemap.xml")
