"""YAML from outside as plain lists, dicts and texts.

Its events are looked at first, so that nesting without end and aliases that grow without end are refused before
anything is built of them. Tags mean nothing, and every scalar stays the text that it is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sitegen.ingest.parser import Source

_DEEPEST = 60


def load(text: str, source: Source) -> Any:
    """The first document of a file; None, and a diagnostic, where it cannot be read."""
    return next(iter(load_all(text, source, most=1)), None)


def load_all(text: str, source: Source, most: int | None = None) -> list[Any]:
    """The documents of a file, or the first of them; where one cannot be read, a diagnostic, and those above it."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _check(yaml.parse(text, Loader=loader), most)
        return list(islice(yaml.load_all(text, Loader=loader), most))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        source.error("broken-yaml", f"this cannot be read: {problem.problem or 'broken YAML'}", line, column)
        above, end, _ = "\n".join(text.split("\n")[: line - 1]).rpartition("\n---")
        return load_all(above, source, most) if end else []
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        source.error("broken-yaml", f"this cannot be read: {problem}".split("\n")[0])
    return []


def _check(events: Iterable[Any], most: int | None) -> None:
    import yaml

    depth = documents = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it refers to itself with *, which is not taken")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        documents += isinstance(event, yaml.DocumentEndEvent)
        if documents == most:
            return
