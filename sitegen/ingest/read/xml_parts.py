"""A large XML file in parts that are files of their own: its head, some of its records, and the ends of what is open.

A harvest of arXiv through OAI-PMH has gigabytes, and a tree of it many more. Its records follow each other in one
element, so the file is cut between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.ingest.parser import Source

_ROOTS: tuple[tuple[bytes, bytes], ...] = (
    (rb"OAI-PMH|ListRecords", b"record"),
    (rb"collection\s+id=", b"volume"),
    (rb"PubmedArticleSet", b"PubmedArticle"),
    (rb"feed", b"entry"),
    (rb"rss|RDF", b"item"),
)
_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", re.DOTALL)
_SKIPPED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>", re.DOTALL)
_TAG = re.compile(rb"<(/?)([\w:.-]+)(?:\s[^<>]*?)?(/?)>")


def record(head: bytes) -> bytes:
    """The name of the records that a file which begins with `head` is made of; empty for one not to be cut."""
    start = _BEFORE.sub(b"", head)
    names = (name for root, name in _ROOTS if re.match(rb"<(?:\w+:)?(?:%b)[\s>\w\"]" % root, start))
    name = next(names, b"")
    return name if name and b"\0" not in head and _first(name, head) >= 0 else b""


def cut(
    parts: Iterable[bytes], name: bytes, size: int, longest: int, source: Source
) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """The parts of a file that are to be read one by one.

    Args:
        parts: the file's bytes as they come.
        name: of its records.
        size: bytes of a part, about.
        longest: bytes of a record; a longer one is an error, and the file's end.
        source: takes the error.

    Yields:
        The number of the first record's line, the file's head, the records, and what ends the file.
    """
    end = re.compile(rb"</(?:[\w.-]+:)?%b\s*>" % name)
    head, tail, rest, line = b"", b"", b"", 1
    for part in parts:
        rest += part
        if not head and (start := _first(name, rest)) >= 0:
            head, rest = rest[:start], rest[start:]
            tail, line = _ends(head), head.count(b"\n") + 1
        if not head or len(rest) < size:
            continue
        last = max((match.end() for match in end.finditer(rest)), default=0)
        if last:
            yield line, head, rest[:last], tail
            line += rest.count(b"\n", 0, last)
            rest = rest[last:]
        elif len(rest) > longest:
            source.error("too-large", f"a record is longer than {longest // 2**20} MB, and was not read", line)
            return
    # what stands behind the last record ends the file
    if not head or _first(name, rest) >= 0:
        yield line, head, rest, b""


def _first(name: bytes, text: bytes) -> int:
    """Where the first record starts, comments aside; -1 where none does."""
    matches = re.finditer(rb"<!--.*?(?:-->|\Z)|<(?:[\w.-]+:)?%b[\s>]" % name, text, re.DOTALL)
    return next((match.start() for match in matches if not match[0].startswith(b"<!--")), -1)


def _ends(head: bytes) -> bytes:
    """The end tags of what a file's head leaves open."""
    open_tags: list[bytes] = []
    for match in _TAG.finditer(_SKIPPED.sub(b"", head)):
        if match[1]:
            del open_tags[-1:]
        elif not match[3]:
            open_tags.append(match[2])
    return b"".join(b"</%b>" % tag for tag in reversed(open_tags))
