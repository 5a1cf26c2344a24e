"""The files that the interface's words are read from: `strings/<lang>.toml` in the folders of a theme.

English has every word and is what others are measured by. A language may have a part of them, in several folders: a
word of the user's stands before the package's, and one of `pt-BR` before one of `pt`, and that before an English one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Location, UsageError, usage_error
from sitegen.render.i18n.plurals import CATEGORIES
from sitegen.render.i18n.strings import Strings, Word, blanks_of

FOLDER = "strings"
SCRIPT = "script"
"""Table of the words that scripts say; templates may say them as well."""
BASE = "en"
_TAG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def load_strings(folders: Sequence[Path], lang: str) -> Strings:
    """The words of a language.

    Args:
        folders: a theme's folders, the strongest first; the last one has all words in English.
        lang: a BCP 47 tag, `pt-BR`.

    Raises:
        UsageError: a file is not TOML, or has a word that the interface does not say; located at the line.
    """
    base = folders[-1] / FOLDER / f"{BASE}.toml" if folders else Path(FOLDER)
    if not base.is_file():
        raise usage_error("words", f"no theme has {FOLDER}/{BASE}.toml", hint="is sitegen installed whole?")
    known = _parsed(base, base.read_text("utf-8"))
    script: Mapping[str, Word] = known.pop(SCRIPT)
    english: dict[str, Word] = {**known, **script}
    table = dict(english)
    for tag in dict.fromkeys((BASE, *_wider(lang))):
        for folder in reversed(folders):
            path = folder / FOLDER / f"{tag}.toml"
            if path.is_file() and not path.samefile(base):
                table |= _checked(path, english)
    return Strings(lang, table, script, english)


def _wider(lang: str) -> list[str]:
    """`zh`, `zh-Hant` and `zh-Hant-TW` of the last of them."""
    parts = lang.split("-") if _TAG.fullmatch(lang) else []
    return ["-".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _checked(path: Path, english: Mapping[str, Word]) -> dict[str, Word]:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    words = _parsed(path, text)
    words |= words.pop(SCRIPT, {})
    for key, word in words.items():
        if key not in english:
            close = difflib.get_close_matches(key, english, 1)
            hint = f"did you mean {close[0]}?" if close else f"{FOLDER}/{BASE}.toml has all there are"
            raise _wrong(path, text, key, f"the interface has no word '{key}'", hint)
        if fault := _fault(word, english[key]):
            raise _wrong(path, text, key, f"{key}: {fault}")
    return words


def _fault(word: object, english: Word) -> str:
    """What is wrong with a word in place of an English one."""
    if isinstance(english, list):
        fits = isinstance(word, list) and len(word) == len(english) and all(isinstance(name, str) for name in word)
        return "" if fits else f"expected a list of {len(english)} names"
    if isinstance(word, dict):
        if "other" not in word or not word.keys() <= CATEGORIES or not all(isinstance(x, str) for x in word.values()):
            return f"expected a sentence for 'other' and for any of {', '.join(sorted(CATEGORIES - {'other'}))}"
    elif not isinstance(word, str):
        return "expected text in quotation marks"
    known = blanks_of(english)
    strange = sorted(blanks_of(word) - known)
    if not strange:
        return ""
    given = ", ".join(f"{{{name}}}" for name in sorted(known)) or "nothing"
    return f"there is no {{{strange[0]}}} to fill in, but {given}"


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(problem))
        line, column = (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 0)
        message = str(problem).split(" (at ")[0]
        raise usage_error(
            "words",
            message[:1].lower() + message[1:],
            Location(path.as_posix(), line, column),
            excerpt=_line(text, line),
            hint='a word stands in quotation marks: key = "word"',
        ) from problem


def _wrong(path: Path, text: str, key: str, message: str, hint: str = "") -> UsageError:
    pattern = re.compile(rf'\s*"?{re.escape(key)}"?\s*[=.]')
    line = next((number for number, words in enumerate(text.splitlines(), 1) if pattern.match(words)), 0)
    at = Location(path.as_posix(), line, 1 if line else 0)
    return usage_error("words", message, at, excerpt=_line(text, line), length=len(key), hint=hint)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
