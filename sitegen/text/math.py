"""Math in plain text: where it stands, and how it reads where MathML cannot be shown.

`split` is the one place that decides what is math, by pandoc's rule: a `$` opens before a character that is no space,
closes behind one and not before a digit; so '$5 and $10' is money. `\\$` is a dollar. `$$…$$` and `\\[…\\]` are
displayed, `\\(…\\)` is inline. Everything here takes time linear in the text, whatever the text is, and never throws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from sitegen.model import RichText, Span, SpanKind
from sitegen.text import formulas

_MARK = re.compile(r"\\.|\$+|\n[^\S\n]*\n", re.DOTALL)
_WORDS = re.compile(r"[A-Za-z]{3,}")
_DELIMITED = re.compile(r"\s*(?:\$\$(.*)\$\$|\$(.*)\$|\\\((.*)\\\)|\\\[(.*)\\\])\s*", re.DOTALL)
_CLOSERS = {r"\(": r"\)", r"\[": r"\]"}


def split(text: str) -> RichText:
    """Split `text` into spans of kind `text`, `math` and `display` that together are `text`, letter for letter."""
    spans: list[Span] = []
    end = 0
    for start, stop, kind in _formulas(text):
        if start > end:
            spans.append(Span("text", text[end:start]))
        spans.append(Span(kind, text[start:stop]))
        end = stop
    if end < len(text):
        spans.append(Span("text", text[end:]))
    return tuple(spans)


def join_runs(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one kind as one span; formulas stay apart."""
    for kind, run in groupby(spans, lambda span: span.kind):
        if kind in ("math", "display"):
            yield from run
        else:
            yield Span(kind, "".join(span.text for span in run))


def _formulas(text: str) -> Iterator[tuple[int, int, SpanKind]]:
    if "$" not in text and "\\" not in text:
        return
    marks = [(match.start(), match.end(), match[0]) for match in _MARK.finditer(text)]
    dollars = _following(marks, lambda mark: mark[0] in "$\n")
    brackets = _following(marks, lambda mark: mark in (r"\(", r"\)", r"\[", r"\]") or mark[0] == "\n")
    end = 0
    for number, (start, opened, mark) in enumerate(marks):
        if start < end:
            continue
        if mark in ("$", "$$") and dollars[number]:
            closing, stop, closer = marks[dollars[number]]
            if closer == mark and _is_formula(text, opened, closing, stop, mark):
                yield start, stop, "math" if mark == "$" else "display"
                end = stop
        elif mark in _CLOSERS and brackets[number]:
            closing, stop, closer = marks[brackets[number]]
            if closer == _CLOSERS[mark] and text[opened:closing].strip():
                yield start, stop, "math" if mark == r"\(" else "display"
                end = stop


def _following(marks: list[tuple[int, int, str]], counts: Callable[[str], bool]) -> list[int]:
    """For each mark the number of the next one that `counts`, or 0 where none follows."""
    result = [0] * len(marks)
    nearest = 0
    for number in range(len(marks) - 1, -1, -1):
        result[number] = nearest
        if counts(marks[number][2]):
            nearest = number
    return result


def _is_formula(text: str, opened: int, closing: int, stop: int, mark: str) -> bool:
    content = text[opened:closing]
    if mark == "$$":
        return bool(content.strip())
    if content[0].isspace() or content[-1].isspace() or text[stop : stop + 1].isdigit():
        return False
    # an amount of money, some words, and a stray dollar
    return not (content[0].isdigit() and len(_WORDS.findall(content)) > 1 and not re.search(r"[\\^_={}<>]", content))


def without_delimiters(tex: str) -> str:
    """The formula itself: `$x$`, `\\(x\\)` → `x`."""
    match = _DELIMITED.fullmatch(tex)
    return next(content for content in match.groups() if content is not None) if match else tex


def to_unicode(tex: str) -> str:
    """A formula for mails and feed titles.

    >>> to_unicode(r"$\\mathcal{O}(n\\log n)$")
    'O(n log n)'
    >>> to_unicode(r"x^2 \\le \\frac{a+b}{2}")
    'x² ≤ (a+b)/2'
    """
    return formulas.to_line(without_delimiters(tex))


def to_words(tex: str) -> str:
    """A formula as plain words for search: Greek by name, signs dropped, scripts joined to what they stand on.

    >>> to_words(r"$\\ell_1$"), to_words(r"$\\alpha \\to 0$")
    ('l1', 'alpha 0')
    """
    return formulas.words(without_delimiters(tex))


def title_text(title: str, show: Callable[[str], str] = to_unicode) -> str:
    """A title with its math as Unicode, or as `show` has it."""
    return "".join(span.text if span.kind == "text" else show(span.text) for span in split(title))
