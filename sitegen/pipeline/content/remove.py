"""`sitegen remove`: takes back a source, an edition or a paper, with the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.config import Config
from sitegen.diagnostics import Location, Report
from sitegen.files import Folder
from sitegen.pages import documents, ledger, removal
from sitegen.pages.ledger import Ledger
from sitegen.pipeline import Progress, lock, silent
from sitegen.pipeline.content import writing
from sitegen.pipeline.content.importing import TRIES


def remove(config: Config, targets: Sequence[str], report: Report, progress: Progress = silent) -> list[str]:
    """Take back imports.

    Args:
        targets: sources, editions or papers: their paths, names, dates or ids; of a source also the file that it was
            added from.
        report: takes an error for all that stays because the editor has changed it.
        progress: told while another process works on the content.

    Returns:
        Paths of what was removed or got shorter, relative to the content folder.

    Raises:
        UsageError: there is nothing of that name.
    """
    with lock.of_content(config, progress):
        return [path for target in targets for path in remove_one(config, target, report)]


def remove_one(config: Config, target: str, report: Report) -> list[str]:
    """Take back one import, under the lock; see `remove`."""
    folder, conflict = Folder(config.content), ""
    for _ in range(TRIES):
        before, known = ledger.read(folder, report)
        if known is None:
            return []
        attempt = Report()
        source, path = _added_as(target, known, config.content)
        plan = removal.remove(documents.read(config.content, Report()), known, source, config.content, attempt)
        sources = [path if known == source else known for known in plan.sources]
        conflict = writing.write(folder, plan.changes, plan.pages, before, plan.ledger, sources)
        if not conflict:
            report.extend(attempt.diagnostics)
            return [*sources, *plan.pages, *(change.path for change in plan.changes)]
    report.error("busy", "this file keeps changing", Location((config.content / conflict).as_posix()))
    return []


def _added_as(target: str, known: Ledger, content: Path) -> tuple[str, str]:
    """The path of the source that a file was added as, and where it lies now if the editor has renamed it since; of
    anything else the target itself.
    """
    file = Path(target)
    try:
        record = known.get(ledger.digest(file.read_bytes()))
    except (OSError, ValueError):
        record = None
    if not record:
        return target, target
    is_renamed = file.resolve().is_relative_to(content.resolve()) and not (content / record.path).exists()
    return record.path, file.resolve().relative_to(content.resolve()).as_posix() if is_renamed else record.path
