"""Pasted HTML, or a page saved from a browser, as the lines a reader sees.

Only block structure, headings and links are read; scripts, styles, navigation, forms and pictures are passed over.
The standard library's parser takes any tag soup without an error.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sitegen.ingest.read.lines import Line

_HIDDEN_TAGS = "script style template noscript svg head nav footer form button select option iframe"
_BLOCK_TAGS = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead time tr ul"
)
_VOID_TAGS = "br hr img input meta link area base col embed source track wbr"
_HIDDEN = frozenset(_HIDDEN_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_VOID = frozenset(_VOID_TAGS.split())
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|article|div|section|main|p|h[1-6]|ul|ol|dl|table|span|a)\b[^<>]*>", re.IGNORECASE
)
_CLOSING = re.compile(r"</(?:p|h[1-6]|article|div|li|ul|ol|td|tr|dd|dt|section|main|body|a)>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6}\s+\S.{2}", re.MULTILINE)
"""A heading of Markdown, which may have tags around it."""
_PREAMBLE = re.compile(r"(?:\s*<(?:!--.*?--|\?xml[^<>]*)>)+\s*", re.DOTALL)


def is_html(head: str) -> bool:
    """Whether a text that begins with `head` is HTML: it starts with a tag, or is full of them."""
    before = _PREAMBLE.match(head)
    found = _TAG.match(head[before.end() if before else 0 :].lstrip())
    if found and found[0].lower().startswith(("<!doctype", "<html")):
        return True
    if len(_MARKDOWN.findall(head)) > 1:
        return False
    return "</" in head if found else len(_CLOSING.findall(head)) > 3


def lines(source: str) -> list[Line]:
    """The lines of a page, with the level of headings and the addresses of links."""
    reader = _Reader()
    reader.feed(closed(source))
    reader.close()
    reader.end_line()
    return reader.lines


def closed(source: str) -> str:
    """A page without the starts of what never ends, for each of which the parser would search the rest of the file."""
    for start, end, instead in (("<!--", "-->", ""), ("<![", "]>", "&lt;!["), ("<", ">", "&lt;")):
        behind = source.rfind(end) + 1
        source = source[:behind] + source[behind:].replace(start, instead)
    return source


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.hidden: list[str] = []
        self.heading = 0
        self.words: list[str] = []
        self.links: list[str] = []
        self.start = 1
        self.gap = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if self.hidden:
            return
        if tag in _BLOCKS:
            self.end_line(gap=tag not in ("br", "li", "tr"))
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])
        address = dict(attrs).get("href") if tag == "a" else None
        if address and not address.startswith(("#", "javascript:")):
            self.links.append(address.strip())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
            return
        if not self.hidden and tag in _BLOCKS:
            self.end_line(gap=True)
            if re.fullmatch(r"h[1-6]", tag):
                self.heading = 0

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.words and data.strip():
            self.start = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self.words or data.strip():
            self.words.append(data)

    def end_line(self, gap: bool = False) -> None:
        """Ends the line being read; with `gap` the next one stands apart from it."""
        text = re.sub(r"[^\S\u00a0]+", " ", "".join(self.words)).strip()
        if text:
            self.lines.append(Line(text, self.start, self.gap, 0, self.heading, tuple(self.links)))
            self.gap = 0
            self.links = []
        self.words = []
        self.gap = max(self.gap, int(gap))
