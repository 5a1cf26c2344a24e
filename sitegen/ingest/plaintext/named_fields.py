"""Fields that a list names outright, `Votes: 45`, `机构：…`, where the labeller took them for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.words import field

_LABELS = {"votes": "N", "comment_count": "C", "place": "G", "topics": "W", "venue": "V", "published": "P", "id": "L"}
"""The label of the chunk behind a field's name; `W` is of topics, which only their names tell."""
_NUMBER = r"\d[\d,.]{0,8}\s?k?"
_COUNTED = (
    ("N", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:(?:up)?votes?|points?|个?赞)\W{{0,2}}", re.I)),
    ("N", re.compile(rf"\W?[👍🔺▲⬆]\ufe0f?\s*{_NUMBER}\W{{0,2}}", re.I)),
    ("C", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:comments?|评论)\W{{0,2}}|💬\s*{_NUMBER}", re.I)),
    ("P", re.compile(r"(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d", re.I)),
    ("G", re.compile(r"🏢\s*\S.{0,60}")),
)
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)


def _counted(text: str) -> str:
    """What a number counts that has a word or a sign beside it, `45 votes`, `💬 3`."""
    return next((label for label, pattern in _COUNTED if pattern.fullmatch(text)), "O")


def with_named_fields(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where a name, a word or a sign beside it says what a chunk is."""
    made = [_counted(chunk.text) if label in "OC" else label for chunk, label in zip(chunks, labels, strict=True)]
    made = [label if label != "O" else was for label, was in zip(made, labels, strict=True)]
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        if made[at] in "AO" and field(name.text) == "submitter":
            made[at] = "M"
        if made[at] != "O" or value.line != name.line or not name.text.rstrip("*_ ").endswith((":", "：")):
            continue
        label = _LABELS.get(field(name.text), "O")
        if label in "NC" and not _COUNT.fullmatch(value.text):
            continue
        made[at] = label
    return made
