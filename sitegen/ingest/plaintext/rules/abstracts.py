"""Abstracts: sentences below each title, sections with labels, and words amid sentences that look like others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.citations import MEDIUM
from sitegen.ingest.plaintext.items import ABSTRACT, Text, entries_of
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.words import PLACE, field, is_label, is_volume, section, words
from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.identifiers import find_arxiv

_STOP = re.compile(r"[.…。！？!?][\"'”’»）)]*$")
_CUT_OFF = re.compile(rf"(?:…|\.\.\.)(?:\s*{vocabulary.any_of('read_on')})?$", re.I)
_PAGE = re.compile(r"^\d{1,4}(?:\s|$)|\s\d{1,4}$")
"""The number of a page at an end of its head or foot."""
_MOST_BEHIND = 30
"""Lines of an abstract behind the end of a page."""
_PARTED = re.compile(r"[^\W\d_A-Z]{2}-$")
"""The end of a line that parts a word."""
_SECTION = re.compile(r"[\[【]?([^.:：\[\]【】]{2,60})[:：\]】]")
"""The label of a section of an abstract: `Methods: `."""
_SURE = 0.9
"""The probability of what labels say."""
_DOUBTFUL = 0.65
"""The probability of a title amid sentences, below which it is one of them."""
_FEWEST_WORDS, _FIRST_WORDS = 8, 3
"""Of a sentence, and of one that begins an abstract."""
_LONG, _SHORTEST, _WRAPPED = 150, 60, 45
"""Characters of an abstract that may be told again, bytes of one, as a sign of Chinese says as much as several letters,
and characters of a line that may go on below.
"""
_SECOND_PLACE = re.compile(r"; ?2: ?\w")
"""`1: Example Labs; 2: Example University`"""
_LONGEST_AFFILIATIONS = 400
"""Characters of the line that says where authors work."""
_LACKING = 0.34
"""The share of titles that may have no abstract."""
_SYLLABLES = 1.5
"""Signs of a word from which on a text is Chinese, Japanese or Korean."""
_MEDIUM = re.compile(rf"{MEDIUM}\.?")
_SYLLABLE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


def repeated(text: Text) -> None:
    """A line that is an abstract in one place of a text is one in another."""
    rows = [(row, text.lines[row[0].line].text) for row in rows_of(text.chunks)]
    abstracts = {line for row, line in rows if {*labels_of(row)} == {"S"} and len(line) > _LONG}
    for row, line in rows:
        relabel(row if line in abstracts else (), "O", "S")


def sections(text: Text) -> None:
    """What begins with the labels of sections is an abstract, with these: `Aim: We wait. Results: It took hours.`"""
    runs: list[list[Chunk]] = [[]]
    is_open = False
    for above, row in pairwise([[], *rows_of(text.chunks)]):
        chunks = [chunk for chunk in row[field(row[0].text) == "abstract" :] if not chunk.url]
        # sections below an abstract are what a reader notes of it
        begins = bool(_named_section(chunks[:1])) and (is_open or "S" not in labels_of(above))
        runs += [[]] if begins and not is_open else []
        runs[-1] += chunks if begins else []
        is_open = begins
    for run in runs:
        is_abstract = {"opening", "closing"} <= {_named_section([chunk]) for chunk in run}
        for chunk in run if is_abstract and _STOP.search(run[-1].text) else ():
            chunk.label, chunk.odds, chunk.title_odds = "S", max(chunk.odds, _SURE), 0.0


def _named_section(chunks: Sequence[Chunk]) -> str:
    """The kind of section that the first of some chunks begins with the label of; empty for none."""
    label = _SECTION.match(chunks[0].text) if chunks else None
    return section(label[1]) if label else ""


def headed(text: Text) -> None:
    """The paragraph below a heading that is called the abstract is one, the first below a title: `## Abstract`."""
    rows = rows_of(text.chunks)
    parts = [bool(text.lines[row[0].line].gap or text.lines[row[0].line].level) for row in rows]
    has_abstract = False
    for at, row in enumerate(rows[:-1]):
        has_abstract = "S" in labels_of(row) or (has_abstract and "T" not in labels_of(row))
        if text.lines[row[0].line].level and ABSTRACT.fullmatch(row[0].text) and not has_abstract:
            end = next((place for place in range(at + 2, len(rows)) if parts[place]), len(rows))
            for chunk in chain.from_iterable(rows[at + 1 : end]):
                chunk.label, chunk.odds = "S", max(chunk.odds, _SURE)


def summaries(text: Text) -> None:
    """Sentences below or behind each title are its abstract, where nearly all titles have some."""
    entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    sentences = [[] if "S" in labels_of(entry) else _sentences(text.lines, entry) for entry in entries]
    lacking = sum(not (own or "S" in labels_of(entry)) for own, entry in zip(sentences, entries, strict=True))
    are_usual = len(entries) > 1 and lacking <= max(len(entries) > 3, _LACKING * len(entries))
    relabel(chain.from_iterable(sentences) if are_usual else (), "O", "S")


def _sentences(lines: Sequence[Line], entry: Sequence[Chunk]) -> list[Chunk]:
    """The first chunks of an entry that are nothing yet and make paragraphs of sentences."""
    sentences: list[Chunk] = []
    for paragraph in _free_paragraphs(lines, entry):
        is_other = any(field(chunk.text) or is_volume(chunk.text) for chunk in paragraph)
        if not is_other and _is_prose(_joined(paragraph)):
            sentences += paragraph
        elif sentences:
            break
    return sentences if len(_joined(sentences).encode()) >= _SHORTEST else []


def _free_paragraphs(lines: Sequence[Line], entry: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """The chunks of an entry that are nothing yet: of each line, or of lines that go on in the next one."""
    paragraph: list[Chunk] = []
    goes_on = False
    for row in rows_of(entry):
        line = lines[row[0].line]
        free = list(takewhile(_may_be_said, (chunk for chunk in row if chunk.label == "O")))
        if paragraph and not (goes_on and free[:1] == row[:1] and not line.gap):
            yield paragraph
            paragraph = []
        paragraph += [] if line.text[:1] == ">" or row[0].style == "s" else free
        goes_on = len(free) == len(row) and len(line.text) > _WRAPPED and not _STOP.search(line.text)
    if paragraph:
        yield paragraph


def _may_be_said(chunk: Chunk) -> bool:
    """Whether a chunk is neither a link nor the mark of a medium, behind which a venue stands: `[C]//Proceedings`."""
    return not chunk.url and not _MEDIUM.fullmatch(chunk.text)


def _is_prose(text: str) -> bool:
    """Whether a text is sentences: of many words, or in a language that puts no spaces between them."""
    split = words(text)
    is_long = len(split) >= _FEWEST_WORDS or len(_SYLLABLE.findall(text)) > _SYLLABLES * len(split)
    return is_long and bool(_STOP.search(text))


def _joined(chunks: Iterable[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks)


def first_words(text: Text) -> None:
    """A brief sentence that begins the line of an abstract is its own.

    It is no title where most are called so, `Title: Slow Clocks`.
    """
    named = [field(name.text) == "title" for name, title in pairwise(text.chunks) if title.label == "T"]
    for row in rows_of(text.chunks):
        others = "OTt" if 2 * sum(named) >= len(named) > 0 and not field(row[0].text) else "O"
        end = next((at for at, chunk in enumerate(row) if chunk.label not in others or chunk.url), len(row))
        free, rest = row[:end], row[end:]
        before = _joined(free)
        is_sentence = {*labels_of(rest)} == {"S"} and len(words(before)) >= _FIRST_WORDS and _STOP.search(before)
        relabel(free if is_sentence else (), others, "S")


def first_lines(text: Text) -> None:
    """The lines above one that goes on with a sentence of an abstract are its own, as far as their paragraph begins."""
    rows = [*rows_of(text.chunks)]
    for at, row in enumerate(rows):
        line = text.lines[row[0].line]
        if row[0].label != "S" or line.gap or line.mark:
            continue
        above = list(takewhile(lambda place: _is_unnamed(text, rows, place), range(at - 1, -1, -1)))
        if above and _STOP.search(text.lines[rows[above[0]][0].line].text):
            continue
        starts = [place for place in above if text.lines[rows[place][0].line].gap]
        for place in range(starts[0], at) if starts else ():
            relabel(rows[place], "OTt", "S")


def _is_unnamed(text: Text, rows: Sequence[Sequence[Chunk]], place: int) -> bool:
    """Whether a row is a full line that is nothing yet, or a title right below another one."""
    row = rows[place]
    line = text.lines[row[0].line]
    is_second = {*labels_of(row)} <= {*"Tt"} and place > 0 and rows[place - 1][0].label == "T"
    is_free = {*labels_of(row)} == {"O"} or is_second
    return is_free and len(line.text) >= _WRAPPED and not (line.mark or field(row[0].text))


def last_words(text: Text) -> None:
    """What stands between sentences of an abstract in their line is its own, and so is what is cut off there."""
    for before, chunk, behind in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        is_amid = before.line == behind.line and before.label + behind.label == "SS"
        relabel([chunk] if is_amid and chunk.odds < _DOUBTFUL else (), "T", "S")
    for row in rows_of(text.chunks):
        labels = labels_of(row)
        ends = labels[-1] == "S" or bool(_CUT_OFF.search(row[-1].text))
        if labels[0] == "S" and {*labels} == {*"OS"} and ends and not any(chunk.url for chunk in row):
            relabel(row, "O", "S")


def parted_words(text: Text) -> None:
    """The line below a hyphen that parts a word of an abstract is its own: `and for well-known dep-`, `ression`."""
    for above, row in pairwise(rows_of(text.chunks)):
        line, before = text.lines[row[0].line], text.lines[above[0].line].text
        if above[-1].label == "S" and row[0].text[0].islower() and _PARTED.search(before) and not line.gap:
            relabel(row, "OT", "S")


def affiliations(text: Text) -> None:
    """Where authors work, in a paragraph below their names, is no part of the abstract: `1KIT; 2Example University`.

    Nor is it a title: `1: Example Labs; 2: Example University`.
    """
    rows = [*rows_of(text.chunks)]
    for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        words = text.lines[row[0].line].text
        is_apart = labels_of(above)[-1] == "A" and text.lines[below[0].line].gap > 0
        if is_apart and len(words) < _LONGEST_AFFILIATIONS and PLACE.search(words) and not _STOP.search(words):
            relabel(row, "STt" if _SECOND_PLACE.search(words) else "S", "O")


def across_pages(text: Text) -> None:
    """An abstract that stops within a sentence goes on behind the head or the foot of a page, to its end."""
    rows = [*rows_of(text.chunks)]
    for at in range(len(rows) - 2):
        above, page, below = (text.lines[row[0].line].text for row in rows[at : at + 3])
        stops = len(above) >= _WRAPPED and not _STOP.search(above) and labels_of(rows[at])[-1] == "S"
        if not stops or not _PAGE.search(page) or "S" in labels_of(rows[at + 1]) or not below[:1].islower():
            continue
        behind = rows[at + 2 : at + 2 + _MOST_BEHIND]
        ends = [number for number, row in enumerate(behind, 1) if _STOP.search(text.lines[row[0].line].text)]
        for row in behind[: ends[0]] if ends else ():
            relabel(row, "OTt", "S")


def indented(text: Text) -> None:
    """An abstract that is indented, as quotations are, ends above a paragraph that is not: a remark on it."""
    count, least, has_ended = 0, 0, False
    for row in rows_of(text.chunks):
        line = text.lines[row[0].line]
        if "S" not in labels_of(row):
            count, has_ended = 0, False
        elif count > 1 and line.indent < least and (line.gap or has_ended):
            has_ended = True
            relabel(row, "S", "O")
        else:
            least = min(least, line.indent) if count else line.indent
            count += 1


def named_addresses(text: Text) -> None:
    """An address with its name before it, in a line below an abstract, is no sentence of it: `Code: https://…`."""
    for above, row in pairwise(rows_of(text.chunks)):
        name, address = row[0], row[-1]
        is_whole = bool(_STOP.search(text.lines[above[0].line].text))
        if is_whole and labels_of(row) == "SS" and is_label(name.text) and address.url:
            name.label, address.label = "O", "L"


def last_addresses(text: Text) -> None:
    """An address alone in a line ends the sentence above that leads to it: `our code is at`."""
    for above, chunk in pairwise(text.chunks):
        line, before = text.lines[chunk.line], text.lines[above.line].text
        is_alone = bool(chunk.url) and chunk.text == line.text.rstrip(".") and not (line.gap or line.marker)
        is_next = is_alone and chunk.line == above.line + 1 and not find_arxiv(chunk.url)
        if is_next and above.label == "S" and len(before) >= _WRAPPED and not _STOP.search(before):
            relabel([chunk], "OL", "S")


RULES = (
    affiliations,
    headed,
    sections,
    first_lines,
    summaries,
    first_words,
    last_words,
    parted_words,
    across_pages,
    indented,
    named_addresses,
    last_addresses,
)
