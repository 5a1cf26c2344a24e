"""A query to a built site, from the terminal: the same index and the same ranking as in the browser."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.search.documents import whole_name
from sitegen.search.query import lunr_query, lunr_score
from sitegen.search.query.bm25 import Slot, rank_documents
from sitegen.search.query.conditions import (
    Condition,
    allow,
    conditions_of,
    find_phrase,
    find_topic,
    group_of,
    is_scored,
)
from sitegen.search.query.language import (
    Query,
    has_more,
    identifiers,
    is_unread,
    parse,
    readings,
    require_all,
    without_begun_field,
)
from sitegen.search.query.lunr_score import Scored
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.words import Word, read_words
from sitegen.text.folding import exact_words
from sitegen.text.tokens import strip


class Hit(Struct, frozen=True):
    """A paper that a search found."""

    id: str
    title: str
    url: str
    """Relative to the site's root."""
    score: float


Code: TypeAlias = Literal[
    "replaced", "also", "unknown", "no_phrase", "common", "syntax", "negation", "shortened", "not_here"
]
_MAX_LETTERS = 80


class Note(Struct, frozen=True):
    """What is changed in a query before it is searched; the code is the key of the interface string that says it."""

    code: Code
    word: str
    tried: tuple[str, ...] = ()
    """What was searched instead of the word, or too."""


class Answer(Struct, frozen=True):
    """What a search gives."""

    hits: list[Hit]
    """Best first."""
    notes: list[Note]
    author: tuple[str, str] | None
    """The name and the URL of the author's page, relative to the site's root, if the query is a full name."""


def search(site: Path, query: str, rank: str = "default", limit: int | None = 10) -> Answer:
    """Search a built site.

    Args:
        query: any text, in the language of `docs/search.md`.
        rank: `lunr` for Lunr's own order, scores and operators; anything else for the order readers see.
        limit: how many papers at most; None for all.

    Raises:
        UsageError: the site has no index.
    """
    index, notes = SiteIndex(site), list[Note]()
    best = sorted(_find(query, rank, index, notes), key=lambda pair: -pair[1])[:limit]
    documents = ((index.document(number), score) for number, score in best)
    return Answer(
        hits=[Hit(document.id, document.title, document.address, score) for document, score in documents],
        notes=[Note(note.code, _shortened(note.word), note.tried) for note in notes],
        author=_find_author(query, index),
    )


def find_all(query: str, index: SiteIndex) -> list[int]:
    """All documents that have every word of a query: what it finds when it is a page of its own, or is watched."""
    return [document for document, _ in _find(require_all(query), "default", index, [])]


def _find_author(query: str, index: SiteIndex) -> tuple[str, str] | None:
    items = parse(query).items
    named = len(items) == 1 and items[0].field == "author"
    plain = not any(item.kind == "id" or item.field or item.sign for item in items)
    names = readings(items[0]) if named else [" ".join(item.value for item in items)] if plain else []
    written = [words for name in names if len(words := exact_words(name)) > 1]
    targets = (index.target(whole_name(words)) for words in written)
    return next((target for target in targets if isinstance(target, tuple)), None)


def _find(query: str, rank: str, index: SiteIndex, notes: list[Note]) -> Scored:
    if keys := identifiers(query):
        targets = {key: index.target(key) for key in keys}
        found = [target for target in dict.fromkeys(targets.values()) if isinstance(target, int)]
        # a title may have the identifier of a paper that is not here, or a number that looks like one
        if found or not has_more(query):
            notes += [Note("not_here", key) for key, target in targets.items() if not isinstance(target, int)]
            return [(target, 0.0) for target in found]
    return _rank_as_lunr(query, index, notes) if rank == "lunr" else _rank_for_readers(query, index, notes)


def _rank_as_lunr(query: str, index: SiteIndex, notes: list[Note]) -> Scored:
    text, foreign = lunr_query.without_foreign_fields(query, index.manifest.fields)
    words = read_words(foreign, index)
    notes += _changes(words)
    allows = allow(_conditions(words, foreign, index))
    if foreign.items and not strip(text):
        return _newest_first(index, allows)
    clauses, is_refused = lunr_query.read_clauses(text, index.manifest.fields)
    if is_refused:
        notes.append(Note("syntax", text))
    if len(clauses) > lunr_query.MAX_CLAUSES:
        notes.append(Note("shortened", query))
    if not clauses and strip(query):
        if not is_refused:
            notes.append(Note("syntax", query))
        return []
    clauses = [lunr_query.expand_clause(clause, index) for clause in clauses[: lunr_query.MAX_CLAUSES]]
    postings = index.find(term for clause in clauses for group in clause.terms for term in group)
    return [pair for pair in lunr_score.score(clauses, postings, index.manifest) if allows(pair[0])]


def _rank_for_readers(query: str, index: SiteIndex, notes: list[Note]) -> Scored:
    query = without_begun_field(query)
    parsed = parse(query)
    if parsed.shortened:
        notes.append(Note("shortened", query))
    if not parsed.items and not strip(query):
        return _newest_first(index, lambda _: True)
    words = read_words(parsed, index)
    notes += _changes(words)
    conditions = list(_conditions(words, parsed, index))
    scored = [word for word in words if is_scored(parsed.items[word.item])]
    searched = {word.item for word in words if not word.is_common}
    for word in words:
        item = parsed.items[word.item]
        is_asked_for = item.kind == "word" and bool(item.field or item.sign)
        if word.item not in searched and (is_asked_for or not (searched or conditions)):
            notes.append(Note("common", word.written))
    phrases = [item for item in parsed.items if item.kind == "phrase"]
    notes += [Note("no_phrase", it.value) for it in phrases if it.sign != "-" and not find_phrase(it, index)]
    if not words and not conditions:
        notes.append(Note("syntax", query))
    notes += [Note("syntax", item.value) for item in parsed.items if is_unread(item)]
    written = [query[start:end] for start, end in parsed.spans]
    notes += [Note("negation", other) for word, other in pairwise(written) if word == "NOT" and other[0] not in "+-"]
    slots = _slots(scored)
    postings = index.find(term for slot in slots for term in slot.terms)
    ranked = rank_documents(slots, postings, index.manifest, allow(conditions)) if slots else []
    has_others = any(is_scored(item) and (item.kind == "phrase" or find_topic(item, index)) for item in parsed.items)
    if not has_others and (slots or not conditions or any(not word.is_common for word in scored)):
        return ranked
    # a phrase may stand within what is one term to Lunr, "7" in "0.7", and an earlier name of a topic is no term
    known = {document for document, _ in ranked}
    return ranked + _newest_first(index, allow(conditions), but=known)


def _slots(words: Iterable[Word]) -> list[Slot]:
    """What words are searched as; one that is given twice is searched once."""
    slots: dict[tuple[object, ...], Slot] = {}
    for slot in (slot for word in words for slot in word.slots):
        slots.setdefault((slot.fields, frozenset(slot.terms)), slot)
    return list(slots.values())


def _changes(words: Iterable[Word]) -> Iterator[Note]:
    return (Note(word.change, word.written, word.tried) for word in words if word.change)


def _shortened(word: str) -> str:
    return word if len(word) <= _MAX_LETTERS else f"{word[: _MAX_LETTERS - 1]}…"


def _newest_first(index: SiteIndex, allows: Callable[[int], bool], but: Container[int] = ()) -> Scored:
    documents = reversed(range(index.manifest.documents))
    return [(document, 0.0) for document in documents if document not in but and allows(document)]


def _conditions(words: Sequence[Word], parsed: Query, index: SiteIndex) -> Iterator[Condition]:
    """The conditions of a query. A paper has all words with a field or a sign, or what these are taken for."""
    yield from conditions_of(parsed.items, index)
    for number, item in enumerate(parsed.items):
        own = [word for word in words if word.item == number and not word.is_common]
        topic = find_topic(item, index)
        if item.kind == "word" and (item.field or item.sign) and (own or topic):
            documents = set.intersection(*(_documents(word, index) for word in own)) if own else set[int]()
            yield Condition(group_of(item, number), documents.union(topic).__contains__)


def _documents(word: Word, index: SiteIndex) -> set[int]:
    """The papers that have a word; of a run of CJK characters each pair."""
    sets = [
        {
            document
            for posting in index.find(slot.terms).values()
            for field in slot.fields
            if (entry := posting.fields[field])
            for document in entry.documents
        }
        for slot in word.slots
    ]
    return set.intersection(*sets) if sets else set()
