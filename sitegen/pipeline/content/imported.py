"""What is known of sources before an import, and what the import made of them."""

from __future__ import annotations

from msgspec import Struct

from sitegen.model import Date, Digest, PaperId


class Received(Struct, frozen=True, kw_only=True):
    """What is known of a source that was just put into `content/sources/`; see also `ledger.SourceRecord`."""

    path: str = ""
    earlier: str = ""
    """The path of a source whose place it takes: its own, of an earlier version, or that of the same on another day."""
    digest: Digest | None = None
    """What it holds, if it has been read."""
    complete: bool = True
    """Whether all of it could be read."""
    origin: str = ""
    partly: bool = False
    requested: bool = False
    """Whether the editor asked for what it says."""
    trust: int = 0
    """Of the source that it was made from; 0 for what its own format has."""
    date: Date = ""

    @property
    def has_one_day(self) -> bool:
        """Whether all of it is known to be of one day."""
        return self.digest is not None and not any(entry.listed for entry in self.digest.entries)

    @property
    def needs_record(self) -> bool:
        """Whether something is known that the source's bytes do not say, and the ledger has to."""
        return bool(self.origin or self.trust or self.date)


class ImportedPaper(Struct, frozen=True):
    """Which paper an entry of a source is."""

    paper: PaperId
    """Empty for an entry that got no page, because it has no title or the editor deleted its page."""
    is_new: bool = False
    is_updated: bool = False


class Imported(Struct, frozen=True):
    """What an import made of one source."""

    path: str
    digest: Digest
    papers: tuple[ImportedPaper, ...]
    """One for each entry of the digest."""
    wants_day: bool = False
    """Whether nothing of it would be added without a day; its path is then the name that the editor gave."""
    earlier: str = ""
    removed: tuple[str, ...] = ()
    """Editions that went with their last lines, as those are on another day now."""

    @property
    def has_moved(self) -> bool:
        """Whether it was here already, on another day."""
        return self.earlier not in ("", self.path)

    @property
    def days(self) -> list[Date]:
        """Of its lists, sorted."""
        return sorted({entry.listed or self.digest.date for entry in self.digest.entries} - {""})
