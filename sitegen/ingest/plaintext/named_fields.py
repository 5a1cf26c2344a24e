"""What a name beside a chunk, a word, a sign or an address in it says it is: `Authors: Ann Lee`, `45 votes`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import SHORTEST_STAMP, Chunk
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.people import INVERTED
from sitegen.ingest.plaintext.regular_lists import ASIDE, rows_of
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import common_share, field, letters, people_share
from sitegen.ingest.sources.columns import column
from sitegen.text import dates

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
    "abstract": "S",
}
"""The label of the chunk behind a field's name; `W` is of topics, which only their names tell."""
_NUMBER = r"\d[\d,.]{0,8}\s?k?"
_COUNTED = (
    ("N", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:(?:up)?votes?|votos?|voti|points?|个?赞)(?:\W{{0,2}}| by\b.*)", re.I)),
    ("N", re.compile(rf"\W?[👍🔺▲⬆]\ufe0f?\s*{_NUMBER}\W{{0,2}}", re.I)),
    ("C", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:comments?|评论)\W{{0,2}}|💬\s*{_NUMBER}", re.I)),
    ("P", re.compile(r"(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d(?:; originally .{4,32}\.)?", re.I)),
    ("G", re.compile(r"🏢\s*\S.{0,60}")),
)
_LINK_WORDS = re.compile(
    r"(?:(?:abs|bib(?:tex)?|pdf|html|code|data|doi|arxiv|video|slides|poster|website|supp)\b\W*){2,}", re.I
)
"""`Abs Bib PDF Code`, which stands between a title and its abstract."""
_ENTRY = re.compile(r"@[A-Za-z]{4,20}\{[^\s,{}]{0,100},$")
_TITLE = re.compile(r"^title\s*=\s*[{\"]+(.{1,400}?)[}\"]+,?$", re.I | re.M)
_LONGEST_ENTRY = 40
"""Lines."""
_BY_DOING = re.compile(r"by ([A-Z][a-z]{2,}ing)\b")
_CITED_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.,:]?")
_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]+(?: et al\.?| (?:and|&) [^\W\d_a-z][\w'’-]+)?")
_MONTH = re.compile(r"([^\W\d_]{3,10})\.? (?:19|20)\d\d")
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)
_SHARE = 0.6
_SHORT = 40
"""Bytes, as a sign of Chinese says as much as several letters, of what is no abstract: `Abstract: see the link`."""


def with_named_fields(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where a name, a word or a sign beside it says what a chunk is."""
    labels = _without_entries(lines, chunks, _without_senders(chunks, labels))
    corrected = [_by_itself(chunk.text, label) for chunk, label in zip(chunks, labels, strict=True)]
    titled_line = -1
    for at, chunk in enumerate(chunks):
        titled_line = chunk.line if corrected[at] == "T" else titled_line
        # `Upvote` and `54` stand in lines of their own
        if corrected[at] == "O" and at and field(chunks[at - 1].text) == "votes" and _COUNT.fullmatch(chunk.text):
            corrected[at] = "N"
        elif corrected[at] == "O" and chunk.line == titled_line and host(chunk.url) == "code":
            corrected[at] = "L"
        elif corrected[at] == "O" and _is_cited(chunks[at : at + 3], corrected[at : at + 3]):
            corrected[at] = "A"
        elif corrected[at] == "A" and chunk.line == titled_line and _is_of_title(chunk.text):
            corrected[at] = "t"
    return _with_values(chunks, _without_titles(chunks, _with_sentences(lines, chunks, corrected)))


def _is_cited(chunks: Sequence[Chunk], labels: Sequence[str]) -> bool:
    """Whether the first of three chunks is who wrote what the third calls: `Lee et al. (2025). Slow Clocks`."""
    if len(chunks) < 3 or labels[2] != "T" or len({chunk.line for chunk in chunks}) > 1:
        return False
    name, year, _ = [chunk.text for chunk in chunks]
    return bool(_CITED_YEAR.fullmatch(year) and (_FAMILY.fullmatch(name) or people_share(name)[1] == 1))


def _is_of_title(text: str) -> bool:
    """Whether what stands behind a title tells how, and not by whom: `by Combining Seq2seq and NLI`."""
    doing = _BY_DOING.match(text)
    return doing is not None and common_share([doing[1].lower()]) == 1


def _without_entries(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing in entries of BibTeX that a page has folded open below their titles."""
    starts = [at for at, line in enumerate(lines) if _ENTRY.match(line.text)]
    texts = {letters(line.text) for line in lines} if starts else set()
    entries: set[int] = set()
    for start in starts:
        entry = list(takewhile(lambda line: line.text != "}", lines[start : start + _LONGEST_ENTRY]))
        title = _TITLE.search("\n".join(line.text for line in entry))
        if title and letters(title[1]) in texts:
            entries |= set(range(start, start + len(entry)))
    return ["O" if chunk.line in entries else label for chunk, label in zip(chunks, labels, strict=True)]


def _with_sentences(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title in a line with sentences below the word abstract, and none in a bold word before them.

    `"Slow clocks" are no clocks.`, and `- **What is new**: We show why.` below a heading with a title.
    """
    corrected = list(labels)
    has_title = False
    for above, row in pairwise([range(0), *rows_of(chunks)]):
        first, line = chunks[row.start], lines[chunks[row.start].line]
        is_abstract = bool(above) and field(chunks[above.start].text) == "abstract" and len(above) < 3
        is_bold = has_title and line.marker == "-" and "b" in first.style and first.text[-1] in ":："
        if labels[row.start] == labels[row.stop - 1] == "S":
            # a title that is named in an abstract
            corrected[row.start : row.stop] = ["S" if labels[at] in "Tt" else labels[at] for at in row]
        elif is_abstract and "S" in labels[row.start : row.stop]:
            corrected[row.start : row.stop] = ["S" if labels[at] in "TtO" else labels[at] for at in row]
        elif is_bold and corrected[row.start : row.start + 2] == ["T", "t"]:
            corrected[row.start : row.stop] = ["O", *("S" if labels[at] == "t" else labels[at] for at in row[1:])]
        if line.level:
            has_title = "T" in corrected[row.start : row.stop]
    return corrected


def _without_senders(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nobody's name in the titles of a chat: `[27/11/2026, 09:12] Ada: Slow Clocks`."""
    stamped = [
        at for at, chunk in enumerate(chunks) if chunk.before == "s" and len(chunks[at - 1].text) >= SHORTEST_STAMP
    ]
    senders = [at for at in stamped if chunks[at].text[-1] in ":："]
    corrected = list(labels)
    for at in senders if 1 < len(senders) == len(stamped) else ():
        if corrected[at] == "T":
            corrected[at : at + 2] = ["O", *("T" if label == "t" else label for label in corrected[at + 1 : at + 2])]
    return corrected


def _is_month(text: str) -> bool:
    """Whether a text is a month and a year, `July 2025`."""
    month = _MONTH.fullmatch(text)
    return bool(month and dates.month_number(month[1]))


def _by_itself(text: str, label: str) -> str:
    """What a number counts that has a word or a sign beside it, `45 votes`, `💬 3`; links and months are no titles."""
    if label in "OCS":
        return next((counted for counted, pattern in _COUNTED if pattern.fullmatch(text)), label)
    return "O" if label == "T" and (_LINK_WORDS.fullmatch(text) or _is_month(text)) else label


def _without_titles(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title in the name of a field or in names behind it, and with who submitted a paper."""
    corrected = list(labels)
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        named = field(name.text)
        is_title, has_title = corrected[at - 1] in "Tt", corrected[at] in "Tt"
        is_beside = value.before == ":" or (is_title and value.before == "u")
        if is_beside and named and not (is_title and has_title):
            corrected[at - 1] = "O"
        if named == "authors" and value.before == ":" and has_title and _are_names(value.text):
            # `Authors: Ann Lee (Centre for Clocks), Bo Cho`
            end = next((end for end in range(at, len(chunks)) if chunks[end].line != value.line), len(chunks))
            corrected[at:end] = ["O" if label in "Tt" else label for label in corrected[at:end]]
        if corrected[at] == "T" and named == "title":
            _untitle(chunks, corrected, at - 1)
        if corrected[at] == "D" and value.before == ":" and named == "published":
            corrected[at] = "P"
        is_submitter = named == "submitter" or (corrected[at - 1] == "M" and value.line == name.line)
        if is_submitter and not value.url and (corrected[at] not in "TJ" or " " not in value.text):
            corrected[at] = "M"
    return corrected


def _with_values(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what stands behind the name of a field as that field, also where it goes on in the line."""
    corrected = list(labels)
    open_line, open_label = -1, ""
    for at in range(1, len(chunks)):
        name, value = chunks[at - 1], chunks[at]
        open_line = -1 if field(value.text) else open_line
        if value.line == open_line and _goes_on(value, open_label, corrected[at]):
            corrected[at] = open_label
        is_open = corrected[at] == "O" or (corrected[at] in "GSV" and field(name.text) == "authors")
        if is_open and name.text.rstrip("*_ ").endswith((":", "：")):
            label = _LABELS.get(field(name.text) or _field_of_tables(name.text), "O")
            if value.line == name.line and _may_be(value, label):
                corrected[at] = label
                open_line, open_label = (value.line, label) if label in "AKS" else (open_line, open_label)
    return corrected


def _field_of_tables(name: str) -> str:
    """The authors and the abstract by the names that they have in tables, in more languages, `Autorzy:`."""
    known, _ = column(name.strip("*_ :："))
    return known if known in ("authors", "abstract") else ""


def _goes_on(chunk: Chunk, named: str, label: str) -> bool:
    """Whether a chunk with a label goes on with what was named in its line: an aside, a name, a sentence."""
    if label == "O" and chunk.before == "(":
        return True
    is_name = named + label == "AO" and _are_names(chunk.text)
    return named + label == "AS" or (not chunk.url and (is_name or named + label == "SO"))


def _may_be(value: Chunk, label: str) -> bool:
    """Whether a chunk may be what the name before it says."""
    if label in "NC":
        return bool(_COUNT.fullmatch(value.text))
    if label == "S":
        return not value.url and len(value.text.encode()) >= _SHORT
    return label != "A" or _are_names(value.text)


def _are_names(text: str) -> bool:
    """Whether what stands behind the word authors may be names: `Lee, Ann (Example University);`."""
    listed = ASIDE.sub("", text).strip(" ;,.")
    return people_share(listed)[1] >= _SHARE or bool(INVERTED.fullmatch(listed))


def _untitle(chunks: Sequence[Chunk], labels: list[str], name: int) -> None:
    """Takes a translation, in the line above what is called the title, for none."""
    for at in takewhile(lambda at: chunks[at].line == chunks[name - 1].line, range(name - 1, -1, -1)):
        labels[at] = "O" if labels[at] in "Tt" else labels[at]
