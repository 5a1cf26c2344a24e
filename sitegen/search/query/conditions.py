"""What a paper must have, or must not, to be a result: phrases, fields, signs.

The counterpart is `templates/search/engine/conditions.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.search.documents import EXACT_FIELDS, FIELDS, whole_name
from sitegen.search.query.language import Item, identifiers, readings
from sitegen.search.query.reader import SiteIndex
from sitegen.text.folding import exact_words

_FIELD_NAMES = {"title": "title", "abstract": "abstract", "author": "authors", "topic": "topics", "venue": "venue"}
_NAMES = ("author", "topic", "venue")
"""Fields of names, where a phrase may be a whole one."""

_SCORED = tuple(range(len(FIELDS)))


class Condition(Struct, frozen=True):
    """A test of papers."""

    group: str
    """Conditions of the same group are alternatives; empty for one that no paper may meet."""
    test: Callable[[int], bool]


def fields_of(item: Item) -> tuple[int, ...]:
    """The fields that an item asks for, as indexes of `EXACT_FIELDS`; the venue is searched on demand only."""
    return (EXACT_FIELDS.index(_FIELD_NAMES[item.field]),) if item.field in _FIELD_NAMES else _SCORED


def is_scored(item: Item) -> bool:
    """Whether the item's words count for the ranking; names and numbers only divide the papers."""
    return item.sign != "-" and (item.kind == "word" or (item.kind == "phrase" and item.field not in _NAMES))


def group_of(item: Item, number: int) -> str:
    """The group of an item's condition: what one field may be are alternatives, unless a sign says otherwise."""
    return "" if item.sign == "-" else item.field if item.field and not item.sign else str(number)


def conditions_of(items: Sequence[Item], index: SiteIndex) -> Iterator[Condition]:
    """The conditions of all items but words."""
    for number, item in enumerate(items):
        if item.kind != "word":
            yield Condition(group_of(item, number), _test(item, index))


def allow(conditions: Iterable[Condition]) -> Callable[[int], bool]:
    """Whether a paper meets one condition of each group, and none that it may not meet."""
    groups: dict[str, list[Callable[[int], bool]]] = {}
    for condition in conditions:
        groups.setdefault(condition.group, []).append(condition.test)
    banned = groups.pop("", [])

    def allows(document: int) -> bool:
        wanted = all(any(test(document) for test in tests) for tests in groups.values())
        return wanted and not any(test(document) for test in banned)

    return allows


def _test(item: Item, index: SiteIndex) -> Callable[[int], bool]:
    if item.kind == "phrase":
        return find_phrase(item, index).__contains__
    if item.kind == "id":
        target = index.target(next(iter(identifiers(item.value)), item.value.lower()))
        return lambda document: document == target
    if item.kind == "has":
        return [code is not None for code in index.column("code")].__getitem__
    values = index.column("votes" if item.field == "votes" else "date")
    within = _is_between if item.field == "votes" else _is_period
    return [value is not None and within(value, item) for value in values].__getitem__


def _is_between(value: int, item: Item) -> bool:
    above = not item.low or (value > int(item.low) if item.strict else value >= int(item.low))
    return above and (not item.high or (value < int(item.high) if item.strict else value <= int(item.high)))


def _is_period(value: str, item: Item) -> bool:
    """Whether a date is in a range, of which each bound is a year, a month or a day."""
    low, high = item.low, item.high
    above = not low or (value[: len(low)] > low if item.strict else value >= low)
    return above and (not high or (value < high if item.strict else value[: len(high)] <= high))


def find_phrase(item: Item, index: SiteIndex) -> Collection[int]:
    """The papers that have a phrase word by word, or a whole name where there is such a one."""
    documents = (_find_phrase(replace(item, value=value), index) for value in readings(item))
    return next(filter(None, documents), ())


def _find_phrase(item: Item, index: SiteIndex) -> Collection[int]:
    if item.field in _NAMES and (whole := _find_name(item, index)):
        return whole
    places = index.places(" ".join(exact_words(item.value)))
    return {document for field in fields_of(item) for document in places.get(field, ())}


def find_topic(item: Item, index: SiteIndex) -> Collection[int]:
    """The papers of the topic that a word is a whole name of, maybe an earlier one, which no label has."""
    return _find_name(item, index) if item.kind == "word" and item.field == "topic" else ()


def _find_name(item: Item, index: SiteIndex) -> Collection[int]:
    return index.places(whole_name(exact_words(item.value))).get(fields_of(item)[0], {}).keys()
