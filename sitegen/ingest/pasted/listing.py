"""Which paper a vote, a name or an address belongs to.

Between an abstract and the next title stand marks of both papers. A kind of mark that the file shows above its first
title leads its paper; any other follows it. Of bare numbers the last above a title is its votes, and one right below
an abstract its comments.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from sitegen.ingest.pasted.layout import Piece
from sitegen.ingest.pasted.marks import Mark, counts
from sitegen.ingest.read.lines import Line
from sitegen.ingest.values.identifiers import find_arxiv
from sitegen.ingest.values.links import ADDRESS, trimmed
from sitegen.text import dates


class Listed(Struct):
    """A paper in the making."""

    title: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    """Each with the words that label it."""

    def value(self, kind: str) -> str:
        """The first value of a kind of mark, or nothing."""
        return next((mark.value for mark in self.marks if mark.kind == kind), "")


def listed(
    lines: Sequence[Line], marks: Sequence[Mark | None], pieces: Sequence[Piece]
) -> tuple[list[Listed], list[tuple[Mark, Line]]]:
    """The papers in order, and the marks above the first that belong to the page."""
    papers: list[Listed] = []
    runs: list[list[tuple[Mark, Line]]] = [[]]
    for piece in pieces:
        line = lines[piece.first]
        known = marks[piece.first]
        if piece.label == "mark" and known:
            runs[-1].append((known, line))
            runs[-1] += [(Mark("address", address), line) for address in line.links if known.kind != "header"]
        elif piece.label == "title":
            papers.append(Listed(piece.text, line.number))
            papers[-1].addresses += [("", address) for address in line.links]
            runs.append([])
        elif papers:
            papers[-1].paragraphs.append(piece.text)
            papers[-1].addresses += [("", address) for address in line.links]
            runs[-1].append((_TEXT, line))
    return papers, _share(papers, runs)


_TEXT = Mark("noise", "text")


def _share(papers: list[Listed], runs: list[list[tuple[Mark, Line]]]) -> list[tuple[Mark, Line]]:
    """Gives the marks of each run between two titles to the paper above or below."""
    leading = _leading(runs)
    for place, paper in enumerate(papers):
        own = runs[place + 1]
        last = max((at for at, (known, _) in enumerate(own) if known is _TEXT), default=-1)
        within, after = own[: max(last, 0)], own[last + 1 :]
        cut = _cut([known for known, _ in after], leading) if place + 1 < len(papers) else len(after)
        _take(paper, _above(runs, place, leading), [known for known, _ in within], after[:cut], leads=bool(leading))
    return [] if not papers else _page(runs[0], leading)


_LEADERS = ("number", "votes", "submitter", "comments", "counts", "address")


def _leading(runs: list[list[tuple[Mark, Line]]]) -> frozenset[str]:
    """Kinds of mark that stand above their paper's title: those above the first, if they do not end the last paper."""
    first = {known.kind for known, _ in runs[0]}
    last = {known.kind for known, _ in runs[-1] if known.kind == "address"}
    return frozenset(kind for kind in _LEADERS if kind in first and kind not in last)


def _cut(marks: Sequence[Mark], leading: frozenset[str]) -> int:
    """Where, among the marks between an abstract and a title, those of the lower paper begin."""
    places: dict[str, list[int]] = {}
    for place, known in enumerate(marks):
        if known.kind in leading:
            places.setdefault("number" if known.kind in ("votes", "comments", "counts") else known.kind, []).append(
                place
            )
    # of bare numbers only the last is the lower paper's: the first may be comments on the upper one
    starts = [found[-1] if kind == "number" else found[0] for kind, found in places.items()]
    if "submitter" in places:
        starts = [places["submitter"][0]]
    return min(starts, default=len(marks))


def _above(runs: list[list[tuple[Mark, Line]]], place: int, leading: frozenset[str]) -> list[Mark]:
    run = [known for known, _ in runs[place]]
    if place == 0:
        return [known for known in run if known.kind in leading]
    last = max((at for at, known in enumerate(run) if known is _TEXT), default=-1)
    after = run[last + 1 :]
    return after[_cut(after, leading) :]


def _page(run: list[tuple[Mark, Line]], leading: frozenset[str]) -> list[tuple[Mark, Line]]:
    return [(known, line) for known, line in run if known.kind not in leading]


def _take(paper: Listed, above: list[Mark], within: list[Mark], after: list[tuple[Mark, Line]], *, leads: bool) -> None:
    """Gives a paper its marks; with `leads` the file shows votes above its titles."""
    votes = [known for known in (*above, *within) if known.kind == "number"]
    if votes:
        paper.marks.append(Mark("votes", votes[-1].value))
    for known in (*above, *within):
        _add(paper, known, "")
    for known, line in after:
        if known.kind == "number":
            # where nothing shows votes and there is no abstract between, the number below a title is the votes
            has_votes = bool(paper.paragraphs) or any(mark.kind == "votes" for mark in paper.marks)
            paper.marks.append(Mark("comments" if has_votes or leads else "votes", known.value))
        _add(paper, known, line.text)


def _add(paper: Listed, known: Mark, words: str) -> None:
    if known.kind == "address":
        address = known.value.strip("<>")
        url = ADDRESS.search(address)
        label = words.split(address)[0] if words and address else ""
        paper.addresses.append((label, trimmed(url[0]) if url and not find_arxiv(address) else address))
    elif known.kind == "counts":
        paper.marks += counts(known.value)
    elif known.kind != "noise":
        paper.marks.append(known)
        if known.kind == "date" and (written := dates.find(known.value)) and written.count:
            paper.marks.append(Mark("comments", written.count))
