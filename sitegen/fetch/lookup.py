"""Papers by their titles or identifiers, in the catalogues of others: arXiv, Hugging Face, OpenAlex, OpenReview.

All that is sent is the words of a title, or identifiers. What comes back is read by the same parsers that read such
answers as files; whether it is the right paper is decided by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, FetchError, Report
from sitegen.fetch.client import Client
from sitegen.ingest import ingest
from sitegen.model import Digest, Entry

_MATH = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\\[A-Za-z]+")
_KNOWN = 40
"""Trust of the least that a catalogue's own parser gives; less is a page that says something else."""


class Catalogue(Struct, frozen=True, kw_only=True):
    """One catalogue that can be asked for papers."""

    name: str
    base: str
    """Address before the path, `https://export.arxiv.org`."""
    shape: str
    """How an answer begins, as a regular expression."""
    by_title: str = ""
    """Path and query, with braces for the words of a title; empty where it is not asked for titles."""
    identifier: Literal["arxiv", "doi", "forum", ""] = ""
    """The kind of identifier that it is asked for, a field of `identifiers.Names`."""
    by_identifiers: str = ""
    """Path and query, with braces for identifiers and for how many they are."""
    separator: str = ","
    """Between identifiers."""
    batch: int = 50
    """Identifiers that it is asked for at once."""


CATALOGUES = (
    Catalogue(
        name="arXiv",
        base="https://export.arxiv.org",
        shape=r"\s*<(?:\?xml|feed)\b",
        by_title="/api/query?search_query=ti%3A%22{}%22&start=0&max_results=5",
        identifier="arxiv",
        by_identifiers="/api/query?id_list={}&max_results={}",
    ),
    Catalogue(name="Hugging Face", base="https://huggingface.co", shape=r"\s*\[", by_title="/api/papers/search?q={}"),
    Catalogue(
        name="OpenAlex",
        base="https://api.openalex.org",
        shape=r'\s*\{\s*"(?:meta|results)"',
        by_title="/works?filter=title.search:{}&per-page=5",
        identifier="doi",
        by_identifiers="/works?filter=doi:{}&per-page={}",
        separator="|",
    ),
    Catalogue(
        name="OpenReview",
        base="https://api2.openreview.net",
        shape=r'\s*\{\s*"notes"',
        identifier="forum",
        by_identifiers="/notes?id={}",
        batch=1,
    ),
)
"""In the order in which they are asked, the one that knows preprints best first."""


def words(title: str) -> str:
    """What is asked for: the words of a title, without formulas and signs that a query language would read."""
    plain = re.sub(r"[\W_]+", " ", _MATH.sub(" ", title)).strip()
    return plain or re.sub(r"[\W_]+", " ", title).strip()


def ask(catalogue: Catalogue, title: str, client: Client) -> Sequence[Entry]:
    """The papers that a catalogue offers for a title, best first as it sees them.

    Raises:
        FetchError: it cannot be reached, or answers with something else.
    """
    wanted = words(title)
    if not wanted:
        return ()
    return _papers(catalogue, catalogue.by_title.format(quote(wanted)), client).entries


def find(catalogue: Catalogue, identifiers: Sequence[str], client: Client) -> Iterator[Digest]:
    """The papers of a catalogue that have one of some identifiers, answer by answer. Raises FetchError."""
    for start in range(0, len(identifiers), catalogue.batch):
        some = identifiers[start : start + catalogue.batch]
        wanted = quote(catalogue.separator.join(some), safe=catalogue.separator + "/")
        yield _papers(catalogue, catalogue.by_identifiers.format(wanted, len(some)), client)


def _papers(catalogue: Catalogue, query: str, client: Client) -> Digest:
    answer = client.get(catalogue.base.rstrip("/") + query)
    findings = Report()
    digest = ingest(answer.data, catalogue.name, findings)
    if digest.entries and digest.trust >= _KNOWN:
        return digest
    faults = [known for known in findings.diagnostics if known.code == "feed-error"]
    start = answer.data[:500].decode("utf-8", "replace").lstrip("\ufeff")
    if faults or not re.match(catalogue.shape, start):
        reason = faults[0].message if faults else f"{catalogue.name} answered with something other than papers"
        hint = "try again later; the other catalogues are asked all the same"
        raise FetchError(Diagnostic(severity="warning", code="unreachable", message=reason, hint=hint))
    return Digest()
