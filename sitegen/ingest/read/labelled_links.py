"""Links of Markdown whose addresses stand elsewhere, `[Slow Clocks][1]` and `[1]: https://…`; others behind a bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.read import Numbered

_DEFINED = re.compile(r"\s{0,3}\[(\w[\w .:-]{0,60})\]:\s+<?(https?://[^\s<>]+)>?(?:\s.*)?")
"""An address with its label."""
_LABELLED = re.compile(
    r"(?<!\[)\[(?!(?:\d+|\*)\])((?:[^\[\]\n]|\n(?!\n)|\[[^\[\]]{0,200}\]){1,400})\]\[(\w[\w .:-]{0,60})\]"
)
_BARRED = re.compile(r"(?<!\[)\[([^\[\]|]{1,300})\|(https?://[^\s\[\]|]{4,500})(?:\|[^\[\]]{0,200})?\]")
"""As Confluence and Jira link, `[Slow Clocks|https://example.org/1]`."""
_FIGURES = re.compile(r"[\d.:/ -]+(?:v\d+)?")
"""A number, an identifier or a day."""
_KIND = re.compile(r"\s{0,3}\[[^\[\]a-z]{2,20}\]\[(?:[A-Z]|PDF|HTML|DOC|TXT)\]\s+(?=\S)")
"""What Google Scholar says twice of the kind of a result, for eyes and for ears: `[CITATION][C] Slow Clocks`."""


def with_addresses(rows: Sequence[Numbered]) -> list[Numbered]:
    """The lines with such links in full, and without the labels of those whose address the text does not have.

    >>> with_addresses([(1, "[Slow Clocks][a], [Maps][b]"), (2, "[a]: https://example.org/1")])
    [(1, '[Slow Clocks](https://example.org/1), Maps'), (2, '')]
    """
    if any("|http" in raw for _, raw in rows):
        rows = [(number, _BARRED.sub(r"[\1](\2)", raw)) for number, raw in rows]
    text = "\n".join(raw for _, raw in rows)
    if "][" not in text:
        return list(rows)
    defined = {number: mark for number, raw in rows if (mark := _DEFINED.fullmatch(raw))}
    urls = {mark[1].lower(): mark[2] for mark in defined.values()}

    def link(mark: re.Match[str]) -> str:
        url = urls.get(mark[2].lower())
        # figures that are no label may be of a citation or an index, an identifier, or a day
        return f"[{mark[1]}]({url})" if url else mark[0] if _FIGURES.fullmatch(mark[2]) else mark[1]

    shown = ("" if number in defined else raw if urls else _KIND.sub("", raw) for number, raw in rows)
    linked = _LABELLED.sub(link, "\n".join(shown)).split("\n")
    return [(number, raw) for (number, _), raw in zip(rows, linked, strict=True)]
