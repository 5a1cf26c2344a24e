"""The terms that a wildcard or an edit distance stands for, and the words a reader may have meant.

Lunr writes a query's word as an automaton and walks it together with the automaton of all terms. Here the terms are
walked as a sorted list; Lunr's own walk then runs over the few that match, because its order breaks ties of results.
The counterparts are `templates/search/vocabulary.js` and `typos.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from sitegen.search.query.reader import SiteIndex, Words
from sitegen.search.utf16 import code_units, from_code_units
from sitegen.text.stem import stem

MOST_EDITS = 3
_MOST_WAYS = 200_000
_SHORTEST = 3
_MOST_GUESSES = 3
_DIGITS = "0123456789"


def expand(term: str, edits: int | None, index: SiteIndex) -> list[str]:
    """The terms of the index that a term with `*` or an edit distance stands for, in Lunr's order."""
    from lunr.token_set import TokenSet

    units = code_units(term)
    if edits is None:
        pattern: Any = TokenSet.from_string(units)
        chunks = index.words(term[: term.find("*")] if "*" in term else term)
    else:
        pattern = TokenSet.from_fuzzy_string(units, _bearable(units, edits))
        chunks = index.words()
    matching = [found for chunk in chunks for found in _accepted(map(code_units, chunk.terms), pattern)]
    if not matching:
        return []
    return [from_code_units(found) for found in _walk(TokenSet.from_list(matching), pattern)]


def _bearable(term: str, wanted: int) -> int:
    edits = min(wanted, MOST_EDITS)
    while edits > 0 and len(term) ** edits > _MOST_WAYS:
        edits -= 1
    return edits


def _accepted(terms: Iterable[str], pattern: Any) -> list[str]:
    states: list[list[Any]] = [[pattern]]
    found: list[str] = []
    before = ""
    for term in terms:
        at = 0
        most = min(len(term), len(states) - 1)
        while at < most and term[at] == before[at]:
            at += 1
        del states[at + 1 :]
        while at < len(term) and states[at]:
            states.append(_stepped(states[at], term[at]))
            at += 1
        before = term
        if at == len(term) and at and any(state.final for state in states[at]):
            found.append(term)
    return found


def _stepped(states: Sequence[Any], character: str) -> list[Any]:
    found = {}
    for state in states:
        for edge in (character, "*"):
            if edge in state.edges:
                found[id(state.edges[edge])] = state.edges[edge]
    return list(found.values())


def _edges(node: Any) -> list[str]:
    """The edges of a node in the order of a JavaScript object's keys: digits come first."""
    edges = list(node.edges)
    return sorted(edge for edge in edges if edge in _DIGITS) + [edge for edge in edges if edge not in _DIGITS]


def _walk(terms: Any, pattern: Any) -> list[str]:
    """`TokenSet.intersect(…).toArray()` of lunr.js, step by step."""
    from lunr.token_set import TokenSet

    root = TokenSet()
    stack = [(pattern, root, terms)]
    while stack:
        state, output, node = stack.pop()
        for wanted in _edges(state):
            for edge in _edges(node):
                if edge != wanted and wanted != "*":
                    continue
                child, follower = node.edges[edge], state.edges[wanted]
                both = output.edges.setdefault(edge, TokenSet())
                both.final = both.final or (child.final and follower.final)
                stack.append((follower, both, child))
    found = []
    words = [("", root)]
    while words:
        prefix, node = words.pop()
        if node.final:
            found.append(prefix)
        words += [(prefix + edge, node.edges[edge]) for edge in _edges(node)]
    return found


class Guess(Struct, frozen=True):
    """A term that a reader may have meant."""

    term: str
    edits: int
    score: int


def guesses(word: str, chunks: Iterable[Words]) -> list[Guess]:
    """The nearest words of the vocabulary: fewest edits first, of these the most frequent; all as near as the first."""
    nearest = 0 if len(word) < _SHORTEST else 1 if len(word) < 7 else 2
    if not nearest:
        return []
    own = stem(word)
    found: list[Guess] = []
    for chunk in chunks:
        for term, often, forms in zip(chunk.terms, chunk.frequencies, chunk.forms, strict=True):
            edits, form = _nearest_form(term, forms, word, own, nearest)
            if edits > nearest:
                continue
            if edits < nearest:
                found = []
            nearest = edits
            # typists seldom miss the first letter
            found.append(Guess(term, edits, often + (6 if form[:1] == word[:1] else 0)))
    found.sort(key=lambda guess: (-guess.score, guess.term))
    return found[:_MOST_GUESSES]


def _nearest_form(term: str, forms: Sequence[str], word: str, own: str, most: int) -> tuple[int, str]:
    best = (most + 1, "")
    left = most
    for form in forms:
        edits = distance(word, form, left)
        if edits > left:
            continue
        best, left = (edits, form), edits
        if edits <= 1:
            return best
    # the word may be an inflection that no paper has
    limit = min(1, left)
    edits = distance(own, term, limit)
    return (edits, forms[0] if forms else term) if edits <= limit else best


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words; above `most` just more."""
    more = most + 1
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > 70:
        return more
    if one == other:
        return 0
    letters, others = set(one), set(other)
    if len(letters - others) > most or len(others - letters) > most:
        return more
    before: list[int] = []
    above = list(range(len(other) + 1))
    for y, letter in enumerate(one, 1):
        row = [y]
        for x, against in enumerate(other, 1):
            edits = min(above[x] + 1, row[x - 1] + 1, above[x - 1] + (letter != against))
            if y > 1 and x > 1 and letter == other[x - 2] and one[y - 2] == against:
                edits = min(edits, before[x - 2] + 1)
            row.append(edits)
        if min(row) > most:
            return more
        before, above = above, row
    return above[-1]
