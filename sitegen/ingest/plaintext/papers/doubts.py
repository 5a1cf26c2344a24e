"""What an editor should look at: papers that may be none, or that may be read wrong, each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.items import Item, Text, entries_of
from sitegen.ingest.plaintext.names import authors_of
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.refusals import DOUBTFUL, reasons_to_refuse
from sitegen.ingest.plaintext.words import (
    AROUND,
    are_names,
    are_people,
    common_share,
    field,
    is_furniture,
    people_share,
    words,
)
from sitegen.ingest.sources.row_dates import are_days_first
from sitegen.ingest.values import identifiers
from sitegen.ingest.values.people import OTHERS

_ABSTRACT = 120
"""Characters."""
_NAMED = frozenset({"title", "abstract", "authors"})
"""Fields that a paper has once."""
_SENTENCE, _NAMES = re.compile(r"(?:[^\W\d_A-Z][^\W\d_A-Z'’]*[,;:]? ){3,}+(?:\w+ )*?(?:[A-Z][\w-]+ ){2}"), 2
"""How a title begins that is not the first of its sentence, and how many names are no words of one."""
_LEAD_IN = re.compile(r"(\w+(?: [^\W\d_A-Z]+){1,5}):\s(?=[^a-z])")
"""What may come before a title, `And this: `."""
_NAME = re.compile(r"(?:(?:[^\W\d_]|['’.·‐-])+,? ?){1,6}")
_MOSTLY_HAVE = 0.6
_BEHIND = 10
"""Chunks behind a title in which its authors may stand."""
_MISSED = 0.15
"""From this probability of a title on, what was read as something else may be one."""
_MOST = 20
"""Doubts that are shown one by one."""


def report_nothing(text: Text, source: Source) -> None:
    """Reports that no paper was read: what was seen instead, and what would help most."""
    links = sum(bool(chunk.url) for chunk in text.chunks)
    cells = sum(chunk.before == "t" for chunk in text.chunks)
    longs = sum(len(line.text) > 200 for line in text.lines)
    counted = (len(text.lines), "line"), (links, "link"), (cells, "table cell"), (longs, "long line")
    seen = ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in counted if count)
    remedies = [
        *["keep the row that names the columns: title, authors, link"] * (cells > 3),
        *["write 'Title:' and each paper's title before its link"] * (links > 0),
        *["write 'Title:' before each title, and 'Abstract:' before each abstract"] * (longs > 0),
        "put each paper's title on a line of its own, with a blank line before it",
        "export the list from where it is kept as BibTeX, RIS or CSV",
        "turn it into JSON lines with --reader",
    ]
    line = text.lines[0].number if text.lines else 1
    source.error("no-papers", f"no paper was found in this text of {seen}", line, hint="; or ".join(remedies[:3]))


def report_undated(item: Item | None, text: Text, source: Source) -> None:
    """Reports that nothing says which day the list is of, or which year its day is in."""
    hint = "give the day, as in --date 2025-03-28, or name the file 2025-03-28.txt"
    if item is None:
        source.warning("no-date", "nothing says which day this list is of", hint=hint)
        return
    line = text.lines[item.first]
    more = {"excerpt": line.text[:200], "length": len(item.text), "hint": hint}
    message = f"'{item.text}' does not say which year"
    source.warning("date-without-year", message, line.number, line.indent + 1, **more)


def report_day_or_month(text: Text, source: Source) -> None:
    """Reports days of lists in figures, `05/01/2026`, that may have the day or the month first."""
    own = [chunk for chunk in text.chunks if chunk.label == "D" or "s" in chunk.style]
    are_days_first([(chunk.text, text.lines[chunk.line].number) for chunk in own], source)


def without_refused(listed: Sequence[Paper], text: Text, source: Source) -> list[Paper]:
    """The papers without those that are too unlikely, which are reported.

    What has the title of another and an abstract stays, as a preview tells more of a paper that stands above it.
    """
    reasons = reasons_to_refuse(listed, text)
    known = {paper.title.text for paper, reason in zip(listed, reasons, strict=True) if not reason}
    hint = "give it a line of its own, or write 'Title:' before it, if it is a paper"
    refused = [
        (paper.title.first, f"{_short(paper.title.text)} {reason}, and was left out", hint)
        for paper, reason in zip(listed, reasons, strict=True)
        if reason and paper.title.text not in known
    ]
    _warn(refused, "more lines from here on were left out as well", hint, text, source)
    return [
        paper
        for paper, reason in zip(listed, reasons, strict=True)
        if not reason or (paper.title.text in known and "S" in paper.fields)
    ]


def report_doubts(listed: Sequence[Paper], text: Text, source: Source) -> None:
    """Reports each paper that may be read wrong, and each line that may be a paper."""
    hint = "look at it, and correct the page or the text if it is wrong"
    doubts = sorted(
        {
            *_unlike_others(listed),
            *_unsure(listed),
            *_odd_titles(listed),
            *_odd_names(listed),
            *_nameless(listed, text),
            *_crowded(listed, text),
            *_missed(listed, text),
            *_ownerless(listed, text),
        }
    )
    others = "more papers from here on are doubtful", "see what was read with --dry-run"
    _warn([(line, message, hint) for line, message in doubts], *others, text, source)


def _unlike_others(listed: Sequence[Paper]) -> Iterator[tuple[int, str]]:
    """Papers that lack what most of the others have, or have what most others lack."""
    for label, name in (("S", "abstract"), ("A", "authors")):
        having = [bool(paper.fields.get(label)) for paper in listed]
        share = sum(having) / len(having) if having else 0
        for paper, has in zip(listed, having, strict=True):
            title = _short(paper.title.text)
            if not has and _MOSTLY_HAVE <= share < 1:
                yield paper.title.first, f"{title} has no {name}, though the others have"
            elif has and 0 < share < 0.5:
                yield paper.title.first, f"{title} has {name}, though the others have none"
    for paper in listed:
        if any(len(item.text.encode()) < 60 for item in paper.fields.get("S", ())):
            yield paper.title.first, f"the abstract of {_short(paper.title.text)} is very short"


def _unsure(listed: Sequence[Paper]) -> Iterator[tuple[int, str]]:
    for paper in listed:
        if paper.title.odds < DOUBTFUL:
            yield paper.title.first, f"{_short(paper.title.text)} may not be a title, or end elsewhere"
        elif paper.odds < DOUBTFUL:
            part = "authors" if any(item.odds < DOUBTFUL for item in paper.fields.get("A", ())) else "abstract"
            yield paper.title.first, f"the {part} of {_short(paper.title.text)} may begin or end elsewhere"


def _odd_titles(listed: Sequence[Paper]) -> Iterator[tuple[int, str]]:
    """Papers whose title is within a sentence, or has names behind it that are no others' authors."""
    for paper in listed:
        title, parts = paper.title.text, re.split(r",? et al\b|, ", paper.title.text)[1:]
        lead = _LEAD_IN.match(title)
        is_lead = bool(lead and common_share(words(lead[1].lower())) == 1)
        if is_lead or _SENTENCE.match(title):
            yield paper.title.first, f"{_short(title)} may begin with words that are no part of the title"
        elif sum(map(are_people, parts)) >= _NAMES and "A" not in paper.fields:
            yield paper.title.first, f"{_short(title)} may end with the names of its authors"


def _odd_names(listed: Sequence[Paper]) -> Iterator[tuple[int, str]]:
    """Papers with a name that is none by its looks, or is a single word among whole names."""
    for paper in listed:
        people, title = authors_of(paper.fields.get("A", ())), _short(paper.title.text)
        alone = [name for name in people if " " not in name]
        odd = [name for name in people if not _NAME.fullmatch(name) or (name in alone and len(alone) < len(people))]
        if odd:
            yield paper.title.first, f"{_short(odd[0])} among the authors of {title} may be no whole name"


def _nameless(listed: Sequence[Paper], text: Text) -> Iterator[tuple[int, str]]:
    """The first names that were read as nothing, if no paper has authors and names stand behind most titles."""
    if any("A" in paper.fields for paper in listed):
        return
    behind = [text.chunks[entry.start + 1 : entry.stop][:_BEHIND] for entry in entries_of(text.chunks)]
    near = [names for chunks in behind if (names := next(filter(_lists_names, chunks), None))]
    if len(near) > max(1, _MOSTLY_HAVE * len(listed)):
        message = f"no authors were read, though names such as {_short(near[0].text)} stand near the titles"
        yield near[0].line, message


def _lists_names(chunk: Chunk) -> bool:
    """Whether a chunk that was read as nothing lists names."""
    names = chunk.text.strip(AROUND)
    is_unread = chunk.label == "O" and not chunk.url and not field(names)
    return is_unread and (people_share(names)[0] > 0 or bool(OTHERS.search(names))) and are_names(names)


def _crowded(listed: Sequence[Paper], text: Text) -> Iterator[tuple[int, str]]:
    """Signs that a paper was missed: one with two arXiv ids, and names of fields that are more than papers."""
    for paper in listed:
        if len({*map(identifiers.find_arxiv, paper.addresses)} - {""}) > 1:
            yield paper.title.first, f"several papers are linked near {_short(paper.title.text)}; one may be missing"
    counts = Counter(chunk.text for chunk in text.chunks if field(chunk.text) in _NAMED and chunk.text[-1] in ":：")
    name, count = max(counts.items(), key=itemgetter(1), default=("", 0))
    if 0 < len(listed) < count:
        at = next(chunk.line for chunk in text.chunks if chunk.text == name)
        yield at, f"'{name}' stands here {count} times; papers that were read: {len(listed)}"


def _missed(listed: Sequence[Paper], text: Text) -> Iterator[tuple[int, str]]:
    """Lines that may be titles, unless they are said twice, are a word, or stand in the line of one."""
    often = Counter(chunk.text for chunk in text.chunks)
    titled = {chunk.line for chunk in text.chunks if chunk.label in "TtJ"}
    for chunk in text.chunks:
        may_be = chunk.title_odds > _MISSED and often[chunk.text] == 1 and " " in chunk.text
        if may_be and chunk.line not in titled and not is_furniture(chunk.text):
            yield chunk.line, f"{_short(chunk.text)} may be a paper, and was not read as one"


def _ownerless(listed: Sequence[Paper], text: Text) -> Iterator[tuple[int, str]]:
    """Sentences above all papers, which are the abstract of one whose title was not read."""
    first = min((item.first for paper in listed[:1] for item in paper.items()), default=0)
    above = [chunk for chunk in text.labelled("S") if chunk.line < first]
    if sum(len(chunk.text) for chunk in above) > _ABSTRACT:
        yield above[0].line, "this may be the abstract of a paper whose title was not read"


def _short(text: str) -> str:
    return f"'{text if len(text) < 60 else text[:57] + '…'}'"


def _warn(doubts: Sequence[tuple[int, str, str]], others: str, hint: str, text: Text, source: Source) -> None:
    """Reports the first doubts, each a line, a message and a hint, and how many `others` there are."""
    shown = [*doubts[:_MOST], *((line, f"{len(doubts) - _MOST} {others}", hint) for line, *_ in doubts[_MOST:][:1])]
    for place, message, advice in shown:
        line = text.lines[place]
        source.warning("doubtful-paper", message, line.number, excerpt=line.text[:200], hint=advice)
