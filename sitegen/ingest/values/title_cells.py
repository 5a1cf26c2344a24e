"""What stands in a title's cell besides the title: its first author, an arXiv id, the name of a site."""

from __future__ import annotations

import re

from sitegen.ingest.values import families

_TAB = re.compile(r"\[(\d{4}\.\d{4,5})(?:v\d+)?\]\s+|Paper page - ")
SITE = r"(?:OpenReview|arXiv(?:\.org)?|alphaXiv|ACL Anthology|Hugging Face|Semantic Scholar|Papers With Code)"
"""Whose pages have its name behind the title."""
_SITE = re.compile(rf"\s+[|·–—-]\s+{SITE}$|\s+#\d{{2,6}}$")
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
_ABOUT = re.compile(
    r"(?:(?:A|On|Some|The) )?(?:comments?|corrections?|critique|discussion|erratum|notes?|re-?examin\w+|rebuttal|reply"
    r"|replicat\w+|reproduc\w+|response|reviews?|revisit\w+)\b",
    re.I,
)
"""How titles begin that name the authors of other papers: `Comment on Slow Clocks by Lee et al.`"""


def without_tab(title: str) -> tuple[str, str]:
    """A title without what a browser's tab has around it, and the arXiv id in it.

    >>> without_tab("[2502.05795] The Curse of Depth"), without_tab("The Curse of Depth | OpenReview")
    (('The Curse of Depth', '2502.05795'), ('The Curse of Depth', ''))
    """
    match = _TAB.match(title)
    return _SITE.sub("", title[match.end() :] if match else title), (match[1] or "") if match else ""


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
