"""What stands in a title's cell besides the title: its authors, an arXiv id, the name of a site."""

from __future__ import annotations

import re

from sitegen.ingest.read.wrapped import goes_on
from sitegen.ingest.values import identifiers, people

_TAB = re.compile(r"\[(\d{4}\.\d{4,5})(?:v\d+)?\]\s+|Paper page - ")
_SITE = re.compile(
    r"\s+[|·–—-]\s+(?:OpenReview|arXiv(?:\.org)?|alphaXiv|ACL Anthology|Hugging Face|Semantic Scholar"
    r"|Papers With Code)$"
)
"""Whose pages have its name behind the title."""
_WHERE = re.compile(
    r"(?<![\s,;.])[\s,;.]*[(\[]?\b(?:(?:arxiv|doi):\s?[^\s,;()\[\]]+|arxiv \d{4}\.\d{4,5}(?:v\d{1,2})?)[)\]]?\.?"
    r"(?:\s*\[[^\W\d_]{2,12}\])*$",
    re.I,
)
"""The identifier behind a title, with words that are links: `arXiv:2502.05795 [pdf]`, `arXiv 2502.05795`."""
_GOES_ON = re.compile(r"([,;&]|\band)\s*\n")
"""Where names go on in the next line."""
_ALONE = re.compile(r"[^\W\d_a-z][\w'’-]+")
_PERSON = re.compile(r"[^,]+, [^\W\d_a-z]\S*(?: \S+){0,3}|[^\W\d_a-z]\S*(?: \S+){1,4}")
_WITH_INITIALS = re.compile(r"(?:[^\W\d_a-z][\w'’-]+ )?(?:[^\W\d_a-z]\.[\s-]?)+(?: ?[^\W\d_a-z][\w'’-]+){1,2}")
"""`A. B. Lee`, `Ann B. Lee`, who wrote a paper alone."""
_CITED = re.compile(
    r"\s\(((?:[a-z]{2,5} )?[^\W\d_a-z][^()]{1,60}? "
    r"(?:et al\.?|(?:&|and) [^\W\d_a-z][^()\s,]{1,30}(?=,? (?:[A-Z]\S{1,20} )?\d)))"
    r"(?:,? ((?:[A-Z]\S{1,20} )?(?:19|20)\d\d)[a-z]?)?\)$"
)
"""Whom a title is cited by: `Slow Clocks (Lee et al., 2024)`, `Slow Clocks (Lee and Cho, ACL 2024)`."""
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def without_tab(title: str) -> tuple[str, str]:
    """A title without what a browser's tab has around it, and the arXiv id in it.

    >>> without_tab("[2502.05795] The Curse of Depth"), without_tab("The Curse of Depth | OpenReview")
    (('The Curse of Depth', '2502.05795'), ('The Curse of Depth', ''))
    """
    match = _TAB.match(title)
    return _SITE.sub("", title[match.end() :] if match else title), (match[1] or "") if match else ""


def without_identifier(title: str) -> tuple[str, dict[str, str]]:
    """A title without the identifier that ends its cell, and that by the field it is of.

    >>> without_identifier("Slow Clocks arXiv:2502.05795 [pdf]"), without_identifier("Slow Clocks")
    (('Slow Clocks', {'arxiv': '2502.05795'}), ('Slow Clocks', {}))
    """
    mark = _WHERE.search(title)
    named = {"arxiv": identifiers.find_arxiv(mark[0]), "doi": identifiers.find_doi(mark[0])} if mark else {}
    identifier = {field: name for field, name in named.items() if name}
    return (title[: mark.start()], identifier) if mark and identifier else (title, {})


def is_person(text: str) -> bool:
    """Whether a text may be the name of one person."""
    return bool(_PERSON.fullmatch(text))


def are_several(text: str) -> bool:
    """Whether a text names two people or more, or the first of more, `Lee+`."""
    names = [name for name, _ in people.several(text)]
    first = people.OTHERS.sub("", text).rstrip("….")
    is_first = first != text.rstrip("….") and bool(_ALONE.fullmatch(first) or _PERSON.fullmatch(first))
    return is_first or (len(names) > 1 and all(map(_PERSON.fullmatch, names)))


def with_names(cell: str) -> dict[str, str]:
    """A title, the names behind its stop or in lines below it, and where it came out, by field; none without names.

    None stand behind `Slow Clocks for`.

    >>> with_names("Slow Clocks\\nAnn Lee, Bo Cho\\nClock Letters 2024")
    {'title': 'Slow Clocks', 'authors': 'Ann Lee, Bo Cho', 'venue': 'Clock Letters 2024'}
    """
    first, _, rest = cell.strip().rstrip(".").partition("\n")
    lines = [first.strip(), *filter(None, map(str.strip, _GOES_ON.sub(r"\1 ", rest).split("\n")))]
    named = [are_several(line) or bool(_WITH_INITIALS.fullmatch(line)) for line in lines]
    at = next((at for at in range(1, len(lines)) if named[at] and not goes_on(lines[at - 1])), 0)
    end = next((end for end in range(at, len(lines)) if not named[end]), len(lines))
    if at:
        below = " ".join(lines[end:])
        where = {"venue": below} if _DATED.search(below) else {}
        return {"title": "\n".join(lines[:at]), "authors": ", ".join(lines[at:end]), **where}
    if cited := _CITED.search(cell):
        where = {"venue": cited[2]} if " " in (cited[2] or "") else {}
        return {"title": cell[: cited.start()], "authors": cited[1], **where}
    title, stop, names = cell.strip().rstrip(".").rpartition(". ")
    return {"title": title, "authors": names} if stop and are_several(names) else {}
