"""Writes to the content folder, in which an editor may save and a process may be killed at any moment.

A page is written only over the bytes that were read. The order of writing leaves a valid folder at every moment:
pages, then the ledger, then the removal of pages that nothing links to any more, which the ledger lists until they are
gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.files import Folder
from sitegen.pages import documents, front_matter, ledger
from sitegen.pages.documents import Change
from sitegen.pages.ledger import Ledger


def write(
    content: Folder,
    changes: Iterable[Change],
    removed: Mapping[str, bytes],
    before: bytes | None,
    after: Ledger,
    sources: Iterable[str] = (),
) -> str:
    """Write the changes to a content folder.

    Args:
        removed: pages to remove, by path, with the digests of their texts.
        before: the ledger's bytes when it was read.
        sources: files to remove; without them the ledger would have them imported again.

    Returns:
        The path of the file that was changed by somebody else meanwhile, so that all is to be read again; else empty.
    """
    for change in changes:
        if not _write_page(content, change):
            return change.path
    for path in sources:
        content.discard(path)
    pending = after
    if removed and after:
        # whose record has the list of what is to go is all the same
        key = min(after)
        removes = {path: digest.hex() for path, digest in removed.items()}
        pending = {**after, key: structs.replace(after[key], removes=removes)}
    written = ledger.written(pending)
    if not content.replace(ledger.PATH, written, before):
        return ledger.PATH
    _remove(content, removed)
    if pending != after:
        content.replace(ledger.PATH, ledger.written(after), written)
    return ""


def finish_removals(content: Folder, known: Ledger, before: bytes | None) -> Ledger:
    """Remove the pages that the ledger still has on its list, and empty the list; gives the ledger as it is then.

    A ledger in which Git has left two sides of a merge is written anew as well.
    """
    if not any(record.removes for record in known.values()) and not ledger.has_sides(before):
        return known
    for record in known.values():
        _remove(content, {path: bytes.fromhex(digest) for path, digest in record.removes.items()})
    after = {key: structs.replace(record, removes={}) for key, record in known.items()}
    content.replace(ledger.PATH, ledger.written(after), before)
    return after


def _remove(content: Folder, pages: Mapping[str, bytes]) -> None:
    for path, digest in pages.items():
        data = content.read(path)
        if data and digest == front_matter.digest(documents.decode(data, path, Report())):
            content.remove(path, data)


def _write_page(content: Folder, change: Change) -> bool:
    """Write a page over what was read; False if it is something else by now."""
    if not change.read and content.replace(change.path, change.text("").encode(), None):
        return True
    data = content.read(change.path)
    if data is None:
        return False
    report = Report()
    text = documents.decode(data, change.path, report)
    after = change.text(text).encode()
    # where all lines end as on Windows, they go on doing so
    after = after.replace(b"\n", b"\r\n") if 0 < data.count(b"\n") == data.count(b"\r\n") else after
    if after == data:
        return True
    # what is not UTF-8 could not be written back
    is_as_read = change.read == front_matter.digest(text) and not report.count("error")
    return is_as_read and content.replace(change.path, after, data)
