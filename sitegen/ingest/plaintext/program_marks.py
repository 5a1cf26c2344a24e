"""Lines without the marks that the program has there that they were copied from: tasks, classes, chips of sources.

>>> list(without([(1, "  papers:  Scheduled:  TODO Slow Clocks  :read:"), (2, "{{[[TODO]]}} Small Maps")]))
[(1, '- Slow Clocks'), (2, 'Small Maps')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def without(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines that their authors wrote, without those marks."""
    words = ["", *(line for _, line in lines), ""]
    for (number, line), above, below in zip(lines, words, words[2:], strict=False):
        if any(
            _CHIP_COUNT.fullmatch(count) and _CHIP.fullmatch(chip) for chip, count in ((above, line), (line, below))
        ):
            continue
        task = _AGENDA.match(line)
        spans = _SPAN.findall(line) if "]{" in line and not _SPAN.sub("", line).strip() else []
        yield from ((number, part) for part in spans or [f"- {task['task']}" if task else _TASK.sub("", line)])
