"""The flavour of Markdown that pages are written in: one parser, and the way from text into it and out again.

CommonMark with tables, footnotes and math (`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`), raw HTML off. What papers say is
data: `escape` writes it so that nothing in it becomes markup, and reading it back gives the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.model import RichText, Span, SpanKind
from sitegen.text import math
from sitegen.text.characters import has_any, remove_illegal
from sitegen.text.markdown_parser import shared_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# every letter that can open markup inside a line; a text without them means itself
_MARKUP = "\\`*_[<&$\n\r\0"
_BLOCK = re.compile(r"(?:#{1,6}(?:\s|$)|>|[-+](?:\s|$|-)|=+\s*$|~~~|\d{1,9}[.)](?:\s|$)|\[\^|:\s|\t| )")
_ESCAPABLE = "\\`*<$_]^&~"
# a bracket alone is no markup, and `\\[` would open a formula, so only what would make a link or a footnote is escaped
_INLINE = re.compile(r"[\\`*<$_]|\](?=[(\[:])|\^(?=\[)|(?<=\[)\^|&(?=#|\w+;)|~(?=~)|(?<=~)~")


def simple(markdown: str) -> bool:
    """Whether the Markdown is one paragraph without any markup, so that it means just its own letters."""
    return not has_any(markdown, _MARKUP) and "  " not in markdown and not _BLOCK.match(markdown)


def collapse(text: str) -> str:
    """The text with one space for each run of white space; no-break spaces stay.

    >>> collapse("one\\n  two")
    'one two'
    """
    # most texts have no run to collapse, which is ten times quicker to find out
    return text if "  " not in text and text.isprintable() else _SPACES.sub(" ", text)


def escape(paragraphs: Sequence[RichText]) -> str:
    """Text as Markdown whose text content is that text, white space collapsed.

    Args:
        paragraphs: each becomes a paragraph. Emphasis that CommonMark could not tell from its surroundings is
            written without its stars: the letters matter more.

    Characters that no page can show are left out.
    """
    written = (_paragraph(spans) for spans in paragraphs)
    return "\n\n".join(paragraph for paragraph in written if paragraph)


def escape_text(text: str) -> str:
    """A text without formulas as Markdown, on one line."""
    return escape([(Span("text", text),)])


def link_text(spans: RichText) -> str:
    """Text as Markdown between the brackets of a link, which none of its own open or close."""
    return re.sub(r"\\.|([\[\]])", lambda sign: f"\\{sign[1]}" if sign[1] else sign[0], escape([spans]))


def _paragraph(spans: Iterable[Span]) -> str:
    runs = [Span(span.kind, remove_illegal(span.text)) for span in spans]
    runs = [span for span in runs if span.text]
    parts: list[str] = []
    for position in reversed(range(len(runs))):
        span = runs[position]
        before = _edge(runs[position - 1], -1) if position else " "
        after = _edge(runs[position + 1], 0) if position + 1 < len(runs) else " "
        # a digit after a formula makes it none, also one of an emphasis that cannot be marked
        after = parts[-1][:1] if parts and _WRITERS[span.kind] is _math else after
        parts.append(_WRITERS[span.kind](span.text, before, after))
    return _guard_edges(collapse("".join(reversed(parts))).strip(" "))


def _edge(span: Span, end: int) -> str:
    """The letter that a span puts beside its neighbour. Text is escaped: of its markup any punctuation is left."""
    letter = _MARKS[span.kind] or span.text[end]
    return "." if span.kind == "text" and letter in "\\$`*_" else letter


def _guard_edges(line: str) -> str:
    """Keep a paragraph from starting a block, and from losing spaces that Markdown trims at its edges."""
    if _BLOCK.match(line):
        number = re.match(r"\d+", line)
        cut = number.end() if number else 0
        line = f"{line[:cut]}\\{line[cut:]}"
    if line and line[0].isspace():
        line = f"&#{ord(line[0])};{line[1:]}"
    if line and line[-1].isspace():
        line = f"{line[:-1]}&#{ord(line[-1])};"
    return line


def _text(text: str, before: str, after: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        start = match.start()
        left = text[start - 1] if start else before
        # CommonMark 6.2: behind a letter or digit it opens no emphasis, and what none opens none can close
        return "_" if match[0] == "_" and left.isalnum() else "\\" + match[0]

    written = _INLINE.sub(escaped, text) if has_any(text, _ESCAPABLE) else text
    open_end = after != " " and written[-1:] in ("]", "^", "&", "~") and not _escaped(written, len(written) - 1)
    # the span that follows may complete what this one begins
    return f"{written[:-1]}\\{written[-1]}" if open_end else written


def _escaped(text: str, position: int) -> bool:
    """Whether the character at a position follows an odd number of backslashes."""
    return (position - len(text[:position].rstrip("\\"))) % 2 == 1


def _delimited(mark: str) -> Callable[[str, str, str], str]:
    def written(text: str, before: str, after: str) -> str:
        inner = text.strip(" ")
        # CommonMark 6.2: a star opens only before a letter, or before punctuation that follows a space; be strict
        safe = inner and inner[0].isalnum() and inner[-1].isalnum() and before not in "*_\\" and after not in "*_"
        return text.replace(inner, f"{mark}{_text(inner, 'a', 'a')}{mark}", 1) if safe else _text(text, before, after)

    return written


def _code(text: str, before: str, after: str) -> str:
    inner = text.strip(" ")
    if not inner or before == "`" or after == "`":
        return _text(text, before, after)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inner)), default=0))
    pad = " " if inner[0] == "`" or inner[-1] == "`" else ""
    return text.replace(inner, f"{fence}{pad}{inner}{pad}{fence}", 1)


def _math(text: str, before: str, after: str) -> str:
    # a dollar sign next to this one, a digit behind it or code within it would make something else of the formula
    spans = math.split(text + after)
    whole = bool(spans) and spans[0].text == text and spans[0].kind != "text"
    return text if whole and before != "$" and "`" not in text else _text(text, before, after)


# the letter that a span of the kind puts beside its neighbours
_MARKS = {"text": "", "emphasis": "*", "strong": "*", "code": "`", "math": "$", "display": "$"}
_WRITERS: dict[str, Callable[[str, str, str], str]] = {
    "text": _text,
    "emphasis": _delimited("*"),
    "strong": _delimited("**"),
    "code": _code,
    "math": _math,
    "display": _math,
}


def plain(markdown: str, show: Callable[[str], str] = math.to_words) -> str:
    """The text content of Markdown: no markup, blocks parted by a line end.

    Args:
        markdown: source in the flavour.
        show: what a formula is to read as, given its TeX with delimiters; by default plain words.
    """
    return markdown if simple(markdown) else tree_text(markdown, show)


def tree_text(markdown: str, show: Callable[[str], str]) -> str:
    """The text content of any Markdown, by a parser."""
    blocks = [_content(token, show) for token in shared_parser().parse(markdown)]
    return "\n".join(block for block in blocks if block)


def _content(token: Token, show: Callable[[str], str]) -> str:
    match token.type:
        case "inline":
            return collapse("".join(_content(child, show) for child in token.children or ())).strip()
        case "text" | "text_special" | "code_inline" | "code_block" | "fence":
            return token.content
        case "math_inline" | "math_display":
            return show(token.content)
        case "math_block":
            return show(f"$${token.content}$$")
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return "".join(_content(child, show) for child in token.children or ())
        case _:
            return ""


_KINDS: dict[str, SpanKind] = {
    "code_inline": "code",
    "math_inline": "math",
    "math_display": "display",
    "em_open": "emphasis",
    "strong_open": "strong",
}


def paragraphs(markdown: str) -> tuple[RichText, ...]:
    """What `escape` made Markdown of. Of other markup the text is left, a paragraph for each block.

    >>> paragraphs(r"As $x^2$ in *one* \\* and `two`.")[0][1:4:2]
    (Span(kind='math', text='$x^2$'), Span(kind='emphasis', text='one'))
    """
    if simple(markdown):
        return ((Span("text", markdown),),) if markdown else ()
    blocks = []
    for token in shared_parser().parse(markdown):
        if token.type == "inline":
            blocks.append(tuple(math.join_runs(_spans(token.children or ()))))
        elif token.type in ("code_block", "fence"):
            blocks.append((Span("code", token.content),))
        elif token.type == "math_block":
            blocks.append((Span("display", f"$${token.content}$$"),))
    return tuple(block for block in blocks if block)


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    kind: SpanKind = "text"
    for token in tokens:
        if token.type.startswith(("em_", "strong_")):
            kind = _KINDS.get(token.type, "text")
        elif token.type in _KINDS:
            yield Span(_KINDS[token.type], token.content)
        elif text := _content(token, str):
            yield Span(kind, text)


def normal(markdown: str) -> str:
    """A form that two spellings of the same content share: other line breaks, escapes and stars are no difference."""
    if simple(markdown):
        return markdown
    parts = []
    for token in shared_parser().parse(markdown):
        if token.type == "inline":
            parts.append(collapse("".join(_normal_child(child) for child in token.children or ())))
        else:
            parts.append(f"{token.type}{token.content}")
    # a single paragraph is its own letters, so that a text without markup equals itself in both ways
    if parts[:1] == ["paragraph_open"] and len(parts) == 3:
        return parts[1]
    return "\n".join(parts)


def _normal_child(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type in ("text", "text_special"):
        return token.content
    return f"\x1f{token.type}\x1f{token.content}{token.attrs.get('href', '')}\x1f"
