"""The text part of a mail, made of its HTML, so that both say the same."""

from __future__ import annotations

import re
import textwrap
from html.parser import HTMLParser

_WIDTH = 72
_BLOCKS = frozenset(
    {"blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "table", "tr", "ul"}
)
_LISTS = frozenset({"ol", "ul"})
_SILENT = frozenset({"head", "script", "style", "title"})
_UNSEEN = frozenset({"preheader", "footnote-backref"})
"""Classes of what only the list of mails shows, and of arrows that lead from a footnote back to its mark."""
_UNDERLINES = {"h1": "=", "h2": "-"}
_QUOTED = "> "


def plain_text(html: str) -> str:
    """The text of an HTML document in lines of at most 72 characters; a link's address follows it in angle brackets."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return "\n\n".join(reader.blocks) + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._href = self._prefix = ""
        self._numbers: list[int] = []
        """For each open list the number of its next item; 0 in lists without numbers."""
        self._quotations: list[int] = []
        """For each open quotation how many blocks stand before it."""
        self._silent: list[str] = []
        """Open elements that are not read, from the outermost on."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if self._silent or tag in _SILENT or values.get("class") in _UNSEEN:
            if tag not in ("meta", "br", "img"):
                self._silent.append(tag)
        elif tag in _BLOCKS:
            self.end_block()
            if tag in _LISTS:
                start = values.get("start") or "1"
                self._numbers.append(int(start) if tag == "ol" and start.isdecimal() else 0)
            elif tag == "li":
                self._prefix = self._mark()
            elif tag == "blockquote":
                self._quotations.append(len(self.blocks))
        elif tag == "input" and values.get("type") == "checkbox":
            self._prefix = "[x] " if "checked" in values else "[ ] "
        elif tag == "br":
            self._words.append(" ")
        elif tag == "img":
            self._words.append(values.get("alt") or "")
        elif tag == "a":
            # what leads to another place of the mail leads nowhere in a text
            href = values.get("href") or ""
            self._href = "" if href.startswith("#") else href

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == "a" and self._href:
            # a link whose text is its address shows it once
            self._words += [f" <{self._href}>"] if self._words[-1:] != [self._href] else []
            self._href = ""
        elif tag in _BLOCKS:
            self.end_block()
            if tag in _LISTS and self._numbers:
                self._numbers.pop()
            elif tag == "li":
                self._prefix = ""
            elif tag == "blockquote" and self._quotations:
                self._quote(self._quotations.pop())
            elif tag in _UNDERLINES and self.blocks:
                self._underline(_UNDERLINES[tag])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def end_block(self) -> None:
        """Wrap what was read since the last block."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            indent = " " * len(self._prefix)
            width = _WIDTH - len(self._quotations) * len(_QUOTED)
            lines = textwrap.wrap(
                self._prefix + text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
            )
            self.blocks.append("\n".join(lines))
            self._prefix = ""

    def _mark(self) -> str:
        """What stands before the next item of the innermost list."""
        number = self._numbers[-1] if self._numbers else 0
        if number:
            self._numbers[-1] += 1
        return f"{number}. " if number else "* "

    def _quote(self, start: int) -> None:
        """Mark the blocks from there on as somebody else's words."""
        if quoted := "\n\n".join(self.blocks[start:]):
            self.blocks[start:] = ["\n".join(f"{_QUOTED}{line}".rstrip() for line in quoted.split("\n"))]

    def _underline(self, mark: str) -> None:
        """Set the last block off as a heading; the address that it leads to stands below."""
        heading, *address = re.split(r"\s(?=<\S+>$)", self.blocks[-1])
        width = max(map(len, heading.split("\n")))
        self.blocks[-1] = "\n".join([heading, mark * min(_WIDTH, width), *address])
