"""Lines without the marks of the program that they were copied from: tasks, classes, tags, comments, chips of sources.

>>> list(without([(1, "  papers:  Scheduled:  TODO Slow Clocks  :read:"), (2, "{{[[TODO]]}} Small Maps")]))
[(1, '- Slow Clocks'), (2, 'Small Maps')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from sitegen.ingest.plaintext.words import TAGS, people_share
from sitegen.ingest.read.drawn import Numbered

_AGENDA = re.compile(
    r"^  \S{1,30}:\s+(?:Scheduled|Deadline|Sched\.\s?\d+x|In\s+\d+ d\.|\d+ d\. ago):\s+"
    r"(?:[A-Z]{3,10} )?(?:\[#[A-Z]\] )?(?P<task>.*?)(?:\s+:[\w@:]+:)?$"
)
"""A task in an agenda of Org."""
_TASK = re.compile(r"\{\{\[\[(?:TODO|DONE)\]\]\}\}\s*")
"""One of Roam."""
_SPAN = re.compile(r"\[([^\[\]]{1,2000})\]\{[.#][^{}]{0,200}\}\s*")
"""Text of a class of its own, as pandoc makes it of HTML: `[Ann Lee]{.authors} [cs.CL]{.badge}`."""
_CHIP = re.compile(
    r"\s*(?:arxiv|alphaxiv|huggingface|github|openreview|aclanthology|semanticscholar|paperswithcode|reddit|youtube"
    r"|wikipedia|medium|nature|science|springer|ieee|acm|pmc\.ncbi\.nlm\.nih|pubmed)\s*"
)
_CHIP_COUNT = re.compile(r"\s*\+\d{1,2}\s*")
"""A source that an answer of a search engine names, and how many more there are: `arxiv` above `+3`."""

_TICKER = re.compile(r"\+{3}\s+(?:(.{1,40}?)\s+\+{3}\s+)?(\S(?:.*\S)?)\s+\+{3}")
"""A headline of a ticker, with its section: `+++ Maps +++ Slow Clocks of the World +++`."""
_COMMENT = re.compile(r"(?<=\S)\[[A-Z]{1,4}(\d{1,3})\]")
"""Where a comment of Word's is, whose text stands at the end: `Slow Clocks[AL1]`."""
_CITED = re.compile(r"\s*(?:【[^【】†]{1,12}†[^【】]{1,80}】|:contentReference\[oaicite:\d{1,4}\]\{index=\d{1,4}\})")
"""Where an answer of a language model has a sentence from: `We wait.【4†L12-L20】`."""
_STORY = re.compile(r"(?:via|authored by|by) \S{1,40} \d+ (?:minutes?|hours?|days?|months?|years?) ago\b.*")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_GAP = re.compile(r"\s{3,}")


def without(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines that their authors wrote, without those marks."""
    comments = [int(number) for _, line in lines for number in _COMMENT.findall(line)]
    if len(comments) > 1 and comments == sorted({*comments}):
        lines = [(number, _COMMENT.sub("", line)) for number, line in lines]
    words = ["", *(line for _, line in lines), ""]
    for (number, line), above, below in zip(lines, words, words[2:], strict=False):
        line = _CITED.sub("", line) if "†" in line or "[oaicite:" in line else line
        if any(
            _CHIP_COUNT.fullmatch(count) and _CHIP.fullmatch(chip) for chip, count in ((above, line), (line, below))
        ):
            continue
        if _STORY.match(below.strip()):
            line = _without_tags(line)
        if ticker := _TICKER.fullmatch(line.strip()):
            yield from ((number, part) for part in (ticker[1] or "", "", f"**{ticker[2]}**", ""))
            continue
        if len(names := _GAP.split(line.strip())) > 1 and all(people_share(name) == (1, 1) for name in names):
            line = ", ".join(names)
        task = _AGENDA.match(line)
        spans = _SPAN.findall(line) if "]{" in line and not _SPAN.sub("", line).strip() else []
        yield from ((number, part) for part in spans or [f"- {task['task']}" if task else _TASK.sub("", line)])


def _without_tags(line: str) -> str:
    """A title without the tags and the host behind it."""
    *words, host = line.split(" ")
    count = sum(1 for _ in takewhile(TAGS.__contains__, reversed(words)))
    return " ".join(words[:-count]) if 0 < count < len(words) and _HOST.fullmatch(host) else line
