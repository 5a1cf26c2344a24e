"""Digests that people and bots write in Markdown: a heading, a row of a table or an item of a list for each paper.

Only what is plainly made so is read here: headings with labelled lines, tables whose head names a title, lists of links
to papers. Anything freer is left to the reader of pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.digests import rows, sections
from sitegen.ingest.digests.labels import labelled
from sitegen.ingest.digests.row import Row
from sitegen.ingest.digests.told import Told, is_paper
from sitegen.ingest.parser import Options
from sitegen.ingest.pasted.marks import number
from sitegen.ingest.values import identifiers, people
from sitegen.ingest.values.dates import day as day_of
from sitegen.ingest.values.dates import hinted
from sitegen.model import Date, Digest, Entry, Link, LinkKind
from sitegen.text import dates

_ANNOUNCED = re.compile(r"arXiv:\S+?(?:v(\d+))?\s+Announce Type:\s*([\w-]+)", re.IGNORECASE)
_KINDS = ("new", "cross", "replace", "replace-cross")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}(?!\d)")
_WEEK = re.compile(r"(?<!\d)((?:19|20)\d\d)-?W(\d\d)(?!\d)")
_TALK = re.compile(r"//(?:www\.)?(?:twitter|x|t|linkedin|reddit|threads)\.(?:com|co|net)/")
"""Talk about a paper is nothing of the paper's."""
_CATEGORY = re.compile(rf"(?<![\w.-]){rows.CATEGORY}(?![\w.])")
"""Categories, which may stand in parentheses behind their long names, `Robotics (cs.RO)`."""
_DEEPEST = 10
"""Deeper than any heading."""
_LONGEST_NAME = 120
_TELLING = 80
"""Characters; shorter text is no abstract."""
_FEWEST = 3
"""Items that make a list a list of papers. Of a table with a head one row that links to a paper is enough."""
_FEWEST_BESIDE = 2
_FIELD_KINDS: dict[str, LinkKind] = {"code": "code", "project": "project", "data": "data"}


class MarkdownDigest(Struct, frozen=True):
    """The parser of such digests, in Markdown or as HTML made from it."""

    name: str = "digests as Markdown lists, tables or headings"

    def sniff(self, head: str) -> bool:
        return head.lstrip()[:1] not in ("{", "[") and bool(_papers(sections.rows(head)))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = sections.rows(text)
        told = _papers(found)
        days = _days(found, told, options)
        day, start = max(days.values()) if days else _day(found, told, path, options)
        if not day:
            report.warning(
                "no-date",
                "nothing says which day this list is of",
                Location(path),
                hint="give the day, as in --date 2025-03-28, or name the file 2025-03-28.md",
            )
        entries = [_entry(paper, options) for paper in told]
        if len(set(days.values())) < 2:
            return Digest(date=day, start=start, entries=tuple(entries))
        dated = (structs.replace(entry, listed=days.get(entry.line, (day, ""))[0]) for entry in entries)
        ranges = tuple(sorted({(first, last) for last, first in days.values() if first}))
        return Digest(date=day, start=start, ranges=ranges, entries=tuple(dated))


def _papers(found: Sequence[Row]) -> list[Told]:
    headed = sections.papers(found)
    if any(paper.fields or paper.abstract for paper in headed):
        return sorted([*headed, *_listed_beside(headed, found)], key=lambda paper: paper.line)
    tables, lists = rows.table_papers(found), rows.list_papers(found)
    if len(headed) > max(1, len(tables), len(lists)) and all(_has_page(paper) for paper in headed):
        return headed
    if len(tables) >= len(lists) and any(is_paper(url) for paper in tables for _, url in paper.addresses):
        return tables
    best = max(tables, lists, key=len)
    is_told = len(best) > 1 and all(paper.abstract for paper in best)
    return best if len(best) >= _FEWEST or is_told else []


def _listed_beside(headed: Sequence[Told], found: Sequence[Row]) -> list[Told]:
    """The papers of lists beside those with headings, as digests have them that tell of a few at length."""
    known = {identity for paper in headed for identity in _identities(paper)}
    others = [
        paper for paper in rows.list_papers(sections.beside(found, headed)) if known.isdisjoint(_identities(paper))
    ]
    return others if len(others) >= _FEWEST_BESIDE else []


def _identities(paper: Told) -> set[str]:
    return {identifiers.find_arxiv(url) or url for _, url in paper.addresses if is_paper(url)} | {
        paper.title.casefold()
    }


def _has_page(paper: Told) -> bool:
    """Whether a paper's own page is told, and something of the paper."""
    return bool(_free(paper)) and any(is_paper(url) for _, url in paper.addresses)


def _entry(told: Told, options: Options) -> Entry:
    fields = told.fields
    announced = _ANNOUNCED.search(told.free)
    kind = announced[2].lower() if announced else fields.get("announced", "").lower()
    addresses = [url for _, url in told.addresses]
    named = (fields.get("arxiv", ""), fields.get("link", ""), *map(identifiers.find_arxiv, addresses))
    identifier, version = next((found for found in map(identifiers.arxiv, named) if found[0]), ("", ""))
    title = fields.get("title") or told.title
    return record.entry(
        options,
        title,
        "\n".join(told.abstract).strip() or _free(told),
        line=told.line,
        around=_links(told),
        listing={
            "votes": number(fields.get("votes", "")),
            "comments": number(fields.get("comments", "")),
            "organisation": fields.get("organisation", "")[:_LONGEST_NAME],
            "announced": kind if kind in _KINDS else "",
        },
        authors=record.authors(_people(fields.get("authors", "")), options),
        # a bot dates what it takes from the daily feed by the day of the feed
        published="" if kind in _KINDS else _published(fields.get("published", "")),
        arxiv=identifier,
        version=version or (announced[1] or "" if announced else ""),
        doi=next(filter(None, map(identifiers.find_doi, (*addresses, f"doi:{fields.get('doi', '')}"))), ""),
        venue=record.plain(fields.get("venue", ""), options),
        categories=tuple(_CATEGORY.findall(fields.get("categories", ""))),
        topics=tuple(
            filter(None, (part.strip(" `*#") for part in re.split(r"[,;、，|]|\s+(?=#)", fields.get("topics", ""))))
        ),
    )


def _free(told: Told) -> str:
    """Text without a label, where it is long enough for an abstract."""
    text = _ANNOUNCED.sub("", told.free).strip()
    is_list = text[:1] in ("-", "*", "+", "|", ">") and not text.startswith("**")
    longest = max(map(len, text.split("\n"))) if is_list else len(text)
    return text if longest > _TELLING and "](" not in text and not text.startswith("|") else ""


def _links(told: Told) -> list[Link]:
    found: list[Link] = []
    for words, url in told.addresses:
        if (is_paper(url) and not url.endswith(".pdf")) or _TALK.search(url):
            continue
        found += record.link(url, _FIELD_KINDS.get(words), words)
    return found


def _people(line: str) -> list[tuple[str, str]]:
    """The authors; none where the list leaves most of them out."""
    return [] if re.search(r"\bet\.?\s*al\b|\.\.\.|…", line, re.IGNORECASE) else people.split_line(line)


def _published(text: str) -> Date:
    found = dates.find(text)
    return (dates.resolve(found)[0] if found else "") or day_of(text)


def _day(found: Sequence[Row], papers: Sequence[Told], path: str, options: Options) -> tuple[Date, Date]:
    """The day of the list and the first one of its week: as it says above its papers, or as the file is called."""
    first = papers[0].line if papers else 0
    above = [row for row in found if row.number <= first][:200]
    if written := next(filter(None, (_week(row.text) for row in above)), None):
        return written
    for row in above:
        known = labelled(row.text)
        if told := next(filter(None, _told_days(known.value if known else row.text, options)), None):
            return told
    return hinted(options.date_hint, path), ""


def _days(found: Sequence[Row], papers: Sequence[Told], options: Options) -> dict[int, tuple[Date, Date]]:
    """By the line of each paper the day of the nearest heading above it that tells one, and the first day of its week.

    Many keep a file to which they add a week on top.
    """
    lines = {paper.line for paper in papers}
    days: dict[int, tuple[Date, Date]] = {}
    # below a paper's own heading may stand when it came out
    deepest = min((row.level for row in found if row.number in lines and row.level), default=_DEEPEST)
    last = ("", "")
    for row in found:
        if row.number in lines:
            days[row.number] = last
        elif 0 < row.level < deepest:
            last = next(filter(None, (_week(row.text), *_told_days(row.text, options))), last)
    return days if all(day for day, _ in days.values()) else {}


def _told_days(text: str, options: Options) -> Iterator[tuple[Date, Date] | None]:
    """The days that a line tells, at its end in parentheses for instance: '(March 3 - March 9) - 2025'."""
    range_of = re.search(r"\(([^()]{3,40})\)\W*((?:19|20)\d\d)?\s*$", text[:300])
    for part in (text, f"{range_of[1]} {range_of[2] or ''}" if range_of else ""):
        at = dates.find(part)
        day, start = dates.resolve(at, options.date_hint) if at else ("", "")
        yield (day, start) if day else None
    day = _dated(text)
    yield (day, "") if day else None


def _dated(text: str) -> Date:
    found = _DAY.search(text) if len(text) < 200 else None
    parts = re.findall(r"\d+", found[0]) if found else []
    return day_of("-".join(part.zfill(2) for part in parts)) if parts else ""


def _week(text: str) -> tuple[Date, Date] | None:
    """The last and the first day of a week of the calendar, `2025-W33`."""
    found = _WEEK.search(text)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None
    return ((monday + timedelta(6)).isoformat(), monday.isoformat()) if monday else None
