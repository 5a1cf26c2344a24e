"""Looks up papers of which a source gives only an identifier.

They are stored with the rest of the source as sitegen's JSON lines, so that they are asked for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.diagnostics import FetchError, Location, Report
from sitegen.ingest import jsonl
from sitegen.ingest.values import identifiers, links
from sitegen.model import Digest, Entry
from sitegen.pipeline.content.source_store import SourceInput

if TYPE_CHECKING:
    from sitegen.fetch import Client


def resolve(source: SourceInput, digest: Digest, client: Client, report: Report) -> SourceInput:
    """The source with the papers of which it gives only identifiers; unchanged where no catalogue knows one of them.

    Args:
        report: takes a warning for each paper that no catalogue knows.
    """
    from sitegen.fetch import lookup

    untitled = {entry: identifiers.names(entry.facts) for entry in digest.untitled}
    known = [{kind: name for kind, name in names._asdict().items() if name} for names in untitled.values()]
    surest = [next(iter(names.items())) for names in known if names]
    answers: list[Digest] = []
    for catalogue in lookup.CATALOGUES:
        wanted = dict.fromkeys(name for kind, name in surest if kind == catalogue.identifier)
        try:
            answers.extend(lookup.find(catalogue, list(wanted), client))
        except FetchError as problem:
            report.add(problem.diagnostic)
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
