"""Where abstracts begin and end: what is no part of them, such as places of work above, and words that are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, chain, dropwhile, groupby, pairwise, takewhile
from operator import itemgetter

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.rules.sentences import STOP, WRAPPED, is_prose, joined, size_of
from sitegen.ingest.plaintext.rules.summaries import BRIEF, are_minutes, summaries
from sitegen.ingest.plaintext.words import common_share, field, is_furniture, words
from sitegen.ingest.values.identifiers import find_doi
from sitegen.ingest.values.links import leads_to_paper

_LONG = 60
"""Bytes of an abstract of which not all may stand there."""
_FEWEST_PAPERS, _FEWEST_WORDS = 3, 3
"""Papers that show how a list sets what is said of them, and words that begin an abstract."""
_FAR_LESS = 0.25
"""The share of an abstract's size below which nobody means one."""
_STEM = 4
"""Letters of a word that are those of its other forms, too."""
_GOES_ON = re.compile(r"[\"“‘'(]?[a-z]")
"""How a sentence goes on behind its first words."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.)(?:\s*(?:Expand|(?:Read|Show) more))?$", re.I)
_CUT_AMID = re.compile(r"(?!(?:Read|See|Show|View) )[A-Z][^\s|{}]*(?: [^\s|{}]+){2,99}(?<=[a-z,])")
_VENUE = re.compile(r"[A-Z][\w-]{1,14}\.")
_ISSUED = re.compile(r"\W*(?:\([A-Z][\w’'& -]{1,40} )?(?:19|20)\d\d[a-z]?\W*")
_ASIDE = re.compile(r"\([^()]*\):")
_SAID = re.compile(
    r"(?:(?:The (?:group|team|audience|club|panel|room|meeting)|(?:Mr|Mrs|Ms|Dr|Prof)\.? [^\W\d_a-z]\S+)"
    r"(?: (?:also|then|\w+ly))? (?:agreed|asked|decided|discussed|felt|found|liked|noted|raised|thought|wondered)"
    r"|No (?:decision|discussion)|To be (?:continued|discussed|taken up))\b"
)
"""How minutes tell what people said of a paper."""
_PAGES = re.compile(r"\d(?: ?\(\d{1,4}\))? ?[,:] ?\d{1,5}[–-]\d{1,5}\b")
"""Behind the number of a volume: `12 (3), 1-19`."""


def told_again(text: Text) -> None:
    """A line that is an abstract in one place of a text is one in another."""
    rows = [(row, text.lines[row[0].line].text) for row in rows_of(text.chunks)]
    told = {line for row, line in rows if {*labels_of(row)} == {"S"} and len(line) > BRIEF}
    for row, line in rows:
        relabel(row if line in told else (), "O", "S")


def _before_abstracts(text: Text) -> None:
    """What stands behind a title, or right below names, and ends no sentence is none of the abstract below it.

    It is where the authors work, or a journal with its pages, `Ulm University, Germany`, `Clocks 12 (3), 1-19`, or one
    word behind a title, `NeurIPS.`
    """
    for above, row, below in zip([[], *(rows := rows_of(text.chunks))], rows, rows[1:], strict=False):
        start = len(row) - len(list(takewhile(lambda chunk: chunk.label == "S", reversed(row))))
        said, words = row[start:], joined(row[start:])
        is_right_below = labels_of(above[-1:]) == "A" and not text.lines[row[0].line].gap
        is_beside = row[start - 1].label in "Tt" if start else is_right_below
        is_parted = text.lines[below[0].line].gap and not below[0].text[0].islower()
        # no other word that is said of papers, as `Background.` is
        is_venue = _VENUE.fullmatch(words) and not common_share([words.lower().rstrip(".")])
        if start and row[start - 1].label in "Tt" and below[0].label == "S" and is_venue:
            relabel(said, "S", "V")
            continue
        is_other = is_parted or (_PAGES.search(words) and not STOP.search(words))
        if said and is_beside and below[0].label == "S" and is_other and not is_prose(words):
            for chunk in said if not STOP.search(words) else ():
                chunk.label = "L" if find_doi(chunk.url) else "O"


def _above_abstracts(text: Text) -> None:
    """A year, a venue with it, what pages have beside papers or an address begins no abstract: `(Ulm 2024). We wait.`

    Nor does an aside between its name and the colon, `Abstract (from the preprint): We wait.`, or an address with the
    name of its field, `code:: https://…`.
    """
    for before, chunk, after in zip(text.chunks, text.chunks[1:], [*text.chunks[2:], Chunk(" ", -1)], strict=False):
        begins = _ASIDE if field(before.text) else _ISSUED
        is_other = begins.fullmatch(chunk.text) or (begins is _ISSUED and is_furniture(chunk.text))
        is_name = field(chunk.text) and after.url == after.text and after.line == chunk.line
        # `https://clocks.example is a page`
        is_address = chunk.url == chunk.text and not (after.line == chunk.line and after.text[0].islower())
        if before.label != "S" == chunk.label and (is_address or ((is_other or is_name) and after.label == "S")):
            chunk.label = "L" if is_address else "O"


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
        rest = below if is_wrapped and not line.level and end == len(row) else row[end:]
        is_rest = end and rest and all(chunk.label == "O" and not chunk.url for chunk in rest)
        goes_on = is_rest and not STOP.search(row[end - 1].text) and STOP.search(joined(rest))
        is_end_of_text = below[0].text == " " and size_of(row[:end]) > _LONG
        is_cut = is_end_of_text and _CUT_AMID.fullmatch(joined(rest)) and rest[0].before == "."
        if goes_on or (is_rest and (is_cut or _CUT_OFF.search(joined(rest)))):
            relabel(rest, "O", "S")


def _linked_words(text: Text) -> None:
    """A link amid a sentence of an abstract is its own up to the stop: `Code is at [our site](…), for free.`"""
    for row in rows_of(text.chunks):
        for at, (said, link) in enumerate(pairwise(row), 1):
            is_amid = said.label == "S" and not STOP.search(said.text) and link.before == "m" and link.label in "OL"
            is_amid = is_amid and bool(link.url) and field(link.text) != "link"
            free = list(takewhile(lambda chunk: chunk.label in "OL", row[at:])) if is_amid else []
            stop = next((end for end, chunk in enumerate(free, 1) if STOP.search(chunk.text) and not chunk.url), 0)
            relabel(free[:stop] or (free if free[-1:] == [link] else ()), "OL", "S")


def _amid_words(text: Text) -> None:
    """What stands between sentences of an abstract in their line is its own: `on clocks: Ulm (+5%), Bern (+4%) and`."""
    for row in rows_of(text.chunks):
        labels = labels_of(row)
        if labels[0] == labels[-1] == "S" and {*labels} == {*"SO"} and not any(chunk.url for chunk in row):
            relabel(row, "O", "S")


def _remarks(text: Text) -> None:
    """A brief sentence right below an abstract is what somebody said, where others stand below most: `We agreed.`"""
    rows = rows_of(text.chunks)
    ends = [labels_of(row[-1:]) == "S" and bool(STOP.search(row[-1].text)) for row in rows]
    firsts = [row for row, *are in zip(rows[1:], ends, [False, *ends], strict=False) if are == [True, False]]
    said = [row for row in firsts if STOP.search(joined(row)) and size_of(row) < BRIEF]
    said = [row for row in said if not text.lines[row[0].line].gap]
    others = sum({*labels_of(row)} == {"O"} for row in said)
    relabel(chain.from_iterable(said) if 2 * others > len(said) else (), "S", "O")


def _brief_words(text: Text) -> None:
    """A few words, where most abstracts are long, that share none with the title are a remark: `No time; who takes it?`

    So are they behind a stop and a tab, if they end no sentence: `AL, BC`. An identifier amid them is the paper's.
    """
    entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    own = [[chunk for chunk in entry if chunk.label == "S"] for entry in entries]
    sizes = sorted(filter(None, map(size_of, own)))
    usual = sizes[len(sizes) // 2] if len(sizes) >= _FEWEST_PAPERS else 0
    for entry, told in zip(entries, own, strict=True):
        stems = _stems(chunk for chunk in entry if chunk.label in "Tt")
        is_named = any(field(chunk.text) == "abstract" for chunk in entry)
        ends = [chunk.before == "." and text.lines[chunk.line].text[chunk.start - 1] == "\t" for chunk in told]
        for _, cell in groupby(zip(accumulate(ends), told, strict=True), itemgetter(0)):
            said = [chunk for _, chunk in cell]
            is_told = is_named or stems & _stems(said) or (said != told and STOP.search(joined(rows_of(said)[0])))
            for chunk in said if size_of(said) < min(BRIEF, _FAR_LESS * usual) and not is_told else ():
                chunk.label = "L" if leads_to_paper(chunk.url) else "O"


def _stems(chunks: Iterable[Chunk]) -> set[str]:
    """How the words of some chunks begin, but for the shortest."""
    return {word[:_STEM].lower() for word in words(joined(chunks)) if len(word) >= _STEM}


def _said_there(text: Text) -> None:
    """What people said of papers when they met is none of the abstracts it stands behind: `The group liked it.`

    Abstracts tell what a team found, too, so that only minutes are read so, which tell this of most papers.
    """
    if not are_minutes(text):
        return
    own = [[c for c in text.chunks[entry.start : entry.stop] if c.label == "S"] for entry in entries_of(text.chunks)]
    ends = [list(dropwhile(lambda chunk: not _SAID.match(chunk.text), said[1:])) for said in own]
    for end in ends if sum(map(bool, ends)) > max(1, sum(map(bool, own)) / 2) else ():
        relabel(end if size_of(end) < 2 * BRIEF else (), "S", "O")


def _end_of_page(text: Text) -> None:
    """A brief paragraph below the last abstract, where no other has a second one, is said of no paper."""
    rows = [rows_of(text.chunks[entry.start : entry.stop]) for entry in entries_of(text.chunks)]
    later = [
        [row for above, row in pairwise(own) if labels_of(above[-1:] + row[:1]) == "SS" and text.lines[row[0].line].gap]
        for own in rows
    ]
    if len(later) >= _FEWEST_PAPERS and later[-1] and not any(later[:-1]):
        end = list(dropwhile(lambda row: row is not later[-1][0], rows[-1]))
        is_brief = size_of(chunk for row in end for chunk in row if chunk.label == "S") < BRIEF
        for row in end if is_brief else ():
            relabel(row, "S", "O")


RULES = (
    _before_abstracts,
    summaries,
    _above_abstracts,
    _first_words,
    _linked_words,
    _last_words,
    _amid_words,
    _remarks,
    _brief_words,
    _said_there,
    _end_of_page,
)
