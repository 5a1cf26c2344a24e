"""The catalog as JSON for programs: `api/index.json` names the other files, `api/schema.json` describes them all."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from sitegen.model import Date, Facts, PaperId
from sitegen.render.theme import Theme
from sitegen.routes import Route
from sitegen.text.json import indented


class ApiPaper(Facts, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A paper with its facts; what is not known is left out. Its topics are slugs, as in `topics.json`."""

    id: PaperId
    page: Route
    """Address of its page below the site's address."""
    key: str
    """By which it is cited."""
    editions: tuple[Date, ...] = ()
    """Days on which it was listed, oldest first."""
    abstract: str = ""
    """Markdown with math as TeX."""


class ApiPapers(Struct, frozen=True, kw_only=True, gc=False):
    """`api/papers/1.json` …: papers in the order in which they came, so that new ones only change the last file."""

    papers: tuple[ApiPaper, ...]


class ApiListing(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A paper in an edition."""

    paper: PaperId
    votes: int | None = None
    comments: int | None = None
    note: str = ""
    """The editor's words, as Markdown."""


class ApiEdition(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A dated list of papers, in its order."""

    date: Date
    page: Route
    start: Date = ""
    curator: str = ""
    papers: tuple[ApiListing, ...] = ()


class ApiEditions(Struct, frozen=True, kw_only=True, gc=False):
    """`api/editions/2025.json` …: the editions of a year, oldest first."""

    editions: tuple[ApiEdition, ...]


class ApiTopic(Struct, frozen=True, kw_only=True, gc=False):
    slug: str
    page: Route
    label: str
    papers: tuple[PaperId, ...]
    """Newest first."""


class ApiTopics(Struct, frozen=True, kw_only=True, gc=False):
    """`api/topics.json`."""

    topics: tuple[ApiTopic, ...]


class ApiIndex(Struct, frozen=True, kw_only=True, gc=False):
    """`api/index.json`; files are named below `api/`."""

    title: str
    description: str
    url: str
    """Of the site; empty where it has none."""
    papers: tuple[str, ...]
    editions: tuple[str, ...]
    topics: str
    schema: str = "schema.json"


def as_json(view: Struct, theme: Theme) -> bytes:
    return msgspec.json.encode(view) + b"\n"


def schema(view: None, theme: Theme) -> bytes:
    """JSON Schema of all files; the name of a file says which of the records it holds."""
    kinds = [ApiIndex, ApiPapers, ApiEditions, ApiTopics]
    _, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": definitions,
    }
    return indented(described)
