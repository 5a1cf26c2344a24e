"""The papers of a list as one file: BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from sitegen.model import Facts
from sitegen.render.formats import citations
from sitegen.render.formats.bibtex import bibtex as entry
from sitegen.render.theme import Theme


class Cited(Struct, frozen=True, gc=False):
    """A paper and the key that it is cited by."""

    key: str
    facts: Facts


class BibliographyView(Struct, frozen=True, kw_only=True, gc=False):
    papers: tuple[Cited, ...]


def bibtex(view: BibliographyView, theme: Theme) -> bytes:
    return "\n".join([theme.once(entry, paper.key, paper.facts) for paper in view.papers]).encode("utf-8", "replace")


def ris(view: BibliographyView, theme: Theme) -> bytes:
    return "".join([theme.once(citations.ris, paper.key, paper.facts) for paper in view.papers]).encode(
        "utf-8", "replace"
    )


def csl(view: BibliographyView, theme: Theme) -> bytes:
    items = [theme.once(citations.csl, paper.key, paper.facts) for paper in view.papers]
    return b"[\n" + b",\n".join(msgspec.json.encode(item) for item in items) + b"\n]\n"
