"""Texts as the files of settings have them."""

from __future__ import annotations

import json
import tomllib

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.text.json import quoted


@example("a \x7f b")
@example('"\\\t\n\u2028')
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_in_quotation_marks_is_read_back_letter_for_letter(text: str) -> None:
    written = quoted(text)
    assert tomllib.loads(f"text = {written}") == {"text": text}
    assert json.loads(written) == text
    if text.isprintable():
        assert yaml.safe_load(written) == text
