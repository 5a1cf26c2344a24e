"""Names and journals that only a comma or a word parts from a title or from others: `Slow Clocks, Lee et al.`.

In one line nobody can tell, as titles have commas too. Where most lines of a list are of that form, each is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec import structs

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text, unmarked
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.names import OTHERS_TOLD
from sitegen.ingest.plaintext.people import are_names, are_people, are_sure_names
from sitegen.ingest.plaintext.rules import workplaces
from sitegen.ingest.plaintext.rules.regular_names import YEAR
from sitegen.ingest.plaintext.rules.sentences import joined
from sitegen.ingest.plaintext.words import people_share, words
from sitegen.ingest.values.people import AND, AND_LAST, OTHERS

_FEWEST, _SHARE = 3, 0.75
_SHORTEST_TITLE, _LONGEST_NAME = 3, 4
"""Words."""
_DOUBT = 0.5
"""The probability of a title that an editor is to look at."""
_SHORT_TITLE = re.compile(r"^[^,.:;&]+?(?:, | (?=by ))")
_OPEN = re.compile(rf"(?:[,;&]|\b(?:{AND}|{AND_LAST}))$")
"""How names end that go on."""
_JOURNAL = re.compile(r"[^\W\d_a-z][^\d:;]{2,60},? \d{1,4}(?:\s?\(\d{1,4}\))?: ?e?\d{1,6}(?:[–-]e?\d{1,6})?\.?")
"""`Clock Letters, 12(3):1-15.`"""
_DATED = re.compile(r"(?:19|20)\d\d(?: [A-Z][a-z]{2}(?:[ -][\w-]{1,9})?)?;\s?\d")
_MARK = re.compile(r"[(\[]?(?:\d{1,2}|[a-z*†‡])[)\]]?,?")
_AND = re.compile(rf"^(?:{AND}|{AND_LAST}|&) ")
_IN = re.compile(r" in (?=[^\W\d_a-z])")
_GOES_ON = re.compile(rf"[,;&]|(?:{AND})\s")
_QUOTES = '«“„"'
_JOINED = re.compile(rf"(?:,? ?(?:{AND}|{AND_LAST}|&)|,)")
_QUOTED = re.compile(
    r"(?:«(?:[^«»]|«[^«»]*+»)*+»|“[^“”]*”|„[^“”]*[“”]|\"[^\"]*\")(?P<end>(?<=[,.][»”“\"])|(?<=[,.]\s»)|(?=\s?[,.]|\s*$))?"
)
"""A quotation, and whether what it is in does not go on."""
_BY = re.compile(
    r"\s(?:(?i:by|von|par|por|di|door)|[–—-]{1,2}) ((?:[^,(.]|(?<=\b[^\W\d_a-z])\.|(?<=\bal)\.){3,100})(?=[,(]|\W*$)"
)
_CITED = re.compile(r"\s\S+ [^\W\d_a-z][\w'’-]+(?: et al\.?|, (?:19|20)\d\d, (?:arXiv|doi|DOI)\b)")
"""`by Lee et al., 2025`, `by Lee, 2025, arXiv:…`; others may be where something came out, `by Google, 2024`."""
_INITIAL = re.compile(rf"(?:(?:{AND}|{AND_LAST}|&) )?(?:[^\W\d_a-z]\.[\s-]?)+")


def inline_names(text: Text) -> None:
    """Titles end where names begin behind a comma, if most items of a list have both."""
    rows = rows_of(text.chunks)
    items = [row for row in rows if text.lines[row[0].line].marker or "L" in labels_of(row)]
    leads = [lead for row in items if (lead := _lead(row))]
    told = [labels_of(row).replace("t", "") for row in rows]
    cut = sum(both.startswith("TA") for both in told)
    if sum("T" in both for both in told) > sum(labels_of(lead)[0] == "T" for lead in leads) + cut:
        # where titles stand elsewhere, these are something else
        return
    cuts = [(lead[-1], _names_behind([chunk.text for chunk in lead])) for lead in leads]
    if cut + sum(place > 0 for _, place in cuts) >= max(_FEWEST, _SHARE * (cut + len(cuts))):
        for chunk, place in cuts:
            if place:
                _part(text.chunks, chunk, place)


def part_names(row: Sequence[Chunk], text: Text) -> None:
    """Makes a title of the first of what looks like names alone: `Mid Clocks, Ann Lee et al., Clock Letters`.

    Nobody can tell where nothing stands behind them, or a colon, or where the first is a person. Either way they are
    not of the item above.
    """
    first = row[0]
    names = _SHORT_TITLE.sub("", first.text)
    is_cut = names != first.text and first.text[-1] != ":" and len(first.text) == first.end - first.start
    is_cut = is_cut and not are_people(first.text.removesuffix(names).rstrip(" ,"))
    # `Ann Lee, Bo Cho (discussants)`
    is_role = bool(row[1:]) and all(chunk.text.strip("()").islower() for chunk in row[1:])
    if is_cut and not is_role and (row[1:] or names.startswith("by ") or OTHERS.search(names)):
        _part(text.chunks, first, len(first.text) - len(names))
        first.odds = _DOUBT
    else:
        relabel(row, "A", "O")
        first.title_odds = max(first.title_odds, _DOUBT)


def quoted_titles(text: Text) -> None:
    """Before a title in quotation marks stand names, and behind it and a comma or stop where it came out.

    LEE Ann & CHO Bo (2025), « Slow Clocks », *Clock Letters* n° 8

    The names have a year, or what is behind is in italics. Else a title begins with a quotation: `"Slow": Maps of Ulm`.
    Before names a title goes from one mark to the other, whatever signs are in it: `“Maps – Rooms (Maps)” by Ann Lee`.
    """
    for row in rows_of(text.chunks):
        at = next((at for at, chunk in enumerate(row) if chunk.text[0] in _QUOTES), 0)
        title = _QUOTED.match(text.lines[row[0].line].text, row[at].start)
        end = next((end for end, chunk in enumerate(row) if not title or chunk.start >= title.end()), 0)
        quoted, behind = row[at:end], row[end:]
        names = [chunk for chunk in row[:at] if not YEAR.fullmatch(chunk.text.strip(", "))]
        is_cited = bool(title and title["end"] is not None and quoted) and (
            len(names) < at or any("i" in chunk.style for chunk in behind[:2])
        )
        is_cited = is_cited and {*labels_of(names)} <= {*"OA"} and are_people(joined(names).rstrip(",.: "))
        by = _BY.match(text.lines[row[0].line].text, title.end()) if title else None
        is_named = bool(by and (are_people(by[1]) or _CITED.match(by.string, by.start())))
        is_by = "T" in labels_of(quoted) and (behind[0].label == "A" or is_named)
        relabel(behind if is_cited else (), "TtA", "V")
        relabel(behind[:1] if is_by else (), "OTt", "A")
        for chunk in [*names, *quoted] if is_cited else quoted if is_by else ():
            chunk.label = "T" if chunk is row[at] else "t" if chunk.start > row[at].start else "A"
            chunk.odds = max(chunk.odds, _SHARE)


def joined_quotations(text: Text) -> None:
    """A title that `and` joins to another, each in quotation marks, is as sure as that: `“Slow Clocks” and “Maps”`."""
    for row in rows_of(text.chunks):
        sure = own = 0.0
        for chunk in row:
            if chunk.label == "T":
                own = sure if chunk.text[0] in _QUOTES else 0.0
            chunk.odds = max(chunk.odds, own) if chunk.label in "Tt" else chunk.odds
            is_next = chunk.label == "t" or (chunk.label == "O" and bool(_JOINED.fullmatch(chunk.text)))
            sure = chunk.odds if chunk.label == "T" and chunk.text[0] in _QUOTES else sure * is_next


def continued_names(text: Text) -> None:
    """Names that go on behind a mark, `Ann Lee (2) et Bo Cho (3)`, beside others, or in the next line, `& Cy Roy`.

    Whoever something is by before a year has written it, and with others behind a title. The initials of the last one,
    whose family name stands in the next line, are no title: `A. Lee, B. Cho, and C.`
    """
    for row in rows_of(text.chunks):
        known = labels_of(row).count("A")
        is_open = known and {*labels_of(row)} <= {*"OTA"} and _OPEN.search(row[0].text)
        if is_open and are_people(unmarked(text.lines[row[0].line].text)):
            relabel(row, "OT", "A")
        if known < len(row) < 2 * known and all(chunk.label in "OA" and are_names(chunk.text) for chunk in row):
            relabel(row, "O", "A")
        for chunk, below in pairwise([*row, Chunk("", -1)]):
            # `by A Lee · 2025 · Cited by 5`, `By Ann Lee and 5 others`, and `**Ann Lee**, Bo Cho`, whose page it is
            is_dated = chunk.label == "O" and chunk.text[:1].islower() and YEAR.fullmatch(below.text)
            is_by = chunk.label + chunk.before == "On" and _BY.match(f" {chunk.text}") and are_sure_names(chunk.text)
            # `[Slow Clocks](…) by Ann Lee and colleagues, who waited`, `*Ann Lee* et al.`
            is_beside = chunk.label in "Tt" and below.before == "b" and OTHERS_TOLD.search(below.text)
            is_beside = is_beside or (chunk.label == "A" and OTHERS.fullmatch(below.text))
            relabel([below] if is_beside else (), "OS", "A")
            goes_on = below.label + below.before == "Am" and (chunk.text[-1] == "," or _GOES_ON.match(below.text))
            if is_by or ((is_dated or (goes_on and chunk.label in "OT")) and are_people(chunk.text.strip(",; "))):
                chunk.label = "A"
    last: Chunk | None = None
    for chunk, below in pairwise([*text.chunks, Chunk("", -1)]):
        is_initial = _INITIAL.fullmatch(chunk.text) and chunk.label == "T" and below.label == "A"
        if last and ((chunk.label in "OL" and _goes_on(last, chunk, text.lines[chunk.line])) or is_initial):
            chunk.label, chunk.odds = "A", max(chunk.odds, last.odds)
        if chunk.label == "A":
            last = chunk
        elif not _MARK.fullmatch(chunk.text):
            last = None


def names_in_journals(text: Text) -> None:
    """Names that `in` parts from a journal, below titles as on SpringerLink: `Ann Lee, Bo Cho... Cy Roy in Clocks`."""
    anew: dict[int, list[Chunk]] = {}
    for row in rows_of(text.chunks):
        names = _IN.split(text.lines[row[0].line].text, maxsplit=1)[0]
        end = len(names)
        at = next((at for at, chunk in enumerate(row) if chunk.start < end < chunk.end), len(row))
        if at < len(row) and row[0].start == 0 and "T" not in labels_of(row) and are_people(names):
            journal = structs.replace(
                row[at], text=row[at].text[end - row[at].start :].strip(), start=end + 1, label="O"
            )
            parted = [structs.replace(row[0], text=names, end=end, label="A"), journal, *row[at + 1 :]]
            anew |= {id(chunk): [] for chunk in row} | {id(row[0]): parted}
    if sum(map(bool, anew.values())) >= _FEWEST:
        text.chunks[:] = [new for chunk in text.chunks for new in anew.get(id(chunk), [chunk])]


def journals_behind(text: Text) -> None:
    """A journal in italics behind a title and names is no other title, and none is a name or a part of a title.

    **Slow Clocks.** Ann Lee. *Clock Letters*, vol. 2
    Lee, A. Slow Clocks. Clock Letters, 12:1-15
    Clock Lett. 2023 Jun;21:1-15

    Nor is a year before names a part of it: `Slow Clocks (2024), Ann Lee`.
    """
    for row in rows_of(text.chunks):
        for chunk, names in pairwise(row):
            is_year = chunk.label + names.label == "tA" and chunk.text[0] == "(" and YEAR.fullmatch(chunk.text)
            chunk.label = "O" if is_year else chunk.label
        relabel(row[:1] if _DATED.match(row[1].text if len(row) > 1 else "") else (), "AO", "V")
        is_named = False
        for at, chunk in enumerate(row):
            is_named = is_named or (row[0].label + chunk.label == "TA" and not {*"ab"}.isdisjoint(row[0].style))
            is_set_off = is_named and chunk.label == "T" and "i" in chunk.style
            if is_set_off or (chunk.before == "." and chunk.label == "t" and _JOURNAL.fullmatch(chunk.text)):
                relabel(row[at:], "Tt", "V")


def _goes_on(last: Chunk, chunk: Chunk, line: Line) -> bool:
    is_linked = "a" in last.style and "a" in chunk.style and chunk.line - last.line <= 1
    name = _AND.sub("", chunk.text)
    is_below = chunk.line - last.line == 1 and chunk.text[0] == "&" and not line.gap and are_people(name)
    is_near = is_linked if name == chunk.text else chunk.line == last.line or is_below
    return is_near and len(name.split()) > 1 and _is_name(name)


def _lead(row: Sequence[Chunk]) -> list[Chunk]:
    """What may be title and names at the beginning of an item, if it has none of both behind."""
    labels = labels_of(row)
    lead = list(takewhile(lambda chunk: chunk.label in ("Tt" if labels[0] == "T" else labels[0]), row))
    is_alone = not {*labels[len(lead) :]} & {*"TtAS"} and labels[0] in "TAO" and (labels[0] == "T" or len(lead) == 1)
    return lead if is_alone and all(chunk.end - chunk.start == len(chunk.text) for chunk in lead) else []


def _names_behind(lead: Sequence[str]) -> int:
    """Where names begin in the last chunk, behind a title and a comma; 0 without.

    >>> _names_behind(["Fast Clocks Tell Worse Time, Bob Ray"]), _names_behind(["Slow Clocks, Small Maps, and Dreams"])
    (29, 0)
    """
    *before, last = lead
    parts = last.rstrip(" ,.;:").split(", ")
    names = list(takewhile(_is_name, reversed(parts[1:])))
    title = ", ".join(parts[: len(parts) - len(names)])
    whole = " ".join([*before, title])
    may_be_title = len(whole.split()) >= _SHORTEST_TITLE and whole[:1].isupper() and not are_people(whole)
    return len(title) + 2 if names and may_be_title else 0


def _is_name(part: str) -> bool:
    """Whether a part is a name or several, or the first of more."""
    bare = OTHERS.sub("", part)
    count, share = people_share(bare)
    is_short = len(bare.split()) <= _LONGEST_NAME * max(count, 1)
    return is_short and (share == 1 or (bare != part and len(words(bare)) == 1)) and part[:1].isupper()


def _part(chunks: list[Chunk], chunk: Chunk, at: int) -> None:
    """Make a title and names of one chunk."""
    rest = chunk.text[at:]
    chunks.insert(
        chunks.index(chunk) + 1, structs.replace(chunk, text=rest, start=chunk.end - len(rest), before="w", label="A")
    )
    chunk.text = chunk.text[:at].rstrip()
    chunk.end = chunk.start + len(chunk.text)
    chunk.label = "t" if chunk.label == "t" else "T"


RULES = (
    quoted_titles,
    joined_quotations,
    inline_names,
    continued_names,
    *workplaces.RULES,
    names_in_journals,
    journals_behind,
)
