"""Labels that the text itself tells.

They are of fields that it names outright, `Votes: 45`, `机构：…`, of numbers above all titles, and of lines that look
like the others of their kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.layout import WIDEST, Line, wrap_width
from sitegen.ingest.plaintext.leading_names import with_titles_behind_names
from sitegen.ingest.plaintext.people import is_rest
from sitegen.ingest.plaintext.regular_lists import (
    ASIDE,
    EXCEPTIONS,
    TIME,
    labels_of,
    rows_of,
    size_of,
    with_regular_names,
    with_regular_sentences,
    with_regular_titles,
    with_regular_votes,
)
from sitegen.ingest.plaintext.regular_places import (
    with_bare_titles,
    with_linked_titles,
    with_listed_people,
    with_regular_columns,
    with_regular_days,
    with_regular_places,
    with_whole_titles,
)
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.strays import (
    without_bold_labels,
    without_early_names,
    without_lone_fields,
    without_other_entries,
    without_shared_sentences,
    without_told_days,
)
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
_UNTITLED = frozenset(("venue", "topics"))
"""Fields of which what stands behind their names is no title, `期刊：Nature`, unless most titles stand there."""
_NUMBER = r"\d[\d,.]{0,8}\s?k?"
_COUNTED = (
    ("N", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:(?:up)?votes?|points?|个?赞)(?:\W{{0,2}}| by\b.*)", re.I)),
    ("N", re.compile(rf"\W?[👍🔺▲⬆]\ufe0f?\s*{_NUMBER}\W{{0,2}}", re.I)),
    ("C", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:comments?|评论)\W{{0,2}}|💬\s*{_NUMBER}", re.I)),
    ("P", re.compile(r"(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d", re.I)),
    ("G", re.compile(r"🏢\s*\S.{0,60}")),
)
ABSTRACT = re.compile(r"\W*(?:original |论文)?(?:abstract|摘要|zusammenfassung|résumé|resumen|초록|аннотация)\W*", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RAGGED, _WRAPPED = 12, 0.3
"""Columns that lines end before the last one, and the share of such lines in a text that is wrapped."""
_SHARE = 0.6
_FEWEST = 3
_NEAR = 40
_SENTENCE, _ABSTRACT = 60, 120
"""Characters."""
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
"""Kinds of addresses that lead to papers."""
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)


def corrected(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with those that are certain."""
    labels = with_last_lines(lines, chunks, with_placed_names(chunks, labels))
    labels = with_titles_behind_names(chunks, with_whole_titles(chunks, without_bold_labels(lines, chunks, labels)))
    labels = with_regular_days(lines, chunks, without_told_days(chunks, labels))
    labels = with_titles_lines(lines, chunks, with_bare_titles(lines, chunks, labels))
    labels = with_linked_titles(lines, chunks, labels)
    labels = with_regular_places(lines, chunks, with_regular_columns(chunks, with_whole_lines(chunks, labels)))
    labels = with_regular_titles(lines, chunks, labels)
    labels = with_named_rows(chunks, with_named_fields(chunks, with_regular_votes(chunks, labels)))
    labels = with_listed_people(chunks, without_early_names(chunks, labels))
    labels = with_regular_sentences(chunks, with_regular_names(chunks, labels))
    return without_other_entries(lines, chunks, without_lone_fields(chunks, without_shared_sentences(chunks, labels)))


def with_placed_names(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with names and their places below a title as authors: `Ann Lee (Ulm); Bo Cho (Bonn)`."""
    corrected = list(labels)
    for row, below in pairwise(rows_of(chunks)):
        names = ASIDE.sub("", " ".join(chunks[at].text for at in below))
        is_open = set(labels_of(corrected, below)) <= set("tAGOS") and "T" in labels_of(corrected, row)
        if is_open and names.count(";") > 1 and people_share(names)[1] > _SHARE:
            corrected[below.start : below.stop] = "A" * len(below)
    return corrected


def with_last_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the last line of a title or an abstract as its, if its first word had no room above."""
    width = wrap_width(lines)
    is_wrapped = sum(len(line.text) + line.indent > width - _RAGGED for line in lines) > _WRAPPED * len(lines)
    # what looks like names where hardly any paper has names is none
    others = "OSA" if labels.count("A") <= EXCEPTIONS * labels.count("T") else "OS"
    corrected = list(labels)
    rows = list(rows_of(chunks))
    for row, below in pairwise(rows):
        # where and when a paper was shown, below its authors
        text = chunks[below.start].text
        if corrected[row.start] == corrected[below.start] == "A" and _YEAR.search(text) and not people_share(text)[1]:
            corrected[below.start] = "O"
    for row, after in pairwise([*rows, range(len(chunks), len(chunks))]):
        at = row.start
        line, above = lines[chunks[at].line], lines[chunks[at - 1].line]
        has_room = len(above.text) >= WIDEST or above.indent + len(above.text) + len(line.text.split(" ", 1)[0]) < width
        if not at or line.gap or line.marker:
            continue
        is_named = line.text[-1:] in ":：" and bool(field(line.text))
        if corrected[at - 1] == "A" and len(row) == 1 and not is_named and is_rest(above.text, line.text):
            corrected[at] = "A"
        if has_room:
            continue
        is_last = after.start == len(chunks) or lines[chunks[after.start].line].gap > 0
        if is_last and corrected[at] == "O" and corrected[at - 1] == "S":
            corrected[at] = "S"
        is_short = is_wrapped and not is_last and len(line.text) < width / 2
        if is_short and corrected[at - 1] in "Tt" and set(labels_of(corrected, row)) <= set(others):
            corrected[row.start : row.stop] = "t" * len(row)
    return corrected


def with_titles_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with addresses of papers in titles' lines as theirs, and no votes in headings of anything else."""
    titled = {chunk.line for chunk, label in zip(chunks, labels, strict=True) if label == "T"}
    corrected = list(labels)
    for at, chunk in enumerate(chunks):
        is_link = bool(at) and chunks[at - 1].line == chunk.line and _names_link(chunks[at - 1].text)
        if chunk.url and (corrected[at] in "Tt" if is_link else corrected[at] == "O" and chunk.line in titled):
            is_named = is_link or field(chunk.text) in ("link", "code")
            corrected[at] = "L" if is_named or host(chunk.url) in _PAPERS else corrected[at]
        is_count = corrected[at] in "NC" and lines[chunk.line].level and chunk.line not in titled
        if is_count or (corrected[at] == "T" and TIME.fullmatch(chunk.text)):
            corrected[at] = "O"
    return corrected


def _names_link(text: str) -> bool:
    return text.rstrip("*_ ").endswith((":", "：")) and field(text) == "link"


def with_whole_lines(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing beside a title in its line where nearly all titles stand alone."""
    titled = [row for row in rows_of(chunks) if "T" in labels[row.start : row.stop]]
    mixed = [row for row in titled if not set(labels[row.start : row.stop]) <= {"T", "t"}]
    corrected = list(labels)
    often = Counter(chunk.text for chunk in chunks)
    for row in rows_of(chunks):
        # the first sentences of an abstract
        start = next((at for at in row if corrected[at] == "S"), row.start)
        if set(corrected[row.start : start]) == {"O"} and _is_leading(chunks, row, start):
            corrected[row.start : start] = "S" * (start - row.start)
        # and the last ones
        sentences = size_of(chunks, [at for at in row if corrected[at] == "S"])
        is_spoken = corrected[row.start] == "S" and set(labels_of(corrected, row)) == {"O", "S"}
        if is_spoken and sentences > _ABSTRACT and not any(_is_apart(chunks[at], often) for at in row):
            corrected[row.start : row.stop] = "S" * len(row)
    labels = list(corrected)
    spoken = [row for row in mixed if "S" in labels[row.start : row.stop]]
    most = EXCEPTIONS * len(titled) if len(titled) >= _FEWEST else 0
    for row in spoken if len(spoken) <= most else ():
        abstract = sum(len(chunks[at].text) for at in row if corrected[at] == "S")
        if corrected[row.start] == "T" and abstract > 0.5 * size_of(chunks, row):
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


def _is_apart(chunk: Chunk, often: Counter[str]) -> bool:
    """Whether a chunk beside sentences is a link, the name of a field, or something that the text repeats."""
    return bool(chunk.url or field(chunk.text)) or often[chunk.text] > 1


def _is_leading(chunks: Sequence[Chunk], row: range, start: int) -> bool:
    """Whether what stands before the sentences of an abstract is sentences too."""
    before = chunks[row.start : start]
    is_plain = not any(chunk.url or field(chunk.text) for chunk in before)
    sentences = size_of(chunks, range(start, row.stop))
    # what goes on with words in brackets is a clause
    is_long = len(before[0].text) > _SENTENCE or chunks[start].before == "("
    return is_plain and is_long and sentences > 0.3 * size_of(chunks, row)


def _counted(text: str) -> str:
    """What a number counts that has a word or a sign beside it, `45 votes`, `💬 3`."""
    return next((label for label, pattern in _COUNTED if pattern.fullmatch(text)), "O")


def with_named_rows(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what stands behind or below 'Abstract' as one, and names behind 'Authors' as theirs."""
    corrected = list(labels)
    rows = list(rows_of(chunks))
    titled = sum(
        field(chunks[row.start].text) == "title" and labels[row.start + 1 : row.stop][:1] == ["T"] for row in rows
    )
    for row, below in pairwise([*rows, range(0)]):
        name, behind = chunks[row.start].text, row[1:]
        if field(name) == "title" and titled > _SHARE * labels.count("T"):
            title = range(behind.start, max((at + 1 for at in behind if labels[at] in "Tt"), default=behind.stop))
            if title and set(labels_of(labels, title)) <= set("OTtPDNC") and not any(chunks[at].url for at in title):
                corrected[title.start : title.stop] = "T" + "t" * (len(title) - 1)
        if ABSTRACT.fullmatch(name) and corrected[row.start] == "T":
            corrected[row.start] = "O"
        rest = behind if size_of(chunks, behind) > _SENTENCE else below
        is_abstract = (
            ABSTRACT.fullmatch(name)
            and size_of(chunks, rest) > _SENTENCE
            and set(labels_of(corrected, rest)) <= set("OSTt")
        )
        # a preview may stand above the whole
        following = "".join(corrected[rest.stop : rest.stop + _NEAR]).partition("T")[0]
        if is_abstract and ("S" not in following or (following[0] == "S" and corrected[rest.start] == "T")):
            stop = max((at + 1 for at in rest if corrected[at] == "S"), default=rest.stop)
            corrected[rest.start : stop] = "S" * (stop - rest.start)
        if field(name) == "authors" and set(labels_of(corrected, behind)) & set("ST"):
            names = ASIDE.sub("", " ".join(chunks[at].text for at in behind))
            if people_share(names)[1] > _SHARE:
                corrected[behind.start : behind.stop] = "A" * len(behind)
    return corrected


def with_named_fields(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where a name, a word or a sign beside it says what a chunk is."""
    corrected = [_counted(chunk.text) if label in "OCS" else label for chunk, label in zip(chunks, labels, strict=True)]
    corrected = [label if label != "O" else was for label, was in zip(corrected, labels, strict=True)]
    titled = Counter(field(name.text) for name, label in zip(chunks, labels[1:], strict=False) if label in "Tt")
    untitled = {name for name in _UNTITLED if titled[name] < 0.5 * labels.count("T")}
    named = (-1, "")
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        if corrected[at - 1] not in "Tt" and value.before == ":" and field(name.text):
            corrected[at - 1] = "O"
        if corrected[at] == "D" and value.before == ":" and field(name.text) == "published":
            corrected[at] = "P"
        if corrected[at] == "T" and field(name.text) == "title":
            _untitle(chunks, corrected, at - 1)
        is_untitled = value.before == ":" and value.line == name.line and field(name.text) in untitled
        if is_untitled and corrected[at - 1] + corrected[at] in ("OT", "Tt"):
            corrected[at - 1] = corrected[at] = "O"
        is_submitter = field(name.text) == "submitter" or (corrected[at - 1] == "M" and value.line == name.line)
        if is_submitter and not value.url and (corrected[at] not in "TJ" or " " not in value.text):
            corrected[at] = "M"
        if value.line == named[0] and value.before == "(" and corrected[at] == "O":
            corrected[at] = named[1]
        is_open = corrected[at] == "O" or (corrected[at] in "GV" and field(name.text) == "authors")
        if not is_open or value.line != name.line or not name.text.rstrip("*_ ").endswith((":", "：")):
            continue
        label = _LABELS.get(field(name.text), "O")
        if label in "NC" and not _COUNT.fullmatch(value.text):
            continue
        if label == "A" and people_share(ASIDE.sub("", value.text))[1] < _SHARE:
            continue
        named = (value.line, label) if label in "AK" else named
        corrected[at] = label
    return corrected


def _untitle(chunks: Sequence[Chunk], labels: list[str], name: int) -> None:
    """Takes a translation, in the line above what is called the title, for none."""
    at = name - 1
    while at >= 0 and chunks[at].line == chunks[name - 1].line:
        labels[at] = "O" if labels[at] in "Tt" else labels[at]
        at -= 1
