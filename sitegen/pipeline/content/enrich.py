"""`sitegen enrich`: completes papers that came without identifiers with what catalogues know of them.

Papers are looked up by title, in one catalogue after another, and only a title that is the same but for a slip counts.
Matches are stored as a source, `content/sources/enriched.jsonl`, that only completes what pages lack. So the change
shows in a diff, an editor may undo parts of it, and it stays when the digest's own source changes.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.diagnostics import FetchError, Location, Report, suggest, usage_error
from sitegen.fetch import Client, lookup
from sitegen.ingest import jsonl
from sitegen.ingest.formats import ENRICHED
from sitegen.model import Entry, Facts, Paper, PaperId
from sitegen.pages import documents
from sitegen.pages.merge import identity
from sitegen.pipeline import Progress, Today, lock, silent
from sitegen.pipeline.content.source_store import SourceInput, SourceStore

NAME = "enriched"

_LONG = 24
"""Letters of a title from which two edits are a slip and no other paper."""
_MOST_SLIPS = 2
_ALIKE = 0.5
_NUMBER = re.compile(r"\d+|\b[IVXivx]+\b")


class Match(Struct, frozen=True, kw_only=True):
    """A paper that a catalogue knows."""

    path: str
    """Of its page, relative to the content folder."""
    catalogue: str
    facts: Facts
    """As the catalogue gives them, under the page's own title, by which the import finds the page."""


def enrich(
    config: Config,
    report: Report,
    ids: Sequence[PaperId] = (),
    *,
    today: Today | None = None,
    client: Client | None = None,
    progress: Progress = silent,
) -> list[Match]:
    """Look papers up, and write what is certainly theirs into their pages. Raises UsageError for an unknown id.

    Args:
        ids: the papers; by default all that have neither an arXiv id nor a DOI.
    """
    papers = [page.paper for page in documents.read(config.content, report).papers]
    wanted = list(_one_of_its_title(_wanted(papers, ids), papers, config, report))
    matches: list[Match] = []
    with client or Client() as http:
        catalogues = [catalogue for catalogue in lookup.CATALOGUES if catalogue.by_title]
        for number, paper in enumerate(wanted):
            progress("look up", number, len(wanted))
            if match := _match(paper, catalogues, config.at(paper.path), http, report):
                matches.append(match)
    _write(config, today, matches, report, progress)
    return matches


def _wanted(papers: Sequence[Paper], ids: Sequence[PaperId]) -> list[Paper]:
    if not ids:
        return [paper for paper in papers if not paper.facts.arxiv and not paper.facts.doi]
    known = {paper.id.lower(): paper for paper in papers}
    for identifier in ids:
        if identifier.lower() not in known:
            hint = suggest(identifier.lower(), known, "give the ids that stand in the pages")
            raise usage_error("unknown-paper", f"no paper has the id {identifier!r}", hint=hint)
    return list({identifier.lower(): known[identifier.lower()] for identifier in ids}.values())


def _one_of_its_title(
    wanted: Iterable[Paper], papers: Iterable[Paper], config: Config, report: Report
) -> Iterator[Paper]:
    """The papers that a title identifies: where two pages share one, a match could be either."""
    known = Counter(identity.letters(paper.title) for paper in papers)
    for paper in wanted:
        if known[identity.letters(paper.title)] == 1:
            yield paper
        else:
            message = f"several pages have the title '{paper.title}'; it is not looked up"
            report.note("ambiguous", message, config.at(paper.path))


def _match(
    paper: Paper, catalogues: list[lookup.Catalogue], at: Location, client: Client, report: Report
) -> Match | None:
    """Ask one catalogue after another for a paper; one that fails is taken off the list, and not asked again."""
    for catalogue in list(catalogues):
        try:
            offered = lookup.ask(catalogue, paper.title, client)
        except FetchError as problem:
            catalogues.remove(catalogue)
            message = f"{catalogue.name} is left out: {problem.diagnostic.message}"
            report.warning("catalogue", message, hint=problem.diagnostic.hint)
            if not catalogues:
                report.error("catalogue", "no catalogue answers, so papers are not looked up")
            continue
        sure = _distinct(entry.facts for entry in offered if is_sure(paper, entry))
        if len(sure) == 1:
            facts = structs.replace(sure[0], title=paper.title, topics=(), keywords=())
            return Match(path=paper.path, catalogue=catalogue.name, facts=facts)
        if sure:
            message = f"{catalogue.name} has {len(sure)} papers of the title '{paper.title}'"
            report.note("ambiguous", message, at, hint="write the right one's arxiv or doi into the page")
            return None
    return None


def is_sure(paper: Paper, entry: Entry) -> bool:
    """Whether what a catalogue offers is certainly the paper: the same title but for a slip, and nothing against it."""
    facts = entry.facts
    if not (facts.arxiv or facts.doi or facts.authors) or identity.differ(paper.facts, facts):
        return False
    one, other = identity.letters(paper.title), identity.letters(facts.title)
    alike = identity.similarity(paper.text, " ".join(span.text for spans in entry.abstract for span in spans))
    if one == other:
        return bool(one) and (alike is None or alike >= identity.UNRELATED)
    if min(len(one), len(other)) < _LONG or alike is None or alike < _ALIKE:
        return False
    # 'Part I' and 'Part II' are a letter apart
    numbers = (sorted(number.lower() for number in _NUMBER.findall(title)) for title in (paper.title, facts.title))
    return len({*map(tuple, numbers)}) == 1 and _slips(one, other) <= _MOST_SLIPS


def _slips(one: str, other: str) -> int:
    """Letters that are added, left out or changed, at least roughly."""
    if abs(len(one) - len(other)) > _MOST_SLIPS:
        return _MOST_SLIPS + 1
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    changes = (code for code in matcher.get_opcodes() if code[0] != "equal")
    return sum(max(end - start, end2 - start2) for _, start, end, start2, end2 in changes)


def _distinct(candidates: Iterable[Facts]) -> list[Facts]:
    """Each paper once; of several records of one the first."""
    distinct: list[Facts] = []
    for facts in candidates:
        if all(_are_two(facts, other) for other in distinct):
            distinct.append(facts)
    return distinct


def _are_two(one: Facts, other: Facts) -> bool:
    return bool(
        (one.arxiv and other.arxiv and one.arxiv != other.arxiv)
        or (one.doi and other.doi and one.doi.casefold() != other.doi.casefold())
        or identity.differ(one, other)
    )


def _write(config: Config, today: Today | None, matches: Sequence[Match], report: Report, progress: Progress) -> None:
    """Store the matches as a source, and import it."""
    if not matches:
        return
    entries = [Entry(facts=match.facts) for match in matches]
    source = SourceInput(name=f"{NAME}.jsonl", data=b"".join(jsonl.write(entries)), trust=ENRICHED)
    with lock.of_content(config, progress):
        with SourceStore(config, report) as store:
            if parsed := store.parse(source):
                store.add(parsed, named=NAME, requested=True)
        store.import_all(today)
