"""Numbers and lists in sentences for people at a terminal, which are in English."""

from __future__ import annotations

from collections.abc import Sequence


def quantity(number: int, noun: str) -> str:
    """A number of things.

    >>> quantity(1, "paper"), quantity(1200, "paper")
    ('1 paper', '1,200 papers')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def first_few(names: Sequence[str], most: int) -> str:
    """The first names of a list, and how many more it has.

    >>> first_few(["a.md", "b.md", "c.md"], 3), first_few(["a.md", "b.md", "c.md"], 2)
    ('a.md, b.md, c.md', 'a.md, b.md and 1 more')
    """
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")


def et_al(names: Sequence[str], most: int, *, are_more: bool) -> str:
    """The first of a paper's authors; whether there are more may be all that is known of these.

    >>> et_al(["Ann Lee", "Bo Cho"], 2, are_more=False), et_al(["Ann Lee", "Bo Cho"], 1, are_more=False)
    ('Ann Lee, Bo Cho', 'Ann Lee et al.')
    """
    return ", ".join(names[:most]) + " et al." * (are_more or len(names) > most)
