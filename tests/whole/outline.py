"""A file of a site as lines that a person can compare: one for each element, text and value."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_VARIES = (
    # digests of the theme's files and of scripts within pages, and sitegen's own version
    (re.compile(r"assets/[0-9a-f]{10}/"), "assets/…/"),
    (re.compile(r"sha256-[\w+/=]+"), "sha256-…"),
    (re.compile(r"sitegen \d[\w.]*"), "sitegen …"),
)


def outline(route: str, text: str) -> str:
    """Writes what a file says, without what every change of the theme or the program changes.

        <p class="lead">Two <b>words</b></p>   →   p class="lead"
                                                    | Two
                                                    b
                                                     | words

    Args:
        route: its address in the site, by whose ending it is read.
        text: what is in it.
    """
    for pattern, instead in _VARIES:
        text = pattern.sub(instead, text)
    if route.endswith(".json"):
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    if route.endswith((".html", ".xml", ".opml")):
        lines = _Lines(frame=route == "index.html")
        lines.feed(text)
        lines.close()
        return "\n".join(lines.lines) + "\n"
    return text


class _Lines(HTMLParser):
    """Lines of a page or a feed. What frames all pages is gone into where `frame` is set, and formulas never are."""

    def __init__(self, *, frame: bool) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._frame = frame
        self._open: list[str] = []
        self._closed = 0
        """Depth of an element that is not gone into; 0 for none."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._line(" ".join([tag, *(name if value is None else f'{name}="{value}"' for name, value in attrs)]))
        if tag in _VOID:
            return
        self._open.append(tag)
        frames = self._open[1:-1] == ["body"] and tag in ("header", "footer", "svg", "dialog")
        if not self._closed and (tag == "math" or (frames and not self._frame)):
            self._closed = len(self._open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass
        if len(self._open) < self._closed:
            self._closed = 0

    def handle_data(self, data: str) -> None:
        for line in data.splitlines():
            if line.strip():
                self._line(f"| {line.strip()}")

    def _line(self, line: str) -> None:
        if not self._closed:
            self.lines.append(" " * len(self._open) + line)
