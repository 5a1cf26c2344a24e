"""Tells of pages whose earlier addresses lead nowhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sitegen.diagnostics import Report
from sitegen.pages.documents import Documents, keys_of
from sitegen.pages.ledger import Ledger
from sitegen.pages.paper import id_in_name
from sitegen.routes import Route
from sitegen.text.wording import first_few

CODE = "lost-address"
_SHOWN = 3


def report_lost(documents: Documents, ledger: Ledger, content: Path, report: Report) -> None:
    """Warn of each page that an editor has given another id without keeping the earlier one as an alias.

    A page is called by the id that sitegen gave it, and the ledger knows that id. So a page that was only moved, or
    written by hand, is not meant.
    """
    pages = (page for page in documents.papers if not page.draft)
    renamed = [page for page in pages if id_in_name(page.paper.path).lower() != page.paper.id.lower()]
    if not renamed:
        return
    given = {paper for record in ledger.values() for paper in record.papers}
    keys = (key for record in ledger.values() for known in record.also.values() for key in known)
    given |= {key.removeprefix("id:") for key in keys if key.startswith("id:")}
    kept = {name.lower() for page in documents.papers for name in (page.paper.id, *page.paper.aliases)}
    for page in renamed:
        if (lost := id_in_name(page.paper.path)) in given and lost.lower() not in kept:
            written = keys_of(content / page.paper.path)
            if written.text("id") != page.paper.id:
                # it cannot be an id, and that was reported
                continue
            hint = f"add aliases: {json.dumps([*page.paper.aliases, lost], ensure_ascii=False)} to this page"
            written.wrong("id", f"{lost!r} was published before and is gone", hint, report, CODE, "warning")


def report_gone(pages: Sequence[Route], report: Report) -> None:
    """Note which pages the last build had and this one has not: whether they were renamed or deleted is not known.

    Where there are errors, pages may be missing for these only; the next build without errors has those that stay away.
    """
    if pages and not report.count("error"):
        message = f"gone since the last build, and nothing leads on from there: {first_few(pages, _SHOWN)}"
        hint = (
            "what you deleted or made a draft may go; if one was renamed, write its earlier name, or day, into "
            "aliases; give a search its own back, and keep the table of a topic, with merge"
        )
        report.note(CODE, message, hint=hint)
