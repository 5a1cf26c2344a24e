"""One source file becomes a digest: papers as facts, abstracts as spans, and the day they were listed.

`formats` is the table of formats; the first that accepts the head of a text reads it. Structured formats (`sources`)
are tables of fields over one protocol (`fields`, `record`), whose syntax `read` knows and whose parts `values`
understands; text that people paste is read by `plaintext`. What leaves the package is checked in one place
(`validation`). The package knows nothing of Markdown or HTML output, and never throws on what an editor may hand it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.ingest import formats
from sitegen.ingest.formats import PASTED
from sitegen.ingest.parser import Parser, Source
from sitegen.ingest.validation import validated
from sitegen.ingest.values import identifiers
from sitegen.model import Digest, Entry
from sitegen.text import conflicts, decode

__all__ = ["Parser", "Source", "ingest"]

_OF_BROWSER = re.compile(
    r"\A\s*This XML file does not appear to have any style information[^\n]*(?:\n[^\n<]*)*\n(?=[^\n]*<)"
)
"""What Chrome shows above the tree of an XML file; a comment in its place keeps the numbers of lines."""
_LOOKED_UP = ", or let sitegen add look it up, online and without --offline"


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
    source = Source(path, report)
    if kind := formats.unread_bytes(data):
        source.error("unknown-source", f"this is {kind}, not text", hint=formats.SAVED_AS_TEXT)
        return Digest()
    text = decode.characters(data, path, report)
    text = _OF_BROWSER.sub(lambda note: "<!--" + "\n" * note[0].count("\n") + "-->", text)
    head = decode.normalise(text[: formats.HEAD])
    if not head.lstrip().startswith(("{", "[", "<")):
        # JSON and XML have rules of their own for control characters and line ends
        text = decode.normalise(text)
    if not text.strip():
        source.warning("empty-source", "there is nothing in this file")
        return Digest()
    if conflicts.refuse(text, path, report):
        return Digest()
    known = next(formats.recognised(head))
    is_pasted = known.trust == PASTED
    if is_pasted:
        text = decode.normalise(text)
        if reason := formats.unread_text(text):
            source.error("unknown-source", reason, 1, hint=formats.HINT)
            return Digest()
    parsed = Source(path, Report(), date_hint, repair, repair_skip)
    digest = known.load()(text, parsed)
    if not digest.entries and not parsed.report.count("error") and (is_pasted or not parsed.report.diagnostics):
        what = "no paper was found in this text"
        if not is_pasted:
            what = f"this is of the format '{known.name}', and holds no paper"
        parsed.warning("no-papers", what, hint=formats.HINT)
    report.extend(parsed.report.diagnostics)
    digest = _titled(validated(digest, source), source)
    return structs.replace(digest, trust=digest.trust or known.trust, format=known.name)


def _titled(digest: Digest, source: Source) -> Digest:
    """The digest with the papers apart that have no title, of which the report tells."""
    entries = tuple(entry for entry in digest.entries if entry.facts.title.strip())
    untitled = tuple(entry for entry in digest.entries if not entry.facts.title.strip())
    for entry in untitled:
        if name := _only_name(entry):
            message = f"only {name} stands here, and no title; the paper was not added"
            lookup = _LOOKED_UP if any(identifiers.names(entry.facts)) else "; such links are not looked up"
            source.warning("identifier-only", message, entry.line, hint=f"write its title before it{lookup}")
        else:
            source.error("broken-record", "this paper has no title", entry.line)
    return structs.replace(digest, entries=entries, untitled=tuple(filter(_only_name, untitled)))


def _only_name(entry: Entry) -> str:
    """What leads to a paper without a title; empty where nothing does."""
    facts = entry.facts
    return facts.arxiv or facts.doi or next((link.url for link in facts.links), "")
