"""How results and findings look: as text for people, as JSON for programs, as annotations in CI.

Text goes to the error stream, so that what a command was asked for can be piped; the other two go to the output.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click
import msgspec

from sitegen.diagnostics import Diagnostic, Report, Severity, as_annotation, as_json, as_text
from sitegen.text.wording import et_al, quantity

if TYPE_CHECKING:
    from sitegen.model import Entry
    from sitegen.pipeline import Result
    from sitegen.pipeline.content.enrich import Match
    from sitegen.pipeline.content.imported import Imported, ImportedPaper
    from sitegen.pipeline.profile import Kind, Task
    from sitegen.scaffold import Created
    from sitegen.search.query import Answer, Note

Format: TypeAlias = Literal["text", "json", "github"]

_FEW = 10
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a sign of Chinese or Japanese, which parts no words."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters of terminals: no pasted text may move the cursor or change colours."""


def findings(
    diagnostics: Sequence[Diagnostic],
    format: Format,
    *,
    quiet: bool = False,
    strict: bool = False,
    brief: bool = False,
    outcome: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Show the findings of a command; with `quiet` only those that make it fail, with `brief` a few of each kind.

    Args:
        outcome: stands before them in JSON.
    """
    if format == "json":
        click.echo(_json({**outcome, "diagnostics": list(map(as_json, diagnostics))}))
        return
    failing: tuple[Severity, ...] = ("error", "warning") if strict else ("error",)
    selected = [diagnostic for diagnostic in diagnostics if not quiet or diagnostic.severity in failing]
    kinds: Counter[tuple[Severity, str]] = Counter()
    for diagnostic in selected:
        kinds[kind := (diagnostic.severity, diagnostic.code)] += 1
        if not brief or format != "text" or diagnostic.severity == "error" or kinds[kind] <= _FEW:
            _diagnostic(diagnostic, format)
    for (severity, code), count in kinds.items():
        if brief and format == "text" and severity != "error" and count > _FEW:
            line(f"{count - _FEW:,} more of {severity}[{code}]; --format json shows all")


def result(built: Result, report: Report, format: Format, *, quiet: bool, strict: bool, profile: bool = False) -> None:
    """Show what a build found and did, with `profile` also where its time went; JSON is one object."""
    outcome = msgspec.structs.asdict(built)
    if not profile:
        del outcome["profile"]
    findings(report.diagnostics, format, quiet=quiet, strict=strict, outcome=outcome)
    if format == "json":
        return
    if not quiet:
        click.echo(_summary(built), err=format == "text")
    if profile:
        for row in (*_stages(built.seconds), *_kinds(built.profile.kinds), *_tasks(built.profile.tasks)):
            line(row)


def _summary(summary: Result) -> str:
    """`68 papers, 1 edition, 14 topics · 92 files, 1.2 MB, for any host: 3 written, 1 removed · 0.21 s`"""
    counted = ((summary.papers, "paper"), (summary.editions, "edition"), (summary.topics, "topic"))
    counts = ", ".join(quantity(number, name) for number, name in counted)
    changes = [f"{number} {verb}" for number, verb in ((summary.written, "written"), (summary.removed, "removed"))]
    changed = ", ".join(change for change in changes if not change.startswith("0 ")) or "nothing to write"
    files = f"{quantity(summary.outputs, 'file')}, {summary.size / 1e6:,.1f} MB, for {summary.hosts}"
    parts = [counts, f"{files}: {changed}", f"{sum(summary.seconds.values()):.2f} s"]
    if summary.repairs:
        parts.insert(1, f"{quantity(len(summary.repairs), 'repair')} of TeX")
    return " · ".join(parts)


def search_results(answer: Answer, format: Format) -> None:
    """Show the results of a search, and before them what was changed in it and the page of the author that it names."""
    rows = [{"id": hit.id, "title": hit.title, "score": hit.score, "url": hit.url} for hit in answer.hits]
    if format == "json":
        click.echo(_json(rows))
        return
    for note in answer.notes:
        line(_sentence(note, is_found=bool(rows)))
    if answer.author:
        name, url = answer.author
        click.echo(_without_controls(f"     {name}\n     {url}"))
    if not rows:
        line("nothing found")
    for rank, hit in enumerate(answer.hits, 1):
        score = f"  {round(hit.score, 4)}" if hit.score else ""
        click.echo(_without_controls(f"{rank:>3}. {hit.title}\n     {hit.url}{score}"))


def _sentence(note: Note, *, is_found: bool) -> str:
    """A change of a query as the search page says it, which differs where nothing was found with it."""
    from sitegen.render.i18n.translations import BASE, load_strings
    from sitegen.render.theme_folders import packaged_folders

    strings = load_strings(packaged_folders(), BASE)
    tried = strings.say("tried_separator").join(note.tried)
    key = "tried" if note.tried and not is_found else note.code
    return strings.say(key, word=note.word, tried=tried)


def imported(sources: Sequence[Imported], content: Path, *, dry_run: bool = False, verbose: bool = False) -> None:
    """Show what was read of each source, each while they are few; with `verbose` or `dry_run` each paper as well."""
    by_deed: dict[str, list[Imported]] = {}
    for source in sources:
        by_deed.setdefault(_deed(source, dry_run=dry_run), []).append(source)
    for deed, some in by_deed.items():
        if len(some) > _FEW and not (verbose or dry_run):
            papers = sum(len(source.papers) for source in some)
            new = len({paper.paper for source in some for paper in source.papers if paper.is_new})
            where = f"{'to' if deed == 'added' else 'in'} {(content / 'sources').as_posix()}"
            line(f"{deed} {len(some):,} sources {where}: {_papers(papers, new)}")
            continue
        for source in some:
            line(f"{deed} {_source(source, content)}")
            for paper, entry in zip(source.papers, source.digest.entries, strict=True) if verbose or dry_run else ():
                line(f"  {_paper(paper, entry)}")
    removed(list(dict.fromkeys(path for source in sources for path in source.removed)), content, dry_run=dry_run)


def _deed(source: Imported, *, dry_run: bool) -> str:
    deed = "move" if source.has_moved else "update" if source.earlier else "add"
    return f"would {deed}" if dry_run else f"{deed.removesuffix('e')}ed"


def _source(source: Imported, content: Path) -> str:
    """Where a source lies now, and what was read of it."""
    days = source.days
    # the edition of a list that is read again may have been deleted or have another day
    listed = "list" if source.earlier == source.path else "edition"
    edition = f"{listed} of {source.digest.date}" if source.digest.date else ""
    edition = f"{len(days)} {listed}s from {days[0]} to {days[-1]}" if len(days) > 1 else edition
    papers = _papers(len(source.papers), sum(paper.is_new for paper in source.papers))
    what = ", ".join(filter(None, (source.digest.format, edition, papers)))
    if source.wants_day:
        return f"{source.path} with a day: {what}"
    path, earlier = ((content / name).as_posix() for name in (source.path, source.earlier))
    if source.has_moved:
        path = f"{earlier} to {path}"
    elif source.earlier:
        what += f", {quantity(len({paper.paper for paper in source.papers if paper.is_updated}), 'page')} changed"
    without = "" if days or not source.papers else ", in no edition: --date makes one of them"
    return f"{path}: {what}{without}"


def created(digest: Created, folder: Path, requirement: str) -> None:
    """Show which files of a new digest were written, and what to do next."""
    for path, is_new in digest.files.items():
        line(f"{'wrote' if is_new else 'left alone'} {(folder / path).as_posix()}")
    if digest.has_new_host:
        line(f"the host installs {requirement}; --install-from names another sitegen")
    for setting, reason in digest.settings.items():
        line(f"write {setting} into {(folder / 'content/site.toml').as_posix()}: {reason}")
    if digest.ignored:
        names, file = " ".join(digest.ignored), (folder / ".gitignore").as_posix()
        line(f"write {names} into {file}, a line each: they are made anew")
    place = f"./{folder}" if str(folder).startswith("-") else str(folder)
    change = "" if folder == Path() else f"cd {shlex.quote(place)} && "
    where = "what follows" if digest.publishing else "README.md"
    line(f"next: {change}sitegen add SOURCE, then sitegen serve; {where} says how to publish")
    if digest.publishing:
        line(f"\n{digest.publishing}")


def removed(paths: Sequence[str], content: Path, *, dry_run: bool = False) -> None:
    """Show which files were removed, or written anew without what was removed, each while they are few."""
    for path in paths[:_FEW]:
        verb = "would remove" if dry_run else "removed" if not (content / path).exists() else "shortened"
        line(f"{verb} {(content / path).as_posix()}")
    if len(paths) > _FEW:
        line(f"and {len(paths) - _FEW:,} more files")


def _papers(count: int, new: int) -> str:
    papers = quantity(count, "paper")
    return papers if new == count else f"{papers}, {new:,} of them new"


def _paper(paper: ImportedPaper, entry: Entry) -> str:
    """One paper in a line: what is known of it, and whether it is new."""
    words = [word for spans in entry.abstract for span in spans for word in _WORD.findall(span.text)]
    unit = "character" if 2 * sum(word >= "\u3040" for word in words) > len(words) else "word"
    authors = [author.name for author in entry.facts.authors]
    facts = [
        "new" if paper.is_new else "updated" if paper.is_updated else "known" if paper.paper else "no page",
        entry.facts.title,
        et_al(authors, 3, are_more=entry.facts.more_authors) if authors else "no authors",
        f"{quantity(len(words), unit)} of abstract" if words else "no abstract",
        f"arXiv {entry.facts.arxiv}" if entry.facts.arxiv else "",
        f"DOI {entry.facts.doi}" if entry.facts.doi else "",
        *(f"{link.kind} {link.url}" for link in entry.facts.links),
    ]
    return " · ".join(filter(None, facts))


def enriched(matches: Sequence[Match]) -> None:
    """Show which papers a catalogue knows, and by which name."""
    for match in matches:
        facts = match.facts
        line(f"{match.path}: {match.catalogue} knows it as {facts.arxiv or facts.doi or facts.title}")
    line(f"{quantity(len(matches), 'paper')} found" if matches else "nothing found")


def line(text: str) -> None:
    """A plain line for the person at the terminal."""
    click.echo(_without_controls(text), err=True)


def _diagnostic(diagnostic: Diagnostic, format: Format) -> None:
    if format == "text":
        # the severity stands before the first '[' that follows it; the stream drops the colour where it has none
        severity, code = diagnostic.severity, diagnostic.code
        coloured = click.style(severity, fg=_COLOURS[severity], bold=True)
        text = _without_controls(as_text(diagnostic))
        click.echo(text.replace(f"{severity}[{code}]", f"{coloured}[{code}]", 1), err=True)
    elif format == "github":
        click.echo(as_annotation(diagnostic))


def _stages(seconds: Mapping[str, float]) -> Iterator[str]:
    yield "   seconds  stage"
    for stage, duration in sorted(seconds.items(), key=lambda item: -item[1]):
        yield f"{duration:10.3f}  {stage}"


def _kinds(kinds: Iterable[Kind]) -> Iterator[str]:
    for number, kind in enumerate(kinds):
        if not number:
            yield " processor    files   mean ms  rendered, and the slowest of them in ms"
        slowest = ", ".join(f"{route} {seconds * 1000:.1f}" for route, seconds in kind.slowest)
        mean = kind.seconds / kind.files * 1000
        yield f"{kind.seconds:10.3f} {kind.files:8,} {mean:9.2f}  {kind.name}: {slowest}"


def _tasks(tasks: Iterable[Task]) -> Iterator[str]:
    for number, task in enumerate(tasks):
        if not number:
            yield " processor     runs  peak MB  task"
        yield f"{task.seconds:10.3f} {task.runs:8,} {task.memory / 2**20:8.0f}  {task.name.replace('_', ' ')}"


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _without_controls(text: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
