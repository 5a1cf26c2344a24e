"""The fields of a record, whatever syntax it is in: a JSON object, an XML element, lines with tags.

A path names a field as the format writes it: `primary_location.source` in JSON and YAML, `front//article-title` or
`license@href` in XML, a tag in tagged lines. Several between bars are alternatives, of which the first that holds
anything counts: `title|display_name`. What is missing or of another type is empty.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from sitegen.ingest.read import xml
from sitegen.ingest.read.characters import clean
from sitegen.ingest.values import markup
from sitegen.model import Date

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATTRIBUTE = re.compile(r"@([\w-]+)$")
_SIGNS = r"[^\w<>~≈=%/−–—-]*"
_COUNT = re.compile(
    rf"{_SIGNS}(?:(\d{{1,9}}(?:[.,]\d{{1,4}})?)\s?[kK]|(\d{{1,3}}(?:[,.\s'’]\d{{3}})+|\d{{1,15}})(?:\.0+)?){_SIGNS}"
)


class Fields(ABC):
    """One record of a source. A syntax says how a path finds values, and what their text is."""

    def __init__(self, value: Any, line: int = 1, day: Date = "", above: Fields | None = None) -> None:
        self.value = value
        self.line = line
        self.day = day
        """Day of the list that the record stands in, where its file says it."""
        self._above = above

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def above(self) -> Fields:
        """The record that this one is part of; itself where it is part of none."""
        # a reference to itself would keep it in memory until the garbage collector comes
        return self._above or self

    @abstractmethod
    def find(self, path: str) -> list[Any]:
        """The values of one field."""

    @abstractmethod
    def as_text(self, value: Any) -> str:
        """The text of a value, without white space around it."""

    def as_paragraphs(self, value: Any) -> list[str]:
        """The paragraphs of a value that may have markup."""
        return markup.paragraphs(self.as_text(value))

    def texts(self, paths: str) -> tuple[str, ...]:
        """All texts of the first field that has any."""
        fields = (tuple(filter(None, map(self.as_text, self.find(path)))) for path in paths.split("|"))
        return next(filter(None, fields), ())

    def text(self, paths: str) -> str:
        """The first text of the first field that has any."""
        return next(self.all(paths), "")

    def joined(self, *fields: str) -> str:
        """The texts of several fields, such as the parts of a name, with spaces between."""
        return " ".join(filter(None, map(self.text, fields)))

    def raw(self, path: str) -> str:
        """The text of the first value, with the line ends and the indentation that part its paragraphs."""
        return self.text(path)

    def all(self, paths: str) -> Iterator[str]:
        """The texts of all the fields."""
        return (text for path in paths.split("|") for value in self.find(path) if (text := self.as_text(value)))

    def each(self, paths: str) -> list[Self]:
        """The records in the first field that has any."""
        values = (self.find(path) for path in paths.split("|"))
        return [type(self)(value, self.line, self.day, self) for value in next(filter(None, values), [])]

    def one(self, paths: str) -> Self:
        """The first record in these fields; an empty one where there is none."""
        return next(iter(self.each(paths)), type(self)(None, self.line, self.day, self))

    def paragraphs(self, paths: str) -> list[str]:
        """The paragraphs of the first field that has any, without its markup."""
        for path in paths.split("|"):
            if blocks := [part for value in self.find(path) for part in self.as_paragraphs(value)]:
                return blocks
        return []

    def heading(self, paths: str) -> str:
        """The first text of the first field that has any, on one line and without its markup."""
        values = (value for path in paths.split("|") for value in self.find(path))
        return next(filter(None, map(self.as_heading, values)), "")

    def as_heading(self, value: Any) -> str:
        """The text of a value on one line and without its markup."""
        return markup.line(self.as_text(value))


class JsonFields(Fields):
    """A JSON object, or one of YAML; lists on the way are gone through."""

    def find(self, path: str) -> list[Any]:
        if not path or not isinstance(self.value, dict):
            return []
        value: Any = self.value
        for key in path.split("."):
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list):
                value = [held for inner in value for held in JsonFields(inner).find(key)]
            else:
                return []
        return value if isinstance(value, list) else [] if value is None else [value]

    def as_text(self, value: Any) -> str:
        if isinstance(value, str):
            return clean(value).strip()
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""

    def as_paragraphs(self, value: Any) -> list[str]:
        return markup.paragraphs(clean(value)) if isinstance(value, str) else []


class XmlFields(Fields):
    """An XML element."""

    value: Element

    def __bool__(self) -> bool:
        return self.value is not None

    def find(self, path: str) -> list[Any]:
        if self.value is None or not path:
            return []
        path, *attribute = _ATTRIBUTE.split(path)
        elements: list[Any] = self.value.findall(f".{path}" if path.startswith("//") else path)
        return [element.get(attribute[0], "") for element in elements] if attribute else elements

    def as_text(self, value: Any) -> str:
        return " ".join((clean(value) if isinstance(value, str) else xml.words(value)).split())

    def raw(self, path: str) -> str:
        return clean("".join("".join(element.itertext()) for element in self.find(path)[:1]))

    def as_heading(self, value: Any) -> str:
        return markup.heading(value)

    def as_paragraphs(self, value: Any) -> list[str]:
        return markup.element(value)


class TaggedFields(Fields):
    """Tags and values of a record, in order."""

    value: tuple[tuple[str, str], ...]

    def find(self, path: str) -> list[str]:
        return [value for tag, value in self.value if tag == path and value]

    def as_text(self, value: str) -> str:
        return value


def number_of(text: str) -> int | None:
    """A count as sources write it: `12`, `1,204`, `1.2k`; None for anything else.

    >>> number_of("1.2k"), number_of("1,204"), number_of("1.204"), number_of("▲ 1 204"), number_of("many")
    (1200, 1204, 1204, 1204, None)
    """
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    return round(1000 * float(match[1].replace(",", "."))) if match[1] else int(re.sub(r"\D", "", match[2]))
