"""A local preview: builds the site, serves it on this machine, and builds and shows it again whenever it changes.

`hosting` answers as a static host does, `app` adds what makes it a preview (live reload, findings over the page),
`watch` reports changed files, `worker` renders and builds in processes of their own so that requests go on being
answered, and `session` ties them together. Whatever is wrong with the content, the configuration or the theme, the
server stays up and shows the last good page under the findings.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError, usage_error
from sitegen.preview.app import make_app
from sitegen.preview.session import Session
from sitegen.preview.worker import Worker

HOST = "127.0.0.1"
_TRIES = 50
"""Ports to try before giving up."""


def serve(
    load: Callable[[], Config],
    *,
    content: Path,
    show_line: Callable[[str], None],
    show_report: Callable[[Report], object],
    port: int = 8000,
    host: str = HOST,
    open_browser: bool = False,
) -> None:
    """Preview the site until Ctrl+C.

    Args:
        load: reads the configuration, again before every build; picklable, since the build runs in another process.
        content: the content folder, watched even while the configuration cannot be read.
        show_line: shows a line to the person at the terminal.
        show_report: shows diagnostics to that person.
        port: the first port to try; 0 for any.
        host: the address to listen on; by default other machines cannot reach it.
        open_browser: whether to open the site in the browser once it is there.

    Raises:
        UsageError: no port near `port` is free, or `host` is no address of this machine.
    """
    listener = listen(port, host)
    is_open = host not in (HOST, "localhost", "::1")
    if is_open:
        show_line(f"warning: whoever can reach {host} can read the preview, with what is not published yet")
    if port and listener.getsockname()[1] != port:
        show_line(f"port {port} is in use, so the preview takes {listener.getsockname()[1]}")
    config: Config | None = None
    # what is wrong with the configuration is reported by the process that builds
    with contextlib.suppress(UsageError):
        config = load()
    session = Session(Worker(load), content=content, show_line=show_line, show_report=show_report, config=config)
    show = webbrowser.open if open_browser else None
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(session.run(make_app(session, is_open=is_open), listener, show))


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket that listens on `port` or the next free one after it; by default for this machine only.

    Raises:
        UsageError: none is free, or the machine has no such address.
    """
    try:
        family, *_ = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise usage_error("host", f"there is no host {host!r}", hint="name an address of this machine") from None
    takes_both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
    for candidate in range(port, min(port + _TRIES, 1 << 16)):
        try:
            return socket.create_server((host, candidate), family=family, dualstack_ipv6=takes_both)
        except OSError as problem:
            if problem.errno == errno.EADDRNOTAVAIL:
                raise usage_error("host", f"{host} is no address of this machine", hint="name one of its own") from None
    raise usage_error("port", f"no port from {port} to {port + _TRIES - 1} is free", hint="name another with --port")
