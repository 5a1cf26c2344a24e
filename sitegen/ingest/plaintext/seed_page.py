"""The layout of the page that the first digest was saved from: who keeps it, the day, then title, abstract, title, …

In it any line is a title by its place, `1984`, `---` or `# of Parameters`, and nothing in it is markup. Whatever else
is on a page, the labeller reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.labeller import Labelling
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.read.drawn import Numbered
from sitegen.text import dates

_CURATOR = re.compile(r"by\s?\S.* and the research community")
_MARK = re.compile(r"#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\*\*|title\s*:", re.IGNORECASE)
_HEAD = 40
_LONGEST_TITLE = 300


def seed_page(numbered: Sequence[Numbered]) -> Text | None:
    """The labelled lines of such a page; None for any other text."""
    rows = [(number, row) for number, raw in numbered if (row := raw.strip())]
    keeper = next((at for at, (_, row) in enumerate(rows[:_HEAD]) if _CURATOR.fullmatch(row)), -1)
    if keeper < 0 or keeper + 1 >= len(rows) or not dates.find(rows[keeper + 1][1]):
        return None
    papers = rows[keeper + 2 :]
    pairs = list(zip(papers[::2], papers[1::2], strict=False))
    if not pairs or len(papers) % 2 or not all(_is_paper(title, abstract) for (_, title), (_, abstract) in pairs):
        return None
    if sum(bool(_MARK.match(title)) for (_, title), _ in pairs) > 0.5 * len(pairs):
        # a mark that all titles have is none of them's
        return None
    labels = ["U", "D", *("TS"[at % 2] for at in range(len(papers)))]
    body = rows[keeper:]
    lines = [Line(row, number, gap=1) for number, row in body]
    chunks = [Chunk(row, at, start=0, end=len(row)) for at, (_, row) in enumerate(body)]
    return Text(lines, chunks, Labelling(labels, [1.0] * len(labels), [0.0] * len(labels)), has_markup=False)


def _is_paper(title: str, abstract: str) -> bool:
    return len(title) < min(len(abstract), _LONGEST_TITLE) and len(abstract) > 20
