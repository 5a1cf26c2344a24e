"""The render functions: each takes the view of one page and gives its bytes."""

from __future__ import annotations

import msgspec

from sitegen.render.theme import Theme
from sitegen.render.views import (
    ArchiveView,
    EditionView,
    FreePageView,
    IndexView,
    ListView,
    MovedView,
    NamesView,
    NotFoundView,
    PaperView,
    SavedView,
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


def names(view: NamesView, theme: Theme) -> bytes:
    """Each name with its papers and the last part of its address."""
    rows = [(name.label, name.count, name.route.rpartition("/")[2].removesuffix(".html")) for name in view.names]
    return msgspec.json.encode(rows)


def archive(view: ArchiveView, theme: Theme) -> bytes:
    return theme.render("archive.html", view)


def search(view: SearchView, theme: Theme) -> bytes:
    return theme.render("search.html", view)


def saved(view: SavedView, theme: Theme) -> bytes:
    return theme.render("saved.html", view)


def free(view: FreePageView, theme: Theme) -> bytes:
    return theme.render("page.html", view)


def moved(view: MovedView, theme: Theme) -> bytes:
    """Where a paper used to be; canonical is where it is."""
    return theme.render("moved.html", view, view.paper.route)


def not_found(view: NotFoundView, theme: Theme) -> bytes:
    return theme.render("404.html", view)
