"""Charts as SVG, drawn at build time: bars over periods, and the same as a line small enough to stand beside a name.

A chart is as wide as the page allows, which leaves the size of its letters alone; its height is in whole pixels.
Colours are the stylesheet's, by class. A table beside the chart, which the template adds, has the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from markupsafe import Markup, escape

from sitegen.model import Date

_SPARK_HEIGHT = 16
_TOP, _BELOW = 8, 18
"""Pixels above the scale and below it."""
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)


def bars(
    periods: Sequence[Date],
    values: Sequence[int],
    label: str,
    height: int = 120,
    partly: Sequence[Date] = (),
    *,
    date_text: Callable[[Date], str],
    number_text: Callable[[int], str],
) -> Markup:
    """A bar for each period, with a line at the top of the scale and one half way.

    Args:
        periods: oldest first, without a gap: weeks, months or years.
        values: one for each period; at least one is not 0.
        label: what the chart shows, for those who do not see it.
        height: of the scale, in pixels.
        partly: periods that are not complete, whose bars are drawn fainter.
    """
    top = scale(max(values))
    base = _TOP + height
    lines = [f'<svg class="bars" role="img" aria-label="{escape(label)}" width="100%" height="{base + _BELOW}">']
    for value, y in ((top, _TOP), (top // 2, _TOP + height // 2)):
        lines.append(f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/>')
        lines.append(f'<text class="up" x="-6" y="{y + 4}">{number_text(value)}</text>')
    # only what has no letters is stretched: each bar has a column of width 1
    box = f'viewBox="0 0 {len(periods)} {height}" preserveAspectRatio="none"'
    lines.append(f'<svg y="{_TOP}" width="100%" height="{height}" {box}>')
    for x, (period, value) in enumerate(zip(periods, values, strict=True)):
        if value:
            bar = max(1, _rounded(value * height, top))
            kind = "bar partly" if period in partly else "bar"
            lines.append(
                f"<g><title>{escape(date_text(period))}: {number_text(value)}</title>"
                f'<rect class="column" x="{x}" width="1" height="{height}"/>'
                f'<rect class="{kind}" x="{x}.12" width=".76" y="{height - bar}" height="{bar}"/></g>'
            )
    lines.append(f'</svg><line class="base" x2="100%" y1="{base}" y2="{base}"/>')
    for position, anchor, text in _ticks(periods, date_text):
        x_percent = f"{100 * position / len(periods):.2f}".rstrip("0").rstrip(".")
        lines.append(f'<text class="{anchor}" x="{x_percent}%" y="{base + 16}">{escape(text)}</text>')
    lines.append("</svg>")
    return Markup("".join(lines))


def spark(values: Sequence[int]) -> Markup:
    """The shape of the values without numbers, to stand beside a name; for eyes only."""
    top = max(values)
    heights = [_SPARK_HEIGHT - (_rounded(value * _SPARK_HEIGHT, top) if top else 0) for value in values]
    shape = f"M0 {_SPARK_HEIGHT}{''.join(f'V{y}h1' for y in heights)}V{_SPARK_HEIGHT}z"
    box = f'viewBox="0 0 {len(values)} {_SPARK_HEIGHT}" preserveAspectRatio="none"'
    return Markup(f'<svg class="spark" {box} aria-hidden="true"><path d="{shape}"/></svg>')


def scale(maximum: int) -> int:
    """The end of a scale for values up to a maximum: a round number whose half is whole.

    >>> scale(1), scale(7), scale(317), scale(3827)
    (2, 8, 400, 4000)
    """
    ends: Iterator[int] = (step * 10**power for power in count() for step in _STEPS)
    return next(end for end in ends if end >= maximum and end % 2 == 0)


def _rounded(dividend: int, divisor: int) -> int:
    return (2 * dividend + divisor) // (2 * divisor)


def _ticks(periods: Sequence[Date], date_text: Callable[[Date], str]) -> Iterator[tuple[float, str, str]]:
    """Labels of the axis: position in periods, alignment to it, and text."""
    if len(periods[0]) == len("2025"):
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(periods) <= 6 * step)
        yield from ((x + 0.5, "middle", year) for x, year in enumerate(periods) if int(year) % step == 0)
        return
    starts = [x for x in range(1, len(periods)) if periods[x][:4] != periods[x - 1][:4]]
    if len(starts) < 2 or "W" in periods[0]:
        yield 0, "start", date_text(periods[0])
        yield len(periods), "end", date_text(periods[-1])
        return
    # a year that begins before the first period is named where the next one leaves it room
    if starts[0] > len(periods) // 7:
        starts = [0, *starts]
    yield from ((x, "start", periods[x][:4]) for x in starts if x < 0.9 * len(periods))
