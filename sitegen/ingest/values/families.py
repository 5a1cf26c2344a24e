"""Family names as lists of people tell them: before initials, `Lee A.`, alone, `Lee, Cho`, or short as in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.text.names import SUFFIX

_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]*[^\W\d_A-Z]")
_TWO_FAMILIES = re.compile(rf"{_FAMILY.pattern}, {_FAMILY.pattern}")
_FEWEST, _MOSTLY = 3, 0.6
_EASTERN = "[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_EASTERN_NAME = re.compile(f"{_EASTERN}(?: ?{_EASTERN}){{1,7}}")
_LONG_FAMILIES = frozenset(
    re.findall("...", "佐々木長谷川五十嵐大久保久保田小野寺小笠原佐久間長谷部宇都宮日比野波多野")
)
"""Family names as long as whole names are elsewhere."""
_SHORT_FAMILIES = frozenset(
    "王李张張赵趙陈陳杨楊黄黃吴吳周徐孙孫朱马胡郭何罗羅郑鄭谢謝宋许許韩韓冯馮邓鄧曹彭曾萧蕭蔡潘袁董苏蘇吕呂魏蒋蔣"
)
"""Chinese family names of one sign that others of two do not begin with."""
_BEFORE_INITIALS = re.compile(rf"((?:[^\s,;.]{{2,}} )+)(?!{SUFFIX.pattern}$)((?:[^\W\d_a-z]\.[ -]?)+|[A-Z]{{1,2}})")


def before_initials(names: Sequence[str]) -> list[str]:
    """Names with a comma behind each family name that stands before initials, as Scopus and PubMed write them.

    Letters without full stops are initials only where all names of a list end so, `XI` being a family name as well.

    >>> before_initials(["van der Berg K.", "Cho B.-C.", "Ann Lee"]), before_initials(["Lee A", "Cho BC"])
    (['van der Berg, K.', 'Cho, B.-C.', 'Ann Lee'], ['Lee, A.', 'Cho, B. C.'])
    >>> before_initials(["Ann Lee M.D."]), before_initials(["Bo XI", "Ann Lee"]), before_initials(["Qwen AI"])
    (['Ann Lee M.D.'], ['Bo XI', 'Ann Lee'], ['Qwen AI'])
    """
    matches = list(map(_BEFORE_INITIALS.fullmatch, names))
    are_all = len(names) > 1 and all(matches)
    written = []
    for name, match in zip(names, matches, strict=True):
        family, initials = match.groups() if match else ("", "")
        is_sure = are_all or "." in initials
        spaced = initials if "." in initials else "".join(f" {letter}." for letter in initials)
        written.append(f"{family.strip()}, {spaced.strip()}" if is_sure else name)
    return written


def may_be_two(name: str) -> bool:
    """Whether a name may be two family names: `Lee, Cho` and `Lee, Ann`."""
    return bool(_TWO_FAMILIES.fullmatch(name))


def parted(listed: Sequence[list[str]]) -> list[list[str]]:
    """The names of each paper; those that may be two are, if several others have three families or more.

    >>> parted([["Lee, Cho"], ["Roy", "Sun", "Ito"], ["Fox", "Ode", "Orr"]])[0], parted([["Lee, Ann"], ["Plato"]])[0]
    (['Lee', 'Cho'], ['Lee, Ann'])
    """
    named = list(filter(None, listed))
    alone = [len(people) for people in named if all(map(_FAMILY.fullmatch, people))]
    paired = sum(all(map(may_be_two, people)) for people in named)
    several = sum(count >= _FEWEST for count in alone)
    if several < _FEWEST - 1 or 2 * several < paired or len(alone) + paired < _MOSTLY * len(named):
        return [*listed]
    return [
        [part for name in people for part in name.split(", ")] if all(map(may_be_two, people)) else people
        for people in listed
    ]


def are_eastern(line: str) -> bool:
    """Whether whole names in Chinese, Japanese or Korean letters stand between commas; a family name alone is short.

    >>> are_eastern("王晓明, 陈思"), are_eastern("王五, 赵六"), are_eastern("高橋 亮, 中村 由紀")
    (True, True, True)
    >>> are_eastern("欧阳, 小明"), are_eastern("王, 小明")
    (False, False)
    """
    parts = re.split(r",\s*", line)
    return all(map(_EASTERN_NAME.fullmatch, parts)) and any(
        (len(name) > 2 and name not in _LONG_FAMILIES) or (len(name) == 2 and name[0] in _SHORT_FAMILIES)
        for name in parts[::2]
    )
