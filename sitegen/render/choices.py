"""What the papers of a list differ in, and so what a reader may order them by or choose among them by."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.render.views import Card

FEWEST = 3
"""Papers of a list that is worth it."""


def choices(cards: Sequence[Card]) -> frozenset[str]:
    """Names among `votes`, `date`, `topic` and `code`: what is alike for all, or known of none, is no choice."""
    if len(cards) < FEWEST:
        return frozenset()
    differing: dict[str, set[object]] = {
        "votes": {card.votes for card in cards},
        "date": {card.listed.label if card.listed else card.published for card in cards},
        "topic": {card.topics for card in cards},
        "code": {any(link.kind == "code" for link in card.links) for card in cards},
    }
    return frozenset(name for name, values in differing.items() if len(values) > 1)
