"""Finds the earlier version of a source that is added again, as an export of a reference manager is, with corrections.

It is one of the same name, day, format and origin, of whose papers the newer one holds most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import MutableMapping
from pathlib import PurePosixPath

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Digest, Entry, Facts
from sitegen.pages.ledger import Ledger
from sitegen.pages.merge import identity
from sitegen.pipeline.content import sources
from sitegen.text import markdown

_KEPT = 0.8
"""The share of the earlier papers that a newer version holds at least."""
_MOST = 0.5
_NUMBER = re.compile(r"-\d+(?=\.)")


class EarlierVersions:
    """The imported sources, each of which may be replaced once; then its path is taken out of `paths`, which has those
    of sources by the digests of their bytes.
    """

    def __init__(self, config: Config, ledger: Ledger, paths: MutableMapping[str, str]) -> None:
        self._config, self._ledger, self._paths = config, ledger, paths
        self._by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        # what nobody has imported yet may be the only copy of what an editor wrote
        for key, path in paths.items():
            if key in ledger:
                for name in {path, _NUMBER.sub("", path)}:
                    self._by_name[name].append((key, path))
        self._digests: dict[str, Digest] = {}

    def find(self, path: str, digest: Digest, origin: str, report: Report) -> str:
        """The path of the source of which one is a newer version, which takes its place; empty where there is none.

        Args:
            path: where the newer one would lie if that were free; its earlier version may also have a number.
        """
        candidates = [(False, 0.0, 0.0, False, "", "")]
        for key, known in self._by_name.get(path, ()):
            record = self._ledger[key]
            # one that has moved meanwhile stays what it is
            if self._paths.get(key) == known and (record.edition, record.origin) == (digest.date, origin):
                kept, likeness = _likeness(digest, self._read(known))
                candidates.append((kept >= _KEPT, likeness, kept, known == path, known, key))
        # of two lists of one name, the newer one may hold all of the shorter one as well
        is_newer, _, kept, _, earlier, key = max(candidates)
        if not is_newer:
            if kept > _MOST:
                what = "the new source holds most papers of this one, but less than four fifths, and both are kept"
                hint = f"sitegen remove {PurePosixPath(earlier).name} takes this one back, if the new one corrects it"
                report.note("known-source", what, self._config.at(earlier), hint=hint)
            return ""
        del self._paths[key]
        return earlier

    def _read(self, path: str) -> Digest:
        if path not in self._digests:
            file = self._config.content / path
            self._digests[path] = sources.read(self._config, file, path, sources.date_in(path), Report())
        return self._digests[path]


def _known(entry: Entry) -> tuple[Facts, str, list[identity.Key]]:
    """The facts and the abstract of an entry, and what it is known by: also what BibTeX cites it by."""
    abstract = markdown.escape(entry.abstract)
    return entry.facts, abstract, [*identity.keys(entry.facts, abstract), *[f"key:{entry.key}"] * bool(entry.key)]


def _likeness(digest: Digest, earlier: Digest) -> tuple[float, float]:
    """Which share of an earlier list's papers a newer one holds, and which of all both have; 0 in other formats."""
    if digest.format != earlier.format or not earlier.entries:
        return 0, 0
    papers = list(map(_known, digest.entries))
    index = identity.Index[int]()
    for number, (_, _, keys) in enumerate(papers):
        index.add(keys, number)

    def holds(entry: Entry) -> bool:
        facts, abstract, keys = _known(entry)
        others = (papers[number] for number in index.find(keys))
        return any(
            not identity.differ(facts, other, abstract, text)
            # what is cited by the same key alone may be another paper
            and ({*keys} & {*known} != {f"key:{entry.key}"} or identity.are_alike(facts.title, other.title))
            for other, text, known in others
        )

    kept = sum(map(holds, earlier.entries))
    return kept / len(earlier.entries), kept / (len(earlier.entries) + len(papers) - kept)
