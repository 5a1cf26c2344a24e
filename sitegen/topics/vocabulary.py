"""The topics of a digest with the spellings that match them, as `content/topics.toml` holds them.

    [world-models]
    label = "world models"
    spellings = ["world models", "neural world models"]
    description = "Models that predict what an agent will see."
    # merge = "other-slug"     this topic's papers and URL lead to the other
    # ban = true               never shown, never found again

A table is a topic and its name is the slug, which never changes, because it is the topic's URL. sitegen appends tables,
and never edits or removes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array
from sitegen.text.characters import printable_line
from sitegen.text.json import quoted
from sitegen.text.slug import unique
from sitegen.topics.words import beginnings, key, parts

FILE = "topics.toml"

Slug: TypeAlias = str

_HEADER = """\
# The topics of this digest. sitegen appends the topics that it finds in new papers, and never edits or removes one.
# A topic is found in texts by its spellings; how it is called is its label, which you may change. Give it a description
# (Markdown), lead it to another one with `merge = "other-slug"`, or hide it for good with `ban = true`. The slug in
# brackets is part of its URL: leave it as it is.
"""


class Spellings(Struct, frozen=True):
    """Many spellings, looked for in texts at once, each with what it stands for.

    >>> spellings = Spellings.of({"time series": "T", "time series forecasting": "F"})
    >>> list(spellings.find(["timeseries", "forecasting"], np.arange(2)))
    [(0, 2, 'F'), (0, 1, 'T')]
    """

    meanings: Mapping[str, str]
    """By `key` of the spelling."""
    first_words: frozenset[str]
    beginnings: frozenset[str]
    """What the letters of a spelling begin with."""

    @classmethod
    def of(cls, meanings: Mapping[str, str]) -> Spellings:
        """Prepare to look for spellings as people write them."""
        by_key = {key(spelling): meaning for spelling, meaning in meanings.items()}
        return cls(
            meanings=by_key,
            first_words=frozenset(word for spelling in meanings for word in beginnings(spelling)),
            beginnings=frozenset(letters for spelling in by_key for letters in accumulate(spelling)),
        )

    def find(self, words: Sequence[str], stream: Array) -> Iterator[tuple[int, int, str]]:
        """Find start, end and meaning of each spelling, by start and the longest first.

        Args:
            words: normal words.
            stream: texts as indexes of these, parted by words that no spelling has.
        """
        meanings, beginnings, numbers = self.meanings, self.beginnings, stream.data
        is_first = np.fromiter(map(self.first_words.__contains__, words), bool, len(words))
        for start in np.flatnonzero(is_first[stream]).tolist():
            letters = ""
            matches = []
            for end in range(start + 1, len(numbers) + 1):
                letters += words[numbers[end - 1]]
                if letters not in beginnings:
                    break
                if letters in meanings:
                    matches.append((start, end, meanings[letters]))
            yield from reversed(matches)


class TopicEntry(Struct, frozen=True, kw_only=True, gc=False):
    """A topic of the vocabulary."""

    slug: Slug
    label: str
    spellings: tuple[str, ...] = ()
    """What stands for the topic in texts; without any the label does. Case, plural and hyphens do not matter."""
    description: str = ""
    """The editor's, Markdown."""
    merge: Slug = ""
    """The topic to show instead."""
    ban: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that stands for the topic where it is given to a paper.

        A topic that was given its slug by the label in pages is still known by that when its table says another label.
        """
        return (self.label, *(self.spellings or (self.slug,)))

    @property
    def matches(self) -> tuple[str, ...]:
        """All that stands for the topic in texts."""
        return self.spellings or (self.label,)


class Vocabulary(Struct, frozen=True, dict=True):
    """The topics of a digest, in the order of the file."""

    topics: tuple[TopicEntry, ...] = ()

    @cached_property
    def shown(self) -> Mapping[Slug, Slug]:
        """The topic to show for each topic, "" for none."""
        topics = {topic.slug: topic for topic in self.topics}
        return {slug: _shown(topic, topics) for slug, topic in topics.items()}

    @cached_property
    def owners(self) -> Mapping[str, Slug]:
        """The topic of each spelling, by `key`, before any merge. Of two topics with one spelling the first has it."""
        return {key(text): topic.slug for topic in reversed(self.topics) for text in topic.names}

    @cached_property
    def spellings(self) -> Spellings:
        """What to look for in texts, with the topic to show for each.

        A single letter is the name of too much else there: an item of a list, a variable of a formula.
        """
        return Spellings.of(
            {
                spelling: self.shown[topic.slug]
                for topic in reversed(self.topics)
                if self.shown[topic.slug]
                for spelling in topic.matches
                if len(key(spelling)) > 1
            }
        )

    @cached_property
    def sizes(self) -> Mapping[Slug, int]:
        """The number of words in the longest spelling of each topic."""
        return {topic.slug: max(map(len, map(parts, topic.matches))) for topic in self.topics}

    @cached_property
    def order(self) -> Mapping[Slug, int]:
        """The place of each topic in the file."""
        return {topic.slug: number for number, topic in enumerate(self.topics)}

    def topic_of(self, label: str) -> Slug:
        """The topic to show for a label that a paper is given, "" for a banned or an unknown one."""
        return self.shown.get(self.owners.get(key(label), ""), "")


def _shown(topic: TopicEntry, topics: Mapping[Slug, TopicEntry]) -> Slug:
    passed: set[Slug] = set()
    while topic.merge and topic.slug not in passed and not topic.ban:
        passed.add(topic.slug)
        topic = topics.get(topic.merge, TopicEntry(slug="", label=""))
    return "" if topic.ban or topic.slug in passed else topic.slug


def new_entries(names: Iterable[Sequence[str]], vocabulary: Vocabulary) -> Iterator[TopicEntry]:
    """Entries for topics that the vocabulary does not have, from the label of each and its further spellings."""
    keys, slugs = set(vocabulary.owners), set(vocabulary.shown)
    for label, *others in names:
        written: dict[str, str] = {}
        for text in (label, *others):
            written.setdefault(key(text), printable_line(text))
        written.pop("", None)
        if not key(label) or not keys.isdisjoint(written):
            continue
        slug = unique(written[key(label)], slugs)
        slugs.add(slug)
        keys |= written.keys()
        # the label is a spelling too, so that the editor may change it
        yield TopicEntry(slug=slug, label=written[key(label)], spellings=tuple(written.values()))


def append(text: str, entries: Iterable[TopicEntry]) -> str:
    """Append topics to the text of a vocabulary; what it holds stays as it is, byte for byte."""
    newline = "\r\n" if "\r\n" in text else "\n"
    tables = "".join(f"\n{_table(entry)}" for entry in entries)
    before = text or _HEADER
    if tables and not before.endswith("\n"):
        before += newline
    return before + tables.replace("\n", newline)


def _table(entry: TopicEntry) -> str:
    lines = [f"[{entry.slug}]", f"label = {quoted(entry.label)}"]
    if entry.spellings:
        lines.append(f"spellings = [{', '.join(map(quoted, entry.spellings))}]")
    return "\n".join(lines) + "\n"
