"""A content folder into which digests are taken as if sources held them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.ingest import jsonl
from sitegen.model import Author, Digest, Entry, Facts, Span
from sitegen.pages import documents, ledger
from sitegen.pages.documents import Documents
from sitegen.pipeline.content.imported import Received
from sitegen.pipeline.content.importing import import_new

ABSTRACT = "We study how {0} behaves when a reader looks at it closely, and find that it behaves well. " * 2


class Desk:
    """A content folder that sources are put into."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(content=folder / "content")
        self.report = Report()
        self.received: dict[str, Received] = {}

    def put(self, name: str, digest: Digest) -> None:
        file = self.config.content / "sources" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = b"".join(jsonl.write(digest.entries, digest))
        file.write_bytes(data)
        self.received[ledger.digest(data)] = Received(trust=digest.trust)

    def ingest(self) -> None:
        import_new(self.config, self.report, self.received)

    def take(self, *digests: Digest) -> None:
        for digest in digests:
            self.put(f"{digest.date or 'undated'}-{len(self.files) + 1}", digest)
            self.ingest()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.config.content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    @property
    def files(self) -> dict[str, str]:
        found = (file for file in self.config.content.rglob("*") if file.is_file())
        return {file.relative_to(self.config.content).as_posix(): file.read_text("utf-8") for file in sorted(found)}

    @property
    def documents(self) -> Documents:
        report = Report()
        found = documents.read(self.config.content, report)
        assert not report.diagnostics
        return found

    @property
    def papers(self) -> dict[str, Facts]:
        return {page.paper.id: page.paper.facts for page in self.documents.papers}

    @property
    def findings(self) -> list[str]:
        return [f"{found.severity}[{found.code}]" for found in self.report.diagnostics]


def entry(title: str = "The Curse of Depth", about: str = "", votes: int | None = None, **facts: Any) -> Entry:
    paragraph = (Span("text", ABSTRACT.format(about).strip()),)
    return Entry(facts=Facts(title=title, **facts), abstract=(paragraph,) if about else (), votes=votes)


def digest(*entries: Entry, trust: int = 30, date: str = "", **more: Any) -> Digest:
    return Digest(entries=entries, trust=trust, date=date, **more)


ADA = (Author("Ada Lovelace"),)


ALAN = (Author("Alan Turing"),)
