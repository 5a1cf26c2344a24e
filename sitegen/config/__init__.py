"""Settings: `content/site.toml` and what the command line says, read once and frozen.

A value comes from a flag, else the environment (`SITEGEN_*`), else `site.toml`, else the default here. Every key of
`site.toml` is optional. Each wrong one is an error at its line, all of them in one run: a misspelt key that silently
does nothing costs an editor an evening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config.settings import (
    Announcement,
    Config,
    Feed,
    MailSettings,
    Newsletter,
    Settings,
)
from sitegen.diagnostics import Diagnostic, UsageError, suggest, usage_error
from sitegen.text.addresses import (
    is_edit_address,
    is_host_name,
    is_language,
    is_sender,
    is_site,
    is_tag,
    is_unsubscribe,
    is_web_address,
    to_ascii,
    url_error,
)
from sitegen.text.toml import TomlFile
from sitegen.text.toml_record import read_record

__all__ = [
    "SITE_FILE",
    "Announcement",
    "Config",
    "Feed",
    "MailSettings",
    "Newsletter",
    "Settings",
    "check",
    "load",
]

SITE_FILE = "site.toml"


def load(
    content: Path, *, is_new: bool = False, lenient: bool = False, host_url: str | None = None, **flags: Any
) -> Config:
    """Read the configuration of one run.

    Args:
        content: the content folder; its `site.toml` is read if there is one.
        is_new: the content folder may be missing, since the command makes it.
        lenient: wrong settings become `faults` of the configuration.
        host_url: the host's address of the site, where the settings have no `base_url`.
        flags: `base_url`, `output`, `theme`, `jobs`; None for not given.

    Raises:
        UsageError: there is no content folder, or a setting is wrong; each at its line.
    """
    if not content.is_dir() and (content.exists() or not is_new):
        raise _no_content(content)
    faults: list[Diagnostic] = []
    try:
        file = TomlFile.read(content / SITE_FILE)
    except UsageError as problem:
        file = TomlFile("", "")
        faults.extend(problem.diagnostics)
    settings = msgspec.structs.asdict(read_record(file, Settings))
    if by_host := flags.get("base_url") is None and not settings["base_url"]:
        flags["base_url"] = host_url
    set_flags = {name: value for name, value in flags.items() if value is not None}
    values = {**settings, "content": content, **set_flags}
    for key, message, hint in _faults(Config(**values)):
        values.pop(key.partition(".")[0], None)
        if key in set_flags:
            if by_host and key == "base_url":
                message = message.replace(key, "--host-url", 1)
            faults.extend(usage_error("config", message, hint=hint).diagnostics)
        else:
            file.fault(key, message, hint)
    faults = [*file.faults, *faults]
    if faults and not lenient:
        raise UsageError(*faults)
    config = Config(**values, faults=tuple(faults))
    address = to_ascii(config.base_url.rstrip("/") + "/") if config.base_url else ""
    return msgspec.structs.replace(config, base_url=address)


def check(**settings: Any) -> None:
    """Raise a UsageError for settings that `load` would refuse."""
    for _, message, hint in _faults(Config(**settings)):
        raise usage_error("config", message, hint=hint)


def _no_content(content: Path) -> UsageError:
    if content.exists():
        return usage_error("content", f"{content} is not a folder", hint="name the content folder with --content")
    parent = content.parent
    folders = [entry.name for entry in parent.iterdir() if entry.is_dir()] if parent.is_dir() else []
    otherwise = "name it with --content; sitegen add makes a new one"
    hint = suggest(content.name, folders, otherwise, lambda near: str(parent / near))
    return usage_error("content", f"there is no folder {content}", hint=hint)


def _faults(config: Config) -> Iterator[tuple[str, str, str]]:
    """What is wrong with values that are of the right type: key, message, hint."""
    servers = [(f"announce.{number}.url", (it.url,)) for number, it in enumerate(config.announce)]
    checks: tuple[tuple[str, tuple[str, ...], Callable[[str], object], str, str], ...] = (
        ("lang", (config.lang,), is_language, "no language tag", "as in en or de-DE"),
        ("languages", config.languages, is_language, "no language tag", 'as in ["en", "de"]'),
        ("base_url", (config.base_url,), is_site, "not the address of a site", "as in https://example.org/digest/"),
        ("edit_url", (config.edit_url,), is_edit_address, "no address with {path} in it", f"as in {_EDIT_EXAMPLE}"),
        ("repair_skip", config.repair_skip, _is_repair, "no rule that mends TeX", _REPAIR_HINT),
        ("feed_id", (config.feed_id,), is_tag, "no tag", "as in tag:example.org,2025:digest/"),
        ("hub", (config.hub,), is_web_address, "no web address", "as in https://hub.example/"),
        ("newsletter.action", (config.newsletter.action,), is_web_address, "no web address", _ACTION_HINT),
        ("mail.sender", (config.mail.sender,), is_sender, "no sender", "as in Paper digest <digest@example.org>"),
        ("mail.list_id", (config.mail.list_id,), is_host_name, "no name of a list", "as in digest.example.org"),
        ("mail.unsubscribe", (config.mail.unsubscribe,), is_unsubscribe, "no address to leave a list", _LEAVE_HINT),
        *((key, urls, is_site, "no address of a server", "as in https://example.org") for key, urls in servers),
    )
    if type(config.jobs) is not int or not 0 <= config.jobs <= _MOST_JOBS:
        yield (
            "jobs",
            f"jobs: {config.jobs!r} is no number of processes",
            f"from 0, for as many as there is work for, to {_MOST_JOBS}",
        )
    if not config.title.strip():
        yield "title", "title: a site needs a name", 'as in title = "Papers of the week"'
    for number, it in enumerate(config.announce):
        # the one would have the other's place in the journal, or its secret
        if it.variable in (before.variable for before in config.announce[:number]):
            key = f"announce.{number}.{'name' if it.name else 'service'}"
            yield key, f"{key}: a service before has the name {it.called!r:.200}, or nearly so", _NAME_HINT
    for number, feed in enumerate(config.feeds):
        if feed.url and (problem := url_error(feed.url)):
            key = f"feeds.{number}.url"
            yield key, f"{key}: {feed.url!r:.200} cannot be fetched: {problem}", _FEED_HINT
    for key, values, is_right, message, hint in checks:
        for value in values:
            # no language is none, where any other empty setting leaves something out
            if (value or is_right is is_language) and not is_right(value):
                yield key, f"{key}: {value!r:.200} is {message}", hint


def _is_repair(name: str) -> bool:
    from sitegen.text.tex_rules import RULES

    return any(rule.name == name for rule in RULES)


_MOST_JOBS = 256
_REPAIR_HINT = "sitegen build --format json names the rules with what they mended"
_FEED_HINT = "give an address that begins with https://"
_EDIT_EXAMPLE = "https://github.com/me/digest/edit/main/content/{path}"
_ACTION_HINT = "give the address of the service's form, which begins with https://"
_LEAVE_HINT = "give one that begins with https://, with {address} for the reader's"
_NAME_HINT = "give each a name of its own; in those of their secrets only letters and digits differ"
