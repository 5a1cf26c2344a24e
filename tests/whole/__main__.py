"""Writes what is expected anew."""

from __future__ import annotations

import shutil

from tests.whole import EXPECTED, outlines


def main() -> None:
    """Replaces all outlines."""
    made = outlines()
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, text in made.items():
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")


if __name__ == "__main__":
    main()
