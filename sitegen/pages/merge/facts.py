"""Which source wins, fact by fact, and which facts the editor changed.

Each fact is taken from the source that is trusted most; title and authors from one that names authors, leaves none out,
then from one that writes given names in full; then from the one that knows the paper's latest version, then from the
one that listed it first; what is undecided then the values themselves decide. So the result does not depend on the
order in which the sources came. Links of all sources are kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec
from msgspec import structs

from sitegen.model import Author, Date, Facts, Link
from sitegen.pages import paper
from sitegen.pages.normalise import LINK_KEYS
from sitegen.pages.paper import PaperPage
from sitegen.text import markdown

Values: TypeAlias = dict[str, Any]
"""Everything that is known of a paper: the fields of `Facts`, and `abstract` as Markdown.

That there are more authors is a last one of them, so that the two never come from different sources.
"""

NAMES = (*(name for name in Facts.__struct_fields__ if name != "more_authors"), "abstract")
_OTHERS = (Author(""),)
_WORD = re.compile(r"[^\W\d_]{2}")
_MAX_EDITS = 3
"""A page on which an editor changed more facts, each of them one that the source changed too, is taken as edited."""


class Rank(NamedTuple):
    """How far a source is trusted on a paper; the least rank wins."""

    distrust: int = 0
    """The source's trust, negated."""
    age: int = 0
    """The paper's version that the source describes, negated."""
    date: Date = ""
    """Day of the listing."""
    path: str = ""


def values(facts: Facts, abstract: str) -> Values:
    return structs.asdict(facts) | {"authors": facts.authors + _OTHERS * facts.more_authors, "abstract": abstract}


def parts(known: Mapping[str, Any]) -> tuple[Facts, str]:
    """The facts and the abstract again."""
    authors, is_cut = known["authors"], _is_cut(known["authors"])
    written = {**known, "authors": authors[:-1] if is_cut else authors, "more_authors": is_cut}
    return Facts(**{name: written[name] for name in Facts.__struct_fields__}), known["abstract"]


def _is_cut(value: Any) -> bool:
    """Whether a value is authors of whom some are left out."""
    return bool(value[-1:] == _OTHERS)


def update(known: Values, ranks: MutableMapping[str, Rank], imported: Values, rank: Rank) -> Values:
    """What a page shows after a source was read for the first time or again.

    Args:
        ranks: the rank of each shown fact's source; brought up to date.
        imported: what the source says now. What it said before is dropped, apart from links, which others may have
            given too.
    """
    alone = len({other.path for other in ranks.values()}) < 2
    replaced = NAMES if alone else [name for name in NAMES if name != "links"]
    outdated = [name for name in replaced if name in ranks and ranks[name].path == rank.path]
    for name in outdated:
        del ranks[name]
    rest = known | {name: type(known[name])() for name in outdated}
    best = combine(rest, ranks, imported, dict.fromkeys(NAMES, rank))
    if _same("abstract", known["abstract"], best["abstract"]):
        best["abstract"] = known["abstract"]
    return best


def combine(known: Values, ranks: MutableMapping[str, Rank], others: Values, their_ranks: Mapping[str, Rank]) -> Values:
    """The best of what two sides know; `ranks` is brought up to date."""
    best = dict(known)
    named = {
        "title": (_named_with_title(known, ranks), _named_with_title(others, their_ranks)),
        "authors": (known["authors"], others["authors"]),
    }
    for name in NAMES:
        if not others[name] or name not in their_ranks:
            continue
        rank, theirs = ranks.get(name), their_ranks[name]
        if rank is None or not known[name]:
            best[name], ranks[name] = others[name], theirs
        elif name == "links":
            best[name] = _all_links(known[name], others[name])
            # the least trusted source stands for all, so that the page's own does not seem to be alone
            ranks[name] = max(rank, theirs)
        else:
            ours, yours = named.get(name, ((), ()))
            sides = (rank, known[name], ours), (theirs, others[name], yours)
            ranks[name], best[name], _ = min(sides, key=lambda side: _preference(name, *side))
    return best


def whole(parts_of: Sequence[Facts]) -> Facts:
    """Join the facts that one source gives of a paper in several places; where they differ, the latest version wins."""
    known, *others = [values(facts, "") for facts in parts_of]
    rank, *their_ranks = [Rank(age=-version_of(facts)) for facts in parts_of]
    ranks = dict.fromkeys(NAMES, rank)
    for other, theirs in zip(others, their_ranks, strict=True):
        known = combine(known, ranks, other, dict.fromkeys(NAMES, theirs))
    return parts(known)[0]


def version_of(facts: Facts) -> int:
    return int(facts.version) if facts.version.isdecimal() else 0


def _named_with_title(known: Values, ranks: Mapping[str, Rank]) -> Sequence[Author]:
    """Authors as the source of the title names them. Those that are shown are as good, unless they are from a source
    that is trusted less, and then that of the title names none.
    """
    title, authors = ranks.get("title"), ranks.get("authors")
    is_as_good = title and authors and title.distrust == authors.distrust
    return known["authors"] if is_as_good else ()


def _preference(name: str, rank: Rank, value: Any, authors: Sequence[Author]) -> tuple[Any, ...]:
    """Sort key of a value, the rank of its source and the authors that count there, the best first."""
    lack = not authors, _is_cut(authors), _share_of_initials(authors)
    return rank.distrust, lack, rank[:3], _order(name, value), rank.path


def _share_of_initials(authors: Sequence[Author]) -> float:
    """How many authors have only initials before the family name, `A. B. Lee`, of all."""
    given = [author.name.rpartition(" ")[0] for author in authors]
    return sum(name.isupper() and not _WORD.search(name) for name in given) / max(1, len(given))


def _order(name: str, value: Any) -> tuple[int | str | tuple[int, ...], ...]:
    """Sort key of values of equally good sources: the later update first, and the longer value."""
    if name == "updated":
        return (0, tuple(-ord(letter) for letter in value.ljust(10)))
    text = msgspec.json.encode(value).decode()
    return (-len(text), text)


def _same(name: str, one: Any, other: Any) -> bool:
    if one == other:
        return True
    return name == "abstract" and bool(one and other) and markdown.normal(one) == markdown.normal(other)


def _all_links(ours: tuple[Link, ...], theirs: tuple[Link, ...]) -> tuple[Link, ...]:
    """Both sides' links, each address once; in their own order only where the two are the same."""
    if ours == theirs:
        return ours
    distinct: dict[str, Link] = {}
    for link in sorted((*ours, *theirs), key=lambda link: (LINK_KEYS.index(link.kind), link.url)):
        distinct.setdefault(link.url.rstrip("/").casefold(), link)
    return tuple(distinct.values())


def differing(known: Mapping[str, Any], imported: Mapping[str, Any]) -> list[str]:
    """Names of the facts on which two sides differ."""
    return [name for name in NAMES if not _same(name, known[name], imported[name])]


def missing(known: Mapping[str, Any], imported: Mapping[str, Any]) -> Values:
    """What only the second side says."""
    return {name: imported[name] for name in NAMES if imported[name] and not known[name]}


def edited(page: PaperPage, imported: Values, later: Sequence[str] = ()) -> tuple[str, ...] | None:
    """Names of the facts that the editor changed on a page; None where that cannot be known.

    The page's digest shows it unless both sides changed the same fact: it is the digest of one mixture of the page's
    and the source's values, and in that mixture the source's values stand where the editor wrote others.

    Args:
        later: facts that may have been added to the page after its digest was taken.
    """
    now = values(page.paper.facts, page.paper.abstract)
    for known in (now, now | {name: imported[name] for name in later})[: 2 if later else 1]:
        candidates = differing(known, imported)
        for size in range(min(len(candidates), _MAX_EDITS) + 1):
            for names in itertools.combinations(candidates, size):
                if paper.digest(*parts(known | {name: imported[name] for name in names})) == page.generated:
                    return names
    return None
