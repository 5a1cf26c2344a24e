"""Titles that are none: too unlikely beside what the other papers of the list have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import labels_of, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import is_identified
from sitegen.ingest.plaintext.words import is_furniture, is_volume, people_share
from sitegen.ingest.sources.doubtful_rows import PAUSE
from sitegen.ingest.validation import FRONT_MATTER

DOUBTFUL = 0.65
"""Below this probability of a title it is shown."""
_LIKELIER = 0.55
"""Below this probability a title amid a list is left out if it lacks what the others have."""
_REFUSED, _REFUSED_AMID = 0.3, 0.15
"""Below this probability a paper is left out, and below this one if it is full or leads to a paper."""
_BARE = 0.9
"""Below this probability the first or the last title is left out if it lacks what the others have."""
_SURE = 0.95
"""Below this probability a title with nothing beside it is left out where the others have more than one field."""
_ONE_WORD = 0.96
"""Below this probability a single word without an abstract, or with few names, is no title."""
_QUOTES = frozenset("“„«「『")
"""What titles of citations begin with behind names; others stand beside `Lee et al.`"""
_SEVERAL_WORDS = re.compile(r" |[\u3040-\u30ff\u3400-\u9fff]{4}")
"""A space, which no Chinese or Japanese title has between words."""
_ABBREVIATED = re.compile(r"(?:[A-Z]{1,3}|(?:[A-Z]\.[ -]?){1,3}) [A-Z][\w'’-]+\b")
"""`AB Lee`, `A. B. Lee`, as search engines and bibliographies name authors."""
_SOURCE = re.compile(r"[ab\d]rxiv|hugging ?face|openreview|anthology|papers\b", re.I)
"""What sites and feeds of papers are called: `(arxiv.org)`, `cs.CL updates on arXiv.org`, `Hugging Face Papers`."""
_COUNTS = frozenset("NC")
"""Labels of votes and comments, which papers may lack that nobody has looked at yet."""
_NAMED_BY = frozenset("AS")
"""Labels of what tells a paper from a mention of it."""
_NEARLY, _MOSTLY = 0.75, 0.9
_LACKING = "lacks what the others have"
_FEWEST = 3


def reasons_to_refuse(listed: Sequence[Paper], text: Text) -> list[str]:
    """For each paper why it is none, as in `hardly looks like a title`; empty for those that stay."""
    strangers = _unlike_identified(listed, text) | _of_other_sources(listed, text)
    fewest = _NEARLY * max(_FEWEST, len(listed))
    expected = {label for label in "ASL" if sum(_has(paper, label) for paper in listed) >= fewest}
    fields = sorted(len(paper.fields.keys() - _COUNTS) for paper in listed)
    usual = fields[len(fields) // 2] if fields else 0
    full = [at for at, paper in enumerate(listed) if paper.fields] or [0]
    # menus stand above and below a list
    least = [_LIKELIER if full[0] < at < full[-1] else _BARE for at in range(len(listed))]
    if set(labels_of(text.chunks)) <= {"T", "t", "S"}:
        # between titles and abstracts there is nothing else that one could be
        least = [_REFUSED] * len(listed)
    reasons = [_reason(paper, usual, strangers, expected, odds) for paper, odds in zip(listed, least, strict=True)]
    labelled = [paper.title.is_labelled for paper in listed]
    # a few have `Title:` before them because they were left out
    are_few = 2 * sum(labelled) < len(listed)
    if not are_few and sum(labelled) >= _FEWEST:
        # what the others' titles are called tells that another without names is none
        named = (paper.title.is_labelled or not _NAMED_BY.isdisjoint(paper.fields) for paper in listed)
        reasons = [reason or ("" if is_named else _LACKING) for reason, is_named in zip(reasons, named, strict=True)]
    return ["" if are_few and is_labelled else reason for is_labelled, reason in zip(labelled, reasons, strict=True)]


def _has(paper: Paper, label: str) -> bool:
    return bool(paper.fields.get(label)) or (label == "L" and bool(paper.title.urls))


def _reason(paper: Paper, usual: int, strangers: set[int], expected: set[str], least: float) -> str:
    """Why something is no paper; empty for papers.

    One with nothing but a title, or that lacks a field that nearly all have, has to be likelier than `least`.
    """
    title, has_authors = paper.title, "A" in paper.fields
    is_known = is_identified(paper)
    has_more = bool(paper.fields.keys() - _COUNTS) or is_known
    is_bare = not has_more and usual > 0 and title.odds < (_SURE if usual > 1 else least)
    lacks = title.odds < least and not has_authors and not all(_has(paper, label) for label in expected)
    is_word = not (_SEVERAL_WORDS.search(title.text) or "S" in paper.fields or _are_several(paper.text("A")))
    is_cited = has_authors and (title.text[:1] in _QUOTES or " et al" in paper.text("A"))
    is_full = set("AS") <= paper.fields.keys() or is_cited or is_known
    is_pause = bool(PAUSE.fullmatch(title.text))
    is_other = not _NAMED_BY & paper.fields.keys() and (is_furniture(title.text) or is_pause)
    is_open = is_pause and title.is_labelled and not _SEVERAL_WORDS.search(paper.text("S"))
    is_of_volume = "S" not in paper.fields and (is_volume(title.text) or bool(FRONT_MATTER.fullmatch(title.text)))
    is_unlikely = title.odds < (_ONE_WORD if is_word else _REFUSED_AMID if is_full else _REFUSED)
    if is_open or ((is_other or is_of_volume or is_unlikely) and not title.is_labelled):
        return "hardly looks like a title"
    return _LACKING if is_bare or lacks or id(paper) in strangers else ""


def _unlike_identified(listed: Sequence[Paper], text: Text) -> set[int]:
    """The papers set unlike those with an identifier, where nearly all that are set like these have one; by `id`.

    Where most have names, what has names and an abstract, or names and is set like others, is a paper all the same.
    """
    forms: dict[tuple[int, str, bool], list[bool]] = {}
    # addresses alone are no titles to be like
    for paper in (paper for paper in listed if paper.title.label == "T"):
        forms.setdefault(_form(paper, text), []).append(is_identified(paper))
    usual = max(forms, key=lambda form: sum(forms[form]), default=None)
    if usual is None or sum(forms[usual]) < max(_FEWEST, _MOSTLY * len(forms[usual])):
        return set()
    others = [paper for paper in listed if _form(paper, text) != usual]
    named = [paper for paper in listed if "A" in paper.fields]
    are_named = len(named) >= _NEARLY * len(listed)
    set_as = Counter(_form(paper, text) for paper in named)
    # papers with names and without an address, in the list or beside it
    alike = {
        id(paper)
        for paper in (named if are_named else ())
        if "S" in paper.fields or (form := _form(paper, text))[1] == usual[1] or set_as[form] > 1
    }
    return {id(paper) for paper in others if not is_identified(paper)} - alike


def _of_other_sources(listed: Sequence[Paper], text: Text) -> set[int]:
    """The papers with another source than most have beside, below or above their titles, and no identifier; by `id`.

    Slow Clocks of the World (arxiv.org)
    The Village Pub Is Closed (example.org)

    What several people wrote, or somebody whose name has initials, is no post, whatever publisher has it.
    """
    rows = {row[0].line: [chunk.text for chunk in row if chunk.label == "O"] for row in rows_of(text.chunks)}
    beside = [
        [rows.get(line, []) for line in (paper.title.last, paper.title.last + 1, _above(paper, text))]
        for paper in listed
    ]
    for texts in beside:
        # where there is no room for it, it stands in the next line
        texts[0] = texts[0] or texts[1]
    sure = [texts for paper, texts in zip(listed, beside, strict=True) if paper.title.odds >= _SURE]
    named = [sum(any(map(_SOURCE.search, texts[position])) for texts in sure) for position in range(3)]
    if max(named) < max(_FEWEST, _NEARLY * len(sure)):
        return set()
    position = named.index(max(named))
    return {
        id(paper)
        for paper, texts in zip(listed, beside, strict=True)
        if texts[position] and not any(map(_SOURCE.search, texts[position])) and not is_identified(paper)
        if not (_are_several(paper.text("A")) and "S" in paper.fields) and not _ABBREVIATED.match(paper.text("A"))
    }


def _are_several(names: str) -> bool:
    """Whether a text lists people, more than a post has."""
    count, share = people_share(names)
    return count >= _FEWEST and share == 1


def _above(paper: Paper, text: Text) -> int:
    """The line above a title; what a blank line parts from it is of another paper."""
    return -1 if text.lines[paper.title.first].gap else paper.title.first - 1


def _form(paper: Paper, text: Text) -> tuple[int, str, bool]:
    line = text.lines[paper.title.first]
    return line.level, line.marker, bool(paper.title.urls)
