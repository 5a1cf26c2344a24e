"""Days of Hugging Face's daily papers as its API gives them, and as scrapers keep them.

`https://huggingface.co/api/daily_papers?date=…` answers with a list of `{"paper": {…}, "publishedAt": …, …}`. A paper
has three dates, whose meaning has changed over the years: the outer and the inner `publishedAt` and
`submittedOnDailyAt`. The day of the listing is the one the file is named after; the inner `publishedAt` is arXiv's.
Some keepers of such files wrapped the list in `{"status", "date", "count", "data"}`, or wrote each entry as Python
prints it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.huggingface import wrappings
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers
from sitegen.model import Date, Digest, Entry, Link

_API = re.compile(
    r"""["']paper["']\s*:\s*\{\s*["']\w+["']\s*:|"(?:submittedOnDailyAt|discussionId|upvotes)"\s*:(?s:.)*"summary"\s*:"""
    r"""|"summary"\s*:(?s:.)*"(?:submittedOnDailyAt|discussionId|upvotes)"\s*:"""
)


class HuggingFace(Struct, frozen=True):
    """The parser of the daily papers' API."""

    name: str = "Hugging Face daily papers (JSON)"

    def sniff(self, head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and bool(_API.search(head[:6000]))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        days: list[Date] = []
        for number, item in enumerate(wrappings.records(text, path, report), 1):
            listed = Fields(item.value)
            paper = listed.fields("paper") or listed
            entry = _entry(listed, paper, item.line, options)
            if entry is None:
                at = Location(path, item.line)
                report.error("broken-record", f"record {number} is not a paper with a title", at)
                continue
            entries.append(structs.replace(entry, listed=item.day))
            days.append(dates.day(paper.text("submittedOnDailyAt") or listed.text("submittedOnDailyAt")))
        kept = sorted({entry.listed for entry in entries})
        if len(kept) > 1 and all(kept):
            return Digest(date=kept[-1], entries=tuple(entries))
        wrapper = re.match(r'\s*\{[^{\[]*?"date"\s*:\s*"([^"]{4,40})"', text)
        own = "".join(kept[-1:]) or (dates.day(wrapper[1]) if wrapper else "")
        day = dates.hinted(options.date_hint, path) or own or _commonest(days)
        if not day:
            report.warning("no-date", "nothing says which day this list is of", Location(path), hint=NO_DATE)
        return Digest(date=day, entries=tuple(structs.replace(entry, listed="") for entry in entries))


NO_DATE = "give the day, as in --date 2025-03-28, or name the file 2025-03-28.json"


def _entry(listed: Fields, paper: Fields, line: int, options: Options) -> Entry | None:
    title = paper.text("title") or listed.text("title")
    if not title:
        return None
    identifier, version = identifiers.arxiv(paper.text("id", "paper_id", "arxiv_id"))
    votes = paper.count("upvotes")
    submitter = listed.fields("submittedBy") or paper.fields("submittedOnDailyBy")
    house = paper.fields("organization") or listed.fields("organization")
    return record.entry(
        options,
        title,
        paper.text("summary") or listed.text("summary"),
        line=line,
        found_in=_links(paper),
        listed={
            "votes": listed.count("upvotes") if votes is None else votes,
            "comments": listed.count("numComments", "num_comments"),
            "submitter": submitter.text("fullname", "name", "user"),
            "organisation": house.text("fullname", "name"),
        },
        authors=record.people((_name(author) for author in paper.list("authors")), options),
        **_dates(dates.day(paper.text("publishedAt", "published_at")), identifier),
        arxiv=identifier,
        version=version,
        keywords=_distinct(paper.texts("ai_keywords")),
    )


def _name(author: Any) -> str:
    return (
        json_guard.as_text(author)
        or Fields(author).text("name", "fullname")
        or Fields(author).fields("user").text("fullname", "name", "user")
    )


def _dates(day: Date, identifier: str) -> dict[str, Date]:
    """When the paper came out. An arXiv id tells the month of its first version, so a much later day is of another."""
    found = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", identifier)
    if not found or len(day) < 7:
        return {"published": day}
    months = (int(day[:4]) - 2000 - int(found[1])) * 12 + int(day[5:7]) - int(found[2])
    # at the end of a month the id may be given in the next one
    return {"published": day} if months <= 1 else {"published": f"20{found[1]}-{found[2]}", "updated": day}


def _links(paper: Fields) -> tuple[Link, ...]:
    code = paper.text("githubRepo", "github_repo", "github_url")
    code = f"https://github.com/{code}" if re.fullmatch(r"[\w-]+/[\w.-]+", code) else code
    page = paper.text("projectPage", "project_page", "project_url")
    return record.link(code, "code") + record.link(page, "project")


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(tuple(words))}.values())[::-1]


def _commonest(days: Iterable[Date]) -> Date:
    counted = Counter(day for day in days if day)
    return min(counted, key=lambda day: (-counted[day], day), default="")
