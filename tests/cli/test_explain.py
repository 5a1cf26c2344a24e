"""Every diagnostic and every setting can be looked up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.cli.explain import diagnostics, explain
from sitegen.cli.manual import settings
from sitegen.diagnostics import UsageError
from sitegen.ingest.formats import known_formats
from tests.paths import ROOT

REPORTS = {"error": 0, "warning": 0, "note": 0, "usage_error": 0, "read_text": 1, "TomlFile": 2}
"""Functions that take a code, and as which argument."""


def codes(module: Path) -> Iterator[str]:
    """The codes of diagnostics that a module's source makes."""
    tree = ast.parse(module.read_text("utf-8"))
    takes = dict(REPORTS)
    constants: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if {"code", "message"} <= {*names}:
                takes[node.name] = names.index("code")
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            constants[node.targets[0].id] = node.value
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = takes.get(name, -1)
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code" and name == "Diagnostic"]
        if 0 <= place < len(node.args):
            given.append(node.args[place])
        for value in given:
            value = constants.get(value.id, value) if isinstance(value, ast.Name) else value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def test_every_code_is_explained_with_an_example() -> None:
    used = {code for module in (ROOT / "sitegen").rglob("*.py") for code in codes(module)}
    assert {"front-matter", "no-link", "unreachable", "config", "topics", "bug"} <= used
    known = diagnostics()
    assert sorted(used - known.keys()) == [], "write a section for it into sitegen/docs/diagnostics.md"
    for code, text in known.items():
        assert f"[{code}]: " in text
        assert list(known) == sorted(known)
        assert len(explain(code).splitlines()) >= 4
        # a terminal shows the example without the marks of the manual's page
        assert "```" not in explain(code)


def test_every_setting_is_explained() -> None:
    for key, text in settings():
        name, _, meaning = text.partition("\n")
        assert key.rpartition(".")[2] in name
        assert meaning.strip(), key
        assert explain(key)
    assert explain("author_feeds").startswith("author_feeds = 15\n    Papers an author needs for a feed")
    assert explain("stale").startswith("[[feeds]] stale = 7\n")
    assert "[newsletter] action" in explain("site.toml")


def test_formats_and_subjects_are_listed() -> None:
    formats = explain("formats")
    for known in known_formats():
        assert f"\n  {known.name}\n      {known.description}" in formats
    assert "front-matter" in explain("")
    assert "feeds.url" in explain("")


def test_a_mistyped_subject_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UsageError, match="did you mean front-matter"):
        explain("front-mater")


def test_a_file_of_the_theme_is_shown() -> None:
    assert explain("_card.html") == (ROOT / "templates" / "_card.html").read_text("utf-8")
    assert "about = " in explain("strings/en.toml")
