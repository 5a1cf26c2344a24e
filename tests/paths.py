"""Where the project's own folders are, for tests in whatever folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Real papers beside the checkout; absent from an ordinary clone."""
