"""A contest as rows: costs, ratios against what is to be reached, files, and how busy the machine was."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from tests.bench.report import note, row
from tests.bench.sites.contest import ADDED, CASES, CHANGED, COLD, DISTURBED, TEMPLATE, UNCHANGED, Contest
from tests.bench.sites.files import by_section
from tests.bench.sites.gauge import Cost
from tests.bench.sites.programs import HUGO, LEAN, PAGEFIND, SITEGEN, TUNED
from tests.bench.sites.weight import weigh

_RATIOS = (
    ("cold against Hugo alone", COLD, (HUGO,), "0.5"),
    ("cold against tuned Hugo alone", COLD, (TUNED,), ""),
    ("cold against lean Hugo alone", COLD, (LEAN,), ""),
    ("cold against Hugo + Pagefind", COLD, (HUGO, PAGEFIND), ""),
    ("unchanged against Hugo alone", UNCHANGED, (HUGO,), "0.03"),
    ("one paper changed against Hugo alone", CHANGED, (HUGO,), "0.1"),
    ("thirty papers imported and built against Hugo alone", ADDED, (HUGO,), "0.12"),
    ("a template changed against Hugo alone", TEMPLATE, (HUGO,), "0.1"),
)


def show(contest: Contest) -> None:
    """Prints all of it."""
    catalog = contest.catalog
    versions = ", ".join(f"{contest.programs[name].name} {contest.programs[name].version}" for name in (HUGO, PAGEFIND))
    note(
        f"{len(catalog.papers):,} papers, {len(catalog.editions):,} editions, {len(catalog.topics):,} topics, "
        f"{len(catalog.authors):,} authors with a page; {versions}"
    )
    _machine(contest)
    _costs(contest)
    for label, case, theirs, goal in _RATIOS:
        processor, wall = (contest.ratio(measure, case, SITEGEN, *theirs) for measure in (_processor, _wall))
        row(label, f"**{processor:.3f}** of the processors' seconds, {wall:.3f} of the time", goal)
    _memory(contest)
    _files(contest)
    _previews(contest)


def _machine(contest: Contest) -> None:
    others = contest.others
    disturbed = sum(busy > DISTURBED for busy in others)
    row(
        "processors that others kept busy during a run",
        f"median {statistics.median(others):.2f}, at most {max(others):.2f}; "
        f"{disturbed} of {len(others)} runs were disturbed",
        f"{DISTURBED}",
    )


def _costs(contest: Contest) -> None:
    for case in CASES:
        for name in contest.programs:
            if costs := contest.costs[case, name]:
                processor, wall = (_spread(costs, measure) for measure in (_processor, _wall))
                row(
                    f"{case}: {name}", f"{processor} s of processors, {wall} s, {contest.seen[case, name].peak:,.0f} MB"
                )
    floors = contest.floors
    row("only writing sitegen's files", f"{statistics.median(floors):.2f} ({min(floors):.2f}) s")


def _spread(costs: Sequence[Cost], measure: Callable[[Cost], float]) -> str:
    """Median and least."""
    values = [measure(one) for one in costs]
    return f"{statistics.median(values):.2f} ({min(values):.2f})"


def _wall(cost: Cost) -> float:
    return cost.wall


def _processor(cost: Cost) -> float:
    return cost.processor


def _memory(contest: Contest) -> None:
    ours, *theirs = (contest.seen[COLD, name].peak for name in (SITEGEN, HUGO, TUNED, PAGEFIND))
    peaks = ", ".join(f"{name} {peak:,.0f}" for name, peak in zip((HUGO, TUNED, PAGEFIND), theirs, strict=True))
    row("peak memory of all processes, cold", f"{ours:,.0f} MB; {peaks}", "0.4 of Hugo + Pagefind")


def _files(contest: Contest) -> None:
    papers = len(contest.catalog.papers)
    for name in (SITEGEN, HUGO):
        site = {path: file for path, file in contest.seen[COLD, name].site.items() if not path.startswith("pagefind/")}
        size = sum(file.length for file in site.values())
        goal = "22 kB, 1.5 files" if name == SITEGEN else ""
        counts = f"{size / 1e6:,.0f} MB in {len(site):,} files"
        row(
            f"site of {name}",
            f"{counts}: {size / papers / 1000:.1f} kB and {len(site) / papers:.2f} files a paper",
            goal,
        )
    ours, theirs = (weigh(contest.folder / place / "papers") for place in ("sitegen/site", "hugo/public"))
    row(
        "a paper's page, gzipped",
        f"{ours.gzipped / 1000:.1f} kB, above the text that it shows {ours.above_text / 1000:.1f}, above its abstract "
        f"{ours.above_abstract / 1000:.1f}; Hugo's {theirs.gzipped / 1000:.1f} kB",
        "2.6 kB above its text",
    )
    note(
        ", ".join(
            f"{count:,} {name or 'at the top'}" for name, count in by_section(contest.seen[COLD, SITEGEN].site).items()
        )
    )
    for case in (UNCHANGED, CHANGED, ADDED, TEMPLATE):
        did = contest.seen[case, SITEGEN].did
        row(f"files written, {case}", f"{len(did.written):,}, of them {len(did.in_vain):,} with the bytes they had; "
            f"{len(did.removed):,} removed; Hugo wrote {len(contest.seen[case, HUGO].did.written):,}")  # fmt: skip


def _previews(contest: Contest) -> None:
    for name, edits in contest.shown.items():
        paper, day = zip(*edits, strict=True)
        label = "sitegen serve" if name == SITEGEN else "hugo server --watch"
        row(
            f"an edit under {label} is served",
            f"on the paper's page after {statistics.median(paper):.2f} s ({min(paper):.2f}), "
            f"in its edition after {statistics.median(day):.2f} s ({min(day):.2f})",
        )
