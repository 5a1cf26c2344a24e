"""The theme's modules joined: what a browser gets does what the modules do, in fewer files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.render.theme.bundle import bundle, missing, parse

MODULES = {
    "js/main.js": """\
import { count, next } from './state.js';
next();
export function seen() {
  return count();
}
""",
    "js/state.js": """\
let value = 0;
export function next() {
  value += 1;
}
export function count() {
  return value;
}
""",
    "js/page.js": """\
import { seen } from './main.js';
import { next } from './state.js';
import * as names from './parts/names.js';
next();
names.load().then(({ late }) => console.log(JSON.stringify([seen(), names.own(), late])));
""",
    "js/parts/names.js": """\
import { LIMIT as most } from './limit.js';
export const own = () => [most, new URL('.', import.meta.url).href];
export const load = () => import('../late.js');
""",
    "js/parts/limit.js": "export const LIMIT = 3;\n",
    "js/late.js": "import { count } from './state.js';\nexport const late = count();\n",
}


def run(scripts: dict[str, str], folder: Path, entry: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node on this machine")
    for name, text in {**scripts, "package.json": '{"type": "module"}'}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    out = subprocess.run([node, str(folder / entry)], capture_output=True, text=True, check=True).stdout
    return out.replace(folder.as_uri(), "")


def test_bundles_do_what_their_modules_do(tmp_path: Path) -> None:
    joined = bundle(parse(MODULES))
    assert sorted(joined) == ["js/late.js", "js/main.js", "js/page.js"]
    assert run(joined, tmp_path / "joined", "js/page.js") == run(MODULES, tmp_path / "plain", "js/page.js")


@pytest.mark.parametrize("quote", ["'", '"'])
def test_what_a_module_imports_and_loads_is_known_whatever_marks_it_stands_in(quote: str) -> None:
    text = "import './other.js';\nexport const later = () => import('./later.js');\n".replace("'", quote)
    assert missing(parse({"js/main.js": text})) == [("js/main.js", "js/other.js")]
    joined = bundle(
        parse({"js/main.js": text, "js/other.js": "export const other = 1;\n", "js/later.js": "export const l = 1;\n"})
    )
    assert list(joined) == ["js/later.js", "js/main.js"]


def test_imports_with_words_behind_them_or_without_a_semicolon_are_joined_too(tmp_path: Path) -> None:
    other = {"js/other.js": "console.log(1);\nexport const two = 2;\n"}
    text = 'import "./other.js"; console.log(3);\nimport {two} from "./other.js"\nconsole.log(two);'
    joined = bundle(parse({"js/main.js": text, **other}))
    assert list(joined) == ["js/main.js"]
    assert run(joined, tmp_path, "js/main.js").split() == ["1", "3", "2"]


def test_addresses_beside_an_import_that_is_not_joined_are_no_imports() -> None:
    text = "import x from './other.js';\nimport y from './y.json' with { type: 'json' };\nexport default './z.js';\n"
    assert missing(parse({"js/main.js": text, "js/other.js": "export default 1;\n"})) == []


def test_what_the_main_script_holds_is_not_repeated() -> None:
    joined = bundle(parse(MODULES))
    assert "value += 1" in joined["js/main.js"]
    assert "value += 1" not in joined["js/page.js"] + joined["js/late.js"]


def test_scripts_of_others_are_joined_to_modules(tmp_path: Path) -> None:
    modules = {
        "vendor/sum.js": "!function(e,t){typeof exports==='object'?module.exports=t():e.sum=t()}(this,()=>(a,b)=>a+b)",
        "own.js": "import * as vendor from './vendor/sum.js';\nconsole.log(vendor.default(1, 2));\n",
    }
    joined = bundle(parse(modules))
    assert list(joined) == ["own.js"]
    assert json.loads(run(joined, tmp_path, "own.js")) == 3


@pytest.mark.parametrize(
    "odd",
    [
        "export default 3;\n",
        "import main from './main.js';\n",
        "export * from './main.js';\n",
        "await 3;\n",
        "import { gone } from './gone.js';\n",
        "import { own } from './odd.js';\nexport const own = 3;\n",
    ],
)
def test_modules_that_are_written_otherwise_stay_as_they_are(odd: str) -> None:
    modules = {**MODULES, "js/odd.js": odd}
    assert bundle(parse(modules)) == modules


def test_a_script_that_is_no_module_stays_as_it_is() -> None:
    early = "{\n  const root = document.documentElement;\n}\n"
    assert bundle(parse({**MODULES, "early.js": early}))["early.js"] == early


def test_types_are_left_out() -> None:
    typed = "/** @typedef {import('./other.js').Other} Other */\nexport const own = /** @type {any} */ (3);\n"
    assert not re.search(r"@type|other\.js", bundle(parse({"own.js": typed, "other.js": "export {};\n"}))["own.js"])
