"""MathML on one line: `x²`, `a/b`, `√(n)`. For abstracts whose formulas have no TeX beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.diagnostics import Report
from sitegen.ingest.read import xml
from sitegen.text import symbols

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 60


def line(source: str) -> str:
    """A formula's signs in reading order; where the source cannot be read, the text between its tags."""
    report = Report()
    formula = xml.parse(re.sub(r"&(?!#?\w+;)", "&amp;", source), "", report).root
    if formula is None or report.diagnostics:
        return " ".join(re.sub(r"<[^<>]*>", "", source).split())
    return " ".join(_line(formula, 0).split())


def _line(element: Element, depth: int) -> str:
    name = element.tag
    if depth > _DEEPEST:
        return "".join(element.itertext())
    if name in ("annotation", "annotation-xml"):
        return ""
    if len(element) == 0:
        return (element.text or "").strip() or (" " if name == "mspace" else "")
    parts = [_line(child, depth + 1) for child in element]
    if name == "msup" and len(parts) == 2:
        return parts[0] + (symbols.raised(parts[1]) or f"^{_grouped(parts[1])}")
    if name == "msub" and len(parts) == 2:
        return parts[0] + (symbols.lowered(parts[1]) or f"_{_grouped(parts[1])}")
    if name == "msubsup" and len(parts) == 3:
        low, high = symbols.lowered(parts[1]), symbols.raised(parts[2])
        return parts[0] + (low or f"_{_grouped(parts[1])}") + (high or f"^{_grouped(parts[2])}")
    if name == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if name == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    return "".join(parts)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
