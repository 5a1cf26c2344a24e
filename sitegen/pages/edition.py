"""An edition's page: the editor's daily document, a numbered list of links to papers with words around them.

Moving a line reorders, deleting it drops the paper, and what is written under an entry is the editor's comment.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from textwrap import indent
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import unquote

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report, suggest
from sitegen.model import Edition, Listing, Paper, PaperId
from sitegen.pages import edition_list, front_matter
from sitegen.pages.edition_list import Item
from sitegen.pages.front_matter import Value
from sitegen.pages.keys import Keys
from sitegen.text import markdown
from sitegen.text.iso_dates import is_day
from sitegen.text.math import split

PaperOf: TypeAlias = Callable[[PaperId], Paper]
"""Gives the paper of an id."""
KNOWN = frozenset({"date", "start", "curator", "generated"})

# longer numbers count nothing, and no cache could hold them
_VOTES = re.compile(r"(\d[\d,]{0,14}) votes?")
_COMMENTS = re.compile(r"(\d[\d,]{0,14}) comments?")
_ANNOUNCED = MappingProxyType(
    {"new": "new", "cross": "cross-list", "replace": "replacement", "replace-cross": "replacement of a cross-list"}
)
"""How an entry's line says how arXiv announced the paper."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class EditionPage(Struct, frozen=True, kw_only=True, gc=False):
    """One edition's page as it lies on disk."""

    edition: Edition
    generated: str = ""
    own: str = ""
    text_digest: bytes = b""
    """Of the text that the page was parsed from; empty for a new page."""
    has_remarks: bool = False
    """Whether the editor has written something behind a link."""
    lost: frozenset[str] = frozenset()
    """Ids in lower case that lines link to, without a page."""

    @property
    def is_unedited(self) -> bool:
        """Whether the entries are still as sitegen wrote them; words around them are always the editor's."""
        return bool(self.generated) and self.generated == digest(self.edition.listings) and not self.has_remarks


def digest(listings: Sequence[Listing]) -> str:
    """Eight hex digits of the entries, without the editor's words under them."""
    facts = [
        (entry.paper, entry.votes, entry.comments, entry.submitter, entry.organisation)
        + ((entry.announced,) if entry.announced else ())
        for entry in listings
    ]
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:8]


def with_entries(page: EditionPage, entries: Iterable[Listing]) -> EditionPage:
    """The page with entries as sitegen writes them, ranked by their order."""
    ranked = tuple(structs.replace(entry, rank=rank) for rank, entry in enumerate(entries, 1))
    return structs.replace(page, edition=structs.replace(page.edition, listings=ranked), generated=digest(ranked))


def write(page: EditionPage, paper_of: PaperOf) -> str:
    """The page as text."""
    edition = page.edition
    values: dict[str, Value] = {"date": edition.date, "start": edition.start, "curator": edition.curator}
    entries = _entries(edition.listings, 1, paper_of, edition.path)
    return front_matter.write(values, page.own, {"generated": page.generated}, edition.intro, entries, edition.outro)


def grow(page: EditionPage, added: Sequence[Listing], paper_of: PaperOf, moved: Mapping[str, str], text: str) -> str:
    """A page that the editor has changed, with entries at its end and nothing else of it touched.

    Args:
        page: with all entries, those to add among them.
        added: the last of them.
        paper_of: gives what the entries link to.
        moved: links to these pages are to lead to others, both relative to the content folder.
        text: of the page.
    """
    text = edition_list.relink(text, posixpath.dirname(page.edition.path), moved)
    start = len(page.edition.listings) + len(page.lost) - len(added) + 1
    return edition_list.append(text, _entries(added, start, paper_of, page.edition.path)) if added else text


def _entries(listings: Iterable[Listing], start: int, paper_of: PaperOf, path: str) -> str:
    numbered = enumerate(listings, start)
    return "".join([write_entry(number, listing, paper_of(listing.paper), path) for number, listing in numbered])


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
    has_remark: bool = False
    """Whether something else stands behind the link."""


class UnlinkedEdition(Struct, frozen=True, gc=False):
    """An edition's page whose links are not resolved yet, so that it depends on nothing but its own bytes."""

    page: EditionPage
    lines: tuple[Line, ...]


def parse(text: str, path: str, display_path: str, report: Report) -> UnlinkedEdition | None:
    """Parse an edition's page, or None where it has no date and so no place in the digest.

    Args:
        path: where it lies, relative to the content folder.
        display_path: the path that a diagnostic names.
    """
    keys = Keys(text, display_path, report)
    what = "a day of the calendar such as 2025-03-28"
    date, start = (keys.parsed(key, lambda day: day if is_day(day) else "", what) for key in ("date", "start"))
    if not keys.values.get("date"):
        date = next(filter(is_day, _DATE.findall(posixpath.basename(path))), "")
        if not date:
            at = Location(display_path, 1)
            report.error("no-date", "an edition's page needs a date", at, hint='put date: "2025-03-28" at its head')
    if not date:
        return None
    if start > date:
        keys.wrong("start", f"'start' is later than the date {date}", "give the first day of the list")
        start = ""
    if "draft" in keys.values:
        what, hint = "an edition cannot be a draft", "move the page out of editions/ until it is ready"
        keys.wrong("draft", what, hint, code="unknown-key", severity="warning")
    body = keys.body.split("\n")
    before, items, after = edition_list.cut(body)
    if (second := next((number for number, line in enumerate(after) if edition_list.is_entry(line)), None)) is not None:
        at = Location(display_path, keys.body_line + len(body) - len(after) + second, 1)
        what, hint = "the list of papers has ended above, so this is no entry of it", "move it into the list"
        report.warning("second-list", what, at, excerpt=after[second], hint=hint)
    lines = tuple([read_line(item, posixpath.dirname(path), display_path, keys.body_line) for item in items])
    if not lines:
        hint = "link to pages below papers/ in a list, or delete the page"
        report.warning("empty-edition", "this edition lists no papers", Location(display_path, 1), hint=hint)
    edition = Edition(
        date=date,
        start=start,
        curator=keys.text("curator"),
        intro="\n".join(before).strip(),
        outro="\n".join(after).strip(),
        path=path,
    )
    page = EditionPage(
        edition=edition,
        # what of a head could not be read would be lost in writing it anew
        generated=keys.text("generated") if keys.is_whole else "",
        own=keys.own(KNOWN),
        text_digest=front_matter.digest(text),
        has_remarks=any(line.has_remark for line in lines),
    )
    return UnlinkedEdition(page, lines)


class Targets:
    """The papers that links of editions may lead to."""

    def __init__(self, papers: Collection[Paper], unreadable: Collection[str] = ()) -> None:
        """
        Args:
            papers: those that have a page.
            unreadable: paths of pages that could not be read, of which something is reported already.
        """
        self.unreadable = unreadable
        self._paths = {paper.path: paper.id for paper in papers}
        self._ids = {alias.lower(): paper.id for paper in papers for alias in paper.aliases}
        self._ids |= {paper.id.lower(): paper.id for paper in papers}

    def find(self, path: str) -> PaperId | None:
        """The paper that a path, relative to the content folder, leads to."""
        # the id is what counts, so a page that was moved is still found under the link's last part
        return self._paths.get(path) or self._ids.get(self.name(path))

    def hint(self, path: str) -> str:
        """A suggestion for a path that leads nowhere."""
        paths = {paper: f"../{path}" for path, paper in self._paths.items()}
        ids, otherwise = self._ids, "link to a page below papers/"
        # who writes a link by hand shortens the name
        return suggest(self.name(path), ids, otherwise, lambda near: paths[ids[near]], likeness=0.5)

    @staticmethod
    def name(path: str) -> str:
        """The id, in lower case, that a path should lead to."""
        return posixpath.basename(path).removesuffix(".md").lower()


def resolve(unlinked: UnlinkedEdition, targets: Targets, report: Report) -> EditionPage:
    """Resolve the links of an edition's page to papers; lines without a paper are reported and left out."""
    listings: dict[PaperId, Listing] = {}
    lost: set[str] = set()
    for line in unlinked.lines:
        paper = targets.find(line.listing.paper) if line.listing else None
        if line.listing is None:
            _warn(line, "no-link", "this entry links to no paper", "write it as [title](../papers/….md)", report)
        elif paper is None:
            lost.add(targets.name(line.listing.paper))
            if line.listing.paper not in targets.unreadable:
                message, hint = f"no page lies at {line.target!r}", targets.hint(line.target)
                report.error("unknown-paper", message, line.at, excerpt=line.excerpt, length=line.length, hint=hint)
        elif paper in listings:
            _warn(line, "listed-twice", "this paper stands in the edition already", "delete one of the lines", report)
        else:
            listings[paper] = structs.replace(line.listing, paper=paper, rank=len(listings) + 1)
    edition = structs.replace(unlinked.page.edition, listings=tuple(listings.values()))
    return structs.replace(unlinked.page, edition=edition, lost=frozenset(lost))


def _warn(line: Line, code: str, message: str, hint: str, report: Report) -> None:
    at = Location(line.at.path, line.at.line, 1)
    report.warning(code, message, at, excerpt=line.excerpt, hint=hint)


def read_line(item: Item, folder: str, display_path: str, body_line: int) -> Line:
    """One item of the list, with its link as a path relative to the content folder."""
    excerpt = item.lead + item.text
    link = edition_list.find_link(item.text)
    if link is None:
        return Line(Location(display_path, body_line + item.line, 1), excerpt)
    shown_target = unquote(link[2].strip("<>")).partition("#")[0]
    facts = [fact.strip() for fact in re.split(r"(?:^|\s)·\s", item.text[link.end() :])]
    remark = " · ".join([fact for fact in facts if not _is_fact(fact)]).lstrip(" :,;–—-")
    listing = Listing(
        paper=edition_list.target(link[2], folder),
        rank=0,
        votes=_count(_VOTES, facts),
        comments=_count(_COMMENTS, facts),
        submitter=_named("by ", facts),
        organisation=_named("from ", facts),
        announced=next((kind for kind, words in _ANNOUNCED.items() if words in facts), ""),
        note="\n\n".join(filter(None, (remark, _note(item)))),
    )
    at = Location(display_path, body_line + item.line, len(item.lead) + link.start(2) + 1)
    return Line(at, excerpt, shown_target, len(link[2]), listing, bool(remark))


def _is_fact(text: str) -> bool:
    """Whether a part of an entry's line is what sitegen writes there."""
    is_count = _VOTES.fullmatch(text) or _COMMENTS.fullmatch(text)
    return not text or bool(is_count) or text.startswith(("by ", "from ")) or text in _ANNOUNCED.values()


def _named(lead: str, facts: Sequence[str]) -> str:
    return next((markdown.plain(fact.removeprefix(lead)) for fact in facts if fact.startswith(lead)), "")


def _count(pattern: re.Pattern[str], facts: Sequence[str]) -> int | None:
    return next((int(match[1].replace(",", "")) for fact in facts if (match := pattern.fullmatch(fact))), None)


def _note(item: Item) -> str:
    """The words under an entry, without the indent that makes them part of it."""
    width = len(item.lead)
    return "\n".join([line[width:] if not line[:width].strip() else line.lstrip() for line in item.below]).strip()
