"""Notes of Evernote (ENEX) as the lines of a page: the title of each with its address, and what it says.

>>> note = "<note><title>Slow Clocks</title><content>&lt;en-note&gt;Ann Lee&lt;/en-note&gt;</content></note>"
>>> [line for _, line in rows(f"<en-export>{note}</en-export>", Source()) if line]
['## Slow Clocks', 'Ann Lee']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.ingest.parser import Source
from sitegen.ingest.read import Numbered, xml
from sitegen.ingest.read.html import TAB, marked_lines

_HEAD = re.compile(r"<\?xml[^<>]*>|<!DOCTYPE[^<>]*>|</?en-note[^<>]*>")
"""What stands around the HTML of a note."""


def rows(text: str, source: Source) -> Iterator[Numbered]:
    """The lines of all notes, as far as the file is well-formed."""
    tree = xml.parse(text, source)
    for note, number in tree.all("note"):
        title = TAB.sub("", (note.findtext("title") or "").strip())
        address = (note.findtext("note-attributes/source-url") or "").strip()
        words = [line for _, line in marked_lines(_HEAD.sub("", note.findtext("content") or "").strip())]
        # a page that was clipped has its title again
        own = [line for line in words if line.strip("# ") != title]
        head = f"## [{title}]({address})" if address else f"## {title}"
        yield from ((number, line) for line in ("", head, "", *own))
