"""YAML from outside as plain lists, dicts and texts.

It is read event by event, so that nesting without end, aliases that grow without end and tags that name Python objects
are refused before anything is built of them. Every scalar stays the text that it is in the file.
"""

from __future__ import annotations

from typing import Any

from sitegen.diagnostics import Location, Report

_DEEPEST = 60


def load(text: str, path: str, report: Report) -> Any:
    """The first document of a file; None, and a diagnostic, where it cannot be read."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Builder().build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        at = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        report.error("broken-yaml", f"this cannot be read: {problem.problem or 'broken YAML'}", at)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        report.error("broken-yaml", f"this cannot be read: {problem}".split("\n")[0], Location(path))
    return None


def top_lines(text: str) -> dict[str, int]:
    """The lines of the keys in the first column that have something below them."""
    lines = ((line.rstrip(), number) for number, line in enumerate(text.split("\n"), 1))
    return {line[:-1].strip("\"'"): number for line, number in lines if line.endswith(":") and not line[0].isspace()}


class _Builder:
    """Values in the making."""

    def __init__(self) -> None:
        self.open: list[tuple[Any, list[Any]]] = []
        """Lists and dicts that are not ended, each with the key that waits for its value."""

    def build(self, events: Any) -> Any:
        import yaml

        for event in events:
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it refers to itself with *, which is not taken")
            if isinstance(event, yaml.ScalarEvent):
                value: Any = event.value
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self.open) >= _DEEPEST:
                    raise ValueError("it is nested too deeply")
                self.open.append(([] if isinstance(event, yaml.SequenceStartEvent) else {}, []))
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                value = self.open.pop()[0]
            else:
                continue
            if not self.open:
                return value
            self._put(value)
        return None

    def _put(self, value: Any) -> None:
        holder, key = self.open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif key:
            holder[key.pop()] = value
        else:
            key.append(value if isinstance(value, str) else str(type(value).__name__))
