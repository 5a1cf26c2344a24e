"""Charts as SVG, drawn at build time: bars over periods, and the same as a line small enough to stand beside a name.

Across, a chart is as wide as its place, which leaves the size of its letters alone; up, it is in whole pixels.
Colours are the stylesheet's, by class. It says what its shape tells; the numbers stand in a table, which the template
puts beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from markupsafe import Markup, escape

from sitegen.model import Date

Said: TypeAlias = Callable[[Date], str]

_SPARK = 16
"""Height of a small chart, in its own units."""
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)


def bars(
    periods: Sequence[Date],
    values: Sequence[int],
    label: str,
    height: int = 120,
    partly: Sequence[Date] = (),
    *,
    said: Said,
    shown: Callable[[int], str],
) -> Markup:
    """A bar for each period, with a line at the top of the scale and one half way.

    Args:
        periods: oldest first, without a gap: weeks, months or years.
        values: one a period; at least one is not 0.
        label: what the chart shows, for those who do not see it.
        height: of the scale, in pixels.
        partly: periods that are not whole, whose bars are drawn fainter.
        said: how a period reads.
        shown: how a number reads.
    """
    top = scale(max(values))
    lines = [f'<svg class="bars" role="img" aria-label="{escape(label)}" width="100%" height="{height + 26}">']
    for share, y in ((top, 8), (top // 2, 8 + height // 2)):
        lines.append(f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/><text class="up" x="-6" y="{y + 4}">')
        lines.append(f"{shown(share)}</text>")
    # only what has no letters is stretched: each bar has a column one wide
    box = f'viewBox="0 0 {len(periods)} {height}" preserveAspectRatio="none"'
    lines.append(f'<svg y="8" width="100%" height="{height}" {box}>')
    for place, value in enumerate(values):
        if value:
            tall = max(1, (2 * value * height + top) // (2 * top))
            kind = "bar partly" if periods[place] in partly else "bar"
            lines.append(
                f"<g><title>{escape(said(periods[place]))}: {shown(value)}</title>"
                f'<rect class="column" x="{place}" width="1" height="{height}"/>'
                f'<rect class="{kind}" x="{place}.12" width=".76" y="{height - tall}" height="{tall}"/></g>'
            )
    lines.append(f'</svg><line class="base" x2="100%" y1="{8 + height}" y2="{8 + height}"/>')
    for at, anchor, words in _ticks(periods, said):
        x = _percent(100 * at / len(periods))
        lines.append(f'<text class="{anchor}" x="{x}" y="{height + 24}">{escape(words)}</text>')
    lines.append("</svg>")
    return Markup("".join(lines))


def spark(values: Sequence[int]) -> Markup:
    """The shape of the values, for eyes only: it stands where the numbers do not fit, and beside a name."""
    top = max(values)
    steps: list[str] = []
    for place, value in enumerate(values):
        y = _SPARK - ((2 * value * _SPARK + top) // (2 * top) if top else 0)
        steps.append(f"M0 {_SPARK}V{y}h1" if not place else f"V{y}h1")
    shape = f"{''.join(steps)}V{_SPARK}z"
    box = f'viewBox="0 0 {len(values)} {_SPARK}" preserveAspectRatio="none"'
    return Markup(f'<svg class="spark" {box} aria-hidden="true"><path d="{shape}"/></svg>')


def scale(most: int) -> int:
    """The end of a scale for values up to `most`: a round number whose half is a whole one.

    >>> scale(1), scale(7), scale(317), scale(3827)
    (2, 8, 400, 4000)
    """
    unit = 1
    while True:
        for step in _STEPS:
            if step * unit >= most and step * unit % 2 == 0:
                return step * unit
        unit *= 10


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def _ticks(periods: Sequence[Date], said: Said) -> Iterator[tuple[float, str, str]]:
    """Where the axis says something, how that stands to the place, and what it says."""
    if len(periods[0]) == len("2025"):
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(periods) <= 6 * step)
        for place, year in enumerate(periods):
            if int(year) % step == 0:
                yield place + 0.5, "middle", year
        return
    starts = [place for place in range(1, len(periods)) if periods[place][:4] != periods[place - 1][:4]]
    if len(starts) < 2 or "W" in periods[0]:
        yield 0, "start", said(periods[0])
        yield len(periods), "end", said(periods[-1])
        return
    # a year that begins before the first period is named where the next one leaves it room
    if starts[0] > len(periods) // 7:
        starts = [0, *starts]
    for place in starts:
        if place < 0.9 * len(periods):
            yield place, "start", periods[place][:4]
