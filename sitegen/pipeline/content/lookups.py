"""Looks up papers of which a source gives only an identifier.

They are stored with the rest of the source as sitegen's JSON lines, so that they are asked for once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.diagnostics import FetchError, Location, Report
from sitegen.ingest import jsonl
from sitegen.ingest.values import identifiers, links
from sitegen.model import Digest, Entry
from sitegen.pipeline.content.source_store import SourceInput

if TYPE_CHECKING:
    from sitegen.fetch import Client
    from sitegen.fetch.lookup import Catalogue

_BATCH = 50
"""Identifiers that a catalogue is asked for at once."""


def resolve(source: SourceInput, digest: Digest, client: Client, report: Report) -> SourceInput:
    """The source with the papers of which it gives only identifiers; unchanged where no catalogue knows one of them.

    Args:
        report: takes a warning for each paper that no catalogue knows.
    """
    from sitegen.fetch import lookup

    by_name = {catalogue.name: catalogue for catalogue in (*lookup.CATALOGUES, lookup.OPENREVIEW)}
    untitled = {entry: identifiers.names(entry.facts) for entry in digest.untitled}
    arxiv = [names.arxiv for names in untitled.values()]
    dois = [names.doi for names in untitled.values() if not names.arxiv]
    forums = [names.forum for names in untitled.values() if not names.arxiv and not names.doi]
    answers = [
        *_ask(lookup.by_arxiv, arxiv, by_name["arXiv"], client, report),
        *_ask(lookup.by_doi, dois, by_name["OpenAlex"], client, report),
        *_ask(lookup.by_openreview, forums, by_name["OpenReview"], client, report),
    ]
    papers: dict[str, Entry] = {}
    for entry in (entry for answer in answers for entry in answer.entries):
        papers |= dict.fromkeys(filter(None, identifiers.names(entry.facts)), entry)
    resolved = {
        entry: next((papers[name] for name in names if name in papers), None) for entry, names in untitled.items()
    }
    if not any(resolved.values()):
        return source
    for entry in (entry for entry, paper in resolved.items() if not paper):
        name = entry.facts.arxiv or entry.facts.doi or entry.facts.links[0].url
        hint = "add the paper with its title, or try again later"
        report.warning("not-found", f"no catalogue knows {name}", Location(source.name, entry.line), hint=hint)
    completed = [_completed(entry, paper) for entry, paper in resolved.items() if paper]
    entries = sorted([*digest.entries, *completed], key=lambda entry: entry.line)
    trust = digest.trust if digest.entries else max(answer.trust for answer in answers)
    data = b"".join(jsonl.write(entries, digest))
    return structs.replace(source, data=data, file=None, suffix=".jsonl", trust=trust)


def _completed(entry: Entry, paper: Entry) -> Entry:
    """An entry of a list with what a catalogue knows of its paper."""
    facts = structs.replace(paper.facts, links=links.distinct([*entry.facts.links, *paper.facts.links]))
    return structs.replace(entry, facts=facts, abstract=entry.abstract or paper.abstract, repairs=paper.repairs)


def _ask(
    lookup: Callable[[Sequence[str], Client, Catalogue], Digest],
    names: Iterable[str],
    catalogue: Catalogue,
    client: Client,
    report: Report,
) -> Iterator[Digest]:
    """What a catalogue answers, some names at a time, until it cannot be reached."""
    remaining = iter(dict.fromkeys(filter(None, names)))
    while some := list(islice(remaining, _BATCH)):
        try:
            yield lookup(some, client, catalogue)
        except FetchError as problem:
            report.add(problem.diagnostic)
            return
