"""Parsers of the structured formats: a syntax, where its records are, and how a record is read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields, TaggedFields, XmlFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import json, tagged, xml
from sitegen.ingest.record import Read
from sitegen.ingest.values import dates
from sitegen.model import Digest


class JsonFormat(Struct, frozen=True):
    """JSON: an object, a list of them, or one a line."""

    read: Read
    under: tuple[str, ...] = ()
    """Keys that hold the list in a wrapping object, `result.hits.hit`."""
    inner: str = ""
    """Paths of an object that holds the fields of the one around it."""
    answers: str = ""
    """Paths of what a record names only if it is an answer to another one, and no work."""

    def __call__(self, text: str, source: Source) -> Digest:
        return record.collect(self._records(text, source), self.read, source)

    def _records(self, text: str, source: Source) -> Iterator[Fields]:
        for value, line in json.items(text, source, self.under):
            fields = JsonFields(value, line)
            if fields.text("status") in ("failed", "error"):
                fault = fields.text("message.message|message|error|detail") or "no reason is given"
                source.error("feed-error", f"the server answered with an error: {fault}", line)
            elif not fields.text(self.answers):
                yield (fields.one(self.inner) or fields) if self.inner else fields


class XmlFormat(Struct, frozen=True):
    """XML: every element of certain names is a record."""

    read: Read
    elements: tuple[str, ...]
    day: str = ""
    """Paths of the day of the list."""
    is_dated: bool = False
    """Whether that day counts before any that the editor or the file's name gives."""

    def __call__(self, text: str, source: Source) -> Digest:
        tree = xml.parse(text, source, self.elements)
        root = XmlFields(tree.root)
        records = (XmlFields(element, line, above=XmlFields(above)) for element, above, line in tree.records())
        day = dates.day(root.text(self.day))
        digest = record.collect(records, self.read, source, day=day)
        return structs.replace(digest, date=day) if self.is_dated and day else digest


class TaggedFormat(Struct, frozen=True):
    """Lines with tags."""

    read: Read
    lines: tagged.Lines

    def __call__(self, text: str, source: Source) -> Digest:
        # a lone line is no record
        records = (TaggedFields(values, line) for values, line in tagged.records(text, self.lines) if len(values) > 1)
        return record.collect(records, self.read, source)
