"""The same digest as a Hugo site: a Markdown page a paper, which carries the topics, authors and editions that
sitegen found, so that both generators make the same pages of the same papers.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.catalog.authors import identity
from sitegen.model import Appearance, Catalog, Paper

THEME = Path(__file__).parent / "theme"
_LAST_MINUTE = 24 * 60 - 1
_NEVER = "1970-01-01"


def write(folder: Path, catalog: Catalog) -> None:
    """Makes the folder of a Hugo site: theme, settings, and the pages of a catalog."""
    shutil.copytree(THEME, folder, dirs_exist_ok=True)
    content = folder / "content"
    (content / "papers").mkdir(parents=True)
    for path, text in pages(catalog):
        (content / path).write_text(text, "utf-8", newline="\n")


def add(folder: Path, catalog: Catalog) -> None:
    """Writes the pages of papers that Hugo's site does not have yet."""
    for path, text in pages(catalog):
        page = folder / "content" / path
        if not page.exists():
            page.write_text(text, "utf-8", newline="\n")


def change_template(folder: Path, number: int) -> None:
    """Changes a word at the foot of every page."""
    foot = folder / "layouts" / "_partials" / "foot.html"
    text = (THEME / "layouts" / "_partials" / "foot.html").read_text("utf-8")
    foot.write_text(text.replace("About", f"About {number}"), "utf-8")


def pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Path below `content/` and text of every page."""
    facts = _Facts(catalog)
    for paper in catalog.papers.values():
        yield page_of(paper.id), f"{json.dumps(facts.of(paper), ensure_ascii=False, indent=1)}\n\n{paper.abstract}\n"
    yield "papers/_index.md", '{"title": "Papers"}\n'
    yield "about.md", '{"title": "About"}\n\nDigest is a digest of research papers.\n'
    yield "search.md", '{"title": "Search", "layout": "search"}\n'


def page_of(paper: str) -> str:
    """Where a paper's page lies below `content/`."""
    return f"papers/{paper}.md"


class _Facts:
    """What Hugo is told of a paper, as front matter."""

    def __init__(self, catalog: Catalog) -> None:
        self._appearances: Mapping[str, Sequence[Appearance]] = catalog.appearances
        self._topics_of = catalog.topics_of
        self._topics = {topic.slug: topic.label for topic in catalog.topics}
        self._authors = {identity(author.name): author.name for author in catalog.authors}
        self._weeks = {date: week.key for week in catalog.weeks for date in week.editions}
        self._months = {date: month.key for month in catalog.months for date in month.editions}

    def of(self, paper: Paper) -> dict[str, Any]:
        facts, seen = paper.facts, self._appearances.get(paper.id, ())
        by = [{"name": author.name, "page": self._authors.get(identity(author.name), "")} for author in facts.authors]
        dates = [appearance.date for appearance in seen]
        told = {
            "title": facts.title,
            "date": _moment(seen[-1]) if seen else f"{_NEVER}T00:00:00Z",
            "topics": [self._topics[slug] for slug in self._topics_of.get(paper.id, ()) if slug in self._topics],
            "authors": list(dict.fromkeys(author["page"] for author in by if author["page"])),
            "editions": dates,
            "weeks": list(dict.fromkeys(self._weeks[date] for date in dates if date in self._weeks)),
            "months": list(dict.fromkeys(self._months[date] for date in dates if date in self._months)),
            "by": by,
            "issued": facts.published,
            "venue": facts.venue,
            "doi": facts.doi,
            "pdf": next((link.url for link in facts.links if link.kind == "pdf"), ""),
            "listed": [{"date": one.date, "rank": one.listing.rank, "votes": one.listing.votes or 0} for one in seen],
        }
        return {key: value for key, value in told.items() if value}


def _moment(seen: Appearance) -> str:
    """A moment of the edition's day, later for the first of it: Hugo lists the newest first."""
    minute = max(0, _LAST_MINUTE - seen.listing.rank)
    return f"{seen.date}T{minute // 60:02}:{minute % 60:02}:00Z"
