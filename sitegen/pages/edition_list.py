"""The list in an edition's page as text: split into items, grown, cut, its links changed, with all else left alone.

It is read line by line rather than through a Markdown tree, so that a finding can point at its line and so that sitegen
can add a line or take one away without touching the others.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen.pages import front_matter
from sitegen.text import comments

LINK = re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]\(\s*(<[^>]*>|[^\s)]*)(?:\s+\"[^\"]*\")?\s*\)")
"""A link of Markdown: its text and its target."""
_WIKI = re.compile(r"\[\[()\s*([^\[\]\n|]+?)\s*(?:\|[^\[\]\n]*)?\]\]")
"""A link as Obsidian has them, `[[id]]`, with the same groups."""
_ITEM = re.compile(r"( {0,3}(?:\d{1,9}[.)]|[-*+])[ \t]+)(.*)")


class Item(Struct, frozen=True):
    """A list item: its first line, where that stands, and the lines below it."""

    line: int
    lead: str
    text: str
    shown: str
    """The text with spaces for comments, which may end in a line below."""
    below: tuple[str, ...]


def find_link(text: str) -> re.Match[str] | None:
    """The first link of an item without comments; what its second group holds leads to the paper."""
    return LINK.search(text) or _WIKI.search(text)


def digest(items: Iterable[Item]) -> str:
    """Eight hex digits of the lines of a list. Their numbers, words below them and folders of links do not count."""
    lines = []
    for item in items:
        link = find_link(item.shown)
        start, end = link.span(2) if link else (0, 0)
        name = name_of(target(link[2], "")) if link else ""
        # numbers change, and the end of a comment is the editor's
        lead = item.lead.strip().lstrip("0123456789")
        lines.append(f"{lead} {item.text[:start]}{name}{item.text[end:]}".rstrip())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def is_entry(line: str) -> bool:
    """Whether a line is an item with a link to a page; words around the list may list links to other places."""
    link = _link_of(line)
    return link is not None and "://" not in link[2]


def _link_of(line: str) -> re.Match[str] | None:
    item = _ITEM.match(line)
    return find_link(item[2]) if item else None


def cut(lines: list[str]) -> tuple[list[str], list[Item], list[str]]:
    """Cut the body into what stands before the list of papers, its items, and what stands after it."""
    shown = comments.blanked("\n".join(lines)).split("\n")
    first = _start(shown)
    items: list[Item] = []
    number = first
    while number < len(shown) and (item := _ITEM.match(shown[number])):
        link = _link_of(shown[number]) if _mark(shown[number]) != _mark(shown[first]) else None
        if link and "://" in link[2]:
            # another list than the first one of a list of papers, one of links to other places
            break
        end = number + 1
        while end < len(shown) and (not shown[end].strip() or shown[end].startswith((" ", "\t")) or _lazy(shown, end)):
            if (inner := _ITEM.match(shown[end])) and LINK.match(inner[2]) and ".md" in inner[2]:
                break
            end += 1
        lead, text = _parted(lines[number], item[1])
        below = shown[number + 1 : end] if comments.find_open(text) >= 0 else _closed(lines, shown, number + 1, end)
        items.append(Item(number, lead, text, shown[number][len(lead) :], tuple(below)))
        number = end
    return _closed(lines, shown, 0, first), items, lines[number:]


def _closed(lines: list[str], shown: list[str], start: int, end: int) -> list[str]:
    """Lines with their comments, or without them where one goes on behind the last line: it would look unclosed."""
    return (shown if comments.find_open("\n".join(lines[start:end])) >= 0 else lines)[start:end]


def _parted(line: str, shown_lead: str) -> tuple[str, str]:
    """A line parted behind the lead of its item, which may look longer as comments behind it are shown as spaces."""
    end = len(shown_lead.rstrip())
    while end < len(shown_lead) and line[end].isspace():
        end += 1
    return line[:end], line[end:]


def _start(lines: list[str]) -> int:
    """The line on which the list of papers begins. What its first items link to may be no page, which is a mistake."""
    start = next((number for number, line in enumerate(lines) if is_entry(line)), len(lines))
    mark = _mark(lines[start]) if start < len(lines) else ""
    for number, line in reversed(list(enumerate(lines[:start] if mark else ()))):
        if _mark(line) == mark:
            start = number if _link_of(line) else start
        elif line.strip() and not line.startswith((" ", "\t")) and not _lazy(lines, number):
            break
    return start


def _mark(line: str) -> str:
    """What an item is marked with, without its number (CommonMark 5.3: another mark begins another list)."""
    item = _ITEM.match(line)
    return item[1].strip()[-1] if item else ""


def _lazy(lines: list[str], number: int) -> bool:
    """Whether a line without indent still belongs to the paragraph above it (CommonMark 5.2, lazy continuation)."""
    return bool(lines[number - 1].strip()) and not re.match(
        r"(?:#{1,6}\s|\d{1,9}[.)]\s|[-*+>]\s|```|~~~)", lines[number]
    )


def append(text: str, entries: Callable[[int], str]) -> str:
    """Add entries below the last one of a page; they are written for the number of the first of them."""
    block = front_matter.split(text)
    body = block.body.split("\n")
    _, items, after = cut(body)
    end = len(body) - len(after)
    while end and not body[end - 1].strip():
        end -= 1
    gap = [""] if end and not items else []
    lines = [*body[:end], *gap, entries(len(items) + 1).rstrip("\n"), *body[end:]]
    return block.before + "\n".join(lines).rstrip("\n") + "\n"


def without(text: str, goes: Callable[[Item], bool]) -> str:
    """A page without some of its items, each of a single line; what is left keeps its number."""
    block = front_matter.split(text)
    body = block.body.split("\n")
    _, items, _ = cut(body)
    for number in reversed([item.line for item in items if goes(item)]):
        del body[number]
        # in a list with blank lines between its items, one of those around the item goes with it
        if "".join(body[max(number - 1, 0) : number + 1]).strip() == "" and number < len(body) - 1:
            del body[number]
    return block.before + "\n".join(body)


def relink(text: str, folder: str, moved: Mapping[str, str]) -> str:
    """Replace links to pages that have moved, from one path below the content folder to another."""

    def relinked(link: re.Match[str]) -> str:
        now = moved.get(target(link[2], folder))
        start, end = link.start(2) - link.start(), link.end(2) - link.start()
        return link[0][:start] + quoted(posixpath.relpath(now, folder)) + link[0][end:] if now else link[0]

    return LINK.sub(relinked, text) if moved else text


def target(link: str, folder: str) -> str:
    """Where a link in a page of a folder leads, relative to the content folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(link.strip("<>").partition("#")[0])))


def name_of(path: str) -> str:
    """The id, in lower case, that a path should lead to."""
    return posixpath.basename(path).removesuffix(".md").lower()


def quoted(path: str) -> str:
    """A path as the target of a link."""
    return quote(path, safe="/~@:+,=")
