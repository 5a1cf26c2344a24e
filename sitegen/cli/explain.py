"""`sitegen explain`: what a diagnostic means, what a key of `site.toml` does, which formats are read.

Settings are explained by the docstrings of `config`, diagnostics and queries by files of `docs/`, so
that nothing is said twice.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec

from sitegen import config
from sitegen.diagnostics import usage_error


def explain(subject: str) -> str:
    """The explanation of a code, a key (`feeds.url`), `formats` or `site.toml`; of nothing, what can be explained.

    Raises:
        UsageError: there is nothing of this name.
    """
    if not subject:
        return _overview()
    if subject == "formats":
        return _formats()
    keys = dict(settings())
    keys["search"] = f"{_document('search').strip()}\n\n{keys['search']}"
    if subject == "site.toml":
        return "\n\n".join(keys.values())
    known = {**keys, **diagnostics()}
    if within := [text for key, text in keys.items() if key.startswith(f"{subject}.")]:
        return "\n\n".join([known[subject], *within])
    if subject in known:
        return known[subject]
    if by_name := [text for key, text in keys.items() if key.rpartition(".")[2] == subject]:
        return "\n\n".join(by_name)
    close = difflib.get_close_matches(subject, known, 1)
    hint = f"did you mean {close[0]}?" if close else "sitegen explain lists what there is"
    raise usage_error("unknown-subject", f"nothing is called {subject!r}", hint=hint)


def diagnostics() -> dict[str, str]:
    """The explanation of each code."""
    _, *sections = re.split(r"(?m)^## ", _document("diagnostics"))
    return {section.partition("\n")[0]: section.replace("```\n", "").strip() for section in sections}


def _document(name: str) -> str:
    return files("sitegen").joinpath(f"docs/{name}.md").read_text("utf-8")


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


def _formats() -> str:
    from sitegen.ingest.formats import known_formats

    lines = (f"  {known.name}\n      {known.description}" for known in known_formats())
    return "\n".join(["Sources are recognised by what is in them. These are read:", "", *lines])


def _overview() -> str:
    codes, keys = ", ".join(diagnostics()), ", ".join(key for key, _ in settings())
    return (
        f"sitegen explain CODE, for a diagnostic:\n\n{codes}\n\n"
        f"sitegen explain KEY, for a key of site.toml (site.toml: all of them):\n\n{keys}\n\n"
        "sitegen explain search, for the language of queries\n\n"
        "sitegen explain formats, for what sources may be"
    )
