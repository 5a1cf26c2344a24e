"""An entry of an edition as text: a line that links to a paper, with facts behind the link and words around it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from textwrap import indent
from types import MappingProxyType
from urllib.parse import unquote

from msgspec import Struct

from sitegen.diagnostics import Location
from sitegen.model import Listing, Paper
from sitegen.pages import edition_list
from sitegen.pages.edition_list import Item
from sitegen.text import markdown
from sitegen.text.math import split

# longer numbers count nothing, and no cache could hold them
_VOTES = re.compile(r"(\d[\d,]{0,14}) votes?")
_COMMENTS = re.compile(r"(\d[\d,]{0,14}) comments?")
_COUNT = re.compile(rf"({_VOTES.pattern}|{_COMMENTS.pattern})(?:$|[.,;:!]+(?:\s+|$)|\s+[–—-]+\s+|\s+(?=\())")
"""A count, and what parts it from words behind it."""
_ANNOUNCED = MappingProxyType(
    {"new": "new", "cross": "cross-list", "replace": "replacement", "replace-cross": "replacement of a cross-list"}
)
"""How an entry's line says how arXiv announced the paper."""
_WORDLESS = re.compile(r"[*_~]*|\[[ xX]\]")
"""What stands around a link without saying anything: emphasis of the link, the box of a task."""


def write_entry(number: int, listing: Listing, paper: Paper, path: str) -> str:
    """One entry of the list of the page at `path`, with its line end."""
    title = markdown.link_text(split(paper.title))
    target = edition_list.quoted(posixpath.relpath(paper.path, posixpath.dirname(path)))
    facts = [
        f"[{title}]({target})",
        _counted(listing.votes, "vote"),
        _counted(listing.comments, "comment"),
        f"by {markdown.escape_text(listing.submitter)}" if listing.submitter else "",
        f"from {markdown.escape_text(listing.organisation)}" if listing.organisation else "",
        _ANNOUNCED.get(listing.announced, ""),
    ]
    line = f"{number}. {' · '.join(filter(None, facts))}\n"
    pad = " " * (len(str(number)) + 2)
    return f"{line}\n{indent(listing.note, pad)}\n\n" if listing.note else line


def _counted(count: int | None, noun: str) -> str:
    return "" if count is None else f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class Line(Struct, frozen=True, gc=False):
    """A list item of an edition's page, before it is known which paper its link leads to."""

    at: Location
    excerpt: str
    target: str = ""
    """The link as written; empty where the item has none."""
    length: int = 1
    """Of the link in characters."""
    listing: Listing | None = None
    """All that the item says; its `paper` is the path that the link leads to, relative to the content folder."""


def read_line(item: Item, folder: str, display_path: str, body_line: int) -> Line:
    """One item of the list, with its link as a path relative to the content folder."""
    excerpt = item.lead + item.text
    link = edition_list.find_link(item.shown)
    if link is None:
        return Line(Location(display_path, body_line + item.line, 1), excerpt)
    shown_target = unquote(link[2].strip("<>").partition("#")[0])
    beside, *written = map(str.strip, re.split(r"(?:^|\s)·\s", item.shown[link.end() :]))
    parts = [_parted(beside, is_behind_sign=False), *[_parted(part, is_behind_sign=True) for part in written]]
    facts, others = [fact for fact, _ in parts], [words for _, words in parts if words]
    before = item.shown[: link.start()].strip()
    behind = " · ".join([fact for fact in others if not _WORDLESS.fullmatch(fact)]).lstrip(" :,;–—-")
    listing = Listing(
        paper=edition_list.target(link[2], folder),
        rank=0,
        votes=_count(_VOTES, facts),
        comments=_count(_COMMENTS, facts),
        submitter=_named("by ", facts),
        organisation=_named("from ", facts),
        announced=next((kind for kind, words in _ANNOUNCED.items() if words in facts), ""),
        note="\n\n".join(filter(None, ("" if _WORDLESS.fullmatch(before) else before, behind, _note(item)))),
    )
    at = Location(display_path, body_line + item.line, len(item.lead) + link.start(2) + 1)
    return Line(at, excerpt, shown_target, len(link[2]), listing)


def _parted(text: str, *, is_behind_sign: bool) -> tuple[str, str]:
    """What sitegen has written of a part of an entry's line, and the editor's words: `9 votes. Worth reading!`.

    It writes a sign before facts, and words without one may be `by popular demand`.
    """
    if count := _COUNT.match(text):
        return count[1], text[count.end() :]
    is_fact = is_behind_sign and (text.startswith(("by ", "from ")) or text in _ANNOUNCED.values())
    return (text, "") if is_fact else ("", text)


def _named(lead: str, facts: Sequence[str]) -> str:
    return next((markdown.plain(fact.removeprefix(lead)) for fact in facts if fact.startswith(lead)), "")


def _count(pattern: re.Pattern[str], facts: Sequence[str]) -> int | None:
    return next((int(match[1].replace(",", "")) for fact in facts if (match := pattern.fullmatch(fact))), None)


def _note(item: Item) -> str:
    """The words under an entry, without the indent that makes them part of it."""
    width = len(item.lead)
    return "\n".join([line[width:] if not line[:width].strip() else line.lstrip() for line in item.below]).strip()
