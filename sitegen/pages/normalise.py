"""Facts in the form in which a page can hold them.

A page is text that an editor reads and changes, so it holds less than a record: no line breaks in a title, no date
that is none, no address that leads nowhere. What a source says is brought into that form before it is written, so that
a page which nobody touched reads back as what was written.
"""

from __future__ import annotations

import re

from msgspec import structs

from sitegen.ingest.values import identifiers
from sitegen.model import Author, Facts, Link, LinkKind
from sitegen.text.characters import remove_illegal
from sitegen.text.iso_dates import is_date

LINK_KEYS: tuple[LinkKind, ...] = ("pdf", "code", "project", "data", "model", "demo")
ADDRESS = re.compile(r"https?://[^\s/]")


def normalise(facts: Facts) -> Facts:
    """The facts as a page gives them back. What no page can hold is left out."""
    links = (Link(link.kind, url) for link in facts.links if ADDRESS.match(url := one_line(link.url)))
    return structs.replace(
        facts,
        title=one_line(facts.title),
        authors=tuple(
            Author(name, one_line(author.affiliation)) for author in facts.authors if (name := one_line(author.name))
        ),
        published=facts.published if is_date(facts.published) else "",
        updated=facts.updated if is_date(facts.updated) else "",
        arxiv=identifiers.arxiv(one_line(facts.arxiv))[0],
        version=one_line(facts.version).removeprefix("v"),
        doi=identifiers.doi(one_line(facts.doi)),
        venue=one_line(facts.venue),
        license=one_line(facts.license),
        categories=_lines(facts.categories),
        keywords=_lines(facts.keywords),
        topics=tuple(dict.fromkeys(_lines(facts.topics))),
        links=tuple(sorted(links, key=lambda link: LINK_KEYS.index(link.kind))),
    )


def listed_name(text: str) -> str:
    """A name as an entry of an edition holds it, where points part it from what stands beside it."""
    return " ".join(word for word in one_line(text).split() if word != "·")


def one_line(text: str) -> str:
    """The text on one line, as a page's key holds it; what no page can show is left out."""
    if text.isascii() and "  " not in text and text.isprintable() and text.strip() == text:
        return text
    return " ".join(remove_illegal(text).split())


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))
