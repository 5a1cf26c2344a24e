"""Footnotes of a page of which the mark and the text do not meet.

A claim.[^1] Another.[^b]

[^b]: Shown.
[^c]: Not shown, as no mark leads here.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from sitegen.diagnostics import Location, Report
from sitegen.pages.keys import Keys
from sitegen.text import comments, references
from sitegen.text.markdown_parser import shared_parser

_FOOTNOTE = re.compile(
    # a text may stand in a quotation or a list
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\[\^(?P<defined>[^\[\]\s]+)\]:"
    r"|(?<!\\)\[\^(?P<used>[^\[\]\s]+)\](?!\()",
)


def check(keys: Keys, path: str, report: Report, notes: str | None = None) -> None:
    """Warn of marks without a text and of texts without a mark.

    Args:
        notes: on a paper's page, the end of the body, which is shown apart from the abstract. As that may be a source's
            text, signs that have nothing to do with the other part are left alone.
    """
    if "[^" not in keys.body or notes == "":
        return
    lines = keys.body.split("\n")
    first = keys.body.count("\n", 0, keys.body.rindex(notes)) if notes else len(lines)
    body = comments.blanked(keys.body)
    shown = references.without_code(body).split("\n")
    signs = [(sign, line) for line, text in enumerate(shown) for sign in _FOOTNOTE.finditer(text)]
    defined = {(sign["defined"], line >= first) for sign, line in signs}
    unread, unmarked = _unmet(body) if notes is None else (frozenset(), frozenset())
    for sign, line in signs:
        label, is_text, in_notes = sign["used"] or sign["defined"], not sign["used"], line >= first
        if is_text and label in unmarked:
            message = "no mark leads to this footnote, so it is not shown"
            hint = f"write [^{label}] where it belongs, or delete it"
        elif is_text or (label, in_notes) in defined:
            continue
        elif (label, not in_notes) in defined:
            place, other = ("above", "below") if in_notes else ("below", "above")
            message = f"the text of this footnote stands {place} the first heading"
            hint = f"write '[^{label}]: …' {other} it: abstract and notes are shown apart"
        elif label in unread:
            message = "this footnote has no text"
            hint = f"write '[^{label}]: …' on a line of its own, or \\[^{label}] for the letters"
        else:
            continue
        at = Location(path, keys.body_line + line, sign.start() + 1)
        report.warning("dead-footnote", message, at, excerpt=lines[line], length=len(sign[0]), hint=hint)


def _unmet(markdown: str) -> tuple[Set[str], Set[str]]:
    """Names of marks that are read as words, neither as code nor in a formula, and of texts that no mark leads to."""
    env: dict[str, Any] = {}
    tokens = shared_parser().parse(markdown, env)
    words = (child for token in tokens for child in token.children or () if child.type == "text")
    unread = {match["used"] for word in words for match in _FOOTNOTE.finditer(f" {word.content}")}
    texts = env.get("footnotes", {}).get("refs", {})
    return unread, {label.removeprefix(":") for label, number in texts.items() if number < 0}
