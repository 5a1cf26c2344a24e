"""Styles of lists as templates: the text files in `styles/`.

A file holds styles, each of which begins with `=== name` and has parts: `--- head`, `--- entry`, `--- between` (now and
then before an entry) and `--- foot`. In a part

| written | gives |
| --- | --- |
| `{a¦b¦c}` | one of them, the same in the whole list |
| `{%a¦b¦c}` | one of them, chosen again in each entry |
| `\\{ \\}` | braces |
| `{title}` `{authors}` `{abstract}` `{short}` … | a fact of the entry's paper (`Entry`) |
| `{person}` `{day}` `{clock}` `{number}` … | something made up (`Entry`) |

A fact that an entry does not show is taken from its paper, so that nobody expects it to be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.training.plaintext.entries import STYLES, Entry, Style
from tests.training.plaintext.markup import wrap
from tests.training.plaintext.nodes import Nodes, parsed
from tests.training.plaintext.papers import Paper

_WIDTHS = (50, 64, 72, 78, 90)
_NOBODY = Paper(title="", authors=[], categories=[], published=date(2025, 1, 1))


class Template(Struct):
    """A style of lists."""

    name: str
    parts: dict[str, Nodes]

    @property
    def is_of_one(self) -> bool:
        """Whether it shows a single paper."""
        return "alone" in self.name

    @property
    def weight(self) -> int:
        """How often it is taken: the more ways it has to write an entry, the more often."""
        return max(3, 3, *(len(node.options) for node in self.parts["entry"] if not isinstance(node, str)))


def load(folder: Path = STYLES) -> list[Template]:
    """All styles, in a fixed order."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for text in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = text.partition("\n")
            parts = re.split(r"^--- (\w+)\n", body, flags=re.MULTILINE)[1:]
            found.append(
                Template(name, {part: parsed(text) for part, text in zip(parts[::2], parts[1::2], strict=True)})
            )
    return found


def written(template: Template, random: Random, papers: Sequence[Paper], day: date) -> str:
    """A list in a style; the papers keep only what it shows of them."""
    style = Style(random, day)
    for name in ("head", "foot", "between"):
        template.parts.setdefault(name, [])
    nobody = Entry(style, papers[0], 0)
    parts = [nobody.text(template.parts["head"])]
    often = random.choice((0.0, 0.0, 0.2, 0.4))
    width = random.choice((0,) * 12 + _WIDTHS) if "wrapped" not in template.name else random.randint(34, 90)
    between = random.choice(("\n", "\n\n", "\n\n", "\n\n", "\n\n\n")) if "tight" not in template.name else "\n"
    buttons = random.choice((0, 0, 0, 0, 1, 2, 3))
    pressed = [nobody.noise("button") for _ in range(buttons)]
    for number, paper in enumerate(papers, 1):
        if template.parts["between"] and random.random() < often:
            parts.append(nobody.text(template.parts["between"]))
        entry = Entry(style, paper, number)
        text = entry.text(template.parts["entry"])
        entry.forget()
        text = "\n".join([text, *pressed])
        parts.append(_wrapped(text, width) if width and "long" not in template.name else text)
    parts.append(nobody.text(template.parts["foot"]))
    return _framed(random, between.join(part for part in parts if part))


def _framed(random: Random, text: str) -> str:
    """Now and then what mail programs and editors do to a whole text."""
    way = random.random()
    if way < 0.04:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if way < 0.07:
        return "\n".join(f"    {line}" for line in text.split("\n"))
    return text.replace("\n", "\n\n") if way < 0.1 else text


def _wrapped(text: str, width: int) -> str:
    """Lines broken at a width, with the indentation and hanging marks that they have."""
    rows = []
    for line in text.split("\n"):
        indent = re.match(r"\s*(?:[-*•]\s+|\d+[.)]\s+|>\s+)?", line)
        margin = re.sub(r"[^>\s]", " ", indent[0]) if indent else ""
        rows.append(wrap(line, width, "", margin) if len(line) > width and "](" not in line else line)
    return "\n".join(rows)


def noisy(random: Random, day: date, text: str) -> str:
    """A text with lines of no paper above, below or both."""
    nobody = Entry(Style(random, day), _NOBODY, 0)
    above, below = (
        [nobody.noise(random.choice(kinds)) for _ in range(random.randint(0, 4))]
        for kinds in (("hello", "section", "chat", "menu", "menu"), ("bye", "ad", "chat", "button", "menu"))
    )
    gap = random.choice(("\n", "\n\n"))
    return gap.join([*above, text, *below])


def invented(random: Random, paper: Paper) -> None:
    """Gives a paper a title and an abstract in plain words, which no field of research is known by."""
    nobody = Entry(Style(random, paper.published), _NOBODY, 0)
    paper.title = nobody.noise("title")
    paper.abstract = " ".join(nobody.noise("sentence") for _ in range(random.randint(2, 6)))
