"""Digests with a heading for each paper and labelled lines below it.

```
### 1. [The Curse of Depth](https://arxiv.org/abs/2502.05795)

**Authors**: Wenfang Sun, Xinyuan Song
**Category**: cs.LG

#### Abstract
…
```

Below a paper may stand anything: a machine's summary with headings, lists and tables of its own. So a heading counts as
a paper's only where it links to one, or continues the numbering of the headings before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.ingest.digests import bold
from sitegen.ingest.digests.labels import field, is_abstract, labelled
from sitegen.ingest.digests.row import Row
from sitegen.ingest.markup import html, tables
from sitegen.ingest.pasted.headings import unlinked
from sitegen.ingest.pasted.marks import may_be_people, tallies
from sitegen.ingest.records import links

_HEADING = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_NUMBERED_RULE = re.compile(r"-{3,}\s+(\d{1,3}\.\s.*)")
_FOLD = re.compile(r"<(?:details|summary)\b[^<>]*>$", re.IGNORECASE)
_END = re.compile(r"[-*_]{3,}$|</?(?:details|summary|hr|table|div)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\W_]{0,3}(\d{1,3})(?:\\?[.:](?!\d)|\\?[)、】\]]|\ufe0f?\u20e3)\s*(?=\S)")
_FENCE = re.compile(r"\s*(```|~~~)")
_PAPER = re.compile(
    r"arxiv\.org/|doi\.org/|huggingface\.co/papers/|hf\.co/papers/|openreview\.net/|aclanthology\.org/|alphaxiv\.org/|"
    r"biorxiv\.org/|semanticscholar\.org/|proceedings\.|thecvf\.com/|dl\.acm\.org/|ieeexplore\.|nature\.com/articles|\.pdf\b"
)
_SUMMARY = re.compile(
    r"(?:<details[^<>]*>\s*)?<summary[^<>]*>\s*(?:<(?:b|strong|h\d)>)?(.+?)(?:</(?:b|strong|h\d)>)?\s*</summary>", re.I
)
_ANCHOR = re.compile(r"<a\s[^<>]*?href=[\"']?(https?://[^\s\"'<>]+)[^<>]*>\s*([^<>\[\]]*?)\s*</a>", re.IGNORECASE)
FOLDED = 7
"""The level of titles whose papers are folded away, below that of Markdown's headings."""
_LOOSE_LINK = re.compile(r"(\*\*|__)\[([^\[\]]+)\]\1(?=\(https?://)")
"""A link with its words in bold type set wrongly: `**[Title]**(…)`."""
_WRAPPED_LINK = re.compile(r"(?m)^(.{0,40}\[[^\[\]\n]{5,300})\n[ \t]+([^\[\]\n]{1,300}\]\(https?://[^\n]*)$")
"""A link whose words go on in the next line; the lines behind it keep their numbers."""
TAGS = re.compile(r"(?:<(?!https?:|[^<>]*@)(?:!--.*?--|/?[a-z][^<>]*)>\s*)+", re.IGNORECASE)
"""Nothing but tags or a comment of HTML."""
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_PICTURES = re.compile(r"^(?:[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?\s*)+")
_VOTES = re.compile(
    r"\s*[(（](?:(?:(?:up)?votes?\s*[:：]|[👍🔺▲⬆]\ufe0f?)\s*(\d[\d,.]*k?)|(\d[\d,.]*k?)\s*(?:(?:up)?votes?|个?赞))[)）]$",
    re.IGNORECASE,
)
"""Votes behind a title, in parentheses."""
_SCORE = re.compile(
    r"\s*[(（\[](?:score|rating|relevance|评分|得分)\s*[:：]\s*[\d.]+(?:\s*/\s*\d+)?[)）\]]$", re.IGNORECASE
)
_HOUSE = re.compile(r"🏢\s*(\S[^|·•]{0,60})")
_SOME_OF_THE_PEOPLE = re.compile(
    r"([*_]{1,3})(?=\S)[^*_]{3,300}(?:\bet\.? al\.?|\(\d{1,4} authors?\))\1", re.IGNORECASE
)
_BARS = re.compile(r"\s+[|·•]\s+(?=(?:[^\w\s*_]{1,3}\s*)?(?:\*\*|__)\w)")
"""What parts fields on one line: `**Votes**: 3 | **Date**: …`."""
_ITEM = re.compile(r"\s*[-*+•]\s+\S")
_HEADLINE = re.compile(
    r"\s*(?:[-*+•]\s+)?(?:[^\w\s*_]{1,3}\s*)?(\*\*|__)(?P<words>[^*_:：]{2,40}?)(?:[:：]\1|\1\s*[:：])"
)
"""Words in bold type with a colon behind: they open another part of what is told."""
_PARTS_OF_ABSTRACTS = re.compile(
    r"background|objectives?|aims?|purpose|motivation|(?:materials and )?methods?|methodology|approach|findings|"
    r"results?|conclusions?|significance|discussion|introduction|contributions?",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*_]+)(?<=\S)\1")
_SHORT = 60
"""Characters; a line with a link and no more words than this is about the link."""
_LONGEST = 3000


class Told(Struct):
    """A paper as a digest tells it."""

    title: str
    line: int
    fields: dict[str, str]
    addresses: list[tuple[str, str]]
    """Words of a link and its address."""
    abstract: list[str]
    """Its lines; an empty one parts paragraphs."""
    free: str = ""
    """Text that has no label."""


def is_paper(address: str) -> bool:
    """Whether an address is one under which papers are found."""
    return bool(_PAPER.search(address))


def rows(text: str) -> list[Row]:
    """The lines of a digest in Markdown or HTML, with their headings."""
    if html.is_html(text[:20_000]):
        lines = [Row(line.number, line.text, line.heading, line.links, True) for line in html.lines(text)]
        return lines + [Row(number, row) for number, row in (tables.rows(text) if "<th" in text else ())]
    found: list[Row] = []
    fence = ""
    for number, line in enumerate(_WRAPPED_LINK.sub(r"\1 \2\n", text).split("\n"), 1):
        line = _LOOSE_LINK.sub(r"[\2]", line) if "](" not in line and len(line) < _LONGEST else line
        if "<a " in line and len(line) < _LONGEST:
            line = _ANCHOR.sub(r"[\2](\1)", line)
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        heading = _HEADING.fullmatch(line) if not fence and line.startswith("#") and len(line) < _LONGEST else None
        folded = _SUMMARY.fullmatch(line.strip()) if not fence and len(line) < _LONGEST else None
        ruled = _NUMBERED_RULE.fullmatch(line) if line.startswith("---") and len(line) < _LONGEST else None
        if heading:
            found.append(Row(number, heading[2], len(heading[1])))
        elif folded:
            found.append(Row(number, folded[1], FOLDED))
        elif ruled:
            # a title between rules goes on until the second one
            found.append(Row(number, ruled[1], 1))
        else:
            found.append(Row(number, line.rstrip()))
    return list(_with_ruled_titles(found))


def papers(found: Sequence[Row]) -> list[Told]:
    """The papers of a digest with headings, or titles in bold type; empty where it has none."""
    heads = _heads(found)
    if not heads:
        found = bold.opened(found, is_paper)
        heads = _heads(found)
    ends = [*heads[1:], len(found)] if heads else []
    return [_read(found[start:end]) for start, end in zip(heads, ends, strict=True)]


def beside(found: Sequence[Row], papers: Sequence[Told]) -> list[Row]:
    """The rows of no paper's section: those above the first, and those below headings of a higher rank."""
    heads = {paper.line for paper in papers}
    outside: list[Row] = []
    level = 0
    for row in found:
        if row.number in heads:
            if not row.level:
                return []
            level = row.level
        elif 0 < row.level < level:
            level = 0
        if not level:
            outside.append(row)
    return outside


def _with_ruled_titles(found: Sequence[Row]) -> Iterator[Row]:
    place = 0
    while place < len(found):
        row = found[place]
        if row.level == 1 and _NUMBER.match(row.text) and not row.text.endswith("---"):
            following = [later.text for later in found[place + 1 : place + 4]]
            last = next((n for n, text in enumerate(following) if text.endswith("---") and text.strip("-").strip()), -1)
            if last >= 0:
                row = Row(row.number, " ".join([row.text, *following[: last + 1]]), 1)
                place += last + 1
        place += 1
        yield Row(row.number, row.text.removesuffix("---").strip(), row.level, row.addresses) if row.level else row


def _heads(found: Sequence[Row]) -> list[int]:
    """Places of the headings that are papers' titles."""
    headings = [(place, row) for place, row in enumerate(found) if row.level and row.text]
    linked = [(place, row) for place, row in headings if any(map(is_paper, _addresses(row)))]
    if linked:
        levels = [row.level for _, row in linked]
        level = max(sorted(set(levels)), key=levels.count)
        return [place for place, row in linked if row.level == level]
    best: list[int] = []
    for level in sorted({row.level for _, row in headings}):
        counted: list[int] = []
        for place, row in headings:
            number = _NUMBER.match(row.text)
            if row.level == level and number and int(number[1]) == len(counted) + 1:
                counted.append(place)
        best = max(best, counted, key=len)
    return max([best, *_heads_above_links(found, headings)], key=len)


def _heads_above_links(found: Sequence[Row], headings: Sequence[tuple[int, Row]]) -> Iterator[list[int]]:
    """For each level the headings that have a line of links to a paper right below them."""
    ends = [*(place for place, _ in headings[1:]), len(found)] if headings else []
    linked = [
        (place, row.level)
        for (place, row), end in zip(headings, ends, strict=True)
        # what is indented is told of an item of a list
        if any(
            is_paper(url)
            for below in _first_lines(found[place + 1 : end])
            if not below.text.startswith((" ", "\t"))
            for url in _links_of(below)
        )
    ]
    for level in sorted({level for _, level in linked}):
        heads = [place for place, known in linked if known == level]
        # one in ten may be without, but a page's sections are no papers
        if len(heads) > 1 and len(heads) >= 0.9 * sum(row.level == level for _, row in headings):
            yield heads


def _first_lines(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows[:8] if row.text.strip()][:3]


def _links_of(row: Row) -> tuple[str, ...]:
    """Where a line leads that is about its links, and no sentence with one in it."""
    if len(row.text) > _LONGEST:
        return ()
    words, addresses = unlinked(row.text)
    urls = (*row.addresses, *addresses, *_plain(row.text))
    rest = re.sub(r"https?://\S+", "", words)
    return urls if urls and len(rest) <= _SHORT else ()


def _addresses(row: Row) -> tuple[str, ...]:
    return row.addresses + unlinked(row.text)[1]


def _read(section: Sequence[Row]) -> Told:
    title, addresses = unlinked(section[0].text)
    numbered = _NUMBER.match(title)
    title = title[numbered.end() if numbered else 0 :].strip()
    title = re.sub(r"^(\*\*|__)(.*)\1$", r"\2", title).strip()
    title = _PICTURES.sub("", title)
    votes = _VOTES.search(title)
    title = _SCORE.sub("", title[: votes.start()] if votes else title)
    counted = {"votes": votes[1] or votes[2]} if votes else {}
    told = Told(title, section[0].number, counted, [(title, url) for url in (*section[0].addresses, *addresses)], [])
    free: list[str] = []
    behind: list[str] = []
    taking = free
    name, is_marked, is_own = "", False, False
    for row in _fields_apart(section[1:]):
        if row.level:
            if told.abstract and not is_own and is_abstract(row.text):
                told.abstract = []
            is_own = is_own or is_abstract(row.text)
            taking, name = (told.abstract, "") if field(row.text) == "abstract" else (behind, "")
            if taking is behind and told.abstract and row.level != FOLDED:
                break
            continue
        if _FOLD.match(row.text.strip()):
            taking, name = behind, ""
            continue
        if _END.match(row.text.strip()):
            break
        if TAGS.fullmatch(row.text.strip()) or _PICTURE.fullmatch(row.text.strip()):
            continue
        headline = _HEADLINE.match(row.text)
        is_open = (taking is free or taking is told.abstract or taking is behind) and "Announce Type:" not in row.text
        known = labelled(row.text) if is_open else None
        is_better = known is not None and known.is_authors_own and not is_own and bool(told.abstract)
        if known and taking is behind and not is_better and (known.name == "abstract" or not known.is_marked):
            known = None
        if known and is_better:
            told.abstract = []
        if known and (known.is_marked or row.is_block or taking is free or is_better):
            is_own = is_own or known.is_authors_own
            name, taking = known.name, told.abstract if known.name == "abstract" else free
            is_marked = known.is_marked
            _add(told, name, known.value, row)
        elif not row.text.strip():
            name = ""
            taking.append("")
        elif (
            taking is told.abstract and is_marked and headline and not _PARTS_OF_ABSTRACTS.fullmatch(headline["words"])
        ):
            taking, name = behind, ""
        elif name and name != "abstract" and not headline and not (_ITEM.match(row.text) and told.fields.get(name)):
            _add(told, name, row.text.strip(), row)
        elif not (taking is free and _takes(told, row)):
            taking.append(re.sub(r"^\s*> ?", "", row.text))
            told.addresses += [("", url) for url in row.addresses if is_paper(url)]
    told.free = "\n".join(free).strip("\n")
    return told


def _takes(told: Told, row: Row) -> bool:
    """Whether a line without a label is a fact of the paper's by its looks, which is then told."""
    text = row.text.strip()
    if not told.abstract and (urls := _links_of(row)):
        told.addresses += [("", url) for url in urls]
    elif _SOME_OF_THE_PEOPLE.fullmatch(text):
        told.fields.setdefault("authors", "et al.")
    elif house := _HOUSE.fullmatch(text):
        told.fields.setdefault("organisation", house[1])
    elif (people := _EMPHASIS.fullmatch(text)) and may_be_people(people[2]):
        told.fields.setdefault("authors", people[2])
    elif counts := tallies(text.strip(" *_")):
        told.fields = {mark.kind: mark.value for mark in counts} | told.fields
    else:
        return False
    return True


def _fields_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, of those with several fields each field for itself."""
    for row in rows:
        parts = _BARS.split(row.text) if "**" in row.text or "__" in row.text else []
        if len(parts) > 1 and not row.addresses and all(map(_HEADLINE.match, parts)):
            yield from (Row(row.number, part) for part in parts)
        else:
            yield row


def _add(told: Told, name: str, value: str, row: Row) -> None:
    words, addresses = unlinked(value)
    told.addresses += [(name, url) for url in (*row.addresses, *addresses, *_plain(value))]
    if name == "abstract":
        told.abstract.append(value)
    else:
        told.fields[name] = f"{told.fields[name]} {words}".strip() if told.fields.get(name) else words


def _plain(value: str) -> Iterator[str]:
    """Addresses that are written out."""
    return (links.trimmed(found[0]) for found in links.ADDRESS.finditer(value)) if "](" not in value else iter(())
