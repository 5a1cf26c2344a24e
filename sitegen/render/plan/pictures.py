"""Editions and papers that have a picture of their own, for links to them that are shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from sitegen import routes
from sitegen.render.formats.cards import PictureView, can_draw, png
from sitegen.render.plan.base import Plan
from sitegen.render.plan.editions import EditionView
from sitegen.render.theme import page
from sitegen.render.views import PaperView
from sitegen.routes import Output

_TITLES = 6
_AUTHORS = 3


def with_pictures(pages: Iterable[Output], plan: Plan) -> Iterator[Output]:
    """The pages, those that have a picture leading to it, and the pictures."""
    cards = plan.config.cards
    for output in pages:
        picture = _picture(output.view, plan) if cards != "none" else None
        if picture is None or (cards == "editions" and isinstance(output.view, PaperView)) or not can_draw(picture):
            yield output
            continue
        owner = output.view.first if isinstance(output.view, EditionView) else output.route
        route = routes.beside(owner, "png")
        yield page(replace(output.view, image=route))
        if output.route == owner:
            yield Output(route, png, picture)


def _picture(view: Any, plan: Plan) -> PictureView | None:
    if isinstance(view, EditionView):
        day = plan.strings.daterange(view.start, view.date)
        return PictureView(plan.config.title, day, tuple(card.title for card in view.cards[:_TITLES]))
    if isinstance(view, PaperView):
        names = [author.name for author in view.facts.authors]
        more = f" {plan.strings.say('and_more', n=len(names) - _AUTHORS)}" if len(names) > _AUTHORS else ""
        people = ", ".join(names[:_AUTHORS]) + more
        return PictureView(plan.config.title, view.facts.title, (people,) if people else ())
    return None
