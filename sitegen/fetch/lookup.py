"""Papers by their titles or identifiers, in the catalogues of others: arXiv, Hugging Face, OpenAlex, OpenReview.

All that is sent is the words of a title, or identifiers. What comes back is read by the same parsers that read such
answers as files; whether it is the right paper is decided by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, FetchError, Report
from sitegen.fetch.client import Client
from sitegen.ingest import ingest
from sitegen.model import Digest, Entry

_MATH = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\\[A-Za-z]+")
_KNOWN = 40
"""Trust of the least that a catalogue's own parser gives; less is a page that says something else."""


class Catalogue(Struct, frozen=True):
    """One catalogue that can be asked for a title."""

    name: str
    base: str
    """Address before the path, `https://export.arxiv.org`."""
    query: str
    """Path and query, with braces for the words of a title."""
    shape: str
    """How an answer begins, as a regular expression."""


_BY_TITLE = "/api/query?search_query=ti%3A%22{}%22&start=0&max_results=5"
CATALOGUES = (
    Catalogue("arXiv", "https://export.arxiv.org", _BY_TITLE, r"\s*<(?:\?xml|feed)\b"),
    Catalogue("Hugging Face", "https://huggingface.co", "/api/papers/search?q={}", r"\s*\["),
    Catalogue(
        "OpenAlex",
        "https://api.openalex.org",
        "/works?filter=title.search:{}&per-page=5",
        r'\s*\{\s*"(?:meta|results)"',
    ),
)
"""In the order in which they are asked, the one that knows preprints best first."""
OPENREVIEW = Catalogue("OpenReview", "https://api2.openreview.net", "/notes/search?term={}", r'\s*\{\s*"notes"')
"""Asked for the papers of its own links."""


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
    return _papers(catalogue, catalogue.query.format(quote(wanted)), client).entries


def by_arxiv(identifiers: Sequence[str], client: Client, arxiv: Catalogue) -> Digest:
    """The papers of arXiv that have one of some ids. Raises FetchError."""
    query = f"/api/query?id_list={quote(','.join(identifiers), safe=',/')}&max_results={len(identifiers)}"
    return _papers(arxiv, query, client)


def by_doi(identifiers: Sequence[str], client: Client, openalex: Catalogue) -> Digest:
    """The papers that OpenAlex knows by one of some DOIs. Raises FetchError."""
    query = f"/works?filter=doi:{quote('|'.join(identifiers), safe='|/')}&per-page={len(identifiers)}"
    return _papers(openalex, query, client)


def by_openreview(identifiers: Sequence[str], client: Client, openreview: Catalogue) -> Digest:
    """The papers of OpenReview's forums, each asked for by itself. Raises FetchError."""
    answers = [_papers(openreview, f"/notes?id={quote(forum)}", client) for forum in identifiers]
    return Digest(
        trust=max((answer.trust for answer in answers), default=0),
        entries=tuple(entry for answer in answers for entry in answer.entries),
    )


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
