"""Sentences: what they look like, and how long a text of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.words import READ_IN, function_share, words

STOP = re.compile(rf"[.…。！？!?][\"'”’»）)]*$|(?<=[^\W\d])[.!?](?:(?:\[?\d{{1,2}}\]?){{1,6}}|{READ_IN})$")
"""What ends a sentence, also before its sources, `.[2][6]` or `.arxiv+2`."""
WRAPPED = 45
"""Characters of a line that may go on in the next one."""
FEWEST_WORDS = 8
"""Of a sentence that is known by its words."""
_GRAMMAR, _LOWER = 0.12, 0.7
"""The share of words that carry grammar in sentences, and that of words without capitals."""
_SYLLABLES = 1.5
"""Signs of a word from which on a text is Chinese, Japanese or Korean."""
_SYLLABLE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


def size_of(chunks: Iterable[Chunk]) -> int:
    return sum(len(chunk.text.encode()) for chunk in chunks)


def joined(chunks: Iterable[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks)


def is_prose(text: str, fewest: int = FEWEST_WORDS) -> bool:
    """Whether a text is sentences: of words that carry grammar, or mostly without capitals."""
    if not STOP.search(text):
        return False
    split = words(text)
    if len(_SYLLABLE.findall(text)) > _SYLLABLES * len(split):
        return True
    is_lower = sum(map(str.islower, split)) > _LOWER * len(split)
    return len(split) >= fewest and (is_lower or function_share([word.lower() for word in split]) > _GRAMMAR)
