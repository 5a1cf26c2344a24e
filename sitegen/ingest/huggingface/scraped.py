"""Days, weeks and months of Hugging Face's papers as a scraper of the web pages wrote them down.

The scraper took what stood first on a paper's page: often the abstract, more often its submitter's comment, and for
authors the few who have an account, some under its name, in no order. Authors are therefore left out, and of the
abstracts those that cannot be one. `stars` are GitHub's, no votes.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.huggingface.api import NO_DATE
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers
from sitegen.model import Date, Digest, Entry

_TRUST = 5
"""Less than pasted text, which somebody looked at."""
_SHORTEST = 400
"""Characters; a shorter text on such a page is a comment."""
_COMMENT = re.compile(
    r"automated message|librarian bot|arxivlens|alphaxiv|\b(?:excited|thrilled|happy|glad|proud|pleased) to\b|"
    r"https?://\S+.{0,40}\Z|[\u2600-\u27bf\U0001f300-\U0001faff]|@\w+",
    re.IGNORECASE,
)


class HuggingFaceScraped(Struct, frozen=True):
    """The parser of scraped lists."""

    name: str = "Hugging Face papers (scraped JSON)"

    def sniff(self, head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and '"paper_url"' in head and '"title"' in head

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        days: list[Date] = []
        dropped = 0
        for number, item in enumerate(json_guard.items(text, path, report), 1):
            paper = Fields(item.value)
            if not paper.text("title"):
                at = Location(path, item.line)
                report.error("broken-record", f"record {number} is not a paper with a title", at)
                continue
            entries.append(_entry(paper, item.line, options))
            days.append(dates.day(paper.text("scraped_date")))
            dropped += not entries[-1].abstract
        if dropped:
            report.note(
                "no-abstract", f"{dropped} papers have a comment or nothing in place of an abstract", Location(path)
            )
        days = sorted(filter(None, days))
        day = days[-1] if len(set(days)) > 1 else dates.hinted(options.date_hint, path) or "".join(days[:1])
        if entries and not day:
            report.warning("no-date", "nothing says which day this list is of", Location(path), hint=NO_DATE)
        start = days[0] if days and days[0] < day else ""
        return Digest(date=day, start=start, trust=_TRUST, entries=tuple(entries))


def _entry(paper: Fields, line: int, options: Options) -> Entry:
    details = paper.fields("details")
    title = paper.text("title")
    abstract = details.text("abstract")
    named = (details.text("arxiv_page_url"), paper.text("paper_url").rpartition("/")[2])
    identifier, version = next((found for found in map(identifiers.arxiv, named) if found[0]), ("", ""))
    return record.entry(
        options,
        title,
        abstract if _is_abstract(abstract) else "",
        line=line,
        found_in=[link for url in details.texts("github_links") for link in record.link(url, "code")],
        arxiv=identifier,
        version=version,
    )


def _is_abstract(text: str) -> bool:
    return len(text) >= _SHORTEST and not _COMMENT.search(text[:300])
