"""Topics: labels that several papers share.

The labels that a source or the editor gives a paper win. Where it has none, they are looked for in its text. The
editor's rules in `site.toml` name, merge and ban labels of either kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.catalog import abbreviations, words
from sitegen.catalog.labels import Sample, usual_labels
from sitegen.catalog.order import Appearances, newest_first
from sitegen.catalog.slugs import unique_slugs
from sitegen.catalog.subjects import Subjects, find_subjects
from sitegen.catalog.vocabulary import Vocabulary, usual_spellings
from sitegen.catalog.words import Folding, Reading
from sitegen.config import TopicRules
from sitegen.model import Paper, PaperId, Topic

MOST = 5
"""Labels that are found for one paper; a source or the editor may give more."""
_SAMPLES = 8
"""Papers that are asked how a term is written."""


class Topics(Struct, frozen=True):
    """What a catalog holds of topics."""

    topics: tuple[Topic, ...] = ()
    """By slug."""
    of: Mapping[PaperId, tuple[str, ...]] = {}
    """Slugs that a paper carries, most telling first; papers without any are absent."""


def find_topics(
    papers: Mapping[PaperId, Paper],
    readings: Mapping[PaperId, Reading],
    folding: Folding,
    appearances: Appearances,
    rules: TopicRules,
) -> Topics:
    """The topics of all papers.

    Args:
        papers: in canonical order.
        readings: their normal words.
        folding: what read them.
        appearances: where they were listed; orders a topic's papers.
        rules: the editor's.
    """
    long_forms = abbreviations.learn((paper.text for paper in papers.values()), folding)
    vocabulary = Vocabulary(rules, long_forms)
    given = [(vocabulary.key(label), label) for paper in papers.values() for label in paper.facts.topics]
    carried = {paper.id: _given_to(paper, vocabulary) for paper in papers.values()}
    written = usual_spellings(given)
    if rules.find:
        unlabelled = {
            identifier: readings[identifier]
            for identifier, paper in papers.items()
            if not paper.facts.topics and words.is_english(readings[identifier])
        }
        subjects = find_subjects(unlabelled, folding, long_forms, sorted(written.values()))
        settled = _settled(subjects, carried, vocabulary)
        _choose(carried, settled, rules.minimum)
        samples = _samples(papers, carried, subjects)
        written = usual_labels(samples, folding, long_forms) | written
    return _topics(carried, written | vocabulary.written, papers, appearances, rules.minimum)


def _given_to(paper: Paper, vocabulary: Vocabulary) -> list[str]:
    """Keys of the labels that a source or the editor gives a paper."""
    keys = [*map(vocabulary.key, paper.facts.topics), *vocabulary.named_in(paper)]
    return [key for key in dict.fromkeys(keys) if key]


def _settled(
    subjects: Subjects, carried: Mapping[PaperId, list[str]], vocabulary: Vocabulary
) -> dict[PaperId, list[str]]:
    """Found keys that a paper does not carry yet, as the editor would have them."""
    rules = {key: vocabulary.settled(key) for key in subjects.spellings}
    settled = {}
    for paper, keys in subjects.ranked.items():
        wanted = dict.fromkeys(rules[key] for key in keys)
        settled[paper] = [key for key in wanted if key and key not in carried[paper]]
    return settled


def _choose(carried: dict[PaperId, list[str]], found: Mapping[PaperId, list[str]], minimum: int) -> None:
    """Adds the most telling found keys to what papers carry, passing over those that too few would share.

    A key that falls short lets another in, and that may lift or fell others, so it is done until nothing changes.
    """
    rare: set[str] = set()
    while True:
        chosen = {
            paper: [key for key in keys if key not in rare][: max(0, MOST - len(carried[paper]))]
            for paper, keys in found.items()
        }
        shared = Counter(key for keys in (*carried.values(), *chosen.values()) for key in keys)
        short = {key for keys in chosen.values() for key in keys if shared[key] < minimum}
        if not short:
            break
        rare |= short
    for paper, keys in chosen.items():
        carried[paper] = carried[paper] + keys


def _samples(
    papers: Mapping[PaperId, Paper], carried: Mapping[PaperId, list[str]], subjects: Subjects
) -> Iterable[Sample]:
    """The first papers that carry each found key."""
    asked: Counter[str] = Counter()
    for identifier, keys in carried.items():
        wanted = [key for key in keys if key in subjects.spellings and asked[key] < _SAMPLES]
        asked.update(wanted)
        if wanted:
            yield Sample(papers[identifier], {key: subjects.spellings[key] for key in wanted})


def _topics(
    carried: Mapping[PaperId, list[str]],
    written: Mapping[str, str],
    papers: Mapping[PaperId, Paper],
    appearances: Appearances,
    minimum: int,
) -> Topics:
    # two keys may turn out to be written alike: `LLM pre-training`
    one = {written.get(key, key).casefold(): key for keys in carried.values() for key in reversed(keys)}
    carried = {
        paper: list(dict.fromkeys(one[written.get(key, key).casefold()] for key in keys))
        for paper, keys in carried.items()
    }
    members: defaultdict[str, list[PaperId]] = defaultdict(list)
    for paper, keys in carried.items():
        for key in keys:
            members[key].append(paper)
    shared = {key: theirs for key, theirs in members.items() if len(theirs) >= max(1, minimum)}
    labels = {key: written.get(key, key) for key in shared}
    by_label = unique_slugs(labels.values())
    slugs = {key: by_label[label] for key, label in labels.items()}
    topics = (
        Topic(slug=slugs[key], label=labels[key], papers=newest_first(theirs, papers, appearances))
        for key, theirs in shared.items()
    )
    of = {paper: tuple(slugs[key] for key in keys if key in slugs) for paper, keys in carried.items()}
    return Topics(
        topics=tuple(sorted(topics, key=lambda topic: topic.slug)), of={paper: has for paper, has in of.items() if has}
    )
