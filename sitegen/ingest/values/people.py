"""Names of people and organisations from the fields and lines in which sources list them, in the order they have there.

A name stands as `Given von Family`, as `von Family, Given` or with a suffix between or behind, which `text/names.py`
parts; an organisation stands in braces of its own in BibTeX, and gets a comma behind it here. `and others` says that
there are more, and is nobody. In arXiv's line of authors affiliations stand in parentheses behind a name, or as numbers
that a last pair of parentheses explains: `A. Lee (1), B. Cho (1 and 2) ((1) MIT, (2) ETH)`.
"""

from __future__ import annotations

import re

from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.families import are_eastern
from sitegen.text.names import SUFFIX, split_name

_NOBODY = re.compile(vocabulary.any_of("no_author"), re.I)
AND, AND_LAST = "and|und|et|и", r"a|dan|e|en|i|ja|och|og|u\.|ve|y"
"""What parts names in other languages, too; and words that are that before the last name only."""
_AND = r"(?<!\s)\s+(?i:and)(?=\s)\s*"
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_PART = re.compile(r"\s*([\w-]+)\s*=\s*(.*)", re.DOTALL)
PARTICLE = r"(?:(?i:van|von|de|der|den|di|da|del|dos|du|la|le|el|ten|ter|al|bin|ben|te|zu|af|['’]t) )"
"""A word that family names of several words begin with."""
_BRACED = re.compile(r"\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s*")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)+)\"|'((?:[^'\\]|\\.)+)'")
_LONGEST = 2_000
"""Characters; what is longer is no name."""
_BREAK = re.compile(r"\s*(?:,\s*and\s+|,\s*&\s+|[,;、，；]|\s+and\s+|(?<!\\)\s&\s)\s*", re.IGNORECASE)
_OUTERMOST = re.compile(r"\(((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+)\)")
"""What stands between parentheses, which are part of a name where they do not close."""
_NUMBERED = re.compile(r"\(?\s*([\d*†‡]{1,3}|[a-z])\s*\)\s*")
_INVERTED = re.compile(r"(?:[^\W\d_][^,;()]*,\s*(?:[^\W\d_a-z]\.?[\s-]?){1,4}(?:[,;]\s*|$))+")
"""`Lee, A., Cho, B. C.`, as feeds of publishers have it."""
_JOINT = re.compile(
    rf"\s?(?:(?:…|\. ?\. ?\.),?(?:\s(?:&|{AND}|{AND_LAST})(?=\s))?|(?<![^\s,])(?:&|{AND}|{AND_LAST})(?=\s))\s?"
)
"""What stands before the last of several names: `, & Cho, B.`; in APA's style `… Cho, B.`, where many are left out."""
OTHERS = re.compile(rf"(?<!\s)[,;]?\s*{vocabulary.any_of('others')}\.?[）)]?(?:\s*\([^()]{{0,80}}\))?[;,]?\s*$", re.I)
"""That there are more authors than the line names, `et al. (Example University)`."""
_COUNTED = re.compile(r"(?<!and )(?<!\+)(?<!\+ )\b\d{1,4} authors?\W*$", re.IGNORECASE)
"""`12 authors`, who may be those that are named."""
_TWO = re.compile(rf"(\S+(?: \S+){{1,2}}) (?:{AND}|{AND_LAST}) (\S+(?: \S+){{1,2}})")
"""The last two names, joined by a word of another language; within a name one word is behind it: `Ortega y Gasset`."""
_ONE = re.compile(
    rf"(?:(?![^\W\d_a-z]){PARTICLE}){{0,3}}[^\s,]+,(?: (?!(?:&|{AND}|{AND_LAST}) )[^\s,]+){{1,3}}"
    rf"|{PARTICLE}{{1,3}}[^\s,]+, [^\s,]+"
)
"""`von Roy, Ann Bo`, `Ben Roy, Ann`, but `Ben Roy, Ann Lee` are two."""
_YEAR_OF_OTHERS = re.compile(r"(?<=\bal)[.,]{0,2} \(?(?:19|20)\d\d[a-z]?\)?\.?$")
"""`Lee et al. 2017`"""
_NUMBER_BEHIND = re.compile(r"(?<!\s)\s*(?:\(\d{1,12}(?:, ?\d{1,3})*\)|\[[\w-]{0,40}\d[\w-]{0,40}\])")
"""What catalogues know a person by, `Lee, Ann (57190)`, `Lee, Ann [u1d71539] [0000-0001-4851-4460]`."""
_LONGEST_LINE = 200_000
_SEPARATORS = (";", "|", "\n", " / ", " · ", " • ")
_INITIAL_LAST = re.compile(r"(?:^|[;/&])[^,;/&]*[^\W\d_A-Z],[^,;/&]*\s[^\W\d_a-z]\.$|,\s*[^\W\d_a-z]\.$")
"""A last name with its family name first, `Lee, Ann; Cho, Bo K.`; PubMed has initials before commas, `Lee A, Cho B.`"""
_PLACE = re.compile(r"([^()*]*[^()*\s])\s*\*?\s*(?:\(([^()]*[^\W\d][^()]*)\))?\s*\*?")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+[\s-])"
)
"""Where SpringerLink's exports put names together without a sign."""


def of_parts(family: str, given: str, suffix: str = "") -> str:
    """A name from the parts that a source knows of it.

    >>> of_parts("van Groen", "Maaike M."), of_parts("King", "Martin Luther", "Jr."), of_parts("", "Plato")
    ('van Groen, Maaike M.', 'King, Martin Luther, Jr.', 'Plato')
    """
    if suffix and not SUFFIX.fullmatch(suffix):
        # arXiv has `for the X Collaboration` there
        return " ".join(filter(None, (given, family, suffix)))
    return ", ".join(filter(None, (family, given, suffix)))


def without_number(name: str) -> str:
    """A name without the number by which DBLP tells namesakes apart.

    >>> without_number("Ann Lee 0001"), without_number("Lee 0001, Ann")
    ('Ann Lee', 'Lee, Ann')
    """
    return re.sub(r"\s\d{4}(?=,|$)", "", name)


def undivided(name: str) -> str:
    """A name that is never taken apart, as of an organisation; one with a comma has its parts already.

    >>> undivided("Heaps Unlimited"), undivided("Lee, Ann"), undivided("")
    ('Heaps Unlimited,', 'Lee, Ann', '')
    """
    return f"{name}," if name and "," not in name else name


def is_someone(name: str) -> bool:
    """Whether a name is one, and does not only say that there are others.

    >>> is_someone("others"), is_someone("et al."), is_someone("not stated"), is_someone("Other Minds Lab")
    (False, False, False, True)
    """
    return any(map(str.isalnum, name)) and not _NOBODY.fullmatch(name.strip().removesuffix("."))


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
    return [f"{part}," if _BRACED.fullmatch(part) else ", ".join(pieces)]


def _outside(text: str, signs: str) -> list[str]:
    """`text` parted at each match of the pattern `signs` outside of braces."""
    parts: list[str] = []
    depth = start = 0
    for match in re.finditer(rf"[{{}}]|{signs}", text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [part for part in [*parts, text[start:].strip()] if part]


def dotted(name: str) -> str:
    """A name in which initials that lost their full stops have them again.

    >>> dotted("Hiles, I D"), dotted("van Raaij, M J"), dotted("Wong Kee Song, Louis M")
    ('Hiles, I. D.', 'van Raaij, M. J.', 'Wong Kee Song, Louis M.')
    """
    family, comma, given = name.partition(",")
    return family + comma + re.sub(r"(?<![\w.'’-])([^\W\d_a-z])(?![\w.'’-])", r"\1.", given)


def others(field: str) -> list[str]:
    """What stands as a last name behind those of a field that leaves some out.

    >>> others("Lee, A., Cho, B. u. a."), others("Lee, A., and 12 authors"), others("Lee, A. (12 authors)")
    (['et al.'], ['et al.'], [])
    """
    return ["et al."] if OTHERS.search(field) and not _COUNTED.search(field) else []


def names_in(line: str) -> list[tuple[str, str]]:
    """The names and affiliations of a line, with `et al.` behind them where it leaves some out."""
    return [*split_line(line), *((name, "") for name in others(line))]


def split_line(line: str) -> list[tuple[str, str]]:
    """Names and affiliations, in order.

    >>> split_line("Erik Müller (ETH), Al Gore, Jr. and The X Collaboration: B. Ito")
    [('Erik Müller', 'ETH'), ('Al Gore Jr.', ''), ('The X Collaboration', ''), ('B. Ito', '')]
    """
    line = OTHERS.sub("", " ".join(line.split())[:_LONGEST_LINE])
    line = re.sub(r"(collaborations?)\s*:", r"\1,", line, flags=re.IGNORECASE)
    if inverted := _inverted(line):
        return inverted
    names: list[tuple[str, list[str]]] = []
    places: dict[str, str] = {}
    for number, text in enumerate(_OUTERMOST.split(line)):
        if number % 2:
            legend = _legend(text)
            if legend:
                places |= legend
            elif names:
                names[-1][1].append(text)
            continue
        for part in _BREAK.split(text):
            name = part.strip(" :")
            if SUFFIX.fullmatch(name) and names:
                names[-1] = (f"{names[-1][0]} {name}", names[-1][1])
            elif any(map(str.isalpha, name)) and is_someone(name):
                names.append((name, []))
    return [(name, "; ".join(_explained(marks, places))) for name, marks in names]


def _inverted(line: str) -> list[tuple[str, str]]:
    """The names of a line that has initials behind each family name; none for any other line.

    >>> [name for name, _ in _inverted("Lee, A., Cho, B. C., & Roy, C.")], _inverted("Ann Lee, Bo Cho, and Cy Roy")
    (['Lee, A.', 'Cho, B. C.', 'Roy, C.'], [])
    """
    *before, last, given = ["", *line.rsplit(",", 2)]
    joined = ",".join([*before[1:], _JOINT.sub(",", last, count=1), given])
    for text in (joined, line):
        parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
        plain = ", ".join(parts)
        if _INVERTED.fullmatch(plain) and not are_eastern(plain):
            return [(f"{family}, {given}", "") for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return []


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
        elif not all(re.fullmatch(r"[\d*†‡]{0,3}|[a-z]", number) for number in numbers):
            affiliations.append(mark)
    return [place for place in affiliations if place]


def several(field: str) -> list[tuple[str, str]]:
    """The names, with their affiliations, of a field that holds them all in whatever way.

    >>> several("Lee, Ann (57190); Cho, Bo"), several("Ann Lee (MIT)*, Bo Cho y Cy Roy")
    ([('Lee, Ann', ''), ('Cho, Bo', '')], [('Ann Lee', 'MIT'), ('Bo Cho', ''), ('Cy Roy', '')])
    >>> several("['Ann Lee', \\"Bo O'Cho\\"]"), several("Ann LeeBo McCho")
    ([('Ann Lee', ''), ("Bo O'Cho", '')], [('Ann Lee', ''), ('Bo McCho', '')])
    >>> several("Lee, A., & Cho, B."), several("von Roy, Ann"), several("김철수, 이영희")
    ([('Lee, A.', ''), ('Cho, B.', '')], [('von Roy, Ann', '')], [('김철수', ''), ('이영희', '')])
    """
    field = _NUMBER_BEHIND.sub("", field[:_LONGEST_LINE].strip())
    field = _YEAR_OF_OTHERS.sub(".", field)
    # PubMed ends the line with a full stop; that of an initial stays
    is_ended = field.find(".") == len(field) - 1 and not _INITIAL_LAST.search(field.replace(" and ", ";"))
    field = OTHERS.sub("", field[:-1] if is_ended else field)
    if field.startswith(("[", '{"')) and (quoted := _QUOTED.findall(field)):
        return [("".join(pair), "") for pair in quoted]
    # `Lee, Ann/Cho, Bo`, as German bibliographies have it
    slash = "/" if 0 < field.count("/") == field.count(",") - 1 else ""
    if sign := next((sign for sign in _SEPARATORS if sign in field), slash):
        *firsts, last = field.strip(sign).split(sign)
        joint = _JOINT.match(last)
        names = (OTHERS.sub("", part.strip()) for part in [*firsts, last[joint.end() :] if joint else last])
        return [_with_place(name) for name in names if is_someone(name)]
    # `Lee, Ann & Cho, Bo`
    parts = [part for part in re.split(r"\sand\s|\s&\s", field) if is_someone(part)]
    are_inverted = len(parts) > 1 and all(part.count(",") == 1 for part in parts)
    if "{" in field or are_inverted:
        return [(re.sub(r"[{}]", "", name), "") for name in bibtex(field)]
    if _ONE.fullmatch(field) and not are_eastern(field):
        return [_with_place(field)]
    glued = _GLUED.split(field)
    if len(glued) > 1 and all(" " in part.strip() for part in glued):
        return [(part, "") for part in glued]
    listed = split_line(field)
    two = _TWO.fullmatch(listed[-1][0]) if listed else None
    return [*listed[:-1], (two[1], ""), (two[2], listed[-1][1])] if two else listed


def _with_place(name: str) -> tuple[str, str]:
    """A name and the affiliation in parentheses behind it, without the mark of who writes letters."""
    match = _PLACE.fullmatch(name)
    return (match[1], match[2] or "") if match else (name, "")
