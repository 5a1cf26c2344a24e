"""PubMed's answers as text, as it shows them in full, saves them and sends them by mail.

    1. Clock Lett. 2024 Mar 9;9(5):13-7. doi: 10.1000/x.

    Slow clocks.

    Lee A(1), Cho BC(2).

    Author information:
    (1)Example University, Exampletown.

    We wait.

    PMID: 40239755

No part of a record has a name, and some are missing; their order and their form tell them apart. They are read by the
tags that MEDLINE gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.ingest import record
from sitegen.ingest.fields import TaggedFields
from sitegen.ingest.parser import Source
from sitegen.ingest.sources.bibliographies import MEDLINE
from sitegen.model import Digest

_START = re.compile(r"^\d{1,5}\. (?=\S.{0,150}\. (?:19|20)\d\d\b)", re.MULTILINE)
_CITATION = re.compile(
    r"(?P<JT>.+?)\. (?P<DP>(?:19|20)\d\d[^.;:]*)"
    r"(?:;(?P<VI>[^.;:()\s]+)?(?:\((?P<IP>[^()]+)\))?)?(?::(?P<PG>[^.;:\s]+))?\."
)
_NAMES = re.compile(
    r"(?:[^\W\d_](?:[^\W\d_]|['’ -])* [^\W\d_a-z]{1,4}(?: (?:Jr|Sr|2nd|3rd))?(?:\(\d+\))*(?:[,;.]\s*|$))+"
)
"""`Lee A(1)(2), van Roy BC(1).`"""
_PLACE = re.compile(r"\(\d+\)")
"""The number of a place where somebody works."""
_OTHERS = re.compile(
    r"(?:Author information|Collaborators|Comment (?:in|on)|Erratum (?:in|for)|Update (?:in|of)|Retraction (?:in|of)"
    r"|Conflict of interest statement|Publisher|DOI|PMCID|PMID):?\s|©|\(c\)|Copyright\b|Published by\b|\[Article in\b"
)
"""The beginnings of paragraphs that are none of the abstract."""


def parse(text: str, source: Source) -> Digest:
    """Parse PubMed's text."""
    return record.collect(_papers(text), MEDLINE.read, source)


def _papers(text: str) -> Iterator[TaggedFields]:
    starts = [match.start() for match in _START.finditer(text)]
    line, counted = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line, counted = line + text.count("\n", counted, start), start
        yield TaggedFields(tuple(_fields(text[start:end])), line)


def _fields(paper: str) -> Iterator[tuple[str, str]]:
    """The parts of a record by their tags in MEDLINE."""
    first, *others = (" ".join(part.split()) for part in re.split(r"\n\s*\n", paper) if part.strip())
    if citation := _CITATION.match(_START.sub("", first)):
        yield from ((tag, value) for tag, value in citation.groupdict().items() if value)
    for doi in re.findall(r"(?:doi|DOI): (\S+?)\.?(?=\s|$)", f"{first} {' '.join(others)}")[:1]:
        yield "LID", f"{doi} [doi]"
    title, *parts = [part for part in others if not _OTHERS.match(part)] or [""]
    yield "TI", title
    if parts and _NAMES.fullmatch(parts[0]):
        yield from (("AU", name) for name in re.split(r"[,;] ", _PLACE.sub("", parts.pop(0)).rstrip(".")))
    yield "AB", "\n\n".join(parts)
