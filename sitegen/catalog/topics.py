"""Topics: those that sources and editors give to papers, and those that their texts have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from msgspec.structs import replace

from sitegen.calls import Call, call_here
from sitegen.model import Catalog, PaperId, Topic
from sitegen.text import comments
from sitegen.text.folding import exact_words
from sitegen.topics import Slug, TopicEntry, Vocabulary
from sitegen.topics.vocabulary import new_entries
from sitegen.topics.words import key, usual

MAX_FOUND = 5
"""Topics found in its text that a paper shows; a source or the editor may give more."""
_BROAD = 0.1
"""Share of the papers from which on a topic says less of a paper than its others do."""

TopicsOf: TypeAlias = Mapping[PaperId, tuple[Slug, ...]]


def with_topics(
    catalog: Catalog,
    slugs_by_paper: Mapping[PaperId, Sequence[Slug]],
    vocabulary: Vocabulary,
    minimum: int,
    call: Call = call_here,
) -> Catalog:
    """The catalog with its topics. Those that are given always show, however few papers have them.

    Args:
        catalog: from `arrange`.
        slugs_by_paper: topics in the text of each paper, best first; ignored for papers that are given topics.
        vocabulary: the editor's.
        minimum: papers that a found topic needs.
    """
    labels = {paper.id: paper.facts.topics for paper in catalog.papers.values() if paper.facts.topics}
    papers = tuple(catalog.papers)
    topics_of, topics = call(_choose, papers, labels, slugs_by_paper, catalog.newest, vocabulary, minimum)
    return replace(catalog, topics_of=topics_of, topics=topics)


def _choose(
    papers: Sequence[PaperId],
    labels: Mapping[PaperId, tuple[str, ...]],
    slugs_by_paper: Mapping[PaperId, Sequence[Slug]],
    newest: Sequence[PaperId],
    vocabulary: Vocabulary,
    minimum: int,
) -> tuple[TopicsOf, tuple[Topic, ...]]:
    """The topics of each paper that has some, and all topics."""
    unlisted = new_entries(_given_labels(labels.values()), vocabulary)
    vocabulary = Vocabulary((*vocabulary.topics, *unlisted))
    given = {paper: tuple(dict.fromkeys(filter(None, map(vocabulary.topic_of, own)))) for paper, own in labels.items()}
    matched = {paper: slugs_by_paper[paper] for paper in papers if paper in slugs_by_paper and paper not in given}
    chosen = {**given, **_best_of(matched, set(chain.from_iterable(given.values())), minimum)}
    topics_of = {paper: chosen[paper] for paper in papers if chosen.get(paper)}
    return topics_of, tuple(_topics(newest, topics_of, vocabulary))


def _given_labels(given: Iterable[tuple[str, ...]]) -> Iterator[tuple[str]]:
    """Each label that is given, as most papers write it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for labels in given:
        for label in labels:
            counts[key(label)][label] += 1
    return ((usual(alike),) for alike in counts.values())


def _best_of(matched: Mapping[PaperId, Sequence[Slug]], given: set[Slug], minimum: int) -> TopicsOf:
    """The best topics of each paper, among those that are given to others or that enough papers have.

    A topic that would lose its page, because better ones are found on its papers, stays on them beside the best: a page
    that is published does not disappear when papers or topics come.
    """
    counts = Counter(chain.from_iterable(matched.values()))
    shown = given | {slug for slug, count in counts.items() if count >= minimum}
    broad = {slug for slug, count in counts.items() if count > _BROAD * len(matched)}
    fitting = {
        paper: sorted((slug for slug in slugs if slug in shown), key=broad.__contains__)
        for paper, slugs in matched.items()
    }
    best = Counter(chain.from_iterable(slugs[:MAX_FOUND] for slugs in fitting.values()))
    crowded_out = {slug for slug in shown - given if best[slug] < minimum}
    return {
        paper: (*slugs[:MAX_FOUND], *(slug for slug in slugs[MAX_FOUND:] if slug in crowded_out))
        for paper, slugs in fitting.items()
    }


def _topics(newest: Iterable[PaperId], topics_of: TopicsOf, vocabulary: Vocabulary) -> Iterator[Topic]:
    """All topics that papers have, by slug."""
    papers: defaultdict[Slug, list[PaperId]] = defaultdict(list)
    for paper in newest:
        for slug in topics_of.get(paper, ()):
            papers[slug].append(paper)
    merged: defaultdict[Slug, list[Slug]] = defaultdict(list)
    for slug, shown in vocabulary.shown.items():
        if slug != shown:
            merged[shown].append(slug)
    entries: dict[Slug, TopicEntry] = {entry.slug: entry for entry in vocabulary.topics}
    labels = {tuple(exact_words(entries[slug].label)) for slug in papers}
    names: defaultdict[Slug, list[str]] = defaultdict(list)
    for name in dict.fromkeys(name for entry in vocabulary.topics for name in entry.names):
        # a search tells names by their words, and what a page is called now is no other's name
        if (words := tuple(exact_words(name))) and words not in labels:
            names[vocabulary.topic_of(name)].append(" ".join(name.split()))
    for slug in sorted(papers):
        yield Topic(
            slug=slug,
            label=entries[slug].label,
            description=comments.without(entries[slug].description),
            papers=tuple(papers[slug]),
            aliases=tuple(merged[slug]),
            names=tuple(names[slug]),
        )
