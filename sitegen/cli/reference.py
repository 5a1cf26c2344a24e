"""What the code says of the settings: each key of `site.toml` with the docstring below it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen import config


def settings() -> Iterator[tuple[str, str]]:
    """Each key of `site.toml` with its explanation."""
    tables = config.tables()
    for name, text in _keys(config.Settings):
        if name not in tables:
            yield name, text
    for table, kind in tables.items():
        header = f"[[{table}]]" if (kind.__doc__ or "").startswith("`[[") else f"[{table}]"
        yield table, f"{header}\n    {_sentence((kind.__doc__ or '').partition(': ')[2])}"
        for name, text in _keys(kind):
            yield f"{table}.{name}", f"{header} {text}"


def _keys(kind: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    texts = _docstrings(kind)
    for field in msgspec.structs.fields(kind):
        default = "" if field.default is msgspec.NODEFAULT else f" = {_toml(field.default)}"
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


def _toml(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].replace("\n", "\n    ")
