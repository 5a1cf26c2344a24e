"""A query to a built site, from the terminal: the same index and the same ranking as in the browser."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from sitegen.search.query import lunr_score
from sitegen.search.query.bm25 import Slot, rank_documents
from sitegen.search.query.completion import complete
from sitegen.search.query.lunr_score import Scored, presence_filter
from sitegen.search.query.parser import MAX_WORDS, Clause, parse_as_lunr, parse_lenient
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.spelling import correct
from sitegen.search.query.wildcards import expand
from sitegen.text.tokens import SPACE, STOP_WORDS, query_terms, trim

_MAX_TERMS = 100
"""Terms that a wildcard stands for in the default ranking."""
_COMPLETED, _CORRECTED = 0.9, 0.8
"""Weights of what a word is taken for."""


class Hit(Struct, frozen=True):
    """A paper that a search found."""

    id: str
    title: str
    url: str
    """Relative to the site's root."""
    score: float


def search(site: Path, query: str, rank: str = "default", limit: int | None = 10) -> list[Hit]:
    """Search a built site.

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
    scored = _rank_as_lunr(query, index) if rank == "lunr" else _rank_for_readers(query, index)
    best = sorted(scored, key=lambda pair: -pair[1])[:limit]
    return [
        Hit(id=document.id, title=document.title, url=document.url, score=score)
        for number, score in best
        for document in (index.document(number),)
    ]


def _rank_as_lunr(query: str, index: SiteIndex) -> Scored:
    fields = index.manifest.fields
    clauses = parse_as_lunr(query, fields)
    if clauses is None:
        clauses = parse_lenient(query, fields)
        if not clauses:
            return []
    clauses = [_expand(clause, index) for clause in clauses[: 4 * MAX_WORDS]]
    postings = index.find(term for clause in clauses for group in clause.terms for term in group)
    return lunr_score.score(clauses, postings, index.manifest)


def _expand(clause: Clause, index: SiteIndex) -> Clause:
    """The clause with the terms of the index that its word stands for."""
    groups: list[list[str]] = []
    for term in query_terms(clause.word) if clause.pipeline else [clause.word]:
        if not term:
            groups.append([])
        elif clause.edits is not None or "*" in term:
            groups.append(expand(term, clause.edits, index))
        else:
            groups.append(list(index.find([term])))
    return clause.standing_for(groups)


def _rank_for_readers(query: str, index: SiteIndex) -> Scored:
    manifest = index.manifest
    parsed = parse_lenient(query, manifest.fields)
    everything = [(document, 0.0) for document in reversed(range(manifest.documents))]
    if not parsed:
        return [] if SPACE.sub("", query) else everything
    clauses: list[Clause] = []
    slots: list[Slot] = []
    for number, clause in enumerate(parsed, 1):
        clause, new = _interpret(_limit(_expand(clause, index), index), index, is_last=number == len(parsed))
        clauses.append(clause)
        # a word given twice is searched once
        slots += [slot for slot in new if not any(slot.is_same(other) for other in slots)]
    postings = index.find(term for clause in clauses for group in clause.terms for term in group)
    allow = presence_filter(clauses, postings, manifest)
    if slots:
        return rank_documents(slots, postings, manifest, allow)
    only_prohibited = all(clause.presence == "prohibited" for clause in clauses)
    return [pair for pair in everything if allow(pair[0])] if only_prohibited else []


def _limit(clause: Clause, index: SiteIndex) -> Clause:
    """The clause with the most frequent of the terms that a wildcard stands for."""
    if all(len(group) <= _MAX_TERMS for group in clause.terms):
        return clause
    frequencies = {
        term: frequency
        for part in index.vocabulary()
        for term, frequency in zip(part.terms, part.frequencies, strict=True)
    }
    return clause.standing_for(
        [sorted(group, key=lambda term: -frequencies[term])[:_MAX_TERMS] for group in clause.terms]
    )


def _interpret(clause: Clause, index: SiteIndex, *, is_last: bool) -> tuple[Clause, list[Slot]]:
    """What a word is searched as: its terms, else what it may be the beginning of, else what it may be an error for."""
    is_word = clause.pipeline and clause.edits is None
    if clause.presence == "prohibited" or (is_word and trim(clause.word) in STOP_WORDS):
        return clause, []
    fields = tuple(map(index.manifest.fields.index, clause.fields))
    own = [group for group in clause.terms if group]
    if own or not is_word:
        return clause, [Slot(dict.fromkeys(group, 1.0), fields, clause.boost) for group in own]
    terms, weight = complete(clause.word, index) if is_last else [], _COMPLETED
    if not terms:
        terms, weight = correct(clause.word, index), _CORRECTED
    # what the word is taken for is what must be there
    slots = [Slot(dict.fromkeys(terms, weight), fields, clause.boost)] if terms else []
    return clause.standing_for([terms]), slots
