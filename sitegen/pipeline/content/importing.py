"""Imports sources that the ledger does not know into pages.

If a file was changed by somebody else since it was read, all is read and merged again. A run that finds the ledger
without a source imports it again, over the pages that a killed run may have written, with the same result.

The caller holds the lock on the content folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.files import Folder, PathRefused
from sitegen.model import PaperId
from sitegen.pages import ledger
from sitegen.pages.ledger import Ledger, SourceRecord
from sitegen.pages.paper import PaperPage
from sitegen.pipeline import Today
from sitegen.pipeline.content import sources, writing
from sitegen.pipeline.content.imported import Imported, ImportedPaper, Received
from sitegen.pipeline.content.reading import ContentReader, tokenise
from sitegen.pipeline.execution.tasks import Tasks
from sitegen.text.folding import letters

if TYPE_CHECKING:
    from sitegen.pages.merge import Merged, Reading

UNREAD = "not imported yet"
"""The recipe of a source that is recorded, because of what its bytes do not say, and not imported yet."""
TRIES = 6
"""Readings of a folder that keeps changing, until that is reported."""


def import_new(
    config: Config,
    report: Report,
    received: Mapping[str, Received] | None = None,
    *,
    today: Today | None = None,
    frozen: bool = False,
    dry_run: bool = False,
    reader: ContentReader | None = None,
) -> tuple[Ledger, list[Imported]]:
    """Merge every source that is new, changed, or was repaired in another way into the pages, and write these.

    Args:
        received: what is known of sources already, by the digests of their bytes.
        frozen: write nothing, and report each new source as an error.
        dry_run: write nothing, and read only what was received, or where `received` is None the new sources.

    Returns:
        The ledger as it is now, and what was imported.
    """
    run = _Import(config, today, report, received, reader or ContentReader(config, read_only=dry_run))
    try:
        if dry_run or frozen:
            return run.preview(frozen=frozen)
        run.content.clear()
        for _ in range(TRIES):
            if (known := run.attempt()) is not None:
                return known, run.imported
    except PathRefused as problem:
        report.add(problem.diagnostic)
        return {}, []
    run.report_conflict()
    return {}, []


class _Import:
    """One run, over several attempts if files change meanwhile."""

    def __init__(
        self,
        config: Config,
        today: Today | None,
        report: Report,
        received: Mapping[str, Received] | None,
        reader: ContentReader,
    ) -> None:
        self.content = Folder(config.content)
        self.imported: list[Imported] = []
        self.conflict = ""
        self._config, self._report, self._received, self._content = config, report, received or {}, reader
        self._today = today
        self._only_received = received is not None
        self._readings: dict[str, Reading] = {}
        self._new: set[PaperId] = set()

    def preview(self, *, frozen: bool) -> tuple[Ledger, list[Imported]]:
        """What an import would make of new sources, without writing anything."""
        _, known = ledger.read(self.content, self._report)
        if known is None:
            return {}, []
        if frozen:
            from sitegen.topics import FILE

            if known and self._config.topics.find and not (self._config.content / FILE).exists():
                message, hint = "an import wrote this file, and it is missing", "run sitegen build and commit content/"
                self._report.error("topics", message, self._config.at(FILE), hint=hint)
            for reading in self._read(known, self._unread(known)):
                # one that can be read in part only says itself what is wrong
                if reading.complete:
                    message, hint = "this source has no pages yet", "run sitegen build and commit content/"
                    self._report.error("not-in-ledger", message, self._config.at(reading.path), hint=hint)
            return known, []
        new_paths = {key: received.path for key, received in self._received.items()}
        readings = self._read(known, new_paths if self._only_received else self._unread(known))
        merged = self._merged(known, readings, self._report)
        return known, self._summary(readings, merged) if merged else []

    def attempt(self) -> Ledger | None:
        """Import what is new; None if a file was changed by somebody else meanwhile."""
        before, known = ledger.read(self.content, self._report)
        if known is None:
            return {}
        unread = self._unread(known)
        if not unread:
            return writing.finish_removals(self.content, known, before)
        # a run that was killed may have registered sources that it did not write
        known = {key: record for key, record in known.items() if record.recipe != UNREAD or key in unread}
        report = Report()
        readings = self._read(known, unread)
        merged = self._merged(known, readings, report)
        if not merged:
            return known
        update_topics(self._config, merged.pages, self._content.tasks, report)
        self.conflict = writing.write(self.content, merged.changes, merged.removed, before, merged.ledger)
        if self.conflict:
            return None
        self._report.extend(report.diagnostics)
        self.imported = self._summary(readings, merged)
        return merged.ledger

    def _unread(self, known: Ledger) -> dict[str, str]:
        """Path of each source that has to be read, by the digest of its bytes.

        What is wrong with one that was read in part is told when it is added, and by builds, not when others are added.
        """
        from sitegen.pages.merge.records import PARTLY_READ

        wanted = sources.recipe(self._config)
        left = {wanted, PARTLY_READ} if self._only_received else {wanted}
        paths = sources.files(self._config.content, self._report)
        return {
            key: path
            for key, path in self._content.by_digest(paths).items()
            if key not in known or known[key].recipe not in ({wanted} if key in self._received else left)
        }

    def _read(self, known: Ledger, paths: Mapping[str, str]) -> list[Reading]:
        """Sources by the digests of their bytes; one that was changed is still of the day that was given for it."""
        by_path = {record.path: record for record in known.values()}
        return [self._reading(known.get(key) or by_path.get(path), key, path) for key, path in paths.items()]

    def _reading(self, record: SourceRecord | None, key: str, path: str) -> Reading:
        """A source, read once however often it is merged."""
        if key in self._readings:
            return self._readings[key]
        from sitegen.pages.merge import Reading

        remembered = Received(origin=record.origin, trust=record.trust, date=record.date) if record else Received()
        received = self._received.get(key, remembered)
        errors, digest = self._report.count("error"), received.digest
        if digest is None:
            file = self._config.content / path
            hint = received.date or sources.date_in(path)
            digest = sources.read(self._config, file, file.as_posix(), hint, self._report)
        # a file does not say how far it is to be trusted; the code that stored it does, and then the ledger
        digest = structs.replace(sources.dated(digest, received.date), trust=received.trust or digest.trust)
        today = self._today() if self._today else "9998"
        # a mistyped year would keep the list on the home page until then
        if digest.date > f"{int(today[:4]) + 1}{today[4:]}":
            hint = "if it is wrong, take this back with sitegen remove, and add it again with --date"
            self._report.warning(
                "doubtful-date", f"{digest.date} is over a year ahead", self._config.at(path), hint=hint
            )
        self._readings[key] = Reading(
            digest=digest,
            path=path,
            key=key,
            recipe=sources.recipe(self._config),
            origin=received.origin,
            # a day that is one of several moves nothing, also once its list is gone
            date="" if any(entry.listed for entry in digest.entries) else received.date,
            complete=received.complete and self._report.count("error") == errors,
            requested=received.requested,
        )
        return self._readings[key]

    def _merged(self, known: Ledger, readings: Sequence[Reading], report: Report) -> Merged | None:
        """The pages with what the sources say; None if they tell of a paper whose page is broken.

        It would get a second page, or for ever lack what they say now.
        """
        from sitegen.pages.merge import merge

        pages = self._content.documents()
        self.conflict = next((path for path in pages.unclear if self._is_told_of(path, readings)), "")
        if self.conflict:
            self.report_conflict()
            return None
        merged = merge(pages, known, readings, self._config.content, report)
        self._new |= merged.new
        return merged

    def _is_told_of(self, path: str, readings: Sequence[Reading]) -> bool:
        """Whether a page has the title or an identifier of a paper of the sources, wherever that stands in it."""
        text = (self.content.read(path) or b"").decode("utf-8", "replace")
        words = letters(text)
        papers = [entry.facts for reading in readings for entry in reading.digest.entries]
        titles = (letters(facts.title) for facts in papers)
        identifiers = (name for facts in papers for name in (facts.arxiv, facts.doi))
        return any(name in words for name in titles if name) or any(name in text for name in identifiers if name)

    def report_conflict(self) -> None:
        """Tell which page keeps sources from being imported."""
        message = "new sources were not imported, for this file is not a page that could be read"
        hint = "mend it, or wait until nothing changes it, and build again"
        self._report.error("page-in-the-way", message, self._config.at(self.conflict), hint=hint)

    def _summary(self, readings: Sequence[Reading], merged: Merged) -> list[Imported]:
        new = set(self._new)

        def paper(identifier: PaperId | None) -> ImportedPaper:
            known = identifier or ""
            is_new = known in new
            # one page came into being, whatever else is the same paper
            new.discard(known)
            return ImportedPaper(known, is_new, not is_new and known in merged.updated)

        imported = []
        for reading in readings:
            papers, earlier = merged.papers[reading.path], self._received.get(reading.key, Received()).earlier
            given = zip(reading.digest.entries, papers, strict=True)
            if earlier and (gone := sum(not paper for entry, paper in given if entry.facts.title)):
                what = f"{gone} of its papers {'was' if gone == 1 else 'were'} deleted before, and got no page"
                hint = comes_back(self._config, reading.path)
                self._report.note("deleted-paper", what, self._config.at(reading.path), hint=hint)
            imported.append(Imported(reading.path, reading.digest, tuple(map(paper, papers)), earlier=earlier))
        return imported


def comes_back(config: Config, path: str) -> str:
    """How what was deleted of a source comes back, as a hint."""
    return f"it comes back when you add the source again after sitegen remove {config.at(path).path}"


def update_topics(config: Config, pages: Mapping[PaperId, PaperPage], tasks: Tasks, report: Report) -> bool:
    """Append the topics of all papers of a digest to its vocabulary; whether there are new ones."""
    if not config.topics.find:
        return False
    from sitegen.topics import update_vocabulary

    return update_vocabulary(config.content, tokenise(pages, tasks), config.topics.minimum, report)


def register(folder: Folder, received: Mapping[str, Received], report: Report) -> None:
    """Record what the bytes of new sources do not say, before the sources themselves are written."""
    extra = {key: known for key, known in received.items() if known.needs_record}
    while extra:
        before, known = ledger.read(folder, report)
        if known is None:
            return
        by_path = {record.path: record for record in known.values()}
        records = {
            key: structs.replace(
                # which papers an earlier version listed stays recorded, so that those which were deleted stay so
                by_path.get(new.earlier) or SourceRecord(path=new.path),
                recipe=UNREAD,
                origin=new.origin,
                partly=new.partly,
                trust=new.trust,
                date=new.date,
            )
            for key, new in extra.items()
            if key not in known
        }
        if not records or folder.replace(ledger.PATH, ledger.written(known | records), before):
            return
