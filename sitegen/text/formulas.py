"""A TeX formula set on one line, in Unicode or in plain words.

A formula is read token by token into pieces. Groups are read by recursion up to a depth that no real formula has;
below it braces are skipped, so that hostile input takes no more time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.text import symbols

_TOKEN = re.compile(r"\\([A-Za-z]+)\*?|\\(.)|(\s+)|(.)", re.DOTALL)
_LEANING = re.compile(r"(?<=\S)([<>=+]) (?=\S)")
"""A sign with a space on one side."""
_SCRIPTS = frozenset((*symbols.SUPERSCRIPTS.values(), *symbols.SUBSCRIPTS.values()))
_DEEPEST = 20


def to_line(tex: str) -> str:
    """The formula on one line of Unicode; unknown commands are shown by their names."""
    return _Reader(tex, plain=False).read()


def words(tex: str) -> str:
    """The formula in plain words, for search."""
    return _Reader(tex, plain=True).read()


class _Reader:
    """One pass over one formula."""

    def __init__(self, tex: str, plain: bool) -> None:
        self.tokens = [(match[0], match[1] or "", match[2] or "") for match in _TOKEN.finditer(tex)]
        self.position = 0
        self.plain = plain

    def read(self) -> str:
        pieces: list[str] = []
        while self.position < len(self.tokens):
            pieces += self._pieces(0)
            self.position += 1  # a closing brace that nothing opened
        line = re.sub(r"\s+", " ", _joined(pieces)).strip()
        # a command takes the space behind it
        return line if self.plain else _LEANING.sub(r" \1 ", line)

    def _next(self) -> str:
        """The token that is to be read; empty at the end."""
        return self.tokens[self.position][0] if self.position < len(self.tokens) else ""

    def _pieces(self, depth: int) -> list[str]:
        """Pieces up to the closing brace of this group, which is left for the caller."""
        pieces: list[str] = []
        while self._next() not in ("", "}"):
            pieces.append(self._piece(depth))
        return pieces

    def _piece(self, depth: int) -> str:
        token, command, sign = self.tokens[self.position]
        self.position += 1
        if command:
            return self._command(command, depth)
        if sign:
            # an escaped sign stands for itself, apart from spaces and line breaks
            return symbols.SPACES.get(sign, " " if sign in "\\\n" else "‖" if sign == "|" else sign)
        if token in "^_":
            return self._script(token, depth)
        if token == "{":
            return self._group(depth)
        if token.isspace() or token in "~&":
            return " "
        return "′" if token == "'" and not self.plain else token

    def _group(self, depth: int) -> str:
        """What stands up to the brace that closes the one just read."""
        if depth >= _DEEPEST:
            return ""
        text = _joined(self._pieces(depth + 1))
        self.position += 1
        return text

    def _argument(self, depth: int) -> str:
        self._skip_space()
        if self._next() in ("", "}") or depth >= _DEEPEST:
            return ""
        return self._piece(depth + 1).strip()

    def _option(self) -> str:
        ahead = [token for token, _, _ in self.tokens[self.position : self.position + 12]]
        if ahead[:1] != ["["] or "]" not in ahead:
            return ""
        end = ahead.index("]")
        self.position += end + 1
        return "".join(ahead[1:end])

    def _script(self, token: str, depth: int) -> str:
        text = self._argument(depth)
        if self.plain or not text:
            return text
        if short := symbols.raised(text) if token == "^" else symbols.lowered(text):
            return short
        return token + (text if len(text) == 1 or text.isalnum() else f"({text})")

    def _command(self, name: str, depth: int) -> str:
        if name in ("frac", "dfrac", "tfrac", "nicefrac", "sfrac"):
            above, below = self._argument(depth), self._argument(depth)
            return f"{above} {below}" if self.plain else f"{_in_parentheses(above)}/{_in_parentheses(below)}"
        if name == "binom":
            return f"({self._argument(depth)} {self._argument(depth)})"
        if name == "sqrt":
            root, content = self._option(), self._argument(depth)
            return f" {content} " if self.plain else f"{symbols.raised(root)}√{_in_parentheses(content)}"
        if name in symbols.MATH_ACCENTS:
            content = self._argument(depth)
            if self.plain or len(content) != 1:
                return content
            return symbols.accented(content, symbols.MATH_ACCENTS[name])
        if name == "mathbb":
            content = self._argument(depth)
            return content if self.plain else "".join(symbols.BLACKBOARD.get(letter, letter) for letter in content)
        if name in symbols.SILENT and self._next() != "{":
            # a point stands for no bracket
            if name in ("left", "right") and self._next() == ".":
                self.position += 1
            return ""
        if name in ("begin", "end", "label"):
            self._argument(depth)
            return " "
        if name in symbols.FONTS:
            return self._argument(depth)
        return self._named(name)

    def _named(self, name: str) -> str:
        if name in symbols.SPACES:
            return symbols.SPACES[name]
        if name in symbols.FUNCTIONS:
            return _Word(name)
        if self.plain:
            return self._in_words(name)
        if name in symbols.GREEK or name in symbols.LETTERS:
            self._skip_space()
            return symbols.SYMBOLS[name]
        return symbols.SIGNS.get(name) or symbols.TEXT_LETTERS.get(name) or _Word(name)

    def _in_words(self, name: str) -> str:
        if name == "ell":
            return "l"
        if name in symbols.SIGNS:
            return " "
        return symbols.TEXT_LETTERS.get(name) or _Word(name.removeprefix("var") if name in symbols.GREEK else name)

    def _skip_space(self) -> None:
        if self._next().isspace():
            self.position += 1


class _Word(str):
    """A name that must not run into its neighbours."""

    __slots__ = ()


def _joined(pieces: Sequence[str]) -> str:
    """The pieces side by side, with a space where a name would run into a letter or digit."""
    parts = [*pieces[:1]]
    for last, piece in pairwise(pieces):
        runs_in = isinstance(piece, _Word) and (last[-1:].isalnum() or last.endswith((")", "]")))
        if runs_in or (isinstance(last, _Word) and piece[:1].isalnum() and piece[0] not in _SCRIPTS):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _in_parentheses(text: str) -> str:
    """In parentheses where the text is more than one thing."""
    return text if re.fullmatch(r"[^\W_]*[°′]?|\S|\(.*\)", text) and text else f"({text})"
