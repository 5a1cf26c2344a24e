"""The flags of all commands, also from the environment, and the exit code of every failure.

A flag comes before the environment (`SITEGEN_*`), that before `site.toml`, that before the default.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from sitegen.cli import show
from sitegen.cli.progress import Progress
from sitegen.config import Config, load
from sitegen.diagnostics import ContentError, Diagnostic, Report, SitegenError, from_os_error, usage_error

OK, FAILED, USAGE, BUG = range(4)
INTERRUPTED, TERMINATED = 130, 143
"""As shells report a program that Ctrl+C ended, or `kill`."""


class Options(Struct, frozen=True, kw_only=True):
    """The common flags, as given."""

    content: Path = Path("content")
    output: str = "site"
    base_url: str | None = None
    host_url: str | None = None
    theme: Path | None = None
    jobs: int | None = None
    strict: bool = False
    quiet: bool = False
    format: show.Format = "text"
    debug: bool = False

    @property
    def folder(self) -> Path:
        """The site on this machine; of one in a store, the copy that is uploaded."""
        from sitegen.pipeline.output.store import folder_of

        return folder_of(self.content, self.output)

    @property
    def shows_text(self) -> bool:
        """Whether a person wants to read more than errors."""
        return self.format == "text" and not self.quiet

    def progress(self) -> Progress:
        return Progress(shown=self.shows_text)

    def finish(self, report: Report, *, brief: bool = False, outcome: Mapping[str, Any] = MappingProxyType({})) -> int:
        """Show the diagnostics of a command, with `brief` a few of each kind, and give its exit code.

        Args:
            outcome: what programs read beside them.
        """
        found = report.diagnostics
        show.findings(found, self.format, quiet=self.quiet, strict=self.strict, brief=brief, outcome=outcome)
        return int(report.failed(self.strict))

    def config(self, *, is_new: bool = False, lenient: bool = False) -> Config:
        """Read `site.toml` under these flags; see `config.load`. Raises UsageError."""
        return load(
            self.content,
            is_new=is_new,
            lenient=lenient,
            output=self.folder,
            base_url=self.base_url,
            host_url=self.host_url,
            theme=self.theme,
            jobs=self.jobs,
        )


_FLAGS = [
    click.option("--content", type=click.Path(path_type=Path), default="content", show_default=True,
                 envvar="SITEGEN_CONTENT", metavar="DIR", help="Sources, pages and site.toml."),
    click.option("--output", default="site", show_default=True, envvar="SITEGEN_OUTPUT", metavar="DIR|URL",
                 help="The site: a folder, or a place in object storage, s3://bucket/site."),
    click.option("--base-url", envvar="SITEGEN_BASE_URL", metavar="URL", help="Where the site will be read."),
    click.option("--host-url", envvar="SITEGEN_HOST_URL", metavar="URL",
                 help="The same as the host knows it, for a site.toml without base_url."),
    click.option("--theme", type=click.Path(path_type=Path), envvar="SITEGEN_THEME", metavar="DIR",
                 help="A theme of your own, used instead of the folder templates."),
    click.option("--jobs", type=click.IntRange(min=0), envvar="SITEGEN_JOBS", metavar="N",
                 help="Processes; 0, the default, for one a processor, or one if the digest is small."),
    click.option("--strict", is_flag=True, envvar="SITEGEN_STRICT", help="Warnings fail as errors do."),
    click.option("--quiet", is_flag=True, envvar="SITEGEN_QUIET", help="Show errors only."),
    click.option("--format", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
                 envvar="SITEGEN_FORMAT", help="For people, for programs, or as annotations in GitHub's CI."),
    click.option("--debug", is_flag=True, envvar="SITEGEN_DEBUG", help="Show the traceback of a bug."),
]  # fmt: skip


private_option = click.option(
    "--allow-private", is_flag=True, envvar="SITEGEN_ALLOW_PRIVATE", help="Fetch from private networks as well."
)


_BUILDS = "the files that are there are complete, and the next build does the rest"
_SENDS = "the same command sends the rest, and tells where it is unknown whether it arrived"
_ADDS = "the same command does the rest, and adds nothing twice"
_REMOVES = "the same command takes back the rest"
_REST = {
    **dict.fromkeys(("mail", "announce"), _SENDS),
    **dict.fromkeys(("add", "pull", "enrich"), _ADDS),
    **dict.fromkeys(("build", "merge", "serve"), _BUILDS),
    "remove": _REMOVES,
}
"""Who does what a command that was stopped has left; others leave nothing."""


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the common flags as its first argument, and turn what it raises into an exit code."""

    @functools.wraps(command)
    def run(**values: Any) -> int:
        if os.environ.get("NO_COLOR"):
            click.get_current_context().color = False
        options = Options(**{name: values.pop(name) for name in Options.__struct_fields__})
        try:
            return command(options, **values)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except SitegenError as problem:
            show.findings(problem.diagnostics, options.format)
            return FAILED if isinstance(problem, ContentError) else USAGE
        except OSError as problem:
            diagnostic = from_os_error(problem)
            if diagnostic is None:
                return _report_bug(problem, options)
            show.findings([diagnostic], options.format)
            return FAILED
        except KeyboardInterrupt as end:
            show.line("; ".join(filter(None, ["stopped", _REST.get(command.__name__)])))
            return end.args[0] if end.args else INTERRUPTED
        except Exception as problem:
            return _report_bug(problem, options)

    for flag in reversed(_FLAGS):
        run = flag(run)
    return run


def not_empty(context: click.Context, option: click.Parameter, value: str) -> str:
    """The value of a flag, which a script may have given empty; that is no way to leave the flag out."""
    is_given = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
    if is_given and not value.strip():
        raise click.BadParameter("it is empty", context, option)
    return value


def today(*, local: bool = False) -> str:
    """The day it is; that of `SOURCE_DATE_EPOCH` (reproducible-builds.org) where it is set.

    Args:
        local: where this machine is, instead of in UTC.

    Raises:
        UsageError: it is set and no number of seconds.
    """
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(None if local else UTC)
    except (ValueError, OverflowError, OSError) as problem:
        hint = "give seconds since 1970, as `date +%s` prints them"
        raise usage_error("source-date", f"SOURCE_DATE_EPOCH is {epoch!r}", hint=hint) from problem
    return now.strftime("%Y-%m-%d")


def _report_bug(problem: Exception, options: Options) -> int:
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(problem))
    if options.debug:
        hint = "please report it with the traceback below and, if you can, the content that led to it"
    else:
        with tempfile.NamedTemporaryFile("w", prefix="sitegen-", suffix=".log", delete=False, encoding="utf-8") as log:
            log.write(text)
        hint = f"please report it with {log.name} and, if you can, the content that led to it"
    message = f"sitegen met a bug of its own: {type(problem).__name__}: {problem}"
    show.findings([Diagnostic(severity="error", code="bug", message=message, hint=hint)], options.format)
    if options.debug:
        click.echo(text, err=True)
    return BUG
