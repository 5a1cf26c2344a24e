"""A paper as BibTeX, from known facts only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from sitegen.model import Facts
from sitegen.render.formats.citations import VENUE_TERMS, address, on_one_line, venue_kind
from sitegen.text import math
from sitegen.text.names import split_name

_AND = re.compile(r"\band\b", re.IGNORECASE)
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


def bibtex(key: str, facts: Facts) -> str:
    """One BibTeX entry.

    >>> print(bibtex("ren2024flowar", Facts(title="FlowAR", arxiv="2412.15205")))
    @misc{ren2024flowar,
      title         = {{FlowAR}},
      eprint        = {2412.15205},
      archiveprefix = {arXiv},
      url           = {https://arxiv.org/abs/2412.15205}
    }
    <BLANKLINE>
    """
    terms = VENUE_TERMS[venue_kind(facts)]
    fields = list(_fields(facts, terms.bibtex_venue))
    width = max(len(name) for name, _ in fields)
    # a bare name of a month is a string that every style defines
    lines = ",\n".join(f"  {name:<{width}} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields)
    return f"@{terms.bibtex}{{{key},\n{lines}\n}}\n"


def _fields(facts: Facts, venue_field: str) -> Iterator[tuple[str, str]]:
    # the second braces keep a bibliography style from changing capitals
    yield "title", f"{{{tex(facts.title)}}}"
    if facts.authors:
        names = [_name(author.written) for author in facts.authors]
        yield "author", " and ".join([*names, "others"] if facts.more_authors else names)
    year, _, rest = facts.published.partition("-")
    if year:
        yield "year", tex(year)
    if rest[:2].isdecimal() and 1 <= int(rest[:2]) <= 12:
        yield "month", _MONTHS[int(rest[:2]) - 1]
    if facts.venue:
        yield venue_field, tex(facts.venue)
    fields = {"volume": facts.volume, "number": facts.issue, "pages": facts.pages.replace("–", "--")}
    yield from ((name, tex(text)) for name, text in (fields | {"publisher": facts.publisher}).items() if text)
    if facts.doi:
        yield "doi", _url(facts.doi)
    if facts.arxiv:
        yield "eprint", tex(facts.arxiv)
        yield "archiveprefix", "arXiv"
        if facts.categories:
            yield "primaryclass", tex(facts.categories[0])
    if url := address(facts):
        yield "url", _url(url)


@lru_cache(maxsize=1 << 14)
def _name(written: str) -> str:
    """`Family, Suffix, Given`; braced where BibTeX would take its words or commas apart wrongly."""
    name = split_name(written)
    if not name.given or _AND.search(written):
        escaped = tex(written.removesuffix(",") or written)
        return f"{{{escaped}}}" if re.search(r"[\s,]", escaped) else escaped
    return tex(", ".join(filter(None, (name.family, name.suffix, name.given))))


def tex(text: str) -> str:
    """Text for a BibTeX value: math stays TeX, and everything else means its own letters."""
    if not _SPECIAL.search(text):
        return on_one_line(text)
    spans = math.split(text)
    return on_one_line("".join(_tex_escaped(span.text) if span.kind == "text" else _math(span.text) for span in spans))


def _tex_escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def _math(source: str) -> str:
    """The formula where its braces close, else its letters: an unclosed brace would swallow the rest of the file."""
    marks = re.findall(r"\\.|[{}%]", source, re.DOTALL)
    # TeX overlooks escaped braces, and BibTeX does not
    closes = _balanced("".join(marks)) and _balanced("".join(mark for mark in marks if len(mark) == 1))
    return source if closes and "%" not in marks else _tex_escaped(source)


def _balanced(marks: str) -> bool:
    depths = list(accumulate(((mark == "{") - (mark == "}") for mark in marks), initial=0))
    return min(depths) == depths[-1] == 0


def _url(url: str) -> str:
    """An address, which styles print as it stands: only what would end the field is encoded."""
    return on_one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
