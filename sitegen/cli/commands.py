"""The commands, one function each: read the arguments, call the package that does the work, show the result."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click
from msgspec import structs

from sitegen.cli import deliver, show, start
from sitegen.cli.options import Options, common, not_empty, private_option, today
from sitegen.diagnostics import Report, usage_error
from sitegen.text.iso_dates import given_day
from sitegen.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
def sitegen() -> None:
    """Turn a digest of research papers into a website."""


for _command in (start.init, start.new, deliver.export, deliver.mail, deliver.announce):
    sitegen.add_command(_command)


@sitegen.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--date", default="", metavar="DATE", callback=not_empty, help="Day of the digest, as in 2025-03-28.")
@click.option("--since", default="", metavar="DATE", callback=not_empty, help="Only papers of that day or later.")
@click.option("--category", multiple=True, metavar="NAME", help="Only papers of it, as in cs.CL or cs.")
@click.option("--reader", default="", metavar="CMD", help="A command that turns a source into sitegen's JSON lines.")
@click.option("--offline", is_flag=True, help="Do not look up papers of which only links are given.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, paper by paper, and change nothing.")
@click.option("--verbose", is_flag=True, help="Show each paper that was read.")
@private_option
@common
def add(
    options: Options,
    sources: tuple[str, ...],
    date: str,
    since: str,
    category: tuple[str, ...],
    reader: str,
    offline: bool,
    dry_run: bool,
    verbose: bool,
    allow_private: bool,
) -> int:
    """Take digests into content/sources/ and make pages of them.

    A SOURCE is a file, a folder, a web address, or - for what is piped in; packed files (.gz, .zst) are fine. The
    same bytes twice are one source.
    """
    from sitegen.fetch import Client
    from sitegen.ingest.streamed import Choice
    from sitegen.pipeline.content.add import add as run

    report, is_new = Report(), not options.content.exists()
    choice = Choice(since=given_day(since), categories=category)
    with options.progress() as progress:
        client = Client(allow_private=allow_private)
        added = run(
            options.config(is_new=True),
            sources,
            given_day(date),
            report,
            today=today,
            choice=choice,
            client=client,
            reader=reader,
            offline=offline,
            dry_run=dry_run,
            progress=progress,
        )
    if options.shows_text:
        if added and is_new:
            # who is in the wrong folder looks for the papers elsewhere
            verb = "would start" if dry_run else "started"
            show.line(f"{verb} a new digest in {options.content.resolve()}; --content names another folder")
        show.imported(added, options.content, dry_run=dry_run, verbose=verbose)
    return options.finish(report, brief=True)


@sitegen.command()
@click.argument("targets", nargs=-1, required=True, metavar="SOURCE|EDITION|PAPER...")
@common
def remove(options: Options, targets: tuple[str, ...]) -> int:
    """Take back an import: a source, an edition (by its day) or a paper (by its id).

    What came only from there goes, and the ledger forgets a source, so that it may be added again; an edition or a
    paper comes again with a new source, or with its own when that is removed and added again. What you have changed
    stays, and is named, and the command fails.
    """
    from sitegen.pipeline.content.remove import remove as run

    report = Report()
    with options.progress() as progress:
        removed = run(options.config(), targets, report, progress)
    if options.shows_text:
        show.removed(removed, options.content)
    return options.finish(report)


@sitegen.command()
@private_option
@common
def pull(options: Options, allow_private: bool) -> int:
    """Take what is new in the feeds that site.toml names, each day once."""
    from sitegen.fetch import Client
    from sitegen.pipeline.content.pull import pull as run

    report = Report()
    with options.progress() as progress:
        day, client = today(), Client(allow_private=allow_private)
        added = run(options.config(), day, report, client=client, progress=progress)
    if options.shows_text:
        show.imported(added, options.content)
    return options.finish(report, brief=True)


@sitegen.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@private_option
@common
def enrich(options: Options, ids: tuple[str, ...], allow_private: bool) -> int:
    """Look up papers without identifiers by their titles and complete their pages.

    arXiv, Hugging Face and OpenAlex are asked, one after the other; nothing is sent but titles. Review the change
    before you commit it. An ID names a paper to look up whatever its page holds.
    """
    from sitegen.fetch import Client
    from sitegen.pipeline.content.enrich import enrich as run

    report = Report()
    with options.progress() as progress:
        client = Client(allow_private=allow_private)
        matches = run(options.config(), report, ids, today=today, client=client, progress=progress)
    if options.shows_text:
        show.enriched(matches)
    return options.finish(report, brief=True)


@sitegen.command()
@click.option("--frozen", is_flag=True, help="Fail when a source is not in the ledger, for CI.")
@click.option("--executor", default="", metavar="URL", help="A Dask cluster, dask://host:port.")
@click.option("--shard", metavar="I/N", help="Render the Ith of N parts, for sitegen merge.")
@click.option("--profile", is_flag=True, help="Show where the time went.")
@common
def build(options: Options, frozen: bool, executor: str, shard: str | None, profile: bool) -> int:
    """Turn sources into pages and pages into the site."""
    from sitegen.pipeline.build import build as run
    from sitegen.pipeline.execution.remote import connect
    from sitegen.pipeline.output.shards import parse_shard
    from sitegen.pipeline.output.store import open_store

    report, config, store = Report(), options.config(lenient=True), open_store(options.output)
    if shard is not None:
        if store:
            hint = "upload with sitegen merge, and give it --output"
            raise usage_error("shard", "a shard is no whole site", hint=hint)
        config = structs.replace(config, shard=parse_shard(shard))
    with options.progress() as progress, connect(executor) if executor else nullcontext() as workers:
        result = run(config, report=report, today=today, progress=progress, frozen=frozen, executor=workers)
        if store:
            result = store.upload(config.output, result, report, progress, strict=options.strict)
        if result.gone:
            # a build with nothing to do is too quick to load what reads pages
            from sitegen.pages.lost_addresses import report_gone

            report_gone(result.gone, report)
    show.result(result, report, options.format, quiet=options.quiet, strict=options.strict, profile=profile)
    return int(report.failed(options.strict))


@sitegen.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@common
def merge(options: Options, folders: tuple[Path, ...]) -> int:
    """Put a site together from the parts that `build --shard` has made.

    The parts must all be there, and of the same content, settings, theme and versions.
    """
    from sitegen.pipeline.output.shards import merge as run
    from sitegen.pipeline.output.store import open_store

    report, store = Report(), open_store(options.output)
    with options.progress() as progress:
        result = run(folders, options.folder, report, progress)
        if store:
            result = store.upload(options.folder, result, report, progress, strict=options.strict)
    show.result(result, report, options.format, quiet=options.quiet, strict=options.strict)
    return int(report.failed(options.strict))


@sitegen.command()
@click.option("--external", is_flag=True, help="Ask for what pages link to on other hosts; what is gone is a note.")
@private_option
@common
def check(options: Options, external: bool, allow_private: bool) -> int:
    """Build the site, and check it: links, anchors, pages without links, HTML, feeds, sitemap, limits of hosts.

    Nothing is imported: a source without pages is an error.
    """
    from sitegen.pages.lost_addresses import report_gone
    from sitegen.pipeline.build import build as run
    from sitegen.pipeline.check import check as check_site

    report, config = Report(), options.config(lenient=True)
    with options.progress() as progress:
        report_gone(run(config, report=report, today=today, progress=progress, frozen=True).gone, report)
        progress("check")
        outside = check_site(config, report)
        if external:
            from sitegen.fetch import Client
            from sitegen.pipeline.external import LIMITS, check_external

            client = Client(LIMITS, allow_private=allow_private)
            check_external(outside, config, today(), client, report, progress)
    return options.finish(report)


@sitegen.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The next free one is taken when it is in use.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="An address to listen on. 0.0.0.0 lets other machines read the preview.",
)
@click.option("--open", "open_browser", envvar="SITEGEN_OPEN", is_flag=True, help="Open the site in the browser.")
@common
def serve(options: Options, port: int, host: str, open_browser: bool) -> int:
    """Show the site on this machine and keep it fresh while you edit."""
    from sitegen.preview import serve as run

    run(
        partial(options.config, lenient=True),
        content=options.content,
        show_line=show.line,
        show_report=structs.replace(options, format="text").finish,
        port=port,
        host=host,
        open_browser=open_browser,
    )
    return 0


# words to leave out start with a hyphen, as flags do
@sitegen.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option(
    "--rank",
    type=click.Choice(["default", "lunr"]),
    default="default",
    show_default=True,
    help="The order readers see, or Lunr's own.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N")
@common
def search(options: Options, query: tuple[str, ...], rank: str, limit: int) -> int:
    """Search the built site as its readers do; `sitegen explain search` says what a query may be."""
    from sitegen.search.query import search as run

    show.search_results(run(options.folder, " ".join(query), rank=rank, limit=limit), options.format)
    return 0


@sitegen.command()
@click.argument("subjects", nargs=-1, metavar="[CODE|KEY|PAGE|search|formats]...")
@common
def explain(options: Options, subjects: tuple[str, ...]) -> int:
    """Explain diagnostics or keys, show a page of the manual, or list the formats of sources."""
    from sitegen.cli.explain import explain as run

    click.echo("\n\n".join([run(subject, sitegen) for subject in subjects or ("",)]))
    return 0


for _command in (*sitegen.commands.values(), *start.new.commands.values()):
    # a flag is named alike for all commands; by itself click would put the command's name into that
    _command.context_settings["auto_envvar_prefix"] = "SITEGEN"
