"""Text from catalogues that carries HTML or JATS tags, as paragraphs: `<jats:p>`, `<i>`, `<sub>2</sub>`, formulas.

Publishers hand their abstracts on as marked up as they are. What a reader needs of it stays: paragraphs, headings of
sections in front of them, raised and lowered figures, and TeX where a formula has it; MathML without TeX beside it
becomes a line of signs.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from sitegen.ingest.parser import Source
from sitegen.ingest.read import xml
from sitegen.ingest.read.characters import clean
from sitegen.ingest.values import prose
from sitegen.text import symbols

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KNOWN = (
    "p|title|label|sec|abstract|div|br|list|list-item|li|ul|ol|h[1-6]|i|b|u|em|strong|italic|bold|underline|overline|"
    "roman|sans-serif|monospace|styled-content|sc|tt|code|span|a|sup|sub|inf|ext-link|uri|xref|named-content|"
    "inline-formula|disp-formula|tex-math|alternatives|inline-graphic|graphic|break|font|fn|abbrev|disp-quote|def-list|"
    "def-item|term|def|bio|ref|email|hr|blockquote|fixed-case|cite|small|big|img|table|tr|td|th|tbody|scp|nocase"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?:jats|mml|html):(?=[\w-])|(?:\w+:)?(?=(?:{_KNOWN})[\s/>]))(?P<name>[\w-]+)(?:\s[^<>]{{0,2000}})?/?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<(?P<close>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)(?:\s[^<>]*)?/?>")
_BEFORE_WORD, _BEHIND_WORD = re.compile(r"(?<![.!?])[ (\[“‘«\"'/-]$"), re.compile(r"s?(?:[ )\]”’»\"'/,.;:?!-]|$)")
_MATH = re.compile(r"<(?P<ns>(?:\w+:)?)math\b[^<>]*(?<!/)>.*?</(?P=ns)math>", re.DOTALL | re.IGNORECASE)
_FORMULA = re.compile(
    r"<(?:\w+:)?tex-math\b[^<>]*>(?P<tex>.*?)</(?:\w+:)?tex-math>|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->", re.DOTALL
)
_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_HEADINGS = frozenset(("title", "section-title", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {
    *("p", "sec", "abstract", "div", "br", "break", "hr", "blockquote", "disp-quote", "tr", "table"),
    *("list", "list-item", "li", "ul", "ol", "def-item"),
}
SELF = re.compile(
    r"\s*(?:abstract|summary|zusammenfassung|r[ée]sum[ée]|a\s*b\s*s\s*t\s*r\s*a\s*c\s*t)\s*[.:]?\s*", re.I
)
"""The heading of an abstract, which says nothing of it."""
_STYLE = re.compile(r'<style\b[^<>]{0,99}\sface="[^"<>]{0,99}\b(sup|sub)(?:er)?script\b[^<>]{0,99}>([^<>]*)</style>')
"""EndNote's `<style face="superscript">5</style>`."""
_FOOTNOTE = re.compile(r"<(xref|fn)(?=[\s/>])[^<>]*(?:/>|>.*?</\1>)", re.DOTALL)
_TWICE = re.compile(r"<(?:\w+:)?alternatives\b[^<>]*>(.*?)</(?:\w+:)?alternatives>", re.DOTALL)
"""A formula in several forms, of which the one in TeX is preferred."""
_IN_TEX = re.compile(r"\ue000\$[^$]*\$")


def line(text: str) -> str:
    """A title or name on one line."""
    return " ".join(paragraphs(text)).strip()


def element(source: Element) -> list[str]:
    """The paragraphs of an element and all in it."""
    return _read(*_source(source))


def _source(element: Element) -> tuple[str, re.Pattern[str]]:
    """What an element holds, and what its tags look like."""
    text = "" if len(element) else element.text or ""
    if _is_marked_up(text):
        return text, _TAG  # tags that were escaped, as in Zenodo's abstracts
    from xml.etree.ElementTree import tostring

    element.tail = None
    return _STYLE.sub(r"<\1>\2</\1>", tostring(element, encoding="unicode")), _ANY_TAG


def _is_marked_up(text: str) -> bool:
    """Whether a text's tags are markup: one is closed, or none of its words.

    >>> [_is_marked_up(text) for text in ("<p>Slow", "Slow<br>Fast.", "The <p> Tag", "If a<b and c>d hold")]
    [True, True, False, False]
    """
    return any(tag["close"] or tag[0].endswith("/>") or not _is_word(tag) for tag in _TAG.finditer(text.lstrip()))


def _is_word(tag: re.Match[str]) -> bool:
    """Whether a tag is a word of its sentence, as in `The <p> Tag`, `“<b>”`, `All <a>s`, or compares numbers."""
    if " " in tag[0] and "=" not in tag[0]:
        return True
    is_before = _BEFORE_WORD.search(tag.string, max(tag.start() - 1, 0), tag.start())
    return bool(is_before and _BEHIND_WORD.match(tag.string, tag.end())) and not tag[0].lower().startswith("<jats:")


def heading(source: Element) -> str:
    """The text of an element on one line, without the marks of footnotes."""
    text, tags = _source(source)
    return " ".join(words for words, _ in _blocks(_FOOTNOTE.sub("", text), tags))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, marked up or plain."""
    if "<" not in text or not _is_marked_up(text):
        text = clean(unescape(text)) if "&" in text else text
        return prose.paragraphs(text)
    return _read(text, _TAG)


def _read(text: str, tags: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    heading = ""
    for words, is_heading in _blocks(text, tags):
        if is_heading:
            heading = "" if SELF.fullmatch(words) else f"{words.rstrip(' .:')}: "
        elif words:
            parts.append(heading + words)
            heading = ""
    return parts


def with_signs(text: str) -> str:
    """Markup with the signs of its formulas in place of their MathML."""
    return _MATH.sub(lambda formula: escape(mathml(formula[0]), quote=False), text)


def _tex(match: re.Match[str]) -> str:
    """A formula's TeX between dollars, without the document that some publishers wrap it in."""
    if match["cdata"] is not None:
        return match["cdata"].replace("<", "&lt;")
    if match["tex"] is None:
        return ""
    tex = re.sub(r"<!\[CDATA\[|\]\]>", "", match["tex"])
    inside = _DOCUMENT.search(tex)
    tex = (inside[1] if inside else tex).strip().removeprefix("\\(").removesuffix("\\)").strip("$ \n")
    # the MathML beside it says the same
    return f"\ue000${tex}$" if tex else ""


def _blocks(text: str, tags: re.Pattern[str]) -> list[tuple[str, bool]]:
    """The text between block tags, each with whether it is a heading."""
    text = with_signs(_FORMULA.sub(_tex, text))
    text = _TWICE.sub(lambda forms: tex[0] if (tex := _IN_TEX.search(forms[1])) else forms[1], text)
    text = text.replace("\ue000", "")
    blocks: list[tuple[str, bool]] = []
    words: list[str] = []
    raised: list[tuple[str, int]] = []
    is_heading = False
    place = 0
    for tag in [*tags.finditer(text), None]:
        words.append(unescape(text[place : tag.start() if tag else len(text)]))
        name = tag["name"].lower() if tag else "p"
        place = tag.end() if tag else place
        if name in ("sup", "sub", "inf"):
            _shift(words, raised, name, bool(tag and tag["close"]))
        if name in _BLOCKS:
            blocks.append((" ".join(clean("".join(words)).split()), is_heading))
            words, raised = [], []
            is_heading = name in _HEADINGS and bool(tag and not tag["close"])
    return [block for block in blocks if block[0]]


def _shift(words: list[str], raised: list[tuple[str, int]], name: str, closes: bool) -> None:
    """Raises or lowers what stands between `<sup>` or `<sub>` and its end, as far as there are signs for it."""
    if not closes:
        raised.append((name, len(words)))
    elif raised:
        name, start = raised.pop()
        if start:
            # a line end in front of it is the file's layout, not a space of the sentence
            words[start - 1] = re.sub(r"[ \t]*\n\s*$", "", words[start - 1])
        words[start:] = [symbols.shifted("".join(words[start:]), is_raised=name == "sup")]


def mathml(source: str) -> str:
    """The signs of a formula in reading order, `x²`, `a/b`, `√(n)`; the text between its tags where it is broken."""
    reading = Source()
    formula = xml.parse(re.sub(r"&(?!#?\w+;)", "&amp;", source), reading).root
    if formula is None or reading.report.diagnostics:
        return " ".join(re.sub(r"<[^<>]*>", "", source).split())
    return " ".join(_signs(formula).split())


def _signs(element: Element) -> str:
    name = element.tag
    if name in ("annotation", "annotation-xml"):
        return ""
    if len(element) == 0:
        return (element.text or "").strip() or (" " if name == "mspace" else "")
    parts = [_signs(child) for child in element]
    match name, parts:
        case "msup", [base, high]:
            return base + (symbols.raised(high) or f"^{_grouped(high)}")
        case "msub", [base, low]:
            return base + (symbols.lowered(low) or f"_{_grouped(low)}")
        case "msubsup", [base, low, high]:
            lowered, raised = symbols.lowered(low), symbols.raised(high)
            return base + (lowered or f"_{_grouped(low)}") + (raised or f"^{_grouped(high)}")
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
    return "".join(parts)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
