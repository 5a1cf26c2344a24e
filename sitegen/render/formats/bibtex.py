"""A paper as BibTeX, from known facts only.

The theme's script makes RIS of what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model import Facts, PaperId
from sitegen.text import math

_KEY = re.compile(r"[^A-Za-z0-9:_.+/-]+")
_SPECIAL = re.compile(r"[\\{}&%#_$~^]")
# BibTeX counts a brace behind a backslash as a brace, so one without its fellow needs a name
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(identifier: PaperId, facts: Facts) -> str:
    """One BibTeX entry, keyed by the paper's id, which never changes."""
    fields = list(_fields(facts))
    width = max(len(name) for name, _ in fields)
    lines = ",\n".join(f"  {name:<{width}} = {{{value}}}" for name, value in fields)
    # a venue may be a journal or a proceedings, and the source does not say which
    return f"@misc{{{_KEY.sub('-', identifier)},\n{lines}\n}}\n"


def _fields(facts: Facts) -> Iterator[tuple[str, str]]:
    # the second braces keep a bibliography style from changing capitals
    yield "title", f"{{{tex(facts.title)}}}"
    if facts.authors:
        yield "author", " and ".join(_bibtex_name(author.name) for author in facts.authors)
    year, _, rest = facts.published.partition("-")
    if year:
        yield "year", tex(year)
    if rest[:2].isdecimal() and 1 <= int(rest[:2]) <= 12:
        yield "month", _MONTHS[int(rest[:2]) - 1]
    if facts.venue:
        yield "howpublished", tex(facts.venue)
    if facts.doi:
        yield "doi", tex(facts.doi)
    if facts.arxiv:
        yield "eprint", tex(facts.arxiv)
        yield "archiveprefix", "arXiv"
        if facts.categories:
            yield "primaryclass", tex(facts.categories[0])
        yield "url", f"https://arxiv.org/abs/{_one_line(facts.arxiv)}"


def _bibtex_name(name: str) -> str:
    """A name as written, first names first; braced where BibTeX would take its words or commas apart wrongly."""
    escaped = tex(name)
    return f"{{{escaped}}}" if "," in name or re.search(r"\band\b", name) else escaped


def tex(text: str) -> str:
    """Text for a BibTeX value: math stays TeX, and everything else means its own letters."""
    if not _SPECIAL.search(text):
        return _one_line(text)
    spans = math.split(text)
    return _one_line("".join(_tex_escaped(span.text) if span.kind == "text" else _math(span.text) for span in spans))


def _tex_escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def _math(source: str) -> str:
    """The formula where its braces close, else its letters: an unclosed brace would swallow the rest of the file."""
    marks = re.findall(r"\\.|[{}%]", source, re.DOTALL)
    # TeX overlooks escaped braces, and BibTeX does not
    closes = _balanced("".join(marks)) and _balanced("".join(mark for mark in marks if len(mark) == 1))
    return source if closes and "%" not in marks else _tex_escaped(source)


def _balanced(marks: str) -> bool:
    depth = 0
    for mark in marks:
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return False
    return depth == 0


def _one_line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())
