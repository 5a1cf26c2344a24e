"""The words of a query, and what they are searched as in the default ranking.

A word is its term; and the same word as others write it: with accents, joined or apart, with a British ending; and a
year is that of publication, too. Two words that are one thing together, GPT-4 or a whole name, are also searched so. If
no paper has any of these, it is what it may become, two words joined, or what it may be a typing error for. The
counterpart is `templates/search/engine/words.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from sitegen.search.documents import FIELDS, whole_name
from sitegen.search.query.apart import Parts, frequent_parts, rare_parts
from sitegen.search.query.bm25 import Slot
from sitegen.search.query.completion import complete
from sitegen.search.query.conditions import fields_of, find_topic, is_scored
from sitegen.search.query.language import Item, Query
from sitegen.search.query.reader import SiteIndex
from sitegen.search.query.spelling import Correction, correct, correct_beginning, correct_rare
from sitegen.text.folding import accented_words, exact_words, fold
from sitegen.text.stem import stem
from sitegen.text.tokens import STOP_WORDS, has_cjk, query_terms, query_words, trim

Change: TypeAlias = Literal["replaced", "also", "unknown"]
"""No paper has the word, few have it, or no paper has one like it."""
_MAX_WORDS = 64
_SHORT = 3
"""Letters of a word that may be joined to its neighbour: the 4 of GPT-4."""
_COMPLETED, _CORRECTED, _VARIANT, _ALSO = 0.9, 0.8, 0.9, 0.5
"""Weights of what a word is taken for, and of what else it may be."""
_AUTHORS = FIELDS.index("authors")
_SPELLINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ised", "ized"), ("ises", "izes"),
    ("ising", "izing"), ("iser", "izer"), ("isers", "izers"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"),
    ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("oural", "oral"), ("centre", "center"), ("fibre", "fiber"),
    ("elling", "eling"), ("elled", "eled"), ("ogue", "og"), ("ogues", "ogs"), ("ence", "ense"),
)  # fmt: skip
"""British and American endings of one word."""


class Word(Struct, frozen=True):
    """A word of the query, and what it is searched as."""

    item: int
    """Number of its item."""
    written: str
    is_common: bool
    slots: list[Slot]
    change: Change | None = None
    tried: tuple[str, ...] = ()
    """What was searched instead, or too, as papers write it."""


class _Reading(Struct, frozen=True):
    """A word as it stands in the query."""

    number: int
    """Of its item."""
    item: Item
    written: str
    word: str
    """In lower case."""
    joined: tuple[str, ...]
    """What it is part of where papers write two words in one: of a compound, or of a short word beside it."""


def read_words(parsed: Query, index: SiteIndex) -> list[Word]:
    """The words of items and of phrases that count for the ranking."""
    readings = _readings(parsed)
    last = len(parsed.items) - 1
    words = [
        _read_word(reading, index, is_last=reading.number == last and at == len(readings))
        for at, reading in enumerate(readings, 1)
    ]
    return _with_names(words, readings, index)


def _readings(parsed: Query) -> list[_Reading]:
    items = [
        (number, item, word)
        for number, item in enumerate(parsed.items)
        if item.kind == "word" or is_scored(item)
        for word in query_words(item.value)
    ][:_MAX_WORDS]
    halves = [_half(item) for _, item, _ in items]
    pairs = [f"{a}{b}" if a and b and min(len(a), len(b)) <= _SHORT else "" for a, b in pairwise(["", *halves, ""])]
    return [
        _Reading(number, item, word, word.lower(), (*_compound(item.value), *filter(None, beside)))
        for (number, item, word), beside in zip(items, pairwise(pairs), strict=True)
    ]


def _half(item: Item) -> str:
    """A word that may be half of one; empty for none."""
    word = "" if item.sign else _alone(item)
    return word if re.fullmatch("[a-z0-9]+", word) and word not in STOP_WORDS else ""


def _compound(value: str) -> list[str]:
    """The two words of a compound in one."""
    return [value.replace("-", "").lower()] if re.fullmatch("[A-Za-z0-9]+-[A-Za-z0-9]+", value) else []


def _numbered(value: str) -> list[str]:
    """The two words of a compound with a number where they follow each other, as apart they say little: GPT-4."""
    return [f"{value.replace('-', ' ').lower()} "] if _compound(value) and re.search("[0-9]", value) else []


def _alone(item: Item) -> str:
    """The folded word of an item that is one word of any field; empty for another."""
    words = exact_words(item.value) if item.kind == "word" and not item.field else []
    return words[0] if len(words) == 1 else ""


def _with_names(words: list[Word], readings: Sequence[_Reading], index: SiteIndex) -> list[Word]:
    """The words with those stop words that stand among names as family names, He, An, You, and with whole names."""

    def is_name(slot: Slot) -> bool:
        return any(posting.fields[_AUTHORS] for posting in index.find(slot.terms).values())

    among_names = all(is_name(slot) for word in words for slot in word.slots)
    named = []
    for word, reading in zip(words, readings, strict=True):
        item, key = reading.item, f"@{trim(reading.word)} "
        asks = item.kind == "word" and (item.field == "author" or (among_names and not item.field and not item.sign))
        is_family_name = word.is_common and asks and bool(index.find([key]))
        name = Word(word.item, word.written, False, [Slot({key: 1.0}, (_AUTHORS,))])
        named.append(name if is_family_name else word)
    for at, word in enumerate(named):
        names: list[str] = []
        for size in (3, 2):
            items = [reading.item for reading in readings[at : at + size]]
            are_plain = len(items) > 1 and all(_alone(item) and not item.sign for item in items)
            if are_plain and all(other.slots and all(map(is_name, other.slots)) for other in named[at : at + size]):
                names += index.find([f"{whole_name(map(_alone, items))} "])
        # whoever has the longer name goes before a namesake of its beginning
        wholes = [Slot(dict.fromkeys(names[:count], 1.0), (_AUTHORS,)) for count in range(1, len(names) + 1)]
        named[at] = replace(word, slots=[*word.slots, *wholes])
    return named


def _read_word(reading: _Reading, index: SiteIndex, *, is_last: bool) -> Word:
    item, word, fields = reading.item, reading.word, fields_of(reading.item)

    def found(slots: list[Slot], change: Change | None = None, tried: Iterable[str] = ()) -> Word:
        return Word(reading.number, reading.written, False, slots, change, tuple(tried))

    def apart(parts: Parts) -> Word:
        slots = [Slot({term: _VARIANT}, fields, (part,)) for part, term in parts]
        return found(slots, "replaced", [" ".join(part for part, _ in parts)])

    if trim(word) in STOP_WORDS:
        return Word(reading.number, reading.written, True, [])
    if has_cjk(word):
        # each pair of a run of CJK characters is a word of its own
        if terms := list(index.find(query_terms(word))):
            return found([Slot({term: 1.0}, fields) for term in terms])
    else:
        slot, also = _same_word(reading, index)
        joined = tuple(_compound(item.value))
        together = [Slot({term: 1.0, stem(joined[0]): 1.0}, fields, joined) for term in _numbered(item.value)]
        if slot.terms:
            return found([slot, *together], "also" if also else None, _as_written(also, index))
    if item.kind == "phrase" or item.sign == "-" or find_topic(item, index):
        return found([])
    if completed := complete(word, index) if is_last else []:
        return found([Slot(dict.fromkeys(completed, _COMPLETED), fields)])
    if parts := frequent_parts(word, item, index):
        return apart(parts)
    corrected = correct(word, index)
    if is_last:
        corrected = correct_beginning(fold(word), corrected, index)
    if corrected:
        weights = {correction.term: _CORRECTED for correction in corrected}
        slot = Slot(weights, fields, tuple(correction.word for correction in corrected))
        return found([slot], "replaced", _as_written(corrected, index))
    if parts := rare_parts(word, item, index):
        return apart(parts)
    return found([], "unknown")


def _as_written(corrections: Sequence[Correction], index: SiteIndex) -> list[str]:
    """Corrections as papers write them."""
    postings = index.find(correction.term for correction in corrections)
    written = [(correction.word, postings[correction.term].words) for correction in corrections]
    return [next((form for form in forms if form.lower() == word), word) for word, forms in written]


def _same_word(reading: _Reading, index: SiteIndex) -> tuple[Slot, list[Correction]]:
    """A word, however it is written, without terms if no paper has it; and what else a rare one may be."""
    item = reading.item
    fields = fields_of(item)
    word = trim(reading.word) if reading.word.isascii() else reading.word
    exact = [f"{part} " for part in exact_words(word)]
    if not word.isascii():
        # Lunr trims letters that are not ASCII from the ends, and what is left may be another word
        whole = (query_terms(word) if trim(word) == word else []) + [f"@{part} " for part in accented_words(word)]
        weights = {term: 1.0 if term in whole else _VARIANT for term in index.find([*whole, *exact])}
        return Slot(weights, fields, (trim(word),)), []
    own = index.find(query_terms(word))
    others = [*_spellings(word), *reading.joined]
    variants = [*map(stem, others), *_numbered(item.value)]
    if item.sign != "-" and re.fullmatch("[0-9]{4}", _alone(item)):
        variants.append(f"year:{word} ")
    if len(exact) == 1 and len(word) > 1 and (not own or any(posting.accented for posting in own.values())):
        variants += exact
    weights = dict.fromkeys(index.find(variants), _VARIANT) | dict.fromkeys(own, 1.0)
    also: list[Correction] = []
    if list(weights) == list(own) and len(own) == 1 and item.kind == "word" and item.sign != "-":
        also = correct_rare(word, next(iter(own.values())), index)
    weights |= {correction.term: _ALSO for correction in also}
    return Slot(weights, fields, (word, *others, *(correction.word for correction in also))), also


def _spellings(word: str) -> Iterator[str]:
    for british, american in _SPELLINGS:
        for one, other in ((british, american), (american, british)):
            if word.endswith(one) and len(word) > len(one) + 2:
                yield word.removesuffix(one) + other
