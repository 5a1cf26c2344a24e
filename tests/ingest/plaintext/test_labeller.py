"""The likeliest labels of chunks, by their own features and by what the chunks that look like them are."""

from __future__ import annotations

import numpy as np

from sitegen.ingest.plaintext.chunks import chunks, labels_of
from sitegen.ingest.plaintext.features import describe
from sitegen.ingest.plaintext.labeller import Model, _likeness, label
from sitegen.ingest.plaintext.lines import lines


def test_chunks_that_look_alike_are_taken_for_the_same() -> None:
    odds = np.array([[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.3, 0.7]])
    likeness = _likeness(odds, ["title"] * 4)
    assert (likeness[:, 0] > likeness[:, 1]).all()
    # what a chunk is by itself is not counted twice
    assert np.allclose(likeness[3], _likeness(odds[[0, 1, 2, 0]], ["title"] * 4)[3])


def test_chunks_that_look_like_nothing_else_are_what_they_are_by_themselves() -> None:
    odds = np.array([[0.9, 0.1], [0.9, 0.1], [0.3, 0.7]])
    assert not _likeness(odds, ["title", "title", "rest"]).any()
    assert _likeness(odds, ["title", "title", "title"]).all()


def test_the_likeliest_title_of_a_text_without_one_may_be_less_likely_in_a_heading() -> None:
    def labels(text: str, odds: float) -> str:
        found = lines(list(enumerate(text.split("\n"), 1)))
        # two labels, of which all chunks have the first with the same odds
        weights = np.log([[odds, 1 - odds]])
        model = Model(["T", "O"], {}, weights, np.zeros((2, 2)))
        described = describe(found, chunks(found))
        per_chunk = sum(1 for _ in next(described.features()))
        label(described, Model(model.labels, {}, weights / per_chunk, model.transition))
        return labels_of(described.pieces)

    assert labels("# Slow Clocks", 0.1) == "T"
    assert labels("Slow Clocks", 0.1) == "O"
    assert labels("Slow Clocks", 0.2) == "T"
    assert labels("# Slow Clocks", 0.01) == "O"
