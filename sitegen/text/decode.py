"""Decodes the bytes of a source, whatever their encoding.

Editors paste from mails, browsers and old exports, so no encoding is certain. A byte order mark decides;
UTF-8 is tried; so are older encodings, where a text is full of their signs or all of its letters are of one of their
alphabets; a text with a few broken bytes is UTF-8 that was damaged; anything else is Windows' Western encoding, which
contains Latin-1's letters. Whatever the bytes are, text comes back and the doubt is reported.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sitegen.diagnostics import Location, Report, usage_error
from sitegen.text.wording import quantity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# each begins with a character, as one that begins with a choice or a look behind would be tried at every place
_LINE_ENDS = re.compile("[\r\x85\u2028\u2029\v\f\x1c-\x1e](?:(?<=\r)\n)?")
_SOFT_BREAK = re.compile(
    "\v(?:(?<=[:–—,-]\v)|(?<= (?:an|as|at|by|in|of|on|or|to)\v)|(?<= (?:and|for|the|via)\v)|(?<= (?:from|with)\v))"
)
"""Where a line of a slide's title ends, by what stands before."""
_BEFORE_SMALL_LETTER = re.compile(
    r"\v(?!(?:by|code|de|di|et|github|par|pdf|por|van|von|www|arxiv|doi|https?)\b|[\w ]{1,20}:)(?=[a-zß-öø-ÿ])"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_HEAD = 4096


def normalise(text: str) -> str:
    """Every kind of line end as `\\n`; control characters dropped (a tab stays)."""
    # most texts are printable but for line ends, which is quicker to find out
    if text.replace("\n", "").isprintable():
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", _without_soft_breaks(text)))


def _without_soft_breaks(text: str) -> str:
    """The text with lines of slide titles joined: at all vertical tabs if most are within a phrase, else at those."""
    if "\v" not in text:
        return text
    joined, soft = _SOFT_BREAK.subn(" ", text)
    soft += len(_BEFORE_SMALL_LETTER.findall(joined))
    return joined.replace("\v", " ") if 2 * soft > text.count("\v") else joined


def utf_8(data: bytes, path: Path, code: str) -> str:
    """The text of a file that has to be UTF-8, with or without its mark. Raises UsageError with a code."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        message, at = f"{path.name} is not UTF-8", Location(path.as_posix())
        raise usage_error(code, message, at, hint="save the file as UTF-8") from problem


def characters(data: bytes, path: str, report: Report) -> str:
    """The text of `data` with its line ends and control characters as they are, for formats in which they mean other
    things: a JSON text may hold U+2028, and Windows' quotation marks stand in old exports as controls.
    """
    encoding, data = split_mark(data)
    if encoding:
        return _lenient(data, encoding, path, report)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if (declared := _as_declared(data)) is not None:
            return declared
        encoding, name = _guess(data)
        if encoding == "utf-8":
            return _lenient(data, encoding, path, report)
        at = _location(data[: error.start].decode("latin-1"), path)
        hint = "save the file as UTF-8 if letters look wrong"
        report.warning("encoding", f"this is not UTF-8, and was read as {name}", at, hint=hint)
        return data.decode(encoding, errors="replace")


def split_mark(data: bytes) -> tuple[str, bytes]:
    """The encoding that a byte order mark, or zeros at every other place, give away; and the data without the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    head = data[:_HEAD]
    if len(head) > 8 and len(head) % 2 == 0:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > 0.4 * len(head[1::2]) and even < 0.1 * len(head[0::2]):
            return "utf-16-le", data
        if even > 0.4 * len(head[0::2]) and odd < 0.1 * len(head[1::2]):
            return "utf-16-be", data
    return "", data


_DECLARED = re.compile(
    rb"(?:%\s*|^)Encoding:\s*([\w-]{3,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{3,20})[\"']", re.MULTILINE
)


def _as_declared(data: bytes) -> str | None:
    """The text in the encoding that its first lines name; None where they name none, or wrongly.

    JabRef begins its files with `% Encoding: windows-1252`, XML with its declaration. UTF-8 has been tried already.
    """
    declared = _DECLARED.search(data[:_HEAD])
    if not declared:
        return None
    name = (declared[1] or declared[2]).decode("ascii").lower()
    if name.startswith(("utf", "us-ascii", "ascii", "unicode", "idna", "punycode", "raw")):
        return None
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str, path: str, report: Report) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        at = _location(data[: error.start].decode(encoding, errors="replace"), path)
        number = max(1, text.count("\ufffd"))
        message = f"{quantity(number, 'broken byte')} in a text that is {encoding.upper()} otherwise"
        hint = "they show as \ufffd; replace them, or get the text again from where it came"
        line = "".join(normalise(text).split("\n")[at.line - 1 : at.line])
        report.warning("encoding", message, at, excerpt=line, hint=hint)
        return text


def _location(before: str, path: str) -> Location:
    """The place of the character after `before`."""
    before = normalise(before)
    return Location.of(path, before, len(before))


# Bibliographies of thirty years are in older encodings, and each leaves its own trace: Japanese its syllables, Korean
# its syllables in a narrow range of lead bytes, Chinese its everyday signs, Russian words of nothing but high bytes in
# small letters. Only what a text is plainly full of counts; anything else is left to Latin.
_SAMPLE = 200_000
"""Bytes that are looked at."""
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_WORD = re.compile(rb"[\x80-\xff]{3,}")
_KANA = re.compile("[\u3041-\u30ff]")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_GREEK, _GREEK_ACCENTED = re.compile("[Ά-ώ]"), re.compile("(?<=[α-ω])[άέήίόύώ]")
_CYRILLIC_SMALL, _CYRILLIC = re.compile("[а-яё]"), re.compile("[А-яЁё]")
_BESIDE_LETTERS = re.compile("[\x00-\x7f\xa0‘’‚“”„–—…•·«»€°§©®™№]+")
_LATIN = {
    "cp1252": ("Windows-1252 (Western)", "àâãáçéèêëíìîïñóòôõúùûüœæªº", "äöüßåæøéëïóí", "áéíóúýþæöð"),
    "cp1250": ("Windows-1250 (Central European)", "ąćęłńóśźż", "áčďéěíňóřšťúůýžľĺŕôä", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "cp1254": ("Windows-1254 (Turkish)", "çğıöşüâîû\u0307"),
    "mac_roman": ("Mac Roman", "àâãáçéèêëíìîïñóòôõúùûüœæ", "äöüßåæøéëïóíáú"),
}
"""Encodings of Latin letters, with the letters beyond ASCII of the languages that are written in them."""
_ONE_ALPHABET = 0.97
_MIN_LETTERS = 4
_ASCII = bytes(range(128))
_MIN_SIGNS = 8
"""A text with fewer signs is evidence of nothing."""
_UNUSED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Bytes that cp1252 leaves empty."""


def _guess(data: bytes) -> tuple[str, str]:
    """The encoding of what is not quite UTF-8, by its name in Python and for a reader."""
    # to the end of a line, so that no sign is cut in two
    head = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1] or data[:_SAMPLE]
    whole, broken = _count_sequences(head)
    if whole * 2 < broken:
        for encoding, name, fits in _KNOWN:
            try:
                text = head.decode(encoding)
            except UnicodeDecodeError:
                continue
            if fits(head, text):
                return encoding, name
        if encoding := _latin(head):
            return encoding, _LATIN[encoding][0]
    whole, broken = _count_sequences(data)
    if whole >= broken - data.count(b"\xef\xbf\xbd") or not _looks_latin(data):
        return "utf-8", "UTF-8"
    return "latin-1" if _UNUSED.intersection(data) else "cp1252", "Windows-1252 (Western)"


def _latin(data: bytes) -> str:
    """The encoding other than Windows' Western one in which all letters are of one alphabet; empty where none is."""
    shares = {encoding: _share(data, encoding, alphabets) for encoding, (_, *alphabets) in _LATIN.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    is_clear = shares[best] >= _ONE_ALPHABET and shares[best] > shares["cp1252"]
    return best if is_clear and len(data.translate(None, _ASCII)) >= _MIN_LETTERS else ""


def _share(data: bytes, encoding: str, alphabets: Iterable[str]) -> float:
    """The share of the signs beyond ASCII that are letters of the alphabet that has most of them."""
    signs = _BESIDE_LETTERS.sub("", data.decode(encoding, "replace").lower())
    return max(sum(map(signs.count, alphabet)) for alphabet in alphabets) / len(signs) if signs else 1


def _count_sequences(data: bytes) -> tuple[int, int]:
    """Whole sequences of UTF-8 beyond ASCII, and broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return len(_NON_ASCII.findall(text)) - broken, broken


def _looks_latin(data: bytes) -> bool:
    """Whether the high bytes stand where letters, quotation marks and dashes of Western text stand."""
    high = re.findall(rb"(?:^|(?<=[\x00-\x7f]))[\x80-\xff]+", data)
    # a Latin letter stands alone or in a pair beside ASCII letters
    odd = sum(len(run) > 3 or not _UNUSED.union((0xFE, 0xFF)).isdisjoint(run) for run in high)
    return odd * 4 < len(high)


def _is_japanese(_: bytes, text: str) -> bool:
    high = len(_NON_ASCII.findall(text))
    # half-width syllables are what other encodings look like when they are read as this one
    kana, half = len(_KANA.findall(text)), sum("\uff61" <= sign <= "\uff9f" for sign in text)
    return high >= _MIN_SIGNS and kana >= 0.05 * high and half <= 0.05 * high and _is_east_asian(text)


def _is_korean(data: bytes, text: str) -> bool:
    pairs = [pair for pair in _PAIR.findall(data) if pair[0] >= 0xB0]
    syllables = sum(pair[0] <= 0xC8 and pair[1] >= 0xA1 for pair in pairs)
    return len(pairs) >= _MIN_SIGNS and syllables >= 0.95 * len(pairs) and _is_east_asian(text)


def _is_traditional(data: bytes, text: str) -> bool:
    pairs = _PAIR.findall(data)
    common = sum(0xA4 <= pair[0] <= 0xC6 for pair in pairs)
    low = sum(pair[1] < 0x7F for pair in pairs)
    # in GBK a low second byte belongs to a rare sign
    return len(pairs) >= _MIN_SIGNS and common >= 0.9 * len(pairs) and low >= 0.15 * len(pairs) and _is_east_asian(text)


def _is_chinese(data: bytes, text: str) -> bool:
    pairs = _PAIR.findall(data)
    # level 1 of GB 2312 holds the 3,755 common signs; a letter of Latin text has an ASCII letter behind it
    common = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return len(pairs) >= 2 and common >= 0.7 * len(pairs)


def _is_east_asian(text: str) -> bool:
    """Whether high signs stand among themselves: a letter of Latin text has ASCII letters around it."""
    alone = len(re.findall(r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])", text))
    return alone <= 0.05 * len(_NON_ASCII.findall(text))


def _is_greek(data: bytes, text: str) -> bool:
    letters, accented = len(_GREEK.findall(text)), len(_GREEK_ACCENTED.findall(text))
    # where Greek has small letters with accents, the encoding of Cyrillic has capitals
    return _has_words(data, text, letters) and accented >= 0.04 * letters


def _is_cyrillic(data: bytes, text: str) -> bool:
    small, letters = len(_CYRILLIC_SMALL.findall(text)), len(_CYRILLIC.findall(text))
    return _has_words(data, text, letters) and small >= 0.6 * letters


def _has_words(data: bytes, text: str, letters: int) -> bool:
    """Whether the signs beyond ASCII are letters, and stand in words of their own."""
    high, in_words = len(_BESIDE_LETTERS.sub("", text)), sum(map(len, _WORD.findall(data)))
    return high >= _MIN_SIGNS and in_words >= 0.7 * high and letters >= 0.9 * high


_KNOWN: tuple[tuple[str, str, Callable[[bytes, str], bool]], ...] = (
    ("euc_jp", "EUC-JP (Japanese)", _is_japanese),
    ("cp932", "Shift JIS (Japanese)", _is_japanese),
    ("cp949", "EUC-KR (Korean)", _is_korean),
    ("big5hkscs", "Big5 (Chinese)", _is_traditional),
    ("cp1253", "Windows-1253 (Greek)", _is_greek),
    ("cp1251", "Windows-1251 (Cyrillic)", _is_cyrillic),
    ("koi8_r", "KOI8-R (Cyrillic)", _is_cyrillic),
    ("gb18030", "GBK (Chinese)", _is_chinese),
)
