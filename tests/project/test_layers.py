"""The layers of the code: a package imports only from those above it, and no two modules import each other."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT

PACKAGE = ROOT / "sitegen"

LAYERS = [
    "version",
    "model",
    "diagnostics",
    "folders",
    "files",
    "spool",
    "calls",
    "arrays",
    "text",
    "config",
    "routes",
    "ingest",
    "fetch",
    "topics",
    "pages",
    "catalog",
    "search",
    "render",
    "pipeline",
    "api",
    "delivery",
    "preview",
    "scaffold",
    "cli",
    "__main__",
]

PLAINTEXT = [
    "words",
    "citations",
    "people",
    "wrapped_references",
    "lines",
    "chunks",
    "items",
    "names",
    "labels",
    "rules",
    "papers",
    "reader",
    "chats",
]
"""The parts of `ingest.plaintext`, likewise."""

OWNERS = {
    "httpcore": "fetch",
    "backports": "ingest",
    "jinja2": "render",
    "latex2mathml": "text",
    "pygments": "render",
    "starlette": "preview",
    "uvicorn": "preview",
    "watchfiles": "preview",
    "click": "cli",
    "lunr": "search",
    "css_inline": "delivery",
    "smtplib": "delivery",
}
"""Libraries that only one package may import."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name(module: Path) -> str:
    """`sitegen/text/slug.py` is `text.slug`, `sitegen/__init__.py` is empty."""
    return ".".join(module.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def imports(module: Path, for_types: bool = True) -> Iterator[str]:
    """Full names of all that a module imports, at its top and inside its functions.

    Args:
        module: its file.
        for_types: also what stands under `if TYPE_CHECKING:`.
    """
    package = [PACKAGE.name, *name(module).split(".")]
    if module.name != "__init__.py":
        package.pop()
    tree = ast.parse(module.read_text(encoding="utf-8"))
    if not for_types:
        tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and _is_type_checking(node.test))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            source = ".".join(filter(None, [origin, node.module]))
            # `from sitegen import routes` imports the module, not a name of the package
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _is_type_checking(condition: ast.expr) -> bool:
    return isinstance(condition, ast.Name) and condition.id == "TYPE_CHECKING"


def test_no_two_modules_import_each_other_however_indirectly() -> None:
    known = {f"{PACKAGE.name}.{name(module)}".rstrip("."): module for module in modules()}
    graph = {
        origin: {
            # a name is imported from the module that has it
            full if full in known else full.rpartition(".")[0]
            for full in imports(module, for_types=False)
            if full.startswith(f"{PACKAGE.name}.")
        }
        - {origin}
        for origin, module in known.items()
    }
    # a CycleError names the modules
    graphlib.TopologicalSorter(graph).prepare()


def test_a_package_imports_only_from_those_above_it() -> None:
    for module in modules():
        package = name(module).split(".")[0]
        # the public names are loaded when they are asked for
        known = LAYERS[: LAYERS.index(package) + 1] if package else ["api", "diagnostics", "pipeline", "version"]
        packages = {full.split(".")[1] for full in imports(module) if full.startswith("sitegen.")}
        assert packages <= {*known}, f"{module} imports from {packages - {*known}}"


def test_a_part_of_the_reader_of_plain_text_imports_only_from_those_above_it() -> None:
    inside = "ingest.plaintext."
    for module in modules():
        part = name(module).removeprefix(inside).split(".")[0]
        if name(module).startswith(inside):
            used = {full.split(".")[3] for full in imports(module) if full.startswith(f"sitegen.{inside}")}
            assert used <= {*PLAINTEXT[: PLAINTEXT.index(part) + 1]}, module


def test_a_library_is_imported_only_by_the_package_that_owns_it() -> None:
    for module in modules():
        package = name(module).split(".")[0]
        foreign = [full for full in imports(module) if OWNERS.get(full.split(".")[0], package) != package]
        assert foreign == [], f"{module} imports what is another package's"


def test_a_module_says_what_it_is_for() -> None:
    silent = [module for module in modules() if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))]
    assert silent == []
