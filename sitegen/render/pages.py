"""The render functions: each takes the view of one page and gives its bytes."""

from __future__ import annotations

from sitegen.render.theme import Theme
from sitegen.render.views import (
    ArchiveView,
    EditionView,
    FreePageView,
    IndexView,
    ListView,
    NotFoundView,
    PaperView,
    SearchView,
)


def edition(view: EditionView, theme: Theme) -> bytes:
    """An edition, and the home page, which shows the newest one."""
    return theme.render("edition.html", view)


def paper(view: PaperView, theme: Theme) -> bytes:
    return theme.render("paper.html", view)


def paper_list(view: ListView, theme: Theme) -> bytes:
    """All papers, or those of a topic, an author, a week or a month."""
    return theme.render("list.html", view)


def index(view: IndexView, theme: Theme) -> bytes:
    """All topics or all authors."""
    return theme.render("index.html", view)


def archive(view: ArchiveView, theme: Theme) -> bytes:
    return theme.render("archive.html", view)


def search(view: SearchView, theme: Theme) -> bytes:
    return theme.render("search.html", view)


def free(view: FreePageView, theme: Theme) -> bytes:
    return theme.render("page.html", view)


def not_found(view: NotFoundView, theme: Theme) -> bytes:
    return theme.render("404.html", view)
