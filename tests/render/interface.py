"""Interface strings of a test, and a page that is rendered with them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sitegen.model import Link
from sitegen.render.plan import site_view
from sitegen.render.plan.free_pages import FreePageView
from sitegen.render.theme import load_theme
from tests.catalogs import catalog, config, edition, paper
from tests.paths import ROOT

PAGE = FreePageView(route="about.html", title="About", body="")


def table(lang: str) -> dict[str, Any]:
    values = tomllib.loads((ROOT / "templates" / "strings" / f"{lang}.toml").read_text("utf-8"))
    return {**values, **values.pop("script"), **values.pop("script_more")}


def theirs(folder: Path, text: str, lang: str = "en") -> Path:
    """A folder of templates with words of its own."""
    own = folder / "templates"
    (own / "strings").mkdir(parents=True, exist_ok=True)
    (own / "strings" / f"{lang}.toml").write_text(text, "utf-8")
    return own


def digest_of(**values: str) -> Any:
    """A site in whose content there is no Latin letter, so that all there are come from the interface."""
    papers = [
        paper(
            f"{number}",
            f"Μελέτη {number}",
            "Εξετάζουμε το βάθος. " * 20,
            authors=["Άννα", "Βασίλης", "Γιώργος", "Δήμητρα", "Ελένη", "Ζωή", "Ηλίας"],
            arxiv="2503.02130" if number else "",
            published="2025-03-01",
            updated="2025-03-02",
            links=(Link("code", "https://example.org/1"), Link("data", "https://example.org/2")),
        )
        for number in range(130)
    ]
    ids = [paper.id for paper in papers]
    days = (
        edition("2025-02-27", *ids[:3], curator="Άννα"),
        edition("2025-02-28", *ids[2:9], intro="Χαίρετε."),
        edition("2025-03-28", *ids),
    )
    return catalog(papers, *days, topics={"βάθος": tuple(ids)})


def theme_with(folder: Path, **values: Any) -> Any:
    settings = config(folder, **values)
    return load_theme(settings, site_view(catalog([paper("a")], edition("2025-03-28", "a")), settings))


def about_page(folder: Path, **values: Any) -> str:
    page: bytes = theme_with(folder, **values).render(PAGE)
    return page.decode()
