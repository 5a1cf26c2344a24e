"""Where a request may go: http and https only, and from the public network never into a private one.

A feed's server can answer with a redirect to wherever it likes, the editor's router or a cloud's credentials
(169.254.169.254) included. So a redirect may lead to a private address only when the editor's own address was one.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

Resolver: TypeAlias = Callable[[str], Iterable[str]]
"""From a host's name to its addresses; raises OSError for a name that nobody knows."""


def fault(url: str) -> str:
    """Why an address cannot be fetched at all; empty where it can."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "it is no web address"
    if parts.scheme not in ("http", "https"):
        return (
            f"{parts.scheme or 'it'}: is not fetched, only http and https are" if parts.scheme else "it has no https://"
        )
    if not host or port == 0:
        return "it names no server"
    if parts.username or parts.password:
        return "it carries a password"
    return ""


def redirected(url: str, location: str) -> str:
    """Where a redirect leads, without a fragment."""
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        return location


def host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def origin(url: str) -> str:
    """Host and port, where the port is not the scheme's own."""
    parts = urlsplit(url)
    return f"{host(url)}:{parts.port}" if parts.port else host(url)


def is_private(name: str, resolve: Resolver) -> bool:
    """Whether a host is, or leads to, this machine or a network that is not the public one.

    A name that cannot be resolved here is taken as public: the request itself will fail, or a proxy knows it.
    """
    try:
        found = [str(ipaddress.ip_address(name.strip("[]")))]
    except ValueError:
        try:
            found = list(resolve(name))
        except (OSError, UnicodeError):
            return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))
    return any(not _is_public(address) for address in found)


def resolve(name: str) -> Iterable[str]:
    """The addresses of a host, as the system knows them."""
    return {str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)}


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        # an IPv4 address in IPv6's clothes is judged as what it is
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return _is_public(str(inner))
    return found.is_global and not found.is_multicast
