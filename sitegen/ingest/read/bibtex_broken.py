"""The fields of an entry whose braces or quotation marks do not match, as its lines show them.

BibTeX itself gives such an entry up. But nearly everybody writes a field a line, or parts fields by a closed value and
a comma, so what its author meant is plain: a value ends where the next field begins.
"""

from __future__ import annotations

import re

_NAME = r"(?P<name>[A-Za-z][\w-]{0,30})"
_FIELD = re.compile(
    rf"(?:^[ \t]*,?[ \t]*|(?<=[,\}}\"])[ \t]*,?[ \t]*){_NAME}[ \t]*=[ \t]*(?=[{{\"\d]|\w+[ \t]*,?[ \t]*$)", re.MULTILINE
)
_LONGEST = 200_000


def fields(text: str) -> dict[str, str]:
    """The fields of an entry from its text behind the key; the first of each name.

    >>> fields('title = {A {broken one}, author = {X Y},\\n year = 2000\\n}')
    {'title': 'A broken one', 'author': 'X Y', 'year': '2000'}
    """
    text = text[:_LONGEST]
    starts = list(_FIELD.finditer(text))
    found: dict[str, str] = {}
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        found.setdefault(start["name"].lower(), _value(text[start.end() : end], is_last=end == len(text)))
    return found


def _value(text: str, *, is_last: bool) -> str:
    """A value without its delimiters and without braces that have no partner."""
    text = text.strip().rstrip(",").rstrip()
    if is_last and text.count("}") > text.count("{"):
        # the brace that ends the entry
        text = text[: text.rindex("}")].rstrip().rstrip(",").rstrip()
    if text[:1] == '"':
        text = text[1:].removesuffix('"')
    elif text[:1] == "{":
        text = text[1:].removesuffix("}")
    return text if _is_balanced(text) else re.sub(r"[{}]", "", text)


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
