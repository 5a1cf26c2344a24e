"""JSON that people read and compare."""

from __future__ import annotations

from typing import Any

import msgspec


def indented(value: Any) -> bytes:
    """JSON with a line for each value, so that diffs are small, and a line end behind the last.

    >>> indented({"a": [1]})
    b'{\\n "a": [\\n  1\\n ]\\n}\\n'
    """
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
