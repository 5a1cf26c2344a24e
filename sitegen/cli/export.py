"""`sitegen export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.options import Options, common
from sitegen.diagnostics import Report
from sitegen.files import Folder


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE")
@click.argument("part", default="", metavar="[DAY|WEEK|MONTH|latest]")
@common
def export(options: Options, file: Path, part: str) -> int:
    """Write the catalog, or the papers of some editions, to FILE; - writes JSON lines to standard output.

    The ending of FILE is the format: .jsonl (which `sitegen add` reads back), .bib, .ris, .json (CSL-JSON), .csv,
    .sqlite, .epub. The editions are those of a day, 2025-03-28, a week, 2025-W13, a month, 2025-03, or the latest.
    """
    from sitegen.pipeline.export import export as run

    report = Report()
    is_piped = str(file) == "-"
    data = run(options.config(), "jsonl" if is_piped else file.suffix[1:].lower(), part, report)
    if is_piped:
        sys.stdout.buffer.write(data)
    else:
        Folder(file.parent).write(file.name, data)
    return options.finish(report)
