"""Queries in Lunr's own language: its parser, and the terms that its clauses stand for.

The counterpart of `templates/search/engine/lunr_query.js`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from sitegen.search.query.language import Query, Sign, parse
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.wildcards import expand
from sitegen.text.tokens import SPACE, query_terms, query_words

Presence: TypeAlias = Literal["optional", "required", "prohibited"]

_PRESENCES: dict[Sign, Presence] = {"": "optional", "+": "required", "-": "prohibited"}
MAX_CLAUSES = 256
"""Clauses of a query that are searched."""


class Clause(Struct, frozen=True):
    """One word of a query."""

    word: str
    fields: tuple[str, ...]
    boost: float = 1
    pipeline: bool = True
    """Whether the word is trimmed and stemmed; one with a wildcard is not."""
    presence: Presence = "optional"
    edits: int | None = None
    terms: Sequence[Sequence[str]] = ()
    """Terms of the index that it stands for, a group for each term that the word is made into."""


def without_foreign_fields(query: str, fields: Sequence[str]) -> tuple[str, Query]:
    """The query without the fields that Lunr does not know and would refuse, and these."""
    parsed = parse(query)
    foreign = []
    for item, (start, end) in zip(parsed.items, parsed.spans, strict=True):
        name = query[start:end].lstrip("+-").partition(":")[0].lower()
        if item.field and name not in fields:
            foreign.append(item)
            query = f"{query[:start]}{' ' * (end - start)}{query[end:]}"
    return query, Query(tuple(foreign), (), shortened=False)


def read_clauses(query: str, fields: Sequence[str]) -> tuple[list[Clause], bool]:
    """The clauses of a query before their terms are known, and whether Lunr's parser refuses it.

    Those of a query that is refused are its words.
    """
    from lunr.exceptions import QueryParseError
    from lunr.query import Query
    from lunr.query_parser import QueryParser

    parsed = Query(list(fields))
    try:
        # lunr.js splits words at more kinds of space than lunr.py does
        QueryParser(SPACE.sub(" ", query), parsed).parse()
    except QueryParseError:
        words = [(word, _PRESENCES[item.sign]) for item in parse(query).items for word in query_words(item.value)]
        return [Clause(word, tuple(fields), presence=presence) for word, presence in words], True
    return [
        Clause(
            clause.term,
            tuple(clause.fields),
            # by its digits, as a number that is too large for a fraction is infinite in JavaScript
            float(str(clause.boost)),
            clause.use_pipeline,
            clause.presence.name.lower(),
            # lunr.py has 0 both for '~0' and for none, which mean the same
            clause.edit_distance or None,
        )
        for clause in parsed.clauses
    ], False


def expand_clause(clause: Clause, index: SiteIndex) -> Clause:
    """The clause with the terms of the index that its word stands for."""
    groups: list[list[str]] = []
    for term in query_terms(clause.word) if clause.pipeline else [clause.word]:
        if not term:
            groups.append([])
        elif clause.edits is not None or "*" in term:
            groups.append(expand(term, clause.edits, index))
        else:
            groups.append(list(index.find([term])))
    return replace(clause, terms=groups)
