"""Labels by the regularity of a list: names, titles, votes and sentences where nearly all have theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.citations import names_in_form
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.people import INVERTED, are_people
from sitegen.ingest.plaintext.words import OTHERS, field, function_share, is_date, people_share, words

_SHARE = 0.6
_EXCEPTIONS = 0.2
"""The share of titles up to which what differs is an error."""
_LONGEST_TITLE, _SHORTEST_ABSTRACT = 250, 150
"""Characters."""
_GRAMMAR = 0.12
"""The share of words that carry grammar in sentences."""
_FEWEST = 2
"""Texts that are the same by chance."""
_NEAR = 10
"""Chunks behind a title that may be its authors."""
_AROUND = "()（）:;,* "
"""Signs around names."""
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?", re.I)
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_ORDINAL = re.compile(r"\W*\d{1,3}\W+")
_YEAR, _PAGES = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.:,]?"), re.compile(r"\b\d{1,5}[–-]\d{2,5}\b")
_DIGITS, _COUNT = re.compile(r"\d+"), re.compile(r"\W*\d+\W*")
_FIRST_AUTHOR = re.compile(r"[^\W\d_a-z][\w'’-]+(?: (?:and|&) [^\W\d_a-z][\w'’-]+)? et\.? al\.?")
"""`Lee et al.`, a family name alone."""
ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
_PLAIN_COUNT = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?k?")


def regular(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, completed where nearly all entries of the list are alike."""
    labels = with_regular_titles(lines, chunks, with_regular_names(chunks, labels))
    return with_regular_sentences(chunks, with_regular_votes(chunks, labels))


def with_regular_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title before each abstract, or before the names of each paper, if nearly all have one there.

    Above abstracts it is alone in its paragraph.
    """
    rows = list(rows_of(chunks))
    starts = [row.start for row in rows if not row.start or lines[chunks[row.start].line].gap]
    paragraphs = [range(start, end) for start, end in pairwise([*starts, len(chunks)])]
    corrected = _with_titles_before("S", "?S", paragraphs, chunks, labels)
    blocks = _without_repeated(list(_runs(chunks, corrected)), chunks, corrected)
    return _with_titles_before("A", "?", blocks, chunks, corrected)


def _runs(chunks: Sequence[Chunk], labels: Sequence[str]) -> Iterator[range]:
    """The places of the chunks in a row of each label within a line, without names of fields."""
    for row in rows_of(chunks):
        # when a talk begins, or the number of its section, is no part of its title
        start = row.start + ("s" in chunks[row.start].style or _is_section(chunks[row.start]))
        for at in row[start - row.start :]:
            if at + 1 == row.stop or labels[at + 1].lower() != labels[at].lower():
                if at > start or not field(chunks[at].text):
                    yield range(start, at + 1)
                start = at + 1


def _without_repeated(blocks: Sequence[range], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[range]:
    """The blocks without what ends them and stands elsewhere too, but for numbers: pages and buttons, `1-12`, `PDF`."""
    texts = [_DIGITS.sub("", chunk.text) if label == "O" else "" for chunk, label in zip(chunks, labels, strict=True)]
    times = Counter(texts)
    ends = [next((at + 1 for at in reversed(it) if not texts[at] or times[texts[at]] <= _FEWEST), 0) for it in blocks]
    return [range(block.start, end) for block, end in zip(blocks, ends, strict=True) if end]


def _with_titles_before(
    label: str, candidates: str, blocks: Sequence[range], chunks: Sequence[Chunk], labels: Sequence[str]
) -> list[str]:
    kinds = [_kind(labels, block) for block in blocks]
    above = [at - 1 for at, kind in enumerate(kinds) if kind == label and at and kinds[at - 1] != label]
    regular = [at for at in above if kinds[at] == "T"]
    corrected = list(labels)
    unknown = kinds.count("?") if set(kinds) <= {"S", "T", "?"} else 0
    if len(regular) < 2 or len(above) - len(regular) > max(1, _EXCEPTIONS * len(above)):
        return corrected
    usual = sorted(_size(chunks, blocks[at + 1]) for at in regular)[len(regular) // 2]
    longest = min(_LONGEST_TITLE, 0.3 * usual) if label == "S" else _LONGEST_TITLE
    for at, (before, kind, after) in enumerate(zip(["S", *kinds], kinds, kinds[1:], strict=False)):
        start, stop = blocks[at].start, blocks[at].stop
        is_line = not start or chunks[start - 1].line != chunks[start].line or _is_section(chunks[start - 1])
        # between a title and an abstract stands the title of that abstract; the other paper has none
        is_candidate = after == label and (kind in candidates if before != "T" else kind == "?" and label == "S")
        # where all else is titles and abstracts, so is a title without an abstract
        is_candidate = is_candidate or (label + before + kind + after == "SS?T" and unknown == 1)
        is_title = _size(chunks, blocks[at]) < longest and not is_other(chunks[start])
        if is_candidate and is_line and is_title:
            corrected[start:stop] = ["T", *"t" * (stop - start - 1)]
    return corrected


def _is_section(chunk: Chunk) -> bool:
    return bool(_SECTION.fullmatch(chunk.text))


def is_other(chunk: Chunk) -> bool:
    """Whether a chunk looks like a day, a time, the number of an entry or somebody's name."""
    text = chunk.text
    is_number = bool(_ORDINAL.fullmatch(text))
    is_time = "s" in chunk.style or bool(_TIME.fullmatch(text))
    return is_time or is_number or is_date(text) or are_people(text)


def _kind(labels: Sequence[str], block: range) -> str:
    """`S` an abstract, `A` names, `T` a title alone, `?` anything else that may be a title, `-` for the rest."""
    within = labels[block.start : block.stop]
    for label in "SA":
        if within.count(label) > 0.5 * len(within):
            return label
    return "T" if set(within) <= {"T", "t"} else "-" if set(within) & set("ALUJKD") else "?"


def with_regular_votes(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each number above a title as votes where most have one; and below titles likewise."""
    corrected = list(labels)
    titles = [at for at, label in enumerate(labels) if label in "TJ"]
    counts = [at for at, chunk in enumerate(chunks) if _PLAIN_COUNT.fullmatch(chunk.text) and labels[at] in "NCO"]
    votes: set[int] = set()
    for step in (1, -1):
        beside = [at for at in counts if 0 <= at + step < len(corrected) and labels[at + step] in "Tt"]
        is_named = sum(labels[at] == "N" for at in beside) > _SHARE * max(len(beside), labels.count("N"))
        # a number below an abstract and above the next title counts something else, and 1, 2, 3 count titles
        has_edge = bool(beside) and (beside[0] < titles[0] if step > 0 else beside[-1] > titles[-1])
        numbers = [chunks[at].text for at in beside]
        if all(map(_YEAR.fullmatch, numbers)):
            continue
        counts_titles = numbers == [str(at + 1) for at in range(len(beside))]
        if is_named or (has_edge and len(beside) > max(1, _SHARE * len(titles)) and not counts_titles):
            votes.update(beside)
    for at in votes:
        corrected[at] = "N"
    if "N" in corrected:
        # the other number of such pages stands below abstracts, or below names
        for at in counts:
            is_below_abstract = at > 0 and corrected[at] in "ON" and corrected[at - 1] == "S"
            if at not in votes and (is_below_abstract or (votes and corrected[at] == "N")):
                corrected[at] = "C"
    return corrected


def with_regular_names(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with names right before or behind a title as its authors, where most titles have theirs there."""
    corrected = ["O" if label == "A" and _PAGES.search(chunks[at].text) else label for at, label in enumerate(labels)]
    for row in rows_of(chunks):
        for place in row if corrected[row.start] == "A" else ():
            # `Ann Lee (Example University), Bo Cho`
            text = chunks[place].text
            if corrected[place] == "O" and text.startswith(",") and are_people(text.strip(" ,")):
                corrected[place] = "A"
    entries = _entries(corrected)
    for beside in (_before_title, _behind_title):
        places = [at for entry in entries if (at := beside(chunks, corrected, entry)) is not None]
        are_usual = sum(corrected[at] == "A" or _are_alike(chunks[at].text) for at in places) > _SHARE * len(entries)
        for at in places if are_usual else ():
            chunk = chunks[at]
            if corrected[at] == "O" and _are_names(chunk.text) and not chunk.url and not field(chunk.text):
                corrected[at] = "A"
    return corrected


def _before_title(chunks: Sequence[Chunk], labels: Sequence[str], entry: range) -> int | None:
    """The last chunk before a title in its line that is no year, or the one that is all of the line above."""
    line = chunks[entry.start].line
    before = takewhile(lambda at: chunks[at].line >= line - 1, range(entry.start - 1, -1, -1))
    last = next((at for at in before if not _YEAR.fullmatch(chunks[at].text)), None)
    is_near = last is not None and (chunks[last].line == line or chunks[last].before == "n")
    return last if is_near else None


def _behind_title(chunks: Sequence[Chunk], labels: Sequence[str], entry: range) -> int | None:
    """The first chunk of an entry that is neither of its title's lines nor an address or a number, `#4`."""
    last = max(at for at in entry if labels[at] in "Tt" and chunks[at].line <= chunks[entry.start].line + 1)
    behind = entry[last - entry.start + 1 :][:_NEAR]
    return next((at for at in behind if labels[at] != "L" and not _COUNT.fullmatch(chunks[at].text)), None)


def _are_names(text: str) -> bool:
    """Whether a chunk lists nothing but names; `Lee et al.` has one too, and `Lee, A.`"""
    listed = ASIDE.sub("", text).strip(_AROUND) or text.strip(_AROUND)
    is_one = bool(_FIRST_AUTHOR.fullmatch(listed) or INVERTED.fullmatch(listed))
    return is_one or people_share(listed)[1] == 1 or _are_alike(text)


def _are_alike(text: str) -> bool:
    """Whether a chunk is several names in one form: `Lee, A., B. Cho, and C. Roy.`"""
    listed = text.rstrip(_AROUND)
    return bool(names_in_form(listed) or names_in_form(listed.rstrip(".")))


def names_near_titles(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[int]:
    """For each title without authors the place of the first chunk behind it that lists names, `et al.` for others."""
    places = []
    for entry in _entries(labels):
        for at in entry[1:_NEAR] if "A" not in labels[entry.start : entry.stop] else ():
            listed = chunks[at].text.strip(_AROUND)
            has_names = people_share(listed)[0] > 0 or bool(OTHERS.search(listed))
            name = field(chunks[at - 1].text)
            is_named = bool(chunks[at].url or field(chunks[at].text))
            if labels[at] == "O" and _are_names(listed) and has_names and name in ("", "authors") and not is_named:
                places.append(at)
                break
    return places


def with_regular_sentences(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with long sentences below or behind each title as its abstract, where nearly all titles have some."""
    corrected = list(labels)
    entries = _entries(labels)
    lacking = [entry for entry in entries if "S" not in labels[entry.start : entry.stop]]
    told = [_sentences(chunks, labels, entry) for entry in lacking]
    if len(entries) > 1 and told.count([]) <= _EXCEPTIONS * len(entries):
        for at in chain.from_iterable(told):
            corrected[at] = "S"
    return corrected


def _sentences(chunks: Sequence[Chunk], labels: Sequence[str], entry: range) -> list[int]:
    """The first chunks of an entry that are nothing yet and make lines of sentences, if as long as an abstract."""
    told: list[int] = []
    for row in rows_of(chunks[entry.start : entry.stop]):
        free = [entry.start + at for at in row if labels[entry.start + at] == "O"]
        text = " ".join(chunks[at].text for at in free)
        is_told = text.endswith((".", "…", "...")) and function_share(words(text.lower())) > _GRAMMAR
        if is_told and not any(chunks[at].url or field(chunks[at].text) for at in free):
            told += free
        elif told:
            break
    return told if _size(chunks, told) >= _SHORTEST_ABSTRACT else []


def rows_of(chunks: Sequence[Chunk]) -> Iterator[range]:
    """The places of the chunks of each line."""
    starts = [at for at, chunk in enumerate(chunks) if not at or chunks[at - 1].line != chunk.line]
    return (range(start, end) for start, end in pairwise([*starts, len(chunks)]))


def _entries(labels: Sequence[str]) -> list[range]:
    """The places from each title up to the next one."""
    starts = [at for at, label in enumerate(labels) if label == "T"]
    return [range(start, stop) for start, stop in pairwise([*starts, len(labels)])]


def _size(chunks: Sequence[Chunk], block: Iterable[int]) -> int:
    return sum(len(chunks[at].text) for at in block)
