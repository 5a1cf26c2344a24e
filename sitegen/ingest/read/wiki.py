"""Citations of wikis, and marks of DokuWiki, as the lines that a reader would see.

>>> list(rows([(1, "* {{cite journal |last1=Lee |first1=Ann |title=Slow Clocks |year=2025 |doi=10.1000/1}}")]))
[(1, '* **Slow Clocks**, Ann Lee. 2025. doi:10.1000/1')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read import Numbered

_OPEN = re.compile(r"\{\{\s*cit(?:e|ation)\b[^{}]*$", re.I)
_CITATION = re.compile(r"\{\{\s*cit(?:e|ation)\b[^{}|]{0,40}\|([^{}]{1,4000})\}\}", re.I)
_HEADING = re.compile(r"(={2,6}) (.{1,200}) \1$")
_DOKUWIKI_FIRST = 4
"""Signs of a first heading, which in DokuWiki are the more the higher it is; others begin with two."""
_DOKUWIKI_BREAK = re.compile(r"(?<=\S) *\\\\(?: +|$)")
_LONGEST = 40
"""Lines of a citation; one that is open for longer was never closed."""
_MOST_AUTHORS = 100
LINKS = (
    (re.compile(r"\[\[(https?://[^\s\[\]|]{4,500})\|([^\[\]]{1,500})\]\]"), r"[\2](\1)"),
    (re.compile(r"!?\[\[(?:[^\[\]|]{1,500}\|)?@?([^\[\]|]{1,500})\]\](?!\()"), r"\1"),
    (re.compile(r"(?<![\]\w])\[(https?://[^\s\[\]]{4,500}) ([^\[\]]{1,400})\]"), r"[\2](\1)"),
)
"""Out of the wiki and within it, as Markdown has them."""
BOLD = (re.compile(r"'''((?:[^']|'(?!'')){1,400})'''"), r"**\1**")
ITALIC = (re.compile(r"(?<!')''([^']{1,400})''(?!')"), r"*\1*")
_VENUES = ("journal", "conference", "book-title", "booktitle", "work", "publisher")
_ADDRESSES = (("doi", "doi:"), ("arxiv", "arXiv:"), ("eprint", "arXiv:"), ("url", ""))


def rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, with each citation in one of them, as its title, names, place, year and addresses.

    DokuWiki ends lines within an item by two backslashes, and parts the cells of a table's head by `^`.
    """
    if first := next(filter(None, (_HEADING.match(line) for _, line in lines)), None):
        lines = [(number, part) for number, line in lines for part in _parts(line)]
        if len(first[1]) >= _DOKUWIKI_FIRST:
            lines = [(number, _HEADING.sub(_as_markdown, line)) for number, line in lines]
    parts: list[Numbered] = []
    for numbered in lines:
        parts.append(numbered)
        whole = " ".join(line for _, line in parts)
        if _OPEN.search(whole) and len(parts) < _LONGEST:
            continue
        yield from [(parts[0][0], _CITATION.sub(_shown, whole))] if "}}" in whole else parts
        parts = []
    yield from parts


def _as_markdown(heading: re.Match[str]) -> str:
    """A heading of DokuWiki with a sign for each level: `===== Slow Clocks =====` is of the second."""
    return f"{'#' * (7 - len(heading[1]))} {heading[2]}"


def _parts(line: str) -> list[str]:
    """What two backslashes part: lines, but those of a cell stay in their row."""
    if line.startswith("^") and line.rstrip().endswith("^"):
        line = line.replace("^", "|")
    return [_DOKUWIKI_BREAK.sub(" · ", line)] if line.startswith("|") else _DOKUWIKI_BREAK.split(line)


def _shown(citation: re.Match[str]) -> str:
    pairs = (part.partition("=") for part in citation[1].split("|"))
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    title = fields.get("title")
    if not title:
        return citation[0]
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    addresses = [sign + fields[name] for name, sign in _ADDRESSES if fields.get(name)]
    names = ", ".join(_names(fields))
    year = fields.get("year") or fields.get("date", "")
    behind = [part for part in (", ".join(filter(None, (venue, year))), *addresses) if part]
    return ". ".join([f"**{title}**" + (f", {names}" if names else ""), *behind])


def _names(fields: dict[str, str]) -> Iterator[str]:
    if together := fields.get("authors") or fields.get("vauthors") or fields.get("author"):
        yield together
    for number in ("", *map(str, range(1, _MOST_AUTHORS))):
        family = fields.get(f"last{number}") or fields.get(f"author{number}" if number else "", "")
        if family:
            yield f"{fields.get(f'first{number}', '')} {family}".strip()
        elif number not in ("", "1"):
            return
