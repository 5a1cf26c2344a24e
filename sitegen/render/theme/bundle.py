"""Joins the theme's JavaScript modules, so that a browser asks for few files instead of following imports.

There is a bundle for every *entry*: a module that no other imports statically, such as `js/main.js` and the worker of
the search, and one that is loaded when it is needed, such as `js/cite.js`. It holds the entry with all that it imports,
each module in a function of its own:

    const js_dom = (() => { ... return { element, find }; })();
    const js_notice = (() => { const { element } = js_dom; ... return { notice }; })();
    export const { notice } = js_notice;

What `js/main.js` holds, which every page has, is imported from there and not repeated, so that its state is one.
Modules are written alike: imports of names, exports of functions, classes and constants, no cycles. Where a site's own
theme has others, all modules stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from posixpath import dirname, join, normpath, relpath

MAIN = "js/main.js"
_VENDOR = "vendor/"
"""Scripts of others, which are CommonJS."""
_IMPORT = re.compile(
    r"^import ?(?:(\{[^}]*\}|\* as \w+) ?from ?)?['\"](\.[^'\"]+)['\"][ \t]*(?:;[ \t]*\n?|\n)", re.MULTILINE
)
_OTHER_IMPORT = re.compile(
    r"^(?:import ?|(?:import|export)\b[^'\"\n]*\bfrom ?)['\"](\.[^'\"\n]+\.js)['\"]", re.MULTILINE
)
"""One in a form that our modules do not have; looked for in scripts that are not joined."""
_LOADED = re.compile(r"\bimport\(['\"](\.[^'\"]+)['\"]\)|\bnew URL\(['\"](\.[^'\"]+\.js)['\"], import\.meta\.url\)")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_TYPE = re.compile(r"/\*\*.*?\*/ ?|^export \{\};\n", re.MULTILINE)
_IRREGULAR = re.compile(r"^(?:import|export|await)\b(?!\()", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=\bimport\(['\"])\.[^'\"]+(?=['\"]\))|\bimport\.meta\.url\b")


def parse(texts: Mapping[str, str]) -> dict[str, Module]:
    """The modules of a theme, given their text without comment lines by name (`js/main.js`)."""
    return {name: Module(name, text) for name, text in texts.items()}


def bundle(modules: Mapping[str, Module]) -> dict[str, str]:
    """The scripts to publish for the modules of a theme.

    Returns:
        One script for every entry, under the entry's name; the modules as they are where one cannot be joined.
    """
    texts = {name: module.text for name, module in modules.items()}
    try:
        order = list(TopologicalSorter({name: module.imports for name, module in modules.items()}).static_order())
    except CycleError:
        return texts
    if any(module.is_irregular for module in modules.values()) or not modules.keys() >= set(order):
        return texts
    imported = {name for module in modules.values() for name in module.imports}
    loaded = {name for module in modules.values() for name in module.loaded}
    entries = {
        name for name, module in modules.items() if name in loaded | {MAIN} or (name not in imported and module.body)
    }
    shared = _reachable(MAIN, modules, entries) if MAIN in modules else set()
    return {
        name: _join(name, modules, order, entries, shared) if modules[name].is_module else texts[name]
        for name in sorted(entries)
    }


def missing(modules: Mapping[str, Module]) -> list[tuple[str, str]]:
    """What modules import that is not there, each with who imports it."""
    imports = [(name, target) for name, module in modules.items() for target in module.imports]
    return sorted((name, target) for name, target in imports if target not in modules)


class Module:
    """A module: what it imports, loads and exports, and its text without that."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.is_vendor = name.startswith(_VENDOR)
        self.variable = _variable(name)
        plain = "" if self.is_vendor else _TYPE.sub("", text)
        self.bindings = [(match[1] or "", self._resolve(match[2])) for match in _IMPORT.finditer(plain)]
        self.imports = [target for _, target in self.bindings]
        self.loaded = [self._resolve(match[1] or match[2]) for match in _LOADED.finditer(plain)]
        self.exports = _EXPORT.findall(plain)
        self.is_module = bool(self.exports or self.bindings or self.loaded)
        self.body = text if self.is_vendor else _EXPORT.sub("", _IMPORT.sub("", plain)).strip()
        self.is_irregular = not self.is_vendor and bool(_IRREGULAR.search(self.body))
        if self.is_irregular:
            self.imports += [self._resolve(target) for target in _OTHER_IMPORT.findall(self.body)]

    def as_function(self, folder: str) -> str:
        """The module as a constant that holds its exports, for a bundle in a folder."""
        if self.is_vendor:
            lines = [
                "const module = { exports: {} };",
                "const { exports } = module;",
                # not ours to lint
                "/* eslint-disable */ // biome-ignore-start lint: vendored",
                self.body,
                "/* eslint-enable */ // biome-ignore-end lint: vendored",
                "return { default: module.exports };",
            ]
        else:
            bound = [f"const {_destructured(names)} = {_variable(target)};" for names, target in self.bindings if names]
            lines = [*bound, _ADDRESS.sub(lambda match: self._moved(match[0], folder), self.body)]
            if not self.exports:
                return "\n".join(["(() => {", *lines, "})();"])
            lines.append(f"return {{ {', '.join(self.exports)} }};")
        return "\n".join([f"const {self.variable} = (() => {{", *lines, "})();"])

    def _moved(self, address: str, folder: str) -> str:
        """A relative address, or the module's own, from the folder of the bundle."""
        if dirname(self.name) == folder:
            return address
        if address.startswith("."):
            return _relative(self._resolve(address), folder)
        return f"new URL('{_relative(self.name, folder)}', import.meta.url).href"

    def _resolve(self, path: str) -> str:
        return normpath(join(dirname(self.name), path))


def _join(entry: str, modules: Mapping[str, Module], order: Iterable[str], entries: set[str], shared: set[str]) -> str:
    """The bundle of an entry: imports of other bundles, its modules in order, and its exports."""
    folder = dirname(entry)
    own = _reachable(entry, modules, entries) - (shared if entry != MAIN else set())
    imports: dict[str, list[str]] = {}
    for target in sorted({target for name in own for target in modules[name].imports} - own):
        names = imports.setdefault(MAIN if target in shared else target, [])
        names += [modules[target].variable] if modules[target].exports else []
    lines = [
        "import " + (f"{{ {', '.join(names)} }} from " if names else "") + f"'{_relative(source, folder)}';"
        for source, names in imports.items()
    ]
    lines += [modules[name].as_function(folder) for name in order if name in own]
    module = modules[entry]
    if module.exports:
        lines.append(f"export const {{ {', '.join(module.exports)} }} = {module.variable};")
    # other bundles take modules from here by their variables
    if variables := [
        modules[name].variable for name in sorted(own if entry == MAIN else [entry]) if modules[name].exports
    ]:
        lines.append(f"export {{ {', '.join(variables)} }};")
    return "\n".join(lines) + "\n"


def _reachable(entry: str, modules: Mapping[str, Module], entries: set[str]) -> set[str]:
    """An entry and what it imports, up to other entries."""
    reachable, waiting = set(), [entry]
    while waiting:
        name = waiting.pop()
        if name not in reachable and (name == entry or name not in entries):
            reachable.add(name)
            waiting += modules[name].imports
    return reachable


def _variable(name: str) -> str:
    return re.sub(r"\W", "_", name.removesuffix(".js"))


def _destructured(names: str) -> str:
    """What an import names, as the left side of an assignment."""
    return names.removeprefix("* as ") if names.startswith("*") else names.replace(" as ", ": ")


def _relative(name: str, folder: str) -> str:
    path = relpath(name, folder)
    return path if path.startswith(".") else f"./{path}"
