"""Facts in the form in which a page can hold them.

A page is text that an editor reads and changes, so it holds less than a record: no line breaks in a title, no date
that is none, no address that leads nowhere. What a source says is brought into that form before it is written, so that
a page which nobody touched reads back as what was written.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from msgspec import structs

from sitegen.ingest.values import identifiers
from sitegen.model import Facts, Link, LinkKind
from sitegen.text import names
from sitegen.text.addresses import leads_to_host, without_spaces
from sitegen.text.characters import remove_illegal
from sitegen.text.iso_dates import is_date

LINES = tuple(field.name for field in structs.fields(Facts) if field.type is str)
"""Facts that are one line of text."""
LISTS = tuple(field.name for field in structs.fields(Facts) if field.type == tuple[str, ...])
LINK_KEYS: tuple[LinkKind, ...] = ("pdf", "code", "project", "data", "model", "demo")


def _doi(text: str) -> str:
    """The DOI of a field that holds nothing behind it, but for what an address has."""
    doi, words = identifiers.doi(text), text.split()
    is_address = len(words) == 1 and "://" in text
    return doi if is_address or text.rstrip(" .,;").endswith(doi) else ""


def _version(text: str) -> str:
    number = text.removeprefix("v")
    return number if number.isascii() and number.isdecimal() else ""


_DATE = (lambda text: text if is_date(text) else ""), "a date such as 2025-03-28, 2025-03 or 2025"
FORMS: MappingProxyType[str, tuple[Callable[[str], str], str]] = MappingProxyType(
    {
        "published": _DATE,
        "updated": _DATE,
        "arxiv": (lambda text: identifiers.arxiv(text)[0], "an arXiv id such as 2503.02130"),
        "doi": (_doi, "a DOI such as 10.1000/182"),
        "version": (_version, "a version such as 2"),
    }
)
"""Lines that are no free text: from what people write to the normal form, empty where there is none; and an example."""


def normalise(facts: Facts) -> Facts:
    """The facts as a page gives them back. What no page can hold is left out."""
    named = (names.author(one_line(it.written), one_line(it.affiliation)) for it in facts.authors)
    authors = tuple(author for author in named if author.name)
    links = (Link(link.kind, url) for link in facts.links if leads_to_host(url := without_spaces(one_line(link.url))))
    values: dict[str, Any] = {name: one_line(text) for name in LINES if (text := getattr(facts, name))}
    values |= {name: FORMS[name][0](text) for name, text in values.items() if name in FORMS}
    values |= {name: tuple(filter(None, map(one_line, texts))) for name in LISTS if (texts := getattr(facts, name))}
    return structs.replace(
        facts,
        authors=authors,
        more_authors=facts.more_authors and bool(authors),
        links=tuple(sorted(links, key=lambda link: LINK_KEYS.index(link.kind))),
        **values | {"topics": tuple(dict.fromkeys(values.get("topics", ())))},
    )


def listed_name(text: str) -> str:
    """A name as an entry of an edition holds it, where points part it from what stands beside it."""
    return " ".join(word for word in one_line(text).split() if word != "·")


def one_line(text: str) -> str:
    """The text on one line, as a page's key holds it; what no page can show is left out."""
    if text.isascii() and "  " not in text and text.isprintable() and text.strip() == text:
        return text
    return " ".join(remove_illegal(text).split())
