r"""Tables of LaTeX as lines with tabs between their cells.

    \begin{tabular}{ll}
      1 May & Slow Clocks
        \newline {\small Ann Lee} \\ \hline     1 May ⇥ Slow Clocks<br>Ann Lee
      8 May & Cats \& Dogs \\                   8 May ⇥ Cats & Dogs
    \end{tabular}

A row goes on until its `\\`; a part that was copied from the middle of a table has its rows and no beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read import latex
from sitegen.ingest.read.drawn import Numbered

_FEWEST = 2
"""Ends of rows of a table whose beginning is not there."""
_LONGEST = 60
"""Lines of a row; what is open for longer is none."""
_TABLE = re.compile(r"\\begin\{(?:long|super|x)?tab(?:ular|le|u)[xy]?\*?\}")
_ASIDE = re.compile(
    r"(?:(?<!\\)|(?<=\\\\))%.*$|\\(?:begin|end)\{\w+\*?\}.*$|\\(?:top|mid|bottom)rule\b|\\[hc]line\b(?:\{[\d-]+\})?|\\end\w*head\b"
    r"|\\(?:centering|addlinespace)\b|(?<![\s~])[\s~]*\\cite\w*\{[^{}]{0,200}\}|(?<=\\\\)\[[^\]]{0,9}\]"
    r"|\\multi(?:column|row)\{\d+\}\{[^{}]{0,40}\}|\\,"
)
"""What stands in tables besides the words of their cells."""
_LINE_END = re.compile(r"(?<![\s\\])\s*\\(?:newline|linebreak)\b\s*")
"""Within a cell."""
_ROW_END = re.compile(r"(?!.*[\t|])[^$&]*(?:\$[^$]*\$[^$&]*)*&.*\\\\(?:\[[^\]]{0,9}\])?$")
"""A line with the end of a row and of a cell, not in a formula, which is none of another table."""
_CELL_END = re.compile(r"(?<!\\)&")
_ITALIC = re.compile(r"\\(?:emph|textit)\{([^{}]*)\}")
_NAME = r"[^\W\d_a-z](?:\.|[\w'’-]+)(?: [^\W\d_a-z](?:\.|[\w'’-]+)){1,3}"
_BY = rf"(?:[^\W\d_a-z]\. [^\W\d_a-z]|{_NAME}(?:,| and) (?:{_NAME}|arXiv))"
_CITED = re.compile(rf"[^,\\]{{0,200}},[^\\]{{0,400}}\\(?:emph|textit)\{{|{_ITALIC.pattern}, {_BY}")
"""A citation, in which the title is emphasised, or where it came out."""
_BRACED = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")


def with_tabs(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of tables have tabs between their cells, where most words stand in these."""
    has_table = any("\\begin{" in line and _TABLE.search(line) for _, line in lines)
    if not has_table and sum("&" in line and bool(_ROW_END.match(line.strip())) for _, line in lines) < _FEWEST:
        return list(lines)
    rows = list(_rows(lines))
    inside = sum(len(row) for _, row in rows if "\t" in row)
    return list(latex.rows(rows) if 2 * inside > sum(len(row) for _, row in rows) else lines)


def _rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
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
    text = written.strip().replace("\\&", "&")
    text = text if _CITED.match(text) else _ITALIC.sub(r"\1", text)
    return whole[1] if (whole := _BRACED.fullmatch(text)) else text
