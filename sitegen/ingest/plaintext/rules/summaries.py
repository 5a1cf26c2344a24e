"""Sentences below titles that stand in for abstracts, by the regularity of a list: what a newsletter says of each;
and what is no part of an abstract, such as places of work above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.names import PROPOSED
from sitegen.ingest.plaintext.rules.regular_lists import YEAR, entries_of
from sitegen.ingest.plaintext.words import (
    READ_IN,
    common_share,
    field,
    function_share,
    is_furniture,
    is_label,
    is_volume,
    words,
)
from sitegen.ingest.values.identifiers import find_doi
from sitegen.text.folding import letters

_EXCEPTIONS, _WRAPPED = 0.34, 45
"""The share of titles that may have none, and characters of a line that may go on in the next one."""
_SHORTEST, _SHORTEST_AMID = 60, 150
"""Bytes, as a sign of Chinese says as much as several letters; and those beside long abstracts of the others."""
_GRAMMAR, _LOWER, _FEWEST_WORDS = 0.12, 0.7, 8
"""The share of words that carry grammar in sentences, that of words without capitals, and how many words those have."""
_BARE = frozenset("TtOS")
"""Labels of a title and sentences, without anything else that is of a paper."""
_FEWEST_LINES, _FEWEST_FIRST = 3, 3
"""Papers that show how a list sets what is said of them, and words that begin an abstract."""
_GOES_ON = re.compile(r"[\"“‘'(]?[a-z]")
"""How a sentence goes on behind its first words."""
_SYLLABLES = 1.5
"""Signs of a word from which on a text is Chinese, Japanese or Korean."""
_STOP = re.compile(rf"[.…。！？!?][\"'”’»）)]*$|(?<=[^\W\d])[.!?](?:(?:\[?\d{{1,2}}\]?){{1,6}}|{READ_IN})$")
"""What ends a sentence, also before its sources, `.[2][6]` or `.arxiv+2`."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.)(?:\s*(?:Expand|(?:Read|Show) more))?$", re.I)
_CUT_AMID = re.compile(r"(?!(?:Read|See|Show|View) )[A-Z][^\s|{}]*(?: [^\s|{}]+){2,99}(?<=[a-z,])")
_REMARK = re.compile(r"[^\W\d_][\w’']*(?: [\w’']+){1,4} ?[:：]")
_SYLLABLE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_VENUE = re.compile(r"[A-Z][\w-]{1,14}\.")
_PAGES = re.compile(r"\d(?: ?\(\d{1,4}\))? ?[,:] ?\d{1,5}[–-]\d{1,5}\b")
"""Behind the number of a volume: `12 (3), 1-19`."""
_AVAILABLE = re.compile(
    r"(?:our|all|the|code|data\w*|models?|project|demo)\b.{0,80}\b(?:is|are|available)\b.{0,40} (?:at|on) ", re.I
)
"""The last sentence of many abstracts: `Our code is at https://…`."""


def _summaries(text: Text) -> None:
    """Sentences below or behind each title are its abstract, where nearly all titles have some.

    In minutes they are what was said, unless that has a name.
    """
    all_entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    if _are_minutes(text, len(all_entries)):
        return
    entries = _without_repeated(all_entries, text.lines)
    # names before the next title, in its line, are none of this one's
    nexts = {row[0].line for row in rows_of(text.chunks) if "T" in labels_of(row)}
    kinds = [{piece.label for piece in own if piece.line == own[0].line or piece.line not in nexts} for own in entries]
    has_more = 2 * sum(not kind <= _BARE for kind in kinds) > len(kinds)
    sizes = sorted(size for own in entries if (size := _size(chunk for chunk in own if chunk.label == "S")))
    least = (
        max(_SHORTEST, min(_SHORTEST_AMID, sizes[len(sizes) // 2] // 2)) if 2 * len(sizes) > len(kinds) else _SHORTEST
    )
    told: list[list[Chunk]] = []
    for entry, kind in zip(entries, kinds, strict=True):
        # a title with nothing else, where others have more, is that of the page
        may_have = "S" not in kind and not (has_more and kind <= _BARE)
        sentences = _sentences(text.lines, entry) if may_have else []
        told.append(sentences if _size(sentences) >= least else [])
    if told and told[-1] and _is_behind_all(entries, told):
        told[-1] = []
    lacking = sum(not ("S" in kind or sentences) for kind, sentences in zip(kinds, told, strict=True))
    are_usual = len(entries) > 1 and lacking <= max(len(entries) > 3, _EXCEPTIONS * len(entries))
    if are_usual and _differ(told):
        for chunk in chain.from_iterable(told):
            chunk.label = "S"


def _are_minutes(text: Text, titles: int) -> bool:
    """Whether a text says who was there, and not of most papers what was said: `Discussion: we wait.`"""
    named = Counter((field(chunk.text), chunk.text) for chunk in text.labelled("O") if is_label(chunk.text))
    remarks = max((count for (kind, _), count in named.items() if kind == "remark"), default=0)
    return 2 * remarks < titles and any(kind == "attendance" for kind, _ in named)


def _without_repeated(entries: Iterable[Sequence[Chunk]], lines: Sequence[Line]) -> list[Sequence[Chunk]]:
    """Of several entries of one title, as in contents and in a list of sources, the first that tells something."""
    by_title: dict[str, list[Sequence[Chunk]]] = {}
    for entry in entries:
        by_title.setdefault(letters(_joined(chunk for chunk in entry if chunk.label in "Tt")), []).append(entry)
    return [next((entry for entry in same if _tells(entry, lines)), same[0]) for same in by_title.values()]


def _tells(entry: Sequence[Chunk], lines: Sequence[Line]) -> bool:
    return "S" in labels_of(entry) or bool(_sentences(lines, entry))


def _differ(told: Sequence[Sequence[Chunk]]) -> bool:
    """Whether no brief sentences are said of two papers."""
    texts = [text for text in map(_joined, told) if 0 < len(text.encode()) < _SHORTEST_AMID]
    return len(set(texts)) == len(texts)


def _size(chunks: Iterable[Chunk]) -> int:
    return sum(len(chunk.text.encode()) for chunk in chunks)


def _joined(chunks: Iterable[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks)


def _is_behind_all(entries: Sequence[Sequence[Chunk]], told: Sequence[Sequence[Chunk]]) -> bool:
    """Whether the last sentences are further behind their title than all others: the end of the page."""
    begun = [
        next((at for at, chunk in enumerate(entry) if chunk.label == "S" or chunk in sentences[:1]), 0)
        for entry, sentences in zip(entries, told, strict=True)
    ]
    return begun[-1] > max(begun[:-1], default=0)


def _end_of_page(text: Text) -> None:
    """A brief paragraph below the last abstract, where no other has a second one, is said of no paper."""
    rows = [rows_of(text.chunks[entry.start : entry.stop]) for entry in entries_of(text.chunks)]
    later = [
        [row for above, row in pairwise(own) if labels_of(above[-1:] + row[:1]) == "SS" and text.lines[row[0].line].gap]
        for own in rows
    ]
    if len(later) >= _FEWEST_LINES and later[-1] and not any(later[:-1]):
        end = list(dropwhile(lambda row: row is not later[-1][0], rows[-1]))
        is_brief = _size(chunk for row in end for chunk in row if chunk.label == "S") < _SHORTEST_AMID
        for row in end if is_brief else ():
            relabel(row, "S", "O")


def _first_words(text: Text) -> None:
    """A brief sentence that begins the line of an abstract, or the beginning of one that goes on, is its own.

    It is no title where most are called so, `Title: Slow Clocks`.
    """
    named = [field(name.text) == "title" for name, title in pairwise(text.chunks) if title.label == "T"]
    for row in rows_of(text.chunks):
        others = "OTt" if 2 * sum(named) >= len(named) > 0 and not field(row[0].text) else "O"
        end = next((at for at, chunk in enumerate(row) if chunk.label not in others or chunk.url), len(row))
        free, said = row[:end], row[end:]
        before = _joined(free)
        is_sentence = said and set(labels_of(said)) == {"S"} and len(words(before)) >= _FEWEST_FIRST
        may_go_on = bool(free) and (before[-1].isalpha() or before[-1] == ")")
        if is_sentence and (_STOP.search(before) or (may_go_on and _GOES_ON.match(said[0].text))):
            relabel(free, others, "S")


def _last_words(text: Text) -> None:
    """What ends a sentence of an abstract in its line or the next is its own: `they are, that is, "frozen" in time.`"""
    for row, below in pairwise([*rows_of(text.chunks), [Chunk(" ", 0)]]):
        end = next((at for at in range(len(row), 0, -1) if row[at - 1].label == "S"), 0)
        above, line = text.lines[row[0].line].text, text.lines[below[0].line]
        # a line that is shorter than the words below had room for these
        is_wrapped = line.text[:1].islower() and not line.gap and len(above) > max(_WRAPPED, len(line.text))
        rest = below if is_wrapped and end == len(row) else row[end:]
        is_rest = end and rest and all(chunk.label == "O" and not chunk.url for chunk in rest)
        goes_on = is_rest and not _STOP.search(row[end - 1].text) and _STOP.search(_joined(rest))
        is_end_of_text = below[0].text == " " and _size(row[:end]) > _SHORTEST
        is_cut = is_end_of_text and _CUT_AMID.fullmatch(_joined(rest)) and rest[0].before == "."
        if goes_on or (is_rest and (is_cut or _CUT_OFF.search(_joined(rest)))):
            relabel(rest, "O", "S")


def _amid_words(text: Text) -> None:
    """What stands between sentences of an abstract in their line is its own: `on clocks: Ulm (+5%), Bern (+4%) and`."""
    for row in rows_of(text.chunks):
        labels = labels_of(row)
        if labels[0] == labels[-1] == "S" and {*labels} == {*"SO"} and not any(chunk.url for chunk in row):
            relabel(row, "O", "S")


def told_again(text: Text) -> None:
    """A line that is an abstract in one place of a text is one in another."""
    rows = [(row, text.lines[row[0].line].text) for row in rows_of(text.chunks)]
    told = {line for row, line in rows if {*labels_of(row)} == {"S"} and len(line) > _SHORTEST_AMID}
    for row, line in rows:
        relabel(row if line in told else (), "O", "S")


def _sentences(lines: Sequence[Line], entry: Sequence[Chunk]) -> list[Chunk]:
    """The first chunks of an entry that are nothing yet and make paragraphs of sentences."""
    told: list[Chunk] = []
    for free in _free_paragraphs(lines, entry):
        words = _joined(free)
        # a text that was cut off ends amid its last sentence
        words += "." * (". " in words and free[-1].line == len(lines) - 1)
        if "©" in words[:_SHORTEST]:
            # the end of a page
            break
        tells_who = len(words.encode()) < _SHORTEST_AMID and bool(PROPOSED.match(words))
        is_ours = bool(told) and bool(_AVAILABLE.match(words))
        is_other = tells_who or is_volume(words) or any(chunk.url or field(chunk.text) for chunk in free)
        # what the writer adds, `My take: I want it`, which parts of an abstract do not begin with
        is_other = is_other or (bool(told) and bool(_REMARK.fullmatch(free[0].text)))
        goes_on = bool(told) and not lines[free[0].line].gap and bool(_STOP.search(words))
        if is_ours or (not is_other and (goes_on or _is_prose(words))):
            told += free
        elif told:
            break
    return told


def _free_paragraphs(lines: Sequence[Line], entry: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """The chunks of an entry that are nothing yet: of each line, or of lines that go on in the next one."""
    paragraph: list[Chunk] = []
    goes_on = False
    for row in rows_of(entry):
        line = lines[row[0].line]
        free = [] if line.text.startswith(">") else [chunk for chunk in row if chunk.label == "O"]
        is_whole = len(free) == len(row)
        # an address may stand behind the last words
        is_rest = bool(free) and row[0].label == "O"
        if paragraph and not (goes_on and is_rest and not line.gap):
            yield paragraph
            paragraph = []
        paragraph += free
        goes_on = is_whole and len(line.text) > _WRAPPED and not _STOP.search(line.text)
    if paragraph:
        yield paragraph


def _is_prose(text: str) -> bool:
    """Whether a text is sentences: of words that carry grammar, or mostly without capitals."""
    if not _STOP.search(text):
        return False
    split = words(text)
    if len(_SYLLABLE.findall(text)) > _SYLLABLES * len(split):
        return True
    is_lower = sum(map(str.islower, split)) > _LOWER * len(split)
    return len(split) >= _FEWEST_WORDS and (is_lower or function_share([word.lower() for word in split]) > _GRAMMAR)


def _above_abstracts(text: Text) -> None:
    """A year, and what pages have beside papers, is no part of the abstract behind it: `(2024): We wait.`"""
    for before, chunk, after in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        is_first = before.label != "S" == chunk.label == after.label and not field(before.text)
        if is_first and (is_furniture(chunk.text) or YEAR.fullmatch(chunk.text.strip("():.,"))):
            chunk.label = "O"


def _cited_in_abstracts(text: Text) -> None:
    """Who is cited amid an abstract is no author beside those above it: `as others did (Lee et al., 2020), we wait`."""
    is_named = False
    for row in rows_of(text.chunks):
        for at, (before, chunk) in enumerate(pairwise([Chunk("", -1), *row])):
            is_amid = before.label == "S" and chunk.before == "(" and not _STOP.search(before.text)
            if is_amid and is_named and chunk.label == "A" and " et al" in chunk.text:
                relabel(takewhile(lambda piece: piece.label in "AO" and not piece.url, row[at:]), "AO", "S")
            is_named = chunk.label == "A" or (is_named and chunk.label != "T")


def _before_abstracts(text: Text) -> None:
    """What stands behind a title, or right below names, and ends no sentence is none of the abstract below it.

    It is where the authors work, or a journal with its pages, `Ulm University, Germany`, `Clocks 12 (3), 1-19`, or one
    word behind a title, `NeurIPS.`
    """
    for above, row, below in zip([[], *(rows := rows_of(text.chunks))], rows, rows[1:], strict=False):
        start = len(row) - len(list(takewhile(lambda chunk: chunk.label == "S", reversed(row))))
        said, words = row[start:], _joined(row[start:])
        is_right_below = labels_of(above[-1:]) == "A" and not text.lines[row[0].line].gap
        is_beside = row[start - 1].label in "Tt" if start else is_right_below
        is_parted = text.lines[below[0].line].gap and not below[0].text[0].islower()
        # no other word that is said of papers, as `Background.` is
        is_venue = bool(_VENUE.fullmatch(words)) and not common_share([words.lower().rstrip(".")])
        if start and row[start - 1].label in "Tt" and below[0].label == "S" and is_venue:
            relabel(said, "S", "V")
            continue
        is_other = is_parted or (_PAGES.search(words) and not _STOP.search(words))
        if said and is_beside and below[0].label == "S" and is_other and not _is_prose(words):
            for chunk in said if not _STOP.search(words) else ():
                chunk.label = "L" if find_doi(chunk.url) else "O"


RULES = (
    _cited_in_abstracts,
    _before_abstracts,
    _summaries,
    _above_abstracts,
    _first_words,
    _last_words,
    _amid_words,
    _end_of_page,
)
