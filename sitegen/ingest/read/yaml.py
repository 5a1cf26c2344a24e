"""YAML from outside as plain lists, dicts and texts.

Its events are looked at first, so that nesting without end and aliases that grow without end are refused before
anything is built of them. Tags mean nothing, and every scalar stays the text that it is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sitegen.ingest.parser import Source

_DEEPEST = 60


def load(text: str, source: Source) -> Any:
    """The first document of a file; None, and a diagnostic, where it cannot be read."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _check(yaml.parse(text, Loader=loader))
        return next(yaml.load_all(text, Loader=loader), None)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        source.error("broken-yaml", f"this cannot be read: {problem.problem or 'broken YAML'}", line, column)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        source.error("broken-yaml", f"this cannot be read: {problem}".split("\n")[0])
    return None


def _check(events: Iterable[Any]) -> None:
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it refers to itself with *, which is not taken")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        if isinstance(event, yaml.DocumentEndEvent):
            return
