"""Words of a text as search knows them: one definition for the index and for queries, here and in the browser.

A text is split at white space and hyphens as lunr.js splits it; each piece is put in lower case, trimmed of what is no
ASCII letter, digit or underscore at its ends, dropped when it is empty or a stop word, and stemmed. Two kinds of piece
hold several words. `encoder/decoder` and `paper’s` are indexed as they stand, as Lunr would, and by the words between
their signs. Chinese, Japanese and Korean are written without spaces (or with particles behind the words), so each run
of their characters becomes its overlapping pairs, and what stands between the runs is a piece of its own.
`templates/search/engine/tokens.js` is the same in JavaScript.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from sitegen.text.stem import stem

JS_SPACE = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What `\\s` matches in JavaScript, which is not what it matches in Python."""
_split = re.compile(rf"[^{JS_SPACE}\-]+").findall
SPACE = re.compile(f"[{JS_SPACE}]")
_outer_space = re.compile(rf"\A[{JS_SPACE}]+|[{JS_SPACE}]+\Z")
_outer_signs = re.compile(r"\A\W+|\W+\Z")
_trim = re.compile(r"[A-Za-z0-9_](?:.*[A-Za-z0-9_])?", re.DOTALL).search
CJK = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
has_cjk = re.compile(f"[{CJK}]").search
_runs = re.compile(f"[{CJK}]+|[^{CJK}]+").findall
_WORD = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff"
_is_plain = re.compile(f"[{_WORD}]*").fullmatch
_parts = re.compile(f"[{_WORD}]{{2,}}").findall
_is_number = re.compile("[0-9]+").fullmatch

_LUNR_STOP_WORDS = """
    a able about across after all almost also am among an and any are as at be because been but by can cannot could dear
    did do does either else ever every for from get got had has have he her hers him his how however i if in into is it
    its just least let like likely may me might most must my neither no nor not of off often on only or other our own
    rather said say says she should since so some than that the their them then there these they this tis to too twas us
    wants was we were what when where which while who whom why will with would yet you your
    """
STOP_WORDS = frozenset(_LUNR_STOP_WORDS.split())


def pieces(text: str) -> list[str]:
    """The text cut at white space and hyphens; some of the signs at the ends of the pieces may be gone."""
    if not text.isprintable():
        parts: list[str] = _split(text)
        return parts
    # Python's own split is fast, and what it alone takes for white space is not printable; signs beside a space would
    # be trimmed anyway, and without them a corpus has a fifth fewer distinct pieces to look at
    text = text.replace("-", " ").replace(", ", " ").replace(". ", " ").replace(" (", " ").replace(") ", " ")
    return text.split()


def words(piece: str) -> list[str]:
    """The words of a piece as written, signs at their ends included; each is a term at most.

    >>> words("(encoder/decoder)"), words("3.5"), words("BERT模型")
    (['(encoder/decoder)', 'encoder', 'decoder'], ['3.5'], ['BERT', '模型'])
    """
    if piece.isalnum() and piece.isascii():
        return [piece]
    parts = []
    for part in segments(piece):
        parts.append(part)
        if not _is_plain(part) and not has_cjk(part):
            parts += compounded(trim(part))
    return parts


def compounded(word: str) -> list[str]:
    """The words between the signs within a word; none when there are no signs, or only numbers or letters between."""
    return [] if _is_plain(word) else [part for part in _parts(word) if not _is_number(part)]


def segments(piece: str) -> list[str]:
    """One piece between spaces: itself, or where it has CJK characters the pairs of each run and what is between."""
    if piece.isascii() or not has_cjk(piece):
        return [piece]
    parts: list[str] = []
    for run in _runs(piece):
        if len(run) == 1 or not has_cjk(run):
            parts.append(run)
        else:
            parts += [run[at : at + 2] for at in range(len(run) - 1)]
    return parts


def trim(word: str) -> str:
    """The word without what is no ASCII word character at its ends, as `lunr.trimmer`; CJK stays."""
    if not word.isascii() and has_cjk(word):
        return word
    if word.isalnum() and word.isascii():
        return word
    match = _trim(word)
    return match[0] if match else ""


def term(word: str) -> str:
    """The term that a word of a paper is indexed under; empty for none.

    >>> [term(word) for word in ("The", "(surveys),", "e.g.", "…")]
    ['', 'survey', 'e.g', '']
    """
    lower = trim(word.lower())
    return "" if not lower or lower in STOP_WORDS else stem(lower)


def strip(text: str) -> str:
    """The text without white space at its ends, as `trim` of JavaScript."""
    return _outer_space.sub("", text)


def query_terms(word: str) -> list[str]:
    """The terms of one word of a query, as Lunr's search pipeline gives them.

    As in lunr.js a word that has nothing to keep gives one empty term, which no paper has, and stop words stay.
    """
    parts = segments(word.lower())
    if len(parts) == 1:
        return [stem(trim(parts[0]))]
    return [stem(trimmed) for part in parts if (trimmed := trim(part))]


def query_words(text: str) -> list[str]:
    """The words that a part of a query is searched as; those that papers may have joined otherwise stand apart.

    >>> query_words("state-of-the-art encoder/decoder"), query_words("E=mc^2"), query_words("(BERT模型)")
    (['state', 'of', 'the', 'art', 'encoder', 'decoder'], ['mc'], ['(BERT模型)'])
    """
    # an accent of its own would be trimmed
    words = [word for piece in _split(normalize("NFC", text)) for word in _split_compound(piece)]
    return [word for word in words if word]


def _split_compound(piece: str) -> list[str]:
    if has_cjk(piece):
        return [trim(piece)]
    # what Lunr would trim of letters that are not ASCII stays
    word = trim(piece) if piece.isascii() else _outer_signs.sub("", piece)
    return [part for part in compounded(word) if part.lower() not in STOP_WORDS] or [word]
