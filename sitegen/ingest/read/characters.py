"""Characters as they were meant, in strings that came escaped or twice encoded.

A JSON escape or a character reference can bring what the decoding of the file kept out: control characters, halves of
surrogate pairs, Windows' quotation marks as C1 controls (`\\x93`), UTF-8 read as Latin-1 (`WÃ¼bben`).
In HTML, raised and lowered figures are signs of their own.
"""

from __future__ import annotations

import re
from html import escape, unescape

from sitegen.text import symbols
from sitegen.text.characters import has_any
from sitegen.text.decode import normalise

_LONE = re.compile("[\ud800-\udfff]")
_TWICE_ENCODED = "[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_ODD = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|{_TWICE_ENCODED}")
_MISREAD = re.compile(f"[\x80-\x9f]|{_TWICE_ENCODED}")
_SCRIPT = re.compile(r"<(sup|sub)(?:\s[^<>]*)?>([^<>\n]{0,40})</\1\s*>", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` with line ends as `\\n`, no control characters but tabs, and misread letters put right."""
    # most texts are printable, and this is quicker than to search them
    is_printable = text.isprintable() or text.replace("\n", "").isprintable()
    if (is_printable and (text.isascii() or not has_any(text, "ÂÃâ"))) or not _ODD.search(text):
        return text
    text = whole(text)
    if _MISREAD.search(text):
        import ftfy

        text = ftfy.fix_encoding(text)
    return normalise(text)


def whole(text: str) -> str:
    """`text` as it can be encoded: each half of a surrogate pair without its other half becomes `\ufffd`."""
    if not _LONE.search(text):
        return text
    return _LONE.sub("\ufffd", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def with_scripts(markup: str) -> str:
    """HTML with the signs for raised and lowered figures in place of `<sup>` and `<sub>`, without which 10⁵ is 105."""
    return _SCRIPT.sub(lambda tag: escape(symbols.shifted(unescape(tag[2]), is_raised=tag[1].lower() == "sup")), markup)
