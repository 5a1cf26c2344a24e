"""The manual: complete, built by sitegen itself, readable without a network, and its commands do what it says."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from sitegen import build
from sitegen.cli import manual
from sitegen.cli.commands import sitegen
from sitegen.cli.explain import explain
from sitegen.config import Settings, load
from sitegen.diagnostics import Report
from sitegen.pages import schema
from sitegen.pages.normalise import LINES, LINK_KEYS, LISTS
from sitegen.pipeline.check import check
from sitegen.text.toml_record import tables_of
from tests.paths import ROOT

TABLES = tables_of(Settings)


def leaves(group: click.Group, name: str = "sitegen") -> list[tuple[str, click.Command]]:
    found = []
    for inner, command in group.commands.items():
        found += (
            leaves(command, f"{name} {inner}") if isinstance(command, click.Group) else [(f"{name} {inner}", command)]
        )
    return found


def test_every_setting_is_in_the_manual() -> None:
    known = {*Settings.__struct_fields__}
    known |= {f"{table}.{name}" for table, record in TABLES.items() for name in record.__struct_fields__}
    _, *sections = re.split(r"(?m)^## ", manual.page("settings"))
    # a key, how it is written, and a paragraph about it
    parts = [re.fullmatch(r"(\S+)\n\n`[^`\n]+`\n\n\S.*\n+", section) for section in sections]
    assert {part and part[1] for part in parts} == known


def test_every_key_of_a_page_is_in_the_manual() -> None:
    assert schema.PAPER.keys() >= {*LINES, *LISTS, *LINK_KEYS}
    for key in (*schema.PAPER, *schema.EDITION, *schema.FREE):
        assert f"| `{key}` |" in manual.page("page-keys")


def test_every_command_and_flag_is_in_the_manual() -> None:
    sections = dict(re.findall(r"(?ms)^## (sitegen [\w -]+)\n(.*?)(?=^## |\Z)", manual.page("commands", sitegen)))
    assert sections.keys() == {name for name, _ in leaves(sitegen)}
    for name, command in leaves(sitegen):
        for option in (parameter for parameter in command.params if isinstance(parameter, click.Option)):
            assert next(flag for flag in option.opts if flag.startswith("--")) in sections[name]


def test_the_manual_is_a_site_without_a_mistake(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / ".build" / "docs.py"))
    script["write"](tmp_path / "content")
    result = build(tmp_path / "content", tmp_path / "site", jobs=1)
    assert result.diagnostics == ()
    report = Report()
    check(load(tmp_path / "content", output=tmp_path / "site"), report)
    assert report.diagnostics == ()
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    for name in manual.NAMES[1:]:
        assert f'href="{name}.html"' in home


@pytest.mark.parametrize("name", manual.NAMES)
def test_every_page_can_be_read_in_the_terminal(name: str) -> None:
    assert name in explain("")
    if name != "index":
        assert explain(name).startswith("# ")


def test_a_key_of_a_page_is_explained() -> None:
    for pages, keys in (("papers", schema.PAPER), ("editions", schema.EDITION), ("free pages", schema.FREE)):
        for key, (_, meaning) in keys.items():
            assert f"{key}, in the front matter of {pages}\n    {meaning}" in explain(key)
    assert "curator = " in explain("curator")


def fits(value: Any, form: dict[str, Any]) -> bool:
    """Whether a value fits what the schema of front matter uses of JSON Schema."""
    if "anyOf" in form:
        return any(fits(value, other) for other in form["anyOf"])
    if "enum" in form:
        return value in form["enum"]
    kinds = {"string": str, "number": int | float, "integer": int, "array": list}
    names = [form["type"]] if isinstance(form["type"], str) else form["type"]
    if not any(isinstance(value, kinds[name]) for name in names):
        return False
    if "pattern" in form and isinstance(value, str):
        return re.search(form["pattern"], value) is not None
    return all(fits(item, form["items"]) for item in value) if isinstance(value, list) else True


def test_the_schema_takes_what_pages_hold_and_nothing_that_is_an_error() -> None:
    keys: dict[str, Any] = json.loads(msgspec.json.encode(schema.schema()))["$defs"]["paper"]["properties"]
    right: dict[str, Any] = {"draft": True, "arxiv": 2503.02130, "published": "2025-03", "authors": ["Ada"]}
    wrong: dict[str, Any] = {"draft": "maybe", "published": "March", "authors": {"a": "b"}, "title": []}
    assert [fits(value, keys[key]) for key, value in right.items()] == [True] * 4
    assert [fits(value, keys[key]) for key, value in wrong.items()] == [False] * 4


README = (ROOT / "README.md").read_text("utf-8")
PASTED = (
    "Mar 28\n\nThe Curse of Depth\n\nWe study depth in models of all sizes, and find that half of it does nothing.\n"
)


def shell(text: str) -> list[str]:
    """The commands of a page, without what needs a network, a browser or this repository."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [block for block in blocks if not re.match(r"make |git clone|sitegen serve", block)]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the commands are for a shell")
@pytest.mark.parametrize("name", ["README", "tutorial"])
def test_the_commands_of_readme_and_tutorial_do_what_they_say(name: str, tmp_path: Path) -> None:
    blocks = shell(README if name == "README" else manual.page("tutorial"))
    assert len(blocks) >= 3
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "papers.txt").write_text(PASTED, "utf-8")
    script = "set -eo pipefail\n" + "\n".join(blocks)
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("SITEGEN_", "GIT_"))}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={
            **variables,
            "HOME": str(tmp_path),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            **{f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "error[" not in done.stderr
    home = (tmp_path / "my-digest" / "site" / "index.html").read_text("utf-8")
    assert "Curse of Depth" in home
    if name == "tutorial":
        assert "warning[dead-link]" in done.stderr
        page = (tmp_path / "my-digest" / "site" / "reading-group.html").read_text("utf-8")
        assert "The Curse of Depth in Large Language Models</a>" in page


def test_the_first_screen_has_both_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert "make serve" in first
    assert "make test" in first


def test_the_readme_leads_to_files_that_are_there() -> None:
    for target in re.findall(r"\]\((?!https?:|\.\./)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_the_guide_to_the_theme_names_the_parts_of_views_and_of_what_is_in_them() -> None:
    _, _, parts = manual.page("templates").partition("## The parts of views\n")
    for kind, part in (("Site", "title"), ("PaperView", "facts` (Facts)"), ("Facts", "license"), ("Card", "venue")):
        assert re.search(rf"^`{kind}`: .*`{re.escape(part)}", parts, re.MULTILINE)
