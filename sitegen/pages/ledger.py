"""Which sources have been turned into pages, by the digest of their bytes.

A source is ingested when its digest is not in the ledger. So a build with nothing new never touches `content/`, a
fresh clone parses nothing again, and what an editor deleted stays deleted. The ledger also keeps the repairs made to
each source's text, so that every build can list them, and what a page does not show of where its facts are from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.files import Folder, PathRefused
from sitegen.model import Date, PaperId, Repair
from sitegen.pages.paper import PaperPage, by_name
from sitegen.text import conflicts
from sitegen.text.json import indented

FOLDER = "sources"
"""Of all sources, in the content folder."""
PATH = f"{FOLDER}/ledger.json"


class SourceRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was imported from one source."""

    path: str
    """Relative to the content folder."""
    edition: Date = ""
    recipe: str = ""
    """How text was repaired; when the editor changes that, the source is read again."""
    origin: str = ""
    """Address that it was fetched from."""
    partly: bool = False
    """Whether the origin gave more than could be read, so that `pull` asks it for that day again."""
    date: Date = ""
    """Day that the editor gave, whatever the source says."""
    trust: int = 0
    """As its `Digest` has it."""
    papers: tuple[PaperId, ...] = ()
    """In the source's own order."""
    lists: dict[Date, tuple[PaperId, ...]] = {}
    """The same by the day of the list, where the source holds lists of several days."""
    unlisted: tuple[PaperId, ...] = ()
    """Papers that the editor has deleted from its lists before it got others."""
    gave: dict[PaperId, tuple[str, ...]] = {}
    """Facts that a page has from this source, though the page names another."""
    also: dict[PaperId, tuple[str, ...]] = {}
    """Keys by which this source knows a paper, where its page does not show them."""
    versions: dict[PaperId, int] = {}
    """Of the papers of which it knows more than the first version."""
    repairs: dict[PaperId, tuple[Repair, ...]] = {}
    removes: dict[str, str] = {}
    """Pages that are to go once the ledger is on disk, by path, with the digests of their texts; then empty again."""

    def listed_on(self, day: Date) -> tuple[PaperId, ...] | None:
        """What the source lists on a day; None where it has no list of that day."""
        if self.lists:
            return self.lists.get(day)
        return self.papers if day and day == self.edition else None

    def without(self, days: Collection[Date]) -> SourceRecord:
        """The record without the lists of some days."""
        lists = {day: papers for day, papers in self.lists.items() if day not in days}
        papers = dict.fromkeys(paper for listed in lists.values() for paper in listed)
        return structs.replace(self, lists=lists, papers=tuple(papers))

    def says_the_same(self, shown: SourceRecord, paper: PaperId) -> bool:
        """Whether the source says of a paper what its page shows of another, as far as is known."""
        one, other = ((known.trust, known.versions.get(paper)) for known in (self, shown))
        # a page gets another id for other reasons too
        also = [key for key in self.also.get(paper, ()) if not key.startswith("id:")]
        return one == other and not also and not self.gave.get(paper)

    @property
    def days(self) -> tuple[Date, ...]:
        """Of all its lists."""
        return tuple(self.lists) or ((self.edition,) if self.edition else ())


Ledger = Mapping[str, SourceRecord]
"""From the SHA-256 of a source's bytes, in hex."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(folder: Folder, report: Report) -> tuple[bytes | None, dict[str, SourceRecord] | None]:
    """The ledger of a content folder; where Git has left two sides of a merge in it, the union of both.

    Returns:
        Its bytes, None where there is no file; and the ledger, None where it cannot be read, and then nothing
        may be imported.
    """
    try:
        data = folder.read_named(PATH)
        return data, {} if data is None else _parsed(data, Path(folder.root, PATH).as_posix(), report)
    except PathRefused as problem:
        report.add(problem.diagnostic)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        hint = "take it back from Git; without it sitegen cannot know what you deleted"
        at = Location(Path(folder.root, PATH).as_posix())
        report.error("ledger", f"the ledger cannot be read: {problem}", at, hint=hint)
    return None, None


def has_sides(data: bytes | None) -> bool:
    """Whether Git has left two sides of a merge in the ledger's bytes."""
    return b"\n<<<<<<<" in b"\n" + (data or b"")


def _parsed(data: bytes, path: str, report: Report) -> dict[str, SourceRecord]:
    if not has_sides(data):
        return msgspec.json.decode(data, type=dict[str, SourceRecord])
    text = data.decode()
    ours, theirs = (msgspec.json.decode(side, type=dict[str, SourceRecord]) for side in conflicts.sides(text))
    conflicts.find(text, path, report)
    both = {key: combined(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()}
    return ours | theirs | both


def combined(one: SourceRecord, other: SourceRecord) -> SourceRecord:
    """The record of one source of which two clones have one each, with all that either knows."""
    if one == other:
        return one
    lists = {
        day: _union(one.listed_on(day) or (), other.listed_on(day) or ())
        for day in dict.fromkeys((*one.days, *other.days))
    }
    gave, also = (
        {paper: _union(mine.get(paper, ()), yours.get(paper, ())) for paper in mine | yours}
        for mine, yours in ((one.gave, other.gave), (one.also, other.also))
    )
    versions = {
        paper: max(one.versions.get(paper, 0), other.versions.get(paper, 0)) for paper in one.versions | other.versions
    }
    return structs.replace(
        one,
        origin=one.origin or other.origin,
        date=one.date or other.date,
        trust=max(one.trust, other.trust),
        papers=_union(one.papers, other.papers),
        lists=lists if one.lists or other.lists else {},
        unlisted=_union(one.unlisted, other.unlisted),
        gave=gave,
        also=also,
        versions=versions,
        repairs=other.repairs | one.repairs,
        removes=other.removes | one.removes,
    )


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def with_present_ids(ledger: Ledger, pages: Iterable[PaperPage]) -> dict[str, SourceRecord]:
    """The ledger with papers under the ids that their pages have now, where these keep the earlier ones as aliases."""
    papers = [page.paper for page in pages]
    names = by_name(papers)
    listed = {paper for record in ledger.values() for paper in record.papers}
    changed = listed.difference(paper.id for paper in papers)
    now = {old: names[old.lower()].id for old in changed if old.lower() in names}
    return {key: renamed(record, now) for key, record in ledger.items()}


def renamed(record: SourceRecord, now: Mapping[PaperId, PaperId]) -> SourceRecord:
    """A record with papers under other ids; it knows them by the earlier ones as well (`also`)."""
    if now.keys().isdisjoint(record.papers):
        return record

    def ids(papers: Iterable[PaperId]) -> tuple[PaperId, ...]:
        return tuple(dict.fromkeys(now.get(paper, paper) for paper in papers))

    def joined(values: Iterable[tuple[PaperId, tuple[str, ...]]]) -> dict[PaperId, tuple[str, ...]]:
        of_papers: dict[PaperId, set[str]] = {}
        for paper, some in values:
            of_papers.setdefault(now.get(paper, paper), set()).update(some)
        return {paper: tuple(sorted(some)) for paper, some in sorted(of_papers.items())}

    earlier = [(paper, (f"id:{paper}",)) for paper in record.papers if paper in now]
    return structs.replace(
        record,
        papers=ids(record.papers),
        lists={day: ids(papers) for day, papers in record.lists.items()},
        unlisted=ids(record.unlisted),
        gave=joined(record.gave.items()),
        also=joined([*record.also.items(), *earlier]),
        versions={now.get(old, old): version for old, version in sorted(record.versions.items(), key=itemgetter(1))},
        repairs={now.get(old, old): repairs for old, repairs in record.repairs.items()},
    )


def written(ledger: Ledger) -> bytes:
    """The ledger as it lies on disk: sources by path."""
    return indented(dict(sorted(ledger.items(), key=lambda item: (item[1].path, item[0]))))
