"""Labels that the text itself tells, where the labeller does not see them.

They are of how lines are set. Of fields that are named outright, of people, of what is alike in all entries of a list,
and of what stands among papers and is none, modules of their own tell: `named_fields`, `all_names` and `leading_names`,
`regular_lists` and `regular_places`, `asides` and `other_entries`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.all_names import with_all_names
from sitegen.ingest.plaintext.asides import without_asides
from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels import clear, labels_of, rows_of, size_of
from sitegen.ingest.plaintext.layout import WIDEST, Line, wrap_width
from sitegen.ingest.plaintext.leading_names import (
    with_quoted_titles,
    with_styled_titles,
    with_titles_behind_names,
    with_titles_below_names,
)
from sitegen.ingest.plaintext.named_fields import with_named_fields
from sitegen.ingest.plaintext.other_entries import without_other_entries
from sitegen.ingest.plaintext.regular_lists import (
    EXCEPTIONS,
    with_regular_names,
    with_regular_sentences,
    with_regular_titles,
    with_regular_votes,
)
from sitegen.ingest.plaintext.regular_places import (
    with_titles_above_abstracts,
    with_titles_of_counted,
    without_titles_of_points,
)
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import field

_TAB = re.compile(r"\[?\d{4}\.\d{4,5}\]? \w+ \w+ \w+")
_FEWEST, _ALONE = 3, 3
"""Titles of a list, and how many times as many there are as of those with sentences beside them, if these are none."""
_PAPERS = frozenset(("arxiv", "hf"))
_BESIDE = re.compile("Tt*O?L+")


def corrected(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with those that are certain."""
    labels = without_far_ends(lines, chunks, with_identifiers(lines, chunks, labels))
    labels = with_titles_of_addresses(chunks, labels)
    labels = without_asides(lines, chunks, with_last_lines(lines, chunks, labels))
    labels = without_titles_of_points(lines, chunks, labels)
    labels = with_titles_of_counted(chunks, with_titles_above_abstracts(chunks, labels))
    labels = with_all_names(lines, chunks, labels)
    labels = with_titles_behind_names(chunks, without_bold_labels(lines, chunks, labels))
    labels = with_styled_titles(lines, chunks, with_quoted_titles(chunks, labels))
    labels = with_titles_below_names(lines, chunks, labels)
    labels = with_regular_titles(lines, chunks, with_whole_lines(chunks, with_regular_names(chunks, labels)))
    labels = with_named_fields(lines, chunks, with_regular_votes(chunks, labels))
    return without_other_entries(lines, chunks, with_regular_sentences(chunks, labels))


def without_far_ends(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title that goes on below a blank line or in a quotation: `from Example Labs`, `> Good.`"""
    corrected = list(labels)
    for row in rows_of(chunks):
        here = chunks[row.start].line
        is_apart = lines[here].gap > 0 or lines[here].quote > lines[here - 1].quote
        if here and labels[row.start] == "t" and is_apart:
            clear(corrected, row, "t")
    return corrected


def with_titles_of_addresses(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title of its own in each line with an address, where several titles have theirs beside them.

    The line above has another title, which has none: `Slow Clocks`, `Small Maps https://arxiv.org/abs/2501.00001`.
    """
    corrected = list(labels)
    within = {row.start: "".join(labels_of(labels, row)) for row in rows_of(chunks)}
    are_beside = sum(_BESIDE.fullmatch(label) is not None for label in within.values()) >= _FEWEST - 1
    for above, row in pairwise(rows_of(chunks)) if are_beside else ():
        if _BESIDE.fullmatch(within[row.start].replace("t", "T", 1)) and set(within[above.start]) <= {"T", "t"}:
            corrected[row.start] = "T"
    return corrected


def with_last_lines(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the lines that what is called a title goes on in, if the first word of each had no room above,
    and no remark below a title, `(Spotlight)`.
    """
    width, often = wrap_width(lines), Counter(line.text for line in lines)
    below = Counter(text for _, text in {(above.text, line.text) for above, line in pairwise(lines)})
    corrected = list(labels)
    is_named = False
    """Whether the title above is called one, `Title: Slow Clocks`."""
    for row in rows_of(chunks):
        is_value, is_named = is_named, field(chunks[row.start].text) == "title"
        line, above = lines[chunks[row.start].line], lines[chunks[row.start - 1].line]
        if not row.start or line.gap or line.marker:
            continue
        is_full = len(above.text) < WIDEST and above.indent + len(above.text) + len(line.text.split(" ", 1)[0]) >= width
        first = chunks[row.start]
        within, before = "".join(labels_of(corrected, row)), corrected[row.start - 1]
        if is_value and is_full and before in "Tt" and not first.url and first.text[-1] not in ":：":
            corrected[row.start : row.stop] = "t" * len(row)
            is_named = True
        elif before + within[0] in ("Tt", "tt") and below[line.text] >= _FEWEST and line.text[0].isupper():
            # `Paper presentation`, below several titles
            clear(corrected, row, "t")
        elif before + within[0] in ("Tt", "tt") and line.text[0] + line.text[-1] == "()":
            # `(Spotlight)`, where it is no end of a title
            clear(corrected, row, "t" if not is_full or often[line.text] > 1 else "")
    return corrected


def with_whole_lines(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing beside a title in its line, sentences or an aside, where nearly all are alone."""
    titled = [row for row in rows_of(chunks) if "T" in labels_of(labels, row)]
    mixed = [row for row in titled if not set(labels_of(labels, row)) <= {"T", "t"}]
    spoken = [row for row in mixed if "S" in labels_of(labels, row)]
    most = EXCEPTIONS * len(titled) if len(titled) >= _FEWEST else 0
    corrected = list(labels)
    for row in spoken if len(titled) > max(_FEWEST, _ALONE * len(spoken)) else ():
        if size_of(chunks, [at for at in row if labels[at] == "S"]) > 0.5 * size_of(chunks, row):
            corrected[row.start : row.stop] = "S" * len(row)
    for row in mixed if len(mixed) <= most else ():
        for at in row[1:]:
            is_aside = corrected[at] in "OGVA" and chunks[at].before == "(" and not chunks[at].url
            if is_aside and corrected[at - 1] in "Tt":
                corrected[at] = "t"
    return corrected


def without_bold_labels(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no titles in bold words and a colon that begin a point below a heading with a title.

    `- **What is new**: We show why.` has a sentence.
    """
    corrected = list(labels)
    below = False
    for row in rows_of(chunks):
        line, first = lines[chunks[row.start].line], chunks[row.start]
        is_label = below and line.marker == "-" and "b" in first.style and first.text[-1] in ":："
        if is_label and corrected[row.start : row.start + 2] == ["T", "t"]:
            behind = corrected[row.start + 1 : row.stop]
            corrected[row.start : row.stop] = ["O", *("S" if label == "t" else label for label in behind)]
        if line.level:
            below = "T" in labels_of(corrected, row)
    return corrected


def with_identifiers(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title behind the identifier that arXiv's tabs and bookmarks begin with, and identifiers above
    titles and beside them as such; so are links to code beside titles.
    """
    pairs = zip(chunks, labels, strict=True)
    corrected = ["T" if label == "L" and _TAB.match(chunk.text) else label for chunk, label in pairs]
    for above, row in pairwise(rows_of(chunks)):
        first = chunks[above.start]
        is_identifier = first.url == first.text and host(first.url) in ("arxiv", "doi")
        if is_identifier and labels[above.start] + labels[row.start] == "OT" and not lines[chunks[row.start].line].gap:
            corrected[above.start] = "L"
    for row in rows_of(chunks):
        titled = next((at for at in row if corrected[at] == "T"), row.stop)
        for at in range(titled + 1, row.stop):
            place = host(chunks[at].url)
            is_address = place == "code" or (chunks[at].url == chunks[at].text and place in _PAPERS)
            corrected[at] = "L" if corrected[at] == "O" and is_address else corrected[at]
    return corrected
