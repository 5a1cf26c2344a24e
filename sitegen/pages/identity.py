"""Which paper is meant: what a paper can be known again by, whatever source it comes from.

An arXiv id or a DOI says it for sure. A title says it where nothing speaks against it: other identifiers, no author in
common, or years far apart with no author to ask. A long abstract, letter for letter, says it as a title does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from sitegen.model import Author, Facts, PaperId

Key = str
"""`arxiv:…`, `doi:…`, `title:…` or `abstract:…`."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_TELLING = 120
"""A shorter abstract may be nobody's in particular: 'Withdrawn.'"""
_YEARS_APART = 2
"""A preprint and its journal are seldom further apart."""


class Index:
    """The papers known so far, by what they can be known by."""

    def __init__(self) -> None:
        self._papers: dict[Key, PaperId | list[PaperId]] = {}
        self._now: dict[PaperId, PaperId] = {}

    def learn(self, keys: Iterable[Key], paper: PaperId) -> None:
        """Lets keys lead to a paper, after those that they lead to already."""
        for key in keys:
            known = self._papers.setdefault(key, paper)
            if isinstance(known, list):
                if paper not in known:
                    known.append(paper)
            elif known != paper:
                # few papers share a key, so only those cost a list
                self._papers[key] = [known, paper]

    def find(self, keys: Iterable[Key]) -> list[PaperId]:
        """The papers that have one of the keys, by the surest key first."""
        found: dict[PaperId, None] = {}
        for key in keys:
            known = self._papers.get(key, [])
            found |= {self.now(paper): None for paper in ([known] if isinstance(known, str) else known)}
        return list(found)

    def rename(self, paper: PaperId, now: PaperId) -> None:
        """Lets what led to one paper lead to another."""
        self._now[paper] = now

    def now(self, paper: PaperId) -> PaperId:
        while paper in self._now:
            paper = self._now[paper]
        return paper


def keys(facts: Facts, abstract: str) -> list[Key]:
    """What a paper can be known again by, the surest first."""
    found = []
    if facts.arxiv:
        found.append(f"arxiv:{facts.arxiv.lower()}")
    if facts.doi:
        found.append(f"doi:{facts.doi.lower()}")
    found.append(f"title:{letters(facts.title) or facts.title}")
    if len(abstract) > _TELLING:
        digest = hashlib.blake2b(letters(abstract).encode("utf-8", "surrogatepass"), digest_size=8)
        found.append(f"abstract:{digest.hexdigest()}")
    return found


def letters(text: str) -> str:
    """Letters and digits only, without case and accents.

    >>> letters("Schrödinger's *Cat*")
    'schrodingerscat'
    """
    text = text.casefold()
    if text.isascii():
        return text.encode().translate(None, _ASCII_SIGNS).decode()
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKD", text))


def differ(one: Facts, other: Facts) -> bool:
    """Whether two papers known by the same key cannot be one."""
    if one.arxiv and other.arxiv:
        return one.arxiv.lower() != other.arxiv.lower()
    if one.doi and other.doi:
        return one.doi.lower() != other.doi.lower()
    if one.authors and other.authors:
        names, others = _names(one.authors), _names(other.authors)
        return bool(names and others and not names & others)
    years = one.published[:4], other.published[:4]
    return all(year.isdigit() for year in years) and abs(int(years[0]) - int(years[1])) > _YEARS_APART


def _names(authors: Iterable[Author]) -> set[str]:
    """The words of the names but for initials, for 'Ada Lovelace' may be 'Lovelace, A.' elsewhere."""
    plain = (unicodedata.normalize("NFKD", author.name.casefold()) for author in authors)
    words = {word for name in plain for word in _NOT_LETTERS.split(_without_marks(name))}
    return {word for word in words if len(word) > 1}


def _without_marks(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.combining(letter))
