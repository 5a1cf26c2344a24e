"""The theme's files other than templates and strings, and the one stylesheet that is made of its many.

They lie in the site below `assets/<digest>/`, so that a host may let browsers keep them for ever, and one page never
mixes two themes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from math import inf
from pathlib import Path

from sitegen.render.i18n.strings import Strings
from sitegen.render.markup.picture_size import picture_size
from sitegen.render.theme.bundle import bundle, missing, parse
from sitegen.text.decode import utf_8

STYLESHEET = "css/site.css"
"""All of the theme's `css/*.css`, joined to spare requests, each in a cascade layer of its own."""
ORDER = "css/order.txt"
"""The file in which a theme gives the order in which they are joined: a name a line, `*` for the rest by name."""
OTHERS = "css/*"
"""What stands there for all that are not named."""
IMAGE = "card.png"
"""The theme's picture for links that are shared, 1,200 by 630 pixels."""
TABLES = {"js/strings.js": "script", "js/more_strings.js": "script_more"}
"""The modules that hold the strings of scripts, and where these stand in the files of strings; they are put in here."""
_SHEET = re.compile(r"css/[^/]+\.css")
_LOOSE_SHEET = re.compile(r"\.(?:css|s[ac]ss|less)$", re.IGNORECASE)
_TABLE = re.compile(rb"^const TABLE = .*;$", re.MULTILINE)
_COMMENT = re.compile(rb"^[ \t]*(?://.*|/\*(?:[^*]++|\*(?!/))*+\*/[ \t]*)\n", re.MULTILINE)
_BEFORE_LINE = re.compile(rb"^[ \t\n]+", re.MULTILINE)
_COLOUR = rb"([^(),;]+(?:\([^()]*\))?)\s*"
_GROUND = re.compile(rb"--ground:\s*light-dark\(%b,%b\)" % (_COLOUR, _COLOUR))
_LICENCE = re.compile(rb"/\*!|@license|@preserve|copyright", re.IGNORECASE)
"""In a comment that goes where its script goes."""


class Assets:
    """What a theme brings besides templates and words, by name."""

    def __init__(self, files: Mapping[str, Path], strings: Strings) -> None:
        self._strings = strings
        self.read = cache(self._make)
        """The bytes of an asset of the site, by its name in the theme (`search/engine/worker.js`)."""
        self._files = {name: path for name, path in files.items() if not name.endswith((".html", ".md", ".toml"))}
        self.order_file = self._files.get(ORDER)
        self.order = _lines(self.order_file) if self.order_file else {}
        """The stylesheets that it names, each with its line."""
        others = self.order.get(OTHERS, inf)
        sheets = sorted(filter(_SHEET.fullmatch, self._files), key=lambda name: (self.order.get(name, others), name))
        self.sheets = {name: self._files[name] for name in sheets}
        """Paths of the stylesheets, in their order."""
        scripts = {name for name in self._files if name.endswith(".js")}
        modules = parse({name: self._script(name) for name in sorted(scripts)})
        self._bundles = bundle(modules)
        self.missing: list[tuple[Path, str]] = [(self._files[name], target) for name, target in missing(modules)]
        """Scripts, and what they import that the theme does not have."""
        image = self._files.get(IMAGE)
        self.broken_image = image if image and not any(picture_size(image.read_bytes())) else None
        """The picture of shared links, where its bytes are of none that browsers show."""
        plain = self._files.keys() - {ORDER, *self.sheets, *scripts}
        self.loose_sheets = {name: self._files[name] for name in sorted(plain) if _LOOSE_SHEET.search(name)}
        """Paths of the stylesheets that are not joined to the others."""
        self.names: tuple[str, ...] = tuple(sorted({STYLESHEET, *plain, *self._bundles}))

    @property
    def ground(self) -> tuple[str, ...]:
        """The page's colour in light and in dark, of the last pair that a stylesheet gives; empty where none does."""
        pairs = _GROUND.findall(self.read(STYLESHEET))
        return tuple(colour.decode().strip() for colour in pairs[-1]) if pairs else ()

    @property
    def digest(self) -> str:
        """Of all names and bytes."""
        return digest((name.encode(), self.read(name)) for name in self.names)

    def _make(self, name: str) -> bytes:
        if name == STYLESHEET:
            layers = {_layer(sheet): _text(path) for sheet, path in self.sheets.items()}
            order = f"@layer {', '.join(layers)};\n".encode()
            sheets = (b"@layer %s {\n%s\n}\n" % (layer.encode(), text) for layer, text in layers.items())
            return unindented(without_comments(order + b"".join(sheets)))
        if name in self._bundles:
            return unindented(self._bundles[name].encode("utf-8", "surrogateescape"))
        return self._files[name].read_bytes()

    def _script(self, name: str) -> str:
        source = self._files[name].read_bytes()
        if name in TABLES:
            table = b"const TABLE = " + self._strings.for_scripts(TABLES[name]) + b";"
            source = _TABLE.sub(lambda _: table, source, count=1)
        return without_comments(source).decode("utf-8", "surrogateescape")


def without_comments(script: bytes) -> bytes:
    """A script or stylesheet without the lines that are comments, licences aside: of most scripts nearly half.

    One with text that goes on over several lines, where such a line may be no comment, stays as it is.
    """
    bare = _COMMENT.sub(lambda comment: comment[0] if _LICENCE.search(comment[0]) else b"", script)
    return script if _has_long_text(bare) else bare


def unindented(text: bytes) -> bytes:
    """A script or stylesheet without empty lines and the space before lines, unless text goes on over several lines."""
    return text if b"\\\n" in text or _has_long_text(text) else _BEFORE_LINE.sub(b"", text)


def _has_long_text(script: bytes) -> bool:
    """Whether a template literal of a script may go on over several lines."""
    return any(line.count(b"`") % 2 for line in script.split(b"\n"))


def digest(parts: Iterable[tuple[bytes, ...]]) -> str:
    """Ten hex digits that stand for all the bytes and for how they are divided into parts."""
    state = hashlib.blake2b(digest_size=5)
    for part in parts:
        for piece in part:
            state.update(len(piece).to_bytes(8, "little") + piece)
    return state.hexdigest()


def _layer(sheet: str) -> str:
    """The cascade layer of a stylesheet: `search` of `css/search.css`."""
    return re.sub(r"[^\w-]|^(?=[\d-])", "_", sheet.removeprefix("css/").removesuffix(".css"))


def _lines(order: Path) -> dict[str, int]:
    lines = utf_8(order.read_bytes(), order, "stylesheet").splitlines()
    names = ((line.strip(), number) for number, line in enumerate(lines, 1))
    return {f"css/{name}": number for name, number in names if name and not name.startswith("#")}


def _text(sheet: Path) -> bytes:
    """A stylesheet as it can stand behind another: without its mark of UTF-8, which would begin its first selector."""
    return utf_8(sheet.read_bytes(), sheet, "stylesheet").strip().encode()
