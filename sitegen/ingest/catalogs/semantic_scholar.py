"""Papers as Semantic Scholar's API and data sets tell them.

Answers wrap the list in `data` or `recommendedPapers`, and a citation wraps the paper again; lines of the data sets
spell their keys in lower case. Any field may be missing or null, because the one who asks chooses the fields.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers
from sitegen.ingest.values import markup as untagged
from sitegen.model import Digest, Entry, Link

_WRAPPERS = ("data", "recommendedPapers", "papers")
_PAPERS = ("citedPaper", "citingPaper", "paper")


class SemanticScholar(Struct, frozen=True):
    """The parser of the API's answers."""

    name: str = "Semantic Scholar (JSON)"

    def sniff(self, head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and any(
            f'"{key}"' in head for key in ("paperId", "corpusid", "corpusId")
        )

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, item in enumerate(json_guard.items(text, path, report, _WRAPPERS), 1):
            outer = Fields(item.value)
            paper = next((outer.fields(name) for name in _PAPERS if outer.fields(name)), outer)
            if made := entry(paper, item.line, options):
                entries.append(made)
            else:
                untitled.append((number, item.line))
        record.tell_untitled(untitled, path, report)
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def entry(paper: Fields, line: int, options: Options) -> Entry | None:
    """One paper; None where it has no title."""
    title = untagged.line(paper.text("title"))
    if not title:
        return None
    names = paper.fields("externalIds") or paper.fields("externalids")
    journal = paper.fields("journal").text("name")
    venue = paper.fields("publicationVenue").text("name") or paper.text("venue") or journal
    is_arxiv = venue.casefold().startswith("arxiv")
    return record.entry(
        options,
        title,
        untagged.paragraphs(paper.raw("abstract")),
        line=line,
        found_in=_pdf(paper),
        authors=record.people(map(_author, paper.list("authors")), options),
        published=dates.day(paper.text("publicationDate", "publicationdate")) or dates.day(paper.text("year")),
        arxiv=identifiers.arxiv(names.text("ArXiv", "arxiv"))[0],
        doi=identifiers.doi(names.text("DOI", "doi")),
        venue="" if is_arxiv else record.plain(untagged.line(venue), options),
        license=paper.fields("openAccessPdf").text("license"),
        keywords=_fields_of_study(paper),
    )


def _author(author: Any) -> tuple[str, str]:
    known = Fields(author)
    return known.text("name") or json_guard.as_text(author), "; ".join(known.texts("affiliations"))


def _pdf(paper: Fields) -> tuple[Link, ...]:
    url = paper.fields("openAccessPdf").text("url")
    return record.link(url, "pdf") if not identifiers.find_arxiv(url) and not identifiers.find_doi(url) else ()


def _fields_of_study(paper: Fields) -> tuple[str, ...]:
    told = paper.texts("fieldsOfStudy") or tuple(
        Fields(field).text("category") for field in (paper.list("s2FieldsOfStudy") or paper.list("s2fieldsofstudy"))
    )
    return tuple(dict.fromkeys(filter(None, told)))
