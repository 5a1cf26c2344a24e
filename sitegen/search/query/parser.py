"""A query's text parsed in two ways: as Lunr's parser does, and leniently, so that any text is a query.

The counterpart of `templates/search/engine/query.js`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from sitegen.text.tokens import SPACE, STOP_WORDS, compounded, has_cjk, trim

Presence: TypeAlias = Literal["optional", "required", "prohibited"]

MAX_WORDS = 64
_MAX_LETTERS = 4000
_QUOTES = re.compile('["“”„«»‹›「」『』《》]')
_OPERATED = re.compile(
    r"([+-]?)(?:([a-z]+):)?(.*?)(?:\^([0-9]{1,6}))?(?:~([0-9]{0,2}))?(?:\^([0-9]{1,6}))?\Z", re.I | re.S | re.A
)
_WILD_ENDS = re.compile(r"^[^A-Za-z0-9_*]+|[^A-Za-z0-9_*]+\Z")


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

    def standing_for(self, terms: Sequence[Sequence[str]]) -> Clause:
        """The clause with the terms that it stands for."""
        return replace(self, terms=terms)


def parse_as_lunr(query: str, fields: Sequence[str]) -> list[Clause] | None:
    """The clauses that Lunr's parser finds; None where it refuses the query."""
    from lunr.exceptions import QueryParseError
    from lunr.query import Query, QueryPresence
    from lunr.query_parser import QueryParser

    parsed = Query(list(fields))
    try:
        # lunr.js splits words at more kinds of space than lunr.py does
        QueryParser(SPACE.sub(" ", query), parsed).parse()
    except QueryParseError:
        return None
    presences: dict[QueryPresence, Presence] = {
        QueryPresence.OPTIONAL: "optional",
        QueryPresence.REQUIRED: "required",
        QueryPresence.PROHIBITED: "prohibited",
    }
    return [
        Clause(
            clause.term,
            tuple(clause.fields),
            _number(clause.boost),
            clause.use_pipeline,
            presences[clause.presence],
            # lunr.py has 0 both for '~0' and for none, which mean the same
            clause.edit_distance or None,
        )
        for clause in parsed.clauses
    ]


def _number(digits: int) -> float:
    try:
        return float(digits)
    except OverflowError:
        return math.inf


def parse_lenient(query: str, fields: Sequence[str]) -> list[Clause]:
    """Operators where they are meant as such; a colon, dash or tilde in running text is just a sign."""
    text = _QUOTES.sub(" ", query[:_MAX_LETTERS])
    words = [word for token in SPACE.sub(" ", text).split(" ") if token for word in _words_of(token, tuple(fields))]
    return words[:MAX_WORDS]


def _words_of(token: str, fields: tuple[str, ...]) -> Iterator[Clause]:
    match = _OPERATED.match(token)
    if not match:
        return
    sign, name, body, before, edits, behind = match.groups()
    field = (name or "").lower()
    known = field in fields
    # a field that there is not is a word before a colon, as in many a title
    text = f"{name} {body}" if name and not known else body
    presence: Presence = "required" if sign == "+" else "prohibited" if sign == "-" else "optional"
    for written in re.split(r"[ :~^-]+", text):
        wild = "*" in written
        for term in [_WILD_ENDS.sub("", written)] if wild else _split_compound(written):
            if not term.replace("*", ""):
                continue
            distance = None if edits is None or has_cjk(term) else int(edits or 1)
            yield Clause(
                term.lower(), (field,) if known else fields, float(before or behind or 1), not wild, presence, distance
            )


def _split_compound(written: str) -> list[str]:
    """The words between the signs within a word, which papers may have joined otherwise, or else the word itself."""
    word = trim(written)
    if has_cjk(word):
        return [word]
    return [part for part in compounded(word) if part.lower() not in STOP_WORDS] or [word]
