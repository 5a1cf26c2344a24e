"""What stands beside a paper's fields and is no part of them: remarks, rooms, an issue of a journal, cards of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels import clear, labels_of, rows_of
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.regular_lists import PRESENTED, PROCEEDINGS
from sitegen.ingest.plaintext.words import letters

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_ISSUE = re.compile(
    r"Proceedings of .*Pages? \d.*|.*(?:\bVol(?:ume|\.) ?\d+, (?:Issue|No\.?) ?\d+\b.*\bPages? \d.*"
    rf"|[a-z)](?:\d{{1,2}} )?{_MONTH}(?:–{_MONTH})? \d{{4}})"
)
"""`Example Letters, Volume 38, Issue 3, September 2023, Pages 984–999`, `Example LettersOctober 2023`."""
_ROOM = re.compile(r"(?:room|hall|salle|sala|raum|saal|aula|auditorium|foyer)\b(?![,;]).{0,20}", re.I)
_REMARK = re.compile(
    r"(?:relevance|relevanz|pertinence|relevancia|my (?:take|notes?|thoughts)|why (?:it|this) matters|comments?|"
    r"remarks?|kommentare?|anmerkung(?:en)?|commentaires?|comentarios?|comentários?)\s?[:：].*",
    re.I,
)
_JOURNAL = re.compile(r"(?:[A-Z]+\.? )*[A-Z][a-z]{2,}\.(?: [A-Z][A-Za-z]*\.?)*")
_MEETING = re.compile(r"[^,;:()]{2,40}\b(?:19|20)\d\d[.,]?|(?:Proc|Trans|Annals|Journal)\b.*")
"""`Astron. J.` behind a title, `NLP4ConvAI 2020.` and `Proc Conf Ex`, which look like names."""
_QUESTION, _ANSWERED = re.compile(r"Q[.:．：].*"), re.compile(r"[QA][.:．：].*")
_FOOTER = re.compile(
    r"\b(?:all rights reserved|unsubscribe|protect your privacy|you (?:are receiving|received) this)\b|"
    r"\bcopyright ©|©\s?(?:19|20)\d\d|\bthis (?:topic|thread|post|issue) (?:was|is|has been|will be) \w* ?closed\b",
    re.I,
)
"""What is said below a list, which is no end of the last abstract."""
_SCHEME = re.compile(r"https?://(?:www\.)?")
_STATE = 2
"""Words of what is done with a paper, at most."""
_LONGEST_ISSUE = 300
"""Characters."""
_FEWEST = 2
"""Questions that are asked of a list's papers, and lines with the same words."""


def without_asides(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title in what names an issue, no author in rooms or journals, and no abstract in remarks."""
    labels = _without_words_above_cards(chunks, _without_repetitions(lines, chunks, labels))
    labels = _without_remarks(lines, chunks, labels)
    return _with_venues(chunks, labels)


def _without_words_above_cards(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title above an address whose page a card shows: the name of its site, and then its title."""
    corrected = list(labels)
    rows = list(rows_of(chunks))
    for words, address, site, title in zip(rows, rows[1:], rows[2:], rows[3:], strict=False):
        leads_to = _SCHEME.sub("", chunks[address.start].url).lower()
        is_site = len(site) == 1 and leads_to.startswith(chunks[site.start].text.lower() + "/")
        if is_site and len(address) == 1 and labels[title.start] == "T":
            clear(corrected, words, "Tt")
    return corrected


def _without_repetitions(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with nothing in the beginning of the title above, as a card has it, and no title in `To read` below.

    What a database shows of the state of its papers stands below titles, and the name of a feed below abstracts.
    """
    corrected = list(labels)
    title = ""
    states = _states(lines, chunks, labels)
    for row in rows_of(chunks):
        words = "".join(chunks[at].text for at in row)
        told = letters(words)
        if words in states:
            clear(corrected, row, "TS")
        elif "T" in labels_of(labels, row):
            title = letters("".join(chunks[at].text for at in row if labels[at] in "Tt"))
        elif labels[row.start] == "t":
            title += told
    return corrected


def _states(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> set[str]:
    """Few words that stand in lines of their own several times, each time below another title or abstract."""
    times = Counter(chunk.text for chunk in chunks)
    below: dict[str, set[int]] = {}
    above = 0
    for row in rows_of(chunks):
        text = chunks[row.start].text
        may_be = len(row) == 1 and text.count(" ") < _STATE and times[text] >= _FEWEST
        if not may_be:
            above = row.stop - 1 if labels[row.stop - 1] != "O" else above
        elif labels[above] in "TtS" and labels[row.start] in "OTS" and not lines[chunks[row.start].line].gap:
            below.setdefault(text, set()).add(above)
    return {text for text, places in below.items() if len(places) == times[text]}


def _without_remarks(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    corrected = list(labels)
    rows = list(rows_of(chunks))
    footer = _footer(lines, chunks, labels)
    clear(corrected, footer, "S")
    asked = sum(bool(_QUESTION.fullmatch(chunks[row.start].text)) for row in rows)
    is_below_abstract = False
    for row in rows:
        text = chunks[row.start].text
        for at in row:
            corrected[at] = "O" if corrected[at] == "S" and PRESENTED.fullmatch(chunks[at].text) else corrected[at]
        is_remark = bool(_REMARK.fullmatch(text)) or (asked >= _FEWEST and bool(_ANSWERED.fullmatch(text)))
        if is_remark and is_below_abstract:
            clear(corrected, row, "S")
        else:
            is_below_abstract = "S" in labels_of(labels, row)
    return corrected


def _with_venues(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title or author in where a paper stands, or where it is talked of."""
    corrected = list(labels)
    for row in rows_of(chunks):
        for at in row:
            words = chunks[at].text if len(chunks[at].text) <= _LONGEST_ISSUE else ""
            is_behind_title = labels[at - 1] in "Tt" and at > row.start
            is_journal = is_behind_title and "A" in labels[row.start : at]
            is_venue = _MEETING.fullmatch(words) or (is_journal and _JOURNAL.fullmatch(words))
            is_venue = is_venue or (labels[at] == "S" and at > row.start and PROCEEDINGS.fullmatch(words))
            if (labels[at] in "Tt" and _ISSUE.fullmatch(words)) or (labels[at] in "AS" and is_venue):
                corrected[at] = "V"
                # `ACL: Proceedings of …`
                corrected[at - 1] = "V" if at > row.start and labels[at - 1] + labels[at] == "Tt" else corrected[at - 1]
            elif labels[at] == "A" and _ROOM.fullmatch(words):
                corrected[at] = "O"
    return corrected


def _footer(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> range:
    """The chunks from the first paragraph on that is said of the whole page, below the last abstract."""
    last_title = max((at for at, label in enumerate(labels) if label == "T"), default=len(labels))
    for row in rows_of(chunks):
        is_apart = lines[chunks[row.start].line].gap > 0 or labels[row.start - 1] != "S"
        if row.start > last_title and is_apart and any(_FOOTER.search(chunks[at].text) for at in row):
            return range(row.start, len(chunks))
    return range(len(chunks), len(chunks))
