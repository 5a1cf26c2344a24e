"""Reads `topics.toml`: what is wrong in it is reported with its place and a remedy, and loses no other topic.

Two clones append to it at the same place. Where Git has left both sides between its marks, each is read as a file of
its own, so that no line of one gets into a table of the other. A topic that stands twice is one, with the spellings of
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import Report, UsageError, suggest
from sitegen.files import Folder
from sitegen.text import conflicts
from sitegen.text.slug import LIMIT, unique
from sitegen.text.slug import slug as slug_of
from sitegen.text.toml import TomlFile, read_text
from sitegen.topics.vocabulary import FILE, Slug, TopicEntry, Vocabulary
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
_BETWEEN = re.compile(r"\n(?=(?:[ \t]*#.*\n)*[ \t]*\[(?!.*\]\())")
"""The end of a line below which a table or the comment above it begins; a link in a description is none."""


def read(path: Path, report: Report) -> Vocabulary:
    """Read a vocabulary; it is empty where there is no file."""
    try:
        return parse(read_text(path, _CODE), path.as_posix(), report)
    except UsageError as problem:
        report.extend(problem.diagnostics)
        return Vocabulary()


def settle(content: Path, report: Report) -> bool:
    """Write a vocabulary anew in which Git has left two sides of a merge, without Git's marks; whether it has."""
    folder = Folder(content)
    before = folder.read(FILE)
    if before is None or b"<<<<<<<" not in before:
        return False
    text = before.decode("utf-8", "surrogateescape")
    if not conflicts.find(text, (content / FILE).as_posix(), report):
        return False
    return folder.replace(FILE, together(text).encode("utf-8", "surrogateescape"), before)


def together(text: str) -> str:
    """The text without Git's marks: one side, and below it the tables that the other has not or in other words."""
    ours, theirs = conflicts.sides(text)
    if ours == theirs:
        return text
    own = {table.strip() for table in _BETWEEN.split(ours)}
    more = (table for table in _BETWEEN.split(theirs) if table.strip() not in own)
    return "\n".join([ours.rstrip() + "\n", *more]).rstrip() + "\n"


def parse(text: str, path: str, report: Report) -> Vocabulary:
    """Parse the text of a vocabulary."""
    text = text.removeprefix("\ufeff")
    is_merged = conflicts.find(text, path, report)
    sides = conflicts.sides(text, same_lines=True) if is_merged else (text,)
    topics: dict[Slug, TopicEntry] = {}
    files: dict[Slug, TomlFile] = {}
    parts = [file for side in sides for file in _parts(side, path, report)]
    for file in parts:
        for slug, table in file.values.items():
            entry = _entry(slug, table, file)
            if entry and slug not in topics:
                topics[slug], files[slug] = entry, file
            elif entry and not (is_merged and entry == topics[slug]):
                hint = "join the two tables; sitegen reads them as one"
                file.fault(slug, f"there are two topics {slug!r}", hint, "warning")
                topics[slug] = _joined(topics[slug], entry)
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
        start = 0
    for table in _BETWEEN.split(text):
        # empty lines before it keep the numbers of its own
        with report.collecting():
            yield TomlFile(path, "\n" * start + table.rstrip(), _CODE)
        start += table.count("\n") + 1


def _entry(slug: Slug, table: Any, file: TomlFile) -> TopicEntry | None:
    """The topic of a table; keys that are wrong are left out, and None is for a table that is no topic."""
    if not isinstance(table, dict):
        file.fault(slug, f"{slug!r} is in no topic's table", "write it below the [slug] of its topic")
    elif (valid := unique(slug, ())) != slug:
        what, hint = f"{slug!r} is no slug", f"it takes up to {LIMIT} small letters, digits and hyphens: [{valid}]"
        if slug_of(slug) == slug and len(slug) <= LIMIT:
            # `index` is a page of the site's own, and `aux` no file in Windows
            what, hint = f"{slug!r} is taken, and can be no topic's slug", f"write another: [{valid}]"
        file.fault(slug, what, hint)
    else:
        values: dict[str, Any] = {"slug": slug, "label": _unlabelled(slug)}
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
                file.fault(f"{slug}.{name}", f"{name!r} of {slug!r} is of the wrong type", f"it is {form}")
        return TopicEntry(**values)
    return None


def _joined(one: TopicEntry, other: TopicEntry) -> TopicEntry:
    """A topic of which there are two tables. What only one says counts, so that a topic that is banned stays so."""
    has_label = one.label != _unlabelled(one.slug)
    matches = tuple(dict.fromkeys((*one.matches, *other.matches)))
    return replace(
        one,
        label=one.label if has_label else other.label,
        spellings=matches if one.spellings or other.spellings else (),
        description=one.description or other.description,
        merge=one.merge or other.merge,
        ban=one.ban or other.ban,
    )


def _unlabelled(slug: Slug) -> str:
    """How a topic without a label is called."""
    return slug.replace("-", " ")


def _with_valid_merge(topic: TopicEntry, topics: Mapping[Slug, TopicEntry], file: TomlFile) -> TopicEntry:
    """The topic, without a merge that leads nowhere; a merge of or into a banned topic is told."""
    if not topic.merge:
        return topic
    passed = [topic.slug]
    while (merge := topics[passed[-1]].merge) in topics and merge not in passed:
        passed.append(merge)
    if topic.merge not in topics:
        hint = suggest(topic.merge, topics, "a merge names the slug of another table of this file")
        file.fault(f"{topic.slug}.merge", f"there is no topic {topic.merge!r}", hint)
    elif merge == topic.slug:
        circle = " → ".join([*passed, merge])
        file.fault(f"{topic.slug}.merge", f"these topics lead in a circle: {circle}", "one of them has to stay")
    else:
        if topic.ban:
            what = f"{topic.slug!r} is banned, so its papers do not lead to {topic.merge!r}"
            file.fault(f"{topic.slug}.merge", what, "take out one of the two keys", "warning")
        elif banned := next((slug for slug in passed if topics[slug].ban), ""):
            what = f"{topic.slug!r} leads to {banned!r}, which is banned, so that neither is shown"
            file.fault(f"{topic.slug}.merge", what, f"ban it as well, or take out the ban of {banned!r}", "warning")
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
                # the first has it; two clones may each have found one of the two
                files[topic.slug].fault(at, f"{text!r} is a spelling of {owner!r} too", hint, "warning")
