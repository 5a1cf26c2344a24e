"""The people of rows: authors who have a row each, and family names alone."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.record import others
from sitegen.ingest.values import families, people


def with_whole_people(records: Sequence[JsonFields]) -> list[JsonFields]:
    """The records of a table, each with all of its authors.

    Where a list has no given names, semicolons part family names, so that two are not read as one person.
    """
    whole = _joined(records)
    cells = [str(record.value.get("authors", "")) for record in whole]
    listed = [[name for name, _ in people.several(cell)] for cell in cells]
    for record, cell, before, after in zip(whole, cells, listed, families.parted(listed), strict=True):
        if before != after:
            record.value["authors"] = "; ".join([*after, *others(cell)])
    return whole


def _joined(records: Sequence[JsonFields]) -> list[JsonFields]:
    """The records, of which those are one that follow each other with one title and the parts of a name each."""
    joined: list[JsonFields] = []
    for record in records:
        paper, above = record.value, joined[-1].value if joined else {}
        if paper.get("title") and paper["title"] == above.get("title") and paper.get("family") and above.get("family"):
            above |= {part: f"{above.get(part, '')}; {paper.get(part, '')}" for part in ("family", "given")}
        else:
            joined.append(record)
    return joined
