"""Words by which parts of a paper are called, in the languages of digests; names of people, ends of sentences."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sitegen.ingest.values.people import OTHERS
from sitegen.text import dates

_VOCABULARY = tomllib.loads((files(__package__) / "vocabulary.toml").read_text(encoding="utf-8"))
_FRAME = re.compile(r"^[\W_]+|[\W_]+$")
_BY_LABEL: dict[str, str] = {
    _FRAME.sub("", label): name for name, labels in reversed(_VOCABULARY["fields"].items()) for label in labels
}
_FURNITURE = frozenset(_VOCABULARY["furniture"])
_VOLUME = re.compile(
    rf"\W*(?:(?:19|20)\d\d\W+)?(?:in:? )?(?:the )?(?:{'|'.join(map(re.escape, _VOCABULARY['volumes']))})\b", re.I
)
_LONGEST = 80
"""Characters of names of fields and of furniture with the signs around them."""
_NOT_LETTERS = re.compile(r"(?:\([^()]{0,20}\)|[\d\W_])+$|^[\W\d_]+")
TELLING = frozenset(_VOCABULARY["telling"].split())
"""Words that tell noise, sentences and titles apart."""
_PARTICLES = "|".join(_VOCABULARY["particles"].split())
_NAME_WORD = r"(?:[^\W\d_a-z][\w'’.‐-]*|(?:(?:" + _PARTICLES + r")\b\.?)|d['’]\w+|[^\W\d_a-z]\.-?[^\W\d_a-z]?\.?)"
_PERSON = re.compile(rf"[*†‡§\s]*{_NAME_WORD}(?:[\s ]+{_NAME_WORD}){{1,5}}(?:[\s,]*+[*†‡§\d¹²³⁴⁵⁶⁷⁸⁹⁰]++)*+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,4}|[^\W\d_a-z]{1,3}")
_PLACE = re.compile(r"(?<=\w) \([^\W\d_][^()]{1,60}\)")
"""Where somebody works: `Ann Lee (Example University)`."""
_BY = re.compile(r"^(?:by|von|par|por|di|&|and|und|et|y|e|и)\s+", re.I)
_EASTERN = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]{2,4}|[\u3040-\u3091\u3093-\u30ff\u4e00-\u9fff ]{2,12}")
"""Chinese, Korean and Japanese names, none of which has を, a word of sentences."""
_BETWEEN = re.compile(
    r"\s*[,;、，；/]\s*(?:&|and\b|und\b|y\b|et\b|e\b|i\b|en\b|og\b|och\b|и\b)?\s*|\s+(?:&|and|und|y|et|e|i|en|og|och|и)\s+|\s*[·•∙⋅]\s*"
    r"|\s?(?:\.\.\.|…)\s(?=[^\W\d_a-z])"
)
_ABBREVIATIONS = frozenset(_VOCABULARY["abbreviations"].split())
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_SECTIONS = {name: frozenset(listed.split()) for name, listed in _VOCABULARY["sections"].items()}
_FUNCTION = frozenset(_VOCABULARY["function"].split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MOST_COMMON = 0.34
"""The share of common words that names of people may be written with: `Xiao and Will`."""
YEAR_BEHIND = re.compile(
    r"[;,]\s*(?:[^\W\d_]{4,12} (?:of|at) )?[A-Z]\w{0,8}[A-Z]{2}\w{0,5}[ ’']{1,2}(?:19|20)?\d\d\b.*$"
    r"|[;,]\s*(?:\d{1,2}[-/.])?(?:19|20)\d\d[a-z]?\b.*$|\s(?:19|20)\d\d\W*$"
)
"""`(Ann Lee; 2023, presented by Cy Roy)`, `Ann Lee, Bo Cho 2024`, `Ann Lee, Findings of ACL 2024`."""
AROUND = "()（）:;,* "
"""Signs around names."""
ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
PLACE = re.compile(
    r"(?:,|\bat|\bof)?\s*[^,;]{0,40}\b(?:universi\w+|institut\w*|college|school|academ\w+|librar\w+|laborator\w+|labs|research|technolog\w+|poli?tec\w+|gmbh|inc|ltd|corp)\b[^,;]{0,40}",
    re.I,
)
CAPITALS = re.compile("[A-Z]{2}")
"""`KU Leuven`, `KIT`, `ICML`, behind names."""
_NAMED = r"[^\W\d_a-z][\w'’.‐-]*"
_PAIR = rf"(?:[a-z'’]{{1,4}} ){{0,3}}{_NAMED}(?: {_NAMED}){{0,2}}, {_NAMED}(?: (?:{_NAMED}|[a-z]{{1,3}})){{0,3}}"
INVERTED = re.compile(rf"{_PAIR}(?: ?; ?{_PAIR})*(?: ?; (?:et al\.?|u\. ?a\.))?")
"""`Lee, Ann; van der Roy, Cy`"""
_LONG = 500
"""Characters of a line that is too long for a title and names."""


def field(label: str) -> str:
    """The field that a label names; empty for any other words.

    >>> field("**Authors**:"), field("摘要："), field("The authors")
    ('authors', 'abstract', '')
    """
    bare = _FRAME.sub("", label).lower() if len(label) <= _LONGEST else ""
    return _BY_LABEL.get(bare, "") if bare else ""


def is_label(text: str) -> bool:
    """Whether words are the name of a field with a colon behind it.

    >>> is_label("Authors:"), is_label("摘要："), is_label("Authors")
    (True, True, False)
    """
    return text.endswith((":", "：")) and bool(field(text))


def section(label: str) -> str:
    """Which section of an abstract a label names: of what was done, of what came out, or none.

    >>> section("Design and Setting"), section("CONCLUSIONS:"), section("Key results")
    ('opening', 'closing', '')
    """
    named = {*words(label.lower())} - _SECTIONS["joining"]
    if not named or not named <= _SECTIONS["opening"] | _SECTIONS["closing"]:
        return ""
    return "closing" if named & _SECTIONS["closing"] else "opening"


def is_furniture(text: str) -> bool:
    """Whether a line is of what pages and minutes have besides papers, with or without a number.

    >>> is_furniture("Favourites (12)"), is_furniture("5. Any other business"), is_furniture("References in the Wild")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _NOT_LETTERS.sub("", text).lower() in _FURNITURE


def is_volume(text: str) -> bool:
    """Whether words begin as the name of a volume does.

    >>> is_volume("In: Proceedings of Clocks 2024"), is_volume("(2024) Actes de la CLK"), is_volume("Actes de langage")
    (True, True, False)
    """
    return bool(_VOLUME.match(text))


def people_share(text: str) -> tuple[int, float]:
    """How many names a chunk seems to list, and the share of its parts that look like names.

    >>> people_share("Ann Lee (Example University), Bo Cho and Slow Clocks of the World")
    (3, 0.6666666666666666)
    >>> people_share("Ann Lee, Bo Cho ... Cy Roy")
    (3, 1.0)
    >>> people_share("山田 太郎"), people_share("返信を表示")
    ((1, 1.0), (1, 0.0))
    """
    bare = _BY.sub("", OTHERS.sub("", _PLACE.sub("", text).strip().rstrip(".,:;")).strip())
    parts = list(filter(str.strip, _BETWEEN.split(bare[:1500])))
    if not parts:
        return 0, 0.0
    named = sum(
        bool(_PERSON.fullmatch(part) or _EASTERN.fullmatch(part) or (len(parts) > 1 and _INITIALS.fullmatch(part)))
        and common_share(words(part.lower())) < 1
        for part in parts
    )
    return len(parts), named / len(parts)


def are_people_with_places(text: str) -> bool:
    """Whether a text is names of people, each with where they work in parentheses.

    >>> are_people_with_places("Ann Lee (NITS), Bo Cho (KIT)"), are_people_with_places("Ann Lee (Oral)")
    (True, False)
    """
    count, share = people_share(text) if "(" in text and len(text) < _LONG else (0, 0.0)
    return share == 1 and count > 1


def are_people(text: str) -> bool:
    """Whether a text is names of people, and not a title in capitals.

    >>> are_people("Ann Lee, Bo Cho"), are_people("Boosting Models Through Context")
    (True, False)
    """
    return people_share(text)[1] == 1 and common_share(words(text.lower())) < MOST_COMMON


def are_names(text: str) -> bool:
    """Whether a chunk lists nothing but names, with what stands in parentheses and a year behind them.

    >>> are_names("Lee, A."), are_names("Ann Lee (KIT), Bo Cho 2025"), are_names("Show 3 more")
    (True, True, False)
    """
    listed = YEAR_BEHIND.sub("", ASIDE.sub("", text).strip(AROUND).lstrip("."))
    return bool(INVERTED.fullmatch(OTHERS.sub("", listed))) or people_share(listed)[1] == 1


def function_share(words: list[str]) -> float:
    """The share of words that carry grammar rather than meaning: high in sentences, low in titles and names."""
    return sum(word in _FUNCTION for word in words) / len(words) if words else 0.0


def common_share(words: list[str]) -> float:
    """The share of words that abstracts are written with: high in titles and headings, low in names."""
    common = _common()
    return sum(word in common or word.removesuffix("s") in common for word in words) / len(words) if words else 0.0


@cache
def _common() -> frozenset[str]:
    """Words of abstracts, in the singular; the training finds them."""
    return frozenset((files(__package__) / "common_words.txt").read_text(encoding="utf-8").split())


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_date(text: str) -> bool:
    """Whether a chunk is a date and little else."""
    return bool(re.search(r"\d", text)) and len(text) < 60 and dates.find(text.strip(" ()[].,;:")) is not None


def ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether a stop ends a sentence, rather than an abbreviation or an initial."""
    last = re.split(r"[^\w.]", text[max(0, mark.start() - 12) : mark.start()])[-1]
    return mark[0][0] != "." or not (last.lower() in _ABBREVIATIONS or _INITIAL.fullmatch(last))
