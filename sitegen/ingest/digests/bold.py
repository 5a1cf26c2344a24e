"""Digests in which a paper begins with its title in bold type, and no heading.

```
**1. The Curse of Depth** — *Wenfang Sun, Xinyuan Song* — [arXiv](https://arxiv.org/abs/2502.05795) · 👍 45

Half of the layers of a large model do almost nothing …
```

Such a line is a heading with the paper's fields behind it, and is read as that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from sitegen.ingest.digests.row import Row
from sitegen.ingest.pasted.headings import unlinked

_TITLE = re.compile(
    r"(?:\d{1,3}[.)]\s+)?(?P<mark>\*\*|__)(?:\d{1,3}[.)]\s*)?(?P<title>\S.{2,300}?)(?P=mark)(?P<rest>.*)"
)
_BETWEEN = re.compile(r"\s+[—–|·•-]+\s+|\s*[|·•]\s*")
_LEVEL = 6
_LONGEST = 2000
_FEWEST = 2


def opened(found: Sequence[Row], is_paper: Callable[[str], bool]) -> list[Row]:
    """The lines with headings in place of titles in bold type; as they are where there are hardly any."""
    titles = {
        place: title
        for place, row in enumerate(found)
        if (place == 0 or not found[place - 1].text.strip()) and (title := _title(row, is_paper))
    }
    if len(titles) < _FEWEST:
        return list(found)
    return [line for place, row in enumerate(found) for line in _lines(row, titles.get(place))]


def _title(row: Row, is_paper: Callable[[str], bool]) -> re.Match[str] | None:
    title = _TITLE.fullmatch(row.text) if not row.level and len(row.text) < _LONGEST else None
    return title if title and any(map(is_paper, unlinked(row.text)[1])) else None


def _lines(row: Row, title: re.Match[str] | None) -> Iterator[Row]:
    if not title:
        yield row
        return
    yield structs.replace(row, text=title["title"].rstrip(".: "), level=_LEVEL)
    for part in _BETWEEN.split(title["rest"]):
        if part.strip():
            yield Row(row.number, part.strip())
