"""Family names as lists of people tell them: before initials, `Lee A.`, alone, `Lee, Cho`, or short as in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.text.names import SUFFIX

_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]*[^\W\d_A-Z]")
_TWO_FAMILIES = re.compile(rf"{_FAMILY.pattern}, {_FAMILY.pattern}")
"""`Lee, Cho`, as `Lee, Ann` is written too."""
_FEWEST, _MOSTLY, _FEWEST_NAMES = 3, 0.6, 2
EASTERN = "[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_EASTERN_NAME = re.compile(f"{EASTERN}(?: ?{EASTERN}){{1,7}}")
_LONG_FAMILIES = frozenset(
    re.findall("...", "佐々木長谷川五十嵐大久保久保田小野寺小笠原佐久間長谷部宇都宮日比野波多野")
)
"""Family names as long as whole names are elsewhere."""
_SHORT_FAMILIES = frozenset(
    "王李张張赵趙陈陳杨楊黄黃吴吳周徐孙孫朱马胡郭何罗羅郑鄭谢謝宋许許韩韓冯馮邓鄧曹彭曾萧蕭蔡潘袁董苏蘇吕呂魏蒋蔣"
)
"""Chinese family names of one sign."""
_BEFORE_INITIALS = re.compile(
    rf"((?:[^\W_A-Z]\S* )*[^\W\d_a-z][^\s,;.]*[^\W\d_A-Z]) (?!{SUFFIX.pattern}$)((?:[^\W\d_a-z]\.[ -]?){{1,4}})"
)
"""One family name, with particles."""


def before_initials(names: Sequence[str]) -> list[str]:
    """Names with a comma behind each family name before initials, where a list has no others, as Scopus writes them.

    Alone `Ann L.` may as well hide her family name, and `Heaps B.V.` is a company.

    >>> before_initials(["van der Berg K.", "Cho B.-C."]), before_initials(["Cho B.", "Ann Lee"])
    (['van der Berg, K.', 'Cho, B.-C.'], ['Cho B.', 'Ann Lee'])
    >>> before_initials(["Ann Lee M.D.", "Bo Cho R.N."]), before_initials(["Heaps B.V."])
    (['Ann Lee M.D.', 'Bo Cho R.N.'], ['Heaps B.V.'])
    """
    matches = list(map(_BEFORE_INITIALS.fullmatch, names))
    if len(names) < _FEWEST_NAMES or not all(matches):
        return list(names)
    return [f"{match[1]}, {match[2].strip()}" for match in matches if match]


def parted(listed: Sequence[list[str]]) -> list[list[str]]:
    """The names of each paper; those that may be two are, if several others have three families or more.

    >>> parted([["Lee, Cho"], ["Roy", "Sun", "Ito"], ["Fox", "Ode", "Orr"]])[0], parted([["Lee, Ann"], ["Plato"]])[0]
    (['Lee', 'Cho'], ['Lee, Ann'])
    """
    named = list(filter(None, listed))
    alone = [len(people) for people in named if all(map(_FAMILY.fullmatch, people))]
    paired = sum(all(map(_TWO_FAMILIES.fullmatch, people)) for people in named)
    several = sum(count >= _FEWEST for count in alone)
    if several < _FEWEST - 1 or 2 * several < paired or len(alone) + paired < _MOSTLY * len(named):
        return [*listed]
    return [
        [part for name in people for part in name.split(", ")] if all(map(_TWO_FAMILIES.fullmatch, people)) else people
        for people in listed
    ]


def are_eastern(line: str) -> bool:
    """Whether whole names in Chinese, Japanese or Korean letters stand between commas; a family name alone is short.

    >>> are_eastern("王晓明, 陈思"), are_eastern("王五, 赵六"), are_eastern("高橋 亮, 中村 由紀")
    (True, True, True)
    >>> are_eastern("欧阳, 小明"), are_eastern("王, 小明"), are_eastern("張本, 智和")
    (False, False, False)
    """
    parts = re.split(r",\s*", line)
    are_short = all(len(name) == 2 and name[0] in _SHORT_FAMILIES for name in parts)
    are_long = any(len(name) > 2 and name not in _LONG_FAMILIES for name in parts[::2])
    return all(map(_EASTERN_NAME.fullmatch, parts)) and (are_short or are_long)
