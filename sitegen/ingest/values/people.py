"""Names of people and organisations from the texts in which sources list them, in the order they have there.

Fields of tables, feeds and BibTeX, and pasted text are all taken apart here, each after it lost what only it has around
names. A name is kept as it is written; `text/names.py` parts it. `and others` says that there are more, and is nobody.

| names | written |
| --- | --- |
| in reading order | `Ann Lee, Bo Cho, Jr. and Cy van Roy`, `Ann Lee; Bo Cho`, `Ann Lee / Bo Cho` |
| family name first | `Lee, Ann; Cho, Bo`, `Lee, Ann/Cho, Bo`, `Lee, Ann & Cho, Bo`, `van Roy, Cy` |
| with initials | `Lee, A., Cho, B. C., & van Roy, C.`, `Lee A, Cho BC`, `A. Lee, B. Cho` |
| with places | `Ann Lee (MIT), Bo Cho (KIT)`, `A. Lee (1), B. Cho (1 and 2) ((1) MIT, (2) KIT)` as arXiv has it |
| in Chinese or Korean | `张三、李四`, `김철수, 이영희` |
| in BibTeX | `Lee, Ann and {Heaps Unlimited} and others`; an organisation gets a comma behind it: `Heaps Unlimited,` |
"""

from __future__ import annotations

import re

from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.families import are_eastern
from sitegen.text.names import SUFFIX, of_parts, split_name

AND, AND_LAST = "and|und|et|и", r"a|dan|e|en|i|ja|och|og|u\.|ve|y"
"""What parts names in other languages, too; and words that are that before the last name only."""
ANY_AND = rf"(?:&|{AND}|{AND_LAST})"
"""`Ann Lee & Bo Cho`, `Ann Lee og Bo Cho`"""
PARTICLE = r"(?:(?i:van|von|de|der|den|di|da|del|dos|du|la|le|el|ten|ter|al|bin|ben|te|zu|af|['’]t) )"
"""A word that family names of several words begin with, `van Roy`."""
OTHERS = re.compile(rf"(?<!\s)[,;]?\s*{vocabulary.any_of('others')}\.?[）)]?(?:\s*\([^()]{{0,80}}\))?[;,]?\s*$", re.I)
"""That there are more authors than the line names, `et al. (Example University)`."""
_COUNTED = re.compile(r"(?<!and )(?<!\+)(?<!\+ )\b\d{1,4} authors?\W*$", re.IGNORECASE)
"""`12 authors`, who may be those that are named."""
_YEAR_OF_OTHERS = re.compile(r"(?<=\bal)[.,]{0,2} \(?(?:19|20)\d\d[a-z]?\)?\.?$")
"""`Lee et al. 2017`"""
_NOBODY = re.compile(vocabulary.any_of("no_author"), re.I)
"""`others`, `not stated`"""
_LONGEST, _LONGEST_LINE = 2_000, 200_000
"""Characters; what is longer is no name, or not read to its end."""
_ASIDE = r"\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)"
_BRACED = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
"""`(Cambridge (USA))`, `{Barnes and Noble}`; brackets that do not close are part of a name."""
_NUMBERED = re.compile(r"\(?\s*([\d*†‡]{1,3}|[a-z])\s*\)\s*")
"""`(1)` before the place that it stands for."""
_NUMBER_BEHIND = re.compile(r"(?<!\s)\s*(?:\(\d{1,12}(?:, ?\d{1,3})*\)|\[[\w-]{0,40}\d[\w-]{0,40}\])")
"""What catalogues know a person by, `Lee, Ann (57190)`, `Lee, Ann [u1d71539] [0000-0001-4851-4460]`."""
_SEPARATORS = (";", "；", "|", "\n", " / ", " · ", " • ")
_JOINT = re.compile(rf"\s?(?:(?:…|\. ?\. ?\.),?(?:\s{ANY_AND}(?=\s))?|(?<![^\s,]){ANY_AND}(?=\s))\s?")
"""What stands before the last of several names: `, & Cho, B.`; in APA's style `… Cho, B.`, where many are left out."""
_BREAK = (
    r"\s*(?:,\s*(?i:and)\s+|,\s*&\s+|[,;、，；]|\s+(?i:and)\s+|(?<!\\)\s&\s"
    r"|(?i:(?<=collaboration)|(?<=collaborations))\s*:|(?<=\))\s*(?=[^\s(,;]))\s*"
)
"""Where a name ends in a line, `Ann Lee, Bo Cho and The X Collaboration: Cy Roy (MIT) Dee Sun`."""
_TWO = re.compile(rf"([^\s()]+(?: [^\s()]+){{1,2}}) {ANY_AND} ([^\s()]+(?: [^\s()]+){{1,2}}(?: *{_ASIDE})*)")
"""The last two names, joined by a word of another language; within a name one word is behind it: `Ortega y Gasset`."""
_ONE = re.compile(
    rf"(?!.\.)(?:(?![^\W\d_a-z]){PARTICLE}){{0,3}}[^\s,]+,(?: (?!{ANY_AND} )[^\s,]+){{1,3}}"
    rf"|{PARTICLE}{{1,3}}[^\s,]+, [^\s,]+"
)
"""`von Roy, Ann Bo`, `Ben Roy, Ann`, but `Ben Roy, Ann Lee` and `A.Roy, B.Lee` are two."""
_INVERTED = re.compile(r"(?:[^\W\d_][^,;()]*,\s*(?:[^\W\d_a-z]\.?[\s-]?){1,4}(?:[,;]\s*|$))+")
"""`Lee, A., Cho, B. C.`, as feeds of publishers have it."""
_INITIAL_LAST = re.compile(r"(?:^|[;/&])[^,;/&]*[^\W\d_A-Z],[^,;/&]*\s[^\W\d_a-z]\.$|,\s*[^\W\d_a-z]\.$")
"""A last name with its family name first, `Lee, Ann; Cho, Bo K.`; PubMed has initials before commas, `Lee A, Cho B.`"""
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)+)\"|'((?:[^'\\]|\\.)+)'")
"""`['Ann Lee', "Bo O'Cho"]`, as a program prints a list."""
_SIGN = re.compile(r"[,;/|&\n]|\sand\s")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+[\s-])"
)
"""Where SpringerLink's exports put names together, none with a sign: `Ann LeeBo McCho`."""
_AND = r"(?<!\s)\s+(?i:and)(?=\s)\s*"
"""What parts names in BibTeX."""
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_PART = re.compile(r"\s*([\w-]+)\s*=\s*(.*)", re.DOTALL)
"""`family=Dijk`, as BibLaTeX has it."""


def is_someone(name: str) -> bool:
    """Whether a name is one, and does not only say that there are others.

    >>> is_someone("others"), is_someone("et al."), is_someone("not stated"), is_someone("Other Minds Lab")
    (False, False, False, True)
    """
    return any(map(str.isalnum, name)) and not _NOBODY.fullmatch(name.strip().removesuffix("."))


def others(field: str) -> list[str]:
    """What stands as a last name behind those of a field that leaves some out.

    >>> others("Lee, A., Cho, B. u. a."), others("Lee, A., and 12 authors"), others("Lee, A. (12 authors)")
    (['et al.'], ['et al.'], [])
    """
    return ["et al."] if OTHERS.search(field) and not _COUNTED.search(field) else []


def several(field: str) -> list[tuple[str, str]]:
    """The names, with their affiliations, of a field that holds them all in whatever way.

    >>> several("Lee, Ann (57190); Cho, Bo"), several("Ann Lee (MIT)*, Bo Cho y Cy Roy")
    ([('Lee, Ann', ''), ('Cho, Bo', '')], [('Ann Lee', 'MIT'), ('Bo Cho', ''), ('Cy Roy', '')])
    >>> several("['Ann Lee', \\"Bo O'Cho\\"]"), several("Ann LeeBo McCho")
    ([('Ann Lee', ''), ("Bo O'Cho", '')], [('Ann Lee', ''), ('Bo McCho', '')])
    """
    text = field[:_LONGEST_LINE].strip()
    # a legend explains them: `A. Lee (1) ((1) MIT)`
    text = _YEAR_OF_OTHERS.sub(".", text if re.search(r"\(\s*\(", text) else _NUMBER_BEHIND.sub("", text))
    text = OTHERS.sub("", without_stop(text))
    if text.startswith(("[", '{"')) and (quoted := _QUOTED.findall(text)):
        return [("".join(pair), "") for pair in quoted]
    if "{" in text:
        return [(re.sub(r"[{}]", "", name), "") for name in bibtex(text)]
    glued = [] if _SIGN.search(text) else _GLUED.split(text)
    return _with_places(glued if len(glued) > 1 and all(" " in part.strip() for part in glued) else _apart(text))


def split(text: str) -> list[tuple[str, str]]:
    """The names, with their affiliations, of a text that has nothing else; each of them as it is written.

    >>> split("Lee, A., & Cho, B."), split("von Roy, Ann"), split("김철수, 이영희")
    ([('Lee, A.', ''), ('Cho, B.', '')], [('von Roy, Ann', '')], [('김철수', ''), ('이영희', '')])
    """
    return _with_places(_apart(text))


def names_in(line: str) -> list[tuple[str, str]]:
    """The names and affiliations of a line, with `et al.` behind them where it leaves some out."""
    return [*split_line(line), *((name, "") for name in others(line))]


def split_line(line: str) -> list[tuple[str, str]]:
    """The names and affiliations of a line in which commas part whole names, as arXiv has it: `Lee, Cho` are two.

    >>> split_line("Erik Müller (ETH), Al Gore, Jr. and The X Collaboration: B. Ito")
    [('Erik Müller', 'ETH'), ('Al Gore Jr.', ''), ('The X Collaboration', ''), ('B. Ito', '')]
    """
    line = OTHERS.sub("", " ".join(line[:_LONGEST_LINE].split()))
    return _with_places(_inverted(line) or _outside(line, _BREAK))


def without_stop(text: str) -> str:
    """Names without the full stop of their line, as PubMed has it; that of an initial stays.

    >>> without_stop("Lee A, Cho B."), without_stop("Lee, A."), without_stop("Lee A., Cho B.")
    ('Lee A, Cho B', 'Lee, A.', 'Lee A., Cho B.')
    """
    is_ended = text.find(".") == len(text) - 1 and not _INITIAL_LAST.search(text.replace(" and ", ";"))
    return text[:-1] if is_ended else text


def _apart(text: str) -> list[str]:
    """Names as they are written, each with what stands in parentheses behind it."""
    text = text.strip(" ;|/\n")
    # `Lee, Ann/Cho, Bo`, as German bibliographies have it
    slash = ("/",) if 0 < text.count("/") == text.count(",") - 1 else ()
    for sign in (*_SEPARATORS, *slash):
        *parts, last = _outside(text, re.escape(sign)) if sign in text else [text]
        if parts:
            joint = _JOINT.match(last)
            return [OTHERS.sub("", part).rstrip(" *") for part in [*parts, last[joint.end() :] if joint else last]]
    # `Lee, Ann & Cho, Bo`
    for words in (ANY_AND, "(?:and|&)"):
        joined = [part for part in re.split(rf"\s{words}\s", text) if is_someone(part)]
        if len(joined) > 1 and all(part.strip(", ").count(",") == 1 for part in joined):
            return bibtex(" and ".join(joined))
    text = " ".join(text.split())
    if _ONE.fullmatch(text) and not are_eastern(text):
        return [text]
    *names, last = _inverted(text) or _outside(text, _BREAK) or [""]
    two = _TWO.fullmatch(last)
    return [*names, *(two.groups() if two else [last])]


def _inverted(line: str) -> list[str]:
    """The names of a line that has initials behind each family name; none for any other line.

    >>> _inverted("Lee, A., Cho, B. C., & Roy, C."), _inverted("Ann Lee, Bo Cho, and Cy Roy")
    (['Lee, A.', 'Cho, B. C.', 'Roy, C.'], [])
    """
    *before, last, given = ["", *line.rsplit(",", 2)]
    joined = ",".join([*before[1:], _JOINT.sub(",", last, count=1), given])
    for text in (joined, line):
        parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
        plain = ", ".join(parts)
        if _INVERTED.fullmatch(plain) and not are_eastern(plain):
            return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return []


def _outside(text: str, signs: str) -> list[str]:
    """`text` parted at each match of the pattern `signs` outside of parentheses and braces."""
    parts: list[str] = []
    start = 0
    for match in re.finditer(rf"(?P<aside>{_ASIDE}|{_BRACED})|{signs}", text):
        if match["aside"] is None:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [part for part in [*parts, text[start:].strip()] if any(map(str.isalpha, part))]


def _with_places(listed: list[str]) -> list[tuple[str, str]]:
    """Names and affiliations from names as they are written, with what stands in parentheses behind them."""
    names: list[tuple[str, list[str]]] = []
    places: dict[str, str] = {}
    for written in (" ".join(name.split()) for name in listed):
        name, *rest = re.split(_ASIDE, written)
        # `Robert (Bob) Smith` is one name
        is_placed = rest and not any(map(str.isalnum, "".join(rest)))
        asides = [aside[1:-1] for aside in re.findall(_ASIDE, written) if is_placed]
        places |= {number: place for aside in asides for number, place in _legend(aside).items()}
        marks = [aside for aside in asides if not _legend(aside)]
        name = (name.rstrip(" *") if is_placed else written).strip(" :")
        if names and (not name or SUFFIX.fullmatch(name)):
            names[-1] = (f"{names[-1][0]} {name}".strip(), [*names[-1][1], *marks])
        elif any(map(str.isalpha, name)) and is_someone(name):
            names.append((name, marks))
    return [(name, "; ".join(_explained(marks, places))) for name, marks in names]


def _legend(text: str) -> dict[str, str]:
    """What numbers mean, in `(1) MIT, (2) ETH`."""
    marks = list(_NUMBERED.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {mark[1]: text[mark.end() : end].strip(" ,;.") for mark, end in zip(marks, ends, strict=True)}


def _explained(marks: list[str], places: dict[str, str]) -> list[str]:
    """Affiliations with numbers put into words; numbers that nothing explains are left out."""
    affiliations = []
    for mark in marks:
        numbers = re.split(r"\s*(?:,|;|and|&)\s*", mark)
        if all(number in places for number in numbers):
            affiliations += [places[number] for number in numbers]
        elif not all(re.fullmatch(r"[\d*†‡]{0,12}|[a-z]", number) for number in numbers):
            affiliations.append(mark)
    return [place for place in affiliations if place]


def bibtex(field: str) -> list[str]:
    """The names of a BibTeX or BibLaTeX field, with their TeX and inner braces.

    >>> bibtex("Milton {Abramowitz} and de la Fuente, Jr., Ann and {Barnes and Noble, Inc.} and others")
    ['Milton {Abramowitz}', 'de la Fuente, Jr., Ann', '{Barnes and Noble, Inc.},']
    """
    joined = (_outside(part, r"\s&\s") for part in _outside(re.sub(r"(?<!\\)~", " ", field), _AND))
    parts = [part for named in joined for part in (named if _are_people(named) else [" & ".join(named)])]
    # `Ann Lee, Bo Cho, and Cy Roe`
    is_line = len(parts) > 1 and parts[-2].endswith(",") and "," not in parts[-1] and _are_people(parts[-1:])
    names = [name for part in parts for name in _several(OTHERS.sub("", part), is_line=is_line)]
    return [name for name in names if is_someone(name)]


def _are_people(names: list[str]) -> bool:
    """Whether each of some names has words of its own for family and given name."""
    return all(split_name(name).given and not SUFFIX.fullmatch(name) for name in names)


def _several(part: str, *, is_line: bool = False) -> list[str]:
    """The name that stands between two `and`s; or the names, where commas or semicolons part them by mistake."""
    if len(part) > _LONGEST and not re.search(r"[,;]", part):
        return []
    pieces = _outside(part, ",")
    named = [_PART.fullmatch(piece) for piece in pieces]
    if named and all(named):
        # BibLaTeX's `family=Dijk, given=Marten, prefix=van, useprefix=true`
        parts = {match[1].lower(): match[2].strip() for match in named if match}
        family = " ".join(filter(None, map(parts.get, ("prefix", "family"))))
        return [of_parts(family, parts.get("given", ""), parts.get("suffix", ""))]
    if ";" in part and len(several := _outside(part, ";")) > 1 and "&" not in part:
        return [name for piece in several for name in _several(piece)]
    # a family name has no initials
    if len(pieces) > 1 and (pieces[2:] or is_line or _INITIAL.search(pieces[0])) and _are_people(pieces):
        return pieces
    if len(pieces) > 3 and len(pieces) % 2 == 0:
        return [", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]
    return [f"{part}," if re.fullmatch(_BRACED, part) else ", ".join(pieces)]
