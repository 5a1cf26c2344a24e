"""Which web addresses are fetched, and which of their hosts belong to the public internet.

A feed's server can redirect to wherever it likes, the editor's router or a cloud's credentials (169.254.169.254)
included, and its name can lead to another address at every look-up. So the addresses that a name leads to are checked,
and the connection is made to one of those that were checked (`network`).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

Resolver: TypeAlias = Callable[[str], Sequence[str]]
"""From a host's name to its IP addresses; raises OSError for an unknown name."""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


def redirect_target(url: str, location: str) -> str:
    """Where a redirect leads, without a fragment."""
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        return location


def host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def resolve(name: str) -> Sequence[str]:
    """The IP addresses of a host, in the order in which the system would try them."""
    entries = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def is_private(name: str, resolve: Resolver) -> bool:
    """Whether one of a host's addresses lies outside the public internet.

    A name that cannot be resolved counts as public: the request itself fails, or a proxy knows the name.
    """
    try:
        return not all(map(is_public, resolve(name)))
    except (OSError, UnicodeError):
        return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        # an IPv4 address written as IPv6 is checked as the IPv4 address
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast
