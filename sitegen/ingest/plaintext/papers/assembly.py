"""Labelled chunks put together to papers.

A title opens a paper. What stands between two titles belongs to one of them; to which, the list shows by its own
rhythm, for each kind of field: votes above every title, authors below, with the wider gap on the other side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise

from msgspec import Struct, field

from sitegen.ingest.plaintext.items import Item, Text, items_of
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.words import words
from sitegen.ingest.values import identifiers
from sitegen.ingest.values.links import leads_to_paper
from sitegen.text.folding import letters

_FEWEST, _CLEAR = 2, 0.6
"""By how many fields that stand nearer to one title, and by which share of all, it is plain where they belong."""
_NEARER = 0.95
"""By how much an address has to be nearer to one title: a few lines say nothing, as it ends what is said of a paper."""
_MOST_OF_A_KIND = 30
"""Fields between two titles that are looked at."""
_PARTING = {"": 0.0, "x": 0.0, "rule": 8.0}
"""How much lines part papers, by their marks; others are items of lists, and so is a box to tick in one, `- [x]`."""
_SUBJECT = re.compile(
    r"[*_]{0,2}(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|тема|主题|件名)[*_]{0,2}\s?[:：]", re.I
)
"""What the head of a mail has beside the day on which it was sent."""
_ELSEWHERE = re.compile(
    r"\b(?:cf|see|also|on|of|to|with|from|than|follow(?:s|ing)|extend(?:s|ing)|vgl|siehe|auch|voir|ver)[.:]?\s*$", re.I
)
"""Before an identifier of a paper that is only mentioned, `see also arXiv:2601.01234`, `It builds on`."""


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
    def odds(self) -> float:
        """How sure it is that this is a paper, and read right."""
        parts = [self.title, *self.fields.get("A", ()), *self.fields.get("S", ())]
        return min((part.odds for part in parts), default=0.0)


def papers(text: Text) -> tuple[list[Paper], list[Item]]:
    """The papers of a text, and the items of no paper: days and curators."""
    items = list(items_of(text))
    for above, title in pairwise(item for item in items if item.label == "T"):
        if title.urls and not above.urls and letters(title.text) == letters(above.text):
            # a note says in a link below its heading where that is from
            title.label = "L"
    _name_bare(items, text.lines)
    _name_sent(items, text.lines)
    titles = [at for at, item in enumerate(items) if item.label in "TJ"]
    assembled = [Paper(items[at]) for at in titles]
    level, line, dated = 0, -1, -1
    for item in items:
        if item.label in "TJ":
            level, line = text.lines[item.first].level, item.last
        elif item.label == "D" and (item.first in (line, dated) or 0 < level < text.lines[item.first].level):
            # a day behind a title or another day of a paper, or in a heading below it, is the paper's own
            item.label = "P"
        dated = item.last if item.label == "P" else dated
    free = [item for item in items if item.label in "DU"]
    if not assembled:
        return [], free
    ends = _ends(assembled, text.lines)
    # a preview below the address of a paper has its title again
    repeated = {at for above, at in pairwise(titles) if letters(items[above].text) == letters(items[at].text)}
    leads = {label: _leads(label, items, titles, text.lines) for label in "ANCMPVGKSW"}
    leads["L"] = _leads("L", items, [at for at in titles if at not in repeated], text.lines)
    if not leads["A"] and _behind_names(items, text.lines) > _CLEAR * sum(item.label == "S" for item in items):
        # what is said below the names is said of the same paper
        leads["S"] = False
    for item, owner in _owned(items, titles, leads, _linked(assembled), text.lines):
        if owner is not None and item.first < ends[owner]:
            assembled[owner].fields.setdefault(item.label, []).append(item)
    for paper in (paper for paper in assembled if "S" in paper.fields):
        paper.fields["S"] = _own_words(paper.fields["S"])
    return assembled, free


def _owned(
    items: Sequence[Item],
    titles: Sequence[int],
    leads: Mapping[str, bool],
    linked: Mapping[str, int],
    lines: Sequence[Line],
) -> Iterator[tuple[Item, int | None]]:
    """The items beside titles, each with the number of its paper.

    An identifier has one, wherever it stands; but a paper of another day that has no other identifiers, and more than
    a mention of this one, is that paper again, under another title or in another version, by one of the same people.
    """
    owned = [
        (item, _owner(item, items, titles, bisect_left(titles, at), leads[item.label]))
        for at, item in enumerate(items)
        if item.label not in "DUTJ"
    ]
    named: defaultdict[int, set[str]] = defaultdict(set)
    people: defaultdict[int | None, set[str]] = defaultdict(set)
    for item, owner in owned:
        if owner is not None and (name := _identifier(item)):
            named[owner].add(name)
        if item.label == "A":
            people[owner] |= {word for word in words(item.text) if word[1:] and not word.islower()}
    # right above a title and again below it, as records of PubMed have it
    titled = {items[at].last for at in titles}
    above = {_identifier(item) for item, below in pairwise(items) if below.label in "TJ" and item.first not in titled}
    above -= {*linked, ""}
    owners = dict(linked)
    for owner, names in named.items():
        for name in names:
            first = owners.setdefault(name, owner)
            if owner == first + 1 and name in above and len(named[first]) > 1 and not leads["L"]:
                owners[name] = owner
    days = [at for at, item in enumerate(items) if item.label == "D"]
    day_of = [bisect_left(days, at) for at in titles]
    for item, owner in owned:
        paper = owners.get(_identifier(item), owner)
        if owner is not None and paper is not None and day_of[owner] != day_of[paper]:
            is_own = not _ELSEWHERE.search(lines[item.first].text.partition(item.text)[0])
            is_own = is_own and not (people[owner] and people[paper] and people[owner].isdisjoint(people[paper]))
            paper = owner if is_own and {owners[name] for name in named[owner]} == {paper} else paper
        yield item, paper


def _linked(listed: Sequence[Paper]) -> dict[str, int]:
    """The number of the one paper whose title leads to a DOI or an arXiv id, which is its own wherever else it is."""
    names = [_identifier(paper.title) for paper in listed]
    times = Counter(names)
    return {name: at for at, name in enumerate(names) if name and times[name] == 1}


def _identifier(item: Item) -> str:
    """The DOI or the arXiv id that an item is or a title leads to; empty for what is neither."""
    parts = [item.text] * (item.label == "L") + [url for _, url in item.urls if item.label in "LT"]
    found = (identifiers.find_doi(part) or identifiers.find_arxiv(part) or identifiers.arxiv(part)[0] for part in parts)
    return next(filter(None, found), "")


def _name_bare(items: Sequence[Item], lines: Sequence[Line]) -> None:
    """An address in a line of its own is a paper of which no more is known, where each title links to another."""
    titled = [{identifiers.find_arxiv(url) for _, url in item.urls} - {""} for item in items if item.label == "T"]
    known = set().union(*titled)
    for item in items if len(titled) > 1 and all(titled) else ():
        arxiv = identifiers.find_arxiv(item.text) if item.label == "L" and item.text == lines[item.first].text else ""
        item.label = "J" if arxiv and arxiv not in known else item.label


def _name_sent(items: Sequence[Item], lines: Sequence[Line]) -> None:
    """The day in the head of a mail is that of its list: `Date: Fri, 6 Mar 2026`, right above `Subject: Papers`."""
    blocks = list(accumulate(bool(line.gap) for line in lines))
    subjects = {at for at, line in enumerate(lines) if _SUBJECT.match(line.text)}
    # records have days and subjects as well, of the paper whose title is above them, or right above their paragraph
    titles = [item for item in items if item.label == "T" and item.first not in subjects]
    below = [blocks[item.last + 1] for item in titles if item.last + 1 < len(blocks)]
    heads = {blocks[at] for at in subjects} - {blocks[item.first] for item in titles} - {*below}
    for item in items:
        item.label = "D" if item.label == "P" and blocks[item.first] in heads else item.label


def _behind_names(items: Sequence[Item], lines: Sequence[Line]) -> int:
    """How many abstracts stand behind the names below a title.

    None where one is right above the first title, or above all and none below; others may begin and end a page.
    """
    told = [item for item in items if item.label in "TJAS"]
    first, second = (told * 2)[:2]
    is_next = second.label in "TJ" and second.first == first.last + 1
    is_above = told[-1].label != "S" and (is_next or first.odds > 0.5)
    if first.label == "S" and (is_above or (is_next and not lines[second.first].gap)):
        return 0
    below, has_names = 0, False
    for label in (item.label for item in told):
        below += label == "S" and has_names
        has_names = label not in "TJ" and (has_names or label == "A")
    return below


def _own_words(abstracts: Sequence[Item]) -> list[Item]:
    """What a paper says of itself, of all sentences that stand with it.

    Above what is called an abstract stands somebody's summary, and below it, if it is short, a remark; beside one with
    the marks of mails, `> We show clocks.`, stands who answers.
    """
    quote = max(abstracts, key=lambda part: len(part.text)).quote
    abstracts = [part for part in abstracts if part.quote == quote]
    start = next((at for at, part in enumerate(abstracts) if part.is_named), 0)
    first, *others = abstracts[start:]
    kept = [first, *(part for part in others if len(part.text) > 0.5 * len(first.text))]
    paragraphs = [words for part in kept for words in part.paragraphs]
    marked = [words.removeprefix("> ") for words in paragraphs if words.startswith("> ")]
    if not marked:
        return kept
    first.paragraphs, first.text = marked, " ".join(marked)
    return [first]


def _ends(listed: Sequence[Paper], lines: Sequence[Line]) -> list[int]:
    """Where what belongs to each paper ends at the latest: at a heading above its own."""
    ends = []
    starts = [paper.title.first for paper in listed]
    for paper, limit in zip(listed, [*starts[1:], len(lines)], strict=True):
        first, start = paper.title.first, paper.title.last + 1
        level = lines[first].level or (lines[first - 1].level if first else 0)
        below = (at for at in range(start, limit) if level and 0 < lines[at].level < level)
        ends.append(next(below, len(lines)))
    return ends


def _owner(item: Item, items: Sequence[Item], titles: Sequence[int], following: int, leads: bool) -> int | None:
    """The number of the paper that an item belongs to, which stands before the title with the number `following`."""
    before = items[titles[following - 1]] if following else None
    after = items[titles[following]] if following < len(titles) else None
    if before and item.first == before.last and not (after and after.first == item.last and leads):
        return following - 1
    if leads or (after and item.last == after.first):
        return following if after else None
    return following - 1 if before else None


def _leads(label: str, items: Sequence[Item], titles: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether fields of a kind stand before the titles that they belong to."""
    before = after = 0.0
    seen, named = list[int](), list[int]()
    nearer = _NEARER if label == "L" else 0.0
    kind = [at for at, item in enumerate(items) if item.label == label]
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
    if kind and seen[0] and not is_first and all(items[at].is_labelled for at in (*named_titles, *kind)):
        # records that name their fields begin with the title, as none stands above the first
        return False
    if label == "L" and 2 * len(set(seen)) <= len(titles) and before <= after:
        # few addresses show nothing by the one above all titles
        return False
    are_named = named[:1] != [0] and 2 * len(named) >= len(seen)
    if label == "S" and len(titles) > 1 and (are_named or before <= after + (seen[:1] != [0])):
        return False
    if not seen or len(titles) < 2:
        return bool(seen) and seen[-1] == 0
    if (seen[0] == 0) != (seen[-1] == len(titles)):
        # what stands above all titles may be no part of the list, and the last title neither
        return seen[0] == 0 and after - before < max(_FEWEST, _CLEAR * (before + after))
    # a number begins what is said of a paper
    return before > after and not (label == "L" and lines[items[titles[-1]].first].ordinal)


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
