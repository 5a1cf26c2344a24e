"""Digests with a line for each paper: rows of a table, or items of a list.

```
| Date | Title | Authors | PDF | Code |
|---|---|---|---|---|
| 2025-03-28 | **The Curse of Depth** | Wenfang Sun et.al. | [2502.05795](https://arxiv.org/abs/2502.05795) | null |

- [The Curse of Depth](https://arxiv.org/abs/2502.05795), ICML 2025. [[code]](https://github.com/…)

1. **Learning to Forget** - 👍 45
   - Authors: Yi Liu
   - [PDF](https://arxiv.org/pdf/2502.05796)
```

A heading above several such lists is the topic of what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.digests.labels import field, labelled
from sitegen.ingest.digests.row import Row
from sitegen.ingest.digests.told import FOLDED, TAGS, Told, is_paper
from sitegen.ingest.pasted.headings import unlinked
from sitegen.ingest.pasted.marks import may_be_people
from sitegen.ingest.values.identifiers import find_arxiv
from sitegen.ingest.values.links import ADDRESS, trimmed
from sitegen.text import dates

_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(https?://[^\s<>)]*(?:\([^\s()]*\)[^\s<>)]*)*)[^)]*\)")
_BADGE = re.compile(
    r"\W*(?:\d{4}\.\d{4,5}(?:v\d+)?|arxiv|pdf|paper|papers|link|links|code|github|abs|html|project(?: page)?|page|here|"
    r"data(?:set)?|demo|website|blog|video|slides|model|hugging ?face|hf|openreview|doi|homepage|poster)?\W*",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_MARKS = re.compile(r"^[\s*_`\"“]+|[\s*_`\"”:,.–—-]+$")
_VOTES = re.compile(r"\b(\d[\d,.]*k?)\s*(?:(?:up)?votes?\b|个?赞)|[👍🔺▲⬆]\ufe0f?\s*(\d[\d,.]*k?)\b", re.IGNORECASE)
_SAID = re.compile(r"\s*(?:[(（][^()（）]{0,40}[)）])?\s*(?:[:：]|\s[–—-]+\s)\s*(\S.*)")
"""What is said of a paper behind its title: `[Title](…) (45 votes): a sentence about it`."""
_TAGGED = re.compile(r"[\[(][^\[\]()]{0,30}(?:19|20)\d\d[^\[\]()]{0,10}[\])]\s*(?=\w)")
"""When or where it came out, in front of a title: `(CVPR 2025)`, `[2025/03]`."""
CATEGORY = r"[a-z][a-z-]*(?:\.[A-Za-z-]{2,}|-[a-z]{2,4})"
"""A regular expression for arXiv's short names, `cs.CL`."""
_CATEGORIES = re.compile(rf"(?:{CATEGORY}[\s,`]*)+")
_COUNTED = re.compile(r"\s*[(（]\s*(?:n\s*=\s*)?\d{1,5}(?:\s*(?:papers?|篇))?\s*[)）]$", re.IGNORECASE)
"""How many papers follow: `Agents (12)`."""
_LONGEST = 20_000
_NEAR = 10
"""Lines below an item among which its link stands."""
_TELLING = 60
"""Characters; a shorter line below an item is no abstract."""


def table_papers(found: Sequence[Row]) -> list[Told]:
    """The papers in tables whose heads name a title; empty where there is none."""
    tables: list[list[Told]] = [[]]
    names: list[str] = []
    for place, row in enumerate(found):
        if "|" not in row.text or len(row.text) > _LONGEST:
            names = []
        elif _SEPARATOR.fullmatch(row.text.strip()) and place:
            names = [field(cell) for cell in _cells(found[place - 1].text)]
            tables.append([])
        elif "title" in names and (told := _from_cells(names, _cells(row.text), row)):
            tables[-1].append(told)
    # beside tables that lead to papers there may be others, of tools for instance
    leading = [table for table in tables if any(is_paper(url) for told in table for _, url in told.addresses)]
    return _with_topics([told for table in leading or tables for told in table], found)


def list_papers(found: Sequence[Row]) -> list[Told]:
    """The papers in lists whose items link to them; empty where there is none."""
    papers: list[Told] = []
    depth = -1
    for place, row in enumerate(found):
        item = _ITEM.fullmatch(row.text) if len(row.text) < _LONGEST and not row.level else None
        indent = len(row.text) - len(row.text.lstrip())
        below = found[place + 1].text.strip() if item and place + 1 < len(found) else ""
        # the link may stand alone on the next line
        text = f"{item[2]} {below}" if item and ADDRESS.fullmatch(below) else item[2] if item else ""
        may_open = item and (depth < 0 or indent <= depth or not papers)
        if may_open and (told := _from_item(text, row) or _from_item_above(text, row, _below(found, place, indent))):
            papers.append(told)
            depth = indent
        elif row.level == FOLDED and field(row.text) == "abstract":
            continue
        elif row.level or (item and indent <= depth):
            depth = -1
        elif papers and depth >= 0 and indent > depth and row.text.strip():
            _take_below(papers[-1], item[2] if item else row.text.strip(), is_item=bool(item))
    return _with_topics(papers, found)


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    cells = [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line)]
    return cells[:-1] if cells and not cells[-1] else cells


def _from_cells(names: list[str], cells: list[str], row: Row) -> Told | None:
    told = Told("", row.number, {}, [], [])
    for name, cell in zip(names, cells, strict=False):
        words, _ = unlinked(cell)
        words = _MARKS.sub("", re.sub(r"<[^<>]*>", " ", words)).strip() if name != "abstract" else words
        told.addresses += _links(cell, name)
        if name == "title" and not told.title:
            told.title, rest = _parted(cell, words)
            told.abstract += [rest] if rest else []
        elif name == "abstract":
            told.abstract.append(words)
        elif name and words.lower() not in ("null", "none", "-", "n/a", ""):
            told.fields[name] = words
    return told if told.title and not _BADGE.fullmatch(told.title) else None


def _parted(cell: str, words: str) -> tuple[str, str]:
    """A title in bold type and what is said of it in the same cell: `1) **Title** - a sentence about it`."""
    found = _BOLD.search(cell)
    rest = _MARKS.sub("", unlinked(cell[found.end() :])[0]) if found else ""
    if not found or len(rest) < _TELLING:
        return words, ""
    return _MARKS.sub("", unlinked(found[1] or found[2])[0]), unlinked(cell[found.end() :])[0].lstrip(" -–—:")


def _from_item(text: str, row: Row) -> Told | None:
    addresses = _links(text, "")
    if not any(is_paper(url) for _, url in addresses):
        return None
    named = next((words for words, url in addresses if not _is_badge(words)), "")
    bold = next((found[1] or found[2] for found in _BOLD.finditer(text)), "")
    bold = unlinked(bold)[0]
    before = re.split(r"\[|https?://|\*\*|[|]", text)[0]
    title = next((_MARKS.sub("", words) for words in (bold, named, before) if not _BADGE.fullmatch(words)), "")
    title = title[found.end() :] if (found := _TAGGED.match(title)) else title
    votes = _VOTES.search(unlinked(text)[0])
    fields = {"votes": votes[1] or votes[2]} if votes else {}
    if len(title) <= 3:
        return None
    fields |= {"authors": people} if (people := _people_behind(text, title)) else {}
    return Told(title, row.number, fields, addresses, _said(text))


def _below(found: Sequence[Row], place: int, indent: int) -> list[str]:
    """The first lines that are indented below an item."""
    lines: list[str] = []
    for row in found[place + 1 : place + 1 + _NEAR]:
        text = row.text.strip()
        if text and (len(row.text) - len(row.text.lstrip()) <= indent or row.level not in (0, FOLDED)):
            break
        lines += [text] if text and not row.level else []
    return lines


def _from_item_above(text: str, row: Row, below: Sequence[str]) -> Told | None:
    """A paper whose links stand in the lines below its title: all lead to the one paper, and none names another."""
    linked = [(line, words, url) for line in below for words, url in _links(line, "") if is_paper(url)]
    papers = {find_arxiv(url) or url for *_, url in linked}
    # an item with a title for its link is a paper itself
    named = any(not _is_badge(words) and _ITEM.match(line) for line, words, _ in linked)
    if len(papers) != 1 or named or labelled(text):
        return None
    bold = _BOLD.match(text)
    title = _MARKS.sub("", unlinked(bold[1] or bold[2] if bold else text)[0])
    votes = _VOTES.search(unlinked(text)[0])
    return Told(title, row.number, {"votes": votes[1] or votes[2]} if votes else {}, [], []) if len(title) > 3 else None


def _is_badge(words: str) -> bool:
    """Whether the words of a link are about the link, and no title."""
    return (
        bool(_BADGE.fullmatch(words)) or field(words) in ("link", "code", "project", "data", "arxiv") or is_paper(words)
    )


def _people_behind(text: str, title: str) -> str:
    """Two and more names between the title and whatever follows them."""
    words = unlinked(text)[0].partition(title)[2].lstrip(' \t*_`"“”,.:;|–—-')
    names = re.split(r"[\[({*_|]|\.(?:\s|$)(?<!\s[A-Z]\.\s)", words[:1000], maxsplit=1)[0].strip(" ,;")
    return names if re.search(r",|;|\band\b|&", names) and may_be_people(names) else ""


def _said(text: str) -> list[str]:
    """The sentences behind the title's link; nothing where names or links stand there."""
    link = _LINK.search(text)
    found = _SAID.fullmatch(text, link.end()) if link else None
    words = unlinked(found[1])[0].strip() if found else ""
    return [words] if len(words) > _TELLING and words.count(" ") + len(words) // 20 > 6 and "[" not in words else []


def _links(text: str, name: str) -> list[tuple[str, str]]:
    found = [(link[1] if not name or not _BADGE.fullmatch(link[1]) else name, link[2]) for link in _LINK.finditer(text)]
    if found:
        return found
    return [(name, trimmed(place[0])) for place in ADDRESS.finditer(re.sub(r"[)\]]", " ", text))]


def _take_below(told: Told, text: str, *, is_item: bool) -> None:
    """What an indented line below an item adds to it."""
    if TAGS.fullmatch(text):
        return
    known = labelled(text)
    if known and known.name == "abstract":
        told.abstract.append(known.value)
    elif known:
        words, _ = unlinked(known.value)
        told.fields.setdefault(known.name, words.strip("`"))
        told.addresses += _links(known.value, known.name)
    elif not told.abstract and may_be_people(text):
        told.fields.setdefault("authors", text)
    else:
        found = _links(text, "")
        words = ADDRESS.sub("", unlinked(text)[0])
        told.addresses += found
        # a character of Chinese tells as much as three letters, and takes as many bytes
        is_telling = len(words.encode()) > _TELLING
        if not told.abstract and any(is_paper(url) for _, url in found) and not is_telling:
            told.fields = _facts(words) | told.fields
        elif is_telling or (told.abstract and not is_item and not found):
            told.abstract += [unlinked(text)[0]] if told.abstract and not is_item else ["", unlinked(text)[0]]


def _facts(line: str) -> dict[str, str]:
    """What stands beside a paper's link: `_2025-03-28_ · … · `cs.CL``."""
    facts: dict[str, str] = {}
    for part in (_MARKS.sub("", part) for part in re.split(r"[·|]", line)):
        if dates.find(part):
            facts["published"] = part
        elif _CATEGORIES.fullmatch(part):
            facts["categories"] = part
    return facts


def _with_topics(papers: list[Told], found: Sequence[Row]) -> list[Told]:
    """Papers that have the heading above them for a topic, where several headings part the list."""
    above = dict(_above(papers, found))
    if len(set(above.values()) - {""}) > 1:
        for told in papers:
            if above.get(told.line):
                told.fields.setdefault("topics", above[told.line])
    return papers


def _above(papers: list[Told], found: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """For each paper's line the heading above it, unless that is a date."""
    lines = {told.line for told in papers}
    heading = ""
    for row in found:
        if 0 < row.level < FOLDED:
            words = _COUNTED.sub("", _MARKS.sub("", unlinked(row.text)[0]))
            heading = "" if dates.find(words) or re.search(r"\d{4}", words) or len(words) > 60 else words
        elif row.number in lines:
            yield row.number, heading
