"""sitegen answers an editor as it is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts.story import FOLDER, tell

STORIES = sorted(file.stem for file in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", STORIES)
def test_commands_answer_as_it_is_written(tmp_path: Path, name: str) -> None:
    expected = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert tell(expected, tmp_path).splitlines() == expected.splitlines()
