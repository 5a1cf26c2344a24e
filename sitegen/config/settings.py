"""The keys of `site.toml`, and with the places of things the settings of one run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from msgspec import Meta, Struct

from sitegen.diagnostics import Diagnostic, Location

Count: TypeAlias = Annotated[int, Meta(ge=0, le=10**9)]


class Newsletter(Struct, frozen=True, forbid_unknown_fields=True):
    """`[newsletter]`: the service that a Subscribe form posts to."""

    action: str = ""
    """Address of the service's own form; empty for no form. Those of Buttondown, Kit, listmonk and Mailchimp are known,
    and need no `email_field` or `honeypot`."""
    email_field: str = ""
    """Name that the service gives to its address field; by default that of the service known by `action`, else
    `email`."""
    fields: dict[str, str] = {}
    """Hidden fields that the service wants; listmonk its list, `{ l = "…" }`."""
    honeypot: str = ""
    """Name of a field that people cannot see and robots fill in, if the service has one."""


class TopicSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[topics]`: how topics get into `content/topics.toml`, where the editor names, merges and bans them."""

    find: bool = True
    """Whether new topics are looked for in papers that are imported."""
    minimum: Count = 2
    """Papers that a topic needs for a page of its own, unless a paper's page or source gives it."""


class SearchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[search]`: the files of the search index."""

    standard_index_limit: Count = 5000
    """Up to so many papers the standard Lunr index `search/lunr.json` is written beside the shards."""


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[feeds]]`: where `sitegen pull` gets papers from."""

    url: str
    """`{date}` in it stands for a day, `2025-03-28`; then each of the last days is asked for, once."""
    name: str = ""
    """What messages call it, and its sources where they have no day."""
    stale: Count = 7
    """Days without anything new after which it is reported; 0 for never."""


class NamedSearch(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[searches]]`: searches that have a page and feeds of their own."""

    name: str
    """Heading of the page; its address is made of it, `searches/long-context.html`."""
    query: str
    """What `sitegen search` takes, `"long context" -video year:2024..`; a paper has all of its words."""


class MailSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[mail]`: editions by mail, as `sitegen mail` writes and sends them."""

    sender: str = ""
    """Who they come from, `Paper digest <digest@example.org>`."""
    unsubscribe: str = ""
    """Where a mail program takes a reader off the list with one POST (RFC 8058), `https://example.org/leave?{address}`;
    `{address}` stands for the reader's. Without it readers leave by a mail to the sender."""
    list_id: str = ""
    """Identifier of the list for mail programs (RFC 2919), `digest.example.org`; by default the sender's address with a
    dot in place of the `@`."""
    rate: Count = 120
    """Mails a minute; 0 for as many as the server takes."""


class Announcement(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[announce]]`: services on which `sitegen announce` announces editions. Secrets are in the environment."""

    service: Literal["slack", "discord", "mattermost", "teams", "mastodon", "bluesky", "buttondown", "listmonk"]
    """`buttondown` and `listmonk` get a draft of a mail. The secret is in `SITEGEN_ANNOUNCE_<NAME>`: the address of the
    webhook for the first four, Mastodon's access token, Bluesky's app password, or an API key."""
    name: str = ""
    """Distinguishes two of one service, in the journal and in the name of the secret, where punctuation makes no
    difference; by default the service's name."""
    url: str = ""
    """The server, `https://mastodon.social`; Mastodon and listmonk need it."""
    account: str = ""
    """Bluesky's handle, or listmonk's API user."""
    lists: tuple[Count, ...] = ()
    """Numbers of listmonk's lists that the draft is for."""

    @property
    def called(self) -> str:
        """What the journal and messages call it."""
        return self.name or self.service

    @property
    def variable(self) -> str:
        """The variable of the environment that holds its secret."""
        return f"SITEGEN_ANNOUNCE_{re.sub(r'[^A-Z0-9]', '_', self.called.upper())}"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of `site.toml`."""

    title: str = "Paper digest"
    """Name of the site."""
    description: str = ""
    """A sentence for search engines, feeds and the about page."""
    base_url: str = ""
    """Where the site will be read, `https://example.org/digest/`; empty for none, and then nothing that needs an
    absolute address (canonical links, sitemap) is written."""
    lang: str = "en"
    """BCP 47 tag of the interface's language."""
    languages: tuple[str, ...] = ()
    """Languages that the papers are written in. The first is that of EPUBs, by default `en`; where one alone is given,
    and is not `lang`, browsers are told it of titles and abstracts, to read them aloud and part their words."""
    edit_url: str = ""
    """Where a reader may correct a page of the content folder, `https://github.com/me/digest/edit/main/content/{path}`."""
    curator: str = ""
    """Who makes the digest; an edition may name its own."""
    urls: Literal["file", "clean"] = "file"
    """`clean` for hosts that serve `papers/x` for `papers/x.html`."""
    repair: bool = True
    """Whether TeX left-overs in sources are repaired."""
    repair_skip: tuple[str, ...] = ()
    """Rules of the repair to leave out, by name."""
    max_files: Count = 20_000
    """Files that the host takes. A large site keeps to them by larger search files and fewer pages of authors."""
    author_pages: Count = 2
    """Papers an author needs for a page of their own; more where `max_files` leaves no room for all."""
    author_feeds: Count = 15
    """Papers an author needs for a feed beside that page; 0 for no such feeds."""
    topic_feeds: Count = 15
    """Papers a topic needs for a feed beside its page; 0 for no such feeds."""
    feed_id: str = ""
    """What ids in feeds begin with, `tag:example.org,2025:digest/`; by default made of `base_url`. Give the old one
    when that changes, so that feed readers show no paper a second time."""
    hub: str = ""
    """Address of a WebSub hub, which notifies readers of the feeds when there is news. Tell it of each publication:
    `curl -d hub.mode=publish -d hub.url=https://example.org/feed.xml https://hub.example.org/`."""
    serif: bool = False
    """Whether pages load a serif typeface, Source Serif 4 (42 kB, Open Font License), for systems without a good one;
    otherwise they use the reader's."""
    cards: Literal["editions", "papers", "none"] = "editions"
    """Pages that get a picture for shared links, with the extra `cards`; `papers` takes a minute for 10,000."""
    books: Literal["none", "editions", "months"] = "none"
    """What readers can download as an EPUB for e-readers; `sitegen export` makes one of any selection."""
    markdown: Literal["editions", "papers"] = "editions"
    """What is also published as Markdown, for agents; `papers` for editions and a file for each paper."""
    scholar: bool = True
    """Whether Google Scholar may index papers' pages; false where those of arXiv should be found instead."""
    newsletter: Newsletter = Newsletter()
    topics: TopicSettings = TopicSettings()
    search: SearchSettings = SearchSettings()
    feeds: tuple[Feed, ...] = ()
    searches: tuple[NamedSearch, ...] = ()
    mail: MailSettings = MailSettings()
    announce: tuple[Announcement, ...] = ()


class Config(Settings, frozen=True, kw_only=True):
    """The settings of one run: those of `site.toml`, and where things are."""

    content: Path = Path("content")
    output: Path = Path("site")
    theme: Path | None = None
    """A folder that is used instead of `templates/` beside the content."""
    jobs: int = 0
    """Processes; 0 for one per processor, or one if the content is small."""
    shard: tuple[int, int] | None = None
    """Number and count, where only a part of the site is rendered."""
    faults: tuple[Diagnostic, ...] = ()
    """Settings that were wrong, and have their defaults here; a build reports them with all else and writes nothing."""

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
        """The folder that the content folder lies in."""
        return self.named.parent

    @property
    def named(self) -> Path:
        """The content folder by its name, also where that is called `.`."""
        return self.content if self.content.name not in ("", "..") else self.content.resolve()

    def at(self, path: str) -> Location:
        """A file of the content folder as the place of a finding."""
        return Location.below(self.content, path)
