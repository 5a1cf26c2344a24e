"""Reads the content folder by tasks, so that only what has changed since the last run is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report
from sitegen.model import Date, Paper, PaperId
from sitegen.pages import documents
from sitegen.pages.documents import Documents, PageFile, parse_editions, parse_papers
from sitegen.pipeline import Context
from sitegen.pipeline.content import sources
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import SerialExecutor
from sitegen.pipeline.execution.tasks import Tasks, chunks
from sitegen.pipeline.inputs import Inputs, find_inputs

if TYPE_CHECKING:
    from sitegen.pages.paper import PaperPage
    from sitegen.topics import Text, TokenisedTexts

_path, by_title = attrgetter("path"), attrgetter("title")


def read_pages(context: Context, seen: Inputs) -> Documents:
    """Files of the content folder → documents."""
    content, tasks = context.config.content, context.tasks
    (paper_paths, edition_paths), findings = tasks.call(_list_pages, content, [*seen.files["content"]])
    context.report.extend(findings)
    root = content.as_posix()
    papers = tasks.recall(parse_papers, _files(seen, paper_paths), root, key=_path, attach=documents.attach)
    editions = tasks.recall(parse_editions, _files(seen, edition_paths), root, key=_path, attach=documents.attach)
    return documents.join(content, papers, editions, context.report)


def _list_pages(content: Path, _files: Sequence[str]) -> tuple[list[list[str]], tuple[Diagnostic, ...]]:
    """Paths of the pages of papers and editions, with findings; they depend on which files there are."""
    report = Report()
    paths = [documents.page_paths(content, folder, report) for folder in (documents.PAPERS, documents.EDITIONS)]
    return paths, report.diagnostics


def _files(seen: Inputs, paths: Iterable[str]) -> list[PageFile]:
    stamps = seen.files["content"]
    return [PageFile(path, stamps.get(path, (0, 0, 0))) for path in paths]


class ContentReader:
    """Reads what an import needs to know of a content folder, as it is now.

    Args:
        tasks: read it; by default in this process, with the results of earlier builds.
        read_only: leave no results for later builds.
    """

    def __init__(self, config: Config, tasks: Tasks | None = None, *, read_only: bool = False) -> None:
        if tasks is None:
            tasks = Tasks(SerialExecutor(), Cache.of(config, read_only=read_only))
        self.tasks = tasks
        self._config = config

    def documents(self) -> Documents:
        """All pages."""
        context = Context(self._config, Report(), self.tasks)
        return read_pages(context, find_inputs(self._config, frozen=False))

    def by_digest(self, paths: Sequence[str]) -> dict[str, str]:
        """Path of each source by the digest of its bytes."""
        files = _files(find_inputs(self._config, frozen=False), paths)
        # a source may be large, and hashing it is quicker than sending it
        here = Tasks(SerialExecutor(), self.tasks.cache)
        digests = here.recall(sources.digests, files, self._config.content.as_posix(), key=_path)
        by_digest: dict[str, str] = {}
        for digest, path in zip(digests, paths, strict=True):
            # the same bytes twice are one source, at the first of their paths
            by_digest.setdefault(digest, path)
        return by_digest


def texts_of(papers: Iterable[Paper]) -> dict[PaperId, Text]:
    """The texts that topics are found in, in an order that has new papers side by side and so in few chunks."""
    by_day = sorted(papers, key=_by_day)
    return dict(zip([paper.id for paper in by_day], _texts(by_day), strict=True))


def tokenise(pages: Mapping[PaperId, PaperPage], tasks: Tasks) -> Iterable[TokenisedTexts]:
    """Papers → their tokens, by chunk."""
    from sitegen import topics

    by_day = sorted(_by_day(page.paper) for page in pages.values() if not page.draft)
    texts = _texts(pages[paper].paper for _, paper in by_day)
    return tasks.map(topics.tokenise, ((chunk,) for chunk in chunks(texts, by_title)))


def _by_day(paper: Paper) -> tuple[Date, PaperId]:
    return paper.facts.published, paper.id


def _texts(papers: Iterable[Paper]) -> Iterator[Text]:
    from sitegen.topics import Text

    return (Text(paper.title, paper.text, paper.facts.topics) for paper in papers)
