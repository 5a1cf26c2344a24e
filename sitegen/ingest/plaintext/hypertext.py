"""HTML as lines of text with Markdown's inline markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sitegen.ingest.plaintext.lines import Numbered
from sitegen.ingest.read.html import closed

_HIDDEN = frozenset(
    ["script", "style", "head", "template", "noscript", "svg", "nav", "button", "select", "option", "footer", "iframe"]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "tbody",
        "section",
        "article",
        "header",
        "main",
        "blockquote",
        "pre",
        "br",
        "hr",
        "form",
        "center",
        "details",
        "summary",
        "figure",
        "figcaption",
    ]
)
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"]
)
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_SNIFF = re.compile(r"<(?:!doctype html|html|body|div|p|ul|ol|table|h[1-6]|article|span|li|tr|td)\b[^<>]*>", re.I)


def is_html(head: str) -> bool:
    """Whether a text that begins with `head` is HTML rather than text with a tag here and there."""
    start = head.lstrip("\ufeff \t\r\n")[:200].lower()
    tags = len(_SNIFF.findall(head))
    return start.startswith(("<!doctype html", "<html")) or (
        tags > 4 and (start.startswith("<") or tags > head.count("\n"))
    )


def html_lines(text: str) -> list[Numbered]:
    """The lines that a browser would show, each with the number of the source's line it starts on."""
    parser = _Lines()
    parser.feed(closed(text))
    parser.close()
    parser.break_line()
    return parser.found


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Numbered] = []
        self._parts: list[str] = []
        self._start = 1
        self._hidden: list[str] = []
        self._link: tuple[str, int] | None = None
        self._prefix = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        style = dict(attributes).get("style") or ""
        if self._hidden:
            if tag not in _VOID and tag == self._hidden[0]:
                self._hidden.append(tag)
            return
        if (tag in _HIDDEN or re.search(r"display:\s*none", style)) and tag not in _VOID:
            self._hidden = [tag]
        elif tag in ("td", "th"):
            self._parts.append("\t")
        elif tag in _BLOCKS:
            self.break_line(blank=tag in ("p", "h1", "h2", "h3", "h4", "table", "article", "hr", "ul", "ol", "tr"))
            self._prefix = (
                "- " if tag == "li" else "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else self._prefix
            )
        elif tag == "a":
            self._close_link()
            self._link = dict(attributes).get("href") or "", len(self._parts)
        elif tag in _STYLES:
            self._parts.append(_STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.pop()
        elif tag == "a":
            self._close_link()
        elif tag in _STYLES:
            self._parts.append(_STYLES[tag])
        elif tag in _BLOCKS and tag != "br":
            self.break_line()

    def handle_data(self, words: str) -> None:
        if not self._hidden:
            if not self._parts:
                self._start = self.getpos()[0]
            self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", words))

    def _close_link(self) -> None:
        if self._link:
            url, start = self._link
            words = "".join(self._parts[start:]).strip()
            if words and url and not re.search(r"[()\s]", url):
                self._parts[start:] = ["[" + re.sub(r"[\[\]]", "", words) + f"]({url})"]
            self._link = None

    def break_line(self, *, blank: bool = False) -> None:
        """Ends the line; with `blank` an empty one follows."""
        self._close_link()
        text = re.sub(r"(\*\*|\*)(\s*)\1", r"\2", "".join(self._parts)).strip(" \t")
        if text:
            self.found.append((self._start, self._prefix + text))
            self._prefix = ""
        if blank:
            self.found.append((self._start, ""))
        self._parts = []
