"""What the section of one paper in a digest tells: its title, fields with a label, its abstract, and where it leads.

Behind the abstract may stand anything, a machine's summary or the notes of a reader, so a field counts there only where
it is marked as one, and an abstract only where it is the authors' own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.ingest.digests.labels import field, is_abstract, labelled
from sitegen.ingest.digests.row import Row
from sitegen.ingest.pasted.headings import unlinked
from sitegen.ingest.pasted.marks import may_be_people, tallies
from sitegen.ingest.values import links

FOLDED = 7
"""The level of titles whose papers are folded away, below that of Markdown's headings."""
NUMBER = re.compile(r"[\W_]{0,3}(\d{1,3})(?:\\?[.:](?!\d)|\\?[)、】\]]|\ufe0f?\u20e3)\s*(?=\S)")
_PAPER = re.compile(
    r"arxiv\.org/|doi\.org/|huggingface\.co/papers/|hf\.co/papers/|openreview\.net/|aclanthology\.org/|alphaxiv\.org/|"
    r"biorxiv\.org/|semanticscholar\.org/|proceedings\.|thecvf\.com/|dl\.acm\.org/|ieeexplore\.|nature\.com/articles|\.pdf\b"
)
_FOLD = re.compile(r"<(?:details|summary)\b[^<>]*>$", re.IGNORECASE)
_END = re.compile(r"[-*_]{3,}$|</?(?:details|summary|hr|table|div)\b", re.IGNORECASE)
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


def links_of(row: Row) -> tuple[str, ...]:
    """Where a line leads that is about its links, and no sentence with one in it."""
    if len(row.text) > _LONGEST:
        return ()
    words, addresses = unlinked(row.text)
    urls = (*row.addresses, *addresses, *_plain(row.text))
    rest = re.sub(r"https?://\S+", "", words)
    return urls if urls and len(rest) <= _SHORT else ()


def read(section: Sequence[Row]) -> Told:
    """Reads a section, of which the first row is the paper's title."""
    reading = _Reading(_titled(section[0]))
    for row in _fields_apart(section[1:]):
        if not reading.takes(row):
            break
    return reading.done()


def _titled(row: Row) -> Told:
    title, addresses = unlinked(row.text)
    numbered = NUMBER.match(title)
    title = title[numbered.end() if numbered else 0 :].strip()
    title = re.sub(r"^(\*\*|__)(.*)\1$", r"\2", title).strip()
    title = _PICTURES.sub("", title)
    votes = _VOTES.search(title)
    title = _SCORE.sub("", title[: votes.start()] if votes else title)
    counted = {"votes": votes[1] or votes[2]} if votes else {}
    return Told(title, row.number, counted, [(title, url) for url in (*row.addresses, *addresses)], [])


class _Reading:
    """A paper's section on its way through its lines."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._free: list[str] = []
        self._behind: list[str] = []
        # lines without a label go there: to the free text, to the abstract, or to what is behind that
        self._taking = self._free
        self._name = ""
        self._is_marked = False
        self._is_own = False

    def takes(self, row: Row) -> bool:
        """Takes a line; says whether the paper goes on."""
        text = row.text.strip()
        if row.level:
            return self._takes_heading(row)
        if _FOLD.match(text):
            self._go_behind()
        elif _END.match(text):
            return False
        elif not (TAGS.fullmatch(text) or _PICTURE.fullmatch(text) or self._takes_field(row)):
            self._take_line(row)
        return True

    def done(self) -> Told:
        self._told.free = "\n".join(self._free).strip("\n")
        return self._told

    def _takes_heading(self, row: Row) -> bool:
        told = self._told
        if is_abstract(row.text):
            if not self._is_own:
                told.abstract = []
            self._is_own = True
        if field(row.text) == "abstract":
            self._taking, self._name = told.abstract, ""
            return True
        self._go_behind()
        return not told.abstract or row.level == FOLDED

    def _takes_field(self, row: Row) -> bool:
        told = self._told
        known = labelled(row.text) if "Announce Type:" not in row.text else None
        if not known:
            return False
        is_better = known.is_authors_own and not self._is_own and bool(told.abstract)
        is_late = self._taking is self._behind and (known.name == "abstract" or not known.is_marked)
        if not is_better and (is_late or not (known.is_marked or row.is_block or self._taking is self._free)):
            return False
        if is_better:
            told.abstract = []
        self._is_own = self._is_own or known.is_authors_own
        self._name, self._is_marked = known.name, known.is_marked
        self._taking = told.abstract if known.name == "abstract" else self._free
        _add(told, known.name, known.value, row)
        return True

    def _take_line(self, row: Row) -> None:
        told, name = self._told, self._name
        headline = _HEADLINE.match(row.text)
        if not row.text.strip():
            self._name = ""
            self._taking.append("")
        elif self._taking is told.abstract and self._is_marked and headline and not _is_part(headline["words"]):
            self._go_behind()
        elif name and name != "abstract" and not headline and not (_ITEM.match(row.text) and told.fields.get(name)):
            _add(told, name, row.text.strip(), row)
        elif not (self._taking is self._free and _tells(told, row)):
            self._taking.append(re.sub(r"^\s*> ?", "", row.text))
            told.addresses += [("", url) for url in row.addresses if is_paper(url)]

    def _go_behind(self) -> None:
        self._taking, self._name = self._behind, ""


def _is_part(words: str) -> bool:
    """Whether words that open a part open one of an abstract, and not what follows it."""
    return bool(_PARTS_OF_ABSTRACTS.fullmatch(words))


def _tells(told: Told, row: Row) -> bool:
    """Whether a line without a label is a fact of the paper's by its looks, which is then told."""
    text = row.text.strip()
    if not told.abstract and (urls := links_of(row)):
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
