"""The keys of front matter, for the manual and for editors that complete and check what is written: a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from sitegen.model import LinkKind

Kind: TypeAlias = Literal["text", "texts", "date", "switch", "address"]
Keys: TypeAlias = Mapping[str, tuple[Kind, str]]
"""What a key holds and what it means, by its name."""

_LINKS: dict[LinkKind, str] = {
    "pdf": "Address of its PDF; a list where there are several, as with the next ones.",
    "code": "Address of its code.",
    "project": "Address of its own site.",
    "data": "Address of its data.",
    "model": "Address of its model.",
    "demo": "Address of something to try.",
}
_GENERATED = "What sitegen knows its own facts by; delete it, or leave it as it is."

PAPER: Keys = MappingProxyType(
    {
        "id": ("text", "Name of the page's address, given once; without it the name of the file."),
        "title": ("text", "The title; the only key that a paper's page must have."),
        "authors": ("texts", "Names, in order."),
        "affiliations": ("texts", "Where they work, in the order of the authors."),
        "published": ("date", "When it appeared: a day, a month or a year."),
        "updated": ("date", "When it was last changed."),
        "arxiv": ("text", "arXiv id without its version, as in 2503.02130."),
        "version": ("text", "Version of the arXiv paper, as in 2."),
        "doi": ("text", "DOI, as in 10.1000/182."),
        "venue": ("text", "Journal or conference."),
        "license": ("text", "Address or SPDX name of its licence."),
        "categories": ("texts", "Categories of arXiv or another catalogue."),
        "keywords": ("texts", "The authors' own words for it."),
        "topics": ("texts", "Labels of its topics; where there are any, sitegen looks for no others."),
        "tags": ("texts", "The same as topics, as Obsidian calls them."),
        **{key: ("address", meaning) for key, meaning in _LINKS.items()},
        "aliases": ("texts", "Earlier ids; their addresses lead here."),
        "draft": ("switch", "Whether the paper is hidden."),
        "source": ("text", "The source that the page was made from."),
        "generated": ("text", _GENERATED),
    }
)
EDITION: Keys = MappingProxyType(
    {
        "date": ("date", "Its day; without it the one in the name of the file."),
        "start": ("date", "First day, of an edition of several."),
        "curator": ("text", "Who chose the papers."),
        "generated": ("text", _GENERATED),
    }
)
FREE: Keys = MappingProxyType(
    {
        "title": ("text", "The title; without it the first heading, or the name of the file."),
        "draft": ("switch", "Whether the page is hidden."),
    }
)

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
    kinds = {"paper": PAPER, "edition": EDITION, "page": FREE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a page",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": {name: _object(keys, ["title"] if keys is PAPER else []) for name, keys in kinds.items()},
    }


def _object(keys: Keys, required: list[str]) -> dict[str, Any]:
    properties = {key: {"description": meaning, **_FORMS[kind]} for key, (kind, meaning) in keys.items()}
    return {"type": "object", "properties": properties, "required": required}
