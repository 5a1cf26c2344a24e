"""Labelled chunks put together to papers.

A title opens a paper. What stands between two titles belongs to one of them; to which, the list shows by its own
rhythm, for each kind of field: votes above every title, authors below, with the wider gap on the other side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from msgspec import Struct, field

from sitegen.ingest.plaintext.items import Item, Text, items_of
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.names import part_families
from sitegen.ingest.values import identifiers
from sitegen.ingest.values.links import leads_to_paper
from sitegen.text.folding import letters

_MOSTLY = 0.6
_NEARER = 0.95
"""By how much an address has to be nearer to one title: a few lines say nothing, as it ends what is said of a paper."""
_MOST_OF_A_KIND = 30
"""Fields between two titles that are looked at."""
_PARTING = {"": 0.0, "x": 0.0, "rule": 8.0}
"""How much lines part papers, by their marks; others are items of lists, and so is a box to tick in one, `- [x]`."""


class Paper(Struct):
    """A paper as the text shows it."""

    title: Item
    fields: dict[str, list[Item]] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """Its title and everything that stands with it."""
        return chain([self.title], *self.fields.values())

    def text(self, label: str) -> str:
        """What its first field of a kind says."""
        return next((item.text for item in self.fields.get(label, ())), "")

    @property
    def addresses(self) -> list[str]:
        """Where its title and its links lead to."""
        return [url for item in (self.title, *self.fields.get("L", ())) for _, url in item.urls]

    @property
    def odds(self) -> float:
        """How sure it is that this is a paper, and read right."""
        parts = [self.title, *self.fields.get("A", ()), *self.fields.get("S", ())]
        return min((part.odds for part in parts), default=0.0)


def papers(text: Text) -> tuple[list[Paper], list[Item]]:
    """The papers of a text, and the items of no paper: days and curators."""
    items = list(items_of(text))
    titles = [at for at, item in enumerate(items) if item.label in "TJ"]
    assembled = [Paper(items[at]) for at in titles]
    line = dated = -1
    for item in items:
        if item.label in "TJ":
            line = item.last
        elif item.label == "D" and item.first in (line, dated):
            # a day behind a title, or behind another day of a paper, is the paper's own
            item.label = "P"
        dated = item.last if item.label == "P" else dated
    free = [item for item in items if item.label in "DU"]
    # a preview below the address of a paper has its title again
    repeated = {at for above, at in pairwise(titles) if letters(items[above].text) == letters(items[at].text)}
    leads = {label: _leads(label, items, titles, text.lines) for label in "ANCMPVGKSW"}
    leads["L"] = _leads("L", items, [at for at in titles if at not in repeated], text.lines)
    count = sum(item.label == "S" for item in items)
    if not leads["A"] and _in_order("AS", items) > _MOSTLY * count:
        # what is said below the names is said of the same paper
        leads["S"] = False
    last = items[titles[-1] :] if titles else ()
    names_above = sum(items[at - 1].label == "A" and items[at - 1].last + 1 == items[at].first for at in titles if at)
    if 2 * names_above <= len(titles) and _in_order("SA", last) and _in_order("SA", items) > _MOSTLY * count:
        # names of the next title would stand right above it, and there would be none below the last abstract
        leads["A"] = leads["S"] = False
    ends = _ends(assembled, text.lines)
    for item, owner in _owned(items, titles, leads):
        if owner is not None and item.first < ends[owner]:
            known = assembled[owner].fields.setdefault(item.label, [])
            # what `Authors:` stands before is all, and names amid a line below are those of another paper
            is_amid = item.label == "A" and not text.lines[item.first].text.startswith(item.text[:1])
            known += [item] if item.is_labelled or not (known and known[0].is_labelled and is_amid) else []
    for paper in (paper for paper in assembled if "S" in paper.fields):
        paper.fields["S"] = _own_words(paper.fields["S"])
    part_families([item for paper in assembled for item in paper.fields.get("A", ())])
    return assembled, free


def _owned(
    items: Sequence[Item], titles: Sequence[int], leads: Mapping[str, bool]
) -> Iterator[tuple[Item, int | None]]:
    """The items beside titles, each with the number of its paper; an identifier has one on each day."""
    days = [at for at, item in enumerate(items) if item.label == "D"]
    owners: dict[tuple[int, str], int] = {}
    for number, at in enumerate(titles):
        owners.setdefault((bisect_left(days, at), _identifier(items[at])), number)
    owned = [
        (item, bisect_left(days, at), _owner(item, items, titles, bisect_left(titles, at), leads[item.label]))
        for at, item in enumerate(items)
        if item.label not in "DUTJ"
    ]
    for item, day, owner in owned:
        if owner is not None:
            owners.setdefault((day, _identifier(item)), owner)
    for item, day, owner in owned:
        name = _identifier(item)
        yield item, owners.get((day, name), owner) if name else owner


def _identifier(item: Item) -> str:
    """The DOI or the arXiv id that an item is or a title leads to; empty for what is neither."""
    parts = [item.text] * (item.label == "L") + [url for _, url in item.urls if item.label in "LT"]
    named = (identifiers.find_doi(part) or identifiers.find_arxiv(part) or identifiers.arxiv(part)[0] for part in parts)
    return next(filter(None, named), "")


def _in_order(labels: str, items: Sequence[Item]) -> int:
    """How many fields of one kind stand behind one of another below a title: `AS`, abstracts behind names."""
    count, is_behind = 0, False
    for label in (item.label for item in items if item.label in "TJAS"):
        count += label == labels[1] and is_behind
        is_behind = label not in "TJ" and (is_behind or label == labels[0])
    return count


def _own_words(abstracts: Sequence[Item]) -> list[Item]:
    """What a paper says of itself, of all sentences that stand with it.

    Above what is called an abstract stands somebody's summary, and below it, if it is short, a remark.
    """
    start = next((at for at, part in enumerate(abstracts) if part.is_named), 0)
    first, *others = abstracts[start:]
    return [first, *(part for part in others if len(part.text) > 0.5 * len(first.text))]


def _ends(listed: Sequence[Paper], lines: Sequence[Line]) -> list[int]:
    """Where what belongs to each paper ends at the latest: at a heading above its own."""
    starts = [paper.title.first for paper in listed]
    ends = []
    for paper, first, limit in zip(listed, starts, [*starts[1:], len(lines)], strict=False):
        level = lines[first].level or (lines[first - 1].level if first else 0)
        ends.append(next((at for at in range(paper.title.last + 1, limit) if 0 < lines[at].level < level), len(lines)))
    return ends


def _owner(item: Item, items: Sequence[Item], titles: Sequence[int], following: int, leads: bool) -> int | None:
    """The number of the paper that an item belongs to, which stands before the title with the number `following`."""
    before = items[titles[following - 1]] if following else None
    after = items[titles[following]] if following < len(titles) else None
    if before and item.first == before.last:
        return following - 1
    if leads or (after and item.last == after.first):
        return following if after else None
    return following - 1 if before else None


def _leads(label: str, items: Sequence[Item], titles: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether fields of a kind stand before the titles that they belong to."""
    kind = [at for at, item in enumerate(items) if item.label == label]
    if not kind:
        return False
    before = after = 0.0
    seen, named = list[int](), list[int]()
    nearer = _NEARER if label == "L" else 0.0
    # a page ends with other addresses
    kind = [at for at in kind if _identifier(items[at]) or any(leads_to_paper(it) for _, it in items[at].urls)] or kind
    for at in kind:
        item, following = items[at], bisect_left(titles, at)
        seen.append(following)
        named += [following] * (item.is_named or item.is_labelled)
        # a few show where they stand, and each costs all lines between
        is_one_of_few = len(seen) <= _MOST_OF_A_KIND or seen[-1 - _MOST_OF_A_KIND] != following
        if 0 < following < len(titles) and is_one_of_few:
            above, below = items[titles[following - 1]], items[titles[following]]
            if (item.first == above.last) != (item.last == below.first):
                # what is in the line of a title is its own, wherever the others' stands
                continue
            title = lines[below.first]
            up = _distance(above.last, item.first, lines, title)
            down = _distance(item.last, below.first, lines, title)
            before += up - down > nearer
            after += down - up > nearer
    named_titles = titles[:1] if any(items[at].is_labelled for at in titles) else ()
    ends = {items[at].last + 1 for at in kind}
    # a field right above a title without a name is the first of a record
    is_first = not named_titles and any(items[at].first in ends and not lines[items[at].first].gap for at in titles)
    if seen[0] and not is_first and all(items[at].is_labelled for at in (*named_titles, *kind)):
        # records that name their fields begin with the title, as none stands above the first
        return False
    if label == "L" and 2 * len(set(seen)) <= len(titles) and before <= after:
        # few addresses show nothing by the one above all titles
        return False
    are_named = named[:1] != [0] and 2 * len(named) >= len(seen)
    if label == "S" and (are_named or before <= after + (seen[0] != 0)):
        return False
    if (seen[0] == 0) != (seen[-1] == len(titles)):
        # what stands above all titles may be no part of the list, and the last title neither
        return seen[0] == 0
    return before > after


def _distance(above: int, below: int, lines: Sequence[Line], title: Line) -> float:
    """How far apart two lines are: blank lines part most, then list marks and headings, if they are those of titles."""
    distance = 0.0
    for line in lines[above + 1 : below + 1]:
        listed = 1.5 if _mark(line) == _mark(title) else 0.3
        headed = 3.0 * (0 < line.level <= (title.level or line.level))
        distance += 2.0 * line.gap + _PARTING.get("-" if line.mark else line.marker, listed) + headed + 0.3
    return distance


def _mark(line: Line) -> tuple[str, str, int]:
    return line.marker, "" if line.ordinal else line.mark, line.indent
