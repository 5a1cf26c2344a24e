"""XML from outside as a tree of local names, with the line of every element.

Entities that a file declares itself are refused (they can grow without end), nothing is fetched, and of a file that is
broken or cut short every record before the fault is kept. Namespaces are dropped: what an element means here is clear
from its name and its parents, and samples lose their declarations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape
from html.entities import html5
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.ingest.parser import Source
from sitegen.ingest.read.characters import clean, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,31};|#X)")
_STRAY = re.compile(r"&(?!#?\w{1,31};)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff]")
_DEEPEST = 100
_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>")
_TOGETHER = "<together>"
_JUNK = 9
"""What expat calls what stands behind a document."""


class _EntityDeclared(Exception):
    """An entity that the file declares itself."""


class Tree:
    """What could be read of a file, built from the events of expat."""

    def __init__(self, records: Collection[str]) -> None:
        from xml.etree.ElementTree import TreeBuilder
        from xml.parsers import expat

        self.root: Element | None = None
        self.lines: dict[Element, int] = {}
        self._records = frozenset(records)
        self._open: list[Element] = []
        self._builder = TreeBuilder()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._builder.data
        self.parser.EntityDeclHandler = self._entity

    def all(self, name: str) -> Iterator[tuple[Element, int]]:
        """Every element of that name, in the order of the file, with its line."""
        for element in self.root.iter(name) if self.root is not None else ():
            yield element, self.lines[element]

    def records(self) -> Iterator[tuple[Element, Element, int]]:
        """The records in the order of the file, each with what it stands in; one within another belongs to it."""
        pending = [(self.root, self.root)] if self.root is not None else []
        while pending:
            element, above = pending.pop()
            if element.tag in self._records:
                yield element, above, self.lines[element]
            else:
                pending += ((child, element) for child in reversed(element))

    def close(self) -> None:
        """Ends what is still open; a record that is still open is left out."""
        for above, element in pairwise(self._open):
            if not self._records.isdisjoint((above.tag, element.tag)):
                above.remove(element)
                break
        while self._open:
            self._end("")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise RecursionError("the elements are nested too deeply")
        local = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        element = self._builder.start(tag.rpartition(":")[2], local)
        self.root = element if self.root is None else self.root
        self.lines[element] = self.parser.CurrentLineNumber
        self._open.append(element)

    def _end(self, tag: str) -> None:
        self._builder.end(self._open.pop().tag)

    def _entity(self, *declaration: object) -> None:
        raise _EntityDeclared


def parse(text: str, source: Source, records: Collection[str] = ()) -> Tree:
    """The tree of a file; elements with the names of `records` count only when they are whole."""
    from xml.parsers.expat import ExpatError

    tree = Tree(records)
    text = _ENTITY.sub(_character, _FORBIDDEN.sub("", whole(text)))
    # the encoding that a file declares is not that of its text, and no parser need know it
    text = re.sub(rf"\A(\s*){_DECLARATION.pattern}", r"\1", text)
    try:
        tree.parser.Parse(text.encode(), True)
    except ExpatError as problem:
        if problem.code == _JUNK and not text.startswith(_TOGETHER) and _DECLARATION.search(text):
            # several documents in one file, one behind the other
            return parse(f"{_TOGETHER}{_DECLARATION.sub('', text)}</together>", source, records)
        if stray := _STRAY.search(text):
            line = text.count("\n", 0, stray.start()) + 1
            source.warning("broken-xml", "an & that begins no character's name was read as it stands", line)
            return parse(_STRAY.sub("&amp;", text), source, records)
        what = f"the file cannot be read from here on: {str(problem).partition(':')[0]}"
        excerpt = text.split("\n", problem.lineno)[problem.lineno - 1 :][:1]
        hint = "get the file again from where it came; what stands before is read"
        at = problem.lineno, problem.offset + 1
        source.error("broken-xml", what, *at, excerpt="".join(excerpt), hint=hint)
    except _EntityDeclared:
        what = "this XML declares entities of its own, which can be a trap"
        hint = "take the <!ENTITY …> lines out of the file if you trust where it comes from"
        source.error("xml-entities", what, tree.parser.CurrentLineNumber, hint=hint)
    except RecursionError as problem:
        source.error("broken-xml", str(problem), tree.parser.CurrentLineNumber)
    tree.close()
    return tree


def words(element: Element) -> str:
    """All text in an element, cleaned."""
    return clean("".join(element.itertext())).strip()


def _character(match: re.Match[str]) -> str:
    """One of HTML's named characters, which feeds use undeclared."""
    if match[1] == "#X":
        return "&#x"
    meant = html5.get(match[1])
    return escape(meant, quote=False) if meant else f"&amp;{match[1]}"
