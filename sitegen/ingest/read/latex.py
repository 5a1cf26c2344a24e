r"""LaTeX as the lines that a reader would see, with Markdown's marks for emphasis and links.

    \item \textbf{Slow Clocks: Planning
      for Machines}, Ren\'{e}e~Roy.         \item **Slow Clocks: Planning for Machines**, Renée Roy.
      \newblock In {\em Proceedings}, 2025.   In *Proceedings*, 2025.

Ends of lines mean nothing in LaTeX: a line goes on until a blank one, `\\`, or a command that begins something. Rows of
tables have tabs between their cells:

    1 May & Slow Clocks
      \newline {\small Ann Lee} \\ \hline     1 May ⇥ Slow Clocks<br>Ann Lee
    8 May & Cats \& Dogs \\                   8 May ⇥ Cats & Dogs
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.ingest.read import Numbered
from sitegen.text.tex_rules import TEXT_RULES

_COMMAND = re.compile(
    r"\\(?:item|(?:sub)*section|paragraph|(?:begin|end)(?!\{(?:align|array|cases|equation|[bpv]?matrix|split))|bibitem"
    r"|cv\w+)\b|^\\[a-z]{2,20}\{[^{}\\ ]{1,40} [^{}\\]{1,300}\}\{"
)
"""None begins a formula of an abstract, `\\begin{cases}`."""
_HEAD = 3000
_LONGEST = 60
"""Lines of a paragraph or a row; braces that are open for longer were never closed."""
_COMMENT = re.compile(r"(?<!\\)%.*$")
_TITLE_ASIDE = re.compile(r"^\s*%(?=``[^%]{3,400},''\s*$)")
"""Before a title that INSPIRE's exports comment out, as journals of physics do not print them."""
_END = re.compile(r"\\\\\*?(?:\[[^\]]{0,9}\])?\s*$")
_BLOCK = re.compile(
    r"\s*(?:\\(?!(?:text\w*|emph|href|url|underline|cite\w*|uline|LaTeX|ldots|dots|enquote|footnote|ref|doi|and|newblock|newline)(?![A-Za-z]))"
    r"[A-Za-z]{3,}|\{\\(?:small|footnotesize|scriptsize|large|Large))"
)
"""A command of three letters or more at the beginning of a line, unless it stands in sentences as well."""
_GAP = re.compile(r"\s*\\(?:vfill|vspace|(?:small|med|big)skip)\b")
"""Leaves room between what stands above and below."""
_GOES_ON = re.compile(r"\s*\\(?:item|bibitem|paragraph|noindent|par|hfill|author|small|footnotesize)(?![A-Za-z])")
"""Begins something that goes on in the lines below."""
_WITHIN = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,900}\}){0,5000}"
_ARGUMENT = re.compile(rf"\{{({_WITHIN})\}}")
_ARGUMENTS = re.compile(rf"\s*\\([a-z]{{2,20}})\*?((?:\{{{_WITHIN}\}}\s*){{1,9}})")
_MOST_OF_WORDS = 3
"""Arguments of a command that is no entry of a list, `\\cvitem{2025}{…}`."""
_INSIDE = r"((?:[^{}]|\{[^{}]{0,200}\}){1,900})\}"
_OWN_COMMAND = re.compile(rf"\s*\\(?:re)?newcommand\*?\s?\{{?\\([A-Za-z]+)\}}?\s?\[([1-9])\]\s?\{{({_WITHIN})\}}\s*")
_USED = re.compile(r"\\([A-Za-z]+)((?:\s{0,9}\{[^{}]{0,300}\}){1,9})")
_MOST_OF_ARGUMENTS, _LONGEST_LINE = 5_000, 50_000
"""Characters of the arguments of one of the text's own commands, and of a line with such commands."""
_LONGEST_BODY, _LONGER = 300, 4
"""Characters that a command stands for, and how many times as long they make a line; others do not abbreviate."""
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<!\s)\s*\\\\(?:\[[^\]]{0,9}\])?\s*(?=\{?\\(?:small|footnotesize|scriptsize|textit|emph)\b)", r"\n"),
        (r"\\(?:newblock|hfill|noindent|q?quad|(?:small|med|big)skip)\b|\\[hv]space\*?\{[^{}]{0,40}\}|\\[,; ]", " "),
        (r"(?<![\s\\])\s*\\(?:par|newline|linebreak)\b\s*", "\n"),
        (r"\\textcolor\s?(?:\[\w{1,20}\])?\{[^{}]{1,80}\}\{" + _INSIDE, r"\1"),
        (r"\\href\s?\{([^{}]{1,500})\}\s?\{" + _INSIDE, r"[\2](\1)"),
        (r"\\url\s?\{([^{}]{1,500})\}", r" \1 "),
        (r"(?:\\(?:textbf|bf)\s?\{|\{\\(?:bf|bfseries)\b\s?)" + _INSIDE, r"**\1**"),
        # what may have the others within itself comes first
        (r"\s*\\(?:note|todo)\s?\{" + _INSIDE, ""),
        (r"\\(?:framesubtitle|subtitle|author|institute)\s?\{" + _INSIDE, r"\1"),
        (r"\\(?:textsc|textsf|texttt|underline|alert)\s?\{" + _INSIDE, r"\1"),
        (r"\{\\(?:tiny|scriptsize|footnotesize|small|large|Large|LARGE|sc|scshape|tt|ttfamily)\b\s?" + _INSIDE, r"\1"),
        (r"(?:\\(?:emph|textit|textsl|it)\s?\{|\{\\(?:it|itshape|em|sl)\b\s?)" + _INSIDE, r"*\1*"),
        (
            r"\\(?:chapter|section|subsection|subsubsection|paragraph|frametitle|title|date|begin\{frame\})"
            r"\*?(?:\[[^\[\]]{0,80}\])?\s?\{" + _INSIDE,
            r"## \1\n",
        ),
        (r"\\begin\{\w*block\}\s?\{" + _INSIDE, r"### \1\n"),
        (r"\\(?:begin|end)\{(?:small|footnotesize|center|flushleft|flushright|quote|quotation|abstract)\}\s*", ""),
        (r"\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE)\b\s?", ""),
        (r"(?m)^[ \t]*\{([^{}\n]*)\}[ \t]*$", r"\1"),
        (r"\\enquote\*?\s?\{" + _INSIDE, r'"\1"'),
        (r"\\item\s*\[((?:[^\[\]]|\[[^\[\]]{1,300}\]){1,300})\]", r"\\item **\1** "),
        (r"\\bibitem(?:\[[^\[\]]{0,200}\])?\{[^{}]{0,100}\}", r"\\item "),
        (
            r"(?<![\s~])[\s~]*\\(?:label|cite\w*|textsuperscript|thanks|footnotemark|inst)\*?\s?(?:\[[^\[\]]{0,80}\]){0,2}"
            r"\{[^{}]{0,200}\}",
            "",
        ),
        (_END.pattern, ""),
        (r"(?<!\s)\s*\\and\b\s*", ", "),
        (r"(?<![\w\\])``|''(?!\w)", '"'),
        (r"\\([&%#_$])", r"\1"),
        (r"(?<=\S)~(?=\S)", " "),
        (r"^\s*\\(?!item)[A-Za-z]+\*?(?:\[[^\[\]]{0,80}\])?(?:\{[^{}\s]{0,80}\}){0,2}(?:\[[^\[\]]{0,80}\])?\s*$", ""),
    )
)
_ROOM = re.compile(r"(?<=\S) {2,}")
"""Means nothing in LaTeX, and takes time."""
_TABLE = re.compile(r"\\begin\{(?:long|super|x)?tab(?:ular|le|u)[xy]?\*?\}")
_ASIDE = re.compile(
    r"(?:(?<!\\)|(?<=\\\\))%.*$|\\(?:begin|end)\{\w+\*?\}.*$|\\(?:top|c?mid|bottom)rule\b(?:\([lr]{1,2}\))?(?:\{[\d-]+\})?|\\[hc]line\b(?:\{[\d-]+\})?|\\end\w*(?:head|foot)\b"
    r"|\\(?:centering|addlinespace)\b|(?<![\s~])[\s~]*\\cite\w*\{[^{}]{0,200}\}|(?<=\\\\)(?:\*?\[[^\]]{0,9}\]|\*)"
    r"|\\multi(?:column|row)\{\d+\}\{(?:[^{}]|\{[^{}]{0,20}\}){0,40}\}|\\,"
)
"""What stands in tables besides the words of their cells."""
_LINE_END = re.compile(r"(?<![\s\\])\s*\\(?:newline|linebreak)\b\s*")
"""Within a cell."""
_CELL_END = re.compile(r"(?<!\\)&")
_ITALIC = re.compile(r"\\(?:emph|textit)\{([^{}]*)\}")
_BRACED = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_LETTERS = tuple(rule for rule in TEXT_RULES if rule.name in ("accent", "letter"))


def is_latex(lines: Sequence[Numbered]) -> bool:
    """Whether a text has commands of LaTeX that lists are made with, or rows of its tables."""
    head = [line for _, line in lines[:_HEAD] if line.strip()]
    return sum(len(_COMMAND.findall(line)) + (" & " in line and bool(_END.search(line))) for line in head) > 1


def rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of LaTeX without its commands; those that only its breaks of lines part are one."""
    read = [(number, line, _OWN_COMMAND.fullmatch(line)) for number, line in lines]
    own = {match[1]: (int(match[2]), match[3]) for _, _, match in read if match and len(match[3]) <= _LONGEST_BODY}
    shown = [(number, line) for number, line, match in read if not match]
    shown = [(number, _expanded(line, own)) for number, line in _with_arguments(shown, own)]
    for number, paragraph in _paragraphs(shown):
        # an argument may go over several lines
        paragraph = _expanded(paragraph, own)
        for part in _arguments(paragraph) or (paragraph,):
            row = _with_letters(_ROOM.sub(" ", part))
            if " & " in row and _END.search(row):
                row = "\t".join(map(_cell, _CELL_END.split(row)))
            for pattern, by in _RULES:
                row = pattern.sub(by, row)
            is_gap = not part.strip() or bool(_GAP.match(part))
            yield from ((number, line) for line in row.split("\n") if line.strip() or is_gap)


def _with_arguments(lines: Iterable[Numbered], own: Mapping[str, Any]) -> Iterator[Numbered]:
    """The lines, of which the arguments of the text's own commands stand in the line of their command."""
    used: Numbered | None = None
    for number, line in lines:
        if used and line.lstrip().startswith("{") and len(used[1]) < _MOST_OF_ARGUMENTS:
            used = used[0], f"{used[1]} {line.strip()}"
            continue
        if used:
            yield used
        name = re.match(r"\s*\\([A-Za-z]+)", line) if own else None
        used = (number, line) if name and name[1] in own else None
        if not used:
            yield number, line
    if used:
        yield used


def _expanded(line: str, own: Mapping[str, tuple[int, str]]) -> str:
    r"""A line with what the text's own commands with arguments stand for, `\newcommand{\paper}[1]{\textbf{#1}}`."""
    if not own or "\\" not in line or len(line) > _LONGEST_LINE:
        return line
    whole = _USED.sub(lambda used: _stands_for(used, *own[used[1]]) if used[1] in own else used[0], line)
    return whole if len(whole) <= _LONGER * len(line) + _LONGEST_BODY else line


def _stands_for(command: re.Match[str], count: int, body: str) -> str:
    """What a command of so many arguments stands for; itself where it has fewer."""
    arguments = re.findall(r"\{([^{}]*)\}", command[2])
    if len(arguments) < count:
        return command[0]
    known = {f"#{number}": argument for number, argument in enumerate(arguments[:count], 1)}
    rest = "".join(f"{{{argument}}}" for argument in arguments[count:])
    return re.sub("#[1-9]", lambda place: known.get(place[0], place[0]), body) + rest


def _arguments(paragraph: str) -> list[str]:
    r"""The arguments of a command that is an entry of a list, or of `\begin{talk}{Slow Clocks}{Ann Lee}`, apart."""
    command = _ARGUMENTS.fullmatch(paragraph)
    arguments = _ARGUMENT.findall(command[2]) if command else []
    if command and command[1] == "begin" and arguments[0] != "frame":
        arguments, fewest = arguments[1:], 2
    else:
        fewest = _MOST_OF_WORDS + 1
    return ["", *arguments, ""] if len(arguments) >= fewest else []


def _paragraphs(lines: Iterable[Numbered]) -> Iterator[Numbered]:
    start, parts, depth = 0, list[str](), 0
    for number, line in lines:
        text = _COMMENT.sub("", _TITLE_ASIDE.sub("", line))
        if not text.strip() and line.strip():
            continue
        is_inside = depth > 0 and len(parts) < _LONGEST and bool(text.strip())
        is_new = not text.strip() or "\t" in text or bool(_BLOCK.match(text))
        if parts and not is_inside and (is_new or _is_ended(parts)):
            yield start, " ".join(parts)
            parts, depth = [], 0
        start = start if parts else number
        parts.append(text.strip() if parts else text.rstrip())
        depth += text.count("{") - text.count("\\{") - text.count("}") + text.count("\\}")
    if parts:
        yield start, " ".join(parts)


def _is_ended(parts: Sequence[str]) -> bool:
    """Whether a paragraph is whole, whatever is in the line below."""
    is_heading = bool(_BLOCK.match(parts[0])) and not _GOES_ON.match(parts[0])
    return not parts[0].strip() or is_heading or bool(_END.search(parts[-1]))


def _with_letters(text: str) -> str:
    for rule in _LETTERS if "\\" in text else ():
        for _ in range(rule.passes):
            text = rule.pattern.sub(lambda match, change=rule.change: change(match) or match[0], text)  # type: ignore[misc]
    return text


def with_tabs(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of tables have tabs between their cells, where most words stand in these."""
    if not any("\\begin{" in line and _TABLE.search(line) for _, line in lines):
        return list(lines)
    cells = list(_table_rows(lines))
    inside = sum(len(row) for _, row in cells if "\t" in row)
    return list(rows(cells) if 2 * inside > sum(len(row) for _, row in cells) else lines)


def _table_rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The rows of `a & b \\\\`, which may go over several lines; and all other lines, without commands of tables."""
    start, parts = 0, list[str]()
    # an empty line ends a row that is cut off
    for number, line in (*lines, (0, "")):
        text = _LINE_END.sub("<br>", _ASIDE.sub("", line.replace("\t", " "))).strip()
        is_inside = bool(parts or _CELL_END.search(text)) and bool(text or line.strip()) and len(parts) < _LONGEST
        start = start if parts else number
        parts.append(text)
        if not is_inside or text.endswith("\\\\"):
            row = " ".join(filter(None, parts)).removesuffix("\\\\").replace(" <br>", "<br>")
            yield start, "\t".join(map(_cell, _CELL_END.split(row)))
            parts = []


def _cell(written: str) -> str:
    text = _ITALIC.sub(r"\1", written.strip().replace("\\&", "&"))
    return whole[1] if (whole := _BRACED.fullmatch(text)) else text
