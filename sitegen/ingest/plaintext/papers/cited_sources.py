"""Sources below what is said of papers, which have the addresses of these: `[1] Slow Clocks - arXiv https://…`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitegen.ingest.plaintext.items import Item, Text
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import is_identified
from sitegen.ingest.values import links

_ARXIV_ID = re.compile(r"^\[?(\d{4}\.\d{4,5})(?:v\d{1,2})?\]?\s+(?=\S)|\s+arXiv:(\d{4}\.\d{4,5})$")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")
_CUT = re.compile(r"…|\.\.\.")
_BEHIND = re.compile(rf"(?:{_CUT.pattern}|\]\(|https?://|\s[-–—|]\s).*$")
"""What stands behind the title of a source: that it is cut off, its address, its host."""
_SHORTEST = 4
"""Letters of the beginning of a title."""
_LINES = 3
"""Of a source."""


def with_sources(listed: Sequence[Paper], text: Text) -> list[Paper]:
    """The papers, with the addresses that sources below have of them, and without those that are sources themselves.

    A source has the title of a paper of which something is said, or its first words if no other begins with them.
    """
    sources = dict(_sources(listed, text))
    owners = {line: at for at, (lines, _) in sources.items() for line in lines}
    for at, paper in enumerate(listed):
        # what stands below the last paper was taken for its own
        own = [item for item in paper.fields.get("L", ()) if owners.get(item.first, at) == at]
        if own:
            paper.fields["L"] = own
        else:
            paper.fields.pop("L", None)
    cited: set[int] = set()
    for at, (lines, address) in sources.items():
        if not is_identified(listed[at]):
            listed[at].fields["L"] = [Item("L", address, lines[0], lines[0], 1.0, urls=[(address, address)])]
            cited.add(lines[0])
    return [paper for paper in listed if paper.title.first not in cited]


def _sources(listed: Sequence[Paper], text: Text) -> Iterator[tuple[int, tuple[range, str]]]:
    """The places of papers, and the lines and the address of a source of each."""
    told = sorted((_words(paper.title.text), at) for at, paper in enumerate(listed) if {"A", "S"} & paper.fields.keys())
    titles = [words for words, _ in told]
    for line, shown in enumerate(line.text for line in text.lines) if told else ():
        arxiv, named = _ARXIV_ID.search(shown), _ARXIV_ID.sub("", shown)
        words = _words(_BEHIND.sub("", named))
        # what is cut off may end within a word
        words = words.rstrip() if _CUT.search(named) else words
        first = bisect_left(titles, words)
        begun = [at for title, at in told[first : first + 2] if title.startswith(words)]
        if len(words) < _SHORTEST or len(begun) != 1 or listed[begun[0]].title.last >= line:
            continue
        address, size = (f"arXiv:{arxiv[1] or arxiv[2]}", 1) if arxiv else next(_addresses(text, line), ("", 0))
        if address:
            yield begun[0], (range(line, line + size), address)


def _words(text: str) -> str:
    return "".join(f"{word} " for word in re.findall(r"\w+", text.casefold()))


def _addresses(text: Text, first: int) -> Iterator[tuple[str, int]]:
    """The addresses of papers in a line and in those right below, with how many lines go down to there."""
    for size, line in enumerate(text.lines[first : first + _LINES], 1):
        yield from ((address, size) for address in filter(links.leads_to_paper, _ADDRESS.findall(line.text)))
