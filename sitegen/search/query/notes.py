"""What is changed in a query before it is searched, as readers of the page and of the terminal are told.

The browser's engine notes the same while it interprets a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.search.query import lunr_query
from sitegen.search.query.conditions import find_phrase, is_scored
from sitegen.search.query.language import Query, identifier, parse
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.words import Word, read_words
from sitegen.text.tokens import strip

Code: TypeAlias = Literal["replaced", "also", "unknown", "no_phrase", "common", "syntax", "shortened"]
_MAX_LETTERS = 80


class Note(Struct, frozen=True):
    """A change; the code is the key of the interface string that says it."""

    code: Code
    word: str
    tried: tuple[str, ...] = ()
    """What was searched instead of the word, or too."""


def notes_of(site: Path, query: str, rank: str = "default") -> list[Note]:
    """What a search changes in a query.

    Args:
        rank: as for `search`.

    Raises:
        UsageError: the site has no index.
    """
    index = SiteIndex(site)
    key = identifier(query)
    if key and isinstance(index.target(key), int):
        return []
    found = _of_lunr(query, index) if rank == "lunr" else _of_query(parse(query), query, index)
    return [Note(note.code, _shortened(note.word), note.tried) for note in found]


def _shortened(word: str) -> str:
    return word if len(word) <= _MAX_LETTERS else f"{word[: _MAX_LETTERS - 1]}…"


def _of_lunr(query: str, index: SiteIndex) -> Iterator[Note]:
    text, foreign = lunr_query.without_foreign_fields(query, index.manifest.fields)
    yield from _of_words(read_words(foreign, index))
    if foreign.items and not strip(text):
        return
    clauses, is_refused = lunr_query.read_clauses(text, index.manifest.fields)
    if is_refused:
        yield Note("syntax", text)
    if len(clauses) > lunr_query.MAX_CLAUSES:
        yield Note("shortened", query)
    if not clauses and strip(query):
        yield Note("syntax", query)


def _of_query(parsed: Query, query: str, index: SiteIndex) -> Iterator[Note]:
    if parsed.shortened:
        yield Note("shortened", query)
    words = read_words(parsed, index)
    yield from _of_words(words)
    scored = [word for word in words if is_scored(parsed.items[word.item])]
    has_conditions = any(item.kind != "word" for item in parsed.items) or any(
        not word.is_common and (parsed.items[word.item].field or parsed.items[word.item].sign) for word in words
    )
    if all(word.is_common for word in scored) and not has_conditions:
        yield from (Note("common", word.written) for word in scored)
    for item in parsed.items:
        if item.kind == "phrase" and item.sign != "-" and not find_phrase(item, index):
            yield Note("no_phrase", item.value)
    if not scored and not has_conditions and strip(query):
        yield Note("syntax", query)


def _of_words(words: Iterable[Word]) -> Iterator[Note]:
    for word in words:
        if word.change:
            yield Note(word.change, word.written, word.tried)
