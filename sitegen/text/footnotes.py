"""Footnotes of texts that an editor writes as one and a reader sees apart.

    A fine day.[^1]

    1. [Hope](../papers/2025/hope.md): a model.[^2]

    [^1]: The last of the month.
    [^2]: Of some use.

The words above this list and those of its entry are shown, mailed and listed by themselves, so each takes its
footnotes along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.text.math import split
from sitegen.text.references import without_code

_USED = re.compile(r"(?<!\\)\[\^([^\[\]\s]+)\](?!:)")
_LABEL = re.compile(r"(?<!\\)\[\^([^\[\]\s]+)\](?!\()")
_DEFINED = re.compile(
    r"^ {0,3}\[\^([^\[\]\s]+)\]:[^\n]*"
    # lines of its first paragraph, and what is set in below it
    r"(?:\n(?! {0,3}(?:\[\^|#|[-*+>]\s|\d+[.)]\s|```|~~~))[ \t]*\S[^\n]*|\n(?:[ \t]*\n)+(?: {4}|\t)[^\n]*)*",
    re.MULTILINE,
)


def shared(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts, each with the footnotes that it refers to and another one defines.

    >>> shared(["One.[^a]", "Two.", "[^a]: More."])
    ('One.[^a]\\n\\n[^a]: More.', 'Two.', '[^a]: More.')
    """
    if not any("[^" in text and "]:" in text for text in texts):
        return tuple(texts)
    defined: dict[str, str] = {}
    own = []
    for text in texts:
        own.append({note[1]: note[0] for note in _DEFINED.finditer(text)})
        for label, note in own[-1].items():
            defined.setdefault(label, note)
    whole = []
    for text, notes in zip(texts, own, strict=True):
        # what is lent may use others
        lent: dict[str, str] = {}
        parts = [text]
        for part in parts:
            for label in _USED.findall(part):
                if label in defined and label not in notes and label not in lent:
                    lent[label] = defined[label]
                    parts.append(lent[label])
        whole.append("\n\n".join(parts))
    return tuple(whole)


def once(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts as parts of one document again: a footnote stands in the first that has it.

    >>> once(["One.[^a]\\n\\n[^a]: More.", "[^a]: More."])
    ('One.[^a]\\n\\n[^a]: More.', '')
    """
    seen: set[str] = set()

    def first(note: re.Match[str]) -> str:
        is_new = note[0] not in seen
        seen.add(note[0])
        return note[0] if is_new else ""

    return tuple([_DEFINED.sub(first, text).strip() for text in texts])


def together(texts: Sequence[str]) -> str:
    """Texts that were written apart as one, in which each keeps its own footnotes.

    >>> together(["One.[^a]\\n\\n[^a]: More.", "Two.[^a]\\n\\n[^a]: Less."])
    'One.[^a]\\n\\n[^a]: More.\\n\\nTwo.[^a-1]\\n\\n[^a-1]: Less.'
    """
    return "\n\n".join(apart(text, f"-{at}") if at else text for at, text in enumerate(texts))


def apart(text: str, mark: str) -> str:
    """A text with a mark behind the names of its footnotes, by which none is another text's.

    >>> apart("One.[^a] Like `[^a]` and $x[^a]$, not [^b].\\n\\n[^a]: More.", ".1")
    'One.[^a.1] Like `[^a]` and $x[^a]$, not [^b].\\n\\n[^a.1]: More.'
    """
    if "]:" not in text:
        return text
    shown = "".join([part.text if part.kind == "text" else " " * len(part.text) for part in split(without_code(text))])
    own = {note[1] for note in _DEFINED.finditer(shown)}
    ends = [0, *(label.end(1) for label in _LABEL.finditer(shown) if label[1] in own), len(text)]
    return mark.join(text[start:end] for start, end in pairwise(ends))
