"""Writes the answers of all stories anew, or of those named: `python -m tests.transcripts [NAME…]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.transcripts.story import FOLDER, tell


def main(names: list[str]) -> None:
    """Runs and writes."""
    for file in [FOLDER / f"{name}.txt" for name in names] or sorted(FOLDER.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            told = tell(file.read_text("utf-8"), Path(folder))
        file.write_text(told, "utf-8", newline="")


if __name__ == "__main__":
    main(sys.argv[1:])
