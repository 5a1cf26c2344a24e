"""Lunr's own ranking, in its order of sums; the counterpart of `templates/search/engine/score.js`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sitegen.search.query.lunr_query import Clause
from sitegen.search.query.reader import FieldPosting, Manifest, Posting

Scored: TypeAlias = list[tuple[int, float]]
"""Documents with their scores."""


def score(clauses: Sequence[Clause], postings: Mapping[str, Posting], manifest: Manifest) -> Scored:
    """All documents that Lunr finds with its scores, in the order in which it finds them."""
    allow = _presence_filter(clauses, postings, manifest)
    if all(clause.presence == "prohibited" for clause in clauses):
        return [(document, 0.0) for document in range(manifest.documents) if allow(document)]
    vectors: list[dict[str, float]] = [{} for _ in manifest.fields]
    matches: dict[int, dict[int, None]] = {}
    for clause in clauses:
        if clause.presence != "prohibited":
            _gather(clause, vectors, matches, postings, manifest)
    sums = [_similarities(field, vector, postings, manifest) for field, vector in enumerate(vectors)]
    scored: Scored = []
    for document, fields in matches.items():
        if allow(document):
            total = 0.0
            for field in fields:
                total += sums[field].get(document, 0.0)
            scored.append((document, total))
    return scored


def _gather(
    clause: Clause,
    vectors: list[dict[str, float]],
    matches: dict[int, dict[int, None]],
    postings: Mapping[str, Posting],
    manifest: Manifest,
) -> None:
    """Add the weights of a clause's terms in each field, and the documents and their fields in the order of lunr.js."""
    fields = [manifest.fields.index(name) for name in clause.fields]
    for group in clause.terms:
        # Lunr leaves a required clause at the first term that no document has
        if not group and clause.presence == "required":
            return
        for term in group:
            for field in fields:
                seen = term in vectors[field]
                vectors[field][term] = vectors[field].get(term, 0.0) + clause.boost
                posting = postings[term].fields[field]
                if posting and not seen:
                    for document in _by_key(posting, manifest.numeric):
                        matches.setdefault(document, {})[field] = None


def _by_key(posting: FieldPosting, numeric: Sequence[int]) -> list[int]:
    """Documents in the order of a JavaScript object's keys, where integers come first."""
    if not numeric:
        return posting.documents
    has = set(posting.documents)
    return [document for document in numeric if document in has] + posting.documents


def _similarities(
    field: int, vector: Mapping[str, float], postings: Mapping[str, Posting], manifest: Manifest
) -> dict[int, float]:
    size, k1, b = manifest.documents, manifest.k1, manifest.b
    average = manifest.lengths[field] / size if size else 0.0
    sums: dict[int, float] = {}
    squares = 0.0
    for term in sorted(vector, key=lambda term: postings[term].first_seen):
        boost, posting = vector[term], postings[term]
        squares += boost * boost
        here = posting.fields[field]
        if not here:
            continue
        idf = math.log(1 + abs((size - posting.pairs + 0.5) / (posting.pairs + 0.5)))
        for document, times, length in zip(here.documents, here.times, here.lengths, strict=True):
            exact = idf * ((k1 + 1) * times) / (k1 * (1 - b + b * (length / average)) + times)
            sums[document] = sums.get(document, 0.0) + round(exact * manifest.boosts[field], 3) * boost
    magnitude = math.sqrt(squares)
    # a boost of 0, or one beyond all numbers, leaves nothing in JavaScript
    return {
        document: quotient if magnitude and not math.isnan(quotient := total / magnitude) else 0.0
        for document, total in sums.items()
    }


def _presence_filter(
    clauses: Sequence[Clause], postings: Mapping[str, Posting], manifest: Manifest
) -> Callable[[int], bool]:
    """Which documents the required and prohibited words leave."""
    banned: set[int] = set()
    required: set[int] | None = None
    for clause in clauses:
        if clause.presence == "optional":
            continue
        reached: set[int] = set()
        # a required word that no document has leaves none
        if clause.presence == "prohibited" or all(clause.terms):
            for term in (term for group in clause.terms for term in group):
                for name in clause.fields:
                    if posting := postings[term].fields[manifest.fields.index(name)]:
                        reached.update(posting.documents)
        if clause.presence == "prohibited":
            banned |= reached
        else:
            required = reached if required is None else required & reached
    return lambda document: document not in banned and (required is None or document in required)
