"""TeX to MathML that is safe to put on a page.

latex2mathml does the typesetting. It passes what stands in `\\text{…}` through unescaped and honours `\\href` and
`\\style`, so its own writing out is not used: its tree is walked, and only known elements and attributes are
written. Whatever cannot be typeset is shown as its source.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from sitegen.text.characters import remove_illegal
from sitegen.text.math import without_delimiters

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# MathML Core's presentation elements that latex2mathml makes
_ELEMENT_NAMES = (
    "mrow mi mn mo mtext mspace mstyle mfrac msqrt mroot msub msup msubsup munder mover munderover "
    "mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose merror"
)
ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTE_NAMES = (
    "display displaystyle scriptlevel stretchy symmetric largeop movablelimits accent accentunder form fence "
    "separator lspace rspace minsize maxsize width height depth linethickness mathvariant mathcolor mathbackground "
    "columnalign columnlines rowlines columnspacing rowspacing notation linebreak voffset"
)
ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
# what a browser shows as an error with another number of children
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
# words, lengths and colours; nothing with a bracket, quote, colon or semicolon in it
_VALUE = re.compile(r"[\w#%.+ -]{1,80}")
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,7});")
# a macro that doubles a macro that doubles … would fill the memory
_MACRO = re.compile(r"\\(?:re)?newcommand|\\def|\\let|\\providecommand")
_LONGEST = 5_000
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def mathml(source: str, inline: bool = False) -> str:
    """HTML of a formula.

    Args:
        source: TeX with its delimiters, as in the text: `$x^2$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`; the doubled and the
            square ones are displayed.
        inline: keep it in the line all the same, as in a title.

    Returns:
        `<math>` with the source as `alttext`, or `<code class="math">` with the source where it is no valid TeX.
    """
    tex = without_delimiters(source)
    body = None if len(tex) > _LONGEST or _MACRO.search(tex) else _typeset(tex)
    if body is None:
        return f'<code class="math">{escape(source)}</code>'
    display = ' display="block"' if source.startswith(("$$", "\\[")) and not inline else ""
    return f'<math{display} alttext="{escape(source)}">{body}</math>'


def find_mistake(source: str) -> tuple[str, str] | None:
    """Why a formula is not shown as it is meant, and what to do.

    >>> find_mistake("$\\frac{a}{b$")
    ('a { of this formula is not closed', 'close it with }, or write \\\\{ for the sign')
    """
    tex = without_delimiters(source)
    depth = 0
    for brace in _BRACE.findall(tex):
        depth += (brace == "{") - (brace == "}")
        if depth < 0:
            return "a } of this formula closes nothing", "take it out, or write \\} for the sign"
    if depth:
        return "a { of this formula is not closed", "close it with }, or write \\{ for the sign"
    if mathml(source).startswith("<code"):
        return "this formula cannot be typeset, so its source is shown", "correct it; it can define no macros"
    unknown = (element.text for element in _convert(tex).iter() if _is_unknown(element.text or ""))
    if command := next(unknown, None):
        return f"{command} is no command that is known, so its name is shown", "write \\operatorname{…} for a name"
    return None


def _typeset(tex: str) -> str | None:
    """The content of the `<math>` element; None where there is none that is safe."""
    try:
        return "".join(_serialise(child) for child in _convert(tex)) or None
    # latex2mathml raises whatever comes: KeyError, IndexError, StopIteration, RecursionError and its own
    except Exception:
        return None


def _convert(tex: str) -> Element:
    from latex2mathml.converter import convert_to_element

    # it knows `align*` only, which stands alone where `aligned` stands in a formula
    return convert_to_element(tex.replace("{aligned}", "{align*}"))


def _serialise(element: Element) -> str:
    if element.tag not in ELEMENTS or len(element) != _CHILDREN.get(element.tag, len(element)):
        raise ValueError(element.tag)
    attributes = "".join(
        f' {key}="{value}"' for key, value in element.attrib.items() if key in ATTRIBUTES and _VALUE.fullmatch(value)
    )
    inner = "".join(_serialise(child) + _text(child.tail) for child in element)
    return f"<{element.tag}{attributes}>{_text(element.text)}{inner}</{element.tag}>"


def _text(text: str | None) -> str:
    """Text of an element, in which latex2mathml writes its symbols as `&#x02211;` and leaves the rest as it was."""
    if not text:
        return ""
    if _is_unknown(text):
        # an unknown command, mostly a macro of the author's, reads better by its name
        text = text[1:]
    return escape(_REFERENCE.sub(_character, text), quote=False)


def _is_unknown(text: str) -> bool:
    return text[:1] == "\\" and text[1:].isalpha()


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return remove_illegal(chr(code)) if code < 0x110000 else ""
