"""arXiv's metadata as published on Kaggle (kaggle.com/datasets/Cornell-University/arxiv): a JSON object a line."""

from __future__ import annotations

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.model import Digest, Entry


class ArxivKaggle(Struct, frozen=True):
    """The parser of the metadata's lines."""

    name: str = "arXiv metadata lines (Kaggle)"

    def sniff(self, head: str) -> bool:
        return head.lstrip().startswith(("{", "[")) and '"title"' in head and '"update_date"' in head[:20_000]

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries = []
        for number, item in enumerate(json_guard.items(text, path, report), 1):
            if made := entry(Fields(item.value), item.line, options):
                entries.append(made)
            else:
                at = Location(path, item.line)
                report.error("broken-record", f"record {number} is not a paper with a title", at)
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def entry(paper: Fields, line: int, options: Options) -> Entry | None:
    """The paper of one line; None where it has no title."""
    title = paper.text("title")
    if not title:
        return None
    versions = [Fields(version) for version in paper.list("versions")]
    days = [dates.day(version.text("created")) for version in versions]
    return record.entry(
        options,
        title,
        paper.raw("abstract"),
        line=line,
        found_in=links.found(paper.text("comments")),
        authors=record.people(_people(paper), options),
        published=days[0] if days else "",
        updated=days[-1] if len(days) > 1 else "",
        arxiv=identifiers.arxiv(paper.text("id"))[0],
        version=versions[-1].text("version").removeprefix("v") if versions else "",
        doi=identifiers.doi(paper.text("doi")),
        venue=record.plain(paper.text("journal-ref"), options),
        license=paper.text("license"),
        categories=tuple(paper.text("categories").split()),
    )


def _people(paper: Fields) -> list[tuple[str, str]]:
    """Authors from the parsed list, whose accents are letters already, else from the line as arXiv has it."""
    parsed = [list(map(json_guard.as_text, parts)) for parts in paper.list("authors_parsed") if isinstance(parts, list)]
    names = [(" ".join(filter(None, [*parts[1:2], *parts[:1], *parts[2:3]])), "; ".join(parts[3:])) for parts in parsed]
    found = [(name, place) for name, place in names if any(map(str.isalpha, name))]
    return found or people.split_line(paper.text("authors"))
