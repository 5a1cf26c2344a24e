"""Lines that cite a paper, read word by word where nothing but commas or stops parts names, title and journal.

A conditional random field over the words of a line (`cited_words`) says where its names and its title are. That is
taken of lines of which it is sure, in lists of which most lines cite papers, unless the labeller of chunks is sure of
another reading or reads most of the list alike. `python -m tests.training.plaintext.citations` trains its weights.

The labels of words are `A` authors before the title, `D` what stands between them, `T` the title, `a` authors behind
it, `V` anything else behind it, `O` anything else before it, and `N` a word of a line that cites nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

import numpy as np
from msgspec import Struct

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.labels.cited_words import Word, cells, counted, described, words_of
from sitegen.ingest.plaintext.labels.labeller import Model, model, scores, viterbi
from sitegen.ingest.plaintext.labels.regularities import Floats
from sitegen.ingest.plaintext.names import PROPOSED
from sitegen.ingest.plaintext.words import are_people, common_share
from sitegen.ingest.plaintext.words import words as words_in

STEP = 64.0
"""Steps of weights for each unit."""
_SURE = 0.3
"""The probability of all labels of a line from which on they are believed."""
_SURER, _RELIABLE = 0.6, 0.6
"""What it has to be for lines in which the labeller of chunks has names and a title, and on average for those lines of
a list that it reads otherwise."""
_FEWEST, _MOSTLY = 2, 0.5
"""How many lines of a list cite papers for sure, and which share of those that may have a title."""
_PLAIN, _LOW, _HIGH = 0.94, 0.25, 0.8
"""From this probability of titles on the labeller of chunks is sure, and its titles are right unless the words of so
many lines say the same; where those of this share say the same, it is right in the others, too."""
_VOLUME, _FEWEST_WORDS = 3, 3
"""Words of the number and the name of a volume, and of a title."""
_PLAIN_LINE = 0.93
"""From this probability on it is sure of the names and the title of a line."""
_DOUBT, _LEAST = 0.7, 0.56
"""How much the odds of a line count which the labeller of chunks reads otherwise, and what they are at least."""
_INSTITUTION = re.compile(r"(?:University|Institute|Department|Faculty) of(?: [A-Z]\w+){1,3},?")


class Reading(Struct):
    """A line as its words are labelled."""

    row: Sequence[Chunk]
    words: Sequence[Word]
    labels: str
    odds: float
    """The probability that all of its labels are right."""

    @property
    def is_citation(self) -> bool:
        """Whether it has one title, and names in one place.

        No title is a single word of Latin letters, opens a parenthesis only, or ends amid common words before names.
        """
        order = "".join(label for label, _ in groupby(self.labels))
        if not order.count("T") == 1 == order.count("A") + order.count("a"):
            return False
        title = " ".join(word.text for word in self._labelled("T"))
        is_whole = (" " in title or not title.isascii()) and title.count("(") <= title.count(")")
        end = self.words[self.labels.rfind("T") :][:2]
        is_amid = "Ta" in self.labels and end[0].part == end[1].part and end[1].kind.endswith("c")
        return is_whole and not is_amid and not _INSTITUTION.fullmatch(title)

    @property
    def is_known(self) -> bool:
        """Whether its chunks have these names and this title already."""
        own = (self.row[word.chunk].label.replace("t", "T") for word in self.words)
        want = (label.replace("a", "A") for label in self.labels)
        return all(one == other or not {one, other} & {"A", "T"} for one, other in zip(own, want, strict=True))

    @property
    def is_untitled(self) -> bool:
        """Whether the labeller of chunks has names in it, and nothing where its title is."""
        return {*self._below("T")} == {"O"} and "A" in labels_of(self.row)

    @property
    def is_unread(self) -> bool:
        """Whether it has a title, and where that came out, with a number, and the labeller of chunks has no title."""
        title = self._below("T")
        is_dated = any(word.core.isdigit() for word in self._labelled("V"))
        return len(title) >= _FEWEST_WORDS and is_dated and {*title} <= {*"OA"} and "T" not in labels_of(self.row)

    @property
    def is_unnamed(self) -> bool:
        """Whether the labeller of chunks has its title, and nothing where its names are."""
        return {*self._below("T")} <= {*"Tt"} and {*self._below("A"), *self._below("a")} == {"O"}

    @property
    def is_named(self) -> bool:
        """Whether the labeller of chunks has names before its title in this: `Lee et al, Clocks`, `Ann Lee, Clocks`."""
        names = " ".join(word.text for word in self._labelled("A"))
        return {*self._below("A")} <= {*"Tt"} and (" et al" in names or are_people(names.rstrip(",.:;")))

    @property
    def may_cite(self) -> bool:
        """Whether it has a title, and names or what the labeller of chunks takes for either."""
        return "T" in self.labels and bool({*"Aa"} & {*self.labels} or {*"TA"} & {*labels_of(self.row)})

    def _below(self, label: str) -> list[str]:
        """The labels of the chunks that words with a label are in."""
        return [self.row[word.chunk].label for word in self._labelled(label)]

    def _labelled(self, label: str) -> list[Word]:
        return [word for word, other in zip(self.words, self.labels, strict=True) if other == label]

    @property
    def is_plain(self) -> bool:
        """Whether the labeller of chunks has names and a title in it that are to be kept, as they are sure.

        Before a dash or a colon and behind it they are.
        """
        odds = [piece.odds for piece in self.row if piece.label in "TtA"]
        is_read = {"T", "A"} <= {piece.label for piece in self.row}
        order = "".join(label for label, _ in groupby(labels_of(self.row).replace("t", "T")) if label in "AT")
        is_parted = order == "AT" and next(piece.before for piece in self.row if piece.label == "T") in "d:"
        return is_read and (is_parted or min(odds) > _PLAIN_LINE or self.odds < _SURER)


@cache
def weights() -> Model:
    """The trained weights, read once."""
    return model(zlib.decompress((files(__package__) / "citation_weights.bin").read_bytes()), STEP)


def cited_lines(text: Text) -> None:
    """Cuts and labels lines anew that cite a paper, in lists of such lines."""
    anew: dict[int, list[Chunk]] = {}
    is_plain = _mean_odds(text) > _PLAIN
    for listed in _lists(text):
        for reading in _believed(listed, is_plain):
            anew |= {id(piece): [] for piece in reading.row} | {id(reading.row[0]): list(_cut(reading))}
    if anew:
        text.chunks[:] = [new for piece in text.chunks for new in anew.get(id(piece), [piece])]


def _lists(text: Text) -> Iterator[list[Reading]]:
    """What is read of the lines of each list, which have the same kind of mark."""
    by_mark: dict[str, list[Reading]] = {}
    for reading in readings(text):
        by_mark.setdefault(text.lines[reading.row[0].line].marker, []).append(reading)
    yield from by_mark.values()


def _mean_odds(text: Text) -> float:
    """How sure the labeller of chunks is of the titles of a text."""
    odds = [piece.odds for piece in text.chunks if piece.label in "TJ"]
    return sum(odds) / max(1, len(odds))


def _believed(listed: Sequence[Reading], is_plain: bool) -> list[Reading]:
    """The lines of a list that are read otherwise by their words, if most of them cite papers for sure.

    All name authors before the title, or all behind it.
    """
    citing = [reading for reading in listed if reading.is_citation]
    usual = "A" if 2 * sum("A" in reading.labels for reading in citing) > len(citing) else "a"
    sure = [reading for reading in citing if reading.odds > _SURE and usual in reading.labels]
    if len(sure) < max(_FEWEST, _MOSTLY * sum("T" in reading.labels for reading in listed)):
        unread = [reading for reading in sure if reading.is_unread or reading.is_unnamed]
        return unread if len(unread) > max(_FEWEST, _MOSTLY * sum(reading.may_cite for reading in listed)) else []
    agreed = sum(reading.is_known for reading in sure)
    if agreed > _HIGH * len(sure) or (is_plain and agreed < _LOW * len(sure)):
        return [one for one in sure if one.is_unnamed or one.is_named or (is_plain and one.is_unread)]
    others = [reading for reading in sure if not (reading.is_known or reading.is_plain)]
    if sum(reading.odds for reading in others) > _RELIABLE * len(others):
        return others
    # where most lines have names alone, any title is better than none
    untitled = [reading for reading in others if reading.is_untitled]
    return untitled if 2 * len(untitled) >= len(sure) else []


def readings(text: Text) -> list[Reading]:
    """What is read of the lines of a text that may cite something."""
    named = Counter(piece.line for piece in text.chunks if piece.label in "TA")
    # names right below a title are said of it, with what stands behind them
    titles = {row[0].line for row in rows_of(text.chunks) if "T" in {*labels_of(row)} <= {*"Tt"}}
    below = {line + 1 for line in titles if not (line + 1 < len(text.lines) and text.lines[line + 1].gap)}
    rows = [
        row
        for row in cells(text.chunks, text.lines)
        if not (
            _is_apart(row, named)
            or (row[0].line in below and labels_of(row)[0] == "A" and "T" not in labels_of(row) and _begins_named(row))
        )
    ]
    lines = [words_of(row) for row in rows]
    often = counted(lines)
    return [_read(row, words, described(words, row, often, len(rows))) for row, words in zip(rows, lines, strict=True)]


def _begins_named(row: Sequence[Chunk]) -> bool:
    """Whether the first words of a line are not those of a title."""
    return common_share(words_in(row[0].text.lower())[: 2 * _FEWEST_WORDS]) < _MOSTLY


def _is_apart(row: Sequence[Chunk], named: Counter[int]) -> bool:
    """Whether a line is a message, says who presents a paper, or is of a table with names or a title elsewhere."""
    is_other = row[0].style == "s" or bool(PROPOSED.fullmatch(row[0].text))
    return is_other or named[row[0].line] > sum(piece.label in "TA" and piece.line == row[0].line for piece in row)


def _read(row: Sequence[Chunk], words: Sequence[Word], features: list[list[str]]) -> Reading:
    known = weights()
    (sums,) = scores(features, known)
    path = viterbi(sums, known.transition)
    labels = _trimmed("".join(known.labels[at] for at in path), words)
    return Reading(row, words, labels, _odds(sums, known.transition, path))


def _odds(sums: Floats, transition: Floats, path: Sequence[int]) -> float:
    """The probability of a sequence of labels."""
    moves = np.exp(transition)
    total, score = 0.0, float(sums[np.arange(len(path)), path].sum() + transition[path[:-1], path[1:]].sum())
    reached = np.ones(len(moves))
    for at, row in enumerate(sums):
        top = row.max()
        reached = (reached @ moves if at else reached) * np.exp(row - top)
        size = reached.sum()
        reached, total = reached / size, total + top + float(np.log(size))
    return float(np.exp(score - total))


def _trimmed(labels: str, words: Sequence[Word]) -> str:
    """The labels without numbers and signs around names, and without signs around titles."""
    named = list(labels)
    for label, ahead, behind in (("A", "O", "D"), ("a", "V", "V"), ("T", "O", "V")):
        around = [at for at, other in enumerate(labels) if other == label and not _is_part(words[at].core, label)]
        parts = [at for at, other in enumerate(labels) if other == label and at not in around]
        for at in around:
            if not parts or at < parts[0] or at > parts[-1]:
                named[at] = ahead if not parts or at < parts[0] else behind
    # no name asks: `Do clocks wait?; Ann Lee`
    asked = max((at for at, word in enumerate(words) if named[at] == "a" and "?" in word.text), default=0)
    for at in range(labels.rfind("T") + 1, asked + 1) if "T" in labels[:asked] else ():
        named[at] = "T"
    # `Slow Clocks, 43 Ulm L. Rev. 112`, of which the number of the volume was taken for a part of the title
    title = [at for at, label in enumerate(named) if label == "T"]
    volume = next((at for at in title[-_VOLUME:] if words[at].core.isdigit() and words[at - 1].text[-1] == ","), 0)
    for at in title if volume and volume > title[0] and "V" in named[title[-1] :] else ():
        named[at] = "V" if at >= volume else "T"
    return "".join(named)


def _is_part(core: str, label: str) -> bool:
    """Whether names or a title may begin or end with a word."""
    if label == "T":
        return any(map(str.isalnum, core))
    return any(map(str.isalpha, core)) and not core[0].isdigit()


def _cut(reading: Reading) -> Iterator[Chunk]:
    """The chunks of a line anew."""
    is_titled = False
    odds = max(_DOUBT * reading.odds, _LEAST)
    keys = [(word.chunk, label) for word, label in zip(reading.words, reading.labels, strict=True)]
    for (place, label), run in groupby(zip(keys, reading.words, strict=True), itemgetter(0)):
        words = [word for _, word in run]
        piece = reading.row[place]
        start, end = words[0].start, words[-1].start + len(words[-1].text)
        # no sentences stand before the title of a citation
        known = "T" if piece.label == "S" and not is_titled else piece.label
        named = "A" if label in "Aa" else "T" if label == "T" else _other(known, label)
        if named == "T":
            named, is_titled = "t" if is_titled else "T", True
        yield Chunk(
            piece.text[start:end],
            piece.line,
            piece.style,
            piece.url,
            piece.before if start == 0 else "w",
            piece.start + start,
            # markup in it is longer in the line
            piece.end if end == len(piece.text) else piece.start + end,
            named,
            odds,
            odds if named == "T" else 0.0,
        )


def _other(label: str, word: str) -> str:
    """What words beside names and title are: what their chunk was, if it was neither."""
    if label not in "TtAJ":
        return label
    return "V" if word == "V" else "O"
