"""The manual: the pages of `docs/`, some with a reference that is generated from the code.

Settings are explained by the docstrings of `config`, so that each has one explanation.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType

import click
import msgspec

from sitegen.config import Settings
from sitegen.pages import schema
from sitegen.render.theme.compiler import fields, records
from sitegen.render.theme_folders import packaged_folders
from sitegen.render.views import PageView
from sitegen.text.toml_record import tables_of

NAMES = (
    *("index", "tutorial", "how-to", "publishing", "templates", "sources"),
    *("settings", "page-keys", "commands", "diagnostics"),
    *("searching", "promises", "benchmarks"),
)


def page(name: str, commands: click.Group | None = None) -> str:
    """A page of the manual, as Markdown.

    Args:
        commands: of the command line, for the page about them.
    """
    text = document(name)
    if name in _GENERATED:
        return "\n".join([text, *_GENERATED[name]()])
    return "\n".join([text, *_commands(commands)]) if commands and name == "commands" else text


def document(name: str) -> str:
    """A file of the manual, without what is made of the code."""
    if name == "templates":
        return (packaged_folders()[0] / "README.md").read_text("utf-8")
    return files("sitegen").joinpath(f"docs/{name}.md").read_text("utf-8")


def _queries() -> Iterator[str]:
    yield f"## The language of queries\n\n```\n{document('search')}```\n"


def _settings() -> Iterator[str]:
    for key, text in settings():
        head, _, meaning = text.partition("\n")
        yield f"## {key}\n\n`{head}`\n\n{' '.join(meaning.split())}\n"


def _keys() -> Iterator[str]:
    for pages, keys in schema.OF_PAGES.items():
        rows = [f"| `{key}` | {kind} | {meaning} |\n" for key, (kind, meaning) in keys.items()]
        yield f"## {pages.capitalize()}\n\n| key | holds | meaning |\n| --- | --- | --- |\n{''.join(rows)}"


def _commands(command: click.Command, name: str = "sitegen", parent: click.Context | None = None) -> Iterator[str]:
    context = click.Context(command, parent, name, max_content_width=100, terminal_width=100)
    if isinstance(command, click.Group):
        for inner, subcommand in sorted(command.commands.items()):
            yield from _commands(subcommand, inner, context)
    else:
        yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"


def _views() -> Iterator[str]:
    import_module("sitegen.render.plan.mails")
    known = {kind.__name__: kind for kind in records()}
    names = ["Site", *(name for name, kind in known.items() if issubclass(kind, PageView))]
    yield "## The parts of views\n\nIn brackets is what a part is where it is no text; `tuple[Ref, ...]` is several.\n"
    for name in names:
        bases = [inspect.get_annotations(base) for base in reversed(known[name].__mro__)]
        kinds = {part: kind for base in bases for part, kind in base.items() if kind not in ("str", "Route", "Date")}
        parts = (f"`{part}` ({kinds[part]})" if part in kinds else f"`{part}`" for part in fields(known[name]))
        yield f"`{name}`: {', '.join(parts)}\n"
        # what their parts are follows
        names += sorted({*re.findall(r"\w+", " ".join(kinds.values()))} & known.keys() - {*names})


def settings() -> Iterator[tuple[str, str]]:
    """Each key of `site.toml` with its explanation."""
    tables = tables_of(Settings)
    for name, text in _fields(Settings):
        if name not in tables:
            yield name, text
    for table, kind in tables.items():
        header = f"[[{table}]]" if (kind.__doc__ or "").startswith("`[[") else f"[{table}]"
        yield table, f"{header}\n    {_sentence((kind.__doc__ or '').partition(': ')[2])}"
        for name, text in _fields(kind):
            yield f"{table}.{name}", f"{header} {text}"


def _fields(kind: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    texts = _docstrings(kind)
    for field in msgspec.structs.fields(kind):
        default = "" if field.default is msgspec.NODEFAULT else f" = {msgspec.json.encode(field.default).decode()}"
        yield field.name, f"{field.name}{default}\n    {_sentence(texts.get(field.name, ''))}"


def _docstrings(kind: type[msgspec.Struct]) -> dict[str, str]:
    """The docstring below each field of a record."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].replace("\n", "\n    ")


_GENERATED: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {"settings": _settings, "page-keys": _keys, "searching": _queries, "templates": _views}
)
