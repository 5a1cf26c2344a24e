"""When and where a paper came out, as a reference says it beside names and title: `(2016) … Nature, 12(3), 44–58.`"""

from __future__ import annotations

import re

from msgspec import Struct

from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.days import day_in
from sitegen.text import addresses

_YEAR = re.compile(r"(?<![\w./–-])(?:19|20)\d\d(?=[a-z]?(?:[\s.,;:)\]]|$))")
_URL = re.compile(rf"https?://{addresses.LETTERS}|\b10\.\d{{4,9}}/\S+")
_VENUE = r"(?P<venue>[^\W\d_][^\d()]{1,200}?)"
_PAGES = r"(?:pp?\.|S\.|pág\w*\.)?\s?(?P<pages>[A-Za-z]?\d{1,6}\s?[–—-]{1,2}\s?[A-Za-z]?\d{1,6})"
_VOLUME = re.compile(
    rf"{_VENUE}(?P<sign>,?)\s+(?:vol(?:ume|\.)?\s?)?(?P<volume>(?!(?:19|20)\d\d\b)\d{{1,4}})(?:\s?\((?P<issue>[^()\s]{{1,12}})\))?"
    rf"(?:\s?[,:;]\s?{_PAGES})?(?=\W*(?:\s|$))"
)
_MARKS = re.compile(r"[*_]+")
_WITHIN = 300
"""Characters behind the beginning of the venue that are looked at."""


class Imprint(Struct, frozen=True):
    """What a reference says of the publication; empty where it says nothing that is sure."""

    year: str = ""
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


def imprint(paper: Paper, text: Text) -> Imprint:
    """The publication of a paper that stands with its authors or its venue in a line, as a reference does.

    A year counts where the lines have no other; days of talks and lists are none of a publication.
    """
    parts = [*paper.fields.get("A", ())[:1], *paper.fields.get("V", ())[:1]]
    if not parts or paper.title.label != "T":
        return Imprint()
    places = sorted({paper.title.last, *(part.last for part in parts)})
    lines = [_URL.sub(" ", _MARKS.sub("", text.lines[at].text)) for at in places if at - places[0] <= len(places)]
    known = _MARKS.sub("", paper.title.text).strip(" .")
    around = [line.replace(known, " ") for line in lines]
    years = {year for line in around for year in _YEAR.findall(line)}
    is_dated = any((day := day_in(line)) and day.date for line in around)
    year = years.pop() if len(years) == 1 and not is_dated else ""
    venue = _MARKS.sub("", paper.text("V"))[:20].split(",")[0].strip(" .()")
    for line in lines:
        start = line.find(venue) if venue else line.find(known) + len(known) if known in line else -1
        published = _VOLUME.match(line[start : start + _WITHIN].lstrip(" .,")) if start >= 0 else None
        if published and (published["issue"] or published["pages"] or (venue and published["sign"])):
            if not venue and not (published["pages"] and not line[start:].lstrip(" .,")[published.end() :].strip(" .")):
                continue
            pages = re.sub(r"\s?[–—-]+\s?", "–", published["pages"] or "")
            return Imprint(year, published["venue"].rstrip(" ,:"), published["volume"], published["issue"] or "", pages)
    return Imprint(year)
