"""`sitegen remove`: takes back a source, an edition or a paper, with the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError, usage_error
from sitegen.files import Folder
from sitegen.model import Date
from sitegen.pages import documents, ledger, removal
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.pages.removal import Removal
from sitegen.pipeline import Progress, lock, silent
from sitegen.pipeline.content import sources, writing
from sitegen.pipeline.content.importing import TRIES, UNREAD


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
        UsageError: there is nothing of one of the names; then nothing is removed.
    """

    def plan(target: str, pages: Documents, known: Ledger, attempt: Report) -> Removal:
        source, path = _added_as(target, known, config.content)
        plan = removal.remove(pages, known, source, config.content, attempt)
        return structs.replace(plan, sources=tuple(path if gone == source else gone for gone in plan.sources))

    removed: list[str] = []
    with lock.of_content(config, progress):
        _, known = ledger.read(Folder(config.content), Report())
        pages = documents.read(config.content, Report())
        if known is not None:
            for target in targets:
                plan(target, pages, known, Report())
        for target in targets:
            # what one of the others has taken along is gone already
            with suppress(UsageError):
                removed += _carry_out(config, partial(plan, target), report)
    # a page that got shorter with one target may go with the next
    return list(dict.fromkeys(removed))


def move(config: Config, dates: Mapping[str, Date], to: Date, report: Report, *, dry_run: bool) -> dict[Date, str]:
    """Take sources off the lists of their days, under the lock, so that the next import lists them on others.

    Args:
        dates: the days that the editor gave, by the digests of the sources' bytes.
        to: the day on which all of their papers will be listed; empty where they may have several.
        report: takes an error for each list that stays because the editor has changed it.

    Returns:
        Paths of the editions that go with their last lines, by day.
    """
    emptied: dict[Date, str] = {}

    def plan(pages: Documents, known: Ledger, attempt: Report) -> Removal:
        # which papers it gave stays recorded, so that those which the editor has deleted do not come again
        moved = {
            key: structs.replace(known[key], recipe=UNREAD, edition="", lists={}, date=date)
            for key, date in dates.items()
            if key in known
        }
        plan = removal.move(pages, known, moved, to, config.content, attempt)
        paths = {page.edition.date: page.edition.path for page in pages.editions}
        emptied.clear()
        emptied.update((day, path) for day, path in paths.items() if path in plan.pages)
        return plan

    if dates:
        _carry_out(config, plan, report, dry_run=dry_run)
    return emptied


def _carry_out(
    config: Config, plan_of: Callable[[Documents, Ledger, Report], Removal], report: Report, *, dry_run: bool = False
) -> list[str]:
    """Make a plan from the pages and the ledger, and change the content folder by it; gives the paths changed."""
    folder, conflict = Folder(config.content), ""
    for _ in range(TRIES):
        before, known = ledger.read(folder, report)
        if known is None:
            return []
        attempt = Report()
        plan = plan_of(documents.read(config.content, Report()), known, attempt)
        if not dry_run:
            conflict = writing.write(folder, plan.changes, plan.pages, before, plan.ledger, plan.sources)
        if not conflict:
            report.extend(attempt.diagnostics)
            return [*plan.sources, *plan.pages, *(change.path for change in plan.changes)]
    report.error("busy", "this file keeps changing", config.at(conflict))
    return []


def _added_as(target: str, known: Ledger, content: Path) -> tuple[str, str]:
    """The path of the source that a file was added as, and where it lies now if the editor has renamed it since; of
    anything else the target itself. Raises UsageError for a file that has the name of another source.
    """
    for file in (Path(target), content / target, content / sources.FOLDER / target):
        with suppress(OSError, ValueError):
            if record := known.get(ledger.digest(file.read_bytes())):
                place, inside = file.resolve(), content.resolve()
                is_inside, namesake = place.is_relative_to(inside), f"{sources.FOLDER}/{target}"
                if not is_inside and any(namesake == other.path != record.path for other in known.values()):
                    message = f"the file {target} was added as {record.path}, and another source has its name"
                    hint = f"name the one that is meant: {record.path} or {namesake}"
                    raise usage_error("unknown-target", message, hint=hint)
                is_renamed = is_inside and not (content / record.path).exists()
                return record.path, place.relative_to(inside).as_posix() if is_renamed else record.path
    return target, target
