"""Labels by the regularity of a list: addresses and votes where nearly all titles have theirs."""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.chunks import labels_of, relabel
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.values.identifiers import find_arxiv, find_doi

_FEWEST, _SHARE = 2, 0.5
_COUNT = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?k?")


def lone_addresses(text: Text) -> None:
    """The one address of a paper that stands with a title which has no other is that paper's.

    So is any address, where most titles have one that no other has.
    """
    entries = [text.chunks[entry.start : entry.stop] for entry in entries_of(text.chunks)]
    for entry in entries:
        papers = {find_arxiv(chunk.url) or find_doi(chunk.url) for chunk in entry} - {""}
        if "L" not in labels_of(entry) and len(papers) == 1:
            relabel((chunk for chunk in entry if find_arxiv(chunk.url) or find_doi(chunk.url)), "O", "L")
    alone = [linked[0] for entry in entries if len(linked := [chunk for chunk in entry if chunk.url]) == 1]
    are_own = len({chunk.url for chunk in alone}) == len(alone) >= max(_FEWEST, _SHARE * len(entries))
    relabel(alone if are_own else (), "O", "L")


def regular_votes(text: Text) -> None:
    """Each number above a title counts votes where most are known to; and below titles likewise."""
    chunks = text.chunks
    counts = [at for at, chunk in enumerate(chunks) if chunk.label in "NCO" and _COUNT.fullmatch(chunk.text)]
    titles = [chunk for chunk in chunks if chunk.label == "T"]
    named = labels_of(chunks).count("N")
    for step in (1, -1):
        beside = [chunks[at] for at in counts if 0 <= at + step < len(chunks) and chunks[at + step].label in "Tt"]
        if len(beside) > max(1, _SHARE * len(titles)) or labels_of(beside).count("N") > _SHARE * max(
            len(beside), named
        ):
            relabel(beside, "CO", "N")


RULES = (lone_addresses, regular_votes)
