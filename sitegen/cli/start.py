"""`sitegen init` and `sitegen new`: the commands that start a digest or a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast, get_args

import click
from click.core import ParameterSource

from sitegen.cli import show
from sitegen.cli.options import Options, common, today
from sitegen.diagnostics import usage_error
from sitegen.text.iso_dates import given_day


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@click.option("--title", help="Name of the site; asked for on a terminal.")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="Language of the interface.")
@click.option(
    "--host",
    # what SITEGEN_HOST names is the address on which `sitegen serve` listens
    allow_from_autoenv=False,
    type=click.Choice(["github", "gitlab", "netlify", "cloudflare", "none"]),
    help="Where the site is published; asked for on a terminal, else github.",
)
@click.option(
    "--install-from",
    default="",
    metavar="REQUIREMENT",
    help="What the host gives to pip install, as in git+https://…; by default the sitegen that runs here.",
)
@common
def init(options: Options, folder: Path, title: str | None, lang: str, host: str | None, install_from: str) -> int:
    """Start a new digest in DIR: content/, .gitignore, and how a host publishes it.

    Files that are there already are left alone.
    """
    from sitegen import scaffold
    from sitegen.config import check

    for flag in ("content", "output"):
        if click.get_current_context().get_parameter_source(flag) is ParameterSource.COMMANDLINE:
            what = f"--{flag} has no meaning here: a new digest has content/ and site/ in its folder"
            raise usage_error(flag, what, hint="name the folder, as in sitegen init my-digest")
    if sys.stdin.isatty():
        title = title or click.prompt("Title of the digest", default="Paper digest")
        host = host or click.prompt("Host", default="github", type=click.Choice(list(get_args(scaffold.Host))))
    answers = scaffold.Answers(
        title=title or "Paper digest",
        base_url=options.base_url or "",
        lang=lang,
        host=cast("scaffold.Host", host or "github"),
        requirement=install_from or scaffold.default_requirement(),
    )
    check(title=answers.title, base_url=answers.base_url, lang=answers.lang)
    created = scaffold.create(folder, answers)
    if options.shows_text:
        show.created(created, folder, answers.requirement)
    return 0


@click.group()
def new() -> None:
    """Start a page: a file to edit."""


@new.command()
@click.argument("title")
@click.option("--text", default="", metavar="MARKDOWN", help="What it says.")
@common
def page(options: Options, title: str, text: str) -> int:
    """A free page, as in: sitegen new page "Reading group"."""
    from sitegen.scaffold.pages import new_page

    return _written(options, new_page(options.config().content, title, text))


@new.command()
@click.argument("day", default="", metavar="[DATE]")
@click.argument("papers", nargs=-1, metavar="[ID]...")
@common
def edition(options: Options, day: str, papers: tuple[str, ...]) -> int:
    """An edition of a day, by default today, with the papers of these ids."""
    from sitegen.scaffold.pages import new_edition

    date = given_day(day) or today(local=True)
    return _written(options, new_edition(options.config().content, date, papers))


def _written(options: Options, path: Path) -> int:
    if options.shows_text:
        show.line(f"wrote {path.as_posix()}")
    return 0
