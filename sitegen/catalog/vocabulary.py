"""The editor's word on labels: which to use, to merge, to ban, and how they are written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from sitegen.catalog import words
from sitegen.catalog.grams import LongForms
from sitegen.config import TopicRules


class Vocabulary:
    """Labels by key: what all ways to write a label have in common.

    Args:
        rules: `[topics]` of `site.toml`.
        long_forms: abbreviations, so that `LLMs` and `large language models` are one label.
    """

    def __init__(self, rules: TopicRules, long_forms: LongForms) -> None:
        self._spelt_out = {short: "".join(long) for short, long in long_forms.items()}
        self._merged = {self._key(label): self._key(shown) for label, shown in rules.merge.items()}
        self._banned = {self._key(label) for label in rules.ban}
        shown = {self._key(label): label for label in rules.merge.values()}
        self.written = shown | {self._key(label): label for label in rules.names}
        """Key → label, where the editor has said how it is written."""
        self.names = [(self._start(name), self._pattern(name), self.key(name)) for name in rules.names]

    def key(self, label: str) -> str:
        """The label's key once the editor's rules are applied; empty for one never to show."""
        return self.settled(self._key(label))

    def settled(self, key: str) -> str:
        """The key to use for a key; empty for one never to show."""
        shown = self._merged.get(key, key)
        return "" if key in self._banned or shown in self._banned else shown

    def named_in(self, title: str, text: str) -> list[str]:
        """Keys of the editor's names that a paper's title or text has, in the editor's order."""
        if not self.names:
            return []
        text = f"{title}\n{text}".casefold()
        return [key for start, pattern, key in self.names if key and start in text and pattern.search(text)]

    def _key(self, label: str) -> str:
        key = words.key(label)
        return self._spelt_out.get(key, key)

    def _start(self, name: str) -> str:
        """What a text must hold to hold the name; empty where that may be one of several words."""
        if self._key(name) in self._spelt_out.values():
            return ""
        return words.singular(_parts(name)[0])[:-1] if _parts(name) else name.casefold()

    def _pattern(self, name: str) -> re.Pattern[str]:
        """The name in any number, joined by spaces or hyphens, or one of its abbreviations."""
        *parts, last = _parts(name) or [name.casefold()]
        stem = words.singular(last)
        ending = rf"{re.escape(stem[:-1])}(?:y|ies)" if stem.endswith("y") else rf"{re.escape(stem)}(?:e?s)?"
        spelt = [r"[\s‐‑-]+".join([*map(re.escape, parts), rf"(?:{ending}|{re.escape(last)})"])]
        spelt += [f"{re.escape(short)}s?" for short, long in self._spelt_out.items() if long == self._key(name)]
        return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)")


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s‐‑-]+", name.casefold()) if part]


def usual_spellings(labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key → the label that is given most, from pairs of a key and a label."""
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, label in labels:
        given[key][" ".join(label.split())] += 1
    return {key: min(counted, key=lambda label: (-counted[label], label)) for key, counted in given.items()}
