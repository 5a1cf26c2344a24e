"""A contest as tables: costs, ratios against what is to be reached, files, and what is not alike."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.bench.sites.contest import CASES, CHANGED, COLD, UNCHANGED, Contest
from tests.bench.sites.digest import SAMPLE
from tests.bench.sites.files import by_section
from tests.bench.sites.gauge import Cost
from tests.bench.sites.programs import HUGO, LEAN, PAGEFIND, SITEGEN

UNLIKE = """\
What is not alike
  for Hugo      it keeps nothing between runs; its preview does, and is compared with `sitegen serve` above
                it finds nothing out: topics, joined spellings of authors, and editions are told it, sitegen finds them
                no related papers, no formulas set, no colours in BibTeX, no excerpts at sentences, no relative links
                ids, dates and lists are taken as they are; sitegen looks at each link, id and source for mistakes
                Pagefind gets titles, authors and abstracts; sitegen's search has facets, sorting, typing errors too
                truncating and writing in place: a reader may meet half a file, and a killed run leaves a broken site
  for sitegen   Pagefind stems and weighs as it likes; sitegen's index has to equal Lunr's, score by score
                Hugo was told to render a paper's card once, and reads its front matter as JSON
                Pagefind's program and Hugo's start without Python
  lean Hugo     without lists of authors and of weeks, and so without links to them
"""


def show(contest: Contest) -> None:
    """Prints all of it."""
    versions = ", ".join(f"{contest.programs[name].name} {contest.programs[name].version}" for name in (HUGO, PAGEFIND))
    catalog = contest.catalog
    print(
        f"\n{len(catalog.papers):,} papers, {len(catalog.editions):,} editions, {len(catalog.topics):,} topics, "
        f"{len(catalog.authors):,} authors with a page; {versions}\n"
        "Seconds are the median (and the least) of all turns, MB the peak of all processes together (PSS).\n"
    )
    for line in (*_costs(contest), "", *_goals(contest), "", *_files(contest), "", *_previews(contest)):
        print(line)
    print(f"\n{UNLIKE}")


def _costs(contest: Contest) -> Iterator[str]:
    yield f"{'':32}{'wall':>8}{'least':>9}{'processors':>14}{'least':>9}{'MB':>8}{'files':>9}{'MB':>8}"
    for case in CASES:
        yield case
        for name in contest.programs:
            costs = contest.costs[case, name]
            wall, processor = [one.wall for one in costs], [one.processor for one in costs]
            seen = contest.seen[case, name]
            finds = name == PAGEFIND
            site = {path: file for path, file in seen.site.items() if path.startswith("pagefind/") == finds}
            size = sum(file.length for file in site.values()) / 1e6
            yield (
                f"  {name:30}{statistics.median(wall):8.2f}{f'({min(wall):.2f})':>9}"
                f"{statistics.median(processor):14.2f}{f'({min(processor):.2f})':>9}"
                f"{seen.peak:8,.0f}{len(site):9,}{size:8,.1f}"
            )
    floors = contest.floors
    yield f"{'only writing the files':32}{statistics.median(floors):8.2f}{f'({min(floors):.2f})':>9}"


def _goals(contest: Contest) -> Iterator[str]:
    pairs = [
        ("cold against Hugo + Pagefind", COLD, (HUGO, PAGEFIND), 0.5, None),
        ("cold against Hugo alone", COLD, (HUGO,), 0.75, 0.5),
        ("cold against lean Hugo + Pagefind", COLD, (LEAN, PAGEFIND), None, None),
        ("cold against lean Hugo alone", COLD, (LEAN,), None, None),
        ("unchanged against Hugo alone", UNCHANGED, (HUGO,), 0.03, None),
        ("unchanged against lean Hugo alone", UNCHANGED, (LEAN,), None, None),
        ("one paper changed against Hugo alone", CHANGED, (HUGO,), 0.20, 0.12),
        ("one paper changed against lean Hugo", CHANGED, (LEAN,), None, None),
    ]
    if len(contest.catalog.papers) != SAMPLE:
        yield f"what is to be reached is meant for {SAMPLE:,} papers"
    yield f"{'':40}{'ratio':>8}{'to reach':>10}{'aim':>8}{'of processors’ seconds':>25}"
    for label, case, theirs, reach, aim in pairs:
        wall, processor = (contest.ratio(measure, case, SITEGEN, *theirs) for measure in (_wall, _processor))
        yield _goal(label, wall, reach, aim, f"{processor:25.3f}")
    peak = contest.seen[COLD, SITEGEN].peak / max(contest.seen[COLD, name].peak for name in (HUGO, PAGEFIND))
    yield _goal("peak memory against Hugo + Pagefind", peak, 0.4, 0.2)
    builds = zip(contest.costs[COLD, SITEGEN], contest.floors, strict=True)
    yield _goal(
        "cold against only writing the files", statistics.median(one.wall / low for one, low in builds), None, 8
    )


def _goal(label: str, ratio: float, reach: float | None, aim: float | None, more: str = "") -> str:
    missed = "  not reached" if reach is not None and ratio > reach else ""
    return f"{label:40}{ratio:8.3f}{reach or '':>10}{aim or '':>8}{more}{missed}"


def _wall(cost: Cost) -> float:
    return cost.wall


def _processor(cost: Cost) -> float:
    return cost.processor


def _files(contest: Contest) -> Iterator[str]:
    ours, theirs = (by_section(contest.seen[COLD, name].site) for name in (SITEGEN, HUGO))
    for name, sections in ((SITEGEN, ours), (HUGO, theirs)):
        yield f"{name} writes {_counted(sections)}"
    for case in (UNCHANGED, CHANGED):
        seen = contest.seen[case, SITEGEN]
        told = ", ".join(f"{key} {seen.summary[key]:,}" for key in ("written", "unchanged", "removed"))
        yield (
            f"{case}: sitegen wrote {len(seen.did.written):,} files, {len(seen.did.in_vain):,} of them with the bytes "
            f"they had, and removed {len(seen.did.removed):,}; it says {told}"
        )
        if seen.did.written:
            yield f"  {_counted(by_section(seen.did.written))}"
        yield f"  beside the site it wrote {len(seen.memo.written):,} files; Hugo wrote {_wrote(contest, case):,}"


def _wrote(contest: Contest, case: str) -> int:
    return len(contest.seen[case, HUGO].did.written)


def _counted(sections: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name or 'at the top'}" for name, count in sorted(sections.items()))


def _previews(contest: Contest) -> Iterator[str]:
    for name, edits in contest.shown.items():
        paper, day = zip(*edits, strict=True)
        label = "sitegen serve" if name == SITEGEN else "hugo server --watch"
        yield (
            f"{label}: an edit is seen on the paper's page after {statistics.median(paper):.2f} s ({min(paper):.2f}), "
            f"in its edition after {statistics.median(day):.2f} s ({min(day):.2f})"
        )
    yield "  sitegen's preview brings the search index up to date as well, Hugo's has no search"
