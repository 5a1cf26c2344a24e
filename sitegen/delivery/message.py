"""A mail: HTML with its styles on the elements, the same as text, and headers that mail programs go by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import MailSettings
from sitegen.delivery.plain import plain_text
from sitegen.delivery.recipients import Recipient
from sitegen.diagnostics import usage_error
from sitegen.render.plan.mails import MailView
from sitegen.render.theme import Theme
from sitegen.text.characters import printable_line

MAX_SIZE = 100_000
"""Bytes of both parts as they are sent; Gmail cuts a mail at 102 kB."""
_EXCERPTS = (480, 320, 200, 100, 0)
"""Characters of each abstract, the most that MAX_SIZE leaves room for."""
_READER = "reader--address"
"""Stands for the reader's address until a mail has one."""


class Mail(Struct, frozen=True, kw_only=True):
    """A mail without a recipient."""

    key: str
    """Of the edition, week or month."""
    subject: str
    html: str
    text: str
    lang: str


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header of addresses, which Python would encode as words where a line gets long."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}\r\n"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Verbatim)
# the command MAIL does not ask for bytes beyond ASCII, which not every server takes (RFC 6152)
_POLICY = SMTP.clone(header_factory=_HEADERS, cte_type="7bit")


def compose(view: MailView, theme: Theme, settings: MailSettings) -> Mail:
    """Make a mail of a list of papers, with as much of each abstract as there is room for.

    Raises:
        UsageError: css-inline is not installed, or the template is wrong.
    """
    view = replace(view, unsubscribe=_unsubscribe(settings))
    for smaller in _smaller_versions(view):
        html = theme.render_mail(smaller)
        text, inlined = plain_text(html), _inline(html)
        sent = EmailMessage(policy=_POLICY)
        _add_parts(sent, text, inlined)
        if len(sent.as_bytes()) <= MAX_SIZE:
            break
    subject = printable_line(view.subject(theme.site, theme.strings))[:120]
    return Mail(key=view.key, subject=subject, html=inlined, text=text, lang=theme.site.lang)


def address_to(mail: Mail, to: Recipient, settings: MailSettings, now: datetime) -> EmailMessage:
    """The mail as one reader gets it. All but its date is the same for the same mail and reader.

    Args:
        settings: with a sender.
    """
    name, sender = parseaddr(settings.sender)
    domain = sender.rpartition("@")[2]
    known_by = hashlib.blake2b(f"{mail.key} {to.address} {sender}".encode(), digest_size=12).hexdigest()
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(printable_line(name), addr_spec=sender)
    message["To"] = Address(printable_line(to.name), addr_spec=to.address)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.key}.{known_by}@{domain}>"
    message["List-Id"] = f"<{settings.list_id or sender.replace('@', '.')}>"
    by_mail = f"mailto:{sender}?subject=unsubscribe"
    if settings.unsubscribe:
        message["List-Unsubscribe"] = f"<{_for_reader(_unsubscribe(settings), to)}>, <{by_mail}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        # RFC 8058 wants an address of the web for that
        message["List-Unsubscribe"] = f"<{by_mail}>"
    message["Auto-Submitted"] = "auto-generated"
    _add_parts(message, _for_reader(mail.text, to), _for_reader(mail.html, to))
    message["Content-Language"] = mail.lang
    message.set_boundary(f"=_{known_by}")
    return message


def _add_parts(message: EmailMessage, text: str, html: str) -> None:
    message.set_content(text)
    message.add_alternative(html, subtype="html")


def _unsubscribe(settings: MailSettings) -> str:
    if settings.unsubscribe:
        return settings.unsubscribe.replace("{address}", _READER)
    sender = parseaddr(settings.sender)[1]
    return f"mailto:{sender}?subject=unsubscribe" if sender else ""


def _for_reader(text: str, reader: Recipient) -> str:
    return text.replace(_READER, quote(reader.address, safe=""))


def _smaller_versions(view: MailView) -> Iterator[MailView]:
    for length in _EXCERPTS:
        yield replace(view, excerpt=length)
    count = len(view.cards)
    while count > 1:
        count = count * 3 // 4
        yield replace(view, cards=view.cards[:count])
    yield replace(view, cards=(), sections=(), intro="", outro="")


def _inline(html: str) -> str:
    try:
        import css_inline
    except ImportError as problem:
        hint = "pip install 'sitegen-digest[mail]'"
        raise usage_error(
            "mail", "the styles of a mail need css-inline, which is not installed", hint=hint
        ) from problem
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=False).inline(html)
