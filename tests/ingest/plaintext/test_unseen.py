"""Layouts that no training has seen are read as well as those that it has; how well is printed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from tests.ingest.plaintext.unseen import Expected, Layout, layouts


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def outcome(layout: Layout) -> tuple[Counter[str], list[str]]:
    """What is right in a layout, counted, and what is not, in words."""
    report = Report()
    digest = ingest(layout.text.encode(), "2025-04-09.txt", report, date_hint="2025-04-09")
    found = {folded(entry.facts.title): entry for entry in digest.entries}
    counts = Counter(wanted=len(layout.papers), read=len(digest.entries))
    wrong = [f"made up: {entry.facts.title}" for entry in digest.entries]
    for paper in layout.papers:
        entry = found.get(folded(paper.title))
        if entry is None:
            wrong.append(f"missed: {paper.title}")
            continue
        wrong.remove(f"made up: {entry.facts.title}")
        faults = list(_faults(paper, prose.text(entry.abstract), [author.name for author in entry.facts.authors]))
        wrong += [f"{fault} of {paper.title}" for fault in faults]
        counts.update({"matched": 1, "abstract": "abstract" not in faults, "authors": "authors" not in faults})
        counts["all"] += not faults
    warnings = [found for found in report.diagnostics if found.severity != "note"]
    counts["silent"] = 0 if warnings else len(wrong)
    counts["warned"] = len(warnings)
    return counts, wrong


def _faults(paper: Expected, abstract: str, authors: list[str]) -> list[str]:
    want, got = folded(paper.abstract), folded(abstract)
    is_same = got == want or (not paper.is_whole and bool(want) and got.startswith(want[:60]))
    return ["abstract"] * (not is_same) + ["authors"] * (authors != paper.authors)


def test_layouts_that_no_training_has_seen_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    total: Counter[str] = Counter()
    for layout in layouts():
        total += outcome(layout)[0]
    with capsys.disabled():
        print(f"\nunseen layouts: {dict(total)}")
    assert total["matched"] >= 0.9 * total["wanted"]
    assert total["matched"] >= 0.9 * total["read"]
    assert min(total["abstract"], total["authors"]) >= 0.85 * total["wanted"]
    assert total["silent"] <= 0.06 * total["wanted"]
