"""A content folder and what an editor does to it through the network or from a downloads folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.config import Config, load
from sitegen.diagnostics import Report
from sitegen.fetch import Client, Limits, lookup
from sitegen.ingest import jsonl
from sitegen.ingest.streamed import Choice
from sitegen.model import Digest, Entry, Facts, Span
from sitegen.pages import documents, ledger
from sitegen.pages.documents import Documents
from sitegen.pipeline.content import add as adding
from sitegen.pipeline.content.enrich import Match, enrich
from sitegen.pipeline.content.imported import Imported, Received
from sitegen.pipeline.content.importing import import_new
from sitegen.pipeline.content.pull import pull
from tests import answers
from tests.little import ABSTRACT, HEADER
from tests.web import Clock, Web

BIB = "@article{curse, title = {The Curse of Depth}, author = {Lovelace, Ada}, doi = {10.1000/curse}}\n"


class Desk:
    """A digest, a folder of things that an editor has, and perhaps a server that plays feeds and catalogues."""

    def __init__(self, folder: Path, server: Web | None = None) -> None:
        self.config = Config(content=folder / "content")
        self.has = folder / "downloads"
        self.has.mkdir(parents=True)
        self.report, self.clock = Report(), Clock()
        self.received: dict[str, Received] = {}
        self._server = server

    @property
    def server(self) -> Web:
        assert self._server
        return self._server

    def client(self, pause: float = 0.0) -> Client:
        host = self._server.address.removeprefix("http://") if self._server else ""
        limits = Limits(timeout=1.0, attempts=2, pauses={host: pause})
        return Client(limits, allow_private=True, clock=self.clock, sleep=self.clock.sleep)

    def file(self, name: str, data: str | bytes) -> Path:
        path = self.has / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def import_all(
        self,
        *given: str | Path,
        date: str = "",
        choice: Choice | None = None,
        reader: str = "",
        offline: bool = False,
        dry_run: bool = False,
    ) -> list[Imported]:
        """What one `sitegen add` reads."""
        self.report = Report()
        return adding.add(
            self.config,
            [str(name) for name in given],
            date,
            self.report,
            today=lambda: "2025-04-02",
            choice=choice,
            client=self.client(),
            reader=reader,
            offline=offline,
            dry_run=dry_run,
        )

    def add(self, *given: str | Path, date: str = "", choice: Choice | None = None) -> list[str]:
        """Names of the sources that are kept."""
        return [source.path.removeprefix("sources/") for source in self.import_all(*given, date=date, choice=choice)]

    def feeds(self, *paths: str, **keys: object) -> None:
        """Names feeds on the server in `site.toml`."""
        more = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        tables = [f'[[feeds]]\nurl = "{self.server.address}{path}"\n{more}' for path in paths]
        self.config.content.mkdir(exist_ok=True)
        (self.config.content / "site.toml").write_text("\n".join(tables), "utf-8")

    def pull(self, today: str = "2025-03-29") -> list[str]:
        """Names of the sources that one run adds."""
        self.report = Report()
        self.server.asked.clear()
        added = pull(load(self.config.content), today, self.report, client=self.client())
        return [source.path.removeprefix("sources/") for source in added]

    def paste(self, *titles: str, summary: str = answers.SUMMARY, name: str = "2025-03-28", **facts: object) -> None:
        """Puts a source without identifiers into the content folder."""
        abstract = ((Span("text", summary),),) if summary else ()
        entries = tuple(
            Entry(facts=Facts(title=title, **facts), abstract=abstract)  # type: ignore[arg-type]
            for title in titles
        )
        self.write_source(name, Digest(entries=entries, date="2025-03-28"))
        import_new(self.config, self.report)

    def write_source(self, name: str, digest: Digest) -> bytes:
        file = self.config.content / "sources" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = b"".join(jsonl.write(digest.entries, digest))
        file.write_bytes(data)
        return data

    def put(self, name: str, digest: Digest) -> None:
        """Puts a digest among the sources, as reliable as it says."""
        self.received[ledger.digest(self.write_source(name, digest))] = Received(trust=digest.trust)

    def ingest(self) -> None:
        import_new(self.config, self.report, self.received)

    def take(self, *digests: Digest) -> None:
        for digest in digests:
            self.put(f"{digest.date or 'undated'}-{len(self.files) + 1}", digest)
            self.ingest()

    def enrich(self, *ids: str, pause: float = 0.0) -> list[Match]:
        self.report = Report()
        self.server.asked.clear()
        return enrich(self.config, self.report, ids, client=self.client(pause))

    def read(self, path: str) -> str:
        return (self.config.content / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        assert old in self.read(path)
        (self.config.content / path).write_text(self.read(path).replace(old, new), "utf-8")

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
    def titles(self) -> list[str]:
        return sorted(page.paper.title for page in documents.read(self.config.content, Report()).papers)

    @property
    def bytes(self) -> dict[Path, bytes]:
        """All files of the content folder."""
        return {file: file.read_bytes() for file in self.config.content.rglob("*") if file.is_file()}

    @property
    def findings(self) -> list[str]:
        return [f"{found.severity}[{found.code}]" for found in self.report.diagnostics]


def play_catalogues(server: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the server asked for what the catalogues know."""
    monkeypatch.setattr(lookup, "CATALOGUES", [replace(it, base=server.address) for it in lookup.CATALOGUES])


def pasted(title: str, date: str = "2025-03-28") -> str:
    return f"{HEADER}{date}\n\n{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n"
