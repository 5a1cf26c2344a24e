"""What stands in a title's cell besides the title: its first author, an arXiv id, the name of a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import ne

from sitegen.ingest.read.drawn import goes_on
from sitegen.ingest.values import families, identifiers, people

_TAB = re.compile(r"\[(\d{4}\.\d{4,5})(?:v\d+)?\]\s+|Paper page - ")
SITE = r"(?:OpenReview|arXiv(?:\.org)?|alphaXiv|ACL Anthology|Hugging Face|Semantic Scholar|Papers With Code)"
"""Whose pages have its name behind the title."""
_SITE = re.compile(rf"\s+[|·–—-]\s+{SITE}$|\s+#\d{{2,6}}$")
_WHERE = re.compile(
    r"(?<![\s,;.])[\s,;.]*[(\[]?\b(?:(?:arxiv|doi):\s?[^\s,;()\[\]]+|arxiv \d{4}\.\d{4,5}(?:v\d{1,2})?)[)\]]?\.?"
    r"(?:\s*\[[^\W\d_]{2,12}\])*$",
    re.I,
)
"""The identifier behind a title, with words that are links: `arXiv:2502.05795 [pdf]`, `arXiv 2502.05795`."""
_FAMILY = r"(?:[^\W\d_a-z]\.[ -]?){0,3}[^\W\d_a-z][\w'’-]+"
_YEAR = r"[(\[]?(?P<year>(?:19|20)\d\d)[)\]]?"
_FIRST = rf"(?P<names>{_FAMILY}(?:(?:, | and | & ){_FAMILY}){{0,3}}),? (?:et\.? al\b|u\. ?a\b)\.?"
_WITH_FIRST = (
    re.compile(
        rf"{_FIRST},?(?: ?{_YEAR})?(?:[,:;]+(?: [–—-])?|(?<=[\d)\]])| [–—-]|(?= [\"“„]| (?:\S+ ){{2}}\S)) +"
        r"(?P<quote>[\"“„](?=[^\"“”„]+[\"“”]$))?(?P<title>(?=.*[^\W\d_]{2})\S.*?)(?(quote)[\"“”])"
    ),
    re.compile(rf"(?P<title>(?:[^()]|\([^()]*\))*)(?<=\S) *(?:[(\[]|[–—-] |(?P<by>by )){_FIRST},?(?: ?{_YEAR})?[)\]]?"),
    re.compile(rf"(?P<title>[^,]*(?:, [^,]*)*)(?P<by>, ){_FIRST},? ?{_YEAR}"),
)
_SET_OFF = re.compile(r"([*_])(?=\S)([^*\n]+)\1[,.:]\s+(?:by )?(?=[^\W\d_a-z])")
"""A title in italics before names."""
_OTHER_SCRIPT = re.compile("[\u0400-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_BEFORE_TRANSLATION = " \t\n/|(（[【–—-:："
_LATIN_WORDS = re.compile("[A-Za-z]{2} [A-Za-z]{2}")
_FEWEST_WORDS, _FEWEST_SIGNS = 3, 4
"""Of a title, and of its translation."""
_FEWEST, _MOST = 3, 0.6
_GOES_ON = re.compile(r"([,;&]|\band)\s*\n")
"""Where names go on in the next line."""
_NAME = re.compile(r"(?!.*[A-Z]{2})[^\W\d_a-z][\w'’-]*\.?(?: [^\W\d_a-z][\w'’-]*\.?){1,2}")
_ALONE = re.compile(r"[^\W\d_a-z][\w'’-]+")
_PERSON = re.compile(r"[^,]+, [^\W\d_a-z]\S*(?: \S+){0,3}|[^\W\d_a-z]\S*(?: \S+){1,4}")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_ABOUT = re.compile(
    r"(?:(?:A|On|Some|The) )?(?:addend\w+|answers?|comments?|correct(?:ions?|ed)|corrigend\w+"
    r"|critique|discussion|errat(?:um|a)|notes?|re-?examin\w+|rebuttal|reply"
    r"|retract\w+|replicat\w+|reproduc\w+|response|reviews?|revisit\w+)\b",
    re.I,
)
"""How titles begin that name other papers: `Comment on Slow Clocks by Lee et al.`, `Reply to arXiv:2502.05795`"""


def without_tab(title: str) -> tuple[str, str]:
    """A title without what a browser's tab has around it, and the arXiv id in it.

    >>> without_tab("[2502.05795] The Curse of Depth"), without_tab("The Curse of Depth | OpenReview")
    (('The Curse of Depth', '2502.05795'), ('The Curse of Depth', ''))
    """
    match = _TAB.match(title)
    return _SITE.sub("", title[match.end() :] if match else title), (match[1] or "") if match else ""


def without_identifier(title: str) -> tuple[str, dict[str, str]]:
    """A title without the identifier that ends its cell, and that by the field it is of; a line end is left above one.

    >>> without_identifier("Slow Clocks arXiv:2502.05795 [pdf]"), without_identifier("Slow Clocks")
    (('Slow Clocks', {'arxiv': '2502.05795'}), ('Slow Clocks', {}))
    """
    mark = _WHERE.search(title)
    named = {"arxiv": identifiers.find_arxiv(mark[0]), "doi": identifiers.find_doi(mark[0])} if mark else {}
    found = {field: name for field, name in named.items() if name}
    if not (mark and found):
        return title, {}
    bare, is_below = title[: mark.start()], "\n" in mark[0]
    is_object = goes_on(bare) or (not is_below and bool(_ABOUT.match(bare)))
    return (title, {}) if is_object else (bare + "\n" * (is_below or bool(_SET_OFF.match(bare))), found)


def is_person(text: str) -> bool:
    """Whether a text may be the name of one person."""
    return bool(_PERSON.fullmatch(text))


def without_translations(titles: Sequence[str]) -> list[str]:
    """The titles of a list without their translations, where most have one."""
    bare = list(map(_without_translation, titles))
    return bare if sum(map(ne, bare, titles)) >= max(_FEWEST, _MOST * len(titles)) else list(titles)


def _without_translation(title: str) -> str:
    """A title in Latin letters without its translation into another script behind it.

    One may end with words of another script itself, `A Grammar of 現代日本語`, or quote them.

    >>> _without_translation("Slow Clocks of the World / 世界上的慢钟"), _without_translation("A Grammar of 現代日本語")
    ('Slow Clocks of the World', 'A Grammar of 現代日本語')
    >>> _without_translation("ClockNet: Slow Clocks ClockNet：缓慢的时钟")
    'ClockNet: Slow Clocks'
    """
    first = _OTHER_SCRIPT.search(title)
    if not first or len(_OTHER_SCRIPT.findall(title)) < _FEWEST_SIGNS:
        return title
    behind = title[first.start() :].rstrip(' ?!？！。.)）]】」》”»"')
    # the name of a system stands in both
    bare = title[: first.start()].rstrip(_BEFORE_TRANSLATION)
    name = bare.partition(":")[0]
    is_again = bare != name and bare.endswith(name) and title[first.start() - 1] in ":： "
    bare = bare.removesuffix(name).rstrip(_BEFORE_TRANSLATION) if is_again else bare
    is_parted = len(bare) < first.start() and not (goes_on(bare) or _LATIN_WORDS.search(behind))
    is_whole = len(bare.split()) >= _FEWEST_WORDS and bool(_OTHER_SCRIPT.match(behind[-1:]))
    return bare if is_parted and is_whole else title


def are_several(text: str) -> bool:
    """Whether a text names two people or more, or the first of more, `Lee+`."""
    names = [name for name, _ in people.several(text)]
    first = people.OTHERS.sub("", text).rstrip("….") if not text.endswith("++") else text
    is_first = first != text.rstrip("….") and bool(_ALONE.fullmatch(first) or _PERSON.fullmatch(first))
    return is_first or (len(names) > 1 and all(map(_PERSON.fullmatch, names)))


def are_below(title: str) -> bool:
    """Whether several people stand below an empty line in a title's cell."""
    _, gap, below = title.partition("\n\n")
    return bool(gap) and are_several(" ".join(below.split()))


def with_names(cell: str, *, may_be_one: bool = False) -> dict[str, str]:
    """A title, the names behind its stop or in lines below it, and where it came out, by field; none without names.

    One name alone is one above an identifier, where a line end is left, or below an empty line, where there may be one.
    None stand behind `Slow Clocks for`.

    >>> with_names("Slow Clocks\\nAnn Lee, Bo Cho\\nClock Letters 2024")
    {'title': 'Slow Clocks', 'authors': 'Ann Lee, Bo Cho', 'venue': 'Clock Letters 2024'}
    """
    if set_off := _SET_OFF.match(cell):
        cell = f"{set_off[2]}\n{cell[set_off.end() :]}"
    first, _, rest = cell.strip().rstrip(".").partition("\n")
    lines = [first, *filter(None, _GOES_ON.sub(r"\1 ", rest).split("\n"))]
    is_below = cell.endswith("\n") or (may_be_one and rest.startswith("\n"))
    is_one = is_below and len(lines) == 2 and bool(_NAME.fullmatch(lines[1]))
    named = [is_one or are_several(line) for line in lines]
    at = next((at for at in range(1, len(lines)) if named[at] and not goes_on(lines[at - 1])), 0)
    end = next((end for end in range(at, len(lines)) if not named[end]), len(lines))
    below = " ".join(lines[end:])
    if at and not below[:1].islower():
        where = {"venue": below} if _DATED.search(below) else {}
        return {"title": "\n".join(lines[:at]), "authors": ", ".join(lines[at:end]), **where}
    title, stop, names = cell.strip().rstrip(".").rpartition(". ")
    return {"title": title, "authors": names} if stop and are_several(names) else {}


def with_first_author(cell: str) -> tuple[str, str, str] | None:
    """A title, the first of its authors and its year, where all of them stand in its cell.

    >>> with_first_author("Lee et al. (2024): Slow Clocks"), with_first_author("Slow Clocks (Lee, Cho et al)")
    (('Slow Clocks', 'Lee et al.', '2024'), ('Slow Clocks', 'Lee; Cho et al.', ''))
    >>> with_first_author('Lee u.a. "Slow Clocks"'), with_first_author("Slow Clocks, Small Maps")
    (('Slow Clocks', 'Lee et al.', ''), None)
    """
    match = next(filter(None, (form.fullmatch(cell) for form in _WITH_FIRST)), None)
    if not match or (match.groupdict().get("by") and _ABOUT.match(cell)):
        return None
    names = match["names"].replace(", ", "; ") if families.may_be_two(match["names"]) else match["names"]
    return match["title"], f"{names} et al.", match["year"] or ""
