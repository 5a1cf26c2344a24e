"""`sitegen announce`: posts an edition on the services that `site.toml` names, on each of them once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

import msgspec
from msgspec import Struct

from sitegen.config import Announcement, Config
from sitegen.delivery.edition import read_issue
from sitegen.delivery.journal import Journal, open_journal
from sitegen.delivery.send import Clock
from sitegen.delivery.services import SERVICES, PaperLink, Post
from sitegen.diagnostics import FetchError, Report, UncertainError, usage_error
from sitegen.fetch import ALLOW_PRIVATE, LATER, Client
from sitegen.pipeline import Progress
from sitegen.render.markup import titles
from sitegen.render.markup.excerpt import excerpt
from sitegen.render.plan.mails import MailView
from sitegen.render.theme import Theme
from sitegen.text.addresses import is_url

JOURNAL = "announced.jsonl"
"""In the content folder, so that it is committed with it; it holds no address and no secret."""
_EXCERPT = 320
_ADDRESS = re.compile(r"\w+:/+[^\s/]\S*[^\s,:]")
_NO_ANSWER = "an earlier run ended before its answer"
_NEEDS = {"mastodon": ("url",), "bluesky": ("account",), "listmonk": ("url", "account", "lists")}
"""Settings that a service cannot do without."""


class Announced(Struct, frozen=True):
    """The outcome of an announcement."""

    edition: str
    """`2025-03-28`, `2025-W13` or `2025-03`."""
    announced: tuple[str, ...]
    """Where it was announced now, or would be."""
    earlier: tuple[str, ...]
    """Where an earlier run has announced it."""


def announce(
    config: Config,
    name: str,
    environment: Mapping[str, str],
    client: Client,
    clock: Clock,
    report: Report,
    progress: Progress,
    *,
    dry_run: bool = False,
    again: bool = False,
) -> Announced:
    """Announce an edition.

    Args:
        environment: with the secrets.
        dry_run: send nothing, and write nothing.
        again: also where it is unknown whether it was announced.

    Raises:
        UsageError: nothing is named in `site.toml`, or there is no such edition.
        ContentError: the edition has errors.
    """
    if not config.announce:
        raise usage_error("announce", "site.toml names no service to announce to", hint="see sitegen explain announce")
    now = clock.now()
    post = _post(*read_issue(config, name, report, progress, now=now, is_sent=True), now)
    path = config.content / JOURNAL
    opened = open_journal(path, clock.now, progress)
    with nullcontext(None) if dry_run and not path.exists() else opened as journal, client:
        announced, earlier = [], []
        for to in config.announce:
            last = journal.last(_key(post, to)) if journal else None
            if last and last.state == "sent":
                earlier.append(to.called)
            elif last and last.state == "sending" and not again:
                _report_unknown(report, to, last.answer or _NO_ANSWER)
            elif (secret := _secret(to, environment, report)) and (
                dry_run or journal is None or _send(post, to, secret, client, journal, report)
            ):
                announced.append(to.called)
        return Announced(post.key, tuple(announced), tuple(earlier))


def _send(post: Post, to: Announcement, secret: str, client: Client, journal: Journal, report: Report) -> bool:
    key, request, is_begun = _key(post, to), None, False
    try:
        request = SERVICES[to.service](post, to, secret, client)
        journal.record(key, "sending")
        is_begun = True
        request.send(client)
    except (FetchError, msgspec.MsgspecError, KeyError) as problem:
        diagnostic = problem.diagnostic if isinstance(problem, FetchError) else None
        reason = diagnostic.message if diagnostic else "its answer cannot be read"
        # the address of a webhook is a secret, which may have words behind it, and where it leads may be much the same
        if request and secret in request.url:
            reason = _ADDRESS.sub("another address", reason.replace(request.url, "the webhook"))
        reason = reason.replace(secret, "the secret").replace(" cannot be fetched", "")
        if is_begun and isinstance(problem, UncertainError):
            journal.record(key, "sending", reason)
            _report_unknown(report, to, reason)
            return False
        journal.record(key, "failed", reason)
        hint = "check its settings and its secret"
        if isinstance(problem, UncertainError):
            # nothing but signing in was tried
            hint = LATER
        elif diagnostic and (ALLOW_PRIVATE in diagnostic.hint or diagnostic.hint == LATER):
            hint = diagnostic.hint
        report.error("announce", f"not announced to {to.called}: {reason}", hint=hint)
        return False
    journal.record(key, "sent")
    return True


def _secret(to: Announcement, environment: Mapping[str, str], report: Report) -> str:
    """The secret of a service; empty where it, or a setting, is missing or can be none, which is reported."""
    for key in _NEEDS.get(to.service, ()):
        if not getattr(to, key):
            report.error("announce", f"{to.called} needs {key}", hint="see sitegen explain announce")
            return ""
    # a secret that was kept in a file often has the end of its line
    secret = environment.get(to.variable, "").strip()
    if not secret:
        report.error("announce", f"{to.called} needs its secret", hint=f"set {to.variable}")
    elif not (secret.isprintable() and (secret.isascii() or is_url(secret))):
        message = f"{to.variable} has characters that no secret can have"
        report.error("announce", message, hint="copy it once more from where the service shows it")
        return ""
    return secret


def _report_unknown(report: Report, to: Announcement, reason: str) -> None:
    message = f"{to.called} may have the announcement or not: {reason}"
    report.error("unknown-delivery", message, hint="look there; --again unknown announces it once more")


def _post(view: MailView, theme: Theme, now: datetime) -> Post:
    site, strings = theme.site, theme.strings
    return Post(
        key=view.key,
        title=view.subject(site, strings),
        url=site.absolute(view.route),
        papers=tuple(
            PaperLink(titles.text(card.title), site.absolute(card.route), excerpt(card.text, _EXCERPT, " …"))
            for card in view.cards
        ),
        lang=site.lang,
        strings=strings,
        now=now,
    )


def _key(post: Post, to: Announcement) -> str:
    return f"{post.key} {to.called}"
