"""The manual: the pages of `docs/`, to some of which a reference is added that is made of the code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType

import click

from sitegen.cli.reference import settings
from sitegen.pages import schema

NAMES = (
    *("index", "tutorial", "how-to", "sources"),
    *("settings", "page-keys", "commands", "diagnostics"),
    *("searching", "promises", "benchmarks"),
)


def page(name: str, commands: click.Group | None = None) -> str:
    """A page of the manual, as Markdown.

    Args:
        commands: of the command line, for the page about them.
    """
    text = _document(name)
    if name in _GENERATED:
        return "\n".join([text, *_GENERATED[name]()])
    return "\n".join([text, *_commands(commands)]) if commands and name == "commands" else text


def _document(name: str) -> str:
    return files("sitegen").joinpath(f"docs/{name}.md").read_text("utf-8")


def _queries() -> Iterator[str]:
    yield f"## The language of queries\n\n```\n{_document('search')}```\n"


def _settings() -> Iterator[str]:
    for key, text in settings():
        head, _, meaning = text.partition("\n")
        yield f"## {key}\n\n`{head}`\n\n{' '.join(meaning.split())}\n"


def _keys() -> Iterator[str]:
    for title, keys in (("Papers", schema.PAPER), ("Editions", schema.EDITION), ("Free pages", schema.FREE)):
        rows = [f"| `{key}` | {kind} | {meaning} |\n" for key, (kind, meaning) in keys.items()]
        yield f"## {title}\n\n| key | holds | meaning |\n| --- | --- | --- |\n{''.join(rows)}"


def _commands(root: click.Group) -> Iterator[str]:
    context = click.Context(root, info_name="sitegen", max_content_width=100, terminal_width=100)
    waiting = sorted(root.commands.items(), reverse=True)
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, click.Group):
            waiting += sorted(
                ((f"{name} {inner}", subcommand) for inner, subcommand in command.commands.items()), reverse=True
            )
        else:
            inside = click.Context(command, parent=context, info_name=name)
            yield f"## sitegen {name}\n\n```\n{command.get_help(inside)}\n```\n"


_GENERATED: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {"settings": _settings, "page-keys": _keys, "searching": _queries}
)
