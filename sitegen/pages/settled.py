"""Facts as a page can hold them.

A page is text that an editor reads and changes, so it holds less than a record: no line breaks in a title, no date
that is none, no address that leads nowhere. What a source tells is brought into that form before it is written, so
that a page which nobody touched reads back as what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from sitegen.model import Author, Facts, Link, LinkKind
from sitegen.text.characters import remove_illegal

LINK_KEYS: tuple[LinkKind, ...] = ("pdf", "code", "project", "data", "model", "demo")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ARXIV = re.compile(
    r"(?:.*/(?:abs|pdf)/|arxiv:)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}))(?:v\d+)?(?:\.pdf)?", re.I
)
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)
ADDRESS = re.compile(r"https?://[^\s/]")


def settled(facts: Facts) -> Facts:
    """The facts in the form in which a page gives them back. What no page can hold is left out."""
    return structs.replace(
        facts,
        title=one_line(facts.title),
        authors=tuple(
            Author(name, one_line(author.affiliation)) for author in facts.authors if (name := one_line(author.name))
        ),
        published=facts.published if DATE.fullmatch(facts.published) else "",
        updated=facts.updated if DATE.fullmatch(facts.updated) else "",
        arxiv=_matched(ARXIV, facts.arxiv),
        version=one_line(facts.version).removeprefix("v"),
        doi=_matched(DOI, facts.doi),
        venue=one_line(facts.venue),
        license=one_line(facts.license),
        categories=_lines(facts.categories),
        keywords=_lines(facts.keywords),
        topics=tuple(dict.fromkeys(_lines(facts.topics))),
        links=tuple(sorted(_addresses(facts.links), key=lambda link: LINK_KEYS.index(link.kind))),
    )


def listed_name(text: str) -> str:
    """A name as an entry of an edition holds it, between points that part it from what else is told there."""
    return " ".join(word for word in one_line(text).split() if word != "·")


def one_line(text: str) -> str:
    """The text on one line, as a page's key holds it; what no page can show is left out."""
    if text.isascii() and "  " not in text and text.isprintable() and text.strip() == text:
        return text
    return " ".join(remove_illegal(text).split())


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))


def _addresses(links: tuple[Link, ...]) -> Iterator[Link]:
    return (Link(link.kind, url) for link in links if ADDRESS.match(url := one_line(link.url)))


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(one_line(text))
    return found[1] if found else ""
