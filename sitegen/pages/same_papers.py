"""Tells of pages that are about one paper, or may be."""

from __future__ import annotations

from pathlib import Path

from sitegen.diagnostics import Location, Report
from sitegen.model import Paper
from sitegen.pages.documents import Documents
from sitegen.pages.paper import join_hint


def report_same(documents: Documents, content: Path, report: Report) -> None:
    """Warn of pages with the arXiv id or the DOI of another, and note those with its authors and its abstract.

    The page to keep is the one whose paper was listed first: its address is the one that readers know.
    """
    known: dict[object, Paper] = {}
    shared: dict[object, list[Paper]] = {}
    for paper in (page.paper for page in documents.papers if not page.draft):
        facts = paper.facts
        text: object = facts.authors and paper.abstract and (tuple(it.name for it in facts.authors), paper.abstract)
        for key in filter(None, (facts.arxiv.lower(), facts.doi.lower(), text)):
            if (other := known.setdefault(key, paper)) is not paper:
                shared.setdefault(key, [other]).append(paper)
    editions = reversed([page.edition for page in documents.editions] if shared else ())
    listed = {entry.paper: edition.date for edition in editions for entry in edition.listings}
    for key, papers in shared.items():
        first, *others = sorted(papers, key=lambda paper: (listed.get(paper.id, "~"), paper.path))
        for other in others:
            at, hint = Location.below(content, other.path), join_hint(first, other)
            if isinstance(key, str):
                report.warning("same-paper", f"this is the paper of {first.path}", at, hint=hint)
            elif not _are_told_apart(first, other):
                hint = f"if they are one paper, {hint}; else link to one in the notes on the other"
                report.note("same-paper", f"this page has the authors and the abstract of {first.path}", at, hint=hint)


def _are_told_apart(one: Paper, other: Paper) -> bool:
    """Whether notes on one of two papers name the other, or their facts contradict or are one identifier."""
    from sitegen.pages.merge import identity

    mine, yours = one.facts, other.facts
    known = (mine.arxiv and yours.arxiv) or (mine.doi and yours.doi) or one.id in other.notes or other.id in one.notes
    return bool(known) or identity.differ(mine, yours, one.abstract, other.abstract)
