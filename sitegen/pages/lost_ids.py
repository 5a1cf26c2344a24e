"""Tells of papers whose earlier addresses lead nowhere."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

from sitegen.diagnostics import Report
from sitegen.pages.documents import Documents, keys_of
from sitegen.pages.ledger import Ledger
from sitegen.pages.paper import PaperPage

CODE = "lost-address"


def report_lost(documents: Documents, ledger: Ledger, content: Path, report: Report) -> None:
    """Warn of each page that an editor has given another id without keeping the earlier one as an alias.

    A page is called by the id that sitegen gave it, and the ledger knows that id. So a page that was only moved, or
    written by hand, is not meant.
    """
    renamed = [page for page in documents.papers if not page.draft and _name(page).lower() != page.paper.id.lower()]
    if not renamed:
        return
    given = {paper for record in ledger.values() for paper in record.papers}
    keys = (key for record in ledger.values() for known in record.also.values() for key in known)
    given |= {key.removeprefix("id:") for key in keys if key.startswith("id:")}
    kept = {name.lower() for page in documents.papers for name in (page.paper.id, *page.paper.aliases)}
    for page in renamed:
        if (lost := _name(page)) in given and lost.lower() not in kept:
            written = keys_of(content / page.paper.path)
            if written.text("id") != page.paper.id:
                # it cannot be an id, and that was reported
                continue
            hint = f"add aliases: {json.dumps([*page.paper.aliases, lost], ensure_ascii=False)} to this page"
            written.wrong("id", f"{lost!r} was published before and is gone", hint, report, CODE, "warning")


def _name(page: PaperPage) -> str:
    return posixpath.basename(page.paper.path).removesuffix(".md")
