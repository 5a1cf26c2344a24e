"""arXiv's line of authors as names with their affiliations.

Authors stand between commas and 'and', affiliations in parentheses behind a name, or as numbers that a last pair of
parentheses explains: `A. Lee (1), B. Cho (1 and 2) ((1) MIT, (2) ETH)`.
"""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:,\s*and\s+|,\s*&\s+|[,;、，；]|\s+and\s+|(?<!\\)\s&\s)\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?\s*([\d*†‡]{1,3}|[a-z])\s*\)\s*")
_INVERTED = re.compile(r"(?:[^\W\d_][^,;()]*,\s*(?:[A-Z]\.?[\s-]?){1,4}(?:[,;]\s*|$))+")
"""`Lee, A., Cho, B. C.`, as feeds of publishers have it."""
_OTHERS = re.compile(r"(?<![\s,])[\s,]+(?:et\.?\s?al\.?|and others)\s*$", re.IGNORECASE)
_LONGEST = 200_000


def split(line: str) -> list[tuple[str, str]]:
    """Names and affiliations, in order.

    >>> split("Erik Müller (ETH), Al Gore, Jr. and The X Collaboration: B. Ito")
    [('Erik Müller', 'ETH'), ('Al Gore Jr.', ''), ('The X Collaboration', ''), ('B. Ito', '')]
    """
    line = _OTHERS.sub("", " ".join(line.split())[:_LONGEST])
    line = re.sub(r"(?<=collaboration)(?=s?\s*:)|(?<=collaborations)(?=\s*:)", ",", line, flags=re.IGNORECASE)
    line = re.sub(r",(s?)\s*:", r"\1,", line)
    if _INVERTED.fullmatch(line):
        parts = [part.strip() for part in re.split("[,;]", line) if part.strip()]
        return [(f"{given} {family}", "") for family, given in zip(parts[::2], parts[1::2], strict=True)]
    names: list[tuple[str, list[str]]] = []
    places: dict[str, str] = {}
    for text, inside in _pieces(line):
        if inside:
            legend = _legend(text)
            if legend:
                places |= legend
            elif names:
                names[-1][1].append(text)
            continue
        for part in _BREAK.split(text):
            name = part.strip(" .:") if part.strip(" .:").lower() in ("et al", "others") else part.strip(" :")
            if _SUFFIX.fullmatch(name) and names:
                names[-1] = (f"{names[-1][0]} {name}", names[-1][1])
            elif any(character.isalpha() for character in name) and name.lower() not in ("et al", "others", "and"):
                names.append((name, []))
    return [(name, "; ".join(_explained(marks, places))) for name, marks in names]


def _pieces(line: str) -> list[tuple[str, bool]]:
    """The text outside and inside the outermost parentheses, in order."""
    pieces: list[tuple[str, bool]] = []
    depth = start = 0
    for found in re.finditer(r"[()]", line):
        if found[0] == "(":
            if not depth:
                pieces.append((line[start : found.start()], False))
                start = found.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                pieces.append((line[start : found.start()], True))
                start = found.end()
    if depth:
        # parentheses that do not close are part of a name, for all we can tell
        start -= len(pieces.pop()[0]) + 1
    return [*pieces, (line[start:], False)]


def _legend(text: str) -> dict[str, str]:
    """What numbers mean, in `(1) MIT, (2) ETH`."""
    marks = list(_NUMBERED.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {mark[1]: text[mark.end() : end].strip(" ,;.") for mark, end in zip(marks, ends, strict=True)}


def _explained(marks: list[str], places: dict[str, str]) -> list[str]:
    """Affiliations with numbers put into words; numbers that nothing explains are left out."""
    told = []
    for mark in marks:
        numbers = re.split(r"\s*(?:,|;|and|&)\s*", mark)
        if all(number in places for number in numbers):
            told += [places[number] for number in numbers]
        elif not all(re.fullmatch(r"[\d*†‡]{0,3}|[a-z]", number) for number in numbers):
            told.append(mark)
    return [place for place in told if place]
