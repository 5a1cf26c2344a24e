"""What the index is written with: numbers as digits, and text as the code units that JavaScript orders it by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitegen.search
from sitegen.search import digits
from sitegen.search.query.reader import decode_vocabulary
from sitegen.text import utf16
from sitegen.text.stem import stem
from tests.search_site import catalog, index

FORMAT = Path(sitegen.search.__file__).with_name("FORMAT.md")


def written(folder: str) -> str:
    """The example of a file that FORMAT.md shows."""
    return FORMAT.read_text("utf-8").partition(f"## `search/{folder}/")[2].split("```")[1]


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


def test_documents_have_the_keys_that_the_format_names() -> None:
    papers = [("x", "Slow clocks", "", ()), ("y", r"Slow $\alpha$ clocks", "Text.", ("Ann Lee",))]
    blocks = [json.loads(data) for route, data in index(catalog(papers)) if route.startswith("search/documents/")]
    keys = {key for block in blocks for document in block for key in document}
    assert {"id", "title", "abstract", "lengths"} <= keys <= set(re.findall(r'"(\w+)":', written("documents")))


def test_the_words_of_the_format_s_examples_have_the_terms_beside_them() -> None:
    columns = dict(re.findall(r'"(terms|forms)": "(.*?) …"', written("words")))
    endings = re.findall(r'"(\d\w*)"', written("words"))
    frequencies = digits.encode([0] * len(columns["terms"].split()))
    found = list(decode_vocabulary({**columns, "endings": endings, "frequencies": frequencies}))
    assert [term for term, _, _ in found] == re.findall(r'"(\w+)"', written("terms").splitlines()[1])[1:]
    assert [(term, {*map(stem, forms)}) for term, _, forms in found] == [(term, {term}) for term, _, _ in found]
