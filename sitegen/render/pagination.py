"""Pages of lists that may be long: a page per part, with links between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup import titles
from sitegen.render.views import Card, PageView, Ref
from sitegen.routes import Route

T = TypeVar("T")


class PartLink(Struct, frozen=True, gc=False):
    """A link between the pages of one list."""

    route: Route
    number: int
    """0 for the page of the newest."""
    skipped: bool = False
    """Whether pages before it are left out."""


class PartView(PageView, frozen=True, kw_only=True, gc=False):
    """One page of a list that may need several."""

    part: int = 1
    """Its number. Lists of what is newest count from their oldest page, which so keeps it; the newest is 0."""
    parts: int = 1
    """How many there are; 0 where a page would change when more come."""
    first: Route = ""
    """Route of the page that the list begins with."""
    pages: tuple[PartLink, ...] = ()
    """The first, the last, and those around this one; none where it is the only one."""

    def part_title(self, title: str, strings: Strings) -> str:
        """The title of the page, given that of the list, which its first page has."""
        is_first = not self.pages or self.part == self.pages[0].number
        return title if is_first else strings.say("title_part", title=title, part=self.part)

    @property
    def adjacent(self) -> tuple[Route, Route]:
        """The pages before and after it; empty where there is none."""
        numbers, links = [link.number for link in self.pages], ["", *(link.route for link in self.pages), ""]
        at = numbers.index(self.part)
        return links[at], links[at + 2]


class ListingView(PartView, frozen=True, kw_only=True, gc=False):
    """A page that lists papers."""

    cards: tuple[Card, ...]
    bibliographies: tuple[Ref, ...] = ()
    """The whole list as files of other formats, each called by its format."""
    book: Route = ""
    """The list as an EPUB; empty where there is none."""

    @property
    def cache_key(self) -> tuple[Struct, list[bytes]]:
        """All that the page shows, each paper by its digest."""
        return replace(self, cards=()), [card.digest for card in self.cards]

    @property
    def first_titles(self) -> str:
        return "; ".join(titles.text(card.title) for card in self.cards[:3])


def placed(parts: Sequence[T], first: Route, *, by_age: bool = False) -> Iterator[tuple[T, bool, dict[str, Any]]]:
    """The parts of a list, whether each is the first, and what the view of its page says of its place among them.

    Args:
        first: the page that the list begins with.
        by_age: whether the list is of what is newest: it is numbered from its last page, so that all but the first
            keep their routes, and none but the first knows how many there are.
    """
    count = len(parts)
    numbers = (0, *range(count - 1, 0, -1)) if by_age else range(1, count + 1)
    pages = [PartLink(routes.older_part(first, number) if at else first, number) for at, number in enumerate(numbers)]
    shared = {"parts": 0 if by_age else count, "first": first}
    for at, (part, page) in enumerate(zip(parts, pages, strict=False)):
        yield part, not at, {**shared, "route": page.route, "part": page.number, "pages": _links_around(pages, at)}


def _links_around(pages: Sequence[PartLink], position: int) -> tuple[PartLink, ...]:
    """The first page, the last, and those around one; none where it is the only one."""
    last = len(pages) - 1
    shown = [at for at in range(last + 1) if at in (0, last) or abs(at - position) <= 2] if last else []
    return tuple(replace(pages[at], skipped=at - before > 1) for before, at in zip([-1, *shown], shown, strict=False))


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in parts of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]
