"""Reads `topics.toml`: what is wrong in it is reported with its place and a remedy, and loses no other topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import Report, UsageError, suggest
from sitegen.text.slug import unique
from sitegen.text.toml import TomlFile, read_text
from sitegen.topics.vocabulary import Slug, TopicEntry, Vocabulary
from sitegen.topics.words import key

_CODE = "topics"
_KEYS: Mapping[str, tuple[Any, str]] = {
    "label": (str, 'a text: label = "world models"'),
    "spellings": (tuple[str, ...], 'a list of texts: spellings = ["world model", "neural world models"]'),
    "description": (str, 'a text: description = "Models that predict …"'),
    "merge": (str, 'the slug of another topic: merge = "other-slug"'),
    "ban": (bool, "true or false: ban = true"),
}
"""Keys of a topic's table, with the type of their values and an example."""


def read(path: Path, report: Report) -> Vocabulary:
    """Read a vocabulary; it is empty where there is no file."""
    try:
        return parse(read_text(path, _CODE), path.as_posix(), report)
    except UsageError as problem:
        report.extend(problem.diagnostics)
        return Vocabulary()


def parse(text: str, path: str, report: Report) -> Vocabulary:
    """Parse the text of a vocabulary.

    Args:
        path: of the file, for what is reported.
    """
    topics: dict[Slug, TopicEntry] = {}
    files: dict[Slug, TomlFile] = {}
    parts = list(_parts(text.removeprefix("\ufeff"), path, report))
    for file in parts:
        for slug, table in file.values.items():
            if entry := _entry(slug, table, file, topics):
                topics[slug], files[slug] = entry, file
    checked = [_with_valid_merge(topic, topics, files[topic.slug]) for topic in topics.values()]
    vocabulary = Vocabulary(tuple(checked))
    _check_spellings(vocabulary, files)
    for file in parts:
        report.extend(file.faults)
    return vocabulary


def _parts(text: str, path: str, report: Report) -> Iterator[TomlFile]:
    """The file, or where it is no TOML as a whole, each table that is TOML by itself."""
    try:
        yield TomlFile(path, text, _CODE)
        return
    except UsageError:
        lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    for start, end in pairwise(dict.fromkeys([0, *starts, len(lines)])):
        try:
            # empty lines before it keep the numbers of its own
            yield TomlFile(path, "\n" * start + "\n".join(lines[start:end]), _CODE)
        except UsageError as problem:
            report.add(problem.diagnostic)


def _entry(slug: Slug, table: Any, file: TomlFile, topics: Mapping[Slug, TopicEntry]) -> TopicEntry | None:
    """The topic of a table; keys that are wrong are left out, and None is for a table that is no topic."""
    if not isinstance(table, dict):
        file.fault(slug, f"{slug!r} is in no topic's table", "write it below the [slug] of its topic")
    elif slug in topics:
        file.fault(slug, f"there are two topics {slug!r}", "join the two tables")
    elif (valid := unique(slug, ())) != slug:
        file.fault(slug, f"{slug!r} is no slug", f"it takes small letters, digits and hyphens: [{valid}]")
    else:
        values: dict[str, Any] = {"slug": slug, "label": slug.replace("-", " ")}
        for name, value in table.items():
            if name not in _KEYS:
                hint = suggest(name.lower(), _KEYS, f"the keys are {', '.join(_KEYS)}")
                file.fault(f"{slug}.{name}", f"a topic has no key {name!r}", hint)
                continue
            kind, form = _KEYS[name]
            if name == "label" and isinstance(value, str) and not key(value):
                # it is shown by its slug
                file.fault(f"{slug}.label", f"{value!r} matches nothing", "give a word, or take it out")
                continue
            try:
                values[name] = msgspec.convert(value, kind)
            except msgspec.ValidationError:
                file.fault(f"{slug}.{name}", f"the {name} of {slug!r} is of the wrong type", f"it is {form}")
        return TopicEntry(**values)
    return None


def _with_valid_merge(topic: TopicEntry, topics: Mapping[Slug, TopicEntry], file: TomlFile) -> TopicEntry:
    """The topic, without a merge that leads nowhere."""
    if not topic.merge:
        return topic
    passed = [topic.slug]
    while (merge := topics[passed[-1]].merge) in topics and merge not in passed:
        passed.append(merge)
    if topic.merge not in topics:
        hint = suggest(topic.merge, topics, "a merge names the slug of another topic")
        file.fault(f"{topic.slug}.merge", f"there is no topic {topic.merge!r}", hint)
    elif merge == topic.slug:
        circle = " → ".join([*passed, merge])
        file.fault(f"{topic.slug}.merge", f"these topics lead in a circle: {circle}", "one of them has to stay")
    else:
        return topic
    return replace(topic, merge="")


def _check_spellings(vocabulary: Vocabulary, files: Mapping[Slug, TomlFile]) -> None:
    """Report spellings of two topics, and those that match nothing."""
    owners: dict[str, Slug] = {}
    for topic in vocabulary.topics:
        for text in topic.names:
            at = f"{topic.slug}.label" if text is topic.label else f"{topic.slug}.spellings"
            owner = owners.setdefault(key(text), topic.slug)
            if not key(text):
                files[topic.slug].fault(at, f"{text!r} matches nothing", "give a word, or take it out")
            elif vocabulary.shown[owner] != vocabulary.shown[topic.slug]:
                hint = f'take it out of one of the two, or join them with merge = "{owner}"'
                files[topic.slug].fault(at, f"{text!r} is a spelling of {owner!r} too", hint)
