"""Labels by the regularity of a list: titles, names, votes and addresses where nearly all have theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.people import are_names, are_people
from sitegen.ingest.plaintext.rules import regular_names
from sitegen.ingest.plaintext.rules.regular_names import YEAR
from sitegen.ingest.plaintext.rules.sentences import is_prose, joined
from sitegen.ingest.plaintext.words import field, is_date, is_furniture, is_volume
from sitegen.ingest.values.identifiers import find_arxiv, find_doi
from sitegen.ingest.values.people import OTHERS

_SHARE, _EXCEPTIONS = 0.5, 0.2
"""The last is the share of titles up to which what differs is an error."""
_LONGEST_TITLE, _FEWEST = 250, 2
"""Characters, and texts that are the same by chance."""
_LIKELY, _SOME, _MAY_BE = 0.5, 0.3, 0.15
"""The probabilities of a title from which on a line is rather one than not, and may be one where a title has to be, or
where its other half stands below.
"""
_TIME, _MARK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?", re.I), re.compile(r"\W*\d{1,3}\W*|@[\w.@-]+")
_SECTION_OR_BOARD = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?|[A-Z]{1,2}-?\d{1,3}[.:]?")
KIND = re.compile(
    r"(?:full|short|long|regular|oral|demo|workshop|invited|position) (?:papers?|presentations?|talks?)"
    r"(?: (?:and|&) (?:\w+ ){0,2}(?:abstracts|demo\w*|panels?|papers|posters|presentations|sessions?|talks|tracks?))?"
    r"|(?:best|distinguished|outstanding) (?:(?!practi|of |for |in |and )[\w-]+ ){0,3}"
    r"(?:papers?|systems?|posters?|demos?|talks?|reviewers?|volunteers?|chairs?)(?: awards?| prizes?)?(?: winners?)?"
    r"|(?:early career|excellent|great|honou?rable|lifetime|reviewing|service|special|test of time) (?:\w+ ){0,2}"
    r"(?:awards?|mentions?|prizes?|reviewers)(?: \(?\d{4}\)?| for \w+)?",
    re.I,
)
"""What programmes call papers, and what these have won."""
_DIGITS = re.compile(r"\d+")
_PLAIN_COUNT = re.compile(r"(?!\d{1,2}\.\d\d$)\d{1,4}(?:[.,]\d{1,3})?k?")
"""But no time, `10.30`."""


def likely_titles(text: Text) -> None:
    """What is likelier a title than not, and no heading, is one alone, above people, or between people and a title.

    Right above the address of a paper it may have other words above, unless these are of a paper without address.
    """
    rows = rows_of(text.chunks)
    gaps = [text.lines[row[0].line].gap for row in rows] + [1]
    above = ""
    for at, row in enumerate(rows):
        is_heading = text.lines[row[0].line].level > 0
        below = rows[at + 1] if not gaps[at + 1] else []
        leads = bool(below) and above not in (*"TtA",) and bool(_identifier(below[0].url))
        are_named = {*labels_of(below)} <= {*"OA"} and (not below or are_people(text.lines[below[0].line].text))
        is_free = set(labels_of(row)) == {"O"} and (leads or (gaps[at] and are_named)) and not is_heading
        if row[0].title_odds > _LIKELY and is_free:
            row[0].label = "T"
            # `Slow Clocks of the World. Nobody reads it, still true.`
            stop = next((at for at, chunk in enumerate(row) if chunk.before == "."), len(row))
            said = joined(row[stop:])
            relabel(row[1 : stop if is_prose(said, _FEWEST) and said[1:].islower() else None], "O", "t")
            relabel(below, "O", "L" if leads else "A")
        for at, (before, title) in enumerate(pairwise(row)):
            names, sure = row[max(at, 1) - 1 : at], before.title_odds
            is_likely = sure > _LIKELY and before.label + title.label == "OT" and not YEAR.fullmatch(before.text)
            is_parted = title.before == "." and sure > title.title_odds
            if is_likely and (are_names(names[0].text) if names else is_parted):
                before.label, before.odds, title.label = "T", max(before.odds, sure), "t"
                relabel(names, labels_of(names), "A")
        above = labels_of(row).rstrip("O")[-1:] or above


def titles_beside_kinds(text: Text) -> None:
    """What papers are called or have won is no title, but what may be one right above or below it, before names."""
    rows = rows_of(text.chunks)
    for row, below, names in zip(rows, rows[1:], rows[2:], strict=False):
        is_next = "A" in labels_of(names) and not text.lines[below[0].line].gap
        for kind, title in ((row, below), (below, row)) if is_next else ():
            is_free = labels_of(kind) == "T" and {*labels_of(title)} == {"O"} and title[0].title_odds > _SOME
            if is_free and KIND.fullmatch(kind[0].text):
                relabel(title, "O", "t")
                title[0].label = "T"
                text.chunks.remove(kind[0])


def headed_titles(text: Text) -> None:
    """A name and a colon before a title in a heading are its own: `## Clocks: Slow Ones of the World`.

    So are those of an item that is likelier a title than others, if the rest stands below and most titles are items.
    """
    titled = [bool(text.lines[chunk.line].marker) for chunk in text.labelled("T")]
    for row, below in pairwise([*rows_of(text.chunks), [Chunk("", -1)]]):
        line, after = text.lines[row[0].line], text.lines[below[0].line]
        name, title = [*row, *below][:2]
        goes_on = name.title_odds > _MAY_BE and not (after.gap or after.marker) and 2 * sum(titled) > len(titled)
        is_head = line.level if row[1:] else line.marker and goes_on
        if is_head and name.label + title.label == "OT" and name.text[-1] == ":" and not field(name.text):
            name.label, title.label = "T", "t"


def lone_addresses(text: Text) -> None:
    """The one address of a paper that stands with a title which has no other is that paper's.

    So is any address, where most titles have one that no other has.
    """
    entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    for entry in entries:
        if "L" not in labels_of(entry):
            papers = {_identifier(chunk.url) for chunk in entry} - {""}
            relabel((chunk for chunk in entry if len(papers) == 1 and _identifier(chunk.url)), "O", "L")
    alone = [linked[0] for entry in entries if len(linked := [chunk for chunk in entry if chunk.url]) == 1]
    are_own = len({chunk.url for chunk in alone}) == len(alone) >= max(_FEWEST, _SHARE * len(entries))
    relabel(alone if are_own else (), "O", "L")


def _identifier(url: str) -> str:
    return find_arxiv(url) or find_doi(url)


def regular_titles(text: Text) -> None:
    """A title stands before each abstract, or before the names of each paper, if nearly all have one there.

    Above abstracts it is alone in its paragraph.
    """
    chunks = text.chunks
    gaps = [text.lines[chunk.line].gap for chunk in chunks]
    starts = [at for at, gap in enumerate(gaps) if not at or (gap and chunks[at].line != chunks[at - 1].line)]
    paragraphs = [range(start, end) for start, end in pairwise([*starts, len(chunks)])]
    _titles_before("S", "?S", paragraphs, chunks)
    _titles_before("A", "?", _without_repeated(list(_runs(chunks)), chunks), chunks)


def _runs(chunks: Sequence[Chunk]) -> Iterator[range]:
    """The places of the chunks in a row of each label within a line, without names of fields."""
    stop = 0
    for row in rows_of(chunks):
        # when a talk begins, or the number of its section, is no part of its title
        start = stop + ("s" in row[0].style or bool(_SECTION_OR_BOARD.fullmatch(row[0].text)))
        stop += len(row)
        for at in range(start, stop):
            if at + 1 == stop or chunks[at + 1].label.lower() != chunks[at].label.lower():
                if at > start or not field(chunks[at].text):
                    yield range(start, at + 1)
                start = at + 1


def _without_repeated(blocks: Sequence[range], chunks: Sequence[Chunk]) -> list[range]:
    """The blocks without what ends them and stands elsewhere too, but for numbers: pages and buttons, `1-12`, `PDF`."""
    texts = [_DIGITS.sub("", chunk.text) if chunk.label == "O" else "" for chunk in chunks]
    times = Counter(texts)
    ends = [next((at + 1 for at in reversed(it) if not texts[at] or times[texts[at]] <= _FEWEST), 0) for it in blocks]
    return [range(block.start, end) for block, end in zip(blocks, ends, strict=True) if end]


def _titles_before(label: str, candidates: str, blocks: Sequence[range], chunks: Sequence[Chunk]) -> None:
    parts = [chunks[block.start : block.stop] for block in blocks]
    kinds = [_kind(part) for part in parts]
    above = [at - 1 for at, kind in enumerate(kinds) if kind == label and at and kinds[at - 1] not in (label, "V")]
    regular = [at for at in above if kinds[at] == "T"]
    unknown = kinds.count("?") if set(kinds) <= {"S", "T", "?"} else 0
    if len(regular) < 2 or len(above) - len(regular) > max(1, _EXCEPTIONS * len(above)):
        return
    usual = sorted(_size(parts[at + 1]) for at in regular)[len(regular) // 2]
    longest = min(_LONGEST_TITLE, 0.3 * usual) if label == "S" else _LONGEST_TITLE
    for part, block, before, kind, after in zip(parts, blocks, ["S", *kinds], kinds, kinds[1:], strict=False):
        outside = chunks[block.start - 1] if block.start else None
        is_line = not outside or outside.line != part[0].line or bool(_SECTION_OR_BOARD.fullmatch(outside.text))
        # between a title and an abstract stands the title of that abstract; the other paper has none
        is_candidate = after == label and (kind in candidates if before != "T" else kind == "?" and label == "S")
        # where all else is titles and abstracts, so is a title without an abstract, but no section, `RESEARCH & ROOMS`
        is_lone = label + before + kind + after == "SS?T" and unknown == 1
        is_candidate = is_candidate or (is_lone and not all(chunk.text.isupper() for chunk in part))
        is_aside = part[0].text[0] in "(（" and part[-1].text[-1] in ")）"
        is_none = is_aside or is_other(part[0]) or is_furniture(part[0].text) or part[-1].text[-1] in ":："
        if is_candidate and is_line and _size(part) < longest and not is_none:
            for chunk in part:
                chunk.label = "T" if chunk is part[0] else "t"


def is_other(chunk: Chunk) -> bool:
    """Whether a chunk looks like a day, a time, the number of an entry, TeX, somebody's name or handle, or others."""
    text = chunk.text
    is_number = bool(_MARK.fullmatch(text)) or text[0] == "\\"
    is_time = "s" in chunk.style or bool(_TIME.fullmatch(text))
    return is_time or is_number or is_date(text) or are_people(text) or bool(OTHERS.fullmatch(text))


def _kind(part: Sequence[Chunk]) -> str:
    """`S` an abstract, `A` names, `T` a title alone, `V` a volume, `?` what else may be a title, `-` for the rest."""
    labels = labels_of(part)
    most = next((label for label in "SA" if labels.count(label) > 0.5 * len(labels)), "")
    other = "V" if is_volume(part[0].text) else "?"
    return most or ("T" if set(labels) <= {*"Tt"} else "-" if set(labels) & {*"ALUJKD"} else other)


def regular_votes(text: Text) -> None:
    """Each number above a title counts votes where most have one; and below titles likewise."""
    chunks = text.chunks
    titles = [at for at, chunk in enumerate(chunks) if chunk.label in "TJ"]
    counts = [at for at, chunk in enumerate(chunks) if _PLAIN_COUNT.fullmatch(chunk.text) and chunk.label in "NCO"]
    pairs = [
        (at, f"{chunks[at - 1].text} {chunks[at].text}") for at in counts if chunks[at - 1].line == chunks[at].line
    ]
    counts = sorted({*counts} - {at for at, both in pairs if is_date(both)})  # `Nov. 9`, `Nov. 9 · 20`
    named = labels_of(chunks).count("N")
    votes: set[int] = set()
    for step in (1, -1) if titles else ():
        beside = [at for at in counts if 0 <= at + step < len(chunks) and chunks[at + step].label in "Tt"]
        is_named = sum(chunks[at].label == "N" for at in beside) > _SHARE * max(len(beside), named)
        # a number below an abstract and above the next title counts something else; 1, 2, 3 and 041, 042 count titles
        has_edge = bool(beside) and (beside[0] < titles[0] if step > 0 else beside[-1] > titles[-1])
        numbers = [chunks[at].text for at in beside]
        first = int(numbers[0]) if re.fullmatch(r"0\d+", "".join(numbers[:1])) else 1
        counts_titles = [number.lstrip("0") for number in numbers] == [str(first + at) for at in range(len(beside))]
        is_usual = has_edge and len(beside) > max(1, _SHARE * len(titles)) and not counts_titles
        if (is_named or is_usual) and not all(map(YEAR.fullmatch, numbers)):
            votes.update(beside)
    relabel((chunks[at] for at in votes), "NCO", "N")
    # the other number of such pages stands below abstracts, or below names
    for at in counts if "N" in labels_of(chunks) else ():
        is_below_abstract = at > 0 and chunks[at].label in "ON" and chunks[at - 1].label == "S"
        if at not in votes and (is_below_abstract or (votes and chunks[at].label == "N")):
            chunks[at].label = "C"


def _size(part: Iterable[Chunk]) -> int:
    return sum(len(chunk.text) for chunk in part)


RULES = (
    titles_beside_kinds,
    likely_titles,
    headed_titles,
    lone_addresses,
    *regular_names.RULES,
    regular_titles,
    regular_votes,
)
