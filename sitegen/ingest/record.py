"""A source's record as an entry: the steps that all formats with fields share.

A format says which of its fields is the title, the abstract, an author; what then happens to the words is the same
whatever they came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.diagnostics import Location, Report
from sitegen.ingest.parser import Options
from sitegen.ingest.values import identifiers, links, prose
from sitegen.model import Author, Entry, Facts, Link, LinkKind

_PREPRINTS = re.compile(r"\W*(?:arxiv\b|corr\W*$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡§¶∗⋆]|\$\^[^$]{1,24}\$))+$")
_TEX = re.compile(r"[\\{}$~^]|&#?\w+;|``|''")


def entry(
    options: Options,
    title: str,
    abstract: str | Sequence[str] = "",
    *,
    line: int = 1,
    found_in: Iterable[Link] = (),
    listed: dict[str, Any] | None = None,
    **facts: Any,
) -> Entry:
    """A paper as one record tells it.

    Args:
        options: whether and how TeX is repaired.
        title: as in the source.
        abstract: as in the source, or its paragraphs.
        line: where the record starts.
        found_in: links of other fields; those in the abstract follow.
        listed: `votes`, `comments`, `submitter`, `organisation`, `announced`.
        facts: further fields of `Facts`, as in the source. Where preprints lie is no venue.
    """
    words, title_repairs = prose.title(title, options)
    if facts.get("updated") and facts["updated"] == facts.get("published"):
        facts["updated"] = ""
    if _PREPRINTS.match(facts.get("venue", "")):
        facts["venue"] = ""
    told, repairs = prose.abstract(prose.paragraphs(abstract) if isinstance(abstract, str) else abstract, options)
    return Entry(
        facts=Facts(title=words, links=links.distinct([*found_in, *prose.links_in(told)]), **facts),
        abstract=told,
        line=line,
        repairs=title_repairs + repairs,
        **(listed or {}),
    )


def plain(text: str, options: Options) -> str:
    """A name or a venue on one line, its TeX accents as letters."""
    return prose.title(text, options)[0] if _TEX.search(text) else " ".join(text.split())


def people(names: Iterable[str | tuple[str, str]], options: Options) -> tuple[Author, ...]:
    """Authors from names, or from names with affiliations; in order, empty ones left out."""
    pairs = ((name, "") if isinstance(name, str) else name for name in names)
    made = (Author(_unmarked(plain(name, options)), plain(place, options)) for name, place in pairs)
    return tuple(author for author in made if author.name)


def _unmarked(name: str) -> str:
    """A name without the marks of footnotes that a title page has behind it: `Ann Lee*`, `Ann Lee$^{1,2}$`."""
    return _FOOTNOTE.sub("", name) if name[-1:] in "*†‡§¶∗⋆$" else name


def link(url: str, kind: LinkKind | None = None, words: str = "") -> tuple[Link, ...]:
    """A link from a field that holds an address; nothing where it holds none."""
    url = links.trimmed(url.strip())
    if not re.match(r"https?://[^\s/]+\.[^\s/]", url, re.IGNORECASE) or re.search(r"\s", url):
        return ()
    found = Link(kind, url) if kind else links.named(url, words)
    return (found,) if found else ()


def address(url: str, has_home: bool) -> tuple[Link, ...]:
    """The link of a field that holds a record's own address; where an identifier leads to the paper already, only what
    is more than another page of it: code, data, a PDF.
    """
    found = link(url)
    if not found or identifiers.find_doi(url):
        return ()
    return () if has_home and found[0].kind == "project" else found


def tell_untitled(records: Sequence[tuple[int, int]], path: str, report: Report) -> None:
    """Reports the records, each by its number and line, that have no title and so were left out."""
    if not records:
        return
    numbers = ", ".join(str(number) for number, _ in records[:8])
    if len(records) > 8:
        numbers += f" … ({len(records)} in all)"
    many = len(records) > 1
    report.warning(
        "untitled-record",
        f"records {numbers} have no title, and were left out"
        if many
        else f"record {numbers} has no title, and was left out",
        Location(path, records[0][1]),
    )
