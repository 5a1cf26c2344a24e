"""Connections for `client`: only to addresses that were checked, and never beyond a deadline.

httpcore asks a network backend for every connection and the connection for every read and write, so this is the one
place through which all bytes go: those of the TLS handshake, of `100 Continue`, of headers and of the body alike.
"""

from __future__ import annotations

import contextlib
import math
import ssl
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit

import httpcore

from sitegen.fetch.hosts import Resolver, host, is_public

_SAFE = "%/:=&~+!$,;'@()*[]?"


class PrivateAddressError(Exception):
    """A host outside the public internet, to which no connection is made."""


class Network(httpcore.NetworkBackend):
    """Opens connections, each to an address that was resolved for it; with `allow_private` also to private ones."""

    def __init__(self, resolve: Resolver, clock: Callable[[], float], timeout: float, *, allow_private: bool) -> None:
        self._resolve, self._clock, self._timeout = resolve, clock, timeout
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()
        self.deadline = math.inf
        """When the present request has to be over, by the clock."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception = httpcore.ConnectError("it names no server")
        for address in self._addresses(host):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self.remaining(), local_address, socket_options=socket_options or ()
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                problem = failure
        raise problem

    def remaining(self) -> float:
        """Seconds that the next step of a request may take. Raises `httpcore.ReadTimeout` when there are none."""
        seconds = self.deadline - self._clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the deadline is over")
        return min(self._timeout, seconds)

    def _addresses(self, host: str) -> Iterable[str]:
        try:
            addresses = self._resolve(host)
        except (OSError, UnicodeError) as problem:
            raise httpcore.ConnectError(str(problem)) from problem
        if not self._allow_private and not all(map(is_public, addresses)):
            raise PrivateAddressError(host)
        return addresses


class Connections:
    """Connections that requests share, through a proxy or straight to the hosts."""

    def __init__(self, network: Network, proxy: str) -> None:
        self._network = network
        self._pool = _proxied(proxy, network) if proxy else httpcore.ConnectionPool(network_backend=network)

    def request(
        self, url: str, headers: Mapping[str, str], body: bytes | None, deadline: float
    ) -> contextlib.AbstractContextManager[httpcore.Response]:
        """Send a request, a POST where it has a body, that has to be over, answer included, at the deadline."""
        self._network.deadline = deadline
        method = "GET" if body is None else "POST"
        return self._pool.stream(method, _encoded(url), headers=list(headers.items()), content=body)

    def close(self) -> None:
        self._pool.close()


def _proxied(proxy: str, network: Network) -> httpcore.ConnectionPool:
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    user = (unquote_to_bytes(parts.username), unquote_to_bytes(parts.password or "")) if parts.username else None
    return httpcore.HTTPProxy(
        f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", proxy_auth=user, network_backend=network
    )


def _encoded(url: str) -> httpcore.URL:
    """The URL as HTTP sends it: its host in ASCII, other letters quoted."""
    parts, name = urlsplit(url), host(url)
    target = quote(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/", safe=_SAFE)
    ascii_name = name.encode("ascii" if name.isascii() else "idna")
    return httpcore.URL(scheme=parts.scheme.encode(), host=ascii_name, port=parts.port, target=target.encode())


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the network's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._network.remaining())
        return _Stream(stream, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
