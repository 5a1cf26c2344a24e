"""The border of `ingest`: what no digest may hold, whatever format it was read from.

Dates become names of files, so a listing's date is a whole day of the calendar and a paper's at least a year of it;
counts fit into the numbers of JSON; no text holds characters that XML and HTML forbid. What is wrong is left out and
reported with its line and its value; the paper stays. What volumes have around their papers is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, structs

from sitegen.ingest.parser import Source
from sitegen.ingest.values import identifiers, vocabulary
from sitegen.model import Date, Digest, Entry, Link
from sitegen.text.addresses import leads_to_host, without_spaces
from sitegen.text.iso_dates import is_date, is_day

_Record = TypeVar("_Record", bound=Struct)

FRONT_MATTER = re.compile(rf"(?:.{{4,80}}[:,–—-]\s)?{vocabulary.any_of('front_matter')}", re.I)
"""What a volume has before and behind its papers, with addresses and writers of its own as papers have."""
_INDEX = re.compile(vocabulary.any_of("index"), re.I)
"""What it has that nobody wrote."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(rb"\\[ubf]").search
"""What JSON shows control characters as, and some others too."""
_LARGEST_COUNT = 2**53 - 1
"""Beyond it JavaScript rounds, and so does JSON in a browser."""
_PRESENTS = re.compile(r"(?:^|\. )Presents (?:the|an?|information) ")
"""What IEEE has for an abstract there, `Presents the table of contents of the proceedings.`"""
_MAX_ID = 200
_SHOWN = 40
_FEW = 3
"""Wrong values of one kind that are reported one by one; catalogues may have one in every row."""
_Wrong: TypeAlias = dict[tuple[str, str, str], list[tuple[str, int]]]
"""Wrong dates and addresses of papers, each with its line, by their code, what is wrong with them, and the hint."""


def validated(digest: Digest, source: Source) -> Digest:
    """A digest without what is wrong in it, each of which is reported."""
    day = _day(digest.date, "date", 1, source)
    start = _day(digest.start, "start", 1, source)
    wrong: _Wrong = {}
    papers = (entry for entry in digest.entries if not _is_front_matter(entry, source))
    entries = tuple(_entry(entry, source, wrong) for entry in papers)
    _report_wrong(wrong, source)
    return structs.replace(
        digest,
        date=day,
        start=start if day else "",
        ranges=tuple(days for days in digest.ranges if all(is_day(day) for day in days)),
        curator=_FORBIDDEN.sub("", digest.curator),
        entries=entries,
    )


def _report_wrong(wrong: _Wrong, source: Source) -> None:
    for (code, what, hint), found in wrong.items():
        more = f", as were {len(found) - 1} more" if len(found) > _FEW else ""
        for value, line in found[:1] if more else found:
            source.warning(code, f"{what}: '{value[:_SHOWN]}'{more}", line, hint=hint)


def _is_front_matter(entry: Entry, source: Source) -> bool:
    """Whether a paper is none but what stands around those of a volume, which is reported."""
    title = entry.facts.title.strip()
    is_index = not entry.facts.authors and bool(_INDEX.fullmatch(title))
    is_bare = not entry.abstract or bool(_PRESENTS.search("".join(span.text for span in entry.abstract[0])))
    is_front = is_bare and (is_index or bool(FRONT_MATTER.fullmatch(title)))
    if is_front:
        what = f"'{title[:_SHOWN]}' is no paper, and was left out"
        source.note("doubtful-paper", what, entry.line, hint="give it an abstract, if it is one")
    return is_front


def _entry(entry: Entry, source: Source, wrong: _Wrong) -> Entry:
    if not _is_clean(entry):
        entry = _cleaned(entry)
    facts = entry.facts
    line = entry.line
    published = _paper_date(facts.published, "published", line, wrong)
    updated = _paper_date(facts.updated, "updated", line, wrong)
    arxiv, version = identifiers.arxiv(facts.arxiv)
    arxiv, version = _identifier(facts.arxiv, arxiv, "arxiv", line, source), facts.version or version
    doi = _identifier(facts.doi, identifiers.doi(facts.doi), "doi", line, source)
    links = tuple(_links(facts.links, line, wrong))
    facts = _replaced(facts, published=published, updated=updated, arxiv=arxiv, version=version, doi=doi, links=links)
    listed = _day(entry.listed, "listed", line, source)
    votes = _count(entry.votes, "votes", line, source)
    comments = _count(entry.comments, "comments", line, source)
    return _replaced(entry, facts=facts, listed=listed, votes=votes, comments=comments)


def _replaced(record: _Record, **values: Any) -> _Record:
    """A record with other values; itself where it has all of them."""
    is_same = all(getattr(record, name) == value for name, value in values.items())
    return record if is_same else structs.replace(record, **values)


def _day(text: Date, field: str, line: int, source: Source) -> Date:
    if not text or is_day(text):
        return text
    hint = "write the whole day, as 2025-03-28"
    source.error("bad-date", f"'{field}' is no day of the calendar: '{text[:_SHOWN]}'", line, hint=hint)
    return ""


def _paper_date(text: Date, field: str, line: int, wrong: _Wrong) -> Date:
    if not text or is_date(text):
        return text
    month = text[:7] if is_date(text[:7]) else ""
    what = "no day of the calendar, and only its month was kept" if month else "no date, and was left out"
    hint = "write a day, a month or a year, as 2025-03-28, 2025-03 or 2025"
    wrong.setdefault(("bad-date", f"'{field}' is {what}", hint), []).append((text, line))
    return month


def _identifier(text: str, identifier: str, field: str, line: int, source: Source) -> str:
    if not text or 0 < len(identifier) <= _MAX_ID:
        return identifier
    source.warning("bad-id", f"'{field}' is no identifier, and was left out: '{text[:_SHOWN]}'", line)
    return ""


def _links(links: Iterable[Link], line: int, wrong: _Wrong) -> Iterator[Link]:
    for link in links:
        url = without_spaces(link.url)
        if leads_to_host(url):
            yield _replaced(link, url=url)
        else:
            what = f"'{link.kind}' is no web address, and was left out"
            hint = "give one that starts with https:// and the host"
            wrong.setdefault(("bad-address", what, hint), []).append((link.url, line))


def _count(number: int | None, field: str, line: int, source: Source) -> int | None:
    if number is None or 0 <= number <= _LARGEST_COUNT:
        return number
    source.warning("bad-number", f"'{field}' is no number of {field}, and was left out", line)
    return None


def _is_clean(entry: Entry) -> bool:
    """Whether no text in a record can hold such characters; much faster than to look at each text."""
    try:
        encoded = msgspec.json.encode(entry)
    except UnicodeEncodeError:
        return False
    # U+FFFE and U+FFFF begin with the second of these bytes
    return not (b"\x7f" in encoded or b"\xef" in encoded or _ESCAPE(encoded))


def _cleaned(value: Any) -> Any:
    """The same record without the characters that no text may hold."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if isinstance(value, Struct):
        return structs.replace(value, **{name: _cleaned(getattr(value, name)) for name in value.__struct_fields__})
    return value
