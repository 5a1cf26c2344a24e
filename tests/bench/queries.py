"""What readers' queries find first, and whether that is right: a table of more than 200 queries of many kinds.

Run it with `make bench`, or `python -m tests.bench.queries [--shared FOLDER] [--wrong]`. The queries are made of 2,000
real papers by rules, and each rule says what its query must find first. Both engines answer each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from sitegen.model import Author, Catalog, Facts, Link, Paper
from sitegen.search.query import search
from sitegen.text.folding import exact_words, fold
from sitegen.text.tokens import CJK, STOP_WORDS
from tests.bench.corpus import SEED, mistyped
from tests.paths import SHARED
from tests.search_site import answers, write

EACH = 12
"""Queries of each kind."""
Row: TypeAlias = dict[str, Any]
_SWAPS = (("ization", "isation"), ("izing", "ising"), ("ized", "ised"), ("avior", "aviour"), ("odeling", "odelling"))


class Query(Struct, frozen=True):
    """A query, and whether a paper may come first."""

    text: str
    is_right: Callable[[Row], bool]


def main() -> None:
    """Prints the table, and how many are right of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--wrong", action="store_true", help="only what is not right")
    given = parser.parse_args()
    sample = given.shared / "data/acl/sample-2k.jsonl.gz"
    if not sample.exists():
        print(f"queries: {sample} is not there, so there is nothing to ask")
        return
    with gzip.open(sample, "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        site = write(Path(folder), _catalog(rows))
        queries = [(kind, query) for kind, make in KINDS.items() for query in _some(make(list(rows.values())))]
        for (kind, query), answer in zip(
            queries, answers(site, *({"query": query.text} for _, query in queries)), strict=True
        ):
            here = search(site, query.text)
            found = [hit.id for hit in here.hits]
            if found != [result["id"] for result in answer["results"]]:
                print(f"the engines differ\t{query.text}")
            first = rows.get(found[0]) if found else None
            is_right = first is not None and query.is_right(first)
            asked[kind] += 1
            right[kind] += is_right
            if not given.wrong or not is_right:
                shown = first["title"] if first else "nothing"
                page = f" [{here.author[0]}]" if here.author else ""
                print(f"{kind}\t{query.text}\t{shown[:90]}{page}\t{'right' if is_right else 'WRONG'}")
    for kind, count in asked.items():
        print(f"{kind}: {right[kind]} of {count}")
    print(f"all: {right.total()} of {asked.total()}")


def _catalog(rows: dict[str, Row]) -> Catalog:
    papers = {}
    for number, (name, row) in enumerate(rows.items()):
        links = (Link("code", "https://example.org/code"),) if number % 3 == 0 else ()
        facts = Facts(
            title=row["title"],
            authors=tuple(map(Author, row["authors"])),
            published=str(row["year"] or ""),
            doi=row["doi"] or "",
            links=links,
        )
        row["code"] = bool(links)
        papers[name] = Paper(id=name, facts=facts, plain=row["abstract"])
    return Catalog(papers=papers)


def _some(queries: Iterator[Query]) -> list[Query]:
    distinct = list({query.text: query for query in queries}.values())
    return random.Random(SEED).sample(distinct, min(EACH, len(distinct)))


def _is(row: Row) -> Callable[[Row], bool]:
    return lambda first: bool(first["id"] == row["id"])


def _has(*words: str) -> Callable[[Row], bool]:
    """Whether a paper has one of some words, without regard to case and accents."""

    def has(row: Row) -> bool:
        text = f" {' '.join(exact_words(' '.join((row['title'], row['abstract'], *row['authors']))))} "
        return any(f" {' '.join(exact_words(word))}" in text for word in words)

    return has


def _is_by(name: str, form: Callable[[str], str] = str) -> Callable[[Row], bool]:
    return lambda row: name in map(form, row["authors"])


def _holds(text: str) -> Callable[[Row], bool]:
    return lambda row: text in f"{row['title']} {row['abstract']} {' '.join(row['authors'])}"


def _is_of(first: str, last: str) -> Callable[[Row], bool]:
    return lambda row: first <= str(row["year"]) <= last


def _lacks(word: str) -> Callable[[Row], bool]:
    return lambda row: word not in row["title"].lower().split()


def _words(row: Row) -> list[str]:
    words = re.findall(r"[A-Za-z]+", row["title"])
    return [word for word in words if len(word) > 3 and word.lower() not in STOP_WORDS]


def _errors(rows: list[Row], *, first_letter: bool) -> Iterator[Query]:
    dice = random.Random(SEED)
    for row in rows:
        words = _words(row)
        long = [at for at, word in enumerate(words) if len(word) > 5]
        if long and len(words) > 4:
            at = dice.choice(long)
            place = 0 if first_letter else dice.randrange(1, len(words[at]) - 1)
            words[at] = mistyped(words[at], place, dice)
            yield Query(" ".join(words[:6]), _is(row))


def _error_alone(rows: list[Row]) -> Iterator[Query]:
    dice = random.Random(SEED)
    common = Counter(word.lower() for row in rows for word in {*_words(row)})
    for word, papers in common.items():
        if papers > 4 and len(word) > 6:
            yield Query(mistyped(word, dice.randrange(1, len(word) - 1), dice), _has(word))


def _beginnings(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        words = _words(row)
        if len(words) > 3 and len(words[3]) > 6:
            yield Query(" ".join((*words[:3], words[3][:4])), _is(row))


def _identifiers(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        if row["doi"]:
            for form in ("{}", "doi:{}", "https://doi.org/{}", "id:{}"):
                yield Query(form.format(row["doi"]), _is(row))


def _names(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for name in row["authors"]:
            if len(exact_words(name)) > 1:
                yield Query(name, _is_by(name))


def _accented(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for name in row["authors"]:
            if not name.isascii():
                yield Query(name, _is_by(name))


def _unaccented(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for name in row["authors"]:
            if not name.isascii() and len(exact_words(name)) > 1:
                plain = fold(name)
                yield Query(plain, _is_by(plain, fold))


def _cjk(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for run in re.findall(f"[{CJK}]{{4,}}", row["title"]):
            yield Query(run[:4], _holds(run[:4]))
            yield Query(run[-3:], _holds(run[-3:]))


def _joined(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for one, other in re.findall(r"\b([A-Za-z]{4,})-([a-z]{4,})\b", row["title"]):
            yield Query(f"{one}{other}".lower(), _has(f"{one} {other}", f"{one}{other}"))


def _apart(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for word in re.findall(r"\b(?:[Mm]ulti|[Ss]ub|[Pp]re)[a-z]{5,}\b", row["title"]):
            at = 5 if word.lower().startswith("multi") else 3
            yield Query(f"{word[:at]}-{word[at:]}".lower(), _has(word, f"{word[:at]} {word[at:]}"))


def _camel(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for word in re.findall(r"\b[A-Z][a-z]+[A-Z][A-Za-z]+\b", row["title"]):
            yield Query(word.lower(), _has(word))


def _numbered(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for name, number in re.findall(r"\b([A-Za-z]{2,})-([0-9]+)\b", row["title"]):
            yield Query(f"{name}{number}".lower(), _has(f"{name} {number}", f"{name}{number}"))


def _spellings(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        for word in _words(row):
            for swap in (*_SWAPS, *(swap[::-1] for swap in _SWAPS)):
                if word.endswith(swap[0]):
                    other = word.removesuffix(swap[0]) + swap[1]
                    yield Query(other, _has(word, other))


def _operators(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        words = _words(row)
        if len(words) < 4:
            continue
        one, other = words[0], words[1]
        family = row["authors"][0].split()[-1] if row["authors"] else ""
        year = str(row["year"])
        yield Query(f"title:{one}", _has(one[:4]))
        yield Query(f"{one} -{other}", _lacks(other.lower()))
        yield Query(f"{one} year:{year}", _is_of(year, year))
        yield Query(f"{one} year:{year}..", _is_of(year, "9999"))
        yield Query(f"has:code {one}", lambda first: first["code"])
        if family.isascii() and family.isalpha():
            yield Query(f"author:{family}", _holds(family))


def _phrases(rows: list[Row]) -> Iterator[Query]:
    for row in rows:
        words = row["abstract"].split()[5:9]
        if len(words) == 4 and not any('"' in word for word in words):
            yield Query(f'"{" ".join(words)}"', _has(" ".join(words)))


KINDS: dict[str, Callable[[list[Row]], Iterator[Query]]] = {
    "a typing error": lambda rows: _errors(rows, first_letter=False),
    "an error in a first letter": lambda rows: _errors(rows, first_letter=True),
    "a mistyped word alone": _error_alone,
    "an unfinished word": _beginnings,
    "an identifier": _identifiers,
    "a full name": _names,
    "a name with accents": _accented,
    "the same without": _unaccented,
    "Chinese and the like": _cjk,
    "a compound joined": _joined,
    "a compound apart": _apart,
    "a name in lower case": _camel,
    "a name and a number joined": _numbered,
    "British and American": _spellings,
    "operators": _operators,
    "two words in a field": lambda rows: (
        Query(f"title:{one} title:{other}", _has(one))
        for row in rows
        for one, other in zip(_words(row), _words(row)[1:], strict=False)
    ),
    "a phrase": _phrases,
    "a title as it stands": lambda rows: (Query(row["title"], _is(row)) for row in rows),
    "three words of a title": lambda rows: (Query(" ".join(_words(row)[-3:]), _is(row)) for row in rows),
}

if __name__ == "__main__":
    main()
