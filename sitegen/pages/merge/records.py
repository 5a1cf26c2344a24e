"""The ledger while sources are merged: which source each fact is from, and what each source knows a paper by.

A page names the source of its title. For every other fact that comes from another source, and for every identifier,
title or abstract that a source knows and its page does not show, there is a line in that source's record. So a source
that is added next year is ranked as it would have been today.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from sitegen.model import Date, Digest, PaperId, Repair
from sitegen.pages.ledger import Ledger, SourceRecord, combined, renamed
from sitegen.pages.merge.facts import NAMES, Rank
from sitegen.pages.merge.identity import Index, Key
from sitegen.pages.paper import PaperPage

PARTLY_READ = "read in part"
"""The recipe of a source that is read again until all of it can be read."""


class Reading(Struct, frozen=True, kw_only=True):
    """One source, parsed, with what its record in the ledger has under the same names."""

    digest: Digest
    path: str
    key: str
    """Of its record."""
    recipe: str = ""
    origin: str = ""
    date: Date = ""
    complete: bool = True
    """Whether all of it could be read; if not, it is read again until it can."""
    requested: bool = False
    """Whether the editor asked for what it says, so that it completes pages that the editor has changed."""


class Records:
    """The records of all sources; those of `readings` are being rewritten."""

    def __init__(self, ledger: Ledger, readings: Sequence[Reading]) -> None:
        by_path = {record.path: key for key, record in ledger.items()}
        # the same bytes may have been moved, and other bytes may lie under the same name
        keys = {
            reading.path: reading.key if reading.key in ledger else by_path.get(reading.path) for reading in readings
        }
        self.previous = {path: ledger[key] if key else None for path, key in keys.items()}
        """What the last import of each reading's source left, by the path that the source has now."""
        for record in ledger.values():
            known = self.previous.get(record.path)
            # a file to which two clones have added has two records
            if known and known is not record and known.path == record.path:
                self.previous[record.path] = combined(known, record)
        moved = {key: path for path, key in keys.items() if key}
        self._paths = {record.path: moved.get(key, record.path) for key, record in ledger.items()}
        """Where each source lies now, by the path that it was imported from."""
        self._before: dict[str, Index[PaperId]] = {}
        self._ledger = {key: record for key, record in ledger.items() if key not in moved and record.path not in keys}
        self.papers = {paper for record in ledger.values() for paper in record.papers}
        """Papers that any source has listed before."""
        self._rank = {record.path: (-record.trust, record.edition) for record in ledger.values()}
        self._fact_sources: dict[PaperId, dict[str, str]] = {}
        self._also: dict[str, dict[PaperId, set[Key]]] = {reading.path: {} for reading in readings}
        self._versions: dict[str, dict[PaperId, int]] = {reading.path: {} for reading in readings}
        parts = {reading.path for reading in readings if not reading.complete}
        for key, record in ledger.items():
            path = moved.get(key, record.path)
            for paper, names in record.gave.items():
                self._fact_sources.setdefault(paper, {}).update(dict.fromkeys(names, path))
            if key in self._ledger or (key in moved and path in parts):
                # what a part of a source does not say, all of it may
                self._also[path] = {paper: set(known) for paper, known in record.also.items()}
                self._versions[path] = dict(record.versions)
        for reading in readings:
            self._rank[reading.path] = (-reading.digest.trust, reading.digest.date)

    def finish(
        self, reading: Reading, lists: Mapping[Date, Collection[PaperId]], repairs: Mapping[PaperId, tuple[Repair, ...]]
    ) -> None:
        """Write the record of a source that has lists by day; one that was not read completely keeps what it had."""
        previous = self.previous[reading.path] or SourceRecord(path=reading.path)
        if not reading.complete:
            lists = {day: lists.get(day, ()) for day in (*lists, *previous.days)}
        # a paper that a source listed once stays with it, so that what an editor deleted stays deleted
        full = {day: tuple(dict.fromkeys([*papers, *(previous.listed_on(day) or ())])) for day, papers in lists.items()}
        papers = dict.fromkeys(paper for papers in full.values() for paper in papers)
        days = {day: papers for day, papers in full.items() if day}
        self._ledger[reading.key] = SourceRecord(
            path=reading.path,
            edition=reading.digest.date,
            recipe=reading.recipe if reading.complete else PARTLY_READ,
            origin=reading.origin or previous.origin,
            partly=previous.partly,
            date=reading.date,
            trust=reading.digest.trust,
            papers=tuple(dict.fromkeys([*papers, *previous.papers])),
            lists=days if days.keys() - {reading.digest.date} else {},
            unlisted=previous.unlisted,
            repairs=dict(repairs),
        )

    def given_before(self, path: str, first: PaperId) -> list[PaperId]:
        """The papers that a source gave before under the id that it would give one now."""
        previous = self.previous[path]
        if previous is None:
            return []
        namesakes = (paper for paper in self.known_before(path, [f"id:{first}"]) if paper != first)
        return [*([first] if first in previous.papers else []), *namesakes]

    def known_before(self, path: str, keys: Sequence[Key]) -> list[PaperId]:
        """The papers that a source gave before under keys that their pages do not show."""
        if path not in self._before:
            index, previous = self._before.setdefault(path, Index()), self.previous[path]
            for paper, known in previous.also.items() if previous else ():
                index.add(known, paper)
        return self._before[path].find(keys)

    def rank(self, path: str, paper: PaperId) -> Rank:
        """How far a source is trusted on a paper."""
        distrust, date = self._rank.get(path, (0, ""))
        return Rank(distrust, -self._versions.get(path, {}).get(paper, 0), date, path)

    def ranks(self, page: PaperPage) -> dict[str, Rank]:
        """The rank of the source of each fact that a page shows."""
        paper = page.paper
        sources = self._fact_sources.get(paper.id, {})
        source = self._paths.get(page.source, page.source)
        paths = {name: sources.get(name, source) for name in NAMES}
        ranks = {path: self.rank(path, paper.id) for path in {*paths.values()}}
        shown = (name for name in NAMES if (paper.abstract if name == "abstract" else getattr(paper.facts, name)))
        return {name: ranks[paths[name]] for name in shown}

    def set_fact_sources(self, paper: PaperId, ranks: Mapping[str, Rank], source: str) -> None:
        """Record which facts of a page are from others than the source that it names."""
        self._fact_sources[paper] = {name: rank.path for name, rank in ranks.items() if rank.path != source}

    def set_version(self, path: str, paper: PaperId, version: str) -> None:
        """Record which version of a paper a source describes."""
        if version.isdecimal() and int(version) > 1:
            self._versions[path][paper] = int(version)

    def add_keys(self, path: str, paper: PaperId, keys: Iterable[Key]) -> None:
        """Record what a source knows a paper by."""
        if path in self._also:
            self._also[path].setdefault(paper, set()).update(keys)

    def known_keys(self) -> Iterator[tuple[PaperId, Iterable[Key]]]:
        """What sources know papers by that their pages do not show."""
        for known in self._also.values():
            yield from known.items()

    def join(self, paper: PaperId, now: PaperId) -> None:
        """Move what is recorded of one paper to another."""
        self._fact_sources.pop(paper, None)
        for known in self._also.values():
            if keys := known.pop(paper, None):
                known.setdefault(now, set()).update(keys)
        for versions in self._versions.values():
            if version := versions.pop(paper, 0):
                versions[now] = max(version, versions.get(now, 0))

    def ledger(
        self, joined: Mapping[PaperId, PaperId], shown: Callable[[PaperId], Collection[Key]]
    ) -> dict[str, SourceRecord]:
        """The ledger after the merge."""
        gave: dict[str, dict[PaperId, tuple[str, ...]]] = {}
        for paper, sources in sorted(self._fact_sources.items()):
            for name, path in sorted(sources.items()):
                names = gave.setdefault(path, {})
                names[paper] = (*names.get(paper, ()), name)
        ledger = {}
        for key, record in self._ledger.items():
            path = record.path
            also = {paper: tuple(sorted(keys.difference(shown(paper)))) for paper, keys in self._also[path].items()}
            complete = structs.replace(
                record,
                gave=gave.get(path, {}),
                also={paper: keys for paper, keys in sorted(also.items()) if keys},
                versions=dict(sorted(self._versions[path].items())),
            )
            ledger[key] = renamed(complete, joined)
        return ledger
