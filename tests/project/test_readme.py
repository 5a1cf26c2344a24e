"""The README says what is there: no key, command or flag is missing from it, and none is made up."""

from __future__ import annotations

import re

import click
import pytest
from msgspec import Struct

from sitegen.cli.commands import sitegen
from sitegen.config import Settings, tables
from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLES = tables()


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_key_of_site_toml_is_explained_and_no_other() -> None:
    told: set[tuple[str, str]] = set()
    for row in re.findall(r"(?m)^\| (.*?) \|", section("site.toml")):
        names = re.findall(r"`([^`]+)`", row)
        table = names.pop(0).strip("[]") if names and names[0].startswith("[") else ""
        told |= {(table, name) for name in names}
    records: dict[str, type[Struct]] = {"": Settings, **TABLES}
    known = {(table, name) for table, record in records.items() for name in record.__struct_fields__}
    assert told == {(table, name) for table, name in known if name not in TABLES}


def test_every_command_is_in_the_readme_and_no_other() -> None:
    told = re.findall(r"(?m)^\| `sitegen (\w+)", section("Command line"))
    assert sorted(told) == sorted(sitegen.commands)


@pytest.mark.parametrize("command", sitegen.commands.values(), ids=lambda command: str(command.name))
def test_every_flag_is_in_the_readme(command: click.Command) -> None:
    for option in (parameter for parameter in command.params if isinstance(parameter, click.Option)):
        long = next(flag for flag in option.opts if flag.startswith("--"))
        assert f"{long}" in section("Command line"), long


def test_the_first_screen_has_both_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert "make serve" in first
    assert "make test" in first
