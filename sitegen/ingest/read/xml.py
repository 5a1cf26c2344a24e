"""XML from outside as a tree of local names, with the line of every element.

Entities that a file declares itself are refused (they can grow without end), nothing is fetched, and of a file that is
broken or cut short every record before the fault is kept. Namespaces are dropped: what an element means here is clear
from its name and its parents, and samples lose their declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Location, Report
from sitegen.ingest.values.characters import clean, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,31};)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff]")
_DEEPEST = 100
_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>")
_TOGETHER = "<together>"
_JUNK = 9
"""What expat calls what stands behind a document."""
_UNBOUND = 27
"""What expat calls a prefix of a namespace that nobody has declared; samples and excerpts are full of them."""


class Tree:
    """What could be read of a file."""

    def __init__(self, records: Collection[str], line: Callable[[], int]) -> None:
        self.root: Element | None = None
        self.lines: dict[Element, int] = {}
        self._records = frozenset(records)
        self._line = line
        self._open: list[Element] = []
        self._ended: Element | None = None
        self._words: list[str] = []

    def all(self, name: str) -> Iterator[tuple[Element, int]]:
        """Every element of that name, in the order of the file, with its line."""
        for element in self.root.iter(name) if self.root is not None else ():
            yield element, self.lines[element]

    # what a parser of ElementTree calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        from xml.etree.ElementTree import Element

        if len(self._open) >= _DEEPEST:
            raise RecursionError("the elements are nested too deeply")
        self._flush()
        element = Element(_local(tag), {_local(name): value for name, value in attributes.items()})
        self.root = element if self.root is None else self.root
        self.lines[element] = self._line()
        self._open.append(element)
        self._ended = None

    def data(self, text: str) -> None:
        self._words.append(text)

    def end(self, tag: str) -> None:
        self._flush()
        self._ended = self._open.pop()
        if self._open:
            self._open[-1].append(self._ended)

    def close(self) -> None:
        """Ends what is still open; a record that is still open is left out."""
        for place, element in enumerate(self._open):
            if element.tag in self._records:
                del self._open[place:]
                break
        while self._open:
            self.end("")

    def _flush(self) -> None:
        words = "".join(self._words)
        self._words.clear()
        if self._ended is not None:
            self._ended.tail = words
        elif self._open:
            self._open[-1].text = words


def parse(text: str, path: str, report: Report, records: Collection[str]) -> Tree:
    """The tree of a file.

    Args:
        text: the file's text.
        records: names of the elements that count only when they are whole.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    tree = Tree(records, lambda: int(parser.parser.CurrentLineNumber))
    parser: Any = DefusedXMLParser(target=tree, encoding="utf-8")
    text = well_formed(text)
    try:
        parser.feed(text.encode())
        parser.close()
    except ParseError as problem:
        if problem.code == _JUNK and not text.startswith(_TOGETHER) and len(_DECLARATION.findall(text)) > 1:
            # several documents in one file, one behind the other
            return parse(f"{_TOGETHER}{_DECLARATION.sub('', text)}</together>", path, report, records)
        if problem.code == _UNBOUND and (declared := _declared(text)) != text:
            return parse(declared, path, report, records)
        number, column = problem.position
        _report(str(problem).partition(":")[0], text, number, column + 1, path, report)
    except DefusedXmlException:
        at = Location(path, parser.parser.CurrentLineNumber)
        report.error(
            "xml-entities", "this XML declares entities of its own, which can be a trap", at, hint=_ENTITY_HINT
        )
    except RecursionError as problem:
        report.error("broken-xml", str(problem), Location(path, parser.parser.CurrentLineNumber))
    tree.close()
    return tree


def well_formed(text: str) -> str:
    """A file's text without what no XML may hold, and with HTML's named characters, which feeds use undeclared."""
    return _ENTITY.sub(_character, _FORBIDDEN.sub("", whole(text))).lstrip()


_ENTITY_HINT = "take the <!ENTITY …> lines out of the file if you trust where it comes from"


def words(element: Element | None) -> str:
    """All text in an element, cleaned."""
    return clean("".join(element.itertext())).strip() if element is not None else ""


def text(parent: Element, *names: str) -> str:
    """The text of the first child of one of these names that has any."""
    found = (words(child) for name in names for child in parent.findall(name))
    return next(filter(None, found), "")


def texts(parent: Element, name: str) -> tuple[str, ...]:
    """The texts of all children of that name; empty ones left out."""
    return tuple(filter(None, map(words, parent.findall(name))))


def _report(what: str, source: str, line: int, column: int, path: str, report: Report) -> None:
    lines = source.split("\n", line)
    report.error(
        "broken-xml",
        f"the file cannot be read from here on: {what}",
        Location(path, line, column),
        excerpt=lines[line - 1] if line <= len(lines) else "",
        hint="get the file again from where it came; what stands before is read",
    )


def _declared(text: str) -> str:
    """The text with its undeclared prefixes declared at its root, on the same line."""
    used = set(re.findall(r"[<\s/]([A-Za-z_][\w.-]*):[\w.-]+(?=[\s=/>])", text))
    missing = sorted(used - set(re.findall(r"\sxmlns:([\w.-]+)\s*=", text)) - {"xml", "xmlns"})
    names = "".join(f' xmlns:{prefix}="urn:undeclared:{prefix}"' for prefix in missing)
    return re.sub(r"<[A-Za-z_][\w.:-]*", lambda root: root[0] + names, text, count=1)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _character(found: re.Match[str]) -> str:
    meant = html5.get(found[1])
    return escape(meant, quote=False) if meant else f"&amp;{found[1]}"
