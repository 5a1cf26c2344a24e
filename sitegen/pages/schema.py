"""The keys of front matter, and their JSON Schema for editors that complete and check what is written.

They stand in `front_matter.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["text", "texts", "date", "switch", "address"]
Keys: TypeAlias = Mapping[str, tuple[Kind, str]]
"""What a key holds and what it means, by its name."""

_TABLES = tomllib.loads(Path(__file__).with_name("front_matter.toml").read_text("utf-8"))
PAPER, EDITION, FREE = (msgspec.convert(_TABLES[name], Keys) for name in ("paper", "edition", "page"))
OF_PAGES: Mapping[str, Keys] = {"papers": PAPER, "editions": EDITION, "free pages": FREE}
"""The keys of each kind of page, by what the manual calls it."""

_SCALAR: dict[str, Any] = {"type": ["string", "number"]}
_FORMS: Mapping[Kind, dict[str, Any]] = {
    "text": _SCALAR,
    "texts": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
    "date": {"anyOf": [{"type": "string", "pattern": r"^[12]\d{3}(-\d\d(-\d\d)?)?$"}, {"type": "integer"}]},
    "switch": {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]},
    "address": {
        "anyOf": [{"type": "string", "format": "uri"}, {"type": "array", "items": {"type": "string", "format": "uri"}}]
    },
}


def schema() -> dict[str, Any]:
    """The JSON Schema of the front matter of all kinds of pages; keys that it does not know are fine."""
    kinds = {}
    for name, keys in (("paper", PAPER), ("edition", EDITION), ("page", FREE)):
        properties = {key: {"description": meaning, **_FORMS[kind]} for key, (kind, meaning) in keys.items()}
        required = ["title"] if keys is PAPER else []
        kinds[name] = {"type": "object", "properties": properties, "required": required}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a page",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": kinds,
    }
