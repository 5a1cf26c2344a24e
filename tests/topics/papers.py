"""Papers and vocabularies in a line, for tests about topics."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.topics import Text, Vocabulary, match_topics, tokenise
from sitegen.topics.corpus import make_corpus
from sitegen.topics.finding import find_topics

LLM = (
    Text("Steering Large Language Models", "We steer large language models (LLMs) with a dial."),
    Text("A Study of LLMs", "How LLMs are built is described. An LLM is large."),
    Text("On Bees", "Bees dance to tell where the flowers are."),
)


def found(texts: Sequence[Text], vocabulary: Vocabulary | None = None, minimum: int = 2) -> dict[str, tuple[str, ...]]:
    """Labels of the topics that are found in papers, each with its other spellings."""
    topics = find_topics(make_corpus([tokenise(texts)]), vocabulary or Vocabulary(), minimum)
    return {topic.label: tuple(text for text in topic.spellings if text != topic.label) for topic in topics}


def labels_of(text: Text, vocabulary: Vocabulary) -> list[str]:
    """Labels of the topics that one text has, best first."""
    labels = {topic.slug: topic.label for topic in vocabulary.topics}
    return [labels[slug] for slug in match_topics(tokenise([text]), vocabulary)[0]]
