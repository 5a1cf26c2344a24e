"""Finds topics of papers that the vocabulary does not have yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.diagnostics import Report
from sitegen.files import Folder
from sitegen.text.characters import printable_line
from sitegen.topics.abbreviations import Words
from sitegen.topics.candidates import find_candidates
from sitegen.topics.corpus import Corpus, make_corpus
from sitegen.topics.labels import Labels, find_writings
from sitegen.topics.ranking import best_candidates, enough_papers
from sitegen.topics.reading import read, together
from sitegen.topics.tokens import TokenisedTexts
from sitegen.topics.vocabulary import FILE, TopicEntry, Vocabulary, append, new_entries
from sitegen.topics.words import normal_words, usual


def find_topics(corpus: Corpus, vocabulary: Vocabulary, minimum: int) -> tuple[TopicEntry, ...]:
    """Find topics of papers that a vocabulary does not have yet, best first.

    Topics that sources and editors give to papers come first, then those in the texts of papers that have none. What
    the vocabulary bans or merges is not found again.
    """
    several = max(minimum, enough_papers(corpus.size) - 1)
    best = best_candidates(find_candidates(corpus, several), corpus)
    given_labels = _given_labels(corpus.given, corpus.abbreviations)
    topics: dict[str, str] = {}
    for words in [*given_labels, *(" ".join(candidate.words) for candidate in best)]:
        topics.setdefault(words.replace(" ", ""), words)
    unknown = {topic: words for topic, words in topics.items() if topic not in vocabulary.owners}
    writings, papers = find_writings(unknown, corpus)
    labels = Labels(writings, corpus)
    names = []
    for topic, words in unknown.items():
        counts = given_labels.get(words, Counter())
        if counts.total() + papers[topic] >= minimum:
            names.append([*([usual(counts)] if counts else []), *labels.names(topic)])
    return tuple(new_entries(names, vocabulary))


def _given_labels(topics: Iterable[Iterable[str]], abbreviations: Mapping[str, Words]) -> Mapping[str, Counter[str]]:
    """Labels that papers are given, with how many give each, by the normal words of one of their spellings."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    phrases: dict[str, str] = {}
    for labels_of in topics:
        for label in filter(None, map(printable_line, labels_of)):
            words = [part for word in normal_words(label) for part in abbreviations.get(word, (word,))]
            labels[phrases.setdefault("".join(words), " ".join(words))][label] += 1
    return labels


def update_vocabulary(content: Path, texts: Iterable[TokenisedTexts], minimum: int, report: Report) -> bool:
    """Append the topics that papers have and the vocabulary lacks to `topics.toml`; whether there are any.

    A vocabulary with errors stays as it is: what is banned or merged may be among what cannot be read.
    """
    folder, corpus = Folder(content), make_corpus(texts)
    while True:
        problems = Report()
        before = folder.read(FILE)
        vocabulary = read(content / FILE, problems)
        report.extend(problems.diagnostics)
        if problems.count("error"):
            return False
        topics = find_topics(corpus, vocabulary, minimum)
        text = (before or b"").decode()
        # Git's marks, which `read` has reported, are no part of it
        whole = together(text)
        if not topics and before is not None and whole == text:
            return False
        # an editor may save the file meanwhile, and then it is read again
        if folder.replace(FILE, append(whole, topics).encode(), before):
            return True
