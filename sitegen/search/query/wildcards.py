"""The terms that a wildcard or an edit distance stands for.

Lunr writes a query's word as an automaton and walks it together with the automaton of all terms. Here the terms are
walked as a sorted list; Lunr's own walk then runs over the few that match, because its order breaks ties of results.
The counterpart is `templates/search/engine/vocabulary.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.search.query.reader import SiteIndex
from sitegen.text.utf16 import code_units, from_code_units

_MAX_EDITS = 3
_MAX_WAYS = 200_000
_DIGITS = "0123456789"


def expand(term: str, edits: int | None, index: SiteIndex) -> list[str]:
    """The terms of the index that a term with `*` or an edit distance stands for, in Lunr's order."""
    from lunr.token_set import TokenSet

    wanted = code_units(term)
    if edits is None:
        pattern: Any = TokenSet.from_string(wanted)
        entries = index.vocabulary(term.partition("*")[0])
    else:
        pattern = TokenSet.from_fuzzy_string(wanted, _clamp_edits(wanted, edits))
        entries = index.vocabulary()
    matching = _matching((code_units(term) for term, *_ in entries), pattern)
    if not matching:
        return []
    both = _as_in_javascript(TokenSet.from_list(matching)).intersect(_as_in_javascript(pattern))
    return list(map(from_code_units, _as_in_javascript(both).to_list()))


def _clamp_edits(term: str, wanted: int) -> int:
    """The edit distance, or less where Lunr would not come to an end."""
    edits = min(wanted, _MAX_EDITS)
    while edits > 0 and len(term) ** edits > _MAX_WAYS:
        edits -= 1
    return edits


def _matching(terms: Iterable[str], pattern: Any) -> list[str]:
    """The terms that a pattern accepts. Neighbours share their beginnings, which are read once."""
    states: list[list[Any]] = [[pattern]]
    matching: list[str] = []
    before = ""
    for term in terms:
        at = 0
        most = min(len(term), len(states) - 1)
        while at < most and term[at] == before[at]:
            at += 1
        del states[at + 1 :]
        while at < len(term) and states[at]:
            states.append(_step(states[at], term[at]))
            at += 1
        before = term
        if at == len(term) and at and any(state.final for state in states[at]):
            matching.append(term)
    return matching


def _step(states: Sequence[Any], character: str) -> list[Any]:
    following = {}
    for state in states:
        for edge in (character, "*"):
            if edge in state.edges:
                following[id(state.edges[edge])] = state.edges[edge]
    return list(following.values())


def _as_in_javascript(root: Any) -> Any:
    """The token set with all edges in the order of a JavaScript object's keys, where digits come first."""
    nodes, seen = [root], set[int]()
    while nodes:
        node = nodes.pop()
        if id(node) not in seen:
            seen.add(id(node))
            node.edges = dict(sorted(node.edges.items(), key=lambda edge: edge[0] if edge[0] in _DIGITS else ":"))
            nodes += node.edges.values()
    return root
