"""Titles behind what leads to them: names and a colon in the line above, words before quotations.

Each of the `RULES` corrects the labels of a text, in this order.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.rules.marked_titles import FAMILIES
from sitegen.ingest.plaintext.words import common_share, words
from sitegen.ingest.values.people import OTHERS

_FEWEST, _MOSTLY, _MOST_COMMON = 2, 0.6, 0.34
"""Titles, and their share, from which on what is announced alike is one; and the share of common words in names."""
_QUOTED = re.compile(r"(?<=\s)[\"“„«][^\"“”„«»]{8,300}[\"“”»](?=,? (?:by|von|par|por|da|di)\s)")
_SAID = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Yy]ou|[Yy]our|us|me|was|were|comes|came|has|had)\b")
_FEWEST_WORDS = 4
"""A word of whoever tells of papers, and how many words a sentence has that does so without."""
_HALF, _PHRASE, _SURE = 0.5, 3, 0.8
"""The share of titles with who speaks before them, the words of one, and how sure one behind `et al.:` is."""
_SPEAKER = re.compile(r"[^\W\d_][^\W\d_A-Z]{1,11}(?: [^\W\d_A-Z]{2,12})?:")
_CITED = re.compile(
    rf"(?:^|[|\t] ?)\[?(?P<names>{FAMILIES}),? (?P<title>\"[^\"|]+(?:\"|$)|[“„][^“”|]+(?:[“”]|$)|«[^»|]+(?:»|$))"
    r"[.,;]?(?: ?\(?(?:19|20)\d\d\)?)?[.\]]?(?=\(http|\s?[|\t]|$)"
)
"""`Lee, Cho et al. “Slow Clocks” (2024)`, the whole of a line or of a cell."""


def titles_below_names(text: Text) -> None:
    """Right below names that end with a colon stands a title, as below most: `Ann Lee:` above `Slow Clocks. 1-8`.

    In a conversation names come again and again.
    """
    announced = []
    for row, below in pairwise(rows_of(text.chunks)):
        lead = row["s" in row[0].style :]
        names, sign, rest = text.lines[row[0].line].text[lead[0].start if lead else 0 :].partition(":")
        is_right_below = below[0].line == row[0].line + 1 and not text.lines[below[0].line].gap
        if lead and sign and not rest and are_people(names) and is_right_below:
            announced.append((names, lead, below))
    titled = [labels_of(lead) for _, lead, below in announced if below[0].label == "T"]
    is_usual = len(titled) >= _MOSTLY * len(announced) and sum("A" in labels for labels in titled) >= _FEWEST
    are_several = 2 * len({names for names, *_ in announced}) > len(announced)
    for _, lead, below in announced if is_usual and are_several else ():
        relabel(lead, labels_of(lead), "A")
        if "T" not in labels_of(below):
            # pages behind a title have no letters
            relabel((chunk for chunk in below if any(map(str.isalpha, chunk.text))), "AOSV", "t")
        below[0].label = "T"
        for chunk in below:
            chunk.odds = max(chunk.odds, _MOSTLY)


def others_before_titles(text: Text) -> None:
    """Names of which a colon is behind `et al.` are no beginning of a title: `Ann Lee et al.: Slow Clocks`."""
    for names, title in pairwise(text.chunks):
        is_led = names.text.endswith(" al.:") and title.before == ":" and names.line == title.line
        if is_led and names.label + title.label in ("Tt", "OT") and are_people(OTHERS.sub("", names.text[:-1])):
            names.label, title.label, title.odds = "A", "T", max(title.odds, _SURE)


def names_before_quotations(text: Text) -> None:
    """Family names before titles in quotation marks are their authors where most stand so: `Lee et al. “Clocks”`."""
    rows = rows_of(text.chunks)
    cited = [(row, mark) for row in rows if (mark := _CITED.search(text.lines[row[0].line].text))]
    titled = sum("T" in labels_of(row) for row in rows)
    common = common_share([word.lower() for _, mark in cited for word in words(mark["names"]) if word[0].isupper()])
    # who gives talks, weekdays and laboratories are single words in all lines
    are_families = common < _MOST_COMMON and any(" " in mark["names"] for _, mark in cited)
    for row, mark in cited if len(cited) >= max(_FEWEST, _MOSTLY * titled) and are_families else ():
        title = [chunk for chunk in row if mark.start("title") <= chunk.start < mark.end("title")]
        names = [chunk for chunk in row if mark.start() <= chunk.start < mark.start("title")]
        relabel(names, labels_of(names), "A")
        relabel(title, labels_of(title), "t")
        relabel(title[:1], "t", "T")


def quoted_titles(text: Text) -> None:
    """What is said before a quotation by somebody is no title, in a list of such: `I read “Slow Clocks” by Bo Cho`.

    Titles quote, too: `A Reply to "Slow Clocks"`.
    """
    quoted = []
    titled = [row for row in rows_of(text.chunks) if "T" in labels_of(row)]
    for row in titled:
        line = text.lines[row[0].line].text
        mark = _QUOTED.search(line)
        if not mark or (line.count(" ", 0, mark.start()) < _FEWEST_WORDS and not _SAID.search(line, 0, mark.start())):
            continue
        inside = [chunk for chunk in row if mark.start() <= chunk.start < mark.end()]
        behind = labels_of(row[row.index(inside[-1]) + 1 :]) if inside else ""
        if {*labels_of(inside)} <= {*"Tt"} and "A" in behind and not {*"Tt"} & {*behind}:
            quoted.append((row, inside[0]))
    for row, first in quoted if len(quoted) >= max(_FEWEST, _MOSTLY * len(titled)) else ():
        relabel(row[: row.index(first)], "Tt", "O")
        first.label = "T"


def titles_behind_speakers(text: Text) -> None:
    """Who speaks stands before most titles and is no part of others: `ann: Slow Clocks`, `bo again: Small Maps`."""
    rows = rows_of(text.chunks)
    led = [row for row in rows if len(row) > 1 and _SPEAKER.fullmatch(row[0].text) and row[1].text[0].isupper()]
    usual = sum(labels_of(row[:2]) == "OT" for row in led)
    for row in led if usual >= max(_FEWEST, _HALF * sum("T" in labels_of(row) for row in rows)) else ():
        is_linked = labels_of(row).strip("O") == "L" and len(row[1].text.split()) >= _PHRASE
        # a name of a system has capitals: `ann: Slow Clocks` beside `ClockNet: Small Maps`
        if is_linked or (labels_of(row[:2]) == "Tt" and row[0].text[0].islower()):
            row[0].label, row[1].label, row[1].odds = "O", "T", max(row[1].odds, _MOSTLY)


def titles_before_sentences(text: Text) -> None:
    """A title goes on up to the last colon before sentences, as most do: `ClockNet: Small and Slow Clocks: We wait.`

    What a sentence begins with has few capitals.
    """
    told = [(row, labels_of(row).find("S")) for row in rows_of(text.chunks) if row[0].label == "T"]
    ended = [(row, at) for row, at in told if at > 0 and row[at - 1].text[-1] == ":"]
    for row, at in ended if len(ended) >= max(_FEWEST, _MOSTLY * len(told)) else ():
        parts = row[at].text.split()
        is_title = 2 * sum(part[0].isupper() for part in parts) > len(parts) >= _PHRASE
        if is_title and row[at].text[-1] == ":" and labels_of(row[at + 1 : at + 2]) == "S":
            row[at].label, row[0].odds = "t", max(row[0].odds, _MOSTLY)


RULES = (
    names_before_quotations,
    titles_below_names,
    others_before_titles,
    quoted_titles,
    titles_behind_speakers,
    titles_before_sentences,
)
