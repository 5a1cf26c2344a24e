"""The names of authors that fields list, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.words import PLACE, YEAR_BEHIND, words
from sitegen.ingest.values import people, vocabulary
from sitegen.ingest.values.families import EASTERN
from sitegen.ingest.values.people import AND, AND_LAST, ANY_AND, OTHERS, PARTICLE, others

_LEAD = re.compile(
    r"^\W*(?:by|with|w/|(?-i:von(?! [^\s,;]+, [^\s,;]+$)|Von(?! \S+[,;])|[Pp]ar|[Pp]or|di|[Aa]v|[Dd]oor"
    r"|de(?= [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z]\.)* [^\W\d_a-z][\w'’-]+(?:[,;(]|\s[ey]\s|$)))"
    r"|authors?|author\(s\)|speakers?|autoren|auteurs?|autores|авторы?)\s*[:：]?\s+(?=\S)|^\W*(?:作者|著者|投稿者|저자)[:：丨]?\s*",
    re.I,
)
"""What stands before names."""
_MARKS = re.compile(
    r"[*†‡§¶#○◯◎∗⋆¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰ]+|(?<=[^\W\d_])(?:\d+(?:,\d+)*(?=[,;.\s]|$)|(?:\s(?:\d{1,2}|0\d{3}))+(?=\s?[,;:.]|$))"
    r"|\bet al\b\.?(?:, [^,;()]*[A-Z]{2}.*|(?=,))"
    r"|(?<=\S)\s*(?:\([^()]*(?:\([^()]*\)[^()]*)?\)|（[^（）]*）|\[[^\[\]]*\])|(?<=\S)\s*\([^()]*$"
)
"""Marks of footnotes, and what stands in parentheses."""
_HONORIFIC = re.compile(rf"(?<!\w)(?:{vocabulary.any_of('honorific')}\s?)+(?=[^\W\d_a-z])")
_CUT_OFF = re.compile(r"(?<=\bet al\.)\s[^\W\d_a-z].*")
"""What stands behind the last name, in the line below: `Ann Lee, et al. Clock Letters`."""
_FAMILY_LAST = re.compile(rf" {ANY_AND} [^\s,]+$")
"""The last of family names alone: `Lee, Cho, Roy & Sun`."""
_SIGNS = " 。,;:-–—()_/"
"""Around names."""
_AND = re.compile(rf"\s*(?:,|;|，|、)?\s+(?:(?:&|{AND}|AND)\s+|(?:{AND_LAST})\s+(?=[^,;]*$))|\s*&\s*")
_WORD = r"[^\W\d_a-z](?=[\w'’-]*[^\W\d_A-Z\u3040-\uffff])[\w'’-]+"
_JOINED_AND_AFFILIATED = re.compile(rf"\s(?:{AND}|&)\s[^,]{{1,60}}, ?[^,]{{0,80}}[^\W\d_]{{3}}[^,]{{0,80}}$")
"""The last of several names, and where they work."""
_UNSURE = 0.5
_LAST_INITIAL = re.compile(r"(?:^|[\s.,-])[^\W\d_a-z]\.$")
_FAMILIES = re.compile(rf"(\(?)({_WORD}(?:, {_WORD})*)((?:,? (?:19|20)\d\d[a-z]?)?\)?\W*)")
"""Family names alone, or one name with a comma."""
_DOTS = re.compile(r"\s*[|·•∙⋅]\s*|(?:(?<=\w)|[,;]\s)\s?(?P<others>…|\.\.\.|\+\d{1,3} authors?,?)\s?(?:&\s)?(?=\w)")
"""What stands between names in some lists, `Ann Lee · Bo Cho`, `Ann Lee, +1 author Bo Cho`."""
_GIVEN = re.compile(r"[^\s/]+(?: [^\W\d_a-z]\.)*")
_FAMILY = re.compile(rf"(?:(?![^\W\d_a-z]){PARTICLE})*(?!.\.|.*{EASTERN})[^ /]+")
"""`de la Cruz`, not `Ann Lee`, `A.Lee` or `李明`."""
_EASTERN_COMMA = re.compile(rf"(?<={EASTERN}),\s*(?={EASTERN})")
"""Whole names are on both sides, where family names have no comma behind them."""
PROPOSED = re.compile(rf"\W*{vocabulary.any_of('proposed')}\b", re.I)
"""What stands before those who chose or present a paper."""
_NAME = re.compile(r"(?!.*\s\d{1,2}\s)[^\W\d_][^,;|]{0,60}")


def part_families(items: Sequence[Item]) -> None:
    """Parts family names alone, which are no `Family, Given` where others of a list are three or one: `(Lee, Cho)`.

    Two in parentheses are doubted where no others show what they are; with a year behind them each is likely somebody.
    """
    pairs = [(item, mark) for item in items if (mark := _FAMILIES.fullmatch(item.text)) and (mark[1] or "," in mark[2])]
    are_sure = any(mark[2].count(",") % 2 == 0 or (mark[1] and mark[2].count(",") > 1) for _, mark in pairs)
    for item, mark in pairs:
        is_cited = mark[1] and any(map(str.isdecimal, mark[3]))
        item.odds = item.odds if are_sure or not mark[1] else min(item.odds, _UNSURE)
        if are_sure or is_cited:
            item.text = item.text.replace(", ", "; ")
            item.paragraphs = [item.text]


def authors_of(items: Sequence[Item]) -> list[str]:
    """The names of a paper's authors, each once; a reference below its abstract names some of them again."""
    known: list[str] = []
    for item in items:
        # one line may have semicolons, and another none
        parts = item.paragraphs if ";" in item.text else [item.text]
        listed = [name for part in parts for name in names(part)]
        if _are_same(known, listed):
            known = max(known, listed, key=lambda written: len("".join(written)))
        elif set(map(_key, known)) < set(map(_key, listed)):
            known = listed
        else:
            keys = set(map(_key, known))
            known += [name for name in listed if _key(name) not in keys]
    return known


def _key(name: str) -> frozenset[str]:
    """What two ways to write a name have in common: `Lee, A.` and `A. Lee`."""
    return frozenset(words(name.casefold()))


def _are_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two lists name the same people: `Lee, A.; Cho, B.` and `Lee, Ann; Cho, Bo`."""
    pairs = [({*words(one)}, {*words(other)}) for one, other in zip(first, second, strict=False)]
    return len(first) == len(second) and all(_are_initials(a - b) or _are_initials(b - a) for a, b in pairs)


def _are_initials(letters: set[str]) -> bool:
    return all(len(word) == 1 for word in letters)


def names(text: str) -> list[str]:
    """The names that a field lists, in order, each as it is written.

    >>> names("by Ann Lee, Bo Cho and Cy Roy et al."), names("Lee, A., Cho, B., & Roy, C.")
    (['Ann Lee', 'Bo Cho', 'Cy Roy'], ['Lee, A.', 'Cho, B.', 'Roy, C.'])
    >>> names("投稿者 Ann Lee, Bo Cho"), names("Ann Lee, +1 author Bo Cho"), names("Thu 4 Dec 11 a.m., Ann Lee")
    (['Ann Lee', 'Bo Cho'], ['Ann Lee', 'Bo Cho'], ['Ann Lee'])
    """
    if PROPOSED.match(text):
        # who proposes a paper is none of its authors
        return []
    # `Ann Lee, Bo Cho (Example University); Cy Roy, Ed Sun (Example Labs)`
    fewest = 2 if ");" in text else 3
    text = _in_one(_without_affiliations(_bare(_CUT_OFF.sub("", text))), fewest)
    text = PLACE.sub("", _DOTS.sub(", ", text)).strip(" ,;") or text
    text = people.without_stop(text) if "," in text else text
    listed = (name.strip(' ,;:[]"“”') for name in _apart(text))
    return [name for name in listed if _NAME.fullmatch(name.replace(",", "")) and people.is_someone(name)]


def leaves_out(text: str) -> bool:
    """Whether a field says that there are more authors than it names.

    >>> leaves_out("Lee et al., 2024"), leaves_out("Lee, A., ... Cho, B."), leaves_out("Ann Lee")
    (True, True, False)
    """
    is_cut = " et al" in text or any(mark["others"] for mark in _DOTS.finditer(text))
    return is_cut or bool(others(YEAR_BEHIND.sub("", text.strip("_/: "))))


def _bare(text: str) -> str:
    """Names without words before them, titles of people, marks, others and years behind them."""
    text = OTHERS.sub("", YEAR_BEHIND.sub("", _HONORIFIC.sub("", text))).strip()
    text = _MARKS.sub("", _LEAD.sub("", text)).strip(_SIGNS)
    text = OTHERS.sub("", text if _LAST_INITIAL.search(text) else text.rstrip("."))
    return re.sub(r"^\W+", "", text).rstrip(_SIGNS)


def _without_affiliations(text: str) -> str:
    """Names without what stands behind those of one place: `Ann Lee and Bo Cho, KIT; Cy Roy, Example University`."""
    groups = [group.strip(" ,") for group in text.split(";")]
    parts = [group.rpartition(",") for group in groups]
    are_named = len(groups) > 1 and all(" " in group.partition(",")[0] and "," in group for group in groups)
    are_affiliated = any(
        _JOINED_AND_AFFILIATED.search(group) or PLACE.fullmatch(affiliation)
        for group, (*_, affiliation) in zip(groups, parts, strict=True)
    )
    return ", ".join(_AND.sub(", ", names) for names, *_ in parts) if are_named and are_affiliated else text


def _in_one(text: str, fewest: int) -> str:
    """Names that commas part, without semicolons before what stands behind some: `Ann Lee, Bo Cho, Cy Roy; 1-29, 2024`.

    Args:
        fewest: of names between two semicolons, where each has a space.
    """
    groups = [[part.strip() for part in group.split(",") if part.strip()[:1].isalpha()] for group in text.split(";")]
    listed = [name for group in groups for name in group]
    are_whole = any(len(group) >= fewest for group in groups) and all(" " in name for name in listed)
    return ", ".join(listed) if ";" in text and are_whole else text


def _apart(text: str) -> list[str]:
    """Names that are left alone, each as it is written; those between commas may have the family name first.

    >>> _apart("Lee, Ann, Cho, Bo und Roy, Cy"), _apart("Lee, Ann, Bo Cho"), _apart("Ann Lee; Bo Cho & Cy Roy")
    (['Lee, Ann', 'Cho, Bo', 'Roy, Cy'], ['Lee, Ann', 'Bo Cho'], ['Ann Lee', 'Bo Cho', 'Cy Roy'])
    """
    parts = [part.strip() for part in re.split(r"[,，、]", _AND.sub(", ", text)) if part.strip()]
    single = [bool(_FAMILY.fullmatch(part)) for part in parts]
    if any(sign in text for sign in (";", "；", " / ")):
        text = _AND.sub("; ", text)
    elif all(single) and _FAMILY_LAST.search(text):
        return parts
    elif "," in text and len(parts) % 2 == 0 and all(single[::2]):
        return list(map(", ".join, zip(parts[::2], parts[1::2], strict=True)))
    elif len(parts) > 2 and single[0] and _GIVEN.fullmatch(parts[1]) and all(" " in part for part in parts[2:]):
        # only the first author is inverted
        return [", ".join(parts[:2]), *parts[2:]]
    else:
        text = _EASTERN_COMMA.sub("、", _AND.sub(" and ", text))
    return [name for name, _ in people.split(text)]
