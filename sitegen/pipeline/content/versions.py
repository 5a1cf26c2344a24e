"""Finds the earlier version of a source that is added again, as an export of a reference manager is, with corrections.

It is one of the same name, day, format and origin, of whose papers the newer one holds most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import MutableMapping

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Digest, Facts
from sitegen.pages.ledger import Ledger
from sitegen.pages.merge import identity
from sitegen.pipeline.content import sources
from sitegen.text import markdown

_KEPT = 0.8
"""The share of the earlier papers that a newer version holds at least."""
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

    def find(self, path: str, digest: Digest, origin: str) -> str:
        """The path of the source of which one is a newer version, which takes its place; empty where there is none.

        Args:
            path: where the newer one would lie if that were free; its earlier version may also have a number.
        """
        found = [(0.0, False, "", "")]
        for key, known in self._by_name.get(path, ()):
            record = self._ledger[key]
            # one that has moved meanwhile stays what it is
            if self._paths.get(key) == known and (record.edition, record.origin) == (digest.date, origin):
                found.append((_likeness(digest, self._read(known)), known == path, known, key))
        # of two lists of one name, the newer one may hold all of the shorter one as well
        likeness, _, earlier, key = max(found)
        if not likeness:
            return ""
        del self._paths[key]
        return earlier

    def _read(self, path: str) -> Digest:
        if path not in self._digests:
            file = self._config.content / path
            self._digests[path] = sources.read(self._config, file, path, sources.date_in(path), Report())
        return self._digests[path]


def _likeness(digest: Digest, earlier: Digest) -> float:
    """Which share of the papers of two lists both have; 0 if not most of the earlier one, or in another format."""
    if digest.format != earlier.format or not earlier.entries:
        return 0
    papers = [(entry.facts, markdown.escape(entry.abstract)) for entry in digest.entries]
    index = identity.Index()
    for number, paper in enumerate(papers):
        index.add(identity.keys(*paper), str(number))

    def holds(facts: Facts, abstract: str) -> bool:
        others = (papers[int(number)] for number in index.find(identity.keys(facts, abstract)))
        return any(not identity.differ(facts, other, abstract, text) for other, text in others)

    kept = sum(holds(entry.facts, markdown.escape(entry.abstract)) for entry in earlier.entries)
    is_newer = kept >= _KEPT * len(earlier.entries)
    return kept / (len(earlier.entries) + len(papers) - kept) if is_newer else 0
