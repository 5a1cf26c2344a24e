"""The indexes of topics and of authors: every name under its letter, in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.catalog.trends import OF_TOPICS, RECENT, Rise, Trends, rising
from sitegen.model import Date
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup.excerpt import excerpt
from sitegen.render.pagination import PartView, cut, placed
from sitegen.render.plan.alphabet import OTHER, SortKey, person_sort_key, sort_key
from sitegen.render.plan.base import SECTIONS, Plan
from sitegen.render.theme import Theme, page
from sitegen.render.views import DESCRIPTION_LENGTH, Ref, Site
from sitegen.routes import Output, Route

NAMES_A_PART = 500
LETTERS_FROM = 60
"""Names that an index needs to be parted by letters, and to begin with those that have most papers."""
MOST = 12


class Name(Ref, frozen=True, kw_only=True, gc=False):
    """A topic or an author in an index."""

    given: int = 0
    """Characters before the word that it is looked up by."""
    shape: tuple[int, ...] = ()
    """Papers in each of the last periods; empty where it is not shown."""


class Letter(Struct, frozen=True, kw_only=True, gc=False):
    """The names under a letter, as far as they are on one page."""

    letter: str
    """Empty where there are too few names for letters."""
    anchor: str
    names: tuple[Name, ...]


class IndexView(PartView, frozen=True, kw_only=True, gc=False):
    """All topics, all authors or all searches of the editor, each with its count."""

    template = "names.html"

    kind: str
    """`topics`, `authors` or `searches`."""
    letters: tuple[Letter, ...]
    total: int
    fewest: int = 0
    """Papers that each has at least, where others are left out for having fewer."""
    jumps: tuple[Ref, ...] = ()
    """Every letter of the index, with the address where its names begin; empty where there are too few names."""
    most: tuple[Name, ...] = ()
    """Those with most papers, on the first page."""
    rising: tuple[tuple[Name, Rise], ...] = ()
    recent: tuple[Date, Date] = ("", "")
    """The first and the last of the periods in which they rose."""
    names: Route = ""
    """All names as JSON, for an index of several pages; empty where the page itself has them all."""

    @property
    def entries(self) -> tuple[Name, ...]:
        return tuple(name for letter in self.letters for name in letter.names)

    def heading(self, strings: Strings) -> str:
        return self.part_title(strings.say(self.kind), strings)

    def description(self, site: Site, strings: Strings) -> str:
        names = ", ".join(entry.label for entry in self.entries[:12])
        return excerpt(strings.say("about_index", title=self.heading(strings), names=names), DESCRIPTION_LENGTH)


def names_as_json(names: Sequence[Name], theme: Theme) -> bytes:
    """All names of an index for its script, each with its number of papers and the last part of its address."""
    rows = [(name.label, name.count, name.route.rpartition("/")[2].removesuffix(".html")) for name in names]
    return msgspec.json.encode(rows)


Entry: TypeAlias = tuple[SortKey, Name]


def index(kind: str, plan: Plan) -> Iterator[Output]:
    """The parts of an index of topics, authors or searches, and all its names as one file where it has several."""
    section, route = SECTIONS[kind]
    if not plan.wants(route):
        return
    keys = (
        [person_sort_key(author.name, author.family) for author in plan.catalog.authors]
        if kind == "author"
        else [sort_key(group.page.label) for group in plan.groups[kind]]
    )
    entries = [
        (key, Name(group.page.label, group.page.route, len(group.papers), given=key.given))
        for key, group in zip(keys, plan.groups[kind], strict=True)
    ]
    entries.sort(key=lambda entry: (entry[0].letter == OTHER, entry[0].key, entry[1].label, entry[1].route))
    every = tuple(name for _, name in entries)
    has_letters = len(entries) >= LETTERS_FROM
    parts = cut(entries, NAMES_A_PART)
    names = routes.names(section) if len(parts) > 1 else ""
    jumps = tuple(_jumps(route, parts)) if has_letters else ()
    for part, is_first, place in placed(parts, route):
        view = IndexView(
            kind=section,
            letters=tuple(_letters(part)) if has_letters else (Letter(letter="", anchor="", names=every),),
            total=len(entries),
            fewest=min((name.count for name in every), default=0) if kind == "author" else 0,
            jumps=jumps,
            names=names,
            **place,
        )
        if is_first and has_letters:
            view = _with_most(every, view, plan.trends if kind == "topic" else None)
        yield page(view)
    if names:
        yield Output(names, names_as_json, every)


def _letters(entries: Sequence[Entry]) -> Iterator[Letter]:
    names: dict[str, list[Name]] = {}
    for key, name in entries:
        names.setdefault(key.letter, []).append(name)
    for letter, under_it in names.items():
        yield Letter(letter=letter, anchor=_anchor(letter), names=tuple(under_it))


def _jumps(route: Route, parts: Sequence[Sequence[Entry]]) -> Iterator[Ref]:
    """Each letter with the address where its names begin."""
    first_parts: dict[str, int] = {}
    for number, part in enumerate(parts, 1):
        for key, _ in part:
            first_parts.setdefault(key.letter, number)
    for letter, number in first_parts.items():
        yield Ref(letter, f"{routes.part(route, number)}#{_anchor(letter)}")


def _anchor(letter: str) -> str:
    """An id in ASCII, for an address that stays as it is written."""
    return f"letter-{letter.lower() if letter.isascii() and letter.isalpha() else f'{ord(letter[0]):x}'}"


def _with_most(names: Sequence[Name], view: IndexView, trends: Trends | None) -> IndexView:
    """The first page, with what most readers come for."""
    shapes = {routes.topic(slug): counts[-OF_TOPICS:] for slug, counts in trends.topics.items()} if trends else {}
    most = sorted(names, key=lambda name: -name.count)[:MOST]
    view = replace(view, most=tuple(replace(name, shape=shapes.get(name.route, ())) for name in most))
    rises = {routes.topic(rise.slug): rise for rise in rising(trends)} if trends else {}
    if not trends or not rises:
        return view
    risen = {name.route: name for name in names if name.route in rises}
    rose = tuple((replace(risen[route], shape=shapes[route]), rise) for route, rise in rises.items())
    return replace(view, rising=rose, recent=(trends.periods[-RECENT], trends.periods[-1]))
