"""How references are set: names in one form, a title, and a mark of its medium, as citation styles have them.

The styles differ in signs, not in order, so that a reference's parts are known before anybody knows what they say.

| names | written |
| --- | --- |
| family name and initials | `Lee A, Cho BC, van Roy C.` |
| with a comma | `Lee, A., Cho, B. C., & van Roy, C.` |
| initials first | `A. Lee, B. C. Cho, and C. van Roy` |
| the first one inverted | `Lee, A., B. C. Cho, and C. van Roy.` |
"""

from __future__ import annotations

import re
from operator import itemgetter

from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.people import ANY_AND, PARTICLE

_LONGEST = 1000
"""Characters of names that are looked for."""
# the parts of a name: `van der`, `Lee-Cho`, `van der Lee-Cho`, `A.-B. C.`, `AB-C`, `Ad` of `Ann de`, `Ann M.`
_WORD = r"[^\W\d_a-z](?:[\w'’]|[-‐](?=\w)){1,24}"
_FAMILY = rf"{PARTICLE}{{0,3}}{_WORD}(?: {_WORD}){{0,2}}"
_DOTTED = r"(?:(?:[^\W\d_a-z]|Дж)\.(?:[-‐ ]{0,2}(?=[^\W\d_]{1,2}\.))?){1,5}(?:,? (?:Jr|Sr|II|III)\.?)?"
_BARE = r"[^\W\d_a-z](?:[^\W\d_a-z]{1,3}|(?: [^\W\d_a-z]){1,2})?(?:[-‐][^\W\d_a-z]){0,2}(?:v?d)?(?![\w-])"
_INITIALS = rf"(?:{_DOTTED}|{_BARE})"
# what stands between names
_MIDDLE = r"(?:\.{3}\s|…\s)?"
_SIGN = rf"(?:\s?[,;/]\s?(?:{ANY_AND}\s)?|\s{ANY_AND}\s){_MIDDLE}"
_OTHERS = rf"(?:[,;]?\s(?:\[?{vocabulary.any_of('others')}\.?\]?|e colab\.))?"
# the first name, what is between, and each other name
_FORMS = (
    (rf"{_FAMILY}, ?{_INITIALS}", _SIGN, rf"{_FAMILY}, ?{_INITIALS}"),
    (rf"{_FAMILY}, ?{_DOTTED}", _SIGN, rf"{_DOTTED} ?{_FAMILY}"),
    (rf"{_FAMILY} {_INITIALS}", _SIGN, rf"{_FAMILY} {_INITIALS}"),
    (rf"{_DOTTED} ?{_FAMILY}", _SIGN, rf"{_DOTTED} ?{_FAMILY}"),
)


def _compiled(form: tuple[str, str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of all names of a form, and of each."""
    first, sign, other = form
    whole = re.compile(rf"{first}(?:{sign}{other}){{0,80}}{_OTHERS}")
    return whole, re.compile(rf"(?:^|(?P<sign>{sign}))(?(sign){other}|{first})")


_INVERTED = re.compile(rf"{_FAMILY}, ?{_INITIALS}")
_COMPILED = tuple(map(_compiled, _FORMS))
_BEHIND = re.compile(
    r"\.?\s?[.,:]?[^\S\t]+(?=[^\W\d_]|(?:19|20)\d\d\b|[\"“„«‘'»])|[.,]*\s?(?=\((?:19|20)\d\d)"
    r"|\.?[,:.]?\s?(?=[\"“„«‘»])|\.?\s[–—-]\s"
)
"""What parts names from a year or a title."""
_REST_OF_NAME = re.compile(rf"{PARTICLE}{{0,3}}{_WORD}(?:{_SIGN}(?:{_WORD} |{_DOTTED} ?)[^\W\d_a-z]|\s?\()")
"""Behind a given name and an initial, before another name or an aside: `Ann C. Lee, Bo Cho`, `Ann C. Lee (KIT)`."""
_FEWEST = 2
"""Words of what follows names; one may be the rest of another name."""
MEDIUM = (
    r"\[(?:[A-Z]{1,2}(?:/OL)?|Internet|[Oo]nline|[Pp]reprint|PREPRINT|(?:Texte )?en ligne|en línea"
    r"|[Ээ]лектронный ресурс)\]"
)
"""`[C]`, `[J/OL]`, `[Internet]`, behind titles."""
BEFORE_MEDIUM = rf"(?<=\S)\s?(?={MEDIUM})"
"""Where a mark of a medium begins behind a title, `[C]//Proceedings`, `[Internet].`"""


def head_of_reference(text: str) -> int:
    """Where names with initials end that a reference begins with; 0 without names.

    >>> head_of_reference("Lee A, Cho BC, van Roy C. Slow Clocks."), head_of_reference("Vitamin D and Slow Clocks")
    (26, 0)
    """
    read = [(mark.end(), part) for whole, part in _COMPILED if (mark := whole.match(text[:_LONGEST]))]
    end, part = max(read, key=itemgetter(0), default=(0, _COMPILED[0][1]))
    behind = _BEHIND.match(text, end) if read else None
    if not behind or len(text[behind.end() :].split()) < _FEWEST:
        return 0
    # `Vitamin D and Slow Clocks`, `Zheng-Lee, Berlin` name nobody
    is_parted = behind[0].strip(" ,") or (text[end - 1] == "." and not _REST_OF_NAME.match(text, behind.end()))
    return behind.end() if is_parted or sum(1 for _ in part.finditer(text[:end])) > 1 else 0


def is_inverted_name(text: str) -> bool:
    """Whether a text is one name with a comma and initials, `Lee, A. B.`."""
    return bool(_INVERTED.fullmatch(text))
