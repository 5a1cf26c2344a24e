"""The language of queries: words, phrases and fields. Any text is a query; what is no operator is words.

    diffusion "optimal transport" -video author:song year:2024.. has:code

`FIELDS` is the table that says what each field takes; `docs/search.md` explains it to readers. The counterpart is
`templates/search/language.js`, and both are tested with `tests/search/language.json`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Literal, TypeAlias
from urllib.parse import unquote

from msgspec import Struct

from sitegen.text.tokens import CJK, JS_SPACE, SPACE, strip

Kind: TypeAlias = Literal["word", "phrase", "range", "has", "id"]
Sign: TypeAlias = Literal["", "+", "-"]

MAX_ITEMS = 64
"""Items of a query that are searched; more is no question but a text."""
_MAX_LETTERS = 4000
_YEAR, _DATE, _NUMBER = r"\d{4}", r"\d{4}(?:-\d\d){0,2}", r"\d{1,9}"
FIELDS: dict[str, tuple[Kind, str]] = {
    "title": ("word", ""),
    "abstract": ("word", ""),
    "author": ("word", ""),
    "topic": ("word", ""),
    "venue": ("phrase", ""),
    "year": ("range", _YEAR),
    "date": ("range", _DATE),
    "votes": ("range", _NUMBER),
    "has": ("has", "code"),
    "id": ("id", ""),
}
"""What each field takes, and the pattern of its values."""
_ALIASES = {"authors": "author", "topics": "topic"}
_QUOTES = '"“”„«»「」『』'
_items = re.compile(
    rf"([+-]?)(?:([A-Za-z]+):)?(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^{JS_SPACE}{_QUOTES}]+))"
).finditer
_begun_field = re.compile(
    rf"(^|[{JS_SPACE}])[+-]?(?:{'|'.join([*FIELDS, *_ALIASES])})[:：]"
    rf"(?:[{JS_SPACE}]*\Z|[{_QUOTES}](?=[^{_QUOTES}]*\Z))",
    re.A | re.I,
)
_is_one_cjk = re.compile(f"[{CJK}]").fullmatch
_DOI_HOST = r"(?:https?://)?(?:dx\.|www\.)?doi\.org/"
# up to a slash or a sign, behind which an identifier may stand
_ADDRESS = (
    r"(?:https?://|(?:[\w-]+\.)+[a-z]+/)"
    rf"(?:[^{JS_SPACE}{_QUOTES},;<>()]{{0,300}}?(?:[/=:]|%2f|%3a))?"
)
# not the end of a longer word or address, nor what a field or a sign asks for
_APART = rf"(?<![\w./:=+-])(?<![:+-][{_QUOTES}])"
# what encloses a DOI or ends a sentence is none of it, but for brackets of its own
_DOI = (
    rf"(?:({_DOI_HOST}|{_ADDRESS})|doi[:=] *)?(10\.[0-9]{{4,9}}(?:/|%2f)(?:[^{JS_SPACE}()]|\([^{JS_SPACE}()]*\))*"
    rf"(?:[^{JS_SPACE}{_QUOTES}().,;:!?'>\]]|\([^{JS_SPACE}()]*\)))"
)
_ARXIV = (
    r"(?:(?:https?://)?(?:(?:[a-z0-9-]+\.)*(?:arxiv|alphaxiv|ar5iv)\.org/[a-z-]+/|(?:huggingface|hf)\.co/papers/)"
    rf"|(?=https?:){_ADDRESS}(?=[0-9])|arxiv:? *)?"
    r"([0-9]{4}\.[0-9]{4,5}|([a-z][a-z-]*)(?:\.[a-z-]+)?(/[0-9]{7}))"
)
_ACL = rf"(?:{_ADDRESS})?([0-9]{{4}}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+|[a-z][0-9]{{2}}-[0-9]{{4}})"
_identifiers = re.compile(
    rf"{_APART}(?:{_DOI}|(?:{_ARXIV}|{_ACL})(?:v[0-9]+)?(?:\.pdf)?/?(?:[?#&][^{JS_SPACE}]*)?(?![./-]?\w))", re.A | re.I
)
_arxiv_doi = re.compile(r"\A10\.48550/arxiv\.(.*?)(?:v[0-9]+)?\Z")
# what publishers' addresses have behind a DOI
_format = re.compile(r"(?:(?<=[0-9])v[0-9]+)?(?:[/.](?:full|abstract|abs|e?pdf|html?|meta))*/?\Z")
_phrases = re.compile(f"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]")
_has_wrong_code = re.compile("(?i:%(?![0-9a-f]{2}))").search


class Item(Struct, frozen=True, omit_defaults=True):
    """One part of a query."""

    kind: Kind
    value: str = ""
    """A word or a phrase as written, a flag, an identifier."""
    field: str = ""
    """Empty for any."""
    sign: Sign = ""
    low: str = ""
    high: str = ""
    strict: bool = False
    """Whether a bound is itself outside of the range."""


class Query(Struct, frozen=True):
    """A query in its parts."""

    items: tuple[Item, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each item stands in the text."""
    shortened: bool
    """Whether the text is too long, and only its beginning counts."""


def parse(text: str) -> Query:
    """The items of a query.

    >>> [(item.kind, item.field, item.value) for item in parse('x^2 title:"deep nets" title: year:soon').items]
    [('word', '', 'x^2'), ('phrase', 'title', 'deep nets'), ('word', '', 'title:'), ('word', '', 'year:soon')]
    """
    # the colon of Chinese and Japanese keyboards is as wide as their characters
    matches = list(_items(text[:_MAX_LETTERS].replace("：", ":")))
    items = [(item, match.span()) for match in matches if (item := _item(match))]
    first = items[:MAX_ITEMS]
    shortened = len(items) > len(first) or len(text) > _MAX_LETTERS
    return Query(tuple(item for item, _ in first), tuple(span for _, span in first), shortened)


def without_begun_field(text: str) -> str:
    """The query without the name of a field at its end that waits for its value, or for the end of it.

    >>> [*map(without_begun_field, ("depth author:", 'author:"Ada Lov', "title: depth"))]
    ['depth ', 'Ada Lov', 'title: depth']
    """
    return _begun_field.sub(r"\1", text)


def require_all(text: str) -> str:
    """The query of those papers that have all of the words, where a plain query also finds those that have some.

    >>> require_all('diffusion "optimal transport" -video')
    '+diffusion "optimal transport" -video'
    """
    parsed = parse(text)
    for item, (start, _) in reversed([*zip(parsed.items, parsed.spans, strict=True)]):
        if item.kind == "word" and not item.field and not item.sign and not identifiers(item.value):
            text = f"{text[:start]}+{text[start:]}"
    return text


def named(field: str, name: str) -> str:
    """The query of what has a whole name in a field.

    >>> named("topic", "world models")
    'topic:"world models"'
    """
    return f'{field}:"{re.sub(f"[{_QUOTES}]", " ", name)}"'


def readings(item: Item) -> list[str]:
    """What an item may mean by its value; of an author, a family name before a comma stands behind the others.

    >>> readings(Item("phrase", "Zhang, Yu", "author")), readings(Item("phrase", "Zhang, Yu", "title"))
    (['Yu Zhang', 'Zhang, Yu'], ['Zhang, Yu'])
    """
    family, comma, given = item.value.partition(",")
    return [f"{given} {family}".strip(), item.value] if comma and item.field == "author" else [item.value]


def _item(match: re.Match[str]) -> Item | None:
    sign: Sign = match[1]  # type: ignore[assignment]
    name = (match[2] or "").lower()
    field = _ALIASES.get(name, name)
    kind, pattern = FIELDS.get(field, ("word", ""))
    value = match[4] if match[3] is None else strip(match[3])
    if not value:
        return None
    bounds = _bounds(value, pattern) if kind == "range" else None
    if bounds:
        return Item(kind, "", field, sign, *bounds)
    if (name and field not in FIELDS) or kind == "range" or (kind == "has" and value.lower() != pattern):
        # a field that there is not is a word before a colon, as in many a title
        return Item("word", f"{match[2]}:{value}", sign=sign)
    joined = re.search(r"\w-+\w", value) and (field or sign == "-")
    # texts without spaces are searched by pairs of characters, and by one only as a phrase
    if kind == "word" and (match[3] is not None or joined or _is_one_cjk(value)):
        kind = "phrase"
    return Item(kind, value, field, sign)


def _bounds(value: str, pattern: str) -> tuple[str, str, bool] | None:
    """The lower and the upper bound of `2024`, `2023..2025` (or the other way round), `>=2024`, `<2024`."""
    if match := re.fullmatch(rf"({pattern})?(?:\.\.|–)({pattern})?", value, re.A):
        low, high = match[1] or "", match[2] or ""
        first, last = ([*map(int, filter(None, bound.split("-")))] for bound in (low, high))
        if last and first[: len(last)] > last:
            low, high = high, low
        return (low, high, False) if (low or high) and _is_known(low) and _is_known(high) else None
    match = re.fullmatch(rf"([<>]?)(=?)({pattern})", value, re.A)
    if match and _is_known(match[3]):
        low, high = match[3] if match[1] != "<" else "", match[3] if match[1] != ">" else ""
        return low, high, bool(match[1]) and not match[2]
    return None


def is_unread(item: Item) -> bool:
    """Whether an item is a field with a value that it does not take, which is searched as words.

    >>> [is_unread(item) for item in parse("date:2025-13 has:votes date: time:now").items]
    [True, True, False, False]
    """
    name, _, value = item.value.partition(":")
    kind, _ = FIELDS.get(name.lower(), ("word", ""))
    return not item.field and kind in ("range", "has") and value != ""


def _is_known(bound: str) -> bool:
    """Whether a bound is no day or month that the calendar does not have."""
    year, month, day = (*map(int, bound.split("-")), 1, 1)[:3] if "-" in bound else (1, 1, 1)
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def identifiers(text: str) -> list[str]:
    """The identifiers that a text has or leads to, as papers are listed by them, whatever stands beside them.

    >>> identifiers("arXiv:2503.02130v2 [cs.CV] 8 Mar 2025 (doi:10.1145/3292500)"), identifiers("GPT-4.1")
    (['2503.02130', '10.1145/3292500'], [])
    """
    return list(dict.fromkeys(map(_identifier, _identifiers.finditer(_unquoted(text)))))


def has_more(text: str) -> bool:
    """Whether words stand beside the identifiers of a text, or what looks like them.

    >>> has_more("version 2024.12345"), has_more("https://arxiv.org/abs/2503.02130, 2503.02131")
    (True, False)
    """
    # what looks like the ACL's is a guess
    return any(map(str.isalnum, _identifiers.sub(r"\6", _unquoted(text))))


def _unquoted(text: str) -> str:
    """The text with a letter for each phrase, which is looked for as it is, and with colons as fields have them."""
    text = re.sub("(?<=[A-Za-z])：", ":", text)
    return _phrases.sub(lambda phrase: " x " if SPACE.search(phrase[0]) else phrase[0], text)


def _identifier(match: re.Match[str]) -> str:
    host, doi, arxiv, archive, number, acl = match.groups()
    if acl:
        return f"10.18653/v1/{acl}".lower()
    if arxiv:
        return f"{archive}{number}".lower() if archive else arxiv
    key = _decoded(re.split("[?#&]" if "=" in host else "[?#]", doi)[0] if host else doi).lower()
    is_resolved = not host or host.lower().endswith("doi.org/")
    return _arxiv_doi.sub(r"\1", key if is_resolved else _format.sub("", key))


def _decoded(part: str) -> str:
    # as browsers do: all percent codes or none
    try:
        return part if _has_wrong_code(part) else unquote(part, errors="strict")
    except UnicodeDecodeError:
        return part
