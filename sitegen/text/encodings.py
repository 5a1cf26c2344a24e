"""Which of the older encodings of the world a text that is not UTF-8 is in, by the signs it is full of.

Bibliographies of thirty years lie about in them. Each encoding leaves its own trace: Japanese its syllables, Korean its
syllables in a narrow range of lead bytes, Chinese its everyday signs, Russian words of nothing but high bytes in small
letters. Only what a text is plainly full of counts; anything else is left to Latin.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST = 200_000
"""Bytes that are looked at."""
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_WORD = re.compile(rb"[\x80-\xff]{3,}")
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH = re.compile("[^\x00-\x7f]")
_CYRILLIC_SMALL, _CYRILLIC = re.compile("[а-яё]"), re.compile("[А-яЁё]")
_FEWEST = 8
"""Signs from which on they tell anything."""


def guess(data: bytes) -> tuple[str, str]:
    """The encoding by its name in Python and for a reader; empty where none shows."""
    head = _cut(data)
    for encoding, name, fits in _KNOWN:
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError:
            continue
        if fits(head, text):
            return encoding, name
    return "", ""


def _cut(data: bytes) -> bytes:
    """The beginning of a text, to the end of a line, so that no sign is cut in two."""
    if len(data) <= _MOST:
        return data
    head = data[:_MOST]
    return head[: head.rfind(b"\n") + 1] or head


def _is_japanese(_: bytes, text: str) -> bool:
    high = len(_HIGH.findall(text))
    # half-width syllables are what other encodings look like when they are read as this one
    kana, half = len(_KANA.findall(text)), sum("\uff61" <= sign <= "\uff9f" for sign in text)
    return high >= _FEWEST and kana >= 0.15 * high and half <= 0.05 * high and _is_east_asian(text)


def _is_korean(data: bytes, text: str) -> bool:
    pairs = [pair for pair in _PAIR.findall(data) if pair[0] >= 0xB0]
    syllables = sum(pair[0] <= 0xC8 and pair[1] >= 0xA1 for pair in pairs)
    return len(pairs) >= _FEWEST and syllables >= 0.95 * len(pairs) and _is_east_asian(text)


def _is_traditional(data: bytes, text: str) -> bool:
    pairs = _PAIR.findall(data)
    common = sum(0xA4 <= pair[0] <= 0xC6 for pair in pairs)
    low = sum(pair[1] < 0x7F for pair in pairs)
    # in GBK a low second byte belongs to a rare sign
    return len(pairs) >= _FEWEST and common >= 0.9 * len(pairs) and low >= 0.15 * len(pairs) and _is_east_asian(text)


def _is_east_asian(text: str) -> bool:
    """Whether high signs stand among themselves: a letter of Latin text has ASCII letters around it."""
    alone = len(re.findall(r"(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])", text))
    return alone <= 0.05 * len(_HIGH.findall(text))


def _is_cyrillic(data: bytes, text: str) -> bool:
    high = len(_HIGH.findall(text))
    in_words = sum(map(len, _WORD.findall(data)))
    small, letters = len(_CYRILLIC_SMALL.findall(text)), len(_CYRILLIC.findall(text))
    return high >= _FEWEST and in_words >= 0.7 * high and letters >= 0.9 * high and small >= 0.6 * letters


_KNOWN: tuple[tuple[str, str, Callable[[bytes, str], bool]], ...] = (
    ("euc_jp", "EUC-JP (Japanese)", _is_japanese),
    ("cp932", "Shift JIS (Japanese)", _is_japanese),
    ("cp949", "EUC-KR (Korean)", _is_korean),
    ("big5hkscs", "Big5 (Chinese)", _is_traditional),
    ("cp1251", "Windows-1251 (Cyrillic)", _is_cyrillic),
    ("koi8_r", "KOI8-R (Cyrillic)", _is_cyrillic),
)
