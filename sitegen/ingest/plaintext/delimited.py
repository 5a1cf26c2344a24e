"""Rows of a table that was saved with a separator and without a row of names."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.lines import Numbered

_SHARE = 0.75
_FEWEST = 3


def separated(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The lines with tabs between their cells, if they are such rows; else the lines as they are."""
    rows = [(number, raw) for number, raw in numbered if raw.strip()]
    for sign in ";,\t":
        quoted = sum('"' + sign in raw or sign + '"' in raw for _, raw in rows)
        if sum(sign in raw for _, raw in rows) < max(_FEWEST, 0.3 * len(rows)) or (
            sign in ",\t" and quoted < _SHARE * (0.4 if sign == "," else 0.1) * len(rows)
        ):
            continue
        try:
            cells = list(_cells(numbered, sign))
        except csv.Error:
            continue
        widths = Counter(len(row) for _, row in cells if len(row) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        if width >= _FEWEST and count >= max(_FEWEST, _SHARE * len(cells)):
            return [(number, "\t".join(" ".join(cell.split()) for cell in row)) for number, row in cells]
    return list(numbered)


def _cells(numbered: Sequence[Numbered], sign: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader((raw + "\n" for _, raw in numbered), delimiter=sign)
    rows = []
    start = 0
    for row in reader:
        if start < len(numbered):
            rows.append((numbered[start][0], row))
        start = reader.line_num
    return [(number, row) for number, row in rows if any(row)]
