"""Who wrote the papers of a list, of which the lines of names say together what in them is no name.

A word before most names is none, `De Ann Lee`, nor is where and when a paper came out, `Ann Lee, ICML 2024`. Two words
with a comma are two people where other papers have more of one word each: `Lee, Cho` beside `Roy, Sun, Ito`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from sitegen.ingest.plaintext.citations import names_in_form
from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.people import names
from sitegen.ingest.plaintext.words import common_share, words
from sitegen.ingest.values import families
from sitegen.ingest.values.people import AND
from sitegen.text import dates

_INITIALS_LAST = re.compile(r"\w [^\W\d_a-z]{1,3}$")
_LED = re.compile(r"(De|Di|Da|Von|Par|Por|[a-z]{2,9}) ([^\W\d_][^\s,;]* [^\W\d_][^\s,;]*)(?=[,; ]|$)(?!, [A-Z]\.)")
_FEWEST, _MOSTLY = 3, 0.6
_CITED = re.compile(
    r"(?P<sign>[,;]|\s?[(\[])\s*(?P<where>[^\W\d_][^,;()\[\]]{1,60}?),? (?:\d{1,2}, )?(?:19|20)\d\d[)\].]*$"
)
"""Where a paper came out, or in what month: `, ICML 2024`, ` (Nature 2024)`, `; Jul 2024`."""
_ACRONYM = re.compile(r"(?<![^\W_])(?:\w*[A-Z]{2}\w*|[a-z]+[A-Z]\w*)")
"""`NeurIPS`, `arXiv`, in a name only where all family names are in capitals."""
_ACRONYM_LAST = re.compile(rf"(?P<sign>(?<=\.))\s+(?P<where>{_ACRONYM.pattern}(?: [^\s,;()]+){{0,3}})[.,]*$")
"""`Lee A, Cho B. ICML`"""
_LAST = re.compile(rf"\S (?:&|{AND}) [^\s,;()]+ [^,;()]+$")
"""`, Bo Cho & Cy Roy`, behind which stands no other name."""
_PARTS = re.compile(rf"[,;，；]|\s(?:&|{AND})\s")


def tidy(listed: Sequence[Paper]) -> None:
    """Leave nothing but names in the lines that name who wrote the papers of a list; a venue becomes a fact."""
    _remove_words_before_names(listed)
    for paper in listed:
        for item in paper.fields.get("A", ()):
            _remove_citation(item, paper)
    _part_families(list(chain.from_iterable(paper.fields.get("A", ()) for paper in listed)))


def _remove_words_before_names(listed: Sequence[Paper]) -> None:
    """Take off the word before the names that most papers have there.

    It is a part of a name where the same stands behind it in most, `Di Marco, A.`, or a family name alone, `De Vries,`.
    """
    firsts = [paper.fields["A"][0] for paper in listed if "A" in paper.fields]
    led = [(item, mark) for item in firsts if (mark := _LED.match(item.text))]
    leads, behind = Counter(mark[1] for _, mark in led), Counter(mark[2] for _, mark in led)
    if len(led) < max(_FEWEST, _MOSTLY * len(firsts)) or len(leads) > 1 or max(behind.values()) > 1:
        return
    for item, mark in led:
        item.text = item.text[mark.start(2) :]


def _remove_citation(item: Item, paper: Paper) -> None:
    mark = _ACRONYM_LAST.search(item.text) or _CITED.search(item.text)
    if not mark or not _is_no_name(mark["where"], item.text[: mark.start()], mark["sign"].strip()):
        return
    if not _is_month(mark["where"]):
        venue = item.text[mark.start("where") :].rstrip(")].,")
        paper.fields.setdefault("V", [Item("V", venue, item.last, item.last, item.odds)])
    item.text = item.text[: mark.start()]
    item.paragraphs = [item.text]


def _is_no_name(where: str, before: str, sign: str) -> bool:
    """Whether words are no name behind those that stand before them and a sign.

    >>> [_is_no_name(where, "Ann Lee, Cy Roy", ",") for where in ("ICML", "Nature", "Jul", "Bo Cho", "Physical Review")]
    [True, True, True, False, True]
    >>> _is_no_name("Ann", "Lee", ","), _is_no_name("Science", "Lee, A., Cho, B.", ","), _is_no_name("Ulm", "Lee", "(")
    (False, True, True)
    """
    if _is_month(where) or (_ACRONYM.search(where) and not _ACRONYM.search(before)):
        return True
    if sign in "([" or _LAST.search(before):
        return bool(before.strip())
    if " " in where:
        return common_share(words(where.lower())) > _MOSTLY
    parts = [part.strip() for part in _PARTS.split(before.strip(" ([")) if part.strip()]
    return bool(parts) and (all(" " in part for part in parts) or bool(names_in_form(before)))


def _is_month(words: str) -> bool:
    return bool(dates.month_number(words.split()[0].rstrip(".")))


def _part_families(items: Sequence[Item]) -> None:
    listed = [names(item.text) for item in items]
    for item, before, after in zip(items, listed, families.parted(listed), strict=True):
        if before != after:
            item.text = "; ".join(after)
            item.paragraphs = [item.text]


def authors_of(paper: Paper) -> list[str]:
    """The names of a paper's authors; a reference below its abstract names some of them again, a speaker the first."""
    known: list[str] = []
    for item in paper.fields.get("A", ()):
        # one line may have semicolons, and another none
        parts = item.paragraphs if ";" in item.text else [item.text]
        listed = [name for part in parts for name in names(part)]
        is_speaker = len(item.paragraphs) > 1 and not {*listed[:1]}.isdisjoint(listed[1:])
        if known and all(map(_INITIALS_LAST.search, known)) and not any(map(_INITIALS_LAST.search, listed)):
            # a journal below `Lee AB, Cho C`
            continue
        known = [] if set(known) < set(listed) else known
        known += [] if set(listed) <= set(known) else listed[is_speaker:]
    return known
