"""A cell of a table as text: marks and links of Markdown, Org and spreadsheets, and what stands behind a title in it.

>>> plain("**[Slow Clocks](https://example.org/1)**<br>Ann Lee")
('Slow Clocks\\nAnn Lee', ['https://example.org/1'])
"""

from __future__ import annotations

import re

from sitegen.ingest.sources.columns import column
from sitegen.ingest.sources.records import ADDRESSES, without_addresses
from sitegen.ingest.values import title_cells, vocabulary
from sitegen.text.folding import letters

MARKS = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"^([*_]|~~)(?![\s*_~])([^*_~\n]*+)(?<!\s)\1$", re.MULTILINE)
"""Around a whole line of a cell."""
_OTHERS = re.compile(r"([*_])(et al\.?)\1", re.IGNORECASE)
_LINK = re.compile(
    r"!?\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){0,1000})\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?[^()\n]{0,200}\)"
)
_MARKED = re.compile(rf"(?:~~(?P<struck>.+?)~~|(?P<link>{_LINK.pattern}))(?P<rest>.+)")
_NAMES_FIRST = re.compile(r"([^:*_\[\]]{3,300}):\s*([*_]{1,2}(?![\s*_])[^*]+[*_])\W*")
"""`Ann Lee, Bo Cho: *Slow Clocks*`"""
_ORG_LINK = re.compile(r"\[\[([^\[\]]{1,500})\]\[([^\[\]]{1,1000})\]\]")
_FORMULA = re.compile(r"=HYPERLINK\(\s*\"([^\"]*)\"\s*[,;]\s*\"([^\"]*)\"\s*\)", re.IGNORECASE)
URL = re.compile(r"https?://(?:[^\s()<>;|]|\([^\s()<>;|]*\))+")
_ASIDE_URL = re.compile(rf"[(\[<]?{URL.pattern}[)\]>]?")
EMPTY = re.compile(rf"-+|–|—|[(\[]?(?:n/?a|null|none|nan|{vocabulary.any_of('empty')})[)\]]?|#\w+[!?/]\w*[!?]?", re.I)
"""Cells that tell nothing."""
_HOLLOW = re.compile(r"(?<![\s(\[,;|/·:–—-])[\s(\[,;|/·:–—-]+[)\]]?$")
"""What is left at the end where links were taken away."""


def plain(cell: str) -> tuple[str, list[str]]:
    """The text of a cell, and the addresses that it is linked to or that stand on lines of their own in it."""
    cell = _ORG_LINK.sub(r"[\2](\1)", _FORMULA.sub(r"[\2](\1)", cell)).replace("\\|", "|")
    addresses = [match[2] for match in _LINK.finditer(cell)]
    text = MARKS.sub(lambda mark: "\n" if mark[0].startswith("<") else "", _LINK.sub(r"\1", cell)).strip()
    text, alone = without_addresses(_OTHERS.sub(r"\2", _EMPHASIS.sub(r"\2", text)))
    return text, addresses + alone


def tells_something(cell: str) -> bool:
    """Whether a cell of a column that is not read has more than what is read of any cell: links."""
    rest = plain(URL.sub("", _LINK.sub("", cell)))[0].strip(" \n,;|")
    return bool(rest) and not EMPTY.fullmatch(rest)


def parted_title(cell: str, text: str) -> tuple[str, str]:
    """The `text` of a title's cell without what stands behind a link or what is struck out, and the names there.

    Or names that stand before an emphasised title.
    """
    if (named := _NAMES_FIRST.fullmatch(cell.strip())) and (
        title_cells.are_several(named[1]) or title_cells.is_person(named[1])
    ):
        return plain(named[2])[0], named[1]
    match = _MARKED.fullmatch(cell.strip())
    title = plain(match["struck"] or match["link"])[0] if match else ""
    if not match or not letters(title) or column(title)[0] in ADDRESSES:
        return text, ""
    rest = plain(_without_address_links(match["rest"]))[0]
    names = re.sub(r"[,\s]+(?:19|20)\d\d$", "", rest.strip(" ,;–—-()[]").removeprefix("by "))
    are_names = not re.search(r"\d", names) and (title_cells.are_several(names) or title_cells.is_person(names))
    is_aside = are_names or match["struck"] or re.fullmatch(r"[(\[][^()\[\]]+[)\]]", rest)
    return (title, names if are_names else "") if is_aside else (text, "")


def without_resources(cell: str, text: str) -> str:
    """The `text` of a title's cell without links called as columns of addresses: `Heaps ([pdf](…))`."""
    rest = _ASIDE_URL.sub("", plain(_without_address_links(cell).strip() or cell)[0]).strip()
    return text if rest == text else _HOLLOW.sub("", rest)


def _without_address_links(cell: str) -> str:
    return _LINK.sub(lambda link: "" if column(link[1].strip("[]"))[0] in ADDRESSES else link[0], cell)
