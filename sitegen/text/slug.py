"""Names for files and addresses, ASCII, lower case, legal on every system; and for headings, in any letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from sitegen.files import is_path
from sitegen.text.folding import fold

LIMIT = 80

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_ARXIV = re.compile(r"[^a-z0-9.]+")
_NOT_LETTER = re.compile(r"[\W_]+")


def slug(text: str) -> str:
    """The ASCII letters and digits of `text`, words joined by `-`; empty where it has none.

    >>> slug("Schrödinger's $O(n)$ Cat")
    'schrodinger-s-o-n-cat'
    """
    return _NOT_WORD.sub("-", fold(text).encode("ascii", "ignore").decode()).strip("-")


def heading_slug(heading: str) -> str:
    """What a link to a heading says behind `#`: its slug, or its own letters where a slug has not all of them.

    >>> [heading_slug(heading) for heading in ("In short", "Hawaiʻi", "Привет, мир 1", "…")]
    ['in-short', 'hawaii', 'привет-мир-1', 'section']
    """
    letters = _NOT_LETTER.sub("-", unicodedata.normalize("NFKC", heading.casefold())).strip("-")
    is_spelt = all(slug(letter) or unicodedata.category(letter) == "Lm" for letter in letters if letter != "-")
    return (slug(heading) if is_spelt else letters) or "section"


def unique(text: str, taken: Container[str]) -> str:
    """A slug of at most `LIMIT` characters that is not reserved and not in `taken`.

    A slug that is cut, empty, reserved or taken gets `-` and eight hex digits of the whole text's digest. Where even
    that is taken (two papers of one title), the digest is of the text and a count.
    """
    name = slug(text)
    if len(name) <= LIMIT and name != "index" and is_path(name) and name not in taken:
        return name
    stem = name[: LIMIT - 9]
    if len(stem) < len(name) and name[len(stem)] != "-":
        # a name that ends within a word reads badly
        stem = stem.rpartition("-")[0] or stem
    texts = chain([text], (f"{text}\0{number}" for number in count(2)))
    digests = (hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8] for whole in texts)
    return next(name for digest in digests if (name := f"{stem}-{digest}".strip("-")) not in taken)


def arxiv_slug(identifier: str) -> str:
    """An arXiv id as a file name.

    >>> arxiv_slug("hep-ex/0406020")
    'hep-ex-0406020'
    """
    return _NOT_ARXIV.sub("-", identifier.lower()).strip("-.")
