"""`sitegen mail`: writes an edition as a file, or sends it to everyone on a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.delivery.edition import read_issue
from sitegen.delivery.journal import State, open_journal
from sitegen.delivery.message import Mail, address_to, compose
from sitegen.delivery.recipients import Recipient, read_recipients
from sitegen.delivery.send import Clock, send, waiting
from sitegen.delivery.smtp import MailServer, Server
from sitegen.diagnostics import Location, Report, usage_error
from sitegen.files import Folder
from sitegen.pipeline import Progress

FOLDER = "mail"
"""Beside the content folder: mails, and journals of who got them. It holds addresses, and is not published."""
_CONTENT = "content"
"""The content folder of which the mails lie in `mail/` itself; those of one called `papers` lie in `mail/papers/`."""


class Sent(Struct, frozen=True, kw_only=True):
    """The outcome of a mailing."""

    edition: str
    """`2025-03-28`, `2025-W13` or `2025-03`."""
    people: int
    """Addresses on the list."""
    due: int
    """Those that had not got it yet."""
    outcomes: Mapping[State, int] = {}
    """How many messages ended in each state; empty for a dry run."""


def write_mail(config: Config, name: str, now: Callable[[], datetime], report: Report, progress: Progress) -> Path:
    """Write an edition as a mail to the sender.

    Returns:
        The file, `mail/2025-03-28.eml` beside the content folder.

    Raises:
        UsageError: there is no such edition, or a setting is missing.
    """
    mail = _compose(config, name, report, progress, now())
    message = address_to(mail, Recipient(parseaddr(config.mail.sender)[1]), config.mail, now())
    path = f"{_folder(config.named)}/{mail.key}.eml"
    Folder(config.home).write(path, message.as_bytes())
    return config.home / path


def send_mail(
    config: Config,
    name: str,
    people: Path,
    server: Server | None,
    clock: Clock,
    report: Report,
    progress: Progress,
    *,
    again: Collection[str] = (),
) -> Sent:
    """Send an edition to everyone on a list who has not got it.

    Args:
        server: that takes the mails; None for a dry run, which changes nothing.
        again: `unknown`, `refused`: who is sent it once more.

    Raises:
        UsageError: as `write_mail`; or the list or the server cannot be used.
        ContentError: the edition has errors.
    """
    mail = _compose(config, name, report, progress, clock.now(), is_sent=True)
    recipients = read_recipients(people, report)
    path = _journal(config, mail.key)
    if server is None and not path.exists():
        return Sent(edition=mail.key, people=len(recipients), due=len(recipients))
    outcomes: Mapping[State, int] = {}
    with open_journal(path, clock.now, progress) as journal:
        due = waiting(recipients, journal, report, again)
        if server:
            with MailServer(server, clock.sleep) as connection:
                outcomes = send(mail, config.mail, due, connection, journal, clock, report, progress)
    return Sent(edition=mail.key, people=len(recipients), due=len(due), outcomes=outcomes)


def preview_mail(config: Config, name: str) -> Mail:
    """An edition as a mail to be looked at; where the site has no address yet, its links lead to where it is shown.

    Raises:
        UsageError: there is no such edition, or a mail cannot be made.
    """
    return compose(*read_issue(structs.replace(config, base_url=config.base_url or "/"), name, Report()), config.mail)


def _folder(content: Path) -> str:
    """Where the mails of a digest lie, so that several beside each other have each its own."""
    return FOLDER if content.name.casefold() == _CONTENT else f"{FOLDER}/{content.name}"


def _journal(config: Config, key: str) -> Path:
    """The one journal of an edition's mails, whether its content folder is reached through a link or not."""
    content = config.content.resolve() if config.content.is_symlink() else config.named
    path = content.parent / _folder(content) / f"{key}.jsonl"
    earlier = content.parent / FOLDER / f"{key}.jsonl"
    # once all digests had this one, and who is in it must not get the mail again
    if earlier.exists() and not (content.parent / _CONTENT).is_dir():
        path = earlier
    # nor who is in one of those that lay beside links
    by_link = config.home / _folder(config.named) / f"{key}.jsonl"
    if content != config.named and by_link.exists() and by_link.resolve() != path.resolve():
        what = "this journal lies beside a link to the content folder, where only some mailings would find it"
        raise usage_error("journal", what, Location(by_link.as_posix()), hint=f"move its lines to {path.as_posix()}")
    return path


def _compose(
    config: Config, name: str, report: Report, progress: Progress, now: datetime, *, is_sent: bool = False
) -> Mail:
    if not config.mail.sender:
        hint = "give [mail] sender in site.toml, as in Paper digest <digest@example.org>"
        raise usage_error("mail", "a mail needs a sender", hint=hint)
    return compose(*read_issue(config, name, report, progress, now=now, is_sent=is_sent), config.mail)
