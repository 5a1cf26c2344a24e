"""The text of a BibTeX field: braces that only protect letters are taken away, and TeX's own signs read.

A field is TeX for certain, so `~` is a no-break space, `--` a dash, two backquotes open a quotation; emphasis is left
to the repair that all sources share. Formulas and addresses stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sitegen.ingest.read.bibtex import depths
from sitegen.text import symbols

_TOKEN = re.compile(
    r"(?P<math>\$\$(?:[^$\\]|\\.)++\$\$|\$(?:[^$\\]|\\.)++\$|\\\((?:[^\\]|\\[^()])*+\\\))"
    r"|(?P<address>\\(?:url|href)\s*+\{[^{}]*+\}|https?://[^\s{}]++)"
    r"|(?P<accent>\\(?:[`'^\"~=.]|[uvHrcdbktG](?![A-Za-z]))\s*+"
    r"(?:\{\s*+\\?[^\W_]{1,2}\s*+\}|\{\s*+\\[`'^\"~=.](?:\{[^\W_]\}|[^\W_])\s*+\}"
    r"|\\[ij](?![A-Za-z])(?:\{\}|\s++)?|[^\W_]))"
    r"|(?P<bare>\\[~^](?:\{\}|(?=\s|\Z)))"
    # without an argument, capitals stand for the word they are: `\VAX`, `\AmSTeX`
    r"|(?P<logo>\\(?:[A-Z]{2,}|[A-Za-z]*TeX[A-Za-z]*)(?![A-Za-z])(?!\s*\{[^}]))"
    r"|(?P<command>\\(?:[A-Za-z]++\*?|.|\Z))"
    r"|(?P<sign>[{}~^_]|-{2,3}(?!-)|``|'')|(?P<text>[^\\{}~^_$`'h-]++|.)",
    re.DOTALL,
)
_SIGNS = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”"}
_FONT = re.compile(r"\\(?:em|it|bf|sl|tt|sc|rm|sf|cal)(?![A-Za-z])")
_SPACES = {",": "\u202f", ";": " ", ":": " ", " ": " ", "\n": " ", "!": "", "@": ""}
_SPACES |= {"thinspace": "\u202f", "enspace": " ", "quad": " ", "qquad": " ", **{sign: sign for sign in "%&_#"}}
_SPACES |= dict.fromkeys(("relax", "/", "-", "allowbreak", "newblock", "bibinfo"), "")
"""Commands that stand for spaces, signs or nothing."""
_SIGNS_BY_NAME = {**symbols.SYMBOLS, **symbols.TEXT_LETTERS, "hyphen": "-", "Dash": "—", "cprime": "ʹ", "cdprime": "ʺ"}
_SWALLOWS = " "
"""Stands for a command whose end is the white space behind it: `S\\o rensen`."""
_TWO_ARGUMENTS = frozenset({"textcolor", "frac", "stackrel"})
_READ_COMMANDS = (
    "em emph it textit textsl bf textbf tt texttt sc textsc rm textrm sf textsf textup textnormal text mbox "
    "underline url href cite citep citet footnote textcolor textsuperscript textsubscript mkbibquote ensuremath "
    "begin end ref thanks"
)
_UNDERSTOOD = frozenset(_READ_COMMANDS.split())
"""Commands whose arguments the repair reads."""
_MATH_NAME = re.compile(r"(?:math|operator|bold)[a-z]+|sqrt|frac|hat|bar|tilde|vec|dot|over[a-z]+|wide[a-z]+")
_OWN_NAMES = {"mkbibemph": "emph", "mkbibitalic": "textit", "mkbibbold": "textbf", "enquote": "mkbibquote"}
_HIDDEN = re.compile(
    r"\{?\\noopsort\s*\{[^{}]*\}\}?|\\(?:kern|[hv]skip)\s*-?[\d.]+\s*[a-z]{2}"
    r"|\\raisebox\s*\{[^{}]*\}(?:\[[^\[\]{}]*\])*"
)
_SPACED = re.compile(r"\\[hv]space\*?\s*\{[^{}]*\}")
_RING = re.compile(r"\\ocirc(?![A-Za-z])")
"""MathSciNet's own command for the accent of `ů`; `\\cprime` is its soft sign."""
_DEEPEST = 40
"""Braces that stand in braces in earnest."""
_COMMAND = re.compile(r"[{\s]*\\([A-Za-z]+)[}\s]*")
_ESCAPED = re.compile(r"\{?\\([%&_#${}~])(?:\{\})?\}?")


def plain(value: str) -> str:
    """A field's text for the shared repair: white space as it is, braces only where they mean something."""
    if not re.search(r"[\\{}~$^_`]|--|''", value):
        return value
    if max(depths(value)) > _DEEPEST:
        return re.sub(r"[{}]", "", value)
    out: list[str] = []
    # for each open brace: its place in `out`, and whether it holds the argument of a command
    open_groups: list[tuple[int, str]] = []
    before = ""
    for match in _TOKEN.finditer(_RING.sub(r"\\r", _SPACED.sub(" ", _HIDDEN.sub("", value)))):
        token, kind, previous = match[0], match.lastgroup, before
        before = ""
        if token == "{":
            open_groups.append((len(out), previous))
            out.append(token)
        elif token == "}":
            before = _close(out, open_groups)
        elif kind == "bare" or (kind == "logo" and token[1:] not in _SIGNS_BY_NAME):
            out.append(token[1:].removesuffix("{}"))
        elif kind in ("command", "logo"):
            before = _command(token, out)
        elif kind == "accent":
            out.append(_accented(token))
        elif kind == "sign":
            out.append(_SIGNS.get(token, token))
            before = token if token in "^_" else ""
        else:
            out.append(token.lstrip() if previous == _SWALLOWS else token)
            if kind == "text" and not token.strip():
                before = previous
            elif token.startswith("\\href"):
                before = "href"
    for place, _ in open_groups:
        out[place] = ""
    return "".join(out)


def _accented(token: str) -> str:
    """A letter with its accent, also where Unicode has them as two characters only."""
    command, letters = token[1], token[2:].strip("{} \n\t")
    if letters[:1] == "\\" and not letters[1:2].isalnum():
        letters = _accented(letters)  # two accents on one letter, as in Vietnamese
    letters = {"\\i": "i", "\\j": "j", "ı": "i"}.get(letters, letters.lstrip("\\"))
    mark = symbols.ACCENTS.get(command, "\u030f")
    return symbols.accented(letters[0], mark) + letters[1:]


def _command(token: str, out: list[str]) -> str:
    """Writes a command, and gives its name where an argument may follow."""
    name = _OWN_NAMES.get(token[1:], token[1:])
    if name in _SPACES:
        out.append(_SPACES[name])
        return _SWALLOWS if name.isalpha() and _SPACES[name] else ""
    if name in _SIGNS_BY_NAME:
        out.append(_SIGNS_BY_NAME[name])
        return _SWALLOWS if name in symbols.TEXT_LETTERS or name.lower().endswith(("dash", "hyphen", "prime")) else ""
    out.append("\\" + name)
    return name if name[:1].isalpha() else ""


def _close(out: list[str], open_groups: list[tuple[int, str]]) -> str:
    """Ends a group; braces that mean nothing go."""
    if not open_groups:
        return ""
    place, before = open_groups.pop()
    inside = "".join(out[place + 1 :])
    del out[place + 1 :]
    if before.strip(" ^_") and before[-1] != " " and before not in _UNDERSTOOD and not _MATH_NAME.match(before):
        # what a command that nobody knows does with its argument is for its author's style; the words are here
        if out[place - 1] == "\\" + before:
            out[place - 1] = ""
        out[place] = inside
        return ""
    if before == "mkbibquote":
        out[place - 1 :] = ["“", inside, "”"] if out[place - 1] == "\\mkbibquote" else [inside]
        return ""
    out[place] = f"{{{inside}}}" if before.strip() or _FONT.match(inside) else inside
    return f"{before} " if before in _TWO_ARGUMENTS else ""


def verbatim(value: str) -> str:
    """An address or identifier, whose signs programs escape or not.

    >>> verbatim("{https://x.y/a\\\\_b\\\\%20{\\\\_}c}"), verbatim("\\\\url{http://x.y/~u}")
    ('https://x.y/a_b%20_c', 'http://x.y/~u')
    """
    value = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", value)
    value = _ESCAPED.sub(r"\1", value.replace("$\\sim$", "~").replace("\\textasciitilde", "~"))
    return re.sub(r"[{}\s]|\\(?=[^A-Za-z])", "", value)


@cache
def _journals() -> Mapping[str, str]:
    return tomllib.loads(files("sitegen.ingest.values").joinpath("journals.toml").read_text("utf-8"))


def journal(venue: str) -> str:
    r"""A venue as it is read, where it is a command that stands for a journal of astronomy.

    >>> journal(r"{\prl}"), journal(r"Annals of \LaTeX")
    ('Physical Review Letters', 'Annals of \\LaTeX')
    """
    match = _COMMAND.fullmatch(venue)
    return _journals().get(match[1].lower(), venue) if match else venue
