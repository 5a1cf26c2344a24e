"""A linear-chain conditional random field over the chunks of a text: what each is, and how sure that is.

It is two of them: the first knows what a chunk and its neighbours look like (`features`), the second also what all
others were taken for (`regularities`).

The labels are `T` a title and `t` its continuation, `A` authors, `S` a sentence of an abstract, `L` an address or
identifier of the paper, `J` one that stands for a paper without a title, `N` votes, `C` comments, `M` who submitted it,
`P` its day, `V` where it was published, `G` whose work it is, `K` categories, `D` the day of the list, `U` its curator
and `O` anything else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, islice, repeat

import numpy as np
from msgspec import Struct

from sitegen.ingest.plaintext.labels.features import Description
from sitegen.ingest.plaintext.labels.regularities import Floats, regularities

_STEP = 16.0
_LIKELY, _LIKELY_HEADING, _DOUBTED = 0.15, 0.05, 0.6
"""From this probability on, the likeliest title of a text that has no other is one, or if it is a heading from this one
on; and how sure it is at most."""
_ALIKE, _SMOOTH, _FEWEST = 0.3, 0.02, 3
"""How much the labels of chunks that look alike count, by how much their odds are evened out, and from how many on."""
_SURE = 0.7
"""From this probability on, a label is right whatever those of other chunks are."""
_AT_ONCE = 2000
"""Chunks whose weights are summed at once."""


class Model(Struct, frozen=True):
    """The weights of one field."""

    labels: list[str]
    rows: dict[str, int]
    state: Floats
    """Weights by feature and label; the last row, of unknown features, is zero."""
    transition: Floats


class Models(Struct, frozen=True):
    """The weights of both fields, which have the same labels."""

    first: Model
    second: Model


@cache
def models() -> Models:
    """The trained weights, read once."""
    return read((files(__package__) / "weights.bin").read_bytes())


def read(packed: bytes) -> Models:
    """Weights from their file, as `tests.training.plaintext.weights` writes it: one model behind the other."""
    first = zlib.decompressobj()
    return Models(model(first.decompress(packed)), model(zlib.decompress(first.unused_data)))


def model(content: bytes, step: float = _STEP) -> Model:
    """The weights of one field, with those of states in so many steps for each unit."""
    size = int.from_bytes(content[:4], "big")
    head = json.loads(content[4 : 4 + size])
    labels, features = head["labels"], head["features"]
    numbers = np.frombuffer(content, dtype=np.int8, offset=4 + size).astype(np.float64)
    wide = len(labels)
    state = np.vstack([numbers[wide * wide :].reshape(wide, len(features)).T / step, np.zeros((1, wide))])
    transition = numbers[: wide * wide].reshape(wide, wide) / _STEP
    return Model(labels, {name: at for at, name in enumerate(features)}, state, transition)


def label(described: Description, weights: Models) -> None:
    """Label chunks with the likeliest sequence (Viterbi) and its probabilities in each place (forward-backward).

    Beyond what the chains know, unsure chunks are taken to have the labels of those that look like them.
    """
    if not described.pieces:
        return
    first, second, labels = weights.first, weights.second, weights.second.labels
    alone, among = scores(described.features(), first, second)
    odds_alone = marginals(alone, first.transition)
    (rest,) = scores(regularities(described, labels, odds_alone, viterbi(alone, first.transition)), second)
    among += rest
    odds = marginals(among, second.transition)
    likeness = np.sum([_likeness(odds, keys) for keys in described.looks()], axis=0)
    is_unsure = odds.max(axis=1, keepdims=True) < _SURE
    best = viterbi(among + _ALIKE * np.where(is_unsure, likeness, 0.0), second.transition)
    of_titles = [at for at, name in enumerate(labels) if name in "TJ"]
    titles = odds[:, of_titles].sum(axis=1)
    at, title = int(titles.argmax()), labels.index("T")
    least = _LIKELY_HEADING if described.lines[described.pieces[at].line].level else _LIKELY
    if not {labels[place] for place in best} & set("TJ") and titles[at] > least:
        # a text of one paper, whose title is doubted the less the less anything else may be one
        best[at] = title
        odds[at, title] = max(odds[at, title], min(titles[at] / sum(titles), _DOUBTED))
    # what the first does not know is doubted, however regular it is
    odds = (odds_alone + odds) / 2
    own = odds[np.arange(len(best)), best].tolist()
    for piece, place, odd, title_odds in zip(
        described.pieces, best, own, odds[:, of_titles].sum(axis=1).tolist(), strict=True
    ):
        piece.label, piece.odds, piece.title_odds = labels[place], odd, title_odds


def scores(described: Iterable[list[str]], *weights: Model) -> list[Floats]:
    """The summed weights of the features of each chunk, by label, for each model."""
    rows = iter(described)
    parts: list[list[Floats]] = [[np.zeros((0, len(model.labels)))] for model in weights]
    while block := list(islice(rows, _AT_ONCE)):
        starts = np.cumsum([0, *map(len, block[:-1])])
        for model, sums in zip(weights, parts, strict=True):
            places = list(map(model.rows.get, chain.from_iterable(block), repeat(len(model.rows))))
            sums.append(np.add.reduceat(model.state[places], starts, axis=0))
    return [np.concatenate(sums) for sums in parts]


def _likeness(odds: Floats, keys: Sequence[str]) -> Floats:
    """The logarithms of the odds that the other chunks with the same key have on average; zero for rare keys."""
    _, groups, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    sums = np.zeros((len(sizes), odds.shape[1]))
    np.add.at(sums, groups, odds)
    size = sizes[groups][:, None]
    others = (sums[groups] - odds + _SMOOTH * size) / (size - 1 + _SMOOTH * size * odds.shape[1])
    likeness: Floats = np.where(size < _FEWEST, 0.0, np.log(others))
    return likeness


def viterbi(scores: Floats, transition: Floats) -> list[int]:
    total = scores[0]
    back = []
    for row in scores[1:]:
        reached = total[:, None] + transition
        choice = reached.argmax(axis=0)
        total = reached[choice, np.arange(len(row))] + row
        back.append(choice)
    at = int(total.argmax())
    path = [at]
    for choice in reversed(back):
        at = int(choice[at])
        path.append(at)
    return path[::-1]


def marginals(scores: Floats, transition: Floats) -> Floats:
    """The probability of each label in each place."""
    moves = np.exp(transition)
    values = np.exp(scores - scores.max(axis=1, keepdims=True))
    forward = np.empty_like(values)
    backward = np.empty_like(values)
    forward[0] = values[0] / values[0].sum()
    for at in range(1, len(values)):
        reached = (forward[at - 1] @ moves) * values[at]
        forward[at] = reached / reached.sum()
    backward[-1] = 1.0
    for at in range(len(values) - 2, -1, -1):
        reached = moves @ (backward[at + 1] * values[at + 1])
        backward[at] = reached / reached.sum()
    odds: Floats = forward * backward
    odds /= odds.sum(axis=1, keepdims=True)
    return odds
