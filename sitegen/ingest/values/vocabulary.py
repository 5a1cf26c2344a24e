"""Words and signs by which texts are told apart (`vocabulary.toml`), in the languages that sources are written in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _vocabulary() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__ or "").joinpath("vocabulary.toml").read_text("utf-8"))


def words(name: str) -> tuple[str, ...]:
    """The words of one kind."""
    return tuple(_vocabulary()[name])


def any_of(name: str) -> str:
    """A regular expression for any of the words of one kind."""
    return f"(?:{'|'.join(words(name))})"


def by_kind(name: str) -> tuple[tuple[str, Any], ...]:
    """Regular expressions, each with the kind of thing that it tells."""
    return tuple(("|".join(listed), kind) for kind, listed in _vocabulary()[name].items())
