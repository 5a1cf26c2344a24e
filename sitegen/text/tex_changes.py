"""The replacements that the rules of TeX repair use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec import Struct

from sitegen.model import SpanKind
from sitegen.text import symbols
from sitegen.text.formulas import to_line

# noncharacters of Unicode: no text may use them, and where one does it is kept in a hole
HOLE = "\ufdd0"
CLOSE = "\ufdd1"
OPEN: MappingProxyType[SpanKind, str] = MappingProxyType({"emphasis": "\ufdd2", "strong": "\ufdd3", "code": "\ufdd4"})
MARKS = HOLE + CLOSE + "".join(OPEN.values())

ABBREVIATIONS = MappingProxyType(
    {"eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "cf": "cf.", "wrt": "w.r.t.", "vs": "vs."}
)

Change: TypeAlias = Callable[[re.Match[str]], str | None]


class Rule(Struct, frozen=True):
    """One repair."""

    name: str
    """As `site.toml` skips it; rules of one name belong together."""
    sign: str
    """Text without which the pattern cannot match, so that most rules cost one look."""
    pattern: re.Pattern[str]
    change: Change
    """From a match to the text that replaces it, or None to leave it."""
    needs_tex: bool = False
    """Applied only to text that shows TeX elsewhere."""
    needs: re.Pattern[str] | None = None
    """Applied only to text that has this as well."""
    passes: int = 1
    """More than one for groups that stand in groups."""


def rule(name: str, sign: str, pattern: str, change: str | Mapping[str, str] | Change, **more: Any) -> Rule:
    """A rule; `change` may be a template in which `{1}` is the match's first group, or a table of its last group."""
    if isinstance(change, str):
        change = _filled(change)
    elif isinstance(change, Mapping):
        change = _looked_up(change)
    return Rule(name, sign, re.compile(pattern), change, **more)


def _filled(template: str) -> Change:
    return lambda match: template.format(match[0], *match.groups(default=""))


def _looked_up(table: Mapping[str, str]) -> Change:
    return lambda match: table[match[match.lastindex or 0]]


def entity(match: re.Match[str]) -> str | None:
    """A character by its name in HTML; a name that is none stays."""
    character = unescape(match[0])
    return character if len(character) == 1 and character.isprintable() else "\u00a0" if character == "\u00a0" else None


def accent(match: re.Match[str]) -> str | None:
    """An accent command with its letter, where Unicode has that letter: `\\"{\\i}` → ï."""
    command = match["sign"] or match["word"]
    name = (match["braced"] or match["letter"]).strip()
    letter = symbols.TEXT_LETTERS.get(name[1:], "") if name.startswith("\\") else name
    if not letter:
        return None
    result = symbols.accented(letter[0], symbols.ACCENTS[command])
    if len(letter) > 1 or len(result) > 1 or (command == '"' and _is_quotation(match)):
        return None
    return result


_CLOSING_QUOTE = re.compile(r'[^\\]{0,200}\\"(?![A-Za-z{])')


def _is_quotation(match: re.Match[str]) -> bool:
    """Whether `\\"` is an escaped quotation mark, as in `\\"attention\\" layers`."""
    text, start = match.string, match.start()
    return not text[max(0, start - 1) : start].isalpha() and bool(_CLOSING_QUOTE.match(text, match.end()))


_COMMAND_BEFORE = re.compile(r"(?:\\[A-Za-z]+|[_^])$")


def symbol(match: re.Match[str]) -> str | None:
    """A command that stands for one character; other commands stay."""
    name = symbols.SYMBOLS.get(match["braced"] or match["bare"])
    is_argument = match["braced"] and _COMMAND_BEFORE.search(match.string, max(0, match.start() - 20), match.start())
    return f"{{{name}}}" if name and is_argument else name


def braced_sign(match: re.Match[str]) -> str:
    """`64{times}64`, `D{to} infty`, `7{times} faster`: a relation takes no space that its left side lacks."""
    name = match["sign"]
    after = match.string[match.end() : match.end() + 1]
    keeps_space = (name == "times" and not after.isdigit()) or name in ("deg", "circ", "infty", "mu")
    return symbols.SYMBOLS.get(name, name) + (match["space"] if keeps_space else "")


def times(match: re.Match[str]) -> str:
    """Between two numbers the sign stands without spaces, before a word it keeps its space."""
    return "×" + (match["space"] if match["next"] is None else "")


def one_line(match: re.Match[str]) -> str | None:
    """A math command with its argument, set on one line; what needs more than letters stays."""
    text = to_line("\\" + match[0].removeprefix("\\"))
    return None if not text or "\\" in text else text


def item(match: re.Match[str]) -> str:
    """An item of a list that is set as running text."""
    return f" {(match['label'] or '•').strip()} "


def verbatim(match: re.Match[str]) -> str:
    return OPEN["code"] + match["inside"] + CLOSE


def raised(match: re.Match[str]) -> str | None:
    return symbols.raised(match["braced"] or match["bare"]) or None


def lowered(match: re.Match[str]) -> str | None:
    return symbols.lowered(match[1]) or None


def text_script(shifted: Callable[[str], str]) -> Change:
    """`9\\textsuperscript{th}`, `O\\textsubscript{2}`: figures are raised or lowered, words stay on the line."""
    return lambda match: (not match[1].isalpha() and shifted(match[1].strip())) or match[1]


def emphasis(kind: SpanKind) -> Change:
    def change(match: re.Match[str]) -> str | None:
        text = match[1].removesuffix("\\/")
        inner = text.strip()
        # a space before the closing brace belongs to the sentence
        return OPEN[kind] + inner + CLOSE + (" " if text != text.rstrip() else "") if inner else None

    return change


def plain(match: re.Match[str]) -> str | None:
    return match[1].lstrip() or None


EMPHASIS = re.compile(rf"[{OPEN['emphasis']}{OPEN['strong']}]|\{{\\(?:em|it|bf|sl)\s")


def letters(match: re.Match[str]) -> str | None:
    """Letters in braces within a word; the argument of a command stays."""
    is_argument = _COMMAND_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    return None if is_argument else match[1]


def bare_group(match: re.Match[str]) -> str | None:
    """A group of words in a text with groups of emphasis: an author's braces, not a set."""
    if not re.match(rf"[A-Za-z{MARKS}]", match[1]) or not re.search(r"[A-Za-z]{2}", match[1]):
        return None
    return match[1]


_NUMBERED = re.compile(r"(?:[A-Za-z]{3}|[A-Z]{2}|\.|[,;)\]’'”" + MARKS + r"])$")
"""What a number may be tied to: a word, but no quantity that is about so much, `z~1.4`."""


def tie(match: re.Match[str]) -> str | None:
    """`e.g.~10%`, `31~FPS`, `models~(LLMs)`; but no range, distribution or path: `5~66%`, `x~U(0, 1)`, `/~u`."""
    text, position = match.string, match.end() - 1
    before, after = match["before"], match["after"]
    follows = before.isalnum() or before in ".,:;)]%'’”" + HOLE + CLOSE
    precedes = after.isalnum() or after in "\\([{“" + MARKS
    if not follows or not precedes:
        return None
    word = re.search(r"[^\s(~]*$", text[max(0, position - 24) : position])
    left = word[0] if word else before
    if after.isdigit() and not _NUMBERED.search(left):
        return None
    if re.compile(r"\w{0,12}\(").match(text, position + 1) and after != "(" and (before == ")" or len(left) == 1):
        return None
    return None if len(left) == 1 and left.isalpha() and after == "(" else f"{before}\u00a0"


_EMPTY_LABEL = re.compile(r"(?i)(?:at )?(?:this (?:https? )?url|here|link|this link|url)\.?")


def labelled(match: re.Match[str]) -> str | None:
    """What is left of a link's address and label when its command is stripped."""
    if match["label"] is None:
        return None
    url, label = match["url"], match["label"].strip()
    if _same_address(url, label) or _EMPTY_LABEL.fullmatch(label):
        return url
    return f"{url} ({label})"


def link(match: re.Match[str]) -> str:
    """A link's label with its address behind it; the address alone where the label says no more."""
    url, label = match["url"], match["label"].strip()
    return url if not label or _same_address(url, label) else f"{label} ({url})"


def _same_address(one: str, other: str) -> bool:
    return one.split("://")[-1].strip("/.") == other.split("://")[-1].strip("/.")
