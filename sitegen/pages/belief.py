"""One paper, several sources: which of them is believed on what.

Each fact is taken from the source that is trusted most, then from the one that knows the paper's latest version, then
from the one that listed it first. What still is undecided the values themselves decide. So what is believed does not
hang on the order in which the sources came; links are believed all.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from sitegen.model import Date, Facts, Link
from sitegen.pages.settled import LINK_KEYS
from sitegen.text import markdown

Values: TypeAlias = dict[str, Any]
"""Everything a source tells of a paper: the names of `Facts`, and `abstract` as Markdown."""

NAMES = (*Facts.__struct_fields__, "abstract")


class Standing(Struct, frozen=True):
    """How far one source is believed on one paper."""

    trust: int = 0
    version: int = 0
    """Of the paper, as far as the source tells."""
    date: Date = ""
    """Day of the listing."""
    path: str = ""


def values(facts: Facts, abstract: str) -> Values:
    return {**{name: getattr(facts, name) for name in Facts.__struct_fields__}, "abstract": abstract}


def parts(told: Mapping[str, Any]) -> tuple[Facts, str]:
    """The facts and the abstract again."""
    return Facts(**{name: told[name] for name in Facts.__struct_fields__}), told["abstract"]


def believe(known: Values, givers: MutableMapping[str, Standing], told: Values, teller: Standing) -> Values:
    """What is to be believed once one more source has spoken.

    Args:
        known: what was believed so far.
        givers: whom each known fact is from; brought up to date.
        told: what the source tells. What it told before is forgotten, but for links that others may have told too.
        teller: the source.
    """
    several = len({giver.path for giver in givers.values()}) > 1
    earlier = [name for name in NAMES if name in givers and givers[name].path == teller.path]
    forgotten = [name for name in earlier if name != "links" or not several]
    for name in forgotten:
        del givers[name]
    rest = known | {name: type(known[name])() for name in forgotten}
    believed = weigh(rest, givers, told, dict.fromkeys(NAMES, teller))
    if _same("abstract", known["abstract"], believed["abstract"]):
        believed["abstract"] = known["abstract"]
    return believed


def weigh(
    known: Values, givers: MutableMapping[str, Standing], others: Values, their_givers: Mapping[str, Standing]
) -> Values:
    """What is to be believed of what two sides tell; `givers` is brought up to date."""
    believed = dict(known)
    for name in NAMES:
        value = others[name]
        if not value or name not in their_givers:
            continue
        ours, theirs = givers.get(name), their_givers[name]
        if ours is None or not known[name]:
            believed[name], givers[name] = value, theirs
        elif name == "links":
            believed[name] = joined(known[name], value)
            # the least trusted one stands for all, so that the page's own source does not seem to be alone
            givers[name] = max(ours, theirs, key=lambda giver: (*_rank(giver), giver.path))
        else:
            same = _same(name, known[name], value)
            mine = (*_rank(ours), () if same else _order(name, known[name]), ours.path)
            if (*_rank(theirs), () if same else _order(name, value), theirs.path) < mine:
                givers[name] = theirs
                believed[name] = known[name] if same else value
    return believed


def _rank(standing: Standing) -> tuple[int, int, str]:
    """Less is better."""
    return -standing.trust, -standing.version, standing.date


def _order(name: str, value: Any) -> tuple[int | str | tuple[int, ...], ...]:
    """Of two values from equal sources the one that says more is better: less here."""
    if name == "updated":
        return (0, tuple(-ord(letter) for letter in value.ljust(10)))
    text = msgspec.json.encode(value).decode()
    return (-len(text), text)


def _same(name: str, one: Any, other: Any) -> bool:
    if one == other:
        return True
    return name == "abstract" and bool(one and other) and markdown.normal(one) == markdown.normal(other)


def joined(one: tuple[Link, ...], other: tuple[Link, ...]) -> tuple[Link, ...]:
    """Both sources' links, each address once; in the sources' own order only where the two are of one mind."""
    if one == other or not other:
        return one
    if not one:
        return other
    found: dict[str, Link] = {}
    for link in sorted((*one, *other), key=_place):
        found.setdefault(link.url.rstrip("/").casefold(), link)
    return tuple(sorted(found.values(), key=_place))


def _place(link: Link) -> tuple[int, str]:
    return LINK_KEYS.index(link.kind), link.url


def differing(known: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """Names of the facts on which two sides tell different things."""
    return [name for name in NAMES if not _same(name, known[name], told[name])]


def missing(known: Mapping[str, Any], told: Mapping[str, Any]) -> Values:
    """What only the second side tells."""
    return {name: told[name] for name in NAMES if told[name] and not known[name]}
