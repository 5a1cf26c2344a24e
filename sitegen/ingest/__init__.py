"""One source file becomes a digest: papers as facts, abstracts as spans, and the day they were listed.

A format is one module with a parser; the first parser in the table (`formats`) whose `sniff` accepts the head of the
text reads it. Each family of formats has a folder, and what they share lies in three more: `guards` against hostile
files, `records` of papers, `markup` in their words. The room knows nothing of Markdown or HTML output, and never throws
on what an editor may hand it.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import formats, unsupported
from sitegen.ingest.parser import Options, Parser
from sitegen.ingest.trust import PASTED, trust
from sitegen.ingest.validation import validated
from sitegen.model import Digest
from sitegen.text import decode

__all__ = ["Options", "Parser", "ingest"]

_HEAD = 20_000


def ingest(
    data: bytes,
    path: str,
    report: Report,
    *,
    date_hint: str = "",
    repair: bool = True,
    repair_skip: Collection[str] = (),
) -> Digest:
    """Parses one source into papers.

    `data` are the bytes as received and `path` the name to show in diagnostics, whose date completes one without a
    year unless `date_hint`, a day or a year, does. With `repair` off TeX stays as it is; `repair_skip` names single
    rules not to apply. A source that is empty or of no known format gives an empty digest and a diagnostic.
    """
    if kind := unsupported.binary(data):
        report.error("unknown-source", f"this is {kind}, not text", Location(path), hint=_hint())
        return Digest()
    text = decode.characters(data, path, report)
    head = decode.normalise(text[:_HEAD])
    if not head.lstrip().startswith(("{", "[", "<")):
        # JSON and XML have rules of their own for control characters and line ends
        text = decode.normalise(text)
    if not text.strip():
        report.warning("empty-source", "there is nothing in this file", Location(path))
        return Digest()
    parser = next(formats.recognised(head))
    is_pasted = trust(parser.name) == PASTED
    if is_pasted:
        text = decode.normalise(text)
        if reason := unsupported.reason(text):
            report.error("unknown-source", reason, Location(path, 1), hint=_hint())
            return Digest()
    found = Report()
    digest = parser.parse(text, path, found, _options(date_hint, repair, repair_skip))
    if not digest.entries and not found.count("error") and (is_pasted or not found.diagnostics):
        if is_pasted:
            found.warning("no-papers", "no paper was found in this text", Location(path), hint=_hint())
        else:
            found.warning("no-papers", f"this is of the format '{parser.name}', and holds no paper", Location(path))
    report.extend(found.diagnostics)
    return _titled(validated(digest, path, report), parser, path, report)


def _titled(digest: Digest, parser: Parser, path: str, report: Report) -> Digest:
    """The digest with its trust, and without papers of whose titles repair left nothing."""
    entries = tuple(entry for entry in digest.entries if entry.facts.title.strip())
    for entry in digest.entries if len(entries) < len(digest.entries) else ():
        if not entry.facts.title.strip():
            report.error("broken-record", "this paper has no title", Location(path, entry.line))
    return structs.replace(digest, trust=digest.trust or trust(parser.name), entries=entries)


def _options(date_hint: str, repair: bool, repair_skip: Collection[str]) -> Options:
    return Options(date_hint=date_hint, repair=repair, repair_skip=repair_skip)


def _hint() -> str:
    return f"sitegen reads {', '.join(parser.name for parser in formats.parsers())}"
