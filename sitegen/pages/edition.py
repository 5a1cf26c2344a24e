"""An edition's page: the editor's daily document, a numbered list of links to papers with words around them.

Moving a line reorders, deleting it drops the paper, and what is written under an entry is the editor's comment.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report, suggest
from sitegen.model import Date, Edition, Listing, Paper, PaperId
from sitegen.pages import edition_list, footnotes, formulas, front_matter, schema
from sitegen.pages.edition_entry import Line, read_line, write_entry
from sitegen.pages.edition_list import name_of
from sitegen.pages.front_matter import Value
from sitegen.pages.keys import Keys
from sitegen.pages.paper import by_name
from sitegen.text import comments
from sitegen.text.iso_dates import is_listing_day

PaperOf: TypeAlias = Callable[[PaperId], Paper]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class EditionPage(Struct, frozen=True, kw_only=True, gc=False):
    """One edition's page as it lies on disk."""

    edition: Edition
    is_unedited: bool = False
    """Whether the entries are still as sitegen wrote them; words around them are always the editor's."""
    lacks_pages: bool = False
    """Whether they are so but for lines of papers whose pages were deleted."""
    own: str = ""
    text_digest: bytes = b""
    """Of the text that the page was parsed from; empty for a new page."""


def with_entries(page: EditionPage, entries: Iterable[Listing]) -> EditionPage:
    """The page with entries as sitegen writes them, ranked by their order."""
    ranked = tuple(structs.replace(entry, rank=rank) for rank, entry in enumerate(entries, 1))
    return structs.replace(page, edition=structs.replace(page.edition, listings=ranked), is_unedited=True)


def write(page: EditionPage, paper_of: PaperOf) -> str:
    """The page as text."""
    edition = page.edition
    values: dict[str, Value] = {name: getattr(edition, name) for name in ("date", "start", "curator")}
    values["aliases"] = list(edition.aliases)
    entries = _entries(edition.listings, 1, paper_of, edition.path)
    digest = edition_list.digest(edition_list.cut(entries.split("\n"))[1]) if page.is_unedited else ""
    return front_matter.write(values, page.own, {"generated": digest}, edition.intro, entries, edition.outro)


def grow(page: EditionPage, added: Sequence[Listing], paper_of: PaperOf, moved: Mapping[str, str], text: str) -> str:
    """A page that the editor has changed, with entries at its end and nothing else of it touched.

    Args:
        moved: links to these pages are to lead to others, both relative to the content folder.
    """
    text = edition_list.relink(text, posixpath.dirname(page.edition.path), moved)
    if not added:
        return text
    return edition_list.append(text, lambda start: _entries(added, start, paper_of, page.edition.path))


def redated(text: str, day: Date) -> str:
    """A page with another day, and nothing else of it touched but that its list is of no longer time."""
    head = front_matter.split(text).head
    dated = re.sub(r'(?m)^"?date"?\s*:.*', f'date: "{day}"', re.sub(r'(?m)^"?start"?\s*:.*\n?', "", head))
    return text.replace(head, dated, 1)


def _entries(listings: Iterable[Listing], start: int, paper_of: PaperOf, path: str) -> str:
    numbered = enumerate(listings, start)
    return "".join([write_entry(number, listing, paper_of(listing.paper), path) for number, listing in numbered])


class UnlinkedEdition(Struct, frozen=True, gc=False):
    """An edition's page whose links are not resolved yet, so that it depends on nothing but its own bytes."""

    page: EditionPage
    """Without its entries; whether these are as sitegen wrote them is known but for their links."""
    lines: tuple[Line, ...]
    has_sides: bool = False
    """Whether it has both sides of a merge, whose lines are known to stand there twice."""


def parse(text: str, path: str, display_path: str, report: Report) -> UnlinkedEdition | None:
    """Parse an edition's page, or None where it has no date and so no place in the digest.

    Args:
        path: where it lies, relative to the content folder.
        display_path: the path that a diagnostic names.
    """
    keys = Keys(text, display_path, report)
    date, start = _days(keys, display_path, report)
    if not date:
        return None
    if "draft" in keys.values:
        what, hint = "an edition cannot be a draft", "move the page out of editions/ until it is ready"
        keys.wrong("draft", what, hint, code="unknown-key", severity="warning")
    if keys.has_sides:
        report = Report()
    footnotes.check(keys, display_path, report)
    body = keys.body.split("\n")
    # an entry has the title as a source wrote it
    words = "\n".join(re.sub(r"[$\\]", " ", line) if edition_list.is_entry(line) else line for line in body)
    formulas.check(keys, display_path, words, report)
    before, items, after = edition_list.cut(body)
    shown = comments.blanked("\n".join(after)).split("\n")
    if (second := next((number for number, line in enumerate(shown) if edition_list.is_entry(line)), None)) is not None:
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
        aliases=keys.texts("aliases"),
    )
    # what of a head could not be read would be lost in writing it anew
    generated = keys.text("generated") if keys.is_whole else ""
    page = EditionPage(
        edition=edition,
        is_unedited=generated == edition_list.digest(items),
        own=keys.own(schema.EDITION),
        text_digest=front_matter.digest(text),
    )
    return UnlinkedEdition(page, lines, keys.has_sides)


def _days(keys: Keys, display_path: str, report: Report) -> tuple[Date, Date]:
    """The day of an edition, of its head or else its file's name, and the first day of its list; empty for none."""
    what = "a day of the years 1900 to 2099 such as 2025-03-28"
    date, start = (keys.parsed(key, lambda day: day if is_listing_day(day) else "", what) for key in ("date", "start"))
    in_name = _DATE.findall(posixpath.basename(display_path))
    named = list(filter(is_listing_day, in_name))
    if not keys.values.get("date"):
        date = next(iter(named), "")
        if not date:
            message = f"{in_name[0]!r} is not {what}" if in_name else "an edition's page needs a date"
            report.error("no-date", message, Location(display_path, 1), hint='put date: "2025-03-28" at its head')
    if date and named and not {date, start}.intersection(named):
        what = f"this is the edition of {date}, and its file is named for {named[0]}"
        hint = "rename the file, or correct the date"
        keys.wrong("date", what, hint, code="other-date", severity="warning")
    if date and start > date:
        keys.wrong("start", f"'start' is later than the date {date}", "give the first day of the list")
        start = ""
    return date, start


class Targets:
    """The papers that links of editions may lead to."""

    def __init__(self, papers: Collection[Paper], unreadable: Collection[str] = ()) -> None:
        self.unreadable = unreadable
        """Paths of pages that could not be read, of which something is reported already."""
        self._paths = {paper.path: paper.id for paper in papers}
        self._ids = {name: paper.id for name, paper in by_name(papers).items()}

    def find(self, path: str) -> PaperId | None:
        """The paper that a path, relative to the content folder, leads to."""
        # the id is what counts, so a page that was moved is still found under the link's last part
        return self._paths.get(path) or self._ids.get(name_of(path))

    def hint(self, path: str) -> str:
        """A suggestion for a path that leads nowhere."""
        paths = {paper: f"../{path}" for path, paper in self._paths.items()}
        ids, otherwise = self._ids, "link to a page below papers/"
        if "../papers/" in path or "/" not in path:
            otherwise = "correct the link; if the page was deleted, delete this line or restore the page"
        # who writes a link by hand shortens the name
        return suggest(name_of(path), ids, otherwise, lambda near: paths[ids[near]], likeness=0.5)


def resolve(unlinked: UnlinkedEdition, targets: Targets, report: Report) -> EditionPage:
    """Resolve the links of an edition's page to papers; lines without a paper are reported and left out."""
    listings: dict[PaperId, Listing] = {}
    lost: list[str] = []
    deleted = 0
    report = Report() if unlinked.has_sides else report
    for line in unlinked.lines:
        paper = targets.find(line.listing.paper) if line.listing else None
        if line.listing is None:
            _warn(line, "no-link", "this entry links to no paper", "write it as [title](../papers/….md)", report)
        elif paper is None:
            lost.append(name_of(line.listing.paper))
            if line.listing.paper not in targets.unreadable:
                deleted += 1
                message, hint = f"no page lies at {line.target!r}", targets.hint(line.target)
                report.error("unknown-paper", message, line.at, excerpt=line.excerpt, length=line.length, hint=hint)
        elif paper in listings:
            _warn(line, "listed-twice", "this paper stands in the edition already", "delete one of the lines", report)
        else:
            listings[paper] = structs.replace(line.listing, paper=paper, rank=len(listings) + 1)
    edition = structs.replace(unlinked.page.edition, listings=tuple(listings.values()), lost=tuple(lost))
    # lines that are no entries would be lost in writing the list anew
    is_ours = unlinked.page.is_unedited and len(listings) + deleted == len(unlinked.lines)
    is_unedited, lacks_pages = is_ours and not deleted, is_ours and deleted > 0
    return structs.replace(unlinked.page, edition=edition, is_unedited=is_unedited, lacks_pages=lacks_pages)


def _warn(line: Line, code: str, message: str, hint: str, report: Report) -> None:
    at = Location(line.at.path, line.at.line, 1)
    report.warning(code, message, at, excerpt=line.excerpt, hint=hint)
