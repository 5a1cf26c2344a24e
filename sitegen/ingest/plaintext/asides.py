"""What programs and sites put beside papers, or between the lines of one: senders, buttons, awards, the head of a page.

Each of the `RULES` corrects the labels of a text, or takes chunks out of it, in this order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import SHORTEST_STAMP, Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.text.folding import letters

_ENTRY = re.compile(r"@[A-Za-z]{4,20}\{[^\s,{}]{0,100},$")
_TITLE = re.compile(r"^title\s*=\s*[{\"]+(.{1,400}?)[}\"]+,?$", re.I | re.M)
_LONGEST_ENTRY = 40
"""Lines."""
_COMMENT = re.compile(r"(?:Commented|Comment|Kommentiert|Commenté|Comentado|Commentato) \[\w{1,5}\]: ")
_CHANGE = re.compile(
    r"(?:Deleted|Inserted|Formatted|Moved (?:down|up)(?: \[\d+\])?|Gelöscht|Eingefügt|Formatiert|Supprimé|Inséré"
    r"|Mis en forme|Eliminado|Insertado|Con formato|Eliminato|Inserito|Formattato)\s?: "
)
"""What Word prints beside a text of which it shows the changes."""
_BLOCK = re.compile(r":?(?:LOGBOOK|END):?|CLOCK: \S.*|\(\([0-9a-f-]{36}\)\)|\{\{(?:query|embed)\b.*\}\}")
"""Drawers of times, references and queries of Org, Logseq and Roam."""
_STUDY = (
    r"(?:Computer Science|Medicine|Chemistry|Biology|Materials Science|Physics|Geology|Psychology|Art|History|Geography"
    r"|Sociology|Business|Political Science|Economics|Philosophy|Mathematics|Engineering|Environmental Science"
    r"|Agricultural and Food Sciences|Education|Law|Linguistics)"
)
_FIELDS_OF_STUDY = re.compile(rf"{_STUDY}(?:, {_STUDY}){{0,5}}")
"""As Semantic Scholar has them between names and venue."""
_FILE = re.compile(r"(?:PDF\s+)?PDF for \S.*|(?:Abstract\s+)?View (?:article|chapter)[^:]{0,20} titled\b.*", re.I)
"""As publishers name the links to papers, `PDF for Slow Clocks`."""
_SHARED = re.compile(
    r"(?:Save|Salva|Guardar|Speichern|Enregistrer|Salvar|Opslaan|Zapisz|Spara)"
    r"(?:(?: su| en| on| auf| sur| no)?(?: (?:Twitter|X|LinkedIn|Facebook))+)?"
)
"""Buttons below the papers of an alert of Google Scholar's."""
_ADDRESS = re.compile(r"[^\W\d_]{2,12}\s?: [^<>]{0,80}<[^<>\s@]{1,80}@[^<>\s@]{1,80}>")
"""Who sent a mail, or got it: `De : Ann Lee <ann@example.org>`."""
_PICTURE = re.compile(r"[^\W\d_].{1,60} Profile Picture")
"""As the ACM's pages call the picture of an author, whose name stands below it."""
_ARXIV = re.compile(r"\[\d{4}\.\d{4,5}(?:v\d{1,2})?\]")
_FEED = re.compile(r"[\w.*-]{2,20} updates on arXiv\.org")
"""As feed readers have it below a title."""
_DIGITS = re.compile(r"\d+")
_SENTENCE_END, _LIKELY = ".!?:…。", 0.5
"""Signs that end a sentence, and the probability from which on a line is taken for a title, whatever is around it."""
_LONGEST_BREAK, _WIDEST_EDGE = 6, 90
"""Lines between two pages, and their characters."""
_HONOUR = re.compile(
    r"[\W_]*(?:(?:(?:best|outstanding|distinguished|exceptional)\b(?: \w+){0,4}|test[ -]of[ -]time)"
    r" (?:papers?|awards?|prizes?)(?:(?: award)?[ -](?:runner[ -]up|nominee|finalist|candidate|honou?rable mention))?"
    r"|(?:honou?rable|special) mention|runner[ -]up|finalist)[\W_]*",
    re.I,
)
"""What stands behind the title of a paper that somebody chose among others: `🏆 Best Paper Award`."""
_PRESENTED = re.compile(
    r"\b(?:presented|presents|led|vorgestellt|présenté|présentée|presentado|presentato|apresentado)$"
)
_BY = re.compile(r"(?:by|von|par|por|da|door|av)\b", re.I)
"""Between that and who does it: `presented by Ann Lee`."""
_QUOTED_END = re.compile(r"(?:,|(?<!\.)\.)[\"”]$")
_PAGE = re.compile(r"\d{1,4}")
_QUOTED_WORD = re.compile(r"[“\"‘«][^\s“”\"’«»]{1,30}[”\"’»]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_BADGE = re.compile(r"(?=(?:\S*[A-Z]){2})[A-Z][\w@&-]{1,19}(?:['’ ]\d{2,4})?")
"""A venue by its short name, `NeurIPS`, `ACL 2024`."""


def _senders(text: Text) -> None:
    """Nobody's name is in the titles of a chat: `[27/11/2026, 09:12] Ada: Slow Clocks`."""
    chunks = text.chunks
    stamped = [
        at
        for at, chunk in enumerate(chunks)
        if chunk.before == "s" and len(stamp := chunks[at - 1].text) >= SHORTEST_STAMP and not _ARXIV.fullmatch(stamp)
    ]
    senders = [at for at in stamped if chunks[at].text[-1] in ":："]
    for at in senders if 1 < len(senders) == len(stamped) else ():
        if chunks[at].label == "T":
            chunks[at].label = "O"
            relabel(chunks[at + 1 : at + 2], "t", "T")


def _entries(text: Text) -> None:
    """Nothing is in entries of BibTeX that a page has folded open below their titles."""
    lines = text.lines
    starts = [at for at, line in enumerate(lines) if _ENTRY.match(line.text)]
    texts = {letters(line.text) for line in lines} if starts else set()
    inside: set[int] = set()
    for start in starts:
        entry = list(takewhile(lambda line: line.text != "}", lines[start : start + _LONGEST_ENTRY]))
        title = _TITLE.search("\n".join(line.text for line in entry))
        if title and letters(title[1]) in texts:
            inside |= set(range(start, start + len(entry)))
    for chunk in text.chunks:
        chunk.label = "O" if chunk.line in inside else chunk.label


def _page_breaks(text: Text) -> None:
    """Nothing of the paper parts a sentence of its abstract: the foot of a page, and the head of the next one."""
    rows = rows_of(text.chunks)
    times = Counter(_DIGITS.sub("", line.text) for line in text.lines)
    broken: set[int] = set()
    for at, row in enumerate(rows):
        if "S" not in labels_of(row) or row[-1].label not in "SO" or row[-1].text[-1] in _SENTENCE_END:
            continue
        near = rows[at + 1 : at + _LONGEST_BREAK]
        has_number = any(_PAGE.fullmatch(text.lines[row[0].line].text) for row in near[:2])
        are_edges = [_is_edge(row, text, times, has_number) for row in near]
        between = near[: [*are_edges, False].index(False)]
        behind = at + 1 + len(between)
        if behind < len(rows) and rows[behind][0].label == "S" and rows[behind][0].text[0].islower():
            broken |= set(range(at + 1, behind))
            row[-1].label = "S"
    if broken:
        text.chunks[:] = [chunk for at, row in enumerate(rows) if at not in broken for chunk in row]


def _is_edge(row: Sequence[Chunk], text: Text, times: Counter[str], has_number: bool) -> bool:
    """Whether a line may be the foot or the head of a page: short, and no likely title but one that repeats, or that
    stands at the page's number.
    """
    line = text.lines[row[0].line].text
    is_free = set(labels_of(row)) <= set("ODTt") and len(line) < _WIDEST_EDGE
    is_title = any(chunk.label in "Tt" and chunk.title_odds >= _LIKELY for chunk in row)
    return is_free and (not is_title or has_number or times[_DIGITS.sub("", line)] > 1)


def _shown_beside(text: Text) -> None:
    """What a program or a site shows beside papers is left out: `Commented [AL1]: Do we want this?`, `Save`."""
    has_comments = any(_COMMENT.match(line.text) for line in text.lines)

    def is_shown(chunk: Chunk) -> bool:
        line = text.lines[chunk.line]
        is_mark = has_comments and (_COMMENT.match(line.text) or _CHANGE.match(line.text))
        is_whole = any(whole.fullmatch(line.mark + line.text) for whole in (_ADDRESS, _FEED, _FILE, _PICTURE, _SHARED))
        return bool(is_mark or is_whole or _BLOCK.fullmatch(line.text) or _FIELDS_OF_STUDY.fullmatch(chunk.text))

    text.chunks[:] = [chunk for chunk in text.chunks if not is_shown(chunk)]


def _honours(text: Text) -> None:
    """What a paper was awarded is no part of its title, and who presents it is none of its authors."""
    for above, chunk in pairwise(text.chunks):
        is_award = chunk.label in "Tt" and _HONOUR.fullmatch(chunk.text)
        is_presenter = above.label == "O" and _PRESENTED.search(above.text) and _BY.match(chunk.text)
        if chunk.line == above.line and (is_award or (is_presenter and chunk.label in "AT")):
            chunk.label = "O"


def _badges(text: Text) -> None:
    """The name of a venue in a line of its own above a title is no part of it, where half of the titles have one."""
    rows = rows_of(text.chunks)
    badges = [
        (row[0], title[0])
        for row, title, below in zip(rows, rows[1:], rows[2:], strict=False)
        if len(row) == 1 and _BADGE.fullmatch(row[0].text) and title[0].label in "Tt" and below[0].label in "At"
    ]
    are_usual = len(badges) > 1 and 2 * len(badges) >= labels_of(text.chunks).count("T")
    for badge, title in badges if are_usual else ():
        relabel([badge], "Tt", "O")
        title.label = "T"


def _above_cards(text: Text) -> None:
    """What a post says above an address is no title, where below is a card of the page, which has one."""
    rows = rows_of(text.chunks)
    for said, address, host, title in zip(rows, rows[1:], rows[2:], rows[3:], strict=False):
        is_card = _HOST.fullmatch(name := text.lines[host[0].line].text) and name in address[0].url
        if is_card and title[0].label == "T" and "L" in labels_of(address):
            relabel(said, "Tt", "O")


def _behind_quotations(text: Text) -> None:
    """What stands behind a title in quotation marks that end with a comma or a stop is no more of it: its journal."""
    for row in rows_of(text.chunks):
        at = next((at for at, chunk in enumerate(row) if _QUOTED_END.search(chunk.text)), -1)
        relabel(takewhile(lambda chunk: chunk.label == "t", row[at + 1 :] if at >= 0 else ()), "t", "O")


def _before_quotations(text: Text) -> None:
    """The word before one in quotation marks begins the title that goes on behind it, `Pay “attention” to clocks`."""
    for row in rows_of(text.chunks):
        is_quoted = labels_of(row[:3]) == "OTt" and _QUOTED_WORD.fullmatch(row[1].text) and row[1].before == "q"
        if is_quoted and row[0].text.isalpha() and row[2].text[0].islower():
            row[0].label, row[1].label = "T", "t"


RULES = (
    _page_breaks,
    _senders,
    _entries,
    _shown_beside,
    _honours,
    _badges,
    _above_cards,
    _behind_quotations,
    _before_quotations,
)
