"""The names of authors that a field lists, without what stands around them."""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.citations import head_of_reference, names_in_form
from sitegen.ingest.plaintext.people import CAPITALS, INVERTED, PLACE, YEAR_BEHIND, are_people
from sitegen.ingest.plaintext.words import field, people_share
from sitegen.ingest.record import others
from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.people import AND, AND_LAST, OTHERS, PARTICLE, is_someone
from sitegen.text.dates import month_number

_LEAD = re.compile(
    r"^\W*(?:(?:presented )?(?-i:[Bb]y|BY(?= [^\s,;]+ [^\s,;]))|(?:joint work )?with(?= \w+ \w+)|"
    r"(?-i:von(?! [^\s,;]+, [^\s,;]+[\s,]*$)|v\.(?= [^\W\d_a-z])|(?:van|av|af)(?= [^\W\d_a-z]\.)|par|por|di"
    r"|(?:Von|Par|Por)(?! \S+[,;]))"
    r"|authors?|author\(s\)|speakers?|autoren|"
    r"auteurs?|autores|авторы?)\s*[:：]?\s+(?=\S)|^\W*(?:作者|著者|저자)[:：丨]?\s*|^w/\s?"
    r"|^(?-i:de\s+(?=[^\W\d_a-z]\w+ [^\W\d_a-z][^,;]*(?:,| [yei]t? )))",
    re.I,
)
"""What stands before names; `de` before a given name and a family name, as it begins family names as well."""
_SEE = re.compile(
    r"^(?:(?:For|On) [^,;]{3,40}, )?(?:[Bb]ut )?(?:[Ss]ee (?:also |e\.g\.,? )|[Cc]f\. |Compare "
    r"|[Ss]ee (?=[^,;]+(?: et al|,$)|[^;]+ (?:and|&) [^,;]+$))(?=[^\W\d_a-z])"
)
"""What footnotes begin with: `See Ann Lee et al.`, `For an overview, see Ann Lee and Bo Cho`, but `See Kiong Ng`."""
WHEN = re.compile(
    r",?\s+(?:am|el|em|il|le|on)\s+(?=[\w ./:-]{4,45}$)[^,;]*\d[^,;]*$"
    r"|\s+(?:(?:um|at|à|às|a las|alle|om|kl\.?)\s+\d{1,2}[:.h]\d\d\b|in\s+#\w).*$"
)
"""`by Ann Lee on 13 Mar 2025`, `par Ann Lee, le jeudi 13 mars`, `von Ann Lee um 09:37`, `by Ann Lee in #clocks`."""
_MARKS = re.compile(
    r"[*†‡§¶#○◯◎∗⋆¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰ]+"
    r"|(?<=[^\W\d_])(?:\d+(?:,\d+)*(?! Team\b)(?=[,;.\s]|$)|(?:\s\d{1,2}|\s0\d{3})+(?=\s?[,;:.]|$))"
    r"|\bet al\.?(?=,)|(?<=[^\W\d_])\s?\$\s?(?:\{\})?\^[^$\s]{1,24}\$"
    r"|(?<=\S)\s*(?:\([^()]*(?:\([^()]*\)[^()]*)?\)|（[^（）]*）|\[[^\[\]]*\])|(?<=[\w)])\s*\([^()]*$|\[\[|^\(|\)$|\]\]|[\"“”]"
)
_EMPLOYER = re.compile(r"\s[—–]\s(?!.*\s[—–]\s).*")
"""Where they all work, `Ann Lee, Bo Cho — Example University, City`."""
_FROM = re.compile(r"(^|[,;]\s*)from ([^\W\d_a-z][^,;]*)")
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,9})\.? (?:19|20)\d\d\b[,;.\s]*")
"""When something came out, and where nameless authors work: `Feb 2021, from Example Labs & Sons`."""
_DASH, _PLUS = re.compile(r"\s[—–]\s"), re.compile(r"(?<=[^\W\d_])\+(?=[^\W\d_])")
"""`Ann Lee — Bo Cho — Cy Roy`, `Lee+Cho`"""
_BRACES = re.compile(r"\{([^{}\\]{2,60})\}")
"""`{Ann Lee}, {Bo Cho}`, as edbrowse shows links."""
_HONORIFIC = re.compile(rf"(?<![^\s,;&(])(?:{vocabulary.any_of('honorific')}\s?)+(?=[^\W\d_a-z])")
_DEGREES = re.compile(
    rf"([^\W\d_a-z][^\s,;]{{0,30}} [^,;]{{0,60}}[^\s,;])(?:,\s?{vocabulary.any_of('degree')}\.?)+"
    r"(?=\s*(?:[,;]|$|and\b))"
)
"""`Ann Lee, MD, PhD`; behind a family name alone stand initials, `Lee, MD`."""
_CAPITAL_AND = re.compile(r"(?<=[\s.,])AND(?=\s)")
"""`ANN LEE AND BO CHO`"""
_FAMILY_FIRST = re.compile(r"[^\W\d_a-z][\w'’-]+ (?:[^\W\d_a-z]\.){1,3}[ ,]")
_MISSING_COMMA = re.compile(r"(?<=[^\W\d_a-z]\.) (?=[^\W\d_a-z][\w'’-]{2,30} (?:[^\W\d_a-z]\. ?){1,3}(?:,|$))")
"""`Lee A. Cho B.C., Roy D.`"""
_AND = re.compile(rf"\s*(?:,|;|，|、)?\s+(?:(?:&|{AND})\s+|(?:{AND_LAST})\s+(?=[^,;]*$))|\s*&\s*")
_SLASHED = re.compile(r"^(?:[^\W\d_a-z](?:[^\W\d_]|[-'’])*[^\W\d_A-Z](?:/(?!$)|$|(?= et al))){2,9}")
"""`Lee/Cho/Roy`"""
_TWO_FAMILIES = re.compile(r"([^\W\d_][\w'’-]+) (?:&|and|und|et|y|e|и) ([^\W\d_][\w'’-]+)")
"""`Lee and Cho`, as citations name two authors."""
_TWO_ASIDE = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)")
"""`Lee, Cho`: two of them in brackets behind a title, where nobody writes one name the other way round."""
_LAST_INITIAL = re.compile(r"(?:^|[\s.,-])[^\W\d_a-z]\.[\s,;()]*$")
_JOURNAL_BEHIND = re.compile(r"(?<=\w),\s+J\.\s+[A-Z][a-z]{2,7}\.$")
"""`Ann Lee and Bo Cho, J. Clocks.`: behind the last one stands no other name."""
_CITED_BEHIND = re.compile(
    r"[,;]\s+(?=[^\W\d_a-z])[^,;]{1,60}?\s"
    r"\d{1,4}(?:\s?\(\d{1,4}\))?, (?:pp?|S)\.\s?\d.*$"
)
"""`Ann Lee, Clock Letters 12 (2024), S. 1–44`, `Ann Lee, NVwZ 2024, S. 305`, `Ann Lee, Clocks 12, S. 1`."""
_VOLUME_BEHIND = re.compile(
    r"(\s(?:and|und|et|&)\s[^,;\d]{1,60}),\s+(?=[^\W\d_a-z])[^\d,;]{1,60}\s(?!(?:19|20)\d\d)\d{2,4}(?:\(\d{1,4}\))?,?$"
)
"""`Ann Lee and Bo Cho, Clock Letters 12(3)`: behind the last one stands no other name."""
_DOTS = re.compile(r"\s*[|·•∙⋅]\s*|(?:(?<=\w)|[,;]\s)\s?(?:…|\.\.\.)\s?(?=\w)|\s\+\s(?=[^\W\d_a-z])")
_DOTS_BETWEEN = re.compile(_DOTS.pattern.replace("·", "") + r"|(?<![\u3400-\u9fff]{3})·(?![\u3400-\u9fff]{3})")
"""But none that stands in a name which is written as it sounds, with more signs than Chinese names: `史密斯·安娜`."""
_MORE_AUTHORS = re.compile(
    r",?\s*(?:\s?\+ ?\d+)+(?: (?:more )?authors?+(?=\s+\S|(?-i:[^\W\d_a-z]))|$)|\s+e\.\s?a\.?$"
    r"|(?<!\s)\s+(?:are the|sind die|sont les|son los|sono gli|são os) aut\w+$",
    re.I,
)
"""`Ann Lee, Bo Cho, +3 authors Cy Roy` names the last one, too, as `+3 authorsCy Roy` does; `Ann Lee, Bo Cho +3` and
`Ann Lee e.a.` do not.
"""
_MANY = (
    r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|some"
    r"|(?:a|another) (?:couple|dozen|few|handful)(?: of)?)"
)
OTHERS_TOLD = re.compile(
    rf",? (?:and|&|plus) (?:{_MANY} (?:more|others?|other (?:co-?)?authors)|others|colleagues)"
    r"(?:,? (?:(?:at|by|from|in|of|that|which|who|with)\b|and (?=[a-z]))(?:(?!;\s[^\W\d_a-z])(?s:.))*|\W*$)"
)
"""In words, with what is said behind them up to more people: `and a dozen others at, it seems, Ulm; Cy Roy`."""
_NUMBER = r"(?:\d{1,4}|[a-zß-ÿ]{2,9})"
_COUNTED = re.compile(
    rf"(?<!\s)[,;]?\s+(?:et|und|en|e|y|och|og) (?:{_NUMBER} (?:autres|weitere|anderen?|otros|outros|altri|andra|andre)"
    rf"|(?:mais|más|altri|otros|outros) {_NUMBER})(?: [^\W\d_]{{5,10}})?\W*$"
    r"|(?<!\s)\s*(?:ほか|他|外)\s?\d{1,4}\s?[人名位]\W*$"
)
"""The same in other languages, a number in words or behind the word: ` et huit autres`, ` e mais 5`, `ほか10名`."""
_SHOUTED = re.compile("[A-Z]{3}")
"""A family name in capitals: `LEE Ann`."""
_TEAM = re.compile(r"\b(?:Collaboration|Team|Consortium)\b")
"""Those who write as one."""
_EMPLOYED = re.compile(rf"\b{vocabulary.any_of('employer')}\b", re.I)
"""`Example Group`, `Google`."""
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EASTERN_NAME = re.compile("[\u3400-\u9fff]{2,3}")
_GIVEN = re.compile(r"\S+(?: [^\W\d_a-z]\.)*")
_INITIAL_LETTERS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")
"""`A. B.`, `AB`"""
_PARTICLES = re.compile(rf"^(?:(?![^\W\d_a-z]){PARTICLE})+")
_PROPOSED = rf"{vocabulary.any_of('proposed')}\b"
PROPOSED, _PROPOSED_BEHIND = re.compile(rf"\W*{_PROPOSED}", re.I), re.compile(rf"[;,]\s?{_PROPOSED}.*$", re.I)
_ALONE, _MOST_PAIRED = re.compile(r"[^\W\d_a-z](?=[^\W\d_]*[a-z])[\w'’-]+[a-z]"), 3
"""A name of one word, and so many are at most a family name before each given name if no word joins them."""
_LAST_ALONE = re.compile(r", [^\s,]+ (?:and|et|und|y|e|i|&) [^\s,]+$")
_DATED = re.compile(r"\b(?:19|20)\d\d$")
"""`Ann Lee, Clock Letters 2024, 12`"""
_NAME = re.compile(r"(?![\w.-]+/[\w.-]+$|.*\d[:(]\d|[^\W\d_]+\.? (?:19|20)\d\d$)[^\W\d_][^,;|]{0,60}")
"""None is `owner/repository`, `Example Letters 118:785`, or `Feb 2021`."""


def names(text: str) -> list[str]:
    """The names that a field lists, in order, each as it is written.

    >>> names("by Ann Lee, Bo Cho and Cy Roy et al."), names("Lee, A., Cho, B., & Roy, C.")
    (['Ann Lee', 'Bo Cho', 'Cy Roy'], ['Lee, A.', 'Cho, B.', 'Roy, C.'])
    """
    if PROPOSED.match(text):
        # who proposes a paper is none of its authors
        return []
    text = _without_sources(OTHERS_TOLD.sub(lambda told: " et al." * (told.end() == len(told.string)), text))
    # nor does who writes `Lee, Cho etc`
    is_aside = (text.startswith("(") and "et al" not in text) or text.endswith((" etc", " etc.", " & co"))
    # `Ann Lee, Bo Cho (Example University); Cy Roy, Ed Sun (Example Labs)`
    has_places = ");" in text
    text = _without_marks(text)
    if not (has_places or PLACE.search(text) or _EMPLOYED.search(text)) and (alike := names_in_form(text)):
        return alike
    text = _without_places(_with_commas(text), has_places=has_places)
    if two := _TWO_FAMILIES.fullmatch(text) or (_TWO_ASIDE.fullmatch(text) if is_aside else None):
        return [two[1], two[2]]
    return [
        name
        for at, part in enumerate(_parts(text))
        if (name := part.strip(" ,;:[]"))
        and not (at and _DATED.search(name))
        and _NAME.fullmatch(name.replace(",", ""))
        and is_someone(name)
        and not field(name)
    ]


def leaves_out(text: str) -> bool:
    """Whether a field says that there are more authors than it names.

    >>> leaves_out("Lee et al., 2024"), leaves_out("Ann Lee et al. — Example Labs"), leaves_out("Ann Lee")
    (True, True, False)
    """
    told = _EMPLOYER.sub("", YEAR_BEHIND.sub("", WHEN.sub("", text.strip("_/: "))))
    return bool(OTHERS_TOLD.search(text) or _COUNTED.search(told) or others(told))


def _without_sources(text: str) -> str:
    """Names without where and when their paper came out, who says so, and their titles."""
    text = _SEE.sub("", text.replace("；", "; "))
    text = _CITED_BEHIND.sub("", _PROPOSED_BEHIND.sub("", _BRACES.sub(r"\1", text)))
    text = _FROM.sub(
        lambda place: "" if place[1] or not are_people(place[2]) else place[2], _VOLUME_BEHIND.sub(r"\1", text)
    )
    if (dated := _MONTH_BEFORE.match(text)) and month_number(dated[1]):
        text = text[dated.end() :]
    text = _CAPITAL_AND.sub("and", _without_degrees(_HONORIFIC.sub("", text)))
    return _JOURNAL_BEHIND.sub("", text) if " and " in text else text


def _without_marks(text: str) -> str:
    """Names without words before them, days and numbers behind them, and signs around them."""
    text = text.strip("_/ ")
    text = YEAR_BEHIND.sub("", WHEN.sub("", _MORE_AUTHORS.sub(",", _COUNTED.sub("", " ".join(text.split())))))
    bare = OTHERS.sub("", text).strip()
    # `From Lee and colleagues`, but `From Meta` may be no author
    text = _MARKS.sub("", _LEAD.sub("", bare.removeprefix("From ") if bare != text else bare))
    dashed = _DASH.split(text)
    # a single one may have a place behind it, `Ann Lee — New York`
    are_parted = len(dashed) > 2 and all(people_share(part) == (1, 1.0) for part in dashed)
    text = ", ".join(dashed) if are_parted else _EMPLOYER.sub("", text)
    # a journal stands behind `Lee, Ann -- Clock J. -- 2019`, and more people behind `Ann Lee -- Bo Cho`
    text = before if INVERTED.fullmatch(before := text.partition(" -- ")[0]) else text
    dot = "." if _LAST_INITIAL.search(text) else ""
    text = re.sub(r"^[^\w]+", "", OTHERS.sub("", text.strip(" .。,;:-–—()") + dot).strip(" ,;:-–—()"))
    return _without_journal(_MISSING_COMMA.sub(", ", text)) if _FAMILY_FIRST.match(text) else text


def _with_commas(text: str) -> str:
    """Names with commas in the place of dots."""
    # a dot is a part of names of other languages, `李四; 史密斯·安娜`, where another sign parts names
    is_parted = "·" in text and any(map(_EASTERN_NAME.fullmatch, map(str.strip, re.split("[;,、，]", text))))
    return (_DOTS_BETWEEN if is_parted else _DOTS).sub(", ", text)


def _without_places(text: str, *, has_places: bool) -> str:
    """Names without where these people work, and with room around the slashes between family names.

    Args:
        has_places: some stood in parentheses.
    """
    groups = [[part.strip() for part in group.split(",") if part.strip()[:1].isalpha()] for group in text.split(";")]
    are_placed = _are_placed(groups)
    listed = [name for group in groups for name in (group[:-1] if are_placed and _is_place(group) else group)]
    if are_placed or (any(len(group) > 2 - has_places for group in groups) and all(" " in name for name in listed)):
        # `Ann Lee, Bo Cho, Example University; Cy Roy, Example Labs`, and names with pages behind them
        text = ", ".join(listed)
    text = PLACE.sub("", text).strip(" ,;") or text
    return _PLUS.sub(" / ", _SLASHED.sub(lambda listed: listed[0].replace("/", " / "), text))


def _parts(text: str) -> list[str]:
    """Names apart, with what stands between them in some."""
    # where a line ends with the sign, a comma joins it to the next
    text = text.replace(" /, ", " / ")
    if sign := next((sign for sign in (";", " / ", "\t") if sign in text), ""):
        return [part for whole in text.split(sign) for part in _AND.split(whole)]
    parts = [part.strip() for part in re.split(r"[,，、]", _AND.sub(", ", text)) if part.strip()]
    # `Lee, Cho, Roy and Sun`, of which each is a family name
    are_alone = len(parts) > _MOST_PAIRED and all(map(_ALONE.fullmatch, parts)) and not _AND.search(text)
    return parts if are_alone or _LAST_ALONE.search(text) else _joined(parts)


def _are_placed(groups: list[list[str]]) -> bool:
    """Whether most groups end with where its people work: `Ann Lee and Bo Cho, KU Leuven; Cy Roy, Example Labs`."""
    are_several = len(groups) > 1 or any(_AND.search(f" {name}") for name in groups[0][:-1])
    has_names = are_several and all(group and " " in group[0] for group in groups)
    return has_names and 2 * sum(map(_is_place, groups)) >= len(groups)


def _is_place(group: list[str]) -> bool:
    """Whether what stands last of a group is no name, and no group of people that writes as one."""
    *named, last = group
    has_capitals = bool(CAPITALS.search(last)) and not any(map(_SHOUTED.search, named))
    is_called = (" " in last or last.isupper()) and (has_capitals or bool(PLACE.search(last)))
    return bool(named) and ((is_called and not _TEAM.search(last)) or bool(_EMPLOYED.search(last)))


def _without_degrees(text: str) -> str:
    """Names without degrees, which are initials where other names have these: `Lee, A.; Garcia Lopez, MD`."""
    bare = _DEGREES.sub(r"\1", text)
    listed = names_in_form(text) if bare != text else []
    return text if any("," in name and _DEGREES.sub(r"\1", name) == name for name in listed) else bare


def _without_journal(text: str) -> str:
    """Family names with initials, without what stands right behind them: `Lee A.B., Roy C. Example Letters`."""
    end = max(head_of_reference(text)[:1], default=0)
    listed = text[:end].rstrip()
    return listed if text[:end].endswith(". ") and names_in_form(listed) else text


def _joined(parts: list[str]) -> list[str]:
    """Names of which the family name stands first, put together again."""
    single = [" " not in _PARTICLES.sub("", part) and not _EASTERN.search(part) for part in parts]
    if len(parts) % 2 == 0 and all(single[::2]) and len(parts) > 1:
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > 2 and single[0] and _GIVEN.fullmatch(parts[1]) and not any(single[2:]):
        # only the first author is inverted
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    whole: list[str] = []
    for part in parts:
        if whole and part[0].isupper() and _INITIAL_LETTERS.fullmatch(part) and " " not in whole[-1]:
            whole[-1] += f", {part}"
        else:
            whole.append(part)
    return whole
