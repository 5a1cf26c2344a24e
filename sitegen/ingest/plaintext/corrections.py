"""Labels that the text itself tells.

They are of fields that it names outright, `Votes: 45`, `机构：…`, of numbers above all titles, and of lines that look
like the others of their kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines import WIDEST, Line, wrap_width
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import field, people_share

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
ABSTRACT = re.compile(r"\W*(?:original |论文)?(?:abstract|摘要|zusammenfassung|résumé|resumen|초록|аннотация)\W*", re.I)
_ASIDE = re.compile(r"\([^()]*\)")
_SHARE = 0.6
_FEWEST = 3
_NEAR = 40
_EXCEPTIONS = 0.2
"""The share of titles up to which what differs is an error."""
_LONGEST_TITLE, _SENTENCE = 250, 60
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
"""Kinds of addresses that lead to papers."""
_PLAIN_COUNT = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?k?")
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)


def corrected(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with those that are certain."""
    labels = with_titles_lines(lines, chunks, with_last_lines(lines, chunks, labels))
    labels = with_whole_lines(chunks, with_regular_titles(lines, chunks, labels))
    return with_named_rows(chunks, with_named_fields(chunks, with_regular_votes(chunks, labels)))


def with_last_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with an abstract's last line as its, if the first word of it had no room in the line above."""
    width = wrap_width(lines)
    corrected = list(labels)
    for at in range(1, len(chunks)):
        line, above = lines[chunks[at].line], lines[chunks[at - 1].line]
        if corrected[at] != "O" or corrected[at - 1] != "S" or line is above or line.gap or line.marker:
            continue
        is_last = at + 1 == len(chunks) or lines[chunks[at + 1].line].gap > 0
        if (
            is_last
            and len(above.text) < WIDEST
            and above.indent + len(above.text) + len(line.text.split(" ", 1)[0]) >= width
        ):
            corrected[at] = "S"
    return corrected


def _rows(chunks: Sequence[Chunk]) -> Iterator[range]:
    """The places of the chunks of each line."""
    starts = [at for at, chunk in enumerate(chunks) if not at or chunks[at - 1].line != chunk.line]
    return (range(start, end) for start, end in pairwise([*starts, len(chunks)]))


def with_titles_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with addresses of papers in titles' lines as theirs, and no votes in headings of anything else."""
    titled = {chunk.line for chunk, label in zip(chunks, labels, strict=True) if label == "T"}
    corrected = list(labels)
    for at, chunk in enumerate(chunks):
        is_link = bool(at) and chunks[at - 1].line == chunk.line and _names_link(chunks[at - 1].text)
        if chunk.url and (corrected[at] in "Tt" if is_link else corrected[at] == "O" and chunk.line in titled):
            corrected[at] = "L" if is_link or host(chunk.url) in _PAPERS else corrected[at]
        elif corrected[at] in "NC" and lines[chunk.line].level and chunk.line not in titled:
            corrected[at] = "O"
    return corrected


def _names_link(text: str) -> bool:
    return text.rstrip("*_ ").endswith((":", "：")) and field(text) == "link"


def with_whole_lines(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing beside a title in its line where nearly all titles stand alone."""
    titled = [row for row in _rows(chunks) if "T" in labels[row.start : row.stop]]
    mixed = [row for row in titled if not set(labels[row.start : row.stop]) <= {"T", "t"}]
    corrected = list(labels)
    for row in _rows(chunks):
        # the first sentences of an abstract
        start = next((at for at in row if corrected[at] == "S"), row.start)
        if set(corrected[row.start : start]) == {"O"} and _is_leading(chunks, row, start):
            corrected[row.start : start] = "S" * (start - row.start)
    labels = list(corrected)
    spoken = [row for row in mixed if "S" in labels[row.start : row.stop]]
    most = _EXCEPTIONS * len(titled) if len(titled) >= _FEWEST else 0
    for row in spoken if len(spoken) <= most else ():
        abstract = sum(len(chunks[at].text) for at in row if corrected[at] == "S")
        if corrected[row.start] == "T" and abstract > 0.5 * _size(chunks, row):
            corrected[row.start : row.stop] = "S" * len(row)
    for row in mixed if len(mixed) <= most else ():
        for at in row[1:]:
            if (
                corrected[at - 1] in "Tt"
                and corrected[at] in "OGVA"
                and chunks[at].before == "("
                and not chunks[at].url
            ):
                corrected[at] = "t"
    return corrected


def _is_leading(chunks: Sequence[Chunk], row: range, start: int) -> bool:
    """Whether what stands before the sentences of an abstract is sentences too."""
    before = chunks[row.start : start]
    is_plain = not any(chunk.url or field(chunk.text) for chunk in before)
    sentences = _size(chunks, range(start, row.stop))
    return is_plain and len(before[0].text) > _SENTENCE and sentences > 0.3 * _size(chunks, row)


def with_regular_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title above each abstract if nearly all have one, alone in its paragraph, and nothing else."""
    starts = [
        at for at, chunk in enumerate(chunks) if not at or (lines[chunk.line].gap and chunks[at - 1].line != chunk.line)
    ]
    blocks = [range(start, end) for start, end in pairwise([*starts, len(chunks)])]
    kinds = [_kind(labels, block) for block in blocks]
    above = [at - 1 for at, kind in enumerate(kinds) if kind == "S" and at and kinds[at - 1] != "S"]
    regular = [at for at in above if kinds[at] == "T"]
    corrected = list(labels)
    if len(regular) < _FEWEST or len(above) - len(regular) > _EXCEPTIONS * len(above):
        return corrected
    usual = sorted(_size(chunks, blocks[at + 1]) for at in regular)[len(regular) // 2]
    for at, (before, kind, after) in enumerate(zip(["S", *kinds], kinds, kinds[1:], strict=False)):
        if (
            before != "T"
            and after == "S"
            and kind in "?S"
            and _size(chunks, blocks[at]) < min(_LONGEST_TITLE, 0.3 * usual)
        ):
            corrected[blocks[at].start : blocks[at].stop] = "T" + "t" * (len(blocks[at]) - 1)
    return corrected


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


def with_named_rows(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what stands behind or below 'Abstract' as one, and names behind 'Authors' as theirs."""
    corrected = list(labels)
    for row, below in pairwise([*_rows(chunks), range(0)]):
        name, behind = chunks[row.start].text, row[1:]
        if ABSTRACT.fullmatch(name) and corrected[row.start] == "T":
            corrected[row.start] = "O"
        rest = behind if _size(chunks, behind) > _SENTENCE else below
        is_abstract = (
            ABSTRACT.fullmatch(name) and _size(chunks, rest) > _SENTENCE and set(_of(corrected, rest)) <= set("OSTt")
        )
        # a preview may stand above the whole
        following = "".join(corrected[rest.stop : rest.stop + _NEAR]).partition("T")[0]
        if is_abstract and "S" not in following:
            stop = max((at + 1 for at in rest if corrected[at] == "S"), default=rest.stop)
            corrected[rest.start : stop] = "S" * (stop - rest.start)
        if field(name) == "authors" and set(_of(corrected, behind)) & set("ST"):
            names = _ASIDE.sub("", " ".join(chunks[at].text for at in behind))
            if people_share(names)[1] > _SHARE:
                corrected[behind.start : behind.stop] = "A" * len(behind)
    return corrected


def _of(labels: Sequence[str], row: range) -> Sequence[str]:
    return labels[row.start : row.stop]


def with_named_fields(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where a name, a word or a sign beside it says what a chunk is."""
    corrected = [_counted(chunk.text) if label in "OCS" else label for chunk, label in zip(chunks, labels, strict=True)]
    corrected = [label if label != "O" else was for label, was in zip(corrected, labels, strict=True)]
    authors_line = -1
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        if corrected[at - 1] not in "Tt" and value.before == ":" and field(name.text):
            corrected[at - 1] = "O"
        if corrected[at] == "T" and field(name.text) == "title":
            _untitle(chunks, corrected, at - 1)
        is_submitter = field(name.text) == "submitter" or (corrected[at - 1] == "M" and value.line == name.line)
        if is_submitter and not value.url and (corrected[at] not in "TJ" or " " not in value.text):
            corrected[at] = "M"
        if value.line == authors_line and value.before == "(" and corrected[at] == "O":
            corrected[at] = "A"
        is_open = corrected[at] == "O" or (corrected[at] in "GV" and field(name.text) == "authors")
        if not is_open or value.line != name.line or not name.text.rstrip("*_ ").endswith((":", "：")):
            continue
        label = _LABELS.get(field(name.text), "O")
        if label in "NC" and not _COUNT.fullmatch(value.text):
            continue
        if label == "A" and people_share(_ASIDE.sub("", value.text))[1] < _SHARE:
            continue
        authors_line = value.line if label == "A" else authors_line
        corrected[at] = label
    return corrected


def _untitle(chunks: Sequence[Chunk], labels: list[str], name: int) -> None:
    """Takes a translation, in the line above what is called the title, for none."""
    at = name - 1
    while at >= 0 and chunks[at].line == chunks[name - 1].line:
        labels[at] = "O" if labels[at] in "Tt" else labels[at]
        at -= 1


def with_regular_votes(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each number above a title as votes where most have one; and below titles likewise."""
    corrected = list(labels)
    titles = [at for at, label in enumerate(labels) if label in "TJ"]
    counts = [at for at, chunk in enumerate(chunks) if _PLAIN_COUNT.fullmatch(chunk.text) and labels[at] in "NCO"]
    for step in (1, -1):
        beside = [at for at in counts if 0 <= at + step < len(corrected) and labels[at + step] in "Tt"]
        is_named = sum(labels[at] == "N" for at in beside) > _SHARE * max(len(beside), labels.count("N"))
        # a number below an abstract and above the next title counts something else, and 1, 2, 3 count titles
        has_edge = bool(beside) and (beside[0] < titles[0] if step > 0 else beside[-1] > titles[-1])
        counts_titles = [chunks[at].text for at in beside] == [str(at + 1) for at in range(len(beside))]
        if is_named or (has_edge and len(beside) > max(1, _SHARE * len(titles)) and not counts_titles):
            for at in beside:
                corrected[at] = "N"
    if "N" in corrected:
        # the other number of such pages stands below abstracts
        for at in counts:
            is_above_title = at + 1 < len(corrected) and corrected[at + 1] in "TJ"
            if at and corrected[at] in "ON" and corrected[at - 1] == "S" and not is_above_title:
                corrected[at] = "C"
    return corrected
