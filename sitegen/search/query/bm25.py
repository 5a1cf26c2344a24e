"""The default ranking of the papers that Lunr finds: BM25 over the fields together, with papers ahead that have all of
the words, and have them in the title. The counterpart is `templates/search/engine/rank.js`, with the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from sitegen.search.query.lunr_score import Scored
from sitegen.search.query.reader import Manifest, Posting

WEIGHTS = (3.0, 1.0, 1.5, 1.0)
EVENNESS = (0.5, 0.7, 0.3, 0.3)
SATURATION = 1.5
COVERAGE = 0.2
COMPLETE = 3.0
TITLE = 0.3
TITLE_WHOLE = 0.3
OTHER_FORM = 0.3
QUANTUM = 1e4


class Slot(Struct, frozen=True):
    """One word of the query."""

    terms: dict[str, float]
    """What it may stand for, each with a weight."""
    fields: tuple[int, ...]
    word: str = ""
    """The reader's word in lower case; papers that have it in this form go first."""

    def is_same(self, other: Slot) -> bool:
        """Whether both ask for the same terms in the same fields."""
        return self.fields == other.fields and self.terms.keys() == other.terms.keys()


class _Hits(Struct):
    """Where one word of the query is found."""

    values: dict[int, float]
    titles: dict[int, int]
    """Terms in the title of each document whose title has it."""
    idf: float
    importance: float


def rank_documents(
    slots: Sequence[Slot], postings: Mapping[str, Posting], manifest: Manifest, allow: Callable[[int], bool]
) -> Scored:
    """All documents that have one of the words, newest first, with their scores."""
    totals: dict[int, float] = {}
    covered: dict[int, float] = {}
    titled: dict[int, tuple[float, int, int]] = {}
    whole = 0.0
    for slot in slots:
        hits = _hits(slot, postings, manifest)
        if not hits.values:
            continue
        whole += hits.importance
        for document, value in hits.values.items():
            totals[document] = totals.get(document, 0.0) + value * hits.idf
            covered[document] = covered.get(document, 0.0) + hits.importance
        for document, length in hits.titles.items():
            share, words, _ = titled.get(document, (0.0, 0, 0))
            titled[document] = (share + hits.importance, words + 1, length)
    scored: Scored = []
    for document in sorted(totals, reverse=True):
        if not allow(document):
            continue
        weight, words, length = titled.get(document, (0.0, 0, 0))
        share = weight / whole
        title = 1 + TITLE * share + TITLE_WHOLE * share * (min(1.0, words / length) if length else 0.0)
        has = COMPLETE if covered[document] == whole else (covered[document] / whole) ** COVERAGE
        score = totals[document] * has * title
        scored.append((document, math.floor(score * QUANTUM + 0.5) / QUANTUM))
    return scored


def _hits(slot: Slot, postings: Mapping[str, Posting], manifest: Manifest) -> _Hits:
    size = manifest.documents
    averages = [total / size if total else 1.0 for total in manifest.lengths]
    values: dict[int, float] = {}
    titles: dict[int, int] = {}
    best = 0.0
    for term, weight in slot.terms.items():
        posting = postings.get(term)
        if not posting:
            continue
        best = max(best, weight)
        times: dict[int, float] = {}
        for field in slot.fields:
            entry = posting.fields[field]
            if not entry:
                continue
            even = EVENNESS[field]
            wants = posting.word == slot.word if posting.word and slot.word else None
            rows = zip(entry.documents, entry.times, entry.lengths, entry.usual, strict=True)
            for document, times_in_field, length, usual in rows:
                amount = WEIGHTS[field] * times_in_field / (1 - even + even * length / averages[field])
                if wants is not None and usual != wants:
                    amount *= OTHER_FORM
                times[document] = times.get(document, 0.0) + amount
                if field == 0:
                    titles[document] = length
        for document, amount in times.items():
            values[document] = max(values.get(document, 0.0), weight * amount / (SATURATION + amount))
    # the terms that a word stands for are as rare as they are together
    idf = math.log(1 + (size - len(values) + 0.5) / (len(values) + 0.5))
    return _Hits(values, titles, idf, best * idf)
