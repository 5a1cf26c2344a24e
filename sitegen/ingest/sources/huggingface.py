"""Daily papers of Hugging Face: answers of its API, its pages, and what scrapers made of those.

`https://huggingface.co/api/daily_papers?date=…` answers with a list of `{"paper": {…}, "publishedAt": …, …}`. A paper
has three dates, whose meaning has changed over the years: the outer and the inner `publishedAt` and
`submittedOnDailyAt`. The day of the listing is the one the file is named after; the inner `publishedAt` is arXiv's.
"""

from __future__ import annotations

import re
import warnings
from ast import literal_eval
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields, number_of
from sitegen.ingest.parser import Source
from sitegen.ingest.read import json
from sitegen.ingest.record import People, Record
from sitegen.ingest.values import dates
from sitegen.model import Date, Digest

_PROPS = re.compile(r'\bdata-props="([^"]*&quot;(?:dailyPapers|papers?)&quot;:[^"]*)"')
_SIGNS = ("summary", "id", "authors", "upvotes")
_SCRAPED_TRUST = 5
"""Less than pasted text, which somebody looked at."""
_SHORTEST = 400
"""Characters; a shorter text on a scraped page is a comment."""
_COMMENT = re.compile(
    r"automated message|librarian bot|arxivlens|alphaxiv|\b(?:excited|thrilled|happy|glad|proud|pleased) to\b|"
    r"https?://\S+.{0,40}\Z|[\u2600-\u27bf\U0001f300-\U0001faff]|@\w+",
    re.IGNORECASE,
)
_LAST_VERSION = "paper.publishedAt|paper.published_at|publishedAt|published_at"
_NO_DATE = "give the day, as in --date 2025-03-28, or name the file 2025-03-28.json"


def _first_version(paper: Fields) -> Date:
    """When the paper came out. An arXiv id tells the month of its first version, a much later date is of another."""
    day = dates.parse(paper.text(_LAST_VERSION))
    month = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", paper.text("paper.id|id|paper_id|arxiv_id"))
    if not month or len(day) < 7:
        return day
    months = (int(day[:4]) - 2000 - int(month[1])) * 12 + int(day[5:7]) - int(month[2])
    # at the end of a month the id may be given in the next one
    return day if months <= 1 else f"20{month[1]}-{month[2]}"


def _code(paper: Fields) -> Iterator[str]:
    code = paper.text("paper.githubRepo|githubRepo|github_repo|github_url")
    yield f"https://github.com/{code}" if re.fullmatch(r"[\w-]+/[\w.-]+", code) else code


def _listing(paper: Fields) -> dict[str, Any]:
    return {
        "votes": number_of(paper.text("paper.upvotes|upvotes")),
        "comments": number_of(paper.text("numComments|num_comments|paper.numComments")),
        "submitter": paper.one("submittedBy|paper.submittedOnDailyBy|submittedOnDailyBy").text("fullname|name|user"),
        "organisation": paper.one("paper.organization|organization").text("fullname|name"),
    }


_PAPER = Record(
    title=lambda paper: paper.text("paper.title|title"),
    abstract="paper.summary|summary",
    authors=People("paper.authors|authors", "name|fullname|user.fullname|user.name|user.user"),
    published=_first_version,
    updated=_LAST_VERSION,
    arxiv="paper.id|id|paper_id|arxiv_id|paper.arxiv_id",
    keywords="paper.ai_keywords|ai_keywords",
    links=(("code", _code), ("project", "paper.projectPage|projectPage|project_page|project_url")),
    listing=_listing,
)


def parse_api(text: str, source: Source) -> Digest:
    """Parse the API's answers, and what their keepers wrapped around them."""
    papers = list(_papers(text, source))
    days = sorted(dates.day(paper.text("paper.submittedOnDailyAt|submittedOnDailyAt")) for paper in papers)
    digest = record.collect(papers, _PAPER, source)
    # the commonest, of those the first
    own = next((day for day, _ in Counter(filter(None, days)).most_common(1)), "")
    return _dated(structs.replace(digest, own_date=own), digest.date or own, source)


def _papers(text: str, source: Source) -> Iterator[JsonFields]:
    for item, line in json.items(text, source):
        value = _literal(item) if isinstance(item, str) else item
        papers = [JsonFields(paper, line, day) for paper, day in json.nested(value, _is_paper)]
        yield from papers or [JsonFields(value, line)]


def _is_paper(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("paper"), dict) or bool(value.get("title") and any(sign in value for sign in _SIGNS))


def _literal(text: str) -> Any:
    """An entry that a keeper's program wrote into the list as Python prints it, or as JSON in a text."""
    with warnings.catch_warnings():
        # an odd backslash in somebody's text is no concern of the reader of our messages
        warnings.simplefilter("ignore")
        try:
            return literal_eval(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
            return next((value for value, _ in json.items(text, Source())), None)


def _dated(digest: Digest, day: Date, source: Source) -> Digest:
    if not day and digest.entries:
        source.warning("no-date", "nothing says which day this list is of", hint=_NO_DATE)
    return structs.replace(digest, date=day)


def parse_page(text: str, source: Source) -> Digest:
    """Parse a page of huggingface.co/papers, which holds what its script shows as JSON in an attribute."""
    properties = max(_PROPS.findall(text), key=len, default="")
    return parse_api(unescape(properties), source)


def _scraped_abstract(paper: Fields) -> list[str]:
    """Scrapers took what stood first on a paper's page: often the abstract, more often its submitter's comment."""
    text = paper.text("details.abstract")
    return paper.paragraphs("details.abstract") if len(text) >= _SHORTEST and not _COMMENT.search(text[:300]) else []


_SCRAPED = Record(
    # for authors they took the few who have an account; `stars` are GitHub's, no votes
    title=lambda paper: paper.text("title"),
    abstract=_scraped_abstract,
    arxiv="details.arxiv_page_url",
    mentions="paper_url",
    links=(("code", "details.github_links"),),
)


def parse_scraped(text: str, source: Source) -> Digest:
    """Parse days, weeks and months as a scraper of the web pages wrote them down."""
    papers = [JsonFields(value, line) for value, line in json.items(text, source)]
    digest = record.collect(papers, _SCRAPED, source)
    if dropped := sum(not entry.abstract for entry in digest.entries):
        source.note("no-abstract", f"{dropped} papers have a comment or nothing in place of an abstract")
    days = sorted({day for paper in papers if (day := dates.day(paper.text("scraped_date")))})
    day = days[-1] if len(days) > 1 else digest.date or "".join(days)
    start = days[0] if days and days[0] < day else ""
    return _dated(structs.replace(digest, start=start, trust=_SCRAPED_TRUST), day, source)
