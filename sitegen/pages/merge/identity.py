"""Decides whether two records are the same paper: the keys by which a paper is recognised, whatever its source.

An arXiv id or a DOI is certain. A title is enough where nothing speaks against it: other identifiers, no author in
common, another volume, first page, or both year and journal, or, with no author to ask, years far apart or an abstract
about something else. A long abstract, letter for letter, counts as a title does, wherever it appeared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeAlias, TypeVar

from sitegen.model import Author, Facts
from sitegen.text import math
from sitegen.text.folding import fold
from sitegen.text.names import family_first

T = TypeVar("T", str, int)
Key: TypeAlias = str
"""`arxiv:…`, `doi:…`, `title:…` or `abstract:…`; within one source also `id:…` and `key:…`."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_LONG = 120
"""A shorter abstract may belong to several papers: 'Withdrawn.'"""
_YEARS_APART = 2
"""A preprint and its journal are seldom further apart."""
UNRELATED = 0.25
"""Share of the shorter abstract's words that the other has too, at most, where two are about different things."""
_CORRECTED = 0.5
"""Share of the shorter title's words, at least, where one is the other with a correction."""
_NUMBER = re.compile(r"[1-9]\d*")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Index(Generic[T]):
    """The papers known so far, by their keys: ids, or numbers in a list."""

    def __init__(self) -> None:
        self._papers: dict[Key, T | list[T]] = {}

    def add(self, keys: Iterable[Key], paper: T) -> None:
        """Add a paper under keys, after the papers that they have already."""
        for key in keys:
            known = self._papers.setdefault(key, paper)
            if isinstance(known, list):
                if paper not in known:
                    known.append(paper)
            elif known != paper:
                # few papers share a key, so only those cost a list
                self._papers[key] = [known, paper]

    def find(self, keys: Iterable[Key]) -> list[T]:
        """The papers that have one of the keys, by the surest key first."""
        papers: dict[T, None] = {}
        for key in keys:
            known = self._papers.get(key, [])
            papers |= dict.fromkeys(known if isinstance(known, list) else [known])
        return list(papers)


def keys(facts: Facts, abstract: str) -> list[Key]:
    """The keys by which a paper is recognised, the surest first."""
    keys = []
    if facts.arxiv:
        keys.append(f"arxiv:{facts.arxiv.lower()}")
    if facts.doi:
        keys.append(f"doi:{facts.doi.lower()}")
    keys.append(title_key(facts))
    if len(abstract) > _LONG:
        digest = hashlib.blake2b(letters(abstract).encode("utf-8", "surrogatepass"), digest_size=8)
        keys.append(f"abstract:{digest.hexdigest()}")
    return keys


def title_key(facts: Facts) -> Key:
    """The key of a title, in which a formula is read as programs without TeX write it: `CO$_2$`, `CO₂`, `CO2`."""
    return f"title:{letters(math.title_text(facts.title)) or facts.title}"


def letters(text: str) -> str:
    """Letters and digits only, without case and accents.

    >>> letters("Schrödinger's *Cat*")
    'schrodingerscat'
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    # nearly all signs are ASCII, and bytes lose these ten times as quickly
    bare = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_SIGNS).decode("utf-8", "surrogatepass")
    return bare if bare.isascii() else _NOT_LETTERS.sub("", bare)


def differ(one: Facts, other: Facts, abstract: str = "", other_abstract: str = "") -> bool:
    """Whether two papers known by the same key cannot be one."""
    if one.arxiv and other.arxiv:
        return one.arxiv.lower() != other.arxiv.lower()
    if one.doi and other.doi:
        return one.doi.lower() != other.doi.lower()
    years = one.published[:4], other.published[:4]
    apart = abs(int(years[0]) - int(years[1])) if all(year.isdigit() for year in years) else 0
    places = zip((one.volume, one.pages), (other.volume, other.pages), strict=True)
    are_elsewhere = any(len({number[0] for text in pair if (number := _NUMBER.findall(text))}) > 1 for pair in places)
    if are_elsewhere or (apart and _have_other_venues(one.venue, other.venue)):
        return len(abstract) <= _LONG or letters(abstract) != letters(other_abstract)
    if one.authors and other.authors:
        names, others = _names(one.authors), _names(other.authors)
        return bool(names and others and not names & others)
    if apart > _YEARS_APART:
        return True
    return min(len(abstract), len(other_abstract)) > _LONG and (similarity(abstract, other_abstract) or 0) < UNRELATED


def _have_other_venues(one: str, other: str) -> bool:
    """Whether two venues are known, and neither may be the other with words shortened or left out.

    >>> _have_other_venues("Journal A", "Journal B"), _have_other_venues("Phys. Rev. Lett.", "Physical Review Letters")
    (True, False)
    """
    few, many = sorted(([word for word in map(letters, venue.split()) if word] for venue in (one, other)), key=len)
    return bool(few) and not all(any(word.startswith(short) for word in many) for short in few)


def similarity(one: str, other: str) -> float | None:
    """How much of the shorter text's words the other one has; None where one has none."""
    words, others = ({word.casefold() for word in _WORD.findall(text)} for text in (one, other))
    if not words or not others:
        return None
    return len(words & others) / min(len(words), len(others))


def are_alike(title: str, other: str) -> bool:
    """Whether one of two titles may correct the other, as half of the words stay."""
    return (similarity(title, other) or 0) >= _CORRECTED


def _names(authors: Iterable[Author]) -> set[str]:
    """The words of the names but for initials, for 'Ada Lovelace' may be 'Lovelace, A.' elsewhere.

    Names like '山田 太郎' are also a word as a whole, for they are written '山田太郎' too.
    """
    written = [author.name for author in authors]
    written += ["".join(name.split()) for name in written if family_first(name)]
    return {word for word in _NOT_LETTERS.split(fold("\n".join(written))) if len(word) > 1}
