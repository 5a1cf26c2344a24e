"""Topics: labels that several papers share.

The labels that a source or the editor gives a paper win. Where it has none, they are looked for in its text. The
editor's rules in `site.toml` name, merge and ban labels of either kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from sitegen.catalog.labels import Writing
from sitegen.catalog.ragged import Array, Ragged
from sitegen.catalog.readings import Readings
from sitegen.catalog.slugs import unique_slugs
from sitegen.catalog.subjects import Spelt, ranked
from sitegen.catalog.texts import Text
from sitegen.catalog.vocabulary import Vocabulary, usual_spellings
from sitegen.model import PaperId

MOST = 5
"""Labels that are found for one paper; a source or the editor may give more."""
_SAMPLES = 8
"""Papers that are asked how a term is written."""


class Topics(Struct, frozen=True):
    """What a catalog holds of topics."""

    labels: Mapping[str, str] = {}
    """Slug → label."""
    of: Mapping[PaperId, tuple[str, ...]] = {}
    """Slugs that a paper carries, most telling first; papers without any are absent."""


class Given(Struct, frozen=True):
    """What sources and the editor say of topics."""

    carried: list[list[str]]
    """Keys of the labels that each paper is given, and of the editor's names that it has."""
    written: dict[str, str]
    """Key → the label that is given most."""


def given_to(papers: Iterable[Text], vocabulary: Vocabulary) -> Given:
    carried: list[list[str]] = []
    pairs: list[tuple[str, str]] = []
    for paper in papers:
        if not paper.topics and not vocabulary.names:
            carried.append([])
            continue
        given = [(vocabulary.key(label), label) for label in paper.topics]
        keys = [*(key for key, _ in given), *vocabulary.named_in(paper.title, paper.text)]
        carried.append([key for key in dict.fromkeys(keys) if key])
        pairs += given
    return Given(carried, usual_spellings(pairs))


def choose(
    marks: Ragged, sought: Spelt, papers: int, carried: Sequence[list[str]], vocabulary: Vocabulary, minimum: int
) -> list[list[str]]:
    """Adds the most telling subjects of each paper to what it carries, passing over those that too few would share.

    A subject that falls short lets another in, and that may lift or fell others, so it is done until nothing changes.

    Args:
        marks: the subjects of all papers.
        sought: what they are subjects of.
        papers: how many were looked at.
        carried: keys that papers have already.
        vocabulary: the editor's word on what to use instead, and what not.
        minimum: papers that a topic needs.
    """
    row, key = ranked(marks, sought, papers)
    settled = [vocabulary.settled(key) for key in sought.keys]
    names = list(dict.fromkeys(settled))
    numbers = {name: number for number, name in enumerate(names)}
    row, key = _distinct(row, np.array([numbers[name] for name in settled], np.int64)[key], len(names))
    room = np.array([MOST - len(keys) for keys in carried], np.int64)
    given = [numbers[name] for name in chain.from_iterable(carried) if name in numbers]
    base = np.bincount(np.array(given, np.int64), minlength=len(names))
    wanted = np.array([bool(name) for name in names], np.bool_)[key]
    for place in np.flatnonzero(room[row] < MOST).tolist():
        wanted[place] &= names[key[place]] not in carried[row[place]]
    row, key = row[wanted], key[wanted]
    while True:
        before = np.arange(len(row)) - np.searchsorted(row, row)
        chosen = before < room[row]
        shared = base + np.bincount(key[chosen], minlength=len(names))
        enough = shared[key] >= minimum
        if enough[chosen].all():
            break
        rare = np.bincount(key[chosen & ~enough], minlength=len(names)) > 0
        row, key = row[~rare[key]], key[~rare[key]]
    found = [list(keys) for keys in carried]
    for place, number in zip(row[chosen].tolist(), key[chosen].tolist(), strict=True):
        found[place].append(names[number])
    return found


def _distinct(row: Array, key: Array, keys: int) -> tuple[Array, Array]:
    """Pairs without those that are there before."""
    _, first = np.unique(row.astype(np.int64) * (keys or 1) + key, return_index=True)
    first.sort()
    return row[first], key[first]


def writings(
    readings: Readings, marks: Ragged, sought: Spelt, carried: Sequence[list[str]]
) -> dict[str, list[Writing]]:
    """How the first papers that carry each subject write it."""
    wanting = dict(zip(sought.keys, sought.letters.tolist(), strict=True))
    asked: Counter[str] = Counter()
    found: defaultdict[str, list[Writing]] = defaultdict(list)
    for row, keys in enumerate(carried):
        if not (wanted := {wanting[key]: key for key in keys if key in wanting}):
            continue
        for key in wanted.values():
            asked[key] += 1
            if asked[key] == _SAMPLES:
                del wanting[key]
        tokens = readings.texts.tokens[row]
        for mark in marks[row].tolist():
            if key := wanted.get(mark[0], ""):
                found[key] += _writings(mark, tokens, readings.lexicon.tokens)
    return found


def _writings(mark: tuple[int, ...], numbers: Array, tokens: Sequence[str]) -> Iterable[Writing]:
    _, _, body, title, body_span, title_span, body_words, title_words = mark
    for start, span, words in ((body, body_span, body_words), (title, title_span, title_words)):
        if start >= 0:
            before, *written = (tokens[number] for number in numbers[start - 1 : start + span].tolist())
            yield Writing(tuple(written), span == words, not before or before[0] in ".:?!")


def topics_of(papers: Sequence[Text], carried: Sequence[list[str]], written: Mapping[str, str], minimum: int) -> Topics:
    """The topics that enough papers carry, under the labels by which they are shown."""
    distinct = dict.fromkeys(chain.from_iterable(carried))
    shown: Sequence[Iterable[str]] = carried
    # two keys may turn out to be written alike: `LLM pre-training`
    one = {written.get(key, key).casefold(): key for key in reversed(distinct)}
    if len(one) < len(distinct):
        use = {key: one[written.get(key, key).casefold()] for key in distinct}
        shown = [dict.fromkeys(map(use.__getitem__, keys)) for keys in carried]
    times = Counter(chain.from_iterable(shown))
    labels = {key: written.get(key, key) for key, count in times.items() if count >= max(1, minimum)}
    by_label = unique_slugs(labels.values())
    slugs = {key: by_label[label] for key, label in labels.items()}
    of = {
        paper.id: carries
        for paper, keys in zip(papers, shown, strict=True)
        if (carries := tuple([slugs[key] for key in keys if key in slugs]))
    }
    return Topics({slugs[key]: label for key, label in labels.items()}, of)
