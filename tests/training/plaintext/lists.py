"""Lists as people paste them, with slots in the place of what they say of papers: the file `styles/lists`.

Each begins with `=== family name`, and a line of JSON with what else it says of its papers and their day. The slots:

| written | gives |
| --- | --- |
| `⟦title 2⟧`, `⟦TITLE 2⟧`, `⟦title 2 7…⟧` | the title of the second paper; in capitals; its first words |
| `⟦abstract 2 80⟧`, `⟦abstract 2 80…⟧` | whole sentences of about so many words; the first words |
| `⟦words 2 6-40⟧` | the sixth to the fortieth word of the abstract |
| `⟦author 2.1⟧`, `⟦author 2.1 Lee, A.⟧` | the name of its first author; in that form (`facts.initials`) |
| `⟦authors 2 5⟧`, `⟦authors 2 5 "; " " and "⟧` | up to five names, with commas between; with other signs, another before the last |
| `⟦arxiv 2⟧`, `⟦doi 2⟧` | an identifier |
| `⟦title 2 ¦72¦  ⟧` | any of them in lines of so many columns, with what begins each line but the first |
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from copy import deepcopy
from random import Random
from typing import Any

from msgspec import Struct

from sitegen.ingest.plaintext.words import field
from sitegen.text import dates
from tests.training.plaintext.entries import STYLES
from tests.training.plaintext.facts import initials
from tests.training.plaintext.papers import Paper

_SLOT = re.compile(
    r"⟦(?P<kind>\w+) (?P<paper>\d+)(?:\.(?P<author>\d+))?(?: (?P<count>\d+)(?:-(?P<to>\d+)|(?P<cut>…))?)?(?: (?P<form>[A-Z][\w., ]*?))?"
    r"(?: \"(?P<between>[^\"]*)\"(?: \"(?P<last>[^\"]*)\")?)?(?: ¦(?P<width>\d+)¦(?P<margin>[^⟧]*))?⟧"
)
_SLOT_OR_TEXT = re.compile(r"⟦[^⟧]*⟧|[^⟦]+")
_WORD = re.compile(r"(?<![\w\\#:/.@&+-])[^\W\d_]{4,}(?![\w:/.@-]*[\w/@])")
"""Words in sentences and on buttons, which are no commands, addresses or parts of those."""
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")


class PastedList(Struct, frozen=True):
    """A list with slots."""

    text: str
    said: dict[str, Any]
    """What it says besides, as the answers to lists have it: `date`, and `papers` with their votes, days and venues."""


def load() -> list[PastedList]:
    """All lists, in a fixed order."""
    found = []
    for text in re.split(r"^=== .*\n", (STYLES / "lists").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        said, _, body = text.partition("\n")
        found.append(PastedList(body, json.loads(said)))
    return found


def filled(random: Random, listed: PastedList, papers: Sequence[Paper]) -> tuple[str, dict[str, Any]]:
    """A list of other papers, in order, and what is expected to be read of it."""
    expected = deepcopy(listed.said)
    text, start = "", 0
    for slot in _SLOT.finditer(listed.text):
        number = int(slot["paper"]) - 1
        text += listed.text[start : slot.start()]
        start = slot.end()
        text += _wrapped(_value(random, slot, papers[number], expected["papers"][number]), text, slot)
    return text + listed.text[start:], expected


def shortened(listed: PastedList, count: int) -> PastedList:
    """The list without the papers between its first ones and its last, which are `count` in all.

    A list whose papers stand in columns, or of which more is known than what stands in slots, stays as it is.
    """
    slots = list(_SLOT.finditer(listed.text))
    numbers = [int(slot["paper"]) for slot in slots]
    papers = listed.said["papers"]
    if len(papers) <= count or any(papers) or numbers != sorted(numbers) or not {count, len(papers)} <= set(numbers):
        return listed
    start, end = (_start_of_line(listed.text, slots[numbers.index(number)].start()) for number in (count, len(papers)))
    last = _SLOT.sub(lambda slot: slot[0].replace(f" {len(papers)}", f" {count}", 1), listed.text[end:])
    short = PastedList(listed.text[:start] + last, listed.said | {"papers": papers[:count]})
    # the last paper may begin within the line of another
    return short if all(int(slot["paper"]) <= count for slot in _SLOT.finditer(short.text)) else listed


def _start_of_line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def in_unknown_language(random: Random, listed: PastedList) -> PastedList:
    """The list with other letters in the words around its slots, so that only how it is set tells what they are.

    `Save  Cite  Cited by 15` becomes `Ladu  Zofu  Zofup by 15`. Short words, names of fields, and what is said of its
    papers stay.
    """
    vowels, consonants = "aeiou", "bcdfgklmnprstvz"
    others = "".join(random.sample(vowels, len(vowels)) + random.sample(consonants, len(consonants)))
    letters = str.maketrans(vowels + consonants + (vowels + consonants).upper(), others + others.upper())
    said = json.dumps(listed.said, ensure_ascii=False)

    def disguised(word: re.Match[str]) -> str:
        is_known = field(word[0]) or dates.find(f"1 {word[0]} 2024") or word[0] in said
        return word[0] if is_known else word[0].translate(letters)

    between = _SLOT_OR_TEXT.sub(
        lambda part: part[0] if part[0][0] == "⟦" else _WORD.sub(disguised, part[0]), listed.text
    )
    return PastedList(between, listed.said)


def _value(random: Random, slot: re.Match[str], paper: Paper, answer: dict[str, Any]) -> str:
    """What stands in a slot, which is noted in the answer."""
    kind, form, count = slot["kind"], slot["form"] or "", int(slot["count"] or 0)
    if kind.lower() == "title":
        words = paper.title.rstrip(".").split(" ")
        title = " ".join(words[:count]) + "…" if slot["cut"] else " ".join(words)
        return str(answer.setdefault("title", title.upper() if kind.isupper() else title))
    if kind == "abstract":
        return str(answer.setdefault("abstract", _beginning(paper.abstract, count, bool(slot["cut"]))))
    if kind == "words":
        part = _words(paper.abstract, count - 1, int(slot["to"]))
        answer["abstract"] = f"{answer.get('abstract', '')} {part}".strip()
        return part
    if kind == "arxiv":
        return str(answer.setdefault("arxiv", paper.arxiv or _identifier(random)))
    if kind == "doi":
        return str(answer.setdefault("doi", paper.doi or f"10.18653/v1/2024.acl-long.{random.randint(1, 900)}"))
    # where a paper has fewer authors they are named again
    first = (int(slot["author"]) - 1) % len(paper.authors) if slot["author"] else 0
    names = [initials(name, form) for name in paper.authors[first : first + max(1, count)]]
    answer.setdefault("authors", []).extend(names)
    between = slot["between"] or ", "
    return between.join(names[:-1]) + (slot["last"] or between if len(names) > 1 else "") + "".join(names[-1:])


def _identifier(random: Random) -> str:
    return f"{random.randint(15, 25)}{random.randint(1, 12):02}.{random.randint(0, 99999):05}"


def _beginning(abstract: str, count: int, is_cut: bool) -> str:
    """About so many words of an abstract: whole sentences, or cut off."""
    if is_cut:
        return " ".join(abstract.split()[:count]) + "…"
    first, *others = _SENTENCE.split(abstract)
    for sentence in others:
        if len(first.split()) + len(sentence.split()) / 2 > count:
            break
        first += f" {sentence}"
    return first


def _words(abstract: str, start: int, end: int) -> str:
    """Words of an abstract, which begins again where it is shorter.

    >>> _words("Clocks drift.", 1, 4)
    'drift. Clocks drift.'
    """
    words = abstract.split()
    return " ".join(words[at % len(words)] for at in range(start, end)) if words else ""


def _wrapped(value: str, text: str, slot: re.Match[str]) -> str:
    """A value in lines, if the slot has a width, the first of which goes on from the end of a text."""
    if not slot["width"]:
        return value
    first = " " * (len(text) - text.rfind("\n") - 1)
    lines = textwrap.wrap(
        value,
        int(slot["width"]),
        initial_indent=first,
        subsequent_indent=slot["margin"],
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)[len(first) :]
