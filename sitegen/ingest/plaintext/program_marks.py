"""Lines without what the program shows beside them that they were copied from: comments, states of tasks, drawers.

>>> [row for _, row in without([(1, "Slow Clocks"), (2, "Commented [AL1]: Do we want this?")])]
['Slow Clocks']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read.drawn import Numbered

_COMMENT = re.compile(r"\s*(?:Commented|Comment|Kommentiert|Commenté|Comentado|Commentato) \[\w{1,5}\]: ")
_CHANGE = re.compile(
    r"\s*(?:Deleted|Inserted|Formatted|Moved (?:down|up)(?: \[\d+\])?|Gelöscht|Eingefügt|Formatiert|Supprimé|Inséré"
    r"|Mis en forme|Eliminado|Insertado|Con formato|Eliminato|Inserito|Formattato)\s?: "
)
"""What Word prints beside a text of which it shows the changes."""
_AGENDA = re.compile(
    r"^  \S{1,30}:\s+(?:Scheduled|Deadline|Sched\.\s?\d+x|In\s+\d+ d\.|\d+ d\. ago):\s+"
    r"(?:[A-Z]{3,10} )?(?:\[#[A-Z]\] )?(?P<task>.*?)(?:\s+:[\w@:]+:)?$"
)
"""A task in an agenda of Org: `  papers:     Scheduled:  TODO Slow Clocks   :read:`."""
_TASK = re.compile(r"\{\{(?:\[\[)?(?:TODO|DONE)(?:\]\])?\}\}\s*")
_BLOCK = re.compile(
    r"\s*(?:[-*] )?(?::(?:LOGBOOK|END):|CLOCK: \[.*|\(\([0-9a-f-]{36}\)\)|\{\{(?:query|embed)\b.*\}\})\s*"
)
"""Drawers of times, references and queries of Org, Logseq and Roam."""
_CHIP, _CHIP_COUNT = re.compile(r"\s*[a-z][a-z0-9.-]{2,24}\s*"), re.compile(r"\s*\+\d{1,2}\s*")
"""A source that an answer of a search engine names, and how many more there are: `arxiv` above `+3`."""
_SPAN = re.compile(r"\[([^\[\]]{1,2000})\]\{[.#][^{}]{0,200}\}\s*")
"""Text of a class of its own, as pandoc makes it of HTML: `[Ann Lee]{.authors} [cs.CL]{.badge}`."""


def without(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines that their authors wrote, without those marks."""
    has_comments = any(_COMMENT.match(line) for _, line in lines)
    words = ["", *(line for _, line in lines), ""]
    for (number, line), above, below in zip(lines, words, words[2:], strict=False):
        is_mark = has_comments and (_COMMENT.match(line) or _CHANGE.match(line))
        for chip, count in ((above, line), (line, below)):
            is_mark = is_mark or (_CHIP_COUNT.fullmatch(count) and _CHIP.fullmatch(chip))
        if is_mark or _BLOCK.fullmatch(line):
            continue
        task = _AGENDA.match(line)
        spans = _SPAN.findall(line) if "]{" in line and not _SPAN.sub("", line).strip() else []
        yield from ((number, part) for part in spans or [f"- {task['task']}" if task else _TASK.sub("", line)])
