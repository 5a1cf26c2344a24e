"""Bibliographies of tagged lines: RIS, MEDLINE (nbib), Web of Science (ISI), RefWorks, refer (EndNote's `%A`), Copac.

They are one idea with different tags: a line begins with its tag, what follows without one goes on with it, and a
record begins at a certain tag. A table says what each format calls title, author and date; all else is shared. Files
from the wild lack the spaces behind `ER  -`, repeat tags, begin in the middle and hold blank lines anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.values import dates, identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.characters import clean
from sitegen.ingest.values.dates import dated, issued
from sitegen.model import Date, Digest, Entry

_VALUE = 200_000
_MONTH_ALONE = re.compile(r"(?:\d{1,2} )?[A-Za-z]{3,}\.?(?:[ -]\d{1,2})?$")


class Tags(Struct, frozen=True, kw_only=True):
    """What a format calls the fields that matter, in order of preference."""

    title: tuple[str, ...]
    authors: tuple[str, ...]
    """Several that are used together stand in one word, parted by a bar: `A1|AU`."""
    abstract: tuple[str, ...]
    dates: tuple[str, ...]
    doi: tuple[str, ...]
    venue: tuple[str, ...]
    keywords: tuple[str, ...]
    urls: tuple[str, ...] = ()
    affiliation: str = ""
    """Follows the author it belongs to."""


class Lines(Struct, frozen=True, kw_only=True):
    """How a format parts lines and records."""

    tag: str
    """Pattern of a line with its tag in the first group and its value in the second."""
    first: frozenset[str]
    """Tags that begin a record."""
    last: frozenset[str] = frozenset()
    """Tags that end one."""
    blank_ends: bool = False
    """Whether a blank line ends a record."""


class Fields(Struct, frozen=True):
    """One record: its tags and values in order, and where it starts."""

    values: tuple[tuple[str, str], ...]
    line: int

    def all(self, tags: str) -> list[str]:
        """The values of a tag, or of several between bars, without empty ones."""
        wanted = tags.split("|")
        return [value for tag, value in self.values if tag in wanted and value]

    def first(self, tags: tuple[str, ...]) -> str:
        return next((value for tag in tags for value in self.all(tag)), "")


def records(text: str, lines: Lines) -> Iterator[Fields]:
    """The records of a file in its order."""
    pattern = re.compile(lines.tag)
    values: list[tuple[str, list[str]]] = []
    start, is_begun = 1, False
    for number, line in enumerate(text.split("\n"), 1):
        found = pattern.fullmatch(line.lstrip("\ufeff \t") if not values else line)
        tag = found[1].strip().upper() if found else ""
        ends = tag in lines.last or (lines.blank_ends and not line.strip())
        # a lone title may stand above the tag that should begin the record
        begins = tag in lines.first and is_begun and len(values) > 1
        if values and (ends or begins):
            yield _fields(values, start)
            values, is_begun = [], False
        if found and tag not in lines.last:
            if not values:
                start = number
            values.append((tag, ["".join(part or "" for part in found.groups()[1:]).strip()]))
            is_begun = is_begun or tag not in lines.first
        elif values and not found:
            values[-1][1].append(line.strip())
    if values:
        yield _fields(values, start)


def _fields(values: list[tuple[str, list[str]]], line: int) -> Fields:
    return Fields(tuple((tag, clean("\n".join(parts)[:_VALUE].strip())) for tag, parts in values), line)


class Tagged(Struct, frozen=True, kw_only=True):
    """The parser of one such format."""

    name: str
    head: str
    """Pattern that a file of this format begins with, or a line of it."""
    lines: Lines
    tags: Tags
    initials: bool = False
    """Whether names have lost the full stops of their initials, as NLM writes them."""

    def sniff(self, head: str) -> bool:
        return bool(re.compile(self.head, re.MULTILINE).match(head.lstrip("\ufeff \t\n")))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, fields in enumerate(records(text, self.lines), 1):
            if made := self._entry(fields, options):
                entries.append(made)
            elif len(fields.values) > 1:
                untitled.append((number, fields.line))
        record.tell_untitled(untitled, path, report)
        if not entries and not untitled:
            report.warning("no-papers", "there are no records with a title in this file", Location(path))
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))

    def _entry(self, fields: Fields, options: Options) -> Entry | None:
        title = untagged.line(fields.first(self.tags.title))
        if not title:
            return None
        doi = _doi(fields, self.tags)
        urls = [url for tag in self.tags.urls for value in fields.all(tag) for url in value.split("\n")]
        identifier = next(filter(None, map(identifiers.find_arxiv, [*urls, *fields.all("M1|M3|N1|AN|AID|LID")])), "")
        return record.entry(
            options,
            title,
            untagged.paragraphs(fields.first(self.tags.abstract)),
            line=fields.line,
            found_in=[link for url in urls for link in record.address(url, bool(doi or identifier))],
            authors=record.people(self._people(fields), options),
            published=_date(fields, self.tags.dates),
            arxiv=identifier,
            doi=doi,
            venue=record.plain(untagged.line(fields.first(self.tags.venue)), options),
            keywords=_keywords(fields, self.tags.keywords),
        )

    def _people(self, fields: Fields) -> list[tuple[str, str]]:
        tags = next((known for known in self.tags.authors if fields.all(known)), "").split("|")
        authors: list[tuple[str, str]] = []
        for tag, value in fields.values:
            if tag in tags:
                authors += ((self._name(name), "") for name in _each(value) if people.is_someone(name))
            elif tag == self.tags.affiliation and authors:
                name, before = authors[-1]
                authors[-1] = (name, before or " ".join(value.split()))
        return authors

    def _name(self, name: str) -> str:
        return people.reading_order(people.dotted(name) if self.initials else name)


def _each(value: str) -> list[str]:
    """The names of one field, which has one a line, or parts them by semicolons."""
    parts = re.split(r"[\n;]", value)
    return [part.strip() for part in parts if part.strip()]


def _doi(fields: Fields, tags: Tags) -> str:
    for tag in tags.doi:
        for value in fields.all(tag):
            is_other = re.search(r"\[(?!doi\])\w+\]\s*$", value)
            if not is_other and (found := identifiers.doi(re.sub(r"\s*\[doi\]", "", value))):
                return found
    return ""


def _date(fields: Fields, tags: tuple[str, ...]) -> Date:
    """The first date that is told; a later one only where it says more of the same, such as month and day alone."""
    best = next((told for tag in tags for value in fields.all(tag) if (told := issued(value))), "")
    alone = [value for tag in tags for value in fields.all(tag) if _MONTH_ALONE.match(value) and not issued(value)]
    best = dated(best, alone[0]) if alone and len(best) == 4 else ""
    for tag in tags:
        for value in fields.all(tag):
            # `2013/02/15/received` is a step on the way
            told = "" if re.search(r"/(?:received|accepted|revised)", value) else issued(value)
            if told and (not best or (len(told) > len(best) and told.startswith(best))):
                best = told
    return best


def _keywords(fields: Fields, tags: tuple[str, ...]) -> tuple[str, ...]:
    tag = next((known for known in tags if fields.all(known)), "")
    parts = (part for value in fields.all(tag) for part in re.split(r"\s*[;\n]\s*", value))
    return tuple(dict.fromkeys(word for part in parts if (word := " ".join(part.split()).lstrip("*"))))
