"""The interface's strings in scripts: each script gets those that it names, so that no page loads the search's.

`js/strings.js` has a table to fill. It is part of `js/main.js`, which every page loads; a script that is loaded later
adds what it names to the same table. One that says what it is told to, `say(code)`, gets all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from sitegen.render.i18n.strings import Entry, Strings

ADD = "addMessages"
"""What `js/strings.js` exports to add to its table."""
_TABLE = re.compile(r"^const TABLE = .*;$", re.MULTILINE)
_NAMED = re.compile(r"'(\w+)'|`(\w+)\$\{")
"""A key, or the beginning of one: say(`notice_${kind}`)."""
_ANY = re.compile(r"\bsay\((?!key\b)\w+[,)]")
_IMPORTS = re.compile(r"(?:import .*;\n)+")
_VARIABLE = "js_strings"
"""The table's module, as `bundle` calls it."""


def with_strings(scripts: Mapping[str, str], main: str, strings: Strings) -> dict[str, str]:
    """The scripts with the strings that they say.

    Args:
        scripts: as they are published, by name.
        main: the one that all others may count on.
        strings: the interface's.
    """
    words = strings.for_scripts
    common = _named(scripts.get(main, ""), words) if ADD in scripts.get(main, "") else words

    def filled(name: str, script: str) -> str:
        table = _json({"lang": strings.lang, "words": common if name == main else words})
        script = _TABLE.sub(lambda _: f"const TABLE = {table};", script, count=1)
        own = {key: word for key, word in _named(script, words).items() if key not in common}
        imports = _IMPORTS.match(script)
        if own and imports and _VARIABLE in imports[0]:
            script = f"{imports[0]}{_VARIABLE}.{ADD}({_json(own)});\n{script[imports.end() :]}"
        return script

    return {name: filled(name, script) for name, script in scripts.items()}


def _named(script: str, words: Mapping[str, Entry]) -> dict[str, Entry]:
    """The strings that a script may say."""
    if _ANY.search(script):
        return dict(words)
    named = _NAMED.findall(script)
    keys, beginnings = {key for key, _ in named}, tuple(beginning for _, beginning in named if beginning)
    return {key: word for key, word in words.items() if key in keys or key.startswith(beginnings)}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
