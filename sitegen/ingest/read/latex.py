r"""LaTeX as the lines that a reader would see, with Markdown's marks for emphasis and links.

    \item \textbf{Slow Clocks: Planning
      for Machines}, Ren\'{e}e~Roy.         \item **Slow Clocks: Planning for Machines**, Renée Roy.
      \newblock In {\em Proceedings}, 2025.   In *Proceedings*, 2025.

Ends of lines mean nothing in LaTeX: a line goes on until a blank one, `\\`, or a command that begins something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read.drawn import Numbered
from sitegen.text.tex_rules import TEXT_RULES

_COMMAND = re.compile(
    r"\\(?:item|(?:sub)*section|paragraph|(?:begin|end)(?!\{(?:align|array|cases|equation|[bpv]?matrix|split))|bibitem"
    r"|cv\w+)\b|^\\[a-z]{2,20}\{[^{}\\ ]{1,40} [^{}\\]{1,300}\}\{"
)
"""None begins a formula of an abstract, `\\begin{cases}`."""
_EMPHASIS = re.compile(r"\\(?:text(?:bf|it)|href|emph)\b")
"""As abstracts of arXiv have it, too."""
_SHARE = 0.3
"""Of lines with emphasis, from which on these are of LaTeX."""
_HEAD = 3000
_LONGEST = 60
"""Lines of a paragraph; braces that are open for longer were never closed."""
_MOST_WHOLE = 6
"""Lines of words that are emphasised as a whole."""
_COMMENT = re.compile(r"(?<!\\)%.*$")
_OTHERS = re.compile(r"\s*%+\s*((?:[^\W\d_a-z][\w'’-]{1,30},? ){1,3}et al\.?)[^\S\n]*\n(?!\s*\\(?:bib)?item\b)")
"""A comment that is nothing but names, `% Lee et al.`, and above no item of a list."""
_END = re.compile(r"\\\\(?:\[[^\]]{0,9}\])?\s*$")
_CELL_END = re.compile(r"\s+&(?:(?=\s+&)|\s+)")
_BLOCK = re.compile(
    r"\s*(?:\\(?!(?:text\w*|emph|href|url|underline|cite\w*|uline|LaTeX|ldots|dots|enquote|footnote|ref|doi|and|newblock|newline)(?![A-Za-z]))"
    r"[A-Za-z]{3,}|\{\\(?:small|footnotesize|scriptsize|large|Large))"
)
"""A command of three letters or more at the beginning of a line, unless it stands in sentences as well."""
_QUOTE = r"\\begin\{(?:quote|quotation|abstract)\}(?:\s*\\[a-z]+)*\s*(?=[^\s\\])"
"""Begins a quotation whose words follow in the line."""
_GOES_ON = re.compile(
    r"\s*\\(?:item|bibitem|paragraph|noindent|par|hfill|author|small|footnotesize)(?![A-Za-z])|\s*" + _QUOTE
)
"""Begins something that goes on in the lines below."""
_WHOLE = re.compile(r"\s*(?:\\(?:textbf|textit|emph)\{[^{}]{1,400}\}|\{\\(?:bf|it|em)\s[^{}]{1,400}\})[.,:]?\s*$")
_WITHIN = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,900}\}){0,5000}"
_ARGUMENT = re.compile(rf"\{{({_WITHIN})\}}")
_ARGUMENTS = re.compile(rf"\s*\\([a-z]{{2,20}})\*?((?:\{{{_WITHIN}\}}\s*){{1,9}})")
_MOST_OF_WORDS, _SHORTEST_ABSTRACT = 3, 200
"""Arguments of a command that is no entry of a list, `\\cvitem{2025}{…}`, nor one of somebody's own."""
_MORE_ARGUMENTS = re.compile(r"\s*\{[^\\{}]")
"""Of the command in the lines above, which end with an argument."""
_DEFINED = re.compile(r"\\(?:re)?newcommand\*?\{?\\([A-Za-z]{1,20})\}?\[([1-9])\]\{(.{0,400}#1.{0,400})\}")
"""A command of somebody's own, its arguments, and what it stands for: `\\newcommand{\\me}[1]{\\underline{#1}}`."""
_ENTRY = re.compile(r"\s*\\newcommand\*?\{\\[A-Za-z]{1,40}\}\s*\{(?=.{120})(.*)\}\s*$")
"""A paper that a file defines for others to show: `\\newcommand{\\clocks}{\\cvpub{Lee, A. Slow Clocks …}{2025}}`."""
_PARAMETER = re.compile(r"#(\d)")
_MOST_USES = 20
"""Arguments in what a command stands for, so that no text grows without bounds."""
_MOST_OWN = 20
"""Such commands of a text."""
_INSIDE = r"((?:[^{}]|\{[^{}]{0,200}\}){1,900})\}"
_OWN_ARGUMENT = _INSIDE.replace("1,900", "0,5000")
"""Nothing, or as long as an abstract."""
_EQUAL = (
    r"((?:^|[.,;&{]|\band\b|\\item\b)\s?(?:[^\W\d_a-z][\w.'’-]{0,30}[ ~](?:(?:v[ao]n|d[eiu]|de[rn]|l[ae]) ){0,2}){1,3}"
    r"[^\W\d_a-z][\w'’-]{1,30}\}?)\$\^\{?(?:\\(?:big)?star|\\ast|\\d?dagger|\*)\}?\$(?=\}?(?:[,;.]|\s?(?:\\|and\b|&|$)))"
)
"""A name, and that its bearer has done as much as others: `Ann Lee$^*$,`, where titles have `Weak$^*$ Maps`."""
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<!\s)\s*\\\\(?:\[[^\]]{0,9}\])?\s*(?=\{?\\(?:small|footnotesize|scriptsize|textit|emph)\b)", r"\n"),
        # the key of an entry that the copy begins within
        (r"^[\w:-]{0,40}\d[\w:-]{0,9}\}\s+(?=\S)", ""),
        (r"\\penalty\d{1,5}\s?", ""),
        (r"\\doi\{([^{}\s]{1,200})\}", r" doi:\1"),
        (r"\\(?:newblock|hfill|noindent|(?:small|med|big)skip)\b|\\[hv]space\*?\{[^{}]{0,40}\}|\\[,; ]", " "),
        (_EQUAL, r"\1"),
        (r"(?<![\s\\])\s*\\(?:par|newline|linebreak)\b\s*", "\n"),
        (r"\\color\s?(?:\[\w{1,20}\])?\{[^{}]{1,80}\}\s?", " "),
        (r"\\textcolor\s?(?:\[\w{1,20}\])?\{[^{}]{1,80}\}\{" + _INSIDE, r"\1"),
        (r"(\\item\s?)<[\d,+-]{1,20}>", r"\1"),
        (r"\\href\s?\{([^{}]{1,500})\}\s?\{" + _INSIDE, r"[\2](\1)"),
        (r"\\url\s?\{([^{}]{1,500})\}", r" \1 "),
        (r"(?:\\(?:textbf|bf)\s?\{|\{\\(?:bf|bfseries)\b\s?)" + _INSIDE, r"**\1**"),
        (r"\\(?:note|todo|fixme|marginpar|index)\s?(?:<[\d,+-]{1,20}>|\[[^\[\]]{0,80}\])?\{" + _INSIDE, ""),
        # what may have the others within itself comes first
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
        (_QUOTE, ""),
        (r"\\(?:begin|end)\{(?:small|footnotesize|center|flushleft|flushright|quote|quotation|abstract)\}\s*", ""),
        (r"\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE)\b\s?", ""),
        (r"(?m)^[ \t]*\{([^{}\n]*)\}[ \t]*$", r"\1"),
        (r"\\enquote\*?\s?\{" + _INSIDE, r'"\1"'),
        (r"\\og\b(?:\{\})?\s*", "«"),
        (r"(?<!\s)\s*\\fg\b(?:\{\})?", "»"),
        (r"\\item\s*\[((?:[^\[\]]|\[[^\[\]]{1,300}\]){1,300})\]", r"\\item **\1** "),
        (r"\\bibitem(?:\[[^\[\]]{0,200}\])?\{[^{}]{0,100}\}", r"\\item "),
        (
            r"(?<![\s~])[\s~]*\\(?:label|cite\w*|textsuperscript|thanks|footnotemark|inst)\*?\s?(?:\[[^\[\]]{0,80}\]){0,2}"
            r"\{[^{}]{0,200}\}",
            "",
        ),
        (_END.pattern, ""),
        (r"(?m)^\s*\*{1,3}\s+\*{1,3}\s*$", ""),
        (r"(?<!\s)\s*\\and\b\s*", ", "),
        (r"(?<![\w\\])``|''(?!\w)", '"'),
        (r"\\([&%#_$])", r"\1"),
        (r"(?<=\S)~(?=\S)", " "),
        (r"^\s*\\(?!item)[A-Za-z]+\*?(?:\[[^\[\]]{0,80}\])?(?:\{[^{}\s]{0,80}\}){0,2}(?:\[[^\[\]]{0,80}\])?\s*$", ""),
    )
)
_KEPT = re.compile(r"(\\[A-Za-z]{1,20}\*?\s?|[\\_^$\[{])?(?<![}\]])(?<!\} )\{((?:[^{}\\$]|\\[,&%]){1,200})\}")
"""Braces around words, which keep their capitals in BibTeX, `{M}oon`, unless they are of a command or a formula."""
_TITLE_BLOCK = re.compile(r"((?:[^\\*]|\\[,&%]){12,400}?|\{\\(?:em|it)\s[^{}\\*]{12,400}\})([.,]?)")
_EDITORS = re.compile(r"\s?[,(]\s?(?:editors?|eds?)\.?\)?\.?$")
"""Behind the names of a reference."""
_END_OF_BLOCK = re.compile(r"\s*\\end\{\w*block\}")
_ROOM = re.compile(r"(?<=\S) {2,}")
"""Means nothing in LaTeX, and takes time."""
_LETTERS = tuple(rule for rule in TEXT_RULES if rule.name in ("accent", "letter"))


def is_latex(lines: Sequence[Numbered]) -> bool:
    """Whether a text has commands of LaTeX that lists are made with, or rows of its tables."""
    head = [line for _, line in lines[:_HEAD] if line.strip()]
    emphasised = sum(bool(_EMPHASIS.search(line)) for line in head)
    commands = sum(len(_COMMAND.findall(line)) + (" & " in line and bool(_END.search(line))) for line in head)
    return commands + min(emphasised, commands) > 1 or emphasised > max(1, _SHARE * len(head))


def rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of LaTeX without its commands; those that only its breaks of lines part are one."""
    own = _own_commands(lines)
    for number, paragraph in _paragraphs(lines):
        paragraph = _ENTRY.sub(r"\1", _DEFINED.sub("", _ROOM.sub(" ", paragraph)))
        arguments = [] if any(use.match(paragraph) for use, _ in own) else _arguments(paragraph)
        parts = ["", *arguments, ""] if arguments else [paragraph]
        for part in parts:
            row = _with_letters(part)
            row = _CELL_END.sub("\t", row) if _END.search(row) else row
            if "\\bibitem" in row:
                row = _KEPT.sub(lambda kept: kept[0] if kept[1] else kept[2], row)
                row = _with_title(row)
            for pattern, by in (*own, *_RULES):
                row = pattern.sub(by, row)
            # what stands behind a block is no more of its text
            is_blank = not part.strip() or bool(_END_OF_BLOCK.match(part))
            yield from ((number, line) for line in row.split("\n") if line.strip() or is_blank)


def _with_title(reference: str) -> str:
    """A reference, in which the second block, behind names, is its title if others stand behind it."""
    names, *blocks = reference.split("\\newblock", 2)
    title = _TITLE_BLOCK.fullmatch(blocks[0].strip()) if len(blocks) > 1 and "\\bibitem" in names else None
    if not title:
        return reference
    names = _EDITORS.sub("", names.rstrip())
    return f"{names} \\newblock \\textbf{{{title[1]}}}{title[2]} \\newblock{blocks[1]}"


def _own_commands(lines: Sequence[Numbered]) -> list[tuple[re.Pattern[str], str]]:
    """The commands that a text defines, each with its arguments and what takes their place."""
    own = []
    for name, count, body in [command for _, line in lines for command in _DEFINED.findall(line)][:_MOST_OWN]:
        numbers = _PARAMETER.findall(body)
        if len(numbers) <= _MOST_USES and max(numbers) <= count:
            use = re.compile(rf"\\{name}(?![A-Za-z])" + rf"\s*\{{{_OWN_ARGUMENT}" * int(count))
            own.append((use, _PARAMETER.sub(r"\\\1", body.replace("\\\\", "\n").replace("\\", "\\\\"))))
    return own


def _arguments(paragraph: str) -> list[str]:
    """The arguments of a command that is an entry of a list."""
    command = _ARGUMENTS.fullmatch(paragraph)
    arguments = _ARGUMENT.findall(command[2]) if command else []
    has_abstract = len(arguments) == _MOST_OF_WORDS and len(arguments[-1]) >= _SHORTEST_ABSTRACT
    is_entry = has_abstract or len(arguments) > _MOST_OF_WORDS or bool(command and command[1].startswith("cv"))
    return arguments if is_entry else []


def _paragraphs(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    start, parts, depth, is_slide = 0, list[str](), 0, False
    for (number, line), (_, below) in zip(lines, [*lines[1:], (0, "")], strict=True):
        is_slide = (is_slide or "\\begin{frame}" in line) and "\\end{frame}" not in line
        # who wrote the paper of a slide is not shown on it
        text = others[1] if is_slide and (others := _OTHERS.match(f"{line}\n{below}")) else _COMMENT.sub("", line)
        if not text.strip() and line.strip():
            continue
        is_argument = bool(parts and parts[-1].endswith("}") and _MORE_ARGUMENTS.match(text))
        is_inside = (depth > 0 or is_argument) and len(parts) < _LONGEST and bool(text.strip())
        is_new = not text.strip() or "\t" in text or bool(_BLOCK.match(text) or _WHOLE.match(text))
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
    is_row = "\t" in parts[0]
    is_whole = len(parts) <= _MOST_WHOLE and bool(_WHOLE.match(" ".join(parts)))
    return not parts[0].strip() or is_heading or is_row or is_whole or bool(_END.search(parts[-1]))


def _with_letters(text: str) -> str:
    for rule in _LETTERS if "\\" in text else ():
        for _ in range(rule.passes):
            text = rule.pattern.sub(lambda match, change=rule.change: change(match) or match[0], text)  # type: ignore[misc]
    return text
