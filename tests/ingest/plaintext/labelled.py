"""Rows whose chunks have labels that a test knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.ingest.plaintext.chunks import Chunk, chunks, labels_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.papers.assembly import Paper, papers


def labelled(labels: str, rows: Iterable[str], title_odds: Sequence[float] = ()) -> Text:
    """The text of rows with a label for each of its chunks, and if wanted its probability to open a paper."""
    found = lines(list(enumerate(rows, 1)))
    text = Text(found, chunks(found))
    label(text.chunks, labels)
    for chunk, odds in zip(text.chunks, title_odds, strict=False):
        chunk.title_odds = odds
    return text


def label(pieces: Sequence[Chunk], labels: str) -> None:
    assert len(pieces) == len(labels), [piece.text for piece in pieces]
    for piece, known in zip(pieces, labels, strict=True):
        piece.label = known


def corrected(text: Text, rules: Iterable[Callable[[Text], None]]) -> str:
    """The labels of a text behind some rules."""
    for rule in rules:
        rule(text)
    return labels_of(text.chunks)


def assembled(*rows: str) -> list[Paper]:
    """The papers of rows, each of which begins with the labels of its chunks: `TA Slow Clocks | Ann Lee`."""
    labels = "".join(row.partition(" ")[0] for row in rows if row)
    return papers(labelled(labels, [row.partition(" ")[2] for row in rows]))[0]


def fields(listed: Iterable[Paper], label: str) -> list[str]:
    """What the first field of a kind says in each paper."""
    return [paper.text(label) for paper in listed]
