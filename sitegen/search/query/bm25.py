"""The default ranking of the papers that Lunr finds: BM25 over the fields together, with papers ahead that have all of
the words, and have them in the title. The counterpart is `templates/search/engine/rank.js`, with the same numbers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from sitegen.search.query.lunr_score import Scored
from sitegen.search.query.reader import Manifest, Posting

WEIGHTS = (6.0, 1.0, 1.5, 1.0)
"""Of the fields."""
EVENNESS = (0.5, 0.8, 0.3, 0.3)
"""BM25's b of each field: how much less a word counts in a long one."""
SATURATION = 0.85
"""BM25's k: how slowly a word counts more that occurs more often."""
COVERAGE = 0.2
"""How much a document loses that lacks words, by their importance."""
COMPLETE, COMPLETE_AS_WRITTEN = 1.5, 2.0
"""How many times as good one is that has all of the words, and in the reader's forms."""
TITLE, TITLE_WHOLE = 0.6, 0.7
"""How much one gains whose title has the words, and how much more one whose title has nothing else."""
OTHER_FORM = 0.15
"""What a word counts in another form than the reader's."""
QUANTUM = 1e4
"""Parts of one that scores are rounded to, so that documents which are equally good are so in every engine."""


class Slot(Struct, frozen=True):
    """One word of the query."""

    terms: dict[str, float]
    """What it may stand for, each with a weight."""
    fields: tuple[int, ...]
    words: tuple[str, ...] = ()
    """As the reader wrote it or may have meant it, in lower case; papers that have one of these forms go first."""


class _Hits(Struct):
    """Where one word of the query is found."""

    values: dict[int, float]
    titles: dict[int, tuple[float, int]]
    """Of each document whose title has it: what its form counts, and how many terms the title has."""
    as_written: set[int]
    """Documents that have it in the reader's form."""
    importance: float


def rank_documents(
    slots: Sequence[Slot], postings: Mapping[str, Posting], manifest: Manifest, allow: Callable[[int], bool]
) -> Scored:
    """All documents that have one of the words, newest first, with their scores."""
    totals, covered, written = (defaultdict[int, float](float) for _ in range(3))
    titled: dict[int, tuple[float, int, int]] = {}
    whole = 0.0
    for slot in slots:
        hits = _hits(slot, postings, manifest)
        if not hits.values:
            continue
        whole += hits.importance
        for document, value in hits.values.items():
            totals[document] += value
            covered[document] += hits.importance
        for document in hits.as_written:
            written[document] += hits.importance
        for document, (form, length) in hits.titles.items():
            share, words, _ = titled.get(document, (0.0, 0, 0))
            titled[document] = (share + form * hits.importance, words + 1, length)
    scored: Scored = []
    for document in sorted(totals, reverse=True):
        if not allow(document):
            continue
        weight, words, length = titled.get(document, (0.0, 0, 0))
        share = weight / whole
        # a title that has all of the words tells more than one that has some
        title = 1 + (TITLE + TITLE_WHOLE * (min(1.0, words / length) if length else 0.0)) * share * share
        score = totals[document] * _coverage(covered[document], written[document], whole) * title
        scored.append((document, math.floor(score * QUANTUM + 0.5) / QUANTUM))
    return scored


def _coverage(covered: float, written: float, whole: float) -> float:
    """How many times as good a document is, by the importance of the words it has, and has in the reader's form."""
    if written == whole:
        return COMPLETE_AS_WRITTEN
    return COMPLETE if covered == whole else (covered / whole) ** COVERAGE


def _hits(slot: Slot, postings: Mapping[str, Posting], manifest: Manifest) -> _Hits:
    averages = [total / manifest.documents if total else 1.0 for total in manifest.lengths]
    saturated = defaultdict[int, float](float)
    titles: dict[int, tuple[float, int]] = {}
    as_written: set[int] = set()
    best = 0.0
    for term, weight in slot.terms.items():
        posting = postings.get(term)
        if not posting:
            continue
        best = max(best, weight)
        is_exact = not slot.words or term.endswith(" ")
        wants = sum(1 << form for form, word in enumerate(posting.words) if word.lower() in slot.words)
        times = defaultdict[int, float](float)
        for field in slot.fields:
            entry = posting.fields[field]
            if not entry:
                continue
            even = EVENNESS[field]
            rows = zip_longest(entry.documents, entry.times, entry.lengths, entry.forms, fillvalue=1)
            for document, times_in_field, length, forms in rows:
                amount = WEIGHTS[field] * times_in_field / (1 - even + even * length / averages[field])
                is_written = is_exact or bool(forms & wants if wants else not forms)
                form = 1.0 if is_written else OTHER_FORM
                times[document] += form * amount
                if is_written:
                    as_written.add(document)
                if field == 0:
                    titles[document] = (max(form, titles.get(document, (0.0, 0))[0]), length)
        for document, amount in times.items():
            saturated[document] = max(saturated[document], weight * amount / (SATURATION + amount))
    # the terms that a word stands for are as rare as they are together, and the written form is rarer
    idf, idf_as_written = _idf(len(saturated), manifest), _idf(len(as_written), manifest)
    values = {
        document: value * (idf_as_written if document in as_written else idf) for document, value in saturated.items()
    }
    return _Hits(values, titles, as_written, best * idf)


def _idf(documents: int, manifest: Manifest) -> float:
    return math.log(1 + (manifest.documents - documents + 0.5) / (documents + 0.5))
