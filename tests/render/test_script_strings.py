"""The interface's strings in scripts: a page loads those that its scripts say, and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sitegen.render.i18n.scripts import with_strings
from sitegen.render.i18n.strings import Strings
from tests.catalogs import Rendered, assemble, config, paper

WORDS = {key: key.capitalize() for key in ("saved", "close", "notice_full", "notice_kept", "error_network", "topic")}
MAIN = "const TABLE = { lang: 'en', words: {} };\nexport function addMessages(more) {}\nsay('close');\n"
IMPORT = "import { js_dom, js_strings } from './main.js';\n"


def filled(**scripts: str) -> dict[str, str]:
    return with_strings(scripts, "main", Strings("de", {**WORDS, "thousands": ","}, WORDS, WORDS))


def added(script: str) -> set[str]:
    found = re.search(r"^js_strings\.addMessages\((.*)\);$", script, re.MULTILINE)
    return set(json.loads(found[1])) if found else set()


def test_every_page_gets_what_its_own_script_says() -> None:
    (table,) = re.findall(r"const TABLE = (.*);", filled(main=MAIN)["main"])
    assert json.loads(table) == {"lang": "de", "words": {"close": "Close"}}


def test_a_later_script_adds_what_it_names_wholly_or_by_a_beginning() -> None:
    script = f"{IMPORT}say('saved'); say('close'); say(`notice_${{kind}}`);\n"
    late = filled(main=MAIN, late=script)["late"]
    assert added(late) == {"saved", "notice_full", "notice_kept"}
    assert late.startswith(f"{IMPORT}js_strings.addMessages(")
    assert late.endswith(script.removeprefix(IMPORT))


def test_a_script_that_says_what_it_is_told_gets_all() -> None:
    late = filled(main=MAIN, late=f"{IMPORT}say(code, {{ n: 1 }});\n")["late"]
    assert added(late) == WORDS.keys() - {"close"}


def test_a_script_that_says_nothing_stays_as_it_is() -> None:
    silent = "import { js_dom } from './main.js';\nconst saved = 'saved';\n"
    assert filled(main=MAIN, silent=silent)["silent"] == silent


def test_a_theme_without_the_function_gets_all_at_once() -> None:
    own = MAIN.replace("addMessages", "other")
    scripts = filled(main=own, late=f"{IMPORT}say('saved');\n")
    assert '"topic":"Topic"' in scripts["main"]
    assert added(scripts["late"]) == set()


def test_each_script_of_the_theme_finds_what_it_says(tmp_path: Path) -> None:
    settings = config(tmp_path)
    site = Rendered(assemble([paper("a")], config=settings), settings)
    scripts = {name: site.theme.assets.read(name).decode() for name in site.theme.assets.names if name.endswith(".js")}
    (table,) = re.findall(r"const TABLE = (.*);", scripts["js/main.js"])
    common = json.loads(table)["words"].keys()
    for name, script in scripts.items():
        said = set(re.findall(r"\bsay\('(\w+)'", script))
        assert said <= common | added(script), name
