"""New free pages and editions, for `sitegen new`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen import routes
from sitegen.diagnostics import Report, usage_error
from sitegen.files import Folder
from sitegen.model import Date, Edition, Listing
from sitegen.pages import documents, edition
from sitegen.pages.edition import EditionPage
from sitegen.pages.paper import by_name
from sitegen.text.slug import unique


def new_page(content: Path, title: str, text: str = "") -> Path:
    """Write a free page, and give its path.

    Raises:
        UsageError: there is such a page, the site has one of its own of that name, or it has no title.
    """
    if not title.strip():
        raise usage_error("no-title", "a page needs a title", hint='as in sitegen new page "Reading group"')
    name = unique(title, routes.TAKEN)
    return _write(content, f"pages/{name}.md", f"# {title}\n\n{text or 'Words, links, pictures, lists of papers.'}\n")


def new_edition(content: Path, day: Date, papers: Sequence[str]) -> Path:
    """Write the edition of a day, and give its path.

    Args:
        papers: ids of the papers to list, in order, or earlier ones.

    Raises:
        UsageError: there is such an edition, or no paper has one of the ids.
    """
    pages = documents.read(content, Report())
    # whatever the editor has called it
    if path := next((page.edition.path for page in pages.editions if page.edition.date == day), ""):
        raise usage_error("page-in-the-way", f"the edition of {day} is there already: {path}", hint="edit that page")
    names = by_name([page.paper for page in pages.papers])
    if unknown := [paper for paper in papers if paper.lower() not in names]:
        hint = "the id is the name of its file in content/papers/"
        raise usage_error("unknown-paper", f"no paper has the id {unknown[0]!r}", hint=hint)
    path = f"editions/{day}.md"
    ids = dict.fromkeys(names[paper.lower()].id for paper in papers)
    listings = tuple(Listing(paper=paper, rank=rank) for rank, paper in enumerate(ids, 1))
    page = EditionPage(edition=Edition(date=day, intro="Opening words.", listings=listings, path=path))
    return _write(content, path, edition.write(page, lambda paper: names[paper.lower()]))


def _write(content: Path, path: str, text: str) -> Path:
    if (content / path).exists() or not Folder(content).replace(path, text.encode(), None):
        raise usage_error("page-in-the-way", f"{path} is there already", hint="edit it, or choose another name")
    return content / path
