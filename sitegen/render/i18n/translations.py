"""The files of interface strings: `strings/<lang>.toml` in the folders of a theme.

English has every string, and other languages are checked against it. A language may have only some of them, in several
folders: a string of the user's is used before the package's, and one of `pt-BR` before one of `pt`, and that before
English.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Location, UsageError, suggest, usage_error
from sitegen.render.i18n.plurals import CATEGORIES
from sitegen.render.i18n.strings import Entry, Strings, blanks_of
from sitegen.render.markup.direction import is_rtl
from sitegen.text.decode import utf_8
from sitegen.text.toml import TomlFile

FOLDER = "strings"
SCRIPTS = ("script", "script_more")
"""Tables of the strings that scripts show: on every page, and those that are loaded when a reader reaches for them.
Templates may use them as well."""
BASE = "en"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
"""Tags that stand for a language; longer first parts are valid, and none has been given to any."""
_TAG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def load_strings(folders: Sequence[Path], lang: str) -> Strings:
    """The interface strings in a language.

    Args:
        folders: a theme's folders, the strongest first; the last one has all strings in English.
        lang: a BCP 47 tag (e.g. "pt-BR").

    Raises:
        UsageError: a file is no UTF-8 or TOML, or has a string that the interface does not use; located at its line.
    """
    base = folders[-1] / FOLDER / f"{BASE}.toml" if folders else Path(FOLDER)
    if not base.is_file():
        raise usage_error("words", f"no theme has {FOLDER}/{BASE}.toml", hint="install sitegen again")
    values = _read(base).values
    scripts: dict[str, dict[str, Entry]] = {name: values.pop(name, {}) for name in SCRIPTS}
    english: dict[str, Entry] = dict(ChainMap(values, *scripts.values()))
    table, lacking = dict(english), set(english)
    for tag in dict.fromkeys((BASE, *_wider(lang))):
        for folder in reversed(folders):
            path = _file(folder, tag)
            if path and not path.samefile(base):
                own = _checked(path, english)
                table |= own
                if tag != BASE:
                    lacking -= own.keys()
    spoken = lang if has_strings(folders, lang) else BASE
    return Strings(spoken, table, scripts, english, frozenset(lacking if is_rtl(spoken) else ()))


def has_strings(folders: Sequence[Path], lang: str) -> bool:
    """Whether any of a theme's folders has words of the interface in a language."""
    return any(_file(folder, tag) for tag in _wider(lang) for folder in folders)


def misnamed(folders: Sequence[Path], lang: str) -> Iterator[Diagnostic]:
    """A warning for each file of strings that no site reads: it is named for no language, or in another folder."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*.toml"))):
        is_language = path.stem.lower() in _wider(lang) or bool(_LANGUAGE.fullmatch(path.stem))
        if is_language == (path.parent.name == FOLDER) or path.stem.startswith("."):
            continue
        message = f"nothing reads {path.parent.name}/{path.name}, so these words show nowhere"
        hint = f"as in {FOLDER}/lv.toml or {FOLDER}/pt-BR.toml"
        at = Location(path.as_posix())
        yield Diagnostic(severity="warning", code="words", message=message, at=at, hint=hint)


def _file(folder: Path, tag: str) -> Path | None:
    """The file of a language in a theme's folder, however its name is written."""
    paths = sorted((folder / FOLDER).glob("*.toml"))
    return next((path for path in paths if path.stem.lower() == tag and path.is_file()), None)


def _wider(lang: str) -> list[str]:
    """`zh`, `zh-hant` and `zh-hant-tw` of `zh-Hant-TW`: tags have no case (RFC 5646, 2.1.1)."""
    parts = lang.lower().split("-") if _TAG.fullmatch(lang) else []
    return ["-".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _read(path: Path) -> TomlFile:
    return TomlFile(path.as_posix(), utf_8(path.read_bytes(), path, "words"), "words")


def _checked(path: Path, english: Mapping[str, Entry]) -> dict[str, Entry]:
    file = _read(path)
    entries: dict[str, Entry] = {}
    for position, key, entry in _entries(file):
        if key not in english:
            hint = suggest(key, english, f"{FOLDER}/{BASE}.toml has all there are")
            file.fault(position, f"the interface has no string '{key}', and a theme adds none", hint)
        elif fault := _fault(entry, english[key]):
            file.fault(position, f"{key}: {fault}", f"compare {FOLDER}/{BASE}.toml")
        else:
            entries[key] = entry
    if file.faults:
        raise UsageError(*file.faults)
    return entries


def _entries(file: TomlFile) -> Iterator[tuple[str, str, Entry]]:
    """Each string with its key in the file and its key in the interface."""
    for key, entry in file.values.items():
        if key in SCRIPTS and isinstance(entry, dict):
            yield from ((f"{key}.{inner}", inner, value) for inner, value in entry.items())
        else:
            yield key, key, entry


def _fault(entry: object, english: Entry) -> str:
    """What is wrong with a string in place of an English one."""
    if isinstance(english, list):
        fits = isinstance(entry, list) and len(entry) == len(english) and all(isinstance(name, str) for name in entry)
        return "" if fits else f"expected a list of {len(english)} names"
    if isinstance(entry, dict):
        forms_fit = entry.keys() <= CATEGORIES and all(isinstance(form, str) for form in entry.values())
        if "other" not in entry or not forms_fit:
            return f"expected a sentence for 'other' and for any of {', '.join(sorted(CATEGORIES - {'other'}))}"
    elif not isinstance(entry, str):
        return "expected text in quotation marks"
    if not entry and re.search("[a-z]", str(english)):
        return "these words are empty, and what they name would have no name; without the line they are English"
    known = blanks_of(english)
    unknown = sorted(blanks_of(entry) - known)
    if not unknown:
        return ""
    allowed = ", ".join(f"{{{name}}}" for name in sorted(known)) or "nothing"
    return f"there is no {{{unknown[0]}}} to fill in, but {allowed}"
