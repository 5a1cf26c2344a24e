"""Pictures of editions and papers, which go with links to them where they are shared (1,200 × 630 pixels).

Pillow draws them in the theme's letters; it is the extra `cards`. Without it, and for words that the font cannot show,
the theme's picture is used.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen import routes
from sitegen.config import SITE_FILE, Config
from sitegen.diagnostics import Report
from sitegen.render.markup import titles
from sitegen.render.plan.base import Plan
from sitegen.render.plan.editions import EditionView
from sitegen.render.theme import Theme, page
from sitegen.render.theme_folders import packaged_folders
from sitegen.render.views import PaperView
from sitegen.routes import Output

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = {"none": (), "editions": (EditionView,), "papers": (EditionView, PaperView)}
"""Pages that have a picture, by what the settings say."""
_TITLES, _AUTHORS = 6, 3
"""How many of them are named."""
SIZE = 1200, 630
_MARGIN, _LINES = 80, 4
_PAPER, _INK = (0xFD, 0xFC, 0xF9), (0x1D, 0x1D, 0x1F)
_SHADES = 4
"""Colours of a picture, from ink to paper: enough for smooth letters, and four pixels fit into a byte."""
_PALETTE = [
    round(ink + (paper - ink) * shade / (_SHADES - 1))
    for shade in range(_SHADES)
    for ink, paper in zip(_INK, _PAPER, strict=True)
]
"""Red, green and blue of each shade."""
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
    kinds = _KINDS[plan.config.cards] if find_spec("PIL") and _font_file(400) else ()
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


def check_extra(config: Config, report: Report) -> None:
    """Note that pictures which the settings ask for cannot be drawn; those of editions are there where they can be."""
    if config.cards == "papers" and not find_spec("PIL"):
        message = "cards of papers need the package pillow, which is not installed"
        hint = "install it with pip install 'sitegen-digest[cards]'"
        report.note("missing-extra", message, config.at(SITE_FILE), hint=hint)


def _picture(view: EditionView | PaperView, plan: Plan) -> PictureView:
    if isinstance(view, EditionView):
        day = plan.strings.daterange(view.start, view.date)
        return PictureView(plan.config.title, day, tuple(card.title for card in view.cards[:_TITLES]))
    names = [author.name for author in view.facts.authors]
    more = f" {plan.strings.say('and_more', n=len(names) - _AUTHORS)}" if len(names) > _AUTHORS else ""
    people = ", ".join(names[:_AUTHORS])
    people = plan.strings.say("first_author_et_al", author=people) if view.facts.more_authors else people + more
    return PictureView(plan.config.title, view.facts.title, (people,) if people else ())


def png(view: PictureView, theme: Theme) -> bytes:
    from PIL import Image

    image = Image.new("L", SIZE, 255)
    large, small = _font(64, 600), _font(34, 400)
    top = _MARGIN
    blocks = [(view.kicker, small, _SOFT), (view.heading, large, 0)]
    blocks += [(line, small, _SOFT) for line in view.lines if _has_letters(line)]
    for text, font, shade in blocks:
        for line in _wrapped(titles.text(text), font, _LINES if font is large else 1):
            if top + font.size > SIZE[1] - _MARGIN // 2:
                break
            font.write(line, image, top, shade)
            top += font.size * 13 // 10
        top += 20
    image = image.point([shade * _SHADES // 256 for shade in range(256)])
    image.putpalette(_PALETTE)
    data = io.BytesIO()
    # half of the default's time for four bytes more in a hundred: what repeats are pixels of a row
    image.save(data, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    return data.getvalue()


class _Glyph(Struct, frozen=True):
    """A character as the font draws it."""

    width: int
    """From its start to the next character's, in pixels."""
    offset: tuple[int, int]
    """Of its ink from where it starts."""
    ink: Image


class _Font:
    """A font in a size of pixels. Its characters are drawn once each, as text costs ten times as much."""

    def __init__(self, size: int, weight: int) -> None:
        from PIL import ImageFont

        file = _font_file(weight)
        assert file
        self.size, self._face = size, ImageFont.truetype(file, size)
        self._glyph = cache(self._draw)

    def _draw(self, character: str) -> _Glyph:
        from PIL import Image, ImageDraw

        left, top, right, bottom = map(round, self._face.getbbox(character))
        ink = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(ink).text((-left, -top), character, font=self._face, fill=255)
        return _Glyph(round(self._face.getlength(character)), (left, top), ink)

    def width(self, text: str) -> int:
        """In pixels, without kerning."""
        return sum(self._glyph(character).width for character in text)

    def write(self, text: str, image: Image, top: int, shade: int) -> None:
        from PIL import ImageDraw

        draw, start = ImageDraw.Draw(image), _MARGIN
        for glyph in map(self._glyph, text):
            draw.bitmap((start + glyph.offset[0], top + glyph.offset[1]), glyph.ink, shade)
            start += glyph.width


_font = cache(_Font)


@cache
def _font_file(weight: int) -> Path | None:
    files = [folder / f"vendor/serif/{weight}.woff2" for folder in packaged_folders()]
    # a checkout in which nothing was fetched yet has none
    return next(filter(Path.is_file, files), None)


def _wrapped(text: str, font: _Font, most: int) -> list[str]:
    """The text in lines that fit; what does not fit in them ends in an ellipsis."""
    width = SIZE[0] - 2 * _MARGIN
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or font.width(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            last = lines[-1]
            while last and font.width(f"{last}…") > width:
                last = last[:-1]
            return [*lines[:-1], f"{last}…"]
    return lines


def _has_letters(text: str) -> bool:
    """Whether the font has them: those of Western Europe."""
    return all(character < "Ā" or character in "‘’“”…–—" for character in titles.text(text))
