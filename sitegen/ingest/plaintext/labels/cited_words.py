"""What the labeller of words knows of each word of a line that may cite a paper: its looks, its place, its neighbours.

| feature | says |
| --- | --- |
| `w s3 sh pb pe k` | the word without signs, its end, its shape, the signs before and behind it, its kind |
| `df` | in how many other lines of the text it stands |
| `at to` | how far it is from the line's beginning and end |
| `cb st` | how its chunk begins, and its style |
| `g gn gl gw` | what its part between two signs may be, and those around it; its number and length, and names so far |
| `q y` | whether it is in quotation marks or parentheses, and before or behind the first year |
| `lc lq` | how many commas and stops the line has, and whether it has quotation marks |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines.layout import WIDEST, Line, wrap_width
from sitegen.ingest.plaintext.words import common_share, function_share
from sitegen.text import dates

_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(
    r"(?<=[^\W\d_]{2}[,;:.)])(?=[^\W\d_a-z])|(?<=\b[^\W\d_]\.,)(?=[^\W\d_a-z])|(?<=\d\)[.:,])(?=[^\W\d_])"
)
"""Where a word begins without a space before it: `Lee,A.,Slow clocks`."""
_CORE = re.compile(r"^\W+|\W+$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}")
_CAPITALIZED = re.compile(r"(?:d['’])?[^\W\d_a-z](?:[^\W\d_]|['’.‐-]){1,}")
_NAMED = "van von de der den di da del della dos du la le el ten ter al bin af zu y e i"
_JOINING = "& and und et y e i en og och и ve oraz with mit con avec com by"
_PARTICLES, _AND = frozenset(_NAMED.split()), frozenset(_JOINING.split())
_ET_AL = frozenset(("et", "al", "al.", "others", "др"))
_QUOTES = frozenset('"“”„«»‘「」『』')
_BINS = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40)
_SHORTEST, _LONGEST, _FEWEST = 25, 900, 4
"""Characters and words of lines that may cite a paper."""
_RAGGED = 1
"""Columns that wrapped lines may lack."""
_AMID = 0.15
"""The share of wrapped lines that begin with a small letter."""
_CUTTING = frozenset(',;:.()[]/–—"“”„«»?!')


class Word(Struct):
    """A word of a line."""

    text: str
    chunk: int
    """Place of its chunk in the line."""
    start: int
    """Where it begins in its chunk."""
    core: str = ""
    shape: str = ""
    kind: str = ""
    part: int = 0
    """Number of its part between two signs."""


_KEY = re.compile(r"\[[A-Z][A-Za-z]{0,6}\+?\d{2}[a-z]?\]\s")
"""The key of a reference: `[LCR+25] `."""


def cells(pieces: Sequence[Chunk], text_lines: Sequence[Line]) -> list[list[Chunk]]:
    """The chunks that may be a citation each: those of lines, as they were before they were wrapped, without bars."""
    width = wrap_width(text_lines)
    breaks = [below for above, below in pairwise(text_lines) if _goes_on(above, below, width)]
    if sum(line.text[:1].islower() for line in breaks) < _AMID * len(breaks):
        # lines that are as long as each other by chance
        width = WIDEST
    rows = {piece.line for piece in pieces if piece.before == "t"}
    cut: list[list[Chunk]] = [[]]
    for piece in pieces:
        above = cut[-1][-1] if cut[-1] else None
        if above and (
            piece.before == "t"
            or (piece.line != above.line and {piece.line, above.line} & rows)
            or (piece.line != above.line and not _goes_on(text_lines[above.line], text_lines[piece.line], width))
        ):
            cut.append([])
        cut[-1].append(piece)
    return [cell for cell in cut if cell and not text_lines[cell[0].line].level and _is_long_enough(cell)]


def _is_long_enough(cell: Sequence[Chunk]) -> bool:
    size = sum(len(piece.text) for piece in cell)
    return _SHORTEST < size < _LONGEST and sum(piece.text.count(" ") + 1 for piece in cell) > _FEWEST


def _goes_on(above: Line, line: Line, width: int) -> bool:
    """Whether a line had no room at the end of the one above."""
    is_apart = line.gap or line.marker or line.level or above.level or line.indent < above.indent
    is_apart = is_apart or bool(_KEY.match(line.text))
    if is_apart or width >= WIDEST or (above.marker and line.indent <= above.indent and not above.mark):
        return False
    return above.indent + len(above.mark) + len(above.text) + len(line.text.partition(" ")[0]) >= width - _RAGGED


def words_of(pieces: Sequence[Chunk]) -> list[Word]:
    """The words of the chunks of a line."""
    words = []
    for place, piece in enumerate(pieces):
        if piece.text == piece.url:
            words.append(Word(piece.text, place, 0, core="url", shape="url", kind="u"))
            continue
        for token in _TOKEN.finditer(piece.text):
            start = 0
            for end in [*(glue.start() for glue in _GLUED.finditer(token[0])), len(token[0])]:
                text = token[0][start:end]
                core = _CORE.sub("", text) or text
                words.append(Word(text, place, token.start() + start, core, _shape(core), _kind(core)))
                start = end
    return words


def _shape(core: str) -> str:
    signs = "".join(
        "d" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.isalpha() else sign for sign in core[:24]
    )
    return re.sub(r"(.)\1+", r"\1\1", signs)


def _kind(core: str) -> str:
    lower = core.lower()
    if lower in _AND:
        return "and"
    if lower in _ET_AL:
        return "al"
    if lower in _PARTICLES and core != "I":
        return "part"
    if _INITIALS.fullmatch(core):
        return "ini"
    if _YEAR.fullmatch(core):
        return "year"
    if core[:1].isdigit():
        return "num"
    if function_share([lower]):
        return "fun"
    if len(core) > 2 and dates.month_number(core):
        return "month"
    is_common = common_share([lower]) > 0
    if _CAPITALIZED.fullmatch(core):
        return ("ca" if core.isupper() else "Ca") + ("c" if is_common else "")
    return "low" + ("c" if is_common else "") if core.islower() else "mix"


def counted(lines: Sequence[Sequence[Word]]) -> Counter[str]:
    """In how many lines each word stands."""
    return Counter(core for words in lines for core in {word.core for word in words})


def described(words: Sequence[Word], pieces: Sequence[Chunk], often: Counter[str], total: int) -> list[list[str]]:
    """The features of each word of a line, of a text of so many lines."""
    parts = _parts(words)
    kinds = ["<", *(_kind_of_part(part) for part in parts), ">"]
    lengths = [len(part) for part in parts]
    people = [0]
    for kind in kinds[1:-1]:
        people.append(people[-1] + kind[0].isupper())
    text = " ".join(word.text for word in words)
    line = [
        f"lc={_bin(text.count(', '))}", f"ls={_bin(text.count('. '))}", f"lq={bool(_QUOTES.intersection(text))}",
        f"l;={_bin(text.count(';'))}", f"lk={kinds[1]}{(*kinds, '', '')[2]}{(*kinds, '', '')[3]}",
    ]  # fmt: skip
    year = next((at for at, word in enumerate(words) if word.kind == "year"), -1)
    base = [_alone(word, often[word.core], total) for word in words]
    rows = []
    is_quoted, depth, within = False, 0, 0
    for at, word in enumerate(words):
        is_quoted = is_quoted or bool(_QUOTES.intersection(word.text[:2]))
        depth += word.text.count("(") + word.text.count("[")
        within = within + 1 if at and words[at - 1].part == word.part else 0
        part, kind = word.part, kinds[word.part + 1]
        piece = pieces[word.chunk]
        is_first = not at or words[at - 1].chunk != word.chunk
        around = f"{kinds[part]}{kind}{kinds[part + 2]}"
        row = [
            *base[at][0], *line, f"at={_bin(at)}", f"to={_bin(len(words) - 1 - at)}",
            f"g={kind}", f"g-1={kinds[part]}", f"g+1={kinds[part + 2]}", f"g3={around}", f"gl={_bin(lengths[part])}",
            f"gn={min(part, 6)}", f"gg={kind}{min(people[part], 3)}{min(part - people[part], 3)}",
            f"gw={min(within, 3)}{kind}", f"q={is_quoted}{depth > 0}",
            f"y={'n' if year < 0 else (at > year) - (at < year)}",
            f"k3={words[at - 1].kind if at else '<'}{word.kind}{words[at + 1].kind if at + 1 < len(words) else '>'}",
        ]  # fmt: skip
        if part:
            row.append(f"gl-1={_bin(lengths[part - 1])}")
        if part + 1 < len(lengths):
            row.append(f"gl+1={_bin(lengths[part + 1])}{kinds[part + 2]}")
        if is_first:
            row.append(f"cb={piece.before if at else '<'}")
        row.append(f"st={piece.style}")
        for step in (-2, -1, 1, 2):
            if 0 <= at + step < len(words):
                row += [f"{step}{name}" for name in base[at + step][1]]
            else:
                row.append(f"{step}none")
        rows.append(row)
        depth -= word.text.count(")") + word.text.count("]")
        if _QUOTES.intersection(word.text[-3:]) and not (len(word.text) < 3 and not is_quoted):
            is_quoted = False
    return rows


def _bin(count: int) -> int:
    return next((at for at, most in enumerate(_BINS) if count <= most), len(_BINS))


def _alone(word: Word, often: int, total: int) -> tuple[list[str], list[str]]:
    """What a word looks like by itself, and what of it its neighbours know."""
    lower = word.core.lower()
    before = word.text[: len(word.text) - len(word.text.lstrip("([\"“„«‘'*"))][:2]
    behind = re.sub(r"^.*?(?=\W*$)", "", word.text)[:2]
    common = often > 1 and f"{min(often, 3)}{2 * often > total}"
    names = [
        f"w={lower}",
        f"sh={word.shape}",
        f"pe={behind}",
        f"k={word.kind}",
        f"kp={word.kind}{behind}",
        f"df={common}",
    ]
    names += [f"dk={word.kind}{common}", f"s3={lower[-3:]}"]
    names += [f"pb={before}"] if before else []
    return names, [
        f"w={lower}",
        f"k={word.kind}",
        f"kp={word.kind}{behind}",
        f"pe={behind}",
        *([f"pb={before}"] if before else []),
    ]


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """The words between two signs that may part fields; a stop behind an initial is none."""
    parts: list[list[Word]] = [[]]
    for before, word in pairwise([None, *words]):
        assert word
        if before and (_ends_part(before) or word.kind == "and" or word.text[0] in '(["“„«‘' or before.kind == "u"):
            parts.append([])
        word.part = len(parts) - 1
        parts[-1].append(word)
    return parts


def _ends_part(word: Word) -> bool:
    last = word.text[-1]
    return last in _CUTTING and not (last == "." and word.kind == "ini" and len(word.core) < 6)


def _kind_of_part(part: Sequence[Word]) -> str:
    """What a part may be: upper-case letters for names, a year, numbers, or words."""
    kinds = [word.kind for word in part if word.kind not in ("and", "al")]
    if not kinds:
        return "&"
    if any(kind == "year" for kind in kinds):
        return "y" if len(kinds) < 3 else "z"
    if any(kind in ("num", "u") for kind in kinds):
        return "d"
    capital = [kind for kind in kinds if kind[:2].lower() == "ca"]
    if len(kinds) > 5 or any(kind in ("fun", "low", "lowc", "mix", "month") for kind in kinds):
        return f"w{min(len(kinds) // 3, 3)}"
    common = sum(kind.endswith("c") for kind in capital)
    if len(capital) == len(kinds) == 1:
        return "o" if common else "O"
    if not capital:
        return "I"
    if common == len(capital):
        return "c"
    return "N" if "ini" in kinds else "F" if not common else "G"
