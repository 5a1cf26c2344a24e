"""Links and pictures in Markdown, with their places: `[text](page.md#part)`, `![text](plot.png)`, `[text]: page.md`,
and as Obsidian writes them `[[page]]`, `[[page#part|text]]` and `![[plot.png]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

CODE = (
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*(?:\n|<!--|#{1,6}[ \t]|[-*+][ \t])).)*?(?<!`)\2(?!`)"
)
"""Pattern, over lines, of fenced code and of code within a paragraph."""
_CODE = re.compile(CODE, re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(
    # in a table Obsidian writes the bar as `\|`
    r"\[\[(?P<wiki>[^\[\]\n|]+?)(?:\\?\|[^\[\]\n]*)?\]\]"
    r"|(?<!\\)(?:\\\\)*\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<target>[^\s()<>]+))"
    r"|^ {0,3}\[[^\]\n^]+\]:[ \t]*<?(?P<defined>[^\s<>]+)>?",
    re.MULTILINE,
)
_REST = re.compile(r"[ \t]+[^\s()<>\"'][^\n()<>\"']*(?=\))")
_ELSEWHERE = re.compile(r"(?!(?:https?:/*|mailto:)\Z)[A-Za-z][A-Za-z0-9+.-]*:|/[/\\]|\?|\\")
"""How an address begins that leads to another host, or is none that can be looked up; `http://` alone has no host."""


class Reference(Struct, frozen=True):
    """A link or picture that leads to something of this site."""

    target: str
    """What it leads to, with nothing escaped and without the part; empty for the page that it stands on."""
    part: str
    """The heading that it leads to; empty for none."""
    is_wiki: bool
    start: int
    """Of the target in the text."""
    length: int
    rest: str = ""
    """What is behind a space, at which an address ends."""

    @property
    def key(self) -> str:
        """By what a renderer looks it up."""
        return f"[[{self.target or f'#{self.part}'}]]" if self.is_wiki else self.target


def without_code(markdown: str) -> str:
    """The text with spaces for its code, so that all else has its line and column."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)


def find(markdown: str) -> Iterator[Reference]:
    """The references of a text, in their order.

    >>> [found.target for found in find("[a](b.md#c) `[d](e.md)` [[f|g]] https://h.org/")]
    ['b.md', 'f']
    """
    if "](" not in markdown and "]:" not in markdown and "[[" not in markdown:
        return
    text = without_code(markdown)
    for match in _REFERENCE.finditer(text):
        group = match.lastgroup or ""
        written = match[group]
        if not written or _ELSEWHERE.match(written):
            continue
        target, _, part = written.partition("#")
        target = target.strip() if group == "wiki" else unquote(target.partition("?")[0])
        rest = _REST.match(text, match.end()) if group == "target" else None
        behind = unquote(rest[0]) if rest else ""
        yield Reference(target, unquote(part).strip(), group == "wiki", match.start(group), len(written), behind)
