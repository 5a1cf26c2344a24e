"""Labels that the text itself tells.

They are of fields that it names outright, `Votes: 45`, `机构：…`, of numbers above all titles, and of days that are set
like the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines import WIDEST, Line, wrap_width
from sitegen.ingest.plaintext.shapes import host, shape
from sitegen.ingest.plaintext.words import field, is_date, people_share

_LABELS = {
    "votes": "N",
    "comment_count": "C",
    "place": "G",
    "topics": "W",
    "venue": "V",
    "published": "P",
    "id": "L",
    "categories": "K",
    "authors": "A",
}
"""The label of the chunk behind a field's name; `W` is of topics, which only their names tell."""
_NUMBER = r"\d[\d,.]{0,8}\s?k?"
_COUNTED = (
    ("N", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:(?:up)?votes?|points?|个?赞)(?:\W{{0,2}}| by \S.*)", re.I)),
    ("N", re.compile(rf"\W?[👍🔺▲⬆]\ufe0f?\s*{_NUMBER}\W{{0,2}}", re.I)),
    ("C", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:comments?|评论)\W{{0,2}}|💬\s*{_NUMBER}", re.I)),
    ("P", re.compile(r"(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d", re.I)),
    ("G", re.compile(r"🏢\s*\S.{0,60}")),
)
_ASIDE = re.compile(r"\([^()]*\)")
_REGULAR = "ASLV"
_SHARE = 0.6
_FEWEST = 3
_EXCEPTIONS = 0.2
"""The share of titles up to which what differs is an error."""
_LONGEST_TITLE, _SHORTEST_ABSTRACT, _SENTENCE = 250, 150, 60
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
"""Kinds of addresses that lead to papers."""
_PLAIN_COUNT = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?k?")
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)


def corrected(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with those that are certain."""
    labels = with_a_title(chunks, with_regular_references(chunks, with_last_lines(lines, chunks, labels)))
    labels = with_whole_lines(chunks, with_regular_titles(lines, chunks, with_titles_lines(lines, chunks, labels)))
    labels = with_regular_lines(lines, chunks, labels)
    return with_named_fields(chunks, with_regular_votes(chunks, with_regular_days(lines, chunks, labels)))


def with_last_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with an abstract's last line as its, if the first word of it had no room in the line above."""
    width = wrap_width(lines)
    made = list(labels)
    for at in range(1, len(chunks)):
        line, above = lines[chunks[at].line], lines[chunks[at - 1].line]
        if made[at] != "O" or made[at - 1] != "S" or line is above or line.gap or line.marker:
            continue
        is_last = at + 1 == len(chunks) or lines[chunks[at + 1].line].gap > 0
        if (
            is_last
            and len(above.text) < WIDEST
            and above.indent + len(above.text) + len(line.text.split(" ", 1)[0]) >= width
        ):
            made[at] = "S"
    return made


def with_regular_references(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title behind the authors that a line begins with, where most such lines have one there."""
    made = list(labels)
    behind = [
        row.start + next((at for at, label in enumerate(labels[row.start : row.stop]) if label != "A"), len(row))
        for row in _rows(chunks)
        if labels[row.start] == "A" and len(row) > 1
    ]
    named = [at for at in behind if labels[at : at + 1] == ["T"]]
    if len(named) > max(1, _SHARE * len(behind)):
        for at in behind:
            if made[at : at + 1] == ["O"] and chunks[at].line == chunks[at - 1].line and " " in chunks[at].text:
                made[at] = "T"
    return made


def with_a_title(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the line above the only abstract, or long line, as its title where the text has no other."""
    made = list(labels)
    longest = [at for at, row in enumerate(_rows(chunks)) if _size(chunks, row) > _SHORTEST_ABSTRACT]
    if not set(made) & set("STJ") and len(longest) == 1:
        (row,) = (row for at, row in enumerate(_rows(chunks)) if at == longest[0])
        made[row.start : row.stop] = "S" * len(row)
    if "S" not in made or "T" in made or "J" in made:
        return made
    for row in reversed(list(_rows(chunks[: made.index("S")]))):
        text = chunks[row.start].text
        if made[row.start] == "O" and " " in text and not is_date(text) and not field(text):
            made[row.start : row.stop] = ["T", *"t" * (len(row) - 1)]
            break
    return made


def _rows(chunks: Sequence[Chunk]) -> Iterator[range]:
    """The places of the chunks of each line."""
    starts = [at for at, chunk in enumerate(chunks) if not at or chunks[at - 1].line != chunk.line]
    return (range(start, end) for start, end in pairwise([*starts, len(chunks)]))


def with_titles_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with addresses of papers in titles' lines as theirs, and no votes in headings of anything else."""
    titled = {chunk.line for chunk, label in zip(chunks, labels, strict=True) if label == "T"}
    made = list(labels)
    for at, chunk in enumerate(chunks):
        is_link = bool(at) and chunks[at - 1].line == chunk.line and _names_link(chunks[at - 1].text)
        if chunk.url and (made[at] in "Tt" if is_link else made[at] == "O" and chunk.line in titled):
            made[at] = "L" if is_link or host(chunk.url) in _PAPERS else made[at]
        elif made[at] in "NC" and lines[chunk.line].level and chunk.line not in titled:
            made[at] = "O"
    return made


def _names_link(text: str) -> bool:
    return text.rstrip("*_ ").endswith((":", "：")) and field(text) == "link"


def with_whole_lines(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing beside a title in its line where nearly all titles stand alone."""
    titled = [row for row in _rows(chunks) if "T" in labels[row.start : row.stop]]
    mixed = [row for row in titled if not set(labels[row.start : row.stop]) <= {"T", "t"}]
    made = list(labels)
    for row in _rows(chunks):
        # the first sentence of an abstract
        if made[row.start] == "O" and len(row) > 1 and made[row.start + 1] == "S" and _is_leading(chunks, made, row):
            made[row.start] = "S"
    labels = list(made)
    spoken = [row for row in mixed if "S" in labels[row.start : row.stop]]
    most = _EXCEPTIONS * len(titled) if len(titled) >= _FEWEST else 0
    for row in spoken if len(spoken) <= most else ():
        abstract = sum(len(chunks[at].text) for at in row if made[at] == "S")
        if made[row.start] == "T" and abstract > 0.5 * _size(chunks, row):
            made[row.start : row.stop] = "S" * len(row)
    for row in mixed if len(mixed) <= most else ():
        for at in row[1:]:
            if made[at - 1] in "Tt" and made[at] in "OGVA" and chunks[at].before == "(" and not chunks[at].url:
                made[at] = "t"
    return made


def with_regular_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a line that was read as nothing as what most lines are that look like it and stand as far below
    a title."""
    made = list(labels)
    alike: dict[tuple[int, str, str], list[range]] = {}
    below = -len(chunks)
    for row in _rows(chunks):
        below = 0 if "T" in labels[row.start : row.stop] else below + 1
        first = chunks[row.start]
        alike.setdefault((below, lines[first.line].marker, _look(first)), []).append(row)
    for (below, _, _), rows in alike.items():
        usual, count = Counter(labels[row.start] for row in rows).most_common(1)[0]
        if below > 0 and usual in _REGULAR and len(rows) >= _FEWEST and count >= _SHARE * len(rows):
            for row in rows:
                if set(labels[row.start : row.stop]) == {"O"}:
                    made[row.start : row.stop] = usual * len(row)
    return made


def _look(chunk: Chunk) -> str:
    known = shape(chunk.text, chunk.url)
    return "sentence" if known.is_sentence and known.kind in ("long", "text", "short") else known.kind


def _is_leading(chunks: Sequence[Chunk], labels: Sequence[str], row: range) -> bool:
    first = chunks[row.start]
    abstract = sum(len(chunks[at].text) for at in row if labels[at] == "S")
    return len(first.text) > _SENTENCE and not first.url and abstract > _SHARE * _size(chunks, row)


def with_regular_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title above each abstract if nearly all have one, alone in its paragraph, and nothing else."""
    starts = [
        at for at, chunk in enumerate(chunks) if not at or (lines[chunk.line].gap and chunks[at - 1].line != chunk.line)
    ]
    blocks = [range(start, end) for start, end in pairwise([*starts, len(chunks)])]
    kinds = [_kind(labels, block) for block in blocks]
    above = [at - 1 for at, kind in enumerate(kinds) if kind == "S" and at and kinds[at - 1] != "S"]
    regular = [at for at in above if kinds[at] == "T"]
    made = list(labels)
    if len(regular) < _FEWEST or len(above) - len(regular) > _EXCEPTIONS * len(above):
        return made
    usual = sorted(_size(chunks, blocks[at + 1]) for at in regular)[len(regular) // 2]
    for at, (before, kind, after) in enumerate(zip(["S", *kinds], kinds, kinds[1:], strict=False)):
        if (
            before != "T"
            and after == "S"
            and kind in "?S"
            and _size(chunks, blocks[at]) < min(_LONGEST_TITLE, 0.3 * usual)
        ):
            made[blocks[at].start : blocks[at].stop] = "T" + "t" * (len(blocks[at]) - 1)
    return made


def _kind(labels: Sequence[str], block: range) -> str:
    """`S` an abstract, `T` a title alone, `?` anything else that may be a title, empty for the rest."""
    within = labels[block.start : block.stop]
    if within.count("S") > 0.5 * len(within):
        return "S"
    return "T" if set(within) <= {"T", "t"} else "" if set(within) & set("ALUJKD") else "?"


def _size(chunks: Sequence[Chunk], block: range) -> int:
    return sum(len(chunks[at].text) for at in block)


def _counted(text: str) -> str:
    """What a number counts that has a word or a sign beside it, `45 votes`, `💬 3`."""
    return next((label for label, pattern in _COUNTED if pattern.fullmatch(text)), "O")


def with_named_fields(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where a name, a word or a sign beside it says what a chunk is."""
    made = [_counted(chunk.text) if label in "OCS" else label for chunk, label in zip(chunks, labels, strict=True)]
    made = [label if label != "O" else was for label, was in zip(made, labels, strict=True)]
    authors_line = -1
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        if made[at - 1] not in "Tt" and value.before == ":" and field(name.text):
            made[at - 1] = "O"
        if made[at] == "T" and field(name.text) == "title":
            _untitle(chunks, made, at - 1)
        is_submitter = field(name.text) == "submitter" or (made[at - 1] == "M" and value.line == name.line)
        if is_submitter and not value.url and (made[at] not in "TJ" or " " not in value.text):
            made[at] = "M"
        if value.line == authors_line and value.before == "(" and made[at] == "O":
            made[at] = "A"
        is_open = made[at] == "O" or (made[at] in "GV" and field(name.text) == "authors")
        if not is_open or value.line != name.line or not name.text.rstrip("*_ ").endswith((":", "：")):
            continue
        label = _LABELS.get(field(name.text), "O")
        if label in "NC" and not _COUNT.fullmatch(value.text):
            continue
        if label == "A" and people_share(_ASIDE.sub("", value.text))[1] < _SHARE:
            continue
        authors_line = value.line if label == "A" else authors_line
        made[at] = label
    return made


def _untitle(chunks: Sequence[Chunk], labels: list[str], name: int) -> None:
    """Takes a translation, in the line above what is called the title, for none."""
    at = name - 1
    while at >= 0 and chunks[at].line == chunks[name - 1].line:
        labels[at] = "O" if labels[at] in "Tt" else labels[at]
        at -= 1


def with_regular_votes(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each number above a title as votes where most have one; and below titles likewise."""
    made = list(labels)
    titles = [at for at, label in enumerate(labels) if label in "TJ"]
    counts = [at for at, chunk in enumerate(chunks) if _PLAIN_COUNT.fullmatch(chunk.text) and labels[at] in "NCO"]
    for step in (1, -1):
        beside = [at for at in counts if 0 <= at + step < len(made) and labels[at + step] in "Tt"]
        is_named = sum(labels[at] == "N" for at in beside) > _SHARE * max(len(beside), labels.count("N"))
        # a number below an abstract and above the next title counts something else, and 1, 2, 3 count titles
        has_edge = bool(beside) and (beside[0] < titles[0] if step > 0 else beside[-1] > titles[-1])
        counts_titles = [chunks[at].text for at in beside] == [str(at + 1) for at in range(len(beside))]
        if is_named or (has_edge and len(beside) > max(1, _SHARE * len(titles)) and not counts_titles):
            for at in beside:
                made[at] = "N"
    if "N" in made:
        # the other number of such pages stands below abstracts
        for at in counts:
            is_above_title = at + 1 < len(made) and made[at + 1] in "TJ"
            if at and made[at] in "ON" and made[at - 1] == "S" and not is_above_title:
                made[at] = "C"
    return made


def with_regular_days(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each day alone on a line as the day of a list, if one that is set like it is."""
    alone = [
        at
        for at, chunk in enumerate(chunks)
        if (labels[at] in "DO" or (labels[at] == "P" and lines[chunk.line].gap and labels[at + 1 : at + 2] == ["T"]))
        and (not at or chunks[at - 1].line != chunk.line)
        and (at + 1 == len(chunks) or chunks[at + 1].line != chunk.line)
        and is_date(chunk.text)
    ]
    forms = {_form(lines, chunks[at]) for at in alone if labels[at] == "D"}
    made = list(labels)
    for at in alone:
        if _form(lines, chunks[at]) in forms:
            made[at] = "D"
    return made


def _form(lines: Sequence[Line], chunk: Chunk) -> tuple[int, str, str, str]:
    line = lines[chunk.line]
    return line.level, line.marker, chunk.style, re.sub(r"\w", "0", chunk.text)[:4]
