"""Terms and headings, which tell what days are: `Spring 2019 Schedule`, and `4/11`, `4/18` above papers."""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.chunks import relabel
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.words import is_date

_TERM = re.compile(
    r"(?:.{0,30}\b(?:spring|summer|fall|autumn|winter|(?:tri|se)mester|term|quarter|(?:sommer|winter|herbst|früh)\w*"
    r"|printemps|été|automne|hiver|primavera|verano|otoño|invierno)\b)?\W*((?:19|20)\d\d)\b\W*"
    r"(?:\([^()]*\)|(?:schedule|program(?:me)?|plan|programm|termine|calendrier|horario)\W*)?",
    re.IGNORECASE,
)
"""`Fall 2019`, `2019`, `Spring Quarter 2019 Schedule` above days without a year; not `Papers since 2012`."""
_SEASON = 3
"""Letters of the shortest one."""
_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})")


def terms_of(text: Text) -> list[tuple[int, str]]:
    """The lines that are a term, each with its year: headings, and a season above a gap."""
    matches = ((at, line, _TERM.fullmatch(line.text)) for at, line in enumerate(text.lines))
    alone = {at for at, below in enumerate(text.lines[1:]) if below.gap}
    marks = [(at, mark, line.level) for at, line, mark in matches if mark]
    return [(at, mark[1]) for at, mark, level in marks if level or (at in alone and mark.start(1) > _SEASON)]


def days_below_terms(text: Text) -> None:
    """Several lines of figures below a term, each above what follows, are days; not parts and marks, `1/2`, `2/2`."""
    term = next((at for at, _ in terms_of(text)), len(text.lines))
    lines = [(chunk, text.lines[chunk.line]) for chunk in text.labelled("O") if chunk.line > term]
    days = [chunk for chunk, line in lines if line.gap and _FIGURES.fullmatch(line.text)]
    figures = [(int(first), int(last)) for chunk in days for first, last in _FIGURES.findall(chunk.text)]
    are_parts = len({last for _, last in figures}) == 1 and all(first <= last for first, last in figures)
    relabel(days if len(days) > 1 and not are_parts else (), "O", "D")


def days_in_headings(text: Text) -> None:
    """A heading that is a day is one of a list where others of its level are, and no titles: `# 9 January (Friday)`."""
    lines = text.lines
    levels = {lines[chunk.line].level for chunk in text.labelled("D")} - {0}
    levels -= {lines[chunk.line].level for chunk in text.labelled("T")}
    headings = (chunk for chunk in text.chunks if lines[chunk.line].level in levels)
    relabel((chunk for chunk in headings if is_date(lines[chunk.line].text.partition("(")[0])), "OP", "D")
