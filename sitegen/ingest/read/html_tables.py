"""Tables of a page in HTML as rows of Markdown, so that one reader does for both."""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec import Struct, field

from sitegen.ingest.read.html import closed


class Line(Struct):
    """One row of a table."""

    number: int
    """The line of the page in which it starts."""
    cells: list[list[str]] = field(default_factory=list)
    """The pieces of text of each cell."""
    is_head: bool = False

    @property
    def text(self) -> str:
        cells = (" ".join("".join(cell).split()).replace("|", " ") for cell in self.cells)
        return f"| {' | '.join(cells)} |"


def rows(source: str) -> list[tuple[int, str]]:
    """The rows of all tables, each with its line; below a head the line that parts it in Markdown."""
    reader = _Reader()
    reader.feed(closed(source))
    reader.close()
    cells: list[tuple[int, str]] = []
    for line in reader.lines:
        cells.append((line.number, line.text))
        if line.is_head:
            cells.append((line.number, "|" + "---|" * max(2, len(line.cells))))
    return cells


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.is_open = False
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("tr", "td", "th"):
            self._end_link()
        if tag == "tr":
            self.lines.append(Line(self.getpos()[0]))
            self.is_open = False
        elif tag in ("td", "th") and self.lines:
            self.lines[-1].cells.append([])
            self.lines[-1].is_head = tag == "th"
            self.is_open = True
        elif tag == "a" and self.is_open:
            self._end_link()
            address = (dict(attrs).get("href") or "").strip()
            self.address = address if address.startswith("http") else ""
            self.handle_data("[" if self.address else "")
        elif tag in ("br", "p", "div") and self.is_open:
            self.handle_data(" <br> " if tag == "br" else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "td", "th", "tr", "table"):
            self._end_link()
        if tag in ("td", "th", "tr", "table"):
            self.is_open = False

    def _end_link(self) -> None:
        self.handle_data(f"]({self.address})" if self.address else "")
        self.address = ""

    def handle_data(self, data: str) -> None:
        if self.is_open and self.lines:
            self.lines[-1].cells[-1].append(data)
