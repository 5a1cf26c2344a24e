"""Authors who have several papers, whichever way their names are spelt.

Two spellings are one person only where they differ in case, accents, dots, hyphens or white space: `José M. García`,
`Jose M Garcia`. `J. Smith` and `John Smith` may well be two people, and stay two.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping

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
    known: dict[str, str] = {}
    written: defaultdict[str, dict[PaperId, None]] = defaultdict(dict)
    spellings: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for paper in papers.values():
        for author in paper.facts.authors:
            name = author.name
            person = known.get(name)
            if person is None:
                person = known[name] = identity(name)
            if person:
                written[person][paper.id] = None
                spellings[person][name] += 1
    names = {person: _usual(spellings[person]) for person, theirs in written.items() if len(theirs) >= max(1, minimum)}
    slugs = unique_slugs(names.values())
    places = {paper: place for place, paper in enumerate(newest_first(papers, papers, appearances))}
    entries = (
        AuthorEntry(slug=slugs[name], name=name, papers=tuple(sorted(written[person], key=places.__getitem__)))
        for person, name in names.items()
    )
    spelt = {name: slugs[names[person]] for name, person in known.items() if person in names}
    return tuple(sorted(entries, key=lambda entry: entry.slug)), spelt


def identity(name: str) -> str:
    """What two spellings of one name have in common; empty for a name without letters."""
    if name.isascii():
        letters = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name).casefold()
        letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(letters.translate(_SEPARATORS).split())


def _usual(spellings: Mapping[str, int]) -> str:
    """The spelling that papers use most; of two the one that keeps more: accents, then capitals as names have them."""
    if len(spellings) == 1:
        return " ".join(next(iter(spellings)).split())
    counted: Counter[str] = Counter()
    for spelling, papers in spellings.items():
        counted[" ".join(spelling.split())] += papers

    def worth(name: str) -> tuple[int, int, bool, int]:
        accents = sum(not character.isascii() for character in name)
        return counted[name], accents, not name.isupper() and not name.islower(), len(name)

    return max(sorted(counted), key=worth)
