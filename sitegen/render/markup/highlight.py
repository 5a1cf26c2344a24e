"""Code in colour: Pygments' classes, no inline style, and Pygments itself only where a page has code."""

from __future__ import annotations

import re
from html import escape

_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
_LONGEST = 100_000


def code(source: str, language: str) -> str:
    """HTML of a block of code, for inside `<pre><code>`; plain where Pygments knows no such language."""
    # some lexers need minutes for a megabyte
    if not _LANGUAGE.fullmatch(language) or len(source) > _LONGEST:
        return escape(source)
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(source)
    return highlight(source, lexer, HtmlFormatter(nowrap=True))
