"""Sends one mail to everyone on a list, each once, at a bounded rate, and again to those whom the server puts off."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parseaddr

from msgspec import Struct

from sitegen.config import MailSettings
from sitegen.delivery.journal import Journal, State
from sitegen.delivery.message import Mail, address_to
from sitegen.delivery.recipients import Recipient
from sitegen.delivery.smtp import ATTEMPTS, BACKOFF, MailServer, RefusedError, TemporaryError, UnknownError
from sitegen.diagnostics import Report
from sitegen.pipeline import Progress


class Clock(Struct, frozen=True):
    """The time."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC).replace(microsecond=0)


def waiting(people: Iterable[Recipient], journal: Journal, report: Report, again: Collection[str]) -> list[Recipient]:
    """Those who are still to be sent the mail.

    Args:
        report: takes a warning for each of whom it is unknown.
        again: `unknown`, `refused`: who is sent it once more.
    """
    due = []
    for person in people:
        last = journal.last(person.address)
        state = last and last.state
        if state == "sending" and "unknown" not in again:
            _report_unknown(report, person)
        elif state in (None, "failed", "sending") or (state == "refused" and "refused" in again):
            due.append(person)
    return due


def send(
    mail: Mail,
    settings: MailSettings,
    people: Sequence[Recipient],
    server: MailServer,
    journal: Journal,
    clock: Clock,
    report: Report,
    progress: Progress,
) -> Counter[State]:
    """Send the mail; those whom the server puts off are tried again after the others.

    Returns:
        How many were `sent`, `refused`, put off to the end (`failed`), and are unknown (`sending`).

    Raises:
        UsageError: the server cannot be used. The journal knows how far it went.
    """
    outcomes: dict[Recipient, State] = {}
    sender, pause = parseaddr(settings.sender)[1], 60 / settings.rate if settings.rate else 0
    due = clock.seconds()
    for attempt in range(ATTEMPTS):
        left = [person for person in people if outcomes.get(person) in (None, "failed")]
        if attempt and left:
            clock.sleep(BACKOFF * 2 ** (attempt - 1))
        for person in left:
            if (wait := due - clock.seconds()) > 0:
                clock.sleep(wait)
            due = max(due, clock.seconds()) + pause
            message = address_to(mail, person, settings, clock.now()).as_bytes()
            outcomes[person] = _send_one(sender, person, message, server, journal, report)
            progress("send", len(outcomes), len(people))
    for person, outcome in outcomes.items():
        if outcome == "failed":
            hint = "run the command again later; the journal has the server's answer"
            report.error("not-sent", f"{person.address} was put off again and again", hint=hint)
    return Counter(outcomes.values())


def _send_one(
    sender: str, person: Recipient, message: bytes, server: MailServer, journal: Journal, report: Report
) -> State:
    to = person.address
    try:
        answer = server.deliver(sender, to, message, lambda: journal.record(to, "sending"))
    except UnknownError:
        _report_unknown(report, person)
        return "sending"
    except TemporaryError as problem:
        journal.record(to, "failed", str(problem))
        return "failed"
    except RefusedError as problem:
        journal.record(to, "refused", str(problem))
        report.warning("not-sent", f"{to} was refused: {problem}", hint="take it off the list")
        return "refused"
    journal.record(to, "sent", answer)
    return "sent"


def _report_unknown(report: Report, person: Recipient) -> None:
    message = f"{person.address} may have the mail or not: the connection ended before the server's answer"
    hint = "--again unknown sends it once more; most mailboxes show the two as one"
    report.warning("unknown-delivery", message, hint=hint)
