"""Labels by the regularity of a list: names, addresses and votes where most titles have theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.words import INVERTED, are_names, is_date, people_share
from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.identifiers import find_arxiv, find_doi

_FEWEST, _SHARE, _NEARLY = 2, 0.5, 0.75
_LEAST, _SURE = 0.05, 0.97
"""From this probability of a title on, a line that is like those of titles begins with one, and how sure it is."""
_TAGGED = re.compile(rf"(?:\[{vocabulary.any_of('tag_of_results')}\])+ ", re.I)
_TAGGED_ODDS = 0.7
_SITE = re.compile(r"(?:arxiv|aclanthology|openreview|biorxiv|medrxiv|huggingface)\.(?:org|net|co)", re.I)
"""The name of a site of papers, as previews of links have it."""
_PLAIN_COUNT = re.compile(r"(?!\d{1,2}\.\d\d$)\d{1,4}(?:[.,]\d{1,3})?k?")
"""But no time, `10.30`."""


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
    """Each number above a title counts votes where most have one; and below titles likewise."""
    chunks = text.chunks
    titles = [at for at, chunk in enumerate(chunks) if chunk.label in "TJ"]
    counts = [at for at, chunk in enumerate(chunks) if _PLAIN_COUNT.fullmatch(chunk.text) and chunk.label in "NCO"]
    pairs = [
        (at, f"{chunks[at - 1].text} {chunks[at].text}") for at in counts if chunks[at - 1].line == chunks[at].line
    ]
    counts = sorted({*counts} - {at for at, both in pairs if is_date(both)})  # `Nov. 9`, `Nov. 9 · 20`
    # `Clocks and Maps / 17` is a number in a programme
    counts = [at for at in counts if not text.lines[chunks[at].line].text.endswith(f" / {chunks[at].text}")]
    named = labels_of(chunks).count("N")
    votes: set[int] = set()
    for step in (1, -1) if titles else ():
        beside = [at for at in counts if 0 <= at + step < len(chunks) and chunks[at + step].label in "Tt"]
        is_named = sum(chunks[at].label == "N" for at in beside) > _SHARE * max(len(beside), named)
        # a number below an abstract and above the next title counts something else; 1, 2, 3 count titles
        has_edge = bool(beside) and (beside[0] < titles[0] if step > 0 else beside[-1] > titles[-1])
        numbers = [int(chunks[at].text) for at in beside if chunks[at].text.isdecimal()]
        counts_titles = numbers == list(range(1, len(beside) + 1))
        if is_named or (has_edge and len(beside) > max(1, _SHARE * len(titles)) and not counts_titles):
            votes.update(beside)
    relabel((chunks[at] for at in votes), "NCO", "N")
    # the other number of such pages stands below abstracts, or below names
    for at in counts if "N" in labels_of(chunks) else ():
        is_below_abstract = at > 0 and chunks[at].label in "ON" and chunks[at - 1].label == "S"
        if at not in votes and (is_below_abstract or (votes and chunks[at].label == "N")):
            chunks[at].label = "C"


def alike_lines(text: Text) -> None:
    """A line begins with a title where most titles begin lines like it, with an address or names behind them."""
    rows = [(row, (text.lines[row[0].line].marker, _behind_title(row))) for row in rows_of(text.chunks)]
    titled = Counter(kind for row, kind in rows if row[0].label == "T")
    often = Counter(chunk.text for chunk in text.chunks)
    for row, kind in rows:
        is_usual = (
            kind[1] in ("A", "L", "site") and titled[kind] > _SHARE * titled.total() and "T" not in labels_of(row)
        )
        if is_usual and row[0].label == "O" and row[0].title_odds > _LEAST and often[row[0].text] == 1:
            row[0].label, row[0].odds = "T", _SURE
            relabel(takewhile(lambda chunk: chunk.before == ":", row[1:]), "OT", "t")


def _behind_title(row: Sequence[Chunk]) -> str:
    """The label of what stands behind a title in its line; `site` where that of its page does, `(arxiv.org)`."""
    return "site" if _SITE.fullmatch(row[-1].text.strip("()")) else labels_of(row).lstrip("TtO")[:1]


def tagged_titles(text: Text) -> None:
    """What search engines tag, `[CITATION] Slow Clocks`, is a title above names."""
    for row, below in pairwise(rows_of(text.chunks)):
        if row[0].label == "O" and below[0].label == "A" and _TAGGED.match(row[0].text):
            row[0].label, row[0].odds = "T", max(row[0].odds, _TAGGED_ODDS)
            relabel(row[1:], "O", "t")


def names_below_titles(text: Text) -> None:
    """A line of names right below a title is who wrote it, where most titles have their authors there."""
    below: list[list[Chunk]] = []
    for above, row in pairwise(rows_of(text.chunks)):
        below += [row] if above[0].label in "Tt" and above[-1].label in "Tt" and row[0].label not in "Tt" else []
    named = sum({*labels_of(row)} == {"A"} for row in below)
    for row in below if named > _SHARE * len(below) else ():
        relabel(row if are_names(text.lines[row[0].line].text) else (), "OS", "A")


def names_above_titles(text: Text) -> None:
    """A name with its place right above a title is who wrote it, where nearly all titles have their authors there.

    And what stands right below several, `Ann Lee (KIT, Germany), He He (Example Labs, USA)`, is a title.
    """
    pairs = [*pairwise(rows_of(text.chunks))]
    above = [row for row, title in pairs if title[0].label == "T"]
    if sum({*labels_of(row)} == {"A"} for row in above) < max(_FEWEST, _NEARLY * len(above)):
        return
    for names, row in pairs:
        line = text.lines[names[0].line].text
        are_placed = line.endswith(")") and people_share(line)[1] > _SHARE
        relabel(names if are_placed and (row[0].label == "T" or "), " in line) else (), "OS", "A")
        if are_placed and "), " in line and {*labels_of(row)} == {"O"} and not text.lines[row[0].line].gap:
            row[0].label, row[0].odds = "T", max(row[0].odds, _TAGGED_ODDS)
            relabel(row[1:], "O", "t")


def names_with_places(text: Text) -> None:
    """Lines below a title that begin with a name, family first, before a tab name its authors: `Lee, Ann⇥KIT`."""
    is_below = False
    for above, row in pairwise(rows_of(text.chunks)):
        is_named = len(row) > 1 and row[1].before == "t" and bool(INVERTED.fullmatch(row[0].text))
        is_below = is_named and (is_below or above[0].label == "T")
        relabel(row[:1] if is_below else (), "OTt", "A")
        relabel(row[1:] if is_below else (), "ATtV", "O")


def names_beside_names(text: Text) -> None:
    """A name beside others of its line is one of them, linked as these are: `Ann Lee, Bo Cho, Cy Roy`."""
    for row in rows_of(text.chunks):
        linked = [chunk for chunk in row if "a" in chunk.style]
        are_people = "A" in labels_of(linked) and all(are_names(chunk.text.rstrip(":")) for chunk in linked)
        relabel(linked if are_people else (), "O", "A")


def cards(text: Text) -> None:
    """What stands apart right above the site of a paper's page is its title, as other titles have theirs below.

    And a name right below a site is who wrote what the card shows.

    Slow Clocks of the World
    We wait for them to strike …
    arxiv.org
    Ann Lee
    """
    rows = [*rows_of(text.chunks)]
    lines = [text.lines[row[0].line] for row in rows]
    # other cards begin with the site
    sites = [at for at, line in enumerate(lines) if at and not line.gap and _SITE.fullmatch(line.text)]
    titled = [at for at in sites if "T" in labels_of(rows[at - 1]) or "S" in labels_of(rows[at - 1])]
    if len(titled) < max(_FEWEST, _SHARE * labels_of(text.chunks).count("T")):
        return
    for at in sites:
        above, below = rows[at - 1], rows[at + 1] if at + 1 < len(rows) else []
        if at in titled:
            relabel(below if below and are_names(lines[at + 1].text) else (), "OTS", "A")
        elif {*labels_of(above)} == {"O"} and lines[at - 1].gap and not above[0].url:
            above[0].label, above[0].odds = "T", _TAGGED_ODDS
            relabel(above[1:], "O", "t")


RULES = (
    cards,
    alike_lines,
    tagged_titles,
    names_below_titles,
    names_above_titles,
    names_with_places,
    names_beside_names,
    lone_addresses,
    regular_votes,
)
