"""A connection to a mail server: one message to one reader at a time, and whether it was accepted (RFC 5321).

smtplib speaks the protocol; this module decides where a message is committed. The server accepts it when it has read
the line with the dot (section 4.1.1.4), so all before that line can be repeated, and nothing after it.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, cast, get_args

from msgspec import Struct

from sitegen.diagnostics import UsageError, usage_error

ATTEMPTS = 6
"""Connections before the server is given up, and rounds over recipients that it deferred."""
BACKOFF = 2.0
"""Seconds before the second attempt; twice as many before each further one."""
Security: TypeAlias = Literal["starttls", "tls", "none"]
_TIMEOUT = 60.0
"""Seconds for a connection and for each answer but the last."""
_VERDICT = 600.0
"""Seconds for the answer to a whole message; RFC 5321, section 4.5.3.2.6, wants ten minutes."""
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")
"""A name, or an address of IPv4 or IPv6."""
_PERMANENT = (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, ssl.SSLError)
_CHECK = "check the sender, and SITEGEN_SMTP_USER, _PASSWORD and _SECURITY"
_TRY_AGAIN = "check SITEGEN_SMTP_HOST, _PORT and _SECURITY; the same command goes on where it stopped"


class Server(Struct, frozen=True):
    """A mail server and the account there."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = ""


class TemporaryError(Exception):
    """The message was not taken; it may be another time."""


class RefusedError(Exception):
    """The message was not taken, and never will be."""


class UnknownError(Exception):
    """The connection ended after the whole message and before the answer to it."""


def server_from(environment: Mapping[str, str]) -> Server:
    """The server that `SITEGEN_SMTP_HOST`, `_PORT`, `_SECURITY`, `_USER` and `_PASSWORD` name.

    Raises:
        UsageError: they name none that there can be, or want a password sent in the clear.
    """
    values = {
        name: environment.get(f"SITEGEN_SMTP_{name.upper()}", "")
        for name in ("host", "port", "security", "user", "password")
    }
    security = cast("Security", values["security"] or "starttls")
    if not values["host"]:
        raise usage_error("smtp", "no mail server is named", hint="set SITEGEN_SMTP_HOST, and _USER and _PASSWORD")
    if security not in get_args(Security):
        raise usage_error("smtp", f"SITEGEN_SMTP_SECURITY is {security!r:.80}", hint="give starttls, tls or none")
    if values["port"] and not (re.fullmatch(r"\d{1,5}", values["port"]) and 0 < int(values["port"]) < 2**16):
        hint = "give a number from 1 to 65535, as in 587"
        raise usage_error("smtp", f"SITEGEN_SMTP_PORT is {values['port']!r:.80}", hint=hint)
    if not _is_host(values["host"]):
        hint = "give the server's name alone, as in mail.example.org; its port is SITEGEN_SMTP_PORT"
        raise usage_error("smtp", f"SITEGEN_SMTP_HOST is {values['host']!r:.80}", hint=hint)
    if security == "none" and values["user"]:
        raise usage_error("smtp", "a password is not sent without TLS", hint="set SITEGEN_SMTP_SECURITY to starttls")
    return Server(values["host"], int(values["port"] or _PORTS[security]), security, values["user"], values["password"])


def _is_host(name: str) -> bool:
    try:
        return _HOST.fullmatch(name.encode("idna").decode("ascii")) is not None
    except UnicodeError:
        return False


class MailServer:
    """A connection to a server, opened when it is needed and again when it was lost; a context manager.

    `sleep` waits between two attempts. TLS trusts the system's authorities.
    """

    def __init__(self, server: Server, sleep: Callable[[float], None]) -> None:
        self._server, self._sleep = server, sleep
        self._context = ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, *_: object) -> None:
        if self._smtp:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._close()

    def deliver(self, sender: str, to: str, message: bytes, commit: Callable[[], None]) -> str:
        """Hand over a message.

        Args:
            commit: called when only the line is left that makes the server take it.

        Returns:
            The server's answer.

        Raises:
            TemporaryError, RefusedError, UnknownError: it was not accepted, or that is unknown.
            UsageError: the server cannot be reached, or takes nothing from us.
        """
        smtp = self._connected()
        try:
            code, text = smtp.mail(sender)
            if code // 100 == 5:
                # this is about the sender: the next reader's mail would be refused as well
                raise _unusable(self._server, smtplib.SMTPResponseException(code, text), _CHECK)
            self._expect(250, (code, text))
            self._expect(250, smtp.rcpt(to))
            self._expect(354, smtp.docmd("DATA"))
            smtp.send(_lines(message))
        except (OSError, smtplib.SMTPException) as problem:
            self._close()
            raise TemporaryError(_reason(problem)) from problem
        commit()
        try:
            if smtp.sock:
                smtp.sock.settimeout(_VERDICT)
            verdict = smtp.docmd(".")
            if verdict[0] < 0:
                raise smtplib.SMTPServerDisconnected("the answer cannot be read")
            if smtp.sock:
                smtp.sock.settimeout(_TIMEOUT)
        except (OSError, smtplib.SMTPException) as problem:
            self._close()
            raise UnknownError(_reason(problem)) from problem
        return self._expect(250, verdict)

    def _expect(self, code: int, reply: tuple[int, bytes]) -> str:
        """The server's answer, if it has the expected code."""
        text = f"{reply[0]} {reply[1].decode('utf-8', 'replace')}"
        if reply[0] // 10 == code // 10:
            return text
        self._reset(reply[0])
        raise (RefusedError if reply[0] // 100 == 5 else TemporaryError)(text)

    def _reset(self, code: int) -> None:
        """Make the connection fit for the next message."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if code != 421 and self._smtp and self._smtp.rset()[0] == 250:
                return
        self._close()

    def _connected(self) -> smtplib.SMTP:
        """The connection; a server that does not answer is asked again after longer and longer waits."""
        for attempt in range(ATTEMPTS):
            if self._smtp:
                break
            if attempt:
                self._sleep(BACKOFF * 2 ** (attempt - 1))
            try:
                self._smtp = self._open()
            except (OSError, smtplib.SMTPException) as problem:
                # a busy server may end the connection before TLS is agreed on
                if isinstance(problem, _PERMANENT) and not isinstance(problem, ssl.SSLEOFError):
                    raise _unusable(self._server, problem, _CHECK) from problem
                last = problem
        if self._smtp is None:
            raise _unusable(self._server, last, _TRY_AGAIN) from last
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=self._context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
        try:
            if smtp.sock:
                # the dot must not wait until the server has acknowledged what is before it
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if server.security == "starttls":
                smtp.starttls(context=self._context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp:
            smtp.close()


def _lines(message: bytes) -> bytes:
    """The message as it is sent, with a second dot before a line's first one (RFC 5321, section 4.5.2)."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    return re.sub(rb"(?m)^\.", b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _reason(problem: Exception) -> str:
    return " ".join(str(problem).split()) or type(problem).__name__


def _unusable(server: Server, problem: Exception, hint: str) -> UsageError:
    return usage_error("smtp", f"{server.host}:{server.port} cannot be used: {_reason(problem)}", hint=hint)
