"""Code in colour: Pygments' classes, no inline style, and Pygments itself only where a page has code."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

# our own entries have one shape, so that ten thousand of them need no lexer; a test holds this equal to Pygments
_ENTRY = re.compile(r"@\w+\{[A-Za-z0-9:_.+/-]+,\n(?:  \w+ *= \{[^\n]*\},?\n)+\}\n?")
_HEAD = re.compile(r"(@\w+)\{([^,]+),\n")
_FIELD = re.compile(r"  (\w+)( *)= (\{[^\n]*\})(,?)\n")
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
_LONGEST = 100_000


def code(source: str, language: str) -> str:
    """HTML of a block of code, for inside `<pre><code>`; plain where Pygments knows no such language."""
    # a lexer that runs wild on a megabyte would hold up the whole build for colours nobody looks at
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


def bibtex(text: str) -> Markup:
    """HTML of BibTeX entries, for inside `<pre><code>`, exactly as Pygments would have it."""
    if not _ENTRY.fullmatch(text):
        return Markup(code(text, "bibtex"))
    head = _HEAD.match(text)
    assert head is not None
    lines = [f'<span class="nc">{head[1]}</span>{_P}{{</span><span class="nl">{head[2]}</span>{_P},</span>\n']
    for field in _FIELD.finditer(text, head.end()):
        name, pad, value, comma = field.groups()
        space = f'<span class="w">{pad}</span>' if pad else ""
        comma = f"{_P},</span>" if comma else ""
        lines.append(
            f'<span class="w">  </span><span class="na">{name}</span>{space}{_P}=</span><span class="w"> </span>'
            f'<span class="s">{escape(value, quote=False)}</span>{comma}\n'
        )
    lines.append(f"{_P}}}</span>\n" if text.endswith("\n") else f"{_P}}}</span>")
    return Markup("".join(lines))


_P = '<span class="p">'
