"""Family names alone, `Lee, Cho`, told from a family name before a given name by the list in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]*[^\W\d_A-Z]")
_TWO_FAMILIES = re.compile(rf"{_FAMILY.pattern}, {_FAMILY.pattern}")
_FEWEST, _MOSTLY = 3, 0.6


def may_be_two(name: str) -> bool:
    """Whether a name may be two family names: `Lee, Cho` and `Lee, Ann`."""
    return bool(_TWO_FAMILIES.fullmatch(name))


def parted(listed: Sequence[list[str]]) -> list[list[str]]:
    """The names of each paper; those that may be two are, if several others have three families or more.

    >>> parted([["Lee, Cho"], ["Roy", "Sun", "Ito"], ["Fox", "Ode", "Orr"]])[0], parted([["Lee, Ann"], ["Plato"]])[0]
    (['Lee', 'Cho'], ['Lee, Ann'])
    """
    named = list(filter(None, listed))
    alone = [len(people) for people in named if all(map(_FAMILY.fullmatch, people))]
    paired = sum(all(map(may_be_two, people)) for people in named)
    several = sum(count >= _FEWEST for count in alone)
    if several < _FEWEST - 1 or 2 * several < paired or len(alone) + paired < _MOSTLY * len(named):
        return [*listed]
    return [
        [part for name in people for part in name.split(", ")] if all(map(may_be_two, people)) else people
        for people in listed
    ]
