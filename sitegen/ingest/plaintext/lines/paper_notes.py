"""The front matter of a note about one paper, as lines of text below its heading.

---                            # Slow Clocks
authors: ["[[Ann Lee]]"]       Authors: Ann Lee
arxiv: "2502.05795"       →    arXiv:2502.05795
---
# Slow Clocks

What front matter says of a list is its day, `date: 2025-03-28`: who is its author has written the list. One that holds
the list itself is text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.read import yaml
from sitegen.ingest.read.drawn import Numbered
from sitegen.ingest.sources.columns import column

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:(?!abstract:)(?:[a-z][\w-]*:|[ \t]|-[ \t]|#).*\n|\n){0,60})---[ \t]*\n")
_LINES = {"authors": "Authors: ", "arxiv": "arXiv:", "doi": "DOI: ", "url": "URL: "}
_IDENTIFIERS = {"arxiv", "doi"}
"""Fields of which one is given in a note about a paper."""
_LISTED = re.compile(r"^\s+(?:- )?title:", re.MULTILINE)
_HEADING = re.compile(r"#{1,2}\s+\S")


def numbered(text: str) -> list[Numbered]:
    """The lines of a text, each with its number, and those of its front matter where a reader looks for them."""
    match = _FRONT_MATTER.match(text)
    lines = list(enumerate(text.split("\n"), 1))
    if not match or len(_LISTED.findall(match[1])) > 1:
        return lines
    count = match[0].count("\n")
    head, body = match[1].split("\n"), lines[count:]
    days = [line.partition(":")[2].strip(" \"'") if line.startswith("date:") else "" for line in ["", *head]]
    facts = dict(_facts(yaml.load(match[1], Source("", Report()))))
    first = next((at for at, (_, line) in enumerate(body) if _HEADING.match(line)), -1)
    title = [(1, f"# {facts['title']}")] if first < 0 and "title" in facts else []
    if "authors" in facts and facts.keys() & _IDENTIFIERS and (title or first >= 0):
        told = [(1, f"{name}{facts[field]}") for field, name in _LINES.items() if field in facts]
        body[first + 1 : first + 1] = [*title, *told, (1, "")]
    return [*enumerate(days[:count], 1), *body]


def _facts(tree: Any) -> Iterator[tuple[str, str]]:
    """What front matter says of its paper, by the names of columns: what comes first counts least."""
    for name, value in tree.items() if isinstance(tree, dict) else ():
        words = ", ".join(_texts(value))
        if words and (field := column(str(name))[0]):
            yield field, words


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value and of lists in it, `[[Ann Lee]]` among them, without marks of wikis."""
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str) and (text := value.strip(" []")):
        yield text
