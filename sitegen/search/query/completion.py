"""What an unfinished word may become. The counterpart is `templates/search/engine/completion.js`."""

from __future__ import annotations

import re

from sitegen.search.query.reader import SiteIndex
from sitegen.text.folding import fold
from sitegen.text.stem import stem
from sitegen.text.tokens import trim
from sitegen.text.utf16 import sort_key

_MAX_COMPLETIONS = 8
_last_part = re.compile('[^:+"“”„«»(-]*\\Z').search


def complete(word: str, index: SiteIndex) -> list[str]:
    """The terms of the most frequent words that begin with a word: suggested ones, or else any."""
    part = _last_part(trim(word))
    beginning = fold(part[0]) if part else ""
    if len(beginning) < 2:
        return []
    suggested = [row for row in index.suggestions() if fold(row[0]).startswith(beginning)]
    suggested.sort(key=lambda row: (-row[1], sort_key(row[0])))
    terms = [stem(trim(suggestion.lower())) for suggestion, _ in suggested[:_MAX_COMPLETIONS]]
    if not terms and len(beginning) > 2:
        terms = _from_vocabulary(beginning, index)
    return list(index.find(terms))


def _from_vocabulary(beginning: str, index: SiteIndex) -> list[str]:
    # a term may be shorter than its words
    matching = [
        (-frequency, sort_key(term), term)
        for term, frequency, forms in index.vocabulary(beginning[:3])
        if any(form.startswith(beginning) for form in (term, *forms))
    ]
    return [term for *_, term in sorted(matching)[:_MAX_COMPLETIONS]]
