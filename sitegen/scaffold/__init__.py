"""A new digest: settings, an about page, and the files with which a host builds and publishes it.

Nothing that is there already is changed, so `sitegen init` also adds publishing to a digest that exists. The files lie
in `files/`; `@title@` and the like stand for what the editor answers.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct

from sitegen.config import Settings, load
from sitegen.files import ErrorsAbout, Folder
from sitegen.pages.schema import schema as front_matter
from sitegen.text.addresses import tag_of
from sitegen.text.json import indented, quoted
from sitegen.version import __version__

Host: TypeAlias = Literal["github", "gitlab", "netlify", "cloudflare", "none"]
DISTRIBUTION = "sitegen-digest"
_EXTRA = "[cards]"
"""What draws the pictures of editions, which a site has by default."""

_EVERYWHERE: Mapping[str, str] = {
    "content/site.toml": "site.toml",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "README.md": "README.md",
}
"""Files of every digest, and their templates."""
_OF_HOST: Mapping[Host, Mapping[str, str]] = {
    "github": {".github/workflows/publish.yml": "github/publish.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab/gitlab-ci.yml"},
    "netlify": {"netlify.toml": "netlify/netlify.toml"},
    "cloudflare": {"build.sh": "cloudflare/build.sh", ".python-version": "cloudflare/python-version"},
    "none": {},
}
"""What a host reads, with the sitegen that it installs."""


class Answers(Struct, frozen=True, kw_only=True):
    """What a new digest is to be."""

    title: str = "Paper digest"
    base_url: str = ""
    lang: str = "en"
    host: Host = "github"
    requirement: str = f"{DISTRIBUTION}{_EXTRA}=={__version__}"
    """What the host's build gives to `pip install`."""


class Created(Struct, frozen=True, kw_only=True):
    """A new digest, or one to which publishing was added."""

    files: Mapping[str, bool]
    """Paths of all its files, each with whether it is new; others were there and are left alone."""
    has_new_host: bool
    """Whether a file is new that its host reads."""
    settings: Mapping[str, str]
    """What has to be written into a `site.toml` that was there before, each with the reason."""
    publishing: str
    """How the host publishes the digest, where a README.md was there before and does not say it; else empty."""
    ignored: Sequence[str]
    """What Git is to leave alone and a `.gitignore` that was there before does not name."""


def create(folder: Path, answers: Answers) -> Created:
    """Write the files of a new digest that are not there yet.

    Raises:
        OSError: a file cannot be written.
    """
    with ErrorsAbout(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    target, contents = Folder(folder), dict(_contents(answers, _branch(folder)))
    files = {
        path: not (folder / path).exists() and target.replace(path, text.encode(), None)
        for path, text in contents.items()
    }
    has_new_host = any(files[path] for path in _OF_HOST[answers.host])
    readme, publishing = target.read("README.md") or b"", _publishing(answers.host)
    ignored = (target.read(".gitignore") or b"").decode("utf-8", "replace").split()
    names = {line.strip("/") for line in ignored}
    return Created(
        files=files,
        has_new_host=has_new_host,
        settings=_missing_settings(folder, answers.host, is_move=has_new_host and not files["content/site.toml"]),
        publishing="" if publishing.encode() in readme.replace(b"\r\n", b"\n") else publishing,
        ignored=[line for line in contents[".gitignore"].split() if line.strip("/") not in names],
    )


def _missing_settings(folder: Path, host: Host, *, is_move: bool) -> dict[str, str]:
    """What `site.toml` lacks; with `is_move` for a host that did not publish the site before."""
    settings, line = load(folder / "content", lenient=True), _urls(host)
    missing = {}
    if not line.startswith("#") and settings.urls != "clean":
        missing[line] = "the host's pages have no .html"
    if is_move and settings.base_url:
        missing["the new address as base_url"] = f"it is {settings.base_url} there, and only a domain of your own stays"
        if not settings.feed_id and (tag := tag_of(settings.base_url)):
            missing[f"feed_id = {quoted(tag)}"] = "ids in feeds begin with it, and readers see no paper twice"
    return missing


def default_requirement() -> str:
    """Where a host gets the sitegen that runs here: the Git commit it was installed from, else its release.

    Users and passwords of addresses are left out, as what is made of it gets committed.

    >>> default_requirement()                                              # doctest: +SKIP
    'sitegen-digest[cards] @ git+https://github.com/me/sitegen@5f0c9a41…'
    """
    try:
        origin = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        origin = {}
    url, commit = origin.get("url", ""), origin.get("vcs_info", {}).get("commit_id", "")
    if url.startswith("file:") and not commit:
        checkout = unquote(urlsplit(url).path)
        # a copy without a repository of its own may lie in somebody else's
        if os.path.realpath(_git(checkout, "rev-parse", "--show-toplevel") or os.sep) == os.path.realpath(checkout):
            url, commit = _git(checkout, "remote", "get-url", "origin"), _git(checkout, "rev-parse", "HEAD")
            url = re.sub(r"^(?:ssh://git@([^:/]+)(?::\d+)?/|git@([^:/]+):)", r"https://\1\2/", url)
    url = re.sub(r"^https://[^/]*@", "https://", url)
    if url.startswith("https://") and commit:
        return f"{DISTRIBUTION}{_EXTRA} @ git+{url}@{commit}"
    return f"{DISTRIBUTION}{_EXTRA}=={__version__}"


def schema() -> bytes:
    """The JSON Schema of `site.toml`, with which editors complete and check it."""
    return indented(msgspec.json.schema(Settings))


def _contents(answers: Answers, branch: str) -> Iterator[tuple[str, str]]:
    is_gitlab = answers.host == "gitlab"
    for path, name in {**_EVERYWHERE, **_OF_HOST[answers.host]}.items():
        quote = shlex.quote if path in ("README.md", "build.sh") else quoted
        values = {
            "title": quoted(answers.title),
            "name": answers.title,
            "base_url": quoted(answers.base_url),
            "feed_id": _feed_id(answers.base_url),
            "lang": quoted(answers.lang),
            "requirement": quote(answers.requirement),
            "publishing": _publishing(answers.host),
            "branch": branch,
            "repository": "gitlab.com/me/digest/-" if is_gitlab else "github.com/me/digest",
            "ignored": "/public/\n" if is_gitlab else "",
            "urls": _urls(answers.host),
        }
        yield path, re.sub(r"@(\w+)@", lambda match: values.get(match[1], match[0]), _template(name))  # noqa: B023
    yield "content/pages/about.md", _about(answers.lang)
    yield "content/site.schema.json", schema().decode()
    yield "content/front-matter.schema.json", indented(front_matter()).decode()


def _branch(folder: Path) -> str:
    """The branch of the repository in a folder, or else the name that most have."""
    head = folder / ".git" / "HEAD"
    return (head.read_text("utf-8").partition("refs/heads/")[2].strip() if head.is_file() else "") or "main"


def _about(lang: str) -> str:
    """The about page in a language of the interface, or else in English."""
    from sitegen.render.i18n.translations import has_strings, load_strings
    from sitegen.render.theme_folders import packaged_folders

    folders = packaged_folders()
    strings = load_strings(folders, lang if has_strings(folders, lang) else "en")
    return f"# {strings.say('about')}\n\n{strings.say('about_text')}\n"


def _publishing(host: Host) -> str:
    """How a host publishes a digest, in Markdown."""
    if host == "none":
        return "Run `sitegen build` and put the folder `site/` on any host of static files."
    return _template(f"{host}/PUBLISHING.md").strip()


def _urls(host: Host) -> str:
    """The setting; Cloudflare leads every reader of `about.html` on to `about`."""
    return f'{"" if host == "cloudflare" else "# "}urls = "clean"'


def _feed_id(base_url: str) -> str:
    """The setting; a comment where nobody knows the address yet."""
    tag = tag_of(base_url)
    return f"feed_id = {quoted(tag)}" if tag else '# feed_id = "tag:example.org,2025:digest/"'


def _template(name: str) -> str:
    return files(__package__).joinpath("files", name).read_text("utf-8")


def _git(folder: str, *arguments: str) -> str:
    try:
        run = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.strip()
