"""Who wrote the papers of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.names import leaves_out, names
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.words import words

_LED = re.compile(r"(De|Di|Da|Von|Par|Por|[a-z]{2,9}) ([^\W\d_][^\s,;]* [^\W\d_][^\s,;]*)(?=[,; ]|$)(?!, [A-Z]\.)")
_FEWEST, _MOSTLY = 3, 0.6


def remove_words_before_names(listed: Sequence[Paper]) -> None:
    """Take off the word before the names that most papers have there, `De Ann Lee`.

    It is a part of a name where the same stands behind it in most, `Di Marco, A.`, or a family name alone, `De Vries,`.
    """
    firsts = [paper.fields["A"][0] for paper in listed if "A" in paper.fields]
    led = [(item, mark) for item in firsts if (mark := _LED.match(item.text))]
    leads, behind = Counter(mark[1] for _, mark in led), Counter(mark[2] for _, mark in led)
    if len(led) < max(_FEWEST, _MOSTLY * len(firsts)) or len(leads) > 1 or max(behind.values()) > 1:
        return
    for item, mark in led:
        item.text = item.text[mark.start(2) :]


def authors_of(paper: Paper) -> list[str]:
    """The names of a paper's authors, each once; a reference below its abstract names some of them again."""
    known: list[str] = []
    for item in paper.fields.get("A", ()):
        # one line may have semicolons, and another none
        parts = item.paragraphs if ";" in item.text else [item.text]
        listed = [name for part in parts for name in names(part)]
        if _are_same(known, listed):
            known = max(known, listed, key=lambda told: len("".join(told)))
        elif set(known) < set(listed):
            known = listed
        else:
            known += [name for name in listed if name not in known]
    return known


def has_more(paper: Paper) -> bool:
    """Whether a paper has more authors than are named."""
    return any(leaves_out(item.text) for item in paper.fields.get("A", ()))


def _are_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two lists name the same people: `Lee, A.; Cho, B.` and `Lee, Ann; Cho, Bo`."""
    return 0 < len(first) == len(second) and all(map(_is_same, first, second))


def _is_same(first: str, second: str) -> bool:
    """Whether two names share a family name, and all else that one of them has is initials."""
    one, other = {*words(first)}, {*words(second)}
    has_initials = any(all(len(word) == 1 for word in rest) for rest in (one - other, other - one))
    return has_initials and max(map(len, one & other), default=0) > 1
