"""What the editor decided, read once and frozen.

A value comes from a flag, else the environment (`SITEGEN_*`), else `content/site.toml`, else the default here. Every
key of `site.toml` is optional, and one that sitegen does not know is an error, because a misspelt key that silently
does nothing costs an editor an evening.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct, field

from sitegen.diagnostics import Location, UsageError, usage_error
from sitegen.text.characters import ILLEGAL, code_point

SITE_FILE = "site.toml"


class Newsletter(Struct, frozen=True, forbid_unknown_fields=True):
    """`[newsletter]`: the service that a Subscribe form posts to."""

    action: str = ""
    """Address of the service's own form; empty for no form."""
    email_field: str = "email"
    """Name that the service gives to its address field."""
    fields: dict[str, str] = {}
    """Hidden fields that the service wants."""


class TopicRules(Struct, frozen=True, forbid_unknown_fields=True):
    """`[topics]`: the editor's word on topics found in the text."""

    names: tuple[str, ...] = ()
    """Labels to use wherever a paper's text has them."""
    merge: dict[str, str] = {}
    """Label → the label to show instead."""
    ban: tuple[str, ...] = ()
    """Labels never to show."""
    find: bool = True
    """Whether topics are looked for in the text of papers whose source and editor give none."""
    minimum: int = 2
    """Papers a topic needs for a page of its own."""


class SearchRules(Struct, frozen=True, forbid_unknown_fields=True):
    """`[search]`"""

    standard_index_limit: int = 5000
    """Up to so many papers the standard Lunr index `search/lunr.json` is written beside the shards."""


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[feeds]]`: where `sitegen pull` gets papers from."""

    url: str
    """`{date}` in it stands for a day, `2025-03-28`; then each of the last days is asked for, once."""
    name: str = ""
    """What messages call it, and its sources where they have no day."""
    stale: int = 7
    """Days without anything new after which it is reported; 0 for never."""


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One build's configuration. The first group is `site.toml`'s, the second belongs to the run."""

    title: str = "Paper digest"
    description: str = ""
    """A sentence for search engines, feeds and the about page."""
    base_url: str = ""
    """Where the site will be read, `https://example.org/digest/`; empty for none, and then nothing that needs an
    absolute address (canonical links, sitemap) is written."""
    lang: str = "en"
    """BCP 47 tag of the interface's language."""
    languages: tuple[str, ...] = ("en",)
    """Languages that the papers are written in."""
    edit_url: str = ""
    """Where a reader may mend a page of the content folder, `https://github.com/me/digest/edit/main/content/{path}`."""
    curator: str = ""
    """Who makes the digest, where an edition does not say."""
    cadence: Literal["daily", "weekly"] = "daily"
    urls: Literal["file", "clean"] = "file"
    """`clean` for hosts that serve `papers/x` for `papers/x.html`."""
    repair: bool = True
    """Whether TeX left-overs in sources are mended."""
    repair_skip: tuple[str, ...] = ()
    """Rules of the repair to leave out, by name."""
    author_pages: int = 2
    """Papers an author needs for a page of their own."""
    author_feeds: int = 5
    """Papers an author needs for a feed beside that page; 0 for no such feeds."""
    topic_feeds: int = 2
    """Papers a topic needs for a feed beside its page; 0 for no such feeds."""
    newsletter: Newsletter = Newsletter()
    topics: TopicRules = TopicRules()
    search: SearchRules = SearchRules()
    feeds: tuple[Feed, ...] = ()

    content: Path = field(default=Path("content"), name="-content")
    output: Path = field(default=Path("site"), name="-output")
    theme: Path | None = field(default=None, name="-theme")
    """A folder of templates whose files stand before the packaged ones."""
    jobs: int = field(default=0, name="-jobs")
    """Processes; 0 for one a processor."""

    @property
    def base_path(self) -> str:
        """Path of the base URL with a slash at both ends: `/` or `/digest/`."""
        return urlsplit(self.base_url).path or "/"

    @property
    def cache(self) -> Path:
        """`.sitegen`, beside the content folder; safe to delete."""
        return self.home / ".sitegen"

    @property
    def home(self) -> Path:
        """The folder that the content folder lies in, also where that is called `.`."""
        content = self.content
        return (content if content.name not in ("", "..") else content.resolve()).parent


def load(content: Path, environment: Mapping[str, str], **flags: Any) -> Config:
    """The configuration of one run.

    Args:
        content: the content folder; its `site.toml` is read if there is one.
        environment: looked at for `SITEGEN_BASE_URL` only; the paths of a run are flags, which the command line
            fills from the environment itself.
        flags: `base_url`, `output`, `theme`, `jobs`; None for not given.

    Raises:
        UsageError: `site.toml` cannot be read, or a value is not of its kind; located at the line.
    """
    path = content / SITE_FILE
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError as problem:
        raise usage_error(
            "config", "site.toml is not UTF-8", Location(path.as_posix()), hint="save the file as UTF-8"
        ) from problem
    values = _parsed(path, text) if text else {}
    for key, value in _texts(values):
        if illegal := ILLEGAL.search(value):
            message = f"{key} holds a character that cannot be shown: {code_point(illegal[0])}"
            raise _at_key(path, text, key, message, "delete it")
    if base_url := environment.get("SITEGEN_BASE_URL"):
        values["base_url"] = base_url
    try:
        config = msgspec.convert(values, Config)
    except msgspec.ValidationError as problem:
        raise _not_valid(path, text, str(problem)) from problem
    given = {name: value for name, value in flags.items() if value is not None}
    config = msgspec.structs.replace(config, content=content, **given)
    _check_edit(config.edit_url, path, text)
    return msgspec.structs.replace(config, base_url=_checked_base(config.base_url))


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(path, text, str(problem)) from problem


def _texts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text among the values, with its key."""
    for key, value in values.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _texts(item)
            elif isinstance(item, str):
                yield key, item


def _checked_base(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise usage_error(
            "base-url",
            f"{url!r} is not the address of a site",
            hint="give it in full, as in https://example.org/digest/",
        )
    return url.rstrip("/") + "/" if url else ""


def _check_edit(url: str, path: Path, text: str) -> None:
    if url and (urlsplit(url).scheme not in ("http", "https") or "{path}" not in url):
        example = "https://github.com/me/digest/edit/main/content/{path}"
        raise _at_key(path, text, "edit_url", f"edit_url: no address with {{path}} in it: {url}", f"as in {example}")


def _not_toml(path: Path, text: str, problem: str) -> UsageError:
    line, column = 0, 0
    if found := re.search(r"\(at line (\d+), column (\d+)\)", problem):
        line, column = int(found[1]), int(found[2])
    elif "end of document" in problem:
        line = max(1, len(text.splitlines()))
    message = problem.split(" (at ")[0]
    return usage_error(
        "config",
        message[:1].lower() + message[1:],
        Location(path.as_posix(), line, column),
        excerpt=_line(text, line),
        hint="site.toml is TOML: text stands in quotation marks, lists in square brackets",
    )


def _not_valid(path: Path, text: str, problem: str) -> UsageError:
    """Turns msgspec's `Expected `int`, got `str` - at `$.topics.minimum`` into a finding at the key's line."""
    hint = "see the README for the keys of site.toml"
    if unknown := re.search(r"unknown field `([^`]*)`", problem):
        key, message = unknown[1], f"site.toml has no key '{unknown[1]}'"
        if close := difflib.get_close_matches(key, _known_keys(), 1):
            hint = f"did you mean {close[0]}?"
    else:
        where = re.search(r"at `\$\.([\w.]+)", problem)
        key = where[1].split(".")[-1] if where else ""
        message = f"{key or 'site.toml'}: {problem.split(' - at ')[0].replace('`', '').lower()}"
    return _at_key(path, text, key, message, hint)


def _at_key(path: Path, text: str, key: str, message: str, hint: str) -> UsageError:
    """A finding at the line of `site.toml` that gives the key."""
    lines = text.splitlines()
    pattern = re.compile(rf'\s*\[{{0,2}}\s*"?{re.escape(key)}"?\s*[=\].]')
    line = next((number for number, words in enumerate(lines, 1) if pattern.match(words)), 0)
    return usage_error(
        "config",
        message,
        Location(path.as_posix(), line, 1 if line else 0),
        excerpt=_line(text, line),
        length=len(key),
        hint=hint,
    )


def _known_keys() -> list[str]:
    keys = [
        name for kind in (Config, Newsletter, TopicRules, SearchRules, Feed) for name in kind.__struct_encode_fields__
    ]
    return [key for key in keys if not key.startswith("-")]


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
