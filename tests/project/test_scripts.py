"""The theme's JavaScript modules: no two import each other, and the search's page and engine stay apart."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from posixpath import dirname, join, normpath

from sitegen.render.theme.assets import without_comments
from sitegen.render.theme.bundle import bundle, parse
from tests.paths import ROOT

TEMPLATES = ROOT / "templates"
SCRIPTS = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8")
    for path in sorted(TEMPLATES.rglob("*.js"))
    if path.parent.name != "vendor"
}
FROM = re.compile(r"^import .*'(\.[^']+)';$", re.MULTILINE)


def imports(name: str) -> set[str]:
    return {normpath(join(dirname(name), path)) for path in FROM.findall(SCRIPTS[name])}


def test_no_two_modules_import_each_other() -> None:
    assert list(TopologicalSorter({name: imports(name) for name in SCRIPTS}).static_order())


def test_engine_page_and_every_page_keep_their_borders() -> None:
    for name in SCRIPTS:
        allowed = {
            "js": ("js/",),
            "search/page": ("js/", "search/page/", "search/language.js"),
            "search/engine": ("search/engine/", "search/language.js", "vendor/"),
            "search": (),
        }[dirname(name)]
        assert all(target.startswith(allowed) for target in imports(name)), name


def test_all_modules_can_be_joined() -> None:
    modules = {name: without_comments(text.encode()).decode() for name, text in SCRIPTS.items()}
    joined = bundle(parse({**modules, "vendor/lunr.min.js": ""}))
    assert {"js/main.js", "search/engine/worker.js", "search/page/dialog.js"} < joined.keys() < modules.keys()


def test_no_module_is_longer_than_300_lines() -> None:
    assert not [name for name, text in SCRIPTS.items() if text.count("\n") > 300]
