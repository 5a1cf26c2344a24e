"""Pages of HTML as the lines a reader sees, if wanted with Markdown's marks for headings, lists, links and type.

Scripts, styles, navigation, forms' controls and pictures are passed over. The standard library's parser takes any tag
soup without an error. In tables a cell that goes over several rows is repeated in each.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec import Struct, field

from sitegen.ingest.read import Numbered, barred
from sitegen.ingest.read.characters import with_scripts
from sitegen.text.dates import day_of

_HIDDEN_TAGS = "script style head template noscript svg nav button select option footer iframe"
_BLOCK_TAGS = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead time tr ul"
)
_APART_TAGS = "article h1 h2 h3 h4 hr ol p table tr ul"
_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_HIDDEN, _BLOCKS = frozenset(_HIDDEN_TAGS.split()), frozenset(_BLOCK_TAGS.split())
_APART, _VOID = frozenset(_APART_TAGS.split()), frozenset(_VOID_TAGS.split())
"""Blocks that a blank line stands before, and tags that end at once."""
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|article|div|section|main|p|h[1-6]|ul|ol|dl|table|span|a)\b[^<>]*>", re.IGNORECASE
)
TAB = re.compile(r"^\[\d{4}\.\d{4,5}(?:v\d+)?\]\s+")
"""What arXiv's pages have before the title in the name of a browser's tab, and so of a bookmark."""
_CLOSING = re.compile(r"</(?:p|h[1-6]|article|div|li|ul|ol|td|tr|dd|dt|section|main|body|a)>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6}\s+\S.{2}", re.MULTILINE)
"""A heading of Markdown, which may have tags around it."""
_VALUE = re.compile(r'="[^"]*"')
"""What a tag says in quotation marks, which a button to copy may fill with Markdown."""
_NOWHERE = re.compile(r"#!?|javascript:.*|https?://(?:www\.)?arxiv\.org/(?:a|search)/.*", re.IGNORECASE | re.DOTALL)
"""Links for scripts, those of pages that are not finished, and arXiv's searches for an author."""
_MOST_REPEATED, _LONGEST_REPEATED = 100_000, 300
"""Cells of a page that are repeated in the rows which others go over, and characters of each; both bound its rows."""
_PART = re.compile(r"\b(?:author|publisher|byline|source|date)s?\b")
"""In the class of what a style sheet sets apart from the words that it follows without a space."""
_PREAMBLE = re.compile(r"\A(?:\s*<(?:!--.*?--|\?xml[^<>]*)>)+\s*", re.DOTALL)
_HEAD = 20_000
"""Characters by which a page is known."""


def is_html(text: str) -> bool:
    """Whether a text is HTML by its beginning: it starts with a tag, or is full of them."""
    head = text[:_HEAD]
    match = _TAG.match(_PREAMBLE.sub("", head).lstrip())
    if match and match[0].lower().startswith(("<!doctype", "<html")):
        return True
    if len(_MARKDOWN.findall(_VALUE.sub("", head))) > 1:
        return False
    return "</" in head if match else len(_CLOSING.findall(head)) > 3


def lines(source: str) -> list[Numbered]:
    """The lines that a browser would show, each with the number of the source's line it starts on."""
    return [(number, text) for number, text in _read(_Lines(), source) if text]


def marked_lines(source: str) -> list[Numbered]:
    """The lines with Markdown's marks, tabs between cells, and blank lines where a page has space."""
    return _read(_MarkedLines(), source)


def closed(source: str) -> str:
    """A page without the starts of what never ends, for each of which the parser would search the rest of the file."""
    for start, end, instead in (("<!--", "-->", ""), ("<![", "]>", "&lt;!["), ("<", ">", "&lt;")):
        behind = source.rfind(end) + 1
        source = source[:behind] + source[behind:].replace(start, instead)
    return source


def _read(parser: _Lines, source: str) -> list[Numbered]:
    parser.feed(with_scripts(closed(source)))
    parser.close()
    parser.break_line()
    return parser.found


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Numbered] = []
        self._parts: list[str] = []
        self._start = 1
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.append(tag)
        elif (tag in _HIDDEN or re.search(r"display:\s*none", values.get("style") or "")) and tag not in _VOID:
            self._hidden = [tag]
        elif tag in _BLOCKS:
            self.break_line(is_apart=tag in _APART)
            self.open(tag, "")
        else:
            if "".join(self._parts[-1:])[-1:].isalnum() and _PART.search(values.get("class") or ""):
                self.break_line()
            self.open(tag, (values.get("href") or "").strip())

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.pop()
        elif tag in _BLOCKS and tag != "br":
            self.break_line()
        else:
            self.end(tag)

    def handle_data(self, words: str) -> None:
        if not self._hidden:
            if not self._parts and words.strip():
                self._start = self.getpos()[0] + words[: len(words) - len(words.lstrip())].count("\n")
            if self._parts or words.strip():
                self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", words))

    def open(self, tag: str, address: str) -> None:
        """Begins what is no block of its own, or what a block's line begins with."""

    def end(self, tag: str) -> None:
        """Ends what is no block of its own."""

    def break_line(self, *, is_apart: bool = False) -> None:
        """Ends the line; with `is_apart` an empty one follows."""
        if text := "".join(self._parts).strip(" \t"):
            self.found.append((self._start, re.sub(r"  +", " ", text)))
        if is_apart:
            self.found.append((self._start, ""))
        self._parts = []


class _MarkedLines(_Lines):
    def __init__(self) -> None:
        super().__init__()
        self._link: tuple[str, int] | None = None
        self._styles: list[tuple[str, int]] = []
        """Open tags of bold and italics, each with where its mark goes among the parts."""
        self._said = 0
        """Parts up to the last words."""
        self._prefix = ""

    def handle_data(self, words: str) -> None:
        super().handle_data(words)
        if words.strip():
            self._said = len(self._parts)

    def open(self, tag: str, address: str) -> None:
        if tag == "li":
            self._prefix = "- "
        elif re.fullmatch("h[1-6]", tag):
            self._prefix = "#" * int(tag[1]) + " "
        elif tag in ("td", "th"):
            self._parts.append("\t")
        elif tag == "a":
            self._close_link()
            self._link = address, len(self._parts)
        elif tag in _STYLES:
            self._styles.append((tag, len(self._parts)))
            self._parts.append("")

    def end(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        elif self._styles and self._styles[-1][0] == tag:
            _, start = self._styles.pop()
            if self._said > start:
                self._parts[start] = _STYLES[tag]
                self._parts.append(_STYLES[tag])

    def _close_link(self) -> None:
        if self._link:
            url, start = self._link
            words = "".join(self._parts[start:]).strip()
            if words and url and not (_NOWHERE.fullmatch(url) or re.search(r"[()\s]", url)):
                self._parts[start:] = ["[" + re.sub(r"[\[\]]", "", TAB.sub("", words)) + f"]({url})"]
                self._said = len(self._parts)
                while self._styles and self._styles[-1][1] >= start:
                    self._styles.pop()
            self._link = None

    def break_line(self, *, is_apart: bool = False) -> None:
        self._close_link()
        text = "".join(self._parts).strip(" \t")
        self._parts = [self._prefix + text] if text else []
        self._prefix = "" if text else self._prefix
        self._styles, self._said = [], 0
        super().break_line(is_apart=is_apart)


class _Row(Struct):
    """One row of a table: the line of the page in which it starts, and the pieces of text of each cell."""

    number: int
    others: int = 0
    """How many lines stand above it that are in no cell."""
    cells: list[list[str]] = field(default_factory=list)
    is_head: bool = False


def table_rows(source: str, *, with_others: bool = False) -> list[Numbered]:
    """The rows of all tables as rows of Markdown, each with its line; below a head the line that parts it.

    `with_others` keeps the lines beside the tables, where they stand, with `/` for bars.
    """
    reader = _Tables()
    others = [(number, line.replace("|", "/")) for number, line in _read(reader, source)]
    rows: list[Numbered] = []
    start = 0
    for row in reader.rows:
        rows += others[start : row.others] if with_others else []
        start = row.others
        rows.append((row.number, barred(" ".join("".join(cell).split()) for cell in row.cells)))
        if row.is_head:
            rows.append((row.number, "|" + "---|" * max(2, len(row.cells))))
    return rows + (others[start:] if with_others else [])


class _Tables(_MarkedLines):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []
        self.is_open = False
        self.address = ""
        self.spans: dict[int, tuple[int, list[str]]] = {}
        """The number of the last row that a cell goes over, and what is in it, by its column."""
        self.left = _MOST_REPEATED

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if not self.is_open and tag not in ("td", "th"):
            super().handle_starttag(tag, attributes)
        if tag in ("tr", "td", "th"):
            self._end_link()
        if tag in ("tr", "table"):
            self._add_spanned()
            self.is_open = False
        if tag == "table":
            self.spans = {}
        elif tag == "tr":
            self.break_line()
            self.rows.append(_Row(self.getpos()[0], len(self.found)))
        elif tag in ("td", "th") and self.rows:
            self._add_spanned()
            column, cell = len(self.rows[-1].cells), list[str]()
            if count := re.fullmatch(r"[1-9]\d{0,3}", dict(attributes).get("rowspan") or "1"):
                self.spans[column] = (len(self.rows) + int(count[0]) - 1, cell)
            self.rows[-1].cells.append(cell)
            self.rows[-1].is_head = tag == "th"
            self.is_open = True
        elif tag == "a" and self.is_open:
            self._end_link()
            address = (dict(attributes).get("href") or "").strip()
            self.address = address if address.startswith("http") else ""
            self.handle_data("[" if self.address else "")
        elif tag in ("br", "p", "div") and self.is_open:
            self.handle_data(" <br> " if tag == "br" else " ")

    def handle_endtag(self, tag: str) -> None:
        if not self.is_open:
            super().handle_endtag(tag)
        if tag in ("a", "td", "th", "tr", "table"):
            self._end_link()
        if tag in ("td", "th", "tr", "table"):
            self.is_open = False
        if tag == "table":
            self._add_spanned()

    def _add_spanned(self) -> None:
        """Adds the cells of rows above that go over this one too, as far as they come next; a day is left empty, by
        which it is known for that of several papers.
        """
        row = self.rows[-1] if self.rows else _Row(0)
        while self.left and self.spans.get(column := len(row.cells), (-1, []))[0] >= len(self.rows):
            self.left -= 1
            cell = self.spans[column][1]
            # joined once, not anew for each row
            text = "".join(cell).strip()
            cell[:] = [text] if text else []
            row.cells.append(cell if len(text) <= _LONGEST_REPEATED and not day_of(text, "")[0] else [])

    def _end_link(self) -> None:
        self.handle_data(f"]({self.address})" if self.address else "")
        self.address = ""

    def handle_data(self, words: str) -> None:
        if not self.is_open:
            super().handle_data(words)
        elif words.strip() or self.rows[-1].cells[-1]:
            self.rows[-1].cells[-1].append(words)
