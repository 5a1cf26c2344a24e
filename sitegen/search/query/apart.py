"""Words that a reader writes together and papers apart. The counterpart is `templates/search/engine/apart.js`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TypeAlias

from msgspec.structs import replace

from sitegen.search.query.conditions import find_phrase
from sitegen.search.query.language import Item
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.spelling import correct_frequent
from sitegen.text.folding import fold
from sitegen.text.stem import stem

Parts: TypeAlias = list[tuple[str, str]]
"""The two words that a word is joined of, each with its term; none where it is not."""
_MAX_TRIED = 3
_RARER = 64
"""Two words that stand together in so many times fewer papers than a word one edit away are a misspelling of it."""


def frequent_parts(word: str, item: Item, index: SiteIndex) -> Parts:
    """The parts of a number and a word, or of two words of the type-ahead table: `gpt4`, `zeroshot`.

    A misspelling is none: `tranformer` is near to a word more frequent than both, and they seldom stand together.
    """
    if match := re.fullmatch("([a-z]{2,})([0-9]+)|([0-9]+)([a-z]{2,})", word):
        first, second = filter(None, match.groups())
    else:
        counts = {fold(suggestion): count for suggestion, count in index.suggestions()}
        splits = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
        ranked = [(min(counts.get(a, 0), counts.get(b, 0)), -at, a, b) for at, (a, b) in enumerate(splits)]
        worth, _, first, second = max(ranked, default=(0, 0, "", ""))
        counts_near = (counts.get(fold(near.word), 0) for near in correct_frequent(word, index))
        nearest = max(counts_near, default=0) if worth else 0
        if not worth or (nearest > worth and nearest > _RARER * len(_beside(first, second, item, index))):
            return []
    parts = [(part, stem(part)) for part in (first, second)]
    known = index.find(term for _, term in parts)
    return parts if all(term in known for _, term in parts) else []


def rare_parts(word: str, item: Item, index: SiteIndex) -> Parts:
    """The parts that stand beside each other in some paper, however rare they are: `webshepherd`, `frspec`.

    It needs the whole vocabulary, which is at hand where even the nearest word was looked for in vain.
    """
    splits = [(word[:at], word[at:]) for at in range(2, len(word) - 1)] if re.fullmatch("[a-z]+", word) else []
    halves = {half for split in splits for half in split}
    known = {
        form: (frequency, term)
        for term, frequency, forms in (index.vocabulary() if splits else ())
        for form in forms
        if form in halves
    }
    possible = [(a, b) for a, b in splits if a in known and b in known]
    possible.sort(key=lambda split: -min(known[half][0] for half in split))
    for split in possible[:_MAX_TRIED]:
        if _beside(*split, item, index):
            return [(half, known[half][1]) for half in split]
    return []


def _beside(one: str, other: str, item: Item, index: SiteIndex) -> Collection[int]:
    """The papers in which two words stand beside each other."""
    return find_phrase(replace(item, kind="phrase", value=f"{one} {other}"), index)
