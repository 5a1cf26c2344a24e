"""The commands by which a digest leaves its site: `sitegen mail`, `sitegen announce` and `sitegen export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from sitegen.cli import show
from sitegen.cli.options import Options, common, private_option
from sitegen.diagnostics import Report, usage_error
from sitegen.text.wording import quantity

if TYPE_CHECKING:
    from sitegen.delivery.announce import Announced
    from sitegen.delivery.journal import State
    from sitegen.delivery.mail import Sent


@click.command()
@click.argument("edition", metavar="EDITION|latest|week")
@click.option("--send", type=click.Path(path_type=Path), metavar="LIST", help="Send it to a list of people.")
@click.option("--dry-run", is_flag=True, help="Show how many would get it, and send nothing.")
@click.option(
    "--again",
    type=click.Choice(["unknown", "refused"]),
    multiple=True,
    help="Also to readers of whom it is unknown whether they got it, or whom the server refused.",
)
@common
def mail(options: Options, edition: str, send: Path | None, dry_run: bool, again: tuple[str, ...]) -> int:
    """Write an edition as a mail (mail/2025-03-28.eml), or send it to everyone on a list, once.

    LIST is a text with an address a line, or a CSV. The mail server is named by SITEGEN_SMTP_HOST, _PORT, _SECURITY
    (starttls, tls or none), _USER and _PASSWORD. A journal in mail/ records who got it; a second run sends the rest.
    """
    from sitegen.delivery import mail as delivery
    from sitegen.delivery.send import Clock
    from sitegen.delivery.smtp import server_from

    if dry_run and send is None:
        raise usage_error("dry-run", "without --send nothing is sent anyway", hint="name a list with --send")
    report, config, clock = Report(), options.config(), Clock()
    with options.progress() as progress:
        if send is None:
            path = delivery.write_mail(config, edition, clock.now, report, progress)
            line, outcome = f"wrote {path}", {"file": path.as_posix()}
        else:
            server = None if dry_run else server_from(os.environ)
            sent = delivery.send_mail(config, edition, send, server, clock, report, progress, again=again)
            line, outcome = sent_line(sent, dry_run=dry_run), structs.asdict(sent)
    if options.shows_text:
        show.line(line)
    return options.finish(report, brief=True, outcome=outcome)


@click.command()
@click.argument("edition", metavar="EDITION|latest|week")
@click.option("--dry-run", is_flag=True, help="Show where it would be announced, and send nothing.")
@click.option("--again", type=click.Choice(["unknown"]), help="Also where it is unknown whether it was announced.")
@private_option
@common
def announce(options: Options, edition: str, dry_run: bool, again: str | None, allow_private: bool) -> int:
    """Announce an edition on the services that site.toml names ([[announce]]), on each of them once.

    Secrets are in the environment: SITEGEN_ANNOUNCE_SLACK and so on, by the name of each. content/announced.jsonl
    records what was announced; commit it.
    """
    from sitegen.delivery.announce import announce as run
    from sitegen.delivery.send import Clock
    from sitegen.fetch import Client

    report, client = Report(), Client(allow_private=allow_private)
    with options.progress() as progress:
        outcome = run(
            options.config(), edition, os.environ, client, Clock(), report, progress, dry_run=dry_run, again=bool(again)
        )
    if options.shows_text:
        show.line(announced_line(outcome, dry_run=dry_run))
    return options.finish(report, outcome=structs.asdict(outcome))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE")
@click.argument("part", required=False, metavar="[DAY|WEEK|MONTH|latest]")
@common
def export(options: Options, file: Path, part: str | None) -> int:
    """Write the catalog, or the papers of some editions, to FILE; - writes JSON lines to standard output.

    The ending of FILE is the format: .jsonl (which `sitegen add` reads back), .bib, .ris, .json (CSL-JSON), .csv,
    .sqlite, .epub. The editions are those of a day, 2025-03-28, a week, 2025-W13, a month, 2025-03, or the latest. An
    earlier export is replaced; another file stays, and is an error.
    """
    from sitegen.pipeline.export import export as run
    from sitegen.pipeline.export import export_file

    report = Report()
    if str(file) == "-":
        sys.stdout.buffer.write(run(options.config(), "jsonl", part, report))
        # whatever reads the papers must find nothing else among them
        options = structs.replace(options, format="text")
    else:
        papers = export_file(options.config(), file, part, report)
        if options.shows_text:
            show.line(f"wrote {file}: {quantity(papers, 'paper')}")
    return options.finish(report)


def sent_line(mailed: Sent, *, dry_run: bool) -> str:
    """The outcome of a mailing, in a line."""
    had = f"{mailed.people:,} people, {mailed.people - mailed.due:,} not due"
    if dry_run:
        return f"{mailed.edition} would be sent to {mailed.due:,} of {had}"
    named: dict[State, str] = {"sent": "sent", "refused": "refused", "failed": "put off", "sending": "unknown"}
    counts = (f"{mailed.outcomes.get(state, 0):,} {word}" for state, word in named.items())
    return f"{mailed.edition} to {had}: {', '.join(counts)}"


def announced_line(outcome: Announced, *, dry_run: bool) -> str:
    """The outcome of an announcement, in a line."""
    done = "would be announced to" if dry_run else "announced to"
    places = {done: outcome.announced, "announced earlier to": outcome.earlier}
    parts = [f"{words} {', '.join(names)}" for words, names in places.items() if names]
    return f"{outcome.edition} {', '.join(parts) or f'{done} nobody'}"
