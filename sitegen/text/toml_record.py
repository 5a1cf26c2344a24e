"""TOML files as records: each value of a wrong type is a finding at its line, and its default stands in."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from sitegen.diagnostics import suggest
from sitegen.text.toml import TomlFile

S = TypeVar("S", bound=Struct)
_TYPES = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "float": "a fraction",
    "date": "a date",
    "enum value": "value",
}
"""What msgspec's names of types are called here."""


def read_record(file: TomlFile, kind: type[S]) -> S:
    """The file's values as a record, some of whose fields may be tables (records) or lists of tables; what is wrong
    becomes faults of the file.
    """
    while True:
        try:
            return msgspec.convert(file.values, kind)
        except msgspec.ValidationError as problem:
            _take_out(file, kind, str(problem))


def tables_of(kind: type[Struct]) -> dict[str, type[Struct]]:
    """The record of each table, by the table's name."""
    kinds = {name: (*get_args(type_), type_)[0] for name, type_ in get_type_hints(kind).items()}
    return {name: type_ for name, type_ in kinds.items() if isinstance(type_, type) and issubclass(type_, Struct)}


def _take_out(file: TomlFile, kind: type[Struct], problem: str) -> None:
    """Note a value that msgspec refuses, as in "Expected `int`, got `str` - at `$.feeds[0].stale`"."""
    message, _, where = problem.rstrip("`").partition(" - at `")
    path = re.findall(r"[^.\[\]$]+", where)
    message = message.replace("`", "")
    hint = "`sitegen explain site.toml` shows all keys"
    if unknown := re.fullmatch(r"Object contains unknown field (.*)", message, re.DOTALL):
        table = f"[{path[0]}]" if path else "site.toml"
        path.append(unknown[1])
        message = f"{table} has no key {unknown[1]!r:.80}"
        if len(path) > 1:
            hint = f"its keys are {', '.join(tables_of(kind)[path[0]].__struct_fields__)}"
        hint = _hint_for_unknown(unknown[1], kind, hint)
    elif missing := re.fullmatch(r"Object missing required field (.*)", message):
        file.fault(".".join(path), f"{missing[1]} is missing", hint)
        _take_away(file, kind, [*path, missing[1]])
        return
    else:
        while path[-1].isdecimal():
            path.pop()
        for name, words in _TYPES.items():
            message = re.sub(rf"\b{name}\b", words, message)
        field = _field(kind, path)
        if message.startswith("Invalid") and field:
            hint = f"give one of {', '.join(map(repr, get_args(field.type)))}"
        message = f"{'.'.join(path)}: {message[:1].lower()}{message[1:]}"
    file.fault(".".join(path), message, hint)
    _take_away(file, kind, path)


def _hint_for_unknown(key: str, kind: type[Struct], otherwise: str) -> str:
    """Where a key belongs that stands in a table that does not have it, else which one may be meant."""
    tables = tables_of(kind)
    if key in kind.__struct_fields__ and key not in tables:
        return f"{key} belongs above the first [table]"
    if owners := [name for name, record in tables.items() if key in record.__struct_fields__]:
        return f"{key} belongs in the table {' or '.join(owners)}"
    known = [name for record in (kind, *tables.values()) for name in record.__struct_fields__]
    return suggest(key, known, otherwise)


def _take_away(file: TomlFile, kind: type[Struct], path: list[str]) -> None:
    """Remove a value, or replace a required one by a valid one, so that the other keys are checked."""
    table: Any = file.values
    for part in path[:-1]:
        table = table[int(part)] if isinstance(table, list) else table[part]
    field = _field(kind, path)
    if field and field.required:
        table[path[-1]] = next(iter(get_args(field.type)), "")
    else:
        del table[path[-1]]


def _field(kind: type[Struct], path: list[str]) -> FieldInfo | None:
    """What the record says of a key; None for one that it does not have."""
    record = tables_of(kind)[path[0]] if len(path) > 1 else kind
    return next((field for field in fields(record) if field.name == path[-1]), None)
