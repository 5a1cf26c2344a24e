"""Slugs that no two things of a kind share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sitegen.text.slug import slug

# `index` is the section's own page; Windows keeps the others for devices, whatever follows the dot
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each distinct name: ASCII, and unique without regard to case.

    Who comes first keeps the plain slug, so names should come oldest first: a newcomer then moves nobody. An empty,
    reserved or taken slug gets the digest of its name.
    """
    taken = set(_RESERVED)
    slugs: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = slug(name)
        chosen, digits = plain, 8
        while not chosen or chosen.lower() in taken:
            digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
            chosen, digits = f"{plain}-{digest}".lstrip("-"), digits + 8
        taken.add(chosen.lower())
        slugs[name] = chosen
    return slugs
