"""The likeliest labels of chunks, by their own features and by what the chunks that look like them are."""

from __future__ import annotations

import numpy as np

from sitegen.ingest.plaintext.chunks import chunks, labels_of
from sitegen.ingest.plaintext.labels.features import describe
from sitegen.ingest.plaintext.labels.labeller import Model, Models, _likeness, label
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
        row = [np.log(odds), np.log(1 - odds)]
        model = Model(["T", "O"], {"k=name": 0, "nT=0": 1}, np.array([row, [0, 0], [0, 0]]), np.zeros((2, 2)))
        described = describe(found, chunks(found))
        label(described, Models(model, model))
        return labels_of(described.pieces)

    assert labels("# Slow Clocks", 0.1) == "T"
    assert labels("Slow Clocks", 0.1) == "O"
    assert labels("Slow Clocks", 0.2) == "T"
    assert labels("# Slow Clocks", 0.01) == "O"


def test_what_only_the_second_field_is_sure_of_is_less_sure() -> None:
    found = lines([(1, "Slow Clocks")])
    first = Model(["O", "T"], {}, np.zeros((1, 2)), np.zeros((2, 2)))
    second = Model(["O", "T"], {"L=O": 0}, np.array([[0, 9.0], [0, 0]]), np.zeros((2, 2)))
    described = describe(found, chunks(found))
    label(described, Models(first, second))
    (piece,) = described.pieces
    assert (piece.label, round(piece.odds, 2), round(piece.title_odds, 2)) == ("T", 0.75, 0.75)


def test_a_chunk_is_what_those_that_look_alike_are_unless_it_is_sure() -> None:
    found = lines(list(enumerate(("Slow Clocks", "Small Maps", "Dark Rooms", "Open Doors"), 1)))

    def last(weight: float) -> str:
        titles = {"w0=slow": 0, "w0=small": 1, "w0=dark": 2, "w0=open": 3}
        weights = np.array([[0, 4.0], [0, 4.0], [0, 4.0], [weight, 0], [0, 0]])
        model = Model(["O", "T"], titles, weights, np.zeros((2, 2)))
        described = describe(found, chunks(found))
        label(described, Models(model, model))
        return described.pieces[-1].label

    assert last(0.5) == "T"
    assert last(1.0) == "O"
