"""`sitegen explain`: what a diagnostic means, what a key of `site.toml` does, which formats are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from sitegen.cli import manual
from sitegen.diagnostics import suggest, usage_error
from sitegen.pages import schema
from sitegen.render.theme_folders import packaged_folders


def explain(subject: str, commands: click.Group | None = None) -> str:
    """The explanation of a code, a key (`feeds.url`), `formats`, `site.toml`, a page of the manual or theme file.

    Args:
        subject: empty for all that can be explained.
        commands: of the command line, for the page about them.

    Raises:
        UsageError: there is nothing of this name.
    """
    if not subject:
        return _overview()
    if subject == "formats":
        return _formats()
    keys = dict(manual.settings())
    keys["search"] = f"{manual.document('search').strip()}\n\n{keys['search']}"
    if subject == "site.toml":
        return "\n\n".join(keys.values())
    known = {**keys, **diagnostics()}
    if subject in manual.NAMES and subject not in known:
        return manual.page(subject, commands)
    if (file := packaged_folders()[0] / subject).is_file():
        return file.read_text("utf-8", errors="replace")
    within = [text for key, text in keys.items() if key.startswith(f"{subject}.")]
    by_name = [text for key, text in keys.items() if key.rpartition(".")[2] == subject]
    named = [known[subject]] if subject in known else by_name
    if texts := [*named, *within, *_page_keys(subject)]:
        return "\n\n".join(texts)
    hint = suggest(subject, known, "sitegen explain lists what there is")
    raise usage_error("unknown-subject", f"nothing is called {subject!r}", hint=hint)


def _page_keys(name: str) -> Iterator[str]:
    """What a key of front matter means, on each kind of page that has it."""
    for pages, keys in schema.OF_PAGES.items():
        if name in keys:
            yield f"{name}, in the front matter of {pages}\n    {keys[name][1]}"


def diagnostics() -> dict[str, str]:
    """The explanation of each code."""
    _, *sections = re.split(r"(?m)^## ", manual.document("diagnostics"))
    return {section.partition("\n")[0]: section.replace("```\n", "").strip() for section in sections}


def _formats() -> str:
    from sitegen.ingest.formats import known_formats

    lines = (f"  {known.name}\n      {known.description}" for known in known_formats())
    return "\n".join(["Sources are recognised by what is in them. These are read:", "", *lines])


def _overview() -> str:
    codes, keys = ", ".join(diagnostics()), ", ".join(key for key, _ in manual.settings())
    return (
        f"sitegen explain CODE, for a diagnostic:\n\n{codes}\n\n"
        f"sitegen explain KEY, for a key of site.toml (site.toml: all of them):\n\n{keys}\n\n"
        "sitegen explain search, for the language of queries\n\n"
        "sitegen explain formats, for what sources may be\n\n"
        f"sitegen explain PAGE, for a page of the manual:\n\n{', '.join(manual.NAMES)}"
    )
