"""The names of authors that a field lists, without what stands around them."""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.citations import names_in_form
from sitegen.ingest.plaintext.people import CAPITALS, PLACE, YEAR_BEHIND
from sitegen.ingest.record import others
from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.people import AND, AND_LAST, OTHERS, PARTICLE, is_someone

_LEAD = re.compile(
    r"^\W*(?:by|with|w/|(?-i:von(?! [^\s,;]+, [^\s,;]+[\s,]*$)|Von(?! \S+[,;])|[Pp]ar|[Pp]or|di|av)"
    r"|authors?|author\(s\)|speakers?|autoren|auteurs?|autores|авторы?)\s*[:：]?\s+(?=\S)|^\W*(?:作者|著者|저자)[:：丨]?\s*",
    re.I,
)
"""What stands before names."""
_MARKS = re.compile(
    r"[*†‡§¶#○◯◎∗⋆¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰ]+|(?<=[^\W\d_])(?:\d+(?:,\d+)*(?=[,;.\s]|$)|(?:\s\d{1,2}|\s0\d{3})+(?=\s?[,;:.]|$))"
    r"|\bet al\.?(?=,)|(?<=\S)\s*(?:\([^()]*(?:\([^()]*\)[^()]*)?\)|（[^（）]*）|\[[^\[\]]*\])"
    r"|(?<=[\w)])\s*\([^()]*$|^\(|\)$"
)
"""Marks of footnotes, and what stands in parentheses."""
_HONORIFIC = re.compile(rf"(?<![^\s,;&(])(?:{vocabulary.any_of('honorific')}\s?)+(?=[^\W\d_a-z])")
_DEGREES = re.compile(
    rf"([^\W\d_a-z][^\s,;]{{0,30}} [^,;]{{0,60}}[^\s,;])(?:,\s?{vocabulary.any_of('degree')}\.?)+"
    r"(?=\s*(?:[,;]|$|and\b))"
)
"""`Ann Lee, MD, PhD`; behind a family name alone stand initials, `Lee, MD`."""
_AND = re.compile(rf"\s*(?:,|;|，|、)?\s+(?:(?:&|{AND}|AND)\s+|(?:{AND_LAST})\s+(?=[^,;]*$))|\s*&\s*")
_TWO_FAMILIES = re.compile(r"([^\W\d_][\w'’-]+) (?:&|and|und|et|y|e|и) ([^\W\d_][\w'’-]+)")
"""`Lee and Cho`, as citations name two authors."""
_LAST_INITIAL = re.compile(r"(?:^|[\s.,-])[^\W\d_a-z]\.[\s,;()]*$")
_DOTS = re.compile(r"\s*[|·•∙⋅]\s*|(?:(?<=\w)|[,;]\s)\s?(?:…|\.\.\.)\s?(?=\w)")
_OTHERS_IN_WORDS = re.compile(
    r",? (?:and|&) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|some"
    r"|(?:a|another) (?:couple|dozen|few|handful)(?: of)?) (?:more|others?|other (?:co-?)?authors)\W*$"
)
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_GIVEN = re.compile(r"\S+(?: [^\W\d_a-z]\.)*")
_PARTICLES = re.compile(rf"^(?:(?![^\W\d_a-z]){PARTICLE})+")
PROPOSED = re.compile(rf"\W*{vocabulary.any_of('proposed')}\b", re.I)
"""What stands before those who chose or present a paper."""
_LAST_ALONE = re.compile(r", [^\s,]+ (?:and|et|und|y|e|i|&) [^\s,]+$")
"""`Lee, Cho, Roy and Sun`, of which each is a family name."""
_NAME = re.compile(r"[^\W\d_][^,;|]{0,60}")


def names(text: str) -> list[str]:
    """The names that a field lists, in order, each as it is written.

    >>> names("by Ann Lee, Bo Cho and Cy Roy et al."), names("Lee, A., Cho, B., & Roy, C.")
    (['Ann Lee', 'Bo Cho', 'Cy Roy'], ['Lee, A.', 'Cho, B.', 'Roy, C.'])
    """
    if PROPOSED.match(text):
        # who proposes a paper is none of its authors
        return []
    # `Ann Lee, Bo Cho (Example University); Cy Roy, Ed Sun (Example Labs)`
    has_places = ");" in text
    text = _without_marks(text)
    if not (has_places or PLACE.search(text)) and (alike := names_in_form(text)):
        return alike
    text = _without_places(_DOTS.sub(", ", text), has_places=has_places)
    if two := _TWO_FAMILIES.fullmatch(text):
        return [two[1], two[2]]
    listed = (part.strip(' ,;:[]"“”') for part in _parts(text))
    return [name for name in listed if _NAME.fullmatch(name.replace(",", "")) and is_someone(name)]


def leaves_out(text: str) -> bool:
    """Whether a field says that there are more authors than it names.

    >>> leaves_out("Lee et al., 2024"), leaves_out("Ann Lee and five others"), leaves_out("Ann Lee")
    (True, True, False)
    """
    listed = YEAR_BEHIND.sub("", text.strip("_/: "))
    return bool(_OTHERS_IN_WORDS.search(listed) or others(listed))


def _without_marks(text: str) -> str:
    """Names without words before them, titles of people, others and years behind them, and signs around them."""
    text = _DEGREES.sub(r"\1", _HONORIFIC.sub("", " ".join(text.split()).replace("；", ";")))
    text = OTHERS.sub("", _OTHERS_IN_WORDS.sub("", YEAR_BEHIND.sub("", text))).strip()
    text = _MARKS.sub("", _LEAD.sub("", text))
    dot = "." if _LAST_INITIAL.search(text) else ""
    return re.sub(r"^\W+", "", OTHERS.sub("", text.strip(" .。,;:-–—()_/") + dot).rstrip(" ,;:-–—()"))


def _without_places(text: str, *, has_places: bool) -> str:
    """Names without where these people work.

    Args:
        has_places: some stood in parentheses.
    """
    groups = [[part.strip() for part in group.split(",") if part.strip()[:1].isalpha()] for group in text.split(";")]
    are_placed = _are_placed(groups)
    listed = [name for group in groups for name in (group[:-1] if are_placed and _is_place(group) else group)]
    if are_placed or (any(len(group) > 2 - has_places for group in groups) and all(" " in name for name in listed)):
        # `Ann Lee, Bo Cho, Example University; Cy Roy, Example Labs`, and names with pages behind them
        text = ", ".join(listed)
    return PLACE.sub("", text).strip(" ,;") or text


def _are_placed(groups: list[list[str]]) -> bool:
    """Whether most groups end with where its people work: `Ann Lee and Bo Cho, KU Leuven; Cy Roy, Example Labs`."""
    are_several = len(groups) > 1 or any(_AND.search(f" {name}") for name in groups[0][:-1])
    has_names = are_several and all(group and " " in group[0] for group in groups)
    return has_names and 2 * sum(map(_is_place, groups)) >= len(groups)


def _is_place(group: list[str]) -> bool:
    """Whether what stands last of a group is no name."""
    return len(group) > 1 and bool(CAPITALS.search(group[-1]) or PLACE.search(group[-1]))


def _parts(text: str) -> list[str]:
    """Names apart, with what stands between them in some."""
    if sign := next((sign for sign in (";", " / ", "\t") if sign in text), ""):
        return [part for whole in text.split(sign) for part in _AND.split(whole)]
    parts = [part.strip() for part in re.split(r"[,，、]", _AND.sub(", ", text)) if part.strip()]
    return parts if _LAST_ALONE.search(text) else _joined(parts)


def _joined(parts: list[str]) -> list[str]:
    """Names of which the family name stands first, put together again."""
    single = [" " not in _PARTICLES.sub("", part) and not _EASTERN.search(part) for part in parts]
    if len(parts) % 2 == 0 and all(single[::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > 2 and single[0] and _GIVEN.fullmatch(parts[1]) and not any(single[2:]):
        # only the first author is inverted
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts
