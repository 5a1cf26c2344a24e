"""Authors who have several papers, whichever way their names are spelt.

Two spellings are one person only where they differ in case, accents, dots, hyphens or white space: `José M. García`,
`Jose M Garcia`. `J. Smith` and `John Smith` may well be two people, and stay two.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from sitegen.catalog.order import Appearances, newest_first
from sitegen.catalog.slugs import unique_slugs
from sitegen.model import AuthorEntry, Paper, PaperId

_SEPARATORS = str.maketrans(dict.fromkeys(".,-‐‑‒–'’`´ʼ·_", " "))


def find_authors(
    papers: Mapping[PaperId, Paper], appearances: Appearances, minimum: int
) -> tuple[tuple[AuthorEntry, ...], dict[str, str]]:
    """Authors of at least `minimum` papers, by slug; plain slugs go to the oldest, who come first.

    Returns:
        Also the slug for each of their names, as papers spell them.
    """
    named: defaultdict[str, list[PaperId]] = defaultdict(list)
    for paper in papers.values():
        for author in paper.facts.authors:
            named[author.name].append(paper.id)
    people: defaultdict[str, list[str]] = defaultdict(list)
    for name in named:
        people[identity(name)].append(name)
    people.pop("", None)
    several: dict[str, Sequence[PaperId]] = {}
    spelt: dict[str, str] = {}
    for names in people.values():
        theirs = named[names[0]] if len(names) == 1 else [paper for name in names for paper in named[name]]
        # who is named twice in one paper has one paper
        if len(theirs) >= minimum and len(distinct := dict.fromkeys(theirs)) >= minimum:
            usual = _usual(names, named)
            several[usual] = list(distinct)
            spelt.update(dict.fromkeys(names, usual))
    slugs = unique_slugs(several)
    places = {paper: place for place, paper in enumerate(newest_first(papers, papers, appearances))}
    entries = [
        AuthorEntry(slug=slugs[name], name=name, papers=tuple(sorted(theirs, key=places.__getitem__)))
        for name, theirs in several.items()
    ]
    return tuple(sorted(entries, key=attrgetter("slug"))), {name: slugs[usual] for name, usual in spelt.items()}


def identity(name: str) -> str:
    """What two spellings of one name have in common; empty for a name without letters."""
    if name.isascii():
        letters = name.lower()
        if letters.replace(" ", "").isalpha():
            # most names are, and are done much quicker
            return " ".join(letters.split())
    else:
        decomposed = unicodedata.normalize("NFKD", name).casefold()
        letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(letters.translate(_SEPARATORS).split())


def _usual(names: Sequence[str], named: Mapping[str, Sequence[PaperId]]) -> str:
    """The spelling that papers use most; of two the one that keeps more: accents, then capitals as names have them."""
    if len(names) == 1:
        return " ".join(names[0].split())
    times = Counter[str]()
    for name in names:
        times[" ".join(name.split())] += len(named[name])

    def worth(name: str) -> tuple[int, int, bool, int]:
        accents = sum(not character.isascii() for character in name)
        return times[name], accents, not name.isupper() and not name.islower(), len(name)

    return max(sorted(times), key=worth)
