"""Authors who have several papers, whichever way their names are spelt.

Two spellings are one person only where they differ in case, accents, dots, hyphens or white space: `José M. García`,
`Jose M Garcia`. `J. Smith` and `John Smith` may well be two people, and stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from sitegen.model import Author, AuthorEntry, PaperId
from sitegen.text.folding import fold
from sitegen.text.names import family_first, split_name
from sitegen.text.slug import unique

_SEPARATORS = str.maketrans(dict.fromkeys(".,-‐‑‒–'’`´ʼ·_", " "))


def find_authors(
    authors_of: Mapping[PaperId, tuple[Author, ...]], newest_first: Sequence[PaperId], minimum: int
) -> tuple[tuple[AuthorEntry, ...], dict[str, str]]:
    """Authors of at least `minimum` papers, by slug; plain slugs go to the oldest.

    Args:
        authors_of: by paper, oldest first.
        newest_first: the papers in the order in which they are listed.
        minimum: papers that an author needs.

    Returns:
        Also the slug for each of their names, as papers spell them.
    """
    papers_of: defaultdict[str, list[PaperId]] = defaultdict(list)
    families: dict[str, str] = {}
    for paper, authors in authors_of.items():
        for author in authors:
            papers_of[author.name].append(paper)
            if author.inverted:
                families[author.name] = split_name(author.inverted).family
    people: defaultdict[str, list[str]] = defaultdict(list)
    for name in papers_of:
        people[identity(name)].append(name)
    people.pop("", None)
    newest = {paper: position for position, paper in enumerate(newest_first)}
    entries = []
    author_of: dict[str, str] = {}
    slugs: set[str] = set()
    for names in people.values():
        every = [paper for name in names for paper in papers_of[name]]
        # who is named twice in one paper has one paper
        if len(every) >= minimum and len(distinct := dict.fromkeys(every)) >= minimum:
            name = _usual(names, papers_of)
            slug = unique(name, slugs)
            slugs.add(slug)
            papers = tuple(sorted(distinct, key=newest.__getitem__))
            entries.append(AuthorEntry(slug=slug, name=name, papers=papers, family=families.get(name, "")))
            author_of.update(dict.fromkeys(names, slug))
    return tuple(sorted(entries, key=attrgetter("slug"))), author_of


def identity(name: str) -> str:
    """What two spellings of one name have in common; empty for a name without letters."""
    letters = fold(name)
    if name.isascii() and name.replace(" ", "").isalpha():
        # most names are, and are done much quicker
        return " ".join(letters.split())
    # `山田 太郎` is as often written `山田太郎`
    return ("" if family_first(name) else " ").join(letters.translate(_SEPARATORS).split())


def _usual(names: Sequence[str], papers_of: Mapping[str, Sequence[PaperId]]) -> str:
    """The spelling that papers use most; of two the one that keeps more: accents, then capitals as names have them."""
    times = Counter[str]()
    for name in names:
        times[" ".join(name.split())] += len(papers_of[name])

    def worth(name: str) -> tuple[int, int, bool, int]:
        accents = sum(not character.isascii() for character in name)
        return times[name], accents, not name.isupper() and not name.islower(), len(name)

    return max(sorted(times), key=worth)
