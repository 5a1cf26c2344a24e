"""Answers of web services as test recorders keep them (VCR cassettes): YAML with requests, responses and their bodies.

Each body is handed to the format that knows it. Papers of all answers together are the list.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import compression
from sitegen.ingest.bibliography.bibtex import BibTeX
from sitegen.ingest.bibliography.csl import Crossref, Csl
from sitegen.ingest.catalogs.openalex import OpenAlex
from sitegen.ingest.catalogs.semantic_scholar import SemanticScholar
from sitegen.ingest.parser import Options, Parser
from sitegen.ingest.read import yaml as yaml_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.trust import trust
from sitegen.ingest.values import dates
from sitegen.model import Digest, Entry
from sitegen.text.decode import characters, normalise

_START = re.compile(r"\s*(?:---\s*)?(?:interactions|http_interactions):\s*\n\s*- ")
_LARGEST = 50_000_000
_ANSWERS: tuple[Parser, ...] = (SemanticScholar(), OpenAlex(), Crossref(), Csl(), BibTeX())
"""What an answer may be."""


class Recorded(Struct, frozen=True):
    """The parser of recordings."""

    name: str = "recorded answers (YAML)"

    def sniff(self, head: str) -> bool:
        return bool(_START.match(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        answers = believed = 0
        for body in _bodies(yaml_guard.load(text, path, report), path, report):
            answers += 1
            parser = next((known for known in _ANSWERS if known.sniff(body[:20_000])), None)
            if parser is None:
                continue
            believed = believed or trust(parser.name)
            inner = Report()
            made = parser.parse(body, path, inner, options)
            entries += (structs.replace(entry, line=1) for entry in made.entries)
            for found in inner.diagnostics:
                message = f"answer {answers}: {found.message}"
                report.add(structs.replace(found, at=Location(path), message=message, excerpt=""))
        if not entries:
            report.note("no-papers", f"none of the {answers} answers recorded here holds papers", Location(path))
        return Digest(date=dates.hinted(options.date_hint, path), trust=believed, entries=tuple(entries))


def _bodies(recording: Any, path: str, report: Report) -> Iterator[str]:
    outer = Fields(recording)
    for interaction in outer.list("interactions") or outer.list("http_interactions"):
        response = Fields(interaction).fields("response")
        body = response.fields("body")
        value = (
            response.value("content") or body.value("string") or body.value("base64_string") or response.value("body")
        )
        data = _bytes(value)
        if data and len(data) < _LARGEST:
            plain = compression.unpacked(data, path, report, _LARGEST)
            if plain:
                text = characters(plain, path, report)
                yield text if text.lstrip().startswith(("{", "[", "<")) else normalise(text)


def _bytes(value: Any) -> bytes:
    if isinstance(value, yaml_guard.Binary):
        try:
            return base64.b64decode(value.text)
        except (binascii.Error, ValueError):
            return b""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b""
