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
from sitegen.ingest.plaintext.names import leaves_out, names
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.words import words
from sitegen.ingest.values import families
from sitegen.ingest.values.people import AND
from sitegen.text import dates

_INITIALS_LAST = re.compile(r"\w [^\W\d_a-z]{1,3}$")
_LED = re.compile(r"(De|Di|Da|Von|Par|Por|[a-z]{2,9}) ([^\W\d_][^\s,;]* [^\W\d_][^\s,;]*)(?=[,; ]|$)(?!, [A-Z]\.)")
_FEWEST, _MOSTLY = 3, 0.6
_CITED = re.compile(
    r"(?P<sign>[,;:]|\s?[(\[])\s*(?P<where>[^\W\d_][^,;()\[\]]{1,60}?),? (?:\d{1,2}, )?(?:19|20)\d\d[)\].]*$"
)
"""Where a paper came out, or in what month: `, ICML 2024`, ` (Nature 2024)`, `; Jul 2024`."""
_ACRONYM = re.compile(r"(?=[A-Za-z]{0,12}[A-Z]{2})[A-Za-z]{3,16}(?![^\s,])|arXiv\b")
"""`NeurIPS`; family names may be in capitals, and given names are shorter, `AJ Smith`."""
_ACRONYM_LAST = re.compile(rf"(?<=[^\W\d_]\.)\s(?P<where>{_ACRONYM.pattern})[.,]*$")
"""`Lee A, Cho B. ICML`"""
_PERIODICAL = re.compile(r"\b(?:Annals|Bulletin|Journal|Letters|Proceedings|Reviews?|Transactions|Workshop)\b")
_PARTS = re.compile(rf"[,;，；]|\s(?:&|{AND})\s")


def tidy(listed: Sequence[Paper]) -> None:
    """Leave nothing but names in the lines that name who wrote the papers of a list; a venue becomes a fact."""
    _remove_words_before_names(listed)
    _remove_venues(listed)
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


def _remove_venues(listed: Sequence[Paper]) -> None:
    """Take off where and when papers came out, if that is what stands there in most lines that end with a year.

    One word behind whole names is a venue where others are surely, `Ann Lee, Nature 2024` beside `Bo Cho, ICML 2024`.
    """
    items = [(item, paper) for paper in listed for item in paper.fields.get("A", ())]
    cited = [(*it, mark) for it in items if (mark := _ACRONYM_LAST.search(it[0].text) or _CITED.search(it[0].text))]
    times = Counter(mark["where"] for *_, mark in cited)
    are_sure = [_is_surely_none(mark) or (times[mark["where"]] >= _FEWEST and _is_lone(mark)) for _, _, mark in cited]
    if sum(are_sure) < _MOSTLY * len(cited):
        return
    for (item, paper, mark), is_sure in zip(cited, are_sure, strict=True):
        if is_sure or _is_lone(mark):
            if not _is_month(mark["where"]):
                venue = item.text[mark.start("where") :].rstrip(")].,")
                paper.fields.setdefault("V", [Item("V", venue, item.last, item.last, item.odds)])
            item.text = item.text[: mark.start()]
            item.paragraphs = [item.text]


def _is_surely_none(mark: re.Match[str]) -> bool:
    """Whether what stands behind names is none of them, as it says itself or its place does."""
    before, where = mark.string[: mark.start()], mark["where"]
    if mark.re is _ACRONYM_LAST:
        # `J. DUPONT`, and `A. LEE, B. CHO`
        return len(_parts(before)) > 1 and not _ACRONYM.search(before)
    is_inside = mark["sign"].strip() in ("(", "[") and bool(before.strip(" ,.([").removeprefix("by"))
    is_month = _is_month(where) and not (mark["sign"] == "," and ";" in before)
    is_called_so = bool(_ACRONYM.search(where) or _PERIODICAL.search(where)) and not _ACRONYM.search(before)
    return is_inside or is_month or is_called_so


def _is_month(where: str) -> bool:
    """Whether words are a month, or a day of one: `Jul`, `May 3`."""
    month, _, day = where.partition(" ")
    return bool(dates.month_number(month.rstrip("."))) and (not day or day.isdecimal())


def _is_lone(mark: re.Match[str]) -> bool:
    """Whether one word stands behind whole names: `Ann Lee, Bo Cho, Nature 2024`."""
    before = mark.string[: mark.start()]
    parts = _parts(re.sub(r"^\W*by ", "", before))
    are_whole = bool(parts) and (all(" " in part for part in parts) or len(names_in_form(before)) > 1)
    return are_whole and " " not in mark["where"]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text.strip(" ([")) if part.strip()]


def _part_families(items: Sequence[Item]) -> None:
    """Put semicolons between family names where a list has no given names, so that two are not read as one person."""
    listed = [names(item.text) for item in items]
    for item, before, after in zip(items, listed, families.parted(listed), strict=True):
        if before != after:
            item.text = "; ".join([*after, *["et al."] * leaves_out(item.text)])
            item.paragraphs = [item.text]


def authors_of(paper: Paper) -> list[str]:
    """The names of a paper's authors; a reference below its abstract names some of them again, a speaker the first."""
    known: list[str] = []
    for item in paper.fields.get("A", ()):
        # one line may have semicolons, and another none
        parts = item.paragraphs if ";" in item.text else [item.text]
        listed = [name for part in parts for name in names(part)]
        is_speaker = len(names(" ".join(item.paragraphs[:1]))) == 1 and {*listed[:1]} <= {*listed[1:]}
        if _are_same(known, listed):
            known = max(known, listed, key=lambda told: len("".join(told)))
            continue
        if known and all(map(_INITIALS_LAST.search, known)) and not any(map(_INITIALS_LAST.search, listed)):
            # a journal below `Lee AB, Cho C`
            continue
        known = [] if set(known) < set(listed) else known
        listed = listed[is_speaker:]
        known += [] if set(listed) <= set(known) else dict.fromkeys(listed) if len(item.paragraphs) > 1 else listed
    return known


def has_more(paper: Paper) -> bool:
    """Whether a paper has more authors than are named, as each line that names some of them says."""
    lines = [item.text for item in paper.fields.get("A", ())]
    return any(map(leaves_out, lines)) and all(leaves_out(line) or not names(line) for line in lines)


def _are_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two lists name the same people: `Lee, A.; Cho, B.` and `Lee, Ann; Cho, Bo`."""
    return 0 < len(first) == len(second) and all(map(_is_same, first, second))


def _is_same(first: str, second: str) -> bool:
    """Whether two names share a family name, and all else that one of them has is initials of the other."""
    one, other = {*words(first)}, {*words(second)}
    initials = {word[0] for word in one}, {word[0] for word in other}
    are_alike = initials[0] <= initials[1] or initials[1] <= initials[0]
    has_initials = any(all(len(word) == 1 for word in rest) for rest in (one - other, other - one))
    return are_alike and has_initials and max(map(len, one & other), default=0) > 1
