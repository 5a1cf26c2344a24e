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


def _typeset(tex: str) -> str | None:
    """The content of the `<math>` element; None where there is none that is safe."""
    from latex2mathml.converter import convert_to_element

    try:
        # it knows `align*` only, which stands alone where `aligned` stands in a formula
        root = convert_to_element(tex.replace("{aligned}", "{align*}"))
        return "".join(_serialise(child) for child in root) or None
    # latex2mathml raises whatever comes: KeyError, IndexError, StopIteration, RecursionError and its own
    except Exception:
        return None


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
    if text[0] == "\\" and text[1:].isalpha():
        # an unknown command, mostly a macro of the author's, reads better by its name
        text = text[1:]
    return escape(_REFERENCE.sub(_character, text), quote=False)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return remove_illegal(chr(code)) if code < 0x110000 else ""
