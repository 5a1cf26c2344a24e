"""A query to a built site, from the terminal: the same index and the same ranking as in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.search.query.bm25 import Slot, rank
from sitegen.search.query.expansion import expand, guesses
from sitegen.search.query.lunr_score import Expanded, Scored, presence, score
from sitegen.search.query.parser import MOST_WORDS, Clause, parse_as_lunr, parse_lenient
from sitegen.search.query.reader import SiteIndex
from sitegen.text.tokens import SPACE, STOP_WORDS, query_terms, trim

_MOST_TERMS = 100
_GUESSED = 0.8


class Hit(Struct, frozen=True):
    """One paper that a search found."""

    id: str
    title: str
    url: str
    """Relative to the site's root."""
    score: float


def search(site: Path, query: str, rank: str = "default", limit: int | None = 10) -> list[Hit]:
    """Searches a built site.

    Args:
        site: the folder of the site.
        query: any text; Lunr's operators count.
        rank: `lunr` for Lunr's own order and scores; anything else for the order readers see.
        limit: how many papers at most; None for all.

    Returns:
        The best papers, best first.

    Raises:
        UsageError: the site has no index.
    """
    index = SiteIndex(site)
    found = _lunr(query, index) if rank == "lunr" else _default(query, index)
    best = sorted(found, key=lambda pair: -pair[1])[:limit]
    return [
        Hit(id=shown.id, title=shown.title, url=shown.url, score=points)
        for document, points in best
        for shown in (index.shown(document),)
    ]


def _lunr(query: str, index: SiteIndex) -> Scored:
    fields = index.manifest.fields
    clauses = parse_as_lunr(query, fields)
    if clauses is None:
        clauses = parse_lenient(query, fields)
        if not clauses:
            return []
    read = [_expanded(clause, index) for clause in clauses[: 4 * MOST_WORDS]]
    postings = index.find(term for one in read for group in one.terms for term in group)
    return score(read, postings, index.manifest)


def _expanded(clause: Clause, index: SiteIndex) -> Expanded:
    own = query_terms(clause.term) if clause.pipeline else [clause.term]
    terms: list[list[str]] = []
    for term in own:
        if not term:
            terms.append([])
        elif clause.edits is not None or "*" in term:
            terms.append(expand(term, clause.edits, index))
        else:
            terms.append(list(index.find([term])))
    return Expanded(clause, terms)


def _default(query: str, index: SiteIndex) -> Scored:
    manifest = index.manifest
    clauses = parse_lenient(query, manifest.fields)
    everything = [(document, 0.0) for document in reversed(range(manifest.documents))]
    if not clauses:
        return [] if SPACE.sub("", query) else everything
    read = [_limited(_expanded(clause, index), index) for clause in clauses]
    wanted = [one for one in read if one.clause.presence != "prohibited"]
    slots: list[Slot] = []
    for one in wanted:
        if not _is_common(one.clause):
            for slot in _slots(one, index):
                # a word said twice is asked for once
                if not any(slot.fields == other.fields and slot.terms.keys() == other.terms.keys() for other in slots):
                    slots.append(slot)
    postings = index.find(term for one in read for group in one.terms for term in group)
    allow = presence(read, postings, manifest)
    if slots:
        return rank(slots, postings, manifest, allow)
    return [] if wanted else [pair for pair in everything if allow(pair[0])]


def _limited(one: Expanded, index: SiteIndex) -> Expanded:
    """Of the many terms that a wildcard stands for, the most frequent do."""
    for group in one.terms:
        if len(group) > _MOST_TERMS:
            often = {
                term: count for part in index.words() for term, count in zip(part.terms, part.frequencies, strict=True)
            }
            group.sort(key=lambda term: -often[term])
            del group[_MOST_TERMS:]
    return one


def _is_common(clause: Clause) -> bool:
    return clause.pipeline and clause.edits is None and trim(clause.term) in STOP_WORDS


def _slots(one: Expanded, index: SiteIndex) -> Sequence[Slot]:
    clause = one.clause
    fields = tuple(index.manifest.fields.index(name) for name in clause.fields)
    groups = [group for group in one.terms if group]
    weight = 1.0
    if not groups and clause.pipeline and clause.edits is None:
        # what the word is taken for is what must, or must not, be there
        groups = one.terms = [_mended(clause.term, index)]
        weight = _GUESSED
    return [Slot(dict.fromkeys(group, weight), fields, clause.boost) for group in groups if group]


def _mended(word: str, index: SiteIndex) -> list[str]:
    trimmed = trim(word)
    if not trimmed or len(query_terms(word)) != 1:
        return []
    # most errors leave the first letter as it is, and its part of the vocabulary is small
    found = guesses(trimmed, index.words(trimmed[0]))
    if not found or found[0].edits > 1:
        found = guesses(trimmed, index.words())
    return [guess.term for guess in found]
