"""Documents of structured formats amid a text, as where a terminal shows what commands have printed below its prompts.

>>> [text[start:end] for text in ['$ curl x\\n[\\n{"a": 1}\\n]\\n$ '] for start, end in places(text)]
['[\\n{"a": 1}\\n]']
"""

from __future__ import annotations

import json
import re
from operator import attrgetter

from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.ingest import formats
from sitegen.ingest.parser import Source
from sitegen.ingest.streamed import moved
from sitegen.ingest.values.links import leads_to_paper
from sitegen.model import Digest, Entry

_START = re.compile(r"^(?:<\?xml\s|<(?:feed|rss|rdf:RDF)[\s>]|[{\[]\s*[{\[\"])", re.M)
_ROOT = re.compile(r"(?:<[?!][^>]*>\s*)*<([\w:.-]+)")
_WORDS = re.compile(r"[^\n]+")
_PAGE = re.compile(r"<(?:!doctype html|html|script|style)\b", re.IGNORECASE)
"""What has scripts and descriptions of itself, of which none is a paper."""
_MOST, _MOST_FAILED = 100, 20
"""Documents, and what only begins so, for each of which much of the text is looked through."""


def read(text: str, source: Source) -> Digest | None:
    """The digest of a pasted text with documents in it; None where none of these has papers."""
    digests: list[Digest] = []
    rest = text
    for start, end in () if _PAGE.search(text) else places(text):
        own = text[start:end]
        known = next(formats.recognised(own[: formats.HEAD]))
        if known.trust != formats.PASTED and (digest := _found(known, own, source, text.count("\n", 0, start))):
            digests.append(digest)
        # one without papers, such as the answer that there were too many questions, is no text either
        rest = rest[:start] + _WORDS.sub(lambda words: " " * len(words[0]), own) + rest[end:]
    if not digests:
        return None
    from sitegen.ingest.plaintext import reader  # others have no use for it, and it takes long to import

    last = max(digests, key=attrgetter("date"))
    if around := _found(formats.known_formats()[-1], rest, source, 0):
        digests.append(around)
        # what a server says of its answer is not the day of the list around it
        last = around if around.date else last
    entries = sorted((entry for digest in digests for entry in digest.entries), key=attrgetter("line"))
    untitled = tuple(entry for digest in digests for entry in digest.untitled)
    return structs.replace(last, entries=tuple(reader.merged(entries, source)), untitled=untitled)


def places(text: str) -> list[tuple[int, int]]:
    """Where what may be documents begin and end; several with nothing between, as objects in lines, are one."""
    found: list[tuple[int, int]] = []
    end = failed = 0
    for mark in _START.finditer(text):
        start = mark.start()
        if start < end or failed == _MOST_FAILED or len(found) == _MOST:
            continue
        is_next = bool(found) and text[start] == "{" and not text[end:start].strip()
        if stop := _end(text, start):
            found[len(found) - is_next :] = [(found[-1][0] if is_next else start, stop)]
            end = stop
        failed += not stop
    return found


def _end(text: str, start: int) -> int:
    """Where a document ends that begins at `start`; 0 for what is none."""
    if text[start] == "<":
        root = _ROOT.match(text, start)
        end = text.find(f"</{root[1]}>", start) if root else -1
        return text.index(">", end) + 1 if end > 0 else 0
    try:
        return json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return 0


def _is_sure(entry: Entry) -> bool:
    """Whether anything but a title tells that a record is one of a paper."""
    facts = entry.facts
    return bool(facts.arxiv or facts.doi or facts.authors or any(leads_to_paper(link.url) for link in facts.links))


def _found(known: formats.Format, text: str, source: Source, above: int) -> Digest | None:
    """The papers of a part of a text below `above` lines; None where there are none, of which nothing is told."""
    findings = Report()
    digest = known.load()(text, structs.replace(source, report=findings))
    are_papers = known.trust == formats.PASTED or 2 * sum(map(_is_sure, digest.entries)) > len(digest.entries)
    if not digest.entries or not are_papers:
        return None
    source.report.extend(structs.replace(found, at=moved(found.at, above)) for found in findings.diagnostics)
    entries = tuple(structs.replace(entry, line=entry.line + above) for entry in digest.entries)
    return structs.replace(digest, entries=entries)
