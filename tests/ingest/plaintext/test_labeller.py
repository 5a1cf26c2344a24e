"""The likeliest labels of chunks, by their own features and by what the chunks that look like them are."""

from __future__ import annotations

import numpy as np

from sitegen.ingest.plaintext.labeller import _likeness


def test_chunks_that_look_alike_are_taken_for_the_same() -> None:
    odds = np.array([[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.3, 0.7]])
    likeness = _likeness(odds, ["title"] * 4)
    assert (likeness[:, 0] > likeness[:, 1]).all()
    # what a chunk is by itself is not counted twice
    assert np.allclose(likeness[3], _likeness(odds[[0, 1, 2, 0]], ["title"] * 4)[3])


def test_chunks_that_look_like_nothing_else_are_what_they_are_by_themselves() -> None:
    odds = np.array([[0.9, 0.1], [0.9, 0.1], [0.3, 0.7]])
    assert not _likeness(odds, ["title", "title", "rest"]).any()
