"""Real pages as people paste them come out right; how many do is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Entry
from tests.pasted_styles import STYLES, VARIANTS, Known, page

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def read(data: bytes, path: str) -> Digest:
    """The digest with its TeX as it stands, as the expected results have it."""
    return ingest(data, path, Report(), repair=False)


def faults(entry: Entry | None, known: Known, style: str) -> Iterator[str]:
    """What is wrong with one paper, of all that its style shows."""
    if entry is None or squeezed(entry.facts.title) != squeezed(known.title):
        yield "title"
        return
    if squeezed(prose.text(entry.abstract)) != squeezed(known.abstract):
        yield "abstract"
    if style in ("B", "C") and entry.votes != known.votes:
        yield "votes"
    if style == "B" and squeezed(entry.submitter) != squeezed(known.submitter):
        yield "submitter"
    if style == "B" and entry.comments != known.comments:
        yield "comments"
    if style == "E" and entry.facts.arxiv != known.arxiv:
        yield "arxiv"


def test_pasted_pages_with_expected_results(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = right = 0
    wrong: list[str] = []
    for expected in sorted((shared / "data" / "pasted").glob("*/*.expected.json")):
        facts: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
        source = expected.with_name(expected.name.replace(".expected.json", ".txt"))
        digest = read(source.read_bytes(), source.name)
        style = facts.get("style", "A")
        if facts.get("date", digest.date) != digest.date or len(digest.entries) != len(facts["papers"]):
            wrong.append(f"{source.name}: {digest.date}, {len(digest.entries)} papers")
        for place, paper in enumerate(facts["papers"]):
            known = Known(
                title=paper["title"],
                abstract=paper["abstract"],
                arxiv=paper.get("arxiv", ""),
                votes=paper.get("upvotes", 0),
            )
            entry = digest.entries[place] if place < len(digest.entries) else None
            found = set(faults(entry, known, style)) - {"submitter", "comments"}
            total += 1
            right += not found
            wrong += [f"{source.name}: {name} of {known.title[:60]!r}" for name in sorted(found)]
    with capsys.disabled():
        print(f"\n{right} of {total} pasted papers come out right")
    assert right >= 0.99 * total, "\n".join(wrong)
    assert not wrong


def days(shared: Path, step: int) -> Iterator[tuple[str, list[Known]]]:
    for path in sorted((shared / "data" / "hf" / "api").glob("*.json"))[::step]:
        listed = json.loads(path.read_text(encoding="utf-8"))
        entries = listed.get("data", []) if isinstance(listed, dict) else listed
        papers: dict[str, Known] = {}
        for entry in entries:
            paper = entry.get("paper") if isinstance(entry, dict) else None
            if isinstance(paper, dict) and paper.get("title") and paper.get("summary"):
                papers.setdefault(squeezed(paper["title"]).casefold(), _known(entry, paper))
        if papers:
            yield path.stem, list(papers.values())


def _known(entry: dict[str, Any], paper: dict[str, Any]) -> Known:
    submitter = entry.get("submittedBy") or {}
    return Known(
        title=paper["title"].strip(),
        abstract=paper["summary"].strip(),
        arxiv=paper.get("id", ""),
        votes=paper.get("upvotes") or 0,
        comments=entry.get("numComments") or 0,
        submitter=submitter.get("fullname") or "AK" if isinstance(submitter, dict) else "AK",
        authors=tuple(author.get("name", "") for author in paper.get("authors") or []),
    )


def _flat(paper: Known) -> Known:
    return Known(**{**{name: getattr(paper, name) for name in paper.__struct_fields__},
                    "title": squeezed(paper.title), "abstract": squeezed(paper.abstract)})  # fmt: skip


def _share_right(digest: Digest, papers: list[Known], style: str) -> int:
    by_title = {squeezed(entry.facts.title): entry for entry in digest.entries}
    return sum(not list(faults(by_title.get(squeezed(paper.title)), paper, style)) for paper in papers)


@pytest.mark.parametrize("style", list(STYLES))
def test_other_days_in_the_same_styles(shared: Path, style: str) -> None:
    total = right = 0
    for day, papers in days(shared, step=9):
        shown = papers if style == "D" else [_flat(paper) for paper in papers]
        digest = read(page(shown, STYLES[style], date=day).encode(), f"{day}.txt")
        assert digest.date == day
        total += len(papers)
        right += _share_right(digest, papers, style)
    assert right >= 0.97 * total


@pytest.mark.slow
@pytest.mark.parametrize("variant", list(VARIANTS))
def test_other_days_as_pasting_mangles_them(shared: Path, variant: str) -> None:
    total = right = 0
    for day, papers in days(shared, step=40):
        shown = [_flat(paper) for paper in papers]
        text = VARIANTS[variant](shown)
        digest = read(text if isinstance(text, bytes) else text.encode(), f"{day}.txt")
        total += len(papers)
        right += _share_right(digest, papers, "A")
    assert right >= 0.94 * total


def test_a_page_saved_by_a_text_browser(shared: Path) -> None:
    source = shared / "data" / "pasted" / "real" / "hf-search-2026-06-29_reader-text.txt"
    digest = read(source.read_bytes(), source.name)
    assert (digest.date, digest.curator) == ("2026-06-29", "AK and the research community")
    papers = [entry for entry in digest.entries if len(prose.text(entry.abstract)) > 500]
    assert [entry.facts.title.partition(":")[0] for entry in papers] == [
        "MURMUR",
        "Gemini 1.5",
        "Speech-Aware Long Context Pruning and Integration for Contextualized Automatic Speech Recognition",
        "VIBEVOICE-ASR Technical Report",
    ]


def test_the_seed_is_an_edition_of_68_papers(shared: Path) -> None:
    source = next((shared / "seeds").glob("*.txt"))
    digest = ingest(source.read_bytes(), source.name, Report(), date_hint="2025-03-28")
    assert (digest.date, digest.curator) == ("2025-03-28", "AK and the research community")
    assert len(digest.entries) == 68
    assert all(entry.facts.title and entry.abstract for entry in digest.entries)
