"""Bytes of a source as text.

Editors paste from mails, browsers and old exports, so nothing is certain of an encoding. A byte order mark is believed;
UTF-8 is tried; so are the older encodings of the East, where a text is full of their signs (`encodings`); a text with a
few broken bytes is UTF-8 that was damaged; anything else is Windows' Latin, which contains Latin-1's letters. Whatever
the bytes are, text comes back and the doubt is reported.
"""

from __future__ import annotations

import codecs
import re

from sitegen.diagnostics import Location, Report
from sitegen.text import encodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029\v\f\x1c-\x1e]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_HEAD = 4096


def decode(data: bytes, path: str, report: Report) -> str:
    """The text of `data`, its line ends all `\\n` and without control characters.

    `path` is the file's name in messages; doubts go to `report`. Never throws.
    """
    return normalise(characters(data, path, report))


def normalise(text: str) -> str:
    """Every kind of line end as `\\n`; control characters dropped (a tab stays)."""
    text = _LINE_ENDS.sub("\n", text)
    return _CONTROLS.sub("", text)


def characters(data: bytes, path: str, report: Report) -> str:
    """The text of `data` with its line ends and control characters as they are, for formats in which they mean other
    things: a JSON text may hold U+2028, and Windows' quotation marks stand in old exports as controls.
    """
    encoding, data = _marked(data)
    if encoding:
        return _lenient(data, encoding, path, report)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if (declared := _as_declared(data)) is not None:
            return declared
        encoding, name = ("", "") if _is_mostly_utf8(data) else encodings.guess(data)
        if not encoding and _is_chinese(data):
            encoding, name = "gb18030", "GBK (Chinese)"
        if encoding:
            at = _location(data[: error.start].decode("latin-1"), path)
            hint = "save the file as UTF-8 if signs look wrong"
            report.warning("encoding", f"this is not UTF-8, and was read as {name}", at, hint=hint)
            return data.decode(encoding, errors="replace")
        if _is_damaged_utf8(data):
            return _lenient(data, "utf-8", path, report)
        at = _location(data[: error.start].decode("latin-1"), path)
        report.warning(
            "encoding",
            "this is not UTF-8, and was read as Latin-1 (Windows-1252)",
            at,
            hint="save the file as UTF-8 if letters look wrong",
        )
        return data.decode("cp1252", errors="replace") if _fits_cp1252(data) else data.decode("latin-1")


def _marked(data: bytes) -> tuple[str, bytes]:
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
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    if name.startswith(("utf", "us-ascii", "ascii", "unicode", "idna", "punycode", "raw")):
        return None
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _is_chinese(data: bytes) -> bool:
    """Whether the high bytes come in pairs, and most pairs are signs of everyday Chinese in GBK."""
    runs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", data[:200_000])
    try:
        data[:200_000].decode("gb18030", errors="strict" if len(data) <= 200_000 else "ignore")
    except UnicodeDecodeError:
        return False
    # level 1 of GB 2312 holds the 3,755 common signs; a letter of Latin text has an ASCII letter behind it
    common = sum(0xB0 <= run[0] <= 0xD7 and run[1] >= 0xA1 for run in runs)
    return len(runs) >= 2 and common >= 0.7 * len(runs) and not _is_mostly_utf8(data)


def _is_mostly_utf8(data: bytes) -> bool:
    text = data[:200_000].decode("utf-8", errors="replace")
    whole = sum(character > "\x7f" for character in text) - text.count("\ufffd")
    return whole * 2 >= text.count("\ufffd")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether whole sequences of UTF-8 outnumber broken bytes, or the broken ones cannot be letters of Latin-1 text."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(character > "\x7f" for character in text) - text.count("\ufffd")
    return whole >= broken or not _looks_latin(data)


def _looks_latin(data: bytes) -> bool:
    """Whether the high bytes stand where letters, quotation marks and dashes of Western text stand."""
    high = re.findall(rb"(?:^|(?<=[\x00-\x7f]))[\x80-\xff]+", data)
    if not high:
        return False
    # a Latin letter stands alone or in a pair beside ASCII letters; bytes that cp1252 leaves empty never do
    odd = sum(len(run) > 3 or any(byte in _UNUSED or byte in (0xFE, 0xFF) for byte in run) for run in high)
    return odd * 4 < len(high)


_UNUSED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _fits_cp1252(data: bytes) -> bool:
    return not _UNUSED.intersection(data)


def _lenient(data: bytes, encoding: str, path: str, report: Report) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        before = normalise(data[: error.start].decode(encoding, errors="replace"))
        at = _location(before, path)
        number = max(1, text.count("\ufffd"))
        lines = normalise(text).split("\n")
        report.warning(
            "encoding",
            f"{number} broken byte{'s' if number > 1 else ''} in a text that is {encoding.upper()} otherwise",
            at,
            excerpt=lines[at.line - 1] if at.line <= len(lines) else "",
            hint="they show as \ufffd; replace them, or get the text again from where it came",
        )
        return text


def _location(before: str, path: str) -> Location:
    """The place of the character after `before`."""
    before = normalise(before)
    return Location(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
