"""A model of python-crfsuite as the small file that `sitegen.ingest.plaintext.labels.labeller` reads."""

from __future__ import annotations

import json
import zlib

import numpy as np
import pycrfsuite

_SMALL = 0.09
_STEP = 16.0


def packed(model: str, small: float = _SMALL, step_of_states: float = _STEP) -> bytes:
    """Labels, transitions in steps of a sixteenth, and the larger state weights in these or other steps."""
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    info = tagger.info()
    names = sorted(info.labels)
    place = {name: at for at, name in enumerate(names)}
    rows: dict[str, dict[int, int]] = {}
    for (feature, label), weight in info.state_features.items():
        step = max(-127, min(127, round(weight * step_of_states)))
        if abs(weight) > small and step:
            rows.setdefault(feature, {})[place[label]] = step
    features = sorted(rows)
    transitions = np.full((len(names), len(names)), -127, dtype=np.int8)
    for (before, after), weight in info.transitions.items():
        transitions[place[before], place[after]] = max(-127, min(127, round(weight * _STEP)))
    table = np.zeros((len(features), len(names)), dtype=np.int8)
    for at, feature in enumerate(features):
        for label, step in rows[feature].items():
            table[at, label] = step
    head = json.dumps({"labels": names, "features": features}, ensure_ascii=False, separators=(",", ":")).encode()
    numbers = transitions.tobytes() + np.ascontiguousarray(table.T).tobytes()
    return zlib.compress(len(head).to_bytes(4, "big") + head + numbers, 9)
