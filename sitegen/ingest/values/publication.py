"""Where a paper was published, as formats tell it: volume, issue, pages, publisher, and the kind of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = ("volume", "issue", "pages", "publisher", "kind")
_KINDS = {
    "journal": "journalarticle articlejournal jour",
    "conference": "inproceedings conference conferencepaper paperconference proceedingsarticle conf cpaper",
    "chapter": "incollection inbook bookchapter booksection chapter chap",
    "book": "book mvbook monograph",
    "thesis": "phdthesis mastersthesis thesis dissertation thes",
    "report": "techreport report rprt",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_LONGEST = {"publisher": 200}
_VOLUME = re.compile(r"^v(?:ol)?\.? ?(?=\d)", re.IGNORECASE)
_NOWHERE = re.compile(r"\W*(?:abs/|arxiv|corr\b)", re.IGNORECASE)
"""What stands for the number of a preprint, `volume = {abs/1706.03762}`, or for who keeps it."""


def facts(said: Mapping[str, str], *, is_whole: bool) -> dict[str, str]:
    """The facts of a publication from the texts of a source's fields; what is far too long is none.

    Args:
        is_whole: whether it has no venue, as a book; then it can be no article, whatever BibTeX calls it.

    >>> facts({"volume": "abs/1706.03762", "pages": "97 -- 111", "kind": "journal-article"}, is_whole=False)
    {'volume': '', 'pages': '97–111', 'kind': 'journal'}
    """
    known = {
        name: text if len(text) <= _LONGEST.get(name, 40) and not _NOWHERE.match(text) else ""
        for name, text in said.items()
    }
    pages = re.sub(r"\s*[-‐‑–—]+\s*", "–", known["pages"]).strip("–")
    kind = _KIND_OF.get(re.sub(r"[\W_]", "", known["kind"].lower()), "")
    volume = _VOLUME.sub("", known["volume"])
    return known | {
        "volume": volume,
        "pages": pages,
        "kind": "" if is_whole and kind in ("journal", "conference", "chapter") else kind,
    }


def pages(first: str, last: str) -> str:
    """Pages from two fields, of which the first may hold all of them."""
    return f"{first}–{last}" if first and last and first != last and not re.search(r"\d\s*[-–]", first) else first
