"""Each file of a whole site says what it is expected to say."""

from __future__ import annotations

import pytest

from tests.whole import EXPECTED, outlines

FILES = sorted(file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*.txt"))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return outlines()


def test_the_site_has_the_expected_files(made: dict[str, str]) -> None:
    assert sorted(made) == FILES


@pytest.mark.parametrize("path", FILES)
def test_a_file_says_what_is_expected(made: dict[str, str], path: str) -> None:
    assert made[path].splitlines() == (EXPECTED / path).read_text("utf-8").splitlines()
