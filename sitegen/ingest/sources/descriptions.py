"""Descriptions of several lines, as cards of task boards have them in a cell: who wrote a paper, and its abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.sources.columns import column
from sitegen.ingest.values import links
from sitegen.ingest.values.title_cells import are_several

_REMARKS = re.compile(r"^[ \t]*-{3,}[ \t]*$.*", re.MULTILINE | re.DOTALL)
"""A rule, and what is said below it."""
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_ADDRESS = re.compile(r"\s(?:[–—-]\s)?https?://\S+$")
"""The address that a line of a description ends in."""
_NAMED = frozenset({"authors", "venue"})
_LONGEST, _LONGEST_ALONE = 40, 20
"""Characters of the name of a field, and of one without a colon."""


def described(text: str, *, names_authors: bool = True) -> dict[str, str]:
    """The abstract of a description, and what its lines name besides; nothing but names are `names_authors`.

    >>> described("Authors: Ann Lee, Bo Cho\\n\\nAbstract\\nWe wait.\\n---\\nWhy: it is short")
    {'authors': 'Ann Lee, Bo Cho', 'abstract': 'We wait.'}
    >>> described("Ann Lee, Bo Cho et al.")
    {'authors': 'Ann Lee, Bo Cho et al.', 'abstract': ''}
    >>> described("Ann Lee, Bo Cho - https://example.org/1\\n\\nWe wait.")
    {'authors': 'Ann Lee, Bo Cho', 'abstract': 'We wait.'}
    """
    fields: dict[str, str] = {}
    lines: list[str] = []
    for line in _QUOTED.sub("", _REMARKS.sub("", text)).splitlines():
        label, colon, value = line.partition(":")
        field = column(label.strip(" #*_"))[0] if len(label) < (_LONGEST if colon else _LONGEST_ALONE) else ""
        if field in _NAMED and value.strip():
            fields[field] = value.strip(" *_")
        elif (field != "published" or not colon) and not (links.ALONE.fullmatch(line) and _is_ended(lines)):
            lines.append(value.lstrip("*_") if field == "abstract" else line)
    abstract = "\n".join(lines).strip()
    first, _, rest = abstract.partition("\n")
    names = _ADDRESS.sub("", first).strip()
    if names_authors and "authors" not in fields and are_several(names):
        return {**fields, "authors": names, "abstract": rest.strip()}
    return {**fields, "abstract": abstract}


def _is_ended(lines: Sequence[str]) -> bool:
    """Whether the last of some lines leads to no address in the next one: `our code is at`."""
    return not lines or not lines[-1].strip() or lines[-1].rstrip()[-1] in ".!?。"
