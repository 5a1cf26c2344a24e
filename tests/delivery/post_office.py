"""A mail server on this machine (aiosmtpd) that says what a test wants it to say, and keeps what it took."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sitegen.delivery.smtp import Security

Step: TypeAlias = Literal["MAIL", "RCPT", "DATA", "taken"]
"""When something happens: at a command, when the message was read, and when it was taken as well."""


class Fault(NamedTuple):
    """What goes wrong, once, for one reader."""

    step: Step
    reply: str = ""
    """The server's answer, `451 try later`; empty for none: the connection is cut."""
    silent: bool = False
    """Whether the server says nothing at all, and the connection stays."""


class PostOffice:
    """The server's side of the story."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.connections = 0
        self.port = 0
        self.logins: list[bytes] = []
        self._faults: dict[str, list[Fault]] = {}

    def fails(self, address: str, *faults: Fault) -> None:
        """Lays faults ready for a reader, one for each time that the mail is tried."""
        self._faults[address] = list(faults)

    # methods, since aiosmtpd looks at every attribute of a handler at each connection
    def taken(self) -> list[EmailMessage]:
        """Every mail that was taken, in order."""
        return [message_from_bytes(data, policy=policy.default) for data in self.received]

    def readers(self) -> list[str]:
        """To whom mails were taken, in order."""
        return [message["To"].addresses[0].addr_spec for message in self.taken()]

    # what aiosmtpd calls

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, replies: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return replies

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._answer(server, "", "MAIL") or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return await self._answer(server, address, "RCPT") or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        if reply := await self._answer(server, address, "DATA"):
            return reply
        assert isinstance(envelope.content, bytes)
        self.received.append(envelope.content)
        return await self._answer(server, address, "taken") or "250 OK"

    async def _answer(self, server: SMTP, address: str, step: Step) -> str:
        """What is said instead of OK, if something is to go wrong at this step."""
        faults = self._faults.get(address, [])
        if not faults or faults[0].step != step:
            return ""
        fault = faults.pop(0)
        if fault.silent:
            await asyncio.sleep(30)
        if not fault.reply:
            cut(server)
        return fault.reply or "451 nobody hears this"


def cut(server: SMTP) -> None:
    """End the connection without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


@contextmanager
def open_office(
    certificate: Path | None = None, security: Security = "none", office: PostOffice | None = None
) -> Iterator[PostOffice]:
    """A server for as long as it is needed, on a free port or where the office was before.

    Args:
        certificate: for one that speaks TLS and wants a login.
    """
    office = office or PostOffice()
    options: dict[str, Any] = {}
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
        options |= {"authenticator": _authenticate(office), "auth_required": security == "starttls"}
        options["auth_require_tls"] = security == "starttls"
    controller = _Controller(office, hostname="127.0.0.1", port=office.port, **options)
    controller.start()
    office.port = controller.found_port
    try:
        yield office
    finally:
        controller.stop()


class _Controller(Controller):
    def _trigger_server(self) -> None:
        """Wakes the server, at the port that it found."""
        assert isinstance(self.server, asyncio.Server)
        self.found_port = self.server.sockets[0].getsockname()[1]
        socket.create_connection(("127.0.0.1", self.found_port)).close()
        self._factory_invoked.wait(5)


def _authenticate(office: PostOffice) -> Any:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        office.logins.append(data.login + b":" + data.password)
        return AuthResult(success=data.password == b"secret", handled=False)

    return check
