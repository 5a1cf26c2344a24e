"""Slugs that no two things of a kind share."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.text.slug import unique


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each distinct name. Who comes first keeps the plain one, so names should come oldest first."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        slugs[name] = unique(name, taken)
        taken.add(slugs[name])
    return slugs
