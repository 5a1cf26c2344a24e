"""Where facts are from: the ledger while sources are taken in.

A page names the source of its title; every fact that it does not have from there, and everything else that a source
knows a paper by, is written into the records of the sources. So the next source, next year, is weighed as it would
have been today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.model import Date, PaperId, Repair
from sitegen.pages.belief import NAMES, Standing
from sitegen.pages.identity import Key
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.paper import PaperPage

if TYPE_CHECKING:
    from sitegen.pages.intake import Reading


class Provenance:
    """The records of all sources, and whom the facts of each page are from."""

    def __init__(self, ledger: Ledger) -> None:
        self._records: dict[str, SourceRecord] = {}
        self._keys: dict[str, str] = {}
        for key, record in ledger.items():
            self._records[record.path] = record
            self._keys[record.path] = key
        self._paths = {key: path for path, key in self._keys.items()}
        self._before: dict[str, SourceRecord | None] = {}
        self._gave: dict[PaperId, dict[str, str]] = {}
        self._also: dict[str, dict[PaperId, dict[Key, None]]] = {}
        self._versions: dict[str, dict[PaperId, int]] = {}
        self._renamed: dict[PaperId, PaperId] = {}
        for record in ledger.values():
            for paper, names in record.gave.items():
                self._gave.setdefault(paper, {}).update(dict.fromkeys(names, record.path))
            self._also[record.path] = {paper: dict.fromkeys(keys) for paper, keys in record.also.items()}
            self._versions[record.path] = dict(record.versions)

    def begin(self, reading: Reading) -> None:
        """Makes room for a source's new record."""
        path = self._paths.get(reading.key, reading.path)
        before = self._records.get(path)
        self._before[reading.path] = before
        if before and path != reading.path:
            self._move(path, reading.path)
        self._records[reading.path] = SourceRecord(
            path=reading.path,
            edition=reading.digest.date,
            recipe=reading.recipe,
            origin=reading.origin or (before.origin if before else ""),
            trust=reading.digest.trust,
            papers=before.papers if before else (),
        )
        self._also[reading.path] = {}
        self._versions[reading.path] = {}

    def _move(self, old: str, new: str) -> None:
        del self._records[old]
        del self._keys[old]
        for facts in self._gave.values():
            facts |= {name: new for name, path in facts.items() if path == old}

    def finish(
        self,
        reading: Reading,
        papers: tuple[PaperId, ...],
        lists: Mapping[Date, tuple[PaperId, ...]],
        repairs: Mapping[PaperId, tuple[Repair, ...]],
    ) -> None:
        """Closes a source's record. One that could not be read whole keeps the record that it had.

        Args:
            reading: of the source.
            papers: all that it has ever listed.
            lists: the same by day, where it has lists of several.
            repairs: made to its text.
        """
        if reading.whole:
            record = self._records[reading.path]
            self._records[reading.path] = structs.replace(
                record, papers=papers, lists=dict(lists), repairs=dict(repairs)
            )
            self._keys[reading.path] = reading.key
        elif before := self._before[reading.path]:
            self._records[reading.path] = structs.replace(before, path=reading.path)
            self._keys.setdefault(reading.path, self._keys.get(before.path, reading.key))
        else:
            del self._records[reading.path]

    def before(self, path: str) -> SourceRecord | None:
        """The record of the same source's earlier reading, if there was one."""
        return self._before.get(path)

    def given_before(self, path: str, first: PaperId) -> PaperId | None:
        """The paper that a source gave before, by the id that it would give it."""
        before = self.before(path)
        if before is None or first in before.papers:
            return first if before else None
        return next((paper for paper, keys in before.also.items() if f"id:{first}" in keys), None)

    def standing(self, path: str, paper: PaperId) -> Standing:
        record = self._records.get(path)
        if record is None:
            return Standing(path=path)
        return Standing(record.trust, self._versions.get(path, {}).get(paper, 0), record.edition, path)

    def tells(self, path: str, paper: PaperId, version: str) -> None:
        """Remembers of which version of a paper a source tells."""
        if version.isdecimal() and int(version) > 1:
            self._versions[path][paper] = int(version)

    def givers(self, page: PaperPage) -> dict[str, Standing]:
        """Whom each fact of a page is from."""
        identifier = page.paper.id
        gave = self._gave.get(identifier, {})
        paths = {name: gave.get(name, page.source) for name in NAMES}
        standings = {path: self.standing(path, identifier) for path in {*paths.values()}}
        values = {"abstract": page.paper.abstract}
        return {
            name: standings[path]
            for name, path in paths.items()
            if (values[name] if name == "abstract" else getattr(page.paper.facts, name))
        }

    def give(self, paper: PaperId, givers: Mapping[str, Standing], source: str) -> None:
        """Remembers whom the facts of a page are from that do not come from the source it names."""
        others = {name: giver.path for name, giver in givers.items() if giver.path != source}
        if others:
            self._gave[paper] = others
        else:
            self._gave.pop(paper, None)

    def knows_by(self, path: str, paper: PaperId, keys: Iterable[Key]) -> None:
        """Remembers what a source knows a paper by, for the page does not show it."""
        known = self._also.get(path)
        if known is not None and (keys := list(keys)):
            known.setdefault(paper, {}).update(dict.fromkeys(keys))

    def further_keys(self) -> Iterator[tuple[PaperId, Iterable[Key]]]:
        for known in self._also.values():
            yield from known.items()

    def rename(self, paper: PaperId, now: PaperId) -> None:
        """Follows a page that was joined with another."""
        self._renamed[paper] = now
        self._gave.pop(paper, None)
        for known in self._also.values():
            if keys := known.pop(paper, None):
                known.setdefault(now, {}).update(keys)
        for versions in self._versions.values():
            if paper in versions:
                versions[now] = max(versions.pop(paper), versions.get(now, 0))

    def ledger(self) -> dict[str, SourceRecord]:
        """The ledger as it is now, by the digests of the sources."""
        gave: dict[str, dict[PaperId, tuple[str, ...]]] = {}
        for paper, facts in self._gave.items():
            for name, path in sorted(facts.items()):
                named = gave.setdefault(path, {})
                named[paper] = (*named.get(paper, ()), name)
        return {
            self._keys[path]: structs.replace(
                record,
                gave=dict(sorted(gave.get(path, {}).items())),
                also={paper: tuple(sorted(keys)) for paper, keys in sorted(self._also.get(path, {}).items())},
                versions=dict(sorted(self._versions.get(path, {}).items())),
                papers=self._now(record.papers),
                lists={day: self._now(papers) for day, papers in record.lists.items()},
                repairs={self._renamed.get(paper, paper): made for paper, made in record.repairs.items()},
            )
            for path, record in self._records.items()
        }

    def _now(self, papers: Iterable[PaperId]) -> tuple[PaperId, ...]:
        return tuple(dict.fromkeys(self._renamed.get(paper, paper) for paper in papers))
