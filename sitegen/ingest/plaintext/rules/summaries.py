"""Sentences below titles that stand in for abstracts, by the regularity of a list: what a newsletter says of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, rows_of
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.names import PROPOSED
from sitegen.ingest.plaintext.rules.sentences import FEWEST_WORDS, STOP, WRAPPED, is_prose, joined, size_of
from sitegen.ingest.plaintext.words import field, is_label, is_volume
from sitegen.text.folding import letters

BRIEF = 150
"""Bytes up to which sentences are brief, as a sign of Chinese says as much as several letters."""
_EXCEPTIONS = 0.34
"""The share of titles that may have none."""
_SHORTEST = 60
"""Bytes where there are no abstracts that show how long these are."""
_FEWEST_BRIEF, _FEWEST, _LOWER = 4, 3, 0.6
"""Words of a sentence where each of so many titles has one, and the share of these without capitals."""
_BARE = frozenset("TtOS")
"""Labels of a title and sentences, without anything else that is of a paper."""
_REMARK = re.compile(r"[^\W\d_][\w’']*(?: [\w’']+){1,4} ?[:：]")
_MINUTES = re.compile(r"(?:minutes|meeting (?:summary|notes))\b|(?:present|apologies|attend(?:ees|ance)) ?:", re.I)
"""What lines of minutes begin with."""
_AVAILABLE = re.compile(
    r"(?:our|all|the|code|data\w*|models?|project|demo)\b.{0,80}\b(?:is|are|available)\b.{0,40} (?:at|on) ", re.I
)
"""The last sentence of many abstracts: `Our code is at https://…`."""


def summaries(text: Text) -> None:
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
    sizes = sorted(size for own in entries if (size := size_of(chunk for chunk in own if chunk.label == "S")))
    least = max(_SHORTEST, min(BRIEF, sizes[len(sizes) // 2] // 2)) if 2 * len(sizes) > len(kinds) else _SHORTEST
    told: list[list[Chunk]] = []
    for entry, kind in zip(entries, kinds, strict=True):
        # a title with nothing else, where others have more, is that of the page
        may_have = "S" not in kind and not (has_more and kind <= _BARE)
        sentences = _sentences(text.lines, entry) if may_have else []
        told.append(sentences if size_of(sentences) >= least else [])
    if told and told[-1] and _is_behind_all(entries, told):
        told[-1] = []
    lacking = sum(not ("S" in kind or sentences) for kind, sentences in zip(kinds, told, strict=True))
    are_usual = len(entries) > 1 and lacking <= max(len(entries) > 3, _EXCEPTIONS * len(entries))
    if are_usual and _differ(told):
        for chunk in chain.from_iterable(told):
            chunk.label = "S"


def _are_minutes(text: Text, titles: int) -> bool:
    """Whether a text is minutes, and has no word for what was said of most papers: `Discussion: we wait.`"""
    labels = (chunk.text for chunk in text.labelled("O") if is_label(chunk.text))
    named = Counter(label for label in labels if field(label) == "remark")
    return 2 * max(named.values(), default=0) < titles and are_minutes(text)


def are_minutes(text: Text) -> bool:
    """Whether a text says that it is minutes, or who was there."""
    firsts = [chunk.text for chunk in text.chunks if chunk.label not in "TtS" and chunk.before == "n"]
    return any(_MINUTES.match(words) or (is_label(words) and field(words) == "attendance") for words in firsts)


def _without_repeated(entries: Iterable[Sequence[Chunk]], lines: Sequence[Line]) -> list[Sequence[Chunk]]:
    """Of several entries of one title, as in contents and in a list of sources, the first that tells something."""
    by_title: dict[str, list[Sequence[Chunk]]] = {}
    for entry in entries:
        by_title.setdefault(letters(joined(chunk for chunk in entry if chunk.label in "Tt")), []).append(entry)
    has_more = [[it for it in same if "S" in labels_of(it) or _sentences(lines, it)] for same in by_title.values()]
    return [(own or same)[0] for own, same in zip(has_more, by_title.values(), strict=True)]


def _differ(told: Sequence[Sequence[Chunk]]) -> bool:
    """Whether no brief sentences are said of two papers."""
    texts = [text for text in map(joined, told) if 0 < len(text.encode()) < BRIEF]
    return len(set(texts)) == len(texts)


def brief_sentences(text: Text) -> list[Chunk]:
    """A sentence of few words below each title, which may tell of the paper or be somebody's remark on it.

    None at all if they are what pages print, one like the other: `You have full access.`, `Room 12, second floor.`
    """
    entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    told = [_sentences(text.lines, entry, _FEWEST_BRIEF) for entry in entries]
    said = [joined(sentences).split() for sentences in told]
    are_own = len({tuple(words[:2]) for words in said}) == len(said) >= _FEWEST
    are_words = all(sum(map(str.islower, words)) > _LOWER * len(words) for words in said)
    has_figures = any(word[0].isdigit() for words in said for word in words)
    is_usual = all(told) and are_own and are_words and not (has_figures or _is_behind_all(entries, told))
    return [sentences[0] for sentences in told if is_usual]


def _is_behind_all(entries: Sequence[Sequence[Chunk]], told: Sequence[Sequence[Chunk]]) -> bool:
    """Whether the last sentences are further behind their title than all others: the end of the page."""
    begun = [
        next((at for at, chunk in enumerate(entry) if chunk.label == "S" or chunk in sentences[:1]), 0)
        for entry, sentences in zip(entries, told, strict=True)
    ]
    return begun[-1] > max(begun[:-1], default=0)


def _sentences(lines: Sequence[Line], entry: Sequence[Chunk], fewest: int = FEWEST_WORDS) -> list[Chunk]:
    """The first chunks of an entry that are nothing yet and make paragraphs of sentences."""
    told: list[Chunk] = []
    for paragraph in _free_paragraphs(lines, entry):
        # a sentence may have a link in it, which is read as a part of it later
        free = list(takewhile(lambda chunk: not chunk.url, paragraph))
        words = joined(free) + "." * (free[-1:] != paragraph[-1:])
        # a text that was cut off ends amid its last sentence
        words += "." * (". " in words and paragraph[-1].line == len(lines) - 1)
        if "©" in words[:_SHORTEST]:
            # the end of a page
            break
        tells_who = len(words.encode()) < BRIEF and bool(PROPOSED.match(words))
        is_ours = bool(told) and bool(_AVAILABLE.match(joined(paragraph)))
        is_other = tells_who or is_volume(words) or not free or any(field(chunk.text) for chunk in free)
        # what the writer adds, `My take: I want it`, which parts of an abstract do not begin with
        is_other = is_other or (bool(told) and bool(_REMARK.fullmatch(paragraph[0].text)))
        goes_on = bool(told) and not lines[paragraph[0].line].gap and bool(STOP.search(words))
        if is_ours or (not is_other and (goes_on or is_prose(words, fewest))):
            told += paragraph if is_ours else free
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
        goes_on = is_whole and len(line.text) > WRAPPED and not STOP.search(line.text)
    if paragraph:
        yield paragraph
