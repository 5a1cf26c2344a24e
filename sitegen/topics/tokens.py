"""Texts of papers cut into tokens, which finding topics and matching them both start from.

>>> tokenised = tokenise([Text("On LLMs", "Large language models (LLMs) are large.")])
>>> [tokenised.words[number] for number in tokenised.stream[:3]]
['on', 'llm', '\\n']
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, numbering
from sitegen.topics.abbreviations import Definition, read_definitions
from sitegen.topics.words import TOKEN, normal, topic_word

END = "\n"
"""The token at the end of each title and each abstract, which no text has."""


class Text(Struct, frozen=True, gc=False, array_like=True):
    """The text of a paper that topics are found in."""

    title: str
    abstract: str
    """Plain text."""
    topics: tuple[str, ...] = ()
    """Labels that the source or the editor gives the paper."""


class TokenisedTexts(Struct, frozen=True, eq=False, array_like=True):
    """The tokens of a chunk of papers."""

    tokens: list[str]
    """Each once, `END` first."""
    words: list[str]
    """The normal form of each."""
    topical: Array
    """Whether each can be part of a topic's name."""
    stream: Array
    """Index of each token of the texts: the title of a paper and its abstract, and then the next paper's."""
    definitions: list[Definition]
    """Abbreviations that abstracts define."""
    topics: list[tuple[str, ...]]
    """Labels that each paper is given."""


def tokenise(texts: Sequence[Text]) -> TokenisedTexts:
    """Cut the texts of a chunk of papers into tokens. This is a task: it depends on these texts only."""
    numbers, stream = numbering(END), array("I")
    for text in texts:
        for part in (text.title, text.abstract):
            stream.extend(map(numbers.__getitem__, TOKEN.findall(part)))
            stream.append(numbers[END])
    tokens = list(numbers)
    return TokenisedTexts(
        tokens=tokens,
        words=list(map(normal, tokens)),
        topical=np.fromiter(map(bool, map(topic_word, tokens)), bool, len(tokens)),
        stream=np.array(stream, np.min_scalar_type(len(tokens))),
        definitions=[definition for text in texts for definition in read_definitions(text.abstract)],
        topics=[text.topics for text in texts],
    )


def text_numbers(stream: Array) -> Array:
    """The number of the text that each token of a stream is of, even for titles and odd for abstracts."""
    ends = stream == 0
    numbers: Array = np.cumsum(ends, dtype=np.int32) - ends
    return numbers
