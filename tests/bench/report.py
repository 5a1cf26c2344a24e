"""Rows of the one Markdown table that `make bench` prints; what is printed beside it goes to the error stream."""

from __future__ import annotations

import sys

HEAD = "| measured | result | to reach |\n| --- | --- | --- |"


def row(measured: str, result: str, goal: str = "") -> None:
    """Print a row.

    >>> row("cold against Hugo alone", "0.49", "0.5")
    | cold against Hugo alone | 0.49 | 0.5 |
    """
    print("|", " | ".join(cell.replace("|", "\\|") for cell in (measured, result, goal)), "|", flush=True)


def note(text: str) -> None:
    """Say something that is no row."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(HEAD)
