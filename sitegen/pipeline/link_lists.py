"""Sources that are links to papers and nothing else: the papers are looked up by their identifiers.

What is found is kept as our JSON lines, so that nobody has to ask again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from sitegen.diagnostics import FetchError, Location, Report
from sitegen.ingest import jsonl
from sitegen.ingest.values import identifiers
from sitegen.model import Date, Digest
from sitegen.pipeline.source_store import Given
from sitegen.text import dates

if TYPE_CHECKING:
    from sitegen.fetch import Client
    from sitegen.fetch.lookup import Catalogue

MAX_BYTES = 200_000
"""Longer texts are no lists of links."""
_BATCH = 50
"""Identifiers that a catalogue is asked for at once."""
_MARK = re.compile(r"^(?:[-*+•]|\d{1,4}[.)])\s+|[<>,;]")
_ONE_WORD = re.compile(r"\S{1,2000}")


class LinkList(Struct, frozen=True):
    """The identifiers that a text consists of."""

    date: Date
    """Day that stands above the links; empty where none does."""
    arxiv: Mapping[str, int]
    """arXiv ids with their lines."""
    dois: Mapping[str, int]
    others: Mapping[str, int]
    """Links whose papers no catalogue can be asked for."""


def parse(data: bytes) -> LinkList | None:
    """The links of a source; None for one that says anything else.

    >>> parse(b"2025-03-28\\n- https://arxiv.org/abs/2502.05795v2\\n- doi:10.1000/x").arxiv
    {'2502.05795': 2}
    """
    if len(data) > MAX_BYTES:
        return None
    day = ""
    arxiv: dict[str, int] = {}
    dois: dict[str, int] = {}
    others: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").lstrip("\ufeff").splitlines(), 1):
        words = _MARK.sub("", line.strip()).strip()
        if not words or words.startswith("#"):
            continue
        if day_line := dates.find(words):
            day = day or dates.resolve(day_line)[0]
        elif not _ONE_WORD.fullmatch(words):
            return None
        elif identifier := identifiers.find_arxiv(words) or identifiers.arxiv(words)[0]:
            arxiv.setdefault(identifier, number)
        elif identifier := identifiers.find_doi(words) or (words.startswith("10.") and identifiers.doi(words)) or "":
            dois.setdefault(identifier, number)
        elif words.startswith(("http://", "https://")):
            others.setdefault(words, number)
        else:
            return None
    return LinkList(day, arxiv, dois, others) if arxiv or dois else None


def resolve(
    source: Given, links: LinkList, client: Client, report: Report, catalogues: Sequence[Catalogue] | None = None
) -> Given | None:
    """The papers of a list of links, looked up, as our JSON lines; None where no catalogue knows one."""
    from sitegen.fetch import lookup

    arxiv, _, openalex = catalogues or lookup.catalogues()
    answers = list(_ask(lookup.by_arxiv, links.arxiv, arxiv, client, report))
    papers = {entry.facts.arxiv: entry for digest in answers for entry in digest.entries}
    answers += _ask(lookup.by_doi, links.dois, openalex, client, report)
    papers |= {entry.facts.doi.lower(): entry for digest in answers for entry in digest.entries if entry.facts.doi}
    entries = []
    for name, line in sorted({**links.arxiv, **links.dois, **links.others}.items(), key=lambda item: item[1]):
        paper = papers.get(name) or papers.get(name.lower())
        if paper:
            entries.append(structs.replace(paper, line=line, listed="", announced=""))
        else:
            hint = "add the paper with its title, or try again later"
            report.warning("not-found", f"no catalogue knows {name}", Location(source.name, line), hint=hint)
    if not entries:
        return None
    data = b"".join(jsonl.write(entries, Digest(date=links.date)))
    trust = max(digest.trust for digest in answers)
    return structs.replace(source, data=data, file=None, suffix=".jsonl", trust=trust)


def _ask(
    lookup: Callable[[Sequence[str], Client, Catalogue], Digest],
    names: Iterable[str],
    catalogue: Catalogue,
    client: Client,
    report: Report,
) -> Iterator[Digest]:
    """What a catalogue answers, some names at a time, until it cannot be reached."""
    remaining = iter(names)
    while some := list(islice(remaining, _BATCH)):
        try:
            yield lookup(some, client, catalogue)
        except FetchError as problem:
            report.add(problem.diagnostic)
            return
