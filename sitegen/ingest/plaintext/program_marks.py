"""Lines without the marks of the program that they were copied from: tasks, classes, tags, comments, chips of sources.

>>> list(without([(1, "  papers:  Scheduled:  TODO Slow Clocks  :read:"), (2, "{{[[TODO]]}} Small Maps")]))
[(1, '- Slow Clocks'), (2, 'Small Maps')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.words import TAGS, people_share
from sitegen.ingest.read.drawn import Numbered
from sitegen.ingest.values.links import leads_to_paper

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
_MESSAGE = re.compile(
    r"\[?(?:[\w,./-]{1,12} ){0,4}(?:[\d-]{10}T)?\d{1,2}:\d\d(?::\d\d)?\]?\s+"
    r"<[ @+%&~!]?([\w\[\]\\`^{}|-]{1,30})>\s+(\S.*)"
)
"""One in a log of IRC, `09:12 <@ann> Clocks, at last`."""
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_SITE = re.compile(r"(?:\[[^\[\]]{1,40}\]|(?:(?:page|link) )?title:|[\^↑→»])\s+", re.I)
"""What stands before the title in the answer of a program, `[arXiv] Slow Clocks`."""
_ANSWERS, _FEW = 0.7, 4
"""The share of answers among the messages of a program, and the words of a message that names no paper."""
_STORY = re.compile(r"(?:via|authored by|by) \S{1,40} \d+ (?:minutes?|hours?|days?|months?|years?) ago\b.*")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_GAP = re.compile(r"\s{3,}")


def without(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines that their authors wrote, without those marks."""
    comments = [int(number) for _, line in lines for number in _COMMENT.findall(line)]
    if len(comments) > 1 and comments == sorted({*comments}):
        lines = [(number, _COMMENT.sub("", line)) for number, line in lines]
    lines = list(_answered(lines))
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


def _answered(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of a log of IRC, in which titles that a program answers addresses with are links to these."""
    said = {at: message for at, (_, line) in enumerate(lines) if (message := _MESSAGE.fullmatch(line.strip()))}
    addresses = {at: address[0] for at, message in said.items() if (address := _ADDRESS.search(message[2]))}
    asked = {below: above for above, below in pairwise(said) if above in addresses}
    times = Counter(message[1] for message in said.values())
    answers = Counter(said[at][1] for at in asked)
    programs = {nick for nick, count in answers.items() if count > max(1, _ANSWERS * times[nick])}
    links = {
        below: addresses[above]
        for below, above in asked.items()
        if said[below][1] in programs and leads_to_paper(addresses[above])
    }
    done = {asked[at] for at in links}
    for at, (number, line) in enumerate(lines):
        if at in links:
            title, _, names = _SITE.sub("", said[at][2], count=1).partition(" | ")
            yield from [(number, f"[{title}]({links[at]})"), (number, names)]
        elif at not in done:
            is_bare = links and at in addresses and len(said[at][2].split()) <= _FEW
            yield number, addresses[at] if is_bare and leads_to_paper(addresses[at]) else line


def _without_tags(line: str) -> str:
    """A title without the tags and the host behind it."""
    *words, host = line.split(" ")
    count = sum(1 for _ in takewhile(TAGS.__contains__, reversed(words)))
    return " ".join(words[:-count]) if 0 < count < len(words) and _HOST.fullmatch(host) else line
