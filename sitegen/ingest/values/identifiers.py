"""Identifiers of papers: arXiv ids, DOIs, OpenReview's forums, arXiv's categories.

A field that holds nothing but an identifier may spell it in many ways (`arxiv`, `doi`); an address or a running text
names one only where something around it says so (`find_arxiv`, `find_doi`). One paper has one identifier, so old ids
lose their subject class: `math.GT/0309136` is `math/0309136`.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from sitegen.model import Facts
from sitegen.text import addresses

_ARXIV = (
    r"(?P<id>\d{4}\.\d{4,5}|(?P<archive>[a-z-]{2,12})(?:\.[A-Za-z-]{2,8})?/(?P<number>\d{7}))"
    r"(?:v(?P<version>\d{1,3}))?"
)
_ARXIV_FIELD = re.compile(
    r"(?:oai:)?(?:arxiv(?:\.org)?[:/]|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|e-print)/"
    rf"|10\.48550/arxiv\.)?\s*{_ARXIV}(?:\.pdf)?",
    re.IGNORECASE,
)
_ARXIV_IN_TEXT = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|e-print)/|alphaxiv\.org/(?:abs|overview)/|(?:huggingface|hf)\.co/papers/|"
    r"/(?=\d\d[01]\d\.\d{5}v\d{1,2}\.pdf)|\barxiv(?::\s?|\s(?=\d{4}\.\d{4}))|(?:\bcorr,?\s+|^)abs/|^/papers/|"
    rf"10\.48550/arxiv\.){_ARXIV}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d{3,4})\.(\d{3,5})")
_DOI = r"10\.\d{4,9}/"
# old ones hold all kinds of brackets, which only a field that is nothing but a DOI can tell from its surroundings
_DOI_FIELD = re.compile(rf"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*({_DOI}[^\s\"{{}}|\\^]+)", re.IGNORECASE)
_DOI_IN_FIELD = re.compile(rf"({_DOI}[^\s,;<>\"{{}}|\\^]+)")
_DOI_IN_TEXT = re.compile(
    r"(?:doi\.org/|\bdoi:\s?|/doi/(?:(?:abs|e?pdf|full)/)?"
    rf"|/(?:articles?|chapter|abstract|content(?:/pdf)?|pdf)/|/article\?id=)({_DOI}[^\s<>\"{{}}|\\^]+)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:(?<=\d)v\d{1,2}(?:\.[a-z-]{4,30})?)?"
    r"(?:\.(?:full|abstract)(?:-text)?(?:\.pdf)?(?:\+html)?|\.pdf(?:\+html)?|/(?:full|meta|pdf|fulltext\.html))?$"
)
"""What ends an address at a publisher behind the DOI: a version, and how the paper is shown."""
_OPENREVIEW = re.compile(r"openreview\.net/(?:forum|pdf|attachment)\?(?:[^\s#]*&)?id=([\w-]{6,16})")
_ANTHOLOGY = re.compile(r"https?://(?:www\.)?aclanthology\.org/(\d{4}\.[\w-]+-\w+\.\d+|[A-Z]\d\d-\d{4})\b")
_CATEGORY = re.compile(r"[a-z][a-z-]{1,11}(?:\.[A-Za-z][A-Za-z-]{1,19})?")
"""`cs.CL`, `hep-ph`, `physics.soc-ph`."""
_IN_PARENTHESES = re.compile(rf"\(({_CATEGORY.pattern})\)")


def arxiv(text: str) -> tuple[str, str]:
    """The arXiv id and the version in a field that holds nothing else.

    >>> arxiv("http://arxiv.org/abs/math.GT/0309136v2"), arxiv("1234")
    (('math/0309136', '2'), ('', ''))

    Zeros that a program lost, which took the id for a number, come back:

    >>> arxiv("704.0002"), arxiv("2503.0213")
    (('0704.0002', ''), ('2503.02130', ''))
    """
    match = _ARXIV_FIELD.fullmatch(_with_zeros(text.strip()))
    return (_arxiv_id(match), match["version"] or "") if match else ("", "")


def find_arxiv(text: str) -> str:
    """The arXiv id that an address or a line names, without its version; empty where none is.

    >>> find_arxiv("see https://arxiv.org/pdf/2502.05795v2.pdf"), find_arxiv("arXiv: math.GT/0309136")
    ('2502.05795', 'math/0309136')

    Newsletters lead to addresses by way of their own, which count clicks:

    >>> find_arxiv("https://click.example.org/r?u=https%3A%2F%2Farxiv.org%2Fabs%2F2502.05795")
    '2502.05795'
    """
    match = _ARXIV_IN_TEXT.search(_unquoted(text))
    return _arxiv_id(match) if match else ""


def _unquoted(text: str) -> str:
    """An address with the one that it leads on to as that is."""
    return unquote(text) if "%2F" in text else text


def _arxiv_id(match: re.Match[str]) -> str:
    return f"{match['archive'].lower()}/{match['number']}" if match["archive"] else match["id"]


def _with_zeros(text: str) -> str:
    """An id with the zeros at its ends that a number does not have: five digits follow since 2015."""
    match = _NUMBER.fullmatch(text)
    month = match[1].zfill(4) if match else ""
    if not match or not (month >= "0704" and "01" <= month[2:] <= "12"):
        return text
    return f"{month}.{match[2].ljust(5 if month >= '1501' else 4, '0')}"


def doi(text: str) -> str:
    """The first DOI of a field; empty where there is none, where it is cut off, or where it is arXiv's own.

    >>> doi("https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2")
    '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2'
    """
    match = _DOI_FIELD.fullmatch(text.strip()) or _DOI_IN_FIELD.search(text)
    name = _without_query(match).rstrip(".,;") if match else ""
    return "" if "/arxiv." in name.lower() or name.endswith("/") else name


def find_doi(text: str) -> str:
    """The DOI that an address or a line names whole, other than arXiv's own; empty where none is.

    >>> find_doi("https://dl.acm.org/doi/abs/10.1145/3292500?casa_token=abc"), find_doi("doi:10.1000/a?b")
    ('10.1145/3292500', '10.1000/a?b')
    >>> find_doi("https://www.biorxiv.org/content/10.1101/2024.01.02.573001v2.full.pdf")
    '10.1101/2024.01.02.573001'
    >>> find_doi("https://doi.org/10.48550/arXiv.2502.05795")
    ''
    """
    match = _DOI_IN_TEXT.search(_unquoted(text))
    name = addresses.trimmed(_without_query(match)) if match else ""
    return "" if "arxiv" in name.lower() or name.endswith("/") else name


def _without_query(match: re.Match[str]) -> str:
    """A DOI, which ends in an address where the address of the page ends."""
    sign = match.string[match.start(1) - 1 : match.start(1)]
    if sign not in ("/", "="):
        return match[1]
    name = re.split("[?#]" if sign == "/" else "[?#&]", match[1])[0]
    return name if "doi.org/" in match[0] else _FORM.sub("", addresses.trimmed(name))


def openreview(text: str) -> str:
    """The id of the forum of OpenReview that an address or a line names.

    >>> openreview("https://openreview.net/pdf?id=EBTX-123ab")
    'EBTX-123ab'
    """
    match = _OPENREVIEW.search(text)
    return match[1] if match else ""


class Names(NamedTuple):
    """What a catalogue can be asked for a paper by; empty where it has no such name."""

    arxiv: str
    doi: str
    forum: str


def names(facts: Facts) -> Names:
    """The names of a paper, in lower case but for the forum, from its identifiers and its links.

    The ACL Anthology's papers have DOIs that end with the names in their addresses.

    >>> from sitegen.model import Link
    >>> names(Facts(title="", links=(Link("project", "https://aclanthology.org/P19-1001/"),))).doi
    '10.18653/v1/p19-1001'
    """
    addresses = [link.url for link in facts.links]
    anthology = next((f"10.18653/v1/{match[1]}" for url in addresses if (match := _ANTHOLOGY.match(url))), "")
    forum = next(filter(None, map(openreview, addresses)), "")
    return Names(facts.arxiv.lower(), (facts.doi or anthology).lower(), forum)


def categories(text: str) -> tuple[str, ...]:
    """arXiv's categories in a field: alone, or in parentheses behind their names.

    >>> categories("Machine Learning (cs.LG); Robotics (cs.RO)"), categories("math.CO 68T50"), categories("hep-th")
    (('cs.LG', 'cs.RO'), ('math.CO',), ('hep-th',))
    """
    named = _IN_PARENTHESES.findall(text) if "(" in text else re.split(r"(?:[\s,;|'\"\[\]]|\b(?:and|of)\b)+", text)
    return tuple(dict.fromkeys(name for name in named if _CATEGORY.fullmatch(name)))
