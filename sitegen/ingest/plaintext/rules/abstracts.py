"""Where abstracts begin and end: what is no part of them, such as places of work above, and words that are theirs."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.rules.sentences import STOP, WRAPPED, joined, size_of
from sitegen.ingest.plaintext.rules.summaries import BRIEF, summaries
from sitegen.ingest.plaintext.words import field, is_furniture, words

_LONG = 60
"""Bytes of an abstract of which not all may stand there."""
_FEWEST_WORDS = 3
"""Words that begin an abstract."""
_GOES_ON = re.compile(r"[\"“‘'(]?[a-z]")
"""How a sentence goes on behind its first words."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.)(?:\s*(?:Expand|(?:Read|Show) more))?$", re.I)
_CUT_AMID = re.compile(r"(?!(?:Read|See|Show|View) )[A-Z][^\s|{}]*(?: [^\s|{}]+){2,99}(?<=[a-z,])")
_ISSUED = re.compile(r"\W*(?:\([A-Z][\w’'& -]{1,40} )?(?:19|20)\d\d[a-z]?\W*")


def told_again(text: Text) -> None:
    """A line that is an abstract in one place of a text is one in another."""
    rows = [(row, text.lines[row[0].line].text) for row in rows_of(text.chunks)]
    told = {line for row, line in rows if {*labels_of(row)} == {"S"} and len(line) > BRIEF}
    for row, line in rows:
        relabel(row if line in told else (), "O", "S")


def _above_abstracts(text: Text) -> None:
    """A year, a venue with it or what pages have beside papers begins no abstract: `(Ulm 2024). We wait.`"""
    for before, chunk, after in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        is_first = before.label != "S" == chunk.label == after.label and not field(before.text)
        if is_first and (is_furniture(chunk.text) or _ISSUED.fullmatch(chunk.text)):
            chunk.label = "O"


def _first_words(text: Text) -> None:
    """A brief sentence that begins the line of an abstract, or the beginning of one that goes on, is its own.

    It is no title where most are called so, `Title: Slow Clocks`.
    """
    named = [field(name.text) == "title" for name, title in pairwise(text.chunks) if title.label == "T"]
    for row in rows_of(text.chunks):
        others = "OTt" if 2 * sum(named) >= len(named) > 0 and not field(row[0].text) else "O"
        end = next((at for at, chunk in enumerate(row) if chunk.label not in others or chunk.url), len(row))
        free, said = row[:end], row[end:]
        before = joined(free)
        is_sentence = said and set(labels_of(said)) == {"S"} and len(words(before)) >= _FEWEST_WORDS
        may_go_on = bool(free) and (before[-1].isalpha() or before[-1] == ")")
        if is_sentence and (STOP.search(before) or (may_go_on and _GOES_ON.match(said[0].text))):
            relabel(free, others, "S")


def _last_words(text: Text) -> None:
    """What ends a sentence of an abstract in its line or the next is its own: `they are, that is, "frozen" in time.`"""
    for row, below in pairwise([*rows_of(text.chunks), [Chunk(" ", 0)]]):
        end = next((at for at in range(len(row), 0, -1) if row[at - 1].label == "S"), 0)
        above, line = text.lines[row[0].line].text, text.lines[below[0].line]
        # a line that is shorter than the words below had room for these
        is_wrapped = line.text[:1].islower() and not line.gap and len(above) > max(WRAPPED, len(line.text))
        rest = below if is_wrapped and end == len(row) else row[end:]
        is_rest = end and rest and all(chunk.label == "O" and not chunk.url for chunk in rest)
        goes_on = is_rest and not STOP.search(row[end - 1].text) and STOP.search(joined(rest))
        is_end_of_text = below[0].text == " " and size_of(row[:end]) > _LONG
        is_cut = is_end_of_text and _CUT_AMID.fullmatch(joined(rest)) and rest[0].before == "."
        if goes_on or (is_rest and (is_cut or _CUT_OFF.search(joined(rest)))):
            relabel(rest, "O", "S")


def _amid_words(text: Text) -> None:
    """What stands between sentences of an abstract in their line is its own: `on clocks: Ulm (+5%), Bern (+4%) and`."""
    for row in rows_of(text.chunks):
        labels = labels_of(row)
        if labels[0] == labels[-1] == "S" and {*labels} == {*"SO"} and not any(chunk.url for chunk in row):
            relabel(row, "O", "S")


RULES = (
    summaries,
    _above_abstracts,
    _first_words,
    _last_words,
    _amid_words,
)
