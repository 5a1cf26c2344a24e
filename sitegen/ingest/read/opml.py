"""Outlines of an outliner (OPML 2.0) as the items of a list, each with its note below it.

>>> note = "Ann Lee&#10;&lt;a href=&quot;https://arxiv.org/abs/2501.00001&quot;&gt;arXiv&lt;/a&gt;"
>>> outline = f'<opml><body><outline text="Slow Clocks #later" _note="{note}"/></body></opml>'
>>> [line for _, line in rows(outline, Source())]
['- Slow Clocks', '  Ann Lee', '  [arXiv](https://arxiv.org/abs/2501.00001)']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.ingest.parser import Source
from sitegen.ingest.read import Numbered, xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 50
"""Outlines around one that is read."""
_LINK = re.compile(r"<a [^<>]{0,200}href=\"([^\"<>]*)\"[^<>]*>([^<>]*)</a>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>| #[\w-]+(?= ?$)")
"""Of HTML, and what outliners mark entries with."""


def rows(text: str, source: Source) -> Iterator[Numbered]:
    """The lines of all outlines, as far as the file is well-formed."""
    tree = xml.parse(text, source)
    pending: list[tuple[Element, int]] = [(tree.root, 0)] if tree.root is not None else []
    while pending:
        element, depth = pending.pop()
        if element.tag == "outline":
            texts = element.get("text", ""), *element.get("_note", "").split("\n")
            shown, *notes = (_TAG.sub("", _LINK.sub(r"[\2](\1)", line)) for line in texts)
            yield tree.lines[element], f"{'  ' * depth}- {shown}"
            yield from ((tree.lines[element], f"{'  ' * depth}  {note}") for note in notes if note)
            depth = min(depth + 1, _DEEPEST)
        pending += ((inner, depth) for inner in reversed(element))
