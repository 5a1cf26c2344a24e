"""Pictures of editions and papers, which go with links to them where they are shared (1,200 × 630 pixels).

Pillow draws them; it is the extra `cards`. Without it, and for words that its font cannot show, the theme's picture is
used.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.render.markup import titles
from sitegen.render.plan.base import Plan
from sitegen.render.plan.editions import EditionView
from sitegen.render.theme import Theme, page
from sitegen.render.views import PaperView
from sitegen.routes import Output

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_KINDS = {"none": (), "editions": (EditionView,), "papers": (EditionView, PaperView)}
"""Pages that have a picture, by what the settings say."""
_TITLES, _AUTHORS = 6, 3
"""How many of them are named."""
SIZE = 1200, 630
_MARGIN, _LINES = 80, 4
_PAPER, _INK = (0xFD, 0xFC, 0xF9), (0x1D, 0x1D, 0x1F)
_SHADES = 16
"""Colours of a picture, from ink to paper: enough for smooth letters, and two pixels fit into a byte."""
_SOFT = 92
"""The shade of small print, of 255 for paper."""


class PictureView(Struct, frozen=True, gc=False):
    """What is on a picture, from top to bottom."""

    uses_theme: ClassVar = False

    kicker: str
    heading: str
    lines: tuple[str, ...] = ()


def with_pictures(pages: Iterable[Output], plan: Plan) -> Iterator[Output]:
    """The pages, those that have a picture leading to it, and the pictures."""
    kinds = _KINDS[plan.config.cards] if find_spec("PIL") else ()
    for output in pages:
        picture = _picture(output.view, plan) if isinstance(output.view, kinds) else None
        if not picture or not _has_letters(picture.kicker + picture.heading):
            yield output
            continue
        owner = output.view.first if isinstance(output.view, EditionView) else output.route
        route = routes.beside(owner, "png")
        yield page(replace(output.view, image=route))
        if output.route == owner:
            yield Output(route, png, picture)


def _picture(view: EditionView | PaperView, plan: Plan) -> PictureView:
    if isinstance(view, EditionView):
        day = plan.strings.daterange(view.start, view.date)
        return PictureView(plan.config.title, day, tuple(card.title for card in view.cards[:_TITLES]))
    names = [author.name for author in view.facts.authors]
    more = f" {plan.strings.say('and_more', n=len(names) - _AUTHORS)}" if len(names) > _AUTHORS else ""
    people = ", ".join(names[:_AUTHORS]) + more
    return PictureView(plan.config.title, view.facts.title, (people,) if people else ())


def png(view: PictureView, theme: Theme) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    top = _MARGIN
    blocks = [(view.kicker, 34, _SOFT), (view.heading, 64, 0)]
    blocks += [(line, 34, _SOFT) for line in view.lines if _has_letters(line)]
    for text, size, shade in blocks:
        font = ImageFont.load_default(size)
        assert not isinstance(font, ImageFont.ImageFont)
        for line in _wrapped(_plain(text), font, _LINES if size > 40 else 1):
            if top + size > SIZE[1] - _MARGIN // 2:
                break
            draw.text((_MARGIN, top), line, font=font, fill=shade)
            top += size * 13 // 10
        top += 20
    image = image.point([shade * _SHADES // 256 for shade in range(256)])
    image.putpalette(_palette())
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _palette() -> list[int]:
    """Red, green and blue of each shade."""
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    return [round(ink + (paper - ink) * step) for step in steps for ink, paper in zip(_INK, _PAPER, strict=True)]


def _wrapped(text: str, font: FreeTypeFont, most: int) -> list[str]:
    """The text in lines that fit; what does not fit in them ends in an ellipsis."""
    width, space = SIZE[0] - 2 * _MARGIN, font.getlength(" ")
    lines, filled = [""], 0.0
    for word in text.split():
        # words are measured once each, as lines that grow would be measured again for every word
        length = font.getlength(word)
        if not lines[-1] or filled + space + length <= width:
            filled += length + space * bool(lines[-1])
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(lines) < most:
            lines.append(word)
            filled = length
        else:
            last = lines[-1]
            while last and font.getlength(f"{last}…") > width:
                last = last[:-1]
            return [*lines[:-1], f"{last}…"]
    return lines


def _plain(text: str) -> str:
    """The text with formulas as Unicode, and dashes that the font has."""
    return titles.text(text).replace("–", "-").replace("—", "-")


def _has_letters(text: str) -> bool:
    """Whether Pillow's font has them."""
    return all(character.isascii() or character in "‘’“”…·" for character in _plain(text))
