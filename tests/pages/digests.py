"""Digests as sources hold them."""

from __future__ import annotations

from typing import Any

from sitegen.model import Author, Digest, Entry, Facts, Span

ABSTRACT = "We study how {0} behaves when a reader looks at it closely, and find that it behaves well. " * 2


def entry(title: str = "The Curse of Depth", about: str = "", votes: int | None = None, **facts: Any) -> Entry:
    paragraph = (Span("text", ABSTRACT.format(about).strip()),)
    return Entry(facts=Facts(title=title, **facts), abstract=(paragraph,) if about else (), votes=votes)


def digest(*entries: Entry, trust: int = 30, date: str = "", **more: Any) -> Digest:
    return Digest(entries=entries, trust=trust, date=date, **more)


ADA = (Author("Ada Lovelace"),)


ALAN = (Author("Alan Turing"),)
