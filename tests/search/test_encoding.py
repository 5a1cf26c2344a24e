"""What the index is written with: numbers as digits, and text as the code units that JavaScript orders it by."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search import digits
from sitegen.text import utf16


@given(st.lists(st.integers(0, digits.LIMIT - 1)))
def test_numbers_survive_being_written(numbers: list[int]) -> None:
    text = digits.encode(numbers)
    assert list(digits.decode(text)) == numbers
    assert json.loads(f'"{text}"') == text
    alone = digits.encode_runs(np.array(numbers, np.int64), np.arange(len(numbers)))
    assert [[*digits.decode(run.decode())] for run in alone] == [[number] for number in numbers]


def test_a_number_that_is_too_large_for_an_index_is_refused() -> None:
    with pytest.raises(OverflowError, match="so many documents"):
        digits.encode([1, digits.LIMIT])


@given(st.text(st.characters(codec=None)))
def test_text_survives_being_cut_into_code_units(text: str) -> None:
    units = utf16.code_units(text)
    assert len(units) == len(utf16.sort_key(text)) // 2
    assert utf16.from_code_units(units) == text
