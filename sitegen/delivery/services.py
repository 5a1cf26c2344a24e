"""Requests to the services that `[[announce]]` names, by their documented APIs.

Texts of papers are data here too: nothing in a title mentions anybody, becomes markup, or runs as a template of a mail.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from sitegen.config import Announcement
from sitegen.fetch import Client, Response
from sitegen.render.i18n.strings import Strings
from sitegen.text.markdown import escape_text

MAX_PAPERS = 5
"""Papers named in a chat; a network's limit allows for fewer."""
_TID = "234567abcdefghijklmnopqrstuvwxyz"
"""Digits of Bluesky's keys, https://atproto.com/specs/tid."""


class PaperLink(Struct, frozen=True):
    """A paper, and where it is read."""

    title: str
    """With formulas in Unicode."""
    url: str
    excerpt: str = ""


class Post(Struct, frozen=True, kw_only=True):
    """An edition as it is announced."""

    key: str
    """`2025-03-28`, `2025-W13`."""
    title: str
    """`Papers of the day, 28 March 2025: 12 papers`."""
    url: str
    papers: tuple[PaperLink, ...]
    lang: str
    strings: Strings
    now: datetime

    def more(self, named: int) -> str:
        """`and 7 more`, below those papers that are named; empty where all are."""
        left = len(self.papers) - named
        return self.strings.say("and_more", n=left) if left > 0 else ""


class Request(Struct, frozen=True):
    """A request to a service."""

    url: str
    json: Any
    headers: Mapping[str, str] = {}

    def send(self, client: Client) -> Response:
        """Post it. Raises FetchError."""
        headers = {"Content-Type": "application/json", **self.headers}
        return client.post(self.url, msgspec.json.encode(self.json), headers)


Service: TypeAlias = Callable[[Post, Announcement, str, Client], Request]
"""From a post, a service and its secret to the request that posts it. The client is for signing in before."""


def slack(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """https://api.slack.com/messaging/webhooks, with its own markup."""

    def link(title: str, url: str) -> str:
        text = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")
        return f"<{url}|{text}>"

    return Request(secret, {"text": _list(post, link), "unfurl_links": False})


def mattermost(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """https://developers.mattermost.com/integrate/webhooks/incoming/."""
    return Request(secret, {"text": _list(post, _markdown_link)})


def discord(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """https://discord.com/developers/docs/resources/webhook; an embed's title has 256 characters, its text 4,096."""
    papers = "\n".join([*_bullets(post, _markdown_link), post.more(MAX_PAPERS)])
    embed = {"title": _cut(post.title, 256), "url": post.url, "description": _cut(papers, 4096)}
    # it answers only when the message is there
    return Request(f"{secret}?wait=true", {"embeds": [embed], "allowed_mentions": {"parse": []}})


def teams(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """A workflow's webhook takes an Adaptive Card, https://adaptivecards.io/explorer/."""
    papers = "\n".join(_bullets(post, _markdown_link, "-"))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            {"type": "TextBlock", "text": _markdown_link(post.title, post.url), "weight": "Bolder", "wrap": True},
            {"type": "TextBlock", "text": f"{papers}\n\n{post.more(MAX_PAPERS)}", "wrap": True},
        ],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return Request(secret, {"type": "message", "attachments": [attachment]})


def mastodon(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """https://docs.joinmastodon.org/methods/statuses/#create; a status has 500 characters, a link counts as 23."""
    text = f"{_short(post, 500 - 23 - 2)}\n\n{post.url}"
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"{post.url} {post.key}"}
    status = {"status": text, "language": post.lang.partition("-")[0]}
    return Request(f"{to.url.rstrip('/')}/api/v1/statuses", status, headers)


def bluesky(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """https://docs.bsky.app/docs/advanced-guides/posts; a post has 300 characters, and its first line is the link.

    Its key depends on the edition alone, so that this is the same record however often it is put.
    """
    server = (to.url or "https://bsky.social").rstrip("/")
    login = Request(f"{server}/xrpc/com.atproto.server.createSession", {"identifier": to.account, "password": secret})
    answer = msgspec.json.decode(login.send(client).data, type=dict[str, Any])
    text = _short(post, 300)
    first = text.partition("\n")[0].encode()
    link = {"$type": "app.bsky.richtext.facet#link", "uri": post.url}
    record = {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": f"{post.now:%Y-%m-%dT%H:%M:%S}.000Z",
        "langs": [post.lang],
        "facets": [{"index": {"byteStart": 0, "byteEnd": len(first)}, "features": [link]}],
        "embed": {
            "$type": "app.bsky.embed.external",
            "external": {"uri": post.url, "title": post.title, "description": "; ".join(_titles(post))},
        },
    }
    put = {"repo": answer["did"], "collection": "app.bsky.feed.post", "rkey": _record_key(post), "record": record}
    headers = {"Authorization": f"Bearer {answer['accessJwt']}"}
    return Request(f"{server}/xrpc/com.atproto.repo.putRecord", put, headers)


def buttondown(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """A draft, https://docs.buttondown.com/api-emails-create."""
    draft = {"subject": post.title, "body": _letter(post), "status": "draft"}
    return Request(
        f"{(to.url or 'https://api.buttondown.com').rstrip('/')}/v1/emails", draft, {"Authorization": f"Token {secret}"}
    )


def listmonk(post: Post, to: Announcement, secret: str, client: Client) -> Request:
    """A draft of a campaign, https://listmonk.app/docs/apis/campaigns/#post-apicampaigns."""
    campaign = {
        "name": post.title,
        "subject": post.title,
        "lists": list(to.lists),
        "type": "regular",
        "content_type": "markdown",
        "body": _letter(post),
    }
    account = b64encode(f"{to.account}:{secret}".encode()).decode("ascii")
    return Request(f"{to.url.rstrip('/')}/api/campaigns", campaign, {"Authorization": f"Basic {account}"})


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        service.__name__: service
        for service in (slack, mattermost, discord, teams, mastodon, bluesky, buttondown, listmonk)
    }
)


def _list(post: Post, link: Callable[[str, str], str]) -> str:
    more = filter(None, [post.more(MAX_PAPERS)])
    return "\n".join([link(_harmless(post.title), post.url), *_bullets(post, link), *more])


def _bullets(post: Post, link: Callable[[str, str], str], mark: str = "•") -> list[str]:
    return [f"{mark} {link(title, paper.url)}" for title, paper in zip(_titles(post), post.papers, strict=False)]


def _markdown_link(title: str, url: str) -> str:
    return f"[{escape_text(_harmless(title))}]({url.replace('(', '%28').replace(')', '%29')})"


def _letter(post: Post) -> str:
    """The edition as Markdown, in which no brace opens what a mail service would run or fill in."""
    papers = (f"## {_markdown_link(paper.title, paper.url)}\n\n{escape_text(paper.excerpt)}" for paper in post.papers)
    return re.sub(r"\{(?=[{%#])", "&#123;", "\n\n".join([*papers, f"<{post.url}>"])) + "\n"


def _short(post: Post, most: int) -> str:
    """The title, and below it as many papers as there is room for, with the number of the others."""
    text = named = _cut(_harmless(post.title), most)
    for count, title in enumerate(_titles(post), 1):
        named += f"\n• {title}"
        longer = f"{named}\n{post.more(count)}".rstrip()
        if len(longer) <= most:
            text = longer
    return text


def _titles(post: Post) -> list[str]:
    return [_harmless(paper.title) for paper in post.papers[:MAX_PAPERS]]


def _harmless(text: str) -> str:
    """A text that mentions nobody and stays in its line."""
    return re.sub(r"(?<!\w)@(?=\w)", "@\u200b", " ".join(text.split()))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _record_key(post: Post) -> str:
    """A key of a record that depends on the edition alone (a TID): its day in microseconds, ten bits of its address."""
    key = post.key
    day = datetime.strptime(f"{key}-1", "%G-W%V-%u") if "W" in key else datetime.fromisoformat(f"{key}-01"[:10])
    address = int.from_bytes(hashlib.blake2b(post.url.encode(), digest_size=2).digest(), "big") & 1023
    number = int(day.replace(tzinfo=UTC).timestamp()) * 1_000_000 << 10 | address
    return "".join(_TID[number >> shift & 31] for shift in range(60, -1, -5))
