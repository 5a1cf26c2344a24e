"""Names of people, split into family name, given name and suffix for bibliographies."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from sitegen.model import Author

SUFFIX = re.compile(
    r"(?:(?i:jr|sr|junior|senior|ii|iii|iv|\d(?:st|nd|rd|th)|esq|ph\.? ?d|m\.? ?sc|dr)|M\.? ?D|m\.d)\.?"
)
"""What stands behind a name and is no part of it, degrees too; `Md` is a given name."""
_ORGANISATION = re.compile(
    r"\b(?:(?i:team|group|collaboration|consortium|committee|labs?|laboratory|university|institute|foundation|project"
    r"|research|inc|llc|ltd|gmbh|corporation|company|organi[sz]ation|agency|association|society|council|ministry"
    r"|department|cent(?:er|re)|academy)|(?:[A-Z]\w*[a-z])?AI)\b\.?$|^Team\s|\s(?:and|of|for|&|und|für)\s"
)
"""The last word of an organisation's name, its first, or a word that no person has in theirs."""
_PARTICLE = re.compile("De|Del|Della|Di|Da|Dos|El|La|Le|Los|Van|Von|Den|Der")
_VIETNAMESE = re.compile(
    "Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Doan|Trinh|Truong"
)
"""Family names behind which `Van` and `Le` are given names."""
_FAMILY_FIRST = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


class Name(Struct, frozen=True, gc=False):
    """A person's name in parts; of an organisation, and where the parts are not known, all of it is the family name."""

    family: str
    """With its particles: `von der Wense`."""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """`von der Wense, Katharina`; a suffix comes last, as in RIS."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


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


def dotted(name: str) -> str:
    """A name in which initials that lost their full stops have them again.

    >>> dotted("Hiles, I D"), dotted("van Raaij, M J"), dotted("Wong Kee Song, Louis M")
    ('Hiles, I. D.', 'van Raaij, M. J.', 'Wong Kee Song, Louis M.')
    """
    family, comma, given = name.partition(",")
    return family + comma + re.sub(r"(?<![\w.'’-])([^\W\d_a-z])(?![\w.'’-])", r"\1.", given)


def family_first(name: str) -> bool:
    """Whether a name is written in letters of a language that puts the family name first."""
    return not name.isascii() and unicodedata.name(name[:1] or " ", "").startswith(_FAMILY_FIRST)


def author(written: str, affiliation: str = "") -> Author:
    """An author from a name in either order, which is kept as it is written.

    >>> [author(written).name for written in ("Ada Lovelace", "García Márquez, José", "孙, 文芳", "Heaps Unlimited,")]
    ['Ada Lovelace', 'José García Márquez', '孙文芳', 'Heaps Unlimited']
    """
    # a comma before all of a name parts nothing
    written = written.lstrip(" ,") or written
    if "," not in written:
        return Author(written, affiliation)
    parts = split_name(written)
    if parts.given and family_first(parts.family) and family_first(parts.given):
        name = parts.family + parts.given
    else:
        name = " ".join(filter(None, (parts.given, parts.family, parts.suffix)))
    return Author(name or written, affiliation, written if name and name != written else "")


def shortest(written: str) -> str:
    """A name in reading order, unless only `Family, Given` tells its parts.

    >>> shortest("Lovelace, Ada"), shortest("García Márquez, José"), shortest("Qwen Team,")
    ('Ada Lovelace', 'García Márquez, José', 'Qwen Team')
    """
    name, parts = author(written).name, split_name(written)
    for form in (name, parts.inverted, f"{parts.family},"):
        if split_name(form) == parts and author(form).name == name:
            return form
    return written


@lru_cache(maxsize=1 << 14)
def split_name(name: str) -> Name:
    """The parts of a name in reading order; or of one with the family name first, which tells where that ends.

    With a comma at its end, all of a name is one, as EndNote has it for organisations: `Heaps Unlimited,`.

    >>> split_name("Katharina von der Wense").inverted, split_name("Al Gore, Jr.").inverted
    ('von der Wense, Katharina', 'Gore, Al, Jr.')
    >>> split_name("Qwen Team"), split_name("García Márquez, José")
    (Name(family='Qwen Team', given='', suffix=''), Name(family='García Márquez', given='José', suffix=''))
    """
    words = (name.lstrip(" ,") or name).split()
    text = " ".join(words)
    if text.endswith(","):
        whole = text.rstrip(" ,")
        # a comma too many, where there is another one
        return split_name(whole) if "," in whole else Name(whole or text)
    if len(words) < 2 or _ORGANISATION.search(text):
        return Name(text)
    if "," in text:
        return _split_at_commas(text)
    if family_first(words[0]):
        return Name(words[0], " ".join(words[1:]))
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    last = len(words) - 1
    # as BibTeX has it, a small word begins the family name: `de la Vallée Poussin`
    start = next((place for place in range(1, last) if words[place].islower()), last)
    while start > 1 and _PARTICLE.fullmatch(words[start - 1]) and not _VIETNAMESE.fullmatch(words[last]):
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _split_at_commas(text: str) -> Name:
    """The parts of `Family, Given` with a suffix behind either, or of a name in reading order with a suffix."""
    family, *rest = [part for part in re.split(r"\s*,\s*", text) if part]
    given = [part for part in rest if not _is_suffix(part)]
    suffix = ", ".join(part for part in rest if _is_suffix(part))
    if len(given) > 1:
        return Name(text)
    if given:
        whole = f"{given[0]} {family}"
        *names, last = given[0].split()
        if names and SUFFIX.fullmatch(last):  # `King, Martin Luther Jr`, as PubMed has it
            given, suffix = [" ".join(names)], ", ".join(filter(None, (last, suffix)))
        # programs that know two fields only make `Team, Qwen` of it
        return Name(whole) if _ORGANISATION.search(whole) else Name(family, given[0], suffix)
    name = split_name(family)
    if not name.given:
        return Name(f"{family} {suffix}".strip())
    return Name(name.family, name.given, ", ".join(filter(None, (name.suffix, suffix))))


def _is_suffix(text: str) -> bool:
    """Whether words are nothing but suffixes, `Ph. D`, `Jr. MD`."""
    return bool(SUFFIX.fullmatch(text)) or all(map(SUFFIX.fullmatch, text.split()))
